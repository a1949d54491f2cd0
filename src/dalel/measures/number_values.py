"""One number at a place of a text: digits with their marks, words, fractions, and scales after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from dalel.measures.number_words import (
    CARDINALS,
    FRACTIONS,
    GAP,
    HYPHENS,
    ORDINALS,
    SCALES,
    any_of,
)

DIGITS = re.compile(
    r"(?P<grouped>(?!0,)\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3})(?![\d,.]*\d)"
    r"|(?P<points>\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d{1,2})(?![\d,.]*\d)"
    r"|(?P<spaced>\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d{1,2})?)(?![\d,.]*\d)"
    r"|(?P<comma>0,\d+|\d+,\d{1,2})(?![\d,.]*\d)"
    r"|(?P<plain>\d+(?:\.\d+)?)(?!,?\d|\.\d)"
)
_VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
}
WORD = re.compile(r"[A-Za-z]+")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b")
_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_IN = re.compile(r" (?:in|out of) ([a-z]+)\b")
_SCALE = re.compile(rf"(?:[ {HYPHENS}]|{GAP})?({any_of([s for s in SCALES if s != 'dozen'])})s?\b")
_MONTH_BEFORE = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July"
    r"|August|September|October|November|December)\.? $"
)


@dataclass(slots=True)
class Number:
    """A number and where it ends; `step` is the size of its last place."""

    value: Fraction
    end: int
    step: Fraction = Fraction(1)
    ordinal: bool = False


def _digits(match: re.Match[str]) -> tuple[Fraction, Fraction]:
    kind, text = match.lastgroup, match.group()
    if kind == "grouped":
        text = text.replace(",", "")
    elif kind == "points":
        text = text.replace(".", "").replace(",", ".")
    elif kind == "spaced":
        text = re.sub(r"[^\d.,]", "", text).replace(",", ".")
    elif kind == "comma":
        text = text.replace(",", ".")
    places = len(text.partition(".")[2])
    return Fraction(text), Fraction(1, 10**places)


def _scaled(text: str, number: Number) -> Number:
    """The number with the scale words after it ("1.24 million")."""
    while (match := _SCALE.match(text, number.end)) is not None:
        word = match[1]
        if len(word) < 3 and match.group()[0].isspace() and word == "m":
            break  # "20 m" may be metres
        number.value *= SCALES[word]
        number.step *= SCALES[word]
        number.end = match.end()
    return number


def _figure(text: str, at: int) -> Number | None:
    """A number in digits at `at`."""
    slash = _SLASH.match(text, at)
    if slash and int(slash[2]) > int(slash[1]) > 0:
        return Number(Fraction(int(slash[1]), int(slash[2])), slash.end(), Fraction(1, 100))
    if text[at] in _VULGAR:
        return _scaled(text, Number(_VULGAR[text[at]], at + 1, Fraction(1, 100)))
    match = DIGITS.match(text, at)
    if match is None:
        return None
    if (
        match.lastgroup == "spaced"
        and " " in match.group()
        and _MONTH_BEFORE.search(text, max(0, at - 12), at)
    ):
        match = re.compile(r"(?P<plain>\d+)").match(text, at)  # "on May 12 500 people"
        assert match is not None
    value, step = _digits(match)
    end = match.end()
    ending = _ORDINAL_END.match(text, end)
    if ending and value.denominator == 1:
        return Number(value, ending.end(), Fraction(1), True)
    if end < len(text) and text[end] in _VULGAR:
        return Number(value + _VULGAR[text[end]], end + 1, Fraction(1, 100))
    return _scaled(text, Number(value, end, step))


def _next(text: str, at: int, hyphen: bool = True) -> re.Match[str] | None:
    """The next word after white space or a hyphen."""
    while at < len(text) and (text[at].isspace() or (hyphen and text[at] in HYPHENS)):
        at += 1
    return WORD.match(text, at)


def _worded(text: str, at: int) -> Number | None:
    """A number in words at `at`: "twenty-two", "two-thirds", "one hundred and five", "the third"."""
    total = current = 0
    step = Fraction(1)
    seen = article = False
    last = ""
    match = WORD.match(text, at)
    end = at
    while match is not None:
        word = match.group().lower()
        following = match.group().lower()
        if word in ("a", "an") and not seen:
            article = True
            match = _next(text, match.end())
            if match is None or (
                match.group().lower() not in SCALES and match.group().lower() not in FRACTIONS
            ):
                return None
            continue
        if word == "and" and seen:
            match = _next(text, match.end())
            if match is None:
                break
            following = match.group().lower()
            rest = _fraction_after(text, match)
            if rest is not None and last in CARDINALS:  # "two and a half"
                return Number(total + current + rest.value, rest.end, rest.step)
            if last not in ("hundred", "thousand") or following not in CARDINALS:
                break
            continue
        if word in FRACTIONS and (article or seen) and total == 0 and 0 < (current or 1) < 20:
            return Number(Fraction(current or 1, FRACTIONS[word]), match.end(), Fraction(1, 100))
        if word in ORDINALS:
            value = ORDINALS[word]
            if not seen and not article:
                return Number(Fraction(value), match.end(), ordinal=True)
            if (current % 10 == 0 and current % 100 >= 20 and value < 10) or last in ("hundred", "thousand"):
                return Number(Fraction(total + current + value), match.end(), ordinal=True)
            break
        if word in CARDINALS:
            value = CARDINALS[word]
            fits = (
                not seen or last in SCALES or (current % 100 >= 20 and current % 10 == 0 and 0 < value < 10)
            )
            if not fits:
                break
            current += value
        elif (word in SCALES and (seen or article)) or (word in ("hundred", "thousand", "million") and seen):
            scale = SCALES[word]
            if scale < 1000:
                current = (current or 1) * scale
            else:
                total += (current or 1) * scale
                current = 0
            step = Fraction(max(1, scale))
        else:
            break
        seen, last, end = True, word, match.end()
        match = _next(text, match.end())
    if not seen:
        return None
    share = _IN.match(text, end)
    if share and total + current < CARDINALS.get(share[1].lower(), 0) and total + current > 0:
        return Number(Fraction(total + current, CARDINALS[share[1].lower()]), share.end(), Fraction(1, 100))
    return Number(Fraction(total + current), end, step)


def _fraction_after(text: str, match: re.Match[str]) -> Number | None:
    """The fraction that begins with the word of `match`: "a half", "one-half", "three quarters"."""
    word = match.group().lower()
    top = 1 if word in ("a", "an") else CARDINALS.get(word, 0)
    if word == "half":
        return Number(Fraction(1, 2), match.end(), Fraction(1, 10))
    after = _next(text, match.end()) if top else None
    if after is None or after.group().lower() not in FRACTIONS:
        return None
    return Number(Fraction(top, FRACTIONS[after.group().lower()]), after.end(), Fraction(1, 10))


def number_at(text: str, at: int) -> Number | None:
    """The number that begins at `at`."""
    if at >= len(text):
        return None
    if text[at].isdigit() or text[at] in _VULGAR:
        return _figure(text, at)
    if text[at] in "-−" and at + 1 < len(text) and text[at + 1].isdigit():
        number = _figure(text, at + 1)
        if number is not None:
            number.value = -number.value
        return number
    word = WORD.match(text, at)
    if word and word.group().lower() == "half":
        return Number(Fraction(1, 2), word.end(), Fraction(1, 100))
    return _worded(text, at) if word else None
