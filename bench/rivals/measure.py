"""What others make of the pairs of bench/names.py: nomenklatura's logic-v2, Splink, rapidfuzz.

    python bench/rivals/measure.py [RIVAL ...]

Prints for each the best F1 of a group with a threshold of its own, F1 of the groups with the one
threshold that suits all pairs best, and pairs a second of one core without start-up. Runs in an environment
of its own: requirements.txt beside this file says how. All thresholds are chosen on the very pairs they are
measured on, in the rivals' favour.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAIRS = Path(os.environ.get("DALEL_SHARED", ROOT.parent / "shared")) / "eval" / "names" / "pairs.jsonl"
GROUPS = ("latin", "script", "initials", "all")
Rows = list[dict[str, Any]]


def logic_v2(rows: Rows) -> tuple[list[float], float]:
    """nomenklatura's matcher for persons, each name an entity with nothing else."""
    from followthemoney import model
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm("logic-v2")
    settings = algorithm.default_config()

    def entity(number: str, name: str) -> Any:
        return model.get_proxy({"id": number, "schema": "Person", "properties": {"name": [name]}})

    algorithm.compare(entity("a", "Warm Up"), entity("b", "Up Warm"), settings)
    began = time.process_time()
    scores = [
        algorithm.compare(entity(f"a{at}", row["left"]), entity(f"b{at}", row["right"]), settings).score
        for at, row in enumerate(rows)
    ]
    return scores, len(rows) / (time.process_time() - began)


def rapidfuzz(rows: Rows) -> tuple[list[float], float]:
    """Sorted words of romanised names."""
    from anyascii import anyascii
    from rapidfuzz.fuzz import token_sort_ratio

    anyascii("тест")
    began = time.process_time()
    scores = [token_sort_ratio(anyascii(r["left"]).lower(), anyascii(r["right"]).lower()) / 100 for r in rows]
    return scores, len(rows) / (time.process_time() - began)


def splink(rows: Rows) -> tuple[list[float], float]:
    """Splink with levels of Jaro-Winkler and of shared words on romanised names, trained on these names."""
    import pandas as pd
    import splink.comparison_library as cl
    from anyascii import anyascii
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    def table(side: str) -> Any:
        names = [anyascii(row[side]).lower().replace(",", " ").replace(".", " ").split() for row in rows]
        return pd.DataFrame(
            {
                "unique_id": [f"{side}{at}" for at in range(len(rows))],
                "pair": [str(at) for at in range(len(rows))],
                "name": [" ".join(sorted(words)) for words in names],
                "words": [sorted(words) for words in names],
                "first": [words[0] if words else "" for words in names],
                "last": [words[-1] if words else "" for words in names],
                "country": [row["country"] for row in rows],
            }
        )

    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.9, 0.8, 0.7]),
            cl.ArrayIntersectAtSizes("words", [3, 2, 1]),
            cl.ForenameSurnameComparison("first", "last"),
        ],
        blocking_rules_to_generate_predictions=[block_on("pair")],
    )
    began = time.process_time()
    database = DuckDBAPI()
    tables = [database.register(table(side)) for side in ("left", "right")]
    linker = Linker(tables, settings)
    linker.training.estimate_probability_two_random_records_match([block_on("name", "country")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("pair"))
    found = linker.inference.predict().as_pandas_dataframe()
    scores = [0.0] * len(rows)
    for at, score in zip(found["unique_id_l"], found["match_probability"], strict=True):
        scores[int("".join(c for c in at if c.isdigit()))] = float(score)
    return scores, len(rows) / (time.process_time() - began)


RIVALS: dict[str, tuple[str, Callable[[Rows], tuple[list[float], float]]]] = {
    "logic-v2": ("nomenklatura", logic_v2),
    "splink": ("splink", splink),
    "rapidfuzz": ("rapidfuzz", rapidfuzz),
}


def f1(rows: Rows, scores: list[float], group: str, threshold: float) -> float:
    """F1 of the pairs of one group from a threshold on."""
    hit = found = gold = 0
    for row, score in zip(rows, scores, strict=True):
        if group in ("all", row["group"]):
            hit += row["same"] and score >= threshold
            found += score >= threshold
            gold += row["same"]
    return 2 * hit / max(1, found + gold)


def main(names: list[str]) -> None:
    """Measure the rivals named, or all."""
    if not PAIRS.exists():
        sys.exit(f"{PAIRS} is not there: set DALEL_SHARED")
    rows = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    for name in names or RIVALS:
        package, run = RIVALS[name]
        scores, speed = run(rows)
        steps = sorted({round(score, 2) for score in scores})
        one = max(steps, key=lambda step: f1(rows, scores, "all", step))
        print(f"{name} ({package} {version(package)}), {speed:,.0f} pairs a second")
        for group in GROUPS:
            own = max(f1(rows, scores, group, step) for step in steps)
            shared = f1(rows, scores, group, one)
            print(f"  {group:9} F1 {own:.3f} with its own threshold, {shared:.3f} with one")


if __name__ == "__main__":
    main(sys.argv[1:])
