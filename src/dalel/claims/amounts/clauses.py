"""The clause that a counted group is the subject of, also where the parser has another verb for it.

"80 percent of the villagers and 55 percent of the miners | went on strike" tells it of both. "A third of the
girls | married before they were 18" is parsed as girls of a sort, with no verb at all.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dalel.claims.amounts.numbers import Amount, words_of_numbers
from dalel.claims.amounts.words import AGES, bounded, counts
from dalel.claims.syntax import SUBJECTS, is_verb

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FARTHEST = 14
"""Tokens between a group and its verb at the most."""
BEGINNING = frozenset({"that", "and", "while", "but", ",", ";", ":", ")", "with", "although", "whereas"})
"""Words and marks before a clause that begins with a number."""


def verb_told_of(amount: Amount) -> Token | None:
    """The verb whose subject a counted group is, alone or as a member of a list before the verb."""
    top = amount.top
    while top.dep_ == "conj" and top.head.i < top.i:
        top = top.head
    verb = top.head
    if top.dep_ in SUBJECTS and is_verb(verb) and verb.i > amount.anchor.i and verb.lower_ not in AGES:
        return verb
    return None


def told_behind(amount: Amount) -> tuple[int, int] | None:
    """The words of the verb that follows a share of a group, by their order alone."""
    doc = amount.anchor.doc
    noun = doc[amount.end - 1] if amount.noun is None else amount.noun
    aged = doc[noun.i + 1 : noun.i + 2].text.lower() in AGES
    if amount.unit != "percent" and not aged and (amount.noun is not None or amount.unit != "count"):
        return None
    if noun.i < amount.end - 1 or not _begins(amount):
        return None
    sent_end = noun.sent.end
    verb = _verb_behind(noun, sent_end)
    if verb is None:
        return None
    start = verb.i
    while start + 1 < sent_end and doc[start].pos_ == "AUX" and doc[start + 1].pos_ in ("AUX", "VERB"):
        start += 1
    return start, bounded(doc, start, _end(doc, start + 1, sent_end))


def _begins(amount: Amount) -> bool:
    """Whether a clause can begin with the amount."""
    doc, start = amount.anchor.doc, amount.start
    if doc[start].is_sent_start or start == 0:
        return True
    before = doc[start - 1]
    return before.lower_ in BEGINNING or before.lemma_ in words_of_numbers()["telling"]


def _verb_behind(noun: Token, sent_end: int) -> Token | None:
    """The first finite verb behind a noun that is not of a relative clause; else a participle beside it."""
    doc, relative = noun.doc, False
    beside: Token | None = None
    i = noun.i + 1
    last = min(sent_end, noun.i + FARTHEST)
    while i < last:
        token = doc[i]
        if token.tag_ in ("WDT", "WP"):
            relative = True
        elif token.lower_ in AGES:
            pass  # "children | ages five to 17 | were ...", parsed as what children do
        elif token.tag_ in FINITE and token.ent_type_ != "DATE":
            if not relative:
                return token
            relative = False
            while i + 1 < last and doc[i + 1].pos_ in ("AUX", "VERB", "ADV", "PART"):
                i += 1
        elif (token.is_punct and token.text != "-") or token.pos_ == "SCONJ" or token.tag_ == "PRP":
            break
        elif token.tag_ == "VBN" and (i == noun.i + 1 or beside is not None):
            beside = token  # "cases assessed on the merits | led to a trial"
        i += 1
    return beside


def _end(doc: Doc, start: int, sent_end: int) -> int:
    """Where a clause ends: at a mark, or where another number goes on behind "and"."""
    for i in range(start, sent_end):
        word, goes_on = doc[i], i + 1 < sent_end
        if word.text in (";", ".", ":", "--", "–") or (word.dep_ == "cc" and goes_on and counts(doc, i + 1)):
            return i - 1 if doc[i - 1].text == "," else i
        listed = doc[i - 1].pos_ == "ADJ" and doc[i + 1 : i + 2].text.lower() in ("or", "and")
        if word.text == "," and goes_on and not listed and (doc[i + 1].dep_ == "cc" or counts(doc, i + 1)):
            return i  # not in "bodily, mental, or other abuse"
    return sent_end
