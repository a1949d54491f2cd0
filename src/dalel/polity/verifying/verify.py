"""`verify`: a polity file against the claims of a base, in both directions.

For every comparable statement of the file: the claims that support it (the same thing named, the same number,
at a time the two share) and those that contradict it (the same thing at that time, another number, and
the claim is asserted). And the claims on rules, composition, appointments, turnout, results and ratings that
no statement takes up: what the file may lack. How much is supported is bounded by what the extraction finds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

from dalel.base import Base, StoredClaim
from dalel.measures import Amount, find_amounts, is_edtf, parse_edtf
from dalel.model import Status
from dalel.polity.files.model import Polity
from dalel.polity.files.values import Holds
from dalel.polity.resolve import plain
from dalel.polity.verifying.checkable import Fact, Names, facts, stem, stems, words

WANTED = ("rule", "composition", "appointing_power", "turnout", "election_result", "rating")
"""The kinds of claim that the file should take up."""

NUMBERED = (
    *("size", "value", "result", "turnout", "share", "property", "part", "previous"),
    *("office", "subject"),
)
"""Roles in which a claim's numbers stand."""

SAID_BY = 3
"""So many of a rule's words, and half of them, must stand in a claim that says the same; all where fewer."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement with the claims for and against it."""

    fact: Fact
    supported_by: tuple[StoredClaim, ...]
    contradicted_by: tuple[StoredClaim, ...]

    @property
    def status(self) -> str:
        """`supported`, `contradicted`, `both` or `unsupported`."""
        if self.supported_by and self.contradicted_by:
            return "both"
        return "supported" if self.supported_by else "contradicted" if self.contradicted_by else "unsupported"

    def as_json(self) -> dict[str, Any]:
        """`path`, `value`, `status`, and the claims with their quotes."""
        statement = self.fact.statement
        return {
            "path": self.fact.path,
            "value": plain(statement.value),
            "valid": str(statement.valid),
            "sources": [str(citation) for citation in statement.sources],
            "status": self.status,
            "supported_by": [_quote(claim) for claim in self.supported_by],
            "contradicted_by": [_quote(claim) for claim in self.contradicted_by],
        }


@dataclass(frozen=True, slots=True)
class VerifyAnswer:
    """All that was compared. `statements` counts the file's values, comparable or not; `documents` are the
    names of the base's documents."""

    polity: Polity
    statements: int
    checked: tuple[Checked, ...]
    lacking: tuple[StoredClaim, ...]
    claims: int
    documents: frozenset[str] = frozenset()

    def count(self, *statuses: str) -> int:
        """How many of the compared statements have one of these statuses."""
        return sum(one.status in statuses for one in self.checked)

    @property
    def share_supported(self) -> Fraction:
        """Supported among compared, contradicted or not."""
        return Fraction(self.count("supported", "both"), len(self.checked)) if self.checked else Fraction(0)

    def readable(self) -> tuple[Checked, ...]:
        """What was compared and has a source among the documents of the base: what it could bear out."""
        return tuple(
            one
            for one in self.checked
            if any(citation.source.file in self.documents for citation in one.fact.statement.sources)
        )

    def as_json(self) -> dict[str, Any]:
        """The counts, `share_supported` from 0 to 1, `parameters`, `lacking`; `of_documents` counts only
        statements with a source among the documents of the base."""
        readable = self.readable()
        return {
            "polity": self.polity.id,
            "statements": self.statements,
            "compared": len(self.checked),
            "supported": self.count("supported", "both"),
            "contradicted": self.count("contradicted", "both"),
            "unsupported": self.count("unsupported"),
            "share_supported": round(float(self.share_supported), 4),
            "of_documents": {
                "compared": len(readable),
                "supported": sum(bool(one.supported_by) for one in readable),
            },
            "claims": self.claims,
            "lacking_count": len(self.lacking),
            "parameters": [one.as_json() for one in self.checked],
            "lacking": [_quote(claim) for claim in self.lacking],
        }


