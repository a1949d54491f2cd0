"""Mends what hangs on a time though it tells of the noun before it: "reports during the year | that ...".

over_the_year       a clause or "of" behind a time, hung on the noun that is told of
held_before_noun    a participle before a noun taken for a verb: "accused of beating | detained | miners"
"""

from __future__ import annotations

from spacy.tokens import Token

from dalel.language import lexicon as lx
from dalel.language.mending.trees import build, tree

_TABLE = lx.table("dalel.language", "tokens.toml")["dated"]
TOLD = frozenset(_TABLE["told"])
"""Nouns of what is told, behind which a time may stand before what it tells (`tokens.toml`)."""
SPANS = frozenset(_TABLE["spans"])
"""Nouns of times."""
LEADS = frozenset(_TABLE["leads"])
"""Prepositions before a time."""
CLAUSES = frozenset({"relcl", "acl", "ccomp", "advcl"})
NOMINAL = frozenset({"NN", "NNS"})


def over_the_year(token: Token) -> None:
    """Hangs "that police beat miners" on the reports of "reports during the year that police beat miners"."""
    time = token.head
    if token.i < time.i or time.dep_ != "pobj" or token.i != _edge(token, time):
        return
    clause = token.dep_ in CLAUSES and token.tag_ != "VBN"
    if not clause and (token.lower_ != "of" or token.dep_ != "prep"):
        return
    lead = time.head
    if lead.lower_ not in LEADS or not lead.i:
        return
    noun = token.doc[lead.i - 1]
    if noun.tag_ not in NOMINAL:
        return
    year = time.like_num and len(time) == 4  # "the death in 2016 | of a miner"
    told = noun.lemma_ in TOLD and time.lower_ in SPANS
    if not (told or (year and not clause)) or lead.is_ancestor(noun):
        return
    heads, labels = tree(token.doc)
    heads[token.i] = noun.i
    if clause:
        labels[token.i] = "acl"
        for child in token.children:
            if child.lower_ == "that" and child.i < token.i and _has_subject(token, child):
                labels[child.i] = "mark"
                child.tag_, child.pos_ = "IN", "SCONJ"
    heads[lead.i] = noun.i
    build(token.doc, heads, labels)


def _edge(token: Token, time: Token) -> int:
    """The token itself where nothing but its own words stands between it and the time, else another."""
    return token.i if token.left_edge.i == time.i + 1 else -1


def _has_subject(verb: Token, that: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i != that.i for c in verb.children)


def held_before_noun(word: Token) -> None:
    """ "Accused of beating | detained | miners", parsed as if those accused detained them."""
    if word.tag_ not in ("VBD", "VBN") or word.dep_ not in ("advcl", "dep", "ccomp", "conj") or not word.i:
        return
    acting = word.nbor(-1)
    if acting.tag_ != "VBG" or acting.dep_ != "pcomp" or any(c.dep_ == "dobj" for c in acting.children):
        return
    noun = next((c for c in word.children if c.dep_ == "dobj" and c.i > word.i), None)
    before = [c for c in word.children if c.i < word.i]
    if noun is None or before or noun.left_edge.i != word.i + 1 or noun.left_edge.dep_ in ("det", "poss"):
        return
    heads, labels = tree(word.doc)
    heads[noun.i], labels[noun.i] = acting.i, "dobj"
    heads[word.i], labels[word.i] = noun.i, "amod"
    for child in word.children:
        if child.i > noun.i:
            heads[child.i] = acting.i
    word.tag_ = "VBN"
    build(word.doc, heads, labels)
