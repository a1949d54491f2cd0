"""Bodies founded, registered or closed, and things owned, of which a text only tells that they may be.

"The king tasked the party to form a coalition" founds none, "the ministry has 45 days to register a union"
registers none, "it was difficult to register a party" neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dalel.claims.anybody import DECIDED
from dalel.claims.commitment_parse import infinitive
from dalel.claims.lexicon import words
from dalel.claims.syntax import SUBJECTS, children

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
    if finding.kind not in KINDS or finding.trigger.pos_ not in ("VERB", "AUX"):
        return False
    verb = finding.trigger
    while verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ and not children(verb, *SUBJECTS):
        verb = verb.head
    if verb.dep_ == "csubj" and not _named(finding):
        return True  # "| registering | a party was difficult"
    if verb.tag_ != "VB" or not infinitive(verb):
        return False
    if verb.dep_ in ("acl", "relcl"):
        return verb.head.lemma_.lower() not in TRYING and not _named(finding)
    if verb.head.lemma_.lower() in TASKING:
        return True
    hard = verb.head.pos_ == "ADJ" or bool(children(verb.head, "acomp"))
    return verb.dep_ in ("xcomp", "advcl", "ccomp") and hard and not _named(finding)


def _named(finding: Finding) -> bool:
    """Whether what it is done to has a name."""
    first = next(iter(finding.frame.needs), "")
    return any(
        f.token.pos_ == "PROPN" or (f.resolved and any(text != text.lower() for text in f.texts))
        for f in finding.roles.get(first, [])
    )