def verify(polity: Polity, base: Base) -> VerifyAnswer:
    """Compare every statement with every claim of the base. Raises BaseError where the base is damaged."""
    wanted = list(facts(polity))
    kinds = {kind for fact in wanted for kind in fact.kinds}
    read = [_Read(claim) for claim in base.claims(kinds=sorted(kinds | set(WANTED)))]
    by_kind: dict[str, list[_Read]] = {}
    for one in read:
        by_kind.setdefault(one.claim.claim.kind, []).append(one)
    used: set[int] = set()
    checked = []
    for fact in wanted:
        found = [one for kind in fact.kinds for one in by_kind.get(kind, ()) if one.about(fact)]
        supporting = [one for one in found if one.supports(fact)]
        against = [one for one in found if one not in supporting and one.contradicts(fact)]
        used |= {one.claim.number for one in (*supporting, *against)}
        checked.append(
            Checked(fact, tuple(one.claim for one in supporting), tuple(one.claim for one in against))
        )
    asked = [one.claim for kind in WANTED for one in by_kind.get(kind, ())]
    lacking = tuple(claim for claim in asked if claim.number not in used)
    statements = sum(1 for _ in polity.statements())
    documents = frozenset(PurePosixPath(one.name).name for one in base.documents())
    return VerifyAnswer(polity, statements, tuple(checked), lacking, len(asked), documents)


class _Read:
    """A claim, with what comparing needs worked out once."""

    def __init__(self, claim: StoredClaim) -> None:
        self.claim = claim
        fillers = [filler for filled in claim.claim.roles.values() for filler in filled]
        self.words = stems(" ".join([*fillers, claim.claim.quote]))
        self.named = stems(" ".join(fillers))
        self.years = set(" ".join([*fillers, claim.claim.time]).replace("-", " ").split())
        self.amounts = [
            (role, amount)
            for role, filled in claim.claim.roles.items()
            if role in NUMBERED
            for filler in filled
            for amount in find_amounts(filler)
            if amount.value is not None and not _of_something_else(amount, filler)
        ]
        # "from 67 seats": when that held is not told, only that it no longer does.
        former = claim.claim.frame.endswith("changed from")
        self.span = _span(claim.claim.time) or (None if former else _span(claim.date))
        self.dated = bool(claim.claim.time)

    def about(self, fact: Fact) -> bool:
        """Whether it names what the fact is about, and has one of its words."""
        if not all(_named(names, self.words) for names in fact.about):
            return False
        if fact.unit == "chosen":
            kind = self.claim.claim.kind
            if kind == "appointing_power" and not _named(fact.about[0], self.named):
                return False
            if kind == "rule" and not any(stem(word) in self.words for word in words()["choosing"]["words"]):
                return False
        return not fact.words or any(any(stem(word) in one for one in self.words) for word in fact.words)

    def supports(self, fact: Fact) -> bool:
        """Whether it says the same."""
        status = self.claim.claim.status
        if status is Status.PLANNED or (status is Status.DENIED and not fact.denied) or not self._then(fact):
            return False
        if fact.gists:
            return any(self._says(gist) for gist in fact.gists)
        if fact.number is None:
            return fact.time is None or self._same_day(fact)
        if fact.whole and self._of_a_part():
            return False
        return any(
            _same(fact, amount) for role, amount in self.amounts if role != "previous" or self._before(fact)
        )

    def contradicts(self, fact: Fact) -> bool:
        """Whether it asserts another number for the very same thing at the very same time."""
        claim = self.claim.claim
        if not fact.exclusive or claim.status is not Status.ASSERTED or fact.number is None:
            return False
        if not all(_named(names, self.named) for names in fact.about) or (fact.whole and self._of_a_part()):
            return False
        if not self._then(fact, surely=True):
            return False
        role_of = {"composition": "size", "turnout": "turnout", "election_result": "result"}
        told = [amount for role, amount in self.amounts if role == role_of.get(claim.kind, "value")]
        same_unit = [amount for amount in told if _unit(fact, amount)]
        return len(same_unit) == 1 == len(told) and not (fact.whole and _far(fact, same_unit[0]))

    def _says(self, gist: Collection[str]) -> bool:
        shared = len(self.words & set(gist))
        return shared == len(gist) or (shared >= SAID_BY and 2 * shared >= len(gist))

    def _of_a_part(self) -> bool:
        roles = self.claim.claim.roles
        # "In June 2007" is no place, though it stands where a place would.
        places = [place for place in roles.get("territory", ()) if not re.search(r"\d{4}|election", place)]
        return bool(places or roles.get("part") or self._counts_of_these())

    def _counts_of_these(self) -> bool:
        """Whether its number is of some of those told of: "47 deputies. Of these, 32 are"."""
        quote = self.claim.claim.quote.casefold()
        sizes = self.claim.claim.roles.get("size", ())
        return any(
            size.casefold() in quote.partition(of_these)[2]
            and size.casefold() not in quote.partition(of_these)[0]
            for of_these in words()["parts"]["words"]
            for size in sizes
        )

    def _then(self, fact: Fact, surely: bool = False) -> bool:
        """Whether it speaks of a time the fact holds at; an event counts by its year."""
        if fact.time is not None and fact.number is not None:
            year = (fact.time.text or "")[:4]
            if year in self.years:
                return True
            return not surely and not self.dated and self._same_document(fact)
        if self.span is None:
            return not surely
        statement = fact.statement
        if surely:
            return statement.holds(*self.span) is Holds.CERTAIN
        first, last = statement.valid.possible()
        return self._same_document(fact) or (first <= self.span[1] and self.span[0] <= last)

    def _before(self, fact: Fact) -> bool:
        """Whether the fact is of an earlier year than the claim: what was before."""
        year = fact.time.first.year if fact.time is not None and fact.time.first is not None else None
        return year is not None and self.span is not None and year < self.span[0].year

    def _same_day(self, fact: Fact) -> bool:
        span = _span(self.claim.claim.time)
        if span is None or fact.time is None or fact.time.first is None or fact.time.last is None:
            return False
        return span[0] <= fact.time.last and fact.time.first <= span[1]

    def _same_document(self, fact: Fact) -> bool:
        name = PurePosixPath(self.claim.doc).name
        return any(citation.source.file == name for citation in fact.statement.sources)


