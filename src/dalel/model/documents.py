"""What a document is once it has been read: one text, its structure, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of a document's text is to a reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    FIELD = "field"  # a header line "Label: value"; `cells` are the label and the value
    TABLE_ROW = "table_row"  # one row of a table; `cells` are its columns, empty ones included
    REFERENCE = "reference"  # a footnote or citation: searched, but no source of claims


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (excluded) of a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, header field or table row, in reading order.

    `level` is a heading's depth (1 is the title) and otherwise 0. `table` numbers the tables of a
    document from 0; rows of one table share it, and the first of them is its header row where `header`.
    Blocks of a document do not overlap and are sorted by `start`.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    table: int | None = None
    header: bool = False
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Who published a document, and when; empty where neither the document nor `sources.toml` says so.

    `date` is EDTF. `party` says in what way the publisher or author is a party to the case.
    `cites` names what the document restates. `stated_by` tells for each field where its value was
    found: "document", "e-mail header", "meta tag", "file properties", "sources.toml".
    """

    title: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""
    place: str = ""
    party: str = ""
    cites: tuple[str, ...] = ()
    stated_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its structure and source.

    `id` is the SHA-256 (hexadecimal) of the document's bytes. `name` is its path relative to the
    path the user gave, with "!/" before a member of an archive or an attachment of a message.
    `text` never changes after reading: every offset in Dalel counts its characters (code points).
    `pages` are the spans of a PDF's pages and empty for other formats. `language` is an ISO 639-1
    code, or "" where there is too little text to tell. `notes` are short remarks a reader should
    see ("no text layer, 3 pages").
    """

    id: str
    name: str
    format: str
    text: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[Span, ...] = ()
    language: str = ""
    source: Source = field(default_factory=Source)
    notes: tuple[str, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The page (from 1) that holds the character at `offset`; None where there are no pages."""
        for number, page in enumerate(self.pages, 1):
            if offset < page.end:
                return number
        return len(self.pages) or None


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that gave no document, and why, in one sentence without its name.

    `fatal` tells an unreadable file of a supported type (exit code 1) from one passed over
    (an unsupported type, counted only).
    """

    name: str
    reason: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"
