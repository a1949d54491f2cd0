"""Two parts compared: what speaks for and against their being one, in words and numbers."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz

from dalel.identity.features import flat, words
from dalel.identity.parts import Part
from dalel.model import MentionKind
from dalel.names import Comparison, compare
from dalel.names.fold import WORD, fold, key

CLASSES = (3, 12, 48)
"""Upper ends of the classes of how many full names have a word."""
SHOWN = 3


@cache
def weights() -> dict[str, Any]:
    """The weights and sentences of `evidence.toml`."""
    return tomllib.loads(files(__package__).joinpath("evidence.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for (positive) or against (negative), in log-odds."""

    text: str
    weight: float

    def as_json(self) -> list[Any]:
        """The form that a base keeps."""
        return [self.text, round(self.weight, 2)]


def reason(property_: str, weight: float | None = None, text: str = "text", /, **told: object) -> Reason:
    """A property of `evidence.toml` that holds of two; its own weight and sentence where none are given."""
    entry = weights()[property_]
    return Reason(entry[text].format(**told), entry["weight"] if weight is None else weight)


@lru_cache(maxsize=1 << 18)
def _names(left: str, right: str, kind: MentionKind) -> Comparison:
    return compare(left, right, kind.value)


def rarity(count: int) -> int:
    """The class of a word that `count` full names have: 0 is rare, 3 is everybody's."""
    return sum(count > top for top in CLASSES)


@cache
def generic() -> frozenset[str]:
    """Words that organisations of every country have in their names."""
    return frozenset(words()["generic"]["words"].split())


def logit(score: float) -> float:
    """A score of names as log-odds, of which names alone never say more than the limit."""
    most = float(weights()["limits"]["name"])
    score = min(max(score, 1e-6), 1 - 1e-6)
    return max(-2 * most, min(most, math.log(score / (1 - score))))


def reasons(left: Part, right: Part, counts: Mapping[str, int]) -> list[Reason]:
    """Everything that speaks for or against, the names first. `counts` has the full names a word stands in.

    The order of the two makes no difference.
    """
    if (right.name, right.key) < (left.name, left.key):
        left, right = right, left
    table = weights()
    found = [_name_reason(left, right)]
    if found[0].weight <= float(table["limits"]["hopeless"]):
        return found

    def add(*named: Any, **told: object) -> None:
        found.append(reason(*named, **told))

    people = left.kind is MentionKind.PERSON
    alike = left.setting == right.setting
    if left.setting and right.setting:
        if alike:
            add("same_setting", what=left.setting)
        elif people or all(w in generic() for w in (*left.words, *right.words)):
            add("other_setting", left=left.setting, right=right.setting)
    if people:
        _words(left, right, add)
        _rarity(left, right, counts, add)
        _people(left, right, add)
    elif not alike and all(word in generic() for word in left.words):
        add("generic", what=left.name)
    if is_renaming(left, right):
        add("renamed", what=f"{left.name}, {right.name}")
    _years(left, right, add)
    if left.documents.keys() & right.documents.keys() and not is_renaming(left, right):
        add("apart")
    return found


def is_renaming(left: Part, right: Part) -> bool:
    """Whether a document says that the one was renamed the other: they are one, though it names both."""
    return flat(right.name) in left.features.renamed or flat(left.name) in right.features.renamed


def _name_reason(left: Part, right: Part) -> Reason:
    compared = _names(left.name, right.name, left.kind)
    why = "; ".join(compared.why)
    told = f"{left.name!r} and {right.name!r} as names: {compared.score:.2f}"
    return Reason(f"{told} ({why})" if why else told, logit(compared.score))


def _words(left: Part, right: Part, add: Any) -> None:
    """What the words of two names say beyond their likeness as a whole.

    The comparison of names knows pairs of which half are one; among all pairs of a country far fewer are.
    """
    if left.partial != right.partial:
        bare, full = (left, right) if left.partial else (right, left)
        whole = [w for w in bare.words if not w.endswith(".")]
        if whole and whole[0] in full.words[:-1] and len(bare.words) == 1:
            add("given", what=bare.name)
        return
    mine = [plain for plain, word in _whole(left) if word not in right.words]
    theirs = [plain for plain, word in _whole(right) if word not in left.words]
    if not mine or not theirs:
        return
    # Of each side's unmatched words the fewer have to find a counterpart.
    fewer, more = sorted((mine, theirs), key=len)
    alike, one, other = min(max((fuzz.ratio(a, b), a, b) for b in more) for a in fewer)
    for below, weight in zip(weights()["unlike"]["below"], weights()["unlike"]["weights"], strict=True):
        if alike < below:
            add("unlike", weight, left=one, right=other)
            return


def _whole(part: Part) -> list[tuple[str, str]]:
    """The whole words of a name, folded, each with its key."""
    plain = [fold(w) for w in WORD.findall(part.name) if len(w) > 1]
    return [(text, word) for text in plain if (word := key(text)) in part.words]


def _rarity(left: Part, right: Part, counts: Mapping[str, int], add: Any) -> None:
    shared = [w for w in left.words if w in right.words and not w.endswith(".")]
    if not shared:
        return
    rarest = min(shared, key=lambda w: (counts.get(w, 0), w))
    count = counts.get(rarest, 0)
    # Spellings of one person count as several names, so a class is wide.
    table = weights()["rare"]
    steps = table["bare_weights"] if left.partial != right.partial else table["weights"]
    add("rare", steps[rarity(count)], count=count, word=rarest)


def _people(left: Part, right: Part, add: Any) -> None:
    one, two = left.features, right.features
    if one.gender and two.gender and not one.gender & two.gender:
        add("gender")
    if one.births and two.births and not one.births & two.births:
        add("birth", left=", ".join(sorted(one.births)), right=", ".join(sorted(two.births)))
    if offices := _common(one.offices, two.offices):
        add("same_office", what=offices[0])
    if organisations := _common(one.organisations, two.organisations):
        add("same_organisation", what=organisations[0])
    if kin := sorted(one.kin & two.kin):
        add("same_kin", what=", ".join(kin[:SHOWN]))
    own = {left.text, right.text}
    company = sorted(left.company[w] for w in left.company.keys() & right.company.keys() - own)
    if company:
        steps = weights()["same_company"]["weights"]
        add("same_company", steps[min(len(company), len(steps)) - 1], what=", ".join(company[:SHOWN]))


def _common(left: set[str], right: set[str]) -> list[str]:
    return sorted(left & right, key=lambda t: (-len(t), t))


def _years(left: Part, right: Part, add: Any) -> None:
    mine = sorted({y for y in left.documents.values() if y})
    theirs = sorted({y for y in right.documents.values() if y})
    if not mine or not theirs:
        return
    gap = min(abs(a - b) for a in mine for b in theirs)
    table = weights()["years"]
    if gap <= table["near"]:
        add("years", table["near_weight"], "near_text", count=max(gap, 1))
    elif gap >= table["far"]:
        add("years", table["far_weight"], "far_text", count=gap)
