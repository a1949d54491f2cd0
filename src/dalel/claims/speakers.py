"""Who says an event: the sources of the attributions whose content holds its trigger, outermost first."""

from __future__ import annotations

from spacy.tokens import Span, Token

from dalel.claims.commitment import named
from dalel.language.attribution_spans import phrase, strip
from dalel.language.attributions import Attribution, attributions

SPEAKING = frozenset(("say", "think", "show", "deny", "accuse"))
"""Classes of attribution whose source speaks for all that stands in the content; what is only wanted,
asked, praised or ruled is not said by it."""
OWN = SPEAKING | {"judge", "want", "ask", "rule"}
PLEDGES = frozenset(("pledge", "promise", "vow", "swear", "threaten", "rule", "ruling"))
RULERS = frozenset(
    "law constitution code act decree regulation article legislation treaty amendment rule statute bill provision"
    " data result statistics number plan schedule criterion tradition custom standard".split()
)
"""Heads of sources that are no voices."""
UNNAMED = frozenset("report allegation complaint rumor rumour claim account speculation suggestion".split())
"""Nouns that stand for a voice the text does not name: "there were credible reports that"."""


def speakers(trigger: Token, own: bool = False) -> tuple[Span, ...]:
    """Who says what `trigger` tells, outermost first, in the text's words.

    Empty where it is the author. With `own`, the source of an attribution whose own cue is the
    trigger is the last: who states or finds. Unnamed voices are their nouns ("credible reports").
    """
    found: list[Span] = []
    for one in voices(trigger, own):
        span = source(one)
        if span is not None and not any(span.start < s.end and s.start < span.end for s in found):
            found.append(span)
    return tuple(found)


def voices(trigger: Token, own: bool = False) -> list[Attribution]:
    """The attributions whose sources are the speakers of `trigger`, outermost first."""
    held = []
    for one in attributions(trigger.doc):
        cue = one.cue.start <= trigger.i < one.cue.end
        if cue:
            if (own and one.cls in OWN) or (one.source is None and _unnamed(one)):
                held.append(one)
        elif one.holds(trigger) and (one.cls in SPEAKING or one.verb.lemma_ in PLEDGES) and _speaks(one):
            if one.cls == "accuse" and named(trigger):
                continue  # whom they accuse is taken for granted
            held.append(one)
    held.sort(key=lambda one: (one.cue.start <= trigger.i < one.cue.end, -(one.end - one.start)))
    return held


def source(one: Attribution) -> Span | None:
    """Who an attribution's source is for a claim: its source, or the unnamed voice of its cue."""
    if one.source is not None:
        return _antecedent(one.source)
    if not _unnamed(one):
        return None
    doc, noun = one.verb.doc, one.verb
    start = max(noun.left_edge.i, one.cue.start)
    while start < noun.i and (doc[start].dep_ in ("det", "punct") or doc[start].pos_ in ("AUX", "VERB")):
        start += 1
    return doc[start : noun.i + 1]


def _antecedent(span: Span) -> Span:
    """Who a relative pronoun stands for."""
    if span[0].tag_ not in ("WP", "WDT") or len(span) > 1:
        return span
    clause = span[0].head
    for _ in range(3):
        if clause.dep_ == "relcl":
            noun = clause.head
            start, end = phrase(noun)
            end = next((c.left_edge.i for c in noun.children if c.dep_ == "relcl" and c.i > noun.i), end)
            start, end = strip(span.doc, start, min(end, span.start))
            return span.doc[start:end] if start < end else span
        clause = clause.head
    return span


def _unnamed(one: Attribution) -> bool:
    return one.verb.pos_ == "NOUN" and one.verb.tag_ == "NNS" and one.verb.lemma_ in UNNAMED


def _speaks(one: Attribution) -> bool:
    """Whether the source is a voice and not a law, or where the text names none, whether its cue is a voice."""
    if one.source is None:
        return _unnamed(one)
    root = one.source.root
    if one.verb.lemma_ == "accord" and root.lemma_.lower() == "law":
        return False
    return root.lemma_.lower() not in RULERS
