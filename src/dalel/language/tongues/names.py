"""Names in documents of other languages than English, brought to the fullest form a document uses.

The pipeline finds names; here they are cleaned, put into the nominative where the pipeline knows it,
found again where it missed them, and joined. A pronoun stands for someone only where one person can
be meant.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from spacy.tokens import Doc, Token

from dalel.language.tongues.tongue import Tongue
from dalel.language.units import ParsedUnit
from dalel.model import Mention, MentionKind
from dalel.names.fold import key

MARKS = frozenset("«»\"“”„'().,;:")
FEW = 6
"""How many readings of a name are compared at the most."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a unit: tokens `start` to `end`, and every reading of it in the nominative, best first."""

    unit: int
    start: int
    end: int
    kind: MentionKind
    readings: tuple[tuple[str, ...], ...]
    sure: bool
    gender: str

    @property
    def text(self) -> str:
        """The likeliest reading; initials with their full stops."""
        if self.kind is not MentionKind.PERSON:
            return self.readings[0][0]
        return " ".join(f"{word}." if len(word) == 1 else word for word in self.readings[0])


def nominatives(token: Token) -> tuple[str, ...]:
    """The forms of a word in the nominative, as its pipeline knows them; else the word."""
    found: tuple[str, ...] = token._.dalel_nominatives if token.has_extension("dalel_nominatives") else ()
    return found or (token.text,)


