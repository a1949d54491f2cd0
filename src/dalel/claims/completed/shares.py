"""Who got what where several are told together: "sentenced A and B to four and six years, respectively"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.phrases import text_of
from dalel.claims.interpreter import Finding
from dalel.claims.syntax import children, conjuncts

EACH = "respectively"
SHARED = {"sentenced": ("person", "penalty"), "election_result": ("contestant", "result")}
"""The roles of who gets something, and of what, by kind."""


def shared_out(findings: list[Finding]) -> Iterator[Finding]:
    """Findings where each of several has "respectively" a claim with a penalty or result of their own."""
    for finding in findings:
        who, what = SHARED.get(finding.kind, ("", ""))
        people, given = finding.roles.get(who, []), finding.roles.get(what, [])
        parts = given if len(given) > 1 else [p for one in given for p in _parts(one)]
        if len(people) < 2 or len(parts) != len(people) or not _each(finding):
            yield finding
            continue
        for person, part in zip(people, parts, strict=True):
            yield replace(finding, roles={**finding.roles, who: [person], what: [part]})


def _each(finding: Finding) -> bool:
    sentence = finding.trigger.sent
    return any(t.lower_ == EACH for t in finding.trigger.doc[finding.trigger.i : sentence.end])


def _parts(penalty: Filler) -> list[Filler]:
    """The penalties in one phrase: "three, four and six years in prison" are three."""
    noun = penalty.token
    doc = noun.doc
    first = next((c for c in children(noun, "nummod") if c.i < noun.i), None)
    if first is None:
        return [penalty]
    rest = text_of(doc, noun.i, penalty.end)
    numbers = [t for t in _numbers(first, noun) if t.i < noun.i]
    return [replace(penalty, texts=(f"{number.text} {rest}",)) for number in numbers]


def _numbers(first: Token, noun: Token) -> list[Token]:
    """The numbers before a noun: the members of their list, or each that hangs on the noun."""
    own = children(noun, "nummod")
    found = {t.i: t for number in (first, *own) for t in conjuncts(number) if t.like_num}
    return [found[i] for i in sorted(found)]
