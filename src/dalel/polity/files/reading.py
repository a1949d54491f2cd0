"""Parts of a polity file read into parameters; every error is a sentence that names file, part and key."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any, NoReturn, TypeAlias

from dalel.measures import Edtf, is_edtf, parse_edtf
from dalel.model import DalelError
from dalel.polity.files.values import (
    Basis,
    Citation,
    Param,
    Source,
    Statement,
    Validity,
    Value,
    parse_validity,
)

Table: TypeAlias = Mapping[str, Any]

BLOCK = frozenset({"valid", "sources", "attested"})
"""Keys of a block that all values in it inherit."""

STATEMENT = BLOCK | {"value", "basis", "from", "note", "beside"}
"""Keys of a value written as a table."""

UNKNOWN = "unknown"


class PolityError(DalelError):
    """A polity file that breaks the rules of polity files; the message names file, part and key."""


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, Any]:
    """The words of a polity file, from `vocabulary.toml`."""
    text = files("dalel.polity.files").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Context:
    """Where the reader stands, and the time and sources that values there inherit."""

    file: str
    where: str
    sources: Mapping[str, Source]
    valid: Validity | None = None
    cited: tuple[Citation, ...] = ()
    attested: Edtf | None = None

    def fail(self, key: str, reason: str) -> NoReturn:
        """Raise the error for a key."""
        where = f"{self.where}: " if self.where else ""
        raise PolityError(f"{self.file}: {where}{key}: {reason}")

    def inside(self, where: str, table: Any) -> Context:
        """The context of a block inside this one, with its own time and sources where it names them."""
        here = replace(self, where=f"{self.where}, {where}" if self.where else where)
        if not isinstance(table, dict):
            here.fail(where, "a table is needed")
        if "valid" in table:
            here = replace(here, valid=here.validity(table["valid"]))
        if "sources" in table:
            here = replace(here, cited=here.citations(table["sources"]), attested=None)
        if "attested" in table:
            here = replace(here, attested=here.time("attested", table["attested"]))
        return here

    def only(self, table: Table, allowed: Collection[str]) -> None:
        """Refuse keys that mean nothing here."""
        for key in table:
            if key not in allowed:
                self.fail(key, f"is not known here; known are {', '.join(sorted(allowed))}")

    def text(self, table: Table, key: str, default: str | None = None) -> str:
        """A text, required where there is no default."""
        value = table.get(key, default)
        if value is None:
            self.fail(key, "is missing")
        if not isinstance(value, str):
            self.fail(key, "a text is needed")
        return value

    def word(self, table: Table, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """A text that is one of some words."""
        value = self.text(table, key, default)
        if value not in allowed:
            self.fail(key, f"{value!r} is not one of {', '.join(allowed)}")
        return value

    def texts(self, table: Table, key: str) -> tuple[str, ...]:
        """One text or several; none where the key is missing."""
        value = table.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fail(key, "a text or a list of texts is needed")
        return tuple(value)

    def tables(self, table: Table, key: str) -> list[Table]:
        """The tables of an array, none where the key is missing."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.fail(key, f"an array of tables is needed ([[...{key}]])")
        return value

    def time(self, key: str, value: Any) -> Edtf:
        """A time in EDTF; a TOML date will do too."""
        try:
            return parse_edtf(value.isoformat() if isinstance(value, date) else str(value))
        except ValueError as error:
            self.fail(key, str(error))

    def validity(self, value: Any) -> Validity:
        """A validity interval."""
        try:
            return parse_validity(value.isoformat() if isinstance(value, date) else str(value))
        except ValueError as error:
            self.fail("valid", str(error))

    def citations(self, value: Any) -> tuple[Citation, ...]:
        """Sources as `id: place`, one or several."""
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not value:
            self.fail("sources", 'one source at least is needed, as "id: section"')
        found = []
        for one in value:
            name, _, place = str(one).partition(":")
            if name not in self.sources:
                self.fail("sources", f"no source {name!r} in this file; there are {', '.join(self.sources)}")
            if not place.strip():
                self.fail("sources", f'{one!r} names no section; write "{name}: section"')
            found.append(Citation(self.sources[name], place.strip()))
        return tuple(found)

    def param(self, key: str, raw: Any, kind: str) -> Param:
        """A parameter: a plain value, a table with `value`, or several such tables."""
        several = isinstance(raw, list) and bool(raw) and all(isinstance(one, dict) for one in raw)
        return Param(key, tuple(self._statement(key, one, kind) for one in (raw if several else [raw])))

    def presence(self) -> Param:
        """The parameter that says when the block itself holds."""
        return self.param("presence", True, "bool")

    def params(self, table: Table, words: Mapping[str, str]) -> dict[str, Param]:
        """All parameters of a block whose keys are among `words`."""
        return {key: self.param(key, raw, words[key]) for key, raw in table.items() if key in words}

    def _statement(self, key: str, raw: Any, kind: str) -> Statement:
        if not isinstance(raw, dict):
            raw = {"value": raw}
        here = self.inside(key, raw)
        for word in raw:
            if word not in STATEMENT:
                self.fail(key, f"{word!r} is not known in a value; known are {', '.join(sorted(STATEMENT))}")
        if "value" not in raw:
            self.fail(key, "has no value")
        if here.valid is None:
            self.fail(key, "has no time: neither it nor the block around it has `valid`")
        if not here.cited:
            self.fail(key, "has no source: neither it nor the block around it has `sources`")
        unknown = raw["value"] == UNKNOWN
        basis = self.word(raw, "basis", [*Basis], Basis.UNKNOWN if unknown else Basis.STATED)
        derivation = self.text(raw, "from", "")
        if basis in (Basis.DERIVED, Basis.COMPUTED) and not derivation:
            self.fail(key, f"is {basis}, but `from` does not say from what")
        return Statement(
            value=None if unknown else self.value(key, raw["value"], kind),
            valid=here.valid,
            sources=here.cited,
            attested=_attested(here),
            basis=Basis(basis),
            derivation=derivation,
            note=self.text(raw, "note", ""),
            beside=raw.get("beside", False) is True,
        )

    def value(self, key: str, raw: Any, kind: str) -> Value:
        """A value of the given kind, one of those `vocabulary.toml` explains."""
        value = _value(raw, kind)
        if value is None:
            self.fail(
                key,
                f"{raw!r} is not {_KINDS.get(kind.partition(':')[0], kind).format(kind.partition(':')[2])}",
            )
        return value


