"""The words, units and marks that numbers and amounts are written with, from `numbers.toml`."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_TABLE = tomllib.loads(files(__package__).joinpath("numbers.toml").read_text("utf-8"))
CARDINALS: dict[str, int] = _TABLE["cardinals"]
ORDINALS: dict[str, int] = _TABLE["ordinals"]
SCALES: dict[str, int] = _TABLE["scales"]
FRACTIONS: dict[str, int] = _TABLE["fractions"]

number_words: frozenset[str] = frozenset([*CARDINALS, *ORDINALS, *SCALES, *FRACTIONS])
"""Every word that can be part of a number, in lower case."""

_UNITS = {name.lower(): unit for unit, names in _TABLE["units"].items() for name in names}
MARKS = {
    name: unit for unit, names in _TABLE["currencies"].items() for name in names if not name[-1].islower()
}
_COINS = {name.lower(): unit for unit, names in _TABLE["currencies"].items() for name in names}
UNITS_AFTER = {**_UNITS, **_COINS}
BOUNDS = {phrase: bound for bound, phrases in _TABLE["bounds"].items() for phrase in phrases}


def any_of(words: list[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


GAP = "[\u00a0\u202f\u2009]"
HYPHENS = "–—‑-"
