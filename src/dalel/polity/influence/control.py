"""`control`: how much of each organ an actor fills, alone, with others, or through bodies it fills or leads.

Where a date lies between the two sides of a change, both sides are worked out, and what differs is given as
alternatives; where sources differ, every reading is. Seats are counted, not loyalties: that an actor fills a
seat does not say how whoever sits there votes.

Power indices take the seats an actor fills alone as one bloc, those filled by others in the blocs in which
they are filled (so many each, by this or that body, by party after the last election), all other seats one by
one, and a simple majority of all seats as the quota.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from dalel.measures import Edtf
from dalel.model import UnknownNameError
from dalel.polity.as_of import AsOf, OrganView, as_of
from dalel.polity.files.model import Polity
from dalel.polity.influence.paths import Path, Web, last_election, party_seats
from dalel.polity.influence.power_indices import Power, majority, power_of
from dalel.polity.influence.relations import CHOSEN, Reading, readings


@dataclass(frozen=True, slots=True)
class Option:
    """A number that may hold, and by whom or on which side of a change; None where it is not known."""

    value: int | Fraction | None
    source: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is certain, or all that may hold; `undetermined` where dates leave it open."""

    options: tuple[Option, ...]
    undetermined: bool = False

    @property
    def value(self) -> int | Fraction | None:
        """The number, if it is certain."""
        return self.options[0].value if len(self.options) == 1 and not self.undetermined else None

    def as_json(self) -> Any:
        """A plain number, or `value`, `alternatives`, `undetermined`."""
        if len(self.options) == 1 and not self.undetermined:
            if self.options[0].value is None:
                return {"value": None, "alternatives": [], "undetermined": False, "unknown": True}
            return _plain(self.options[0].value)
        rows = [{"value": _plain(one.value), "source": one.source} for one in self.options]
        return {"value": None, "alternatives": rows, "undetermined": self.undetermined}

    def __str__(self) -> str:
        told = [_said(one.value) for one in self.options]
        return " or ".join(told) + (" (undetermined)" if self.undetermined else "")


@dataclass(frozen=True, slots=True)
class Measured:
    """An organ in one reading on one side of a change."""

    side: str
    label: str
    certain: bool
    size: int | None
    direct: int | None
    direct_share: Fraction | None
    nomination: int | None
    through: int | None
    paths: tuple[Path, ...]
    power: Power | None
    blocs: Mapping[int, int]
    reach: int | None
    reach_power: Power | None


@dataclass(frozen=True, slots=True)
class OrganControl:
    """One organ: its seats, those filled directly, by nomination and through others, and their power."""

    organ: OrganView
    measured: tuple[Measured, ...]
    undetermined: bool

    def number(self, key: str) -> Number:
        """`size`, `direct`, `direct_share`, `nomination`, `through`, `reach`, over all readings and sides."""
        return self._number(lambda one: getattr(one, key))

    def index(self, key: str, reach: bool = False) -> Number:
        """`shapley_shubik`, `banzhaf` or `penrose` of the seats filled alone, or of all that are reached."""

        def value(one: Measured) -> Fraction | None:
            power = one.reach_power if reach else one.power
            return None if power is None else getattr(power, key)

        return self._number(value)

    @property
    def paths(self) -> tuple[str, ...]:
        """All ways, as sentences; one that holds only in some readings says in which."""
        told: dict[str, list[Measured]] = {}
        for one in self.measured:
            for path in one.paths:
                told.setdefault(path.text, []).append(one)
        return tuple(
            text + (f" [{self._where(found)}]" if len(found) < len(self.measured) else "")
            for text, found in told.items()
        )

    def _where(self, found: Iterable[Measured]) -> str:
        """In which readings and on which sides of a change something holds, as far as that parts them."""
        rows = list(found)
        sides = {one.side for one in self.measured}
        labels = {one.label for one in rows}
        whole = all({one.side for one in rows if one.label == label} == sides for label in labels)
        said = ("; ".join(filter(None, ("" if whole else one.side, one.label))) for one in rows)
        return " | ".join(dict.fromkeys(said))

    def _number(self, value: Any) -> Number:
        found: dict[Any, list[Measured]] = {}
        for one in self.measured:
            found.setdefault(value(one), []).append(one)
        options = tuple(Option(key, self._where(rows)) for key, rows in found.items())
        sides = {one.side for one in self.measured}
        by_side = [frozenset(value(m) for m in self.measured if m.side == side) for side in sides]
        open_date = len(set(by_side)) > 1 or self.undetermined
        return Number(options, open_date)

    def as_json(self) -> dict[str, Any]:
        """`organ`, `size`, `direct`, `by_nomination`, `through`, `shapley_shubik`, `banzhaf`, `paths` ..."""
        row: dict[str, Any] = {"organ": self.organ.organ.id, "name": self.organ.organ.name}
        row["size"] = self.number("size").as_json()
        row["direct"] = self.number("direct").as_json()
        row["direct_share"] = self.number("direct_share").as_json()
        row["by_nomination"] = self.number("nomination").as_json()
        row["through"] = self.number("through").as_json()
        for key in ("shapley_shubik", "banzhaf", "penrose"):
            row[key] = self.index(key).as_json()
        row["shapley_shubik_exact"] = " or ".join(
            _exact(option.value) for option in self.index("shapley_shubik").options
        )
        row["with_reach"] = {
            "seats": self.number("reach").as_json(),
            "shapley_shubik": self.index("shapley_shubik", True).as_json(),
        }
        blocs = [one.blocs for one in self.measured if one.blocs]
        if blocs:
            row["other_blocs"] = [
                {"seats": seats, "number": number} for seats, number in sorted(blocs[0].items(), reverse=True)
            ]
        row["paths"] = list(self.paths)
        return row


