"""What changed: computed from the numbers, their scale and its direction, never from what somebody says.

Two values are compared only on one scale, in one direction, across no break; two series only where told.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

from dalel.polity.ratings.model import Index, Reading, Series, Value

IMPROVED, DECLINED, UNCHANGED = "improved", "declined", "unchanged"
UNCLEAR, APART = "undetermined", "not comparable"


@dataclass(frozen=True)
class Change:
    """From one edition to a later one: `direction` is improved, declined, unchanged, undetermined (the
    sources or the field of countries leave it open) or not comparable; `why` says so in words."""

    before: Reading
    after: Reading
    direction: str
    why: str = ""


@dataclass(frozen=True)
class Mean:
    """The mean of an index's categories in one edition: None where one is `missing` or undetermined."""

    name: str
    edition: int
    value: Fraction | None
    of: int
    missing: tuple[str, ...] = ()

    def rounded(self, places: int) -> float | None:
        """Half up, to the places in which the index gives its values."""
        if self.value is None:
            return None
        scale: int = 10**places
        return int((2 * self.value * scale + 1) / 2) / scale


@dataclass(frozen=True)
class Checked:
    """What a source says of a change, and what the numbers give; `agrees` is None where they give nothing."""

    edition: int
    said: str
    computed: str
    agrees: bool | None
    source: str
    note: str = ""


def changes(series: Series) -> list[Change]:
    """The changes from each edition known to the next one known."""
    readings = series.readings()
    return [change(series, before, after) for before, after in pairwise(readings)]


def change(series: Series, before: Reading, after: Reading) -> Change:
    """What changed between two editions."""
    first, last = series.scale(before.edition), series.scale(after.edition)
    if series.kind == "score":
        if first is None or last is None:
            return Change(before, after, APART, "the scale of an edition is not known")
        if not first.same(last):
            note = last.note or f"the scale is {last.low} to {last.high}, {last.better} is better"
            return Change(before, after, APART, note)
    if broken := series.index.broken(series.category, before.edition, after.edition):
        return Change(before, after, APART, broken)
    better = "lower" if series.kind != "score" or last is None else last.better
    pairs = list(product(before.distinct(), after.distinct()))
    found = {_direction(series.kind, better, old, new) for old, new in pairs}
    if len(found) == 1:
        (direction,) = found
        why = ""
        if direction == UNCLEAR:
            (old, new), *_ = pairs
            why = f"the rank moved from {old.text} of {old.of} to {new.text} of {new.of}: the field changed"
        elif len(pairs) > 1:
            why = "whichever source is right"
        return Change(before, after, direction, why)
    return Change(before, after, UNCLEAR, "the sources differ")


def _direction(kind: str, better: str, old: Value, new: Value) -> str:
    if kind == "rank" and old.of and new.of:
        # A rank is better where fewer stand before and no fewer behind; one of both alone may be due to
        # countries that joined or left the list.
        ahead = new.number - old.number
        behind = (new.of - new.number) - (old.of - old.number)
        if ahead == 0 and behind == 0:
            return UNCHANGED
        if ahead <= 0 <= behind:
            return IMPROVED
        return DECLINED if behind <= 0 <= ahead else UNCLEAR
    if kind == "rank":
        return UNCLEAR
    if new.number == old.number:
        return UNCHANGED
    return IMPROVED if (new.number > old.number) == (better == "higher") else DECLINED


def check_said(series: Series) -> list[Checked]:
    """What sources say of changes, held against the numbers."""
    found = []
    known = {one.after.edition: one for one in changes(series)}
    for said in series.said:
        one = known.get(said.edition)
        computed = one.direction if one else "no edition before"
        agrees = computed == said.change if computed in (IMPROVED, DECLINED, UNCHANGED) else None
        found.append(Checked(said.edition, said.change, computed, agrees, said.source, said.note))
    return found


def mean_of(index: Index, country: str, edition: int) -> Mean | None:
    """The mean that the index's method defines for an edition, None where it defines none.

    Without a value for a category there is no mean: what is missing is not zero and not left out either.
    """
    rule = next((one for one in index.means if one.covers(edition)), None)
    if rule is None:
        return None
    numbers, missing = [], []
    for category in rule.of:
        series = index.find(country, category)
        reading = series.at(edition) if series else None
        if reading is None or reading.value is None:
            missing.append(category)
        else:
            numbers.append(reading.value.number)
    value = None if missing else sum(numbers, Fraction(0)) / len(numbers)
    return Mean(rule.name, edition, value, len(rule.of), tuple(missing))


def compare(one: Series, two: Series, edition: int, *, across: bool = False) -> Fraction | None:
    """How much better the first stands than the second in an edition; None where a value is missing.

    On one scale in its own units; on two scales, only where `across` asks for it, as the difference of the
    values between worst (0) and best (1). A ValueError says why two series cannot be compared.
    """
    first, second = one.at(edition), two.at(edition)
    if first is None or second is None or first.value is None or second.value is None:
        return None
    left, right = one.scale(edition), two.scale(edition)
    if left is None or right is None:
        raise ValueError(f"a scale of {edition} is not known")
    same = one.kind == two.kind and left.same(right)
    if not same and not across:
        raise ValueError(
            f"{one.index.name} and {two.index.name} differ in scale or direction: "
            "they are not compared unless told"
        )
    if across and not same:
        return left.goodness(first.value.number) - right.goodness(second.value.number)
    difference = first.value.number - second.value.number
    return difference if left.better == "higher" else -difference
