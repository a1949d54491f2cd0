"""Mends lists of relatives: "Omar Aziz, his wife Lina, and his son Karim", parsed as appositions of Omar."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.language import lexicon as lx


def kin_listed(token: Token) -> None:
    """Makes a word of kin with a name of its own a further member of the list that it is said of."""
    head = token.head
    if (
        head.pos_ == "PROPN"
        and lx.mask_of(token.text) & lx.KIN
        and any(c.dep_ == "poss" for c in token.children)
        and any(
            c.dep_ == "appos" and c.pos_ == "PROPN" and c.left_edge.i == token.i + 1 for c in token.children
        )
    ):
        token.dep_ = "conj"
