"""The patterns by which time expressions are found, built from `times.toml`."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

from dalel.measures.number_words import CARDINALS

TABLE: dict[str, Any] = tomllib.loads(files("dalel.language.times").joinpath("times.toml").read_text("utf-8"))

MONTHS = {name.lower(): number for number, names in enumerate(TABLE["months"].values(), 1) for name in names}
SEASONS: dict[str, int] = TABLE["seasons"]
WEEKDAYS = {name.lower(): number for number, name in enumerate(TABLE["words"]["weekdays"].split())}
NUMBERS = {word: CARDINALS[word] for word in TABLE["words"]["numbers"].split()} | {"a": 1, "an": 1}
DOUBTFUL = frozenset(TABLE["words"]["doubtful_months"].split())
RELATIONS = {phrase: relation for relation, phrases in TABLE["relations"].items() for phrase in phrases}


def _any(words: list[str], capital: bool = False) -> str:
    """An alternation, the longest first; `capital` lets each begin with a capital letter too."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" if capital else re.escape(word)
        for word in ordered
    )


_FULL = [name for names in TABLE["months"].values() for name in names[:1]]
_SHORT = [name for names in TABLE["months"].values() for name in names[1:]]
MONTH = rf"(?:{_any(_FULL)}|(?:{_any(_SHORT)})\b\.?)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d\w])(?![.,]\d)"
YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"
_WORDS = _any(TABLE["words"]["numbers"].split(), True)
NUM = rf"(?:\d{{1,3}}|(?:{_WORDS})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
_FEW = _any([f"a {word}" if word == "few" else word for word in TABLE["words"]["few"].split()], True)
FEW = rf"(?:{_FEW}|a number of|a couple of)"
UNIT = rf"(?:{_any(TABLE['words']['units'].split())})"
DASH = r"(?:-|–|—|‑)"
_DAYS = rf"{DAY}(?:(?:, | ?{DASH} ?| to | and | or |, and | through ){DAY})*"
_LISTED = (
    r"(?= ?[.,;:)]|$| (?:and|or|at|in|on|of|for|by|the|before|after|during|when|with|without|respectively)\b)"
)
"""What may follow the last day of a list, so that "March 5 and 6 people" is none."""
_DAYS_AFTER = rf"{DAY}(?:(?: ?{DASH} ?| to | through ){DAY}|(?:, {DAY})*,? and {DAY}{_LISTED})?"
_DET = (
    r"(?:[Tt]he )?(?:[Ll]ast|[Nn]ext|[Tt]his|[Tt]hat|[Tt]he same|[Ss]ame|[Pp]revious|[Ff]ollowing"
    r"|[Pp]receding|[Pp]rior|[Pp]ast|[Cc]urrent|[Cc]oming|[Ss]ubsequent)"
)
_DAY_NAMES = "|".join(TABLE["words"]["weekdays"].split())
_PERIOD = rf"(?:year|month|week|weekend|day|quarter|decade|century|{_any(list(SEASONS))})"

