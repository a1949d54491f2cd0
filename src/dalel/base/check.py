"""Whether a base is sound, and whether its evidence still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from dalel.base.fulltext import full_text
from dalel.base.schema import claim, document, item, mention, passage
from dalel.base.sqlite import check_pages
from dalel.base.store import Base
from dalel.model import BaseError


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what, whether it is as it should be, and what was found."""

    what: str
    good: bool
    found: str

    def as_json(self) -> dict[str, str | bool]:
        """The form of `dalel doctor --json`."""
        return {"check": self.what, "ok": self.good, "found": self.found}


def check_base(base: Base) -> Iterator[Check]:
    """Look through a whole base: the file, the full text, every quote, name and passage at its place."""
    try:
        with base._reading() as connection:
            wrong = check_pages(connection)
        yield Check("base: file", not wrong, "; ".join(wrong[:3]) or "sound")
        with base._reading() as connection:
            lost = full_text(connection).check()
        yield Check("base: full text", not lost, lost or "complete")
        yield from _check_evidence(base)
    except BaseError as error:
        yield Check("base: file", False, str(error))


def _check_evidence(base: Base) -> Iterator[Check]:
    """Law of evidence: what is quoted is the text at its place, character for character."""
    columns = {
        "quotes": (claim, claim.c.quote),
        "names": (mention, mention.c.text),
        "passages": (passage, passage.c.text),
    }
    total = dict.fromkeys(columns, 0)
    wrong: dict[str, list[str]] = {what: [] for what in columns}
    with base._reading() as connection:
        for number, name in connection.execute(
            select(document.c.number, document.c.name).order_by(document.c.name)
        ).all():
            text = connection.execute(select(document.c.text).where(document.c.number == number)).scalar_one()
            for what, (table, words) in columns.items():
                query = select(table.c.start, table.c.end, words).where(table.c.document == number)
                for start, end, quote in connection.execute(query):
                    total[what] += 1
                    if text[start:end] != quote:
                        wrong[what].append(f"{name} at {start}")
        orphans = connection.execute(
            select(document.c.name)
            .where(document.c.item.not_in(select(item.c.name)))
            .order_by(document.c.name)
        ).scalars()
        lost = list(orphans)
    for what in columns:
        bad = wrong[what]
        told = f"{len(bad)} of {total[what]} are not the text at their place: {', '.join(bad[:3])}"
        yield Check(f"base: {what}", not bad, told if bad else f"{total[what]}, each the text at its place")
    yield Check(
        "base: documents", not lost, f"without their file: {', '.join(lost[:3])}" if lost else "whole"
    )
