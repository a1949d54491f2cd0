"""Names: spelled and heard in any script, taken apart, compared, and brought together; word lists as data.

`analyse(name)` takes a person's name apart, `compare(left, right, kind)` says whether two names can be of one
bearer and why, `scores(pairs)` does so for many, `cluster(mentions)` brings many names together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dalel.names.analysis import Name, analyse
    from dalel.names.clustering import Mention, cluster
    from dalel.names.comparison import Comparison, Verdict, compare, scores, verdict

_HOMES = {
    "Comparison": "comparison",
    "Mention": "clustering",
    "Name": "analysis",
    "Verdict": "comparison",
    "analyse": "analysis",
    "cluster": "clustering",
    "compare": "comparison",
    "scores": "comparison",
    "verdict": "comparison",
}

__all__ = ["Comparison", "Mention", "Name", "Verdict", "analyse", "cluster", "compare", "scores", "verdict"]


def __getattr__(name: str) -> Any:
    """What the package offers, loaded when it is first asked for: folding alone needs none of it."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"dalel.names.{_HOMES[name]}"), name)
