"""Plain text (.txt): the decoded file as it stands, its structure found by lines."""

from __future__ import annotations

from dalel.documents.encoding import Decoded, decode
from dalel.documents.readers.reading import Reading
from dalel.documents.structure import blocks


def read(data: bytes) -> Reading:
    """The text of a plain text file."""
    decoded = decode(data)
    return Reading(decoded.text, blocks(decoded.text), notes=damage(decoded))


def damage(decoded: Decoded) -> tuple[str, ...]:
    """A note on bytes that could not be read as characters, if there were any."""
    if not decoded.damaged:
        return ()
    return (f"{decoded.damaged} damaged characters, read as {decoded.encoding}",)
