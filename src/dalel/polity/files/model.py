"""A political system as a file describes it: organs, how they are filled, rules, parties, elections, people.

Everything a source could say differently, or that could change, is a `Param` (see `values.py`); plain
fields are only names and ids. The types are frozen and know nothing of any country.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from typing import Any

from dalel.polity.files.values import Citation, Param, Source, Statement, Validity

VOTERS = "voters"
"""The one actor that needs no entry in a file: those entitled to vote."""

NOTHING = Param("")
"""A parameter of which the file says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """How some of an organ's seats, or its one post, are filled.

    `presence` says when this way of filling existed (a parameter whose value is True). `account` names
    the reading of a source where sources describe the same seats in ways that cannot both be right;
    fillings without one belong to every account. The parameters' keys are those of `vocabulary.toml`:
    `method`, `seats`, `by`, `each`, `threshold`, `formula` ...; one that is missing is an empty `Param`.
    """

    id: str
    presence: Param
    params: Mapping[str, Param] = field(default_factory=dict)
    account: str = ""
    text: str = ""

    def __getitem__(self, key: str) -> Param:
        return self.params.get(key, Param(key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule on an organ, office, party or election; `kind` says which parameters it can have."""

    id: str
    kind: str
    text: str
    presence: Param
    params: Mapping[str, Param] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Param:
        return self.params.get(key, Param(key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """An organ or office of the state; with `count`, a kind of organ of which there are several."""

    id: str
    name: str
    kind: str
    presence: Param
    params: Mapping[str, Param] = field(default_factory=dict)
    part_of: str = ""
    territory: str = ""
    names: Param = NOTHING
    fillings: tuple[Filling, ...] = ()
    rules: tuple[Rule, ...] = ()

    def __getitem__(self, key: str) -> Param:
        return self.params.get(key, Param(key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A territory, or with `count` a kind of territory."""

    id: str
    name: str
    kind: str
    part_of: str = ""
    count: Param = NOTHING
    names: Param = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People or bodies that act in rules without being an organ: parties, associations, constituencies."""

    id: str
    name: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who holds an office or leads a party."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    born: Param = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person in an organ or office as long as `presence` says; `order` counts premiers, presidents."""

    organ: str
    person: str
    presence: Param
    role: str = "holder"
    order: Param = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a party, with the other parties or organs concerned.

    `date` is a parameter whose values are EDTF texts.
    """

    kind: str
    date: Param
    with_: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """A person who leads a party, in a role its own words name, as long as `presence` says."""

    person: str
    role: str
    presence: Param


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party or movement: its names, what happened to it and when, its leaders and members."""

    id: str
    name: str
    kind: str = "party"
    names: Param = NOTHING
    members: Param = NOTHING
    position: Param = NOTHING
    events: tuple[Event, ...] = ()
    leaders: tuple[Leader, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one contestant got in one account of a result.

    `contestant` is the id of a party or person, or a name the file gives no entry; `party` is who put a
    person up, by this account.
    """

    contestant: str
    party: str = ""
    votes: Param = NOTHING
    share: Param = NOTHING
    seats: Param = NOTHING
    rank: Param = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One account of an election's result: a vintage, from certain sources; accounts stand side by side.

    `kind` is `official`, `reported`, `claimed`, `survey` or `computed`; `totals` has `votes`, `turnout`,
    `turnout_in:PLACE` and others as the source gives them.
    """

    id: str
    kind: str
    sources: tuple[Citation, ...]
    rows: tuple[Row, ...] = ()
    totals: Mapping[str, Param] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """An election or referendum: when, for what, how many seats and constituencies, and what came out."""

    id: str
    name: str
    organ: str
    date: Param
    params: Mapping[str, Param] = field(default_factory=dict)
    results: tuple[Result, ...] = ()
    rules: tuple[Rule, ...] = ()

    def __getitem__(self, key: str) -> Param:
        return self.params.get(key, Param(key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A constitution, amendment, law, ruling or step that changed or explained rules, and what it did."""

    id: str
    name: str
    kind: str
    date: Param
    effects: Param = NOTHING
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Polity:
    """A whole polity file."""

    id: str
    name: str
    file: str
    sources: Mapping[str, Source]
    organs: Mapping[str, Organ]
    territories: Mapping[str, Territory] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    persons: Mapping[str, Person] = field(default_factory=dict)
    parties: Mapping[str, Party] = field(default_factory=dict)
    elections: Mapping[str, Election] = field(default_factory=dict)
    acts: Mapping[str, Act] = field(default_factory=dict)
    holders: tuple[Holder, ...] = ()

    def named(self, actor: str) -> str:
        """The name to print for an actor's id."""
        if actor == VOTERS:
            return "the voters"
        for table in (self.organs, self.persons, self.parties, self.groups, self.territories):
            if actor in table:
                return table[actor].name
        return actor

    def statements(self) -> Iterator[tuple[str, Statement]]:
        """Every statement of the file, each with a path such as `organs.senate.fillings.regions.seats`."""
        for part in fields(self):
            if part.name not in ("sources", "id", "name", "file"):
                yield from _statements(part.name, getattr(self, part.name))

    def change_days(self) -> tuple[date, ...]:
        """The days on which what held may differ from the day before; in between nothing changes."""
        days = {day for _, s in self.statements() for day in s.valid.changes(s.attested)}
        return tuple(sorted(days))

    def sides(self, first: date, last: date, organ: str = "") -> tuple[date, date]:
        """The nearest days before and after on which every change of an organ around that time is settled.

        For a time that no coarsely dated change of an organ touches these are the days themselves. With
        `organ` only changes of that one count.
        """
        before, after = first, last
        for _, statement in _statements("organs", self.organs[organ] if organ else self.organs):
            for edge in (statement.valid.begin, statement.valid.end):
                if edge is None or edge.precision == "day" or edge.first is None or edge.last is None:
                    continue
                if edge.first <= last and first < edge.last and not statement.valid.single:
                    before = min(before, edge.first - timedelta(days=1))
                    after = max(after, edge.last)
        return before, after


def _statements(path: str, value: Any) -> Iterator[tuple[str, Statement]]:
    if isinstance(value, Param):
        for statement in value.statements:
            yield path, statement
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _statements(f"{path}.{key}", inner)
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _statements(f"{path}.{getattr(inner, 'id', '') or number}", inner)
    elif is_dataclass(value) and not isinstance(value, (Source, Citation, Validity)):
        for part in fields(value):
            inner = getattr(value, part.name)
            # Tables of parameters are no step of their own in a path.
            yield from _statements(path if part.name in ("params",) else f"{path}.{part.name}", inner)