@dataclass(frozen=True, slots=True)
class ControlAnswer:
    """What an actor has of every organ at a time."""

    polity: Polity
    actor: str
    at: str
    sides: tuple[date, date] | None
    organs: tuple[OrganControl, ...]

    def organ(self, name: str) -> OrganControl:
        """One organ's entry."""
        for one in self.organs:
            if one.organ.organ.id == name:
                return one
        raise UnknownNameError(f"{self.polity.id}: no organ {name!r} at {self.at}")

    def as_json(self) -> dict[str, Any]:
        """`organs`, in the order of the file."""
        row: dict[str, Any] = {"polity": self.polity.id, "at": self.at, "actor": self.actor}
        if self.sides is not None:
            row["sides"] = {"before": self.sides[0].isoformat(), "after": self.sides[1].isoformat()}
        row["organs"] = [one.as_json() for one in self.organs]
        return row


def control(polity: Polity, at: date | Edtf | str, actor: str) -> ControlAnswer:
    """What an office or organ has of every organ at a time.

    Raises UnknownNameError for an actor that the file does not know.
    """
    if actor not in polity.organs and actor not in polity.groups:
        there = ", ".join(polity.organs)
        raise UnknownNameError(f"{polity.id}: no office or organ {actor!r}; there are: {there}")
    asked = as_of(polity, at)
    sides = {"": asked}
    if asked.sides is not None:
        sides = {f"until {asked.sides[0]}": as_of(polity, asked.sides[0])}
        sides[f"from {asked.sides[1]}"] = as_of(polity, asked.sides[1])
    found: dict[str, list[Measured]] = {}
    organs: dict[str, OrganView] = {}
    for side, view in sides.items():
        for organ, rows in _measure(view, actor, side).items():
            found.setdefault(organ, []).extend(rows)
            organs[organ] = view.organ(organ)
    entries = tuple(
        OrganControl(organs[name], tuple(found[name]), any(not one.certain for one in found[name]))
        for name in polity.organs
        if name in found and organs[name].fillings
    )
    return ControlAnswer(polity, actor, str(at), asked.sides, entries)


def _measure(view: AsOf, actor: str, side: str) -> dict[str, list[Measured]]:
    every = {one.organ.id: readings(one) for one in view.organs}
    # Ways through other bodies follow the first reading of each; an organ's own seats follow all of its.
    web = Web(view, actor, {name: found[0] for name, found in every.items() if found})
    return {name: [_one(web, one, side) for one in found] for name, found in every.items()}


