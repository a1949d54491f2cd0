"""A polity file, by its name or path, read and checked into a `Polity`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from dalel.model import UnknownNameError
from dalel.polity.files.checking import check
from dalel.polity.files.model import (
    Act,
    Election,
    Event,
    Filling,
    Group,
    Holder,
    Leader,
    Organ,
    Party,
    Person,
    Polity,
    Result,
    Row,
    Rule,
    Territory,
)
from dalel.polity.files.reading import BLOCK, Context, PolityError, Table, vocabulary
from dalel.polity.files.values import Param, Source

Thing = TypeVar("Thing", Organ, Territory, Group, Person, Party, Election, Act)

FILE = frozenset(
    {
        *("polity", "source", "organ", "territory", "group", "person", "party", "election", "act"),
        "holder",
    }
)

TOTALS = {
    "votes": "int",
    "turnout": "percent",
    "registered": "int",
    "valid_votes": "int",
    "invalid_votes": "int",
}
"""Totals of a result; `turnout_in` is a table of places."""

ELECTION = {"seats": "int", "constituencies": "int", "parties": "int", "called": "text", "kind": "text"}


def known() -> list[str]:
    """The names of the polities that come with Dalel."""
    folder = files("dalel.polity").joinpath("polities")
    return sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml"))


def load(name: str | Path) -> Polity:
    """The polity of that name, or the one in the file at that path (any name that ends in `.toml`).

    Raises UnknownNameError for a name that is not known, PolityError for a file that cannot be read or
    breaks the rules of polity files.
    """
    if str(name).endswith(".toml"):
        path = Path(name)
        try:
            return loads(path.read_text(encoding="utf-8"), str(name))
        except OSError as error:
            raise PolityError(f"{name}: cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise PolityError(f"{name}: is not written in UTF-8") from error
    if str(name) not in known():
        raise UnknownNameError(
            f"no polity {str(name)!r}; known are {', '.join(known())}, or name a file that ends in .toml"
        )
    resource = files("dalel.polity").joinpath("polities", f"{name}.toml")
    return loads(resource.read_text(encoding="utf-8"), f"{name}.toml")


def loads(text: str, file: str = "polity") -> Polity:
    """The polity that a file's text describes; `file` is its name in messages."""
    try:
        top = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise PolityError(f"{file}: is not TOML: {error}") from error
    here = Context(file, "file", {})
    here.only(top, FILE)
    if not isinstance(top.get("polity"), dict):
        here.fail("polity", "is missing: a file begins with [polity], its id and its name")
    here = replace(here, where="")
    here = replace(here, sources={key: _source(here, key, raw) for key, raw in _sources(here, top).items()})
    head = here.inside("polity", top["polity"])
    head.only(top["polity"], {"id", "name"})
    polity = Polity(
        id=head.text(top["polity"], "id"),
        name=head.text(top["polity"], "name"),
        file=file,
        sources=here.sources,
        organs=_things(here, top, "organ", _organ),
        territories=_things(here, top, "territory", _territory),
        groups=_things(here, top, "group", _group),
        persons=_things(here, top, "person", _person),
        parties=_things(here, top, "party", _party),
        elections=_things(here, top, "election", _election),
        acts=_things(here, top, "act", _act),
        holders=tuple(_holder(here, raw) for raw in here.tables(top, "holder")),
    )
    check(polity)
    return polity


def _sources(here: Context, top: Table) -> Table:
    table = top.get("source")
    if not isinstance(table, dict) or not table:
        here.fail("source", "is missing: at least one [source.ID] is needed")
    return table


def _source(context: Context, key: str, raw: Table) -> Source:
    here = context.inside(f"source {key}", raw)
    here.only(raw, {"title", "publisher", "published", "covers", "file", "url", "elsewhere", "note"})
    published = here.time("published", _required(here, raw, "published"))
    return Source(
        id=key,
        title=here.text(raw, "title"),
        publisher=here.text(raw, "publisher"),
        published=published,
        covers=here.time("covers", raw["covers"]) if "covers" in raw else published,
        file=here.text(raw, "file", ""),
        url=here.text(raw, "url", ""),
        elsewhere=raw.get("elsewhere", False) is True,
        note=here.text(raw, "note", ""),
    )


