"""What held at a time: organs with their seats, how those are filled, rules, terms and holders.

Only what the file says for that time appears. What dates leave open, and what sources say differently,
stays visible: see `Answer`. Between the days of `Polity.change_days` the view does not change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dalel.measures import Edtf, parse_edtf
from dalel.model import UnknownNameError
from dalel.polity.files.model import Act, Filling, Holder, Organ, Person, Polity, Rule
from dalel.polity.files.values import Basis, Citation, Holds, Param
from dalel.polity.resolve import Answer, Moment, resolve


@dataclass(frozen=True, slots=True)
class FillingView:
    """One way in which seats were filled at that time.

    `holds` says how surely it was there; but for `seats`, its values are what held if it was.
    """

    filling: Filling
    holds: Holds
    answers: Mapping[str, Answer]
    sources: tuple[Citation, ...]

    def __getitem__(self, key: str) -> Answer:
        return self.answers.get(key, Answer(key))

    def as_json(self) -> dict[str, Any]:
        """`filling`, `method`, `seats`, `by` and whatever else the file says of it."""
        row: dict[str, Any] = {"filling": self.filling.id}
        row |= {key: self[key].as_json() for key in ("method", "seats", "by")}
        row |= {key: answer.as_json() for key, answer in self.answers.items() if answer and key not in row}
        if self.filling.account:
            row["account"] = self.filling.account
        if self.filling.text:
            row["text"] = self.filling.text
        return row | _tail(self.holds, self.answers, self.sources)


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as it stood at that time; `holds` says how surely, its values are what held if it did."""

    rule: Rule
    holds: Holds
    answers: Mapping[str, Answer]
    sources: tuple[Citation, ...]

    def __getitem__(self, key: str) -> Answer:
        return self.answers.get(key, Answer(key))

    def as_json(self) -> dict[str, Any]:
        """`rule`, `kind`, `text` and its values."""
        row: dict[str, Any] = {"rule": self.rule.id, "kind": self.rule.kind, "text": self.rule.text}
        row |= {key: answer.as_json() for key, answer in self.answers.items() if answer}
        return row | _tail(self.holds, self.answers, self.sources)


@dataclass(frozen=True, slots=True)
class HolderView:
    """Someone in an organ or office at that time."""

    holder: Holder
    person: Person
    holds: Holds
    order: Answer
    sources: tuple[Citation, ...]

    def as_json(self) -> dict[str, Any]:
        """`person`, `name`, `role`, and `order` where a source counts."""
        row: dict[str, Any] = {"person": self.person.id, "name": self.person.name, "role": self.holder.role}
        if self.order:
            row["order"] = self.order.as_json()
        return row | _tail(self.holds, {}, self.sources)


