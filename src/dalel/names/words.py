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
from typing import Any

from anyascii import anyascii

from dalel.names.fold import fold

VOWELLESS = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufeff]")
"""Letters of Hebrew and Arabic script, which leave vowels out."""
_GREEK = re.compile(r"[\u0370-\u03ff]")
_INDIC = re.compile(r"[\u0900-\u109f]")  # their a is written only where it opens a word
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


class Word:
    """One word of a name, ready to be compared; what only some comparisons need is worked out when asked.

    `plain` is it in small Latin letters, `sound` its first reading in the signs of `sounds.toml`, `sounds`
    its one or two readings, `consonants` and `coarse` the same without vowels, `variants` the numbers of the
    groups of given names that it belongs to, `first` the letters that may stand for it as an initial, `stem`
    the name that a patronymic is made of, "" for other words. `vowelless`: its script writes no vowels.
    """

    __slots__ = (
        *("plain", "sound", "vowelless", "first", "sounds", "consonants", "coarse", "variants", "stem"),
        *("_reading", "_spelled"),
    )
    plain: str
    sound: str
    vowelless: bool
    first: str
    sounds: tuple[str, ...]
    consonants: tuple[str, ...]
    coarse: tuple[str, ...]
    variants: frozenset[int]
    stem: str

    def __init__(
        self, plain: str, sound: str, vowelless: bool, spelled: str, reading: Callable[[str], str] | None
    ) -> None:
        self.plain = plain
        self.sound = sound
        self.vowelless = vowelless
        self._spelled = spelled
        self._reading = reading
        self.first = plain[:1] + sound[:1].lower() + (_initials().get(plain[:1]) or "")

    def __getattr__(self, name: str) -> Any:
        """A part that is not there yet."""
        make = _LATER.get(name)
        if make is None:
            raise AttributeError(name)
        value = make(self)
        setattr(self, name, value)
        return value

    def _read_again(self) -> tuple[str, ...]:
        other = self._reading(self._spelled) if self._reading else self._spelled
        return (self.sound, other) if other and other != self.sound else (self.sound,)

    def _only_consonants(self) -> tuple[str, ...]:
        return tuple([sound.translate(_VOWELS) for sound in self.sounds])

    def _coarsely(self) -> tuple[str, ...]:
        classes = _coarse()
        found = [_DOUBLED.sub(r"\1", sound.translate(classes)) for sound in self.sounds]
        return tuple(found) if found[0] != found[-1] else (found[0],)

    def _given(self) -> frozenset[int]:
        groups = _variants()
        return groups.get(self.plain) or groups.get("/" + self.sound) or _NO_VARIANTS

    def _of_father(self) -> str:
        endings = _patronymics()
        if self.plain.endswith(endings):
            for ending in endings:
                if self.plain.endswith(ending) and len(self.plain) > len(ending) + 2:
                    return self.plain[: -len(ending)]
        return ""


_LATER: dict[str, Callable[[Word], Any]] = {
    "sounds": Word._read_again,
    "consonants": Word._only_consonants,
    "coarse": Word._coarsely,
    "variants": Word._given,
    "stem": Word._of_father,
}


@cache
def _patronymics() -> tuple[str, ...]:
    return tuple(table("parts.toml")["patronymics"]["endings"])


_NO_VARIANTS: frozenset[int] = frozenset()


@lru_cache(maxsize=65536)
def word(written: str) -> Word:
    """The word `written`, a run of letters in any script and case, analysed."""
    small = written.lower()
    first, second, second_cyrillic = _readings()
    if small.isascii():
        return Word(small, first(small) or small, False, small, second)
    marked, vowelless, vowelless_second, greek = _letters()
    if VOWELLESS.search(small):
        small = unicodedata.normalize("NFKC", small)
        heard = _NOT_SOUNDS.sub("", small.translate(vowelless))
        return Word(heard.lower(), heard, True, _NOT_SOUNDS.sub("", small.translate(vowelless_second)), None)
    if _INDIC.search(small):
        heard = _NOT_LETTERS.sub("", anyascii(small).lower())
        return Word(heard, first(heard) or heard, True, heard, None)
    if _GREEK.search(small):
        decomposed = unicodedata.normalize("NFD", small)
        small = greek("".join(c for c in decomposed if not unicodedata.combining(c)))
    small = unicodedata.normalize("NFC", small)
    plain = _NOT_LETTERS.sub("", fold(small))
    if _CYRILLIC.search(small):
        return Word(plain, first(plain) or plain, False, plain, second_cyrillic)
    spelled = _NOT_LETTERS.sub("", fold(small.translate(marked)))
    return Word(plain, first(spelled) or plain, False, spelled, second)


_NOT_SOUNDS = re.compile(r"[^a-zA-Z]")