def _required(here: Context, raw: Table, key: str) -> object:
    """A value that must be there."""
    if key not in raw:
        here.fail(key, "is missing")
    return raw[key]


def _things(
    context: Context, top: Table, word: str, read: Callable[[Context, Table], Thing]
) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for number, raw in enumerate(context.tables(top, word), 1):
        here = context.inside(f"{word} {raw.get('id', f'number {number}')}", raw)
        thing = read(here, raw)
        if thing.id in found:
            here.fail("id", f"{thing.id!r} stands twice")
        found[thing.id] = thing
    return found


def _organ(here: Context, raw: Table) -> Organ:
    words: Mapping[str, str] = vocabulary()["organ"]
    here.only(raw, {*words, *BLOCK, "id", "name", "kind", "part_of", "territory", "names", "filling", "rule"})
    return Organ(
        id=here.text(raw, "id"),
        name=here.text(raw, "name"),
        kind=here.word(raw, "kind", vocabulary()["organ_kinds"]["kinds"]),
        presence=here.presence(),
        params=here.params(raw, words),
        part_of=here.text(raw, "part_of", ""),
        territory=here.text(raw, "territory", ""),
        names=_optional(here, raw, "names", "text"),
        fillings=tuple(_filling(here, one) for one in here.tables(raw, "filling")),
        rules=_rules(here, raw),
    )


def _filling(context: Context, raw: Table) -> Filling:
    here = context.inside(f"filling {raw.get('id', '')}".strip(), raw)
    words: Mapping[str, str] = vocabulary()["filling"]
    here.only(raw, {*words, *BLOCK, "id", "account", "text"})
    if "method" not in raw:
        here.fail("method", "is missing")
    return Filling(
        id=here.text(raw, "id"),
        presence=here.presence(),
        params=here.params(raw, words),
        account=here.text(raw, "account", ""),
        text=here.text(raw, "text", ""),
    )


def _rules(context: Context, raw: Table) -> tuple[Rule, ...]:
    kinds: Mapping[str, Mapping[str, str]] = vocabulary()["rule"]
    found = []
    for one in context.tables(raw, "rule"):
        here = context.inside(f"rule {one.get('id', '')}".strip(), one)
        kind = here.word(one, "kind", kinds)
        here.only(one, {*kinds[kind], *BLOCK, "id", "kind", "text"})
        found.append(
            Rule(
                id=here.text(one, "id"),
                kind=kind,
                text=here.text(one, "text"),
                presence=here.presence(),
                params=here.params(one, kinds[kind]),
            )
        )
    return tuple(found)


def _optional(here: Context, raw: Table, key: str, kind: str) -> Param:
    return here.param(key, raw[key], kind) if key in raw else Param(key)


def _territory(here: Context, raw: Table) -> Territory:
    here.only(raw, {*BLOCK, "id", "name", "kind", "part_of", "count", "names"})
    return Territory(
        id=here.text(raw, "id"),
        name=here.text(raw, "name"),
        kind=here.text(raw, "kind"),
        part_of=here.text(raw, "part_of", ""),
        count=_optional(here, raw, "count", "int"),
        names=_optional(here, raw, "names", "text"),
    )


def _group(here: Context, raw: Table) -> Group:
    here.only(raw, {"id", "name", "text"})
    return Group(id=here.text(raw, "id"), name=here.text(raw, "name"), text=here.text(raw, "text", ""))


def _person(here: Context, raw: Table) -> Person:
    here.only(raw, {*BLOCK, "id", "name", "names", "born"})
    return Person(
        id=here.text(raw, "id"),
        name=here.text(raw, "name"),
        names=here.texts(raw, "names"),
        born=_optional(here, raw, "born", "time"),
    )


def _holder(context: Context, raw: Table) -> Holder:
    here = context.inside(f"holder {raw.get('person', '')} of {raw.get('organ', '')}", raw)
    here.only(raw, {*BLOCK, "organ", "person", "role", "order"})
    return Holder(
        organ=here.text(raw, "organ"),
        person=here.text(raw, "person"),
        presence=here.presence(),
        role=here.word(raw, "role", vocabulary()["holder_roles"]["roles"], "holder"),
        order=_optional(here, raw, "order", "int"),
    )


