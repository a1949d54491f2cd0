"""Bodies founded, registered or closed, and things owned, of which a text only tells that they may be.

"The king tasked the party to form a coalition" founds none, "the ministry has 45 days to register a union"
registers none, "it was difficult to register a party" neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dalel.claims.commitment.parse import infinitive
from dalel.claims.lexicon import words
from dalel.claims.syntax import SUBJECTS, children
from dalel.claims.told.anybody import DECIDED

if TYPE_CHECKING:
    from dalel.claims.interpreter import Finding

KINDS = frozenset({"founded", "registered", "dissolved", "merged", "owns", "transferred", "dismissed"})
"""Kinds of what is done to bodies and things."""
TASKING = words("tasking")
"""Verbs by which somebody is given something to do: "tasked them | to form a council"."""
TRYING = DECIDED | {"effort", "failure", "refusal", "move", "step"}
"""Nouns behind which the infinitive tells more than what may be done."""


def only_aimed_at(finding: Finding) -> bool:
    """Whether it is not told that a body was founded, registered or closed, but that it may or should be."""
    if finding.kind not in KINDS or finding.trigger.pos_ not in ("VERB", "AUX", "ADJ"):
        return False
    verb = finding.trigger
    while verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ and not children(verb, *SUBJECTS):
        verb = verb.head
    if finding.kind == "dismissed" and _of_a_sort(finding):
        return True
    if verb.dep_ == "csubj" and not _named(finding):
        return True  # "| registering | a party was difficult"
    if verb.tag_ != "VB" or not infinitive(verb):
        return False
    if verb.dep_ in ("acl", "relcl"):
        return verb.head.lemma_.lower() not in TRYING and not _named(finding)
    if verb.head.lemma_.lower() in TASKING:
        return True
    hard = verb.head.pos_ == "ADJ" or bool(children(verb.head, "acomp"))
    meant = verb.dep_ == "advcl" or (hard and verb.dep_ in ("xcomp", "ccomp"))
    return meant and not _named(finding)  # "set aside funds | to establish | a school"


def _of_a_sort(finding: Finding) -> bool:
    """Whether only a sort of people is told: "damages to individuals | fired |", "an | expelled | member"."""
    people, verb = finding.roles.get("person", []), finding.trigger
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "amod"):
        return False
    return all(
        f.token.pos_ == "NOUN" and not f.resolved and not children(f.token, "nummod", "poss") for f in people
    ) and not any(c.lower_ in ("the", "two", "these") for f in people for c in children(f.token, "det"))


def _named(finding: Finding) -> bool:
    """Whether what it is done to has a name."""
    first = next(iter(finding.frame.needs), "")
    return any(
        f.token.pos_ == "PROPN" or (f.resolved and any(text != text.lower() for text in f.texts))
        for f in finding.roles.get(first, [])
    )
