"""Which names of a document are names of one: "M. Orlova" and "Maria Orlova", "OSCE" and its full name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc

from dalel.language import lexicon as lx
from dalel.language.mentions.mention import NameMention
from dalel.language.mentions.runs import HYPHENS
from dalel.language.mentions.titles import FORMER, offices
from dalel.model import MentionKind
from dalel.names.fold import key

ALIASES = frozenset(("aka", "a.k.a.", "alias", "also known as", "better known as", "known as"))


@dataclass(slots=True)
class Entity:
    """One person, organisation or place of a document, with the indices of its name mentions."""

    kind: MentionKind
    name: str = ""
    gender: str = ""
    mentions: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PersonName:
    """The words of a person's name as spelling-insensitive keys, and its initials."""

    initials: tuple[str, ...]
    words: tuple[str, ...]


def person_name(tokens: Sequence[str]) -> PersonName:
    """A person's name taken apart."""
    initials: list[str] = []
    words: list[str] = []
    glue = False
    for token in tokens:
        text = lx.latin(token)
        mask = lx.mask_of(token)
        if mask & lx.INITIAL:
            initials.append(text[0].lower())
            continue
        if mask & lx.GLUED:
            *short, text = text.replace("-", "").split(".")
            initials.extend(piece[0].lower() for piece in short if piece)
        if token in HYPHENS:
            glue = True
            continue
        word = key(text) or text.lower()
        if glue and words:
            words[-1] += "-" + word
        else:
            words.append(word)
        glue = False
    return PersonName(tuple(initials), tuple(words))


def compatible(left: PersonName, right: PersonName) -> bool:
    """Whether two forms can be of one person, by themselves.

    All words of the shorter one stand in the longer one, and initials fit the words that are left.
    """
    a, b = (left, right) if len(left.words) <= len(right.words) else (right, left)
    if not a.words or not set(a.words) <= set(b.words):
        return False
    others = [word for word in b.words if word not in a.words]
    if a.initials and (others or b.initials):
        return a.initials[0] in {word[0] for word in others} | set(b.initials)
    return True


def organisation_key(text: str) -> str:
    """The form under which mentions of an organisation or place are one."""
    return text.lower().removeprefix("the ").replace("’", "'").replace(".", "")


