"""Whom a description means: "the president", "the former mayor", "his wife", "the journalist", "the party".

A description is understood where the document calls one person or organisation so: by an office that only
one holds, by the noun beside its name, or by kin. Where a reader would not be sure, nothing is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx
from dalel.language.attributions.attribution import attributions
from dalel.language.coreference.clauses import acts, suffers
from dalel.language.mentions.mention import NameMention
from dalel.language.mentions.titles import former
from dalel.language.mentions.variants import Variants
from dalel.model import MentionKind

DATA = lx.table("dalel.language", "data/references.toml")["descriptions"]
UNIQUE = lx.words(DATA["unique"])
ORGANISATIONS = lx.words(DATA["organisations"])
GENERAL = lx.words(DATA["general"])
ACTING = lx.words(DATA["acting"])
STATE = lx.words(DATA["state"])
STAGES = lx.words(DATA["stages"])
VICTIMS = lx.words(DATA["victims"])
FILLING = lx.words(DATA["filling"])
HURT = lx.words(DATA["hurt"])
DEFINITE = frozenset(("the", "this", "that"))
PAST = frozenset(("former", "ex", "ousted", "deposed", "late"))
NOT_YET = frozenset(("first", "next", "new", "future", "other", "second", "same"))
PERSONAL_NOUN = lx.PERSON_NOUN | lx.OFFICE
NEAR = 2
"""How many units back the holder of an office that many have may be named."""
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


class Descriptions:
    """The descriptions of one document.

    `at` gives the name mention that a token is part of, `by_unit` the mentions of each unit, `meaning` the
    entities that a token stands for, `offices` the offices beside a name with their head tokens.
    """

    def __init__(
        self,
        docs: Sequence[Doc],
        names: Sequence[NameMention],
        variants: Variants,
        at: Mapping[tuple[int, int], int],
        by_unit: Mapping[int, Sequence[int]],
        meaning: Callable[[int, int], tuple[str, ...]],
        offices: Callable[[NameMention], list[tuple[int, int, int]]],
    ) -> None:
        self._docs = docs
        self._names = names
        self._owner = variants.owner
        self._entities = variants.entities
        self._at = at
        self._by_unit = by_unit
        self._meaning = meaning
        self._offices = offices
        self._titles: dict[str, list[tuple[int, int, bool, str, bool]]] | None = None
        self._kin_names: dict[tuple[str, str], tuple[str, ...]] | None = None

    def _name(self, index: int) -> str:
        return self._entities[self._owner[index]].name

    def __call__(self, unit: int, token: Token) -> tuple[str, ...]:
        """The entities that a noun means; empty where unsure."""
        determiner = next((c for c in token.children if c.dep_ in ("det", "poss") and c.i < token.i), None)
        if determiner is None or token.tag_ in ("NNS", "NNPS"):
            return ()
        mask = lx.mask_of(token.text)
        for child in token.children:
            if child.dep_ == "appos" and (unit, child.i) in self._at:
                index = self._at[unit, child.i]
                person = self._names[index].kind is MentionKind.PERSON
                if person == bool(mask & (lx.OFFICE | lx.KIN | lx.PERSON_NOUN)):
                    return (self._name(index),)
        if determiner.dep_ == "poss":
            return self._kin(unit, token, determiner) if mask & lx.KIN else ()
        if determiner.lower_ not in DEFINITE or token.dep_ in ("compound", "nmod"):
            return ()
        if mask & lx.OFFICE:
            entity = self.holder(unit, token)
            if entity is not None or not mask & lx.PERSON_NOUN:
                return () if entity is None else (self._entities[entity].name,)
        plain = not any(c.dep_ in ("prep", "relcl", "acl") and c.i > token.i for c in token.children)
        if not plain or not (token.text.islower() or token.lower_ in GENERAL):
            return ()
        if token.lower_ in ORGANISATIONS:
            return self._named_before(unit, determiner) or self._organisation(unit, token)
        if any(c.lower_ in NOT_YET for c in token.children):
            return ()
        if mask & lx.PERSON_NOUN:
            return self._person(unit, token)
        return ()

    # offices

    def _holders(self) -> dict[str, list[tuple[int, int, bool, str, bool]]]:
        """Who holds an office here: office -> (entity, mention index, whether past, complement, of a body).

        The complement is what follows it: "of the Herders' Union", which is one of a body.
        """
        if self._titles is None:
            table: dict[str, list[tuple[int, int, bool, str, bool]]] = defaultdict(list)
            for index, name in enumerate(self._names):
                if name.kind is not MentionKind.PERSON:
                    continue
                doc = self._docs[name.unit]
                for start, end, head in self._offices(name):
                    rest = doc[head + 1 : end].text if end > head + 1 else ""
                    body = any(self._is_body(name.unit, i) for i in range(head + 1, end))
                    table[office_key(doc, head)].append(
                        (self._owner[index], index, former(doc, (start, end)), rest, body)
                    )
            self._titles = dict(table)
        return self._titles

    def _is_body(self, unit: int, at: int) -> bool:
        """Whether a token is of the name of an organisation or a word for one."""
        index = self._at.get((unit, at))
        if index is not None:
            return self._names[index].kind is MentionKind.ORGANISATION
        return self._docs[unit][at].lower_ in ORGANISATIONS

    def holder(self, unit: int, token: Token) -> int | None:
        """The entity that holds an office which is mentioned without a name; None where unsure."""
        doc = self._docs[unit]
        if token.dep_ == "poss" and token.head.lower_ in ("office", "bureau", "department"):
            return None  # "the prosecutor's office"
        if token.dep_ == "dobj" and token.head.lemma_ in FILLING:
            return None  # "elects the speaker": an office, whoever will hold it
        children = list(token.children)
        if any(c.lower_ in NOT_YET or _tells_which(c) for c in children):
            return None
        past = any(c.lower_ in PAST for c in children)
        key = office_key(doc, token.i)
        held = [h for h in self._holders().get(key, ()) if h[2] == past]
        complement = next((c for c in children if c.dep_ == "prep" and c.i > token.i), None)
        if complement is not None:
            words = doc[complement.i : complement.right_edge.i + 1].text
            held = [h for h in held if h[3] == words]
        elif key in UNIQUE:  # "the president" is the country's, where that of a body is not spoken of
            held = [h for h in held if not h[4] or self._names[h[1]].unit == unit]
        elif " " not in key:
            held = [
                h
                for h in held
                if unit - NEAR <= (name := self._names[h[1]]).unit <= unit
                and (name.unit, name.head) < (unit, token.i)
            ]
        if not held:
            return None
        counts = Counter(h[0] for h in held)
        if len(counts) == 1:
            return held[0][0]
        near = {h[0] for h in held if self._names[h[1]].unit == unit and self._names[h[1]].head < token.i}
        if len(near) == 1:
            return near.pop()
        bare = Counter(h[0] for h in held if not h[3])
        ranked = bare.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]) and not near:
            return ranked[0][0]
        return None

    # persons and organisations by the noun beside their name

    def _person(self, unit: int, token: Token) -> tuple[str, ...]:
        """The person who is called by that noun before, in this unit or the last: "the journalist"."""
        noun = token.lower_
        found: dict[int, int] = {}
        for where in (unit, unit - 1):
            doc = self._docs[where] if where >= 0 else None
            if doc is None:
                break
            for index in reversed(self._by_unit.get(where, ())):
                name = self._names[index]
                if name.kind is not MentionKind.PERSON or (where == unit and name.head >= token.i):
                    continue
                if _called(doc, name, noun):
                    found.setdefault(self._owner[index], name.head)
            if where == unit and self._another(doc, token, found):
                return ()
            if found:
                break
        if len(found) == 1:
            return (self._entities[next(iter(found))].name,)
        if not found and (noun in STAGES or noun in VICTIMS):
            return self._topic(unit, token)
        return ()

    def _another(self, doc: Doc, token: Token, found: Mapping[int, int]) -> bool:
        """Whether one without a name is called so behind the last name: "a journalist was beaten"."""
        last = max(found.values(), default=-1)
        return any(
            t.lower_ == token.lower_
            and any(c.lower_ in ("a", "an", "another") for c in t.children)
            and not any(c.dep_ == "appos" for c in t.children)
            and t.dep_ not in ("appos", "attr", "compound")
            for t in doc[last + 1 : token.i]
        )

    def _topic(self, unit: int, token: Token) -> tuple[str, ...]:
        """The only person named so far in the unit, where something was done to him: "the detainee"."""
        doc = self._docs[unit]
        noun = token.lower_
        gender = lx.gender_of(lx.mask_of(noun))
        persons: dict[int, bool] = {}
        for index in self._by_unit.get(unit, ()):
            name = self._names[index]
            if name.kind is not MentionKind.PERSON or name.head >= token.i:
                continue
            head = doc[name.head]
            done = suffers(head, HURT) or (acts(head, HURT) and head.head.lemma_ == "die")
            entity = self._owner[index]
            persons[entity] = persons.get(entity, False) or done or noun not in VICTIMS
        if len(persons) != 1:
            return ()
        entity, fits = next(iter(persons.items()))
        known = self._entities[entity].gender
        if not fits or (gender and known != gender):
            return ()
        others = any(
            t.tag_ == "NN" and lx.mask_of(t.text) & PERSONAL_NOUN and t.dep_ in ("nsubj", "nsubjpass", "dobj")
            for t in doc[: token.i]
        )
        return () if others else (self._entities[entity].name,)

    def _named_before(self, unit: int, determiner: Token) -> tuple[str, ...]:
        """The body named right before the comma: "The Trade Council (TC), | this organisation was ..."."""
        doc, last = self._docs[unit], determiner.i - 2
        if last < 0 or determiner.lower_ != "this" or doc[last + 1].text != ",":
            return ()
        index = self._at.get((unit, last - 1 if doc[last].text == ")" else last))
        if index is None or self._names[index].kind is not MentionKind.ORGANISATION:
            return ()
        return (self._name(index),)

    def _organisation(self, unit: int, token: Token) -> tuple[str, ...]:
        """The organisation of that sort named last, in this unit or the one before: "the foundation"."""
        noun = token.lower_
        told = {
            c.lower_
            for c in token.children
            if c.dep_ == "compound" or (c.dep_ == "amod" and lx.mask_of(c.text) & (lx.DOMAIN | lx.MODIFIER))
        }
        nearby = [i for i in reversed(self._by_unit.get(unit, ())) if self._names[i].head < token.i]
        if unit:
            nearby.extend(reversed(self._by_unit.get(unit - 1, ())))
        for index in nearby:
            name = self._names[index]
            if name.kind is not MentionKind.ORGANISATION:
                continue
            doc = self._docs[name.unit]
            beside = {doc[i].lower_ for i in (name.start - 1, name.end) if 0 <= i < len(doc)}
            if noun in beside or noun in self._name(index).lower().split():
                known = told <= beside | set(self._name(index).lower().split())
                return (self._name(index),) if known else ()
        if told:
            return ()
        spoke = self._spoke_last(unit, token) if noun in GENERAL else ()
        return spoke or (self._acted_before(unit, token) if noun in ACTING else ())

    def _acted_before(self, unit: int, token: Token) -> tuple[str, ...]:
        """The body that the sentence before is about: "The league came. | The organization | ..."."""
        doc, start = self._docs[unit], token.sent.start
        if not start or token.dep_ not in ("nsubj", "nsubjpass", "poss"):
            return ()
        before = doc[start - 1].sent
        found = set()
        for index in self._by_unit.get(unit, ()):
            name = self._names[index]
            if not before.start <= name.head < before.end or name.kind is not MentionKind.ORGANISATION:
                continue
            head = doc[name.head]
            for _ in range(3):
                if head.dep_ not in ("appos", "compound", "nmod"):
                    break
                head = head.head
            if head.dep_ in ("nsubj", "nsubjpass") and head.head.i == before.root.i:
                found.add(self._name(index))
        state = {word for name in found for word in name.lower().split()} & STATE
        return tuple(found) if len(found) == 1 and not state else ()

    def _spoke_last(self, unit: int, token: Token) -> tuple[str, ...]:
        """The body that the text let speak last: "according to Amnesty ... | the organization | added"."""
        said = [a.source for a in attributions(self._docs[unit]) if a.source and a.source.end <= token.i]
        for source in reversed(said):
            named = {
                self._name(index)
                for index in self._by_unit.get(unit, ())
                if source.start <= self._names[index].head < source.end
                and self._names[index].kind is MentionKind.ORGANISATION
            }
            if named:
                (name, *more) = sorted(named)
                state = STATE & set(name.lower().split())
                return () if more or state else (name,)
        return ()

    # kin

    def _kin(self, unit: int, token: Token, owner: Token) -> tuple[str, ...]:
        """ "his wife", "the couple's son": the relative whom the document names so beside that person."""
        persons = self._meaning(unit, owner.i)
        if not persons or len(persons) > 2:
            return ()
        if self._kin_names is None:
            self._kin_names = {}  # no circles
            self._kin_names = self._kin_table()
        found = {
            name for person in persons for name in self._kin_names.get((person, token.lower_), ())
        } - set(persons)
        return tuple(found) if len(found) == 1 else ()

    def _gender(self, name: str) -> str:
        return next((e.gender for e in self._entities if e.name == name), "")

    def _kin_table(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Relatives named in the document: (person, word of kin) -> the one so called, where it is one."""
        table: dict[tuple[str, str], set[str]] = defaultdict(set)
        for index, name in enumerate(self._names):
            if name.kind is not MentionKind.PERSON:
                continue
            relative = self._name(index)
            for noun in _kin_nouns(self._docs[name.unit], name):
                owner = next((c for c in noun.children if c.dep_ == "poss"), None)
                if owner is None:
                    continue
                persons = self._meaning(name.unit, owner.i)
                if len(persons) != 1 or persons[0] == relative:
                    continue
                table[persons[0], noun.lower_].add(relative)
                back = INVERSE.get(noun.lower_)
                gender = self._gender(persons[0])
                if back is not None and (gender or back[0] == back[1]):
                    table[relative, back[gender == "female"]].add(persons[0])
        return {key: tuple(found) for key, found in table.items() if len(found) == 1}


