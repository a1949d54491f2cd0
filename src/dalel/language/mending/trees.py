"""The dependency tree of a Doc as plain numbers, to be changed and set back as a whole."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of verbs that are finite by themselves."""


def tree(doc: Doc) -> tuple[dict[int, int], dict[int, str]]:
    """Head and label of each token."""
    return {token.i: token.head.i for token in doc}, {token.i: token.dep_ for token in doc}


def subject_label(verb: Token) -> str:
    """The label of a subject of a verb: "nsubjpass" where it has a helper of the passive."""
    return "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"


def place_of(token: Token, other: Token) -> int:
    """Head of another token that takes a token's place: its head, or the other itself for a root."""
    return other.i if token.head.i == token.i else token.head.i


def build(doc: Doc, heads: dict[int, int], labels: dict[int, str]) -> None:
    """Gives the Doc the heads and labels."""
    places: Any = doc.to_array(["HEAD", "DEP"])
    for token in doc:
        places[token.i] = ((heads[token.i] - token.i) % 2**64, doc.vocab.strings.add(labels[token.i]))
    doc.from_array(["HEAD", "DEP"], places)
