"""Names: how well and how fast they are compared and brought together.

    python bench/names.py            F1 a group with countries left out in turn; clusters; speed
    python bench/names.py train      the model of src/dalel/names/model.json anew (the same on every run)

Both need scikit-learn (in the development packages) and read `eval/names/` in the folder DALEL_SHARED,
otherwise in ../shared. Speed counts analysis and comparison of names never seen before, on one core,
without start-up; the rivals are in bench/rivals.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dalel.names.analysis import analyse
from dalel.names.clustering import Mention, cluster
from dalel.names.comparison import SAME, scores
from dalel.names.features import FEATURES, evidence, values

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("DALEL_SHARED", ROOT.parent / "shared")) / "eval" / "names"
MODEL = ROOT / "src" / "dalel" / "names" / "model.json"
FOLDS = 11
TREES: dict[str, Any] = {
    "n_estimators": 140,
    "max_depth": 4,
    "learning_rate": 0.1,
    "subsample": 0.6,
    "max_features": 0.3,
    "min_samples_leaf": 8,
    "random_state": 1,
}
Rows = list[dict[str, Any]]
GROUPS = ("latin", "script", "initials")


def read(name: str) -> Rows:
    """The rows of a file of the shared folder."""
    path = SHARED / name
    if not path.exists():
        sys.exit(f"{path} is not there: set DALEL_SHARED")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def features(rows: Rows) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The evidence of all pairs, and whether they are the same."""
    table = [values(evidence(analyse(row["left"]), analyse(row["right"]))) for row in rows]
    return np.array(table), np.array([bool(row["same"]) for row in rows])


def grow(table: NDArray[np.float64], same: NDArray[np.bool_]) -> Any:
    """A model of pairs."""
    from sklearn.ensemble import GradientBoostingClassifier

    return GradientBoostingClassifier(**TREES).fit(table, same)


def left_out(rows: Rows, table: NDArray[np.float64], same: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The raw score of each pair by a model that saw no pair of its country."""
    countries = np.array([row["country"] for row in rows])
    names = sorted(set(countries.tolist()))
    raw = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = np.isin(countries, names[fold::FOLDS])
        raw[out] = grow(table[~out], same[~out]).decision_function(table[out])
    return raw


def figures(found: NDArray[np.bool_], same: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    hit = int((found & same).sum())
    precision, recall = hit / max(1, int(found.sum())), hit / max(1, int(same.sum()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def table_of(found: NDArray[np.bool_], rows: Rows, same: NDArray[np.bool_]) -> None:
    """Print the figures of each group."""
    groups = np.array([row["group"] for row in rows])
    for group in GROUPS:
        which = groups == group
        print(
            "{:9} precision {:.3f} recall {:.3f} F1 {:.3f}".format(group, *figures(found[which], same[which]))
        )
    print("{:9} precision {:.3f} recall {:.3f} F1 {:.3f}".format("all", *figures(found, same)))


def train() -> None:
    """Grow the model on all pairs and write it."""
    rows = read("pairs.jsonl")
    table, same = features(rows)
    model = grow(table, same)
    trees = []
    for (one,) in model.estimators_:
        tree = one.tree_
        leaf = tree.children_left < 0
        trees.append(
            {
                "feature": [-1 if end else int(f) for f, end in zip(tree.feature, leaf, strict=True)],
                "threshold": [0 if end else rounded(t) for t, end in zip(tree.threshold, leaf, strict=True)],
                "left": [max(0, int(n)) for n in tree.children_left],
                "right": [max(0, int(n)) for n in tree.children_right],
                "value": [
                    round(TREES["learning_rate"] * float(v), 5) if end else 0
                    for v, end in zip(tree.value[:, 0, 0], leaf, strict=True)
                ],
            }
        )
    share = float(same.mean())
    data = {
        "trained_on": {
            "pairs": len(rows),
            "sha256": hashlib.sha256((SHARED / "pairs.jsonl").read_bytes()).hexdigest(),
        },
        "method": {"gradient boosting": TREES},
        "start": round(math.log(share / (1 - share)), 6),
        "features": list(FEATURES),
    }
    lines = ",\n".join("  " + json.dumps(tree, separators=(",", ":")) for tree in trees)
    text = json.dumps(data, indent=1).removesuffix("\n}") + f',\n "trees": [\n{lines}\n ]\n}}\n'
    MODEL.write_text(text, encoding="utf-8", newline="\n")
    print(f"{MODEL.relative_to(ROOT)}: {len(trees)} trees, {len(text) // 1000} kB")


def rounded(threshold: float) -> float:
    """A threshold as it is written; far from the values that features take."""
    return round(float(threshold), 5)


def b_cubed(gold: list[str], made: list[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 over mentions: Bagga and Baldwin 1998."""
    from collections import Counter

    true, found, both = Counter(gold), Counter(made), Counter(zip(gold, made, strict=True))
    keys = list(zip(gold, made, strict=True))
    precision = sum(both[key] / found[key[1]] for key in keys) / len(keys)
    recall = sum(both[key] / true[key[0]] for key in keys) / len(keys)
    return precision, recall, 2 * precision * recall / (precision + recall)


def speed(rows: Rows) -> float:
    """Pairs a second of one core: every name is new, all analysis counts, loading of tables does not."""
    from dalel.names.words import word

    scores([("Warm Upov", "Уорм Апов", "person"), ("Ουμπ Warm", "سعد Warm", "person")])
    best = 0.0
    for _ in range(3):
        word.cache_clear()
        began = time.process_time()
        scores((row["left"], row["right"], row["kind"]) for row in rows)
        best = max(best, len(rows) / (time.process_time() - began))
    return best


def report() -> None:
    """Print all figures."""
    rows = read("pairs.jsonl")
    table, same = features(rows)
    raw = left_out(rows, table, same)
    print("pairs, each country by a model that did not see it, one threshold (0.5):")
    table_of(raw >= 0, rows, same)
    print("pairs, by the model as it is (it has seen them):")
    found = scores((row["left"], row["right"], row["kind"]) for row in rows)
    table_of(np.array(found) >= SAME, rows, same)
    mentions = read("mentions.jsonl")
    made = cluster(Mention(row["name"], row["kind"], row["country"]) for row in mentions)
    print(
        "clusters: B-cubed precision {:.3f} recall {:.3f} F1 {:.3f}".format(
            *b_cubed([row["entity"] for row in mentions], made)
        )
    )
    print(f"speed: {speed(rows):,.0f} pairs a second")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=["report", "train"], default="report")
    train() if parser.parse_args().what == "train" else report()
