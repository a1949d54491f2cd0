"""Mends titles that begin with a participle: "Investigating Judge Ana Silva asked ...", parsed as an act."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.language import lexicon as lx
from dalel.language.mending.trees import build, place_of, tree

TITLES: dict[str, frozenset[str]] = {
    participle: frozenset(nouns)
    for participle, nouns in lx.table("dalel.language", "tokens.toml")["titles"].items()
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


def acting_mended(acting: Token) -> None:
    """ "She was | acting | head of the bank", parsed as what she did, beside a head that stands alone."""
    be = next((c for c in acting.children if c.dep_ == "aux" and c.lemma_ == "be"), None)
    post = acting.head
    if be is None or acting.dep_ != "amod" or not lx.mask_of(post.text) & lx.OFFICE or post.i < acting.i:
        return
    doc = acting.doc
    heads, labels = tree(doc)
    heads[be.i], labels[be.i] = place_of(post, be), post.dep_
    for child in acting.children:
        if child.i != be.i:
            heads[child.i] = be.i
    for child in post.children:
        if child.dep_ == "punct" or (child.dep_ == "prep" and child.lower_ in ("from", "until", "since")):
            heads[child.i] = be.i
    heads[post.i], labels[post.i] = be.i, "attr"
    acting.tag_, acting.pos_, acting.lemma_ = "JJ", "ADJ", "acting"
    build(doc, heads, labels)
