"""`fit`: which formulas and thresholds explain known votes and seats, and what would tell the rest apart.

A formula explains an election with a threshold if it gives exactly those seats: of the votes, of some
votes that round to the shares given, or by one of the ways a lot can fall. Thresholds come as intervals: any
bar between the strongest list kept out and the weakest let in does the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations, product
from typing import Any

from dalel.model import DalelError
from dalel.polity.counting.formulas import Formula, allocate, formulas
from dalel.polity.counting.seat_rules import merged
from dalel.polity.counting.votes import Entry, Tally

SHIFTS = tuple(Fraction(n, 100) for n in (5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000))
"""Percentage points by which votes are moved from one list to another to tell formulas apart."""


@dataclass(frozen=True, slots=True)
class Observed:
    """An election whose votes and seats are known."""

    name: str
    tally: Tally
    seats: int

    @classmethod
    def of(cls, name: str, tally: Tally) -> Observed:
        """From a tally whose entries have seats; a DalelError where none has."""
        total = sum(entry.seats or 0 for entry in tally.entries)
        if not total:
            raise DalelError(f"{name}: no seats are given, so there is nothing to explain")
        return cls(name, tally, total)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A formula that explains an election, with the thresholds (percent; above the first, up to the second).

    `how` is `exact`, `rounding` (some votes within the rounding of the shares) or `lot`.
    """

    formula: Formula
    above: Fraction
    upto: Fraction
    how: str

    def as_json(self) -> dict[str, Any]:
        """`formula`, `threshold_above`, `threshold_upto`, `how`."""
        return {
            "formula": self.formula.id,
            "name": self.formula.name,
            "threshold_above": _round(self.above),
            "threshold_upto": _round(self.upto),
            "how": self.how,
        }


@dataclass(frozen=True, slots=True)
class Excluded:
    """A formula that explains no part of an election, with the seats it gives instead."""

    formula: Formula
    election: str
    gives: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Telling:
    """The smallest shift of votes found that tells formulas apart: `points` percentage points."""

    election: str
    giver: str
    taker: str
    points: Fraction
    results: Mapping[str, Mapping[str, int]]

    def as_json(self) -> dict[str, Any]:
        """`election`, `from`, `to`, `points`, and the seats by formula."""
        return {
            "election": self.election,
            "from": self.giver,
            "to": self.taker,
            "points": float(self.points),
            "results": {name: dict(seats) for name, seats in self.results.items()},
        }


@dataclass(frozen=True, slots=True)
class FitAnswer:
    """What explains each election and all of them, what is excluded, and what would tell the rest apart."""

    elections: tuple[Observed, ...]
    explanations: Mapping[str, tuple[Explanation, ...]]
    excluded: tuple[Excluded, ...]
    telling: tuple[Telling, ...] = ()

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """The formulas that explain every election."""
        return tuple(
            formula
            for formula in formulas().values()
            if all(any(e.formula == formula for e in found) for found in self.explanations.values())
        )

    def thresholds(self, formula: Formula) -> tuple[Fraction, Fraction] | None:
        """The thresholds (above, up to) with which it explains all elections; None where no one does."""
        above, upto = Fraction(-1), Fraction(100)
        for found in self.explanations.values():
            own = [one for one in found if one.formula == formula]
            above = max(above, min((one.above for one in own), default=Fraction(100)))
            upto = min(upto, max((one.upto for one in own), default=Fraction(-1)))
        return (max(above, Fraction(0)), upto) if above < upto else None

    def as_json(self) -> dict[str, Any]:
        """`formulas` that explain all, `elections`, `excluded`, `would_tell`."""
        rows = []
        for formula in self.formulas:
            both = self.thresholds(formula)
            row: dict[str, Any] = {"formula": formula.id, "name": formula.name}
            row["threshold_above"], row["threshold_upto"] = map(_round, both) if both else (None, None)
            rows.append(row)
        return {
            "formulas": rows,
            "elections": [
                {
                    "election": one.name,
                    "seats": one.seats,
                    "explained_by": [e.as_json() for e in self.explanations[one.name]],
                }
                for one in self.elections
            ],
            "excluded": [
                {
                    "formula": one.formula.id,
                    "name": one.formula.name,
                    "election": one.election,
                    "gives": dict(one.gives),
                }
                for one in self.excluded
            ],
            "would_tell": [one.as_json() for one in self.telling],
        }


