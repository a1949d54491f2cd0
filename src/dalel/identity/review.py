"""Deciding who is who: judgements made, taken back, exchanged; each is followed at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from dalel.base import Base
from dalel.base.schema import document, entity_member, entity_part
from dalel.identity import judgements as kept
from dalel.identity.judgements import Anchor, Judgement, Verdict
from dalel.identity.parts import text_of
from dalel.identity.update import bring_up_to_date, touch
from dalel.model import MentionKind, UnknownNameError


def anchor(base: Base, text: str) -> Anchor:
    """Whom "NAME", "NAME@COUNTRY" or "NAME#DOCUMENT" means among the forms that documents use in full.

    The name may be spelt otherwise as long as its words sound the same. Raises UnknownNameError where no
    document uses it.
    """
    rest, _, doc = text.partition("#")
    name, _, country = rest.partition("@")
    name, country, doc = name.strip(), country.strip(), doc.strip()
    rows: list[Any] = []
    with base._reading() as connection:
        for kind in (MentionKind.PERSON, MentionKind.ORGANISATION):
            words = text_of(name, kind)
            query = (
                select(entity_part.c.name, entity_part.c.kind, document.c.id, document.c.name.label("doc"))
                .join(entity_member, entity_member.c.part == entity_part.c.number)
                .join(document, document.c.number == entity_member.c.document)
                .where((entity_part.c.words == words) & (entity_part.c.kind == kind.value))
            )
            if country:
                query = query.where(entity_part.c.setting == country)
            if doc:
                query = query.where((document.c.name == doc) | (document.c.id == doc))
            rows += connection.execute(query).all() if words else []
    if not rows:
        raise UnknownNameError(f"{text}: no document of {base.path} uses this name in full")
    exact = [row for row in rows if row.name == name] or rows
    kinds = [row.kind for row in exact]
    kind_text = max(sorted(set(kinds)), key=kinds.count)
    shown = min(row.name for row in exact if row.kind == kind_text)
    return Anchor(kind_text, shown, country, exact[0].id if doc else "")


def judge(base: Base, verdict: Verdict, left: Anchor, right: Anchor, *, who: str, why: str = "") -> Judgement:
    """Keep a decision and follow it."""
    first, second = sorted((left, right))
    made = Judgement(verdict, first, second, who=who, when=kept.now(), why=why)
    take_in(base, [made])
    return made


def undo(base: Base, judgement_id: str, *, who: str, why: str = "") -> Judgement:
    """Take a judgement back; both stay on record. Raises UnknownNameError."""
    with base._reading() as connection:
        known = kept.judgements(connection)
    found = [one for one in known if one.id.startswith(judgement_id) and len(judgement_id) >= 6]
    if len(found) != 1:
        raise UnknownNameError(
            f"{judgement_id}: {'no' if not found else 'more than one'} judgement has this id"
        )
    old = found[0]
    made = Judgement(Verdict.UNDO, old.left, old.right, who=who, when=kept.now(), why=why, undoes=old.id)
    take_in(base, [made])
    return made


def take_in(base: Base, found: Sequence[Judgement]) -> int:
    """Keep judgements from elsewhere and follow them; how many were new."""
    with base._writing() as connection:
        new = kept.add(connection, found)
        touch(connection, new)
    if new:
        bring_up_to_date(base)
    return len(new)


def all_judgements(base: Base) -> list[Judgement]:
    """All that was ever decided, in order."""
    with base._reading() as connection:
        return kept.judgements(connection)
