"""Word documents (.docx): paragraphs, headings, lists, tables and footnotes from the document's XML.

Text that tracked changes insert is read, deleted text is not; text in content controls and text boxes is
read where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from dalel.documents import dates
from dalel.documents.builder import Builder
from dalel.documents.readers.reading import Reading
from dalel.documents.repair import one_line
from dalel.documents.zipped import Parts
from dalel.model import BlockKind, UnreadableError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SKIPPED = frozenset(
    (f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", FALLBACK, f"{W}rPr", f"{W}pPr")
)
HEADING = re.compile(r"(?:heading|überschrift|titre|título|заголовок)\s*(\d)$", re.IGNORECASE)


def read(data: bytes) -> Reading:
    """The text of a Word document."""
    parts = Parts(data)
    document = parts.xml("word/document.xml")
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise UnreadableError("is not a Word document")
    writer = _Writer(_styles(parts), _notes(parts))
    writer.blocks_of(body)
    for number in writer.cited:
        writer.builder.paragraph(f"[{number}] {writer.notes[number - 1]}", BlockKind.REFERENCE)
    return Reading(writer.builder.text, tuple(writer.builder.blocks), stated=_stated(parts))


@dataclass
class _Writer:
    styles: dict[str, tuple[int, bool]]  # level of heading (0: none) and whether a list, by style
    note_texts: dict[str, str]
    builder: Builder = field(default_factory=Builder)
    notes: list[str] = field(default_factory=list)

    @property
    def cited(self) -> range:
        return range(1, len(self.notes) + 1)

    def blocks_of(self, parent: etree._Element) -> None:
        """Write the paragraphs and tables in an element, in their order."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag not in SKIPPED and isinstance(child.tag, str):
                self.blocks_of(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = self.text_of(paragraph)
        level, listed = self._kind(paragraph)
        if level:
            self.builder.heading(text, level)
        elif listed:
            self.builder.paragraph(text, BlockKind.LIST_ITEM)
        elif _is_bold(paragraph) and 2 < len(text.strip()) <= 90 and not re.search(r"[.!?;,…:]\s*$", text):
            self.builder.heading(text, min(self.builder.level + 1, 6))
        elif "\t" in text.strip() and re.match(r"[^\t]{2,60}:\s*\t[^\t]*$", text.strip()):
            label, _, value = text.strip().partition("\t")
            self.builder.field(label, value)
        else:
            self.builder.paragraph(text)
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(above.tag == FALLBACK for above in box.iterancestors()):
                self.blocks_of(box)

    def _kind(self, paragraph: etree._Element) -> tuple[int, bool]:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return 0, False
        style = properties.find(f"{W}pStyle")
        level, listed = (
            self.styles.get(style.get(f"{W}val", ""), (0, False)) if style is not None else (0, False)
        )
        outline = properties.find(f"{W}outlineLvl")
        if not level and outline is not None and outline.get(f"{W}val", "9").isdigit():
            value = int(outline.get(f"{W}val", "9"))
            level = value + 1 if value < 6 else 0
        number = properties.find(f"{W}numPr/{W}numId")
        if number is not None:
            listed = number.get(f"{W}val") != "0"
        return level, listed

    def text_of(self, element: etree._Element) -> str:
        """The text in an element, with its tabs, line breaks and marks of notes."""
        parts: list[str] = []
        for child in element:
            tag = child.tag
            if tag == f"{W}t":
                parts.append(child.text or "")
            elif tag in (f"{W}tab", f"{W}ptab"):
                parts.append("\t")
            elif tag in (f"{W}br", f"{W}cr"):
                parts.append("\n")
            elif tag == f"{W}noBreakHyphen":
                parts.append("-")
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                note = self.note_texts.get(f"{tag[len(W) : -9]}{child.get(f'{W}id')}")
                if note:
                    self.notes.append(note)
                    parts.append(f"[{len(self.notes)}]")
            elif isinstance(tag, str) and tag not in SKIPPED and tag != f"{W}txbxContent":
                parts.append(self.text_of(child))
        return "".join(parts)

    def _table(self, table: etree._Element) -> None:
        rows: list[list[str]] = []
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl"), None) is not table:
                continue  # a row of a table within this one
            cells: list[str] = []
            for cell in row.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tr"), None) is row:
                    cells.append(" ".join(self.text_of(one) for one in cell.iter(f"{W}p")))
                    span = cell.find(f"{W}tcPr/{W}gridSpan")
                    width = span.get(f"{W}val", "1") if span is not None else "1"
                    cells += [""] * (min(int(width), 60) - 1 if width.isdigit() and width != "0" else 0)
            rows.append(cells)
        if rows and max(map(len, rows)) == 1:  # a frame around text
            for row in rows:
                for text in row:
                    self.builder.paragraph(text)
            return
        self.builder.table(rows)


def _is_bold(paragraph: etree._Element) -> bool:
    """Are all the words of a paragraph bold?"""
    runs = [
        run for run in paragraph.iter(f"{W}r") if any((text.text or "").strip() for text in run.iter(f"{W}t"))
    ]
    bold = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(
        mark is not None and mark.get(f"{W}val", "1") not in ("0", "false") for mark in bold
    )


def _styles(parts: Parts) -> dict[str, tuple[int, bool]]:
    """What each paragraph style makes of a paragraph; styles stand on others."""
    root = parts.xml("word/styles.xml")
    if root is None:
        return {}
    own: dict[str, tuple[str, int, bool]] = {}
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        base = style.find(f"{W}basedOn")
        words = (name.get(f"{W}val", "") if name is not None else "").strip()
        level = 0
        if match := HEADING.match(words):
            level = int(match[1])
        elif words.lower() == "title":
            level = 1
        elif (outline := style.find(f"{W}pPr/{W}outlineLvl")) is not None:
            value = outline.get(f"{W}val", "9")
            level = int(value) + 1 if value.isdigit() and int(value) < 6 else 0
        listed = style.find(f"{W}pPr/{W}numPr") is not None or words.lower().startswith("list")
        parent = base.get(f"{W}val", "") if base is not None else ""
        own[style.get(f"{W}styleId", "")] = (parent, level, listed and not level)
    found: dict[str, tuple[int, bool]] = {}
    for style_id in own:
        level, listed, at, seen = 0, False, style_id, set[str]()
        while at in own and at not in seen and not level and not listed:
            seen.add(at)
            at, level, listed = own[at]
        found[style_id] = (min(level, 6), listed)
    return found


def _notes(parts: Parts) -> dict[str, str]:
    """The texts of footnotes and endnotes, by kind and number."""
    found: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        root = parts.xml(f"word/{kind}s.xml")
        for note in root.iter(f"{W}{kind}") if root is not None else ():
            if note.get(f"{W}type") in (None, "normal"):
                text = " ".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in note.iter(f"{W}p"))
                found[f"{kind}{note.get(f'{W}id')}"] = one_line(text)
    return found


def _stated(parts: Parts) -> tuple[tuple[str, str, str], ...]:
    root = parts.xml("docProps/core.xml")
    if root is None:
        return ()
    found: list[tuple[str, str, str]] = []
    for what, tag in (("title", f"{DC}title"), ("author", f"{DC}creator"), ("date", f"{DCTERMS}created")):
        value = one_line(root.findtext(tag) or "")
        if what == "date":
            value = dates.edtf(value)
        if value and value != "python-docx":
            found.append((what, value, "file properties"))
    app = parts.xml("docProps/app.xml")
    company = app.findtext("{*}Company") if app is not None else None
    if company and company.strip():
        found.append(("publisher", one_line(company), "file properties"))
    return tuple(found)
