"""What a stated number is said of that stands beside it: in brackets, behind a comma, at a place.

"40 cases, a 50 percent decrease", "insults (12 percent)", "with half of the papers facing bankruptcy".
"""

from __future__ import annotations

from spacy.tokens import Token

from dalel.claims.amounts.numbers import Amount, words_of_numbers
from dalel.claims.amounts.words import PREDICATE, Topic, bounded, joined, predicate, words_between
from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.phrases import phrase, text_of
from dalel.claims.syntax import SUBJECTS, child, is_nominal, is_verb


def alongside(amount: Amount, counted: Filler) -> Topic | None:
    """ "the court heard 40 cases, with 12 of them pending": what is told beside a clause of those counted."""
    top = amount.top
    prep = top.head
    if top.dep_ != "pobj" or prep.lower_ != "with" or not is_verb(prep.head) or prep.i == 0:
        return None
    doc = top.doc
    if doc[prep.i - 1].text != "," or prep.i + 1 != amount.start:
        return None
    told = next((c for c in counted.token.children if c.dep_ in ("acl", "relcl")), None)
    if told is not None and amount.end < told.left_edge.i < counted.end:
        # "with half of the papers | facing bankruptcy"
        counted = words_between(amount, counted.start, told.left_edge.i, counted.token) or counted
    start = max(counted.end, amount.end)
    end = bounded(doc, start, top.right_edge.i + 1) if start <= top.right_edge.i else start
    if all(t.ent_type_ == "DATE" or not t.is_alpha or t.pos_ == "ADP" for t in doc[start:end]):
        return counted, None
    return counted, words_between(amount, start, end, top)


def bracket(amount: Amount) -> Token | None:
    """The bracket that an amount opens: "insults | (12 percent)"."""
    doc, start = amount.anchor.doc, amount.start
    return doc[start - 1] if start > 1 and doc[start - 1].text == "(" else None


def bracketed(amount: Amount, counted: Filler | None) -> Topic | None:
    """What a number in brackets is said of: what stands before them, alone or with its verb behind them."""
    opening, head = bracket(amount), amount.top.head
    share = amount.unit == "percent" and counted is not None
    if share and amount.top.dep_ == "appos" and head.pos_ == "NOUN":
        first, last = phrase(head)
        stop = amount.start if opening is None else opening.i
        return words_between(amount, first, min(last, max(stop, first + 1)), head), counted
    if opening is None:
        return None
    before = opening.nbor(-1)
    if before.pos_ not in ("NOUN", "PROPN"):
        return None
    head = before
    while (
        head.head.i < opening.i
        and head.head.pos_ in ("NOUN", "PROPN", "ADP")
        and head.dep_ in ("pobj", "prep")
    ):
        head = head.head
    first = min(phrase(head)[0], before.i)
    whole = words_between(amount, first, opening.i, head)
    if amount.noun is None and head.dep_ in SUBJECTS and is_verb(head.head) and head.head.i > amount.end:
        return whole, predicate(head.head, amount)
    if share or (amount.unit == "count" and amount.noun is not None and amount.noun.i > amount.start):
        own = min(phrase(before)[0], before.i)
        return words_between(amount, own, opening.i, before), counted
    return None


def change(amount: Amount) -> Token | None:
    """The noun of change with an amount, beside what changed: "40 cases, an | increase | of a third"."""
    top, changes = amount.top, words_of_numbers()["changes"]
    noun = amount.noun if amount.noun is not None and amount.noun.i == top.i else None
    if top.dep_ == "pobj" and top.head.lower_ == "of" and (noun is None or noun.lemma_ not in changes):
        noun = top.head.head  # "an increase | of 16 seats"
    if noun is None or noun.lemma_ not in changes:
        return None
    before = noun.doc[max(noun.left_edge.i - 1, 0)]
    if (
        noun.i == top.i
        and noun.dep_ == "pobj"
        and any(c.lower_ == "in" and c.i > noun.i for c in noun.children)
    ):
        return noun  # "coinciding with a 60 percent | growth | in exports"
    return noun if noun.dep_ in ("appos", "npadvmod") or before.text in ("(", ",") else None


