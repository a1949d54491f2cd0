"""The numbers of a text that measure something, with their units and rough words, and what they count.

"more than 5,000 lawyers", "six of 21 posts", "88.5 percent of the vote", "a 16-day strike", "US$90 million".
Which words are units, rough or names of numbered things stands in `quantities.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from dalel.claims.syntax import child, is_verb

SUMS = frozenset({"total", "average"})
"""Nouns before "of" and a number that belong to it."""
RANGE = frozenset({"between", "from"})
"""Words that begin a range."""
RANGING = frozenset({"range", "vary", "last"})
"""Verbs with "from ... to" that tell a range, and no change."""
MANY = 10
"""About how much a number is that is written neither in digits nor as a small word ("dozens")."""
COMPARED = frozenset({"more", "less", "fewer"})
"""Words of comparison before "than" and a number."""
HALVES = frozenset({"first", "second", "latter", "last", "other"})
"""Words before a half that is the one of two, no share."""
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit and the words that make it rough, as tokens `start` to `end` of the Doc.

    `anchor` is its token that hangs on the rest of the sentence; `noun` what it counts or is a share of;
    `unit` one of percent (fractions and shares too: "one in seven"), money, duration, age, distance, vague,
    count. A range ("two to 72 hours") is one amount.
    """

    start: int
    end: int
    anchor: Token
    noun: Token | None
    unit: str

    @property
    def top(self) -> Token:
        """The token that stands for the amount in its clause: the noun it modifies, else its own."""
        noun = self.noun
        if noun is None or self.start <= noun.i < self.end or not noun.is_ancestor(self.anchor):
            return self.anchor
        while self.start <= noun.head.i < self.end and noun.head.i != noun.i:
            noun = noun.head  # "six of 21 posts": the six
        return noun


