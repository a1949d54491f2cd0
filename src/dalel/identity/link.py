"""Linking a base's entities to the records of a file: candidates with reasons, nothing decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from dalel.base import Base
from dalel.base.schema import entity_member, entity_part
from dalel.identity.compared import Reason, logit, reason, weights
from dalel.identity.entities import Entity, entities
from dalel.identity.features import Features, office
from dalel.identity.outside import Record
from dalel.identity.parts import is_partial, words_of
from dalel.identity.places import country_of
from dalel.model import MentionKind
from dalel.names import compare


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be an entity of the base, and what speaks for and against (log-odds)."""

    entity: Entity
    record: Record
    odds: float
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, Any]:
        """The form of `dalel link --json`."""
        return {
            "entity": self.entity.id,
            "name": self.entity.name,
            "kind": self.entity.kind.value,
            "record": self.record.id,
            "record_names": list(self.record.names),
            "odds": round(self.odds, 2),
            "reasons": [{"text": one.text, "weight": round(one.weight, 2)} for one in self.reasons],
        }


class Linker:
    """The entities of a base, indexed by the words of their names."""

    def __init__(self, base: Base) -> None:
        self.entities = {one.id: one for one in entities(base)}
        self.features: dict[str, Features] = defaultdict(Features)
        self.settings: dict[str, set[str]] = defaultdict(set)
        with base._reading() as connection:
            query = select(entity_part.c.entity, entity_part.c.setting, entity_member.c.features).join(
                entity_member, entity_member.c.part == entity_part.c.number
            )
            for row in connection.execute(query):
                self.features[row.entity].add(Features.from_json(row.features))
                if row.setting:
                    self.settings[row.entity].add(row.setting)
        self.by_word: dict[tuple[MentionKind, str], set[str]] = defaultdict(set)
        for one in self.entities.values():
            for form in one.forms:
                words = words_of(form.entity, form.kind)
                if not is_partial(words, one.kind):
                    for word in words:
                        self.by_word[one.kind, word].add(one.id)

    def __call__(self, found: Iterable[Record]) -> Iterator[Candidate]:
        """The candidates among some records, record by record, the surest first."""
        least = float(weights()["limits"]["propose"])
        for record in found:
            made = [one for one in self._of(record) if one.odds >= least]
            yield from sorted(made, key=lambda one: (-one.odds, one.entity.id))

    def _of(self, record: Record) -> Iterator[Candidate]:
        near: dict[str, int] = defaultdict(int)
        for name in record.names:
            words = set(words_of(name, record.kind))
            shared: dict[str, int] = defaultdict(int)
            for word in words:
                for one in self.by_word[record.kind, word]:
                    shared[one] += 1
            for one, count in shared.items():
                if count >= min(2, len(words)):
                    near[one] = max(near[one], count)
        for identity in sorted(near):
            yield self._compare(self.entities[identity], record)

    def _compare(self, entity: Entity, record: Record) -> Candidate:
        forms = [f.entity for f in entity.forms if not is_partial(words_of(f.entity, f.kind), f.kind)]
        score, form, name = max(
            (compare(form, name, record.kind.value).score, form, name)
            for form in forms
            for name in record.names
        )
        reasons = [Reason(f"{form!r} and {name!r} as names: {score:.2f}", logit(score))]
        features = self.features[entity.id]

        def add(property_: str, /, **told: object) -> None:
            reasons.append(reason(property_, **told))

        if record.gender in ("m", "f") and features.gender and record.gender not in features.gender:
            add("gender")
        shared = {office(one) for one in record.positions} & features.offices
        if shared:
            add("same_office", what=min(shared))
        countries = {found for one in record.countries if (found := country_of(one))}
        mine = self.settings[entity.id]
        if countries & mine:
            add("same_setting", what=min(countries & mine))
        if record.births and features.births:
            years = ({b[:4] for b in record.births}, {b[:4] for b in features.births})
            if not years[0] & years[1]:
                add("birth", left=", ".join(sorted(years[1])), right=", ".join(sorted(years[0])))
        return Candidate(entity, record, sum(one.weight for one in reasons), tuple(reasons))