class Variants:
    """The entities of a document; `owner[i]` is the index of the entity that name mention i means."""

    def __init__(self, docs: Sequence[Doc], names: Sequence[NameMention]) -> None:
        self.docs = docs
        self.names = names
        self.owner: dict[int, int] = {}
        self.entities: list[Entity] = []
        self._by_alias: set[int] = set()
        self._told: dict[int, set[str]] = {}
        people = [i for i, name in enumerate(names) if name.kind is MentionKind.PERSON]
        others = [i for i, name in enumerate(names) if name.kind is not MentionKind.PERSON]
        self._people(people)
        self._others(others)
        self._abbreviations(others)
        self._aliases(people)

    def text(self, index: int) -> str:
        """The words of a name mention as the parse has them."""
        name = self.names[index]
        return self.docs[name.unit][name.start : name.end].text

    def _add(self, entity: int, index: int) -> None:
        self.owner[index] = entity
        self.entities[entity].mentions.append(index)

    def _people(self, people: list[int]) -> None:
        forms: dict[int, PersonName] = {}
        for i in people:
            name = self.names[i]
            forms[i] = person_name([token.text for token in self.docs[name.unit][name.start : name.end]])
        # the fullest first, so that short forms find whom they may mean
        order = sorted(people, key=lambda i: (-len(forms[i].words), -len(forms[i].initials), i))
        members: dict[int, set[PersonName]] = {}
        by_word: dict[str, list[int]] = defaultdict(list)
        for index in order:
            form = forms[index]
            candidates = [
                entity
                for entity in dict.fromkeys(e for word in form.words for e in by_word[word])
                if all(
                    compatible(form, other)
                    for other in members[entity]
                    if len(other.words) > 1 or len(form.words) > 1  # two short forms need not share a word
                )
                and self._agrees(entity, index)
            ]
            if candidates:
                entity = self._nearest(candidates, index)
            else:
                entity = len(self.entities)
                self.entities.append(Entity(MentionKind.PERSON))
                members[entity] = set()
            if form not in members[entity]:
                members[entity].add(form)
                for word in form.words:
                    if entity not in by_word[word]:
                        by_word[word].append(entity)
            self._add(entity, index)
        for entity in members:
            self._describe(self.entities[entity], forms)

    def _agrees(self, entity: int, index: int) -> bool:
        """Whether genders told by titles, given names and endings allow that a name means an entity."""
        gender = self.names[index].gender
        known = {self.names[i].gender for i in self.entities[entity].mentions} - {""}
        return not gender or not known or gender in known

    def _nearest(self, candidates: list[int], index: int) -> int:
        """The candidate last mentioned before a name, else the one first mentioned after it.

        Of several the one that is told of with the same post elsewhere: "Minister Silva" is "Minister Ana
        Silva", whoever else of that name was told of last.
        """
        if len(candidates) > 1 and (posts := self._posts(index)):
            alike = [
                entity
                for entity in candidates
                if any(posts & self._posts(i) for i in self.entities[entity].mentions)
            ]
            candidates = alike or candidates
        if len(candidates) == 1:
            return candidates[0]

        def distance(entity: int) -> tuple[int, int]:
            before = [i for i in self.entities[entity].mentions if i < index]
            return (0, index - max(before)) if before else (1, min(self.entities[entity].mentions) - index)

        return min(candidates, key=distance)

    def _posts(self, index: int) -> set[str]:
        """The posts beside a name, as they are called in small letters."""
        if index not in self._told:
            name = self.names[index]
            doc = self.docs[name.unit]
            words = ([t.lower_ for t in doc[i:j] if t.lower_ not in FORMER] for i, j in offices(doc, name))
            self._told[index] = {" ".join(each) for each in words if each}
        return self._told[index]

    def _describe(self, entity: Entity, forms: dict[int, PersonName]) -> None:
        entity.mentions.sort()
        best = max(entity.mentions, key=lambda i: (len(forms[i].words), len(forms[i].initials), -i))
        entity.name = self.text(best)
        told = [self.names[i].gender for i in entity.mentions if self.names[i].gender]
        entity.gender = max(sorted(set(told)), key=told.count) if told else ""

    def _others(self, others: list[int]) -> None:
        table: dict[tuple[MentionKind, str], int] = {}
        for index in others:
            name = self.names[index]
            form = (name.kind, organisation_key(self.text(index)))
            if form not in table:
                table[form] = len(self.entities)
                self.entities.append(Entity(name.kind))
            self._add(table[form], index)
        for entity in table.values():
            self.entities[entity].name = max((self.text(i) for i in self.entities[entity].mentions), key=len)

    def _abbreviations(self, others: list[int]) -> None:
        """Full Name (FN) makes FN the short form of that name, in the whole document."""
        short: dict[str, int] = {}
        for a, b in pairwise(others):
            left, right = self.names[a], self.names[b]
            doc = self.docs[left.unit]
            if (
                left.unit != right.unit
                or left.kind is not MentionKind.ORGANISATION
                or right.start - left.end != 1
                or doc[left.end].text != "("
                or right.end >= len(doc)
                or doc[right.end].text not in (")", ",", ";")
            ):
                continue
            text, full = self.text(b), self.owner[a]
            if " " not in text and len(text) < len(self.entities[full].name) and text not in short:
                short[text] = full
                self.entities[full].name += f" ({text})"
        for index in others:
            text = self.text(index)
            if text in short and self.owner[index] != short[text]:
                self._move(index, short[text])

    def _aliases(self, people: list[int]) -> None:
        """X, also known as Y and Z: all of them are X."""
        for a, b in pairwise(people):
            left, right = self.names[a], self.names[b]
            if left.unit != right.unit or right.start - left.end > 6:
                continue
            gap = [
                t.lower_ for t in self.docs[left.unit][left.end : right.start] if t.is_alpha or "." in t.text
            ]
            said = " ".join(gap)
            again = said in ("and", "or", "and or") and a in self._by_alias
            if (said in ALIASES or again) and self.owner[a] != self.owner[b]:
                self._by_alias.add(b)
                for index in list(self.entities[self.owner[b]].mentions):
                    self._move(index, self.owner[a])

    def _move(self, index: int, entity: int) -> None:
        self.entities[self.owner[index]].mentions.remove(index)
        self._add(entity, index)
