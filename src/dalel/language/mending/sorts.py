"""Mends sentences on people of a sort: "Persons | found guilty of theft | may be fined", where "found" is
parsed as the verb of the sentence."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.language.mending.trees import build, place_of, tree

FINITE = frozenset({"MD", "VBD", "VBZ", "VBP"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
JUDGED = frozenset({"guilty", "liable", "responsible", "unfit"})
"""What somebody is found: then no clause of what was found follows."""
GIVEN = frozenset({"grant", "give", "deny", "offer", "award", "owe", "pay"})
"""Verbs that keep an object in the passive: "pupils | granted leave | may go"."""
PLURAL = frozenset({"are", "were", "have"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "VBG"})


def sort_mended(verb: Token) -> None:
    """Makes a participle behind a subject what it is, and a later verb the verb of that subject."""
    noun = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if verb.tag_ not in ("VBD", "VBN") or noun is None or noun.i != verb.i - 1 or noun.tag_ not in NOMINAL:
        return
    if any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return
    for later in verb.children:
        if later.i > verb.i and later.dep_ in ("conj", "ccomp") and _of_the_noun(later, verb):
            _below(verb, noun, later)
            return


def _of_the_noun(later: Token, verb: Token) -> bool:
    """Whether a later verb can only be that of the noun: it is finite, and no new clause begins with it."""
    helper = next((c for c in later.children if c.dep_ in ("aux", "auxpass") and c.i < later.i), None)
    finite = helper if helper is not None else later
    if finite.tag_ not in FINITE or (helper is None and later.lemma_ != "be"):
        return False
    if any(c.dep_ == "mark" or c.tag_ in ("WDT", "WP", "WRB") for c in later.children):
        return False
    own = next((c for c in later.children if c.dep_ in SUBJECTS), None)
    given = verb.lemma_ in GIVEN or not any(c.dep_ == "dobj" for c in verb.children)
    if own is None and not given:
        return False  # "warned | the closure | would ruin towns"
    if own is None:
        before = verb.doc[finite.i - 1]
        return before.text != "," and before.dep_ != "cc" and before.i > verb.i
    judged = any(c.dep_ in ("oprd", "acomp") and c.lower_ in JUDGED for c in verb.children)
    disagrees = (
        own.tag_ == "NN" and finite.lower_ in PLURAL and not any(c.dep_ == "conj" for c in own.children)
    )
    alone = own.i < later.i and verb.doc[own.left_edge.i - 1].dep_ != "mark"
    return alone and own.tag_ in NOMINAL and (judged or disagrees)


def _below(verb: Token, noun: Token, later: Token) -> None:
    doc = verb.doc
    heads, labels = tree(doc)
    passive = any(c.dep_ == "auxpass" for c in later.children)
    heads[later.i] = later.i if verb.dep_ == "ROOT" else verb.head.i
    labels[later.i] = verb.dep_
    heads[noun.i], labels[noun.i] = later.i, "nsubjpass" if passive else "nsubj"
    heads[verb.i], labels[verb.i] = noun.i, "acl"
    own = next((c for c in later.children if c.dep_ in SUBJECTS), None)
    if own is not None:
        place = own.left_edge.i - 1
        while place > verb.i and doc[place].tag_ not in NOMINAL:
            place -= 1
        heads[own.i], labels[own.i] = place, "conj" if place > verb.i else "dobj"
    for c in verb.children:
        if c.i in (noun.i, later.i):
            continue
        if c.i > later.i or c.i < noun.left_edge.i:
            heads[c.i] = later.i
    verb.tag_ = "VBN"
    build(doc, heads, labels)


def adjective_behind(word: Token) -> None:
    """ "Persons | complicit | in theft", parsed as a noun that the persons tell more of."""
    people = next((c for c in word.children if c.dep_ == "compound" and c.i == word.i - 1), None)
    if people is None or people.tag_ != "NNS":
        return
    heads, labels = tree(word.doc)
    heads[people.i], labels[people.i] = place_of(word, people), word.dep_
    for c in word.children:
        if c.i < people.i:
            heads[c.i] = people.i
    heads[word.i], labels[word.i] = people.i, "amod"
    word.tag_, word.pos_ = "JJ", "ADJ"
    build(word.doc, heads, labels)


def letters_before(letters: Token) -> None:
    """Makes letters with a plus sort out the noun behind them: "reported that | LGBTQI+ | persons left"."""
    if not letters.text.endswith("+") or not letters.text[:-1].isupper() or letters.i + 1 >= len(letters.doc):
        return
    noun = letters.nbor(1)
    if noun.pos_ == "NOUN" and letters.dep_ != "ROOT" and not list(letters.children):
        letters.tag_, letters.pos_ = "JJ", "ADJ"
        letters.head, letters.dep_ = noun, "amod"
