"""Entities read back from a base: who is named where in what spellings, and why it is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from dalel.base import Base, Name
from dalel.base.access import batches
from dalel.base.reading import names_of
from dalel.base.schema import document, entity_document, entity_edge, entity_member, entity_part, name
from dalel.identity.judgements import Anchor, Judgement, judgements, standing
from dalel.identity.parts import words_of
from dalel.model import MentionKind, UnknownNameError


@dataclass(frozen=True, slots=True)
class Entity:
    """One person or organisation over all documents.

    `id` is that of its part with the smallest key. `forms` are the names that documents use for it in
    full, each with its spellings and documents, most mentioned first.
    """

    id: str
    kind: MentionKind
    forms: tuple[Name, ...]

    @property
    def name(self) -> str:
        """The form to show: of those with most words the most mentioned."""
        most = max(len(words_of(form.entity, form.kind)) for form in self.forms)
        return next(f.entity for f in self.forms if len(words_of(f.entity, f.kind)) == most)

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents that name it."""
        return tuple(sorted({one for form in self.forms for one in form.documents}))

    @property
    def mentions(self) -> int:
        """How often it is named."""
        return sum(form.mentions for form in self.forms)

    def as_json(self) -> dict[str, Any]:
        """The form of `dalel entities --json`."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind.value,
            "mentions": self.mentions,
            "documents": list(self.documents),
            "forms": [form.as_json() for form in self.forms],
        }


def is_resolved(base: Base) -> bool:
    """Whether every document's names have been resolved."""
    with base._reading() as connection:
        rest = select(document.c.number).where(document.c.number.not_in(select(entity_document.c.document)))
        return connection.execute(rest.limit(1)).first() is None


def entities(base: Base, ids: Collection[str] | None = None) -> list[Entity]:
    """The entities with some ids, or all; the most mentioned first."""
    found: dict[str, list[Any]] = defaultdict(list)
    query = (
        select(
            entity_part.c.entity.label("id"),
            entity_part.c.kind,
            entity_member.c.name.label("entity"),
            name.c.text,
            name.c.mentions,
            document.c.name.label("doc"),
        )
        .join(entity_member, entity_member.c.part == entity_part.c.number)
        .join(document, document.c.number == entity_member.c.document)
        .join(
            name,
            (name.c.document == entity_member.c.document)
            & (name.c.entity == entity_member.c.name)
            & (name.c.kind == entity_part.c.kind),
        )
    )
    with base._reading() as connection:
        some = batches(sorted(ids)) if ids is not None else ()
        for one in [query] if ids is None else [query.where(entity_part.c.entity.in_(b)) for b in some]:
            for row in connection.execute(one):
                found[row.id].append(row)
    made = [Entity(key, MentionKind(rows[0].kind), _forms(rows)) for key, rows in found.items()]
    return sorted(made, key=lambda e: (-e.mentions, e.name, e.id))


def _forms(rows: Sequence[Any]) -> tuple[Name, ...]:
    return tuple(sorted(names_of(rows), key=lambda form: (-form.mentions, form.entity)))


def entities_named(base: Base, names: Collection[str]) -> list[Entity]:
    """The entities for which some document uses one of these full forms."""
    ids: set[str] = set()
    with base._reading() as connection:
        for some in batches(sorted(set(names))):
            query = select(entity_part.c.entity).join(
                entity_member, entity_member.c.part == entity_part.c.number
            )
            ids.update(connection.execute(query.where(entity_member.c.name.in_(some))).scalars())
    return entities(base, ids)


