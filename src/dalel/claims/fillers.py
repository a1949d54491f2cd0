"""From an argument to the words of a role: the noun phrase, cut to what names the thing, and resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc, Token

from dalel.claims.constructions import Argument
from dalel.claims.lexicon import Type
from dalel.claims.syntax import conjuncts
from dalel.model import MentionKind

EDGES = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these", "those", "such",
                   "both", "either", "any", ",", ";", ":", "-", "–", "—", "'", "’", '"', "“", "”", "(", ")", ".", "and", "or", "of"})  # fmt: skip
LONGEST = 45
"""Tokens of a clausal filler at the most; what is longer is cut there."""


class Names(Protocol):
    """What is known of names in a document: who a token stands for, and what kind of thing is named."""

    def entities(self, unit: int, token: Token) -> tuple[str, ...]:
        """The fullest names of those a name, pronoun or description stands for; empty where unsure."""

    def kind(self, unit: int, token: Token) -> MentionKind | None:
        """The kind of the thing a name names; None where the token is no name."""


@dataclass(frozen=True, slots=True)
class Filler:
    """The words of a role. `texts` are several where a plural pronoun stands for several; `start` and
    `end` are the tokens of the Doc that show it."""

    texts: tuple[str, ...]
    start: int
    end: int
    token: Token
    lead: int | None = None
    resolved: bool = False

    def cut(self, end: int, start: int | None = None) -> Filler:
        """The same filler, ending before the token `end` (and beginning at `start`)."""
        start, end = trim(self.token.doc, self.start if start is None else start, end)
        texts = self.texts if self.resolved else (text_of(self.token.doc, start, end),)
        return Filler(texts, start, end, self.token, self.lead, self.resolved)


def phrase(head: Token) -> tuple[int, int]:
    """The tokens of the noun phrase of `head` without apposition, list members and added relative clauses."""
    kept = {head.i}
    stack = [head]
    while stack:
        token = stack.pop()
        for c in token.children:
            label = c.dep_
            if label in ("appos", "conj", "cc", "preconj", "parataxis", "advcl"):
                if not (label in ("conj", "cc") and token.i != head.i):
                    continue
            if label in ("relcl", "acl") and c.i > token.i and token.doc[c.left_edge.i - 1].text in (",", "(", "–", "-"):
                continue
            if label == "prep" and (c.lower_ == "including" or any(g.ent_type_ == "DATE" and g.lemma_ not in ("year", "month") for g in c.children)):
                continue
            kept.add(c.i)
            stack.append(c)
    start = end = head.i
    while start - 1 in kept:
        start -= 1
    while end + 1 in kept:
        end += 1
    return trim(head.doc, start, end + 1)


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Token bounds without articles, possessive pronouns and punctuation at the edges."""
    while start < end - 1 and doc[start].lower_ in EDGES and not _opens_quote(doc, start, end):
        start += 1
    while start < end - 1 and (doc[end - 1].is_punct and doc[end - 1].text not in ("%", ")", "”", "’") or doc[end - 1].lower_ in ("and", "or")):
        end -= 1
    return start, end


def _opens_quote(doc: Doc, start: int, end: int) -> bool:
    """Whether the mark at `start` belongs to words inside the phrase, as in “Leader of the Nation” title."""
    return doc[start].text in ("“", "‘") and any(doc[i].text in ("”", "’") for i in range(start + 1, end - 1))


def clause_words(verb: Token) -> tuple[int, int]:
    """The tokens of a clause or participle phrase without its conjunction, its "to" and what follows a semicolon."""
    start, end = verb.left_edge.i, verb.right_edge.i + 1
    doc = verb.doc
    while start < verb.i and doc[start].lower_ in ("that", "to", "whether", "if", "how", "for", ",", "“", '"', "by"):
        start += 1
    for i in range(verb.i, end):
        if doc[i].text in (";", "--"):
            end = i
            break
    return trim_right(doc, start, undated(doc, verb.i + 1, min(end, start + LONGEST)))


def predicate_words(verb: Token) -> tuple[int, int]:
    """The tokens of a clause from its first auxiliary on, without the subject."""
    start = verb.i
    while start > verb.left_edge.i and (doc_token := verb.doc[start - 1]).dep_ in ("aux", "auxpass", "neg", "advmod") and doc_token.head.i == verb.i:
        start -= 1
    return start, clause_words(verb)[1]


