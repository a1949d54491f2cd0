"""Mends whom an act hits: "attacks by guards | on reporters", "help to | rape survivors"."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.language import lexicon as lx
from dalel.language.mending.trees import build, tree

_TABLE = lx.table("dalel.language", "tokens.toml")["acts"]
ACTS, AT = frozenset(_TABLE["nouns"]), frozenset(_TABLE["at"])
"""Nouns of acts that are aimed at somebody, and the prepositions before whom they hit (`tokens.toml`)."""
EXPOSED = frozenset(_TABLE["exposed"])
"""Verbs of what is done to somebody: "subjected to | hate speech"."""
SUFFERED = frozenset(_TABLE["suffered"])
"""Acts whose names are verbs as well: "subjected to | abuse"."""
UNDERGOING, UNDERGONE = frozenset(_TABLE["undergoing"]), frozenset(_TABLE["undergone"])
"""Nouns of those whom an act hit, and acts that they are named after."""


def aimed_at(preposition: Token) -> None:
    """Hangs "on" or "against" somebody on the act, where it hangs on who did it."""
    doer = preposition.head
    if preposition.lower_ not in AT or doer.dep_ != "pobj" or doer.head.lower_ != "by":
        return
    act = doer.head.head
    if act.pos_ == "NOUN" and act.lemma_.lower() in ACTS and act.i < doer.i < preposition.i:
        preposition.head = act


def _as_noun(act: Token, to: Token, verb: Token) -> None:
    """ "Subjected maids to | abuse |", parsed as if maids did it."""
    if any(c.dep_ in ("dobj", "auxpass") for c in act.children):
        return
    heads, labels = tree(act.doc)
    heads[to.i], labels[to.i] = verb.i, "prep"
    heads[act.i], labels[act.i] = to.i, "pobj"
    act.tag_, act.pos_ = "NN", "NOUN"
    to.tag_, to.pos_ = "IN", "ADP"
    build(act.doc, heads, labels)


def undergone(act: Token) -> None:
    """ "Help to | rape survivors", parsed as help to rape them: the act names of what they are survivors."""
    to = act.doc[act.i - 1]
    if act.lower_ in SUFFERED and to.head.i == act.i and act.dep_ in ("xcomp", "acl", "relcl", "advcl"):
        verb = act.head.head if act.head.dep_ == "dobj" else act.head
        if verb.lemma_ in EXPOSED:
            _as_noun(act, to, verb)
            return
    exposed = act.head.lemma_ in EXPOSED  # but not "used threats to coerce victims"
    if act.lower_ not in UNDERGONE or not (exposed or act.head.pos_ in ("ADJ", "NOUN")):
        return
    after = act.doc[act.i + 1] if act.i + 1 < len(act.doc) else None
    if after is None or after.lower_ not in UNDERGOING or after.head.i != act.i or to.head.i != act.i:
        return
    heads, labels = tree(act.doc)
    heads[to.i], labels[to.i] = act.head.i, "prep"
    heads[after.i], labels[after.i] = to.i, "pobj"
    heads[act.i], labels[act.i] = after.i, "compound"
    for child in act.children:
        if child.i > after.i:
            heads[child.i] = after.i
    act.tag_, act.pos_ = "NN", "NOUN"
    build(act.doc, heads, labels)
