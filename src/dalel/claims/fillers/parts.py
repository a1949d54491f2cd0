"""The parts of a group that is told with its number, and whose somebody's people are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dalel.claims.constructions import Argument
from dalel.claims.fillers.filling import Filler, Names
from dalel.claims.fillers.phrases import phrase, text_of, trim
from dalel.claims.lexicon import Lexicon
from dalel.claims.syntax import child, children, conjuncts

POSSESSIVE = frozenset({"his", "her", "its"})


def parts(arguments: Sequence[Argument]) -> list[Argument]:
    """Parts of counted groups that the parser hangs elsewhere or apart.

    "25 persons (six judges and 19 clerks)", "ten persons on fraud charges, including three judges".
    """
    found: list[Argument] = []
    for argument in arguments:
        noun = argument.token
        if argument.clausal or not _counted(noun):
            continue
        for told in children(noun, "appos"):
            if told.i > noun.i and noun.doc[told.left_edge.i - 1].text == "(" and _counted(told):
                found.extend(Argument(m) for m in conjuncts(told) if _counted(m))
        found.extend(_included(noun))
    return found


def _counted(noun: Token) -> bool:
    return any(c.dep_ == "nummod" for c in noun.children)


def _included(noun: Token) -> list[Argument]:
    """Those told behind "including" that is hung on what they are no part of."""
    if any(c.lower_ == "including" for c in noun.children):
        return []
    people = Lexicon.load().types["person"].heads
    for word in noun.doc[noun.i + 1 : noun.sent.end]:
        if word.lower_ != "including" or word.nbor(-1).text != ",":
            continue
        head, first = word.head, child(word, "pobj")
        inside = noun.i < head.i and head.lemma_.lower() not in people and not _counted(head)
        return [Argument(m) for m in conjuncts(first)] if inside and first is not None else []
    return []


def owned(filler: Filler, names: Names, unit: int) -> Filler:
    """The filler with whose people they are by name: "two of | his | clients" are Omar Haddad's."""
    doc = filler.token.doc
    if filler.resolved or filler.start == filler.end:
        return filler
    first = filler.start
    if first and doc[first - 1].lower_ in POSSESSIVE and doc[first - 1].dep_ == "poss":
        first -= 1
    words = [
        doc[i] for i in range(first, filler.end) if doc[i].lower_ in POSSESSIVE and doc[i].dep_ == "poss"
    ]
    if len(words) != 1:
        return filler
    who = names.entities(unit, words[0])
    if len(who) != 1:
        return filler
    told = "".join(
        f"{who[0]}'s{t.whitespace_}" if t.i == words[0].i else t.text_with_ws for t in doc[first : filler.end]
    )
    return replace(filler, texts=(told.strip(),))


def counted_of(number: Token) -> str | None:
    """Those of whom a relative clause counts some: "arrested nine men, | four | of whom were freed"."""
    of = next((c for c in number.children if c.lower_ == "of"), None)
    if of is None and number.head.dep_ == "relcl":  # "of whom | four | were freed"
        of = next((c for c in children(number.head, "prep") if c.lower_ == "of" and c.i < number.i), None)
    pronoun = next(iter(children(of, "pobj")), None) if of is not None else None
    if pronoun is None or pronoun.lower_ not in ("whom", "which"):
        return None
    verb = next((t for t in number.ancestors if t.dep_ == "relcl"), None)
    group = verb.head if verb is not None else number
    if group.pos_ not in ("NOUN", "PROPN") or group.lemma_ == "charge":
        before = [t for t in number.doc[number.sent.start : number.i] if t.tag_ == "NNS" and number_of(t)]
        group = before[-1] if before else group
    return text_of(number.doc, *phrase(group)) if group.tag_ == "NNS" else None


def uncounted(noun: Token) -> str:
    """A noun with what stands before it, without its number."""
    numbers = [t.i + 1 for t in noun.doc[noun.left_edge.i : noun.i] if t.pos_ == "NUM"]
    first = numbers[-1] if numbers else noun.left_edge.i
    return text_of(noun.doc, *trim(noun.doc, min(first, noun.i), noun.i + 1))


def number_in(filler: Filler) -> str:
    """The words of a bare number without what it is a part of: "at least four | of whom"."""
    return text_of(filler.token.doc, min(filler.start, filler.token.i), filler.token.i + 1)


def number_of(noun: Token) -> str:
    """The number before a noun, as it is written; "" where there is none."""
    return next((c.lower_ for c in noun.children if c.dep_ == "nummod"), "")
