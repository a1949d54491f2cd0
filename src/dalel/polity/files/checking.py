"""Whether the parts of a polity name each other rightly: every id that is used is one the file describes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NoReturn

from dalel.polity.files.model import VOTERS, Organ, Party, Polity, Rule
from dalel.polity.files.reading import PolityError, vocabulary
from dalel.polity.files.values import Param


def check(polity: Polity) -> None:
    """Raise a PolityError for the first id that the file uses and does not describe."""
    _Check(polity).all()


class _Check:
    def __init__(self, polity: Polity) -> None:
        self.polity = polity
        self.actors = {
            VOTERS,
            *polity.organs,
            *polity.groups,
            *polity.persons,
            *polity.parties,
        }
        words = vocabulary()
        self.kinds: Mapping[str, Mapping[str, str]] = {
            "organ": words["organ"],
            "filling": words["filling"],
            **{f"rule {kind}": table for kind, table in words["rule"].items()},
        }

    def all(self) -> None:
        polity = self.polity
        for organ in polity.organs.values():
            self.organ(organ)
        for territory in polity.territories.values():
            self.known(f"territory {territory.id}", "part_of", territory.part_of, polity.territories)
        for holder in polity.holders:
            where = f"holder {holder.person} of {holder.organ}"
            self.known(where, "organ", holder.organ, polity.organs)
            self.known(where, "person", holder.person, polity.persons)
        for party in polity.parties.values():
            self.party(party)
        for election in polity.elections.values():
            where = f"election {election.id}"
            self.known(where, "organ", election.organ, polity.organs)
            self.rules(where, election.rules)
            self.once(where, "result", [result.id for result in election.results])
        for act in polity.acts.values():
            for one in act.by:
                self.known(f"act {act.id}", "by", one, self.actors)

    def organ(self, organ: Organ) -> None:
        where = f"organ {organ.id}"
        self.known(where, "part_of", organ.part_of, self.polity.organs)
        self.known(where, "territory", organ.territory, self.polity.territories)
        self.params(where, organ.params, self.kinds["organ"])
        self.once(where, "filling", [filling.id for filling in organ.fillings])
        for filling in organ.fillings:
            self.params(f"{where}, filling {filling.id}", filling.params, self.kinds["filling"])
        self.rules(where, organ.rules)

    def party(self, party: Party) -> None:
        where = f"party {party.id}"
        for leader in party.leaders:
            self.known(where, "leader", leader.person, self.polity.persons)
        for event in party.events:
            for one in (*event.with_, *event.by):
                self.known(f"{where}, event {event.kind}", "with", one, self.actors)
        self.rules(where, party.rules)

    def rules(self, where: str, rules: Iterable[Rule]) -> None:
        rules = list(rules)
        self.once(where, "rule", [rule.id for rule in rules])
        for rule in rules:
            self.params(f"{where}, rule {rule.id}", rule.params, self.kinds[f"rule {rule.kind}"])

    def params(self, where: str, params: Mapping[str, Param], words: Mapping[str, str]) -> None:
        for key, param in params.items():
            if words[key] != "actors":
                continue
            for statement in param.statements:
                for one in statement.value if isinstance(statement.value, tuple) else ():
                    self.known(where, key, one, self.actors)

    def known(self, where: str, key: str, name: str, table: Collection[str]) -> None:
        if name and name not in table:
            self.fail(where, key, f"nothing in this file has the id {name!r}")

    def once(self, where: str, key: str, ids: list[str]) -> None:
        for one in ids:
            if ids.count(one) > 1:
                self.fail(where, key, f"the id {one!r} stands twice")

    def fail(self, where: str, key: str, reason: str) -> NoReturn:
        raise PolityError(f"{self.polity.file}: {where}: {key}: {reason}")
