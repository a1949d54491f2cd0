"""One tally of votes under one set of rules: threshold, alliances, overhang, levelling, then the formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from dalel.model import DalelError
from dalel.polity.counting.formulas import MOST, Allocation, Formula, Lot, allocate, most_votes
from dalel.polity.counting.votes import Entry, Tally

LARGEST = 20
"""A house is never levelled to more than so many times its regular size."""


@dataclass(frozen=True, slots=True)
class SeatRule:
    """How votes become seats.

    `threshold` is in percent of the votes `base` names (`valid` or `cast`); a list passes it with as many
    `threshold_seats` won directly too. `levelling`: `none` (seats won directly beyond a list's due are added,
    and that is all), `full` (the house grows until nobody has more than its due) or `partial` (until no more
    than `unlevelled` such seats are left); empty where no seats are won directly.
    """

    seats: int
    formula: Formula
    threshold: Fraction = Fraction(0)
    base: str = "valid"
    threshold_seats: int | None = None
    levelling: str = ""
    unlevelled: int = 0


@dataclass(frozen=True, slots=True)
class Distribution:
    """Where the seats go: every way in which lots can fall, and what must be said beside."""

    outcomes: tuple[dict[str, int], ...]
    lots: tuple[Lot, ...] = ()
    passed: tuple[str, ...] = ()
    size: int = 0
    notes: tuple[str, ...] = field(default=())


def passing(rule: SeatRule, tally: Tally) -> tuple[tuple[str, ...], list[str]]:
    """The lists that take part, and remarks: a list so near the threshold that rounding decides, for one."""
    entries = merged(tally)
    notes = []
    base = tally.valid()
    if tally.unit == "share":
        base = Fraction(100)
    elif rule.base == "cast":
        if tally.invalid is None and rule.threshold:
            notes.append(
                "the threshold is of all votes cast; the file has no row `invalid`, so valid votes were taken"
            )
        base += tally.invalid or 0
    passed = []
    for entry in entries:
        bar = rule.threshold if entry.threshold is None else entry.threshold
        share = entry.votes * 100 / base if base else Fraction(0)
        by_seats = rule.threshold_seats is not None and entry.direct >= rule.threshold_seats > 0
        if entry.exempt or share >= bar or by_seats:
            passed.append(entry.party)
        if entry.digits is not None and bar and abs(share - bar) <= Fraction(1, 2 * 10**entry.digits):
            notes.append(f"{entry.party} is at the threshold of {float(bar):g} percent but for rounding")
    return tuple(passed), notes


def merged(tally: Tally) -> list[Entry]:
    """Each contestant once: votes and direct seats of territories and districts added up."""
    found: dict[str, Entry] = {}
    for entry in tally.entries:
        if entry.party in found:
            before = found[entry.party]
            entry = replace(
                before,
                votes=before.votes + entry.votes,
                direct=before.direct + entry.direct,
                minimum=max(before.minimum, entry.minimum),
                exempt=before.exempt or entry.exempt,
            )
        found[entry.party] = entry
    return list(found.values())


def distribute(rule: SeatRule, tally: Tally) -> Distribution:
    """The seats of lists. Every contestant of the tally is named, those without seats with 0."""
    passed, notes = passing(rule, tally)
    entries = {entry.party: entry for entry in merged(tally)}
    votes = {party: entries[party].votes for party in passed}
    zero = dict.fromkeys(tally.parties(), 0)
    if not rule.levelling:
        if not passed:
            return Distribution((zero,), (), (), 0, (*notes, "no list reached the threshold"))
        found = _allied(rule, votes, entries, rule.seats)
        return Distribution(
            tuple(zero | one for one in _outcomes(found)), _lots(found), passed, rule.seats, tuple(notes)
        )
    return _mixed(rule, votes, entries, tally, zero, notes)


def _allied(
    rule: SeatRule, votes: Mapping[str, Fraction], entries: Mapping[str, Entry], seats: int
) -> list[Allocation]:
    """First among alliances and lists that stand alone, then inside each alliance."""
    groups: dict[str, list[str]] = {}
    for party in votes:
        groups.setdefault(entries[party].alliance or f"\0{party}", []).append(party)
    if all(len(group) == 1 for group in groups.values()):
        return [allocate(rule.formula, votes, seats)]
    pooled = {name: sum((votes[party] for party in group), Fraction(0)) for name, group in groups.items()}
    first = allocate(rule.formula, pooled, seats)
    found = []
    for outcome in first.outcomes():
        inside = [
            allocate(rule.formula, {p: votes[p] for p in groups[name]}, outcome[name]) for name in groups
        ]
        shares: dict[str, int] = {}
        for one in inside:
            shares |= one.seats
        # Lots among alliances are told by their members.
        among = tuple(Lot(lot.seats, tuple(" + ".join(groups[n]) for n in lot.between)) for lot in first.lots)
        found.append(Allocation(shares, (*(lot for one in inside for lot in one.lots), *among)))
    return found


def _outcomes(found: Iterable[Allocation]) -> Iterable[dict[str, int]]:
    seen: list[dict[str, int]] = []
    for allocation in found:
        own = tuple(lot for lot in allocation.lots if set(lot.between) <= set(allocation.seats))
        for outcome in Allocation(allocation.seats, own).outcomes():
            if outcome not in seen and len(seen) < MOST:
                seen.append(outcome)
    return seen


def _lots(found: Iterable[Allocation]) -> tuple[Lot, ...]:
    return tuple(dict.fromkeys(lot for allocation in found for lot in allocation.lots))


def _mixed(
    rule: SeatRule,
    votes: Mapping[str, Fraction],
    entries: Mapping[str, Entry],
    tally: Tally,
    zero: dict[str, int],
    notes: list[str],
) -> Distribution:
    """Seats won directly count against a list's due; those beyond it are overhang."""
    outside = {party: entry.direct for party, entry in entries.items() if party not in votes and entry.direct}
    due = rule.seats - sum(outside.values())
    least = minimum_seats(rule, votes, entries, tally)
    if not votes:
        return Distribution(
            (zero | outside,), (), (), sum(outside.values()), (*notes, "no list reached the threshold")
        )
    allowed = rule.unlevelled if rule.levelling == "partial" else 0
    if not any(least.values()):
        notes.append("no seats won directly are given, so that there is no overhang to see")
    seats, found = due, allocate(rule.formula, votes, due)
    while rule.levelling != "none" and _overhang(found, least) > allowed:
        seats += 1
        if seats > LARGEST * rule.seats:
            raise DalelError(f"no house of up to {seats} seats levels the seats won directly")
        found = allocate(rule.formula, votes, seats)
    if seats > due:
        notes.append(f"{seats - due} levelling seats: {due} grow to {seats}")
    over = {party: least[party] - found.seats[party] for party in least if least[party] > found.seats[party]}
    if over:
        notes.append("overhang: " + ", ".join(f"{party} {number}" for party, number in over.items()))
    if outside:
        notes.append(
            "won directly by lists below the threshold: " + ", ".join(f"{p} {n}" for p, n in outside.items())
        )
    outcomes = []
    for outcome in found.outcomes():
        given = {party: max(number, least.get(party, 0)) for party, number in outcome.items()}
        outcomes.append(zero | outside | given)
    return Distribution(tuple(outcomes), found.lots, tuple(votes), sum(outcomes[0].values()), tuple(notes))


