"""Answering: evidence for a question, best first, as exact quotes. Nothing is ever written by the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dalel.ask.passages import Passages
from dalel.ask.question import analyse
from dalel.ask.rank import affinity, choose, rarity, score
from dalel.ask.words import words
from dalel.base import Base

LIMIT = 20
"""How many pieces of evidence are shown unless said otherwise."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that may answer a question: `quote` is characters `start` to `end` of document `doc`.

    `score` compares pieces of evidence for one question and means nothing beside. `heading` are the
    headings it stands under, joined by " > ". `cites` is what the document restates.
    """

    doc: str
    start: int
    end: int
    quote: str
    score: float
    heading: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    party: str = ""
    cites: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form of `dalel ask --json`."""
        return {
            "doc": self.doc,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "score": round(self.score, 4),
            "heading": self.heading,
            "title": self.title,
            "publisher": self.publisher,
            "date": self.date,
            "party": self.party,
            "cites": list(self.cites),
        }


def answer(passages: Passages, question: str, limit: int = LIMIT) -> list[Evidence]:
    """At most `limit` pieces of evidence for `question`, best first; none where nothing fits."""
    asked = analyse(question, passages.known)
    if not asked.terms:
        return []
    candidates = passages.candidates(asked, words(question))
    idf = rarity(asked, passages.total, passages.count)
    profiles = {passage.document.number: passage.document for passage in candidates}
    fit = affinity(asked, profiles.values(), passages.holding)
    evidence = []
    for ranked in choose(asked, score(asked, idf, fit, candidates), limit):
        passage = ranked.passage
        document = passage.document
        evidence.append(
            Evidence(
                doc=document.name,
                start=passage.start,
                end=passage.end,
                quote=passages.quote(document.number, passage.start, passage.end),
                score=ranked.score,
                heading=passage.heading,
                title=document.title,
                publisher=document.publisher,
                date=document.date,
                party=document.party,
                cites=document.cites,
            )
        )
    return evidence


def ask_all(base: Base, questions: Iterable[str], limit: int = LIMIT) -> Iterator[list[Evidence]]:
    """The evidence for each question in turn; what questions share is read from the base once."""
    with base._reading() as connection:
        passages = Passages(connection)
        for question in questions:
            yield answer(passages, question, limit)


def ask(base: Base, question: str, limit: int = LIMIT) -> list[Evidence]:
    """At most `limit` pieces of evidence for `question` from `base`, best first."""
    return next(ask_all(base, [question], limit))
