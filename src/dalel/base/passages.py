"""The sentences of a document, in any language, each with the headings it stands under."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dalel.model import Block, BlockKind, Document

LONGEST = 2000
"""Characters; a longer stretch without a sentence's end is cut at a space, so that an answer can be read."""

# An end mark with closing quotes and brackets, then space; or one of a script that needs no space.
END = re.compile(r"""[.!?…؟۔।]+["'”’»)\]*_]*(?=\s)|[。！？]+[」』”]*""")
LAST_WORD = re.compile(r"[^\s(\[“”\"«»]+$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` of a document: one sentence, or a heading, field or row as a whole."""

    block: int
    kind: BlockKind
    start: int
    end: int
    heading: str


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("abbreviations.toml").read_text("utf-8"))
    return frozenset(table["always"]), frozenset(table["before_small"])


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether the end mark at `match` ends a sentence."""
    mark = match[0]
    after = text[match.end() :].lstrip()
    following = after.lstrip("\"'“‘«([*_")[:1]
    if not following:
        return True
    if following.islower():
        return False
    if mark != ".":
        return True
    word = LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    if word is None:
        return True
    last = word[0].lower().lstrip("'’‘*_")
    always, before_small = _abbreviations()
    if len(last) == 1 and last.isalpha():  # an initial; "I" ends one at times, but rarely
        return False
    if last in always:
        # "No." and "St." before a capital may well be the ends of sentences, "Dr." may not; so with digits.
        return last == "no" and not following.isdigit()
    return not (last in before_small and following.isdigit())


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences in `text[start:end]`, without the space around them."""
    part = text[start:end]
    begin = 0
    cuts = [match.end() for match in END.finditer(part) if _ends(part, match)]
    for cut in [*cuts, len(part)]:
        yield from _pieces(text, start + begin, start + cut)
        begin = cut


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = next((i for i in range(start + LONGEST, start + LONGEST // 2, -1) if text[i].isspace()), -1)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _blocks(document: Document) -> Iterator[tuple[int, Block]]:
    if document.blocks or not document.text.strip():
        yield from enumerate(document.blocks)
        return
    for index, match in enumerate(re.finditer(r"\S(?:.|\n(?!\s*\n))*", document.text)):
        yield index, Block(BlockKind.PARAGRAPH, match.start(), match.end())


def passages(document: Document) -> Iterator[Stretch]:
    """The document's passages in reading order. Headings, header fields and table rows stay whole."""
    above: list[tuple[int, str]] = []
    text = document.text
    for index, block in _blocks(document):
        path = " > ".join(title for _, title in above)
        if block.kind is BlockKind.HEADING:
            while above and above[-1][0] >= block.level:
                above.pop()
            path = " > ".join(title for _, title in above)
            above.append((block.level, " ".join(text[block.start : block.end].split()).strip("#* ")))
        whole = block.kind in (BlockKind.HEADING, BlockKind.FIELD, BlockKind.TABLE_ROW)
        spans = (_pieces if whole else sentences)(text, block.start, block.end)
        for start, end in spans:
            yield Stretch(index, block.kind, start, end, path)
