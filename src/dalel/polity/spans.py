"""Days, months and years counted between times that may be known only to the month or the year."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from dalel.measures import Edtf, parse_edtf
from dalel.model import DalelError


@dataclass(frozen=True, slots=True)
class Span:
    """A day, or the first and last day it may be."""

    first: date
    last: date

    @classmethod
    def of(cls, time: date | Edtf | str, what: str = "the date") -> Span:
        """From a day, month or year; a DalelError names `what` where it is none."""
        if isinstance(time, date):
            return cls(time, time)
        try:
            parsed = parse_edtf(time) if isinstance(time, str) else time
        except ValueError as error:
            raise DalelError(f"{what}: {error}") from error
        if parsed.first is None or parsed.last is None:
            raise DalelError(f"{what}: a day, month or year is needed, not {parsed.text!r}")
        return cls(parsed.first, parsed.last)

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def __str__(self) -> str:
        if self.exact:
            return self.first.isoformat()
        if self.first.day == 1 and self.last == _month_end(self.last):
            if (self.first.year, self.first.month) == (self.last.year, self.last.month):
                return self.first.isoformat()[:7]
            if (self.first.month, self.last.month) == (1, 12) and self.first.year == self.last.year:
                return str(self.first.year)
        return f"{self.first}/{self.last}"

    def plus_years(self, years: int) -> Span:
        """So many years later."""
        return self.plus_months(12 * years)

    def plus_months(self, months: int) -> Span:
        """So many months later: the same day of the month, or its last where there is none."""
        return Span(_later(self.first, months), _later(self.last, months))

    def days_to(self, other: Span) -> tuple[int, int]:
        """The least and the most days from here to there."""
        return (other.first - self.last).days, (other.last - self.first).days

    def age_at(self, at: Span) -> tuple[int, int]:
        """Full years from here to there: the least and the most."""
        return _years(self.last, at.first), _years(self.first, at.last)


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        raise DalelError(f"{months} months after {day} there is no date left")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _years(born: date, at: date) -> int:
    return at.year - born.year - ((at.month, at.day) < (born.month, born.day))
