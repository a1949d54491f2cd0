"""Mends names between a verb of choice and the post: "elected Ana Silva president", parsed as a president."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.language import lexicon as lx
from dalel.language.mending.trees import build, tree

CHOOSING = frozenset(lx.table("dalel.language", "tokens.toml")["choosing"]["verbs"])
"""Verbs that take whom they choose and what for, side by side (`tokens.toml`)."""
OBJECTS = frozenset({"dobj", "oprd", "appos", "attr"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
NO_NAME = lx.OFFICE | lx.ORGANISATION | lx.PLACE | lx.DEMONYM | lx.DOMAIN | lx.KNOWN_ORGANISATION | lx.COMMON
REACH = 10
"""How many tokens behind its verb the post stands at the most."""


def chosen_mended(post: Token) -> None:
    """Makes the name before a post the object of the verb of choice, and the post what it is chosen for."""
    doc = post.doc
    if post.dep_ not in OBJECTS or not lx.mask_of(post.text) & lx.OFFICE:
        return
    verb = post.head if post.head.pos_ == "VERB" else post.head.head
    if verb.lemma_ not in CHOOSING or not 2 < post.i - verb.i <= REACH:
        return
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return
    end = post.i
    while end > verb.i + 1 and (doc[end - 1].head.i == post.i and doc[end - 1].text.islower()):
        end -= 1  # "elected Ana Silva | prime minister"
    start = end
    while start > verb.i + 1 and _named(doc[start - 1]):
        start -= 1
    between = doc[verb.i + 1 : start]
    if end - start < 2 or any(not t.is_alpha or t.tag_ in ("IN", "CC", "TO") for t in between):
        return
    if not any(t.ent_type_ == "PERSON" or lx.mask_of(t.text) & lx.GIVEN for t in doc[start:end]):
        return
    name = doc[end - 1]
    heads, labels = tree(doc)
    for t in doc[start : name.i]:
        heads[t.i], labels[t.i] = name.i, "compound"
    for t in between:
        if t.head.i >= start or t.head.i <= verb.i or t.i == start - 1:
            heads[t.i] = name.i
            labels[t.i] = "compound" if t.tag_ in NOMINAL else t.dep_ if t.dep_ in ("det", "poss") else "amod"
    for t in (*between, *doc[start:end]):
        for c in t.children:
            if c.i > post.i:
                heads[c.i] = post.i
    heads[name.i], labels[name.i] = verb.i, "dobj"
    heads[post.i], labels[post.i] = verb.i, "oprd"
    for t in doc[end : post.i]:
        heads[t.i] = post.i
        labels[t.i] = t.dep_ if t.dep_ in ("amod", "compound", "nmod") else "amod"
    build(doc, heads, labels)


def chooser_mended(verb: Token) -> None:
    """ "The college | elected | Ana Silva", parsed as a college that was elected: makes the verb the head."""
    chooser = verb.head
    if verb.dep_ != "acl" or chooser.dep_ != "ROOT" or chooser.i != verb.i - 1 or verb.lemma_ not in CHOOSING:
        return
    chosen = next((c for c in verb.children if c.dep_ in OBJECTS and c.i > verb.i), None)
    if chosen is None or chosen.tag_ not in NOMINAL or chosen.left_edge.i != verb.i + 1:
        return
    doc = verb.doc
    heads, labels = tree(doc)
    heads[verb.i], labels[verb.i] = verb.i, "ROOT"
    heads[chooser.i], labels[chooser.i] = verb.i, "nsubj"
    for c in chooser.children:
        if c.i > verb.i or c.dep_ in ("prep", "punct", "npadvmod", "advmod"):
            heads[c.i] = verb.i
    if chosen.pos_ == "PROPN":
        labels[chosen.i] = "dobj"
    verb.tag_ = "VBD"
    build(doc, heads, labels)


def chosen_behind(verb: Token) -> None:
    """ "Ana Silva, | elected mayor | in 2015, fled", parsed as an elected mayor or as one who elects."""
    doc = verb.doc
    if verb.lemma_ not in CHOOSING or not verb.i or doc[verb.i - 1].text != ",":
        return
    labels_below = {c.dep_ for c in verb.children}
    if verb.dep_ != "amod" and "nsubj" in labels_below and not labels_below & {"aux", "auxpass", "dobj"}:
        for c in verb.children:
            if c.dep_ == "nsubj" and c.i < verb.i:
                c.dep_ = "nsubjpass"
        return
    post = verb.head
    if verb.dep_ != "amod" or post.dep_ != "appos" or post.left_edge.i != verb.i:
        return
    if not lx.mask_of(post.text) & lx.OFFICE:
        return
    heads, labels = tree(doc)
    heads[verb.i], labels[verb.i] = post.head.i, "acl"
    heads[post.i], labels[post.i] = verb.i, "oprd"
    for c in post.children:
        if c.dep_ == "prep" and c.lower_ != "of":
            heads[c.i] = verb.i
    build(doc, heads, labels)


def _named(token: Token) -> bool:
    """Whether a token is a word of a person's name, as it looks."""
    return token.text[0].isupper() and token.is_alpha and not lx.mask_of(token.text) & NO_NAME
