"""Why a claim is what it is: its frame, the words of each role, its status, its time and its voices.

An explanation is made after the claim, from what the claim was made of; extraction without
explanations does nothing for them.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.tokens import Span

from dalel.claims.assemble import OWN_VOICE, Judged, Made, judged, voiced
from dalel.claims.dating import Dated
from dalel.claims.fillers.filling import Filler, Names
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.voices.speakers import source, voices
from dalel.language.times.context import Timeline
from dalel.language.units import ParsedUnit
from dalel.model import KINDS, Claim, Status

RULES = (
    "beside.posts",
    "beside.affiliations",
    "amounts.rankings",
    "amounts.quantities",
    "voices.statements",
    "verdicts.verdict",
)
"""Modules whose frames are applied by rules of their own."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the document: characters `start` to `end` of its text."""

    text: str
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        """The words with their offsets."""
        return {"text": self.text, "start": self.start, "end": self.end}

    def __str__(self) -> str:
        return f'"{" ".join(self.text.split())}" [{self.start}:{self.end}]'


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What filled a role: the words in the text, the position they stood in and what they stand for.

    `position` is "" where a rule or the frame itself gives the filler; then there may be no words.
    """

    role: str
    position: str
    words: Words | None
    texts: tuple[str, ...]

    def __str__(self) -> str:
        shown = " ".join(part for part in (self.position, str(self.words) if self.words else "") if part)
        meant = ", ".join(self.texts)
        if self.words is not None and meant == " ".join(self.words.text.split()):
            return shown
        return f'{shown} -> "{meant}"' if shown else f'"{meant}", a constant of the frame'


@dataclass(frozen=True, slots=True)
class VoiceWords:
    """One speaker: the name he is known by, the words that tell who he is, and the cue that he speaks."""

    name: str
    words: Words
    cue: Words | None

    def __str__(self) -> str:
        known = f" -> {self.name}" if self.name != self.words.text else ""
        return f"{self.words}{known}" + (f", by {self.cue}" if self.cue else "")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a claim is what it is.

    A `why` is "" where the words beside it say all; `file` is where the rule stands below `dalel/claims`.
    """

    frame: str
    file: str
    trigger: Words | None
    roles: tuple[RoleWords, ...]
    status_why: str
    status_words: tuple[Words, ...]
    time_why: str
    time_words: Words | None
    voices: tuple[VoiceWords, ...]

    def as_json(self) -> dict[str, Any]:
        """The value of `explanation` in the output of `dalel extract --explain`."""
        return {
            "frame": self.frame,
            "file": self.file,
            "trigger": self.trigger.as_json() if self.trigger else None,
            "roles": [
                {
                    "role": one.role,
                    "position": one.position,
                    "words": one.words.as_json() if one.words else None,
                    "fillers": list(one.texts),
                }
                for one in self.roles
            ],
            "status": {"why": self.status_why, "words": [words.as_json() for words in self.status_words]},
            "time": {"why": self.time_why, "words": self.time_words.as_json() if self.time_words else None},
            "speakers": [
                {
                    "name": voice.name,
                    "words": voice.words.as_json(),
                    "cue": voice.cue.as_json() if voice.cue else None,
                }
                for voice in self.voices
            ],
        }

    def lines(self, claim: Claim) -> Iterator[str]:
        """The explanation of `claim` for people to read."""
        yield f"frame        {self.frame} ({self.file})" + (f", by {self.trigger}" if self.trigger else "")
        for one in self.roles:
            yield f"{one.role:<12} <- {one}"
        cues = ", ".join(map(str, self.status_words))
        yield f"status       {claim.status.value}: " + (
            _joined(cues, self.status_why) or "nothing speaks against it"
        )
        words = str(self.time_words) if self.time_words else ""
        yield f"time         {claim.time or 'none'}: " + (
            _joined(words, self.time_why) or "its clause tells none"
        )
        yield "speakers     " + ("; ".join(map(str, self.voices)) or "none: the author's own words")


