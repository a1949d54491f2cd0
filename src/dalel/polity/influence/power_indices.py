"""Power indices of weighted majority games, exact, as fractions.

A bloc has a weight (its seats); a coalition wins where its weight reaches the quota. A bloc is pivotal in an
order of blocs if it is the one with which the quota is reached, and critical in a winning coalition if
that loses without it.

    Shapley-Shubik     the share of all orders in which a bloc is pivotal (Shapley and Shubik 1954)
    Banzhaf            its share of all critical positions (Banzhaf 1965)
    Penrose            the chance that it is critical where all others toss a coin (Penrose 1946)

Coalitions are counted with generating functions (Mann and Shapley 1962): blocs of equal weight together, so
that hundreds of single seats cost little. They are a priori measures: they know weights and the quota, and
nothing of who agrees with whom.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial


@dataclass(frozen=True, slots=True)
class Power:
    """The power of one bloc."""

    weight: int
    shapley_shubik: Fraction
    banzhaf: Fraction
    penrose: Fraction


def majority(seats: int) -> int:
    """More than half of the seats."""
    return seats // 2 + 1


def power(weights: Mapping[str, int], quota: int) -> dict[str, Power]:
    """The power of every bloc; all zero where the quota can never be reached, or is reached by nobody.

    Raises ValueError for a negative weight or a quota below one.
    """
    if quota < 1 or any(weight < 0 for weight in weights.values()):
        raise ValueError("weights must not be negative and the quota must be at least 1")
    counts = Counter(weights.values())
    shapley = {weight: _shapley(counts, weight, quota) for weight in counts}
    swings = {weight: sum(_swings(counts, weight, quota)) for weight in counts}
    critical = sum(swings[weight] * number for weight, number in counts.items())
    coalitions = 2 ** (len(weights) - 1) if weights else 1
    return {
        name: Power(
            weight,
            shapley[weight],
            Fraction(swings[weight], critical) if critical else Fraction(0),
            Fraction(swings[weight], coalitions),
        )
        for name, weight in weights.items()
    }


def power_of(weight: int, others: Mapping[int, int], quota: int) -> Power:
    """The power of one bloc against others given as weight to number of blocs."""
    counts = Counter(others)
    counts[weight] += 1
    swings = sum(_swings(counts, weight, quota))
    critical = sum(sum(_swings(counts, one, quota)) * number for one, number in counts.items())
    return Power(
        weight,
        _shapley(counts, weight, quota),
        Fraction(swings, critical) if critical else Fraction(0),
        Fraction(swings, 2 ** (sum(counts.values()) - 1)),
    )


def _shapley(counts: Mapping[int, int], weight: int, quota: int) -> Fraction:
    blocs = sum(counts.values())
    orders = sum(
        factorial(size) * factorial(blocs - size - 1) * number
        for size, number in enumerate(_swings(counts, weight, quota))
    )
    return Fraction(orders, factorial(blocs))


def _swings(counts: Mapping[int, int], weight: int, quota: int) -> list[int]:
    """By size, how many coalitions of the others lose without a bloc of that weight and win with it."""
    others = Counter(counts)
    others[weight] -= 1
    blocs = sum(others.values())
    if weight == 0:
        return [0] * (blocs + 1)
    # Sets of others by size and weight; heavier ones than can matter are never made.
    table: dict[tuple[int, int], int] = {(0, 0): 1}
    for one, number in sorted(others.items(), reverse=True):
        grown: Counter[tuple[int, int]] = Counter()
        for (size, heavy), ways in table.items():
            for more in range(number + 1):
                if heavy + more * one >= quota:
                    break
                grown[size + more, heavy + more * one] += ways * comb(number, more)
        table = grown
    found = [0] * (blocs + 1)
    for (size, heavy), ways in table.items():
        if heavy + weight >= quota:
            found[size] += ways
    return found
