"""Formulas that turn votes into seats, computed exactly, ties left open.

The arithmetic is votelib's. It was compared with the package `apportionment`:

                    votelib 0.4 (MIT, 2021)               apportionment 1.0 (MIT, 2022)
    ties            an object of its own in the result    given to the first party, or an exception
    numbers         integers and fractions, exact         floating point, unless asked, and not in all methods
    formulas        seven quotas, six divisor series      one quota, seven divisor series
    needs           nothing                               numpy

Neither has been released for years; both are pure Python wheels. Ties decide: here a lot is an
outcome to be shown, never something to be drawn silently. From votelib come the quotas, the divisor series,
highest averages and the selection with ties; its `LargestRemainder` loses seats where a low quota fills more
seats than there are (one list, Hagenbach-Bischoff), so remainders are ranked here. The tests check every
formula against official seat distributions and against the inequalities that define it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from itertools import combinations, product
from math import comb, lcm, prod
from typing import Any

from votelib.component import divisor, quota
from votelib.evaluate.core import Tie, get_n_best
from votelib.evaluate.proportional import HighestAverages

from dalel.model import UnknownNameError

MOST = 200
"""The most outcomes of lots that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula by id; `family` is `quota` (largest remainders) or `divisor` (highest averages)."""

    id: str
    name: str
    family: str
    candidate: bool
    names: tuple[str, ...]
    function: str
    first: Fraction | None = None

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Lot:
    """So many seats that only a lot can give: no contestant more than one of them."""

    seats: int
    between: tuple[str, ...]

    def __str__(self) -> str:
        return f"a lot gives {self.seats} of the seats to {self.seats} of {', '.join(self.between)}"

    def as_json(self) -> dict[str, Any]:
        """`seats` and `between`."""
        return {"seats": self.seats, "between": list(self.between)}


@dataclass(frozen=True, slots=True)
class Allocation:
    """Seats that are sure, in the order of the votes given, and what is left to lots."""

    seats: Mapping[str, int]
    lots: tuple[Lot, ...] = ()

    def count(self) -> int:
        """In how many ways the lots can fall."""
        return prod(comb(len(lot.between), lot.seats) for lot in self.lots)

    def outcomes(self, most: int = MOST) -> Iterator[dict[str, int]]:
        """Every distribution the lots can lead to (the first `most` of them); one where there is no lot."""
        ways = product(*(combinations(lot.between, lot.seats) for lot in self.lots))
        for number, drawn in enumerate(ways):
            if number >= most:
                return
            seats = dict(self.seats)
            for winners in drawn:
                for winner in winners:
                    seats[winner] += 1
            yield seats

    def can_be(self, seats: Mapping[str, int]) -> bool:
        """Whether that distribution is the result, or one that the lots can lead to."""
        wanted = {party: seats.get(party, 0) for party in self.seats}
        return any(outcome == wanted for outcome in self.outcomes())


@lru_cache(maxsize=1)
def formulas() -> Mapping[str, Formula]:
    """All formulas, from `formulas.toml`."""
    text = files("dalel.polity.counting").joinpath("formulas.toml").read_text(encoding="utf-8")
    return {
        row["id"]: Formula(
            id=row["id"],
            name=row["name"],
            family=row["family"],
            candidate=row["candidate"],
            names=tuple(row["names"]),
            function=row["function"],
            first=Fraction(row["first"]) if "first" in row else None,
        )
        for row in tomllib.loads(text)["formula"]
    }


def candidates() -> tuple[Formula, ...]:
    """The formulas that are tried where none is known."""
    return tuple(formula for formula in formulas().values() if formula.candidate)


def formula_of(words: str) -> Formula:
    """The formula that a polity file or a user names; an UnknownNameError lists those there are."""
    wanted = " ".join(words.casefold().split())
    for formula in formulas().values():
        if wanted in (formula.id, formula.name.casefold(), *formula.names):
            return formula
    raise UnknownNameError(f"no formula {words!r}; known are {', '.join(formulas())}")


def allocate(formula: Formula, votes: Mapping[str, Fraction | int], seats: int) -> Allocation:
    """Divide `seats` among contestants by their votes; those without votes get none.

    Votes may be counts or shares; only their proportions matter, but for the quotas that are rounded to
    whole votes (Droop), for which shares are taken in millionths of the smallest common part.
    """
    order = dict.fromkeys(votes, 0)
    whole = _whole({party: Fraction(number) for party, number in votes.items() if number > 0})
    if not whole or seats <= 0:
        return Allocation(order)
    if formula.family == "quota":
        return _largest_remainders(quota.get(formula.function), whole, seats, order)
    result: Mapping[Any, int] = _highest_averages(formula.id).evaluate(whole, seats)
    return _allocation(order, votes, result.items())


def most_votes(votes: Mapping[str, Fraction | int], seats: int = 1) -> Allocation:
    """Give one seat each to the contestants with the most votes."""
    order = dict.fromkeys(votes, 0)
    running = {party: number for party, number in votes.items() if number > 0}
    best = get_n_best(running, min(seats, len(running))) if running else []
    return _allocation(order, votes, [(winner, 1) for winner in best])


def _allocation(order: dict[str, int], votes: Mapping[str, Any], won: Any) -> Allocation:
    lots: dict[tuple[str, ...], int] = {}
    for winner, number in won:
        if isinstance(winner, Tie):
            between = tuple(party for party in votes if party in winner)
            lots[between] = lots.get(between, 0) + number
        else:
            order[winner] += number
    return Allocation(order, tuple(Lot(number, between) for between, number in lots.items()))


def _whole(votes: Mapping[str, Fraction]) -> dict[str, int]:
    # Shares become so many whole votes that rounding a quota to one vote cannot matter.
    parts = lcm(*(number.denominator for number in votes.values())) if votes else 1
    scale = parts if parts == 1 else parts * 1_000_000
    return {party: int(number * scale) for party, number in votes.items()}


def _largest_remainders(
    quota_of: Callable[[int, int], Any], votes: Mapping[str, int], seats: int, order: dict[str, int]
) -> Allocation:
    size = Fraction(quota_of(sum(votes.values()), seats))
    # A quota of zero can only come from rounding a handful of votes: the smallest quota is one vote.
    size = size or Fraction(1)
    won = {party: int(number / size) for party, number in votes.items()}
    left = {party: number / size - won[party] for party, number in votes.items()}
    over = sum(won.values()) - seats
    if over <= 0:
        # Where there are more seats than votes, rounds of one seat each come before the remainders.
        rounds, rest = divmod(-over, len(won))
        won = {party: number + rounds for party, number in won.items()}
        best = get_n_best(left, rest) if rest else []
        return _allocation(order, votes, [*won.items(), *((winner, 1) for winner in best)])
    # Low quotas can give away more seats than there are; the smallest remainders then lose theirs.
    while over > 0:
        holding = {party: -left[party] for party in won if won[party]}
        losing = get_n_best(holding, min(over, len(holding)))
        sure = [party for party in losing if not isinstance(party, Tie)]
        for party in sure:
            won[party] -= 1
            left[party] += 1
        tied = [party for party in losing if isinstance(party, Tie)]
        over -= len(losing)
        if tied and over <= 0:
            for party in tied[0]:
                won[party] -= 1
            return _allocation(order, votes, [*won.items(), (tied[0], len(tied[0]) - len(tied))])
    return _allocation(order, votes, won.items())


@lru_cache(maxsize=32)
def _highest_averages(name: str) -> Any:
    formula = formulas()[name]
    series: Callable[[int], Any] = divisor.get(formula.function)
    if formula.first is not None:
        series = divisor.modified_first_coef(series, formula.first)
    return HighestAverages(series)