@dataclass(frozen=True, slots=True)
class OrganView:
    """An organ or office at that time.

    `accounts` are the readings of its filling that sources give differently; with two or more of them, the
    fillings of each account describe the same seats.
    """

    organ: Organ
    holds: Holds
    answers: Mapping[str, Answer]
    fillings: tuple[FillingView, ...]
    rules: tuple[RuleView, ...]
    holders: tuple[HolderView, ...]

    def __getitem__(self, key: str) -> Answer:
        return self.answers.get(key, Answer(key))

    @property
    def size(self) -> Answer:
        """The number of its seats."""
        return self["size"]

    @property
    def accounts(self) -> tuple[str, ...]:
        """The differing readings of how it is filled; empty where there is only one."""
        names = tuple(dict.fromkeys(f.filling.account for f in self.fillings if f.filling.account))
        return names if len(names) > 1 else ()

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Everything the view of this organ rests on."""
        found = [c for answer in self.answers.values() for c in answer.sources]
        found += [c for filling in self.fillings for c in filling.sources]
        found += [c for rule in self.rules for c in rule.sources]
        found += [c for holder in self.holders for c in holder.sources]
        return tuple(dict.fromkeys(found))

    def rule(self, kind: str) -> Iterator[RuleView]:
        """Its rules of a kind."""
        return (view for view in self.rules if view.rule.kind == kind)

    def as_json(self) -> dict[str, Any]:
        """One entry of `organs`."""
        row: dict[str, Any] = {"organ": self.organ.id, "name": self.organ.name, "kind": self.organ.kind}
        if self.organ.part_of:
            row["part_of"] = self.organ.part_of
        row["size"] = self.size.as_json()
        row["filled_by"] = [view.as_json() for view in self.fillings]
        row["term_years"] = self["term_years"].as_json()
        row |= {key: answer.as_json() for key, answer in self.answers.items() if answer and key not in row}
        row["rules"] = [view.as_json() for view in self.rules]
        row["holders"] = [view.as_json() for view in self.holders]
        if self.accounts:
            row["accounts"] = list(self.accounts)
        return row | _tail(self.holds, self.answers, self.sources)


@dataclass(frozen=True, slots=True)
class AsOf:
    """A polity at a time.

    `open_changes` are the acts whose date is known too coarsely to say on which side of them the time lies;
    `sides` the nearest days before and after on which that is settled, where there are any.
    """

    polity: Polity
    moment: Moment
    organs: tuple[OrganView, ...]
    open_changes: tuple[Act, ...]
    sides: tuple[date, date] | None

    def organ(self, name: str) -> OrganView:
        """The view of one organ; an UnknownNameError where it did not exist then or is not in the file."""
        for view in self.organs:
            if view.organ.id == name:
                return view
        there = ", ".join(view.organ.id for view in self.organs)
        if name in self.polity.organs:
            why = "did not exist at that time" if self.moment.known_at is None else "was not known of"
            raise UnknownNameError(f"{self.polity.id}: {name!r} {why}; there were: {there}")
        raise UnknownNameError(f"{self.polity.id}: no organ {name!r}; there are: {there}")

    def only(self, name: str) -> AsOf:
        """The view of one organ alone, its own changes among the open ones; errors as for `organ`."""
        view = self.organ(name)
        span = (self.moment.first, self.moment.last)
        sides = self.polity.sides(*span, organ=name)
        if sides == span:
            return replace(self, organs=(view,), open_changes=(), sides=None)
        return replace(self, organs=(view,), sides=sides)

    def as_json(self, at: str = "") -> dict[str, Any]:
        """The whole view, `organs` above all."""
        moment = self.moment
        row: dict[str, Any] = {"polity": self.polity.id, "at": at or moment.first.isoformat()}
        if moment.known_at is not None:
            row["known_at"] = moment.known_at.isoformat()
        if self.sides is not None:
            row["settled_on"] = {"before": self.sides[0].isoformat(), "after": self.sides[1].isoformat()}
            row["open_changes"] = [act.id for act in self.open_changes]
        row["organs"] = [view.as_json() for view in self.organs]
        return row


def as_of(polity: Polity, at: date | Edtf | str, known_at: date | Edtf | str | None = None) -> AsOf:
    """The polity at a day, month or year, so far as sources published by `known_at` tell.

    Over a month or a year, only what held on all its days is certain; the rest is undetermined.
    """
    moment = Moment.of(at, known_at)
    views = (_organ(polity, organ, moment) for organ in polity.organs.values())
    changes = tuple(act for act in polity.acts.values() if _open(act, moment))
    sides = polity.sides(moment.first, moment.last)
    return AsOf(
        polity,
        moment,
        tuple(view for view in views if view is not None),
        changes,
        None if sides == (moment.first, moment.last) else sides,
    )


def _organ(polity: Polity, organ: Organ, moment: Moment) -> OrganView | None:
    holds = held(organ.presence, moment)
    if holds is Holds.NO:
        return None
    fillings = (_filling(filling, moment) for filling in organ.fillings)
    rules = (_rule(rule, moment) for rule in organ.rules)
    holders = (_holder(polity, one, moment) for one in polity.holders if one.organ == organ.id)
    answers = {key: resolve(param, moment) for key, param in organ.params.items()}
    if organ.names:
        answers["names"] = resolve(organ.names, moment)
    return OrganView(
        organ,
        holds,
        answers,
        tuple(view for view in fillings if view is not None),
        tuple(view for view in rules if view is not None),
        tuple(view for view in holders if view is not None),
    )


def held(presence: Param, moment: Moment) -> Holds:
    """How surely a thing was there."""
    return max(
        (s.holds(moment.first, moment.last, moment.known_at) for s in presence.statements), default=Holds.NO
    )


def _filling(filling: Filling, moment: Moment) -> FillingView | None:
    holds = held(filling.presence, moment)
    if holds is Holds.NO:
        return None
    # Seats are numbers that others add up: they stay undetermined as long as the filling itself is.
    answers = {
        key: resolve(param, moment, None if key == "seats" else filling.presence)
        for key, param in filling.params.items()
    }
    return FillingView(filling, holds, answers, _sources(answers))


def _rule(rule: Rule, moment: Moment) -> RuleView | None:
    holds = held(rule.presence, moment)
    if holds is Holds.NO:
        return None
    answers = {key: resolve(param, moment, rule.presence) for key, param in rule.params.items()}
    sources = _sources({"presence": resolve(rule.presence, moment), **answers})
    return RuleView(rule, holds, answers, sources)


def _holder(polity: Polity, holder: Holder, moment: Moment) -> HolderView | None:
    holds = held(holder.presence, moment)
    if holds is Holds.NO:
        return None
    sources = _sources({"presence": resolve(holder.presence, moment)})
    return HolderView(
        holder, polity.persons[holder.person], holds, resolve(holder.order, moment, holder.presence), sources
    )


def _open(act: Act, moment: Moment) -> bool:
    for statement in act.date.statements:
        time = parse_edtf(str(statement.value)) if statement.value is not None else None
        if time is None or time.precision == "day" or time.first is None or time.last is None:
            continue
        if time.first <= moment.last and moment.first < time.last:
            return True
    return False


def _sources(answers: Mapping[str, Answer]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(c for answer in answers.values() for c in answer.sources))


def _tail(holds: Holds, answers: Mapping[str, Answer], sources: tuple[Citation, ...]) -> dict[str, Any]:
    """What an entry ends with: how surely it holds, what is derived, what is kept beside, the sources."""
    row: dict[str, Any] = {}
    if holds is not Holds.CERTAIN:
        row["holds"] = holds.name.lower()
    derived = {
        key: {"basis": answer.basis.value, "from": answer.derivation}
        for key, answer in answers.items()
        if answer.settled and answer.basis in (Basis.DERIVED, Basis.COMPUTED)
    }
    if derived:
        row["derived"] = derived
    notes = {
        key: list(dict.fromkeys(s.note for a in answer.alternatives for s in a.statements if s.note))
        for key, answer in answers.items()
    }
    if any(notes.values()):
        row["notes"] = {key: texts for key, texts in notes.items() if texts}
    besides = {
        key: [one.as_json() for one in answer.besides] for key, answer in answers.items() if answer.besides
    }
    if besides:
        row["besides"] = besides
    row["sources"] = [str(citation) for citation in sources]
    return row
