"""From an item to its documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from dalel.documents import archives, registry
from dalel.documents.items import Item
from dalel.documents.language import language
from dalel.documents.readers.reading import Reading
from dalel.documents.sources import Entry, source
from dalel.documents.statements import statements
from dalel.model import Document, Problem, UnreadableError

MAX_ATTACHED = 3  # messages within messages


def fetch(item: Item) -> bytes:
    """The bytes of an item; raises UnreadableError."""
    limit = registry.limit(item.format)
    if item.members:
        return archives.read_member(item.path, item.members, limit)
    try:
        with Path(item.path).open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {(error.strerror or 'unknown error').lower()}") from None
    if len(data) > limit:
        raise UnreadableError(archives.too_large(limit))
    return data


def digest(item: Item) -> str:
    """The SHA-256 of an item's bytes in hexadecimal, the id of its document; raises UnreadableError."""
    return hashlib.sha256(fetch(item)).hexdigest()


def load(item: Item) -> Iterator[Document | Problem]:
    """The document of an item, then what is attached to it. What cannot be read is a Problem."""
    try:
        data = fetch(item)
    except UnreadableError as error:
        yield Problem(item.name, str(error))
        return
    told = dict(item.sources)
    for found in read(item.name, item.format, data, told):
        told.pop(found.name.removeprefix(item.name), None)
        yield found
    for suffix in told:
        if suffix:
            yield Problem(item.name, f'has no "{suffix[2:]}", which sources.toml names', fatal=False)


def read(
    name: str, form: str, data: bytes, told: dict[str, Entry] | None = None, depth: int = 0
) -> Iterator[Document | Problem]:
    """The documents in a file's bytes; `told` is what `sources.toml` says, by suffix of `name`."""
    entries = dict(told or {})
    try:
        actual, notes = _checked(form, data)
        reading = _read(actual, data)
    except UnreadableError as error:
        yield Problem(name, str(error))
        return
    yield _document(name, actual, data, reading, notes, entries.get(""))
    names: set[str] = set()
    for attachment in reading.attachments:
        suffix = f"!/{_unused(attachment.name, names)}"
        inner = {key.removeprefix(suffix): entry for key, entry in entries.items() if key.startswith(suffix)}
        attached = registry.format_of(attachment.name)
        if not attached:
            archive = registry.archive_of(attachment.name)
            reason = (
                "is an archive in a message, which is not opened" if archive else "is of no type that is read"
            )
            yield Problem(name + suffix, reason, fatal=bool(archive))
        elif depth >= MAX_ATTACHED:
            yield Problem(name + suffix, f"lies more than {MAX_ATTACHED} messages deep")
        else:
            yield from read(name + suffix, attached, attachment.data, inner, depth + 1)


def _checked(form: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The format that the bytes have, which may be another than the file's name says."""
    if not data.strip():
        raise UnreadableError("is empty")
    actual, called = registry.recognised(data)
    if called and actual != form and not (form == "eml" and actual != "pdf"):
        if not actual:
            if called == "password-protected":
                raise UnreadableError("is password-protected")
            raise UnreadableError(f"is {called}, not {registry.NAMES[form]}")
        if not (form == "md" and actual == "html"):  # Markdown may begin with HTML
            return actual, (f"is {called}, though its name says {registry.NAMES[form]}",)
    if not called and form not in registry.TEXTS:
        raise UnreadableError(f"is not {registry.NAMES[form]}")
    return form, ()


def _read(form: str, data: bytes) -> Reading:
    try:
        return registry.reader(form)(data)
    except UnreadableError:
        raise
    except RecursionError:
        raise UnreadableError("is nested too deeply to be read") from None
    except MemoryError:
        raise UnreadableError("needs more memory than there is") from None
    except Exception as error:
        # The libraries that read formats meet damage in more ways than they have errors for.
        raise UnreadableError(
            f"is damaged: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        ) from error


def _document(
    name: str, form: str, data: bytes, reading: Reading, notes: tuple[str, ...], entry: Entry | None
) -> Document:
    # The properties of a file often are those of the program or the file it was made from.
    weak = [one for one in reading.stated if one[2] == "file properties"]
    strong = [one for one in reading.stated if one[2] != "file properties"]
    stated = (*strong, *statements(reading.text, reading.blocks), *weak)
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        format=form,
        text=reading.text,
        blocks=reading.blocks,
        pages=reading.pages,
        language=language(reading.text, reading.blocks) or reading.language,
        source=source(stated, entry),
        notes=(*notes, *reading.notes),
    )


def _unused(name: str, names: set[str]) -> str:
    """A name for an attachment that no other of its message has."""
    stem, dot, suffix = name.rpartition(".")
    number, unused = 1, name
    while unused in names:
        number += 1
        unused = f"{stem} ({number}).{suffix}" if dot else f"{name} ({number})"
    names.add(unused)
    return unused
