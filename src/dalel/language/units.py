"""A document's blocks as the texts that the parser reads, and the way back to the document's characters.

The parser reads one unit for each paragraph, list item, field value or table cell that holds prose. What would break
names or sentences (markup, soft hyphens, hard line ends, page breaks inside a sentence) is left out
of a unit's text; `Unit.span` leads from the unit's characters back to the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from dalel.model import Block, BlockKind, Document

MASKED = re.compile(
    r"\*{1,3}|__|`+"  # emphasis and code marks
    r"|(?<=\])\([^()\s]*\)"  # the target of a [text](target) link
    r"|\[(?=[^\[\]\n]{1,200}\]\()"  # and its brackets
    r"|(?<=\S)\](?=\()"
    r"|\[\d{1,3}\]"  # footnote marks
    r"|­|​|﻿"  # soft hyphen, zero-width space, byte order mark
    r"|^#{1,6}\s+"
)
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a document as the parser sees it.

    `text` is what is parsed, `offsets[i]` the document offset of its character i.
    """

    document: Document
    block: Block
    index: int
    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document offsets of the unit's characters `start` to `end` (excluded, not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class ParsedUnit:
    """A unit and its spaCy Doc."""

    unit: Unit
    doc: Doc

    def offsets(self, span: Span) -> tuple[int, int]:
        """The document offsets of a spaCy span of this unit."""
        return self.unit.span(span.start_char, span.end_char)


def unit_of(document: Document, block: Block, index: int) -> Unit:
    """The unit of one block: its text without what is masked, every run of white space one space."""
    raw = document.text[block.start : block.end]
    masked = bytearray(len(raw))
    for match in MASKED.finditer(raw):
        masked[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    kept: list[str] = []
    offsets: list[int] = []
    for position, char in enumerate(raw):
        if masked[position]:
            continue
        if char.isspace():
            if not kept or kept[-1] == " ":
                continue
            char = " "
        kept.append(char)
        offsets.append(block.start + position)
    if kept and kept[-1] == " ":
        kept.pop()
        offsets.pop()
    return Unit(document, block, index, "".join(kept), offsets)


def units(document: Document) -> Iterator[Unit]:
    """The document's units in reading order; references are not read for claims."""
    for index, block in enumerate(document.blocks):
        if block.kind is not BlockKind.REFERENCE:
            unit = unit_of(document, block, index)
            if unit.text:
                yield unit


def parse(nlp: Language, document: Document, batch_size: int = 64) -> list[ParsedUnit]:
    """The document's units, parsed in batches."""
    return list(parse_units(nlp, units(document), batch_size))


def parse_units(nlp: Language, found: Iterable[Unit], batch_size: int = 64) -> Iterator[ParsedUnit]:
    """Units with their parses, in order, streamed over any number of documents."""
    pairs = nlp.pipe(((unit.text, unit) for unit in found), as_tuples=True, batch_size=batch_size)
    for doc, unit in pairs:
        yield ParsedUnit(unit, doc)
