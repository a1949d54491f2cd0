"""The groups that a plural may mean: plural nouns, counted people, names joined by "and"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dalel.language import lexicon as lx
from dalel.language.clauses import acts, suffers
from dalel.language.pronouns import THEY

DATA = lx.table("dalel.language", "data/references.toml")
PEOPLE = lx.words(DATA["plural"]["people"])
BODIES = lx.words(DATA["plural"]["bodies"])
AUTHORITIES = lx.words(DATA["plural"]["authorities"])
PARTS = lx.words(DATA["plural"]["parts"])
COLLECTIVE = lx.words(DATA["plural"]["collective"])
ANYONE = lx.words(DATA["plural"]["anyone"])
SUFFERED = lx.words(DATA["verbs"]["suffered"])
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
PERSONS = lx.OFFICE | lx.PERSON_NOUN | lx.KIN
WIDEST = 9
"""Tokens of a phrase at the most."""

Phrase = tuple[int, int, int]
"""A unit, and the first token and the end (excluded) of a phrase in it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Several people, bodies or things that a plural may mean; sentences count from the unit's first.

    `kind` is "people", "authority", "body", "thing" or "one" (a single one of any sort); `number` how many
    they are, 0 where untold; `definite` where they were known already ("the officers").
    """

    token: Token
    phrase: Phrase
    kind: str
    sentence: int
    names: tuple[str, ...] = ()
    number: int = 0
    definite: bool = False
    suffered: bool = False
    acted: bool = False
    noun: str = ""


def sort_of(token: Token) -> str:
    """What sort of group a plural noun is."""
    lower = token.lower_
    if lower in AUTHORITIES:
        return "authority"
    if lower in PEOPLE or lx.mask_of(token.text) & PERSONS:
        return "people"
    if lower in BODIES:
        return "body"
    if lower.endswith("ists"):
        return "people"
    if token.tag_ == "NNPS" and (lx.mask_of(token.text) & lx.DEMONYM or number_of(token)):
        return "people"
    return "thing"


def number_of(token: Token) -> int:
    """How many a noun phrase says there are: "two journalists" 2; 0 where it does not say."""
    for c in token.children:
        if c.dep_ == "nummod":
            return NUMBERS.get(c.lower_) or (int(c.text) if c.text.isdecimal() and len(c.text) < 7 else 0)
    return 0


def phrase_bounds(head: Token, last: Token | None = None) -> tuple[int, int]:
    """The tokens of a noun phrase up to `last`, a further member, without articles and additions."""
    doc = head.doc
    start = head.left_edge.i
    while start < head.i and doc[start].ent_type_ == "DATE":
        start += 1
    while start < head.i and (doc[start].dep_ in ("det", "punct", "predet", "cc", "mark", "advmod", "prep")):
        start += 1
    if start < head.i and doc[start].lower_ == "law" and start and doc[start - 1].lower_ == "by":
        start += 1  # "By law defendants may appeal"
    end = (last or head).i + 1
    if last is None:
        for c in head.children:
            near = c.i == end and c.right_edge.i - start < WIDEST
            if near and (c.dep_ == "acl" or c.lower_ in ("of", "from", "for", "with", "under")):
                if all(t.lower_ not in THEY for t in c.subtree):
                    end = c.right_edge.i + 1
                break
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].ent_type_ == "DATE"):
        end -= 1
    while end > head.i + 1 and doc[end - 1].pos_ == "ADP":
        end -= 1
    return start, end


class Groups:
    """Reads the groups of a document's units.

    `persons` gives the one person that a token stands for, by name, and `bodies` the one organisation that
    it names; both are empty for anything else.
    """

    def __init__(
        self,
        persons: Callable[[int, int], tuple[str, ...]],
        bodies: Callable[[int, int], tuple[str, ...]],
    ) -> None:
        self._persons = persons
        self._bodies = bodies

    def read(self, unit: int, token: Token, sentence: int) -> Group | None:
        """The group that a noun or name opens; None for later members of lists and for single things."""
        tag = token.tag_
        label = token.dep_
        if tag not in ("NNS", "NNPS", "NN", "NNP") or label in (
            "compound",
            "nmod",
            "npadvmod",
            "conj",
            "amod",
        ):
            return None
        if (token.is_upper and len(token) > 4) or token.ent_type_ in ("DATE", "PERCENT", "MONEY", "TIME"):
            return None
        many = tag in ("NNS", "NNPS") or token.lower_ in COLLECTIVE
        part = part_of(token)
        anchor = part or token
        members = [token]
        last = token
        for _ in range(8):
            following = next((c for c in last.children if c.dep_ == "conj" and c.i > last.i), None)
            if following is None or following.tag_ not in ("NNS", "NNPS", "NN", "NNP"):
                break
            members.append(following)
            last = following
        joined = len(members) > 1 and any(c.lower_ == "and" for m in members for c in m.children)
        if not joined and tag == "NNP" and label == "nsubj" and sentence >= 0:
            told = self._bodies(unit, token.i)
            if told and token.head.pos_ == "VERB":
                return Group(token, (unit, token.i, token.i + 1), "body", sentence, told)
        if not joined and not many:
            if token.lower_ in ANYONE and any(
                c.lower_ in ("a", "an", "any", "every") for c in token.children
            ):
                return Group(token, (unit, token.i, token.i + 1), "one", sentence)
            return None
        names: tuple[str, ...] = ()
        if joined:
            each = [self._persons(unit, m.i) for m in members]
            names = all_names(each)
            kinds = {sort_of(m) if not some else "people" for m, some in zip(members, each, strict=True)}
            kind = next((k for k in ("thing", "authority") if k in kinds), "people")
            if kinds == {"body"}:
                kind = "body"
        else:
            kind = sort_of(token)
            names = self._apposed(unit, token)
        start, end = phrase_bounds(token, last if joined else None)
        if end - start > WIDEST:
            start, end = phrase_bounds(token, token)
        if part is not None and start - part.i < 5:
            start = min(start, part.i)
        single = joined and all(m.tag_ in ("NN", "NNP") for m in members)
        number = len(members) if single else 0 if joined else number_of(token)
        if part is not None:
            number = NUMBERS.get(part.lower_, 0)
        return Group(
            anchor,
            (unit, start, end),
            kind,
            sentence,
            names,
            number,
            any(c.dep_ == "det" and c.lower_ in ("the", "these", "those", "both") for c in token.children),
            suffers(anchor, SUFFERED),
            acts(anchor, SUFFERED),
            token.lower_,
        )

    def _apposed(self, unit: int, token: Token) -> tuple[str, ...]:
        """The names in apposition to a plural: "two brothers, Ivan and Petr Lukin"."""
        for c in token.children:
            if c.dep_ == "appos" and c.i > token.i:
                names = all_names([self._persons(unit, m.i) for m in (c, *c.conjuncts) if m.i >= c.i])
                if len(names) > 1 and number_of(token) in (0, len(names)):
                    return names
        return ()


def all_names(each: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """All names, where every member has one."""
    return tuple(dict.fromkeys(name for some in each for name in some)) if all(each) else ()


def part_of(token: Token) -> Token | None:
    """The number or word before "of" that a plural is counted by: "two of the soldiers"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return None
    counted = token.head.head
    return counted if counted.pos_ == "NUM" or counted.lower_ in PARTS else None
