"""`eligible`: may this person stand for or be given this office on that day?

Every condition is answered yes, no or unknown. What is not told of the person is unknown and never assumed;
where sources or dates leave a rule open, every reading is tried, and only an answer common to all counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeAlias

from dalel.measures import Edtf
from dalel.model import UnknownNameError
from dalel.polity.as_of import RuleView, as_of
from dalel.polity.files.model import Polity
from dalel.polity.files.values import Citation, Value
from dalel.polity.resolve import Answer, plain
from dalel.polity.spans import Span

Verdict: TypeAlias = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is known of a person; None is unknown.

    `terms` are those served so far, `in_a_row` the ones straight before this one; `speaks` whether they speak
    the language the rule names, `party_post` whether they hold a post in a party.
    """

    person: str = ""
    born: Span | None = None
    age: int | None = None
    citizenship: str | None = None
    residence_years: int | None = None
    speaks: bool | None = None
    party_post: bool | None = None
    terms: int | None = None
    in_a_row: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: what the rule asks, what is known of the person, and the verdict."""

    rule: str
    condition: str
    required: Answer
    given: str
    verdict: Verdict
    note: str = ""

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Who says the rule is so."""
        return self.required.sources

    def as_json(self) -> dict[str, Any]:
        """`condition`, `required`, `given`, `verdict`, `sources`."""
        row: dict[str, Any] = {"rule": self.rule, "condition": self.condition}
        row |= {"required": self.required.as_json(), "given": self.given or None, "verdict": self.verdict}
        if self.note:
            row["note"] = self.note
        return row | {"sources": [str(citation) for citation in self.sources]}


@dataclass(frozen=True, slots=True)
class EligibleAnswer:
    """All conditions; the whole is no where one is, else unknown where one is, else yes."""

    polity: Polity
    organ: str
    at: str
    checks: tuple[Check, ...]

    @property
    def verdict(self) -> Verdict:
        """May the person stand? Unknown too where the file has no rule at all."""
        verdicts = {check.verdict for check in self.checks}
        if "no" in verdicts:
            return "no"
        return "unknown" if "unknown" in verdicts or not verdicts else "yes"

    def as_json(self) -> dict[str, Any]:
        """`verdict` and `checks`."""
        return {
            "polity": self.polity.id,
            "organ": self.organ,
            "at": self.at,
            "verdict": self.verdict,
            "checks": [check.as_json() for check in self.checks],
        }


def eligible(polity: Polity, organ: str, at: date | Edtf | str, candidate: Candidate) -> EligibleAnswer:
    """Whether a person may stand; an id of a person in the file brings what the file knows of them."""
    view = as_of(polity, at).organ(organ)
    if candidate.person and candidate.person not in polity.persons:
        raise UnknownNameError(f"{polity.id}: no person {candidate.person!r} in the file")
    day = Span.of(at)
    checks: list[Check] = []
    for rule in view.rule("eligibility"):
        checks += _conditions(rule, _known(polity, candidate), day)
    for rule in view.rule("term_limit"):
        checks += _terms(rule, candidate)
    return EligibleAnswer(polity, organ, str(at), tuple(checks))


def _known(polity: Polity, candidate: Candidate) -> Candidate:
    if candidate.born is not None or not candidate.person:
        return candidate
    born = [s.value for s in polity.persons[candidate.person].born.statements if s.value is not None]
    if len(born) != 1:
        return candidate
    return replace(candidate, born=Span.of(str(born[0]), "born"))


def _conditions(rule: RuleView, who: Candidate, day: Span) -> Iterator[Check]:
    low, high = who.age, who.age
    if who.born is not None:
        low, high = who.born.age_at(day)
    given_age = "" if low is None else f"age {low}" if low == high else f"age {low} or {high}"
    tests: dict[str, tuple[str, Callable[[Value], Verdict]]] = {
        "minimum_age": (given_age, lambda bar: _between(low, high, lambda n: n >= _int(bar))),
        "maximum_age": (given_age, lambda bar: _between(low, high, lambda n: n <= _int(bar))),
        "citizenship": (
            who.citizenship or "",
            lambda needed: _said(who.citizenship, lambda own: own.casefold() == str(needed).casefold()),
        ),
        "residence_years": (
            "" if who.residence_years is None else f"{who.residence_years} years",
            lambda bar: _said(who.residence_years, lambda own: own >= _int(bar)),
        ),
        "language": (
            "" if who.speaks is None else "speaks it" if who.speaks else "does not speak it",
            lambda _: _said(who.speaks, bool),
        ),
        "party_post": (
            "" if who.party_post is None else "has one" if who.party_post else "has none",
            lambda allowed: "yes" if allowed else _said(who.party_post, lambda own: not own),
        ),
        "condition": ("", lambda _: "unknown"),
    }
    for key, answer in rule.answers.items():
        if answer and key in tests:
            given, test = tests[key]
            yield Check(rule.rule.id, key.replace("_", " "), answer, given, _over(answer, test))


def _terms(rule: RuleView, who: Candidate) -> Iterator[Check]:
    limit, counting, free = rule["max_terms"], rule["counting"], rule["except"]
    told = [f"{n} {what}" for n, what in ((who.terms, "in all"), (who.in_a_row, "in a row")) if n is not None]
    given = ", ".join(told)

    def under(bar: Value) -> Verdict:
        ways = counting.values() or ("in_all",)
        return _common(
            _said(who.terms if way == "in_all" else who.in_a_row, lambda n: n < _int(bar)) for way in ways
        )

    verdict, note = _over(limit, under), ""
    if len(counting.values()) > 1:
        note = "counted " + " or ".join(str(plain(way)).replace("_", " ") for way in counting.values())
    exempt = [isinstance(value, tuple) and who.person in value for value in free.values()]
    if who.person and any(exempt):
        if free.settled:
            verdict, note = "yes", "named as an exception"
        else:
            verdict, note = _common([verdict, "yes"]), "named as an exception, if it held by then"
    elif free and not who.person and verdict == "no":
        verdict, note = "unknown", "the rule has an exception by name, and no name is given"
    yield Check(rule.rule.id, "term limit", limit, given, verdict, note)


def _over(answer: Answer, test: Callable[[Value], Verdict]) -> Verdict:
    """The verdict common to all values that may hold."""
    if not answer.values():
        return "unknown"
    return _common(test(value) for value in answer.values())


def _common(verdicts: Iterable[Verdict]) -> Verdict:
    found = set(verdicts)
    return found.pop() if len(found) == 1 else "unknown"


def _between(low: int | None, high: int | None, test: Callable[[int], bool]) -> Verdict:
    if low is None or high is None:
        return "unknown"
    return _common("yes" if test(age) else "no" for age in (low, high))


def _said(own: Any, test: Callable[[Any], bool]) -> Verdict:
    return "unknown" if own is None else "yes" if test(own) else "no"


def _int(value: Value) -> int:
    return value if isinstance(value, int) else 0
