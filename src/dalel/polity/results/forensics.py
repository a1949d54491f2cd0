"""Statistics of polling stations: what is unusual, under which null, and what speaks against reading it so.

Every result carries its question, null, assumption and criticism; none is a verdict on an election.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from dalel.polity.results.digits import DigitTest, last_digits, second_digits
from dalel.polity.results.extrapolation import Extrapolation, extrapolate
from dalel.polity.results.integers import Integers, integer_excess, peaks
from dalel.polity.results.stations import Floats, Stations, read_stations
from dalel.polity.results.statistics import holm

TEXTS: dict[str, dict[str, str]] = tomllib.loads(
    files(__package__).joinpath("forensics.toml").read_text("utf-8")
)
LEVEL = 0.01
"""A test is called significant where its p, corrected for the number of tests, is below this."""
SMALLEST = 100
"""Registered voters and valid ballots that a station needs for the test of whole percentages."""


@dataclass(frozen=True)
class Forensics:
    """All results of one file of stations."""

    file: str
    stations: Stations
    integers: Integers
    last: tuple[DigitTest, ...]
    second: tuple[DigitTest, ...]
    extrapolation: Extrapolation | None

    def corrected(self) -> list[tuple[str, float, float]]:
        """Every test with its p and its p corrected for their number."""
        tests = [(f"whole percentages: {one.quantity}", one.p) for one in self.integers.excesses]
        tests += [(f"last digits: {one.column}", one.p) for one in self.last]
        together = holm([p for _, p in tests])
        return [(name, p, q) for (name, p), q in zip(tests, together, strict=True)]

    def significant(self) -> list[str]:
        """The tests below the level after correction: what is unlikely under its null, no more."""
        return [name for name, _, corrected in self.corrected() if corrected < LEVEL]

    def as_json(self) -> dict[str, Any]:
        """As the command prints it."""
        stations = self.stations
        return {
            "file": self.file,
            "stations": stations.read,
            "used": stations.used,
            "excluded": stations.excluded,
            "leader": stations.leader,
            "share_of": stations.share_of,
            "registered": int(stations.registered.sum()),
            "given": int(stations.given.sum()),
            "valid": int(stations.valid.sum()),
            "votes": {name: int(votes.sum()) for name, votes in stations.votes.items()},
            "tests": [
                {"name": name, "p": p, "p_corrected": q, "significant": q < LEVEL}
                for name, p, q in self.corrected()
            ],
            "level": LEVEL,
            "results": [
                TEXTS["integers"] | {"name": "integers", **self._integers()},
                TEXTS["last_digits"] | {"name": "last_digits", "columns": list(map(_digits, self.last))},
                TEXTS["second_digits"]
                | {"name": "second_digits", "columns": list(map(_digits, self.second))},
                TEXTS["extrapolation"] | {"name": "extrapolation", "estimate": self._extrapolation()},
                TEXTS["fingerprint"] | {"name": "fingerprint", "correlation": correlation(stations)},
                TEXTS["distributions"]
                | {
                    "name": "distributions",
                    "turnout": distribution(stations.turnout),
                    "share": distribution(stations.share),
                },
            ],
            "notes": list(stations.notes),
        }

    def _integers(self) -> dict[str, Any]:
        found = self.integers
        return {
            "smallest": found.smallest,
            "excesses": [
                {
                    "quantity": one.quantity,
                    "stations": one.stations,
                    "observed": one.observed,
                    "expected": round(one.expected, 2),
                    "deviation": round(one.deviation, 2),
                    "excess": round(one.excess, 2),
                    "p": one.p,
                }
                for one in found.excesses
            ],
            "peaks": [
                {"quantity": name, "percentage": at, "observed": seen, "expected": round(mean, 2), "p": p}
                for name, whole in (("turnout", found.turnout), ("share", found.share))
                for at, seen, mean, p in peaks(whole)
            ],
        }

    def _extrapolation(self) -> dict[str, Any] | None:
        found = self.extrapolation
        if found is None:
            return None
        return {
            "reference_turnout_up_to": found.edge,
            "reference_stations": found.reference_stations,
            "ratio": round(found.ratio, 6),
            "votes_beyond": round(found.votes),
            "standard_error": round(found.error),
            "low": round(found.low),
            "high": round(found.high),
            "leader_votes": found.leader_votes,
            "share_reported": round(found.share_reported, 2),
            "share_without": round(found.share_without, 2),
            "turnout_reported": round(found.turnout_reported, 2),
            "turnout_without": round(found.turnout_without, 2),
        }


def forensics(
    path: Path,
    columns: Path | None = None,
    *,
    share_of: str = "valid",
    leader: str | None = None,
    smallest: int = SMALLEST,
) -> Forensics:
    """The statistics of a file of stations; a DalelError where a needed column is missing."""
    stations = read_stations(path, columns, share_of=share_of, leader=leader)
    return examine(stations, str(path), smallest)


def examine(stations: Stations, name: str = "", smallest: int = SMALLEST) -> Forensics:
    """The statistics of stations."""
    return Forensics(
        name,
        stations,
        integer_excess(stations, smallest),
        tuple(last_digits(stations)),
        tuple(second_digits(stations)),
        extrapolate(stations),
    )


def correlation(stations: Stations) -> float | None:
    """Pearson's correlation of turnout and leader's share over stations, weighted by registered voters."""
    share = stations.share
    known = np.isfinite(share)
    if known.sum() < 3:
        return None
    x, y, weight = stations.turnout[known], share[known], stations.registered[known].astype(np.float64)
    x = x - np.average(x, weights=weight)
    y = y - np.average(y, weights=weight)
    spread = float(np.sum(weight * x * x) * np.sum(weight * y * y))
    return round(float(np.sum(weight * x * y)) / spread**0.5, 4) if spread > 0 else None


def distribution(values: Floats) -> dict[str, Any]:
    """Stations by whole percent (rounded down; 100 by itself), with moments and quantiles."""
    known = values[np.isfinite(values)]
    if not len(known):
        return {"stations": 0}
    deviation = float(known.std())
    centred = (known - known.mean()) / deviation if deviation > 0 else np.zeros(len(known))
    return {
        "stations": len(known),
        "mean": round(float(known.mean()), 3),
        "deviation": round(deviation, 3),
        "skewness": round(float(np.mean(centred**3)), 3) if deviation > 0 else None,
        "kurtosis": round(float(np.mean(centred**4)), 3) if deviation > 0 else None,
        "quantiles": {
            str(q): round(float(value), 2)
            for q, value in zip((5, 25, 50, 75, 95), np.percentile(known, (5, 25, 50, 75, 95)), strict=True)
        },
        "by_percent": np.bincount(known.astype(np.int64), minlength=101).tolist(),
    }


def _digits(test: DigitTest) -> dict[str, Any]:
    return {
        "column": test.column,
        "counts": test.counts,
        "observed": list(test.observed),
        "expected": [round(one, 2) for one in test.expected],
        "chi_square": round(test.chi_square, 3),
        "degrees_of_freedom": 9,
        "p": test.p,
    }
