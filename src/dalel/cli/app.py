"""The application every command is added to."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="dalel",
    help="Who did what, when, and who says so: attributed claims from documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
