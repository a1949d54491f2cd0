"""Who is meant, within one document: variants of names, pronouns and definite descriptions.

Every entity is called by the fullest form the document uses for it, as spelled there; an organisation with
the abbreviation that the document introduces. Where a reader would not be sure, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx
from dalel.language.coreference.descriptions import DEFINITE, Descriptions
from dalel.language.coreference.groups import phrase_bounds
from dalel.language.coreference.plurals import TRIGGERS, UNITED, Plurals
from dalel.language.coreference.pronouns import (
    IT,
    PERSONAL,
    THEY,
    Candidate,
    neuter,
    personal,
    sentence_numbers,
)
from dalel.language.mentions.mention import NameMention
from dalel.language.mentions.titles import is_office, offices_with_heads
from dalel.language.mentions.variants import Variants
from dalel.language.units import ParsedUnit
from dalel.model import Mention, MentionKind

WHO = frozenset(("who", "whom", "whose", "which", "that"))
DEEPEST = 40
"""How many pronouns and descriptions may lead one to another."""
NO_PERSON = (
    lx.ORGANISATION | lx.KNOWN_ORGANISATION | lx.PLACE | lx.THING | lx.ACRONYM | lx.COMMON | lx.DEMONYM
)
"""What words that are no part of a person's name are."""


