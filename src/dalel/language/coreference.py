"""Who is meant, within one document: variants of names, pronouns and definite descriptions.

Every entity is called by the fullest form the document uses for it, as spelled there; an organisation with
the abbreviation that the document introduces. Where a reader would not be sure, nothing is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx
from dalel.language.mentions import NameMention
from dalel.language.plurals import GROUPS, Plurals
from dalel.language.pronouns import IT, PERSONAL, THEY, Candidate, neuter, personal, sentence_numbers
from dalel.language.titles import former, is_office, offices_with_heads
from dalel.language.units import ParsedUnit
from dalel.language.variants import Variants
from dalel.model import Mention, MentionKind

WHO = frozenset(("who", "whom", "whose", "which", "that"))
DEFINITE = frozenset(("the", "this", "that"))
DEEPEST = 40
"""How many pronouns and descriptions may lead one to another."""
PAST = frozenset(("former", "ex", "ousted", "deposed", "late"))
NO_PERSON = (
    lx.ORGANISATION | lx.KNOWN_ORGANISATION | lx.PLACE | lx.THING | lx.ACRONYM | lx.COMMON | lx.DEMONYM
)
"""What words that are no part of a person's name are."""
INVERSE = {
    "wife": ("husband", "husband"),
    "husband": ("wife", "wife"),
    "son": ("father", "mother"),
    "daughter": ("father", "mother"),
    "father": ("son", "daughter"),
    "mother": ("son", "daughter"),
    "brother": ("brother", "sister"),
    "sister": ("brother", "sister"),
}
"""What someone is to a relative of that word, a man and a woman."""


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
        self._titles: dict[str, list[tuple[int, int, bool, str]]] | None = None
        self._depth = 0
        self._memory: dict[tuple[int, int], tuple[str, ...]] = {}
        self._pronouns: dict[tuple[int, int], int] = {}
        self._plurals = Plurals(self._docs, self._persons, self._bodies)
        self._read_pronouns()
        self._kin_names: dict[tuple[str, str], tuple[str, ...]] | None = None
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
        if lower in THEY or lower == "both" or token.tag_ in ("NNS", "CD") or lower in GROUPS:
            found = self._plural(unit, token)
            if found or lower not in GROUPS:
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
            return self._description(unit, token)
        return ()

    def _read_pronouns(self) -> None:
        """Resolves every he and she, unit after unit; units without names keep the persons of the last."""
        before: list[Candidate] = []
        for unit, doc in enumerate(self._docs):
            found, candidates = personal(
                doc, self._heads[unit], self._entities, before, partial(self._described, unit)
            )
            for position, entity in found.items():
                self._pronouns[unit, position] = entity
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
        if token.tag_ == "NNP":
            # a name that was not taken for one may be a person's
            other = mask & NO_PERSON or token.ent_type_ not in ("PERSON", "") or (unit, token.i) in self._at
            return None if other else -1 - token.i
        if not mask & (lx.OFFICE | lx.PERSON_NOUN | lx.KIN):
            return None
        children = list(token.children)
        if any((unit, c.i) in self._at for c in children if c.dep_ in ("appos", "compound")):
            return None
        if any(c.dep_ == "det" and c.lower_ in DEFINITE for c in children) and is_office(token):
            held = self._holder(unit, token)
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
        """The phrase that a plural pronoun or description stands for: its unit, first token and end.

        "Five officers were tried. They were sentenced": "five officers". None where it means persons by
        name (see `entities`), or where unsure.
        """
        if (unit, token) in self._at:
            return None
        group = self._plurals.group(unit, self._docs[unit][token])
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
        index = self._at.get((unit, position))
        if index is None or self.names[index].kind is not MentionKind.ORGANISATION:
            return ()
        return (self.name_of(index),)

    # descriptions

    def _holders(self) -> dict[str, list[tuple[int, int, bool, str]]]:
        """Who holds an office here: office -> (entity, mention index, whether past, its complement)."""
        if self._titles is None:
            table: dict[str, list[tuple[int, int, bool, str]]] = defaultdict(list)
            for index, name in enumerate(self.names):
                if name.kind is not MentionKind.PERSON:
                    continue
                doc = self._docs[name.unit]
                for start, end, head in self._offices(name):
                    rest = doc[head + 1 : end].text if end > head + 1 else ""
                    table[office_key(doc, head)].append(
                        (self._owner[index], index, former(doc, (start, end)), rest)
                    )
            self._titles = dict(table)
        return self._titles

    def _description(self, unit: int, token: Token) -> tuple[str, ...]:
        """ "the president", "the former mayor", "his wife", "the party"."""
        determiner = next((c for c in token.children if c.dep_ in ("det", "poss") and c.i < token.i), None)
        if determiner is None or token.tag_ in ("NNS", "NNPS"):
            return ()
        mask = lx.mask_of(token.text)
        for child in token.children:
            if child.dep_ == "appos" and (unit, child.i) in self._at:
                index = self._at[unit, child.i]
                person = self.names[index].kind is MentionKind.PERSON
                if person == bool(mask & (lx.OFFICE | lx.KIN | lx.PERSON_NOUN)):
                    return (self.name_of(index),)
        if determiner.dep_ == "poss":
            return self._kin(unit, token, determiner) if mask & lx.KIN else ()
        if determiner.lower_ not in DEFINITE:
            return ()
        if mask & lx.OFFICE:
            entity = self._holder(unit, token)
            return () if entity is None else (self._entities[entity].name,)
        complement = any(c.dep_ in ("prep", "relcl", "acl") and c.i > token.i for c in token.children)
        if mask & (lx.LOWER_ORGANISATION | lx.ORGANISATION) and not complement and token.text.islower():
            return self._organisation(unit, token)
        return ()

    def _holder(self, unit: int, token: Token) -> int | None:
        """The one who holds an office that is mentioned without a name."""
        doc = self._docs[unit]
        children = list(token.children)
        if any(
            c.dep_ in ("relcl", "acl") or c.lower_ in ("first", "next", "new", "future") for c in children
        ):
            return None
        past = any(c.lower_ in PAST for c in children)
        held = [h for h in self._holders().get(office_key(doc, token.i), ()) if h[2] == past]
        complement = next((c for c in children if c.dep_ == "prep" and c.i > token.i), None)
        if complement is not None:
            words = doc[complement.i : complement.right_edge.i + 1].text
            held = [h for h in held if h[3] == words]
        if not held:
            return None
        counts = Counter(h[0] for h in held)
        if len(counts) == 1:
            return held[0][0]
        near = {h[0] for h in held if self.names[h[1]].unit == unit and self.names[h[1]].head < token.i}
        if len(near) == 1:
            return near.pop()
        bare = Counter(h[0] for h in held if not h[3])
        ranked = bare.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]) and not near:
            return ranked[0][0]
        return None

    def _organisation(self, unit: int, token: Token) -> tuple[str, ...]:
        """The organisation of that sort named last, in this unit or the one before: "the foundation"."""
        noun = token.lower_
        nearby = [i for i in reversed(self._by_unit.get(unit, ())) if self.names[i].head < token.i]
        if unit:
            nearby.extend(reversed(self._by_unit.get(unit - 1, ())))
        for index in nearby:
            name = self.names[index]
            if name.kind is not MentionKind.ORGANISATION:
                continue
            doc = self._docs[name.unit]
            beside = {doc[i].lower_ for i in (name.start - 1, name.end) if 0 <= i < len(doc)}
            if noun in beside or noun in self.name_of(index).lower().split():
                return (self.name_of(index),)
        return ()

    def _kin(self, unit: int, token: Token, owner: Token) -> tuple[str, ...]:
        """ "his wife": the relative whom the document names so beside that person."""
        persons = self.entities(unit, owner.i)
        if len(persons) != 1:
            return ()
        if self._kin_names is None:
            self._kin_names = {}  # no circles
            self._kin_names = self._kin_table()
        return self._kin_names.get((persons[0], token.lower_), ())

    def _kin_table(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Relatives named in the document: (person, word of kin) -> the one so called, where it is one."""
        table: dict[tuple[str, str], set[str]] = defaultdict(set)
        for index, name in enumerate(self.names):
            if name.kind is not MentionKind.PERSON:
                continue
            relative = self.name_of(index)
            for noun in _kin_nouns(self._docs[name.unit], name):
                owner = next((c for c in noun.children if c.dep_ == "poss"), None)
                if owner is None:
                    continue
                persons = self.entities(name.unit, owner.i)
                if len(persons) != 1 or persons[0] == relative:
                    continue
                table[persons[0], noun.lower_].add(relative)
                back = INVERSE.get(noun.lower_)
                gender = self.gender_of(persons[0])
                if back is not None and (gender or back[0] == back[1]):
                    table[relative, back[gender == "female"]].add(persons[0])
        return {key: tuple(found) for key, found in table.items() if len(found) == 1}


def _kin_nouns(doc: Doc, name: NameMention) -> list[Token]:
    """Words of kin that the sentence says of a name: "his wife, Ana", "his wife Ana" and "Ana, his wife"."""
    found = []
    head = doc[name.head]
    if head.dep_ == "appos" and lx.mask_of(head.head.text) & lx.KIN:
        found.append(head.head)
    for position in (name.title - 1, name.title - 2):
        if position >= 0 and lx.mask_of(doc[position].text) & lx.KIN:
            if doc[position] not in found:
                found.append(doc[position])
            break
        if position >= 0 and doc[position].text != ",":
            break
    found.extend(c for c in head.children if c.dep_ == "appos" and lx.mask_of(c.text) & lx.KIN)
    return [noun for noun in found if doc[min(noun.i + 1, len(doc) - 1)].text != "-"]


def office_key(doc: Doc, head: int) -> str:
    """Under which words an office is looked up: "prime minister", "foreign minister", else its head noun."""
    lower = doc[head].lower_
    if lower in ("minister", "secretary", "general", "commissioner", "prosecutor") and head:
        previous = doc[head - 1].lower_
        if previous in ("prime", "prosecutor") or lx.mask_of(previous) & lx.DOMAIN:
            return f"{previous} {lower}"
    return lower


def resolve(parsed: Sequence[ParsedUnit], mentions: Sequence[NameMention]) -> Resolution:
    """The names, pronouns and descriptions of a document's units, resolved over the whole of it."""
    return Resolution(parsed, mentions)
