"""The words that decide how committed a speaker is, from `cues/commitment.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

Words = frozenset[str]


class CommitmentCues:
    """The lists of `cues/commitment.toml`: `cues("denied", "verbs")` is a set of words."""

    def __init__(self) -> None:
        raw = tomllib.loads(files("dalel.claims").joinpath("cues", "commitment.toml").read_text("utf-8"))
        self._lists: dict[str, dict[str, Words]] = {
            part: {name: frozenset(text.split()) for name, text in rows.items()} for part, rows in raw.items()
        }
        self.negations = self("negation", "words")
        self.modals = self("planned", "modals") | self("possible", "modals") | {"would"}

    def __call__(self, part: str, name: str) -> Words:
        return self._lists[part][name]


@lru_cache(maxsize=1)
def commitment_cues() -> CommitmentCues:
    """The lists that come with Dalel, read once."""
    return CommitmentCues()
