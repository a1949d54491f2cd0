"""What a parameter's value was at a time: one value, several, or left open, and by whom it is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dalel.measures import Edtf, parse_edtf
from dalel.polity.files.values import Basis, Citation, Holds, Param, Statement, Value


@dataclass(frozen=True, slots=True)
class Moment:
    """A question's time: the days from `first` to `last`, and the day up to which sources are known."""

    first: date
    last: date
    known_at: date | None = None

    @classmethod
    def of(cls, at: date | Edtf | str, known_at: date | Edtf | str | None = None) -> Moment:
        """From a day, or from an EDTF day, month or year; a ValueError says why where it is none."""
        first, last = _days(at)
        return cls(first, last, None if known_at is None else _days(known_at)[1])


def _days(time: date | Edtf | str) -> tuple[date, date]:
    if isinstance(time, date):
        return time, time
    parsed = parse_edtf(time) if isinstance(time, str) else time
    if parsed.first is None or parsed.last is None:
        raise ValueError(f"a day, month or year is needed, not {parsed.text!r}")
    return parsed.first, parsed.last


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the values that may have held, with how surely each of its statements held."""

    value: Value | None
    holds: Holds
    statements: tuple[Statement, ...]
    sources: tuple[Citation, ...]

    def as_json(self) -> dict[str, Any]:
        """`value` and `source`, and where it is not simply stated, on what it rests."""
        row: dict[str, Any] = {
            "value": plain(self.value),
            "source": "; ".join(map(str, self.sources)),
            "holds": self.holds.name.lower(),
        }
        basis = self.statements[0].basis
        if basis is not Basis.STATED:
            row["basis"] = basis.value
        if self.statements[0].derivation:
            row["from"] = self.statements[0].derivation
        notes = list(dict.fromkeys(statement.note for statement in self.statements if statement.note))
        if notes:
            row["note"] = " ".join(notes)
        return row


@dataclass(frozen=True, slots=True)
class Answer:
    """A parameter at a time.

    `value` is the one value that surely held, else None. `undetermined` says that dates leave it open,
    `disputed` that sources which hold at the same time differ, `unknown` that the sources do not say.
    `besides` are values kept beside the answer. An answer is false where nothing is said for that time.
    """

    key: str
    value: Value | None = None
    undetermined: bool = False
    alternatives: tuple[Alternative, ...] = ()
    besides: tuple[Alternative, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.alternatives)

    @property
    def settled(self) -> bool:
        """Whether one value surely held."""
        return self.value is not None

    @property
    def unknown(self) -> bool:
        """Whether sources speak of it without saying what it is."""
        return bool(self.alternatives) and all(other.value is None for other in self.alternatives)

    @property
    def disputed(self) -> bool:
        """Whether sources that hold at the same time differ."""
        return len(self.alternatives) > 1 and not self.undetermined

    @property
    def basis(self) -> Basis:
        """How the settled value came about."""
        if not self.alternatives:
            return Basis.UNKNOWN
        return min((s.basis for a in self.alternatives for s in a.statements), key=list(Basis).index)

    @property
    def derivation(self) -> str:
        """From what a derived or computed value follows."""
        return "; ".join(
            dict.fromkeys(s.derivation for a in self.alternatives for s in a.statements if s.derivation)
        )

    @property
    def sources(self) -> tuple[Citation, ...]:
        """All sources of all alternatives."""
        return tuple(dict.fromkeys(source for other in self.alternatives for source in other.sources))

    def values(self) -> tuple[Value, ...]:
        """The value, or all that may have held."""
        return tuple(other.value for other in self.alternatives if other.value is not None)

    def as_json(self) -> Any:
        """The plain value where it is certain, else the table of alternatives; None where nothing is said."""
        if self.settled:
            return plain(self.value)
        if not self.alternatives:
            return None
        table: dict[str, Any] = {
            "value": None,
            "alternatives": [other.as_json() for other in self.alternatives if other.value is not None],
            "undetermined": self.undetermined,
        }
        if self.unknown:
            table["unknown"] = True
        return table


def plain(value: Value | None) -> Any:
    """A value as JSON has it: shares as text, tuples as lists, percentages as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    return value


def resolve(param: Param, moment: Moment, within: Param | None = None) -> Answer:
    """The value at that time; with `within`, what it was if the thing with that presence was there.

    A value with the very time of `within` then counts as certain: how surely the thing was there is told
    by its presence.

    What certainly or possibly held then is weighed; statements that only the blank side of their validity
    brings in count where there is nothing better, and leave the answer undetermined. Statements that a
    source does not say a thing do not stand against a source that does.
    """
    times = {s.valid.text for s in within.statements} if within is not None else set()
    held = [(s, s.holds(moment.first, moment.last, moment.known_at)) for s in param.statements]
    held = [(s, Holds.CERTAIN if how and s.valid.text in times else how) for s, how in held]
    main = [(s, how) for s, how in held if how > Holds.NO and not s.beside]
    best = [(s, how) for s, how in main if how >= Holds.POSSIBLE] or main
    known = [(s, how) for s, how in best if s.value is not None]
    alternatives = _alternatives(known or best, moment.known_at)
    besides = _alternatives([(s, how) for s, how in held if how > Holds.NO and s.beside], moment.known_at)
    sure = [other for other in alternatives if other.holds is Holds.CERTAIN]
    undetermined = any(other.holds is not Holds.CERTAIN for other in alternatives)
    one = len(alternatives) == 1 and bool(sure)
    return Answer(param.key, alternatives[0].value if one else None, undetermined, alternatives, besides)


def _alternatives(held: Iterable[tuple[Statement, Holds]], known_at: date | None) -> tuple[Alternative, ...]:
    groups: dict[tuple[str, Value | None], list[tuple[Statement, Holds]]] = {}
    for statement, how in held:
        groups.setdefault((type(statement.value).__name__, statement.value), []).append((statement, how))
    return tuple(
        Alternative(
            group[0][0].value,
            max(how for _, how in group),
            tuple(statement for statement, _ in group),
            tuple(dict.fromkeys(c for statement, _ in group for c in statement.cited(known_at))),
        )
        for group in groups.values()
    )
