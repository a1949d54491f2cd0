"""`control --over-time`: what an actor had of each organ before and after every act that changed some."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dalel.polity.counting.recorded import days
from dalel.polity.files.model import Act, Polity
from dalel.polity.influence.control import ControlAnswer, OrganControl, control


@dataclass(frozen=True, slots=True)
class Change:
    """An act, and an actor's share of the organs that differ before and after it."""

    act: Act
    before: date
    after: date
    organs: tuple[tuple[OrganControl | None, OrganControl | None], ...]


def control_over_time(polity: Polity, actor: str, organs: Iterable[str] = ()) -> tuple[Change, ...]:
    """For every act that changed something: what the actor had of each organ before and after it.

    Acts dated to a month or a year are seen from the nearest days on which they are surely behind or ahead.
    """
    wanted = set(organs)
    changes = set(polity.change_days())
    found = []
    for act in polity.acts.values():
        for first, last in _days(act):
            if not any(first <= day <= last + timedelta(days=1) for day in changes):
                continue
            before, after = polity.sides(first, last)
            if before == first:
                before = first - timedelta(days=1)
            pairs = _differing(control(polity, before, actor), control(polity, after, actor), wanted)
            if pairs:
                found.append(Change(act, before, after, pairs))
            break
    return tuple(sorted(found, key=lambda change: change.before))


def _days(act: Act) -> Iterable[tuple[date, date]]:
    return [(first, last) for first, last in days(act.date) if last.year - first.year <= 1]


def _differing(
    before: ControlAnswer, after: ControlAnswer, wanted: set[str]
) -> tuple[tuple[OrganControl | None, OrganControl | None], ...]:
    old = {one.organ.organ.id: one for one in before.organs}
    new = {one.organ.organ.id: one for one in after.organs}
    return tuple(
        (old.get(name), new.get(name))
        for name in dict.fromkeys((*old, *new))
        if (not wanted or name in wanted) and _shown(old.get(name)) != _shown(new.get(name))
    )


def _shown(one: OrganControl | None) -> tuple[Any, ...]:
    # That something becomes attested is no change of it.
    if one is None:
        return ()
    keys = ("size", "direct", "nomination", "through")
    return tuple(frozenset(option.value for option in one.number(key).options) for key in keys)
