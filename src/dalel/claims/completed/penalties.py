"""Who got which penalty where one verb tells it of several: "to ten years, Petr to six, and Ana to death"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dalel.claims.fillers.filling import Filler, Names
from dalel.claims.fillers.phrases import text_of
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import words
from dalel.model import MentionKind

WHOLE = words("whole_penalties")
"""Penalties told by one word: "life", "death"."""
SPANS = words("penalty_spans")
"""Units of terms."""
SERVED = words("penalty_places")
"""What a term is of or in: "in | prison"."""
COUNTED = words("counted_apart")
"""Words for one or more of a group: "a | third | to ten years"."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A penalty behind its "to": tokens `start` to `end`, and the word before the "to"."""

    before: Token
    start: int
    end: int


def penalties_apart(doc: Doc, unit: int, names: Names, findings: list[Finding]) -> list[Finding]:
    """The findings with each person's own penalty, where further people have theirs without a verb."""
    done: list[Finding] = []
    further: dict[int, list[Finding]] = {}
    for finding in findings:
        verb = finding.trigger
        own = finding.kind == "sentenced" and verb.lemma_ == "sentence" and verb.doc is doc
        shared = list(_further(verb, unit, names)) if own else []
        if not shared:
            done.append(finding)
            continue
        cut = min(person.start for person, _ in shared)
        kept = [f for f in finding.roles.get("penalty", ()) if f.start < cut]
        people = [f for f in finding.roles.get("person", ()) if f.start < cut]
        if kept and people:
            roles = {**finding.roles, "person": people, "penalty": [_short(f, cut) for f in kept]}
            done.append(replace(finding, roles=roles))
            further.setdefault(verb.i, [_of(finding, *each) for each in shared])
    return [*done, *(each for found in further.values() for each in found)]


def _of(finding: Finding, person: Filler, penalty: Filler) -> Finding:
    roles = {**finding.roles, "person": [person], "penalty": [penalty]}
    return replace(finding, trigger=penalty.token, roles=roles)


def _short(penalty: Filler, cut: int) -> Filler:
    return penalty.cut(cut) if penalty.end > cut else penalty


def _further(verb: Token, unit: int, names: Names) -> Iterator[tuple[Filler, Filler]]:
    """The people and penalties behind the first penalty of a verb."""
    doc = verb.doc
    for term in list(_terms(verb))[1:]:
        person = _person(term.before, unit, names)
        if person is not None:
            text = text_of(doc, term.start, term.end)
            yield person, Filler((text,), term.start, term.end, doc[term.end - 1])


def _terms(verb: Token) -> Iterator[_Term]:
    doc, stop = verb.doc, verb.sent.end
    for i in range(verb.i + 1, stop - 1):
        if doc[i].lower_ == "to" and (doc[i + 1].like_num or doc[i + 1].lower_ in WHOLE):
            end = i + 2
            while end < stop and (doc[end].lower_ in SPANS or doc[end].lower_ in SERVED):
                end += 1
            if end < stop - 1 and doc[end].lower_ in ("in", "of") and doc[end + 1].lower_ in SERVED:
                end += 2
            yield _Term(doc[i - 1], i + 1, end)


def _person(last: Token, unit: int, names: Names) -> Filler | None:
    """Who stands before the "to": somebody by name, or one or more of a group."""
    if names.kind(unit, last) is MentionKind.PERSON:
        texts = names.entities(unit, last)
        return Filler(texts or (last.text,), last.left_edge.i, last.i + 1, last, resolved=bool(texts))
    doc, start = last.doc, last.i
    if not (last.like_num or last.lower_ in COUNTED):
        return None
    while start > 0 and (doc[start - 1].like_num or doc[start - 1].lower_ in COUNTED):
        start -= 1
    return Filler((text_of(doc, start, last.i + 1),), start, last.i + 1, last)
