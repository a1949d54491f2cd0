"""Words as questions and passages are compared by: without case, accents, script and endings.

A word has a *root* (its folded form without inflectional and common derivational endings, in the way of
Lovins' stemmer with a short list) and, where it is written with a capital, a *key* that is one for all
spellings of a name (`dalel.names.fold.key`). Terms are roots and keys in one set; a key is marked "~".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dalel.names.fold import fold, key

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
VOWEL = re.compile(r"[aeiouy]")
POSSESSIVE = re.compile(r"'s?$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its folded form, its root, its name key ("" where written small), and where it starts."""

    form: str
    root: str
    key: str
    start: int
    written: str

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms the word is found by."""
        return (self.root, self.key) if self.key else (self.root,)


@cache
def data() -> dict[str, Any]:
    """The word lists of `words.toml`."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def stop_words() -> frozenset[str]:
    """Words without content of their own."""
    return frozenset(data()["stop"].split())


@cache
def weak_words() -> frozenset[str]:
    """Words about the answer or the sources rather than the matter."""
    return frozenset(data()["weak"].split())


def _inflected(word: str) -> str:
    """`word` without the endings of number and tense."""
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 3 and VOWEL.search(rest):
            return rest
    return word


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """The folded `word` without its endings: elections, electoral and elected all give "elect"."""
    if not word.isalpha() or len(word) <= 3:
        return word
    word = _inflected(word)
    for _ in range(2):
        word = word.removesuffix("e") if len(word) > 4 else word
        for ending, shortest in data()["endings"]:
            if word.endswith(ending) and len(word) - len(ending) >= shortest:
                word = word[: -len(ending)]
                break
        else:
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") else word


def words(text: str) -> list[Word]:
    """The words of `text` in order; hyphenated words are taken apart and a possessive ending is dropped."""
    found = []
    for match in WORD.finditer(text):
        written = match[0]
        form = POSSESSIVE.sub("", fold(written).replace("’", "'"))
        if form:
            name = "~" + key(form) if written[0].isupper() else ""
            found.append(Word(form, root(form), name, match.start(), written))
    return found


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """For each root the roots that mean about the same, from `synonyms.toml`."""
    groups = tomllib.loads(files(__package__).joinpath("synonyms.toml").read_text("utf-8"))["groups"]
    table: dict[str, set[str]] = {}
    for group in groups:
        roots = {root(word) for word in group}
        for one in roots:
            table.setdefault(one, set()).update(roots - {one})
    return {one: frozenset(others) for one, others in table.items()}