def _attested(context: Context) -> tuple[date, date]:
    times = [context.attested] if context.attested else [c.source.covers for c in context.cited]
    return (
        min(time.first or date.min for time in times),
        max(time.last or date.max for time in times),
    )


_KINDS = {
    "int": "a whole number of 0 or more",
    "percent": "a percentage from 0 to 100",
    "count": 'a whole number or a share such as "1/3"',
    "share": 'a share such as "1/3"',
    "bool": "true or false",
    "text": "a text",
    "texts": "a text or a list of texts",
    "actors": "an id or a list of ids",
    "time": "a time in EDTF",
    "word": "one of {}",
}


def _value(raw: Any, kind: str) -> Value | None:
    kind, _, words = kind.partition(":")
    if kind == "bool":
        return raw if isinstance(raw, bool) else None
    if isinstance(raw, bool):
        return None
    if kind in ("int", "count") and isinstance(raw, int):
        return raw if raw >= 0 else None
    if kind in ("share", "count") and isinstance(raw, str):
        above, slash, below = raw.partition("/")
        fits = slash and above.isdecimal() and below.isdecimal() and 0 < int(above) <= int(below)
        return Fraction(int(above), int(below)) if fits else None
    if kind == "percent" and isinstance(raw, (int, Decimal)):
        return Decimal(raw) if 0 <= raw <= 100 else None
    if kind in ("texts", "actors"):
        several = [raw] if isinstance(raw, str) else raw
        fits = isinstance(several, list) and bool(several) and all(isinstance(one, str) for one in several)
        return tuple(several) if fits else None
    if kind == "time":
        text = raw.isoformat() if isinstance(raw, date) else raw
        return text if isinstance(text, str) and is_edtf(text) else None
    if kind == "text":
        return raw if isinstance(raw, str) else None
    if kind == "word":
        return raw if raw in words.split("|") else None
    return None
