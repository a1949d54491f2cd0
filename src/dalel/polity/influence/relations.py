"""Who fills which seats at a settled time: the readings of an organ's fillings that sources allow.

A *reading* takes one of the values wherever sources differ, and one account where accounts describe the same
seats. Within a reading every seat has one way of being filled, so that seats can be counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from dalel.polity.as_of import FillingView, OrganView
from dalel.polity.files.values import Holds
from dalel.polity.resolve import Alternative, Answer

MOST_READINGS = 32

OTHERS = ("proposed_by", "recommended_by", "nominated_by", "confirmed_by", "consent_by")
"""Parameters that let others than those who fill a seat take part."""

CHOSEN = ("appointment", "selection", "nomination", "indirect_election", "equal_shares")
"""Methods in which someone chooses who sits."""


@dataclass(frozen=True, slots=True)
class Part:
    """One filling in one reading: how many seats, how, by whom, and with whom."""

    view: FillingView
    seats: int | None
    method: str
    by: tuple[str, ...]
    each: int | None = None

    def taking_part(self, key: str) -> tuple[str, ...]:
        """Who takes part in one of the ways of `OTHERS`."""
        return tuple(dict.fromkeys(who for value in self.view[key].values() for who in _ids(value)))

    def alone(self, actor: str) -> int | None:
        """The seats that actor fills with nobody else having a say; None where their number is unknown."""
        if actor not in self.by:
            return 0
        if any(set(self.taking_part(key)) - {actor} for key in OTHERS):
            return 0
        if self.method == "equal_shares":
            if self.each is not None:
                return self.each
            whole = self.seats is not None and self.seats % len(self.by) == 0
            return self.seats // len(self.by) if whole and self.seats is not None else None
        if self.by != (actor,) or self.method not in ("appointment", "selection"):
            return 0
        return self.seats


@dataclass(frozen=True, slots=True)
class Reading:
    """An organ in one reading; `label` names the sources it follows where others differ."""

    organ: OrganView
    size: int | None
    parts: tuple[Part, ...]
    label: str = ""
    certain: bool = True


def readings(organ: OrganView) -> list[Reading]:
    """Every reading of an organ at a settled time, the sources' order kept; at most `MOST_READINGS`."""
    found: list[Reading] = []
    for size in organ.size.alternatives or (None,):
        for account in organ.accounts or ("",):
            views = [one for one in organ.fillings if one.filling.account in ("", account)]
            choices = [list(_parts(one, _number(size), len(views) == 1)) for one in views]
            for choice in product(*choices):
                labels = [label for _, label in choice if label]
                labels += [account] if account else []
                labels += [_source(size)] if size is not None and len(organ.size.alternatives) > 1 else []
                sure = (size is None or size.holds is Holds.CERTAIN) and organ.holds is Holds.CERTAIN
                sure = sure and all(part.view.holds is Holds.CERTAIN for part, _ in choice)
                sure = sure and all(not part.view["seats"].undetermined for part, _ in choice)
                parts = tuple(part for part, _ in choice)
                label = "; ".join(dict.fromkeys(labels))
                found.append(Reading(organ, _number(size), parts, label, sure))
                if len(found) == MOST_READINGS:
                    return found
    return found


def _parts(view: FillingView, size: int | None, only: bool) -> Iterator[tuple[Part, str]]:
    ways = list(_ways(view))
    numbers = list(_seats(view["seats"], size, only))
    for (method, by, said), (seats, counted) in product(ways, numbers):
        each = view["each"].value
        part = Part(view, seats, method, by, each if isinstance(each, int) else None)
        yield part, "; ".join(dict.fromkeys(label for label in (said, counted) if label))


def _ways(view: FillingView) -> Iterator[tuple[str, tuple[str, ...], str]]:
    methods: tuple[Alternative | None, ...] = view["method"].alternatives or (None,)
    actors: tuple[Alternative | None, ...] = view["by"].alternatives or (None,)
    pairs = list(product(methods, actors))
    if len(methods) == len(actors) > 1:
        # A source that gives a method gives those who use it too.
        pairs = [(m, a) for m, a in pairs if m and a and set(m.sources) & set(a.sources)] or pairs
    ways: dict[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...], str]] = {}
    for method, actor in pairs:
        word, who = str(method.value or "") if method else "", _ids(actor.value) if actor else ()
        told = [one for one, all_of in ((method, methods), (actor, actors)) if one and len(all_of) > 1]
        label = "; ".join(dict.fromkeys(_source(one) for one in told))
        # Sources that only use different words for a choice by the same people do not differ.
        ways.setdefault(("chosen" if word in CHOSEN[:4] else word, who), (word, who, label))
    for word, who, label in ways.values():
        yield word, who, label if len(ways) > 1 else ""


def _seats(answer: Answer, size: int | None, only: bool) -> Iterator[tuple[int | None, str]]:
    known = [one for one in answer.alternatives if one.value is not None]
    if not known:
        yield (size if only and not answer.unknown else None), ""
        return
    for one in known:
        label = _source(one) if len(known) > 1 else ""
        if isinstance(one.value, Fraction):
            share = one.value * size if size is not None else None
            yield (int(share) if share is not None and share.denominator == 1 else None), label
        else:
            yield (one.value if isinstance(one.value, int) else None), label


def _number(size: Alternative | None) -> int | None:
    return size.value if size is not None and isinstance(size.value, int) else None


def _ids(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def _source(one: Alternative) -> str:
    return "; ".join(map(str, one.sources))
