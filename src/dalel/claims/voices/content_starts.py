"""Where the words of what is said begin: past the occasion, with "of those asked", with whom "them" means."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dalel.claims.constructions import Argument
from dalel.claims.fillers.filling import Names, fill
from dalel.claims.fillers.phrases import phrase, text_of
from dalel.claims.syntax import child, children, governors
from dalel.language.attributions.attribution import Attribution

OBJECTS = frozenset({"them", "him", "her"})
"""Forms of pronouns that are never the subject of a full clause."""
LONGEST_OCCASION = 8
"""Tokens between a verb and the clause of what was said, at the most."""


def past_occasion(attribution: Attribution, start: int) -> int:
    """The start of what is said behind its occasion: "stated on that | occasion that | he left"."""
    clause = child(attribution.verb, "ccomp")
    mark = child(clause, "mark") if clause is not None else None
    if mark is None or mark.lower_ != "that" or not start < mark.i <= start + LONGEST_OCCASION:
        return start
    aside = any(p.i < start <= p.right_edge.i < mark.i for p in children(attribution.verb, "prep"))
    return mark.i + 1 if aside and attribution.verb.i < start else start


def with_pronoun(attribution: Attribution, start: int) -> int:
    """The start with the thing that a view is of: "deemed | it to be | too little"."""
    doc, verb = attribution.verb.doc, attribution.verb
    first = start - 1 if doc[start].lower_ == "to" else start - 2
    seen = doc[start : start + 2].text.lower().startswith(("be", "to be"))
    if not seen or first <= verb.i or doc[first].tag_ != "PRP" or doc[first + 1].lower_ != "to":
        return start
    return first


def with_number(doc: Doc, start: int) -> int:
    """The start with the "of" that opens a clause: "found that | of | 20 nurses asked, nine were ill"."""
    before = doc[start - 1] if start else None
    opens = before is not None and before.lower_ == "of" and before.dep_ == "prep"
    if before is None or not opens or before.head.i < start or before.i == 0:
        return start
    return before.i if before.nbor(-1).lower_ in ("that", ",") else start


def whom_meant(verb: Token, start: int, own: Sequence[str], names: Names, unit: int) -> str | None:
    """The words for whom a pronoun at the start of a view means, "" where that is unknown; None for others.

    Nobody of their `own` names means himself: "barred the girls, for they thought | them a bad example |".
    """
    first = verb.doc[start]
    view = first.lower_ == "it" and (first.dep_ == "dobj" or _bare_view(first) or first.nbor(1).tag_ == "TO")
    if first.tag_ != "PRP" or not (first.lower_ in OBJECTS or view):
        return None
    meant = fill(Argument(first), names, unit)
    if meant is not None and meant.resolved and set(own).isdisjoint(meant.texts):
        return " and ".join(meant.texts)
    several = first.lower_ == "them"
    for above in governors(verb):
        thing = child(above, "dobj")
        if thing is not None and thing.i < first.i and (thing.tag_ in ("NNS", "NNPS")) is several:
            return text_of(first.doc, *phrase(thing))
    return ""


def _bare_view(pronoun: Token) -> bool:
    """Whether a pronoun is the subject of a view without a verb: "called | it | a farce"."""
    return pronoun.dep_ == "nsubj" and pronoun.head.pos_ not in ("VERB", "AUX")


def resolved_start(
    attribution: Attribution, start: int, text: str, own: Sequence[str], names: Names, unit: int
) -> str | None:
    """The words of a view with its first pronoun resolved; None where the pronoun is of nobody known."""
    meant = whom_meant(attribution.verb, start, own, names, unit)
    if meant is None:
        return text
    rest = text[len(attribution.verb.doc[start]) :]
    return f"{meant}{rest}" if meant else None
