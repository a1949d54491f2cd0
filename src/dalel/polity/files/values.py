"""What a polity file says of one thing: values with the time they held, and who says so.

A *statement* is one value, the time it held, and its sources. A *parameter* is all statements on one
thing: earlier and later values, and values on which sources differ. Nothing is thrown away; what
held on a day is worked out when asked (`resolve.py`).

A validity is an EDTF interval, read so:

    1995/..            since a change in 1995; no end recorded
    ../2007-05         until a change in May 2007; no beginning recorded
    2007-05/2011-04    between the two changes
    2007-08-18         one time, and all through it
    /2007-05   2008/   blank: the source does not say when it began, or whether it still holds. Certain
                       only as far as the sources look (their `covers`, or the statement's `attested`)

A day ends or begins a validity exactly; a month or a year is *a change at some time in it*, so that
`../2007-05` and `2007-05/..` meet on the same unknown day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import TypeAlias

from dalel.measures import Edtf, parse_edtf

Value: TypeAlias = "bool | int | Decimal | Fraction | str | tuple[str, ...]"
"""A value of a polity file; percentages are `Decimal`, as written; shares such as 1/3 are `Fraction`."""

DAY = timedelta(days=1)


class Holds(IntEnum):
    """How surely something held at a time; the larger the surer."""

    NO = 0
    UNATTESTED = 1
    """On the blank side of a validity, outside what its sources look at."""
    POSSIBLE = 2
    """The date of a change, or of a publication, is known too coarsely to say."""
    CERTAIN = 3


class Basis(StrEnum):
    """How a value came into the file."""

    STATED = "stated"
    """The sources say so."""
    DERIVED = "derived"
    """Follows from what the sources say, without calculation beyond adding up; `derivation` says how."""
    COMPUTED = "computed"
    """Calculated from values in the sources; `derivation` says how."""
    UNKNOWN = "unknown"
    """The sources, though they speak of the thing, do not say; the value is None."""


@dataclass(frozen=True, slots=True)
class Validity:
    """A time in which something held; see the head of this module for how it is written."""

    text: str
    begin: Edtf | None
    end: Edtf | None
    begin_blank: bool = False
    end_blank: bool = False
    single: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def doubtful(self) -> bool:
        """Whether a side is marked as uncertain or approximate: it then never holds for certain."""
        return any(
            side is not None and (side.uncertain or side.approximate) for side in (self.begin, self.end)
        )

    def possible(self) -> tuple[date, date]:
        """The first and the last day on which it may have held."""
        first = self.begin.first if self.begin else None
        last = self.end.last if self.end else None
        if self.end is not None and last is not None and not self.single and self.end.precision != "day":
            last -= DAY
        return first or date.min, last or date.max

    def certain(self, attested: tuple[date, date] | None) -> tuple[date, date] | None:
        """The first and the last day on which it surely held, or None; `attested` limits a blank side."""
        if self.doubtful:
            return None
        if self.single and self.begin is not None:
            return self.begin.first or date.min, self.begin.last or date.max
        first, last = date.min, date.max
        if self.begin is not None and self.begin.last is not None:
            first = self.begin.last
        if self.end is not None and self.end.first is not None:
            last = self.end.first if self.end.precision == "day" else self.end.first - DAY
        if self.begin_blank or self.end_blank:
            if attested is None:
                return None
            first = max(first, attested[0]) if self.begin_blank else first
            last = min(last, attested[1]) if self.end_blank else last
        return (first, last) if first <= last else None

    def holds(self, first: date, last: date, attested: tuple[date, date] | None = None) -> Holds:
        """Whether it held on all days from `first` to `last`."""
        may_begin, may_end = self.possible()
        if last < may_begin or first > may_end:
            return Holds.NO
        sure = self.certain(attested)
        if sure is not None and sure[0] <= first and last <= sure[1]:
            return Holds.CERTAIN
        # Beyond the attested days of a blank side nothing points to a change: weaker than `possible`.
        if self.begin_blank and not self.doubtful and (sure is None or last < sure[0]):
            return Holds.UNATTESTED
        if self.end_blank and not self.doubtful and (sure is None or first > sure[1]):
            return Holds.UNATTESTED
        return Holds.POSSIBLE

    def changes(self, attested: tuple[date, date] | None = None) -> Iterator[date]:
        """The days on which the answer of `holds` for a single day may differ from that of the day before."""
        for span in (self.possible(), self.certain(attested)):
            if span is None:
                continue
            if span[0] > date.min:
                yield span[0]
            if span[1] < date.max:
                yield span[1] + DAY


def parse_validity(text: str) -> Validity:
    """The validity that `text` writes; a ValueError says why where it is none."""
    if text == "..":
        return Validity(text, None, None)
    if "/" not in text:
        time = parse_edtf(text)
        return Validity(text, time, time, single=True)
    begin, _, end = text.partition("/")
    if begin and end and ".." not in (begin, end):
        parse_edtf(text)  # says so if it ends before it begins
    return Validity(
        text,
        None if begin in ("", "..") else parse_edtf(begin),
        None if end in ("", "..") else parse_edtf(end),
        begin_blank=not begin,
        end_blank=not end,
    )


@dataclass(frozen=True, slots=True)
class Source:
    """A document the file draws on.

    `published` is when it became known; `covers` the time it speaks of; `file` its name in a collection;
    `elsewhere` says that it is not one of the documents the polity was written from.
    """

    id: str
    title: str
    publisher: str
    published: Edtf
    covers: Edtf
    file: str = ""
    url: str = ""
    elsewhere: bool = False
    note: str = ""

    def known(self, on: date) -> Holds:
        """Whether it was out on that day."""
        if self.published.first is None or self.published.last is None:
            return Holds.POSSIBLE
        if self.published.last <= on:
            return Holds.CERTAIN
        return Holds.POSSIBLE if self.published.first <= on else Holds.NO


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: its section, table or article."""

    source: Source
    place: str

    def __str__(self) -> str:
        return f"{self.source.title}, {self.place}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One value, when it held, and who says so.

    `beside` marks a value that is kept and shown but does not unsettle the others: a rounder way of saying
    the same, or a differing count from elsewhere.
    """

    value: Value | None
    valid: Validity
    sources: tuple[Citation, ...]
    attested: tuple[date, date]
    basis: Basis = Basis.STATED
    derivation: str = ""
    note: str = ""
    beside: bool = False

    def holds(self, first: date, last: date, known_at: date | None = None) -> Holds:
        """Whether it held from `first` to `last`, so far as could be known on `known_at`.

        Something stated is known with its first source; something derived needs all of them.
        """
        held = self.valid.holds(first, last, self.attested)
        if known_at is None:
            return held
        known = [citation.source.known(known_at) for citation in self.sources]
        return min(held, (max if self.basis in (Basis.STATED, Basis.UNKNOWN) else min)(known))

    def cited(self, known_at: date | None = None) -> tuple[Citation, ...]:
        """Its sources, or those that may have been out on `known_at`."""
        if known_at is None:
            return self.sources
        return tuple(citation for citation in self.sources if citation.source.known(known_at) > Holds.NO)


@dataclass(frozen=True, slots=True)
class Param:
    """All that a file says of one thing, in the order of the file; an empty one is not spoken of."""

    key: str
    statements: tuple[Statement, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.statements)
