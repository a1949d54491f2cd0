"""Last and second digits of the counts that stations report."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from dalel.polity.results.stations import Counts, Stations
from dalel.polity.results.statistics import chi_square_tail

WIDEST = 64.0
"""The variance above which a binomial count's last digit is uniform to one in 100,000."""
LEAST_SHARE = 0.1
"""Contestants with less of all votes are not tested: their counts cluster near zero."""

SECOND = np.array(
    [sum(math.log10(1 + 1 / (10 * first + digit)) for first in range(1, 10)) for digit in range(10)]
)
"""How often each second digit stands in numbers that follow Benford's law."""


@dataclass(frozen=True)
class DigitTest:
    """One test: how often each digit stands, how often expected, and Pearson's chi-square for 9 degrees."""

    column: str
    digit: str
    counts: int
    observed: tuple[int, ...]
    expected: tuple[float, ...]
    chi_square: float
    p: float


def tested_columns(stations: Stations) -> dict[str, tuple[Counts, Counts]]:
    """The counts to test and what each is a part of."""
    found = {"given": (stations.given, stations.registered)}
    whole = int(stations.valid.sum())
    for name, votes in stations.votes.items():
        if whole and votes.sum() / whole >= LEAST_SHARE:
            found[name] = (votes, stations.valid)
    return found


def last_digits(stations: Stations) -> list[DigitTest]:
    """Whether last digits are uniform, in stations large enough that chance makes them so.

    A station is large enough where its size times the overall rate and the overall rest is at least 64.
    It is chosen by its size and never by the count itself, which would favour some digits.
    """
    tests = []
    for name, (part, base) in tested_columns(stations).items():
        rate = float(part.sum() / base.sum()) if base.sum() else 0.0
        chosen = part[(base * (rate * (1.0 - rate)) >= WIDEST) & (part >= 10)]
        if len(chosen) >= 100:
            tests.append(_test(name, "last", chosen % 10, np.full(10, 0.1)))
    return tests


def second_digits(stations: Stations) -> list[DigitTest]:
    """How far second digits are from Benford's law, for counts from 10 on."""
    tests = []
    for name, (part, _) in tested_columns(stations).items():
        chosen = part[part >= 10]
        if len(chosen) >= 100:
            power = np.floor(np.log10(chosen.astype(np.float64))).astype(np.int64)
            # A logarithm may fall a hair short of a whole number at a power of ten.
            power += (10 ** (power + 1) <= chosen).astype(np.int64)
            tests.append(_test(name, "second", chosen // 10 ** (power - 1) % 10, SECOND))
    return tests


def _test(
    column: str, which: str, digits: Counts, rates: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> DigitTest:
    observed = np.bincount(digits, minlength=10)
    expected = rates * len(digits)
    value = float(np.sum((observed - expected) ** 2 / expected))
    return DigitTest(
        column,
        which,
        len(digits),
        tuple(int(one) for one in observed),
        tuple(float(one) for one in expected),
        value,
        chi_square_tail(value, 9),
    )
