"""A name taken apart: words, initials, titles and particles set aside, gender of the family name, keys."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from dalel.names.fold import fold, key
from dalel.names.words import Word, table, word

Gender = Literal["male", "female"]
Script = Literal["latin", "vowelless", "other"]

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u109f\u200c\u200d"
_TOKEN = re.compile(rf"([^\W\d_](?:[^\W\d_{_MARKS}]|[{_MARKS}]|['’ʼ`´\u02b9](?=[^\W\d_]))*)(\.)?")
_SYLLABLES = re.compile("[\u3400-\u9fff\uac00-\ud7a3]{2,4}$")
"""A Chinese or Korean name in its own script: the first sign is the family name."""
_APOSTROPHE = re.compile(r"['’ʼ`´\u02b9\u0591-\u05c7\u064b-\u065f\u200c]")
_ARTICLE = ("ال", "וה")
_DIGRAPHS = frozenset(
    ("sh", "ch", "zh", "kh", "ts", "dz", "ya", "yu", "ye", "yo", "dj", "gh", "dh", "th", "ph")
)
_BRACKETS = re.compile(r"\([^)]*\)")


class Name(NamedTuple):
    """A name of a person, ready to be compared.

    `words` are its full words in the order written, hyphenated ones apart, and `hyphened` the places of
    those that a hyphen joins to the one before; `initials` are its single letters (small, Latin);
    `aside` titles and particles that comparing leaves out. `script` is "latin", "vowelless" (Hebrew, Arabic)
    or "other".
    """

    text: str
    words: tuple[Word, ...]
    initials: tuple[str, ...]
    aside: tuple[str, ...]
    script: Script
    hyphened: tuple[int, ...]

    @property
    def gender(self) -> Gender | None:
        """What the ending of a Slavic-style family name says; None where it says nothing."""
        for one in self.words:
            if len(one.plain) > 4:
                for his, hers in genders():
                    if one.plain.endswith(hers):
                        return "female"
                    if one.plain.endswith(his):
                        return "male"
        return None

    @property
    def keys(self) -> frozenset[str]:
        """Keys for finding names that may be the same: two that share none can hardly be."""
        found = {coarse for one in self.words for coarse in one.coarse if len(coarse) > 1}
        found |= {f"#{number}" for one in self.words for number in one.variants}
        return frozenset(found | {key(one.plain) for one in self.words})


@cache
def genders() -> list[tuple[str, str]]:
    """Endings of family names, his and hers, the longest first."""
    strong = [
        (his, hers) for his, hers in table("parts.toml")["gender"]["pairs"] if len(his) > 1 and len(hers) > 1
    ]
    return sorted(strong, key=lambda pair: -len(pair[0]))


@cache
def _aside() -> tuple[frozenset[str], frozenset[str]]:
    data = table("parts.toml")
    particles = frozenset(data["particles"]["words"].split())
    return frozenset(data["titles"]["words"].split()), particles | set(data["patronymics"]["words"].split())


def _single(piece: str, dotted: bool) -> bool:
    """Whether a short run of letters with a full stop is an initial: "Yu.", "Kh.", "JM."."""
    return dotted and len(piece) == 2 and (piece.isupper() or fold(piece) in _DIGRAPHS)


def _pieces(text: str) -> list[tuple[str, bool, bool]]:
    """The runs of letters of a name, each with whether a full stop follows and a hyphen stands before."""
    if text.replace(" ", "").isalpha():
        return [(piece, False, False) for piece in text.split(" ") if piece]
    found = []
    last = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        found.append(
            (match[1], match[2] is not None, start == last + 1 and last > 0 and text[last] in _HYPHENS)
        )
        last = match.end()
    return found


def analyse(text: str) -> Name:
    """`text`, the name of a person in any script, order and case, taken apart.

    Nothing is refused: text without letters gives a name without words.
    """
    titles, particles = _aside()
    words: list[Word] = []
    initials: list[str] = []
    aside: list[str] = []
    hyphened: list[int] = []
    bare = text if "(" not in text else (_BRACKETS.sub(" ", text).strip() or text)
    ascii_ = bare.isascii()
    capitals = "." not in bare and bare.isupper()
    for piece, dotted, joined in _pieces(bare):
        if len(piece) == 1 or _single(piece, dotted):
            initials.append(fold(piece)[:1] or piece)
        elif len(piece) == 2 and not capitals and _RUN.match(piece):  # "Premadasa AD"
            initials += piece.lower()
        else:
            if not piece.isalpha():
                piece = _APOSTROPHE.sub("", piece)
            piece = piece.lower()
            if ascii_ or piece.isascii():
                small = piece
            else:
                if len(piece) > 4 and piece.startswith(_ARTICLE):
                    piece = piece[2:]
                small = word(piece).plain
            if not ascii_ and _SYLLABLES.match(piece):
                words += [word(piece[0]), word(piece[1:])]
            elif small in titles or small in particles:
                aside.append(small)
            else:
                found = word(small if ascii_ else piece)
                if found.plain:
                    if joined:
                        hyphened.append(len(words))
                    words.append(found)
    if not words or (aside and len(words) + len(initials) < 2):
        # "Bin" or "Sultan" alone, or beside one word, is a name itself.
        words += [word(small) for small in aside if not words or len(small) > 2]
    script: Script = "latin"
    if not ascii_:
        if words and all(one.vowelless for one in words):
            script = "vowelless"
        elif _OTHER_SCRIPT.search(bare):
            script = "other"
    return Name(text, tuple(words), tuple(initials), tuple(aside), script, tuple(hyphened))


_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u2c00-\ud7ff]")
_RUN = re.compile("[BCDFGHJ-NP-TVWXZ]{2}$")
_HYPHENS = "-\u2010\u2011\u2013\u05be"
