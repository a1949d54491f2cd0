"""Measures `dalel election forensics` on a made file of polling stations.

    python bench/forensics.py [STATIONS] [--keep FILE]

Timed are reading the file, all statistics and the JSON, in this process and on one core, and the whole
command in a process of its own, with the start of Python. Making the file is not timed.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from dalel.polity.results.forensics import examine
from dalel.polity.results.stations import read_stations


def make(path: Path, stations: int, seed: int = 1) -> None:
    """A file of stations of an election without adjustments: five contestants, turnout and shares vary."""
    random = np.random.default_rng(seed)
    registered = np.clip(random.lognormal(6.9, 0.7, stations), 50, 3000).astype(np.int64)
    given = random.binomial(registered, np.clip(random.normal(0.62, 0.12, stations), 0.05, 0.99))
    valid = random.binomial(given, 0.985)
    rates = random.dirichlet((24, 8, 4, 3, 1), stations)
    votes = np.array([random.multinomial(n, p) for n, p in zip(valid, rates, strict=True)])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["station", "region", "registered", "given", "valid", "A", "B", "C", "D", "E"])
        for i in range(stations):
            writer.writerow([i + 1, f"R{i % 80}", registered[i], given[i], valid[i], *votes[i]])


def main() -> None:
    """Print the seconds."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("stations", type=int, nargs="?", default=95_000)
    arguments.add_argument("--keep", type=Path)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "stations.csv"
        make(path, asked.stations)
        best: dict[str, float] = {}
        for _ in range(3):
            begin = time.perf_counter()
            stations = read_stations(path)
            read = time.perf_counter()
            text = json.dumps(examine(stations, str(path)).as_json())
            done = time.perf_counter()
            for name, seconds in (
                ("reading", read - begin),
                ("statistics", done - read),
                ("both", done - begin),
            ):
                best[name] = min(best.get(name, seconds), seconds)
        command = [
            sys.executable,
            "-c",
            "from dalel.cli import main; main()",
            *("election", "forensics", str(path), "--json"),
        ]
        begin = time.perf_counter()
        whole = subprocess.run(command, capture_output=True, check=False)
        if not whole.returncode:
            best["the command"] = time.perf_counter() - begin
    print(f"{asked.stations} stations, {len(text)} characters of JSON")
    for name, seconds in best.items():
        print(f"{name:12} {seconds:6.2f} s")


if __name__ == "__main__":
    main()