def undated(doc: Doc, start: int, end: int) -> int:
    """The end of a phrase without the date at its end ("... in May 2011")."""
    cut = end
    while cut > start and (doc[cut - 1].ent_type_ == "DATE" or doc[cut - 1].text == ","):
        cut -= 1
    if cut < end and cut > start and doc[cut - 1].lower_ in ("in", "on", "since", "during", "from", "until", "by", "at"):
        return cut - 1
    return end


def trim_right(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Token bounds without punctuation and conjunctions at the right edge."""
    while start < end - 1 and (doc[end - 1].text in (",", ".", ";", ":", "--", "-", "(", '"') or doc[end - 1].lower_ in ("and", "or", "but")):
        end -= 1
    return start, end


def text_of(doc: Doc, start: int, end: int) -> str:
    """The words as written, in one line."""
    return doc[start:end].text


def fits(argument: Argument, types: Sequence[Type], unlike: Sequence[Type], names: Names, unit: int) -> bool:
    """Whether what stands in a position is one of the sorts of things wanted, and none of the unwanted."""
    if unlike and any(_is(argument, kind, names, unit) for kind in unlike):
        return False
    return not types or any(_is(argument, kind, names, unit) for kind in types)


def _is(argument: Argument, kind: Type, names: Names, unit: int) -> bool:
    token = argument.token
    if not argument.clausal:
        named = names.kind(unit, token)
        if named is not None:
            if named.value in kind.names:
                return True
            if kind.names and kind.pattern is None:
                return False
        lower = token.lower_
        if lower in kind.pronouns:
            return True
        lemma = token.lemma_.lower()
        if (lemma in kind.heads or lower in kind.heads) and lemma not in kind.unless:
            return True
        if kind.endings and lemma.endswith(kind.endings) and lemma not in kind.unless:
            return True
    if kind.pattern is not None:
        start, end = clause_words(token) if argument.clausal else phrase(token)
        return kind.pattern.search(text_of(token.doc, start, end)) is not None
    return False


def named_by(noun: Token, end: int, names: Names, unit: int) -> tuple[str, ...]:
    """The names that say who a description means: "a former chief of staff, Rustam Azimov,", "activists A and B"."""
    if noun.pos_ != "NOUN":
        return ()
    named: list[Token] = [
        member
        for apposition in noun.children
        if apposition.dep_ == "appos" and apposition.i > noun.i
        for member in conjuncts(apposition)
    ]
    doc = noun.doc
    if not named and end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].head.i != noun.i:
        head = doc[end]
        while head.dep_ in ("compound", "nmod") and head.head.i > head.i and head.head.pos_ == "PROPN":
            head = head.head
        named = conjuncts(head) if doc[end - 1].i + 1 == doc[end].i and not doc[end - 1].is_punct else []
    return tuple(
        entity
        for token in named
        if names.kind(unit, token) is MentionKind.PERSON
        for entity in names.entities(unit, token)
    )


def fill(argument: Argument, names: Names, unit: int, part: str = "whole", resolve: bool = True) -> Filler | None:
    """The words for a role of what stands in a position; None where only a pronoun of unknown meaning does.

    With `resolve` a name, pronoun or description becomes the fullest name of the one meant.
    """
    token = argument.token
    doc = token.doc
    if argument.clausal:
        start, end = predicate_words(token) if argument.predicate else clause_words(token)
        return Filler((text_of(doc, start, end),), start, end, token, argument.lead)
    start, end = phrase(token)
    if part == "number":
        numbers = [c for c in token.children if c.dep_ in ("nummod", "quantmod")]
        if token.like_num or token.pos_ == "NUM":
            numbers = [token]
        if not numbers:
            return None
        start, end = numbers[0].left_edge.i, numbers[-1].i + 1
        return Filler((text_of(doc, start, end),), start, end, token, argument.lead)
    if part == "before":
        end = token.i
        if start >= end:
            return None
        return Filler((text_of(doc, *trim(doc, start, end)),), start, token.i + 1, token)
    if part == "head":
        end = token.i + 1
        start, end = trim(doc, min(start, token.i), end)
        while start < token.i and (doc[start].dep_ in ("poss", "case") or doc[start].ent_type_ in ("PERSON", "GPE")):
            start += 1
        return Filler((text_of(doc, start, end),), start, end, token, argument.lead)
    entities = (names.entities(unit, token) or named_by(token, end, names, unit)) if resolve else ()
    if entities:
        return Filler(entities, start, end, token, argument.lead, resolved=True)
    if token.pos_ == "PRON" and start + 1 == end and token.lower_ not in ("many", "some", "others", "several", "those", "all"):
        return None
    return Filler((text_of(doc, start, end),), start, end, token, argument.lead)
