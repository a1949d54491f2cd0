"""Files of votes: who got how many, or which share, from which source.

A file has a header with `party` and `votes` or `share` (percent), and where the rules need it: `direct`
(seats already won in constituencies), `minimum` (seats a list must get at least), `territory` and
`territory_seats`, `district`, `alliance` (lists that pool their votes), `threshold` (a list's own, in
percent), `exempt` (a list no threshold binds), `seats` (the seats it got). Rows called `invalid`, `against
all` or `others` count for the base of thresholds and get no seats.

Sources that differ: with a column `source`, the rows of each source are an account of their own, and rows
without a source belong to all. Without it, a party that stands twice has two possible figures. Every
account becomes a `Tally`.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any

from dalel.model import DalelError

MOST_TALLIES = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One contestant: `votes` is a count or a share in percent, as the tally's `unit` says.

    `digits` is the number of decimals a share was written with: it may be off by half of the last one.
    """

    party: str
    votes: Fraction
    digits: int | None = None
    seats: int | None = None
    direct: int = 0
    minimum: int = 0
    territory: str = ""
    territory_seats: int | None = None
    district: str = ""
    alliance: str = ""
    threshold: Fraction | None = None
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """One account of the votes; `unit` is `votes` or `share`, `invalid` those the file says were invalid."""

    label: str
    unit: str
    entries: tuple[Entry, ...]
    invalid: Fraction | None = None
    against_all: Fraction = Fraction(0)
    others: Fraction = Fraction(0)

    def valid(self) -> Fraction:
        """All valid votes of the file, against all and others among them."""
        return sum((entry.votes for entry in self.entries), self.against_all + self.others)

    def parties(self) -> tuple[str, ...]:
        """Every contestant once, in the order of the file."""
        return tuple(dict.fromkeys(entry.party for entry in self.entries))

    def totals(self) -> dict[str, Fraction]:
        """Each contestant's votes over all territories and districts."""
        found: dict[str, Fraction] = {}
        for entry in self.entries:
            found[entry.party] = found.get(entry.party, Fraction(0)) + entry.votes
        return found


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    return tomllib.loads(files("dalel.polity.counting").joinpath("votes.toml").read_text(encoding="utf-8"))


def base_of(words: str) -> str:
    """Whether a threshold is of all votes `cast` or of the `valid` ones; empty where words say neither."""
    text = words.casefold()
    table = _words()["base"]
    for base in ("valid", "cast"):
        if any(one in text for one in table[base]):
            return base
    return ""


