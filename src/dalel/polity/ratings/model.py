"""What an indicator is: an index with its scales, and for each country and category a series of values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

KINDS = ("score", "rank", "class")
CHANGES = ("improved", "declined", "unchanged")


@dataclass(frozen=True)
class Scale:
    """The ends of a scale and which way is better, for the editions from `since` to `until`."""

    low: Fraction
    high: Fraction
    better: str
    since: int | None = None
    until: int | None = None
    source: str = ""
    note: str = ""

    def covers(self, edition: int) -> bool:
        """Whether the scale is that of an edition."""
        return (self.since is None or edition >= self.since) and (self.until is None or edition <= self.until)

    def same(self, other: Scale) -> bool:
        """Whether values on both can be compared."""
        return (self.low, self.high, self.better) == (other.low, other.high, other.better)

    def goodness(self, number: Fraction) -> Fraction:
        """A value between 0, the worst, and 1, the best."""
        part = (number - self.low) / (self.high - self.low)
        return part if self.better == "higher" else 1 - part


@dataclass(frozen=True)
class Value:
    """One value as a source prints it.

    `edition` names the release, `year` the year its data are of. A class is numbered from 1, the best.
    `of` is the number of countries ranked. `vintage` is the year of the source: a later one may restate an
    earlier edition. `derived` says that the source gives the value only through another ("remained at").
    """

    edition: int
    year: int
    number: Fraction
    text: str
    source: str
    of: int | None = None
    vintage: int | None = None
    derived: bool = False
    note: str = ""


@dataclass(frozen=True)
class Said:
    """What a source says of a change in an edition: "improved", "declined" or "unchanged"."""

    edition: int
    change: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Reading:
    """What is known for one edition: the value where the sources agree, else all of them."""

    edition: int
    year: int
    values: tuple[Value, ...]

    @property
    def undetermined(self) -> bool:
        """Whether the sources differ."""
        return len(self.distinct()) > 1

    def distinct(self) -> list[Value]:
        """One value for each that differs from the others, in the order of the file."""
        found: list[Value] = []
        for value in self.values:
            if not any(_alike(value, other) for other in found):
                found.append(value)
        # Of two sources that agree, one may also give the number of countries.
        return [max((v for v in self.values if _alike(v, one)), key=lambda v: v.of or 0) for one in found]

    @property
    def value(self) -> Value | None:
        """The value, None where the sources differ."""
        found = self.distinct()
        return found[0] if len(found) == 1 else None


def _alike(one: Value, two: Value) -> bool:
    return one.number == two.number and (one.of is None or two.of is None or one.of == two.of)


@dataclass(frozen=True)
class Break:
    """An edition whose values are not comparable with those before, for some categories (all if none)."""

    edition: int
    note: str
    source: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mean:
    """A mean of categories that an index's own method allows: same scale, same edition."""

    name: str
    of: tuple[str, ...]
    since: int | None = None
    until: int | None = None

    def covers(self, edition: int) -> bool:
        """Whether it is defined for an edition."""
        return (self.since is None or edition >= self.since) and (self.until is None or edition <= self.until)


@dataclass(frozen=True)
class Series:
    """One country's values in one category of an index."""

    index: Index
    country: str
    category: str
    kind: str
    values: tuple[Value, ...]
    said: tuple[Said, ...] = ()

    def editions(self) -> list[int]:
        """The editions for which there is a value. One that is missing is missing, and not zero."""
        return sorted({value.edition for value in self.values})

    def at(self, edition: int) -> Reading | None:
        """What is known for an edition."""
        found = tuple(value for value in self.values if value.edition == edition)
        return Reading(edition, found[0].year, found) if found else None

    def readings(self) -> list[Reading]:
        """What is known, edition by edition."""
        return [reading for edition in self.editions() if (reading := self.at(edition)) is not None]

    def scale(self, edition: int) -> Scale | None:
        """The scale of an edition: for ranks from 1 to the countries ranked, for classes their number."""
        if self.kind == "rank":
            reading = self.at(edition)
            last = max((v.of for v in reading.values if v.of), default=None) if reading else None
            return Scale(Fraction(1), Fraction(last), "lower") if last else None
        if self.kind == "class":
            return Scale(Fraction(1), Fraction(len(self.index.classes)), "lower")
        return next((scale for scale in self.index.scales if scale.covers(edition)), None)


@dataclass(frozen=True)
class Index:
    """An indicator: who publishes it, on which scales, with which breaks; `scales_said` are scales that a
    source states and the index does not have; `sources` gives their titles, `files` the file names of those
    that are documents of a collection."""

    id: str
    name: str
    publisher: str
    kind: str
    places: int
    scales: tuple[Scale, ...]
    scales_said: tuple[Scale, ...]
    breaks: tuple[Break, ...]
    means: tuple[Mean, ...]
    classes: tuple[str, ...]
    sources: Mapping[str, str]
    series: list[Series]
    files: Mapping[str, str]

    def find(self, country: str, category: str) -> Series | None:
        """The series of a country and category."""
        return next((s for s in self.series if (s.country, s.category) == (country, category)), None)

    def broken(self, category: str, before: int, after: int) -> str:
        """Why values of two editions are not comparable, "" where nothing says so."""
        for one in self.breaks:
            if before < one.edition <= after and (not one.categories or category in one.categories):
                return one.note
        return ""
