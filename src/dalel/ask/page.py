"""One person's or organisation's page: its spellings, and what is claimed about it and by whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from dalel.ask.people import Named, find
from dalel.base import Base, StoredClaim, StoredDocument, schema
from dalel.base.access import batches
from dalel.model import GROUPS, KINDS, Document, UnknownNameError
from dalel.names.fold import fold


@dataclass(frozen=True)
class Page:
    """What a base holds about one named: claims by group of kinds in order of time, and their documents.

    `said` are claims that it makes without being in them; `written` the forms that documents use, most
    used first, each with the documents' names.
    """

    named: Named
    groups: dict[str, list[StoredClaim]]
    said: list[StoredClaim]
    written: dict[str, list[str]]
    documents: dict[str, StoredDocument]

    def as_json(self) -> dict[str, Any]:
        """The form of `dalel show --json`."""

        def row(stored: StoredClaim) -> dict[str, Any]:
            source = self.documents[stored.doc].source
            told = {name: getattr(source, name) for name in ("title", "publisher", "author", "date", "party")}
            return {**stored.as_json(), "source": {**told, "cites": list(source.cites)}}

        return {
            "name": self.named.name,
            "kind": self.named.kind.value,
            "mentions": self.named.mentions,
            "spellings": [
                {"spelling": spelling, "documents": documents} for spelling, documents in self.written.items()
            ],
            "claims": {group: [row(claim) for claim in claims] for group, claims in self.groups.items()},
            "said": [row(claim) for claim in self.said],
        }


def page(base: Base, text: str) -> Page:
    """The page of the one that `text` names. Raises UnknownNameError."""
    named = find(base, text)
    documents = {document.name: document for document in base.documents()}
    about = list(base.claims(numbers=_numbers(base, named, documents, schema.claim_role, "filler")))
    saying = list(base.claims(numbers=_numbers(base, named, documents, schema.claim_speaker, "speaker")))
    groups: dict[str, list[StoredClaim]] = {}
    for group in (*GROUPS, *sorted({_group(c) for c in about} - {*GROUPS})):
        claims = [claim for claim in about if _group(claim) == group]
        if claims:
            groups[group] = sorted(claims, key=_order)
    known = {claim.number for claim in about}
    said = sorted((claim for claim in saying if claim.number not in known), key=_order)
    return Page(named, groups, said, _written(base, named), documents)


def _written(base: Base, named: Named) -> dict[str, list[str]]:
    """The forms of `named` as they stand in documents, most used first, with the documents' names."""
    column = schema.name.c
    counts: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    with base._reading() as connection:
        for entities in batches(sorted({name.entity for name in named.forms})):
            query = (
                select(column.text, column.mentions, schema.document.c.name.label("doc"))
                .join(schema.document, schema.document.c.number == column.document)
                .where(column.entity.in_(entities), column.kind == named.kind.value, column.mentions > 0)
            )
            for row in connection.execute(query):
                counts[row.text] += row.mentions
                documents.setdefault(row.text, set()).add(row.doc)
    return {text: sorted(documents[text]) for text in sorted(counts, key=lambda t: (-counts[t], t))}


def _group(stored: StoredClaim) -> str:
    kind = KINDS.get(stored.claim.kind)
    return kind.group if kind else "other"


def _order(stored: StoredClaim) -> tuple[bool, str, str, int, str]:
    """In order of time, as far as it is known; what has none comes last."""
    time = stored.claim.time.lstrip("[{").replace("..", "")
    return not time, time, stored.doc, stored.claim.start, stored.claim.id


def _numbers(
    base: Base, named: Named, documents: dict[str, StoredDocument], table: Any, kind: str
) -> set[int]:
    """The claims with a filler or speaker that is a form of `named` in the claim's own document.

    `kind` says which of the two the column is called after. A bare surname means someone only in a
    document that means them by it.
    """
    forms: dict[str, set[int]] = {}
    for name in named.forms:
        inside = {documents[document].number for document in name.documents if document in documents}
        for form in {name.entity, *name.spellings}:
            for shape in {fold(form), " ".join(fold(form).split())}:
                forms.setdefault(shape, set()).update(inside)
    found = set()
    with base._reading() as connection:
        for shapes in batches(sorted(forms)):
            query = (
                select(table.c.claim, table.c.folded, schema.claim.c.document)
                .join(schema.claim, schema.claim.c.number == table.c.claim)
                .where(table.c.folded.in_(shapes))
            )
            found |= {row.claim for row in connection.execute(query) if row.document in forms[row.folded]}
    return found


@dataclass(frozen=True)
class Quotation:
    """A claim's quote in its surroundings: characters `start` to `end` of `document` hold the quote."""

    stored: StoredClaim
    document: Document
    start: int
    end: int

    @property
    def before(self) -> str:
        """The text before the quote."""
        return self.document.text[self.start : self.stored.claim.start]

    @property
    def after(self) -> str:
        """The text after the quote."""
        return self.document.text[self.stored.claim.end : self.end]

    @property
    def page(self) -> int | None:
        """The page the quote begins on."""
        claim = self.stored.claim
        return claim.page if claim.page is not None else self.document.page_of(claim.start)

    def as_json(self) -> dict[str, Any]:
        """The form of `dalel quote --json`."""
        source = self.document.source
        return {
            **self.stored.as_json(),
            "page": self.page,
            "context": {
                "start": self.start,
                "end": self.end,
                "text": self.document.text[self.start : self.end],
            },
            "source": {
                "title": source.title,
                "publisher": source.publisher,
                "author": source.author,
                "date": source.date,
                "place": source.place,
                "party": source.party,
                "cites": list(source.cites),
            },
        }


def quotation(base: Base, claim_id: str) -> Quotation:
    """The claim with this id, or the only one whose id begins so, among the sentences around it.

    Raises UnknownNameError where there is none or more than one.
    """
    stored = base.claim(_whole_id(base, claim_id))
    document = base.document(stored.doc)
    claim = stored.claim
    passages = base.passages(document_number=stored.document)
    inside = [i for i, p in enumerate(passages) if p.start < claim.end and claim.start < p.end]
    start, end = claim.start, claim.end
    if inside:
        first, last = max(0, inside[0] - 1), min(len(passages) - 1, inside[-1] + 1)
        start, end = min(start, passages[first].start), max(end, passages[last].end)
    return Quotation(stored, document, start, end)


def _whole_id(base: Base, claim_id: str) -> str:
    """The whole id of the only claim whose id begins so."""
    wanted = claim_id.strip().lower()
    column = schema.claim.c.id
    with base._reading() as connection:
        query = select(column).where(column.startswith(wanted, autoescape=True)).distinct().limit(2)
        found = list(connection.scalars(query)) if wanted else []
    if len(found) > 1 and wanted not in found:
        raise UnknownNameError(f"{claim_id}: the ids of several claims begin so")
    return found[0] if len(found) == 1 else wanted
