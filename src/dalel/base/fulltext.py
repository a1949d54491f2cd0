"""Full text, whatever the database: what is asked of it, and which one answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from sqlalchemy import Connection

Index = Literal["passage", "claim"]
"""The two indexes. A passage has its text and the headings above it, a claim its quote, and the fillers and
speakers as context; both have the keys of their names (words that begin with a capital)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index holds of one passage or claim, folded."""

    number: int
    text: str
    context: str
    names: str


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for: any of these folded words or phrases, or a name word with any of these keys.

    With `prefix` words that only begin like the last word are found too.
    """

    words: tuple[str, ...]
    keys: tuple[str, ...] = ()
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a word counts by the place it is found in."""

    text: float = 1.0
    context: float = 0.5
    names: float = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """The number of a passage or claim and how well it fits: the higher, the better."""

    number: int
    score: float


class FullText(Protocol):
    """What a base needs of a database's full text."""

    def create(self) -> None:
        """Make the indexes."""

    def add(self, index: Index, entries: Iterable[Entry]) -> None:
        """Put entries in; their numbers are new."""

    def remove(self, document: int) -> None:
        """Take out what belongs to a document; its passages and claims have to be there still."""

    def scrub(self) -> None:
        """Leave nothing of what was removed in the indexes' own storage."""

    def find(
        self,
        index: Index,
        terms: Sequence[Term],
        *,
        every: bool = True,
        limit: int = 100,
        weights: Weights | None = None,
    ) -> list[Found]:
        """The entries that hold every (or any) term, best first; equals in no set order."""

    def check(self) -> str:
        """What is wrong with the indexes, or ""."""


def full_text(connection: Connection) -> FullText:
    """The full text of the connection's database."""
    from dalel.base.sqlite import SqliteFullText

    return SqliteFullText(connection)
