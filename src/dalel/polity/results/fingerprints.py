"""Pictures of a file of stations: the fingerprint of turnout and share, and the distributions of both."""

from __future__ import annotations

import math

import numpy as np

from dalel.polity.pictures.drawing import GREY, PALETTE, Drawing, Frame
from dalel.polity.results.forensics import Forensics
from dalel.polity.results.integers import Whole
from dalel.polity.results.stations import Floats, Stations

TENS = [(float(t), str(t)) for t in range(0, 101, 10)]


def histogram(stations: Stations) -> Floats:
    """Registered voters by whole percent of turnout (first index) and leader's share, rounded down."""
    share = stations.share
    known = np.isfinite(share)
    x = np.minimum(stations.turnout[known].astype(np.int64), 99)
    y = np.minimum(share[known].astype(np.int64), 99)
    weight = stations.registered[known].astype(np.float64)
    cells = np.bincount(x * 100 + y, weights=weight, minlength=10000)
    return cells.astype(np.float64).reshape(100, 100)


def fingerprint(result: Forensics) -> Drawing:
    """Turnout across, leader's share upward; the darker, the more registered voters (on a log scale)."""
    stations = result.stations
    counts = histogram(stations)
    drawing = Drawing(620, 640, f"Turnout and share of {stations.leader}")
    frame = Frame(drawing, 70, 70, 500, 500, 0, 100, 0, 100)
    drawing.words(70, 28, f"{stations.leader}: share by turnout", 16)
    drawing.words(
        70,
        46,
        f"{stations.used:,} stations; darker: more registered voters. A picture, no verdict.",
        11,
        GREY,
    )
    frame.axes(TENS, TENS, "turnout, percent of registered")
    few = math.log(float(counts[counts > 0].min())) if counts.any() else 0.0
    range_ = (math.log(float(counts.max())) - few if counts.any() else 0.0) or 1.0
    for t, s in zip(*np.nonzero(counts), strict=True):
        depth = (math.log(float(counts[t, s])) - few) / range_
        x, y = frame.at(float(t), float(s) + 1)
        drawing.box(x, y, 5, 5, shade(depth))
    return drawing


def shade(depth: float) -> str:
    """A colour between nearly white (0) and dark blue (1)."""
    pale, dark = (226, 236, 247), (8, 29, 88)
    return "#" + "".join(f"{round(a + (b - a) * depth):02x}" for a, b in zip(pale, dark, strict=True))


def distributions(result: Forensics) -> Drawing:
    """Stations by turnout and by share, in steps of 0.2 points, with whole percentages marked."""
    stations = result.stations
    drawing = Drawing(900, 640, "Distributions of turnout and share")
    fields = (
        ("turnout", stations.turnout, result.integers.turnout),
        (f"share of {stations.leader}", stations.share, result.integers.share),
    )
    for i, (name, values, whole) in enumerate(fields):
        _steps(drawing, 60 + 310 * i, name, values, whole, PALETTE[i])
    return drawing


def _steps(drawing: Drawing, y: float, name: str, values: Floats, whole: Whole, colour: str) -> None:
    known = values[np.isfinite(values)]
    # Steps centred on whole percentages, so that these stand by themselves.
    counts, _ = np.histogram(known, bins=np.arange(-0.1, 100.2, 0.2))
    most = max(1.0, float(counts.max()))
    frame = Frame(drawing, 70, y, 800, 210, 0, 100, 0, most * 1.05)
    ticks = [(most * part, f"{most * part:,.0f}") for part in (0.0, 0.5, 1.0)]
    seen, mean = whole.observed.sum(), whole.expected.sum()
    title = f"stations by {name}, in steps of 0.2; whole percentages: {seen:,.0f}, by chance {mean:,.0f}"
    frame.axes(TENS, ticks, "percent", title)
    for i, count in enumerate(counts):
        if count:
            left, top = frame.at(max(0.0, i * 0.2 - 0.1), float(count))
            right, bottom = frame.at(min(100.0, i * 0.2 + 0.1), 0)
            drawing.box(left, top, right - left, bottom - top, colour)
