"""Hedges and allegations from farther away than what governs an event: the attributions around it."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.claims.commitment.cues import commitment_cues
from dalel.claims.commitment.parse import MODIFIERS, VERBAL, beneath_noun, beneath_subject, named
from dalel.language.attributions.attribution import Attribution, attributions
from dalel.model import Status

ALLEGING = frozenset({"allege", "claim", "rumor", "insinuate", "purport", "speculate"})
"""Verbs of saying that vouch for nothing."""


def hedge_around(trigger: Token) -> tuple[Status, Token] | None:
    """What the innermost attribution around an event makes of it, with its word; None if it is no hedge."""
    inner: Attribution | None = None
    for one in attributions(trigger.doc):
        if one.holds(trigger) and (inner is None or one.end - one.start < inner.end - inner.start):
            inner = one
    if inner is None:
        return None
    lemma = inner.verb.lemma_.lower()
    if named(trigger) and inner.cls != "hedge":
        return None
    if inner.cls == "hedge":
        adjective = inner.verb.dep_ in MODIFIERS
        if adjective and inner.verb.head.i != trigger.i:
            return None
        if not adjective and beneath_noun(trigger, inner.verb):
            return None
        return Status.ALLEGED, inner.verb
    if inner.cls in ("accuse", "charge"):
        # what they are accused of, but not the crime behind it ("of involvement in the murder")
        if trigger.pos_ not in VERBAL or beneath_subject(trigger, inner.verb):
            return None
        return Status.ALLEGED, inner.verb
    if inner.cls == "want" and lemma in commitment_cues()("planned", "nouns") and trigger.pos_ == "VERB":
        return Status.PLANNED, inner.verb
    if inner.verb.pos_ == "VERB" and lemma in ALLEGING:
        return Status.ALLEGED, inner.verb
    unnamed = inner.source is None and inner.verb.lower_ == "reports"
    if inner.verb.pos_ == "NOUN" and (unnamed or lemma in ("allegation", "rumor", "complaint")):
        return Status.ALLEGED, inner.verb
    return None
