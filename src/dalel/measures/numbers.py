"""Numbers and amounts as texts write them: digits, words, fractions, ranges, percentages, money.

What a text lost is never guessed: ",400", ".36 billion", "US million" or "1O,000" are damaged
numbers, for which there is no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from dalel.measures.number_values import DIGITS, WORD, number_at
from dalel.measures.number_words import (
    BOUNDS,
    CARDINALS,
    FRACTIONS,
    GAP,
    HYPHENS,
    MARKS,
    ORDINALS,
    SCALES,
    UNITS_AFTER,
    any_of,
    number_words,
)

_RANGE = re.compile(r"\s*(?:[-–—‑]|to\b|through\b)\s*")
_AND = re.compile(r"\s+and\s+")
_MARK = re.compile(f"(?:{any_of(list(MARKS))}) ?")
_AFTER_RE = re.compile(rf"[\s{HYPHENS}]*(%|(?:{any_of([w for w in UNITS_AFTER if w[0].isalpha()])})\b)", re.I)
_BOUND = re.compile(rf"(?:{any_of(list(BOUNDS))})(?=[\s\d$€£])\s*", re.I)
_DAMAGED = re.compile(
    r"(?<![\w.,)%])[.,]\d[\d.,]*"  # the digits before the mark are gone
    r"|(?:\bUS|\bU\.S\.|[$€£₸₽₴])\s*(?:\$\s*)?(?:million|billion|trillion|thousand)\b"  # a sum, no figure
    r"|\d*[,.]{2,}\d+|(?<!\d)\d{4,},\d{3}(?!\d)"  # groups that cannot be
    r"|(?<!\d)\d{1,3}(?:,\d{3})*,\d{4,}|\d+,\d{1,2},\d{1,2}(?!\d|,)"
    r"|\d+[OoIl|?�█▇■_]+[\d,.]*\d|\d+[�█▇■]"  # letters and blots among digits
)
_START = re.compile(
    rf"\d|[½⅓⅔¼¾]|\b(?:{any_of([*CARDINALS, *ORDINALS, 'half'])})\b"
    rf"|\b(?:an?|several) (?=(?:{any_of([*SCALES, *FRACTIONS])})\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts.

    `value` and `upper` are exact and equal except for a range ("3 to 20 years"); both are None where
    the number is damaged. `unit` is "percent", an ISO 4217 code for money, a unit's singular, another
    noun in lower case, or "". `bound` is "", "about", "at least", "at most". `step` is the size of the
    last place given: 1/100 for "88.41", 10**7 for "1.24 billion"; numbers agree within half the larger step.
    `start` and `end` are characters of the text searched.
    """

    text: str
    value: Fraction | None
    upper: Fraction | None
    unit: str = ""
    bound: str = ""
    ordinal: bool = False
    step: Fraction = Fraction(1)
    start: int = 0
    end: int = 0

    @property
    def damaged(self) -> bool:
        """Whether the text lost a part of the number."""
        return self.value is None

    def agrees(self, other: Amount) -> bool:
        """Whether both may tell the same quantity, each as exact as its text, in the same unit."""
        if self.unit != other.unit or None in (self.value, self.upper, other.value, other.upper):
            return False
        assert self.value is not None
        assert self.upper is not None
        assert other.value is not None
        assert other.upper is not None
        slack = max(self.step, other.step) / 2
        return self.value <= other.upper + slack and other.value <= self.upper + slack


def _amount(text: str, at: int) -> Amount | None:
    """The amount whose currency mark or number begins at `at`."""
    begin = at
    unit = ""
    mark = _MARK.match(text, at)
    if mark:
        unit = MARKS[mark.group().strip()]
        at = mark.end()
    number = number_at(text, at)
    if number is None:
        return None
    end = number.end
    upper = number.value
    step = number.step
    first_unit = _AFTER_RE.match(text, end)  # "40 percent to 50 percent"
    between = _RANGE.match(text, first_unit.end() if first_unit else end) or (
        _AND.match(text, end) if re.search(r"\bbetween $", text[max(0, begin - 9) : begin], re.I) else None
    )
    if between and not number.ordinal:
        second = between.end()
        again = _MARK.match(text, second)
        other = number_at(text, again.end() if again else second)
        if other is not None and not other.ordinal and other.value > number.value:
            upper, end = other.value, other.end
            if other.step >= 1000 and number.step < 1000 and number.value < 1000:
                factor = _factor(text[between.end() : other.end])  # "2 to 3 million"
                if number.value * factor < other.value:
                    number.value *= factor
            step = max(number.step, other.step)
            if again and not unit:
                unit = MARKS[again.group().strip()]
    if not unit:
        after = _AFTER_RE.match(text, end)
        if after:
            unit = UNITS_AFTER[after[1].lower()]
            end = after.end()
    return Amount(text[begin:end], number.value, upper, unit, "", number.ordinal, step, begin, end)


