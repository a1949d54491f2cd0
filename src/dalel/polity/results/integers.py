"""The excess of whole percentages over what chance gives.

Kobak, Shpilkin and Pshenichnikov, "Integer percentages as electoral falsification fingerprints", Annals
of Applied Statistics 10 (2016), 54-73, compare the number of stations whose turnout or leader's result
lies within 0.05 points of a whole percentage with 10,000 simulated elections, in which each station's
ballots are drawn from a binomial distribution with the station's own reported turnout, and its leader's
votes from one with its own reported result. Here nothing is drawn: the probability that a station's draw
falls on a whole percentage is summed exactly over the binomial distribution, and the number of such
stations, a sum of independent draws with unequal probabilities, has those probabilities' sum as its mean and
the sum of q(1-q) as its variance. This is what the simulation tends to as its runs grow.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from dalel.polity.results.stations import Counts, Floats, Mask, Stations
from dalel.polity.results.statistics import excess_p

REACH = 6.0
"""How many standard deviations of a station's draw are summed, and two voters more for each: beyond lies, by
Bernstein's inequality, less than 1 in 10 million."""
CHUNK = 16384


@dataclass(frozen=True)
class Whole:
    """Whole percentages in one quantity: `whole` says of each station whether it has one, `chance` with
    what probability a draw has; `observed` and `expected` count them by percentage, 1 to 99."""

    whole: Mask
    chance: Floats
    observed: Floats
    expected: Floats


@dataclass(frozen=True)
class Excess:
    """How many stations have a whole percentage, how many chance gives, with standard deviation."""

    quantity: str
    stations: int
    observed: int
    expected: float
    deviation: float
    p: float

    @property
    def excess(self) -> float:
        """Stations above expectation."""
        return self.observed - self.expected


def is_whole(part: Counts, base: Counts) -> tuple[Mask, Counts]:
    """Whether each part is within 0.05 points of a whole percentage from 1 to 99, and of which.

    In whole numbers: |2000 part - 20 percentage base| is at most base. None and all are never counted.
    """
    percentage = (200 * part + base) // (2 * base)
    near = np.abs(2000 * part - 20 * percentage * base) <= base
    return near & (percentage >= 1) & (percentage <= 99), percentage


def whole_percentages(part: Counts, base: Counts) -> Whole:
    """Observed and expected whole percentages of stations with `part` of `base`; bases must be positive."""
    whole, percentage = is_whole(part, base)
    observed = np.bincount(percentage[whole], minlength=101).astype(np.float64)
    chance = np.zeros(len(part))
    expected = np.zeros(101)
    logs = log_factorials(int(base.max()) if len(base) else 1)
    # Stations of like size share the shape of their sums, so that little is computed in vain.
    order = np.argsort(base, kind="stable")
    for begin in range(0, len(order), CHUNK):
        some = order[begin : begin + CHUNK]
        chance[some] = _chances(part[some], base[some], logs, expected)
    return Whole(whole, np.clip(chance, 0.0, 1.0), observed, expected)


def log_factorials(most: int) -> Floats:
    """The logarithms of 0! to most!."""
    logs = np.zeros(most + 1)
    np.cumsum(np.log(np.arange(1, most + 1, dtype=np.float64)), out=logs[1:])
    return logs


def _chances(part: Counts, base: Counts, logs: Floats, expected: Floats) -> Floats:
    """The probability that a binomial draw around each reported part falls on a whole percentage.

    Adds the probabilities by percentage to `expected`.
    """
    rate = part / base
    spread = REACH * 100.0 * (np.sqrt(rate * (1.0 - rate) / base) + 2.0 / base)
    low = np.maximum(1, np.floor(100.0 * rate - spread - 0.05)).astype(np.int64)
    high = np.minimum(99, np.ceil(100.0 * rate + spread + 0.05)).astype(np.int64)
    inner = (part > 0) & (part < base)  # none and all leave nothing to chance
    number = np.where(inner, np.maximum(0, high - low + 1), 0)
    station = np.repeat(np.arange(len(part)), number)
    if not len(station):
        return np.zeros(len(part))
    first = np.cumsum(number) - number
    percentage = low[station] + np.arange(len(station)) - first[station]
    n = base[station]
    least = -((1 - 20 * percentage) * n // 2000)  # the smallest count within the window, rounded up
    most = (20 * percentage + 1) * n // 2000
    with np.errstate(divide="ignore"):
        log_rate, log_rest = np.log(rate), np.log1p(-rate)
    chance = np.zeros(len(part))
    open_ = np.flatnonzero(least <= most)
    station, percentage, count, most = station[open_], percentage[open_], least[open_], most[open_]
    n = n[open_]
    while len(station):
        rest = n - count
        mass = np.exp(
            logs[n] - logs[count] - logs[rest] + count * log_rate[station] + rest * log_rest[station]
        )
        chance += np.bincount(station, weights=mass, minlength=len(chance))
        expected += np.bincount(percentage, weights=mass, minlength=101)
        more = np.flatnonzero(count < most)
        station, percentage, count = station[more], percentage[more], count[more] + 1
        most, n = most[more], n[more]
    return chance


@dataclass(frozen=True)
class Integers:
    """The three excesses, and the percentages that stand out in turnout and share."""

    excesses: tuple[Excess, ...]
    turnout: Whole
    share: Whole
    smallest: int


def integer_excess(stations: Stations, smallest: int = 100) -> Integers:
    """Whole percentages in turnout, in the leader's share, and in either.

    Stations with fewer than `smallest` registered voters or valid ballots are left out: there whole
    percentages are common and tell nothing. In "either", turnout and share are drawn independently.
    """
    big = (stations.registered >= smallest) & (stations.valid >= smallest)
    turnout = whole_percentages(stations.given[big], stations.registered[big])
    share = whole_percentages(stations.leading[big], stations.valid[big])
    both = turnout.whole | share.whole
    chance = 1.0 - (1.0 - turnout.chance) * (1.0 - share.chance)
    excesses = tuple(
        _excess(name, whole, q)
        for name, whole, q in (
            ("turnout", turnout.whole, turnout.chance),
            ("share", share.whole, share.chance),
            ("either", both, chance),
        )
    )
    return Integers(excesses, turnout, share, smallest)


def _excess(quantity: str, whole: Mask, chance: Floats) -> Excess:
    observed = int(whole.sum())
    variance = float(np.sum(chance * (1.0 - chance)))
    return Excess(
        quantity, len(whole), observed, float(chance.sum()), math.sqrt(variance), excess_p(observed, chance)
    )


def peaks(whole: Whole, level: float = 0.01) -> list[tuple[int, int, float, float]]:
    """The whole percentages that stand out: percentage, observed, expected, p.

    p is that of a Poisson count, a little wide; only those below level / 99 are named, so that in 99
    percentages of an election without excess one is named with a probability of at most `level`.
    """
    found = []
    for percentage in range(1, 100):
        seen, mean = int(whole.observed[percentage]), float(whole.expected[percentage])
        if seen > mean and mean > 0:
            p = poisson_tail(seen, mean)
            if p < level / 99:
                found.append((percentage, seen, mean, p))
    return sorted(found, key=lambda peak: peak[3])


def poisson_tail(seen: int, mean: float) -> float:
    """The probability that a Poisson count with a mean is at least `seen`."""
    term = math.exp(seen * math.log(mean) - mean - math.lgamma(seen + 1))
    total, k = 0.0, seen
    while term > 1e-18 * max(total, 1e-300) and k < seen + 100_000:
        total += term
        k += 1
        term *= mean / k
    return min(1.0, total)
