"""What a base gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dalel.model import Claim, MentionKind, Source


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document without its text. `number` is the base's own and may change when it is built again."""

    number: int
    id: str
    name: str
    format: str
    language: str
    source: Source
    notes: tuple[str, ...]
    read: bool
    claims: int
    mentions: int

    def as_json(self) -> dict[str, Any]:
        """The form of `dalel sources --json`."""
        source = self.source
        return {
            "doc": self.name,
            "id": self.id,
            "title": source.title,
            "publisher": source.publisher,
            "author": source.author,
            "date": source.date,
            "place": source.place,
            "party": source.party,
            "cites": list(source.cites),
            "stated_by": dict(source.stated_by),
            "language": self.language,
            "format": self.format,
            "read": self.read,
            "claims": self.claims,
            "mentions": self.mentions,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with the document that makes it, and those it belongs to before any speaker in it."""

    number: int
    doc: str  # the document's name
    document: int  # the document's number
    claim: Claim
    publisher: str = ""
    author: str = ""
    date: str = ""  # of publication
    party: str = ""
    cites: tuple[str, ...] = ()  # what the document restates: the quote is not theirs

    def as_json(self) -> dict[str, Any]:
        """The form of `dalel extract`, with the document's source."""
        return self.claim.as_json(self.doc) | {
            "publisher": self.publisher,
            "author": self.author,
            "date": self.date,
            "party": self.party,
            "cites": list(self.cites),
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, heading, header field or table row of a document, with the headings it stands under."""

    number: int
    document: int  # the document's number
    doc: str  # the document's name
    position: int  # among the document's passages
    block: int
    kind: str  # the kind of its block
    start: int
    end: int
    text: str
    heading: str

    def as_json(self) -> dict[str, Any]:
        """The form of `dalel search --json`."""
        return {
            "doc": self.doc,
            "start": self.start,
            "end": self.end,
            "quote": self.text,
            "heading": self.heading,
        }


@dataclass(frozen=True, slots=True)
class Name:
    """One named in the base's documents, by the fullest form that documents use.

    `spellings` are all forms found, most used first; `documents` the names of the documents. That two
    documents use one form is no proof that they mean one person.
    """

    entity: str
    kind: MentionKind
    spellings: tuple[str, ...]
    documents: tuple[str, ...]
    mentions: int

    def as_json(self) -> dict[str, Any]:
        """The form of `dalel search --json`."""
        return {
            "name": self.entity,
            "kind": self.kind.value,
            "spellings": list(self.spellings),
            "documents": list(self.documents),
            "mentions": self.mentions,
        }


@dataclass(frozen=True, slots=True)
class StoredItem:
    """A file, archive member or message as it was last read."""

    name: str
    location: str
    fingerprint: str
    version: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What a base holds: documents, those of them in a language without a model, claims, names."""

    documents: int
    unread: int
    claims: int
    names: int
    claims_by_kind: dict[str, int]
