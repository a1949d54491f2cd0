"""Posts in a claim cut to what they are: "president | over his rival", "judge | in elections held"."""

from __future__ import annotations

from dalel.claims.fillers import Filler
from dalel.claims.frames import Frame
from dalel.claims.lexicon import words

HOLDING = frozenset({"office_held", "appointed", "elected", "dismissed", "resigned"})
"""Kinds with a post."""
ENDS = words("post_ends")
"""Words behind a post that begin something else."""
IN_TIMES = words("post_times")
"""What a post is not "in" or "at": elections, terms."""
BARE = words("bare_posts")
"""Words for a post that say nothing of it."""
NEAR = 5


def posts_cut(frame: Frame, roles: dict[str, list[Filler]]) -> dict[str, list[Filler]]:
    """The roles with the post cut where the words behind it tell of something else.

    Where nothing is told but that it was one ("removed from his post"), the post is left out if it may be.
    """
    if frame.kind not in HOLDING or not roles.get("office"):
        return roles
    posts = [f if f.resolved else _cut(f) for f in roles["office"]]
    bare = all(text.lower() in BARE for f in posts for text in f.texts)
    if bare and "office" not in frame.needs:
        return {role: fillers for role, fillers in roles.items() if role != "office"}
    return {**roles, "office": posts}


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
