"""What of a polity file a claim of a document can speak for or against: names, numbers, times, rules.

A *fact* is one statement of the file put so that it can be compared. What a rule says is compared by its
words: a claim can support it and never contradicts it. Effects of acts, descriptions and notes are no facts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dalel.measures import Edtf, parse_edtf
from dalel.names.fold import fold
from dalel.polity.counting.recorded import COUNTED
from dalel.polity.files.model import Election, Filling, Organ, Party, Polity, Rule
from dalel.polity.files.values import Citation, Param, Statement, Value, parse_validity
from dalel.polity.ratings.loading import load_indexes
from dalel.polity.ratings.model import Index, Series

STEM = 5
"""Words are compared by so many first letters of their folded form: Senate and senators are one."""

CLAIMED = ("composition", "appointing_power", "rule", "election_result")
"""The kinds of claim that can give a number of seats."""

CHOOSING = ("by", "proposed_by", "recommended_by", "nominated_by", "confirmed_by", "consent_by")

EVENTS = {
    "founded": "founded",
    "registered": "registered",
    "provisionally_registered": "registered",
    "registration_refused": "registered",
    "renamed": "renamed",
    "merged_into": "merged",
    "absorbed": "merged",
    "joined_by": "merged",
    "merged_with": "merged",
    "banned": "dissolved",
    "boycotted": "boycotted",
}
"""The kinds of claim that tell of what happened to a party."""

Names = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement, comparable: each of `about` must be named in one of its ways.

    `number` with its `unit`, or the `time` of an event, is what a claim must give; `words` are those of which
    one must stand in it. `exclusive` says that another number for the same thing contradicts the fact,
    `whole` that a claim on a part of the thing is about something else. `gists` are the words of a rule, in
    each wording of the file; `denied` says that the rule is a limit, which a claim may put as a denial.
    """

    path: str
    statement: Statement
    kinds: tuple[str, ...]
    about: tuple[Names, ...]
    number: Fraction | None = None
    unit: str = ""
    words: tuple[str, ...] = ()
    time: Edtf | None = None
    exclusive: bool = False
    whole: bool = False
    gists: tuple[frozenset[str], ...] = ()
    denied: bool = False


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """The words by which statements and claims are compared, from `verifying.toml`."""
    return tomllib.loads(
        files("dalel.polity.verifying").joinpath("verifying.toml").read_text(encoding="utf-8")
    )


def stem(word: str) -> str:
    """A folded word as it is compared: without the s of a plural, and cut."""
    return (word[:-1] if word.endswith("s") and len(word) > 3 else word)[:STEM]


def stems(text: str) -> frozenset[str]:
    """The words of a text as they are compared."""
    return frozenset(stem(word) for word in re.findall(r"\w+", fold(text)) if len(word) > 2)


def names(polity: Polity, *texts: str) -> Names:
    """Ways to name one thing; the country's own name and words such as "party" tell nothing."""
    dull = {stem(word) for word in (*words()["idle"]["names"], *fold(polity.name).split())}
    found = [stems(text) - dull for text in texts]
    return tuple(dict.fromkeys(one for one in found if one))


def facts(polity: Polity) -> Iterator[Fact]:
    """Every comparable statement of the file."""
    for organ in polity.organs.values():
        yield from _organ(polity, organ)
    for election in polity.elections.values():
        yield from _election(polity, election)
    for index in load_indexes():
        for series in index.series:
            if series.country == polity.name and series.kind != "class":
                yield from _ratings(polity, index, series)
    for party in polity.parties.values():
        yield from _party(polity, party)
    for holder in polity.holders:
        person = polity.persons[holder.person]
        about = (names(polity, person.name, *person.names), _organ_names(polity, polity.organs[holder.organ]))
        where = f"holders.{holder.organ}.{holder.person}"
        for statement in holder.presence.statements:
            yield Fact(where, statement, ("office_held", "appointed", "elected"), about)


def _organ_names(polity: Polity, organ: Organ) -> Names:
    told = [str(s.value) for s in organ.names.statements if isinstance(s.value, str)]
    return names(polity, organ.name, *told)


