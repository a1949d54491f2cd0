"""PDF: the text of its pages, paragraphs rebuilt from lines by their place, size and words (pypdf)."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError, PyPdfError

from dalel.documents import dates
from dalel.documents.builder import Builder
from dalel.documents.readers.reading import Reading
from dalel.documents.repair import joined, one_line
from dalel.documents.structure import BULLET, NOTE_MARK, NUMBERED, SENTENCE_END, ends_open, starts_low
from dalel.model import BlockKind, Span, UnreadableError

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

PAGE_NUMBER = re.compile(
    r"(?:(?:page|p\.|стр\.|seite)\s*)?[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:/|of|из|von)\s*\d+)?\s*[-–—|]?$",
    re.IGNORECASE,
)
NOTE = re.compile(r"\[?\d{1,3}[\].)]?\s+\S")


@dataclass(slots=True)
class Line:
    """A line on a page: its text, where it begins (in points), its letters' size and weight."""

    text: str
    page: int
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    bold: bool = False


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together: their text, and where in it a new page begins."""

    text: str
    first: Line
    last: Line
    bold: bool
    lines: int = 1
    breaks: list[tuple[int, int]] = field(default_factory=list)  # (page, offset in text)


def read(data: bytes) -> Reading:
    """The text of a PDF and the spans of its pages."""
    if b"%%EOF" not in data:
        raise UnreadableError("is truncated or damaged")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("is password-protected")
        pages = list(reader.pages)
    except DependencyError:
        raise UnreadableError(
            "is encrypted, and the package cryptography, which opens it, is missing"
        ) from None
    except FileNotDecryptedError:
        raise UnreadableError("is password-protected") from None
    except (PyPdfError, PdfReadError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise UnreadableError("is truncated or damaged") from None
    if not pages:
        raise UnreadableError("has no pages")
    lines: list[Line] = []
    broken: list[int] = []
    for number, page in enumerate(pages):
        try:
            lines += _lines(page, number)
        except Exception:  # pypdf meets damaged fonts and streams with many kinds of errors
            broken.append(number + 1)
    if len(broken) == len(pages):
        raise UnreadableError("is damaged: no page can be read")
    notes = [f"cannot be read: {_numbers(broken)}"] if broken else []
    lines = [line for line in lines if line.text]
    silent = sorted(set(range(1, len(pages) + 1)) - {line.page + 1 for line in lines} - set(broken))
    if not lines:
        notes.append(f"no text layer, {len(pages)} page{'s' * (len(pages) != 1)}")
    elif silent:
        notes.append(f"no text on {_numbers(silent)}")
    builder, starts = _written(_parts(_body(lines, len(pages))), len(pages))
    text = builder.text
    ends = [*starts[1:], len(text)]
    spans = tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))
    return Reading(text, tuple(builder.blocks), spans, _stated(reader), tuple(notes))


def _numbers(pages: list[int]) -> str:
    shown = ", ".join(map(str, pages[:10])) + (" ..." if len(pages) > 10 else "")
    return f"page{'s' * (len(pages) != 1)} {shown}"


def _lines(page: Any, number: int) -> list[Line]:
    """The lines of a page in the order of its content."""
    found: list[Line] = []
    pieces: list[str] = []
    start: list[Line] = []

    def end() -> None:
        text = one_line("".join(pieces))
        if text and start:
            line = start[0]
            line.text = text
            found.append(line)
        pieces.clear()
        start.clear()

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        text = text.replace("\x7f", "•")  # some programs write bullets so
        for index, part in enumerate(text.split("\n")):
            if index:
                end()
            if not part.strip():
                pieces.append(part)
                continue
            if not start:
                x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
                y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
                scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
                name = str((font or {}).get("/BaseFont", ""))
                bold = bool(re.search(r"bold|black|heavy|semibold|demi", name, re.IGNORECASE))
                start.append(Line("", number, x, y, round(size * scale, 1), bold))
            pieces.append(part)

    page.extract_text(visitor_text=visit)
    end()
    return found


def _body(lines: list[Line], pages: int) -> list[Line]:
    """The lines without page numbers and the lines that head or foot every page."""
    edges: Counter[str] = Counter()
    at: list[tuple[Line, str]] = []
    for number in range(pages):
        own = [line for line in lines if line.page == number]
        for line in {id(line): line for line in [*own[:2], *own[-3:]]}.values():
            key = re.sub(r"\d+", "#", line.text.lower())
            edges[key] += 1
            at.append((line, key))
    often = max(3, pages // 3)
    gone = {
        id(line)
        for line, key in at
        if (edges[key] >= often and len(line.text) < 150) or (PAGE_NUMBER.match(line.text) and pages > 1)
    }
    return [line for line in lines if id(line) not in gone]


def _parts(lines: list[Line]) -> Iterator[Paragraph | list[list[Line]]]:
    """Paragraphs and the rows of tables, in order."""
    style = Style.of(lines)
    between: list[Line] = []
    for rows in _rows(lines):
        if isinstance(rows, Line):
            between.append(rows)
        else:
            yield from _paragraphs(between, style)
            between = []
            yield rows
    yield from _paragraphs(between, style)


def _rows(lines: list[Line]) -> Iterator[Line | list[list[Line]]]:
    """The lines, those of a table as its rows: several short texts at one height, more than once."""
    grouped: list[list[Line]] = []
    for line in lines:
        last = grouped[-1][-1] if grouped else None
        if last is not None and last.page == line.page and abs(last.y - line.y) < 1.5 and line.x > last.x + 5:
            grouped[-1].append(line)
        else:
            grouped.append([line])
    index = 0
    while index < len(grouped):
        end = index
        while end < len(grouped) and len(grouped[end]) == len(grouped[index]) > 1 and _is_row(grouped[end]):
            end += 1
        if end - index >= 2:
            yield grouped[index:end]
            index = end
        else:
            yield from grouped[index]
            index += 1


def _is_row(row: list[Line]) -> bool:
    # A mark and its text, or the lines of two columns of prose, stand side by side as well.
    return sum(len(cell.text) for cell in row) < 45 * len(row) and len(row[0].text) > 1


@dataclass(frozen=True, slots=True)
class Style:
    """What is usual in a document: the size of letters, the distance of lines by size, their length."""

    body: float
    leading: dict[float, float]
    width: int

    @classmethod
    def of(cls, lines: list[Line]) -> Style:
        """The style of all the lines of a document."""
        weights: Counter[float] = Counter()
        for line in lines:
            weights[line.size] += len(line.text)
        body = weights.most_common(1)[0][0] if weights else 0.0
        width = sorted(len(line.text) for line in lines)[int(len(lines) * 0.9)] if lines else 0
        return cls(body, _leading(lines), width)


def _paragraphs(lines: list[Line], style: Style) -> Iterator[Paragraph]:
    """Lines put together to paragraphs."""
    body, leading, width = style.body, style.leading, style.width
    held: Paragraph | None = None
    small: list[Paragraph] = []  # footnotes, which wait for the end of a paragraph that goes on
    for line in lines:
        if held is None:
            held = Paragraph(line.text, line, line, line.bold, breaks=[(line.page, 0)])
            continue
        if _belongs(held, line, leading, width):
            text = joined(held.text, line.text)
            if line.page != held.last.page:
                held.breaks.append((line.page, len(text) - len(line.text)))
            held.text, held.last, held.lines = text, line, held.lines + 1
            held.bold = held.bold and line.bold
            continue
        broken = ends_open(held.text) and held.first.size >= body - 0.5 and len(held.text) > 60
        if broken and line.size < body - 0.7 and NOTE.match(line.text) and not small:
            small.append(Paragraph(line.text, line, line, line.bold, breaks=[(line.page, 0)]))
            continue
        if small and line.size < body - 0.7 and line.page == small[-1].last.page:
            note = small[-1]
            if NOTE.match(line.text):
                small.append(Paragraph(line.text, line, line, line.bold, breaks=[(line.page, 0)]))
            else:
                note.text, note.last = joined(note.text, line.text), line
            continue
        yield held
        yield from small
        small = []
        held = Paragraph(line.text, line, line, line.bold, breaks=[(line.page, 0)])
    if held is not None:
        yield held
    yield from small


def _leading(lines: list[Line]) -> dict[float, float]:
    """The usual distance of lines, by size of their letters."""
    gaps: dict[float, list[float]] = {}
    for one, after in pairwise(lines):
        gap = one.y - after.y
        if one.page == after.page and one.size == after.size and 0 < gap < 4 * max(one.size, 1):
            gaps.setdefault(one.size, []).append(gap)
    return {size: median(sorted(found)[: max(1, len(found) * 3 // 4)]) for size, found in gaps.items()}


def _belongs(held: Paragraph, line: Line, leading: dict[float, float], width: int) -> bool:
    """Does a line go on with the paragraph before it?"""
    last = held.last
    if abs(last.size - line.size) > 0.6 or BULLET.match(line.text) or NOTE_MARK.match(line.text):
        return False
    if held.bold and not line.bold and held.lines <= 2 and ends_open(held.text) and not starts_low(line.text):
        return False
    gap = last.y - line.y
    usual = leading.get(line.size, 0.0)
    goes_on = ends_open(last.text) and (starts_low(line.text) or len(last.text) * 10 >= width * 8)
    if last.page != line.page or gap < -1:
        return goes_on and not NUMBERED.match(line.text)
    if not usual or gap < 0.5:  # no places to go by
        return goes_on
    if gap > usual * 1.35:
        return ends_open(last.text) and starts_low(line.text) and gap < usual * 1.8
    if NUMBERED.match(line.text) and not ends_open(last.text):
        return False
    indented = line.x > last.x + 6 and last is not held.first
    hanging = held.lines == 1 and line.x < last.x - 6
    short = len(last.text) * 10 < width * 6
    if indented and not ends_open(last.text):
        return False
    if short and not hanging and SENTENCE_END.search(last.text):
        return False
    return not (short and ends_open(last.text) and not starts_low(line.text) and len(line.text) < width // 2)


def _written(parts: Iterator[Paragraph | list[list[Line]]], pages: int) -> tuple[Builder, list[int]]:
    """The text of paragraphs and tables, and where each page begins in it."""
    builder = Builder()
    starts: list[int | None] = [None] * pages
    found = list(parts)
    weights: Counter[float] = Counter()
    for part in found:
        if isinstance(part, Paragraph):
            weights[part.first.size] += len(part.text)
    body = weights.most_common(1)[0][0] if weights else 0.0
    sizes = sorted({size for size in weights if size > body * 1.12}, reverse=True)
    for paragraph in found:
        if not isinstance(paragraph, Paragraph):
            before = len(builder.blocks)
            builder.table([[cell.text for cell in row] for row in paragraph])
            for block, row in zip(builder.blocks[before:], paragraph, strict=False):
                if starts[row[0].page] is None:
                    starts[row[0].page] = block.start
            continue
        text, first = paragraph.text, paragraph.first
        before = len(builder.blocks)
        large = first.size > body * 1.12 and len(text) <= 200 and not re.search(r"[.;,]$", text)
        strong = paragraph.bold and len(text) <= 120 and not re.search(r"[.;,]$", text)
        bullet = BULLET.match(text)
        if (large or strong) and paragraph.lines <= 3 and any(map(str.isalpha, text)):
            level = min(sizes.index(first.size) + 1, 5) if first.size in sizes else min(len(sizes) + 1, 6)
            builder.heading(text, level)
        elif NOTE_MARK.match(text) or (first.size < body - 0.7 and NOTE.match(text)):
            builder.paragraph(text, BlockKind.REFERENCE)
        elif bullet:
            builder.paragraph(text[bullet.end() :], BlockKind.LIST_ITEM)
        else:
            builder.paragraph(text)
        if len(builder.blocks) == before:
            continue
        start, end = builder.blocks[before].start, builder.blocks[-1].end
        shift = bullet.end() if bullet else 0
        for page, offset in paragraph.breaks:
            if starts[page] is None:
                starts[page] = min(start + max(offset - shift, 0), end)
    known = 0 if not found else len(builder.text)
    result: list[int] = []
    for begin in reversed(starts):  # a page without text begins where the next one does
        known = begin if begin is not None else known
        result.append(known)
    result.reverse()
    if result:
        result[0] = 0
    for index in range(1, len(result)):
        result[index] = max(result[index], result[index - 1])
    return builder, result


def _stated(reader: PdfReader) -> tuple[tuple[str, str, str], ...]:
    try:
        info = reader.metadata
    except Exception:  # a damaged information dictionary takes nothing from the text
        return ()
    found: list[tuple[str, str, str]] = []
    for what, key in (("title", "/Title"), ("author", "/Author"), ("date", "/CreationDate")):
        value = one_line(str((info.get(key) if info else None) or ""))
        if what == "date":
            value = dates.edtf(value.removeprefix("D:")[:8])
        if value and value.lower() not in (
            "untitled",
            "unknown",
            "(anonymous)",
            "(unspecified)",
            "anonymous",
        ):
            value = re.sub(r"^Microsoft Word - ", "", value)
            found.append((what, value, "file properties"))
    return tuple(found)
