"""Result tables as files: CSV, TSV and their kin, in UTF-8, UTF-16, Windows-1251 or Windows-1252."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from dalel.model import DalelError
from dalel.names.fold import fold
from dalel.polity.results.cells import WORDS

DELIMITERS = "\t;,|"
IGNORED = frozenset(("", "ignore"))
COLUMNS: dict[str, list[str]] = WORDS["columns"]


@dataclass(frozen=True)
class Table:
    """A table as it stands in its file.

    `rows` hold texts, as many as there are columns; `lines` says which row of the file each is, the
    header being row 1. `ragged` are rows of another length, which are not read as numbers.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    ragged: tuple[tuple[int, tuple[str, ...]], ...] = ()
    encoding: str = "utf-8"
    delimiter: str = ","


@dataclass(frozen=True)
class Columns:
    """A reader's own names: `names` from a heading to one of ours, `whole` a name of the whole territory.

    `contestants`, where given, are the headings of the contestants' columns in a file of polling stations.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    contestants: tuple[str, ...] = ()


def plain(text: str) -> str:
    """A heading or label for comparison: no case, accents, script, signs but "%"."""
    return _plain(text)


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9%]+", " ", fold(text)).split())


_KNOWN = {plain(word): name for name, words in COLUMNS.items() for word in words}


def read_table(path: Path) -> Table:
    """The table in a file; a DalelError says why where it holds none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DalelError(f"{path}: cannot be read: {error.strerror}") from error
    if b"\x00" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise DalelError(f"{path}: is no text file")
    text, encoding = decode(data)
    try:
        return parse_table(text, str(path), encoding)
    except csv.Error as error:
        raise DalelError(f"{path}: is no table: {error}") from error


def parse_table(text: str, name: str, encoding: str = "utf-8") -> Table:
    """The table that a text holds; its first row with more than one cell filled is the header."""
    delimiter = find_delimiter(text)
    header: tuple[str, ...] = ()
    rows, lines, ragged = [], [], []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number, cells in enumerate(reader, 1):
        if not header:
            if sum(1 for cell in cells if cell.strip()) > 1:
                header = tuple(cell.strip() for cell in cells)
                width = len(header)
            continue
        if len(cells) == width:
            rows.append(tuple(cells))
            lines.append(number)
        elif any(cell.strip() for cell in cells):
            extra = cells[width:]
            if len(cells) > width and not any(cell.strip() for cell in extra):
                rows.append(tuple(cells[:width]))
                lines.append(number)
            else:
                ragged.append((number, tuple(cells)))
    if not header:
        raise DalelError(f"{name}: holds no table: no row has two cells")
    if not rows and not ragged:
        raise DalelError(f"{name}: holds a header and no row under it")
    return Table(name, header, tuple(rows), tuple(lines), tuple(ragged), encoding, delimiter)


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding.

    What is not UTF-8 counts as Windows-1251 where most of its other letters stand in runs, as those of a
    Cyrillic word do, and else as Windows-1252.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        high = re.findall(rb"[\xc0-\xff\xa8\xb8]+", data)
        runs = sum(len(run) for run in high if len(run) > 1)
        encoding = "windows-1251" if 2 * runs > sum(map(len, high)) else "windows-1252"
        return data.decode(encoding, "replace"), encoding


def find_delimiter(text: str) -> str:
    """The character between cells: the one that gives most rows the same number of cells, at least two."""
    lines = [line for line in text.splitlines()[:200] if line.strip()][:60]
    best, best_key = ",", (-1.0, 0)
    for delimiter in DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        if not widths:
            continue
        width, rows = widths.most_common(1)[0]
        if width > 1:
            key = (rows / max(1, sum(widths.values())), width)
            if key > best_key:
                best, best_key = delimiter, key
    return best


def read_columns(path: Path) -> Columns:
    """The names in a --columns file: TOML, or JSON where the file ends so.

    `"Votes cast" = "given"` gives a column of the table its name here, `given = "Votes cast"` does the
    same, `"Region code" = "ignore"` leaves a column out; `whole = "Austria"` names the row of the whole, and
    `contestants = ["A", "B"]` the columns with a contestant's votes each.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise DalelError(f"{path}: cannot be read: {reason}") from error
    try:
        found: Any = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise DalelError(f"{path}: is no map of columns: {error}") from error
    if not isinstance(found, dict):
        raise DalelError(f"{path}: is no map of columns: it holds no names")
    found = found | (found.pop("columns") if isinstance(found.get("columns"), dict) else {})
    names: dict[str, str] = {}
    whole: list[str] = []
    contestants: list[str] = []
    for key, value in found.items():
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in values):
            raise DalelError(f"{path}: the value of {key!r} is no name of a column")
        if key == "whole":
            whole += values
        elif key == "contestants" and isinstance(value, list):
            contestants += values
        elif isinstance(value, str) and (value in COLUMNS or value in IGNORED):
            names[plain(key)] = value
        elif key in COLUMNS:
            names |= {plain(one): key for one in values}
        elif value == "contestants":
            contestants.append(key)
        else:
            known = ", ".join(COLUMNS)
            raise DalelError(f"{path}: {key!r} = {value!r} names no column known here ({known})")
    return Columns(names, tuple(whole), tuple(contestants))


def name_columns(header: tuple[str, ...], columns: Columns | None = None) -> tuple[str, ...]:
    """Our name of each column, "" where it has none. Of two with one name the first is taken."""
    own = columns.names if columns else {}
    taken: set[str] = {own[plain(head)] for head in header if plain(head) in own} - IGNORED
    seen: set[str] = set()
    found = []
    for head in header:
        word = plain(head)
        name = own.get(word)
        if name is None:
            name = _KNOWN.get(word, "")
            name = "" if name in taken else name
        elif name in IGNORED:
            name = "ignore"
        if name in seen and name != "ignore":
            name = ""
        seen.add(name)
        found.append(name)
    return tuple(found)
