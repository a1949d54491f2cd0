"""What people decided about who is who: append-only, exchanged as files, never overridden by the program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from dalel.base.schema import judgement
from dalel.identity.parts import text_of
from dalel.model import DalelError, MentionKind


class Verdict(StrEnum):
    """What somebody decided of two, or that they take a decision back."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Whom a judgement is about, told so that a rebuild finds them again.

    `name` is the fullest form that documents use. `setting` is the country of the documents that use
    it, `document` the id of the only document meant; "" means all.
    """

    kind: str
    name: str
    setting: str = ""
    document: str = ""

    @property
    def text(self) -> str:
        """The words of its name, as a base keeps them."""
        return text_of(self.name, MentionKind(self.kind))

    def as_json(self) -> dict[str, str]:
        """The form of exports; what is "" is left out."""
        row = {"kind": self.kind, "name": self.name, "setting": self.setting, "document": self.document}
        return {key: value for key, value in row.items() if value}

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.setting, self.document[:8])))
        return f"{self.name} ({where})" if where else self.name


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: of whom, what, by whom, when (UTC, ISO 8601), and why. `undoes` is an older one's id."""

    verdict: Verdict
    left: Anchor
    right: Anchor
    who: str
    when: str
    why: str = ""
    undoes: str = ""

    @property
    def id(self) -> str:
        """16 hexadecimal digits that depend on the content alone, so that teams know each other's."""
        text = json.dumps(self._content(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def _content(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict.value,
            "left": self.left.as_json(),
            "right": self.right.as_json(),
            "who": self.who,
            "when": self.when,
            "why": self.why,
            "undoes": self.undoes,
        }

    def as_json(self) -> dict[str, Any]:
        """One line of an export."""
        return {"id": self.id, **self._content()}


def now() -> str:
    """The time as judgements have it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def judgements(connection: Connection) -> list[Judgement]:
    """All that was ever decided, in the order of when."""
    rows = connection.execute(select(judgement)).all()
    found = [
        Judgement(
            Verdict(row.verdict),
            Anchor(**row.left),
            Anchor(**row.right),
            row.who,
            row.when,
            row.why,
            row.undoes,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.when, one.id))


def standing(all_of_them: Iterable[Judgement]) -> list[Judgement]:
    """Those that hold: not taken back, and no later one of the same person on the same two."""
    every = list(all_of_them)
    undone = {one.undoes for one in every if one.verdict is Verdict.UNDO}
    last: dict[tuple[str, frozenset[Anchor]], Judgement] = {}
    for one in every:
        if one.verdict is not Verdict.UNDO and one.id not in undone:
            last[one.who, frozenset((one.left, one.right))] = one
    return sorted(last.values(), key=lambda one: (one.when, one.id))


def conflicts(all_of_them: Iterable[Judgement]) -> list[tuple[Judgement, Judgement]]:
    """Pairs of judgements of two people that say the opposite; the later of two is the one followed."""
    by_pair: dict[frozenset[Anchor], list[Judgement]] = {}
    for one in standing(all_of_them):
        by_pair.setdefault(frozenset((one.left, one.right)), []).append(one)
    opposite = {Verdict.SAME, Verdict.DIFFERENT}
    return [
        (first, second)
        for found in by_pair.values()
        for at, first in enumerate(found)
        for second in found[at + 1 :]
        if {first.verdict, second.verdict} == opposite
    ]


def add(connection: Connection, found: Sequence[Judgement]) -> list[Judgement]:
    """Keep judgements; those that are there already are left out. Returns the new ones."""
    known = set(connection.execute(select(judgement.c.id)).scalars())
    new = list({one.id: one for one in found if one.id not in known}.values())
    for one in new:
        connection.execute(insert(judgement).values(id=one.id, **one._content()))
    return new


def read_file(path: Path) -> list[Judgement]:
    """The judgements of an export. Raises DalelError, with the line, for a file that is none."""
    found = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise DalelError(f"{path}: cannot be read: {reason}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_judgement(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise DalelError(f"{path}: line {number} is no judgement: {error}") from error
    return found


def _judgement(row: Mapping[str, Any]) -> Judgement:
    def anchor(told: Mapping[str, str]) -> Anchor:
        if not told.get("name") or not all(isinstance(value, str) for value in told.values()):
            raise ValueError("left and right need a name")
        return Anchor(MentionKind(told["kind"]).value, **{k: v for k, v in told.items() if k != "kind"})

    if not isinstance(row, dict):
        raise ValueError("no object")
    texts = {key: row.get(key, "") for key in ("who", "when", "why", "undoes")}
    if not all(isinstance(text, str) for text in texts.values()) or not texts["who"]:
        raise ValueError("who and when need to be told")
    when = datetime.fromisoformat(texts["when"])
    if when.tzinfo is None:
        raise ValueError("when needs a time zone")
    made = Judgement(Verdict(row["verdict"]), anchor(row["left"]), anchor(row["right"]), **texts)
    if row.get("id", made.id) != made.id:
        raise ValueError("its id does not fit its content: it was changed")
    return made
