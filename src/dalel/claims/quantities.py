"""Stated numbers that no other claim accounts for: who or what, which measure, how much.

A number counts what its noun names ("200,000 people") or measures what its sentence speaks of ("Inflation
is 18 percent"). Dates, ordinals, the numbers of articles and what was counted before ("the two countries")
are no measures. The members that a body has ("a 45-member organisation") are claims of their own kind. The
words that decide are in `quantities.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from dalel.claims.constructions import Argument, owner, subject
from dalel.claims.fillers import Filler, Names, fill, fits, phrase, predicate_words, text_of
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import Lexicon
from dalel.claims.syntax import SUBJECTS, child, governors, is_nominal, is_verb
from dalel.model import MentionKind

FRAME = Frame("quantity.number", "quantity", {}, (), ("subject", "value"))
MEMBERS = Frame("membership_size.number", "membership_size", {}, (), ("organisation", "size"))
SMALL = 10
"""A count below this is a claim only where a verb or noun of counting stands by."""
PREDICATE = 12
"""Tokens of a predicate that stands as a measure at the most."""
WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "one": 1}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit and the words that make it rough, as tokens `start` to `end` of the Doc.

    `anchor` is its token that hangs on the rest of the sentence; `noun` what it counts or is a share of;
    `unit` one of percent, money, duration, age, distance, vague, count.
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
        if noun is not None and not self.start <= noun.i < self.end and noun.is_ancestor(self.anchor):
            return noun
        return self.anchor


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files(__package__).joinpath("quantities.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}


def quantities(doc: Doc, unit: int, names: Names, taken: set[int]) -> Iterator[Finding]:
    """The numbers of a Doc whose tokens are not in `taken`, each as a claim in the making."""
    for amount in amounts(doc):
        if any(i in taken for i in range(amount.start, amount.end)):
            continue
        finding = _members(amount, unit, names) or _quantity(amount, unit, names)
        if finding is not None:
            yield finding


# --- numbers and what they count -----------------------------------------------------------------


def amounts(doc: Doc) -> Iterator[Amount]:
    """The numbers of a Doc that measure something, left to right."""
    words = _words()
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
        anchor = _anchor(doc, start, end)
        if (
            unit == "duration"
            and doc[end - 2].text != "-"
            and not (end < len(doc) and doc[end].lower_ in words["offset"])
        ):
            continue
        yield Amount(start, end, anchor, _noun(anchor, start, end), unit)


def _numeric(token: Token) -> bool:
    words = _words()
    if token.pos_ == "NUM" or (token.like_num and token.tag_ == "CD"):
        return token.ent_type_ not in ("ORDINAL", "LAW") and not (
            token.text[0].isalpha() and any(c.isdigit() for c in token.text)
        )
    if token.lemma_ in words["vague"] and token.tag_ == "NNS":
        return True
    return token.lower_ in words["fraction"] and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of"


def _extent(number: Token) -> tuple[int, int]:
    """The tokens of a number with its unit and rough words ("more than 5,000", "six of 21")."""
    doc, words = number.doc, _words()
    sent_start, sent_end = number.sent.start, number.sent.end
    start, end = number.i, number.i + 1
    while start > sent_start and (
        doc[start - 1].tag_ == "$" or doc[start - 1].text in "€£¥" or doc[start - 1].pos_ == "NUM"
    ):
        start -= 1
    first = start
    while first > sent_start and doc[first - 1].lower_ in words["approximate"]:
        first -= 1
    while (
        first < start
        and doc[first].lower_ in words["inner"]
        and not (doc[first].lower_ in ("at", "up", "as") and first + 1 < start)
    ):
        first += 1
    start = first
    while end < sent_end and (
        doc[end].pos_ == "NUM" or doc[end].lower_ in words["scale"] or doc[end].lower_ in words["percent"]
    ):
        end += 1
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
    elif end < sent_end and (
        doc[end].lemma_.lower() in words["currency"]
        or doc[end].lemma_ in words["duration"]
        or doc[end].lemma_ in words["distance"]
    ):
        end += 1
    of = end
    if of + 1 < sent_end and doc[of].lower_ == "of":
        total = of + 1
        while total < sent_end and (
            doc[total].lower_ in ("the", "its", "their", "these", "country") or doc[total].tag_ == "POS"
        ):
            total += 1
        if total < sent_end and doc[total].pos_ == "NUM" and doc[total].ent_type_ != "DATE":
            end = total + 1
    return start, end


def _names_something(doc: Doc, number: Token, start: int, end: int) -> bool:
    """Whether the number is part of a name, a date, a reference or a word ("article 5", "multi-million")."""
    words = _words()
    before = doc[start - 1] if start else None
    if before is not None and before.text in "-/+#." and before.whitespace_ == "":
        return True
    if (
        before is not None
        and end == number.i + 1
        and "," not in number.text
        and before.lemma_.lower() in words["numbered"]
    ):
        return True
    text = number.text
    if number.shape_ == "dddd" and text[:2] in ("18", "19", "20") and end == number.i + 1:
        return True
    if end < len(doc) and doc[end].text in "/+" and doc[end - 1].whitespace_ == "":
        return True
    if "–" in text or text.count("-") > 0:
        return True
    return not any(is_verb(t) for t in number.sent)


def _unit(doc: Doc, number: Token, start: int, end: int) -> str:
    words = _words()
    inside = [doc[i] for i in range(start, end)]
    if any(t.lower_ in words["percent"] or t.lower_ in words["fraction"] for t in inside):
        return "percent"
    if any(t.tag_ == "$" or t.text in "€£¥" or t.lemma_.lower() in words["currency"] for t in inside):
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


# --- claims --------------------------------------------------------------------------------------


def _members(amount: Amount, unit: int, names: Names) -> Finding | None:
    """ "a 45-member organisation", "the party has 62,000 members"."""
    doc, words, noun = amount.anchor.doc, _words(), amount.noun
    body: Token | None = None
    end = amount.end
    if doc[end : end + 2].text.lower() == "-member":
        body = doc[end + 1].head
        end += 2
    elif noun is not None and noun.lemma_ == "member":
        end = max(end, noun.i + 1)
        of = next((c for c in noun.children if c.lower_ == "of" and c.i > noun.i), None)
        body = child(noun, "poss") or (child(of, "pobj") if of is not None else None)
        verb = noun.head
        if body is None and noun.dep_ == "dobj" and verb.lemma_ in words["having"]:
            body = subject(verb)
    if body is None:
        return None
    named = names.kind(unit, body) is MentionKind.ORGANISATION
    if not named and body.lemma_.lower() not in words["bodies"] and body.pos_ != "PRON":
        return None
    organisation = fill(Argument(body), names, unit)
    if organisation is None:
        return None
    size = Filler((text_of(doc, amount.start, end),), amount.start, end, amount.anchor)
    return Finding(MEMBERS, amount.anchor, {"organisation": [organisation], "size": [size]})


def _quantity(amount: Amount, unit: int, names: Names) -> Finding | None:
    if not _worth(amount, unit, names):
        return None
    topic, measure = _topic_and_measure(amount, unit, names)
    if topic is None:
        topic, measure = measure, None
    if topic is None:
        return None
    doc = amount.anchor.doc
    value = Filler((text_of(doc, amount.start, amount.end),), amount.start, amount.end, amount.anchor)
    roles = {"subject": [topic], "value": [value]}
    if measure is not None:
        roles["measure"] = [measure]
    return Finding(FRAME, amount.anchor, roles)


def _worth(amount: Amount, unit: int, names: Names) -> bool:
    """Whether a number says something of its own in this place."""
    words, doc, noun = _words(), amount.anchor.doc, amount.noun
    if (
        amount.unit == "money"
        and amount.start
        and doc[amount.start - 1].text == "("
        and doc[amount.start - 2].lemma_.lower() in words["currency"]
    ):
        return False  # the same sum in another currency
    verb = _verb(amount)
    if verb is not None and verb.lemma_ in words["composing"]:
        return False
    before = doc[amount.start - 1] if amount.start else None
    if noun is None and before is not None and before.lower_ == "than":
        return False
    if noun is not None and noun.lemma_.lower() == "time":
        return verb is not None and amount.unit == "count" and _value(amount) >= SMALL
    if noun is not None and noun.lemma_.lower() in words["ruled"]:
        return False
    if amount.unit == "duration":
        return noun is None or noun.lemma_.lower() not in words["terms"]
    if amount.unit in ("percent", "money", "age", "distance"):
        return True
    about = subject(verb) if verb is not None else None
    if about is not None and about.lemma_.lower() in words["measured"]:
        return True
    if noun is None:
        return amount.top.dep_ in SUBJECTS and _value(amount) >= SMALL
    if amount.unit == "count" and _pointing(amount):
        return False
    person = fits(Argument(noun), [Lexicon.load().types["person"]], [], names, unit)
    if person:
        return (
            amount.unit == "count"
            and _value(amount) >= SMALL
            and amount.top.dep_ in ("nsubj", "nsubjpass", "attr", "dobj", "pobj")
        )
    if _value(amount) >= SMALL or " of " in doc[amount.start : amount.end].text:
        return True
    owned = before is not None and before.tag_ == "POS"
    counted = verb is not None and (verb.lemma_ in words["counting"] or child(verb, "expl") is not None)
    return (counted or owned) and noun.lemma_.lower() in words["cases"]


def _pointing(amount: Amount) -> bool:
    """Whether the amount was spoken of before ("the two", "his three aides"), unless a name owns it."""
    doc, words = amount.anchor.doc, _words()
    before = doc[amount.start - 1] if amount.start else None
    if before is not None and before.tag_ == "POS":
        return False
    noun = amount.noun
    start = noun.left_edge.i if noun is not None and noun.i > amount.start else amount.start
    return any(doc[i].lower_ in words["pointing"] for i in range(start, amount.start))


def _value(amount: Amount) -> float:
    """About how much; what is not written in digits is small or, as a large word, large."""
    tokens = amount.anchor.doc[amount.start : amount.end]
    if any(token.lower_ in _words()["scale"] for token in tokens):
        return float("inf")
    for token in tokens:
        digits = token.text.replace(",", "")
        if digits.replace(".", "", 1).isdigit():
            return float(digits)
        if token.lower_ in WORDS:
            return WORDS[token.lower_]
    return SMALL


def _verb(amount: Amount) -> Token | None:
    return next((g for g in governors(amount.top) if is_verb(g)), None)


def _topic_and_measure(amount: Amount, unit: int, names: Names) -> tuple[Filler | None, Filler | None]:
    """Who or what the amount is said of, and what it measures."""
    top, noun, verb = amount.top, amount.noun, _verb(amount)
    counted = _without(amount, noun) if noun is not None else None
    if top.dep_ in SUBJECTS and verb is not None and top.head.i == verb.i:
        return counted, _predicate(verb, amount)
    possessor = (
        owner(noun) if noun is not None and noun.i == top.i and child(noun, "poss") is not None else None
    )
    if possessor is not None:
        return fill(Argument(possessor), names, unit), counted
    governor = top.head
    if top.dep_ == "pobj":
        governor = top.head.head
        if is_nominal(governor) and governor.dep_ not in ("nummod",):
            held = owner(governor)
            measured = _join(amount, governor, noun)
            about = fill(Argument(held), names, unit) if held is not None else None
            if about is None and verb is not None and governor.dep_ not in SUBJECTS:
                about = _subject(verb, unit, names, amount)
            return about, measured
    if top.dep_ == "appos" or (amount.start and top.doc[amount.start - 1].text == "("):
        measured = _join(amount, governor, noun) if is_nominal(governor) else counted
        about = _subject(verb, unit, names, amount) if verb is not None else None
        return about, measured
    if amount.unit in ("duration", "age") and noun is not None:
        return fill(Argument(noun), names, unit), None
    if verb is None:
        return _place(noun, unit, names), counted
    if child(verb, "expl") is not None:
        return _place(noun, unit, names) or _place(verb, unit, names), counted
    about = _subject(verb, unit, names, amount)
    if counted is None or verb.lemma_ not in ("be", "have", "include", "number"):
        counted = _said(verb, amount, counted)
    return about, counted


def _subject(verb: Token, unit: int, names: Names, amount: Amount) -> Filler | None:
    found = subject(verb)
    if found is None or (
        found.left_edge.i <= amount.anchor.i <= found.right_edge.i and found.dep_ not in ("relcl",)
    ):
        return None
    return fill(Argument(found), names, unit)


def _place(token: Token | None, unit: int, names: Names) -> Filler | None:
    """Where something is counted: the object of "in", "of" or "at" below a noun or verb."""
    if token is None:
        return None
    for prep in token.children:
        if prep.lower_ in ("in", "of", "within", "at", "across") and prep.dep_ == "prep":
            found = child(prep, "pobj")
            if found is not None and found.ent_type_ != "DATE":
                return fill(Argument(found), names, unit)
    return None


def _without(amount: Amount, noun: Token) -> Filler | None:
    """The words of a noun phrase without the amount."""
    start, end = phrase(noun)
    return _words_between(amount, start, end, noun)


def _words_between(amount: Amount, start: int, end: int, token: Token) -> Filler | None:
    doc = token.doc
    kept = [doc[i].text_with_ws for i in range(start, end) if not amount.start <= i < amount.end]
    text = " ".join("".join(kept).split()).strip(" ,-–()")
    return Filler((text,), start, end, token) if text else None


def _join(amount: Amount, governor: Token, noun: Token | None) -> Filler | None:
    """The noun that an amount is said of, and what it counts: "share of the population"."""
    start, end = phrase(governor)
    start, end = min(start, governor.i), max(end, governor.i + 1)
    if noun is not None and noun.right_edge.i - start < 20:
        end = max(end, noun.right_edge.i + 1)
    return _words_between(amount, start, end, governor)


def _predicate(verb: Token, amount: Amount) -> Filler | None:
    start, end = predicate_words(verb)
    for later in verb.children:
        if (
            later.i > verb.i
            and later.dep_ == "conj"
            and is_verb(later)
            and child(later, *SUBJECTS) is not None
        ):
            end = min(end, later.left_edge.i)
            while end > verb.i + 1 and (verb.doc[end - 1].is_punct or verb.doc[end - 1].dep_ == "cc"):
                end -= 1
    start = max(start, amount.end)
    while start < verb.i and verb.doc[start].dep_ in ("aux", "auxpass"):
        start += 1
    return _words_between(amount, start, min(end, start + PREDICATE), verb) if start < end else None


def _said(verb: Token, amount: Amount, counted: Filler | None) -> Filler | None:
    """The verb with what it is said of, where the amount alone does not name a measure ("grew to")."""
    target = child(verb, "dobj")
    if counted is not None:
        start, end = min(verb.i, counted.start), max(verb.i + 1, counted.end)
        if end - start <= PREDICATE + 4:
            return _words_between(amount, start, end, verb)
        return counted
    if target is not None and not amount.start <= target.i < amount.end:
        start, end = verb.i, phrase(target)[1]
        return _words_between(amount, start, end, verb)
    return Filler((verb.text,), verb.i, verb.i + 1, verb)
