"""Sentences with one token marked by square brackets."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Token


def trigger(nlp: Language, text: str) -> Token:
    """The token in square brackets."""
    start = text.index("[")
    doc = nlp(text.replace("[", "").replace("]", ""))
    return next(token for token in doc if token.idx == start)
