"""The time of an event whose own sentence tells none: what a reader carries over from the sentences before.

An event takes the one time its sentence has, wherever it stands. What an election brought (results,
turnout, a boycott) bears the date of the election last spoken of. What "remained" or "continued" in
an annual report is of the report's year. Standing facts (rules, powers, kinship, posts) carry nothing
over: which claims are events the caller knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from dalel.language.times_attach import Attached, merge, names_instrument, narrative
from dalel.language.times_model import ResolvedTime, TimeExpression
from dalel.language.units import ParsedUnit

ELECTIONS = frozenset(("election", "elections", "poll", "polls", "vote", "referendum", "ballot", "race"))
_LASTING = frozenset(("remain", "continue", "persist"))
_REACH = 1
"""How many sentences back a dated event still leads the story."""


class Timeline:
    """The times of a document's events."""

    def __init__(
        self, parsed: Sequence[ParsedUnit], times: Sequence[Sequence[ResolvedTime]], date: str
    ) -> None:
        self.parsed = parsed
        self.attached = [Attached(p.doc, found) for p, found in zip(parsed, times, strict=True)]
        self.year = date[:4]
        self.annual = len(date) == 4
        self._elections = [self._votes(index) for index in range(len(parsed))]

    def of(self, unit: int, trigger: Token) -> list[ResolvedTime]:
        """The times that the trigger's own sentence gives it; several only for a list of times."""
        return self.attached[unit].of(trigger)

    def time(
        self,
        unit: int,
        trigger: Token,
        *,
        event: bool = True,
        election: bool = False,
        story: bool = False,
    ) -> ResolvedTime | None:
        """The time of what the trigger tells in unit `unit`, carried over where its sentence gives none.

        `event` tells that the claim is of something that happened, `election` that it is what an
        election brought, `story` that the paragraph tells one story: then an event without a time has
        that of the sentence before. That makes up as many times as it finds, so it is off by default.
        """
        own = merge(self.of(unit, trigger))
        if own is not None:
            return own
        verb = _verb(trigger)
        if self.annual and _lasts(trigger, verb):
            at = TimeExpression(trigger.idx, trigger.idx + len(trigger), "date", outer_char=trigger.idx)
            return ResolvedTime(at, self.year, self.year, "year of the document", unit)
        if election:
            found = self._election(unit, trigger)
            if found is not None:
                return replace(found, value=found.plain, why="the election last spoken of")
        if event:
            only = self._only(unit, trigger)
            if only is not None:
                return only
        if story and event and narrative(verb):
            before = self._before(unit, trigger.sent)
            if before is not None:
                return replace(before, value=before.plain, why="the dated event before")
        return None

    def _only(self, unit: int, trigger: Token) -> ResolvedTime | None:
        """The one time of the sentence, unless a later clause with a subject of its own holds it."""
        sentence = trigger.sent
        doc = trigger.doc
        by = self.attached[unit].by
        found = {
            (t.start_char, t.value): t
            for i, times in by.items()
            if sentence.start <= i < sentence.end
            and not (i > trigger.i and _begins_anew(doc[i], trigger))
            and not (i != trigger.i and names_instrument(doc[i]))
            for t in times
            if t.expression.relation != "state"  # how things stood then, not when they happened
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _before(self, unit: int, sentence: Span) -> ResolvedTime | None:
        """The time of the last dated main clause a few sentences before in the same paragraph."""
        sentences = [s for s in self.parsed[unit].doc.sents if s.start < sentence.start]
        by = self.attached[unit].by
        for one in reversed(sentences[-_REACH:]):
            for token in (one.root, *one.root.conjuncts):
                found = merge(by.get(token.i, ()))
                if found is not None:
                    return found if found.expression.relation in ("in", "by", "from") else None
        return None

    def _votes(self, unit: int) -> list[tuple[int, ResolvedTime]]:
        doc = self.parsed[unit].doc
        found = []
        for index, times in sorted(self.attached[unit].by.items()):
            token = doc[index]
            near = token.lower_ in ELECTIONS or any(
                c.lower_ in ELECTIONS and c.dep_ in ("nsubj", "nsubjpass", "dobj") for c in token.children
            )
            if near:
                found.append((index, times[-1]))
        return found

    def elections(self, block: int) -> list[str]:
        """The dates of the elections spoken of before a block of the document (EDTF), the last first."""
        return [
            time.plain
            for index in range(len(self.parsed) - 1, -1, -1)
            if self.parsed[index].unit.index < block
            for _, time in reversed(self._elections[index])
        ]

    def _election(self, unit: int, trigger: Token) -> ResolvedTime | None:
        for index in range(unit, -1, -1):
            for at, time in reversed(self._elections[index]):
                if index < unit or at < trigger.sent.end:
                    return time
        return None


def _begins_anew(token: Token, trigger: Token) -> bool:
    """Whether a token stands in a clause after the trigger's: "A was jailed, and in May | B fled"."""
    for _ in range(6):
        if token.pos_ in ("VERB", "AUX"):
            break
        token = token.head
    return (
        token.dep_ == "conj"
        and trigger.i < token.left_edge.i
        and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
    )


def _lasts(trigger: Token, verb: Token) -> bool:
    """Whether what is told remained or went on: "remained under indictment", "continued to criticize"."""
    if verb.lemma_ in _LASTING:
        step = trigger
        while step.i != verb.i:
            if step.dep_ not in ("attr", "acomp", "oprd", "pobj", "prep"):
                return False
            step = step.head
        return True
    return verb.i == trigger.i and verb.dep_ == "xcomp" and verb.head.lemma_ in _LASTING


def _verb(token: Token) -> Token:
    """The finite verb that a trigger stands under."""
    for _ in range(6):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            return token
        token = token.head
    return token
