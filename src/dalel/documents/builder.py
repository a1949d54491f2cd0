"""The text and blocks of a document, put together piece by piece by the readers that make their own text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dalel.documents import structure
from dalel.documents.repair import one_line, repaired
from dalel.model import Block, BlockKind, Span


class Builder:
    """Collects blocks; `text` is what they make together, one empty line between paragraphs.

    Texts are repaired and their white space made single. Line breaks inside a paragraph (`\\n`) are looked
    at as lines of plain text are: they may part headings, fields and paragraphs.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last: BlockKind | None = None
        self.blocks: list[Block] = []
        self.tables = 0
        self.level = 1
        self.notes = False

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def _place(self, text: str, kind: BlockKind) -> int:
        """Put a text after what is there; its start."""
        if self._length:
            tight = kind is self._last and kind in (BlockKind.TABLE_ROW, BlockKind.FIELD, BlockKind.LIST_ITEM)
            gap = "\n" if tight else "\n\n"
            self._parts.append(gap)
            self._length += len(gap)
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        self._last = kind
        return start

    def heading(self, text: str, level: int) -> None:
        """A heading; the notes at the end of a document begin with one of their own."""
        if text := one_line(text):
            start = self._place(text, BlockKind.HEADING)
            self.level = level
            self.notes = bool(structure.NOTES_TITLE.match(text))
            self.blocks.append(Block(BlockKind.HEADING, start, start + len(text), level=level))

    def paragraph(self, text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """A paragraph, list item or reference."""
        lines = [line for raw in repaired(text).split("\n") if (line := " ".join(raw.split()))]
        if not lines:
            return
        whole = "\n".join(lines)
        if self.notes and kind is not BlockKind.REFERENCE:
            kind = BlockKind.REFERENCE
        if kind is BlockKind.PARAGRAPH and (len(lines) > 1 or ":" in whole[:60]):
            self._lines(whole)
            return
        start = self._place(whole, kind)
        self.blocks.append(Block(kind, start, start + len(whole)))

    def _lines(self, text: str) -> None:
        """A paragraph of several lines, or one that may be a field, read as plain text is."""
        found = structure.blocks(text)
        if len(found) == 1 and found[0].kind is not BlockKind.FIELD:
            found = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
        last = 0
        for number, block in enumerate(found):
            # Marks that begin a line ("- ", "[1]") stay in the text between the blocks.
            if block.kind is BlockKind.TABLE_ROW:
                block = replace(block, kind=BlockKind.PARAGRAPH, cells=(), table=None, header=False)
            if block.kind is BlockKind.HEADING:
                # A short line in a paragraph is a heading only in front of others.
                block = (
                    replace(block, level=self.level + 1)
                    if number + 1 < len(found)
                    else replace(block, kind=BlockKind.PARAGRAPH, level=0)
                )
            lead = text[last : block.start].strip()
            piece = f"{lead} {text[block.start : block.end]}" if lead else text[block.start : block.end]
            begin = self._place(piece, block.kind) + (len(lead) + 1 if lead else 0)
            shift = begin - block.start
            cells = tuple(Span(cell.start + shift, cell.end + shift) for cell in block.cells)
            self.blocks.append(replace(block, start=begin, end=block.end + shift, cells=cells))
            last = block.end

    def table(self, rows: Sequence[Sequence[str]], header: bool | None = None) -> None:
        """The rows of a table; `header`: is the first its header row (None: judge by the cells)?"""
        clean = [[one_line(cell) for cell in row] for row in rows]
        clean = [row for row in clean if any(row)]
        if not clean:
            return
        if all(len(row) == 2 and row[0].endswith(":") for row in clean):
            for label, value in clean:
                self.field(label, value)
            return
        if header is None:
            header = structure.is_header(clean)
        for number, row in enumerate(clean):
            text = "\t".join(row)
            start = position = self._place(text, BlockKind.TABLE_ROW)
            cells: list[Span] = []
            for cell in row:
                cells.append(Span(position, position + len(cell)))
                position += len(cell) + 1
            self.blocks.append(
                Block(
                    BlockKind.TABLE_ROW,
                    start,
                    start + len(text),
                    table=self.tables,
                    header=header and number == 0,
                    cells=tuple(cells),
                )
            )
        self.tables += 1

    def field(self, label: str, value: str) -> None:
        """A field: a label, with or without its colon, and a value, which may be empty."""
        label, value = one_line(label).rstrip(": "), one_line(value)
        if not label:
            return
        start = self._place(f"{label}:\t{value}", BlockKind.FIELD)
        middle = start + len(label) + 2
        cells = (Span(start, start + len(label)), Span(middle, middle + len(value)))
        self.blocks.append(Block(BlockKind.FIELD, start, middle + len(value), cells=cells))


def clean_title(title: str, site: str = "") -> str:
    """A page's title without the name of its site ("Kazakhstan - Example Agency")."""
    title = one_line(title)
    if site and (match := re.match(rf"(.+?)\s+[-–—|·:•]+\s+{re.escape(site)}$", title)):
        return match[1]
    return title