def _factor(text: str) -> int:
    factor = 1
    for word in WORD.findall(text):
        factor *= SCALES.get(word.lower(), 1)
    return factor


def _bound_before(text: str, begin: int) -> tuple[str, int]:
    """The word like "about" that ends where `begin` is, and where it begins."""
    tail = text[max(0, begin - 20) : begin].lower()
    stripped = tail.rstrip()
    for phrase in sorted(BOUNDS, key=len, reverse=True):
        bound = BOUNDS[phrase]
        if bound != "exactly" and stripped.endswith(phrase):
            at = len(stripped) - len(phrase)
            if at == 0 or not stripped[at - 1].isalnum() or not phrase[0].isalnum():
                return bound, begin - len(tail) + at
    return "", begin


def find_amounts(text: str) -> Iterator[Amount]:
    """The numbers in a running text with their units, damaged ones too, from left to right.

    Years, dates and article numbers are numbers here: who asks knows what it looks for.
    """
    done = 0
    damaged = [match.span() for match in _DAMAGED.finditer(text)]
    for match in _START.finditer(text):
        at = match.start()
        while damaged and damaged[0][0] <= at:
            start, end = damaged.pop(0)
            if start >= done:
                yield Amount(text[start:end], None, None, start=start, end=end)
            done = max(done, end)
        if at < done or (at and (text[at - 1].isalnum() or text[at - 1] in "_")):
            continue
        begin = at
        for mark in _MARK.finditer(text, max(done, at - 6), at):
            if mark.end() == at:
                begin = mark.start()
        found = _amount(text, begin)
        if found is None:
            continue
        bound, start = _bound_before(text, begin)
        if start < done:
            bound, start = "", begin
        done = found.end
        yield Amount(
            text[start:done],
            found.value,
            found.upper,
            found.unit,
            bound,
            found.ordinal,
            found.step,
            start,
            done,
        )
    for start, end in damaged:
        if start >= done:
            yield Amount(text[start:end], None, None, start=start, end=end)


def is_damaged(text: str) -> bool:
    """Whether a number in `text` lost a part of it."""
    return _DAMAGED.search(text) is not None


@lru_cache(maxsize=8192)
def parse_amount(text: str) -> Amount | None:
    """The amount that `text` as a whole is ("some 30", "US$90 million", "more than 62,000 members").

    None where it begins with no number. A damaged number gives an Amount without value.
    """
    text = (
        re.sub(rf"\s|{GAP}", " ", text).strip(' ,;:()[]"“”')
        if text.lstrip()[:1] not in (",", ".")
        else text.strip()
    )
    text = text.rstrip(".") if not text.endswith(("p.", "approx.")) else text
    if not text:
        return None
    if is_damaged(text):
        return Amount(text, None, None, end=len(text))
    at = 0
    bound = ""
    while (match := _BOUND.match(text, at)) is not None:
        found = BOUNDS[match.group().strip().lower()]
        bound = bound or ("" if found == "exactly" else found)
        at = match.end()
    between = re.compile(r"(?:between|from)\s+", re.I).match(text, at)
    at = between.end() if between else at
    found_amount = _amount(text, at)
    if found_amount is None:
        return None
    unit = found_amount.unit
    if not unit:
        unit = re.sub(rf"^[\s{HYPHENS}]*(?:of\s+)?", "", text[found_amount.end :]).strip().lower()
    return Amount(
        text,
        found_amount.value,
        found_amount.upper,
        unit,
        bound,
        found_amount.ordinal,
        found_amount.step,
        0,
        len(text),
    )


def parse_number(text: str) -> Fraction | None:
    """The value of the number that `text` is, exactly; the lower end of a range.

    Words of approximation, a unit and a currency may stand around it. None where `text` holds no number
    at its beginning, or a damaged one.
    """
    amount = parse_amount(text)
    return None if amount is None else amount.value


def is_number_word(word: str) -> bool:
    """Whether a word is a number or a part of one: "22", "5,000", "twenty-two", "million", "third"."""
    if not word:
        return False
    if word[0].isdigit():
        match = DIGITS.match(word)
        return match is not None and bool(re.fullmatch(r"(?:st|nd|rd|th|%)?", word[match.end() :]))
    return all(part in number_words or part == "and" for part in re.split(r"[-–‑]", word.lower()))
