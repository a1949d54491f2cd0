"""A document's blocks as the texts that the parser reads, and the way back to the document's characters.

The parser reads one unit for each block, run-in headings apart. What would break names or sentences
(markup, soft hyphens, hard line ends, page breaks inside a sentence) is left out of a unit's text;
`Unit.span` leads from the unit's characters back to the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from dalel.documents.repair import LETTERS, line_hyphens
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
RUN_IN = re.compile(
    r"(?:(?<=^)|(?<=[.!?”\"] ))"  # at the beginning of a sentence
    r"(?:(?:[A-Z][A-Z'’&-]+,? ){1,}(?:[A-Z][A-Z'’&-]+)(?= [A-Z][a-z]|$)"  # PRISON CONDITIONS Police ...
    r"|(?!(?:It|Its|They|Their|These|Those|He|She|We|There)\b)"  # "It consists of: A and B" is a sentence
    r"[A-Z][\w'’-]*(?: [\w'’-]+){0,6}:(?= [A-Z])"  # Freedom of Movement: The law ...
    r"|[A-Z][\w'’/-]*(?:,? (?:[A-Z][\w'’/-]*|and|or|of|for|in|to|the|a|an|on|with|by|from|against|at|as"
    r"|before|between|within)){1,18}:"
    r"(?= [A-Z“\"]))"  # Abuse of Migrants, Refugees, and Stateless Persons: The law ...
)
"""Headings that stand inside a paragraph, before its first words or between its sentences."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a document as the parser sees it.

    `text` is what is parsed, `offsets[i]` the document offset of its character i. `heading` tells a
    heading, a block's own or one that stands inside a paragraph.
    """

    document: Document
    block: Block
    index: int
    text: str
    offsets: Sequence[int]
    heading: bool = False

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


def _plural_owner(text: str, position: int) -> bool:
    """Whether an apostrophe follows a plural ("the prisoners’ rights") and closes no quotation."""
    around = text[position - 1 : position], text[position + 1 : position + 2]
    return around == ("s", " ") and "‘" not in text[max(0, position - 200) : position]


def unit_of(document: Document, block: Block, index: int) -> Unit:
    """The unit of one block: its text without what is masked, every run of white space one space.

    Letters of a ligature have one offset, words that a line's end divides are whole.
    """
    raw = document.text[block.start : block.end]
    masked = bytearray(len(raw))
    gone = [match.span() for match in MASKED.finditer(raw)]
    for start, end in (*gone, *line_hyphens(raw)):
        masked[start:end] = b"\x01" * (end - start)
    kept: list[str] = []
    offsets: list[int] = []
    for position, char in enumerate(raw):
        if masked[position]:
            continue
        if char.isspace():
            if not kept or kept[-1] == " ":
                continue
            char = " "
        if char == "’" and _plural_owner(raw, position):
            char = "'"  # the parser takes the other sign for a closing quotation mark there
        for letter in LETTERS.get(char, char):
            kept.append(letter)
            offsets.append(block.start + position)
    if kept and kept[-1] == " ":
        kept.pop()
        offsets.pop()
    return Unit(document, block, index, "".join(kept), offsets, block.kind is BlockKind.HEADING)


def split_run_in(unit: Unit) -> Iterator[Unit]:
    """The unit without its run-in headings, and each of those as a unit of its own."""
    if unit.heading:
        yield unit
        return
    done = 0
    for match in RUN_IN.finditer(unit.text):
        for start, end, heading in ((done, match.start(), False), (match.start(), match.end(), True)):
            if unit.text[start:end].strip():
                yield _part(unit, start, end, heading)
        done = match.end()
    if done == 0:
        yield unit
    elif unit.text[done:].strip():
        yield _part(unit, done, len(unit.text), False)


def _part(unit: Unit, start: int, end: int, heading: bool) -> Unit:
    while unit.text[start] == " ":
        start += 1
    while unit.text[end - 1] == " ":
        end -= 1
    return Unit(unit.document, unit.block, unit.index, unit.text[start:end], unit.offsets[start:end], heading)


def units(document: Document) -> Iterator[Unit]:
    """The document's units in reading order; references are not read for claims."""
    for index, block in enumerate(document.blocks):
        if block.kind is not BlockKind.REFERENCE:
            unit = unit_of(document, block, index)
            if unit.text:
                yield from split_run_in(unit) if block.kind is not BlockKind.FIELD else [unit]


def parse(nlp: Language, document: Document, batch_size: int = 64) -> list[ParsedUnit]:
    """The document's units, parsed in batches."""
    return list(parse_units(nlp, units(document), batch_size))


def parse_units(nlp: Language, found: Iterable[Unit], batch_size: int = 64) -> Iterator[ParsedUnit]:
    """Units with their parses, in order, streamed over any number of documents."""
    pairs = nlp.pipe(((unit.text, unit) for unit in found), as_tuples=True, batch_size=batch_size)
    for doc, unit in pairs:
        yield ParsedUnit(unit, doc)
