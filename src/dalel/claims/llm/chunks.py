"""A document in parts that one request can hold: paragraphs under the headings they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dalel.language.units import Unit
from dalel.model import BlockKind

LONGEST = 3000
"""Characters of text in a part; about 700 tokens, which seldom hold more claims than an answer can."""

RUN_IN_LEVEL = 100
"""The depth of a heading inside a paragraph: below all others."""

SENTENCE_END = re.compile(r"""[.!?…؟۔।]+["'”’»)\]]*\s+|[。！？]+[」』”]*""")
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` to `end` (excluded) of a unit, with the path of headings above them."""

    unit: Unit
    start: int
    end: int
    heading: str

    @property
    def text(self) -> str:
        """The words, as the parser too reads them."""
        return self.unit.text[self.start : self.end]


Chunk = tuple[Passage, ...]
"""Passages of one request, in reading order."""


def chunks(units: Iterable[Unit], longest: int = LONGEST) -> Iterator[Chunk]:
    """The text of a document but its headings, in parts of at most `longest` characters."""
    gathered: list[Passage] = []
    size = 0
    for passage in _passages(units, longest):
        length = passage.end - passage.start
        if gathered and size + length > longest:
            yield tuple(gathered)
            gathered, size = [], 0
        gathered.append(passage)
        size += length
    if gathered:
        yield tuple(gathered)


def _passages(units: Iterable[Unit], longest: int) -> Iterator[Passage]:
    path: list[tuple[int, str]] = []
    block = -1
    for unit in units:
        own = unit.block.kind is BlockKind.HEADING
        if (unit.index != block or unit.heading) and path and path[-1][0] == RUN_IN_LEVEL:
            path.pop()
        block = unit.index
        if unit.heading:
            level = unit.block.level if own else RUN_IN_LEVEL
            while path and path[-1][0] >= level:
                path.pop()
            path.append((level, unit.text.strip(" :")))
        elif LETTER.search(unit.text):
            heading = " > ".join(text for _, text in path)
            for start, end in _pieces(unit.text, longest):
                yield Passage(unit, start, end, heading)


def _pieces(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """A paragraph whole, or in pieces that end with a sentence, or else with a word."""
    start = 0
    while len(text) - start > longest:
        window = text[start : start + longest]
        ends = [match.end() for match in SENTENCE_END.finditer(window)]
        cut = ends[-1] if ends else window.rfind(" ") + 1 or longest
        yield start, start + cut
        start += cut
    if start < len(text):
        yield start, len(text)


def rendered(chunk: Sequence[Passage]) -> str:
    """A part as the model reads it: headings where they change, paragraphs between empty lines."""
    lines: list[str] = []
    heading = ""
    for passage in chunk:
        if passage.heading != heading:
            heading = passage.heading
            lines.append(f"[Section: {heading}]" if heading else "[Section]")
        lines.append(passage.text.strip())
    return "\n\n".join(lines)
