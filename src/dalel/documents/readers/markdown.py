"""Markdown (.md): the decoded file as it stands; marks stay in the text and are masked for analysis.

A block of fields between two lines "---" at the beginning ("title: ...", "author: ...", "date: ...") is
taken as the document's statement about itself.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dalel.documents.encoding import decode
from dalel.documents.readers.plain import damage
from dalel.documents.readers.reading import Reading
from dalel.documents.structure import blocks
from dalel.model import Block, Span

FRONT = re.compile(r"\s*---[ \t]*\n((?:[^\n]*\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
ENTRY = re.compile(r"(?m)^(title|author|date|publisher|place)[ \t]*:[ \t]*([^\n]*\S)[ \t]*$", re.IGNORECASE)


def read(data: bytes) -> Reading:
    """The text of a Markdown file."""
    decoded = decode(data)
    text = decoded.text
    front = FRONT.match(text)
    if front is None or ":" not in front[1]:
        return Reading(text, blocks(text, markdown=True), notes=damage(decoded))
    stated = tuple((m[1].lower(), m[2].strip("\"' "), "document") for m in ENTRY.finditer(front[1]))
    body = tuple(_moved(block, front.end()) for block in blocks(text[front.end() :], markdown=True))
    return Reading(text, body, stated=stated, notes=damage(decoded))


def _moved(block: Block, by: int) -> Block:
    cells = tuple(Span(cell.start + by, cell.end + by) for cell in block.cells)
    return replace(block, start=block.start + by, end=block.end + by, cells=cells)
