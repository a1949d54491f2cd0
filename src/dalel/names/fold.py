"""One form for all spellings of a text, and one key for all spellings of a name word.

`fold` takes away case, accents and script, so that texts and questions can be compared letter by letter;
`key` goes further and takes away what transliterations disagree about, for finding candidates: equal keys
say that two words may be one name, never that they are. The letters and rules stand in `romanise.toml`;
characters it does not list are romanised by anyascii.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from anyascii import anyascii

NON_ASCII_WORD = re.compile(r"[^\W\d_]*(?:[^\x00-\x7f][^\W\d_]*)+")
CYRILLIC = re.compile(r"[\u0400-\u052f]")
WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("romanise.toml").read_text("utf-8"))


@cache
def _ukrainian() -> tuple[re.Pattern[str], dict[str, str]]:
    table = _data()["ukrainian"]
    return re.compile(table["marks"]), table["letters"]


@lru_cache(maxsize=65536)
def _char(char: str) -> str:
    """The folded form of one character in lower case: letters, digits, a sign or a space, in ASCII."""
    known = _data()["letters"].get(char)
    if known is not None:
        return str(known)
    category = unicodedata.category(char)
    if category == "Cf":  # soft hyphens, joiners: inside words
        return ""
    if char.isspace():
        return " "
    plain = anyascii(char).lower()
    if category[0] in "LMN":
        # A letter never breaks its word.
        return plain if plain.isalnum() else re.sub(r"[^a-z0-9]", "", plain)
    # A sign never joins the words beside it: "€400", "Brand™".
    return plain if plain and not re.search(r"[a-z0-9]", plain) else " "


@lru_cache(maxsize=65536)
def _word(word: str) -> str:
    word = unicodedata.normalize("NFC", word.lower()).replace("i̇", "i")
    if not CYRILLIC.search(word):
        return "".join(map(_char, word))
    ending = ""
    marks, letters = _ukrainian()
    ukrainian = marks.search(word) is not None
    for written, latin in _data()["endings"].items():
        if word.endswith(written) and len(word) > len(written):
            word, ending = word[: -len(written)], latin
            break
    chars = (letters.get(c) or _char(c) for c in word) if ukrainian else map(_char, word)
    return "".join(chars) + ending


def fold(text: str) -> str:
    """`text` in ASCII small letters: no case, no accents, every script romanised as the press does it.

    Words stay words: letters stay together, and signs and spaces between them stay signs or spaces.
    The result may be longer or shorter than `text`, so offsets do not carry over. Folding twice
    changes nothing. A word's form depends on the word alone, so a question's and a text's agree.
    """
    if text.isascii():
        return text.lower()
    return NON_ASCII_WORD.sub(lambda match: _word(match[0]), text).lower()


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), put) for pattern, put in _data()["key"]["rules"])


@lru_cache(maxsize=131072)
def key(word: str) -> str:
    """The spelling-insensitive key of one name word: Nazarbayev, Nazarbaev, Назарбаев, Nasarbajew alike.

    A woman's form has a key of its own (Nazarbayeva). A word with digits, or without letters, is its own
    folded form. Keys are for comparing with keys, not for showing.
    """
    if not word.isascii():
        letters = _data()["key"]["letters"]
        word = "".join(letters.get(c, c) for c in unicodedata.normalize("NFC", word.lower()))
    plain = re.sub(r"[^a-z0-9]", "", fold(word))
    if not plain or not plain.isalpha():
        return plain
    short = plain
    for pattern, put in _rules():
        short = pattern.sub(put, short)
    consonants = re.sub(r"[aiu]", "", short)
    if len(consonants) < _data()["key"]["skeleton_from"]:
        return short or plain
    first = "a" if short[0] in "aiu" else ""
    return first + consonants + ("a" if short[-1] == "a" else "")


def keys(text: str) -> list[str]:
    """The keys of all words of `text`, in order."""
    return [key(word) for word in WORD.findall(text)]
