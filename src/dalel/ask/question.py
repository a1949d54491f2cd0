"""What a question asks: its terms and their weight, the kind of thing wanted, the document it speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz

from dalel.ask.words import Word, data, stop_words, weak_words, words

NAMES = re.compile(r"(?:[A-ZА-Я][\w’'-]*[ -](?:(?:of|for|and|in|the|on|to) )*){1,7}[A-ZА-Я][\w’'-]*")
ALIKE = 80  # per cent of letters from which two words may be spellings of one name

NAME_WEIGHT = 1.3
WEAK_WEIGHT = 0.3
REFERENCE_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    `terms` gives each content term (a root, or a name key marked "~") its weight before rarity counts;
    `pairs` are neighbouring content roots; `wants` the kinds of thing asked for ("time", "number",
    "name", "table", "source"); `reference` the terms that tell which document is meant; `names` the
    folded form of each name term; `short` the terms that are abbreviations, with the letters; `long`
    name terms with the abbreviations they may be part of; `spellings` the written forms that look like
    spellings of one name, which the question then compares.
    """

    text: str
    terms: dict[str, float]
    pairs: frozenset[tuple[str, str]]
    wants: frozenset[str]
    reference: frozenset[str]
    names: dict[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    long: dict[str, frozenset[str]] = field(default_factory=dict)
    spellings: frozenset[str] = frozenset()


@cache
def _wants() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(expression) for kind, expression in data()["kinds"].items()}


@cache
def _references() -> tuple[re.Pattern[str], ...]:
    nouns = "|".join(sorted(data()["reference"]["nouns"], key=len, reverse=True))
    tail = r"(?: (?:on|about) the [A-Z]+ (?:report|law|case))?"
    return (
        re.compile(r"\((?=[^()]*[A-ZА-Я])[^()]*\)"),  # "... (Freedom House)"
        re.compile(
            r"\b(?:according to|in|of|on|by|does) (?=(?:the )?[A-Z\d])"
            r"(?=[^?,;:()]*[A-Z]\w)(?=[^?,;:()]*[a-z])"
            rf"[^?,;:()]*?(?:{nouns}|\b(?:19|20)\d\d){tail}"
        ),
        re.compile(rf"\b(?:[A-Z][\w'’]+ )+(?:{nouns}){tail}\b"),
    )


def references(text: str) -> list[tuple[int, int]]:
    """Where `text` says which document it speaks of: "(X)", "according to the X report", "X's letter"."""
    return [match.span() for pattern in _references() for match in pattern.finditer(text)]


def abbreviations(text: str) -> set[str]:
    """What the names in `text` may be abbreviated to: first letters, with and without the small words."""
    found = set()
    for run in NAMES.finditer(text):
        parts = run[0].replace("-", " ").split()
        for start in range(len(parts)):
            for end in range(start + 2, len(parts) + 1):
                part = parts[start:end]
                if part[0][0].isupper() and part[-1][0].isupper():
                    found.add("".join(w[0] for w in part).lower())
                    found.add("".join(w[0] for w in part if w[0].isupper()).lower())
    return {short for short in found if len(short) >= 3}


def _long(text: str) -> dict[str, frozenset[str]]:
    """For each word of a long name in `text`, the abbreviations that could stand for it."""
    table: dict[str, set[str]] = {}
    for run in NAMES.finditer(text):
        parts = [word for word in words(run[0]) if word.key]
        for start in range(len(parts) - 2):
            for end in range(start + 3, len(parts) + 1):
                short = "".join(word.form[0] for word in parts[start:end])
                for word in parts[start:end]:
                    table.setdefault(word.key, set()).add(short)
    return {term: frozenset(shorts) for term, shorts in table.items()}


def alike(one: str, other: str) -> float:
    """How alike two folded name words are, 0 to 1; 0 below what spellings of one name reach.

    A man's and a woman's form of a surname (Orlov, Orlova) are two names.
    """
    if one[0] != other[0] or min(len(one), len(other)) < 5 or one + "a" == other or other + "a" == one:
        return 0.0
    ratio = fuzz.ratio(one, other)
    return ratio / 100 if ratio >= ALIKE else 0.0


def analyse(text: str, known: Callable[[str], bool]) -> Question:
    """Take `text` apart. `known` tells whether the base holds a name key; other capitals are plain words."""
    spans = references(text)
    content: list[Word] = [word for word in words(text) if word.form not in stop_words()]
    terms: dict[str, float] = {}
    reference = set()
    short = {}
    for word in content:
        is_name = bool(word.key) and word.start > 0 and known(word.key)
        term = word.key if is_name else word.root
        weight = NAME_WEIGHT if is_name else 1.0
        if word.form in weak_words():
            weight *= WEAK_WEIGHT
        if any(start <= word.start < end for start, end in spans):
            reference.add(term)
            weight *= REFERENCE_WEIGHT
        if len(word.written) >= 3 and word.written.isupper():
            short[term] = word.form
        terms[term] = max(terms.get(term, 0.0), weight)
    names = {word.form: word.key for word in content if word.key and word.start > 0}
    spellings = {
        one
        for one in names
        for other in names
        if one != other and (names[one] == names[other] or alike(one, other))
    }
    roots = [word.root for word in content]
    low = text.lower()
    return Question(
        text=text,
        terms=terms,
        pairs=frozenset(pairwise(roots)),
        wants=frozenset(kind for kind, pattern in _wants().items() if pattern.search(low)),
        reference=frozenset(reference),
        names={key: form for form, key in names.items() if key in terms},
        short=short,
        long=_long(text),
        spellings=frozenset(spellings),
    )
