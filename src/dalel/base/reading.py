"""Reading a base back: documents, claims, passages, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from dalel.base.access import BATCH, Access, batches
from dalel.base.records import Name, Passage, StoredClaim, StoredDocument, StoredItem, Totals
from dalel.base.schema import (
    block,
    claim,
    claim_role,
    claim_speaker,
    document,
    item,
    mention,
    meta,
    name,
    page,
    passage,
    problem,
)
from dalel.model import (
    Block,
    BlockKind,
    Claim,
    Document,
    Mention,
    MentionKind,
    Problem,
    Source,
    Span,
    Status,
    UnknownNameError,
)

SOURCE = (
    document.c.name.label("doc"),
    document.c.id.label("doc_id"),
    document.c.publisher,
    document.c.author,
    document.c.date,
    document.c.party,
    document.c.cites,
)
"""What a claim is never shown without."""


class Reading(Access):
    """The half of a base that gives back. Every listing has a set order that no rebuild changes."""

    def documents(self) -> list[StoredDocument]:
        """All documents without their texts, by name."""
        counts = [
            select(func.count()).select_from(t).where(t.c.document == document.c.number).scalar_subquery()
            for t in (claim, mention)
        ]
        columns = [column for column in document.c if column.name not in ("text", "version")]
        query = select(*columns, counts[0].label("claims"), counts[1].label("mentions"))
        with self._reading() as connection:
            return [_stored_document(row) for row in connection.execute(query.order_by(document.c.name))]

    def document(self, name_or_id: str) -> Document:
        """One document with its text and structure. Raises UnknownNameError.

        By its name, its id, or the beginning of its id (8 digits or more).
        """
        query = select(document).order_by(document.c.name)
        with self._reading() as connection:
            row = connection.execute(query.where(document.c.name == name_or_id)).first()
            if row is None and len(name_or_id) >= 8:
                begins = document.c.id.startswith(name_or_id.lower(), autoescape=True)
                rows = connection.execute(query.where(begins)).all()
                if len({r.id for r in rows}) > 1:
                    raise UnknownNameError(f"{name_or_id}: the ids of several documents begin so")
                row = rows[0] if rows else None
            if row is None:
                raise UnknownNameError(f"{name_or_id}: no document of {self.path} has this name or id")
            return _document(connection, row)

    def text(self, number: int) -> str:
        """The text of the document with this number."""
        with self._reading() as connection:
            query = select(document.c.text).where(document.c.number == number)
            return str(connection.execute(query).scalar_one())

    def claims(
        self,
        *,
        document_number: int | None = None,
        kinds: Collection[str] = (),
        numbers: Collection[int] | None = None,
        filler: str = "",
    ) -> Iterator[StoredClaim]:
        """Claims by document name and place; those of a document, of some kinds, with some numbers, or with a
        filler of a role (compared folded), as far as these are given."""
        query = select(claim, *SOURCE).join(document)
        query = query.order_by(document.c.name, claim.c.position)
        if document_number is not None:
            query = query.where(claim.c.document == document_number)
        if kinds:
            query = query.where(claim.c.kind.in_(sorted(kinds)))
        if filler:
            from dalel.names.fold import fold

            having = select(claim_role.c.claim).where(claim_role.c.folded == fold(filler))
            query = query.where(claim.c.number.in_(having))
        with self._reading() as connection:
            if numbers is None:
                yield from _claims(connection, query)
            else:
                wanted = sorted(set(numbers))
                found: list[StoredClaim] = []
                for some in batches(wanted):
                    part = query.where(claim.c.number.in_(some))
                    found += _claims(connection, part)
                order = {(c.doc, c.claim.start, c.claim.end, c.claim.kind, c.claim.id): c for c in found}
                yield from (order[place] for place in sorted(order))

    def claim(self, claim_id: str) -> StoredClaim:
        """The claim with this id, or whose id begins so (6 digits or more). Raises UnknownNameError.

        Where copies of a document make it, the first by name.
        """
        wanted = claim_id.strip().lower()
        query = select(claim, *SOURCE).join(document)
        begins = claim.c.id.startswith(wanted, autoescape=True) if len(wanted) >= 6 else claim.c.id == wanted
        with self._reading() as connection:
            found = list(_claims(connection, query.where(begins).order_by(document.c.name, claim.c.position)))
        if not found:
            raise UnknownNameError(f"{claim_id}: no claim of {self.path} has this id")
        if len({one.claim.id for one in found}) > 1:
            raise UnknownNameError(f"{claim_id}: the ids of several claims begin so")
        return found[0]

    def passages(
        self,
        *,
        document_number: int | None = None,
        numbers: Collection[int] | None = None,
        first: int = 0,
        last: int | None = None,
    ) -> list[Passage]:
        """Passages by document name and position: of a document, from the `first` to the `last` position
        (included), or with some numbers."""
        query = select(passage, document.c.name.label("doc")).join(document)
        query = query.order_by(document.c.name, passage.c.position)
        if document_number is not None:
            query = query.where(passage.c.document == document_number)
        if first:
            query = query.where(passage.c.position >= first)
        if last is not None:
            query = query.where(passage.c.position <= last)
        with self._reading() as connection:
            if numbers is None:
                return [_passage(row) for row in connection.execute(query)]
            wanted = sorted(set(numbers))
            found: list[Passage] = []
            for some in batches(wanted):
                part = query.where(passage.c.number.in_(some))
                found += [_passage(row) for row in connection.execute(part)]
            return sorted(found, key=lambda one: (one.doc, one.position))

    def mentions(self, document_number: int) -> list[Mention]:
        """The names found in a document, in order."""
        query = select(mention, document.c.id.label("doc_id")).join(document)
        query = query.where(mention.c.document == document_number).order_by(mention.c.start, mention.c.end)
        with self._reading() as connection:
            return [
                Mention(row.doc_id, row.start, row.end, row.text, MentionKind(row.kind), row.entity)
                for row in connection.execute(query)
            ]

    def names(self, entities: Collection[str] | None = None) -> list[Name]:
        """Everyone and everything named, by form; or only those with the given fullest forms."""
        query = select(name, document.c.name.label("doc")).join(document)
        query = query.order_by(name.c.entity, name.c.kind, document.c.name, name.c.text)
        with self._reading() as connection:
            if entities is None:
                rows: Sequence[Any] = connection.execute(query).all()
            else:
                wanted = sorted(set(entities))
                rows = [
                    row
                    for some in batches(wanted)
                    for row in connection.execute(query.where(name.c.entity.in_(some)))
                ]
        return names_of(rows)

    def problems(self) -> list[Problem]:
        """What could not be read, as of the last build of each item, by name."""
        query = select(problem).order_by(problem.c.name, problem.c.reason)
        with self._reading() as connection:
            return [Problem(row.name, row.reason, row.fatal) for row in connection.execute(query)]

    def problems_by_item(self) -> dict[str, list[Problem]]:
        """What was wrong with each item when it was last read, by the item's name."""
        found: dict[str, list[Problem]] = defaultdict(list)
        query = select(problem).order_by(problem.c.name, problem.c.reason)
        with self._reading() as connection:
            for row in connection.execute(query):
                found[row.item].append(Problem(row.name, row.reason, row.fatal))
        return found

    def items(self) -> dict[str, StoredItem]:
        """Everything that was read, by name."""
        with self._reading() as connection:
            return {
                row.name: StoredItem(row.name, row.location, row.fingerprint, row.version)
                for row in connection.execute(select(item).order_by(item.c.name))
            }

    def totals(self) -> Totals:
        """How much the base holds."""
        with self._reading() as connection:
            kinds = connection.execute(
                select(claim.c.kind, func.count()).group_by(claim.c.kind).order_by(claim.c.kind)
            ).all()
            names = select(name.c.entity, name.c.kind).distinct().subquery()
            return Totals(
                documents=_count(connection, select(func.count()).select_from(document)),
                unread=_count(connection, select(func.count()).select_from(document).where(~document.c.read)),
                claims=sum(row[1] for row in kinds),
                names=_count(connection, select(func.count()).select_from(names)),
                claims_by_kind={row[0]: row[1] for row in kinds},
            )

    def meta(self) -> dict[str, str]:
        """Facts about the base itself."""
        with self._reading() as connection:
            return {row.key: row.value for row in connection.execute(select(meta).order_by(meta.c.key))}


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())


