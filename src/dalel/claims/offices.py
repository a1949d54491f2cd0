"""Posts in a claim cut to what they are: "president | over his rival", "judge | in elections held"."""

from __future__ import annotations

from dalel.claims.fillers import Filler
from dalel.claims.lexicon import words

HOLDING = frozenset({"office_held", "appointed", "elected", "dismissed", "resigned"})
"""Kinds with a post."""
ENDS = words("post_ends")
"""Words behind a post that begin something else."""
IN_TIMES = words("post_times")
"""What a post is not "in" or "at": elections, terms."""
NEAR = 5


def posts_cut(kind: str, roles: dict[str, list[Filler]]) -> dict[str, list[Filler]]:
    """The roles with the post cut where the words behind it tell of something else."""
    if kind not in HOLDING or not roles.get("office"):
        return roles
    return {**roles, "office": [f if f.resolved else _cut(f) for f in roles["office"]]}


def _cut(office: Filler) -> Filler:
    doc = office.token.doc
    for i in range(max(office.token.i, office.start) + 1, office.end):
        lower = doc[i].lower_
        times = lower in ("in", "at") and any(
            t.lemma_.lower() in IN_TIMES for t in doc[i + 1 : min(office.end, i + NEAR)]
        )
        if lower in ENDS or times:
            return office.cut(i)
    return office
