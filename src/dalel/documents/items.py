"""What `discover` finds: the place of one file, and what `sources.toml` says of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dalel.documents.sources import Entry


@dataclass(frozen=True, slots=True)
class Item:
    """One file that can become documents; small, and the same in every process.

    `name` is the path relative to the path the user gave. `path` is the file on the disk; `members` leads
    from there through archives to the file: the path inside the archive, then the path inside the archive
    that this is, and so on. `format` is the name of a reader, told by the file's name. `sources` are the
    entries of `sources.toml` for this file ("") and for what is attached to it ("!/report.pdf").
    `unread_sources`: there is a `sources.toml` for it that could not be read.
    """

    name: str
    path: str
    format: str
    members: tuple[str, ...] = ()
    sources: tuple[tuple[str, Entry], ...] = field(default=())
    unread_sources: bool = False