class Resolution:
    """Names, pronouns and descriptions of one document, resolved.

    `mentions` are its names with document offsets. `entity` and `entities` tell who a token means.
    """

    def __init__(self, parsed: Sequence[ParsedUnit], names: Sequence[NameMention]) -> None:
        self.parsed = parsed
        self.names = tuple(names)
        self._docs: list[Doc] = [p.doc for p in parsed]
        self._variants = Variants(self._docs, self.names)
        self._owner = self._variants.owner
        self._entities = self._variants.entities
        self._at: dict[tuple[int, int], int] = {}
        self._by_unit: dict[int, list[int]] = defaultdict(list)
        self._heads: dict[int, dict[int, int]] = defaultdict(dict)
        for index, name in enumerate(self.names):
            self._by_unit[name.unit].append(index)
            self._heads[name.unit][name.head] = self._owner[index]
            for token in range(name.start, name.end):
                self._at[name.unit, token] = index
        self._descriptions = Descriptions(
            self._docs, self.names, self._variants, self._at, self._by_unit, self.entities, self._offices
        )
        self._depth = 0
        self._memory: dict[tuple[int, int], tuple[str, ...]] = {}
        self._pronouns: dict[tuple[int, int], int] = {}
        self._unnamed: dict[tuple[int, int], int] = {}
        self._plurals = Plurals(self._docs, self._persons, self._bodies, self._places)
        self._read_pronouns()
        self.mentions = tuple(self._mention(index) for index in range(len(self.names)))

    def _mention(self, index: int) -> Mention:
        name = self.names[index]
        unit = self.parsed[name.unit]
        start, end = unit.offsets(unit.doc[name.start : name.end])
        document = unit.unit.document
        return Mention(document.id, start, end, document.text[start:end], name.kind, self.name_of(index))

    def name_of(self, index: int) -> str:
        """The fullest form of the entity that a name mention (by its index in `names`) means."""
        return self._entities[self._owner[index]].name

    def name_at(self, unit: int, token: int) -> NameMention | None:
        """The name that a token is part of."""
        index = self._at.get((unit, token))
        return None if index is None else self.names[index]

    def offices(self, name: NameMention) -> list[tuple[int, int]]:
        """Token spans of the offices beside a person's name; see `titles.offices`."""
        return [(start, end) for start, end, _ in self._offices(name)]

    def _offices(self, name: NameMention) -> list[tuple[int, int, int]]:
        taken = {
            token
            for index in self._by_unit[name.unit]
            if self.names[index].kind is MentionKind.PERSON
            for token in range(self.names[index].start, self.names[index].end)
        }
        return offices_with_heads(self._docs[name.unit], name, taken)

    def gender_of(self, entity: str) -> str:
        """ "male", "female" or "" for a person by the fullest form."""
        return next((e.gender for e in self._entities if e.name == entity), "")

    def entity(self, unit: int, token: int) -> str | None:
        """The fullest form of the one entity that a token means; None for none, several, or where unsure."""
        found = self.entities(unit, token)
        return found[0] if len(found) == 1 else None

    def entities(self, unit: int, token: int) -> tuple[str, ...]:
        """The entities that a name's token, a pronoun or a description's head means; empty where unsure."""
        key = (unit, token)
        if key not in self._memory:
            if self._depth > DEEPEST:
                return ()
            self._memory[key] = ()  # no circles
            self._depth += 1
            self._memory[key] = self._resolve(unit, token)
            self._depth -= 1
        return self._memory[key]

    def _resolve(self, unit: int, position: int) -> tuple[str, ...]:
        index = self._at.get((unit, position))
        if index is not None:
            return (self.name_of(index),)
        token = self._docs[unit][position]
        lower = token.lower_
        if lower in PERSONAL:
            entity = self._pronouns.get((unit, position))
            return () if entity is None else (self._entities[entity].name,)
        if lower in WHO and token.tag_ in ("WP", "WP$", "WDT"):
            return self._relative(unit, token)
        if lower in THEY or lower == "both" or token.tag_ in ("NNS", "CD") or lower in UNITED:
            found = self._plural(unit, token)
            if found or lower not in UNITED:
                return found
        if lower in IT:
            return neuter(
                self._docs[unit],
                position,
                lambda i: self.entities(unit, i),
                self._heads[unit],
                lambda e: self._entities[e].kind,
            )
        if token.pos_ in ("NOUN", "PROPN"):
            return self._descriptions(unit, token)
        return ()

    def _read_pronouns(self) -> None:
        """Resolves every he and she, unit after unit; units without names keep the persons of the last."""
        before: list[Candidate] = []
        for unit, doc in enumerate(self._docs):
            found, unnamed, candidates = personal(
                doc, self._heads[unit], self._entities, before, partial(self._described, unit)
            )
            for position, entity in found.items():
                self._pronouns[unit, position] = entity
            for position, head in unnamed.items():
                self._unnamed[unit, position] = head
            last = sentence_numbers(doc)[-1] if len(doc) else 0
            kept = [c for c in candidates if c.sentence >= 0] or candidates
            # a new paragraph is one more step away
            before = [
                replace(c, sentence=min(c.sentence - last - 2, -2) if c.sentence >= 0 else c.sentence - 1)
                for c in kept[-12:]
            ]

    def _described(self, unit: int, token: Token) -> int | None:
        """For a person's description that a pronoun may take up: who it is; negative where unnamed."""
        mask = lx.mask_of(token.text)
        known = any(c.dep_ == "det" and c.lower_ in DEFINITE for c in token.children)
        if token.tag_ == "NNP" and not (known and mask & lx.OFFICE and (unit, token.i) not in self._at):
            # a name that was not taken for one may be a person's
            other = mask & NO_PERSON or token.ent_type_ not in ("PERSON", "") or (unit, token.i) in self._at
            return None if other else -1 - token.i
        if not mask & (lx.OFFICE | lx.PERSON_NOUN | lx.KIN):
            return None
        children = list(token.children)
        if any((unit, c.i) in self._at for c in children if c.dep_ in ("appos", "compound")):
            return None
        if known and is_office(token):
            held = self._descriptions.holder(unit, token)
            if held is not None:
                return held
        return -1 - token.i

    def _relative(self, unit: int, token: Token) -> tuple[str, ...]:
        for ancestor in token.ancestors:
            if ancestor.dep_ in ("relcl", "acl"):
                head = ancestor.head
                if head.tag_ in ("NNS", "NNPS") and (unit, head.i) not in self._at:
                    return ()
                return self.entities(unit, head.i)
        return ()

    def phrase(self, unit: int, token: int) -> tuple[int, int, int] | None:
        """The phrase that a pronoun or a plural description stands for: its unit, first token and end.

        "Five officers were tried. They were sentenced": "five officers"; "beat a student and freed him":
        "student". None where it means persons by name (see `entities`), or where unsure.
        """
        word = self._docs[unit][token]
        if (unit, token) in self._unnamed:
            return unit, *phrase_bounds(self._docs[unit][self._unnamed[unit, token]])
        if (unit, token) in self._at or not (word.lower_ in TRIGGERS or word.tag_ == "NNS"):
            return None
        group = self._plurals.group(unit, word)
        return None if group is None or group.names else group.phrase

    def _plural(self, unit: int, token: Token) -> tuple[str, ...]:
        """Persons joined by "and" whom a plural means."""
        group = self._plurals.group(unit, token)
        return () if group is None else group.names

    def _persons(self, unit: int, position: int) -> tuple[str, ...]:
        """The one person that a token stands for, by name."""
        index = self._at.get((unit, position))
        if index is not None and self.names[index].kind is not MentionKind.PERSON:
            return ()
        token = self._docs[unit][position]
        if index is None and not lx.mask_of(token.text) & (lx.KIN | lx.OFFICE | lx.PERSON_NOUN):
            return ()
        if token.tag_ in ("NNS", "NNPS") and index is None:
            return ()
        found = self.entities(unit, position)
        return found if len(found) == 1 else ()

    def _bodies(self, unit: int, position: int) -> tuple[str, ...]:
        """The organisation that a token names."""
        return self._named(unit, position, MentionKind.ORGANISATION)

    def _places(self, unit: int, position: int) -> tuple[str, ...]:
        """The place that a token names."""
        return self._named(unit, position, MentionKind.PLACE)

    def _named(self, unit: int, position: int, kind: MentionKind) -> tuple[str, ...]:
        index = self._at.get((unit, position))
        return () if index is None or self.names[index].kind is not kind else (self.name_of(index),)


def resolve(parsed: Sequence[ParsedUnit], mentions: Sequence[NameMention]) -> Resolution:
    """The names, pronouns and descriptions of a document's units, resolved over the whole of it."""
    return Resolution(parsed, mentions)
