"""Superlatives and places in an order that words tell: "the second-largest bank", "the first state to sign".

Ranks by number ("ranked 88 out of 140") are frames. The words that decide are in `rankings.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from dalel.claims.amounts.numbers import words_of_numbers
from dalel.claims.constructions import Argument, named, subject
from dalel.claims.fillers.filling import Filler, Names, fill
from dalel.claims.fillers.phrases import phrase, text_of
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.syntax import child, conjuncts, is_verb

FRAME = Frame("ranking.superlative", "ranking", {}, (), ("index", "rank"))
COPULAS = frozenset({"be", "become", "remain"})


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files(__package__).joinpath("rankings.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}


def rankings(doc: Doc, unit: int, names: Names) -> Iterator[Finding]:
    """The superlatives of a Doc that are said of someone or something, each as a claim in the making."""
    seen: set[int] = set()
    for token in doc:
        rank = _rank(token)
        if rank is None:
            continue
        start, end, head = rank
        noun = head.lemma_.lower()
        counted = head.dep_ == "dobj" and any(c.lower_ == "of" for c in head.children)
        if start in seen or (noun in _words()["idle_heads"] | _words()["amounts"] and not counted):
            continue
        seen.update(range(start, end))
        yield from _findings(doc, unit, names, (start, end), head)


def _rank(token: Token) -> tuple[int, int, Token] | None:
    """The tokens of a rank and the noun that it orders; None where the token begins none."""
    words, doc = _words(), token.doc
    lower = token.lower_
    start, last = token.i, token
    if (
        token.tag_ == "RBS"
        and (lower == "most" or (token.head.i == token.i + 2 and token.nbor(1).text == "-"))
        and token.head.tag_ in ("JJ", "VBG", "VBN")
        and token.head.i > token.i
    ):
        last = token.head
        if last.lower_ in words["no_rank"]:
            return None
    elif (token.tag_ == "JJS" and lower not in words["idle"]) or (
        lower in words["leading"] and token.dep_ == "amod"
    ):
        following = doc[token.i + 2] if token.i + 2 < len(doc) and doc[token.i + 1].text == "-" else None
        if following is not None and following.dep_ == "amod":
            last = following
    elif lower in words["ordinal"] and token.dep_ == "amod" and _contested(token):
        return start, token.i + 1, token.head
    else:
        return None
    head = last.head
    while head.dep_ == "amod" and head.head.i > head.i:
        head = head.head
    if last.dep_ not in ("amod", "compound", "nmod") or head.pos_ not in ("NOUN", "PROPN") or head.i < last.i:
        return None
    if lower in words["leading"] and not (
        start and doc[start - 1].lower_ in ("the", "'s", "’s", "two", "three", "its", "their", "most")
    ):
        return None
    before = start - 1
    if before >= 1 and doc[before].text == "-":
        before -= 1
    if before >= 0 and doc[before].lower_ in words["ordinal"]:
        start = before
    return start, last.i + 1, head


def _contested(ordinal: Token) -> bool:
    """Whether an ordinal before a noun tells a rank: "the first state to sign", "the first female judge"."""
    head, words = ordinal.head, _words()["firsts"]
    if any(ordinal.i < c.i < head.i and c.lower_ in words for c in head.children):
        return True
    hung = head.head if head.dep_ == "attr" else head  # "was the first state to sign", hung on "was"
    return any(
        c.dep_ in ("relcl", "acl", "advcl", "xcomp")
        and is_verb(c)
        and c.i > head.i
        and (to := child(c, "aux")) is not None
        and to.tag_ == "TO"
        for c in (*head.children, *hung.children)
    )


def _findings(doc: Doc, unit: int, names: Names, rank: tuple[int, int], head: Token) -> Iterator[Finding]:
    start, end = rank
    left, right = phrase(head)
    ordinals = _words()["ordinal"]
    first = start + 1 if doc[start].lower_ in ordinals else start
    hyphen = first if doc[first].text == "-" else -1
    kept = [doc[i].text_with_ws for i in range(left, right) if not start <= i < first and i != hyphen]
    text = " ".join("".join(kept).split()).strip(" ,-–")
    index = Filler((text,) if text else (head.text,), left, right, head)
    value = Filler((text_of(doc, start, end),), start, end, doc[start])
    fillers = [
        f
        for a in _ranked(head)
        if a.pos_ in ("NOUN", "PROPN", "PRON")
        and not _sum(a)
        and (f := fill(Argument(a), names, unit)) is not None
    ]
    groups = [[f] for f in fillers] if head.dep_ in ("nsubj", "nsubjpass") else [fillers]
    for group in groups:
        if group:
            yield Finding(FRAME, head, {"index": [index], "rank": [value], "country": group})


def _sum(word: Token) -> bool:
    """Whether a word is a sum of money, which has no rank: "the lowest wage is 600 crowns"."""
    return word.lemma_.lower().removesuffix("s") in words_of_numbers()["currency"]


def _ranked(head: Token) -> list[Token]:
    """Those who have the rank that a noun with a superlative tells."""
    found = [a.token for a in named(head)]
    if found and found[0].i != head.i:
        return found
    if (
        head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ == "one"
    ):  # "one of the largest"
        one = head.head.head
        prep = one.head
        if (
            one.dep_ == "pobj"
            and prep.lower_ != "as"
            and is_verb(prep.head)
            and prep.head.lemma_ in _words()["having"]
        ):
            own = subject(prep.head)  # "suffers from one of the worst epidemics"
            return conjuncts(own) if own is not None else []
        return [a.token for a in named(one)]
    verb = head.head
    if head.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ in COPULAS:
        attribute = child(verb, "attr")
        return conjuncts(attribute) if attribute is not None else []
    if head.dep_ in ("dobj", "attr", "oprd") and is_verb(verb):
        own = subject(verb)
        if own is not None and (verb.lemma_ in _words()["having"] or verb.lemma_ in COPULAS):
            return conjuncts(own)
    return []
