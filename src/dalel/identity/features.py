"""What one document tells of each one it names: gender, offices, organisations, kin; and what it is about."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from dalel.model import Claim, Status
from dalel.names.fold import fold

YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
OFFICE_KINDS = ("office_held", "appointed", "elected", "dismissed", "resigned")
POSSESSIVE = re.compile(r"['’]s?\b")


@cache
def words() -> dict[str, Any]:
    """The word lists of `words.toml`."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


def flat(text: str) -> str:
    """A text folded, in one line, without signs of possession."""
    return " ".join(POSSESSIVE.sub("", fold(text)).split())


@dataclass(slots=True)
class Features:
    """What is known of one name, in folded words. `years` are those of the documents that use it."""

    gender: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)
    births: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)

    def add(self, other: Features) -> None:
        """Take in what another document tells."""
        for name in self.__slots__:
            getattr(self, name).update(getattr(other, name))

    def as_json(self) -> dict[str, list[str]]:
        """The form that a base keeps; empty properties are left out."""
        return {name: sorted(values) for name in self.__slots__ if (values := getattr(self, name))}

    @classmethod
    def from_json(cls, row: Mapping[str, Iterable[str]]) -> Features:
        """What `as_json` gave, among whatever else the row holds."""
        return cls(**{name: set(row[name]) for name in cls.__slots__ if name in row})


@cache
def _offices() -> tuple[dict[str, str], frozenset[str]]:
    table = words()["offices"]
    return {one: same[0] for same in table["same"] for one in same}, frozenset(table["empty"].split())


def office(text: str) -> str:
    """An office in the words by which it is compared: "akim of Pavlodar" as "governor pavlodar"."""
    same, empty = _offices()
    told = flat(text)
    for name, first in same.items():
        told = re.sub(rf"\b{re.escape(name)}\b", first, told)
    return " ".join(word for word in told.split() if word not in empty)


@cache
def _kin_gender() -> dict[str, str]:
    return {word: gender for gender in "mf" for word in words()["kin"][gender].split()}


@cache
def _title_gender() -> dict[str, str]:
    return {word: gender for gender in "mf" for word in words()["titles"][gender].split()}


def title_gender(spellings: Iterable[str]) -> set[str]:
    """The gender that a title in one of the spellings tells."""
    titles = _title_gender()
    return {titles[word] for text in spellings if (word := fold(text).split(" ")[0].rstrip(".")) in titles}


def features_of(claims: Iterable[Claim]) -> dict[str, Features]:
    """What the claims of one document tell of those they name, by name as resolved there.

    What a speaker denies, plans or holds possible tells nothing.
    """
    found: dict[str, Features] = {}

    def of(name: str) -> Features:
        return found.setdefault(name, Features())

    for claim in claims:
        if claim.status in (Status.DENIED, Status.PLANNED, Status.POSSIBLE):
            continue
        roles = claim.roles
        if claim.kind in OFFICE_KINDS:
            for person in roles.get("person", ()):
                of(person).offices.update(o for one in roles.get("office", ()) if (o := office(one)))
                of(person).organisations.update(flat(one) for one in roles.get("organisation", ()))
        elif claim.kind == "member_of":
            for member in roles.get("member", ()):
                of(member).organisations.update(flat(one) for one in roles.get("organisation", ()))
        elif claim.kind == "family":
            _family(roles, of)
        elif claim.kind == "renamed":
            for old in roles.get("organisation", ()):
                of(old).renamed.update(flat(new) for new in roles.get("new_name", ()))
    return found


def _family(roles: Mapping[str, tuple[str, ...]], of: Any) -> None:
    people, relatives = roles.get("person", ()), roles.get("relative", ())
    for person in people:
        of(person).kin.update(map(flat, relatives))
    for relative in relatives:
        of(relative).kin.update(map(flat, people))
        for relation in roles.get("relation", ()):
            gender = _kin_gender().get(flat(relation).split(" ")[-1])
            if gender:
                of(relative).gender.add(gender)


@cache
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    known = tomllib.loads(files("dalel.names").joinpath("places.toml").read_text("utf-8"))["countries"][
        "names"
    ]
    for name in known.split():
        names[fold(name.replace("_", " "))] = name.replace("_", " ")
    for same in words()["countries"]["same"]:
        for name in same:
            names[fold(name)] = same[0]
    longest = sorted((n for n in names if len(n) > 2), key=lambda n: (-len(n), n))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"), names


def country(text: str) -> str:
    """The country named first in a text, under one name for each; "" where none is."""
    pattern, names = _countries()
    found = pattern.search(fold(text))
    return names[found[0]] if found else ""


LEAST = 3
"""Mentions of a country without which a document's text does not tell what it is on."""


def setting(title: str, place: str, name: str, places: Mapping[str, int]) -> str:
    """The country that a document is on; "" where nothing says so.

    By its title, its place, its file's name, else by the country that it names (`places`: mentions by
    name) twice as often as the next.
    """
    spaced = re.sub(r"[-_/.]", " ", name)
    told = country(title) or country(place) or country(spaced)
    if told:
        return told
    counts: Counter[str] = Counter()
    for text, mentions in places.items():
        if (one := country(text)) and len(fold(text)) <= len(one) + 4:
            counts[one] += mentions
    (most, first), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return most if first >= LEAST and first >= 2 * second else ""


def year(date: str, title: str) -> int:
    """The year that a document speaks of: its title's, else its date's; 0 where neither has one."""
    found = YEAR.search(title) or YEAR.search(date)
    return int(found[0]) if found else 0
