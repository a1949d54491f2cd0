"""Shpilkin's extrapolation: how many votes a leader has above the ratio that held at low turnout.

S. Shpilkin, in Russian newspapers and journals since 2009 ("Statistical study of the results of the
Russian elections of 2007-2009", Troitskii variant 40, 2009): the votes for the leader and for all others
are added up by turnout. Below the turnout where most votes for others are cast, their ratio is taken as
that of a count without additions; the leader's votes beyond this ratio at all turnouts are called
anomalous. The edge of that range is a choice: here the first peak of the others' votes, smoothed over five
points, that is the highest within five points and at least half as high as the highest of all; the result
is given for edges up to five points lower and higher too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from dalel.polity.results.stations import Floats, Stations

BINS = 100
GROUPS = 50
SHIFT = 5


@dataclass(frozen=True)
class Extrapolation:
    """`votes` beyond the ratio of the reference range, with the standard error over 50 groups of stations;
    `low` and `high` over other edges; turnout and share in percent, as reported and without those votes."""

    edge: float
    ratio: float
    reference_stations: int
    votes: float
    error: float
    low: float
    high: float
    leader_votes: int
    share_reported: float
    share_without: float
    turnout_reported: float
    turnout_without: float


def extrapolate(stations: Stations) -> Extrapolation | None:
    """The extrapolation; None where fewer than 100 stations or no votes for others are there."""
    leading = stations.leading.astype(np.float64)
    others = np.maximum(stations.valid - stations.leading, 0).astype(np.float64)
    if stations.used < 100 or not others.sum() or not leading.sum():
        return None
    turnout = stations.turnout
    bins = np.minimum(turnout.astype(np.int64), BINS - 1)
    group = np.arange(stations.used) % GROUPS
    # Sums by group and percent of turnout serve every edge and every group left out.
    cells = group * BINS + bins
    lead = np.bincount(cells, weights=leading, minlength=GROUPS * BINS).reshape(GROUPS, BINS)
    rest = np.bincount(cells, weights=others, minlength=GROUPS * BINS).reshape(GROUPS, BINS)
    edge = _peak(rest.sum(axis=0))
    votes, ratio = _beyond(lead.sum(axis=0), rest.sum(axis=0), edge)
    if not math.isfinite(votes):
        return None
    without = [
        _beyond(lead.sum(axis=0) - lead[g], rest.sum(axis=0) - rest[g], edge)[0] * GROUPS / (GROUPS - 1)
        for g in range(GROUPS)
    ]
    spread = np.array([one for one in without if math.isfinite(one)])
    error = float(np.sqrt((len(spread) - 1) / len(spread) * np.sum((spread - spread.mean()) ** 2)))
    shifted = [
        value
        for shift in range(-SHIFT, SHIFT + 1)
        if 1 <= edge + shift <= BINS
        and math.isfinite(value := _beyond(lead.sum(axis=0), rest.sum(axis=0), edge + shift)[0])
    ]
    valid, given, registered = (float(a.sum()) for a in (stations.valid, stations.given, stations.registered))
    total = float(leading.sum())
    return Extrapolation(
        float(edge),
        ratio,
        int(np.sum(bins < edge)),
        votes,
        error,
        min(shifted),
        max(shifted),
        int(total),
        100.0 * total / valid,
        100.0 * (total - votes) / (valid - votes),
        100.0 * given / registered,
        100.0 * (given - votes) / registered,
    )


def _peak(others: Floats) -> int:
    """The turnout up to which the reference range goes: the end of the percent with the first high peak.

    Stations with many added votes may make a second peak of the others' votes further up.
    """
    smooth = np.convolve(others, np.ones(5) / 5, mode="same")
    for i in range(BINS):
        around = smooth[max(0, i - SHIFT) : i + SHIFT + 1]
        if smooth[i] > 0 and smooth[i] >= smooth.max() / 2 and smooth[i] == around.max():
            return i + 1
    return int(np.argmax(smooth)) + 1


def _beyond(leading: Floats, others: Floats, edge: int) -> tuple[float, float]:
    below = others[:edge].sum()
    if not below:
        return math.nan, math.nan
    ratio = float(leading[:edge].sum() / below)
    return float(leading.sum() - ratio * others.sum()), ratio
