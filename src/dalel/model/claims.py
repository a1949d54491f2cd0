"""What is said: mentions of names, and claims with their evidence.

What a claim is, its kinds and their roles, is told in `docs/claims.md`; the kinds stand in `kinds.toml`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class MentionKind(StrEnum):
    """The sort of thing a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"  # parties, outlets, companies, courts, agencies
    PLACE = "place"


class Status(StrEnum):
    """How committed the innermost speaker is to a claim."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    PLANNED = "planned"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a document's text: without title or 's, and never a pronoun or a description.

    `document` is a document's id; `entity` is the fullest form the document uses for the one named.
    """

    document: str
    start: int
    end: int
    text: str
    kind: MentionKind
    entity: str

    def as_json(self, name: str) -> dict[str, Any]:
        """The form of `dalel extract --mentions`; `name` is the document's name."""
        return {
            "doc": name,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind.value,
            "entity": self.entity,
        }


Roles = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one source says, with the exact words that say it.

    `quote == text[start:end]` of the document with the id `document`. `roles` maps a role to its
    fillers, names as resolved inside the document. `time` is EDTF or "". `speakers` are the voices
    inside the document, outermost first; the document's own author is not among them. `frame` is
    the frame that found it, `page` the page of a PDF.
    """

    document: str
    start: int
    end: int
    quote: str
    kind: str
    roles: Roles
    time: str = ""
    status: Status = Status.ASSERTED
    speakers: tuple[str, ...] = ()
    frame: str = ""
    page: int | None = None

    @property
    def id(self) -> str:
        """16 hexadecimal digits that depend on what is claimed and where, and on nothing else."""
        content = [
            self.document,
            self.start,
            self.end,
            self.kind,
            sorted((role, list(fillers)) for role, fillers in self.roles.items()),
            self.time,
            self.status.value,
            list(self.speakers),
        ]
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def as_json(self, name: str) -> dict[str, Any]:
        """The form of `dalel extract`; `name` is the document's name. One filler is a string, more a list."""
        row: dict[str, Any] = {
            "id": self.id,
            "doc": name,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "kind": self.kind,
            "roles": {role: f[0] if len(f) == 1 else list(f) for role, f in self.roles.items()},
            "time": self.time,
            "status": self.status.value,
            "speakers": list(self.speakers),
            "frame": self.frame,
        }
        if self.page is not None:
            row["page"] = self.page
        return row
