"""The formats Dalel reads: which reader a file's name or its first bytes call for."""

from __future__ import annotations

import re
from importlib import import_module

from dalel.documents.readers.reading import Reader

READERS = {
    "txt": "plain",
    "md": "markdown",
    "html": "html",
    "pdf": "pdf",
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "eml": "eml",
}
"""Each format's module in `dalel.documents.readers`."""

SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".eml": "eml",
}
ARCHIVES = {
    ".zip": "zip",
    ".tar": "tar",
    ".tar.gz": "tar",
    ".tgz": "tar",
    ".tar.bz2": "tar",
    ".tbz2": "tar",
    ".tbz": "tar",
    ".tar.xz": "tar",
    ".txz": "tar",
}
LITTER = frozenset({"thumbs.db", "desktop.ini", "sources.toml", "__macosx"})
"""Files and folders that are no documents of anyone, in small letters."""

NAMES = {
    "txt": "text",
    "md": "Markdown",
    "html": "an HTML page",
    "pdf": "a PDF",
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "rtf": "an RTF document",
    "eml": "an e-mail message",
}
TEXTS = frozenset({"txt", "md", "html", "eml", "rtf"})
"""Formats that are characters, so that any text may carry their suffix."""

LIMITS = {"txt": 50, "md": 50, "html": 50, "rtf": 100, "eml": 200}
"""Megabytes (of 1,000,000 bytes) a file of a format may have; the others `LIMIT`."""
LIMIT = 500

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file or an encrypted one"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a recording"),
    (b"RIFF", "a recording or an image"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)


def format_of(name: str) -> str:
    """The format that a file's name tells; "" where it is none that is read."""
    lower = name.lower()
    return next((form for suffix, form in SUFFIXES.items() if lower.endswith(suffix)), "")


def archive_of(name: str) -> str:
    """ "zip" or "tar" where a file's name tells an archive, else ""."""
    lower = name.lower()
    return next((form for suffix, form in ARCHIVES.items() if lower.endswith(suffix)), "")


def hidden(name: str) -> bool:
    """Is a file or folder passed over without a word: hidden, a lock file, left by a system?"""
    return name.startswith((".", "~$")) or name.lower() in LITTER


def limit(form: str) -> int:
    """How many bytes a file of a format may have."""
    return LIMITS.get(form, LIMIT) * 1_000_000


def recognised(data: bytes) -> tuple[str, str]:
    """What the bytes clearly are: a format that is read, and what to call it; two empty texts where unclear.

    The format is "" where the bytes are clearly something that is not read.
    """
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-"):
        return "pdf", NAMES["pdf"]
    if data.startswith(b"{\\rtf"):
        return "rtf", NAMES["rtf"]
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        head = data[:200]
        if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
            return "odt", NAMES["odt"]
        if b"word/document.xml" in data or b"word\\document.xml" in data:
            return "docx", NAMES["docx"]
        return "", "a ZIP archive"
    if HTML.match(data[:4096]):
        return "html", NAMES["html"]
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return "", "password-protected"
    return next((("", name) for magic, name in MAGIC if data.startswith(magic)), ("", ""))


def reader(form: str) -> Reader:
    """The reader of a format; its library is loaded only now."""
    module = import_module(f"dalel.documents.readers.{READERS[form]}")
    read: Reader = module.read
    return read
