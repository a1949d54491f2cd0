"""`calendar`: the latest day of a second round, and the days between a change of the law and a vote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dalel.measures import Edtf
from dalel.model import DalelError
from dalel.polity.as_of import as_of
from dalel.polity.counting.recorded import days
from dalel.polity.files.model import Act, Election, Polity
from dalel.polity.files.values import Citation
from dalel.polity.spans import Span

LEGAL = ("constitution", "amendment", "law", "amendment_of_law", "decree", "dissolution", "call")
"""The kinds of acts that are counted from."""


@dataclass(frozen=True, slots=True)
class SecondRound:
    """The latest day of a second round; `day` is None where no source says within what time it must be."""

    organ: str
    first_round: Span
    months: int | None
    day: Span | None
    sources: tuple[Citation, ...]

    def as_json(self) -> dict[str, Any]:
        """`first_round`, `within_months`, `latest`, `sources`."""
        return {
            "organ": self.organ,
            "first_round": str(self.first_round),
            "within_months": self.months,
            "latest": str(self.day) if self.day else None,
            "sources": [str(citation) for citation in self.sources],
        }


@dataclass(frozen=True, slots=True)
class Distance:
    """The days from an act to a vote: the least and the most, the same where both days are known."""

    act: Act
    election: Election
    least: int
    most: int
    act_day: Span
    vote: Span

    def as_json(self) -> dict[str, Any]:
        """`act`, `election`, `days`: a number, or the alternatives where a date is known too coarsely."""
        value: Any = self.least
        if self.least != self.most:
            ends = [{"value": one, "source": ""} for one in (self.least, self.most)]
            ends[0]["source"], ends[1]["source"] = (
                f"act on {self.act_day.last}",
                f"act on {self.act_day.first}",
            )
            value = {"value": None, "alternatives": ends, "undetermined": True}
        return {
            "act": self.act.id,
            "name": self.act.name,
            "act_date": str(self.act_day),
            "election": self.election.id,
            "vote": str(self.vote),
            "days": value,
        }


def second_round(polity: Polity, organ: str, first_round: date | Edtf | str) -> SecondRound:
    """The latest day of the second round after a first round on that day, by the rules of that day.

    Raises DalelError where the office is not filled in two rounds then.
    """
    day = Span.of(first_round, "the first round")
    view = as_of(polity, first_round).organ(organ)
    fillings = [one for one in view.fillings if "two_round_majority" in one["method"].values()]
    if not fillings:
        raise DalelError(f"{organ}: at {first_round} it is not filled by a vote in two rounds")
    answer = fillings[0]["second_round_within_months"]
    months = [value for value in answer.values() if isinstance(value, int)]
    one = months[0] if len(months) == 1 else None
    return SecondRound(organ, day, one, day.plus_months(one) if one is not None else None, answer.sources)


def calendar(
    polity: Polity, elections: Iterable[str] = (), *, within_days: int = 365
) -> tuple[Distance, ...]:
    """From every act of the law to every vote within so many days after it, in the order of the votes."""
    wanted = set(elections)
    found = [
        distance
        for election in polity.elections.values()
        if not wanted or election.id in wanted
        for distance in _distances(polity, election, within_days)
    ]
    return tuple(sorted(found, key=lambda one: (one.vote.first, one.act_day.first)))


def _distances(polity: Polity, election: Election, within: int) -> Iterator[Distance]:
    vote = _day(days(election.date))
    if vote is None:
        return
    for act in polity.acts.values():
        act_day = _day(days(act.date))
        if act.kind not in LEGAL or act_day is None:
            continue
        least, most = act_day.days_to(vote)
        if most >= 0 and least <= within:
            yield Distance(act, election, max(least, 0), most, act_day, vote)


def _day(found: Iterable[tuple[date, date]]) -> Span | None:
    """The most exact of the dates given."""
    spans = [Span(first, last) for first, last in found]
    return min(spans, key=lambda span: span.last - span.first, default=None)
