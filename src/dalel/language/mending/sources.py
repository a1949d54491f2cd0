"""Mends subjects taken for those who tell: "According to miners, | pits and roads | cost millions"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dalel.language.mending.trees import build, subject_label, tree

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
ASIDE = frozenset({"including", "such"})
BELOW = frozenset({"appos", "conj", "cc", "punct", "acl", "relcl", "prep"})
"""What the words of a subject may be to those that tell."""
JOINING = frozenset({"and", "or"})


def sources_mended(doc: Doc) -> None:
    """Gives the clauses behind "according to ..." the subjects that hang on those who tell."""
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and token.nbor(1).lower_ == "to":
            _name_beside(token)
            _subject_behind(token)


def _name_beside(according: Token) -> None:
    """ "According to the group | Open Door |, ...", with the name hung beside "to"."""
    noun = next((c for c in according.nbor(1).children if c.dep_ == "pobj"), None)
    name = next((c for c in according.children if c.dep_ == "pobj"), None)
    if noun is not None and name is not None and name.left_edge.i == noun.i + 1:
        name.head, name.dep_ = noun, "appos"


def _subject_behind(according: Token) -> None:
    doc, to = according.doc, according.nbor(1)
    noun = next((c for t in (to, according) for c in t.children if c.dep_ == "pobj"), None)
    verb = according.head
    if noun is None or verb.i < noun.i or verb.pos_ not in ("VERB", "AUX") or verb.dep_ == "conj":
        return
    if any(c.dep_ in SUBJECTS and c.i < verb.i for c in verb.children):
        return
    end = next(c.i for c in (*verb.lefts, verb) if c.i > noun.i)
    if doc[end].dep_ not in ("aux", "auxpass", "advmod", "neg") and end != verb.i:
        return
    comma = _comma(doc, noun.i + 1, end)
    if comma is None:
        return
    tops = [t for t in doc[comma + 1 : end] if not comma < t.head.i < end]
    subject = next((t for t in tops if t.dep_ in ("appos", "conj")), None)
    if subject is None or any(t.dep_ not in BELOW for t in tops):
        return
    heads, labels = tree(doc)
    for top in tops:
        heads[top.i] = subject.i
    heads[subject.i], labels[subject.i] = verb.i, subject_label(verb)
    heads[comma] = verb.i
    build(doc, heads, labels)


def _comma(doc: Doc, start: int, end: int) -> int | None:
    """The comma between those who tell and what the clause is about.

    The first behind which no list is left open; where nothing is listed, the last.
    """
    marks = [i for i in range(start, end - 1) if doc[i].text == "," and doc[i + 1].lower_ not in ASIDE]
    commas = [i for i in marks if doc[i + 1].lower_ not in JOINING]
    for i in commas:
        listing = [k for k in range(i + 1, end) if doc[k].lower_ in JOINING]
        apposed = len(commas) > 1 and any(
            t.dep_ == "appos" and t.left_edge.i == i + 1 and t.head.i < i for t in doc[i + 1 : end]
        )
        if listing and not apposed and not any(k > listing[0] for k in marks):
            return i
    return commas[-1] if commas else None
