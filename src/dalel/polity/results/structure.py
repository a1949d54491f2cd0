"""What the rows of a result table are: a contestant's, a total, the invalid ballots; whose territory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from dalel.polity.results.cells import EMPTY, WORDS, Cell, Sort, parse_cell
from dalel.polity.results.reading import Columns, Table, name_columns, plain

COUNTS = ("votes", "valid", "invalid", "blank", "given", "registered", "seats", "contestants", "territories")
PERCENTS = ("share", "turnout")
STATED = ("valid", "invalid", "blank", "given", "registered")
_TURNOUT = re.compile(r"\((?:[^()]*\s)?turnout:?\s*(?:of\s*)?([\d.,]+\s*%?)[^()]*\)", re.IGNORECASE)
_ROWS = {plain(word): name for name, words in WORDS["rows"].items() for word in words}
_WHOLE = frozenset(map(plain, [*WORDS["rows"]["total"], *WORDS["whole"]["names"]]))


@dataclass(frozen=True)
class Row:
    """A row: `line` of the file, its labels, its cells by our names; `role` is "contestant", "total",
    "valid", "invalid", "blank", "given", "registered" or "territory" (a row without contestant)."""

    line: int
    territory: str
    contestant: str
    source: str
    cells: dict[str, Cell]
    role: str

    def cell(self, name: str) -> Cell:
        """A cell, EMPTY where the table has no such column."""
        return self.cells.get(name, EMPTY)

    def value(self, name: str) -> Fraction | None:
        """The number in a cell."""
        return self.cell(name).value


@dataclass(frozen=True)
class Stated:
    """A number the table states for a territory, and where."""

    cell: Cell
    line: int
    column: str

    @property
    def value(self) -> Fraction:
        """The number."""
        assert self.cell.value is not None
        return self.cell.value


@dataclass
class Group:
    """The rows of one territory in one source."""

    territory: str
    source: str
    whole: bool = False
    rows: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    stated: dict[str, list[Stated]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Territory and source for a sentence: "" where the table names neither."""
        return ", ".join(part for part in (self.territory, self.source) if part)

    def first(self, name: str) -> Stated | None:
        """The number stated under a name, the first where several are."""
        found = self.stated.get(name)
        return found[0] if found else None

    def number(self, name: str) -> Fraction | None:
        """The value of `first`."""
        found = self.first(name)
        return found.value if found else None

    def votes(self) -> list[Row]:
        """The contestants' rows with votes."""
        return [row for row in self.rows if row.value("votes") is not None]

    def sum(self, name: str) -> Fraction | None:
        """The sum of a column over the contestants, None where none has a number."""
        values = [value for row in self.rows if (value := row.value(name)) is not None]
        return sum(values, Fraction(0)) if values else None

    def ballots(self) -> Fraction | None:
        """The ballots cast: as stated, else valid, invalid and blank ones together."""
        given = self.number("given")
        if given is not None:
            return given
        valid, invalid = self.number("valid"), self.number("invalid")
        if valid is None or invalid is None:
            return None
        return valid + invalid + (self.number("blank") or 0)


def rows_of(table: Table, columns: Columns | None = None) -> Iterator[Row]:
    """The rows of a table with their cells parsed. Labels left empty under a label do not repeat it."""
    names = name_columns(table.header, columns)
    for line, texts in zip(table.lines, table.rows, strict=True):
        labels = {"territory": "", "contestant": "", "source": "", "station": ""}
        cells: dict[str, Cell] = {}
        for name, text in zip(names, texts, strict=True):
            if name in labels:
                labels[name] = " ".join(text.split())
            elif name in COUNTS:
                cells[name] = parse_cell(text, Sort.COUNT)
            elif name in PERCENTS:
                cells[name] = parse_cell(text, Sort.PERCENT)
        if not any(labels.values()) and all(cell.value is None for cell in cells.values()):
            continue
        contestant = labels["contestant"]
        territory = labels["territory"] or labels["station"]
        if (found := _TURNOUT.search(contestant)) and cells.get("turnout", EMPTY).value is None:
            cells["turnout"] = parse_cell(found[1], Sort.PERCENT)
        role = role_of(contestant) if "contestant" in names else "territory"
        yield Row(line, territory, contestant, labels["source"], cells, role)


