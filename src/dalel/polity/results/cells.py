"""One cell of a result table: a count or a percentage, exactly as printed, or nothing.

A cell that lost a digit, or holds a letter among its digits, has no value: it never becomes a number.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from dalel.measures import is_damaged, parse_amount

WORDS = tomllib.loads(files(__package__).joinpath("columns.toml").read_text("utf-8"))
MISSING: frozenset[str] = frozenset(WORDS["missing"]["cells"])

_GAP = "[ \u00a0\u202f\u2009\u2007'’]"
_PLAIN = re.compile(r"-?\d+")
_GROUPED = re.compile(
    rf"-?\d{{1,3}}(?:(?P<mark>[.,])\d{{3}}(?:(?P=mark)\d{{3}})*|(?:{_GAP}\d{{3}})+)(?P<zeros>[.,]0{{1,2}})?"
)
_DECIMAL = re.compile(r"-?\d+(?P<mark>[.,])(?P<digits>\d+)")
_LONG_DECIMAL = re.compile(
    rf"-?\d{{1,3}}(?:(?P<group>[.,])\d{{3}}(?:(?P=group)\d{{3}})*|(?:{_GAP}\d{{3}})+)"
    r"(?P<mark>[.,])(?P<digits>\d{1,2})"
)
_PERCENT = re.compile(r"\s*(?:%|percent|per cent|prozent|проц\.?)$", re.IGNORECASE)


class Sort(StrEnum):
    """What a column holds."""

    COUNT = "count"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and what it amounts to.

    `value` is exact, percentages as 88.41 for "88,41"; None where the cell is empty or damaged.
    `step` is the size of the last digit printed. `mark` is the decimal mark, `groups` the mark between
    thousands, each "" where there is none.
    """

    text: str = ""
    value: Fraction | None = None
    step: Fraction = Fraction(1)
    damaged: bool = False
    mark: str = ""
    groups: str = ""

    @property
    def low(self) -> Fraction:
        """The smallest number that is printed so."""
        assert self.value is not None
        return self.value - self.step / 2

    @property
    def high(self) -> Fraction:
        """The largest number that is printed so."""
        assert self.value is not None
        return self.value + self.step / 2


EMPTY = Cell()


@lru_cache(maxsize=65536)
def parse_cell(text: str, sort: Sort) -> Cell:
    """The number that a cell holds.

    In a column of counts a mark before three digits parts thousands; in a column of percentages it is the
    decimal mark, be it comma or point. A count with a fraction lost digits or gained a mark: it is damaged.
    """
    text = text.strip().strip("\u00a0\u202f")
    if text.lower() in MISSING:
        return Cell(text)
    body = text.replace("−", "-")
    if sort is Sort.PERCENT:
        body = _PERCENT.sub("", body)
    if _PLAIN.fullmatch(body):
        return Cell(text, Fraction(body))
    if sort is Sort.PERCENT and (match := _DECIMAL.fullmatch(body)):
        return _decimal(text, body, match)
    if match := _GROUPED.fullmatch(body):
        zeros = match["zeros"] or ""
        whole = body[: len(body) - len(zeros)]
        groups = match["mark"] or re.sub(r"[\d-]", "", whole)[:1]
        if zeros[:1] != groups:
            return Cell(text, Fraction(re.sub(r"[^\d-]", "", whole)), groups=groups, mark=zeros[:1])
    if sort is Sort.COUNT and (match := _DECIMAL.fullmatch(body)) and not match["digits"].strip("0"):
        return Cell(text, Fraction(body.partition(match["mark"])[0]))
    match = _LONG_DECIMAL.fullmatch(body) if sort is Sort.PERCENT else None
    if match and match["group"] != match["mark"]:
        whole, _, digits = body.rpartition(match["mark"])
        number = re.sub(r"[^\d-]", "", whole) + "." + digits
        return Cell(text, Fraction(number), Fraction(1, 10 ** len(digits)), mark=match["mark"])
    return _worded(text, sort)


def _decimal(text: str, body: str, match: re.Match[str]) -> Cell:
    places = len(match["digits"])
    return Cell(text, Fraction(body.replace(",", ".")), Fraction(1, 10**places), mark=match["mark"])


def _worded(text: str, sort: Sort) -> Cell:
    """A cell like "40 percent" or "seven"; anything else is damaged, for counts "1.24 million" too: sums
    need the last vote."""
    if not is_damaged(text):
        amount = parse_amount(text)
        units = ("", "percent") if sort is Sort.PERCENT else ("",)
        if (
            amount is not None
            and amount.value is not None
            and amount.value == amount.upper
            and amount.unit in units
            and not amount.bound
            and not amount.ordinal
            and (sort is Sort.PERCENT or (amount.value.denominator == 1 and amount.step == 1))
        ):
            return Cell(text, amount.value, amount.step)
    return Cell(text, damaged=True)
