"""Mends appositions: relatives by name are members of a list; behind a list, they are its last member's."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.language import lexicon as lx

BODIES = frozenset(lx.table("dalel.language", "tokens.toml")["bodies"]["nouns"])
"""Nouns of bodies that are called by the name behind them (`tokens.toml`)."""


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


def possessed(token: Token) -> None:
    """ "the police chief | Omar Aziz's brother", with the brother parsed as an apposition to the chief.

    The relative takes the place of the office, which belongs to the name that he is a relative of.
    """
    office = token.head
    owner = next((c for c in token.children if c.dep_ == "poss" and c.pos_ == "PROPN"), None)
    if (
        owner is None
        or office.pos_ != "NOUN"
        or token.left_edge.i != office.i + 1
        or office.head.i == office.i
    ):
        return
    token.dep_ = office.dep_
    token.head = office.head
    for child in list(office.children):
        if child.i > token.i:
            child.head = token
    office.head, office.dep_ = owner, "compound"


def listed_with_kin(token: Token) -> None:
    """ "his wife | Ana Lima and nurses were beaten": the nurses are listed with "wife"."""
    wife = token.head
    if (
        token.pos_ == "PROPN"
        and token.left_edge.i == wife.i + 1
        and lx.mask_of(wife.text) & lx.KIN
        and wife.tag_ == "NN"
    ):
        for child in list(token.children):
            if child.dep_ == "cc" or (child.dep_ == "conj" and child.tag_ == "NNS"):
                child.head = wife


def of_the_last(token: Token) -> None:
    """ "the mayor and the head of the court, | Ana Lim": an apposition behind a list is its last member's."""
    first = token.head
    members = [c for c in first.children if c.dep_ == "conj" and c.i < token.left_edge.i]
    if not members or token.doc[token.left_edge.i - 1].text not in (",", "("):
        return
    last = members[-1]
    while later := [c for c in last.children if c.dep_ == "conj" and c.i < token.left_edge.i]:
        last = later[-1]
    if token.tag_ in ("NNS", "NNPS") or (last.tag_ == "NNS" and first.tag_ == "NNS"):
        return  # "A and B, teachers,": they are what all members are
    token.head = last


def across_verb(token: Token) -> None:
    """ "is a republic with two branches: a court; | a parliament", parsed as an apposition to the subject."""
    subject, verb = token.head, token.head.head
    start = token.left_edge.i
    if subject.dep_ not in ("nsubj", "nsubjpass") or not subject.i < verb.i < start:
        return
    if token.doc[start - 1].text != ";":
        return
    before = [t for t in token.doc[verb.i + 1 : start] if t.dep_ == "appos"]
    if before:
        token.head, token.dep_ = before[-1], "conj"


def of_the_nearest(token: Token) -> None:
    """ "The nephew, who held it through a company, | Orion Ltd.", parsed as the nephew's other name."""
    comma = token.left_edge.i - 1
    near = token.doc[comma - 1] if comma > 0 else token
    clause = next((c for c in token.head.children if c.dep_ == "relcl" and c.i < comma), None)
    if clause is None or token.doc[comma].text != "," or near not in clause.subtree:
        return
    if token.pos_ == "PROPN" and near.dep_ in ("pobj", "dobj") and near.lower_ in BODIES:
        token.head = near
