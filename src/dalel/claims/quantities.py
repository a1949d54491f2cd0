"""Stated numbers that no other claim accounts for: who or what, which measure, how much.

A number counts what its noun names ("200,000 people") or measures what its sentence speaks of ("Inflation
is 18 percent"). Dates, ordinals, the numbers of articles and what was counted before ("the two countries")
are no measures. The members that a body has ("a 45-member organisation") are claims of their own kind. The
words that decide are in `quantities.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dalel.claims.amounts import Amount, amounts, value_of, words_of_numbers
from dalel.claims.constructions import Argument, owner, subject
from dalel.claims.fillers import Filler, Names, fill, fits
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import Lexicon
from dalel.claims.lexicon import words as word_list
from dalel.claims.phrases import phrase, predicate_words, text_of
from dalel.claims.syntax import SUBJECTS, child, governors, is_nominal, is_verb
from dalel.model import MentionKind

FRAME = Frame("quantity.number", "quantity", {}, (), ("subject", "value"))
TURNOUT = Frame("turnout.number", "turnout", {}, (), ("turnout",))
RESULT = Frame("election_result.number", "election_result", {}, (), ("contestant", "result"))
MEMBERS = Frame("membership_size.number", "membership_size", {}, (), ("organisation", "size"))
LAWS = word_list("laws")
SMALL = 10
"""A count below this is a claim only where a verb or noun of counting stands by."""
PREDICATE = 12
"""Tokens of a predicate that stands as a measure at the most."""


def quantities(doc: Doc, unit: int, names: Names, taken: set[int]) -> Iterator[Finding]:
    """The numbers of a Doc whose tokens are not in `taken`, each as a claim in the making."""
    for amount in amounts(doc):
        if any(i in taken for i in range(amount.start, amount.end)):
            continue
        finding = (
            _members(amount, unit, names)
            or _turnout(amount, unit, names)
            or _result(amount, unit, names)
            or _quantity(amount, unit, names)
        )
        if finding is not None:
            yield finding


# --- claims --------------------------------------------------------------------------------------


def _members(amount: Amount, unit: int, names: Names) -> Finding | None:
    """ "a 45-member organisation", "the party has 62,000 members"."""
    doc, words, noun = amount.anchor.doc, words_of_numbers(), amount.noun
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


def _turnout(amount: Amount, unit: int, names: Names) -> Finding | None:
    """ "Turnout was high in the villages, but only 22 percent in the capital"."""
    verb = _verb(amount) if amount.unit == "percent" else None
    about = subject(verb) if verb is not None else None
    if about is None or about.lemma_.lower() not in words_of_numbers()["turnout"]:
        return None
    roles = {"turnout": [_value(amount)]}
    where = _place(amount.anchor, unit, names)
    if where is not None:
        roles["territory"] = [where]
    return Finding(TURNOUT, amount.anchor, roles)


def _result(amount: Amount, unit: int, names: Names) -> Finding | None:
    """ "The Green List, with 3 percent, stayed outside"."""
    prep = amount.top.head
    if amount.unit != "percent" or amount.noun is not None or prep.lower_ != "with":
        return None
    contestant = prep.head
    if names.kind(unit, contestant) not in (MentionKind.ORGANISATION, MentionKind.PERSON):
        return None
    filler = fill(Argument(contestant), names, unit)
    if filler is None:
        return None
    return Finding(RESULT, amount.anchor, {"contestant": [filler.cut(prep.i)], "result": [_value(amount)]})


def _value(amount: Amount) -> Filler:
    text = text_of(amount.anchor.doc, amount.start, amount.end)
    return Filler((text,), amount.start, amount.end, amount.anchor)


def _quantity(amount: Amount, unit: int, names: Names) -> Finding | None:
    if not _worth(amount, unit, names):
        return None
    topic, measure = _topic_and_measure(amount, unit, names)
    if topic is None:
        verb = _verb(amount)
        told = verb is None or amount.unit == "age" or subject(verb) is not None
        if measure is not None and is_verb(measure.token) and not told and amount.top.dep_ not in SUBJECTS:
            return None  # somebody did something, but who is not told
        topic, measure = measure, None
    if topic is None:
        return None
    value = _value(amount)
    roles = {"subject": [topic], "value": [value]}
    if measure is not None:
        roles["measure"] = [measure]
    return Finding(FRAME, amount.anchor, roles)


def _worth(amount: Amount, unit: int, names: Names) -> bool:
    """Whether a number says something of its own in this place."""
    words, doc, noun = words_of_numbers(), amount.anchor.doc, amount.noun
    if amount.unit == "money" and _converted(amount):
        return False
    following = doc[amount.end] if amount.end < len(doc) else None
    if following is not None and (
        following.text == "-" or (following.lower_ == "times" and (noun is None or noun.lower_ != "times"))
    ):
        return False  # "a 50-seat parliament", "20 times the minimum wage"
    if amount.unit == "age":
        return noun is None or noun.pos_ == "PROPN"
    verb = _verb(amount)
    if verb is not None and (
        verb.lemma_ in words["composing"]
        or any(c.dep_ == "aux" and c.lower_ in words["requiring"] for c in verb.children)
    ):
        return False
    if amount.unit in ("money", "percent") and any(
        g.lemma_.lower() in words["punishing"] for g in (amount.top, *governors(amount.top))
    ):
        return False
    if amount.top.dep_ == "pobj" and amount.top.head.head.lemma_.lower() in words["punishing"]:
        return False  # "a fine of 50,000 to 250,000 dinars"
    if (
        verb is not None
        and verb.lemma_ in words["suffered"]
        and amount.unit in ("count", "vague")
        and noun is not None
        and amount.top.dep_ in ("dobj", "nsubjpass")
        and noun.lemma_.lower() not in words["cases"]
    ):
        return False  # those it happened to are in other claims
    before = doc[amount.start - 1] if amount.start else None
    if noun is None and before is not None and before.lower_ == "than":
        return False
    if noun is not None and noun.lemma_.lower() == "time":
        return verb is not None and amount.unit == "count" and value_of(amount) >= SMALL
    if noun is not None and noun.lemma_.lower() in words["ruled"]:
        return False
    if amount.top.dep_ == "pobj" and amount.top.head.head.lemma_.lower() in words["limits"]:
        return False  # "a threshold of 7 percent"
    if amount.unit == "duration":
        if noun is not None and doc[amount.end - 2].text == "-":
            return noun.lemma_.lower() in words["lasting"]
        return noun is None or noun.lemma_.lower() not in words["terms"]
    about = subject(verb) if verb is not None else None
    if about is not None and about.lemma_.lower() in LAWS and amount.top.dep_ not in SUBJECTS:
        return False  # what a law says of a number is a rule
    if amount.unit in ("percent", "money", "distance"):
        return True
    if about is not None and about.lemma_.lower() in words["measured"]:
        return True
    if noun is None:
        return amount.top.dep_ in SUBJECTS and value_of(amount) >= SMALL
    if amount.unit == "count" and _pointing(amount):
        return False
    person = fits(Argument(noun), [Lexicon.load().types["person"]], [], names, unit)
    share = " of " in doc[amount.start : amount.end].text  # "five of 34 ministers were women"
    if person and not share:
        return amount.unit == "count" and value_of(amount) >= SMALL and _counts_people(amount, verb)
    if value_of(amount) >= SMALL or share:
        return True
    owned = before is not None and before.tag_ == "POS"
    counted = verb is not None and (verb.lemma_ in words["counting"] or child(verb, "expl") is not None)
    return (counted or owned) and noun.lemma_.lower() in words["cases"]


def _converted(amount: Amount) -> bool:
    """Whether a sum in brackets is the one before them in another currency ("500 crowns ($14)")."""
    doc = amount.anchor.doc
    for i in range(amount.start - 1, max(amount.start - 6, 0), -1):
        if doc[i].text == "(":
            same = doc[i - 1]
            return same.lemma_.lower() in words_of_numbers()["currency"] or same.pos_ in ("NUM", "SYM")
    return False


def _counts_people(amount: Amount, verb: Token | None) -> bool:
    """Whether a group is counted for its own sake; what happened to it is told by other claims."""
    words, top = words_of_numbers(), amount.top
    if verb is not None and verb.lemma_ in words["suffered"]:
        return False
    if top.dep_ in ("nsubj", "nsubjpass", "attr", "dobj"):
        return True
    return top.dep_ == "pobj" and top.head.lower_ == "by"


def _pointing(amount: Amount) -> bool:
    """Whether the amount was spoken of before ("the two", "his three aides"), unless a name owns it."""
    doc, words = amount.anchor.doc, words_of_numbers()
    before = doc[amount.start - 1] if amount.start else None
    if before is not None and before.tag_ == "POS":
        return False
    noun = amount.noun
    start = noun.left_edge.i if noun is not None and noun.i > amount.start else amount.start
    return any(doc[i].lower_ in words["pointing"] for i in range(start, amount.start))


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
        listed = noun is not None and noun.i == top.i and amount.unit == "count"  # "nine cases, 8 appeals"
        measured = _join(amount, governor, noun) if is_nominal(governor) and not listed else counted
        own = subject(verb) if verb is not None else None
        inside = own is not None and own.left_edge.i <= amount.anchor.i <= own.right_edge.i
        about = _subject(verb, unit, names, amount) if verb is not None and not inside else None
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
    if found is None or found.i == amount.top.i:
        return None
    filler = fill(Argument(found), names, unit)
    if filler is not None and filler.start <= amount.anchor.i < filler.end:
        return filler.cut(verb.left_edge.i) if filler.start < verb.left_edge.i <= amount.anchor.i else None
    return filler


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