def _who(polity: Polity, actor: str) -> Names:
    if actor in polity.organs:
        return _organ_names(polity, polity.organs[actor])
    if actor in polity.parties:
        return _party_names(polity, polity.parties[actor])
    return names(polity, polity.named(actor))


def _organ(polity: Polity, organ: Organ) -> Iterator[Fact]:
    own, where = _organ_names(polity, organ), f"organs.{organ.id}"
    for statement, number in _numbers(organ["size"]):
        if organ.kind != "office":
            yield Fact(
                f"{where}.size", statement, ("composition",), (own,), number, exclusive=True, whole=True
            )
    for statement, number in _numbers(organ["term_years"]):
        yield _numbered(f"{where}.term_years", statement, "term_years", (own,), number)
    for statement, number in _numbers(organ["count"]):
        yield Fact(f"{where}.count", statement, ("composition", "quantity"), (own,), number)
    for filling in organ.fillings:
        yield from _filling(polity, own, filling, f"{where}.fillings.{filling.id}")
    for rule in organ.rules:
        yield from _rule(own, rule, f"{where}.rules.{rule.id}")


def _numbered(path: str, statement: Statement, key: str, about: tuple[Names, ...], number: Fraction) -> Fact:
    told = words()["numbers"][key]
    kinds = ("rule", "composition", "appointing_power", "quantity")
    return Fact(
        path,
        statement,
        kinds,
        about,
        number,
        told["unit"],
        tuple(told["words"]),
        denied=told.get("limit", False),
    )


def _filling(polity: Polity, own: Names, filling: Filling, where: str) -> Iterator[Fact]:
    actors = [one for s in filling["by"].statements for one in s.value or () if one != "voters"]  # type: ignore[union-attr]
    by = tuple(name for actor in actors for name in _who(polity, actor))
    for statement, number in _numbers(filling["seats"]):
        if number != 1:
            # "The remaining nine are appointed by the assembly": the organ's own name need not stand there.
            yield Fact(f"{where}.seats", statement, CLAIMED, ((*own, *by),), number)
    for key in filling.params:
        if key not in words()["numbers"]:
            continue
        # These are stated of parties, rounds and people more often than of the organ.
        anybody = key in ("threshold", "second_round_within_months", "minimum_age")
        for statement, number in _numbers(filling[key]):
            fact = _numbered(f"{where}.{key}", statement, key, () if anybody else (own,), number)
            if key == "threshold":
                fact = replace(fact, kinds=("rule",), exclusive=True)
            yield fact
    for key in CHOOSING:
        for statement in filling[key].statements:
            for actor in statement.value if isinstance(statement.value, tuple) else ():
                if actor != "voters":
                    kinds = ("appointing_power", "rule", "composition")
                    about = (own, (*_who(polity, actor), *_holders(polity, actor)))
                    yield Fact(f"{where}.{key}", statement, kinds, about, unit="chosen")


def _holders(polity: Polity, actor: str) -> Names:
    """The names of those who held an office: documents say "he appoints" and mean the president."""
    held = [polity.persons[one.person] for one in polity.holders if one.organ == actor]
    return tuple(name for person in held for name in names(polity, person.name, *person.names))


def _rule(own: Names, rule: Rule, where: str) -> Iterator[Fact]:
    for key in rule.params:
        if key in words()["numbers"]:
            anybody = key in ("number", "members", "signatures", "early_years", "max_terms")
            for statement, number in _numbers(rule[key]):
                yield _numbered(f"{where}.{key}", statement, key, () if anybody else (own,), number)
    what = " ".join(str(s.value) for s in rule["what"].statements)
    named = frozenset[str]().union(*own)
    idle = {stem(word) for word in (*words()["idle"]["names"], *words()["idle"]["rules"])} | named
    gists = tuple(gist for text in (what, rule.text) if (gist := stems(text) - idle))
    for statement in rule.presence.statements if gists else ():
        denied = rule.kind == "limit"
        yield Fact(where, statement, ("rule",), (own,), gists=gists, denied=denied)


