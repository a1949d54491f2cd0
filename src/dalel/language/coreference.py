"""Who is meant, within one document: variants of names, pronouns and definite descriptions.

Every entity is called by the fullest form the document uses for it, as spelled there. Where a reader would not
be sure, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx
from dalel.language.mentions import NameMention
from dalel.language.runs import HYPHENS
from dalel.language.titles import former, office_heads, offices
from dalel.language.units import ParsedUnit
from dalel.model import Mention, MentionKind
from dalel.names.fold import key

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
IT = frozenset(("it", "its", "itself"))
THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
WHO = frozenset(("who", "whom", "whose", "which", "that"))
PRONOUNS = HE | SHE | IT | THEY | WHO
DEFINITE = frozenset(("the", "this", "that", "his", "her", "their"))
REACH = 2
"""How many units back a pronoun may look, its own included."""


@dataclass(slots=True)
class Entity:
    """One person, organisation or place of a document."""

    kind: MentionKind
    name: str = ""
    gender: str = ""
    mentions: list[int] = field(default_factory=list)  # indices into the name mentions


@dataclass(frozen=True, slots=True)
class PersonName:
    """The words of a person's name, folded."""

    initials: tuple[str, ...]
    words: tuple[str, ...]
    surname_first: bool = False


class Resolution:
    """Names, pronouns and descriptions of one document, resolved.

    `mentions` are its names with document offsets. `entity` and `entities` tell who a token means.
    """

    def __init__(self, parsed: Sequence[ParsedUnit], names: Sequence[NameMention]) -> None:
        self.parsed = parsed
        self.names = tuple(names)
        self._docs = [p.doc for p in parsed]
        self._owner: dict[int, int] = {}
        self._entities: list[Entity] = []
        self._at: dict[tuple[int, int], int] = {}
        self._by_unit: dict[int, list[int]] = defaultdict(list)
        for index, name in enumerate(self.names):
            self._by_unit[name.unit].append(index)
            for token in range(name.start, name.end):
                self._at[name.unit, token] = index
        self._cluster()
        self._memory: dict[tuple[int, int], tuple[str, ...]] = {}
        self._titles: dict[str, list[tuple[int, int, bool]]] | None = None
        self.mentions = tuple(self._mention(index) for index in range(len(self.names)))

    # names

    def _text(self, index: int) -> str:
        name = self.names[index]
        return self._docs[name.unit][name.start : name.end].text

    def _mention(self, index: int) -> Mention:
        name = self.names[index]
        unit = self.parsed[name.unit]
        start, end = unit.offsets(unit.doc[name.start : name.end])
        document = unit.unit.document
        return Mention(document.id, start, end, document.text[start:end], name.kind, self.name_of(index))

    def name_of(self, index: int) -> str:
        """The fullest form of the entity that a name mention (by its index in `names`) means."""
        return self._entities[self._owner[index]].name

    def _cluster(self) -> None:
        people = [i for i, n in enumerate(self.names) if n.kind is MentionKind.PERSON]
        self._cluster_people(people)
        self._cluster_others([i for i, n in enumerate(self.names) if n.kind is not MentionKind.PERSON])

    def _add(self, entity: int, index: int) -> None:
        self._owner[index] = entity
        self._entities[entity].mentions.append(index)

    def _cluster_people(self, people: list[int]) -> None:
        forms = {
            i: person_name(
                [t.text for t in self._docs[self.names[i].unit][self.names[i].start : self.names[i].end]]
            )
            for i in people
        }
        order = sorted(
            people,
            key=lambda i: (-len(forms[i].words), bool(forms[i].initials) and len(forms[i].words) < 2, i),
        )
        members: dict[int, list[PersonName]] = {}
        by_word: dict[str, list[int]] = defaultdict(list)

        def put(index: int, entity: int | None) -> None:
            if entity is None:
                entity = len(self._entities)
                self._entities.append(Entity(MentionKind.PERSON))
                members[entity] = []
            form = forms[index]
            if form not in members[entity]:
                members[entity].append(form)
                for word in form.words:
                    if entity not in by_word[word]:
                        by_word[word].append(entity)
            self._add(entity, index)

        for index in order:
            form = forms[index]
            candidates = [
                e
                for e in {e: None for word in form.words for e in by_word[word]}
                if all(compatible(form, other) for other in members[e]) and self._agrees(e, index)
            ]
            if len(candidates) > 1:
                candidates = [self._nearest(candidates, index)]
            put(index, candidates[0] if candidates else None)
        for entity in self._entities:
            self._name_person(entity, forms)

    def _agrees(self, entity: int, index: int) -> bool:
        gender = self.names[index].gender
        known = self._entities[entity].gender or next(
            (self.names[i].gender for i in self._entities[entity].mentions if self.names[i].gender), ""
        )
        return not gender or not known or gender == known

    def _nearest(self, candidates: list[int], index: int) -> int:
        """The candidate last mentioned before a name, else the one first mentioned after it."""

        def distance(entity: int) -> tuple[int, int]:
            before = [i for i in self._entities[entity].mentions if i < index]
            if before:
                return 0, index - max(before)
            return 1, min(self._entities[entity].mentions) - index

        return min(candidates, key=distance)

    def _name_person(self, entity: Entity, forms: dict[int, PersonName]) -> None:
        if entity.kind is not MentionKind.PERSON:
            return
        best = max(
            sorted(entity.mentions),
            key=lambda i: (len(forms[i].words), len(forms[i].initials), -i),
        )
        entity.name = self._text(best)
        entity.gender = next((self.names[i].gender for i in entity.mentions if self.names[i].gender), "")

    def _cluster_others(self, others: list[int]) -> None:
        table: dict[tuple[MentionKind, str], int] = {}
        for index in others:
            name = self.names[index]
            key = (name.kind, organisation_key(self._text(index)))
            if key not in table:
                table[key] = len(self._entities)
                self._entities.append(Entity(name.kind))
            self._add(table[key], index)
        for entity in table.values():
            self._entities[entity].name = max(
                (self._text(i) for i in self._entities[entity].mentions), key=len
            )
        self._abbreviations(others)

    def _abbreviations(self, others: list[int]) -> None:
        """ "Full Name (FN)" makes FN the full name's short form in the whole document."""
        short: dict[str, int] = {}
        for a, b in zip(others, others[1:], strict=False):
            left, right = self.names[a], self.names[b]
            if left.unit != right.unit or left.kind is not MentionKind.ORGANISATION:
                continue
            doc = self._docs[left.unit]
            if (
                right.start - left.end == 1
                and doc[left.end].text == "("
                and right.end < len(doc)
                and (doc[right.end].text in (")", ",", ";"))
            ):
                text = self._text(b)
                full = self._owner[a]
                if " " not in text and len(text) < len(self._entities[full].name) and text[0].isupper():
                    if text not in short:
                        short[text] = full
                        self._entities[full].name += f" ({text})"
        for index in others:
            text = self._text(index)
            if text in short and self._owner[index] != short[text]:
                self._entities[self._owner[index]].mentions.remove(index)
                self._add(short[text], index)

    # who a token means

    def entity(self, unit: int, token: int) -> str | None:
        """The fullest form of the one entity that a token means, None where it means none, several or is unsure."""
        found = self.entities(unit, token)
        return found[0] if len(found) == 1 else None

    def entities(self, unit: int, token: int) -> tuple[str, ...]:
        """The entities that a name's token, a pronoun or the head of a description means; empty where unsure."""
        key = (unit, token)
        if key not in self._memory:
            self._memory[key] = ()  # no circles
            self._memory[key] = self._resolve(unit, token)
        return self._memory[key]

    def _resolve(self, unit: int, position: int) -> tuple[str, ...]:
        index = self._at.get((unit, position))
        if index is not None:
            return (self.name_of(index),)
        token = self._docs[unit][position]
        lower = token.lower_
        if lower in HE:
            return self._pronoun(unit, token, "male")
        if lower in SHE:
            return self._pronoun(unit, token, "female")
        if lower in WHO and token.tag_ in ("WP", "WP$", "WDT"):
            return self._relative(unit, token)
        if lower in THEY:
            return self._plural(unit, token)
        if lower in IT:
            return self._neuter(unit, token)
        if token.pos_ in ("NOUN", "PROPN"):
            return self._description(unit, token)
        return ()

    def _relative(self, unit: int, token: Token) -> tuple[str, ...]:
        for ancestor in token.ancestors:
            if ancestor.dep_ in ("relcl", "acl"):
                return self.entities(unit, ancestor.head.i)
        return ()

    def _candidates(self, unit: int, before: int) -> list[int]:
        """Persons named in this unit before a token and in the one before it, nearest sentence first."""
        found = [i for i in reversed(self._by_unit.get(unit, [])) if self.names[i].head < before]
        if REACH > 1 and unit:
            found += list(reversed(self._by_unit.get(unit - 1, [])))
        return found

    def _pronoun(self, unit: int, token: Token, gender: str) -> tuple[str, ...]:
        best: tuple[float, int] | None = None
        sentence = token.sent.start
        for index in self._candidates(unit, token.i):
            name = self.names[index]
            if name.kind is not MentionKind.PERSON:
                continue
            entity = self._entities[self._owner[index]]
            if entity.gender and entity.gender != gender:
                continue
            head = self._docs[name.unit][name.head]
            score = 0.0
            if head.dep_ in ("nsubj", "nsubjpass"):
                score += 2.0
            elif head.dep_ in ("poss", "compound"):
                score -= 0.5
            if entity.gender == gender:
                score += 1.0
            if name.unit != unit:
                score -= 4.0
            else:
                score -= 1.0 * _sentences_between(self._docs[unit], head.sent.start, sentence)
                if (
                    head.sent.start == sentence
                    and token.lower_ in ("he", "she", "him")
                    and (head.head == token.head and head.dep_ not in ("poss",))
                ):
                    continue  # "Orlov praised him": not himself
            if best is None or score > best[0]:
                best = (score, index)
        return (self.name_of(best[1]),) if best is not None and best[0] > -5 else ()

    def _plural(self, unit: int, token: Token) -> tuple[str, ...]:
        """Persons joined by "and" as a subject of this or the previous sentence."""
        doc = self._docs[unit]
        sentence = token.sent.start
        groups: list[tuple[str, ...]] = []
        for index in self._by_unit.get(unit, []):
            name = self.names[index]
            if name.head >= token.i or name.kind is not MentionKind.PERSON:
                continue
            head = doc[name.head]
            if head.dep_ == "conj" or not head.conjuncts:
                continue
            members = [head, *head.conjuncts]
            if any(m.i >= token.i for m in members):
                continue
            if _sentences_between(doc, head.sent.start, sentence) > 1:
                continue
            resolved = [self._at.get((unit, m.i)) for m in members]
            if all(r is not None for r in resolved):
                groups.append(tuple(self.name_of(r) for r in resolved if r is not None))
        return groups[-1] if groups else ()

    def _neuter(self, unit: int, token: Token) -> tuple[str, ...]:
        """The organisation or place that is subject of this or the previous sentence, where there is one only."""
        doc = self._docs[unit]
        sentence = token.sent.start
        for back in (0, 1):
            found: list[int] = []
            for index in self._by_unit.get(unit, []):
                name = self.names[index]
                if name.head >= token.i or name.kind is MentionKind.PERSON:
                    continue
                head = doc[name.head]
                if _sentences_between(doc, head.sent.start, sentence) == back and head.dep_ in (
                    "nsubj",
                    "nsubjpass",
                ):
                    found.append(index)
            entities = {self._owner[i] for i in found}
            if len(entities) == 1:
                return (self.name_of(found[0]),)
            if entities:
                return ()
        return ()

    def _holders(self) -> dict[str, list[tuple[int, int, bool]]]:
        """Who holds an office in the document: office head -> (entity, mention index, former)."""
        if self._titles is None:
            table: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
            for index, name in enumerate(self.names):
                if name.kind is not MentionKind.PERSON:
                    continue
                doc = self._docs[name.unit]
                for head, span in zip(office_heads(doc, name), offices(doc, name), strict=True):
                    table[office_key(doc, head)].append((self._owner[index], index, former(doc, span)))
            self._titles = dict(table)
        return self._titles

    def _description(self, unit: int, token: Token) -> tuple[str, ...]:
        """ "the president", "the former mayor", "his wife", "the party"."""
        doc = self._docs[unit]
        determiner = next((c for c in token.children if c.dep_ in ("det", "poss") and c.i < token.i), None)
        if determiner is None or token.tag_ in ("NNS", "NNPS"):
            return ()
        mask = lx.mask_of(token.text)
        for child in token.children:
            if child.dep_ == "appos" and (unit, child.i) in self._at:
                return (self.name_of(self._at[unit, child.i]),)
        if determiner.dep_ == "poss":
            return self._kin(unit, token, determiner) if mask & lx.KIN else ()
        if determiner.lower_ not in DEFINITE:
            return ()
        complement = any(c.dep_ in ("prep", "relcl") and c.i > token.i for c in token.children)
        if mask & lx.OFFICE:
            return self._holder(unit, doc, token, complement)
        if mask & (lx.LOWER_ORGANISATION | lx.ORGANISATION) and not complement and token.text.islower():
            return self._organisation(unit, token)
        return ()

    def _holder(self, unit: int, doc: Doc, token: Token, complement: bool) -> tuple[str, ...]:
        key = office_key(doc, token.i)
        held = self._holders().get(key, [])
        past = any(c.lower_ in ("former", "ex", "ousted", "deposed") for c in token.children)
        fitting = [h for h in held if h[2] == past]
        entities = {h[0] for h in fitting}
        if complement:
            # "the mayor of Porto": only who is called so in the same words
            return ()
        if len(entities) > 1:
            near = [
                h
                for h in fitting
                if self.names[h[1]].unit in (unit, unit - 1)
                and (self.names[h[1]].unit, self.names[h[1]].head) < (unit, token.i)
            ]
            entities = {h[0] for h in near}
        if len(entities) != 1:
            return ()
        return (self._entities[entities.pop()].name,)

    def _organisation(self, unit: int, token: Token) -> tuple[str, ...]:
        """The one organisation of that sort named shortly before."""
        noun = token.lower_
        for index in self._candidates(unit, token.i):
            name = self.names[index]
            if name.kind is not MentionKind.ORGANISATION:
                continue
            doc = self._docs[name.unit]
            words = {t.lower_ for t in doc[name.start : name.end]}
            beside = set()
            if name.end < len(doc):
                beside.add(doc[name.end].lower_)
            if name.start:
                beside.add(doc[name.start - 1].lower_)
            if noun in words or noun in beside or any(w in self._words_of(index) for w in (noun,)):
                return (self.name_of(index),)
        return ()

    def _words_of(self, index: int) -> set[str]:
        return set(self.name_of(index).lower().split())

    def _kin(self, unit: int, token: Token, owner: Token) -> tuple[str, ...]:
        """ "his wife": the relative whom the document names so beside that person."""
        persons = self.entities(unit, owner.i)
        if len(persons) != 1:
            return ()
        return self._kin_table().get((persons[0], token.lower_), ())

    def _kin_table(self) -> dict[tuple[str, str], tuple[str, ...]]:
        table: dict[tuple[str, str], set[str]] = defaultdict(set)
        for index, name in enumerate(self.names):
            if name.kind is not MentionKind.PERSON:
                continue
            doc = self._docs[name.unit]
            for noun in _kin_nouns(doc, name):
                owner = next((c for c in noun.children if c.dep_ == "poss"), None)
                if owner is None:
                    continue
                persons = self.entities(name.unit, owner.i)
                if len(persons) == 1:
                    table[persons[0], noun.lower_].add(self.name_of(index))
        return {key: tuple(sorted(found)) for key, found in table.items() if len(found) == 1}


