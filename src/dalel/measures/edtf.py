"""Times in EDTF (Extended Date/Time Format, ISO 8601-2:2019), levels 0 and 1, as intervals of days.

    2007-08-18   2007-08   2007           a day, a month, a year
    2016-21                               a season: 21 spring, 22 summer, 23 autumn, 24 winter
    199X   19XX   2004-XX   2004-06-XX    an unspecified digit, month or day
    2002-07/2003-01                       from, to (both included)
    ../2004   2007/..                     until, since
    2004?   2004~   2004%                 uncertain, approximate, both

Times of day, negative years and years of five digits are not in use here and count as invalid.

The library python-edtf (MIT, 5.0) reads the same forms, but takes about 4 ms for one, brings
pyparsing and python-dateutil along, and lets an interval end before it begins; a base holds
hundreds of thousands of times, so this small module stands in its place.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering

SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""First and last month of each season, as the northern hemisphere counts; winter begins in the year named."""

PRECISIONS = ("century", "decade", "year", "season", "month", "day")
"""From the coarsest to the finest."""

_PART = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%])?")


@total_ordering
@dataclass(frozen=True, slots=True)
class Edtf:
    """A time: its text and the days from `first` to `last`, both included; None where it is open.

    `precision` is that of the text (of the finer end of an interval), one of `PRECISIONS`.
    Times are ordered by their first day, then by their last: an open beginning comes first, an
    open end last.
    """

    text: str
    first: date | None
    last: date | None
    precision: str
    interval: bool = False
    uncertain: bool = False
    approximate: bool = False

    def _key(self) -> tuple[date, date, str]:
        return self.first or date.min, self.last or date.max, self.text

    def __lt__(self, other: Edtf) -> bool:
        return self._key() < other._key()

    def __str__(self) -> str:
        return self.text

    def overlaps(self, other: Edtf) -> bool:
        """Whether some day may belong to both."""
        return (self.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (
            self.last or date.max
        )

    def contains(self, other: Edtf) -> bool:
        """Whether every day of `other` lies in this time; an open end holds all days on its side."""
        return (self.first or date.min) <= (other.first or date.min) and (other.last or date.max) <= (
            self.last or date.max
        )

    def before(self, other: Edtf) -> bool:
        """Whether this time surely ends before the other begins."""
        return self.last is not None and other.first is not None and self.last < other.first


def _part(text: str) -> Edtf:
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(f"not a time in EDTF: {text!r}")
    year, month, day, mark = match.groups()
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0 and "X" not in year:
        raise ValueError(f"there is no year 0000: {text!r}")
    low = max(low, 1)
    first, last = date(low, 1, 1), date(high, 12, 31)
    precision = "century" if year.endswith("XX") else "decade" if year.endswith("X") else "year"
    if month is not None and month != "XX":
        if "X" in year:
            raise ValueError(f"a month of an unspecified year: {text!r}")
        number = int(month)
        if number in SEASONS and day is None:
            begin, end = SEASONS[number]
            final = low + 1 if end < begin else low
            if final > 9999:
                raise ValueError(f"beyond the year 9999: {text!r}")
            first = date(low, begin, 1)
            last = date(final, end, calendar.monthrange(final, end)[1])
            precision = "season"
        elif 1 <= number <= 12:
            length = calendar.monthrange(low, number)[1]
            first, last, precision = date(low, number, 1), date(low, number, length), "month"
            if day is not None and day != "XX":
                if not 1 <= int(day) <= length:
                    raise ValueError(f"no such day: {text!r}")
                first = last = date(low, number, int(day))
                precision = "day"
        else:
            raise ValueError(f"no such month or season: {text!r}")
    elif day is not None and day != "XX":
        raise ValueError(f"a day of an unspecified month: {text!r}")
    mark = mark or ""
    return Edtf(text, first, last, precision, False, mark in tuple("?%"), mark in tuple("~%"))


@lru_cache(maxsize=8192)
def parse_edtf(text: str) -> Edtf:
    """The time that `text` writes; a ValueError says why where it is none."""
    if "/" not in text:
        return _part(text)
    begin, _, end = text.partition("/")
    open_begin, open_end = begin in ("..", ""), end in ("..", "")
    if open_begin and open_end:
        raise ValueError(f"an interval needs a beginning or an end: {text!r}")
    left = None if open_begin else _part(begin)
    right = None if open_end else _part(end)
    ends = [side for side in (left, right) if side is not None]
    if left is not None and right is not None:
        assert left.first is not None
        assert right.last is not None
        if right.last < left.first:
            raise ValueError(f"an interval that ends before it begins: {text!r}")
    return Edtf(
        text,
        left.first if left else None,
        right.last if right else None,
        max((side.precision for side in ends), key=PRECISIONS.index),
        True,
        any(side.uncertain for side in ends),
        any(side.approximate for side in ends),
    )


def is_edtf(text: str) -> bool:
    """Whether `text` is a time that `parse_edtf` reads."""
    try:
        parse_edtf(text)
    except ValueError:
        return False
    return True
