"""What of an answer is kept: quotes that are in the text, fillers that are the document's, the vocabulary.

A model can write anything. A claim survives only where its quote stands in the text that was sent, its
kind, roles and status are known, and whatever fills its key roles, and every speaker, is made of the
document's words. An optional filler that is not, and a time that is no EDTF, are taken out of a claim
that is otherwise good. Everything taken out is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dalel.claims.llm.chunks import Passage
from dalel.claims.llm.schema import fixed_values, prompt_data
from dalel.language.units import Unit
from dalel.measures.edtf import is_edtf
from dalel.model import KINDS, Claim, Document, Mention, Status

NO_CLAIM = "not a claim at all"
NO_QUOTE = "claims whose quote is not in the text"
NO_KIND = "claims of an unknown kind"
NO_STATUS = "claims of an unknown status"
NO_KEY = "claims that lack what makes them one"
NO_SPEAKER = "claims whose speaker is not in the document"
NO_ROLE = "unknown roles"
NO_WORDS = "fillers that are not words of the document"
NO_TIME = "times that are not EDTF"
TWICE = "claims told twice"

EDGES = " \t\n\r.,;:!?\"'“”‘’«»()[]*"
"""What may stand around a filler without being part of it."""


class _RejectedError(Exception):
    """A claim is thrown out; the message is the reason as it is counted."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quote stands: characters `start` to `end` (excluded) of the document."""

    start: int
    end: int


class Checker:
    """Checks the claims told of one document."""

    def __init__(
        self, document: Document, units: Sequence[Unit], mentions: Iterable[Mention], frame: str
    ) -> None:
        self.document = document
        self.frame = frame
        self.thrown_out: Counter[str] = Counter()
        self._text = "\n".join(unit.text for unit in units)
        self._mentions: dict[str, list[Mention]] = {}
        for mention in mentions:
            for form in {mention.text, mention.entity}:
                self._mentions.setdefault(_plain(form), []).append(mention)
        self._authors = {_plain(name) for name in (document.source.author, document.source.publisher)}
        self._pronouns = frozenset(prompt_data()["pronouns"])
        self._seen: set[str] = set()

    def claims(self, values: Iterable[Any], passages: Sequence[Passage]) -> Iterator[Claim]:
        """The claims among the values of an answer to a part of the document, those that hold."""
        for value in values:
            try:
                found = list(self._claims(value, passages))
            except _RejectedError as reason:
                self.thrown_out[str(reason)] += 1
                continue
            for claim in found:
                if claim.id in self._seen:
                    self.thrown_out[TWICE] += 1
                else:
                    self._seen.add(claim.id)
                    yield claim

    def _claims(self, value: Any, passages: Sequence[Passage]) -> Iterator[Claim]:
        if not isinstance(value, dict):
            raise _RejectedError(NO_CLAIM)
        place = _place(value.get("quote"), passages)
        kind = KINDS.get(value["kind"]) if isinstance(value.get("kind"), str) else None
        if kind is None:
            raise _RejectedError(NO_KIND)
        if value.get("status") not in {status.value for status in Status}:
            raise _RejectedError(NO_STATUS)
        speakers = self._speakers(value.get("speakers"), place)
        roles = self._roles(kind.name, value.get("roles"), place)
        quote = self.document.text[place.start : place.end]
        for filler in roles.get(kind.key_roles[0]) or ("",):
            yield Claim(
                document=self.document.id,
                start=place.start,
                end=place.end,
                quote=quote,
                kind=kind.name,
                roles={**roles, kind.key_roles[0]: (filler,)} if filler else roles,
                time=self._time(value.get("time")),
                status=Status(value["status"]),
                speakers=speakers,
                frame=self.frame,
                page=self.document.page_of(place.start),
            )

    def _roles(self, kind: str, told: Any, place: _Place) -> dict[str, tuple[str, ...]]:
        if not isinstance(told, dict):
            raise _RejectedError(NO_KEY)
        known = KINDS[kind]
        roles: dict[str, tuple[str, ...]] = {}
        for role in (*known.roles, *(role for role in told if role not in known.roles)):
            given = _strings(told.get(role))
            if not given:
                continue
            if role not in known.roles:
                self.thrown_out[NO_ROLE] += 1
                continue
            values = fixed_values(kind, role)
            kept = [text if text in values else "" for text in given] if values else []
            kept = kept or [self._filler(text, place) for text in given]
            self.thrown_out[NO_WORDS] += kept.count("")
            if fillers := tuple(dict.fromkeys(filter(None, kept))):
                roles[role] = fillers
            elif role in known.key_roles:
                # Without whom it is about, the rest would say something else.
                raise _RejectedError(NO_KEY)
        if not any(role in roles for role in known.key_roles):
            raise _RejectedError(NO_KEY)
        return roles

    def _speakers(self, told: Any, place: _Place) -> tuple[str, ...]:
        """The speakers. One that cannot be found takes the claim with it: it must not become the author's."""
        speakers: list[str] = []
        for text in _strings(told):
            if _plain(text) in self._authors:
                continue
            speaker = self._filler(text, place)
            if not speaker:
                raise _RejectedError(NO_SPEAKER)
            speakers.append(speaker)
        return tuple(dict.fromkeys(speakers))

    def _filler(self, text: str, place: _Place) -> str:
        """A filler in the document's own form: a name resolved, other words as they stand; else ""."""
        text = " ".join(text.split())
        for form in dict.fromkeys((text, text.strip(EDGES))):
            if not form or form.lower() in self._pronouns:
                continue
            if name := self._name(form, place):
                return name
            if words := self._words(form, place):
                return words
        return ""

    def _name(self, text: str, place: _Place) -> str:
        mentions = self._mentions.get(_plain(text), ())
        near = {m.entity for m in mentions if place.start <= m.start < place.end}
        entities = near or {m.entity for m in mentions}
        # A name that two may bear stays as it is written.
        return " ".join(entities.pop().split()) if len(entities) == 1 else ""

    def _words(self, text: str, place: _Place) -> str:
        """The words as the document has them, in the quote if they are there, in its case if need be."""
        quote = " ".join(self.document.text[place.start : place.end].split())
        pattern = _whole(text)
        for flags in (0, re.IGNORECASE):
            for where in (quote, self._text):
                if found := re.search(pattern, where, flags):
                    return found[0]
        return ""

    def _time(self, told: Any) -> str:
        if told is None or told == "":
            return ""
        if isinstance(told, str) and told.isascii() and is_edtf(told):
            return told
        self.thrown_out[NO_TIME] += 1
        return ""


def _place(told: Any, passages: Sequence[Passage]) -> _Place:
    """Where a quote first stands, in one passage, as whole words. Raises _RejectedError where it does not."""
    quote = told.strip() if isinstance(told, str) else ""
    if quote:
        for passage in passages:
            if found := re.search(_whole(quote), passage.text):
                first = passage.start + found.start()
                return _Place(*passage.unit.span(first, passage.start + found.end()))
    raise _RejectedError(NO_QUOTE)


def _whole(text: str) -> str:
    """A pattern for these words that does not begin or end inside another word."""
    before = r"(?<!\w)" if text[0].isalnum() else ""
    after = r"(?!\w)" if text[-1].isalnum() else ""
    return f"{before}{re.escape(text)}{after}"


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _strings(told: Any) -> list[str]:
    """A role's fillers, of which models give one, a list, or a number."""
    values = told if isinstance(told, list) else [told]
    texts = (str(v) if isinstance(v, int | float) and not isinstance(v, bool) else v for v in values)
    return [text.strip() for text in texts if isinstance(text, str) and text.strip()]
