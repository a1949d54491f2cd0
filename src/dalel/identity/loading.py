"""Parts read from a base: in outline, or with all that their documents tell."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from dalel.base.access import batches
from dalel.base.schema import entity_document, entity_member, entity_part, entity_word
from dalel.identity.features import Features
from dalel.identity.parts import Part, words_of
from dalel.model import MentionKind


class Loader:
    """Reads parts, and keeps those that it read whole in `parts`, by number."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.parts: dict[int, Part] = {}

    def outlines(self, numbers: Collection[int]) -> dict[int, Part]:
        """Parts with their names and words only."""
        columns = (c for c in entity_part.c if c.name not in ("stale", "entity", "words"))
        query = select(*columns)
        found: dict[int, Part] = {}
        for some in batches(sorted(numbers)):
            for row in self.connection.execute(query.where(entity_part.c.number.in_(some))):
                kind = MentionKind(row.kind)
                found[row.number] = Part(
                    row.key, kind, row.name, row.setting, words_of(row.name, kind), row.partial, row.number
                )
        for some in batches(sorted(found)):
            more = select(entity_word.c.part, entity_word.c.word).where(entity_word.c.part.in_(some))
            for row in self.connection.execute(more):
                found[row.part].spellings.add(row.word)
        return found

    def load(self, numbers: Collection[int], company: bool = True) -> None:
        """Parts with all that their documents tell; `company` says whether to look who is named beside."""
        wanted = sorted(set(numbers) - self.parts.keys())
        self.parts.update(self.outlines(wanted))
        documents: set[int] = set()
        for some in batches(wanted):
            query = (
                select(
                    entity_member.c.part,
                    entity_member.c.document,
                    entity_member.c.features,
                    entity_document.c.year,
                )
                .join(entity_document, entity_document.c.document == entity_member.c.document)
                .where(entity_member.c.part.in_(some))
            )
            for row in self.connection.execute(query):
                part = self.parts[row.part]
                part.documents[row.document] = row.year
                part.features.add(Features.from_json(row.features))
                documents.add(row.document)
        beside = self._company(documents) if company else {}
        for number in wanted if company else ():
            part = self.parts[number]
            for one in part.documents:
                part.company.update(beside[one])

    def _company(self, documents: Collection[int]) -> dict[int, dict[str, str]]:
        """The people that each document names in full: their names by the words that all spellings share."""
        found: dict[int, dict[str, str]] = {one: {} for one in documents}
        for some in batches(sorted(documents)):
            query = (
                select(entity_member.c.document, entity_part.c.words, entity_member.c.name)
                .join(entity_part, entity_part.c.number == entity_member.c.part)
                .where(entity_member.c.document.in_(some))
                .where((entity_part.c.kind == MentionKind.PERSON.value) & ~entity_part.c.partial)
            )
            for row in self.connection.execute(query):
                found[row.document][row.words] = row.name
        return found
