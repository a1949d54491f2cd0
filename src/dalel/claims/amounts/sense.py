"""Whether an amount, told of its subject with its measure, says what its sentence does.

Where the parse takes the wrong words together the number would be said of something else: of its reporter,
of another number, of what stands on the far side of another verb. Such claims are mended or left out.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from dalel.claims.amounts.numbers import RANGING, Amount, words_of_numbers
from dalel.claims.amounts.words import Topic, bounded, words_between
from dalel.claims.amounts.worth import verb_of
from dalel.claims.commitment.parse import infinitive
from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.phrases import predicate_words
from dalel.claims.interpreter import Finding
from dalel.claims.syntax import SUBJECTS, governors, is_verb

THAT = frozenset({"that", "those", "what"})
"""Pronouns behind an amount that tell what it is an amount of: "one-half | that paid for men"."""
FAR = 2
"""Nouns between an amount's own and the verb: behind more of them it is not of the verb's subject."""
UNTOLD = frozenset({"following", "rest", "former", "latter", "above"})
"""Nouns that don't tell by themselves what they are of."""
PLEDGING = frozenset({"commit", "agree", "object", "admit"})
"""Verbs before "to" and what is to be done."""
WINNING = frozenset({"receive", "win", "gain", "get", "take", "secure", "lose"})
"""Verbs of results, which an election itself has none of."""


def turned(amount: Amount) -> bool:
    """Whether words beside an amount turn what it tells: "all but | 3 percent", "one-half | that of men"."""
    doc, start, end = amount.anchor.doc, amount.start, amount.end
    if doc[max(start - 2, 0) : start].text.lower() == "all but":
        return True
    following = doc[end] if end < len(doc) else None
    opened = doc[start].lower_ in ("a", "an") or doc[max(start - 1, 0)].lower_ in ("a", "an")
    if amount.unit == "money" and opened and following is not None and following.text == "(":
        return True  # "a 90 crown ($3) | contract"
    return (
        following is not None
        and amount.unit == "percent"
        and (following.lower_ in THAT or doc[end : end + 2].text.lower() in {f"of {word}" for word in THAT})
    )


def counted_and_told(amount: Amount, topic: Filler) -> Topic | None:
    """ "The police reported 32 rallies | were banned", read as what they reported: of the rallies, banned."""
    noun, verb = amount.noun, verb_of(amount)
    if noun is None or verb is None or verb.lemma_ not in words_of_numbers()["telling"]:
        return None
    doc, after = noun.doc, noun.i + 1
    if topic.start >= amount.start or after + 1 >= len(doc) or doc[after].lower_ not in ("was", "were"):
        return None
    told = doc[after].head if doc[after].dep_ in ("aux", "auxpass") else doc[after]
    if not is_verb(told) and told.pos_ != "AUX":
        return None
    start, (_, end) = after + 1, predicate_words(told)
    if end <= start:
        return None
    end = bounded(doc, start, end)
    dated = next((t.i for t in doc[start + 1 : end] if t.ent_type_ == "DATE"), end + 1)
    measure = words_between(amount, start, min(end, dated - 1), told)
    return words_between(amount, amount.start, after, noun), measure


def far_off(amount: Amount, topic: Filler) -> bool:
    """Whether the subject is of a verb too far away: "bribes from the cost of the purchase of 28 ships"."""
    verb = verb_of(amount)
    if verb is None or not any(topic.start <= c.i < topic.end for c in verb.children if c.dep_ in SUBJECTS):
        return False
    between = [t for t in governors(amount.top) if t.pos_ in ("NOUN", "PROPN") and t.is_ancestor(amount.top)]
    nouns = [t for t in between if verb.is_ancestor(t) and t.i > verb.i]
    return amount.top.dep_ == "pobj" and amount.top.head.lower_ == "of" and len(nouns) > FAR


def senseless(amount: Amount, topic: Filler, measure: Filler | None) -> bool:
    """Whether the words taken as subject and measure can't be what the amount is of."""
    doc, verb = amount.anchor.doc, verb_of(amount)
    if not topic.resolved and (topic.token.lower_ in UNTOLD or _none_or_number(topic)):
        return True
    if verb is not None and (_place_before(amount, topic, verb) or _nested(topic, verb)):
        return True
    if verb is not None and verb.lemma_ in RANGING and doc[amount.start].lower_ != "from":
        return doc[amount.start - 1].lower_ in ("from", "to")  # "from 2 percent in Northport | to 95 percent"
    listed_place = amount.unit == "percent" and measure is None and amount.noun is None
    if listed_place and topic.token.ent_type_ == "GPE" and topic.token.dep_ not in SUBJECTS:
        return True  # "came from abroad, including Ruritania (17 percent)"
    if topic.token.lemma_ == "election" and verb is not None and verb.lemma_ in WINNING:
        return True
    if not topic.resolved and amount.unit in ("count", "age") and _inside(amount, topic):
        return True  # "permanent and nine temporary camps", with the nine
    if doc[max(amount.start - 2, 0) : amount.start].text.lower() == "out of" and doc[topic.start].like_num:
        return True  # "33 orders issued | out of 179 cases"
    if measure is not None and "respectively" in re.findall(r"\w+", measure.texts[0]):
        return True
    if measure is None:
        return False
    if measure.texts[0].lower() in ("was", "were", "is", "are"):
        return True  # "181 were | Norwegians and 48 were Danes"
    if (
        amount.unit == "distance"
        and amount.noun is None
        and measure.texts[0].isalpha()
        and is_verb(measure.token)
    ):
        return amount.top.dep_ != "dobj"  # "occurred in Northport, | 90 miles | from the capital"
    before = doc[amount.start - 1]
    if not measure.resolved and _behind_another(amount, measure):
        return True
    return _of_a_count(amount, measure) or _past_another(amount, measure) or _at(before, amount, measure)


