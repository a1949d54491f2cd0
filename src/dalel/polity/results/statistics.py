"""Probabilities that the checks of station files need, without further libraries."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

EXACT_UP_TO = 2000
"""Up to so many draws their sum's distribution is computed exactly."""


def normal_tail(z: float) -> float:
    """The probability that a standard normal number is at least z."""
    return 0.5 * math.erfc(z / math.sqrt(2.0))


def excess_p(observed: int, chances: npt.NDArray[np.float64]) -> float:
    """The probability of at least `observed` successes in independent draws with these chances.

    Exact up to 2,000 draws, by adding one draw after the other; for more, the refined normal approximation
    (with skewness) of Volkova, Theory of Probability and its Applications 40 (1996), 791-794.
    """
    if observed <= 0:
        return 1.0
    if len(chances) <= EXACT_UP_TO:
        return _exact_tail(observed, chances)
    mean = float(chances.sum())
    variance = float(np.sum(chances * (1.0 - chances)))
    if variance < 1e-12:
        return 1.0 if observed <= mean + 0.5 else 0.0
    deviation = math.sqrt(variance)
    skewness = float(np.sum(chances * (1.0 - chances) * (1.0 - 2.0 * chances))) / deviation**3
    z = (observed - 0.5 - mean) / deviation
    density = math.exp(-z * z / 2.0) / math.sqrt(2.0 * math.pi)
    below = 1.0 - normal_tail(z) + skewness * (1.0 - z * z) * density / 6.0
    tail = normal_tail(z) - skewness * (1.0 - z * z) * density / 6.0
    return min(1.0, max(0.0, tail if z > 0 else 1.0 - below))


def _exact_tail(observed: int, chances: npt.NDArray[np.float64]) -> float:
    mass = np.zeros(len(chances) + 1)
    mass[0] = 1.0
    for i, chance in enumerate(chances):
        mass[1 : i + 2] = mass[1 : i + 2] * (1.0 - chance) + mass[: i + 1] * chance
        mass[0] *= 1.0 - chance
    return float(min(1.0, mass[observed:].sum()))


def chi_square_tail(value: float, freedom: int) -> float:
    """The probability that a chi-square number with so many degrees of freedom is at least `value`."""
    if value <= 0:
        return 1.0
    half = value / 2.0
    if freedom % 2:
        total = math.erfc(math.sqrt(half))
        for i in range((freedom - 1) // 2):
            total += math.exp((i + 0.5) * math.log(half) - half - math.lgamma(i + 1.5))
    else:
        total = sum(math.exp(i * math.log(half) - half - math.lgamma(i + 1.0)) for i in range(freedom // 2))
    return min(1.0, total)


def holm(values: Sequence[float]) -> list[float]:
    """p-values corrected for their number by Holm's method, valid however the tests depend on each other."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    corrected = [1.0] * len(values)
    largest = 0.0
    for rank, i in enumerate(order):
        largest = max(largest, min(1.0, (len(values) - rank) * values[i]))
        corrected[i] = largest
    return corrected
