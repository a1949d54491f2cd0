"""Mends titles that begin with a participle: "Investigating Judge Ana Silva asked ...", parsed as an act."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from spacy.tokens import Token

TITLES: dict[str, frozenset[str]] = {
    participle: frozenset(nouns)
    for participle, nouns in tomllib.loads(files(__package__).joinpath("tokens.toml").read_text("utf-8"))[
        "titles"
    ].items()
}
"""Participles and the nouns that they make a title with (`tokens.toml`)."""


def title_mended(token: Token) -> None:
    """Makes a participle before its noun an attribute of the phrase that it was parsed as the verb of."""
    noun = token.nbor(1)
    if noun.lower_ not in TITLES[token.lower_]:
        return
    head = noun
    while head.dep_ in ("compound", "nmod") and head.head.i > head.i:
        head = head.head
    if head.head.i == token.i:  # "asked" > "Investigating" > "Silva": the name takes the participle's place
        label = "nsubj" if token.dep_ == "csubj" else token.dep_
        above = token.head
        if above.i == token.i:
            return
        head.head, head.dep_ = above, label
        for child in list(token.children):
            if child.i > head.i:
                child.head = above
    token.head, token.dep_ = noun if noun.dep_ != "compound" else head, "amod"
    token.tag_, token.pos_, token.lemma_ = "JJ", "ADJ", token.lower_
