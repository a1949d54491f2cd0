"""Writing to a base: whole documents in, or out without a trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from dalel.base import sqlite
from dalel.base.access import Access, batches
from dalel.base.fulltext import Entry, full_text
from dalel.base.prepare import Prepared, Row, prepare
from dalel.base.records import StoredItem
from dalel.base.schema import (
    block,
    claim,
    claim_role,
    claim_speaker,
    document,
    entity_edge,
    entity_member,
    entity_part,
    item,
    mention,
    name,
    name_word,
    page,
    passage,
    problem,
)
from dalel.model import BaseError, Problem, UnknownNameError

if TYPE_CHECKING:
    from dalel.claims.extract import Extraction


class Writing(Access):
    """The half of a base that changes it."""

    def write_document(self, extraction: Extraction, version: str = "") -> None:
        """Store one document with all that was found in it, in one transaction.

        It takes the place of an older document of its name. Raises ValueError where a claim's or
        mention's quote is not the text at its place: nothing is stored then.
        """
        prepared = prepare(extraction)
        found = extraction.document
        self.write_item(StoredItem(found.name, "", found.id, version), [prepared])

    def write_item(
        self, read: StoredItem, documents: Sequence[Prepared], problems: Iterable[Problem] = ()
    ) -> bool:
        """Store what one item gave, in place of what it gave before, in one transaction.

        False, and nothing changed, where another process has stored the same reading already.
        """
        with self._writing() as connection:
            old = connection.execute(
                select(item.c.location, item.c.fingerprint, item.c.version).where(item.c.name == read.name)
            ).first()
            if old is not None and tuple(old) == (read.location, read.fingerprint, read.version):
                return False
            _remove_items(connection, [read.name])
            names = [one.document["name"] for one in documents]
            stored = select(document.c.number).where(document.c.name.in_(names))
            for number in connection.execute(stored).scalars().all():
                _remove_document(connection, number)
            connection.execute(insert(item).values(**_item_row(read)))
            for prepared in documents:
                _insert_document(connection, prepared, read)
            _insert_problems(connection, read, problems)
        return True

    def note_problems(self, read: StoredItem, problems: Iterable[Problem]) -> None:
        """Keep why an item can no longer be read, beside its older reading; it is tried again each time."""
        with self._writing() as connection:
            connection.execute(item.update().where(item.c.name == read.name).values(fingerprint=""))
            connection.execute(delete(problem).where(problem.c.item == read.name))
            _insert_problems(connection, read, problems)

    def move_item(self, name: str, location: str) -> None:
        """Note that an unchanged item now lies elsewhere on the disk."""
        with self._writing() as connection:
            connection.execute(item.update().where(item.c.name == name).values(location=location))

    def remove_items(self, names: Iterable[str]) -> int:
        """Take out items with their documents, whose files are gone; the number of documents."""
        with self._writing() as connection:
            return _remove_items(connection, list(names))

    def note_path_problems(self, path: str, problems: Iterable[Problem]) -> None:
        """Keep what was wrong with a path that was looked through, in place of what was so before."""
        with self._writing() as connection:
            at_path = (problem.c.location == path) & (problem.c.item == "")
            connection.execute(delete(problem).where(at_path))
            _insert_problems(connection, StoredItem("", path, "", ""), problems)

    def forget(self, name_or_id: str) -> list[str]:
        """Take a document out so that no trace of it is left in the file; the names of what was taken out.

        Named by its name, its id or the beginning of its id (8 digits or more). What came out of it
        (attachments, members of an archive) goes with it, and so do copies: documents of the same
        bytes under other names. A later build of the same folder takes it in again as long as the
        file is there. Raises UnknownNameError, or BaseError where another program holds the file
        open, so that its free pages could not be overwritten.
        """
        with self._writing() as connection:
            names = _named(connection, name_or_id)
            if not names:
                raise UnknownNameError(f"{name_or_id}: no document of {self.path} has this name or id")
            numbers = connection.execute(
                select(document.c.number).where(document.c.name.in_(names))
            ).scalars()
            for number in numbers.all():
                _remove_document(connection, number)
            # An item whose other documents stay, stays too, so that it is not read again for them.
            connection.execute(delete(item).where(item.c.name.in_(names)))
            connection.execute(
                delete(item).where(
                    (item.c.name == name_or_id) | item.c.name.startswith(f"{name_or_id}!/", autoescape=True)
                )
            )
            connection.execute(
                delete(problem).where(
                    problem.c.item.in_(names)
                    | problem.c.name.in_(names)
                    | problem.c.name.startswith(f"{name_or_id}!/", autoescape=True)
                )
            )
            full_text(connection).scrub()
        if not sqlite.scrub_file(self._engine):
            raise BaseError(
                f"{self.path}: {', '.join(names)} taken out, but another program holds the base open and"
                " traces may be left in it; close that program and run `dalel forget --scrub`"
            )
        return names

    def scrub(self) -> None:
        """Overwrite what documents left behind when taken out. Raises BaseError where that is hindered."""
        with self._writing() as connection:
            full_text(connection).scrub()
        if not sqlite.scrub_file(self._engine):
            raise BaseError(f"{self.path}: another program holds it open; close that program and try again")


def _item_row(read: StoredItem) -> Row:
    return {
        "name": read.name,
        "location": read.location,
        "fingerprint": read.fingerprint,
        "version": read.version,
    }


def _named(connection: Connection, name_or_id: str) -> list[str]:
    """The names of the documents meant by a name or id: with their parts and copies."""
    query = select(document.c.name, document.c.id)
    below = document.c.name.startswith(f"{name_or_id}!/", autoescape=True)
    rows = connection.execute(query.where((document.c.name == name_or_id) | below)).all()
    if not rows and len(name_or_id) >= 8:
        rows = connection.execute(
            query.where(document.c.id.startswith(name_or_id.lower(), autoescape=True))
        ).all()
        if len({row.id for row in rows}) > 1:
            raise UnknownNameError(f"{name_or_id}: the ids of several documents begin so")
    copies: set[str] = set()
    for row in rows:
        found = connection.execute(select(document.c.name).where(document.c.id == row.id)).scalars().all()
        for one in found:
            below = document.c.name.startswith(f"{one}!/", autoescape=True)
            parts = connection.execute(select(document.c.name).where(below)).scalars()
            copies.update((one, *parts))
    return sorted(copies)


def _remove_items(connection: Connection, names: Sequence[str]) -> int:
    removed = 0
    for one in names:
        numbers = connection.execute(select(document.c.number).where(document.c.item == one)).scalars().all()
        for number in numbers:
            _remove_document(connection, number)
        removed += len(numbers)
        connection.execute(delete(item).where(item.c.name == one))
        connection.execute(delete(problem).where(problem.c.item == one))
    return removed


def _remove_document(connection: Connection, number: int) -> None:
    full_text(connection).remove(number)
    parts = set(
        connection.execute(select(entity_member.c.part).where(entity_member.c.document == number)).scalars()
    )
    connection.execute(delete(document).where(document.c.number == number))
    drop_from_parts(connection, parts)


def drop_from_parts(connection: Connection, parts: set[int]) -> None:
    """After a document's uses of names are gone: no trace of parts that nothing uses any more, and what they
    were compared with is compared anew."""
    for some in batches(sorted(parts)):
        edges = select(entity_edge.c.left, entity_edge.c.right).where(
            entity_edge.c.left.in_(some) | entity_edge.c.right.in_(some)
        )
        near = {number for row in connection.execute(edges) for number in row}
        for touched in batches(sorted(near | set(some))):
            connection.execute(
                entity_part.update().where(entity_part.c.number.in_(touched)).values(stale=True)
            )
        used = select(entity_member.c.part).where(entity_member.c.part.in_(some))
        connection.execute(
            delete(entity_part).where(entity_part.c.number.in_(some) & entity_part.c.number.not_in(used))
        )


def _insert_problems(connection: Connection, read: StoredItem, problems: Iterable[Problem]) -> None:
    rows = [
        {"item": read.name, "location": read.location, "name": p.name, "reason": p.reason, "fatal": p.fatal}
        for p in problems
    ]
    if rows:
        connection.execute(insert(problem), rows)


def _next(connection: Connection, table: Table) -> int:
    """The next free number; no other writer can take it before this transaction ends."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()) + 1


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row], **more: Any) -> int:
    """Insert rows under consecutive numbers; the first of them."""
    first = _next(connection, table)
    if rows:
        connection.execute(
            insert(table), [{"number": first + i, **row, **more} for i, row in enumerate(rows)]
        )
    return first


def _insert_document(connection: Connection, rows: Prepared, read: StoredItem) -> None:
    number = insert_rows(connection, document, [rows.document], item=read.name, version=read.version)
    for table, part in ((block, rows.blocks), (page, rows.pages), (mention, rows.mentions)):
        insert_rows(connection, table, part, document=number)
    index = full_text(connection)
    first = insert_rows(connection, passage, rows.passages, document=number)
    index.add("passage", (Entry(first + i, *entry) for i, entry in enumerate(rows.passage_entries)))
    first = insert_rows(connection, name, rows.names, document=number)
    insert_rows(connection, name_word, [{**row, "name": first + row["name"]} for row in rows.name_words])
    first = insert_rows(connection, claim, rows.claims, document=number)
    index.add("claim", (Entry(first + i, *entry) for i, entry in enumerate(rows.claim_entries)))
    for table, part in ((claim_role, rows.claim_roles), (claim_speaker, rows.claim_speakers)):
        insert_rows(connection, table, [{**row, "claim": first + row["claim"]} for row in part])
