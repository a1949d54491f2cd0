"""Claims that header fields ("Prime minister: Ana Lima") and the rows of tables make, by `records.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from dalel.language.times.resolve import resolve_text
from dalel.model import Block, BlockKind, Claim, Document, Mention, Status

NUMBER = re.compile(r"\d")
AMOUNT = re.compile(r"[\d.,][\d.,\u00a0 ]*\d|\d")
UNIT = re.compile(r"\s?(%|per ?cent\b|million\b|billion\b|years?\b|km\S*|sq\S* \w+)", re.IGNORECASE)
DAMAGED = re.compile(r"^[.,]\d")
"""A number whose first digits were lost."""
TOTAL = re.compile(r"^(total|sum|all|together|overall)\b", re.IGNORECASE)
TURNOUT = re.compile(r"turnout:?\s*([\d.,]+\s?(?:%|per ?cent))", re.IGNORECASE)
PERCENT = re.compile(r"%|per ?cent", re.IGNORECASE)
SEATS = re.compile(r"seat|mandate", re.IGNORECASE)
VOTES = re.compile(r"votes?\b", re.IGNORECASE)
ELECTION = re.compile(r"\b(elections?|referendum|polls?|by-elections?)\b", re.IGNORECASE)
DASH = re.compile(r"\s+[–—-]\s+")
SEPARATOR = re.compile(r"\s*[(;]")


@dataclass(frozen=True, slots=True)
class Record:
    """A claim in the making: its kind, the characters that show it, its roles and its time (EDTF)."""

    kind: str
    start: int
    end: int
    roles: Mapping[str, tuple[str, ...]]
    rule: str
    time: str = ""
    status: Status = Status.ASSERTED


@dataclass(frozen=True, slots=True)
class _Field:
    label: re.Pattern[str]
    kind: str
    roles: Mapping[str, str]
    status: Status


@dataclass(slots=True)
class _Headings:
    """The headings that hang over a block, and the last one that named an election."""

    levels: list[tuple[int, str]] = field(default_factory=list)
    election: str = ""

    def add(self, level: int, text: str) -> None:
        while self.levels and self.levels[-1][0] >= level:
            self.levels.pop()
        self.levels.append((level, text))
        if ELECTION.search(text):
            self.election = text

    @property
    def first(self) -> str:
        return self.levels[0][1] if self.levels else ""

    @property
    def last(self) -> str:
        return self.levels[-1][1] if self.levels else ""


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[_Field, ...], tuple[tuple[re.Pattern[str], str], ...]]:
    raw = tomllib.loads(files(__package__).joinpath("records.toml").read_text("utf-8"))
    fields = tuple(
        _Field(
            re.compile(r["label"], re.IGNORECASE), r["kind"], r["roles"], Status(r.get("status", "asserted"))
        )
        for r in raw["field"]
    )
    columns = tuple((re.compile(r["header"], re.IGNORECASE), r["as"]) for r in raw["column"])
    return fields, columns


Elections = Callable[[int], Sequence[str]]
"""The dates (EDTF) of the elections that the text before a block speaks of, the last first."""


def record_claims(
    document: Document, mentions: Sequence[Mention], elections: Elections | None = None
) -> Iterator[tuple[int, Claim]]:
    """The claims of the document's fields and tables, each with the index of its block.

    `mentions` give the fullest names of those a field or cell names, `elections` the dates of results
    whose headings tell none, or the year alone.
    """
    for index, record in records(document, elections):
        near = [m for m in mentions if record.start <= m.start and m.end <= record.end]
        yield (
            index,
            Claim(
                document=document.id,
                start=record.start,
                end=record.end,
                quote=document.text[record.start : record.end],
                kind=record.kind,
                roles={role: tuple(_full(t, near) for t in texts) for role, texts in record.roles.items()},
                time=record.time,
                status=record.status,
                frame=record.rule,
                page=document.page_of(record.start),
            ),
        )


def _full(text: str, mentions: Sequence[Mention]) -> str:
    return next((m.entity for m in mentions if m.text == text), text)


def records(document: Document, elections: Elections | None = None) -> Iterator[tuple[int, Record]]:
    """The records of the document's fields and tables, each with the index of its block."""
    headings = _Headings()
    header: Sequence[str] = ()
    table: int | None = None
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            headings.add(block.level, _clean(document.text[block.start : block.end].lstrip("#")))
        elif block.kind is BlockKind.FIELD and len(block.cells) >= 2:
            for record in _field(document, block, headings):
                yield index, record
        elif block.kind is BlockKind.TABLE_ROW:
            cells = [_clean(document.text[c.start : c.end]) for c in block.cells]
            if block.table != table:  # a header is that of its own table only
                header, table = (), block.table
            if block.header:
                header = cells
            elif header and len(cells) > 1:
                spoken = elections(index) if elections is not None else ()
                for record in _row(document, block, header, cells, headings, spoken):
                    yield index, record


