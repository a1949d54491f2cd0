"""Seats of a table against the rules of a polity file: are they what some reading of the rules gives?

Whatever the rules leave open (an unknown formula, a lot, a date between two rules) is tried; only seats that
no outcome has are a discrepancy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from dalel.model import DalelError
from dalel.polity.counting.seating import seats
from dalel.polity.counting.votes import Entry, Tally
from dalel.polity.files.model import Polity
from dalel.polity.results.findings import Finding
from dalel.polity.results.structure import Group, Row


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules to hold seats against: those by which an organ of a polity was filled at a date."""

    polity: Polity
    organ: str
    at: str


def seats_by_rules(groups: list[Group], rules: Rules) -> Iterator[Finding]:
    """A finding for every row whose seats no outcome has, or one where the rows fit singly but not together.

    A territory that is not the whole is left out where there is a whole. A DalelError where a table has no
    votes or shares to compute from, or no votes fill the organ.
    """
    whole = [group for group in groups if group.whole]
    asked = [group for group in whole or groups if any(_seats(row) is not None for row in group.rows)]
    if not asked:
        raise DalelError("the table has no column of seats to hold against the rules")
    for group in asked:
        yield from _group(group, rules)


def _group(group: Group, rules: Rules) -> Iterator[Finding]:
    unit = "votes" if all(row.value("votes") is not None for row in group.rows) else "share"
    rows = [row for row in group.rows if row.value(unit) is not None]
    if not rows:
        raise DalelError("the table has neither votes nor shares to compute seats from")
    entries = tuple(Entry(row.contestant, row.value(unit) or Fraction(0), None) for row in rows)
    found = seats(rules.polity, rules.organ, rules.at, [Tally(group.source, unit, entries)])
    told = {row.contestant: number for row in rows if (number := _seats(row)) is not None}
    fits = [outcome for outcome in found.outcomes if all(outcome.seats[one] == told[one] for one in told)]
    if fits:
        return
    alone = False
    for row in rows:
        possible = sorted({outcome.seats[row.contestant] for outcome in found.outcomes})
        if row.contestant in told and told[row.contestant] not in possible:
            alone = True
            yield _finding(row, told[row.contestant], " or ".join(map(str, possible)), rules)
    if not alone:
        sentence = f"no reading of the rules of {rules.organ} at {rules.at} gives these seats together"
        total = sum(told.values())
        yield Finding(
            "seats_by_rules", None, None, total, sentence, "seats", group.territory, "", group.source
        )


def _finding(row: Row, told: int, possible: str, rules: Rules) -> Finding:
    by = f"by the rules of {rules.organ} at {rules.at}"
    sentence = f"seats of {row.contestant}: {told}; {by} {possible}"
    expected = int(possible) if possible.isdecimal() else possible
    return Finding(
        "seats_by_rules",
        row.line,
        expected,
        told,
        sentence,
        "seats",
        row.territory,
        row.contestant,
        row.source,
    )


def _seats(row: Row) -> int | None:
    value = row.value("seats")
    return int(value) if value is not None and value.denominator == 1 else None
