"""Many names brought together: which mentions name one bearer.

Names that share a key are compared; the surest pairs are joined first, and a group takes in another only
where their members agree on the whole (average linkage): one doubtful pair does not pull two people together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dalel.names.analysis import Name, analyse
from dalel.names.comparison import SAME, scores

LARGEST_BLOCK = 300
"""A key that more names than this share says too little to compare them all for."""
WINDOW = 12


class Mention(NamedTuple):
    """A name to be brought together with others: of one kind and, where known, of one country."""

    name: str
    kind: str = "person"
    country: str = ""


def cluster(mentions: Iterable[Mention], threshold: float = SAME) -> list[int]:
    """For each mention the number of its bearer, counted from 0 in the order of first mention.

    Mentions of different kinds or countries are not brought together. Equal names of one kind and
    country are one bearer: names alone cannot tell namesakes apart. The order of the mentions
    changes the numbers only.
    """
    given = list(mentions)
    distinct = sorted(set(given))
    number = {one: at for at, one in enumerate(distinct)}
    names = [analyse(one.name) for one in distinct]
    pairs = sorted(_candidates(distinct, names))
    found = scores((names[a], names[b], distinct[a].kind) for a, b in pairs)
    groups = _join(len(distinct), dict(zip(pairs, found, strict=True)), threshold)
    order: dict[int, int] = {}
    return [order.setdefault(groups[number[one]], len(order)) for one in given]


def _candidates(mentions: Sequence[Mention], names: Sequence[Name]) -> set[tuple[int, int]]:
    """Pairs worth comparing: of one kind and country, with a key in common."""
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, (mention, name) in enumerate(zip(mentions, names, strict=True)):
        for key in name.keys:
            blocks[mention.kind, mention.country, key].append(at)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= LARGEST_BLOCK:
            found.update((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
        else:
            found.update((a, b) for i, a in enumerate(members) for b in members[i + 1 : i + 1 + WINDOW])
    return found


def _join(count: int, found: dict[tuple[int, int], float], threshold: float) -> list[int]:
    """The group of each of `count` names, named by its first member: surest pairs first, average linkage."""
    group = list(range(count))
    members: dict[int, list[int]] = {at: [at] for at in range(count)}
    for (a, b), score in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if score < threshold:
            break
        x, y = sorted((group[a], group[b]))
        if x == y:
            continue
        across = [found.get((min(p, q), max(p, q)), 0.0) for p in members[x] for q in members[y]]
        if sum(across) / len(across) >= threshold:
            members[x] += members.pop(y)
            for at in members[x]:
                group[at] = x
    return group
