"""Words of names as they are spelled and as they sound, for comparing spellings of any script.

A word keeps its letters in Latin script, two readings of its sound and the coarse consonants of each.
The letters stand in `sounds.toml`, forms of given names that are one name in `variants.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from dalel.names.fold import fold

VOWELLESS = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufeff]")
"""Letters of Hebrew and Arabic script, which leave vowels out."""
_GREEK = re.compile(r"[\u0370-\u03ff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_NOT_LETTERS = re.compile(r"[^a-z]")
_DOUBLED = re.compile(r"(.)\1+")
_HEARD = 20
"""Longest sound that is kept, in letters."""


@cache
def table(name: str) -> dict[str, Any]:
    """One of the word lists of this package, as read from its TOML file."""
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


def _spelling(sounds: dict[str, str]) -> Callable[[str], str]:
    """A function that puts sounds for spellings, the longest first; `^` and `$` are a word's ends."""
    by_first: dict[str, list[str]] = {}
    for one in sorted(sounds, key=lambda one: (-len(one), one)):
        by_first.setdefault(one[0], []).append(re.escape(one[1:]))
    # Grouped by first letter, which the engine tells apart at once.
    pattern = re.compile("|".join(f"{re.escape(c)}(?:{'|'.join(rest)})" for c, rest in by_first.items()))

    def read(word: str) -> str:
        heard = pattern.sub(lambda match: sounds[match[0]], f"^{word}$")
        return _DOUBLED.sub(r"\1", heard.strip("^$"))[:_HEARD]

    return read


@cache
def _readings() -> tuple[Callable[[str], str], Callable[[str], str], Callable[[str], str]]:
    """The first reading, and the second one of Latin and of Cyrillic words."""
    data = table("sounds.toml")
    first = data["spellings"]
    return (
        _spelling(first),
        _spelling({**first, **data["second"]}),
        _spelling({**first, **data["second_cyrillic"]}),
    )


@cache
def _letters() -> tuple[dict[int, str], dict[int, str], dict[int, str], Callable[[str], str]]:
    """Latin letters with marks; letters without vowels in both readings; pairs of Greek letters."""
    data = table("sounds.toml")
    vowelless = data["vowelless"]
    return (
        str.maketrans(data["letters"]),
        str.maketrans(vowelless),
        str.maketrans({**vowelless, **data["vowelless_second"]}),
        _spelling(data["greek"]),
    )


@cache
def _coarse() -> dict[int, str | None]:
    classes: dict[int, str | None] = {ord(c): None for c in "aeiouyh"}
    for sign, sounds in table("sounds.toml")["coarse"].items():
        classes |= {ord(sound): sign for sound in sounds}
    return classes


@cache
def _variants() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(table("variants.toml")["groups"]):
        for form in group.split():
            found.setdefault(fold(form), set()).add(number)
            found.setdefault("/" + _readings()[0](fold(form)), set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


@cache
def _initials() -> dict[str, str]:
    found: dict[str, str] = table("sounds.toml")["initials"]
    return found


_VOWELS = str.maketrans("", "", "aeiouyh")


class Word(NamedTuple):
    """One word of a name, ready to be compared.

    `plain` is it in small Latin letters, `sounds` its one or two readings in the signs of `sounds.toml`,
    `consonants` and `coarse` the same without vowels, `variants` the numbers of the groups of given
    names that it belongs to, `first` the letters that may stand for it as an initial, `stem` the name that
    a patronymic is made of, "" for other words. `vowelless` says that its script writes no vowels.
    """

    plain: str
    sounds: tuple[str, ...]
    consonants: tuple[str, ...]
    coarse: tuple[str, ...]
    variants: frozenset[int]
    first: str
    vowelless: bool
    stem: str


@cache
def _patronymic() -> re.Pattern[str]:
    return re.compile("(.{3,}?)(?:" + "|".join(table("parts.toml")["patronymics"]["endings"]) + ")$")


_NO_VARIANTS: frozenset[int] = frozenset()


@lru_cache(maxsize=65536)
def word(written: str) -> Word:
    """The word `written`, a run of letters in any script and case, analysed."""
    small = written.lower()
    ascii_ = small.isascii()
    marked, vowelless, vowelless_second, greek = _letters()
    first, second, second_cyrillic = _readings()
    if not ascii_ and VOWELLESS.search(small):
        small = unicodedata.normalize("NFKC", small)
        heard = _NOT_SOUNDS.sub("", small.translate(vowelless))
        other = _NOT_SOUNDS.sub("", small.translate(vowelless_second))
        plain, readings, bare = heard.lower(), (heard, other), True
    else:
        bare = False
        if ascii_:
            plain = spelled = small
            other = second(spelled)
        else:
            if _GREEK.search(small):
                decomposed = unicodedata.normalize("NFD", small)
                small = greek("".join(c for c in decomposed if not unicodedata.combining(c)))
            small = unicodedata.normalize("NFC", small)
            plain = _NOT_LETTERS.sub("", fold(small))
            cyrillic = _CYRILLIC.search(small) is not None
            spelled = plain if cyrillic else _NOT_LETTERS.sub("", fold(small.translate(marked)))
            other = (second_cyrillic if cyrillic else second)(spelled)
        readings = (first(spelled) or plain, other)
    sounds = readings if readings[1] and readings[0] != readings[1] else readings[:1]
    coarse = tuple([_DOUBLED.sub(r"\1", sound.translate(_coarse())) for sound in sounds])
    if len(coarse) > 1 and coarse[0] == coarse[1]:
        coarse = coarse[:1]
    groups = _variants()
    known = groups.get(plain) or groups.get("/" + sounds[0]) or _NO_VARIANTS
    letters = plain[:1] + sounds[0][:1].lower() + (_initials().get(plain[:1]) or "")
    made = _patronymic().match(plain) if len(plain) > 5 else None
    consonants = tuple([sound.translate(_VOWELS) for sound in sounds])
    return Word(plain, sounds, consonants, coarse, known, letters, bare, made[1] if made else "")


_NOT_SOUNDS = re.compile(r"[^a-zA-Z]")
