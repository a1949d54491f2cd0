"""Documents that are ZIP files of XML parts (.docx, .odt): their parts read within limits."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from dalel.documents.archives import BROKEN, FREE, MAX_RATIO
from dalel.model import UnreadableError

MAX_PART = 300_000_000  # bytes of one part


class Parts:
    """The parts of such a document; raises UnreadableError where the ZIP file cannot be opened."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN:
            raise UnreadableError("is truncated or damaged") from None
        size = sum(info.file_size for info in self.zip.infolist())
        if size > FREE and size > len(data) * MAX_RATIO:
            raise UnreadableError(f"holds {size // len(data):,} times its own size (a zip bomb?)")
        self.names = frozenset(self.zip.namelist())

    def xml(self, name: str) -> etree._Element | None:
        """A part as XML, None where there is none; entities are not resolved."""
        if name not in self.names:
            return None
        info = self.zip.getinfo(name)
        if info.flag_bits & 1:
            raise UnreadableError("is password-protected")
        if info.file_size > MAX_PART:
            raise UnreadableError(f"holds more than {MAX_PART // 1_000_000} MB of text")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True
        )
        try:
            return etree.fromstring(self.zip.read(name), parser)
        except (*BROKEN, RuntimeError, etree.XMLSyntaxError):
            raise UnreadableError("is truncated or damaged") from None