@lru_cache(maxsize=1)
def words_of_numbers() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files(__package__).joinpath("quantities.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}


def amounts(doc: Doc) -> Iterator[Amount]:
    """The numbers of a Doc that measure something, left to right."""
    after = 0
    for token in doc:
        if token.i < after or not _numeric(token):
            continue
        start, end = _extent(token)
        after = end
        if _names_something(doc, token, start, end):
            continue
        unit = _unit(doc, token, start, end)
        if unit == "count" and token.lower_ in ("one", "1"):
            continue
        if token.ent_type_ in ("DATE", "TIME") and unit not in ("duration", "age", "percent", "money"):
            continue
        if unit == "percent" and _part_of_time(doc, start, end):
            continue
        anchor = _anchor(doc, start + (doc[start].pos_ == "ADP" and doc[start].lower_ in RANGE), end)
        yield Amount(start, end, anchor, _noun(anchor, start, end), unit)


def _part_of_time(doc: Doc, start: int, end: int) -> bool:
    """Whether a fraction is a stretch of time: "the first half of 2019"."""
    if doc[start].lower_ not in words_of_numbers()["fraction"] or end + 1 >= len(doc):
        return False
    return (start > 0 and doc[start - 1].lower_ in HALVES) or doc[end + 1].ent_type_ == "DATE"


def _numeric(token: Token) -> bool:
    words = words_of_numbers()
    if token.pos_ == "NUM" or (token.like_num and token.tag_ == "CD"):
        digits = any(c.isdigit() for c in token.text)
        return token.ent_type_ not in ("ORDINAL", "LAW") and not (
            (token.text[0].isalpha() and digits) or (token.text[0] in "#@" and not digits)
        )
    if token.lemma_ in words["vague"] and (
        token.tag_ == "NNS" or (token.i and token.nbor(-1).lower_ in ("few", "several"))
    ):
        return True
    if token.i and token.nbor(-1).lower_ == "every" and token.lower_ in words["nth"]:
        return True
    return token.lower_ in words["fraction"] and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of"


def _extent(number: Token) -> tuple[int, int]:
    """The tokens of a number with its unit and rough words ("more than 5,000", "six of 21")."""
    doc, words = number.doc, words_of_numbers()
    sent_start, sent_end = number.sent.start, number.sent.end
    start, end = number.i, number.i + 1
    while start > sent_start and (
        doc[start - 1].tag_ == "$" or doc[start - 1].text in "€£¥" or doc[start - 1].pos_ == "NUM"
    ):
        start -= 1
    if start > sent_start and _code(doc[start - 1], number):
        start -= 1
    first = start
    if first > sent_start and number.lemma_ in words["vague"] and doc[first - 1].lower_ in ("few", "several"):
        start = first = first - 1
    if first - 1 > sent_start and doc[first - 1].text == "of" and doc[first - 2].lower_ in SUMS:
        start = first = first - 2  # "an average of 30"
    while first > sent_start and doc[first - 1].lower_ in words["approximate"]:
        first -= 1
    while (
        first < start
        and doc[first].lower_ in words["inner"]
        and not (doc[first].lower_ in ("at", "up", "as") and first + 1 < start)
    ):
        first += 1
    while (
        first < start and doc[first].lower_ == "up" and doc[first + 1].lower_ != "to"
    ):  # "made up 10 percent"
        first += 1
    start = first
    if start > sent_start and doc[start].lower_ in COMPARED and doc[start - 1].lower_ in ("no", "not"):
        start -= 1  # "no more than 40 percent"
    if number.lower_ in words["nth"] and doc[start - 1].lower_ == "every":
        return start - 1, end
    end = _with_unit(doc, end, sent_end)
    if end + 1 < sent_end and _ranges(doc, start, end):
        end = _with_unit(doc, end + 2, sent_end)
        if start > sent_start and doc[start - 1].lower_ in RANGE:
            start -= 1
    elif (last := _ranges_with_units(doc, start, end, sent_end)) is not None:
        start, end = start - 1, last
    elif doc[end - 1].lemma_ in words["vague"] and doc[end : end + 1].text == "of":
        if end + 1 < sent_end and doc[end + 1].lemma_ in words["vague"]:  # "tens of thousands"
            end += 2
        if end + 1 < sent_end and doc[end].text == "of":  # "millions of crowns"
            end += 2 * (doc[end + 1].lemma_.lower().removesuffix("s") in words["currency"])
    elif end + 1 < sent_end and _one_in(doc, start, end):
        return start, end + 2
    if (
        end + 1 < sent_end
        and doc[end].pos_ in ("ADJ", "PROPN")
        and doc[end + 1].lemma_.lower().removesuffix("s") in words["currency"]
    ):
        end += 1  # "30,000 Ruritanian crowns"
    if end + 1 < sent_end and doc[end].text == "-":
        follows = doc[end + 1]
        if (
            follows.lemma_ in words["duration"]
            or follows.lower_ in words["fraction"]
            or follows.lower_ in words["percent"]
        ):
            end += 2
            if end + 1 < sent_end and doc[end].text == "-" and doc[end + 1].lower_ == "old":
                end += 2
    elif end + 1 < sent_end and doc[end].lower_ in words["surfaces"]:
        end += 2 if doc[end + 1].lemma_ in words["distance"] else 0  # "100 square feet"
    elif end < sent_end and (
        doc[end].lemma_.lower().removesuffix("s") in words["currency"]
        or doc[end].lemma_ in words["duration"]
        or doc[end].lemma_ in words["distance"]
    ):
        end += 1
    of = end + 1 if doc[end : end + 1].text == "out" else end
    if of + 1 < sent_end and doc[of].lower_ == "of":
        total = of + 1
        while total < sent_end and (
            doc[total].lower_ in ("the", "its", "their", "these", "country") or doc[total].tag_ == "POS"
        ):
            total += 1
        if total < sent_end and doc[total].pos_ == "NUM" and doc[total].ent_type_ != "DATE":
            end = total + 1
    return start, end


def _with_unit(doc: Doc, end: int, sent_end: int) -> int:
    """The end of a number with what belongs to it: "twenty | -seven", "3 | million", "12 | percent"."""
    words = words_of_numbers()
    while end + 1 < sent_end and _joined(doc, end):
        end += 2
    while end < sent_end and (
        doc[end].pos_ == "NUM" or doc[end].lower_ in words["scale"] or doc[end].lower_ in words["percent"]
    ):
        end += 1
    return end


def _ranges(doc: Doc, start: int, end: int) -> bool:
    """Whether a second number makes a range: "ranged from two | to 72 hours", "between 20 | and 30"."""
    joint, second = doc[end].lower_, doc[end + 1]
    if second.pos_ != "NUM" or any(_year(doc[i]) for i in (end - 1, end + 1)):
        return False
    before = doc[start - 1] if start else None
    if joint == "and":
        ages = before is not None and before.lower_ == "of" and start > 1 and doc[start - 2].lower_ == "ages"
        return ages or (before is not None and before.lower_ in ("between", "ages"))
    if joint == "or":
        return doc[end - 1].lower_ in WORDS and second.lower_ in WORDS
    if joint not in ("to", "–"):
        return False
    if before is not None and before.lower_ == "by":  # not "grew by 20 to 300"
        return doc[end + 2 : end + 3].text.lower() in words_of_numbers()["percent"]
    if before is None or before.lower_ != "from":
        return True
    return any(doc[i].lemma_ in RANGING for i in range(max(start - 5, 0), start))


def _ranges_with_units(doc: Doc, start: int, end: int, sent_end: int) -> int | None:
    """The end of a range of times of which each has its unit: "from two weeks to | three months"."""
    spans = words_of_numbers()["duration"]
    if not start or doc[start - 1].lower_ != "from" or end + 3 >= sent_end or doc[end + 1].lower_ != "to":
        return None
    ranging = any(doc[i].lemma_ in RANGING for i in range(max(start - 5, 0), start))
    both = doc[end].lemma_ in spans and doc[end + 2].pos_ == "NUM" and doc[end + 3].lemma_ in spans
    return end + 4 if both and ranging else None


def _code(token: Token, number: Token) -> bool:
    """Whether a word before a number is the code of a currency: "USD 5,000", "IDR 100 million"."""
    if len(token.text) != 3 or not (token.text.isalpha() and token.text.isupper()):
        return False
    after = number.doc[number.i + 1 : number.i + 2].text.lower()
    return "," in number.text or after in words_of_numbers()["scale"]


def _year(token: Token) -> bool:
    """Whether four digits look like a year."""
    return token.shape_ == "dddd" and token.text[:2] in ("18", "19", "20")


def _one_in(doc: Doc, start: int, end: int) -> bool:
    """Whether a share is told as so many in so many: "one | in seven women"."""
    second = doc[end + 1]
    return (
        doc[end].lower_ == "in"
        and second.pos_ == "NUM"
        and second.ent_type_ != "DATE"
        and _small(doc[end - 1]) < _small(second) <= MANY
    )


def _small(number: Token) -> float:
    """A number up to ten, in digits or words; endless where it is greater."""
    if number.text.isdecimal():
        return float(number.text)
    return WORDS.get(number.lower_, MANY if number.lower_ == "ten" else float("inf"))


def _joined(doc: Doc, hyphen: int) -> bool:
    """Whether a hyphen stands inside a number in words: "twenty-seven"."""
    before, after = doc[hyphen - 1], doc[hyphen + 1]
    return doc[hyphen].text == "-" and before.pos_ == after.pos_ == "NUM" and after.lower_ in WORDS


def _names_something(doc: Doc, number: Token, start: int, end: int) -> bool:
    """Whether the number is part of a name, a date, a reference or a word ("article 5", "multi-million")."""
    words = words_of_numbers()
    before = doc[start - 1] if start else None
    if before is not None and before.lower_ == "per":
        return True  # "12 deaths per 1,000 births"
    if (
        before is not None
        and before.lower_ == "as"
        and start > 1
        and doc[start - 2].lower_ in ("young", "old")
    ):
        return True  # "girls as young as 10"
    if (
        before is not None
        and before.lower_ == "of"
        and start > 1
        and doc[start - 2].lower_ in ("age", "ages")
    ):
        return True  # "married by the age of 18"
    if before is not None and before.text == "." and start > 1 and doc[start - 2].lower_ == "no":
        return True  # "Penitentiary No. 13"
    if before is not None and before.text in "-/+#." and before.whitespace_ == "":
        return True
    if (
        before is not None
        and end == number.i + 1
        and "," not in number.text
        and before.lemma_.lower() in words["numbered"]
        and before.lower_ != "aged"
    ):
        return True
    if before is not None and before.pos_ == "PROPN" and number.head.i == before.i and end == number.i + 1:
        return True  # "Harbour 103"
    text = number.text
    if _year(number) and end == number.i + 1:
        return True
    if end < len(doc) and doc[end].text in "/+" and doc[end - 1].whitespace_ == "":
        return True
    if "/" in text or "–" in text or text.count("-") > 0:
        return True
    return not any(is_verb(t) for t in number.sent)


def _unit(doc: Doc, number: Token, start: int, end: int) -> str:
    words = words_of_numbers()
    inside = [doc[i] for i in range(start, end)]
    if any(t.lower_ in words["percent"] or t.lower_ in words["fraction"] for t in inside):
        return "percent"
    if inside[0].lower_ == "every" or any(t.lower_ == "in" for t in inside):
        return "percent"
    if any(
        t.tag_ == "$" or t.text in "€£¥" or t.lemma_.lower().removesuffix("s") in words["currency"]
        for t in inside
    ):
        return "money"
    if inside[0].text.isupper() and len(inside) > 1 and _code(inside[0], inside[1]):
        return "money"
    if inside[-1].lower_ == "old":
        return "age"
    if any(t.lemma_ in words["duration"] for t in inside):
        if number.i + 3 < len(doc) and doc[end : end + 1].text.lower() == "old":
            return "age"
        return "duration"
    if number.i and number.nbor(-1).lower_ == "aged":
        return "age"
    if any(t.lemma_ in words["distance"] for t in inside):
        return "distance"
    return "vague" if number.pos_ == "NOUN" else "count"


def _anchor(doc: Doc, start: int, end: int) -> Token:
    """The token of an amount that hangs on the rest of the sentence."""
    for token in reversed(doc[start:end]):
        if (
            not start <= token.head.i < end
            and token.dep_ not in ("punct", "case")
            and token.pos_ not in ("ADP", "ADV", "DET")
        ):
            return token
    root: Token = doc[start:end].root
    return root


def _noun(anchor: Token, start: int, end: int) -> Token | None:
    """What an amount counts, modifies or is a share of."""
    head = anchor
    while (
        head.dep_ in ("nummod", "quantmod", "compound", "npadvmod", "amod", "nmod", "advmod")
        and head.head.i != head.i
    ):
        head = head.head
        if is_verb(head):
            break
        if head.pos_ in ("NOUN", "PROPN") and not start <= head.i < end:
            while (
                head.dep_ in ("compound", "nmod")
                and head.head.pos_ in ("NOUN", "PROPN")
                and head.head.i > head.i
            ):
                head = head.head
            return head
    doc = anchor.doc
    if end < len(doc) and doc[end - 1].lower_ == "old" and doc[end].pos_ == "PROPN":
        return doc[end]
    for token in (*anchor.doc[start:end], anchor):
        for of in token.children:
            if of.lower_ == "of" and of.dep_ == "prep" and (of.i >= end - 2 or token.i < of.i):
                found = child(of, "pobj")
                if found is not None and not start <= found.i < end:
                    return found
    return None


def value_of(amount: Amount) -> float:
    """About how much; what is not written in digits is small or, as a large word, large."""
    tokens = amount.anchor.doc[amount.start : amount.end]
    if any(token.text == "-" and _joined(tokens.doc, token.i) for token in tokens[:-1]):
        return float("inf")
    if any(token.lower_ in words_of_numbers()["scale"] for token in tokens):
        return float("inf")
    for token in tokens:
        digits = token.text.replace(",", "")
        if digits.replace(".", "", 1).isdecimal():
            return float(digits)
        if token.lower_ in WORDS:
            return WORDS[token.lower_]
    return MANY
