"""Lists of what people are called: "gay, queer, and intersex persons" is one phrase, however it is parsed."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.claims.lexicon import Lexicon, words

IDENTITIES = words("identities")
JOINED = frozenset({",", "and", "or", "and/or", "(", ")"})
"""What stands between the words of a list."""


def called(word: Token) -> tuple[int, int] | None:
    """The tokens of a list of what people are called, with the people: "gay, queer, and intersex persons".

    However it is parsed, `word` is any word of the list or the noun behind it; None where it is in none.
    """
    doc = word.doc
    start = end = word.i
    while end < word.sent.end - 1 and (_identity(doc[end]) or doc[end].text in JOINED):
        end += 1
    while start > word.sent.start and (_identity(doc[start - 1]) or doc[start - 1].text in JOINED):
        start -= 1
    while start < end and doc[start].text in JOINED:
        start += 1
    several = sum(doc[i].lower_ in IDENTITIES for i in range(start, end)) > 2
    if (
        not several
        or doc[end].tag_ != "NNS"
        or doc[end].lemma_.lower() not in Lexicon.load().types["person"].heads
    ):
        return None
    if start > word.sent.start and doc[start - 1].pos_ == "NUM":
        start -= 1
    return start, end + 1


def _identity(word: Token) -> bool:
    return word.lower_ in IDENTITIES or word.text.startswith("LGB")
