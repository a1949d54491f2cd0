"""What an audit reports: discrepancies, figures that follow from the table, and remarks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


def number(value: Fraction | None, places: int | None = None) -> int | float | None:
    """A number for JSON: whole where it is whole, else rounded half up to `places` (4 without)."""
    if value is None:
        return None
    if value.denominator == 1:
        return int(value)
    scale: int = 10 ** (4 if places is None else places)
    rounded = math.floor((2 * value * scale + 1) / 2)
    return rounded / scale


def written(value: int | float | str | None) -> str:
    """A number as a sentence writes it."""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.10g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class Finding:
    """A discrepancy: what the rest of the table makes expected, and what is found.

    `check` names the check; `row` is the row of the file (the header is 1), None where it concerns no
    single row. `expected` and `found` are numbers, texts such as "55.2 to 55.3", or None.
    """

    check: str
    row: int | None
    expected: int | float | str | None
    found: int | float | str | None
    sentence: str
    column: str = ""
    territory: str = ""
    contestant: str = ""
    source: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {
            "check": self.check,
            "row": self.row,
            "expected": self.expected,
            "found": self.found,
            "sentence": self.sentence,
            "column": self.column or None,
            "territory": self.territory or None,
            "contestant": self.contestant or None,
            "source": self.source or None,
        }


@dataclass(frozen=True)
class Derived:
    """A figure that the table does not print but implies, between `low` and `high`."""

    name: str
    low: int | float | None
    high: int | float | None
    sentence: str
    territory: str = ""
    source: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {
            "name": self.name,
            "low": self.low,
            "high": self.high,
            "sentence": self.sentence,
            "territory": self.territory or None,
            "source": self.source or None,
        }