FORMS: dict[str, str] = {
    "iso": rf"{YEAR}-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?(?![\d-])",
    "years": rf"{YEAR} ?(?:{DASH}|/) ?(?:{YEAR}|\d\d(?![\d-]))",
    "decade": rf"(?:{YEAR[:-6]}0['’]?s|\d\d\d0['’]?s|[12]\d\dX)\b|['’][2-9]0s\b",
    "numeric": r"[0-3]?\d(?:\.[01]?\d\.|/[0-3]?\d/)(?:(?:19|20)\d\d|\d\d)(?![\d/])(?!\.\d)",
    "day_month": rf"{_DAYS}(?: of)? {MONTH}(?!\w)(?:,? (?:of )?{YEAR})?",
    "month_day": rf"{MONTH} {_DAYS_AFTER}(?:,? (?:of )?{YEAR})?",
    "month_year": rf"{MONTH}(?:,| of|, of)? {YEAR}",
    "season_year": rf"(?:{_any(list(SEASONS), True)})(?: of|,)? {YEAR}",
    "age": (
        rf"[Aa]ge[ds]? (?:of )?(?:between )?(?:{NUM})(?: (?:to|and) {NUM})?(?! ?(?:percent|%))"
        rf"|{NUM}[- ]years?[- ]olds?\b|{NUM} years of age"
    ),
    "shift": (
        rf"(?:{NUM}|[Aa]n?) {UNIT}s? (?:later|earlier(?! than)|before(?=[.,;)]|$)|prior(?! to)|previously|ago"
        rf"|afterwards?\b|thereafter)"
    ),
    "vague_shift": (
        rf"(?:{FEW}|[Tt]he (?:last|past|next|first|coming) (?:{FEW}|{NUM})) {UNIT}s?"
        rf"(?: (?:later|earlier|before|after|ago))?"
    ),
    "duration": (
        rf"(?:{NUM}|half(?: an?)?|(?:{NUM})-and-(?:one|a)-half|[Aa]n?)(?:[- ](?:and a half|plus))?"
        rf"[- ]{UNIT}s?\b(?:[- ](?:long|term))?"
    ),
    "part_of_year": (
        r"(?:the |[Aa] )?[Yy]ear['’]s[- ]end|[Yy]ear[- ]end|(?:the )?[Ee]nd of (?:the )?year"
        r"|(?:the )?(?:close|beginning|start|middle) of the year"
    ),
    "period": (rf"{_DET} (?:{_PERIOD}\b|{MONTH}(?! \d)(?!\w)|{_DAY_NAMES})"),
    "span": (
        r"(?:the |that |this )(?:(?:same|equivalent|corresponding|comparable) )?(?:time )?period"
        rf"(?:,? (?:in|of) {YEAR}|,? (?:in |of )?(?:the )?(?:previous|prior|last|preceding) year)?"
        r"(?=[\s.,;:)]|$)(?! (?:of|between|from|under|when)\b)"
    ),
    "the_year": (
        r"(?:(?<=[Dd]uring )|(?<=[Tt]hroughout )|(?<=[Oo]f )|(?<=[Oo]ver )|(?<=[Ii]n )|(?<=[Ff]or ))"
        r"the (?:reporting |calendar )?(?:year|period under review|reporting period)(?! of\b)(?=[\s.,;:)]|$)"
    ),
    "earlier": r"(?:earlier|later) (?:(?:this|that|in the|the same) year|(?:this|that) (?:month|week))",
    "season": (
        r"(?:(?<=in the )|(?<=[Ii]n )|(?<=during the )|(?<=the )|(?<=early )|(?<=late ))"
        rf"(?:{_any([name for name in SEASONS if name != 'fall'])}|fall(?! (?:to|under|short|apart|in)\b))"
        rf"(?=[,.;)]|$| (?!of (?!{YEAR})))"
    ),
    "day_name": r"(?:yesterday|tomorrow|tonight|(?<=[Oo]n )(?:" + _DAY_NAMES + r"))\b",
    "vague": rf"(?:{_any(TABLE['phrases']['vague'], True)})\b(?! (?:year|month|week|decade|\d))",
    "set": rf"(?:{_any(TABLE['phrases']['set'], True)})\b",
    "month": rf"(?:{_any(_FULL)})(?!\w)",
    "year": rf"{YEAR}(?![\w%°])(?![.,:]\d)(?!/\d)",
}
"""The forms of a time without the words before it, in the order in which they are tried."""

CORE = re.compile(r"(?<![\w/])(?:" + "|".join(f"(?P<{name}>{form})" for name, form in FORMS.items()) + ")")

PREFIX = re.compile(
    rf"(?:(?:[Tt]he |[Aa] )?(?:very )?(?:"
    rf"(?P<edge>[Ee]nd|[Cc]lose|[Bb]eginning|[Ss]tart|[Mm]iddle|[Cc]ourse) of (?:the )?"
    rf"|(?P<share>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal)"
    rf" (?:(?P<count>{NUM}) )?(?P<piece>half|quarter|months?|weeks?|days?) of (?:the )?"
    rf"|(?:[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier in|[Ll]ater in)[- ](?:in )?(?:the )?))$"
)
"""What may stand directly before a core and belongs to the expression."""

RELATION = re.compile(
    rf"(?:^|(?<=[\s(\[\"“—–,;/]))(?P<relation>{_any(list(RELATIONS), True)})"
    rf"(?: (?:{_any(TABLE['softeners']['words'])}))* $"
)
"""The words that relate what happened to the time after them."""

BEFORE_MONTH = re.compile(rf"(?:(?:^|\W)(?:{_any(TABLE['before']['month'].split(), True)})|['’]s?)[ -]?$")
NO_YEAR_BEFORE = re.compile(
    rf"(?:[$€£№#§/.,:@\w-]|[$€£№#§] |(?:^|\W)(?:{_any(TABLE['before']['no_year'], True)}) )$"
)
ACTORS_AFTER = re.compile(rf" (?:{_any(TABLE['after']['actors'].split())})\b")
NO_YEAR_AFTER = re.compile(rf" (?:{_any(TABLE['after']['no_year'].split())})\b")
RANGE = re.compile(rf" ?{DASH} ?| (?:to|through|until|till|up to|up until)(?: the)?(?: at least)? ")
LIST = re.compile(
    r",? (?:and|or|as well as|&)(?: again)?(?: also)?(?: in| on)? (?:the )?|, (?:in |on )?(?:the )?"
)
