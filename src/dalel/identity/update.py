"""Bringing entities up to date: only what changed documents and judgements can change is touched.

Everything a pair's comparison depends on is kept with the parts, so the outcome is the one that a base
made anew would have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select

from dalel.base.access import batches
from dalel.base.schema import (
    document,
    entity_document,
    entity_edge,
    entity_member,
    entity_part,
    entity_word,
    entity_word_class,
    meta,
)
from dalel.base.version import identity_version
from dalel.base.writing import drop_from_parts
from dalel.identity.blocking import candidates
from dalel.identity.clusters import Judged, Pair, cluster, components, pair
from dalel.identity.compared import generic, is_renaming, rarity, reasons, weights
from dalel.identity.intake import Intake
from dalel.identity.judgements import Anchor, Judgement, Verdict, judgements, standing
from dalel.identity.loading import Loader
from dalel.identity.parts import Part
from dalel.model import MentionKind

if TYPE_CHECKING:
    from dalel.base import Base
    from dalel.base.build import Watcher

VERSION = "identity"
"""The key under which a base keeps what version resolved it."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did: documents taken in, parts and pairs compared, entities that came out anew."""

    documents: int
    parts: int
    pairs: int
    entities: int


def bring_up_to_date(base: Base, watcher: Watcher | None = None) -> Update:
    """Resolve what is new or changed in one transaction, all where another version of Dalel did so before.

    Raises BaseError where it cannot be written.
    """
    with base._writing() as connection:
        version = connection.execute(select(meta.c.value).where(meta.c.key == VERSION)).scalar()
        if version != identity_version():
            _clear(connection)
            connection.execute(delete(meta).where(meta.c.key == VERSION))
            connection.execute(insert(meta).values(key=VERSION, value=identity_version()))
        return _Updating(connection, watcher).run()


def start_anew(base: Base) -> None:
    """Forget all entities, never a judgement: the next update resolves every document again."""
    with base._writing() as connection:
        _clear(connection)


def _clear(connection: Connection) -> None:
    for table in (entity_document, entity_part, entity_word_class):
        connection.execute(delete(table))


def touch(connection: Connection, found: Sequence[Judgement]) -> None:
    """Note what new judgements are about, so that the next update follows them."""
    for one in found:
        for anchor in (one.left, one.right):
            if anchor.document:
                _take_out(connection, anchor)
            connection.execute(
                entity_part.update().where(entity_part.c.words == anchor.text).values(stale=True)
            )


def _take_out(connection: Connection, anchor: Anchor) -> None:
    """A document whose use of a name is judged apart is taken in again, with that use a part of its own."""
    numbers = connection.execute(select(document.c.number).where(document.c.id == anchor.document)).scalars()
    for number in numbers.all():
        of_document = entity_member.c.document == number
        parts = set(connection.execute(select(entity_member.c.part).where(of_document)).scalars())
        connection.execute(delete(entity_member).where(of_document))
        connection.execute(delete(entity_document).where(entity_document.c.document == number))
        drop_from_parts(connection, parts)


def _least_that_matters() -> float:
    """Log-odds of a pair below which it can neither join nor stand in the way of what a bare name joins."""
    limits = weights()["limits"]
    return float(limits["merge"]) - float(limits["margin"])