def with_the_verb(measure: Filler, before: Finding | None) -> Filler:
    """A measure that only tells how, with the verb of the amount before: "23 | waiting | through courts"."""
    first = before.roles.get("measure", []) if before is not None else []
    lone = measure.token.doc[measure.start].pos_ == "ADP" and not measure.resolved
    if not lone or not first or first[0].resolved or not is_verb(first[0].token):
        return measure
    text = f"{first[0].texts[0]} {measure.texts[0]}"
    return Filler((text,), measure.start, measure.end, measure.token, resolved=True)


def _none_or_number(topic: Filler) -> bool:
    """Whether the subject is "no candidate", or only a number itself: "20 were hit" for 6,000 people."""
    doc = topic.token.doc
    rough, money = words_of_numbers()["approximate"], words_of_numbers()["currency"]
    bare = all(
        t.like_num or t.lower_ in rough or t.lemma_.lower().removesuffix("s") in money
        for t in doc[topic.start : topic.end]
    )
    this = topic.token.lemma_ == "number" and any(c.lower_ in ("this", "that") for c in topic.token.children)
    pointed = this and topic.token.head.lemma_ == "include"  # "this number included 90 guards"
    return bare or pointed or any(c.lower_ == "no" and c.dep_ == "det" for c in topic.token.children)


def _place_before(amount: Amount, topic: Filler, verb: Token) -> bool:
    """ "| In 35 villages | the government stated ...": where something is told, no count of the teller's."""
    prep = amount.top.head
    leads = amount.top.dep_ == "pobj" and prep.lower_ in ("in", "at", "across") and prep.i < topic.start
    return leads and amount.unit == "count" and verb.lemma_ in words_of_numbers()["telling"]


def _nested(topic: Filler, verb: Token) -> bool:
    """Whether a verb has the subject of one two clauses above: "led them to pass it, | cutting the fee"."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or any(c.dep_ in SUBJECTS for c in verb.children):
        return False
    above = verb.head
    return above.tag_ == "VB" and above.dep_ in ("xcomp", "ccomp", "acl") and topic.token.head.i != above.i


def before_that(amount: Amount, told: dict[int, Finding]) -> Finding | None:
    """The claim of the amount that one is set against: "12 percent, up from | 5 percent |"."""
    doc = amount.anchor.doc
    if doc[max(amount.start - 2, 0) : amount.start].text.lower() not in ("up from", "down from"):
        return None
    earlier = [i for i in told if amount.anchor.sent.start <= i < amount.start]
    found = told[max(earlier)] if earlier else None
    return found if found is not None and found.kind == "quantity" else None


def only_aimed(amount: Amount) -> bool:
    """Whether the verb is what something is for: "an agreement | to resettle | 16,000 refugees"."""
    verb = verb_of(amount)
    return verb is not None and verb.tag_ == "VB" and verb.dep_ == "acl" and infinitive(verb)


def with_what_leads(amount: Amount, measure: Filler) -> Filler:
    """A measure with the verb that tells how far it is so: "| designed | to hold inmates"."""
    verb = verb_of(amount)
    if verb is None or measure.token.i != verb.i or measure.resolved:
        return measure
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and (to := verb.head).lower_ == "to":
        if to.head.pos_ != "VERB" or to.head.lemma_ not in PLEDGING:
            return measure
        text = f"{to.head.text} to {measure.texts[0]}"  # "| committed | to accepting refugees"
        return Filler((text,), measure.start, measure.end, measure.token, resolved=True)
    if verb.tag_ != "VB" or not infinitive(verb):
        return measure
    lead = verb.head
    if verb.dep_ not in ("xcomp", "ccomp") or lead.pos_ != "VERB":
        return measure
    text = f"{lead.text} to {measure.texts[0]}"
    return Filler((text,), measure.start, measure.end, measure.token, resolved=True)


def _inside(amount: Amount, topic: Filler) -> bool:
    """Whether the subject has the amount in it, or begins with what another number shares with it."""
    value = topic.token.doc[amount.start : amount.end].text
    return value in topic.texts[0].split() or f" and {amount.anchor.text} " in topic.texts[0]


def _of_a_count(amount: Amount, measure: Filler) -> bool:
    """ "theft at 417 cases (39 percent)": a share in brackets beside a count of the same."""
    first = measure.token.doc[measure.start]
    inside = measure.start <= amount.anchor.i < measure.end
    return (
        amount.unit == "percent" and first.like_num and not inside and measure.texts[0].startswith(first.text)
    )


def _behind_another(amount: Amount, measure: Filler) -> bool:
    """ "investigating 15 complaints of fraud, | 23 | complaints of theft" as what the 23 measure."""
    lead = measure.token.doc[measure.start : max(amount.start, measure.start)]
    return any(t.text == "," for t in lead) and any(t.like_num and t.ent_type_ != "DATE" for t in lead)


def _past_another(amount: Amount, measure: Filler) -> bool:
    """ "20 percent were dismissed, and 5 percent | beaten": what only another amount is told with."""
    doc = measure.token.doc
    between = doc[amount.end : max(measure.start, amount.end)]
    numbers = [t for t in between if t.like_num and t.ent_type_ not in ("DATE", "TIME")]
    return bool(numbers) and any(t.tag_ in ("VBN", "VBD", "VBG") and t.pos_ != "AUX" for t in between)


def _at(before: Token, amount: Amount, measure: Filler) -> bool:
    """ "recorded at 578 cases" without the number: "recorded at cases"."""
    inside = measure.start < amount.start and amount.end < measure.end
    return before.lower_ == "at" and inside and amount.unit == "count" and before.i >= measure.start