def _party(here: Context, raw: Table) -> Party:
    here.only(raw, {*BLOCK, "id", "name", "kind", "names", "members", "position", "event", "leader", "rule"})
    return Party(
        id=here.text(raw, "id"),
        name=here.text(raw, "name"),
        kind=here.text(raw, "kind", "party"),
        names=_optional(here, raw, "names", "text"),
        members=_optional(here, raw, "members", "int"),
        position=_optional(here, raw, "position", "text"),
        events=tuple(_event(here, one) for one in here.tables(raw, "event")),
        leaders=tuple(_leader(here, one) for one in here.tables(raw, "leader")),
        rules=_rules(here, raw),
    )


def _event(context: Context, raw: Table) -> Event:
    here = context.inside(f"event {raw.get('kind', '')}".strip(), raw)
    here.only(raw, {*BLOCK, "kind", "date", "with", "by", "text"})
    return Event(
        kind=here.word(raw, "kind", vocabulary()["party_events"]["kinds"]),
        date=_date(here, raw),
        with_=here.texts(raw, "with"),
        by=here.texts(raw, "by"),
        text=here.text(raw, "text", ""),
    )


def _date(here: Context, raw: Table) -> Param:
    if "date" not in raw:
        here.fail("date", "is missing")
    # What happened on a day has happened for good, whatever the time of its block.
    return replace(here, valid=here.validity("..")).param("date", raw["date"], "time")


def _leader(context: Context, raw: Table) -> Leader:
    here = context.inside(f"leader {raw.get('person', '')}".strip(), raw)
    here.only(raw, {*BLOCK, "person", "role"})
    return Leader(person=here.text(raw, "person"), role=here.text(raw, "role"), presence=here.presence())


def _election(here: Context, raw: Table) -> Election:
    here.only(raw, {*ELECTION, *BLOCK, "id", "name", "organ", "date", "result", "rule"})
    date = _date(here, raw)
    if here.valid is None:
        first = date.statements[0].value if len(date.statements) == 1 else None
        here = replace(here, valid=here.validity(first or ".."))
    return Election(
        id=here.text(raw, "id"),
        name=here.text(raw, "name"),
        organ=here.text(raw, "organ"),
        date=date,
        params=here.params(raw, ELECTION),
        results=tuple(_result(here, one) for one in here.tables(raw, "result")),
        rules=_rules(here, raw),
    )


def _result(context: Context, raw: Table) -> Result:
    here = context.inside(f"result {raw.get('id', '')}".strip(), raw)
    here.only(raw, {*TOTALS, *BLOCK, "id", "kind", "rows", "turnout_in", "note"})
    totals = here.params(raw, TOTALS)
    places = raw.get("turnout_in", {})
    if not isinstance(places, dict):
        here.fail("turnout_in", "a table of places is needed")
    totals |= {f"turnout_in:{place}": here.param(place, one, "percent") for place, one in places.items()}
    return Result(
        id=here.text(raw, "id"),
        kind=here.word(raw, "kind", ("official", "reported", "claimed", "survey", "computed")),
        sources=here.cited,
        rows=tuple(_row(here, one) for one in here.tables(raw, "rows")),
        totals=totals,
        note=here.text(raw, "note", ""),
    )


def _row(context: Context, raw: Table) -> Row:
    here = context.inside(f"row {raw.get('contestant', '')}".strip(), raw)
    here.only(raw, {*BLOCK, "contestant", "party", "votes", "share", "seats", "rank"})
    return Row(
        contestant=here.text(raw, "contestant"),
        party=here.text(raw, "party", ""),
        votes=_optional(here, raw, "votes", "int"),
        share=_optional(here, raw, "share", "percent"),
        seats=_optional(here, raw, "seats", "int"),
        rank=_optional(here, raw, "rank", "int"),
    )


def _act(here: Context, raw: Table) -> Act:
    here.only(raw, {*BLOCK, "id", "name", "kind", "date", "effects", "by"})
    date = _date(here, raw)
    if here.valid is None:
        here = replace(here, valid=here.validity(".."))
    return Act(
        id=here.text(raw, "id"),
        name=here.text(raw, "name"),
        kind=here.word(raw, "kind", vocabulary()["act_kinds"]["kinds"]),
        date=date,
        effects=_optional(here, raw, "effects", "texts"),
        by=here.texts(raw, "by"),
    )
