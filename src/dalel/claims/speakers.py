"""Who says an event: the sources of the attributions whose content holds its trigger, outermost first."""

from __future__ import annotations

from spacy.tokens import Span, Token

from dalel.language.attributions import Attribution, attributions

SPEAKING = frozenset(("say", "think", "show", "ask", "deny", "judge", "want", "accuse"))
"""Classes of attribution whose source is a speaker; laws and charges are not, nor are hedges."""
RULERS = frozenset(
    ("law", "constitution", "code", "act", "decree", "regulation", "article", "legislation", "treaty")
)


def speakers(trigger: Token, own: bool = False) -> tuple[Span, ...]:
    """Who says what `trigger` tells, outermost first, as the text names them.

    Empty where it is the author. With `own`, the source of an attribution whose own cue is the
    trigger is the last: who states, finds or demands. Unnamed sources are their nouns ("credible
    reports", "media reports").
    """
    chain = [one for one in voices(trigger) if own or not _is_cue(one, trigger)]
    found: list[Span] = []
    for one in chain:
        span = source(one)
        if span is None:
            continue
        if found and (found[-1].start, found[-1].end) == (span.start, span.end):
            continue
        found.append(span)
    return tuple(found)


def voices(trigger: Token) -> list[Attribution]:
    """The speaking attributions around a trigger, outermost (the longest content) first."""
    held = [
        one
        for one in attributions(trigger.doc)
        if one.cls in SPEAKING and (one.holds(trigger) or _is_cue(one, trigger)) and _speaks(one)
    ]
    held.sort(key=lambda one: (_is_cue(one, trigger), -_size(one)))
    return held


def source(one: Attribution) -> Span | None:
    """Who an attribution's source is for a claim: its source, or the unnamed voice of its cue.

    "There were credible reports that" gives "credible reports".
    """
    if one.source is not None:
        return one.source
    verb = one.verb
    if verb.pos_ == "NOUN" and verb.lemma_ in (
        "report",
        "allegation",
        "complaint",
        "rumor",
        "claim",
        "rumour",
        "account",
    ):
        if verb.tag_ == "NNS" or verb.lemma_ == "report":
            doc = verb.doc
            start = max(verb.left_edge.i, one.cue.start)
            while (
                start < verb.i and doc[start].dep_ in ("det", "punct") or doc[start].pos_ in ("AUX", "VERB")
            ):
                start += 1
            return doc[start : verb.i + 1]
    return None


def _is_cue(one: Attribution, trigger: Token) -> bool:
    return one.cue.start <= trigger.i < one.cue.end


def _size(one: Attribution) -> int:
    return one.content[-1].end - one.content[0].start


def _speaks(one: Attribution) -> bool:
    """Whether the source is a voice and not a law."""
    if one.source is None:
        return True
    return one.source.root.lemma_.lower() not in RULERS