def _joined(words: str, why: str) -> str:
    return ", ".join(part for part in (words, why) if part)


@lru_cache(maxsize=1)
def _files() -> dict[str, str]:
    """The module of each frame that is applied by rules of its own."""
    found = {}
    for name in RULES:
        module, path = importlib.import_module(f"dalel.claims.{name}"), name.replace(".", "/")
        found.update({f.id: f"{path}.py" for f in vars(module).values() if isinstance(f, Frame)})
    return found


def file_of(frame: Frame) -> str:
    """Where a frame is written, relative to `dalel/claims`."""
    return frame.file or _files().get(frame.id, "")


def of_record(claim: Claim) -> Explanation:
    """The explanation of a claim that a header field or a row of a table makes."""
    roles = tuple(RoleWords(role, "cell", None, texts) for role, texts in claim.roles.items())
    dated = "the field's own, or that of the heading over the table" if claim.time else ""
    decided = "the label's own" if claim.status is not Status.ASSERTED else ""
    return Explanation(claim.frame, "beside/records.toml", None, roles, decided, (), dated, None, ())


class Explainer:
    """Explains the claims of one document."""

    def __init__(self, parsed: Sequence[ParsedUnit], names: Names, times: Timeline) -> None:
        self.parsed = parsed
        self.names = names
        self.times = times

    def __call__(self, finding: Finding, unit: int, made: Made) -> Explanation:
        """Why the claim in `made`, of a finding in unit `unit`, is what it is."""
        doc = self.parsed[unit].doc
        trigger = finding.trigger
        status = judged(finding)
        return Explanation(
            frame=finding.frame.id,
            file=file_of(finding.frame),
            trigger=self._words(unit, doc[trigger.i : trigger.i + 1]),
            roles=tuple(self._roles(finding, unit, made)),
            status_why=_status_why(status, made.claim),
            status_words=tuple(self._words(unit, doc[t.i : t.i + 1]) for t in status.words),
            time_why=_time_why(made.dated),
            time_words=self._time_words(made.dated),
            voices=tuple(self._voices(finding, unit)),
        )

    def _words(self, unit: int, span: Span) -> Words:
        start, end = self.parsed[unit].offsets(span)
        return self._between(start, end)

    def _between(self, start: int, end: int) -> Words:
        return Words(self.parsed[0].unit.document.text[start:end], start, end)

    def _roles(self, finding: Finding, unit: int, made: Made) -> Iterator[RoleWords]:
        first = KINDS[finding.kind].key_roles[0]
        doc = self.parsed[unit].doc
        for role, fillers in finding.roles.items():
            shown: Iterable[Filler] = fillers
            if role == first and made.filler is not None:
                shown = [made.filler]
            for one in shown:
                texts = made.claim.roles[role] if role == first else one.texts
                words = self._words(unit, doc[one.start : one.end])
                yield RoleWords(role, finding.places.get(role, ""), words, texts)
        for role in finding.constants:
            yield RoleWords(role, "", None, made.claim.roles[role])

    def _time_words(self, dated: Dated) -> Words | None:
        if dated.time is None:
            return None
        expression = dated.time.expression
        unit = self.parsed[dated.time.unit].unit
        return self._between(*unit.span(expression.outer_char, expression.end_char))

    def _voices(self, finding: Finding, unit: int) -> Iterator[VoiceWords]:
        found = voices(finding.trigger, own=finding.kind in OWN_VOICE)
        cues = {(span.start, span.end): one.cue for one in found if (span := source(one)) is not None}
        for name, span in voiced(finding, self.names, unit):
            cue = cues.get((span.start, span.end))
            yield VoiceWords(
                name, self._words(unit, span), self._words(unit, cue) if cue is not None else None
            )


def _status_why(status: Judged, claim: Claim) -> str:
    if status.status is not claim.status:
        return f"a stage that is {status.status.value} is a stage of its own"
    return status.why


def _time_why(dated: Dated) -> str:
    return ", ".join(part for part in (dated.time.why if dated.time else "", dated.why) if part)
