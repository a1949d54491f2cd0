"""Stated numbers that no other claim accounts for: who or what, which measure, how much.

A number counts what its noun names ("200,000 people") or measures what its sentence speaks of
("Inflation is 18 percent"). Dates, ages of laws, ordinals and the numbers of articles are not measures.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dalel.claims.constructions import subject
from dalel.claims.fillers import Filler, Names, fill, phrase, text_of
from dalel.claims.constructions import Argument
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.syntax import child, governors, is_verb

FRAME = Frame("quantity.number", "quantity", {}, (), ("subject", "value"))
NO_MEASURES = frozenset({"DATE", "TIME", "ORDINAL", "LAW"})
APPROXIMATE = frozenset({"about", "approximately", "around", "nearly", "almost", "some", "over", "more", "less", "than", "at", "least",
                         "up", "to", "only", "estimated", "roughly", "fewer", "most", "slightly"})  # fmt: skip
UNITS = frozenset({"percent", "%", "million", "billion", "dollar", "euro", "tenge", "usd", "year", "month", "day", "hour", "week"})
NUMBERED = frozenset({"article", "section", "resolution", "no", "number", "chapter", "page", "paragraph", "grade", "group", "part"})


def quantities(doc: Doc, unit: int, names: Names, taken: set[int]) -> Iterator[Finding]:
    """The numbers of a Doc whose tokens are not in `taken`, each as a claim in the making."""
    seen: set[int] = set()
    for token in doc:
        if token.pos_ != "NUM" or token.i in taken or token.i in seen or not _measures(token):
            continue
        head = _counted(token)
        start, end = _extent(token, head)
        seen.update(range(start, end))
        if any(i in taken for i in range(start, end)):
            continue
        finding = _finding(doc, unit, names, token, head, start, end)
        if finding is not None:
            yield finding


def _measures(token: Token) -> bool:
    if token.ent_type_ in NO_MEASURES and not token.doc[token.i : token.i + 2].text.endswith(("-year", "-day", "-month")):
        return False
    if token.lower_ in ("one", "1") or token.i and token.nbor(-1).lemma_.lower() in NUMBERED:
        return False
    return not (token.shape_ == "dddd" and token.text[:2] in ("18", "19", "20"))


def _counted(number: Token) -> Token:
    """The noun that a number counts, or the number itself where it stands alone."""
    head = number
    while head.dep_ in ("nummod", "quantmod", "compound", "npadvmod") and head.head.i != head.i:
        head = head.head
        if head.pos_ in ("NOUN", "PROPN"):
            break
    return head


def _extent(number: Token, head: Token) -> tuple[int, int]:
    """The tokens of the number with its unit and the words that make it rough ("more than 5,000", "88.5 percent")."""
    doc = number.doc
    start, end = number.i, number.i + 1
    while start > number.sent.start and (doc[start - 1].lower_ in APPROXIMATE or doc[start - 1].tag_ == "$" or doc[start - 1].pos_ == "NUM"):
        start -= 1
    while end < number.sent.end and (doc[end].pos_ == "NUM" or doc[end].lemma_.lower() in UNITS):
        end += 1
    return start, end


def _finding(doc: Doc, unit: int, names: Names, number: Token, head: Token, start: int, end: int) -> Finding | None:
    value = Filler((text_of(doc, start, end),), start, end, number)
    verb = next((g for g in governors(number) if is_verb(g)), None)
    topic = subject(verb) if verb is not None else None
    measured: list[Filler] = []
    of = child(head, "prep")
    if head.i >= end or head.pos_ in ("NOUN", "PROPN") and head.i not in range(start, end):
        left, right = phrase(head)
        text = " ".join(t.text for t in doc[left:right] if not start <= t.i < end).strip()
        if text:
            measured = [Filler((text,), left, right, head)]
    elif of is not None and of.lower_ == "of":
        found = child(of, "pobj")
        if found is not None:
            filler = fill(Argument(found), names, unit)
            measured = [filler] if filler else []
    topics: list[Filler] = []
    if topic is not None and not topic.left_edge.i <= number.i <= topic.right_edge.i:
        filler = fill(Argument(topic), names, unit)
        topics = [filler] if filler else []
    elif verb is not None and topic is not None and not measured:
        return None
    if not topics and not measured:
        return None
    if verb is not None and topics and not measured and verb.lemma_ not in ("be", "have"):
        measured = [Filler((verb.text,), verb.i, verb.i + 1, verb)]
    roles = {"subject": topics or measured, "value": [value]}
    if topics and measured:
        roles["measure"] = measured
    return Finding(FRAME, number, roles)
