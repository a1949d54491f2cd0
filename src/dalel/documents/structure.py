"""The structure of plain text: its lines as headings, paragraphs, list items, fields, tables and references.

Plain text states its structure by blank lines, by marks that writers of Markdown use (#, -, *, |) and by
how long its lines are. Nothing is changed here: blocks are found in the text as it stands.

- A line is a paragraph, except that lines belong together where one breaks in mid-sentence (also across a
  page break) and where a text is wrapped by hard line ends.
- A short line without end punctuation is a heading, unless it looks like a sentence: what stands in a
  heading makes no claim, so in doubt a line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dalel.model import Block, BlockKind, Span

MAX_TITLE = 200  # characters of a first line that is a title without end punctuation
MAX_HEADING = 90
MAX_HEADING_WORDS = 12
MAX_LABEL = 45
MAX_VALUE = 160

HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
CLOSING_HASHES = re.compile(r"\s+#+$")
BULLET = re.compile(r"(?:[-*+•·◦‣▪●○]|–(?=\s))\s+(?=\S)|[•◦‣▪●](?=\S)")
NUMBERED = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.)\s+(?=\S)")
RULE = re.compile(r"(?:[-*_=~–—]\s?){3,}$")
UNDERLINE = re.compile(r"(?:=+|-+)$")
PIPE_ROW = re.compile(r"\|.*\|$")
PIPE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
FENCE = re.compile(r"```|~~~")
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)$")
QUOTED = re.compile(r"(?:>\s?)+")
NOTE_MARK = re.compile(r"\[\^?\d{1,3}\]:?\s*(?=\S)")
NOTES_TITLE = re.compile(
    r"(?:end ?notes?|foot ?notes?|notes?|references?|bibliography|works cited|sources|примечания|литература|"
    r"источники|сноски|anmerkungen|literatur|quellen|sources et notes|notas|bibliografía)\s*:?$",
    re.IGNORECASE,
)
MARKS = re.compile(r"\[\^?\d{1,3}\]|\*{1,3}|__|`+|\](?:\([^()\s]*\))?|\[")
DIVIDED = re.compile(r"[^\W\d_]-$")
"""A line that ends within a word."""
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]*_]*(?:\[\d{1,3}\])*$")
FULL_STOP = re.compile(r"[.!?…;,][\"'”’»)\]*_]*(?:\[\d{1,3}\])*$")
LABEL = re.compile(r"([^\W\d_](?:[^:\t.!?;]|\.(?=\s?[A-Z]|\s*:)){0,43}):(?=\s|$)")
NOT_HEADING = re.compile(
    r"©|\(c\)|copyright\b|https?:|www\.|\S+@\S|[\d\W]+$"  # imprint lines, addresses, bare numbers
    r"|.*\b(?:is|are|was|were|has|have|had|will|would|said|says|shall|must|did|does)\b",
    re.IGNORECASE,
)
OPEN_END = re.compile(
    r"(?:,|\b(?:the|a|an|of|and|or|to|in|on|at|by|for|from|with|that|which|who|as|its|his|her|their))$"
)
"""How a line ends whose sentence goes on, whatever the next line begins with."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; `gap` tells that blank lines stand before it, `soft` that
    it ends with a hard break of Markdown (two spaces), `indent` the white space before it."""

    start: int
    end: int
    text: str
    gap: bool
    indent: int
    soft: bool


def lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    found: list[Line] = []
    position, gap = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        stripped = stripped.strip("\ufeff\u200b").strip()
        if stripped:
            indent = raw.index(stripped[0])
            start = position + raw.index(stripped)
            hard = raw.endswith("  ") or raw.endswith("\\")
            found.append(Line(start, start + len(stripped), stripped, gap, indent, hard))
            gap = "\f" in raw[raw.index(stripped) + len(stripped) :]
        else:
            gap = True
        position += len(raw) + 1
    return found


def blocks(text: str, markdown: bool = False) -> tuple[Block, ...]:
    """The blocks of a plain text, sorted and apart from each other.

    `markdown` reads the text as Markdown: lines that follow each other are one paragraph, and where the
    text marks its headings with "#" no other line is one.
    """
    return tuple(_Structure(text, markdown).blocks())


def starts_low(text: str) -> bool:
    """Does a line begin in the middle of a sentence, with a small letter?"""
    bare = MARKS.sub("", text).lstrip("\"'“‘«(")
    return bare[:1].islower()


def ends_open(text: str) -> bool:
    """Does a line end without the punctuation that ends a sentence?"""
    return not SENTENCE_END.search(text)


def wrapped(texts: Sequence[str], width: int) -> list[bool]:
    """For each line but the last of a group: did it end only because the next word did not fit in?

    `width` is the longest line there is. That a line was broken by its width, not by its writer, shows in
    that the first word of the next line would have made it too long.
    """
    return [
        len(one) + 1 + len(after.split(None, 1)[0]) > width - 2 and 30 <= len(one) <= 130
        for one, after in pairwise(texts)
    ]


class _Structure:
    def __init__(self, text: str, markdown: bool) -> None:
        self.text = text
        self.lines = lines(text)
        self.markdown = markdown
        self.marked = markdown and any(HASHES.match(line.text) for line in self.lines)
        self.width = self._width()
        self.table = -1
        self.level = 1  # of the last heading that is marked as one

    def _width(self) -> int:
        """The width to which the text is wrapped by hard line ends; 0 where it is not."""
        prose = [line for line in self.lines if "\t" not in line.text and not self._is_mark(line)]
        lengths = sorted(len(line.text) for line in prose)
        if len(lengths) < 4 or lengths[-1] > 130:
            return 0
        pairs = [(a, b) for a, b in pairwise(prose) if not b.gap]
        width = lengths[-1]
        full = [a for a, b in pairs if wrapped((a.text, b.text), width)[0]]
        open_ended = [a for a in full if ends_open(a.text)]
        return (
            width
            if len(full) >= 3 and len(open_ended) * 2 >= len(full) * 1 and len(full) * 3 >= len(pairs)
            else 0
        )

    def _is_mark(self, line: Line) -> bool:
        text = line.text
        return bool(
            HASHES.match(text)
            or BULLET.match(text)
            or RULE.match(text)
            or PIPE_ROW.match(text)
            or FENCE.match(text)
            or NOTE_MARK.match(text)
        )

    def blocks(self) -> Iterator[Block]:
        notes = False
        index = 0
        first = True
        while index < len(self.lines):
            line = self.lines[index]
            taken, found = self._block(index, first)
            for block in found:
                if block.kind is BlockKind.HEADING:
                    notes = bool(NOTES_TITLE.match(MARKS.sub("", self.text[block.start : block.end])))
                elif notes and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
                    block = replace(block, kind=BlockKind.REFERENCE)
                yield block
            first = first and not found and bool(RULE.match(line.text))
            index += taken

    def _block(self, index: int, first: bool) -> tuple[int, list[Block]]:
        """How many lines from `index` on make the next blocks, and those."""
        line = self.lines[index]
        text = line.text
        if FENCE.match(text) or IMAGE.match(text) or (PIPE_RULE.match(text) and "|" in text):
            return 1, []
        if RULE.match(text):
            return 1, []
        if hashes := HASHES.match(text):
            end = line.start + len(CLOSING_HASHES.sub("", text))
            self.level = 1 if first else len(hashes[1])  # the first heading is the title
            return 1, [Block(BlockKind.HEADING, line.start + hashes.end(), end, level=self.level)]
        after = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if after and not after.gap and self._underlined(line, after):
            self.level = 1 if first or after.text[0] == "=" else 2
            return 2, [Block(BlockKind.HEADING, line.start, line.end, level=self.level)]
        if PIPE_ROW.match(text) and (index + 1 < len(self.lines)) and text.count("|") > 2:
            return self._pipe_table(index)
        if "\t" in self._row_text(line):
            return self._tabbed(index)
        if NOTE_MARK.match(text) and self._is_note(index):
            return self._paragraph(index, line.start, BlockKind.REFERENCE)
        for pattern in (BULLET, NUMBERED):
            if (mark := pattern.match(text)) and self._is_item(index, text[: mark.end()]):
                return self._paragraph(index, line.start + mark.end(), BlockKind.LIST_ITEM)
        if quoted := QUOTED.match(text):
            return self._paragraph(index, line.start + quoted.end(), BlockKind.PARAGRAPH)
        if field := self._field(index):
            return field
        if self._is_heading(index, first):
            level = 1 if first else self.level + 1
            return 1, [Block(BlockKind.HEADING, line.start, line.end, level=level)]
        return self._paragraph(index, line.start, BlockKind.PARAGRAPH)

    def _underlined(self, line: Line, after: Line) -> bool:
        if not UNDERLINE.match(after.text) or len(after.text) < 3 or len(line.text) > MAX_TITLE:
            return False
        return not self._is_mark(line) and "\t" not in line.text and (line.gap or not self.markdown)

    def _is_note(self, index: int) -> bool:
        """A numbered note stands among others, or nothing follows it."""
        near = self.lines[max(index - 1, 0) : index + 2]
        return sum(bool(NOTE_MARK.match(line.text)) for line in near) >= 2 or index + 1 == len(self.lines)

    def _is_item(self, index: int, mark: str) -> bool:
        if mark[0] in "•·◦‣▪●○*+-":
            return True
        # A dash or a number may begin a sentence as well: an item of a list has neighbours.
        pattern = BULLET if mark[0] == "–" else NUMBERED
        near = self.lines[max(index - 1, 0) : index + 2]
        if sum(bool(pattern.match(line.text)) for line in near) >= 2:
            return True
        return mark[0] != "–" and len(self.lines[index].text) > MAX_HEADING

    def _goes_on(self, former: Line, later: Line) -> bool:
        """Is `later` the next line of the paragraph that `former` belongs to?"""
        if self._is_mark(later) or "\t" in later.text or QUOTED.match(later.text):
            return False
        if (
            (label := LABEL.match(later.text))
            and len(label[1].split()) <= 2
            and len(later.text) <= MAX_LABEL + 60
        ):
            return False
        if NUMBERED.match(later.text) and (NUMBERED.match(former.text) or not ends_open(former.text)):
            return False
        if not later.gap:
            if DIVIDED.search(former.text):
                return True
            if self.width and wrapped((former.text, later.text), self.width)[0]:
                return True
            if self.markdown and not former.soft and not self._field_line(later.text):
                return len(former.text) <= 120 or ends_open(former.text)
        if not ends_open(former.text):
            return False
        if starts_low(later.text):
            return not later.gap or len(former.text) > 40
        return len(former.text) > 60 and bool(OPEN_END.search(former.text)) and len(later.text) > 20

    def _paragraph(self, index: int, start: int, kind: BlockKind) -> tuple[int, list[Block]]:
        last = index
        while last + 1 < len(self.lines) and self._goes_on(self.lines[last], self.lines[last + 1]):
            later = self.lines[last + 1]
            if later.gap and NUMBERED.match(later.text):
                break
            last += 1
        return last + 1 - index, [Block(kind, start, self.lines[last].end)]

    def _is_heading(self, index: int, first: bool) -> bool:
        line = self.lines[index]
        after = self.lines[index + 1] if index + 1 < len(self.lines) else None
        bare = MARKS.sub("", line.text).strip()
        bold = line.text.startswith("**") and line.text.endswith("**") and line.text.count("**") == 2
        if self.marked and not bold:
            return False
        if first and len(bare) <= MAX_TITLE and not NOT_HEADING.match(bare[:1]):
            follows = after is None or not self._goes_on(line, after)
            if follows and (not FULL_STOP.search(bare) or bare.endswith("?") or bare.endswith("!")):
                return after is not None
        named = bare.endswith("!") and after is not None and not after.gap and len(bare.split()) <= 7
        if (
            (FULL_STOP.search(bare) and not named)
            or len(bare) > MAX_HEADING
            or len(bare.split()) > MAX_HEADING_WORDS
        ):
            return False
        if NOT_HEADING.match(bare) or starts_low(bare) or not any(c.isalpha() for c in bare):
            return False
        if after is None:
            return bold
        if self._goes_on(line, after):
            return False
        # The last of several short lines under a heading says something of it, as "President of X" does.
        return line.gap or bold or bare.endswith(":") or not after.gap

    def _field_line(self, text: str) -> re.Match[str] | None:
        found = LABEL.match(MARKS.sub(lambda m: " " * len(m[0]), text).lstrip())
        if not found or len(found[1].split()) > 5 or len(text) > MAX_LABEL + MAX_VALUE:
            return None
        if not found[1][0].isupper() and not found[1].islower():
            return None
        return found

    def _field(self, index: int) -> tuple[int, list[Block]] | None:
        """A "Label: value" line, or a label with its short value on the next line."""
        line = self.lines[index]
        if not self._field_line(line.text):
            return None
        colon = line.text.index(":")
        label = Span(line.start, line.start + colon)
        value = line.text[colon + 1 :].strip(" *_")
        if not value:
            after = self.lines[index + 1] if index + 1 < len(self.lines) else None
            near = self.lines[index + 2] if index + 2 < len(self.lines) else None
            if after is None or after.gap or self._is_mark(after) or "\t" in after.text:
                return None
            if len(after.text) > 60 or FULL_STOP.search(after.text) or self._field_line(after.text):
                return None
            if near is not None and self._goes_on(after, near):
                return None
            cell = Span(after.start, after.end)
            return 2, [Block(BlockKind.FIELD, line.start, after.end, cells=(label, cell))]
        if not self._is_value(index, value):
            return None
        start = line.start + line.text.index(value, colon)
        cell = Span(start, start + len(value))
        return 1, [Block(BlockKind.FIELD, line.start, line.end, cells=(label, cell))]

    def _is_value(self, index: int, value: str) -> bool:
        """Is what follows a label a name, number or phrase, and not a sentence?"""
        if len(value) > MAX_VALUE or value[0] in "\"“«'‘":
            return False
        after = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if after is not None and self._goes_on(self.lines[index], after):
            return False
        words = value.split()
        if value[-1] in ".!?" and len(words) > 8:
            return False
        return len(words) <= 14 and not (len(words) > 3 and NOT_HEADING.match(value) and value[-1] == ".")

    def _tabbed(self, index: int) -> tuple[int, list[Block]]:
        """Lines with tabs: fields ("Label:<tab>value"), rows of a table, or prose with a stray tab."""
        line = self.lines[index]
        if field := self._tab_field(line):
            return 1, [field]
        last = index
        columns = _columns(line)
        while last + 1 < len(self.lines):
            later = self.lines[last + 1]
            raw = self._row_text(later)
            if "\t" not in raw or self._tab_field(later):
                break
            if later.gap and raw.count("\t") != self._row_text(line).count("\t"):
                break
            last += 1
        rows = self.lines[index : last + 1]
        if len(rows) == 1 and (len(line.text) > 200 or columns < 2):
            return self._paragraph(index, line.start, BlockKind.PARAGRAPH)
        self.table += 1
        header = _is_header([_cell_texts(self._row_text(row)) for row in rows])
        return len(rows), [self._row(row, header and number == 0) for number, row in enumerate(rows)]

    def _row_text(self, line: Line) -> str:
        """A row with the tabs at its end, which stand for empty cells."""
        end = line.end
        while end < len(self.text) and self.text[end] in "\t ":
            end += 1
        return self.text[line.start : end].rstrip(" ")

    def _row(self, line: Line, header: bool) -> Block:
        raw = self._row_text(line)
        cells: list[Span] = []
        position = 0
        for part in raw.split("\t"):
            start = line.start + position + (len(part) - len(part.lstrip()))
            cells.append(Span(start, start + len(part.strip())) if part.strip() else Span(start, start))
            position += len(part) + 1
        end = max(line.end, cells[-1].end)
        return Block(
            BlockKind.TABLE_ROW, line.start, end, table=self.table, header=header, cells=tuple(cells)
        )

    def _tab_field(self, line: Line) -> Block | None:
        raw = self._row_text(line)
        label, tab, value = raw.partition("\t")
        if not tab or not label.rstrip(" *_").endswith(":") or len(label) > 60 or "\t" in value.strip():
            return None
        colon = label.rindex(":")
        stripped = value.strip()
        start = line.start + (raw.index(stripped, len(label)) if stripped else len(label) + 1)
        cells = (Span(line.start, line.start + colon), Span(start, start + len(stripped)))
        return Block(BlockKind.FIELD, line.start, max(line.end, start), cells=cells)

    def _pipe_table(self, index: int) -> tuple[int, list[Block]]:
        last = index
        while last + 1 < len(self.lines) and not self.lines[last + 1].gap:
            if "|" not in self.lines[last + 1].text:
                break
            last += 1
        self.table += 1
        found: list[Block] = []
        header = last > index and bool(PIPE_RULE.match(self.lines[index + 1].text))
        for line in self.lines[index : last + 1]:
            if PIPE_RULE.match(line.text):
                continue
            cells: list[Span] = []
            position = 0
            parts = re.split(r"(?<!\\)\|", line.text)
            for part in parts:
                start = line.start + position + (len(part) - len(part.lstrip()))
                cells.append(Span(start, start + len(part.strip())))
                position += len(part) + 1
            if not parts[0].strip():
                cells = cells[1:]
            if not parts[-1].strip():
                cells = cells[:-1]
            found.append(
                Block(
                    BlockKind.TABLE_ROW,
                    line.start,
                    line.end,
                    table=self.table,
                    header=header and not found,
                    cells=tuple(cells),
                )
            )
        return last + 1 - index, found


def _columns(line: Line) -> int:
    return len([part for part in line.text.split("\t") if part.strip()])


def _cell_texts(row: str) -> list[str]:
    return [part.strip() for part in row.split("\t")]


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    return is_header(rows)


def is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Is the first of a table's rows its header: words over columns that hold numbers, or words over
    longer rows of words?"""
    if len(rows) < 2 or not rows[0]:
        return False
    first, rest = rows[0], rows[1:]
    if any(re.match(r"[\d.,%\s–-]*\d[\d.,%\s–-]*$", cell) for cell in first[1:]):
        years = [cell for cell in first[1:] if re.fullmatch(r"(?:1[89]|20)\d\d", cell)]
        return len(years) >= 2 and len(years) == len([cell for cell in first[1:] if cell])
    numeric = sum(any(re.search(r"\d", cell) for cell in row[1:]) for row in rest)
    return numeric * 2 >= len(rest) or len(rest) >= 2
