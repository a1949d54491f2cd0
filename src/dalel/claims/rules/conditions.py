"""The conditions that rules hold under: behind their words, or before their subject."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.phrases import text_of
from dalel.claims.rules.words import LONGEST_CONDITION
from dalel.claims.syntax import SUBJECTS, child, children

CONDITIONS = frozenset({"if", "unless", "provided"})
"""Conjunctions of clauses that a rule holds under."""
AHEAD = CONDITIONS | {"when", "where", "once", "whenever"}
"""Those of clauses before the words of a rule that tell no single event."""
LIMITS = CONDITIONS | {"after", "before", "once", "until", "when"}
"""Those of clauses behind the words of a rule."""
OCCASIONS = frozenset({"absence", "case", "event"})
"""Nouns of conditions: "in the | absence | of heirs, the state may ..."."""
TIMES = frozenset({"DATE", "TIME", "CARDINAL"})
"""Entities that are no sort of case."""


def with_condition(words_of: Filler, trigger: Token) -> Filler:
    """The words of a rule with the condition that stands right behind them or before its subject.

    "right to appeal | if the fine is high"; "For felonies, custody may not exceed a year": "may not exceed
    a year for felonies".
    """
    if words_of.resolved:
        return words_of
    doc, last = trigger.doc, _condition_behind(words_of.end, trigger)
    told = replace(words_of, texts=(text_of(doc, words_of.start, last),), end=last)
    before = _condition_before(trigger)
    if before is None:
        return told if last > words_of.end else words_of
    first, end = before
    told = _without_aside(told)
    text = f"{told.texts[0]} {doc[first].lower_} {text_of(doc, first + 1, end)}"
    return replace(told, texts=(text,), start=first, resolved=True)


def _without_aside(words_of: Filler) -> Filler:
    """The words of a rule before what they add on something: "must go to the mayor, | who is often away"."""
    doc = words_of.token.doc
    for i in range(words_of.token.i + 1, words_of.end - 1):
        if doc[i].text == "," and doc[i + 1].tag_ in ("WDT", "WP") and doc[i + 1].dep_ != "pobj":
            return replace(words_of, texts=(text_of(doc, words_of.start, i),), end=i)
    return words_of


def _condition_behind(end: int, trigger: Token) -> int:
    """Where the condition behind the words of a rule ends; `end` where none follows."""
    doc, stop = trigger.doc, trigger.sent.end
    start = end + (end < stop and doc[end].text == ",")
    lead = start + (start < stop and doc[start].lower_ in ("only", "even"))
    if lead + 1 < stop and doc[lead].lower_ == "and" and doc[lead + 1].lower_ in ("if", "only"):
        lead += 1
    if lead >= stop or doc[lead].lower_ not in LIMITS:
        return end
    clause = doc[lead]
    while clause.dep_ not in ("advcl", "conj") and clause.head.i > lead and clause.head.i != clause.i:
        clause = clause.head
    near = clause.dep_ in ("advcl", "conj") and clause.right_edge.i - lead <= LONGEST_CONDITION
    return clause.right_edge.i + 1 if near else end


def _past(verb: Token) -> bool:
    """Whether a clause is told in the past: "when the king died"."""
    finite = next((c for c in children(verb, "aux", "auxpass")), verb)
    return finite.tag_ in ("VBD", "VBN") or finite.lower_ in ("had", "was", "were", "did")


def _condition_before(trigger: Token) -> tuple[int, int] | None:
    """The bounds of the condition that a sentence begins with: "If no charge is filed, | judges must ..."."""
    doc = trigger.doc
    own = child(trigger, *SUBJECTS)
    for c in trigger.children:
        first, last = c.left_edge.i, c.right_edge.i
        apart = own is not None and last < own.i and doc[last + 1].text == ","
        if not apart or last - first > LONGEST_CONDITION:
            continue
        noun = child(c, "pobj") if c.dep_ == "prep" else None
        clause = c.dep_ == "advcl" and doc[first].lower_ in (CONDITIONS if _past(c) else AHEAD)
        cases = c.lower_ == "in" and noun is not None and noun.lemma_ in OCCASIONS
        some = c.lower_ == "for" and noun is not None and noun.tag_ == "NNS" and noun.ent_type_ not in TIMES
        if clause or cases or some:
            return first, last + 1
    return None
