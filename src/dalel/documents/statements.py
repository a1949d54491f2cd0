"""What a text says of its own source in its first lines: title, date, author, publisher, place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dalel.documents import dates
from dalel.model import Block, BlockKind

FIRST = 12  # blocks that are looked at
COPYRIGHT = re.compile(r"^(?:©|\(c\)|copyright\b)\s*(?:by\s+)?(.*)$", re.IGNORECASE)
SITE = re.compile(r"^((?:[\w-]+\.)+[a-z]{2,})\b", re.IGNORECASE)
RESTATED = re.compile(r"^(?:restated|retold|summari[sz]ed|adapted)\b.*\bfrom:?", re.IGNORECASE)
UPDATED = re.compile(
    r"^(?:last(?:ly)? (?:update|updated|modified|revised)|updated?|published|publication date|date|posted|"
    r"дата|опубликовано|обновлено|stand|datum|date de publication|fecha|data)\b(?: on)?\s*:?\s*",
    re.IGNORECASE,
)
LABELS = {
    "author": re.compile(r"^(?:authors?|by|written by|автор|авторы|autor|auteur|autore)$", re.IGNORECASE),
    "publisher": re.compile(
        r"^(?:publisher|published by|source|издатель|источник|herausgeber|éditeur|editor)$", re.IGNORECASE
    ),
    "place": re.compile(r"^(?:place|place of publication|место|ort|lieu|lugar)$", re.IGNORECASE),
    "date": re.compile(
        r"^(?:date|last updated?|updated?|published(?: on)?|publication date|дата|опубликовано|datum|fecha)$",
        re.IGNORECASE,
    ),
}
BYLINE = re.compile(r"^by ((?:[A-Z][\w.'’-]+ ?){2,5})$")
SERIES = re.compile(
    r"^(?P<title>[^.]{2,60})\. (?P<series>[^.]*\b(?:19|20)\d\d\b[^.]*)\. (?P<publisher>[A-Z][^.]{2,80})\.?$"
)
SENTENCE = re.compile(r"[^\W\d_](?:[^.!?]|\b[A-Z]\.)*\.$")
"""One sentence and no more, as some titles are."""
DATELINE = re.compile(r"^([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?), (?=\d|[A-Z]\w+ \d)")


def statements(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, str]]:
    """What the first blocks state: field of `Source`, value, "document"; best first."""
    for field, value in _statements(text, blocks):
        if value:
            yield field, value, "document"


def _statements(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    first = blocks[:FIRST]
    titled = False
    late: list[tuple[str, str]] = []
    for block in first:
        words = " ".join(re.sub(r"[*_`#]+", "", text[block.start : block.end]).split())
        if RESTATED.match(words):
            continue
        if block.kind is BlockKind.FIELD and len(block.cells) >= 2:
            yield from _field(text, block)
            continue
        if len(words) > 200:
            continue
        if block.kind is BlockKind.HEADING and not titled:
            titled = True
            if series := SERIES.match(words):
                yield "title", f"{series['title']}. {series['series']}"
                yield "publisher", series["publisher"]
                yield "date", dates.find(series["series"]) or dates.year(series["series"])
                continue
            yield "title", words
            late.append(("date", dates.find(words) or dates.year(words)))
        elif not titled and block is first[0] and len(blocks) > 2 and SENTENCE.match(words):
            late.append(("title", words.rstrip(".")))
        elif found := COPYRIGHT.match(words):
            site = SITE.match(found[1])
            date = dates.find(found[1])
            name = (
                site[1]
                if site
                else re.sub(r"[,\s]*(?:[\d./-]{4,10}|all rights reserved\.?)[,\s]*", " ", found[1])
            )
            yield "publisher", name.strip(" .,")
            yield "date", date
            late.append(("date", dates.year(found[1])))
        elif byline := BYLINE.match(words):
            yield "author", byline[1].strip()
        elif (stamp := UPDATED.match(words)) and len(words) < 80:
            yield "date", dates.find(words[stamp.end() :])
        elif len(words) < 60 and (date := dates.find(words)):
            place = DATELINE.match(words)
            if place:
                yield "place", place[1]
            rest = re.sub(r"[\W\d]+", " ", words).split()
            if place or len(rest) <= 4:  # a line that is little else than a date
                yield "date", date
    yield from late


def _field(text: str, block: Block) -> Iterator[tuple[str, str]]:
    label = text[block.cells[0].start : block.cells[0].end].strip(" *_:\t")
    value = text[block.cells[1].start : block.cells[1].end].strip(" *_")
    for field, pattern in LABELS.items():
        if pattern.match(label):
            yield field, (dates.find(value) or dates.year(value)) if field == "date" else value