def entity_of(base: Base, document_name: str, form: str) -> str:
    """The id of the entity that a document means by a full form of its own. Raises UnknownNameError."""
    query = (
        select(entity_part.c.entity)
        .join(entity_member, entity_member.c.part == entity_part.c.number)
        .join(document, document.c.number == entity_member.c.document)
        .where((document.c.name == document_name) & (entity_member.c.name == form))
    )
    with base._reading() as connection:
        found = connection.execute(query).scalars().first()
    if found is None:
        raise UnknownNameError(f"{form}: {document_name} names nobody so")
    return str(found)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two parts and what speaks for and against their being one; `odds` are log-odds."""

    left: Anchor
    right: Anchor
    odds: float
    reasons: tuple[tuple[str, float], ...]
    entities: tuple[str, str] = ("", "")

    def as_json(self) -> dict[str, Any]:
        """The form of `dalel why --json` and `dalel review --json`."""
        return {
            "left": self.left.as_json(),
            "right": self.right.as_json(),
            "odds": self.odds,
            "reasons": [{"text": text, "weight": weight} for text, weight in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Part:
    """A form's uses on one country that were taken for one from the start."""

    anchor: Anchor
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why an entity is one, and what it was not joined with."""

    entity: Entity
    parts: tuple[Part, ...]
    joined: tuple[Compared, ...]
    near: tuple[Compared, ...]
    judgements: tuple[Judgement, ...]

    def as_json(self) -> dict[str, Any]:
        """The form of `dalel why --json`."""
        return {
            "entity": self.entity.as_json(),
            "parts": [{**part.anchor.as_json(), "documents": list(part.documents)} for part in self.parts],
            "joined": [one.as_json() for one in self.joined],
            "near": [one.as_json() for one in self.near],
            "judgements": [one.as_json() for one in self.judgements],
        }


def why(base: Base, entity_id: str) -> Why:
    """The evidence for and against an entity. Raises UnknownNameError."""
    found = entities(base, [entity_id])
    if not found:
        raise UnknownNameError(f"{entity_id}: no entity of {base.path} has this id")
    with base._reading() as connection:
        parts = connection.execute(
            select(entity_part).where(entity_part.c.entity == entity_id).order_by(entity_part.c.name)
        ).all()
        numbers = [part.number for part in parts]
        compared = _compared(connection, numbers)
        documents: dict[int, set[str]] = defaultdict(set)
        for some in batches(sorted(numbers)):
            query = select(entity_member.c.part, document.c.name).join(
                document, document.c.number == entity_member.c.document
            )
            for row in connection.execute(query.where(entity_member.c.part.in_(some))):
                documents[row.part].add(row.name)
        texts = {part.words for part in parts}
        about = [one for one in standing(judgements(connection)) if {one.left.text, one.right.text} & texts]
    return Why(
        found[0],
        tuple(
            Part(Anchor(part.kind, part.name, part.setting), tuple(sorted(documents[part.number])))
            for part in parts
        ),
        tuple(one for one in compared if one.entities[0] == one.entities[1]),
        tuple(one for one in compared if one.entities[0] != one.entities[1]),
        tuple(about),
    )


SIDE = ("kind", "name", "setting", "entity")
LEFT, RIGHT = entity_part.alias("l"), entity_part.alias("r")


def _pairs() -> Select[Any]:
    """The pairs that were compared, each with what `_comparison` needs of its two parts."""
    return (
        select(
            entity_edge.c.number,
            entity_edge.c.odds,
            entity_edge.c.reasons,
            *(side.c[column].label(f"{side.name}_{column}") for side in (LEFT, RIGHT) for column in SIDE),
        )
        .join(LEFT, LEFT.c.number == entity_edge.c.left)
        .join(RIGHT, RIGHT.c.number == entity_edge.c.right)
    )


def _compared(connection: Connection, numbers: Collection[int]) -> list[Compared]:
    """The comparisons that parts with these numbers stand in, the surest first."""
    found: dict[int, Compared] = {}
    for some in batches(sorted(numbers)):
        near = or_(entity_edge.c.left.in_(some), entity_edge.c.right.in_(some))
        for row in connection.execute(_pairs().where(near)):
            found[row.number] = _comparison(row)
    return sorted(found.values(), key=lambda one: (-one.odds, one.left, one.right))


def _comparison(row: Any) -> Compared:
    return Compared(
        Anchor(row.l_kind, row.l_name, row.l_setting),
        Anchor(row.r_kind, row.r_name, row.r_setting),
        row.odds,
        tuple((text, weight) for text, weight in row.reasons),
        (row.l_entity, row.r_entity),
    )


def proposals(base: Base, least: float) -> list[Compared]:
    """Pairs of two entities that may be one (log-odds from `least` on), the surest first.

    Pairs that a standing judgement speaks of are left out; of the pairs of the same two entities the
    surest is given.
    """
    query = _pairs().where((LEFT.c.entity != RIGHT.c.entity) & (entity_edge.c.odds >= least))
    best: dict[frozenset[str], Compared] = {}
    with base._reading() as connection:
        judged = {frozenset((one.left, one.right)) for one in standing(judgements(connection))}
        for row in connection.execute(query):
            one = _comparison(row)
            two = frozenset(one.entities)
            if frozenset((one.left, one.right)) not in judged and (
                two not in best or (-one.odds, one.left) < (-best[two].odds, best[two].left)
            ):
                best[two] = one
    return sorted(best.values(), key=lambda one: (-one.odds, one.left, one.right))