def _source(row: Any) -> Source:
    return Source(
        title=row.title,
        publisher=row.publisher,
        author=row.author,
        date=row.date,
        place=row.place,
        party=row.party,
        cites=tuple(row.cites),
        stated_by=tuple((key, value) for key, value in row.stated_by),
    )


def _stored_document(row: Any) -> StoredDocument:
    return StoredDocument(
        number=row.number,
        id=row.id,
        name=row.name,
        format=row.format,
        language=row.language,
        source=_source(row),
        notes=tuple(row.notes),
        read=row.read,
        claims=row.claims,
        mentions=row.mentions,
    )


def _document(connection: Connection, row: Any) -> Document:
    blocks = connection.execute(
        select(block).where(block.c.document == row.number).order_by(block.c.position)
    )
    pages = connection.execute(select(page).where(page.c.document == row.number).order_by(page.c.position))
    return Document(
        id=row.id,
        name=row.name,
        format=row.format,
        text=row.text,
        blocks=tuple(
            Block(
                kind=BlockKind(b.kind),
                start=b.start,
                end=b.end,
                level=b.level,
                table=b.table,
                header=b.header,
                cells=tuple(Span(start, end) for start, end in b.cells),
            )
            for b in blocks
        ),
        pages=tuple(Span(p.start, p.end) for p in pages),
        language=row.language,
        source=_source(row),
        notes=tuple(row.notes),
    )


