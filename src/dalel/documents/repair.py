"""Repairs of characters that readers make once, before any offset exists.

Text files and Markdown are never repaired: their text stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LETTERS = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Ligatures and the letters they stand for."""
LIGATURES = str.maketrans(
    LETTERS
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff\u200e\u200f", "")
    | {
        "\u2011": "-",
        "\uf0b7": "•",
        "\uf0a7": "•",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
    }
)
SPECIAL = re.compile(f"[{''.join(map(chr, LIGATURES))}]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
SPACES = re.compile(r"[ \t\r\f\v]+")


def repaired(text: str) -> str:
    """Text with ligatures resolved, soft hyphens and other characters without width dropped, in NFC."""
    if text.isascii() and not CONTROL.search(text):
        return text
    if SPECIAL.search(text):
        text = text.translate(LIGATURES)
    return CONTROL.sub("", unicodedata.normalize("NFC", text))


def one_line(text: str) -> str:
    """Repaired text with every run of white space one space."""
    return " ".join(repaired(text).split())


def joined(first: str, second: str) -> str:
    """Two lines of one paragraph as one text; a word divided at the line's end becomes whole again.

    A hyphen at the end of a line divides a word where small letters stand on both sides of it. Where the
    first part is itself a word that is often followed by a hyphen ("self-", "non-") it stays.
    """
    match = re.search(r"([^\W\d_]+)-$", first)
    if match and second[:1].islower() and match[1][-1].islower():
        return first[:-1] + second if divided(match[1], second.split(None, 1)[0]) else first + second
    if first.endswith(("-", "–", "—", "/")) and match:
        return first + second
    return f"{first} {second}" if first and second else first + second


def divided(first: str, second: str) -> bool:
    """Whether a hyphen between small letters at a line's end divides one word into these two parts."""
    return first.lower() not in COMPOUNDING and "-" not in second[:12]


def line_hyphens(text: str) -> Iterator[tuple[int, int]]:
    """The spans that a text leaves out to read on over hyphens at the ends of its lines.

    A hyphen that divides a word goes with the line's end after it ("sen-/tence"); one that belongs to the
    word stays and only the line's end goes ("al-/Hasan", "self-/made"). A hyphen before "and" or "or"
    stands for the rest of a word, and nothing is left out.
    """
    for match in LINE_HYPHEN.finditer(text):
        before = LAST_LETTERS.search(text, max(0, match.start() - LONGEST_WORD), match.start())
        first, second = before[0] if before else "", match["second"]
        if second.lower() in ("and", "or", "to"):
            continue
        whole = first[-1:].islower() and second[0].islower() and divided(first, second)
        yield match.start() + (not whole), match.end()


def unbroken(text: str) -> str:
    """A text that reads on over the hyphens at the ends of its lines; offsets do not carry over."""
    if "-" not in text or "\n" not in text:
        return text
    kept, done = [], 0
    for start, end in line_hyphens(text):
        kept.append(text[done:start])
        done = end
    return "".join([*kept, text[done:]])


LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=(?P<second>[^\W\d_][\w'’-]*))")
LAST_LETTERS = re.compile(r"[^\W\d_]+$")
LONGEST_WORD = 60

_PREFIXES = (
    "self non anti pro ex vice semi quasi pre post multi inter co half all well so long short high "
    "low two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty "
    "ninety year old mid cross north south east west state party counter socio ultra far full part "
    "one first second"
)
COMPOUNDING = frozenset(_PREFIXES.split())
"""Words before a hyphen that belongs to the word, not to the line."""
