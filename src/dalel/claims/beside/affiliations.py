"""Membership told beside a name: "Nina Berg of the Helsinki Committee", "Unity Party deputy Juan Lopez"."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from dalel.claims.fillers.filling import LISTING, Filler, Names
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.language.mentions.mention import NameMention
from dalel.language.units import ParsedUnit
from dalel.model import MentionKind

FRAME = Frame("member_of.beside", "member_of", {}, (), ("member", "organisation"))
BETWEEN = 4
"""How many words may stand between the name of a party and the name of its member."""
REACH = 10
"""How many tokens before an organisation's name the word of belonging stands at the most."""


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files(__package__).joinpath("affiliations.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}


def affiliations(
    parsed: ParsedUnit, unit: int, mentions: Sequence[NameMention], names: Names
) -> Iterator[Finding]:
    """One claim in the making for each name that an organisation's name is tied to."""
    doc = parsed.doc
    bodies = [m for m in mentions if m.kind is MentionKind.ORGANISATION]
    people = [m for m in mentions if m.kind is MentionKind.PERSON]
    for person in people:
        for body in bodies:
            trigger = _tie(doc, person, body)
            if trigger is not None:
                yield from _finding(doc, unit, names, [person], body, trigger)
    for body in bodies:
        listed = _listed_after(doc, body, people)
        if listed:
            trigger = _belonging(doc, body)
            apposed = doc[body.end].text == "," and doc[body.end + 1].lower_ != "including"
            if trigger is not None and not (apposed and (trigger.tag_ == "NNS") != (len(listed) > 1)):
                yield from _finding(doc, unit, names, listed, body, trigger)


def _tie(doc: Doc, person: NameMention, body: NameMention) -> Token | None:
    """The word that ties the two names; None where nothing does."""
    words = _words()
    if body.start > person.end:
        link = person.end
        after = link + 1
        while after < body.start and doc[after].lower_ in words["before"]:
            after += 1
        named = person.end - person.start > 1  # "Samoobrona (SO)" may be a party and its abbreviation
        linked = doc[link].lower_ in words["linking"] and (named or doc[link].lower_ == "of")
        if linked and after == body.start:
            return doc[person.head]
        if named and doc[link].text == "(" and body.end < len(doc) and doc[body.end].text == ")":
            inside = [t for t in doc[link + 1 : body.start] if t.is_alpha]
            first = "".join(t.text[0] for t in doc[person.start : person.end] if t.is_title)
            if len(inside) <= 1 and doc[link + 1].text != first:  # "Hizb Mujahid (HM)" is one name
                return doc[person.head]
        if named and doc[link].text == "(" and doc[body.start - 1].text == "," and _closes(doc, body.end):
            return doc[person.head]  # "Ana Lima (Norway, Group of Greens/Left)"
        return None
    start = body.end
    while start < person.title and doc[start].lower_ in words["leading"]:
        start += 1
    gap = doc[start : person.title]
    tied = 0 < len(gap) <= BETWEEN and gap[0].lemma_.lower() in words["between"]
    return gap[0] if tied and all(t.lower_ in words["filling"] for t in gap[1:]) else None


def _closes(doc: Doc, position: int) -> bool:
    """Whether a bracket closes within a few tokens, without a verb or a comma before."""
    for token in doc[position : position + BETWEEN]:
        if token.text == ")":
            return True
        if token.text == "," or token.pos_ in ("VERB", "AUX"):
            return False
    return False


def _listed_after(doc: Doc, body: NameMention, people: Sequence[NameMention]) -> list[NameMention]:
    """The people named in a list right after an organisation's name and a dash, a colon or "including"."""
    start = body.end
    while start < len(doc) and doc[start].lower_ in _words()["leading"] and doc[start].text not in ")-":
        start += 1  # "members of the Bright Path | movement, including Ana Lima"
    comma = start < len(doc) and doc[start].text == ","
    if comma and start + 1 < len(doc) and doc[start + 1].lower_ == "including":
        start += 1
    if start >= len(doc) or not (comma or doc[start].lower_ in (*LISTING, "-", "including")):
        return []
    listed: list[NameMention] = []
    position = start + 1
    for person in people:
        if person.start < position:
            continue
        if any(t.text not in (",", "and", ";") for t in doc[position : person.title]):
            break
        listed.append(person)
        position = person.end
    return listed


def _belonging(doc: Doc, body: NameMention) -> Token | None:
    words = _words()
    for i in range(body.start - 1, max(body.start - REACH, -1), -1):
        if doc[i].text in (".", ";"):
            return None
        if doc[i].lower_ in words["belonging"] or doc[i].lemma_.lower() in words["belonging"]:
            return doc[i]
    return None


def _finding(
    doc: Doc, unit: int, names: Names, people: Sequence[NameMention], body: NameMention, trigger: Token
) -> Iterator[Finding]:
    members = [
        Filler(entities, m.start, m.end, doc[m.head], resolved=True)
        for m in people
        if (entities := names.entities(unit, doc[m.head]))
    ]
    organisations = names.entities(unit, doc[body.head])
    if members and organisations:
        organisation = Filler(organisations, body.start, body.end, doc[body.head], resolved=True)
        yield Finding(FRAME, trigger, {"member": members, "organisation": [organisation]})
