"""OpenDocument texts (.odt): paragraphs, headings, lists, tables and notes from the document's XML."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from dalel.documents import dates
from dalel.documents.builder import Builder
from dalel.documents.readers.reading import Reading
from dalel.documents.repair import one_line
from dalel.documents.zipped import Parts
from dalel.model import BlockKind, UnreadableError

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
SKIPPED = frozenset(
    (
        f"{TEXT}tracked-changes",
        f"{OFFICE}annotation",
        f"{TEXT}sequence-decls",
        f"{TEXT}table-of-content",
        f"{TEXT}alphabetical-index",
        f"{OFFICE}forms",
        f"{TEXT}note-citation",
    )
)


def read(data: bytes) -> Reading:
    """The text of an OpenDocument text."""
    parts = Parts(data)
    manifest = parts.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None:
        raise UnreadableError("is password-protected")
    content = parts.xml("content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if body is None:
        raise UnreadableError("is not an OpenDocument text")
    writer = _Writer()
    writer.blocks_of(body, BlockKind.PARAGRAPH)
    for number, note in enumerate(writer.notes, 1):
        writer.builder.paragraph(f"[{number}] {note}", BlockKind.REFERENCE)
    return Reading(writer.builder.text, tuple(writer.builder.blocks), stated=_stated(parts))


@dataclass
class _Writer:
    builder: Builder = field(default_factory=Builder)
    notes: list[str] = field(default_factory=list)

    def blocks_of(self, parent: etree._Element, kind: BlockKind) -> None:
        """Write the blocks in an element, in their order."""
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                continue
            if tag == f"{TEXT}h":
                level = child.get(f"{TEXT}outline-level", "1")
                self.builder.heading(self.text_of(child), min(int(level), 6) if level.isdigit() else 1)
            elif tag == f"{TEXT}p":
                self._paragraph(child, kind)
            elif tag in (f"{TEXT}list", f"{TEXT}numbered-paragraph"):
                self.blocks_of(child, BlockKind.LIST_ITEM)
            elif tag == f"{TABLE}table":
                self._table(child)
            else:
                self.blocks_of(child, kind)

    def _paragraph(self, paragraph: etree._Element, kind: BlockKind) -> None:
        text = self.text_of(paragraph)
        style = paragraph.get(f"{TEXT}style-name", "")
        if kind is BlockKind.PARAGRAPH and style in ("Title", "Subtitle"):
            self.builder.heading(text, 1 if style == "Title" else 2)
            return
        label, tab, value = text.strip().partition("\t")
        if (
            kind is BlockKind.PARAGRAPH
            and tab
            and label.endswith(":")
            and len(label) < 60
            and "\t" not in value
        ):
            self.builder.field(label, value)
            return
        self.builder.paragraph(text, kind)
        for box in paragraph.iter(f"{DRAW}text-box"):
            self.blocks_of(box, BlockKind.PARAGRAPH)

    def text_of(self, element: etree._Element) -> str:
        """The text in an element, with its tabs, line breaks and marks of notes."""
        parts = [element.text or ""]
        for child in element:
            tag = child.tag
            if tag == f"{TEXT}s":
                parts.append(" ")
            elif tag == f"{TEXT}tab":
                parts.append("\t")
            elif tag == f"{TEXT}line-break":
                parts.append("\n")
            elif tag == f"{TEXT}note":
                body = child.find(f"{TEXT}note-body")
                text = one_line(self.text_of(body)) if body is not None else ""
                if text:
                    self.notes.append(text)
                    parts.append(f"[{len(self.notes)}]")
            elif isinstance(tag, str) and tag not in SKIPPED and not tag.startswith(DRAW):
                parts.append(self.text_of(child))
            parts.append(child.tail or "")
        return "".join(parts)

    def _table(self, table: etree._Element) -> None:
        rows: list[list[str]] = []
        for row in table.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table"), None) is not table:
                continue
            cells = [cell for cell in row if cell.tag in CELLS]
            rows.append([" ".join(map(self.text_of, cell.iter(f"{TEXT}p", f"{TEXT}h"))) for cell in cells])
        headed = table.find(f"{TABLE}table-header-rows") is not None
        self.builder.table(rows, header=True if headed and len(rows) > 1 else None)


def _stated(parts: Parts) -> tuple[tuple[str, str, str], ...]:
    root = parts.xml("meta.xml")
    if root is None:
        return ()
    found: list[tuple[str, str, str]] = []
    for what, tag in (
        ("title", f"{DC}title"),
        ("author", f"{META}initial-creator"),
        ("author", f"{DC}creator"),
        ("date", f"{META}creation-date"),
        ("date", f"{DC}date"),
    ):
        value = one_line(root.findtext(f".//{tag}") or "")
        if what == "date":
            value = dates.edtf(value)
        if value:
            found.append((what, value, "file properties"))
    return tuple(found)
