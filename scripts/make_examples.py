"""Make the PDF and the Word document among the example documents from their texts in `scripts/examples`.

    python scripts/make_examples.py             write them to examples/kazakhstan
    python scripts/make_examples.py FOLDER      write them elsewhere

The same text gives the same PDF byte for byte, and a Word document whose members are the same:
dates and identifiers are fixed.
Markup of the texts: paragraphs stand between empty lines, "# " and "## " begin headings,
lines of "| a | b |" are rows of a table.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

TEXTS = Path(__file__).parent / "examples"
TARGET = Path(__file__).parent.parent / "examples" / "kazakhstan"
AUTHOR = "The Dalel project"
MADE = datetime(2026, 11, 25)


def paragraphs(name: str) -> list[str]:
    """The paragraphs of a text, markup included."""
    return (TEXTS / name).read_text("utf-8").strip().split("\n\n")


def title(texts: list[str]) -> str:
    """The first heading."""
    return next(text.lstrip("# ") for text in texts if text.startswith("#"))


def make_pdf(name: str) -> bytes:
    """A PDF of small pages, in the standard font Times; its letters are those of Western Europe."""
    texts = paragraphs(name)
    styles = getSampleStyleSheet()
    styles["BodyText"].fontName = "Times-Roman"
    story: list[Flowable] = []
    for text in texts:
        style = styles["Heading2" if text.startswith("#") else "BodyText"]
        story += [Paragraph(escape(text.lstrip("# ")), style), Spacer(1, 4)]
    buffer = io.BytesIO()
    SimpleDocTemplate(
        buffer, pagesize=A5, title=title(texts), author=AUTHOR, invariant=1, pageCompression=0
    ).build(story)
    return buffer.getvalue()


def make_docx(name: str) -> bytes:
    """A Word document with headings, paragraphs and a table."""
    texts = paragraphs(name)
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.title, properties.comments = AUTHOR, title(texts), ""
    properties.created = properties.modified = MADE
    for text in texts:
        if text.startswith("|"):
            rows = [line.strip("| ").split(" | ") for line in text.splitlines()]
            table = document.add_table(0, len(rows[0]))
            for row in rows:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = value
        elif text.startswith("#"):
            document.add_heading(text.lstrip("# "), level=text.index(" "))
        else:
            document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return _repacked(buffer)


def _repacked(archive: io.BytesIO) -> bytes:
    """The same archive with every member at one fixed time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, MADE.timetuple()[:6])
            info.create_system, info.compress_type = 0, zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(member))
    return buffer.getvalue()


MAKERS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "nations-in-transit-elections.pdf": (make_pdf, "nations-in-transit-elections.txt"),
    "country-update-people.docx": (make_docx, "country-update-people.txt"),
}
"""Each file made, with what makes it from which text."""


def main(folder: Path) -> None:
    """Write every made example into the folder."""
    for file, (make, text) in MAKERS.items():
        (folder / file).write_bytes(make(text))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
