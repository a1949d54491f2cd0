"""Repairs of characters that readers make once, before any offset exists.

Text files and Markdown are never repaired: their text stays as it is.
"""

from __future__ import annotations

import re
import unicodedata

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
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
        if match[1].lower() in COMPOUNDING or "-" in second.split(None, 1)[0][:12]:
            return first + second
        return first[:-1] + second
    if first.endswith(("-", "–", "—", "/")) and match:
        return first + second
    return f"{first} {second}" if first and second else first + second


_PREFIXES = (
    "self non anti pro ex vice semi quasi pre post multi inter co half all well so long short high "
    "low two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty "
    "ninety year old mid cross north south east west state party counter socio ultra far full part "
    "one first second"
)
COMPOUNDING = frozenset(_PREFIXES.split())
"""Words before a hyphen that belongs to the word, not to the line."""
