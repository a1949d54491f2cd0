"""Taking documents in: each use of a name becomes a member of a part, with what the document tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, insert, select

from dalel.base.access import BATCH, batches
from dalel.base.reading import SOURCE, _claims
from dalel.base.schema import claim, document, entity_document, entity_member, entity_part, entity_word, name
from dalel.base.writing import insert_rows
from dalel.identity.features import (
    OFFICE_KINDS,
    Features,
    features_of,
    flat,
    setting,
    title_gender,
    year,
)
from dalel.identity.parts import is_partial, letters, part_key, text_of, words_of
from dalel.model import MentionKind

if TYPE_CHECKING:
    from dalel.base.build import Watcher

KINDS = (MentionKind.PERSON.value, MentionKind.ORGANISATION.value)
TELLING = (*OFFICE_KINDS, "member_of", "family", "renamed")


class Intake:
    """Takes in the documents that have not been yet.

    `alone` are uses of names that somebody judged apart: kind, words and document id.
    """

    def __init__(
        self, connection: Connection, alone: Collection[tuple[str, str, str]], watcher: Watcher | None
    ) -> None:
        self.connection = connection
        self.alone = alone
        self.watcher = watcher

    def __call__(self) -> int:
        """Take in all new documents; how many there were. Parts they touch are stale then."""
        known = select(entity_document.c.document)
        rows = self.connection.execute(
            select(
                document.c.number,
                document.c.id,
                document.c.name,
                document.c.title,
                document.c.place,
                document.c.date,
            )
            .where(document.c.number.not_in(known))
            .order_by(document.c.name)
        ).all()
        if self.watcher:
            self.watcher.begin(len(rows))
        keys: dict[str, int] = {}
        if len(rows) > BATCH:
            keys.update(
                (row.key, row.number)
                for row in self.connection.execute(select(entity_part.c.key, entity_part.c.number))
            )
        for row in rows:
            self._take_in_one(row, keys)
            if self.watcher:
                self.watcher.done(row.name)
        self._renew_parts()
        return len(rows)

    def _renew_parts(self) -> None:
        """Name stale parts and tell their words anew: which document came first makes no difference."""
        first = (
            select(func.min(entity_member.c.name))
            .where(entity_member.c.part == entity_part.c.number)
            .scalar_subquery()
        )
        self.connection.execute(entity_part.update().where(entity_part.c.stale).values(name=first))
        columns = (entity_part.c.number, entity_part.c.words, entity_part.c.name, entity_part.c.kind)
        stale = select(*columns).where(entity_part.c.stale)
        for some in batches(self.connection.execute(stale).all()):
            words = {row.number: set(row.words.split(" ")) for row in some}
            for row in some:
                short = letters(row.name) if row.kind == MentionKind.ORGANISATION.value else ""
                words[row.number].update([short] if short else [])
            told = select(entity_member.c.part, entity_member.c.features).where(
                entity_member.c.part.in_(list(words))
            )
            for member in self.connection.execute(told):
                words[member.part].update(member.features.get("spellings", ()))
            self.connection.execute(delete(entity_word).where(entity_word.c.part.in_(list(words))))
            self.connection.execute(
                insert(entity_word),
                [{"part": part, "word": word} for part, found in words.items() for word in sorted(found)],
            )

    def _take_in_one(self, row: Any, keys: dict[str, int]) -> None:
        where = setting(row.title, row.place, row.name, self._places(row.number))
        when = year(row.date, row.title)
        self.connection.execute(insert(entity_document).values(document=row.number, year=when, setting=where))
        query = select(claim, *SOURCE).join(document).where(claim.c.document == row.number)
        told = features_of(
            one.claim for one in _claims(self.connection, query.where(claim.c.kind.in_(TELLING)))
        )
        spelt: dict[tuple[str, str], set[str]] = defaultdict(set)
        names = select(name.c.entity, name.c.kind, name.c.text).where(
            (name.c.document == row.number) & name.c.kind.in_(KINDS)
        )
        for one in self.connection.execute(names):
            spelt[one.entity, one.kind].add(one.text)
        found: dict[tuple[str, str], str] = {}
        new: dict[str, dict[str, Any]] = {}
        for entity, kind_text in sorted(spelt):
            kind = MentionKind(kind_text)
            own = words_of(entity, kind)
            if not own:
                continue
            text = text_of(entity, kind)
            alone = (kind_text, text, row.id) in self.alone
            key = part_key(kind, entity, where, row.id, alone)
            found[entity, kind_text] = key
            new.setdefault(
                key,
                {
                    "key": key,
                    "kind": kind_text,
                    "name": entity,
                    "words": text,
                    "setting": where,
                    "partial": is_partial(own, kind),
                    "stale": True,
                    "entity": key,
                },
            )
        missing = [key for key in new if key not in keys]
        for some in batches(missing):
            query = select(entity_part.c.key, entity_part.c.number).where(entity_part.c.key.in_(some))
            keys.update((part.key, part.number) for part in self.connection.execute(query))
        for numbers in batches([keys[key] for key in new if key in keys]):
            self.connection.execute(
                entity_part.update().where(entity_part.c.number.in_(numbers)).values(stale=True)
            )
        rows = [part for key, part in new.items() if key not in keys]
        first = insert_rows(self.connection, entity_part, rows)
        keys.update((part["key"], first + at) for at, part in enumerate(rows))
        members = []
        for (entity, kind_text), key in found.items():
            features = told.get(entity, Features())
            features.gender |= title_gender(spelt[entity, kind_text])
            members.append(
                {
                    "document": row.number,
                    "part": keys[key],
                    "name": entity,
                    "features": features.as_json()
                    | {"spellings": sorted(_short(spelt[entity, kind_text], MentionKind(kind_text)))},
                }
            )
        if members:
            self.connection.execute(insert(entity_member), members)

    def _places(self, number: int) -> dict[str, int]:
        """The places that a document names, with how often."""
        query = select(name.c.entity, func.sum(name.c.mentions)).where(
            (name.c.document == number) & (name.c.kind == MentionKind.PLACE.value)
        )
        return {row[0]: row[1] for row in self.connection.execute(query.group_by(name.c.entity))}


def _short(spellings: Collection[str], kind: MentionKind) -> set[str]:
    """Abbreviations among the spellings of an organisation, folded."""
    if kind is not MentionKind.ORGANISATION:
        return set()
    return {flat(text) for text in spellings if text.isupper() and 2 <= len(text) <= 8 and " " not in text}
