"""What stands in a position, and the members of lists."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dalel.claims.syntax import children, conjuncts

SPANS = frozenset({"year", "month", "week", "day", "lash"})
"""Measures of a penalty, whose number makes no group: "two years in prison and a fine"."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands in a position: the head of a noun phrase, or of a clause ("for disrupting order").

    `lead` is the preposition that leads to it, whose index cuts a longer phrase around it. `predicate`
    means the clause without its subject.
    """

    token: Token
    clausal: bool = False
    lead: int | None = None
    predicate: bool = False


def listed(token: Token | None) -> list[Argument]:
    """An argument for each member of a list; "officials, including A and B" gives A and B as well."""
    if token is None:
        return []
    found: list[Argument] = []
    for member in conjuncts(token):
        examples = [
            example
            for word in member.children
            if word.lower_ in ("including", "namely")
            or (word.lower_ == "as" and word.i and word.nbor(-1).lower_ == "such")
            for noun in children(word, "pobj", "dobj")
            for example in conjuncts(noun)
        ]
        counted = member.pos_ == "NUM" or any(c.dep_ == "nummod" for c in member.children)
        if not examples or counted or member.pos_ == "PROPN":
            found.append(Argument(member))
        found.extend(map(Argument, examples))
        if counted and member.i == token.i and member.tag_ == "NNS" and member.lemma_ not in SPANS:
            break  # "more than 30 lawyers, editors and other critics" are one group
    return found
