"""Bases of small documents of which only the names matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from dalel.base import Base
from dalel.claims.extract import Extraction
from dalel.identity import bring_up_to_date, entities
from dalel.model import Block, BlockKind, Document, Mention, MentionKind, Source


def naming(name: str, country: str, people: Sequence[str], bodies: Sequence[str] = ()) -> Extraction:
    """A document on a country that names these people and organisations in full."""
    text = f"On {country}, {name}: " + "; ".join((*people, *bodies)) + "."
    number = sha256(text.encode()).hexdigest()
    source = Source(title=f"{country} 2011", date="2011")
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    document = Document(number, name, "txt", text, blocks, language="en", source=source)
    kinds = [(one, MentionKind.PERSON) for one in people]
    kinds += [(one, MentionKind.ORGANISATION) for one in bodies]
    mentions, at = [], text.index(": ")
    for one, kind in kinds:
        at = text.index(one, at)
        mentions.append(Mention(number, at, at + len(one), one, kind, one))
        at += len(one)
    return Extraction(document, (), tuple(mentions), True)


def base_of(path: Path, documents: Iterable[Extraction], *, each: bool = False) -> Base:
    """A base of documents, resolved at the end, or after each of them."""
    base = Base.create_or_open(path)
    for one in documents:
        base.write_document(one)
        if each:
            bring_up_to_date(base)
    bring_up_to_date(base)
    return base


def groups(base: Base) -> set[frozenset[tuple[str, str]]]:
    """Who is one with whom: for each entity its forms with the documents that use them."""
    return {frozenset((f.entity, d) for f in one.forms for d in f.documents) for one in entities(base)}


def together(base: Base, left: str, right: str) -> bool:
    """Whether one entity has both forms."""
    return any({left, right} <= {form.entity for form in one.forms} for one in entities(base))
