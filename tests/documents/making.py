"""Real files for tests: PDF, Word, OpenDocument, e-mail messages, archives."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from pathlib import Path

import docx
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from dalel.documents import Item, discover, load
from dalel.model import Document, Problem

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06"


def written(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """A folder with these files in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder


def everything(*paths: Path) -> tuple[dict[str, Document], list[Problem]]:
    """All documents under some paths, by name, and all problems."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for found in discover(paths):
        for one in load(found) if isinstance(found, Item) else [found]:
            if isinstance(one, Document):
                documents[one.name] = one
            else:
                problems.append(one)
    return documents, problems


def only(folder: Path, name: str, content: bytes | str) -> Document:
    """The document that one file gives."""
    documents, problems = everything(written(folder, {name: content}) / name)
    assert not problems, problems
    return documents[name]


def reason(folder: Path, name: str, content: bytes | str) -> str:
    """Why one file gives no document."""
    documents, problems = everything(written(folder, {name: content}) / name)
    assert not documents
    (problem,) = problems
    assert problem.name == name
    assert problem.fatal
    return problem.reason


def texts(document: Document, kind: str | None = None) -> list[str]:
    """The texts of a document's blocks."""
    return [document.text[b.start : b.end] for b in document.blocks if kind in (None, b.kind.value)]


def cells(document: Document, kind: str) -> list[list[str]]:
    """The cells of a document's fields or rows."""
    return [
        [document.text[c.start : c.end] for c in block.cells]
        for block in document.blocks
        if block.kind.value == kind
    ]


def pdf(pages: Iterable[Iterable[str]], title: str = "", author: str = "") -> bytes:
    """A PDF; lines that begin with "# " are headings, the others paragraphs."""
    styles = getSampleStyleSheet()
    story: list[object] = []
    for number, page in enumerate(pages):
        if number:
            story.append(PageBreak())
        for text in page:
            style = styles["Heading2" if text.startswith("# ") else "BodyText"]
            story += [Paragraph(text.removeprefix("# "), style), Spacer(1, 6)]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A5, title=title or None, author=author or None, invariant=1).build(
        story
    )
    return buffer.getvalue()


def lines_pdf(pages: Iterable[Iterable[str]]) -> bytes:
    """A PDF whose pages hold just these lines, from the top."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A5, invariant=1)
    for page in pages:
        canvas.setFont("Times-Roman", 10)
        for number, line in enumerate(page):
            canvas.drawString(60, 520 - 12 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def table_pdf(rows: list[list[str]]) -> bytes:
    """A PDF that holds a table."""
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A5, invariant=1).build([Table(rows)])
    return buffer.getvalue()


def scanned_pdf(pages: int) -> bytes:
    """A PDF whose pages hold drawings and no text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A5, invariant=1)
    for _ in range(pages):
        canvas.rect(50, 50, 200, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def blank_pdf() -> bytes:
    """A PDF of one empty page whose program left no title, author or date."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def locked_pdf(password: str, algorithm: str = "RC4-128") -> bytes:
    """A PDF that opens with a password; with an empty one, that anyone may open but not change."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([["Nobody may read this without the word."]]))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def word(
    paragraphs: Iterable[tuple[str, str]], rows: Iterable[Iterable[str]] = (), **properties: str
) -> bytes:
    """A Word document of paragraphs with their styles, and a table."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    table = [list(row) for row in rows]
    if table:
        grid = document.add_table(0, len(table[0]))
        for row in table:
            for cell, value in zip(grid.add_row().cells, row, strict=True):
                cell.text = value
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


ODT_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
<office:body><office:text>{}</office:text></office:body></office:document-content>"""
ODT_META = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0">
<office:meta><dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator>
<meta:creation-date>{date}</meta:creation-date></office:meta></office:document-meta>"""


def odt(body: str, title: str = "", author: str = "", date: str = "") -> bytes:
    """An OpenDocument text around the XML of its body."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", ODT_CONTENT.format(body))
        archive.writestr("meta.xml", ODT_META.format(title=title, author=author, date=date))
    return buffer.getvalue()


def message(
    body: str, attachments: Mapping[str, bytes] | None = None, html: str = "", **headers: str
) -> bytes:
    """An e-mail message."""
    made = EmailMessage()
    for name, value in ({"From": "A. Writer <writer@example.org>", "Subject": "A message"} | headers).items():
        made[name] = value
    made["Date"] = made["Date"] or "Fri, 1 Mar 2013 09:00:00 +0600"
    if body:
        made.set_content(body)
    if html:
        made.add_alternative(html, subtype="html") if body else made.set_content(html, subtype="html")
    for name, content in (attachments or {}).items():
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A ZIP archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def locked_zip(files: Mapping[str, bytes | str]) -> bytes:
    """A ZIP archive whose members are marked as encrypted."""
    data = bytearray(zipped(files))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", data, at + offset)
            struct.pack_into("<H", data, at + offset, flags | 1)
            at = data.find(signature, at + 4)
    return bytes(data)


def tarred(
    files: Mapping[str, bytes | str], mode: str = "w", links: Mapping[str, str] | None = None
) -> bytes:
    """A tar archive of these files, compressed as `mode` says, and of symbolic links."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            data = content.encode("utf-8") if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return buffer.getvalue()
