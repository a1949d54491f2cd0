"""From pairs to entities: agglomeration from the surest pair down, under constraints that nothing overrides.

Deterministic: the outcome depends on the parts, pairs and judgements, never on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from dalel.identity.compared import weights
from dalel.identity.parts import Part

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is decided of pairs of parts' keys: people said that these are one, that those are two.

    `renamed` are pairs that a document calls one under two names, so that its naming both says nothing.
    """

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    renamed: frozenset[Pair] = frozenset()


def pair(left: str, right: str) -> Pair:
    """Two keys in one order."""
    return (left, right) if left < right else (right, left)


class _Groups:
    """Disjoint sets of keys, with those that must not meet."""

    def __init__(self, parts: Mapping[str, Part], judged: Judged) -> None:
        self.of = {key: key for key in parts}
        self.members = {key: {key} for key in parts}
        self.documents: dict[str, set[int]] = {key: set(part.documents) for key, part in parts.items()}
        self.foes: dict[str, set[str]] = {key: set() for key in parts}
        for left, right in judged.different:
            if left in parts and right in parts:
                self.foes[left].add(right)
                self.foes[right].add(left)
        self.renamed = judged.renamed

    def may_join(self, left: str, right: str) -> bool:
        """Whether neither a person nor a document keeps the two groups of these keys apart."""
        one, two = self.of[left], self.of[right]
        if any(self.of[foe] == two for key in self.members[one] for foe in self.foes[key]):
            return False
        return pair(left, right) in self.renamed or not self.documents[one] & self.documents[two]

    def judged_apart(self, left: str, right: str) -> bool:
        """Whether a person said that someone of the one group is not someone of the other."""
        two = self.of[right]
        return any(self.of[foe] == two for key in self.members[self.of[left]] for foe in self.foes[key])

    def join(self, left: str, right: str) -> None:
        """Make one group of two; it goes by the smallest of its keys."""
        one, two = sorted((self.of[left], self.of[right]))
        if one == two:
            return
        for key in self.members[two]:
            self.of[key] = one
        self.members[one] |= self.members.pop(two)
        self.documents[one] |= self.documents.pop(two)


def cluster(parts: Mapping[str, Part], odds: Mapping[Pair, float], judged: Judged) -> dict[str, str]:
    """The entity of each part: the smallest key among those that are one with it.

    Judgements come first. Then full names join from the surest pair down; then names that could be
    several people's (a bare surname, initials) join the one that leads all others by a margin, or
    nobody. `odds` are log-odds by pairs of keys.
    """
    limits = weights()["limits"]
    merge, margin = float(limits["merge"]), float(limits["margin"])
    groups = _Groups(parts, judged)
    for left, right in sorted(judged.same):
        if left in parts and right in parts and not groups.judged_apart(left, right):
            groups.join(left, right)
    fit = {*odds, *judged.same}
    ranked = sorted(odds.items(), key=lambda item: (-item[1], item[0]))
    for (left, right), value in ranked:
        if value < merge:
            break
        if parts[left].partial or parts[right].partial or groups.of[left] == groups.of[right]:
            continue
        if groups.may_join(left, right) and _agree(groups, left, right, fit, parts):
            groups.join(left, right)
    _join_partial(parts, ranked, groups, merge, margin)
    return groups.of


def _agree(groups: _Groups, left: str, right: str, fit: Set[Pair], parts: Mapping[str, Part]) -> bool:
    """Whether most pairs across two groups may be one, not only the surest: no chain joins strangers."""
    one = [key for key in groups.members[groups.of[left]] if not parts[key].partial]
    two = [key for key in groups.members[groups.of[right]] if not parts[key].partial]
    fitting = sum(pair(a, b) in fit for a in one for b in two)
    return fitting * 2 > len(one) * len(two)


def _join_partial(
    parts: Mapping[str, Part],
    ranked: Sequence[tuple[Pair, float]],
    groups: _Groups,
    merge: float,
    margin: float,
) -> None:
    """Join each partial name to the full names' entity that leads; those left, to each other."""
    beside: dict[str, dict[str, float]] = {}
    for (left, right), value in ranked:
        for one, other in ((left, right), (right, left)):
            if parts[one].partial and not parts[other].partial:
                beside.setdefault(one, {})[other] = value
    chosen: list[tuple[str, str]] = []
    for one in sorted(beside):
        by_group: dict[str, tuple[float, str]] = {}
        for other, value in sorted(beside[one].items()):
            group = groups.of[other]
            by_group[group] = max(by_group.get(group, (value, other)), (value, other))
        best, *rest = sorted(by_group.values(), key=lambda item: (-item[0], item[1]))
        leads = not rest or best[0] - rest[0][0] >= margin
        if best[0] >= merge and leads and groups.may_join(one, best[1]):
            chosen.append((one, best[1]))
    for one, other in chosen:
        if groups.may_join(one, other):
            groups.join(one, other)
    claimed = set(beside)
    for (left, right), value in ranked:
        if value < merge:
            break
        free = parts[left].partial and parts[right].partial and not {left, right} & claimed
        if free and groups.of[left] != groups.of[right] and groups.may_join(left, right):
            groups.join(left, right)


def components(keys: Iterable[str], edges: Iterable[Pair]) -> list[Set[str]]:
    """Sets of keys that pairs connect, each sorted by its smallest key."""
    near: dict[str, set[str]] = {key: set() for key in keys}
    for left, right in edges:
        if left in near and right in near:
            near[left].add(right)
            near[right].add(left)
    seen: set[str] = set()
    found: list[Set[str]] = []
    for key in sorted(near):
        if key in seen:
            continue
        todo, group = [key], set()
        while todo:
            one = todo.pop()
            if one not in group:
                group.add(one)
                todo.extend(near[one] - group)
        seen |= group
        found.append(group)
    return found