def read_votes(path: Path) -> tuple[Tally, ...]:
    """The accounts in a file; a DalelError where it cannot be read or a cell makes no sense."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DalelError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DalelError(f"{path}: is not written in UTF-8") from error
    return parse_votes(text, str(path))


def parse_votes(text: str, file: str = "votes") -> tuple[Tally, ...]:
    """The accounts in a file's text."""
    head = text.partition("\n")[0]
    delimiter = max(";\t,", key=lambda mark: (head.count(mark), mark == ","))
    rows = [
        row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise DalelError(f"{file}: is empty")
    columns = _columns(rows[0])
    if "party" not in columns.values() or not {"votes", "share"} & set(columns.values()):
        raise DalelError(f"{file}: needs the columns `party` and `votes` or `share`")
    read = [_row(f"{file}, line {number}", columns, row) for number, row in enumerate(rows[1:], 2)]
    unit = "votes" if all("votes" in row for row in read if not row["special"]) else "share"
    if unit == "share" and not all("share" in row for row in read):
        raise DalelError(f"{file}: every party needs a number in `votes`, or every one in `share`")
    if not read:
        raise DalelError(f"{file}: has no rows")
    return tuple(_tally(label, unit, account) for label, account in _accounts(file, unit, read))


def _columns(header: Sequence[str]) -> dict[int, str]:
    table = _words()["columns"]
    found: dict[int, str] = {}
    for place, cell in enumerate(header):
        name = " ".join(cell.casefold().split())
        for column, names in table.items():
            if name in names and column not in found.values():
                found[place] = column
    return found


def _row(where: str, columns: Mapping[int, str], cells: Sequence[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"special": ""}
    for place, column in columns.items():
        cell = cells[place].strip() if place < len(cells) else ""
        if column in ("party", "territory", "district", "alliance", "source", "election"):
            row[column] = cell
        elif column == "exempt":
            row[column] = cell.casefold() in _words()["words"]["yes"]
        elif cell and column in ("votes", "share", "threshold"):
            row[column], digits = number(where, column, cell)
            if column == "share":
                row["digits"] = digits
        elif cell:
            amount, _ = number(where, column, cell)
            if amount.denominator != 1:
                raise DalelError(f"{where}: {column}: {cell!r} is not a whole number")
            row[column] = int(amount)
    if not row["party"]:
        raise DalelError(f"{where}: party: is missing")
    if "votes" not in row and "share" not in row:
        raise DalelError(f"{where}: {row['party']}: neither votes nor share")
    if row.get("share", 0) > 100:
        raise DalelError(f"{where}: share: {float(row['share']):g} percent is more than there is")
    for special, names in _words()["rows"].items():
        if " ".join(row["party"].casefold().split()) in names:
            row["special"] = special
    return row


def number(where: str, column: str, cell: str) -> tuple[Fraction, int]:
    """A number as people write it, and its decimals: `5,174,169`, `80.99 %`, `88,41`.

    Among votes a comma or point before three digits groups thousands; in shares it is a decimal mark.
    """
    text = re.sub(r"[\s\u00a0\u202f%'’]", "", cell)
    if column == "share" or column == "threshold":
        text = text.replace(",", ".")
    elif re.fullmatch(r"\d{1,3}([.,]\d{3})+", text):
        text = re.sub(r"[.,]", "", text)
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise DalelError(f"{where}: {column}: {cell!r} is not a number of 0 or more")
    return Fraction(text), len(text.partition(".")[2])


def _accounts(file: str, unit: str, rows: list[dict[str, Any]]) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    sources = list(dict.fromkeys(row["source"] for row in rows if row.get("source")))
    if len(sources) > 1:
        for source in sources:
            own = {_place(row) for row in rows if row.get("source") == source}
            yield (
                source,
                [
                    row
                    for row in rows
                    if row.get("source") == source or (not row.get("source") and _place(row) not in own)
                ],
            )
        return
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(_place(row), []).append(row)
    several = [group for group in groups.values() if len(group) > 1]
    count = 1
    for group in several:
        count *= len(group)
    if count > MOST_TALLIES:
        raise DalelError(
            f"{file}: parties that stand twice give {count} possible results; name sources in `source`"
        )
    for choice in product(*groups.values()):
        label = ", ".join(
            f"{row['party']} {_shown(row[unit])}" for row in choice if len(groups[_place(row)]) > 1
        )
        yield label, list(choice)


def _place(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (row.get("territory", ""), row.get("district", ""), row["party"])


def _shown(number: Fraction) -> str:
    return f"{float(number):,.10g}"


def _tally(label: str, unit: str, rows: Iterable[dict[str, Any]]) -> Tally:
    entries, special = [], {"invalid": Fraction(0), "against_all": Fraction(0), "others": Fraction(0)}
    invalid_given = False
    for row in rows:
        if row["special"]:
            special[row["special"]] += row.get(unit, Fraction(0))
            invalid_given = invalid_given or (row["special"] == "invalid" and unit in row)
            continue
        entries.append(
            Entry(
                party=row["party"],
                votes=row[unit],
                digits=row.get("digits") if unit == "share" else None,
                seats=row.get("seats"),
                direct=row.get("direct", 0),
                minimum=row.get("minimum", 0),
                territory=row.get("territory", ""),
                territory_seats=row.get("territory_seats"),
                district=row.get("district", ""),
                alliance=row.get("alliance", ""),
                threshold=row.get("threshold"),
                exempt=row.get("exempt", False),
            )
        )
    return Tally(
        label,
        unit,
        tuple(entries),
        special["invalid"] if invalid_given else None,
        special["against_all"],
        special["others"],
    )
