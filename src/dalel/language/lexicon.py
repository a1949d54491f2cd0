"""What single words tell about the names they stand in or beside: one bit mask for each word, made once.

The lists behind it are data: `names/given.toml`, `names/places.toml`, `names/forms.toml`,
`language/data/offices.toml` and `language/data/names.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

CAPITAL = 1 << 0  # begins with a capital and is no mere number or sign
INITIAL = 1 << 1  # "M." or "M"
ACRONYM = 1 << 2  # two to eight capitals
GLUED = 1 << 3  # initial and surname in one word: "M.Ablyazov"
COMMON = 1 << 4  # no name by itself, though sentences and headings write it with a capital
OFFICE = 1 << 5  # head noun of an office
ORGANISATION = 1 << 6  # head noun of an organisation's name
PLACE_HEAD = 1 << 7  # head noun of a place's name
THING = 1 << 8  # head noun of laws, wars, prizes, months ...
DEMONYM = 1 << 9  # peoples, creeds, political colours
GIVEN = 1 << 10  # a given name
ENDING = 1 << 11  # ends as family names of some region do
HONORIFIC = 1 << 12  # Mr, Dr ...
PLACE = 1 << 13  # a country, region or city
KNOWN_ORGANISATION = 1 << 14  # UN, OSCE, Senate ...
DOMAIN = 1 << 15  # what ministries are for: justice, finance ...
PERSON_NOUN = 1 << 16  # journalist, activist ...
KIN = 1 << 17  # wife, son ...
PARTICLE = 1 << 18  # small word inside a name: bin, al, van
MODIFIER = 1 << 19  # former, deputy, acting
LOWER_ORGANISATION = 1 << 20  # a lower-case noun beside an organisation's name: party, newspaper
FEMALE = 1 << 21  # usually a woman's (given name, kin, office, honorific)
MALE = 1 << 22
OPENING = 1 << 23  # opens a family name in capitals: Al, Ben, Abu
BEFORE_ORGANISATION = 1 << 24
LOWER_PLACE = 1 << 25
PERSON_VERB = 1 << 26  # the lemma of a verb whose subject (or sufferer) is nearly always a person
POSSESSED = 1 << 27  # a noun whose possessor is a person
STRONG_ENDING = 1 << 28  # ends as hardly anything but a family name does

INITIAL_PATTERN = re.compile(r"(?:[^\W\d_]h?\.)(?:-?[^\W\d_]\.)*\Z")
GLUED_PATTERN = re.compile(r"(?:[^\W\d_]h?\.-?)+[^\W\d_][^\W\d_'’-]{2,}\Z")


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """A TOML file of the package's data."""
    return tomllib.loads(files(package).joinpath(name).read_text("utf-8"))


def words(text: str) -> frozenset[str]:
    """The words of a list, "_" standing for the space inside one."""
    return frozenset(word.replace("_", " ") for word in text.split())


NAMES = table("dalel.language", "data/names.toml")
OFFICES = table("dalel.language", "data/offices.toml")
FORMS = table("dalel.names", "forms.toml")
PLACES = table("dalel.names", "places.toml")
GIVEN_NAMES = table("dalel.names", "given.toml")

BODIES = tuple(NAMES["organisations"]["endings"].split())
ABSTRACT = tuple(NAMES["things"]["endings"].split())
LOOKALIKES = str.maketrans(FORMS["lookalikes"])
OFFICE_HEADS = words(OFFICES["offices"]["heads"])
PLACE_NAMES = frozenset(
    name for part in ("countries", "regions", "cities") for name in words(PLACES[part]["names"])
)
COUNTRIES = words(PLACES["countries"]["names"])
LONG_DEMONYMS = frozenset(name for name in words(PLACES["demonyms"]["names"]) if " " in name)
LONG_ORGANISATIONS = frozenset(n for n in words(NAMES["organisations"]["known"]) if not n.isalpha())
LONG_PLACES = frozenset(name.lower() for name in PLACE_NAMES if " " in name)


def _endings(sort: str) -> tuple[str, ...]:
    """Endings of family names of one sort ("strong", "any", "female"), of all regions."""
    return tuple(ending for row in FORMS["endings"].values() for ending in row.get(sort, "").split())


FEMALE_ENDINGS = _endings("female")
STRONG_ENDINGS = _endings("strong") + FEMALE_ENDINGS
ALL_ENDINGS = STRONG_ENDINGS + _endings("any")


