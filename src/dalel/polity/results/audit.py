"""The audit of a result table: whether its numbers can all be true together.

Nothing is assumed but arithmetic: parts make wholes, percentages are rounded, nobody votes twice. What
does not fit is a discrepancy and no more: a misprint, a number taken from another day, or a wrong count.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dalel.polity.results import checks, table_checks
from dalel.polity.results.by_rules import Rules, seats_by_rules
from dalel.polity.results.findings import Derived, Finding, number, written
from dalel.polity.results.reading import Columns, Table, name_columns, read_columns, read_table
from dalel.polity.results.structure import Group, groups_of, rows_of

CHECKS: dict[str, str] = {
    "row_shape": "each row has as many cells as the header",
    "damaged_number": "each cell that should hold a number holds one",
    "impossible_number": "counts are not negative, shares at most 100",
    "decimal_marks": "one decimal mark in all percentages",
    "thousands_marks": "one mark between thousands in all counts",
    "sum_votes": "the contestants' votes add up to the total and to the valid votes",
    "sum_seats": "the seats add up to the total",
    "sum_shares": "the shares add up to 100 within rounding",
    "possible_share": "each share is its votes' percentage, as its digits round it",
    "valid_and_invalid": "valid and invalid ballots are those given",
    "votes_within_valid": "no more votes than valid ballots",
    "votes_within_given": "no more votes than ballots",
    "votes_within_registered": "no more votes than registered",
    "valid_within_given": "no more valid ballots than ballots",
    "valid_within_registered": "no more valid ballots than registered",
    "given_within_registered": "no more ballots than registered",
    "turnout_within_100": "a turnout is at most 100",
    "possible_turnout": "the turnout is that of ballots and registered, as its digits round it",
    "parts_of_whole": "the territories add up to the whole",
    "stated_count": "as many contestants or territories are listed as stated",
    "stated_twice": "what is stated twice is stated alike",
    "duplicate_row": "no row stands twice",
    "sources_differ": "the sources agree to the digits they print",
    "seats_by_rules": "the seats are those that the rules of a polity file give (where asked for)",
}
"""Every check and what it asks."""


@dataclass(frozen=True)
class Audit:
    """The result: `findings` are discrepancies, `derived` figures implied, `notes` remarks on the reading."""

    file: str
    rows: int
    columns: tuple[str, ...]
    findings: tuple[Finding, ...]
    derived: tuple[Derived, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {
            "file": self.file,
            "rows": self.rows,
            "columns": list(self.columns),
            "findings": [finding.as_json() for finding in self.findings],
            "derived": [figure.as_json() for figure in self.derived],
            "notes": list(self.notes),
        }


def audit(path: Path, columns: Path | None = None, rules: Rules | None = None) -> Audit:
    """Audit the table in a file; a DalelError where it cannot be read."""
    return audit_table(read_table(path), read_columns(columns) if columns else None, rules)


def audit_table(table: Table, columns: Columns | None = None, rules: Rules | None = None) -> Audit:
    """Audit a table; with `rules`, hold its seats against those of a polity file."""
    names = name_columns(table.header, columns)
    rows = list(rows_of(table, columns))
    groups = groups_of(rows, columns)
    findings = [
        *table_checks.shapes(table),
        *table_checks.cells(rows),
        *table_checks.marks(rows),
    ]
    derived: list[Derived] = []
    notes = list(_notes(table, names))
    for group in groups:
        partial = is_partial(group)
        findings += _group(group, partial)
        derived += _derived(group)
        notes += _remarks(group, partial)
    for found in table_checks.parts(groups):
        if isinstance(found, Finding):
            findings.append(found)
        else:
            notes.append(found)
    findings += table_checks.sources(groups)
    if rules is not None:
        findings += seats_by_rules(groups, rules)
    used = tuple(name for name in names if name and name != "ignore")
    return Audit(table.name, len(rows), used, tuple(findings), tuple(derived), tuple(notes))


def is_partial(group: Group) -> bool:
    """Whether a table lists only some contestants: its shares are right and make less than 100 together.

    Then votes short of the total are no discrepancy. Without shares nothing tells the two apart, and a
    total that is not reached is reported.
    """
    total, slack = checks.shares(group)
    if not 0 < total < 100 - slack:
        return False
    base, wrong = checks.base_of_shares(group)
    return bool(base) and base != "sum of votes" and not wrong


def _group(group: Group, partial: bool) -> Iterator[Finding]:
    yield from checks.sum_of_votes(group, partial)
    yield from checks.sum_of_seats(group)
    yield from checks.sum_of_shares(group, partial)
    yield from checks.possible_shares(group)
    yield from checks.ballots_add_up(group)
    yield from checks.within(group)
    yield from checks.possible_turnout(group)
    yield from checks.stated_counts(group)
    yield from checks.repeated(group)


def _derived(group: Group) -> Iterator[Derived]:
    where = f"{group.label}: " if group.label else ""
    if (votes := group.sum("votes")) is not None and len(group.votes()) > 1:
        text = f"{where}the contestants' votes add up to {written(number(votes))}"
        yield Derived("sum_votes", number(votes), number(votes), text, group.territory, group.source)
    total, slack = checks.shares(group)
    if slack and len(group.rows) > 1:
        text = (
            f"{where}the shares add up to {written(number(total))}; rounding allows {written(number(slack))}"
        )
        yield Derived("sum_shares", number(total), number(total), text, group.territory, group.source)
    turnout = group.first("turnout")
    counts = checks.ballot_counts(group)
    if turnout is not None and counts and turnout.value > 0:
        name, ballots = next(iter(counts.items()))
        low, high = checks.implied(ballots, turnout.cell)
        text = (
            f"{where}a turnout of {turnout.cell.text} with {written(number(ballots))} {name} implies "
            f"{written(low)} to {written(high)} registered"
        )
        if name in ("valid", "votes", "total"):
            text += ", more where ballots were invalid"
        yield Derived("electorate", low, high, text, group.territory, group.source)


def _remarks(group: Group, partial: bool) -> Iterator[str]:
    where = f"{group.label}: " if group.label else ""
    base, wrong = checks.base_of_shares(group)
    if base == "unlisted" and (bounds := checks.unlisted_base(group)) is not None:
        low, high = (written(math.floor(bound)) for bound in bounds)
        yield f"{where}the shares are percentages of {low} to {high}, which the table does not list"
    elif base and base not in ("valid", "sum of votes", "total") and not wrong:
        yield f"{where}the shares are percentages of {base}"
    if wrong and checks.are_cut(group):
        yield f"{where}the shares are cut after their last digit, not rounded"
    if partial:
        yield f"{where}the contestants listed are not all; their votes were not held against the total"
    for row in [*group.rows, *group.totals]:
        if row.cells and all(cell.value is None and not cell.damaged for cell in row.cells.values()):
            name = row.contestant or row.territory
            yield f"row {row.line} ({name}) has no figure, which is not the same as zero"


def _notes(table: Table, names: tuple[str, ...]) -> Iterator[str]:
    if table.encoding not in ("utf-8", "utf-16"):
        yield f"read as {table.encoding}"
    unknown = [head for head, name in zip(table.header, names, strict=True) if not name and head]
    if unknown:
        yield f"not used: {', '.join(unknown)} (name them with --columns)"
