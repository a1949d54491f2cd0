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

from dalel.language.times.attach import Attached, merge, names_instrument, narrative
from dalel.language.times.model import ResolvedTime, TimeExpression
from dalel.language.times.reach import ANOTHER, ELSEWHEN, begins_anew, clause_verb, reaches
from dalel.language.units import ParsedUnit

ELECTIONS = frozenset(("election", "elections", "poll", "polls", "vote", "referendum", "ballot", "race"))
_LASTING = frozenset(("remain", "continue", "persist"))
DAY = len("2007-08-18")
COMPARED = frozenset(("up", "down"))
"""Words that tie a date to an older number: "down from a third in 2004"."""
_REACH = 2
"""How many sentences back a dated event still leads the story."""


class Timeline:
    """The times of a document's events."""

    def __init__(
        self, parsed: Sequence[ParsedUnit], times: Sequence[Sequence[ResolvedTime]], date: str
    ) -> None:
        self.parsed = parsed
        self.attached = [Attached(p.doc, found) for p, found in zip(parsed, times, strict=True)]
        self.date = date
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
        part: bool = False,
        lasting: bool = False,
        deeds: bool = False,
    ) -> ResolvedTime | None:
        """The time of what the trigger tells in unit `unit`, carried over where its sentence gives none.

        `event` tells that the claim is of something that happened, `election` that it is what an
        election brought, `story` that it is a step of what is told one after the other: without a time it
        has that of the sentence before. `part` tells that the claim is of a phrase that bears the time of
        its clause (a number, a post beside a name), `lasting` that it is of a state, `deeds` that what
        follows the trigger may have dates of its own ("charged with the 2007 killing").
        """
        own = merge(self.attached[unit].of(trigger, deeds=deeds))
        if own is not None:
            return own
        if part:
            verb = clause_verb(trigger)
            told = merge(self.attached[unit].around(verb)) if verb is not None else None
            if told is not None:
                return told
        verb = _verb(trigger)
        if self.annual and _lasts(trigger, verb):
            at = TimeExpression(trigger.idx, trigger.idx + len(trigger), "date", outer_char=trigger.idx)
            return ResolvedTime(at, self.year, self.year, "year of the document", unit)
        if election:
            found = self._election(unit, trigger)
            if found is not None:
                return replace(found, value=found.plain, why="the election last spoken of")
        if event:
            only = self._only(unit, trigger, lasting)
            if only is not None:
                return only
        return self._before(unit, trigger) if story else None

    def _only(self, unit: int, trigger: Token, lasting: bool) -> ResolvedTime | None:
        """The one time of the sentence, unless a later clause with a subject of its own holds it."""
        sentence = trigger.sent
        doc = trigger.doc
        by = self.attached[unit].by
        found = {
            (t.start_char, t.value): t
            for i, times in by.items()
            if sentence.start <= i < sentence.end
            and not (i > trigger.i and begins_anew(doc[i], trigger))
            and not (i != trigger.i and (names_instrument(doc[i]) or doc[i].lower_ in COMPARED))
            and not any(token.lower_ == ";" for token in doc[min(i, trigger.i) : max(i, trigger.i)])
            and not _at_another_time(trigger, doc[i])
            for t in times
            if reaches(trigger, doc[i], rough=len(t.plain) < DAY, lasting=lasting)
            and t.expression.relation != "state"  # how things stood then, not when they happened
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _before(self, unit: int, trigger: Token) -> ResolvedTime | None:
        """The time of the dated main clause last told in the paragraph, where the trigger's sentence goes on.

        What followed on a day need not be of that day: of a day only its year is carried over.
        """
        verb = _verb(trigger)
        if not narrative(verb) or not _told_on(verb) or self._dates(unit, trigger.sent):
            return None
        doc = self.parsed[unit].doc
        by = self.attached[unit].by
        sentence = trigger.sent
        for _ in range(_REACH):
            if sentence.start == 0:
                return None
            sentence = doc[sentence.start - 1].sent
            for token in _mains(sentence.root):
                found = merge(by.get(token.i, ()))
                if found is not None:
                    return _coarse(found) if found.expression.relation in ("in", "by", "from") else None
            if self._dates(unit, sentence):
                return None
        return None

    def _dates(self, unit: int, sentence: Span) -> bool:
        """Whether a sentence writes a date."""
        by = self.attached[unit].by
        return any(sentence.start <= i < sentence.end for i in by)

    def _votes(self, unit: int) -> list[tuple[int, ResolvedTime]]:
        doc = self.parsed[unit].doc
        found = []
        for index, times in sorted(self.attached[unit].by.items()):
            token = doc[index]
            held = token.head if token.dep_ in ("acl", "relcl") else token  # "elections held in May"
            near = held.lower_ in ELECTIONS or any(
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

    def ahead(self, time: ResolvedTime) -> bool:
        """Whether a time comes after the document's own date."""
        known = min(len(time.plain), len(self.date))
        return bool(self.date) and time.plain[:known] > self.date[:known]

    def _election(self, unit: int, trigger: Token) -> ResolvedTime | None:
        for index in range(unit, -1, -1):
            for at, time in reversed(self._elections[index]):
                if (index < unit or at < trigger.sent.end) and not self.ahead(time):
                    return time
        return None


def _mains(root: Token) -> list[Token]:
    """The verbs that tell what a sentence tells: its root, those joined to it, and what it reports."""
    mains = [root, *root.conjuncts]
    return mains + [c for one in mains for c in one.children if c.dep_ == "ccomp"]


def _at_another_time(trigger: Token, dated: Token) -> bool:
    """Whether a word beside the trigger's verb sets it apart from a date elsewhere: "who **later** fled"."""
    verb = _verb(trigger)
    return verb.i != dated.i and any(c.dep_ == "advmod" and c.lower_ in ANOTHER for c in verb.children)


def _told_on(verb: Token) -> bool:
    """Whether a verb goes on with a story: a main one, without a word of another time or of habit."""
    if any(c.lower_ in ELSEWHEN for c in verb.children):
        return False
    while verb.dep_ in ("conj", "ccomp") and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "ROOT"


def _coarse(time: ResolvedTime) -> ResolvedTime:
    """A time carried over to what followed."""
    first, _, last = time.plain.partition("/")
    value = time.plain
    if len(first) >= DAY or last:
        value = first[:4] if not last or last[:4] == first[:4] else ""
    return replace(time, value=value, plain=value, why="the dated event before")


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
