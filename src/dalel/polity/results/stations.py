"""A file of polling stations as columns of whole numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dalel.model import DalelError
from dalel.polity.results.cells import WORDS, Sort, parse_cell
from dalel.polity.results.reading import Columns, Table, name_columns, plain, read_columns, read_table

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

LARGEST = 1_000_000
"""No polling station has more registered voters; a row that says so is a total or an error."""
_LABELS = frozenset(("station", "territory", "source", "contestant", "share", "turnout", "ignore"))
_TOTALS = frozenset(map(plain, WORDS["rows"]["total"]))
_MISSING = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Stations:
    """The stations whose numbers can be: one entry a station in every array.

    `valid` is what shares are of. `excluded` counts the stations left out, by reason.
    """

    registered: Counts
    given: Counts
    valid: Counts
    votes: dict[str, Counts]
    leader: str
    share_of: str
    read: int
    excluded: dict[str, int]
    notes: tuple[str, ...] = ()

    @property
    def used(self) -> int:
        """How many stations there are."""
        return len(self.registered)

    @property
    def leading(self) -> Counts:
        """The votes of the contestant with most votes in all."""
        return self.votes[self.leader]

    @property
    def turnout(self) -> Floats:
        """Percent of the registered who were given a ballot."""
        return np.asarray(100.0 * self.given / self.registered)

    @property
    def share(self) -> Floats:
        """Percent of the valid ballots for the leader; NaN where there was none."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(100.0 * self.leading / self.valid)


def read_stations(
    path: Path, columns: Path | None = None, *, share_of: str = "valid", leader: str | None = None
) -> Stations:
    """The stations in a file; a DalelError where a needed column is missing."""
    table = read_table(path)
    return stations_of(table, read_columns(columns) if columns else None, share_of=share_of, leader=leader)


def stations_of(
    table: Table, columns: Columns | None = None, *, share_of: str = "valid", leader: str | None = None
) -> Stations:
    """The stations of a table.

    Columns named neither here nor with --columns are contestants where they hold numbers. `share_of`
    is "valid" or "cast", the base of shares: valid ballots, or valid and invalid ones.
    """
    names = name_columns(table.header, columns)
    texts = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(names)
    own = {plain(name) for name in columns.contestants} if columns else set()
    known: dict[str, Counts] = {}
    votes: dict[str, Counts] = {}
    skipped = []
    for head, name, column in zip(table.header, names, texts, strict=True):
        word = plain(head)
        if name in _LABELS or (not name and word in _TOTALS) or not head:
            continue
        if name in ("registered", "given", "valid", "invalid", "blank") and word not in own:
            known[name] = whole_numbers(column)
        elif (own and word in own) or (not own and name in ("", "votes")):
            numbers = whole_numbers(column)
            if 2 * np.sum(numbers == _MISSING) > len(numbers):
                skipped.append(head)
            else:
                votes[head] = numbers
    notes = [f"not used, as most of it is no number: {', '.join(skipped)}"] if skipped else []
    if "given" not in known and "valid" in known and "invalid" in known:
        known["given"] = _sum(known["valid"], known["invalid"])
        notes.append("ballots given are taken as valid and invalid together")
    for name in ("registered", "given", "valid"):
        if name not in known:
            raise DalelError(f"{table.name}: has no column {name!r}; name it with --columns")
    if not votes:
        raise DalelError(f"{table.name}: has no column with a contestant's votes")
    if share_of == "cast":
        if "invalid" not in known:
            raise DalelError(
                f"{table.name}: has no column 'invalid', so shares of the ballots cast are unknown"
            )
        known["valid"] = _sum(known["valid"], known["invalid"])
    keep, excluded = _usable(known, votes, len(table.rows))
    excluded += Counter({"a row of another length": len(table.ragged)} if table.ragged else {})
    votes = {name: column[keep] for name, column in votes.items()}
    if leader is None:
        leader = max(votes, key=lambda name: int(votes[name].sum()))
    elif leader not in votes:
        raise DalelError(f"{table.name}: has no contestant {leader!r} (there are {', '.join(votes)})")
    return Stations(
        known["registered"][keep],
        known["given"][keep],
        known["valid"][keep],
        votes,
        leader,
        share_of,
        len(table.rows) + len(table.ragged),
        {reason: count for reason, count in excluded.items() if count},
        tuple(notes),
    )


def whole_numbers(texts: tuple[str, ...]) -> Counts:
    """A column of counts; the least int64 stands for a cell that is empty or damaged."""
    try:
        if not any("_" in text for text in texts):
            return np.array(list(map(int, texts)), dtype=np.int64)
    except (ValueError, OverflowError):
        pass
    cells = (parse_cell(text, Sort.COUNT) for text in texts)
    values = (
        int(cell.value) if cell.value is not None and abs(cell.value) < 10**15 else _MISSING for cell in cells
    )
    return np.fromiter(values, dtype=np.int64, count=len(texts))


def _sum(left: Counts, right: Counts) -> Counts:
    return np.where((left == _MISSING) | (right == _MISSING), _MISSING, left + right)


def _usable(known: dict[str, Counts], votes: dict[str, Counts], rows: int) -> tuple[Mask, Counter[str]]:
    """The stations whose numbers are there and possible, and why the others are left out."""
    excluded: Counter[str] = Counter()
    keep = np.ones(rows, dtype=bool)

    def drop(reason: str, bad: Mask) -> None:
        excluded[reason] += int(np.sum(keep & bad))
        keep[bad] = False

    columns = [*known.values(), *votes.values()]
    registered, given, valid = known["registered"], known["given"], known["valid"]
    missing = np.zeros(rows, dtype=bool)
    negative = np.zeros(rows, dtype=bool)
    for column in columns:
        missing |= column == _MISSING
        negative |= column < 0
    drop("a number is missing or damaged", missing)
    drop("a number is negative", negative)
    drop("nobody is registered", registered == 0)
    drop("more registered than a polling station has", registered > LARGEST)
    drop("more ballots than registered", given > registered)
    drop("more valid ballots than given", valid > given)
    drop("more votes than ballots", sum(votes.values(), np.zeros(rows, dtype=np.int64)) > valid)
    return keep, excluded
