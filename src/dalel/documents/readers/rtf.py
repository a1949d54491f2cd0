"""Rich text (.rtf): its text (striprtf), structured as plain text is."""

from __future__ import annotations

import re
from collections.abc import Callable

from striprtf import striprtf

from dalel.documents.readers.reading import Reading
from dalel.documents.repair import one_line, repaired
from dalel.documents.structure import blocks
from dalel.model import UnreadableError

rtf_to_text: Callable[..., str] = striprtf.rtf_to_text

INFO = {
    "title": re.compile(r"\{\\title\s+((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??|\\~)*)\}"),
    "author": re.compile(r"\{\\author\s+((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??|\\~)*)\}"),
    "publisher": re.compile(r"\{\\\*?\\?company\s+((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??|\\~)*)\}"),
}
CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
CODEPAGE = re.compile(r"\\ansicpg(\d+)")


def read(data: bytes) -> Reading:
    """The text of a rich text file."""
    source = data.decode("latin-1")
    if not source.lstrip().startswith("{\\rtf"):
        raise UnreadableError("is not an RTF document")
    if not source.rstrip("\0\r\n\t \x1a").endswith("}"):
        raise UnreadableError("is truncated")
    page = CODEPAGE.search(source[:2000])
    encoding = f"cp{page[1]}" if page and page[1] not in ("0", "10000") else "cp1252"
    try:
        raw = rtf_to_text(source, encoding=encoding, errors="replace")
    except LookupError:
        raw = rtf_to_text(source, encoding="cp1252", errors="replace")
    text = "\n".join(_line(line) for line in repaired(raw).split("\n")).strip("\n")
    return Reading(text, blocks(text), stated=tuple(_stated(source, encoding)))


def _line(line: str) -> str:
    """A line without white space at its ends; the cells of a table's row parted by tabs."""
    if line.count("|") >= 2 and line.rstrip().endswith("|"):
        return "\t".join(" ".join(cell.split()) for cell in line.rstrip().rstrip("|").split("|"))
    return "\t".join(" ".join(part.split()) for part in line.strip().split("\t"))


def _stated(source: str, encoding: str) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for what, pattern in INFO.items():
        if match := pattern.search(source[:20_000]):
            page = encoding.removeprefix("cp")
            text = rtf_to_text(
                rf"{{\rtf1\ansi\ansicpg{page} {match[1]}}}", encoding=encoding, errors="replace"
            )
            if value := one_line(text):
                found.append((what, value, "file properties"))
    if match := CREATED.search(source[:20_000]):
        found.append(("date", f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", "file properties"))
    return found
