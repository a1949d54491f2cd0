"""Mends at whom an act is aimed: "attacks by guards | on reporters", parsed as guards on reporters."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from spacy.tokens import Token

_TABLE = tomllib.loads(files(__package__).joinpath("tokens.toml").read_text("utf-8"))["acts"]
ACTS, AT = frozenset(_TABLE["nouns"]), frozenset(_TABLE["at"])
"""Nouns of acts that are aimed at somebody, and the prepositions before whom they hit (`tokens.toml`)."""


def aimed_at(preposition: Token) -> None:
    """Hangs "on" or "against" somebody on the act, where it hangs on who did it."""
    doer = preposition.head
    if preposition.lower_ not in AT or doer.dep_ != "pobj" or doer.head.lower_ != "by":
        return
    act = doer.head.head
    if act.pos_ == "NOUN" and act.lemma_.lower() in ACTS and act.i < doer.i < preposition.i:
        preposition.head = act
