"""The ways by which an actor reaches an organ's seats, as sentences one can read.

direct       the actor fills seats alone
nomination   the actor fills or proposes them with others having a say
through      a body that the actor fills (most of its seats, or the office), chairs or leads fills them, or
             people whom the actor put into an office sit there by right
party        the holder of the office leads a party that has seats there
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dalel.measures import parse_edtf
from dalel.polity.as_of import AsOf, held
from dalel.polity.files.model import Election, Polity
from dalel.polity.files.values import Holds
from dalel.polity.influence.relations import OTHERS, Part, Reading

LONGEST = 4
"""The most bodies that a path leads through."""

_WORDS = {
    "appointment": "appoints",
    "selection": "selects",
    "nomination": "nominates",
    "indirect_election": "elects",
    "equal_shares": "appoints",
}


@dataclass(frozen=True, slots=True)
class Path:
    """One way: what kind, how many seats of which filling, and the sentence."""

    kind: str
    filling: str
    seats: int | None
    text: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """Why an actor has a body: the sentence so far, and the bodies on the way."""

    body: str
    text: str
    way: tuple[str, ...]


class Web:
    """All organs at a settled time, in one reading each, and who has hold of whom."""

    def __init__(self, view: AsOf, actor: str, readings: Mapping[str, Reading]) -> None:
        self.view, self.actor, self.readings = view, actor, readings
        self.polity: Polity = view.polity
        self.persons = {
            one.person.id
            for organ in view.organs
            if organ.organ.id == actor
            for one in organ.holders
            if one.holds > Holds.NO and one.holder.role in ("holder", "acting")
        }
        self.led = dict(self._led())
        self.holds = list(self._holds())

    def paths(self, reading: Reading) -> list[Path]:
        """Every way to the seats of an organ; a filling reached directly is not told again through others."""
        found: list[Path] = []
        name = self.name(reading.organ.organ.id)
        for part in reading.parts:
            own = list(self._own(part, reading, name))
            found += own
            if not any(path.kind == "direct" for path in own):
                found += self._through(part, reading, name)
        if self.chairs(reading):
            found.append(Path("chair", "", None, f"{self.name(self.actor)} chairs {name}"))
        found += self._parties(reading, name)
        return found

    def name(self, body: str) -> str:
        """A body's name, with its id where that says more."""
        return self.polity.named(body)

    def chairs(self, reading: Reading) -> bool:
        """Whether the actor, or whoever holds that office, chairs the organ."""
        organ = reading.organ
        chair = {who for value in organ["chair"].values() if isinstance(value, tuple) for who in value}
        people = {h.person.id for h in organ.holders if h.holder.role == "chair"}
        return organ.organ.id != self.actor and (self.actor in chair or bool(people & self.persons))

    def _own(self, part: Part, reading: Reading, name: str) -> Iterator[Path]:
        who, seats = self.name(self.actor), _seats(part.seats, reading, name)
        alone = part.alone(self.actor)
        share = _seats(alone, reading, name)
        if alone != 0:
            yield Path("direct", part.view.filling.id, alone, f"{who} appoints {share}")
        elif self.actor in part.by and part.method in _WORDS:
            others = [one for one in part.by if one != self.actor]
            text = f"{who} {_WORDS[part.method]} {seats}{self._with(part, others)}"
            yield Path("nomination", part.view.filling.id, part.seats, text)
        elif self.actor in part.by and part.method == "ex_officio":
            body = self.polity.organs.get(self.actor)
            sitting = part.seats if body is not None and body.kind != "office" else 1
            text = f"{who} sits in {name} by right: {_seats(sitting, reading, name)}"
            yield Path("own", part.view.filling.id, sitting, text)
        for key in OTHERS:
            if self.actor in part.taking_part(key) and self.actor not in part.by:
                verb = "gives consent to" if key == "consent_by" else _TAKING[key]
                chosen = f", chosen by {self._names(part.by)}" if part.by else ""
                text = f"{who} {verb} {seats}{chosen}"
                yield Path("nomination", part.view.filling.id, part.seats, text)

    def _through(self, part: Part, reading: Reading, name: str) -> Iterator[Path]:
        for hold in self.holds:
            if hold.body not in part.by:
                continue
            if part.method == "ex_officio":
                text = f"{hold.text}; {self.name(hold.body)} sits in {name} by right"
                yield Path("through", part.view.filling.id, 1, text, hold.way)
            elif part.method in _WORDS:
                shared = part.method == "equal_shares" and part.seats is not None
                own = part.seats // len(part.by) if shared and part.seats is not None else part.seats
                text = f"{hold.text}; {self.name(hold.body)} {_WORDS[part.method]} "
                text += _seats(own, reading, name)
                text += self._with(part, [one for one in part.by if one != hold.body])
                yield Path("through", part.view.filling.id, own, text, hold.way)

    def _with(self, part: Part, others: list[str]) -> str:
        text = f", together with {self._names(others)}" if others else ""
        for key in ("confirmed_by", "consent_by", "proposed_by", "recommended_by"):
            who = [one for one in part.taking_part(key) if one not in (self.actor, *part.by)]
            text += f", {_HELPING[key]} {self._names(who)}" if who else ""
        return text

    def _names(self, bodies: tuple[str, ...] | list[str]) -> str:
        return ", ".join(map(self.name, bodies))

    def _holds(self) -> Iterator[Hold]:
        """The bodies the actor has hold of, nearest first, each with the way that was found first."""
        seen = {self.actor}
        front = [Hold(self.actor, "", ())]
        for _ in range(LONGEST):
            reached = []
            for body, reading in self.readings.items():
                if body in seen:
                    continue
                for hold in front:
                    text = self._grip(hold.body, reading)
                    if text:
                        seen.add(body)
                        told = f"{hold.text}; {text}" if hold.text else text
                        reached.append(Hold(body, told, (*hold.way, body)))
                        break
            yield from reached
            front = reached

    def _grip(self, body: str, reading: Reading) -> str:
        """The sentence that says why a body has hold of an organ; empty where it has not."""
        name, who = self.name(reading.organ.organ.id), self.name(body)
        filled, unknown, sizes = 0, False, len(reading.parts)
        for part in reading.parts:
            if body in part.by and part.method in _WORDS:
                most = part.alone(body)
                if most == 0 and (reading.organ.organ.kind == "office" or part.by == (body,)):
                    most = part.seats  # with the consent of others, who only say yes or no
                unknown = unknown or most is None
                filled += most or 0
        if reading.size is not None and filled * 2 > reading.size:
            return f"{who} appoints {_seats(filled, reading, name)}"
        if unknown and sizes == 1:
            return f"{who} appoints {_seats(None, reading, name)}"
        if body == self.actor:
            if self.chairs(reading):
                return f"{who} chairs {name}"
            for party, (seats, text) in self.led.get(reading.organ.organ.id, {}).items():
                if reading.size is not None and seats * 2 > reading.size:
                    return f"{who} leads {party}, which has {_seats(seats, reading, name)} ({text})"
        return ""

    def _parties(self, reading: Reading, name: str) -> Iterator[Path]:
        for party, (seats, text) in self.led.get(reading.organ.organ.id, {}).items():
            held_seats = _seats(seats, reading, name)
            told = f"{self.name(self.actor)} leads {party}, which has {held_seats} ({text})"
            yield Path("party", f"party {party}", seats, told)

    def _led(self) -> Iterator[tuple[str, dict[str, tuple[int, str]]]]:
        """By organ, the parties that the office's holder leads, with their seats of the last election."""
        moment = self.view.moment
        leading = [
            party
            for party in self.polity.parties.values()
            if any(
                leader.person in self.persons and held(leader.presence, moment) >= Holds.POSSIBLE
                for leader in party.leaders
            )
        ]
        for organ in self.readings:
            last = last_election(self.polity, organ, self.view)
            if last is None:
                continue
            seats = party_seats(last)
            own = {
                party.name: (seats[party.id], f"since {last.name}")
                for party in leading
                if seats.get(party.id)
            }
            if own:
                yield organ, own


