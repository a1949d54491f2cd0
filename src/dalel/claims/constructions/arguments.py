"""What stands in a position, and the members of lists."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

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
    one_group = False
    for member in conjuncts(token):
        if (one_group and not apart(member)) or _denied(member):
            continue
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
            one_group = True  # "more than 30 lawyers, editors and other critics"
    return found


def _denied(member: Token) -> bool:
    """Whether a member is told as none: "the mayor | and not | the council"."""
    first = member.left_edge
    before = first if first.lower_ == "not" else first.nbor(-1) if first.i else first
    return member.dep_ == "conj" and before.lower_ == "not"


def apart(member: Token) -> bool:
    """Whether a member behind a counted group is none of it: "two men and | three women"."""
    return member.pos_ == "PROPN" or any(
        c.dep_ in ("nummod", "poss") or (c.dep_ == "det" and c.lower_ in ("a", "an", "the"))
        for c in member.children
        if c.i < member.i
    )


MARKS = frozenset({",", ";"})
JOINING = frozenset({"and", "or", "plus"})


def enumerated(token: Token) -> list[Argument]:
    """The members of a list as it is written, whatever the parser took the later ones for.

    "Judges, the president of the court, and the minister of justice": each piece between commas must be a
    phrase of a noun, and the last must follow "and". Where it is not so, the members are the parser's.
    """
    parsed = listed(token)
    doc, sentence = token.doc, token.sent
    found: list[Token] = []
    start, depth, last = max(token.left_edge.i, sentence.start), 0, False
    for i in range(token.i + 1, sentence.end + 1):
        other = doc[i] if i < sentence.end else None
        depth += 0 if other is None else (other.text == "(") - (other.text == ")")
        if other is not None and (depth or other.text not in MARKS):
            continue
        if doc[start].lower_ in JOINING:
            start, last = start + 1, True
        head = _head_of(doc, start, i) if start < i else None
        if head is None:
            break
        inner = [c for c in conjuncts(head) if start <= c.i < i]
        found.extend(inner)
        last = last or len(inner) > 1
        if last:
            break
        start = i + 1
    if not last or len(found) <= len(parsed):
        return parsed
    return [Argument(member) for member in found]


def _head_of(doc: Doc, start: int, end: int) -> Token | None:
    """The noun that heads a piece of a list; None where the piece is no phrase of a noun."""
    first = doc[start]
    if first.tag_ in ("WDT", "WP", "WP$", "IN", "TO") or first.tag_.startswith(("VB", "RB", "MD")):
        return None
    for token in doc[start:end]:
        if not start <= token.head.i < end or token.head.i == token.i:
            return token if token.pos_ in ("NOUN", "PROPN") else None
    return None
