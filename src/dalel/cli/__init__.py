"""The command line: parses words and calls the steps."""

from __future__ import annotations

from dalel.cli import build, extract, listing, polity, read
from dalel.cli.app import app


def main() -> None:
    """Run the command line."""
    app()


__all__ = ["app", "build", "extract", "listing", "main", "polity", "read"]