def _election(polity: Polity, election: Election) -> Iterator[Fact]:
    where = f"elections.{election.id}"
    day = next((s.value for s in election.date.statements if isinstance(s.value, str)), None)
    time = parse_edtf(day) if day is not None else None
    for rule in election.rules:
        yield from _rule(
            _organ_names(polity, polity.organs[election.organ]), rule, f"{where}.rules.{rule.id}"
        )
    for result in election.results:
        where = f"elections.{election.id}.results.{result.id}"
        counted = result.kind in COUNTED  # what a survey found is nothing that a count could contradict
        for row in result.rows:
            about = (_contestant(polity, row.contestant),)
            for key, unit in (("share", "percent"), ("votes", "votes"), ("seats", "seats")):
                for statement, number in _numbers(getattr(row, key)):
                    fact = Fact(
                        f"{where}.{row.contestant}.{key}", statement, ("election_result",), about, number
                    )
                    yield replace(fact, unit=unit, time=time, exclusive=counted)
        for key, param in result.totals.items():
            if not key.startswith("turnout"):
                continue
            place = key.partition(":")[2]
            where_told: tuple[Names, ...] = (names(polity, place),) if place else ()
            for statement, number in _numbers(param):
                fact = Fact(f"{where}.{key}", statement, ("turnout",), where_told, number, "percent")
                yield replace(fact, time=time, exclusive=counted, whole=not place)


def _contestant(polity: Polity, contestant: str) -> Names:
    if contestant in polity.persons:
        person = polity.persons[contestant]
        return names(polity, person.name, *person.names)
    return _who(polity, contestant)


def _ratings(polity: Polity, index: Index, series: Series) -> Iterator[Fact]:
    """The values that a source of the polity file gives; those from elsewhere no document could bear out."""
    sources = {source.file: source for source in polity.sources.values() if source.file}
    general = series.category in ("score", "rank", "overall", "tier")
    about = names(polity, index.name if general else series.category)
    for value in series.values:
        source = sources.get(index.files.get(value.source, ""))
        if source is None:
            continue
        valid = parse_validity(str(value.edition))
        cited = (Citation(source, index.sources[value.source]),)
        span = valid.possible()
        statement = Statement(Decimal(value.text), valid, cited, span)
        where = f"ratings.{index.id}.{series.category}.{value.edition}"
        # "Corruption" alone also stands in the names of other indexes.
        ranked = series.kind == "rank"
        fact = Fact(where, statement, ("rating",), (about,), value.number, time=valid.begin)
        yield replace(fact, words=("rank",) if ranked else (), exclusive=not ranked and len(about[0]) > 1)


def _party_names(polity: Polity, party: Party) -> Names:
    told = [str(s.value) for s in party.names.statements if isinstance(s.value, str)]
    return names(polity, party.name, *told)


def _party(polity: Polity, party: Party) -> Iterator[Fact]:
    own, where = _party_names(polity, party), f"parties.{party.id}"
    for number, event in enumerate(party.events):
        kind = EVENTS.get(event.kind)
        for statement in event.date.statements if kind else ():
            if kind and isinstance(statement.value, str):
                time = parse_edtf(statement.value)
                yield Fact(f"{where}.events.{number}.{event.kind}", statement, (kind,), (own,), time=time)
    for leader in party.leaders:
        person = polity.persons[leader.person]
        about = (names(polity, person.name, *person.names), own)
        for statement in leader.presence.statements:
            yield Fact(
                f"{where}.leaders.{leader.person}",
                statement,
                ("office_held", "member_of", "appointed"),
                about,
            )
    for statement, number_of in _numbers(party.members):
        yield Fact(f"{where}.members", statement, ("membership_size",), (own,), number_of, exclusive=True)


def _numbers(param: Param) -> Iterable[tuple[Statement, Fraction]]:
    for statement in param.statements:
        number = _number(statement.value)
        if number is not None:
            yield statement, number


def _number(value: Value | None) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, Fraction)):
        return None
    return Fraction(value)