def fit(elections: Iterable[Observed], tried: Iterable[Formula] | None = None) -> FitAnswer:
    """Try every formula (or those given) with every threshold on every election."""
    observed = tuple(elections)
    chosen = tuple(formulas().values() if tried is None else tried)
    if not observed:
        raise DalelError("there is no election with votes and seats to explain")
    explanations: dict[str, tuple[Explanation, ...]] = {}
    excluded: list[Excluded] = []
    for one in observed:
        found: list[Explanation] = []
        for formula in chosen:
            own = tuple(_explain(formula, one))
            found += own
            if not own:
                excluded.append(Excluded(formula, one.name, _nearest(formula, one)))
        explanations[one.name] = tuple(found)
    answer = FitAnswer(observed, explanations, tuple(excluded))
    rest = [formula for formula in answer.formulas if formula in chosen]
    return FitAnswer(observed, explanations, tuple(excluded), _telling(observed, rest))


def _ranked(observed: Observed) -> list[Entry]:
    return sorted(merged(observed.tally), key=lambda entry: -entry.votes)


def _share(observed: Observed, votes: Fraction) -> Fraction:
    base = Fraction(100) if observed.tally.unit == "share" else observed.tally.valid()
    return votes * 100 / base if base else Fraction(0)


def _explain(formula: Formula, observed: Observed) -> Iterator[Explanation]:
    ranked = _ranked(observed)
    wanted = {entry.party: entry.seats or 0 for entry in ranked}
    for count in range(1, len(ranked) + 1):
        inside = ranked[:count]
        if any(wanted[entry.party] for entry in ranked[count:]):
            continue
        weakest = _share(observed, inside[-1].votes)
        strongest_out = _share(observed, ranked[count].votes) if count < len(ranked) else Fraction(0)
        if weakest == strongest_out and count < len(ranked):
            continue
        how = _matches(formula, inside, wanted, observed.seats)
        if how:
            yield Explanation(formula, strongest_out, weakest, how)


def _matches(formula: Formula, inside: Sequence[Entry], wanted: Mapping[str, int], seats: int) -> str:
    votes = {entry.party: entry.votes for entry in inside}
    target = {party: wanted[party] for party in votes}
    found = allocate(formula, votes, seats)
    if not found.lots and found.seats == target:
        return "exact"
    if found.lots and found.can_be(target):
        return "lot"
    # Shares are rounded: those off the mark go to the end of their rounding that helps, the others all ways.
    half = {entry.party: _half(entry) for entry in inside}
    if not any(half.values()):
        return ""
    for others in (Fraction(0), Fraction(-1), Fraction(1)):
        moved = {}
        for party, number in votes.items():
            off = target[party] - found.seats[party]
            way = Fraction((off > 0) - (off < 0)) if off else others
            moved[party] = max(Fraction(0), number + way * half[party])
        again = allocate(formula, moved, seats)
        if again.can_be(target):
            return "rounding"
    return ""


def _half(entry: Entry) -> Fraction:
    # A hair less than half of the last digit, so that the ends themselves round to what is written.
    return Fraction(0) if entry.digits is None else Fraction(499, 1000 * 10**entry.digits)


def _nearest(formula: Formula, observed: Observed) -> dict[str, int]:
    """What it gives to the lists that got seats."""
    inside = {entry.party: entry.votes for entry in _ranked(observed) if entry.seats}
    return next(allocate(formula, inside, observed.seats).outcomes())


def _telling(elections: Sequence[Observed], rest: Sequence[Formula]) -> tuple[Telling, ...]:
    """For each two of the formulas left, the smallest shift of votes between two lists that parts them.

    The latest election where one serves.
    """
    open_pairs = set(combinations([formula.id for formula in rest], 2))
    told: dict[tuple[str, str, str, Fraction], dict[str, Mapping[str, int]]] = {}
    for points, observed in product(SHIFTS, reversed(elections)):
        votes = {entry.party: entry.votes for entry in merged(observed.tally) if entry.seats}
        base = Fraction(100) if observed.tally.unit == "share" else observed.tally.valid()
        moved = base * points / 100
        for giver, taker in permutations(votes, 2):
            if not open_pairs or votes[giver] <= moved:
                continue
            shifted = {**votes, giver: votes[giver] - moved, taker: votes[taker] + moved}
            found = {f.id: next(allocate(f, shifted, observed.seats).outcomes()) for f in rest}
            for pair in sorted(open_pairs):
                if found[pair[0]] != found[pair[1]]:
                    open_pairs.discard(pair)
                    told.setdefault((observed.name, giver, taker, points), {}).update(
                        {name: found[name] for name in pair}
                    )
    return tuple(Telling(*key, results) for key, results in told.items())


def _round(number: Fraction) -> float:
    return round(float(number), 4)
