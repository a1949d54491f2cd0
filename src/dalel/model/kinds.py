"""The kinds of claims with their groups and roles, read from `kinds.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim: its group, its roles in order, and those of them that make it what it is.

    A `standing` kind takes only a date of its own, never that of its sentence. A `passing` kind is often
    named in passing: doubts about the sentence don't touch it, and a statement that names it is still one.
    """

    name: str
    group: str
    roles: tuple[str, ...]
    key_roles: tuple[str, ...]
    standing: bool = False
    passing: bool = False


def _read() -> dict[str, Kind]:
    table = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))
    return {
        name: Kind(
            name,
            group,
            (*row["key"], *row.get("more", ())),
            tuple(row["key"]),
            row.get("standing", False),
            row.get("passing", False),
        )
        for group, kinds in table.items()
        for name, row in kinds.items()
    }


KINDS: dict[str, Kind] = _read()
"""Every kind by its name."""

GROUPS: tuple[str, ...] = tuple(dict.fromkeys(kind.group for kind in KINDS.values()))
"""The groups in the order of the file."""