def _clean(text: str) -> str:
    return " ".join(re.sub(r"\[(.*?)\]\([^)]*\)", r"\1", re.sub(r"[*_`]+", "", text)).split())


def _time(text: str, document: Document) -> str:
    """The first time in a text, EDTF."""
    return next((t.value for t in resolve_text(text, document.source.date) if t.value), "")


def _field(document: Document, block: Block, headings: _Headings) -> Iterator[Record]:
    label = _clean(document.text[block.cells[0].start : block.cells[0].end]).rstrip(":").strip()
    span = block.cells[1]
    value = _clean(document.text[span.start : span.end])
    if not value:
        return
    rule = next((r for r in _rules()[0] if r.label.search(label)), None)
    if rule is None:
        return
    plain = SEPARATOR.split(_undated(value, document))[0].strip().rstrip(".,").strip()
    amount = AMOUNT.search(value)
    unit = UNIT.match(value, amount.end()) if amount is not None else None
    words = {
        "label": label,
        "value": plain,
        "tail": DASH.split(SEPARATOR.split(value)[0])[-1].strip(),
        "amount": value[amount.start() : unit.end() if unit else amount.end()].strip() if amount else "",
        "heading": headings.last,
        "place": document.source.place or headings.first or document.source.title,
    }
    roles = {role: (words[what],) for role, what in rule.roles.items() if words[what]}
    if len(roles) < len(rule.roles):
        return
    yield Record(
        rule.kind, block.start, span.end, roles, f"{rule.kind}.field", _time(value, document), rule.status
    )


def _undated(value: str, document: Document) -> str:
    """A value without the date at its end ("Presidential 3 April 2011")."""
    for time in resolve_text(value, document.source.date):
        if time.end_char >= len(value.rstrip(" .)")) and time.start_char > 0:
            return value[: time.start_char].rstrip(" ,(")
    return value


def _row(
    document: Document,
    block: Block,
    header: Sequence[str],
    cells: Sequence[str],
    headings: _Headings,
    spoken: Sequence[str],
) -> Iterator[Record]:
    kinds = [next((kind for pattern, kind in _rules()[1] if pattern.search(title)), "") for title in header]
    results = kinds[0] == "contestant" and "result" in kinds
    election = (headings.election or headings.last) if results else ""
    when = _time(election, document) if election else ""
    if election:  # the text before tells the day that the heading leaves out
        when = next((date for date in spoken if date.startswith(when)), when)
    name = cells[0]
    if not name:
        return
    if TOTAL.search(name):
        yield from _total(document, block, header, cells, election, when)
        return
    who, *party = DASH.split(name)
    if results and party and any(cells[1:]):
        first = block.cells[0]
        member = {"member": (who,), "organisation": (party[-1],)}
        yield Record("member_of", first.start, first.end, member, "member_of.row", when)
    for title, kind, cell, span in zip(header[1:], kinds[1:], cells[1:], block.cells[1:], strict=False):
        if not title or not NUMBER.search(cell):
            continue
        if kind == "result" and results:
            roles = {"contestant": (who,), "result": (_result(title, cell),)}
            if election:
                roles["election"] = (election,)
            yield Record("election_result", block.start, span.end, roles, "election_result.row", when)
        elif kind == "turnout":
            roles = {"turnout": (_result(title, cell),), "territory": (name,)}
            yield Record("turnout", block.start, span.end, roles, "turnout.row", when)
        else:
            roles = {"subject": (name,), "measure": (title,)}
            if not DAMAGED.match(cell):
                roles["value"] = (cell,)
            yield Record("quantity", block.start, span.end, roles, "quantity.row", _time(title, document))


def _total(
    document: Document,
    block: Block,
    header: Sequence[str],
    cells: Sequence[str],
    election: str,
    when: str,
) -> Iterator[Record]:
    """What the row of totals of an election states: the turnout and the votes cast."""
    if not election:
        return
    turnout = TURNOUT.search(cells[0])
    if turnout is not None:
        first = block.cells[0]
        of = {"turnout": (turnout[1],), "election": (election,)}
        yield Record("turnout", first.start, first.end, of, "turnout.row", when)
    for title, cell, span in zip(header[1:], cells[1:], block.cells[1:], strict=False):
        if NUMBER.search(cell) and VOTES.search(title) and not PERCENT.search(title):
            roles = {"subject": (election,), "measure": (f"total {title.lower()}",), "value": (cell,)}
            yield Record("quantity", block.start, span.end, roles, "quantity.row", when)


def _result(title: str, cell: str) -> str:
    """A cell of a table of results with the unit that its column's title tells."""
    if PERCENT.search(title):
        return cell if PERCENT.search(cell) else f"{cell} percent"
    if SEATS.search(title):
        return f"{cell} seats"
    return f"{cell} votes" if VOTES.search(title) else cell
