"""The groups that a plural may mean: plural nouns, counted people, names joined by "and"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dalel.language import lexicon as lx
from dalel.language.coreference.clauses import acts, suffers
from dalel.language.coreference.pronouns import THEY

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
MARKS = frozenset((":", "–", "—", "--", ","))
REACH = 12
"""How many tokens behind a colon or dash the first name of a list ends at the latest."""
NEXT = 4
"""How many behind a comma."""
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
    if lower == "media" and any(c.lower_ == "social" for c in token.children):
        return "thing"
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

    `persons` gives the one person that a token stands for, by name, `bodies` the one organisation and
    `places` the one place that it names; each is empty for anything else.
    """

    def __init__(
        self,
        persons: Callable[[int, int], tuple[str, ...]],
        bodies: Callable[[int, int], tuple[str, ...]],
        places: Callable[[int, int], tuple[str, ...]],
    ) -> None:
        self._persons = persons
        self._bodies = bodies
        self._places = places

    def places(self, unit: int, verb: Token) -> set[str]:
        """The places that stand in a clause, by name."""
        return {name for t in verb.subtree for name in self._places(unit, t.i)}

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
        if self._within_name(unit, token):
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
        places: tuple[str, ...] = ()
        if joined:
            each = [self._persons(unit, m.i) for m in members]
            names = all_names(each)
            kinds = {sort_of(m) if not some else "people" for m, some in zip(members, each, strict=True)}
            kind = next((k for k in ("thing", "authority") if k in kinds), "people")
            if kinds == {"body"}:
                kind = "body"
            places = () if names else all_names([self._places(unit, m.i) for m in members])
            if places:
                names, kind = places, "body"
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
            "countries" if places else _called(token) if joined and names else token.lower_,
        )

    def _within_name(self, unit: int, token: Token) -> bool:
        """Whether a plural is a later word of a body's name: "the Committee to Help | Reporters |"."""
        body = self._bodies(unit, token.i) if token.tag_ in ("NNS", "NNPS") and token.i else ()
        linked = bool(body) and token.nbor(-1).pos_ in ("VERB", "ADP", "PART", "CCONJ", "DET")
        return linked and self._bodies(unit, token.i - 1) == body

    def _apposed(self, unit: int, token: Token) -> tuple[str, ...]:
        """The names in apposition to a plural: "two brothers, Ivan and Petr Lukin"."""
        number = number_of(token)
        for c in token.children:
            if c.dep_ == "appos" and c.i > token.i:
                names = all_names([self._persons(unit, m.i) for m in (c, *c.conjuncts) if m.i >= c.i])
                if len(names) > 1 and number in (0, len(names)):
                    return names
        return self._listed(unit, token, number) if number > 1 else ()

    def _listed(self, unit: int, token: Token, number: int) -> tuple[str, ...]:
        """The names behind a colon, dash or comma, where they are as many as a plural says there are.

        "Three deputies were expelled: the founders Ana Lim and Petr Lukin, as well as Ivan Orlov".
        """
        doc, end = token.doc, token.sent.end
        for i in range(token.i + 1, end - 1):
            mark = doc[i].text
            if mark not in MARKS or (mark == "," and i > token.right_edge.i + 1 and i > token.i + 6):
                continue
            named: dict[str, int] = {}
            for other in range(i + 1, end):
                if doc[other].tag_ == "NNP" and doc[other].dep_ not in ("compound", "poss"):
                    for name in self._persons(unit, other):
                        named.setdefault(name, other)
            near = min(named.values(), default=end) - i <= (REACH if mark != "," else NEXT)
            if near and len(named) == number:
                return tuple(named)
            if mark != ",":
                break
        return ()


def _called(name: Token) -> str:
    """The plural before the first name of a list: "activists" in "activists Ana Lim and Petr Lukin"."""
    told = [c.lower_ for c in name.children if c.i < name.i and c.tag_ == "NNS"]
    return told[-1] if told else name.lower_


def all_names(each: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """All names, where every member has one."""
    return tuple(dict.fromkeys(name for some in each for name in some)) if all(each) else ()


def part_of(token: Token) -> Token | None:
    """The number or word before "of" that a plural is counted by: "two of the soldiers"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return None
    counted = token.head.head
    return counted if counted.pos_ == "NUM" or counted.lower_ in PARTS else None