class TongueNames:
    """The names of one document and what they stand for."""

    def __init__(self, tongue: Tongue, parsed: Sequence[ParsedUnit], author: str) -> None:
        self.tongue = tongue
        self.parsed = parsed
        self.author = author
        found = [name for index, one in enumerate(parsed) for name in self._in(index, one.doc)]
        found += [name for index, one in enumerate(parsed) for name in self._after_callings(index, one.doc)]
        found = self._persons(found)
        found = sorted([*found, *self._again(found)], key=lambda n: (n.unit, n.start))
        self.names: dict[int, list[Named]] = defaultdict(list)
        self._at: dict[tuple[int, int], tuple[Named, str]] = {}
        self.entity: dict[tuple[int, int], str] = {}
        for name, entity in zip(found, self._joined(found), strict=True):
            self.names[name.unit].append(name)
            self.entity[name.unit, name.start] = entity
            for i in range(name.start, name.end):
                self._at[name.unit, i] = (name, entity)

    # --- what a token stands for ---

    def name_at(self, unit: int, i: int) -> Named | None:
        """The name that a token is part of."""
        found = self._at.get((unit, i))
        return found[0] if found else None

    def kind(self, unit: int, token: Token) -> MentionKind | None:
        """The kind of thing a token names, or the description that stands before a name."""
        found = self.name_at(unit, token.i) or self.described(unit, token)
        if found is not None:
            return found.kind
        return MentionKind.PERSON if self.pronoun(unit, token) else None

    def entities(self, unit: int, token: Token) -> tuple[str, ...]:
        """The fullest name of what a token stands for; empty where unsure."""
        found = self.name_at(unit, token.i) or self.described(unit, token)
        if found is not None:
            return (self.entity[unit, found.start],)
        person = self.pronoun(unit, token)
        return (person,) if person else ()

    def described(self, unit: int, token: Token) -> Named | None:
        """The person whom a description stands beside: "opposition politician | Vladimir Kozlov"."""
        if token.pos_ not in ("NOUN", "ADJ", "VERB", "PROPN"):
            return None
        for name in self.names[unit]:
            if name.kind is not MentionKind.PERSON or name.start <= token.i:
                continue
            between = token.doc[token.i + 1 : name.start]
            if any(t.is_sent_start for t in token.doc[token.i + 1 : name.start + 1]):
                return None
            if len(between) > 8 or any(t.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ") for t in between):
                return None
            head = token.doc[name.start]
            if any(c.dep_.partition(":")[0] == "case" for c in head.children):
                return None
            commas = [t for t in between if t.text == ","]
            tied = head.head.i == token.i and head.dep_ != "conj"
            close = all(t.i in {s.i for s in token.subtree} or t.is_punct for t in between)
            after = token.doc[name.end].text if name.end < len(token.doc) else ""
            bounded = after == "," and head.head.i == token.head.i and close  # "the mayor, Ana Silva, said"
            if len(commas) > 1 or (commas and token.doc[name.start - 1].text != ","):
                return None
            near = tied or bounded or (close and not commas)
            return name if near and self._agrees(token, head) else None
        return None

    @staticmethod
    def _agrees(noun: Token, name: Token) -> bool:
        """Whether case and number of a description and a name agree, as far as they are known."""
        for feature in ("Case", "Number"):
            left, right = noun.morph.get(feature, []), name.morph.get(feature, [])
            if left and right and left != right and {*left, *right} != {"Gen", "Acc"}:
                return False
        return True

    def pronoun(self, unit: int, token: Token) -> str:
        """The person that a pronoun stands for, "" where it could be several or none."""
        word, lemma = token.lower_, token.lemma_.lower()
        rules = self.tongue
        if token.pos_ not in ("PRON", "DET"):
            return ""
        if {word, lemma} & rules("grammar", "he") or word in rules("grammar", "possessive_he"):
            gender = "Masc"
        elif {word, lemma} & rules("grammar", "she") or word in rules("grammar", "possessive_she"):
            gender = "Fem"
        else:
            return ""
        if "Plur" in token.morph.get("Number", []):
            return ""
        sentence = token.sent
        start = sentence.start
        if start > 0:
            start = token.doc[start - 1].sent.start
        found = {
            self.entity[unit, name.start]
            for name in self.names[unit]
            if name.kind is MentionKind.PERSON
            and start <= name.start < token.i
            and name.gender in ("", gender)
            and token.doc[name.start].dep_.partition(":")[0]
            != "nmod"  # named only to tell whose something is
        }
        return found.pop() if len(found) == 1 else ""

    def mentions(self, document: str, text: str) -> Iterator[Mention]:
        """The names as mentions in the document's own characters."""
        for unit, names in sorted(self.names.items()):
            one = self.parsed[unit]
            for name in names:
                start, end = one.offsets(one.doc[name.start : name.end])
                entity = self.entity[unit, name.start]
                yield Mention(document, start, end, text[start:end], name.kind, entity)

    # --- finding and joining ---

    def _in(self, unit: int, doc: Doc) -> Iterator[Named]:
        titles = self.tongue("names", "titles")
        for entity in doc.ents:
            kind = self.tongue.kinds.get(entity.label_)
            if kind is None:
                continue
            start, end = entity.start, entity.end
            while start < end and (doc[start].lower_ in titles or doc[start].text in MARKS):
                start += 1
            while end > start and doc[end - 1].text in MARKS:
                end -= 1
            if kind is MentionKind.ORGANISATION and doc[start].lower_ in self.tongue(
                "names", "before_person"
            ):
                # "minister of defence | Ana Silva", taken for one name
                first = next(
                    (t for t in doc[start:end] if t.pos_ == "PROPN" and t.text.istitle()), doc[start]
                )
                named = [t for t in first.subtree if t.i >= first.i and t.dep_.startswith("flat")]
                if named and named[-1].i == end - 1 and first.dep_ in ("appos", "nmod"):
                    yield self._named(unit, doc, first.i, end, MentionKind.PERSON)
                    continue
            while start < end and not doc[start].text[:1].isupper() and kind is MentionKind.PERSON:
                start += 1
            if start + 1 == end and (self._titled(doc, start) or doc[start].pos_ == "ADJ"):
                continue
            if start < end and any(c.isupper() for c in doc[start].text):
                yield self._named(unit, doc, start, end, kind)

    def _after_callings(self, unit: int, doc: Doc) -> Iterator[Named]:
        """Two words with capitals or more after a word that calls somebody what he is."""
        callings = self.tongue("names", "before_person")
        taken = {i for e in doc.ents for i in range(e.start, e.end)}
        i = 0
        while i < len(doc) - 2:
            i += 1
            if not {doc[i - 1].lower_, doc[i - 1].lemma_.lower()} & callings:
                continue
            end = i
            while end < len(doc) and doc[end].text.istitle() and doc[end].is_alpha and end not in taken:
                end += 1
            if end - i >= 2:
                yield self._named(unit, doc, i, end, MentionKind.PERSON)
                i = end

    def _titled(self, doc: Doc, i: int) -> bool:
        """Whether a word at the beginning of a sentence only calls a person something, whose name follows."""
        if i + 1 == len(doc) or doc[i].sent.start != i or doc[i + 1].head.i != i:
            return False
        return (
            doc[i + 1].ent_iob_ == "B" and self.tongue.kinds.get(doc[i + 1].ent_type_) is MentionKind.PERSON
        )

    def _named(self, unit: int, doc: Doc, start: int, end: int, kind: MentionKind) -> Named:
        span = doc[start:end]
        if kind is MentionKind.PERSON:
            words = [t for t in span if not t.is_punct]
            readings = tuple(islice(product(*(nominatives(t)[:3] for t in words)), FEW))
        else:
            head = span.root.i
            agreeing = {head} | {c.i for c in doc[head].children if c.dep_.startswith(("amod", "flat"))}
            forms = (nominatives(t)[0] if t.i in agreeing else t.text for t in span)
            readings = (("".join(w + t.whitespace_ for w, t in zip(forms, span, strict=True)).strip(),),)
        case = span[0].morph.get("Case", [])
        gender = "".join(span[0].morph.get("Gender", []))
        return Named(unit, start, end, kind, readings, not case or case == ["Nom"], gender)

    def _again(self, found: Sequence[Named]) -> Iterator[Named]:
        """Surnames of persons known by their full names, where the pipeline saw no name."""
        known = {
            key(n.readings[0][-1]): n for n in found if n.kind is MentionKind.PERSON and n.end - n.start > 1
        }
        taken = {(n.unit, i) for n in found for i in range(n.start, n.end)}
        for unit, one in enumerate(self.parsed):
            for token in one.doc:
                if (unit, token.i) in taken or not token.text[:1].isupper() or len(token.text) < 4:
                    continue
                for form in nominatives(token):
                    if key(form) in known:
                        yield self._named(unit, one.doc, token.i, token.i + 1, MentionKind.PERSON)
                        break

    def _persons(self, found: Sequence[Named]) -> list[Named]:
        """The names, those as persons that end in the surname of one and were taken for something else."""
        surnames = {key(n.readings[0][-1]) for n in found if n.kind is MentionKind.PERSON}
        done = []
        for name in found:
            span = self.parsed[name.unit].doc[name.start : name.end]
            capitals = len(span) in (2, 3) and all(t.text.istitle() for t in span)
            if name.kind is not MentionKind.PERSON and capitals and key(nominatives(span[-1])[0]) in surnames:
                name = self._named(name.unit, span.doc, name.start, name.end, MentionKind.PERSON)
            done.append(name)
        return done

    def _joined(self, found: Sequence[Named]) -> list[str]:
        """The fullest name for each."""
        persons = [n for n in found if n.kind is MentionKind.PERSON]
        certain = {self._keys(n.readings[0]) for n in persons if n.sure}
        settled = {
            (n.unit, n.start): replace(n, readings=(self._settled(n, certain), *n.readings)) for n in persons
        }
        spelt: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for name in settled.values():
            if len(name.readings[0]) > 1:
                spelt[self._keys(name.readings[0])][name.text] += 1
        full = {keys: texts.most_common(1)[0][0] for keys, texts in spelt.items()}
        done = []
        others: dict[tuple[str, ...], str] = {}
        for name in found:
            if name.kind is not MentionKind.PERSON:
                keys = (name.kind.value, *self._keys(re.findall(r"\w+", name.text)))
                done.append(others.setdefault(keys, name.text))
                continue
            name = settled[name.unit, name.start]
            done.append(self._fullest(name, full))
        return done

    def _settled(self, name: Named, certain: set[tuple[str, ...]]) -> tuple[str, ...]:
        """The reading of an inflected name that the document has elsewhere in the nominative."""
        if name.sure:
            return name.readings[0]
        return next((r for r in name.readings if self._keys(r) in certain), name.readings[0])

    @staticmethod
    def _keys(words: Sequence[str]) -> tuple[str, ...]:
        """Spelling-insensitive words of a name, each with its script: other letters are another form."""
        return tuple(("" if w[0] < "\u0250" else "*") + k for w in words if w and (k := key(w)))

    def _fullest(self, name: Named, full: dict[tuple[str, ...], str]) -> str:
        for reading in name.readings:
            keys = self._keys(reading)
            wider = {known for known in full if known != keys and _within(keys, known)}
            widest = {k for k in wider if not any(k != other and _within(k, other) for other in wider)}
            if len(widest) == 1:
                return full[widest.pop()]
            if keys in full:
                return full[keys]
        return name.text


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a name is a shorter form of another: fewer of its words, or initials for them."""
    if not short or len(short) > len(long):
        return False
    rest = list(long)
    initials = 0
    for word in short:
        if word in rest:
            rest.remove(word)
            continue
        initial = next((r for r in rest if len(word.lstrip("*")) == 1 and r.startswith(word)), None)
        if initial is None:
            return False
        initials += 1
        rest.remove(initial)
    return initials < len(short) and (len(short) < len(long) or initials > 0)
