"""Claims that header fields ("Prime minister: Karim Masimov") and the rows of tables make."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dalel.model import Block, BlockKind, Document, Span

NUMBER = re.compile(r"\d")
DAMAGED = re.compile(r"^[.,]\d")
"""A number whose first digits were lost."""
YEAR = re.compile(r"\b(1[89]|20)\d\d\b")
TOTAL = re.compile(r"^(total|sum|all|together|overall)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """A claim in the making: its kind, the characters that show it, and its roles. `detail` are the
    characters of the field's value beyond the name ("since January 2007"), for its time."""

    kind: str
    start: int
    end: int
    roles: Mapping[str, tuple[str, ...]]
    rule: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class _Field:
    label: re.Pattern[str]
    kind: str
    roles: Mapping[str, str]


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[_Field, ...], tuple[tuple[re.Pattern[str], str], ...]]:
    raw = tomllib.loads(files(__package__).joinpath("records.toml").read_text("utf-8"))
    fields = tuple(_Field(re.compile(r["label"], re.IGNORECASE), r["kind"], r["roles"]) for r in raw["field"])
    columns = tuple((re.compile(r["header"], re.IGNORECASE), r["as"]) for r in raw["column"])
    return fields, columns


def _clean(text: str) -> str:
    return " ".join(re.sub(r"[*_`]+|\[(.*?)\]\([^)]*\)", r"\1", text).split())


def records(document: Document) -> Iterator[tuple[int, Record]]:
    """The claims of the document's fields and tables, each with the index of its block."""
    headings: list[tuple[int, str]] = []
    header: Sequence[str] = ()
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            while headings and headings[-1][0] >= block.level:
                headings.pop()
            headings.append((block.level, _clean(document.text[block.start : block.end].lstrip("#"))))
        elif block.kind is BlockKind.FIELD and len(block.cells) >= 2:
            for record in _field(document, block, [text for _, text in headings]):
                yield index, record
        elif block.kind is BlockKind.TABLE_ROW:
            cells = [_clean(document.text[c.start : c.end]) for c in block.cells]
            if block.header:
                header = cells
            elif header and len(cells) > 1:
                for record in _row(document, block, header, cells, [text for _, text in headings]):
                    yield index, record


def _field(document: Document, block: Block, headings: Sequence[str]) -> Iterator[Record]:
    label = _clean(document.text[block.cells[0].start : block.cells[0].end]).rstrip(":").strip()
    span = block.cells[1]
    value = _clean(document.text[span.start : span.end])
    name = re.split(r"\s*[(;]|\s[–-]\s", value)[0].strip().rstrip(".,")
    if not name:
        return
    words = {
        "label": label,
        "value": name,
        "heading": headings[-1] if headings else "",
        "place": document.source.place or (headings[0] if headings else document.source.title),
    }
    for rule in _rules()[0]:
        if rule.label.search(label):
            roles = {role: (words[what],) for role, what in rule.roles.items() if words[what]}
            yield Record(rule.kind, block.start, span.end, roles, f"{rule.kind}.field", _since(value))
            return


def _since(value: str) -> str:
    """The open interval of "(since 2007)"; empty where there is none."""
    found = re.search(r"\bsince (?:\w+ )?((?:1[89]|20)\d\d)\b", value)
    return f"{found[1]}/.." if found else ""


def _row(
    document: Document, block: Block, header: Sequence[str], cells: Sequence[str], headings: Sequence[str]
) -> Iterator[Record]:
    kinds = [next((kind for pattern, kind in _rules()[1] if pattern.search(title)), "") for title in header]
    about = next((text for text in reversed(headings) if YEAR.search(text)), headings[-1] if headings else "")
    year = YEAR.search(about)
    name = cells[0]
    if not name or TOTAL.search(name):
        return
    for title, kind, cell, span in zip(header[1:], kinds[1:], cells[1:], block.cells[1:], strict=False):
        if not NUMBER.search(cell):
            continue
        if kind == "result" and (kinds[0] == "contestant" or "contestant" not in kinds):
            value = cell if not re.search(r"%|per ?cent", title, re.IGNORECASE) else f"{cell} percent"
            if re.search(r"seat|mandate", title, re.IGNORECASE):
                value = f"{cell} seats"
            roles = {"contestant": (re.split(r"\s[–-]\s", name)[0],), "result": (value,)}
            if about:
                roles["election"] = (about,)
            yield Record(
                "election_result",
                *_bounds(block, span),
                roles,
                "election_result.row",
                year[0] if year else "",
            )
        else:
            roles = {"subject": (name,), "measure": (title,)}
            if not DAMAGED.match(cell):
                roles["value"] = (cell,)
            found = YEAR.search(title)
            yield Record("quantity", *_bounds(block, span), roles, "quantity.row", found[0] if found else "")


def _bounds(block: Block, span: Span) -> tuple[int, int]:
    return block.start, span.end
