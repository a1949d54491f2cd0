"""Names of organisations: what tells one from another counts, legal forms and small words do not."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dalel.names.features import alike
from dalel.names.fold import fold
from dalel.names.words import Word, table, word

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_ABBREVIATION = re.compile(r"\b[^\W\d_]{2,8}\b")
_BRACKETS = re.compile(r"\(([^)]*)\)")
ALIKE = 0.84
"""From this weight on two words of organisations count as one; words of up to three letters must be equal."""

MAY_BE = 0.4
"""The score of names that may be one: an abbreviation, a country in one of them only."""
OTHER = 0.19
"""The highest score of names that a telling word sets apart, as "Nagyz" does."""


class Organisation(NamedTuple):
    """An organisation's name taken apart.

    `words` are those that tell it from others, `kinds` those that say what it is ("party"), `letters` the
    first letters of all but the small words, which an abbreviation would have.
    """

    text: str
    words: tuple[Word, ...]
    kinds: frozenset[str]
    abbreviations: frozenset[str]
    letters: str


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str], dict[str, str]]:
    data = table("parts.toml")["organisations"]
    same = {fold(form): one for one, forms in data["same"].items() for form in forms}
    parts = (frozenset(data[name].split()) for name in ("forms", "small", "kinds"))
    forms, small, kinds = parts
    return forms, small, kinds, same


def analyse_organisation(text: str) -> Organisation:
    """The name of an organisation taken apart."""
    forms, small, kinds, same = _lists()
    outside = _BRACKETS.sub(" ", text)
    if not _WORD.search(outside):
        outside = text
    abbreviations = {
        fold(m) for inner in _BRACKETS.findall(text) for m in _ABBREVIATION.findall(inner) if m.isupper()
    }
    telling: list[str] = []
    letters = ""
    for piece in _WORD.findall(outside):
        plain = re.sub("[^a-z0-9]", "", fold(re.sub("['’ʼ]s$", "s", piece)))
        if not plain:
            continue
        if plain not in small:
            letters += plain[0]
        if plain not in forms and plain not in small:
            telling.append(same.get(plain, plain))
    if len(telling) == 1 and outside.strip().isupper():
        abbreviations.add(telling[0])
    kept = [one for one in telling if one not in kinds] or telling
    words = tuple(word(one) if one.isalpha() else _number(one) for one in kept)
    return Organisation(
        text, words, frozenset(kinds.intersection(telling)), frozenset(abbreviations), letters
    )


def _number(plain: str) -> Word:
    return Word(plain, plain, False, plain, None)


def _one(a: Word, b: Word) -> float:
    if a.plain == b.plain:
        return 1.0
    if min(len(a.plain), len(b.plain)) < 3 or not (a.plain.isalpha() and b.plain.isalpha()):
        return 0.0
    weight, plain, sound, coarse, _ = alike(a, b)
    if a.variants and b.variants:  # equal as given names says nothing here
        weight = 0.25 * plain + 0.45 * sound + 0.3 * coarse
    return weight


def compare_organisations(left: Organisation, right: Organisation) -> tuple[float, list[str]]:
    """How surely two organisations are one, 0..1 (0.5 and more: the same), and the evidence in words."""
    a, b = left.words, right.words
    if not a or not b:
        return 0.0, ["no word to compare"]
    why: list[str] = []
    total, free = 0.0, list(b)
    alone: list[str] = []
    for one in a:
        best = max(free, key=lambda other: (_one(one, other), other.plain), default=None)
        weight = _one(one, best) if best is not None else 0.0
        if best is not None and weight >= ALIKE:
            free.remove(best)
            total += weight
            why.append(f"{one.plain} = {best.plain}" if one.plain != best.plain else f"both: {one.plain}")
        else:
            alone.append(one.plain)
    alone_right = [one.plain for one in free]
    if not alone and not alone_right:
        kinds = left.kinds ^ right.kinds
        if kinds:
            why.append(f"only one says {', '.join(sorted(kinds))}")
        clash = bool(left.kinds - right.kinds) and bool(right.kinds - left.kinds)
        return (0.4 if clash else min(1.0, total / len(a)) - 0.1 * bool(kinds)), why
    given = left.abbreviations & right.abbreviations
    if given and (len(a) == 1 or len(b) == 1):
        return 0.8, [f"both: {min(given).upper()}"]
    short = _abbreviated(left, right) or _abbreviated(right, left)
    if short:
        return MAY_BE, [f"{short} may stand for the other name's words"]
    if alone:
        why.append(f"only in the first: {', '.join(alone)}")
    if alone_right:
        why.append(f"only in the second: {', '.join(alone_right)}")
    places = _places()
    if total and not (alone and alone_right) and places.issuperset(alone + alone_right):
        return MAY_BE, why  # "Communist Party", "Communist Party of Kazakhstan"
    return OTHER * 2 * total / (len(a) + len(b)), why


@cache
def _places() -> frozenset[str]:
    listed = (names for group in table("places.toml").values() for names in group.values())
    return frozenset(fold(one) for names in listed for one in names.split() if "_" not in one)


def _abbreviated(short: Organisation, long: Organisation) -> str:
    for one in sorted(short.abbreviations):
        if len(long.words) > 1 and len(one) > 1 and (one == long.letters or one in long.abbreviations):
            return one.upper()
    return ""