def role_of(label: str) -> str:
    """What a row with this label in the contestant column is."""
    if not label:
        return "territory"
    word = plain(re.sub(r"\([^()]*\)", " ", label)) or plain(label)
    return _ROWS.get(word) or _ROWS.get(plain(label)) or "contestant"


def groups_of(rows: list[Row], columns: Columns | None = None) -> list[Group]:
    """The rows by source and territory, in the order of the table."""
    groups: dict[tuple[str, str], Group] = {}
    wholes = {plain(name) for name in columns.whole} if columns else set()
    for row in rows:
        word = plain(row.territory)
        key = (plain(row.source), word)
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(row.territory, row.source)
            group.whole = word in wholes or (not wholes and word in _WHOLE)
        _place(row, group)
    found = list(groups.values())
    for source in {group.source for group in found}:
        _find_whole([group for group in found if group.source == source])
    return found


def _place(row: Row, group: Group) -> None:
    """Put a row where it belongs, and what it states for the territory with it."""
    if row.role == "contestant":
        group.rows.append(row)
    elif row.role == "total":
        group.totals.append(row)
    elif row.role in STATED:
        cell = row.cell("votes")
        if cell.value is not None:
            group.stated.setdefault(row.role, []).append(Stated(cell, row.line, "votes"))
        share = row.cell("share")
        if row.role == "registered" and share.value is not None:
            group.stated.setdefault("turnout", []).append(Stated(share, row.line, "share"))
    else:
        group.totals.append(row)
    for name in (*STATED, "turnout", "contestants", "territories"):
        cell = row.cell(name)
        if cell.value is not None:
            group.stated.setdefault(name, []).append(Stated(cell, row.line, name))


def _find_whole(groups: list[Group]) -> None:
    """Mark the territory that is the sum of the others, where no name says so.

    It is the one whose numbers equal the sums of all others in at least half of what can be compared.
    """
    if len(groups) < 3 or any(group.whole for group in groups):
        return
    for candidate in (groups[-1], groups[0]):
        others = [group for group in groups if group is not candidate]
        pairs = list(compared(candidate, others))
        equal = [parts for _, _, whole, parts in pairs if whole.value == parts]
        # One large sum hit exactly is no chance, one small may be.
        if 2 * len(equal) >= len(pairs) and (len(equal) > 1 or any(parts >= 1000 for parts in equal)):
            candidate.whole = True
            return


def compared(whole: Group, parts: list[Group]) -> Iterator[tuple[str, str, Stated, Fraction]]:
    """What a whole states beside the sum over its parts: column, contestant, stated, sum.

    Only what every part gives is added up.
    """
    for name in STATED:
        stated = whole.first(name)
        values = [group.number(name) for group in parts]
        if stated is not None and values and None not in values:
            yield name, "", stated, sum((v for v in values if v is not None), Fraction(0))
    for column in ("votes", "seats"):
        for row in whole.rows:
            cell = row.cell(column)
            if cell.value is None:
                continue
            key = plain(row.contestant)
            found = [[one for one in group.rows if plain(one.contestant) == key] for group in parts]
            if not any(found):
                continue
            # A contestant who does not stand everywhere has no row there; a row without figure is a gap.
            numbers = [one.value(column) for rows in found for one in rows]
            if numbers and None not in numbers:
                total = sum((n for n in numbers if n is not None), Fraction(0))
                yield column, row.contestant, Stated(cell, row.line, column), total
        for row in whole.totals:
            cell = row.cell(column)
            totals = [group.totals[0].value(column) if group.totals else None for group in parts]
            if cell.value is not None and totals and None not in totals:
                total = sum((n for n in totals if n is not None), Fraction(0))
                yield column, row.contestant, Stated(cell, row.line, column), total
