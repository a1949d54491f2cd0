"""Results that a polity file records, as tallies; each account of each source one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product

from dalel.measures import parse_edtf
from dalel.model import UnknownNameError
from dalel.polity.counting.votes import MOST_TALLIES, Entry, Tally
from dalel.polity.files.model import Election, Polity, Result, Row
from dalel.polity.files.values import Param, Statement

COUNTED = ("official", "reported", "computed")
"""The kinds of accounts that say what was counted."""


def election(polity: Polity, name: str) -> Election:
    """The election of that id; an UnknownNameError lists those there are."""
    if name not in polity.elections:
        there = ", ".join(polity.elections) or "none"
        raise UnknownNameError(f"{polity.id}: no election {name!r}; there are: {there}")
    return polity.elections[name]


def days(param: Param) -> Iterator[tuple[date, date]]:
    """The first and last day of every date a parameter gives."""
    for statement in param.statements:
        if isinstance(statement.value, str):
            time = parse_edtf(statement.value)
            if time.first is not None and time.last is not None:
                yield time.first, time.last


def tallies(polity: Polity, held: Election) -> tuple[Tally, ...]:
    """The accounts of a result that give votes or shares, labelled by result and, within one, by value.

    Surveys and claims are no results; an account of a single contestant counts only where none has more.
    """
    results = [result for result in held.results if result.kind in COUNTED]
    found = tuple(tally for result in results for tally in _of(polity, result))
    return tuple(tally for tally in found if len(tally.entries) > 1) or found


def _of(polity: Polity, result: Result) -> Iterator[Tally]:
    rows = [row for row in result.rows if row.votes or row.share]
    if not rows:
        return
    unit = "votes" if all(_values(row.votes) for row in rows) else "share"
    if unit == "share":
        rows = [row for row in rows if _values(row.share)]
    choices = [_values(row.votes if unit == "votes" else row.share) for row in rows]
    for number, choice in enumerate(product(*choices)):
        if number >= MOST_TALLIES:
            return
        varied = [
            f"{polity.named(row.contestant)} {one.value}"
            for row, one, all_of in zip(rows, choice, choices, strict=True)
            if len(all_of) > 1
        ]
        entries = tuple(_entry(polity, row, one, unit) for row, one in zip(rows, choice, strict=True))
        label = f"{result.id} ({', '.join(varied)})" if varied else result.id
        yield Tally(label, unit, entries, _total(result, "invalid_votes"), *_rest(result, entries, unit))


def _entry(polity: Polity, row: Row, statement: Statement, unit: str) -> Entry:
    value = statement.value
    seats = [one.value for one in row.seats.statements if isinstance(one.value, int) and not one.beside]
    digits = len(str(value).partition(".")[2]) if unit == "share" else None
    return Entry(
        party=polity.named(row.contestant),
        votes=Fraction(str(value)),
        digits=digits,
        seats=seats[0] if len(set(seats)) == 1 else None,
    )


def _values(param: Param) -> list[Statement]:
    found: dict[object, Statement] = {}
    for statement in param.statements:
        if statement.value is not None and not statement.beside:
            found.setdefault(statement.value, statement)
    return list(found.values())


def _total(result: Result, key: str) -> Fraction | None:
    values = _values(result.totals[key]) if key in result.totals else []
    return Fraction(str(values[0].value)) if values else None


def _rest(result: Result, entries: tuple[Entry, ...], unit: str) -> tuple[Fraction, Fraction]:
    """Against all (files do not tell it apart) and the valid votes of nobody in the rows."""
    valid = _total(result, "valid_votes") if unit == "votes" else None
    named = sum((entry.votes for entry in entries), Fraction(0))
    return Fraction(0), max(Fraction(0), valid - named) if valid is not None else Fraction(0)
