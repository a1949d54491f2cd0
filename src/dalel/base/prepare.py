"""An extraction as rows, ready to be written: the slow half of storing, done where the document was read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dalel.base.passages import passages
from dalel.documents.repair import one_line, unbroken
from dalel.model import Claim, Document, Mention
from dalel.names.fold import WORD, fold, key

if TYPE_CHECKING:
    from dalel.claims.extract import Extraction

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One document's rows by table. Rows that point at others (`name`, `claim`) do so by position here.

    `passage_entries` and `claim_entries` are the folded text, context and names for the full text.
    """

    document: Row
    blocks: list[Row]
    pages: list[Row]
    passages: list[Row]
    passage_entries: list[tuple[str, str, str]]
    mentions: list[Row]
    names: list[Row]
    name_words: list[Row]
    claims: list[Row]
    claim_entries: list[tuple[str, str, str]]
    claim_roles: list[Row]
    claim_speakers: list[Row]


def name_keys(text: str) -> str:
    """The keys of the words of `text` that begin with a capital, or are of a script without capitals."""
    found = (
        key(word)
        for word in WORD.findall(text)
        if len(word) > 1 and (not word[0].islower()) and not word.isdigit()
    )
    return " ".join(dict.fromkeys(k for k in found if k))


def claim_order(claim: Claim) -> tuple[int, int, str, str]:
    """The order of a document's claims in every listing and export."""
    return claim.start, claim.end, claim.kind, claim.id


def prepare(extraction: Extraction) -> Prepared:
    """The rows of one document. Raises ValueError where a quote is not the text at its place."""
    document = extraction.document
    found = list(passages(document))
    headings: dict[str, tuple[str, str]] = {"": ("", "")}
    entries = []
    for one in found:
        if one.heading not in headings:
            headings[one.heading] = (fold(one.heading), name_keys(one.heading))
        text = unbroken(document.text[one.start : one.end])
        entries.append((fold(text), headings[one.heading][0], name_keys(text)))
    names, name_words = _names(extraction.mentions)
    claims = sorted({claim.id: claim for claim in extraction.claims}.values(), key=claim_order)
    for one_claim in claims:
        _check(document, one_claim, one_claim.quote)
    for one_mention in extraction.mentions:
        _check(document, one_mention, one_mention.text)
    return Prepared(
        document=_document(document, extraction.read),
        blocks=[
            {
                "position": position,
                "kind": block.kind.value,
                "start": block.start,
                "end": block.end,
                "level": block.level,
                "table": block.table,
                "header": block.header,
                "cells": [[cell.start, cell.end] for cell in block.cells],
            }
            for position, block in enumerate(document.blocks)
        ],
        pages=[
            {"position": number, "start": page.start, "end": page.end}
            for number, page in enumerate(document.pages, 1)
        ],
        passages=[
            {
                "position": position,
                "block": one.block,
                "kind": one.kind.value,
                "start": one.start,
                "end": one.end,
                "text": document.text[one.start : one.end],
                "heading": one.heading,
            }
            for position, one in enumerate(found)
        ],
        passage_entries=entries,
        mentions=[
            {"start": m.start, "end": m.end, "text": m.text, "kind": m.kind.value, "entity": m.entity}
            for m in sorted(extraction.mentions, key=lambda m: (m.start, m.end, m.kind.value, m.entity))
        ],
        names=names,
        name_words=name_words,
        claims=[_claim(position, claim) for position, claim in enumerate(claims)],
        claim_entries=[_claim_entry(claim) for claim in claims],
        claim_roles=[
            {"claim": index, "role": role, "position": position, "filler": filler, "folded": fold(filler)}
            for index, claim in enumerate(claims)
            for position, (role, filler) in enumerate(
                (r, f) for r, fillers in claim.roles.items() for f in fillers
            )
        ],
        claim_speakers=[
            {"claim": index, "position": position, "speaker": speaker, "folded": fold(speaker)}
            for index, claim in enumerate(claims)
            for position, speaker in enumerate(claim.speakers)
        ],
    )


def _check(document: Document, found: Claim | Mention, words: str) -> None:
    if document.text[found.start : found.end] != words or found.document != document.id:
        raise ValueError(f"{document.name}: {found.start} to {found.end} does not read {words!r}")


def _document(document: Document, read: bool) -> Row:
    source = document.source
    return {
        "id": document.id,
        "name": document.name,
        "format": document.format,
        "language": document.language,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "date": source.date,
        "place": source.place,
        "party": source.party,
        "cites": list(source.cites),
        "stated_by": [list(pair) for pair in source.stated_by],
        "notes": list(document.notes),
        "read": read,
        "text": document.text,
    }


def _claim(position: int, claim: Claim) -> Row:
    return {
        "id": claim.id,
        "position": position,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "kind": claim.kind,
        "time": claim.time,
        "status": claim.status.value,
        "frame": claim.frame,
        "page": claim.page,
    }


def _claim_entry(claim: Claim) -> tuple[str, str, str]:
    context = " | ".join([*(f for fillers in claim.roles.values() for f in fillers), *claim.speakers])
    quote = unbroken(claim.quote)
    return fold(quote), fold(context), name_keys(f"{quote} | {context}")


def _names(mentions: tuple[Mention, ...]) -> tuple[list[Row], list[Row]]:
    """Each spelling of each one named with its count, and the words of each spelling.

    How a name happens to be set (a soft hyphen, a ligature, a line's end) makes no spelling.
    """
    counted: Counter[tuple[str, str, str]] = Counter()
    for mention in mentions:
        counted[mention.entity, mention.kind.value, one_line(unbroken(mention.text))] += 1
        counted[mention.entity, mention.kind.value, mention.entity] += 0
    names: list[Row] = []
    words: list[Row] = []
    for (entity, kind, text), count in sorted(counted.items()):
        folded = " ".join(fold(text).split())
        found = dict.fromkeys(WORD.findall(text))
        words += [{"name": len(names), "folded": fold(word), "key": key(word)} for word in found]
        names.append({"entity": entity, "kind": kind, "text": text, "folded": folded, "mentions": count})
    return names, words
