"""E-mail messages (.eml): subject, sender and date as fields, the text, and what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import errors, policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from dalel.documents import dates
from dalel.documents.builder import Builder
from dalel.documents.encoding import decode
from dalel.documents.readers.html import page
from dalel.documents.readers.reading import Attachment, Reading
from dalel.documents.repair import one_line, repaired
from dalel.documents.structure import blocks
from dalel.model import Block, BlockKind, Span, UnreadableError

HEADERS = ("From", "To", "Cc", "Date")
KNOWN = ("From", "To", "Date", "Subject", "Received", "Message-ID", "Return-Path", "MIME-Version")
QUOTE = re.compile(r"((?:>\s?)*)")


def read(data: bytes) -> Reading:
    """The text of a message; the files attached to it are given as they are."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(message, EmailMessage)  # what the default policy makes
    if sum(_header(message, name) != "" for name in KNOWN) < 2:
        raise UnreadableError("is not an e-mail message")
    builder = Builder()
    builder.heading(_header(message, "Subject"), 1)
    for name in HEADERS:
        builder.field(name, value) if (value := _header(message, name)) else None
    text, found = builder.text, list(builder.blocks)
    body, body_blocks = _body(message)
    if body:
        shift = len(text) + 2 if text else 0
        text += ("\n\n" if text else "") + body
        found += [_moved(block, shift, builder.tables) for block in body_blocks]
    cut = any(
        isinstance(d, errors.CloseBoundaryNotFoundDefect) for part in message.walk() for d in part.defects
    )
    notes = ("the message is cut off",) if cut else ()
    return Reading(
        text, tuple(found), stated=_stated(message), notes=notes, attachments=tuple(_attachments(message))
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return one_line(str(message.get(name, "")))
    except (ValueError, TypeError, IndexError, AttributeError, LookupError):  # malformed headers
        return one_line(
            next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        )


def _moved(block: Block, by: int, tables: int) -> Block:
    return Block(
        block.kind,
        block.start + by,
        block.end + by,
        block.level + 1 if block.kind is BlockKind.HEADING else 0,
        block.table + tables if block.table is not None else None,
        block.header,
        tuple(Span(cell.start + by, cell.end + by) for cell in block.cells),
    )


def _body(message: EmailMessage) -> tuple[str, tuple[Block, ...]]:
    """The text of a message: its plain text, or the text of its HTML where that is all there is."""
    plain = message.get_body(("plain",))
    hyper = message.get_body(("html",))
    if isinstance(plain, EmailMessage):
        text = _plain(_content(plain), plain.get_param("format") == "flowed")
        if text.strip() or hyper is None:
            return text, blocks(text)
    if isinstance(hyper, EmailMessage):
        reading = page(_content(hyper))
        return reading.text, reading.blocks
    return "", ()


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = (
        payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")
    )
    if not data.strip():
        return ""
    return decode(data, part.get_content_charset() or "").text


def _plain(text: str, flowed: bool) -> str:
    """Plain text without the marks of quoted lines; quoted text stands apart."""
    lines: list[str] = []
    depth = 0
    for raw in repaired(text).split("\n"):
        mark = QUOTE.match(raw)
        now = mark[1].count(">") if mark else 0
        line = raw[mark.end() :] if mark and now else raw
        if now != depth:
            lines.append("")
            depth = now
        if flowed and line.startswith(" "):
            line = line[1:]
        if flowed and lines and lines[-1].endswith(" ") and line.strip() and lines[-1] != "-- ":
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _attachments(message: EmailMessage) -> Iterator[Attachment]:
    bodies = [part for kind in ("plain", "html") if (part := message.get_body((kind,))) is not None]
    number = 0
    for part in _parts(message):
        if any(part is body for body in bodies) or (
            part.is_multipart() and part.get_content_type() != "message/rfc822"
        ):
            continue
        number += 1
        name = _file_name(part)
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
                subject = re.sub(r"[\\/:*?\"<>|]+", " ", _header(inner[0], "Subject")).strip()[:80]
                yield Attachment(name or f"{subject or f'message {number}'}.eml", inner[0].as_bytes())
            continue
        if not name:
            if part.get_content_type() not in ("text/plain", "text/html"):
                continue  # pictures in the text and the like
            name = f"part {number}.{'html' if part.get_content_type() == 'text/html' else 'txt'}"
        elif part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment":
            continue
        payload = part.get_payload(decode=True)
        yield Attachment(name, payload if isinstance(payload, bytes) else b"")


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message, without those of messages attached to it."""
    if message.get_content_type() == "message/rfc822":
        yield message
        return
    if message.is_multipart():
        for part in message.iter_parts():
            if isinstance(part, EmailMessage):
                yield from _parts(part)
        return
    yield message


def _file_name(part: EmailMessage) -> str:
    """The name of an attached file, without folders."""
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        name = ""
    name = one_line(re.split(r"[\\/]", name)[-1])
    return "" if name in (".", "..") else name


def _stated(message: EmailMessage) -> tuple[tuple[str, str, str], ...]:
    found: list[tuple[str, str, str]] = []
    name, address = parseaddr(_header(message, "From"))
    values = {
        "title": _header(message, "Subject"),
        "author": one_line(name) or address,
        "publisher": _header(message, "Organization"),
    }
    found += [(what, value, "e-mail header") for what, value in values.items() if value]
    try:
        sent = message.get("Date")
        when = sent.datetime if sent is not None else None
        if when is not None:
            found.append(("date", dates.moment(when), "e-mail header"))
    except (AttributeError, ValueError, TypeError):
        pass
    return tuple(found)
