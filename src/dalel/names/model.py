"""The model that weighs the evidence: a sum of small decision trees, read from `model.json`.

The trees were grown by gradient boosting (Friedman 2001) on pairs of names (`bench/names.py train`), and are
evaluated here without the library that grew them. A raw sum of 0 and more says "same".
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dalel.names.features import FEATURES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = "model.json"
AT_ONCE = 512
"""Pairs weighed at once: enough to be fast, few enough to stay in the processor's memory."""


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files(__package__).joinpath(MODEL).read_text("utf-8"))
    if tuple(data["features"]) != FEATURES:
        raise ValueError(f"{MODEL} was trained on other features: python bench/names.py train")
    return data


@cache
def _trees() -> list[list[tuple[int, float, int, int, float]]]:
    return [list(zip(*(tree[part] for part in PARTS), strict=True)) for tree in _data()["trees"]]


PARTS = ("feature", "threshold", "left", "right", "value")
"""What each tree lists for its nodes; `feature` is -1 at a leaf."""


def chance(raw: float) -> float:
    """A raw sum as a score 0..1, 0.5 where it is 0."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, raw))))


def raw_score(values: Sequence[float]) -> float:
    """The sum of all trees for one pair's features."""
    total: float = _data()["start"]
    for tree in _trees():
        node = 0
        feature, threshold, left, right, value = tree[0]
        while feature >= 0:
            node = left if values[feature] <= threshold else right
            feature, threshold, left, right, value = tree[node]
        total += value
    return total


@cache
def _arrays() -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.int32], NDArray[np.float64], int]:
    """All trees in one: features, thresholds, children (left, right in turn) and values of every node."""
    import numpy as np

    features: list[int] = []
    thresholds: list[float] = []
    children: list[int] = []
    values: list[float] = []
    deepest = 0
    roots = []
    for tree in _trees():
        base = len(features)
        roots.append(base)
        depth = {0: 0}
        for at, (feature, threshold, left, right, value) in enumerate(tree):
            leaf = feature < 0
            features.append(0 if leaf else feature)
            thresholds.append(math.inf if leaf else threshold)
            children += [base + at, base + at] if leaf else [base + right, base + left]
            values.append(value)
            if not leaf:
                depth[left] = depth[right] = depth[at] + 1
        deepest = max(deepest, *depth.values())
    return (
        np.array(features, dtype=np.int32),
        np.array(thresholds),
        np.array([*children, *roots], dtype=np.int32),
        np.array(values),
        deepest,
    )


def raw_scores(rows: Sequence[Sequence[float]]) -> list[float]:
    """The same as `raw_score` for many pairs at once."""
    import numpy as np

    if not rows:
        return []
    features, thresholds, links, values, deepest = _arrays()
    trees = len(_trees())
    children, roots = links[:-trees], links[-trees:]
    found: list[float] = []
    for start in range(0, len(rows), AT_ONCE):
        table = np.array(rows[start : start + AT_ONCE], dtype=np.float64)
        count, width = table.shape
        flat = table.ravel()
        offsets = (np.arange(count, dtype=np.int32) * width)[:, None]
        nodes = np.broadcast_to(roots, (count, trees)).copy()
        for _ in range(deepest):
            lower = flat[offsets + features[nodes]] <= thresholds[nodes]
            nodes = children[2 * nodes + lower]
        leaves = values[nodes]
        # Summed tree by tree, as for one pair, so that the results are the same to the last bit.
        totals = np.full(count, _data()["start"])
        for tree in range(trees):
            totals += leaves[:, tree]
        found += totals.tolist()
    return found