def _overhang(found: Allocation, least: Mapping[str, int]) -> int:
    return sum(max(0, least[party] - found.seats[party]) for party in least)


def minimum_seats(
    rule: SeatRule, votes: Mapping[str, Fraction], entries: Mapping[str, Entry], tally: Tally
) -> dict[str, int]:
    """The seats each list must get at least.

    With territories that have a number of seats: in each territory the seats won directly or those its
    votes there are due, whichever are more (`full`); or, since 2020 in Germany, the seats won directly or the
    mean of both rounded up, and over all territories no less than what is due (`partial`). Without them:
    the seats won directly, or the `minimum` of the file.
    """
    least = {party: max(entries[party].direct, entries[party].minimum) for party in votes}
    territories: dict[str, list[Entry]] = {}
    for entry in tally.entries:
        if entry.territory and entry.party in votes:
            territories.setdefault(entry.territory, []).append(entry)
    sizes = {name: max((e.territory_seats or 0) for e in group) for name, group in territories.items()}
    if not territories or not all(sizes.values()) or rule.levelling == "none":
        return least
    sums, dues = dict.fromkeys(votes, 0), dict.fromkeys(votes, 0)
    for name, group in territories.items():
        local = allocate(rule.formula, {e.party: e.votes for e in group}, sizes[name])
        for entry in group:
            fair = local.seats[entry.party]
            dues[entry.party] += fair
            if rule.levelling == "partial":
                fair = (fair + entry.direct + 1) // 2
            sums[entry.party] += max(entry.direct, fair)
    return {party: max(least[party], sums[party], dues[party]) for party in votes}


def by_district(tally: Tally) -> Distribution:
    """One seat a district to whoever has most votes there; without districts, one seat in all."""
    districts: dict[str, dict[str, Fraction]] = {}
    for entry in tally.entries:
        districts.setdefault(entry.district, {})[entry.party] = entry.votes
    found = [most_votes(votes) for votes in districts.values()]
    lots = tuple(lot for one in found for lot in one.lots)
    outcomes: list[dict[str, int]] = []
    sure = dict.fromkeys(tally.parties(), 0)
    for one in found:
        for party, number in one.seats.items():
            sure[party] += number
    for drawn in product(*(lot.between for lot in lots)):
        outcome = dict(sure)
        for winner in drawn:
            outcome[winner] += 1
        if outcome not in outcomes and len(outcomes) < MOST:
            outcomes.append(outcome)
    return Distribution(tuple(outcomes), lots, tuple(sure), len(districts))


def by_majority(tally: Tally, runners: int = 2) -> Distribution:
    """The one post of a first round: whoever has more than half of the valid votes, else nobody yet."""
    votes, zero = tally.totals(), dict.fromkeys(tally.parties(), 0)
    whole = Fraction(100) if tally.unit == "share" else tally.valid()
    winner = next((party for party, number in votes.items() if number * 2 > whole), None)
    if winner is not None:
        return Distribution((zero | {winner: 1},), (), (winner,), 1)
    best = most_votes(votes, runners)
    sure = [party for party, number in best.seats.items() if number]
    text = "no majority of the valid votes: a second round between " + ", ".join(sure)
    text += "".join(f"; {lot}" for lot in best.lots)
    return Distribution((zero,), best.lots, tuple(sure), 0, (text,))