def _one(web: Web, reading: Reading, side: str) -> Measured:
    actor = web.actor
    paths = tuple(web.paths(reading))
    alone = [part.alone(actor) for part in reading.parts]
    direct = None if None in alone else sum(one or 0 for one in alone)
    named = {p.filling: p.seats for p in paths if p.kind == "nomination"}
    first: dict[str, int | None] = {}
    for path in paths:
        if path.kind in ("through", "party", "own") and path.filling not in named:
            first.setdefault(path.filling, path.seats)
    nomination, through = _sum(named.values()), _sum(first.values())
    blocs = _blocs(web, reading)
    power = _power(direct, reading.size, blocs)
    reach = _sum([direct, nomination, through])
    if reach is not None and reading.size is not None:
        reach = min(reach, reading.size)
    rest = None if reach is None or reading.size is None else {1: reading.size - reach}
    return Measured(
        side=side,
        label=reading.label,
        certain=reading.certain,
        size=reading.size,
        direct=direct,
        direct_share=_share(direct, reading),
        nomination=nomination,
        through=through,
        paths=paths,
        power=power,
        blocs=blocs if direct else {},
        reach=reach,
        reach_power=_power(reach, reading.size, _shrunk(blocs, reading.size, reach) if rest else {}),
    )


def _share(direct: int | None, reading: Reading) -> Fraction | None:
    """The share of seats filled alone; known without their number where several fill equal shares."""
    if direct is not None and reading.size:
        return Fraction(direct, reading.size)
    if direct == 0:
        return Fraction(0)
    if len(reading.parts) == 1 and reading.parts[0].method == "equal_shares":
        return Fraction(1, len(reading.parts[0].by))
    return None


def _sum(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    return None if None in found else sum(one or 0 for one in found)


def _blocs(web: Web, reading: Reading) -> dict[int, int]:
    """The seats the actor does not fill alone, by the blocs in which they are filled: weight to number."""
    blocs: Counter[int] = Counter()
    told = 0
    for part in reading.parts:
        alone = part.alone(web.actor) or 0
        left = (part.seats or 0) - alone
        if left <= 0:
            continue
        told += left
        others = [one for one in part.by if one != web.actor]
        if part.each and left % part.each == 0:
            blocs[part.each] += left // part.each
        elif part.method == "equal_shares" and others and left % len(others) == 0:
            blocs[left // len(others)] += len(others)
        elif part.method in CHOSEN and len(others) == 1:
            blocs[left] += 1
        else:
            blocs.update(_elected(web, reading, left))
    if reading.size is not None:
        rest = reading.size - told - sum(part.alone(web.actor) or 0 for part in reading.parts)
        if rest > 0:
            blocs[1] += rest
    return dict(blocs)


def _elected(web: Web, reading: Reading, seats: int) -> Counter[int]:
    last = last_election(web.polity, reading.organ.organ.id, web.view)
    by_party = party_seats(last) if last is not None else {}
    if by_party and sum(by_party.values()) <= seats:
        blocs = Counter(number for number in by_party.values() if number)
        blocs[1] += seats - sum(by_party.values())
        return +blocs
    return Counter({1: seats})


def _shrunk(blocs: Mapping[int, int], size: int | None, reach: int | None) -> dict[int, int]:
    """Blocs of the seats outside an actor's reach: whole blocs where they fit, else single seats."""
    left = (size or 0) - (reach or 0)
    kept: Counter[int] = Counter()
    for weight, number in sorted(blocs.items(), reverse=True):
        taken = min(number, left // weight) if weight else 0
        kept[weight] += taken
        left -= taken * weight
    kept[1] += left
    return dict(+kept)


def _power(weight: int | None, size: int | None, others: Mapping[int, int]) -> Power | None:
    if weight == 0:
        return Power(0, Fraction(0), Fraction(0), Fraction(0))
    if weight is None or not size:
        return None
    if weight >= size:
        return Power(weight, Fraction(1), Fraction(1), Fraction(1))
    return _cached(weight, tuple(sorted(others.items())), majority(size))


@lru_cache(maxsize=512)
def _cached(weight: int, others: tuple[tuple[int, int], ...], quota: int) -> Power:
    return power_of(weight, dict(others), quota)


def _plain(value: int | Fraction | None) -> int | float | None:
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return value


def _said(value: int | Fraction | None) -> str:
    if value is None:
        return "?"
    return f"{float(value):.4f}" if isinstance(value, Fraction) and value.denominator > 1 else str(value)


def _exact(value: int | Fraction | None) -> str:
    """A fraction as such, if one can read it."""
    if isinstance(value, Fraction) and value.denominator > 10_000:
        return f"{float(value):.6f}"
    return "unknown" if value is None else str(value)
