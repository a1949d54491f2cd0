"""What of a polity file a claim of a document can speak for or against: names, numbers, times.

A *fact* is one statement of the file put so that it can be compared. Texts in the country expert's own words
(what a rule says, effects of an act) are no facts here: no number or name in them could be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from dalel.measures import Edtf, parse_edtf
from dalel.names.fold import fold
from dalel.polity.model import Election, Filling, Indicator, Organ, Party, Polity, Rule
from dalel.polity.recorded import COUNTED
from dalel.polity.values import Param, Statement, Value

STEM = 5
"""Words are compared by so many first letters of their folded form: Senate and senators are one."""

EMPTY = frozenset(
    {*("the", "and", "for", "with", "from"), *("party", "parties", "people", "republic"), "transit", "rating"}
)
"""Words that tell no name from another."""

RULES = {
    "threshold": ("percent", ("threshold", "barrier", "percent")),
    "term_years": ("years", ("term", "year")),
    "minimum_age": ("", ("age", "old", "year")),
    "maximum_age": ("", ("age", "old", "year")),
    "residence_years": ("", ("resid", "live", "year")),
    "max_terms": ("", ("term",)),
    "second_round_within_months": ("", ("month", "round")),
    "number": ("", ()),
    "members": ("", ("member",)),
    "signatures": ("", ("signa",)),
    "within_days": ("", ("day", "month")),
}
"""Numbers of fillings and rules: their unit, and words of which the claim must have one."""

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
    `whole` that a claim on a part of the thing is about something else.
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


def stems(text: str) -> frozenset[str]:
    """The words of a text as they are compared."""
    return frozenset(word[:STEM] for word in re.findall(r"\w+", fold(text)) if len(word) > 2)


def names(polity: Polity, *texts: str) -> Names:
    """Ways to name one thing; the country's own name and words such as "party" tell nothing."""
    idle = EMPTY | set(fold(polity.name).split())
    dull = {word[:STEM] for word in idle}
    found = [stems(text) - dull for text in texts]
    return tuple(dict.fromkeys(one for one in found if one))


def facts(polity: Polity) -> Iterator[Fact]:
    """Every comparable statement of the file."""
    for organ in polity.organs.values():
        yield from _organ(polity, organ)
    for election in polity.elections.values():
        yield from _election(polity, election)
    for indicator in polity.indicators.values():
        yield from _indicator(polity, indicator)
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
        unit, words = RULES["term_years"]
        yield Fact(f"{where}.term_years", statement, ("rule",), (own,), number, unit, words)
    for statement, number in _numbers(organ["count"]):
        yield Fact(f"{where}.count", statement, ("composition", "quantity"), (own,), number)
    for filling in organ.fillings:
        yield from _filling(polity, own, filling, f"{where}.fillings.{filling.id}")
    for rule in organ.rules:
        yield from _rule(own, rule, f"{where}.rules.{rule.id}")


def _filling(polity: Polity, own: Names, filling: Filling, where: str) -> Iterator[Fact]:
    for statement, number in _numbers(filling["seats"]):
        if number > 1:
            kinds = ("composition", "appointing_power", "rule", "election_result")
            yield Fact(f"{where}.seats", statement, kinds, (own,), number)
    for key in ("threshold", "second_round_within_months", "minimum_age"):
        unit, words = RULES[key]
        for statement, number in _numbers(filling[key]):
            exclusive = key == "threshold"
            yield Fact(f"{where}.{key}", statement, ("rule",), (), number, unit, words, exclusive=exclusive)
    for key in CHOOSING:
        for statement in filling[key].statements:
            for actor in statement.value if isinstance(statement.value, tuple) else ():
                if actor != "voters":
                    about = (own, _who(polity, actor))
                    yield Fact(
                        f"{where}.{key}", statement, ("appointing_power", "rule", "composition"), about
                    )


def _rule(own: Names, rule: Rule, where: str) -> Iterator[Fact]:
    for key, (unit, words) in RULES.items():
        for statement, number in _numbers(rule[key]):
            about = () if key in ("number", "members", "signatures") else (own,)
            yield Fact(f"{where}.{key}", statement, ("rule",), about, number, unit, words)


def _election(polity: Polity, election: Election) -> Iterator[Fact]:
    day = next((s.value for s in election.date.statements if isinstance(s.value, str)), None)
    time = parse_edtf(day) if day is not None else None
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


def _indicator(polity: Polity, indicator: Indicator) -> Iterator[Fact]:
    about = (names(polity, indicator.name.rpartition(", ")[2]),)
    for statement, number in _numbers(indicator.values):
        where = f"indicators.{indicator.id}.values"
        yield Fact(where, statement, ("rating",), about, number, time=statement.valid.begin, exclusive=True)


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