def changed(amount: Amount, noun: Token, counted: Filler | None) -> Topic:
    """What grew or shrank by so much: "identified 40 cases, a 50 percent | decrease"."""
    if any(c.lower_ in ("in", "of") and c.i > max(noun.i, amount.end) for c in noun.children):
        return counted or joined(amount, noun, None), None
    doc, start = noun.doc, noun.sent.start
    before = next(
        (doc[i] for i in range(amount.start - 1, start, -1) if child(doc[i], "nummod") is not None), None
    )
    if before is None and noun.head.pos_ in ("NOUN", "PROPN") and noun.head.i < amount.start:
        before = noun.head
    if before is None or before.pos_ not in ("NOUN", "PROPN"):
        return None, None
    first, last = phrase(before)
    whole = words_between(amount, noun.i, bounded(doc, noun.i, noun.right_edge.i + 1), noun)
    number = child(before, "nummod")
    first = number.i + 1 if number is not None and number.i < before.i else first
    return Filler((text_of(doc, first, min(last, amount.start)),), first, last, before), whole


def away(amount: Amount) -> Topic | None:
    """ "a prison 200 miles from the capital": how far a place lies from another."""
    doc, start, end = amount.anchor.doc, amount.start, amount.end
    if (
        not start
        or end >= len(doc)
        or doc[end].lower_ not in ("from", "away", "north", "south", "east", "west")
    ):
        return None
    place_ = doc[start - 1]
    if place_.pos_ not in ("NOUN", "PROPN"):
        return None
    first, last = phrase(place_)
    stop = min(doc[end].right_edge.i + 1, end + PREDICATE)
    far = Filler((f"distance {text_of(doc, end, stop)}",), end, stop, doc[end], resolved=True)
    return Filler((text_of(doc, first, min(last, start)),), first, start, place_), far


def told_of_object(verb: Token) -> Token | None:
    """The object that a participle tells of: "built **nine schools**, representing 30 percent of them"."""
    above = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.lemma_ not in words_of_numbers()["of_object"]:
        return None
    target = child(above, "dobj") if above.i < verb.i else None
    numbered = target is not None and child(target, "nummod") is not None
    return target if numbered and verb.nbor(-1).text == "," else None


def rate_of(amount: Amount, group: Token) -> Token | None:
    """The rate that a group has, behind which it is told: "the jobless **rate** for women of 69 percent"."""
    above = group.head
    if amount.top.head.lower_ != "of" or amount.unit != "percent" or above.dep_ != "prep":
        return None
    return above.head if above.head.lemma_ in words_of_numbers()["rates"] else None


def worth_of(amount: Amount) -> Token | None:
    """The "worth" of "assets worth five million crowns"."""
    doc, start = amount.anchor.doc, amount.start
    found = doc[start - 1] if start else None
    if found is None or found.lower_ != "worth" or amount.unit != "money":
        return None
    return found if found.dep_ in ("amod", "prep", "acl") and is_nominal(found.head) else None


def where_counted(amount: Amount, verb: Token | None) -> bool:
    """Whether a number of places tells where others were counted: "300 inmates | in 11 facilities"."""
    noun, top = amount.noun, amount.top
    if noun is None or verb is None or amount.unit != "count":
        return False
    places = words_of_numbers()["places"]
    if noun.lemma_.lower() not in places or top.dep_ != "pobj":
        return False
    if top.head.lower_ not in ("in", "at", "across", "throughout", "from"):
        return False
    if top.head.i < verb.i and " of " in amount.anchor.doc[amount.start : amount.end].text:
        return False  # "In six of the 20 districts ..."
    return any(
        t.dep_ == "nummod" and t.head.pos_ == "NOUN" and t.head.lemma_.lower() not in places
        for t in verb.subtree
        if t.ent_type_ not in ("DATE", "TIME", "ORDINAL") and not top.is_ancestor(t)
    )
