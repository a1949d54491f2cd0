"""What-ifs: some rule of a filling replaced, shown as a patch to the polity file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dalel.model import DalelError
from dalel.polity.as_of import FillingView
from dalel.polity.counting.formulas import formula_of
from dalel.polity.counting.votes import base_of
from dalel.polity.files.values import Value
from dalel.polity.resolve import Answer, plain

KEYS: Mapping[str, str] = {
    "threshold": "percent",
    "threshold_base": "base",
    "threshold_seats": "int",
    "seats": "int",
    "formula": "formula",
    "levelling": "levelling",
    "unlevelled": "int",
}
"""The rules that can be replaced, and what they take."""

NONE = ("none", "no", "off", "")


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one filling replaced."""

    organ: str
    filling: str
    key: str
    before: Answer
    after: Value

    def patch(self) -> str:
        """The change as lines of a polity file, the old ones with `-`, the new one with `+`."""
        lines = [f"# organ {self.organ}, filling {self.filling}"]
        for other in self.before.alternatives:
            valid = ", ".join(dict.fromkeys(str(s.valid) for s in other.statements))
            value = "unknown" if other.value is None else plain(other.value)
            lines.append(f"-{self.key} = {_toml(value)}  # {valid}; {'; '.join(map(str, other.sources))}")
        lines.append(f"+{self.key} = {_toml(plain(self.after))}")
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """`organ`, `filling`, `key`, `before`, `after`, and the `patch`."""
        return {
            "organ": self.organ,
            "filling": self.filling,
            "key": self.key,
            "before": self.before.as_json(),
            "after": plain(self.after),
            "patch": self.patch(),
        }


def read_changes(organ: str, fillings: Iterable[FillingView], rules: Mapping[str, str]) -> tuple[Change, ...]:
    """What-ifs in words, such as {"threshold": "3"}; a DalelError says what makes no sense."""
    values = {key: _value(key, text) for key, text in rules.items()}
    return tuple(
        Change(organ, view.filling.id, key, view[key], value)
        for view in fillings
        for key, value in values.items()
    )


def _value(key: str, text: str) -> Value:
    if key not in KEYS:
        raise DalelError(f"--rule {key}: no such rule; there are {', '.join(KEYS)}")
    kind, word = KEYS[key], text.strip()
    if kind == "percent":
        number = "0" if word.casefold() in NONE else word.removesuffix("%").strip().replace(",", ".")
        if not re.fullmatch(r"\d+(\.\d+)?", number) or Decimal(number) > 100:
            raise DalelError(f"--rule {key}={text}: a percentage from 0 to 100 is needed")
        return Decimal(number)
    if kind == "int":
        if not word.isdecimal():
            raise DalelError(f"--rule {key}={text}: a whole number is needed")
        return int(word)
    if kind == "formula":
        return formula_of(word).id
    if kind == "levelling" and word not in ("none", "full", "partial"):
        raise DalelError(f"--rule {key}={text}: it is none, full or partial")
    if kind == "base" and not base_of(word):
        raise DalelError(f"--rule {key}={text}: it is `valid votes` or `votes cast`")
    return word


def _toml(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