def _span(time: str) -> tuple[date, date] | None:
    if not time or not is_edtf(time):
        return None
    parsed = parse_edtf(time)
    return (parsed.first, parsed.last) if parsed.first and parsed.last else None


def _named(names: Names, words: Collection[str]) -> bool:
    return any(one <= set(words) for one in names)


def _unit(fact: Fact, amount: Amount) -> bool:
    if fact.unit == "percent":
        return amount.unit == "percent"
    if fact.unit in ("votes", "seats"):
        # Seats are said of seats and votes of votes; a bare small number beside a party is its seats.
        stem = fact.unit[:-1]
        return amount.unit != "percent" and (stem in amount.unit or not amount.unit)
    if fact.unit == "share":
        return True
    if fact.unit == "years":
        return amount.unit.startswith("year") or not amount.unit
    return amount.unit != "percent"


def _far(fact: Fact, amount: Amount) -> bool:
    """Whether a number is so much smaller or larger that it counts something else: a part, the chambers."""
    if not fact.number or not amount.value:
        return True
    return not Fraction(1, 2) <= amount.value / fact.number <= 2


def _of_something_else(amount: Amount, filler: str) -> bool:
    """Whether a percentage is of seats, or is the threshold that somebody passed or missed."""
    return amount.unit == "percent" and any(
        word in filler.casefold() for word in words()["percentages"]["other"]
    )


def _step(value: object) -> Fraction:
    """The size of the last place a value of the file is written to."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return Fraction(10) ** exponent if isinstance(exponent, int) else Fraction(1)


def _same(fact: Fact, amount: Amount) -> bool:
    if amount.value is None or not _unit(fact, amount):
        return False
    if fact.unit == "share":
        part = amount.value / 100 if amount.unit == "percent" else amount.value
        return fact.number == part
    if amount.upper is None:
        # A bound is what a rule states: "at least 15 years", "no more than two terms".
        return fact.kinds[0] == "rule" and fact.number == amount.value
    # Each number is as exact as it is written: 95.5 and 95.55 are the same, 88.41 and 88.5 are not.
    slack = max(amount.step, _step(fact.statement.value)) / 2 if fact.unit == "percent" else Fraction(0)
    return fact.number is not None and amount.value - slack <= fact.number <= amount.upper + slack


def _quote(claim: StoredClaim) -> dict[str, Any]:
    return {
        "claim": claim.claim.id,
        "kind": claim.claim.kind,
        "doc": claim.doc,
        "start": claim.claim.start,
        "end": claim.claim.end,
        "quote": claim.claim.quote,
        "status": claim.claim.status.value,
    }


def lacking_by_kind(answer: VerifyAnswer) -> Iterable[tuple[str, int]]:
    """How many claims of each kind no statement takes up."""
    return [(kind, sum(one.claim.kind == kind for one in answer.lacking)) for kind in WANTED]