def _passage(row: Any) -> Passage:
    return Passage(
        number=row.number,
        document=row.document,
        doc=row.doc,
        position=row.position,
        block=row.block,
        kind=row.kind,
        start=row.start,
        end=row.end,
        text=row.text,
        heading=row.heading,
    )


def _claims(connection: Connection, query: Select[Any]) -> Iterator[StoredClaim]:
    """Claims with their roles and speakers, a batch at a time."""
    for rows in connection.execute(query).partitions(BATCH):
        numbers = [row.number for row in rows]
        roles: dict[int, dict[str, list[str]]] = defaultdict(dict)
        for part in connection.execute(
            select(claim_role.c.claim, claim_role.c.role, claim_role.c.filler)
            .where(claim_role.c.claim.in_(numbers))
            .order_by(claim_role.c.claim, claim_role.c.position)
        ):
            roles[part.claim].setdefault(part.role, []).append(part.filler)
        speakers: dict[int, list[str]] = defaultdict(list)
        for voice in connection.execute(
            select(claim_speaker.c.claim, claim_speaker.c.speaker)
            .where(claim_speaker.c.claim.in_(numbers))
            .order_by(claim_speaker.c.claim, claim_speaker.c.position)
        ):
            speakers[voice.claim].append(voice.speaker)
        for row in rows:
            found = Claim(
                document=row.doc_id,
                start=row.start,
                end=row.end,
                quote=row.quote,
                kind=row.kind,
                roles={role: tuple(fillers) for role, fillers in roles[row.number].items()},
                time=row.time,
                status=Status(row.status),
                speakers=tuple(speakers[row.number]),
                frame=row.frame,
                page=row.page,
            )
            yield StoredClaim(
                number=row.number,
                doc=row.doc,
                document=row.document,
                claim=found,
                publisher=row.publisher,
                author=row.author,
                date=row.date,
                party=row.party,
                cites=tuple(row.cites),
            )


def names_of(rows: Sequence[Any]) -> list[Name]:
    """Rows of spellings (entity, kind, text, mentions, doc) put together to names, by entity and kind."""
    grouped: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.entity, row.kind].append(row)
    found = []
    for (entity, kind), group in sorted(grouped.items()):
        counts: dict[str, int] = defaultdict(int)
        for row in group:
            counts[row.text] += row.mentions
        spellings = sorted(counts, key=lambda text: (-counts[text], text))
        documents = sorted({row.doc for row in group})
        total = sum(counts.values())
        found.append(Name(entity, MentionKind(kind), tuple(spellings), tuple(documents), total))
    return found
