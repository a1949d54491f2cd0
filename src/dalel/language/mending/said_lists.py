"""Mends lists of what somebody tells: "unions said courts were slow, lacked staff, and took bribes"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from dalel.language.attributions.cues import load_cues
from dalel.language.mending.trees import build, place_of, tree

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
CONTINUED = frozenset({"conj", "dep", "ccomp", "advcl"})
CLAUSES = frozenset({"ccomp", "acl", "relcl"})
SAYING = frozenset({"say", "think", "show", "accuse", "deny"})
"""Classes of cues that tell."""
PAST = frozenset({"VBD", "VBN", "VBZ", "VBP"})


@cache
def _telling() -> frozenset[int]:
    """Lemmas of verbs whose subject tells what follows."""
    return frozenset(lemma for lemma, cue in load_cues().verbs.items() if cue.clause and cue.cls in SAYING)


@cache
def _told() -> frozenset[int]:
    """Lemmas of nouns for what is told."""
    return frozenset(lemma for lemma, cue in load_cues().nouns.items() if cue.clause)


def lists_mended(doc: Doc) -> None:
    """Mends the lists of a Doc."""
    for token in doc:
        if token.tag_ in PAST and token.pos_ in ("VERB", "AUX") and token.i > 3:
            if token.dep_ in CONTINUED:
                said_on(token)
            if any(c.dep_ == "ccomp" and c.i < token.i for c in token.children):
                said_of_others(token)


def said_on(verb: Token) -> None:
    """A further verb of what somebody tells, parsed as a further deed of who tells it.

    "Unions noted the court lacked staff, | was | slow, and | took | bribes".
    """
    teller = verb.head
    if (
        verb.dep_ not in CONTINUED
        or verb.tag_ not in PAST
        or teller.i > verb.i
        or teller.pos_ != "VERB"
        or verb.lemma in _telling()
        or _subject(verb) is not None
        or not _goes_on(verb, verb.left_edge.i)
    ):
        return
    first = _clause(teller, verb)
    if first is None or verb.left_edge.i - first.right_edge.i > 2:
        return
    first = _within(first, verb) or first
    heads, labels = tree(verb.doc)
    heads[verb.i], labels[verb.i] = first.i, "conj"
    for c in teller.children:  # further ones, hung on the teller as well
        if c.i > verb.i and c.dep_ == "conj" and (_subject(c) is not None or c.lemma in _telling()):
            break
        if c.i > verb.i and c.dep_ in ("conj", "cc"):
            heads[c.i] = first.i
    build(verb.doc, heads, labels)


def said_of_others(verb: Token) -> None:
    """A further clause of what somebody tells, parsed as the one that holds the telling.

    "Unions claimed prices rose, courts | were | slow, and ...".
    """
    teller = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    subject = _subject(verb)
    if (
        teller is None
        or subject is None
        or subject.i < teller.i
        or teller.lemma not in _telling()
        or verb.lemma in _telling()
        or _subject(teller) is None
    ):
        return
    first = _clause(teller, verb)
    edge = next((c.i for c in verb.children if c.lower_ == "that" and c.dep_ == "mark"), 0)
    listed = edge > teller.i or _goes_on(verb, subject.left_edge.i)
    if first is None or not listed or max(edge, subject.left_edge.i) - teller.right_edge.i > 3:
        return
    heads, labels = tree(verb.doc)
    heads[teller.i], labels[teller.i] = place_of(verb, teller), verb.dep_
    heads[verb.i], labels[verb.i] = first.i, "conj"
    for c in verb.children:
        if c.i < teller.i or (c.dep_ == "punct" and c.i + 1 >= verb.sent.end):
            heads[c.i] = teller.i
    build(verb.doc, heads, labels)


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)


def _within(first: Token, verb: Token) -> Token | None:
    """The clause inside that a verb goes on from: "unless he sees it, | has | proof, or has orders"."""
    inner = [
        t
        for t in first.subtree
        if t.i > first.i and t.dep_ in ("advcl", "relcl", "ccomp") and t.tag_ == verb.tag_
    ]
    return next((t for t in inner if verb.left_edge.i - t.right_edge.i <= 2), None)


def _goes_on(verb: Token, edge: int) -> bool:
    """Whether a clause that begins at `edge` stands behind a comma, and the last of its list behind "and"."""
    doc = verb.doc
    beside = [*verb.children, *(c for c in verb.head.children if c.i > verb.i and verb.dep_ == "conj")]
    last = next((c for c in beside if c.dep_ == "conj" and c.i > verb.i), None)
    joined = last is not None and any(c.dep_ == "cc" and verb.i < c.i < last.i for c in beside)
    return edge > 0 and doc[edge - 1].text == "," and joined and last is not None and last.tag_ in PAST


def _clause(teller: Token, before: Token) -> Token | None:
    """The first clause of what is told, of the verb or of its noun: "noted that", "voiced concern that"."""
    told = [c for c in teller.children if c.dep_ == "dobj" and c.lemma in _told()]
    if teller.lemma in _telling():
        told.append(teller)
    for word in told:
        for c in word.children:
            if c.dep_ in CLAUSES and teller.i < c.i < before.i and _subject(c) is not None:
                return c
    return None
