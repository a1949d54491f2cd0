"""Numbers and amounts as texts write them: digits, words, fractions, ranges, percentages, money.

What a text lost is never guessed: ",400", ".36 billion", "US million" or "1O,000" are damaged
numbers, for which there is no value.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

_TABLE = tomllib.loads(files(__package__).joinpath("numbers.toml").read_text("utf-8"))
CARDINALS: dict[str, int] = _TABLE["cardinals"]
ORDINALS: dict[str, int] = _TABLE["ordinals"]
SCALES: dict[str, int] = _TABLE["scales"]
FRACTIONS: dict[str, int] = _TABLE["fractions"]

number_words: frozenset[str] = frozenset([*CARDINALS, *ORDINALS, *SCALES, *FRACTIONS])
"""Every word that can be part of a number, in lower case."""

_UNITS = {name.lower(): unit for unit, names in _TABLE["units"].items() for name in names}
_MARKS = {
    name: unit for unit, names in _TABLE["currencies"].items() for name in names if not name[-1].islower()
}
_COINS = {name.lower(): unit for unit, names in _TABLE["currencies"].items() for name in names}
_AFTER = {**_UNITS, **_COINS}
_BOUNDS = {phrase: bound for bound, phrases in _TABLE["bounds"].items() for phrase in phrases}


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_GAP = "[\u00a0\u202f\u2009]"
_DIGITS = re.compile(
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
_WORD = re.compile(r"[A-Za-z]+")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b")
_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_HYPHENS = "–—‑-"
_RANGE = re.compile(r"\s*(?:[-–—‑]|to\b|through\b)\s*")
_IN = re.compile(r" (?:in|out of) ([a-z]+)\b")
_AND = re.compile(r"\s+and\s+")
_MARK = re.compile(f"(?:{_any(list(_MARKS))}) ?")
_AFTER_RE = re.compile(rf"[\s{_HYPHENS}]*(%|(?:{_any([w for w in _AFTER if w[0].isalpha()])})\b)", re.I)
_BOUND = re.compile(rf"(?:{_any(list(_BOUNDS))})(?=[\s\d$€£])\s*", re.I)
_SCALE = re.compile(rf"(?:[ {_HYPHENS}]|{_GAP})?({_any([s for s in SCALES if s != 'dozen'])})s?\b")
_DAMAGED = re.compile(
    r"(?<![\w.,)%])[.,]\d[\d.,]*"  # the digits before the mark are gone
    r"|(?:\bUS|\bU\.S\.|[$€£₸₽₴])\s*(?:\$\s*)?(?:million|billion|trillion|thousand)\b"  # a sum, no figure
    r"|\d*[,.]{2,}\d+|(?<!\d)\d{4,},\d{3}(?!\d)"  # groups that cannot be
    r"|(?<!\d)\d{1,3}(?:,\d{3})*,\d{4,}|\d+,\d{1,2},\d{1,2}(?!\d|,)"
    r"|\d+[OoIl|?�█▇■_]+[\d,.]*\d|\d+[�█▇■]"  # letters and blots among digits
)
_START = re.compile(
    rf"\d|[½⅓⅔¼¾]|\b(?:{_any([*CARDINALS, *ORDINALS, 'half'])})\b"
    rf"|\b(?:an?|several) (?=(?:{_any([*SCALES, *FRACTIONS])})\b)",
    re.I,
)
_VAGUE = frozenset(("several", "few", "many", "some"))
_MONTH_BEFORE = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July"
    r"|August|September|October|November|December)\.? $"
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


@dataclass(slots=True)
class _Number:
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


def _scaled(text: str, number: _Number) -> _Number:
    """The number with the scale words after it ("1.24 million")."""
    while (match := _SCALE.match(text, number.end)) is not None:
        word = match[1]
        if len(word) < 3 and match.group()[0].isspace() and word == "m":
            break  # "20 m" may be metres
        number.value *= SCALES[word]
        number.step *= SCALES[word]
        number.end = match.end()
    return number


def _figure(text: str, at: int) -> _Number | None:
    """A number in digits at `at`."""
    slash = _SLASH.match(text, at)
    if slash and int(slash[2]) > int(slash[1]) > 0:
        return _Number(Fraction(int(slash[1]), int(slash[2])), slash.end(), Fraction(1, 100))
    if text[at] in _VULGAR:
        return _scaled(text, _Number(_VULGAR[text[at]], at + 1, Fraction(1, 100)))
    match = _DIGITS.match(text, at)
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
        return _Number(value, ending.end(), Fraction(1), True)
    if end < len(text) and text[end] in _VULGAR:
        return _Number(value + _VULGAR[text[end]], end + 1, Fraction(1, 100))
    return _scaled(text, _Number(value, end, step))


def _next(text: str, at: int, hyphen: bool = True) -> re.Match[str] | None:
    """The next word after white space or a hyphen."""
    while at < len(text) and (text[at].isspace() or (hyphen and text[at] in _HYPHENS)):
        at += 1
    return _WORD.match(text, at)


def _worded(text: str, at: int) -> _Number | None:
    """A number in words at `at`: "twenty-two", "two-thirds", "one hundred and five", "the third"."""
    total = current = 0
    step = Fraction(1)
    seen = article = False
    last = ""
    match = _WORD.match(text, at)
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
                return _Number(total + current + rest.value, rest.end, rest.step)
            if last not in ("hundred", "thousand") or following not in CARDINALS:
                break
            continue
        if word in FRACTIONS and (article or seen) and total == 0 and 0 < (current or 1) < 20:
            return _Number(Fraction(current or 1, FRACTIONS[word]), match.end(), Fraction(1, 100))
        if word in ORDINALS:
            value = ORDINALS[word]
            if not seen and not article:
                return _Number(Fraction(value), match.end(), ordinal=True)
            if (current % 10 == 0 and current % 100 >= 20 and value < 10) or last in ("hundred", "thousand"):
                return _Number(Fraction(total + current + value), match.end(), ordinal=True)
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
        return _Number(Fraction(total + current, CARDINALS[share[1].lower()]), share.end(), Fraction(1, 100))
    return _Number(Fraction(total + current), end, step)


def _fraction_after(text: str, match: re.Match[str]) -> _Number | None:
    """The fraction that begins with the word of `match`: "a half", "one-half", "three quarters"."""
    word = match.group().lower()
    top = 1 if word in ("a", "an") else CARDINALS.get(word, 0)
    if word == "half":
        return _Number(Fraction(1, 2), match.end(), Fraction(1, 10))
    after = _next(text, match.end()) if top else None
    if after is None or after.group().lower() not in FRACTIONS:
        return None
    return _Number(Fraction(top, FRACTIONS[after.group().lower()]), after.end(), Fraction(1, 10))


def _number(text: str, at: int) -> _Number | None:
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
    word = _WORD.match(text, at)
    if word and word.group().lower() == "half":
        return _Number(Fraction(1, 2), word.end(), Fraction(1, 100))
    return _worded(text, at) if word else None


def _amount(text: str, at: int) -> Amount | None:
    """The amount whose currency mark or number begins at `at`."""
    begin = at
    unit = ""
    mark = _MARK.match(text, at)
    if mark:
        unit = _MARKS[mark.group().strip()]
        at = mark.end()
    number = _number(text, at)
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
        other = _number(text, again.end() if again else second)
        if other is not None and not other.ordinal and other.value > number.value:
            upper, end = other.value, other.end
            if other.step >= 1000 and number.step < 1000 and number.value < 1000:
                factor = _factor(text[between.end() : other.end])  # "2 to 3 million"
                if number.value * factor < other.value:
                    number.value *= factor
            step = max(number.step, other.step)
            if again and not unit:
                unit = _MARKS[again.group().strip()]
    if not unit:
        after = _AFTER_RE.match(text, end)
        if after:
            unit = _AFTER[after[1].lower()]
            end = after.end()
    return Amount(text[begin:end], number.value, upper, unit, "", number.ordinal, step, begin, end)


def _factor(text: str) -> int:
    factor = 1
    for word in _WORD.findall(text):
        factor *= SCALES.get(word.lower(), 1)
    return factor


def _bound_before(text: str, begin: int) -> tuple[str, int]:
    """The word like "about" that ends where `begin` is, and where it begins."""
    tail = text[max(0, begin - 20) : begin].lower()
    stripped = tail.rstrip()
    for phrase in sorted(_BOUNDS, key=len, reverse=True):
        bound = _BOUNDS[phrase]
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
        re.sub(rf"\s|{_GAP}", " ", text).strip(' ,;:()[]"“”')
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
        found = _BOUNDS[match.group().strip().lower()]
        bound = bound or ("" if found == "exactly" else found)
        at = match.end()
    between = re.compile(r"(?:between|from)\s+", re.I).match(text, at)
    at = between.end() if between else at
    found_amount = _amount(text, at)
    if found_amount is None:
        return None
    unit = found_amount.unit
    if not unit:
        unit = re.sub(rf"^[\s{_HYPHENS}]*(?:of\s+)?", "", text[found_amount.end :]).strip().lower()
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
        match = _DIGITS.match(word)
        return match is not None and bool(re.fullmatch(r"(?:st|nd|rd|th|%)?", word[match.end() :]))
    return all(part in number_words or part == "and" for part in re.split(r"[-–‑]", word.lower()))
