"""What a reader gives: the text of one file with its structure, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dalel.model import Block, Span


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a message: its name there and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as a reader understood it.

    `stated` holds what the file itself says of its source, best first: field of `Source`, value, and
    where it was found ("meta tag", "e-mail header", "file properties", "document").
    """

    text: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[Span, ...] = ()
    stated: tuple[tuple[str, str, str], ...] = ()
    notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    language: str = ""


Reader = Callable[[bytes], Reading]
"""Reads the bytes of one file; raises UnreadableError with a reason that completes "FILE: ..."."""