def _tells_which(clause: Token) -> bool:
    """Whether a clause tells which one is meant: not "the mayor, who was abroad"."""
    first = clause.left_edge
    added = first.i > 0 and clause.doc[first.i - 1].text == "," and first.tag_ in ("WP", "WDT", "WP$")
    return clause.dep_ == "acl" or (clause.dep_ == "relcl" and not added)


def _called(doc: Doc, name: NameMention, noun: str) -> bool:
    """Whether a noun stands beside a name: "journalist Ana Lim", "Ana Lim, a journalist"."""
    if any(doc[i].lower_ == noun for i in range(max(0, name.start - 3), name.start) if doc[i].text != ","):
        return all(doc[i].text not in (".", ";", ",") for i in range(max(0, name.start - 1), name.start))
    head = doc[name.head]
    if any(c.dep_ == "appos" and c.lower_ == noun for c in head.children):
        return True
    if head.dep_ == "appos" and head.head.lower_ == noun:
        return True
    return head.dep_ == "nsubj" and any(c.dep_ == "attr" and c.lower_ == noun for c in head.head.children)


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
    if head and doc[head - 1].lower_ in ("vice", "deputy", "assistant"):
        return f"{doc[head - 1].lower_} {lower}"
    if lower in ("minister", "secretary", "general", "commissioner", "prosecutor") and head:
        previous = doc[head - 1].lower_
        if previous in ("prime", "prosecutor", "attorney") or lx.mask_of(previous) & lx.DOMAIN:
            return f"{previous} {lower}"
    return lower
