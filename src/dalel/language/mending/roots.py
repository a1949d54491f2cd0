"""Mends sentences without a verb: "Hundreds of teachers | protested |", parsed as teachers of a sort."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from dalel.language.mending.trees import build, tree

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
SHORTEST = 5
"""Tokens of a sentence, at the least: shorter ones are captions."""


def roots_mended(doc: Doc) -> None:
    """Makes the only verb of a sentence its root, where it is parsed as a participle of the first noun."""
    for sentence in doc.sents:
        verb = _verb(sentence)
        if verb is not None:
            _above(verb, sentence)


def _verb(sentence: Span) -> Token | None:
    root = sentence.root
    if len(sentence) < SHORTEST or sentence[-1].text != "." or root.tag_ not in NOMINAL:
        return None
    if any(token.tag_ in FINITE for token in sentence):
        return None
    found = [c for c in root.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i > root.i]
    if len(found) != 1 or not found[0].lower_.endswith("ed"):
        return None
    verbs = _listed(found[0])
    acted_on = any(c.dep_ == "agent" or c.lower_ == "by" for verb in verbs for c in verb.children)
    return None if acted_on or sentence.doc[found[0].i - 1].text == "," else found[0]


def _listed(verb: Token) -> list[Token]:
    """A verb and those listed with it."""
    return [verb, *(c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBN")]


def _above(verb: Token, sentence: Span) -> None:
    root = sentence.root
    heads, labels = tree(sentence.doc)
    heads[verb.i], labels[verb.i] = verb.i, "ROOT"
    heads[root.i], labels[root.i] = verb.i, "nsubj"
    verbs = _listed(verb)
    for child in root.children:
        if child.i == verb.i:
            continue
        if child.i > verb.i and child.dep_ == "appos":
            heads[child.i], labels[child.i] = verbs[-1].i, "dobj"
        elif child.i > verb.i or (child.i < root.i and child.dep_ in ("prep", "punct", "npadvmod")):
            heads[child.i] = verb.i
    for one in verbs:
        one.tag_, one.pos_ = "VBD", "VERB"
    build(sentence.doc, heads, labels)
