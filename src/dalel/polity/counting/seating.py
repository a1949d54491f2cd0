"""`seats`: votes to seats under the rules of a day.

Whatever is open is not decided here but tried: a formula that no source states, a threshold on which sources
differ, a date between two rules, two sources' counts of the votes, the fall of a lot. Every combination is an
outcome that says what it assumes; the seats are settled only where all outcomes agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

from dalel.measures import Edtf
from dalel.model import DalelError, UnknownNameError
from dalel.polity.as_of import FillingView, OrganView, as_of
from dalel.polity.counting.formulas import Formula, Lot, candidates, formula_of
from dalel.polity.counting.seat_rules import Distribution, SeatRule, by_district, by_majority, distribute
from dalel.polity.counting.votes import Tally, base_of
from dalel.polity.counting.whatif import Change, read_changes
from dalel.polity.files.model import Polity
from dalel.polity.files.values import Holds
from dalel.polity.resolve import Answer

LISTS = ("list_proportional", "mixed_proportional")
DISTRICTS = ("plurality", "single_member")
POSTS = ("two_round_majority",)

DIMENSIONS = ("filling", "size", "threshold", "threshold_base", "formula", "votes")
"""What outcomes can depend on, beside lots."""


@dataclass(frozen=True, slots=True)
class SeatOutcome:
    """One outcome: what it assumes, by dimension, and the seats of every contestant."""

    assumes: Mapping[str, Any]
    formula: Formula | None
    seats: Mapping[str, int]
    lots: tuple[Lot, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatsAnswer:
    """All outcomes. `changes` are what-ifs, `before` the answer without them."""

    polity: Polity
    organ: OrganView
    at: str
    fillings: tuple[FillingView, ...]
    outcomes: tuple[SeatOutcome, ...]
    notes: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    before: SeatsAnswer | None = None

    @property
    def seats(self) -> Mapping[str, int] | None:
        """The seats on which all outcomes agree, else None."""
        if len({_key(outcome.seats) for outcome in self.outcomes}) > 1:
            return None
        # Accounts may name other parties without seats.
        return {
            party: number for outcome in reversed(self.outcomes) for party, number in outcome.seats.items()
        }

    @property
    def depends_on(self) -> tuple[str, ...]:
        """Which open things the result depends on: dimensions, and `lot`."""
        found = [dimension for dimension in DIMENSIONS if self._differs(dimension)]
        lot = any(len({_key(one.seats) for one in group}) > 1 for group in _groups(self.outcomes, DIMENSIONS))
        return (*found, "lot") if lot else tuple(found)

    def _differs(self, dimension: str) -> bool:
        # Between two fillings everything else that they say differs too.
        bound = ("size", "threshold", "threshold_base") if dimension == "filling" else ()
        others = [one for one in DIMENSIONS if one != dimension and one not in bound]
        for group in _groups(self.outcomes, others):
            by_value: dict[Any, set[Any]] = {}
            for outcome in group:
                by_value.setdefault(outcome.assumes.get(dimension), set()).add(_key(outcome.seats))
            if len({frozenset(one) for one in by_value.values()}) > 1:
                return True
        return False

    def varied(self) -> tuple[str, ...]:
        """The dimensions in which outcomes differ in what they assume."""
        return tuple(
            one for one in DIMENSIONS if len({outcome.assumes.get(one) for outcome in self.outcomes}) > 1
        )

    def as_json(self) -> dict[str, Any]:
        """`outcomes`, `depends_on_formula`, `depends_on`, `seats`, the rules applied, and any patch."""
        varied = [one for one in self.varied() if one != "formula"]
        row: dict[str, Any] = {"polity": self.polity.id, "organ": self.organ.organ.id, "at": self.at}
        row["fillings"] = [_rules_json(view) for view in self.fillings]
        row["outcomes"] = [_outcome_json(outcome, varied) for outcome in self.outcomes]
        row["depends_on_formula"] = "formula" in self.depends_on
        row["depends_on"] = list(self.depends_on)
        row["seats"] = None if self.seats is None else dict(self.seats)
        row["notes"] = list(self.notes)
        if self.changes and self.before is not None:
            row["patch"] = [change.as_json() for change in self.changes]
            before = self.before.as_json()
            keys = ("outcomes", "depends_on_formula", "depends_on", "seats")
            row["before"] = {key: before[key] for key in keys}
        return row


def seats(
    polity: Polity,
    organ: str,
    at: date | Edtf | str,
    votes: Iterable[Tally],
    rules: Mapping[str, str] | None = None,
    *,
    filling: str = "",
) -> SeatsAnswer:
    """The seats of an organ that votes fill, by the rules of that day or with some of them replaced.

    `rules` are what-ifs such as {"threshold": "3"}; the answer then holds that without them too. Raises
    UnknownNameError for an organ that was not there, DalelError where no votes fill it.
    """
    view = as_of(polity, at).organ(organ)
    tallies = tuple(votes)
    chosen = _fillings(view, str(at), filling)
    answer = _answer(polity, view, str(at), chosen, tallies, ())
    if not rules:
        return answer
    changes = read_changes(organ, chosen, rules)
    after = _answer(polity, view, str(at), chosen, tallies, changes)
    return replace(after, changes=changes, before=answer)


def _fillings(view: OrganView, at: str, wanted: str) -> tuple[FillingView, ...]:
    fillings = view.fillings
    if wanted:
        fillings = tuple(one for one in fillings if one.filling.id == wanted)
        if not fillings:
            there = ", ".join(one.filling.id for one in view.fillings)
            raise UnknownNameError(f"{view.organ.id}: no filling {wanted!r} at {at}; there are: {there}")
    for methods in (LISTS, DISTRICTS, POSTS):
        found = tuple(one for one in fillings if set(one["method"].values()) & set(methods))
        sure = tuple(one for one in found if one.holds is Holds.CERTAIN)
        if found:
            return sure or found
    raise DalelError(f"{view.organ.id}: at {at} no votes fill its seats")


def _answer(
    polity: Polity,
    view: OrganView,
    at: str,
    fillings: tuple[FillingView, ...],
    tallies: tuple[Tally, ...],
    changes: tuple[Change, ...],
) -> SeatsAnswer:
    if not any(tally.entries for tally in tallies):
        raise DalelError("there are no votes to divide seats by")
    notes: list[str] = []
    found: list[SeatOutcome] = []
    for filling in fillings:
        changed = {change.key: change.after for change in changes if change.filling == filling.filling.id}
        for outcome in _outcomes(view, filling, tallies, changed, notes):
            if outcome not in found:
                found.append(outcome)
    left = _others(view, fillings)
    if left:
        notes.append(left)
    return SeatsAnswer(polity, view, at, fillings, tuple(found), tuple(dict.fromkeys(notes)))


def _outcomes(
    view: OrganView,
    filling: FillingView,
    tallies: tuple[Tally, ...],
    changed: Mapping[str, Any],
    notes: list[str],
) -> Iterator[SeatOutcome]:
    method = next(iter(filling["method"].values()))
    fixed = {"filling": filling.filling.id}
    if method not in LISTS:
        for tally in tallies:
            found = by_majority(tally) if method in POSTS else by_district(tally)
            yield from _told(found, {**fixed, "votes": tally.label}, None, notes)
        return
    sizes = _sizes(view, filling, changed)
    bars = _options(filling["threshold"], changed.get("threshold"), Fraction(0))
    if filling["threshold"].unknown and "threshold" not in changed:
        notes.append("the threshold is unknown; computed without one")
    formulas = _formulas(filling["formula"], changed.get("formula"))
    if len(formulas) > 1:
        notes.append("the formula is unknown; all candidates are computed")
    for size, bar, base, formula, tally in product(
        sizes, bars, _bases(filling, changed, tallies, notes), formulas, tallies
    ):
        bar = Fraction(str(bar))
        rule = SeatRule(
            seats=size,
            formula=formula,
            threshold=bar,
            base=base,
            threshold_seats=_one(filling, "threshold_seats", changed),
            levelling=_levelling(filling, method, changed),
            unlevelled=_one(filling, "unlevelled", changed) or 0,
        )
        assumes = {**fixed, "size": size, "threshold": bar, "threshold_base": base}
        assumes |= {"formula": formula.id, "votes": tally.label}
        yield from _told(distribute(rule, tally), assumes, formula, notes)


def _told(
    found: Distribution, assumes: Mapping[str, Any], formula: Formula | None, notes: list[str]
) -> Iterator[SeatOutcome]:
    notes.extend(note for note in found.notes if note not in notes)
    for outcome in found.outcomes:
        yield SeatOutcome(assumes, formula, outcome, found.lots, found.notes)


def _sizes(view: OrganView, filling: FillingView, changed: Mapping[str, Any]) -> list[int]:
    whole = [value for value in view.size.values() if isinstance(value, int)]
    given = [changed["seats"]] if "seats" in changed else list(filling["seats"].values())
    if not given and not filling["seats"].unknown:
        given = list(whole)
    found: list[int] = []
    for one in given:
        if isinstance(one, Fraction):
            found += [int(size * one) for size in whole if (size * one).denominator == 1]
        elif isinstance(one, int):
            found.append(one)
    if not found:
        raise DalelError(
            f"{view.organ.id}, {filling.filling.id}: the number of seats is unknown; give --rule seats=N"
        )
    return list(dict.fromkeys(found))


def _options(answer: Answer, changed: Any, default: Any) -> list[Any]:
    if changed is not None:
        return [changed]
    return list(answer.values()) or [default]


def _formulas(answer: Answer, changed: Any) -> list[Formula]:
    if changed is not None:
        return [formula_of(str(changed))]
    named = [formula_of(str(value)) for value in answer.values()]
    return named or list(candidates())


def _bases(
    filling: FillingView, changed: Mapping[str, Any], tallies: tuple[Tally, ...], notes: list[str]
) -> list[str]:
    words = changed.get("threshold_base") or next(iter(filling["threshold_base"].values()), "")
    base = base_of(str(words))
    if not filling["threshold"] and "threshold" not in changed:
        return ["valid"]
    if any(tally.unit == "share" for tally in tallies):
        notes.append(
            "shares are compared with the threshold as they stand"
            + (f"; it is of {words}" if words else "; of which votes it is, is not said")
        )
    elif base:
        notes.append(f"the threshold is of {'all votes cast' if base == 'cast' else 'the valid votes'}")
    elif any(tally.invalid for tally in tallies):
        notes.append("whether the threshold is of all or of valid votes is not said; both are computed")
        return ["valid", "cast"]
    else:
        notes.append("whether the threshold is of all or of valid votes is not said; valid votes were taken")
    return [base or "valid"]


def _one(filling: FillingView, key: str, changed: Mapping[str, Any]) -> int | None:
    value = changed.get(key, filling[key].value)
    return value if isinstance(value, int) else None


def _levelling(filling: FillingView, method: Any, changed: Mapping[str, Any]) -> str:
    if method != "mixed_proportional":
        return ""
    word = str(changed.get("levelling") or filling["levelling"].value or "none").casefold()
    return word if word in ("full", "partial") else "none"


def _others(view: OrganView, fillings: tuple[FillingView, ...]) -> str:
    rest = [one for one in view.fillings if one not in fillings and one.holds is Holds.CERTAIN]
    told = [f"{one['seats'].value} by {one.filling.id}" for one in rest if one["seats"].settled]
    return f"seats filled otherwise are not counted: {', '.join(told)}" if told else ""


def _groups(outcomes: Iterable[SeatOutcome], dimensions: Iterable[str]) -> Iterable[list[SeatOutcome]]:
    keys = tuple(dimensions)
    found: dict[tuple[Any, ...], list[SeatOutcome]] = {}
    for outcome in outcomes:
        found.setdefault(tuple(outcome.assumes.get(key) for key in keys), []).append(outcome)
    return found.values()


def _key(given: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((party, number) for party, number in given.items() if number))


def _rules_json(view: FillingView) -> dict[str, Any]:
    row: dict[str, Any] = {"filling": view.filling.id}
    for key in ("method", "seats", "threshold", "threshold_base", "threshold_seats", "formula", "levelling"):
        if view[key]:
            row[key] = view[key].as_json()
    if view.holds is not Holds.CERTAIN:
        row["holds"] = view.holds.name.lower()
    row["sources"] = [str(citation) for citation in view.sources]
    return row


def _outcome_json(outcome: SeatOutcome, varied: Iterable[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"formula": outcome.formula.id if outcome.formula else None}
    if outcome.formula:
        row["name"] = outcome.formula.name
    row["seats"] = dict(outcome.seats)
    assumes = {key: _plain(outcome.assumes.get(key)) for key in varied}
    if assumes:
        row["assumes"] = assumes
    if outcome.lots:
        row["lots"] = [lot.as_json() for lot in outcome.lots]
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return value