def _base() -> tuple[dict[str, int], dict[str, int]]:
    """The masks of listed words: by their exact form, and by their lower-case form."""
    exact: dict[str, int] = {}
    lower: dict[str, int] = {}

    def add(to: dict[str, int], text: str, mask: int) -> None:
        for word in text.split():
            if "_" not in word:
                to[word] = to.get(word, 0) | mask

    for row in GIVEN_NAMES.values():
        add(exact, row["male"], GIVEN | MALE)
        add(exact, row["female"], GIVEN | FEMALE)
    for part in ("countries", "regions", "cities"):
        add(exact, PLACES[part]["names"], PLACE)
    add(exact, PLACES["demonyms"]["names"], DEMONYM)
    add(exact, FORMS["honorifics"]["male"], HONORIFIC | MALE)
    add(exact, FORMS["honorifics"]["female"], HONORIFIC | FEMALE)
    add(exact, FORMS["honorifics"]["any"], HONORIFIC)
    add(exact, FORMS["particles"]["inside"], PARTICLE)
    add(exact, FORMS["particles"]["opening"], OPENING)
    add(exact, NAMES["organisations"]["known"], KNOWN_ORGANISATION)
    add(exact, NAMES["organisations"]["nouns"], LOWER_ORGANISATION)
    add(exact, NAMES["organisations"]["before"], BEFORE_ORGANISATION)
    add(exact, NAMES["places"]["nouns"], LOWER_PLACE)
    add(lower, NAMES["organisations"]["heads"], ORGANISATION)
    add(lower, NAMES["places"]["heads"], PLACE_HEAD)
    add(lower, NAMES["things"]["heads"], THING)
    add(lower, NAMES["ministries"]["words"], DOMAIN)
    add(lower, NAMES["words"]["common"], COMMON)
    add(lower, NAMES["verbs"]["person"], PERSON_VERB)
    add(lower, NAMES["verbs"]["possessed"], POSSESSED)
    add(lower, OFFICES["offices"]["heads"], OFFICE)
    add(lower, OFFICES["offices"]["modifiers"], MODIFIER)
    add(lower, OFFICES["offices"]["gendered"]["male"], MALE)
    add(lower, OFFICES["offices"]["gendered"]["female"], FEMALE)
    add(lower, OFFICES["people"]["professions"], PERSON_NOUN)
    add(lower, OFFICES["people"]["male"], MALE)
    add(lower, OFFICES["people"]["female"], FEMALE)
    add(lower, OFFICES["kin"]["male"], KIN | MALE)
    add(lower, OFFICES["kin"]["female"], KIN | FEMALE)
    add(lower, OFFICES["kin"]["any"], KIN)
    return exact, lower


_EXACT, _LOWER = _base()
_MASKS: dict[str, int] = {}


def latin(word: str) -> str:
    """`word` with Cyrillic letters that look like Latin ones made Latin, where the rest of it is Latin."""
    if word.isascii():
        return word
    changed = word.translate(LOOKALIKES)
    return changed if any("a" <= c.lower() <= "z" for c in changed) else word


def _make(word: str) -> int:
    mask = _EXACT.get(word, 0)
    lower = word.lower()
    mask |= _LOWER.get(lower, 0)
    if lower.endswith("s") and len(lower) > 4:
        # plurals of offices and of what people are: "deputies", "journalists"
        single = lower[:-3] + "y" if lower.endswith("ies") else lower[:-1]
        found = _LOWER.get(single, 0)
        mask |= found & (OFFICE | PERSON_NOUN | KIN | THING | PLACE_HEAD)
        if found & ORGANISATION and not mask & ORGANISATION:
            mask |= THING  # "Electoral Councils" are no one body
    first = next((c for c in word if c.isalpha()), "")
    if not first or not first.isupper() or word[0].isdigit() or ")" in word or "(" in word:
        return mask
    mask |= CAPITAL
    if len(word) > 3 and word[-1] == "s" and word[:-1].isupper():
        return mask | THING  # "IDPs", "NGOs"
    if INITIAL_PATTERN.match(word) or (len(word) == 1 and word not in "IA"):
        return mask | INITIAL
    if GLUED_PATTERN.match(word) and word.rsplit(".", 1)[1].lstrip("-")[0].isupper() and word[:4] != "U.S.":
        return mask | GLUED
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if 2 <= len(letters) <= 8 and (
        capitals == len(letters)
        or (len(letters) <= 5 and capitals >= 2 and not word.startswith(("Mc", "De", "O'", "O’")))
    ):
        mask |= ACRONYM
    if len(word) > 6 and not mask & (GIVEN | PLACE) and lower.endswith(ABSTRACT):
        mask |= THING  # "Reconciliation", "Employment"
    if len(word) > 6 and not mask & (GIVEN | PLACE) and lower.endswith(BODIES):
        mask |= KNOWN_ORGANISATION
    plain = latin(word)
    if len(plain) >= 5 and not mask & (COMMON | THING | DEMONYM | ORGANISATION | OFFICE | PLACE):
        folded = plain.lower()
        if folded.endswith(ALL_ENDINGS):
            mask |= ENDING
            if folded.endswith(STRONG_ENDINGS):
                mask |= STRONG_ENDING
            if folded.endswith(FEMALE_ENDINGS) and not mask & GIVEN:
                mask |= FEMALE
    return mask


def gender_of(mask: int) -> str:
    """The gender that a word's mask tells, "" where it tells none or both."""
    both = mask & (MALE | FEMALE)
    return "male" if both == MALE else "female" if both == FEMALE else ""


def mask_of(word: str) -> int:
    """The bit mask of a word as written."""
    mask = _MASKS.get(word)
    if mask is None:
        if len(_MASKS) > 500_000:
            _MASKS.clear()
        mask = _MASKS[word] = _make(word)
    return mask