_TAKING = {
    "proposed_by": "proposes",
    "recommended_by": "recommends",
    "nominated_by": "nominates",
    "confirmed_by": "confirms",
    "consent_by": "gives consent to",
}
_HELPING = {
    "confirmed_by": "confirmed by",
    "consent_by": "with the consent of",
    "proposed_by": "proposed by",
    "recommended_by": "recommended by",
}


def last_election(polity: Polity, organ: str, view: AsOf) -> Election | None:
    """The last election of an organ by that time that the file knows, if its rules of filling still stood."""
    found = []
    for held_one in polity.elections.values():
        for statement in held_one.date.statements:
            time = parse_edtf(str(statement.value)) if statement.value is not None else None
            if held_one.organ == organ and time is not None and time.last and time.last <= view.moment.first:
                found.append((time.last, held_one))
    if not found:
        return None
    day, last = max(found, key=lambda pair: pair[0])
    # What an election under other rules gave says nothing of seats that are filled anew.
    for filling in polity.organs[organ].fillings if organ in polity.organs else ():
        for statement in filling.presence.statements:
            begin = statement.valid.begin
            edge = begin.last if begin else None
            if edge is not None and day < edge <= view.moment.first and begin is not None and begin.first:
                return None
    return last


def party_seats(election: Election) -> dict[str, int]:
    """The seats of each party by the first account that gives any, where its number is one."""
    for result in election.results:
        found = {}
        for row in result.rows:
            values = {s.value for s in row.seats.statements if isinstance(s.value, int) and not s.beside}
            if len(values) == 1:
                found[row.contestant] = int(next(iter(values)))
        if any(found.values()):
            return found
    return {}


def _seats(seats: int | None, reading: Reading, name: str) -> str:
    if seats is None:
        return f"members of {name} (how many is unknown)"
    if reading.organ.organ.kind == "office":
        return name
    of = f" of {reading.size}" if reading.size is not None else ""
    return f"{seats}{of} seats of {name}"
