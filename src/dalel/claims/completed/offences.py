"""The offence of a step that tells none: of the same person's other steps, or of the same verb before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dalel.claims.completed.cases import OFFENCE, people_of
from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.phrases import text_of
from dalel.claims.lexicon import words
from dalel.claims.syntax import children
from dalel.claims.told.anybody import STEPS

if TYPE_CHECKING:
    from dalel.claims.interpreter import Finding

AMOUNTS = words("charges_untold")
"""Words before charges that don't tell what they are."""
WRONGDOERS = frozenset({"charged.prosecuted wrongdoers", "charged.prosecuted accused"})
"""Frames that take the offence from what its person is accused of."""
OWN = frozenset({"charged.under"})
"""Frames whose offence is no other step's: "under indictment in nine cases"."""


def _judged_for(findings: Sequence[Finding]) -> list[Finding]:
    """Findings where an accusation that only tells for what somebody is judged is the offence of that.

    "Gave suspended sentences to two men | accused of theft |".
    """
    done: list[Finding] = []
    gone: set[int] = set()
    for finding in findings:
        role = OFFENCE.get(finding.kind, "")
        people = {f.token.i for f in finding.roles.get("person", ())}
        told = finding.frame.id in WRONGDOERS
        if (finding.kind in ("convicted", "sentenced") and not finding.roles.get(role)) or told:
            for other in findings:
                word = other.trigger
                added = other.kind == "accused" and word.dep_ == "acl" and word.head.i in people
                if added and told:
                    gone.add(id(other))
                elif added and other.roles.get("of"):
                    short = [f if f.resolved else f.cut(word.i) for f in finding.roles["person"]]
                    roles = {**finding.roles, "person": short, role: other.roles["of"]}
                    finding = replace(finding, roles=roles)
                    gone.add(id(other))
                    break
        done.append(finding)
    return [f for f in done if id(f) not in gone]


def completed(findings: Sequence[Finding]) -> list[Finding]:
    """Findings whose offence, where they tell none, is that of the nearest step of the same person's case."""
    findings = _judged_for(_agreed(findings))
    known = [f for f in findings if f.roles.get(OFFENCE.get(f.kind, "")) and f.frame.id not in OWN]
    done: list[Finding] = []
    for finding in findings:
        role = OFFENCE.get(finding.kind, "")
        if role and not finding.roles.get(role):
            people = people_of(finding)
            near = [
                f
                for f in known
                if (f.kind != "accused" or f.kind == finding.kind) and not people.isdisjoint(people_of(f))
            ]
            one: Finding | None
            if near:
                one = min(near, key=lambda f: (abs(f.trigger.i - finding.trigger.i), f.trigger.i))
            else:
                one = _alike(finding, known)  # "A was indicted for murder, but B was not"
            if one is not None:
                offence = [replace(f, resolved=True) for f in one.roles[OFFENCE[one.kind]]]
            else:
                offence = [crime] if (crime := _charges(finding)) is not None else []
            if offence:
                finding = replace(finding, roles={**finding.roles, role: offence})
        done.append(finding)
    return done


def _agreed(findings: Sequence[Finding]) -> list[Finding]:
    """Findings of one word with its person as short as in the shortest: "arrested the driver | for theft"."""
    ends: dict[tuple[int, int], int] = {}
    for finding in findings:
        if finding.kind in STEPS:
            for f in finding.roles.get("person", ()):
                if not f.resolved:
                    key = (finding.trigger.i, f.token.i)
                    ends[key] = min(ends.get(key, f.end), f.end)
    done = []
    for finding in findings:
        people = finding.roles.get("person")
        if finding.kind in STEPS and people:
            short = [
                f if f.resolved or (end := ends[finding.trigger.i, f.token.i]) >= f.end else f.cut(end)
                for f in people
            ]
            finding = replace(finding, roles={**finding.roles, "person": short})
        done.append(finding)
    return done


def _alike(finding: Finding, known: Sequence[Finding]) -> Finding | None:
    """The step told just before by the same verb in the same sentence, which tells the offence of both."""
    verb = finding.trigger
    if not finding.roles.get("person"):
        return None
    before = [
        f
        for f in known
        if f.kind == finding.kind
        and f.trigger.i < verb.i
        and f.trigger.lemma_ == verb.lemma_
        and f.trigger.sent.start == verb.sent.start
    ]
    return before[-1] if before else None


def _charges(finding: Finding) -> Filler | None:
    """The charges in their own words where nothing tells what they are: "politically motivated charges"."""
    word = finding.trigger
    if word.lemma_ not in ("charge", "case", "lawsuit", "suit", "prosecution") or word.pos_ != "NOUN":
        return None
    told = [c for c in children(word, "amod", "compound") if c.i < word.i and c.lower_ not in AMOUNTS]
    start = min((c.left_edge.i for c in told), default=word.i)
    if start == word.i:
        return None
    return Filler((text_of(word.doc, start, word.i + 1),), start, word.i + 1, word, resolved=True)