class _Updating:
    """One update, in one transaction."""

    def __init__(self, connection: Connection, watcher: Watcher | None) -> None:
        self.connection = connection
        self.watcher = watcher
        self.standing = standing(judgements(connection))
        self.alone = {
            (anchor.kind, anchor.text, anchor.document)
            for one in self.standing
            for anchor in (one.left, one.right)
            if anchor.document
        }
        self.loader = Loader(connection)
        self.pairs = 0

    def run(self) -> Update:
        """Take in new documents, compare what changed, and put together what that touches."""
        taken = Intake(self.connection, self.alone, self.watcher)()
        changed = set(
            self.connection.execute(select(entity_part.c.number).where(entity_part.c.stale)).scalars()
        )
        counts, shifted = self._counts()
        changed |= self._with_words(shifted)
        touched = self._compare(changed, counts)
        entities = self._cluster(touched)
        self.connection.execute(entity_part.update().where(entity_part.c.stale).values(stale=False))
        return Update(taken, len(changed), self.pairs, entities)

    # Comparing

    def _counts(self) -> tuple[dict[str, int], set[str]]:
        """In how many full names of people each word stands, and the words whose class is another now."""
        query = (
            select(entity_word.c.word, func.count(entity_part.c.words.distinct()))
            .join(entity_part, entity_part.c.number == entity_word.c.part)
            .where((entity_part.c.kind == MentionKind.PERSON.value) & ~entity_part.c.partial)
            .group_by(entity_word.c.word)
        )
        counts = {row[0]: row[1] for row in self.connection.execute(query)}
        before = {
            row[0]: row[1]
            for row in self.connection.execute(select(entity_word_class.c.word, entity_word_class.c["class"]))
        }
        now = {word: rarity(count) for word, count in counts.items()}
        shifted = {word for word, was in before.items() if now.get(word, 0) != was}
        if now != before:
            gone = sorted((before.keys() - now.keys()) | shifted)
            for some in batches(gone):
                self.connection.execute(delete(entity_word_class).where(entity_word_class.c.word.in_(some)))
            rows = [
                {"word": word, "class": value}
                for word, value in sorted(now.items())
                if before.get(word) != value
            ]
            if rows:
                self.connection.execute(insert(entity_word_class), rows)
        return counts, shifted

    def _compare(self, changed: set[int], counts: dict[str, int]) -> set[int]:
        """Compare changed parts with all they could be; the parts whose entity may be another now."""
        touched = set(changed)
        for some in batches(sorted(changed)):
            near = entity_edge.c.left.in_(some) | entity_edge.c.right.in_(some)
            for row in self.connection.execute(select(entity_edge.c.left, entity_edge.c.right).where(near)):
                touched.update(row)
            self.connection.execute(delete(entity_edge).where(near))
        around = set(changed) | self._sharing(changed)
        outlines = self.loader.outlines(around)
        found = list(candidates(changed, outlines))
        self.loader.load({number for two in found for number in two})
        keep = float(weights()["limits"]["keep"])
        rows = []
        for left, right in found:
            why = reasons(self.loader.parts[left], self.loader.parts[right], counts)
            odds = sum(one.weight for one in why)
            if odds >= keep:
                touched.update((left, right))
                rows.append(
                    {
                        "left": left,
                        "right": right,
                        "odds": round(odds, 3),
                        "reasons": [one.as_json() for one in why],
                    }
                )
        self.pairs = len(found)
        if rows:
            self.connection.execute(insert(entity_edge), rows)
        return touched

    def _sharing(self, changed: set[int]) -> set[int]:
        """The parts that share a word with changed ones; a word of every country's bodies only at home."""
        words: set[str] = set()
        settings: set[str] = set()
        for some in batches(sorted(changed)):
            query = select(entity_word.c.word).where(entity_word.c.part.in_(some)).distinct()
            words.update(self.connection.execute(query).scalars())
            at = select(entity_part.c.setting).where(entity_part.c.number.in_(some)).distinct()
            settings.update(self.connection.execute(at).scalars())
        common = words & generic()
        found = self._with_words(words - common)
        for shared in batches(sorted(common)):
            query = (
                select(entity_word.c.part)
                .join(entity_part, entity_part.c.number == entity_word.c.part)
                .where(entity_word.c.word.in_(shared) & entity_part.c.setting.in_(sorted(settings)))
                .distinct()
            )
            found.update(self.connection.execute(query).scalars())
        return found

    def _with_words(self, words: Collection[str]) -> set[int]:
        """The parts that have one of the words."""
        found: set[int] = set()
        for some in batches(sorted(words)):
            query = select(entity_word.c.part).where(entity_word.c.word.in_(some)).distinct()
            found.update(self.connection.execute(query).scalars())
        return found

    # Entities

    def _judged(self, parts: dict[str, Part], odds: Collection[Pair]) -> Judged:
        """The judgements that hold, as pairs of the keys of parts."""
        by_text: dict[tuple[str, str], list[Part]] = defaultdict(list)
        ids: dict[int, str] = {}
        for part in parts.values():
            by_text[part.kind.value, part.text].append(part)
        wanted = {a.document for j in self.standing for a in (j.left, j.right) if a.document}
        if wanted:
            query = select(document.c.number, document.c.id).where(document.c.id.in_(sorted(wanted)))
            ids = {row.number: row.id for row in self.connection.execute(query)}

        def meant(anchor: Anchor) -> list[str]:
            return sorted(
                part.key
                for part in by_text[anchor.kind, anchor.text]
                if anchor.setting in ("", part.setting)
                and (not anchor.document or any(ids.get(d) == anchor.document for d in part.documents))
            )

        decided: dict[Pair, Verdict] = {}
        for one in self.standing:
            if one.verdict is Verdict.UNSURE:
                continue
            for left in meant(one.left):
                for right in meant(one.right):
                    if left != right:
                        decided[pair(left, right)] = one.verdict
        return Judged(
            frozenset(two for two, verdict in decided.items() if verdict is Verdict.SAME),
            frozenset(two for two, verdict in decided.items() if verdict is Verdict.DIFFERENT),
            frozenset(two for two in odds if is_renaming(parts[two[0]], parts[two[1]])),
        )

    def _cluster(self, touched: set[int]) -> int:
        """Put together what the touched parts are connected with; how many entities came out."""
        propose = float(weights()["limits"]["propose"])
        matters = _least_that_matters()
        odds: dict[tuple[int, int], float] = {}
        reached: set[int] = set()
        todo = touched | self._judged_numbers()
        while todo:
            reached |= todo
            fresh: set[int] = set()
            for some in batches(sorted(todo)):
                near = entity_edge.c.left.in_(some) | entity_edge.c.right.in_(some)
                query = select(entity_edge.c.left, entity_edge.c.right, entity_edge.c.odds)
                for row in self.connection.execute(query.where(near & (entity_edge.c.odds >= propose))):
                    odds[row.left, row.right] = row.odds
                    if row.odds >= matters:
                        fresh.update((row.left, row.right))
            todo = fresh - reached
        self.loader.load(reached, company=False)
        known = self.loader.parts
        parts = {known[number].key: known[number] for number in reached if number in known}
        by_key = {
            pair(known[left].key, known[right].key): value
            for (left, right), value in odds.items()
            if left in reached and right in reached
        }
        judged = self._judged(parts, by_key)
        groups = self._groups(parts, by_key, judged)
        by_entity: dict[str, list[int]] = defaultdict(list)
        for key, entity in groups.items():
            by_entity[entity].append(parts[key].number)
        for entity, numbers in by_entity.items():
            for some in batches(numbers):
                self.connection.execute(
                    entity_part.update()
                    .where(entity_part.c.number.in_(some) & (entity_part.c.entity != entity))
                    .values(entity=entity)
                )
        return len(by_entity)

    def _groups(self, parts: dict[str, Part], odds: dict[Pair, float], judged: Judged) -> dict[str, str]:
        """The entity of each part, worked out for each set of connected parts on its own."""
        groups: dict[str, str] = {}
        matters = _least_that_matters()
        sure = [two for two, value in odds.items() if value >= matters]
        connected = components(parts, [*sure, *judged.same])
        home = {key: at for at, keys in enumerate(connected) for key in keys}
        inside: dict[int, dict[Pair, float]] = defaultdict(dict)
        for two, value in odds.items():
            if home[two[0]] == home[two[1]]:
                inside[home[two[0]]][two] = value
        for at, keys in enumerate(connected):
            if len(keys) > 1:
                groups |= cluster({key: parts[key] for key in sorted(keys)}, inside[at], judged)
            else:
                groups |= {key: key for key in keys}
        return groups

    def _judged_numbers(self) -> set[int]:
        """The parts that standing judgements speak of."""
        texts = {anchor.text for one in self.standing for anchor in (one.left, one.right)}
        found: set[int] = set()
        for some in batches(sorted(texts)):
            found.update(
                self.connection.execute(
                    select(entity_part.c.number).where(entity_part.c.words.in_(some))
                ).scalars()
            )
        return found