def _kin_nouns(doc: Doc, name: NameMention) -> list[Token]:
    """Words of kin that the sentence says of a name: "his wife, Ana" and "his wife Ana"."""
    found = []
    head = doc[name.head]
    if head.dep_ == "appos" and lx.mask_of(head.head.text) & lx.KIN:
        found.append(head.head)
    for position in (name.title - 1, name.title - 2):
        if position >= 0 and lx.mask_of(doc[position].text) & lx.KIN:
            found.append(doc[position])
            break
        if position >= 0 and doc[position].text != ",":
            break
    found.extend(c for c in head.children if c.dep_ == "appos" and lx.mask_of(c.text) & lx.KIN)
    return found


def _sentences_between(doc: Doc, earlier: int, later: int) -> int:
    """How many sentence starts lie after `earlier` up to `later`."""
    if earlier == later:
        return 0
    return sum(1 for i in range(earlier + 1, later + 1) if doc[i].is_sent_start)


def office_key(doc: Doc, head: int) -> str:
    """Under which word an office is looked up: "minister" with what it is for, else the bare head noun."""
    lower = doc[head].lower_
    previous = doc[head - 1].lower_ if head else ""
    if lower == "minister" and previous == "prime":
        return "prime minister"
    return lower


def organisation_key(text: str) -> str:
    """The form under which mentions of an organisation or place are one."""
    lower = text.lower()
    return lower.removeprefix("the ").replace("’", "'").replace(".", "")


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
            initials.extend(s[0].lower() for s in short if s)
        if token in HYPHENS:
            glue = True
            continue
        word = fold(text)
        if glue and words:
            words[-1] += "-" + word
        else:
            words.append(word)
        glue = False
    return PersonName(tuple(initials), tuple(words))


def fold(word: str) -> str:
    """The spelling-insensitive key of one word of a name."""
    return key(word) or word.lower()


def compatible(left: PersonName, right: PersonName) -> bool:
    """Whether two forms can be of one person, by themselves."""
    a, b = (left, right) if len(left.words) <= len(right.words) else (right, left)
    if not a.words:
        return bool(set(a.initials) & set(b.initials))
    if len(a.words) == 1:
        word = a.words[0]
        if word not in b.words:
            return False
        others = [w for w in b.words if w != word]
        if a.initials:
            starts = {w[0] for w in others} | set(b.initials)
            return not starts or a.initials[0] in starts
        return True
    if set(a.words) <= set(b.words):
        return True
    return False


def resolve(parsed: Sequence[ParsedUnit], mentions: Sequence[NameMention]) -> Resolution:
    """The names, pronouns and descriptions of a document's units, resolved over the whole of it."""
    return Resolution(parsed, mentions)
