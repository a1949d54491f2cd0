"""The command line: parses words and calls the steps."""

from __future__ import annotations

from dalel.cli import (
    build,
    election,
    extract,
    identity,
    listing,
    names,
    polity,
    polity_compute,
    polity_persons,
    polity_verify,
    ratings,
    read,
)
from dalel.cli.app import app


def main() -> None:
    """Run the command line."""
    app()


__all__ = [
    "app",
    "build",
    "election",
    "extract",
    "identity",
    "listing",
    "main",
    "names",
    "polity",
    "polity_compute",
    "polity_persons",
    "polity_verify",
    "ratings",
    "read",
]
