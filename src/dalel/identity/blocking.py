"""Which parts are worth comparing: those that share words enough, found by index and never by trying all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from dalel.identity.compared import generic
from dalel.identity.parts import Part, letters
from dalel.model import MentionKind

CROWD = 4000
"""Parts in one block beyond which its word tells nothing (an article, a word like "state")."""


def _blocks(part: Part) -> Iterator[tuple[str, ...]]:
    """The blocks of a part: a word in one country, or two words anywhere."""
    kind = part.kind.value
    whole = sorted({w for w in part.words if not w.endswith(".")})
    if part.kind is MentionKind.ORGANISATION:
        telling = [w for w in whole if w not in generic()] or whole
        for word in sorted({*telling, *part.spellings, letters(part.name)}):
            yield kind, part.setting, word
        if len(whole) > 1:
            for two in combinations(whole[:8], 2):
                if any(word not in generic() for word in two):
                    yield (kind, *two)
        elif whole and whole[0] not in generic():
            yield kind, "", "", whole[0]
        return
    for word in whole:
        yield kind, part.setting, word
    if not part.partial:
        for two in combinations(whole[:8], 2):
            yield (kind, "", *two)


def _compatible(left: Part, right: Part) -> bool:
    """Whether names that share a word can be one: people's with another shared, or equal first letters."""
    if left.kind is not MentionKind.PERSON:
        return _bodies(left, right)
    mine = [w for w in left.words if w not in right.words]
    theirs = [w for w in right.words if w not in left.words]
    if not mine or not theirs:
        return True
    return any(a[0] == b[0] or _sound(a) == _sound(b) for a in mine for b in theirs)


def _bodies(left: Part, right: Part) -> bool:
    """Whether two organisations share enough: half of the telling words, abroad all of them."""
    mine, theirs = _telling(left), _telling(right)
    shared = len(mine & theirs)
    if left.setting != right.setting:
        return bool(shared) and shared == max(len(mine), len(theirs))
    short = {letters(left.name), *left.spellings} & theirs or {letters(right.name), *right.spellings} & mine
    abbreviated = bool(short)
    return abbreviated or shared * 2 > min(len(mine), len(theirs))


def _telling(part: Part) -> set[str]:
    return {w for w in part.words if w not in generic()} or set(part.words)


def _sound(word: str) -> str:
    """First letters that spellings disagree about, as one."""
    first = word[0]
    for group in ("jyigdz", "ckqgsx", "ao", "eyi", "uwov", "kh", "pf", "bv"):
        if first in group:
            return group
    return first


def candidates(changed: Collection[int], parts: Mapping[int, Part]) -> Iterator[tuple[int, int]]:
    """Pairs of parts' numbers to compare, smaller first, each once, at least one of them changed."""
    by_block: dict[tuple[str, ...], list[int]] = defaultdict(list)
    mine: dict[int, list[tuple[str, ...]]] = {}
    for number in sorted(parts):
        blocks = list(dict.fromkeys(_blocks(parts[number])))
        if number in changed:
            mine[number] = blocks
        for block in blocks:
            by_block[block].append(number)
    for number in sorted(mine):
        seen: set[int] = set()
        for block in mine[number]:
            others = by_block[block]
            if len(others) > CROWD:
                continue
            seen.update(others)
        seen.discard(number)
        for other in sorted(seen):
            if other in changed and other < number:
                continue
            if _compatible(parts[number], parts[other]):
                yield (number, other) if number < other else (other, number)
