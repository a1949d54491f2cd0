"""`sources.toml`: what the user knows of the documents beside it.

A table for each file, named by its path relative to the folder of `sources.toml` (or to the archive's folder,
where it lies in an archive), "!/" before a member of an archive or an attachment. A name may hold "*" for
any characters; a table with the exact name goes before one with a pattern.

    ["report.pdf"]
    title     = "The trial of the editors"
    publisher = "Example Committee"
    author    = "A. Writer"
    date      = "2011-04-05"           # EDTF; a TOML date or a year will do
    place     = "Almaty"
    party     = "counsel for the defence"   # in what way the publisher or author is a party to the case
    cites     = ["Example Agency, 3 April 2011"]   # what the document restates: one text or several

    ["letters/*.eml"]
    publisher = "Example Committee"

What stands here goes before what a document says of itself. Of several files, the outermost goes first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase

from dalel.documents.dates import edtf
from dalel.model import Source

FILE = "sources.toml"
FIELDS = ("title", "publisher", "author", "date", "place", "party")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one table of `sources.toml` says: its fields that are not empty."""

    fields: tuple[tuple[str, str], ...] = ()
    cites: tuple[str, ...] = ()

    @property
    def says(self) -> bool:
        """Whether it says anything at all."""
        return bool(self.fields or self.cites)

    def under(self, other: Entry) -> Entry:
        """Both together; where both say something, `other` goes before."""
        fields = dict(self.fields) | dict(other.fields)
        return Entry(tuple(sorted(fields.items())), other.cites or self.cites)


class SourcesError(ValueError):
    """A `sources.toml` that cannot be used; the text says why."""


def parse(data: bytes) -> dict[str, Entry]:
    """The entries of a `sources.toml`, by name; raises SourcesError with one reason."""
    try:
        raw = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise SourcesError("is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(f"is not valid TOML: {error}") from None
    return {name.replace("\\", "/"): _entry(name, table) for name, table in raw.items()}


def _entry(name: str, table: object) -> Entry:
    if not isinstance(table, Mapping):
        raise SourcesError(f'"{name}" is not a table of a file (write ["{name}"])')
    fields: dict[str, str] = {}
    cites: tuple[str, ...] = ()
    for key, value in table.items():
        if key == "cites":
            cites = _cites(name, value)
        elif key == "date":
            fields["date"] = _date(name, value)
        elif key not in FIELDS:
            known = ", ".join((*FIELDS, "cites"))
            raise SourcesError(f'"{name}" has the unknown field "{key}" (known: {known})')
        elif not isinstance(value, str):
            raise SourcesError(f'"{key}" of "{name}" is not a text')
        elif value.strip():
            fields[key] = value.strip()
    return Entry(tuple(sorted(fields.items())), cites)


def _cites(name: str, value: object) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise SourcesError(f'"cites" of "{name}" is neither a text nor a list of texts')
    return tuple(one.strip() for one in values if one.strip())


def _date(name: str, value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    if found := edtf(text):
        return found
    raise SourcesError(f'"date" of "{name}" is not a date: {text}')


def find(name: str, entries: Mapping[str, Entry]) -> tuple[Entry | None, list[str]]:
    """The entry for the file `name`, and the names of the tables it comes from."""
    used = [key for key in entries if key != name and "*" in key and fnmatchcase(name, key)]
    if name in entries:
        used.append(name)
    found: Entry | None = None
    for key in used:
        found = entries[key] if found is None else found.under(entries[key])
    return found, used


def told_by(source: Source) -> Entry:
    """What a `sources.toml` must have said for a document to have this source."""
    told = {what for what, where in source.stated_by if where == FILE}
    fields = tuple(sorted((what, getattr(source, what)) for what in FIELDS if what in told))
    return Entry(fields, source.cites if "cites" in told else ())


def source(stated: Iterable[tuple[str, str, str]], entry: Entry | None) -> Source:
    """The source of a document: what `sources.toml` says, then what the document states, best first."""
    values: dict[str, str] = {}
    told: dict[str, str] = {}
    cites: tuple[str, ...] = ()
    if entry is not None:
        cites = entry.cites
        values.update(entry.fields)
        told.update(dict.fromkeys(values, FILE))
        if cites:
            told["cites"] = FILE
    for what, value, where in stated:
        value = " ".join(value.split())
        if value and what not in values and what in FIELDS:
            values[what], told[what] = value, where
    return Source(**values, cites=cites, stated_by=tuple(sorted(told.items())))
