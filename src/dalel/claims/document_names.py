"""Who is meant in one document: its resolved names, and its author behind "I" and "we"."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Token

from dalel.claims.fillers.phrases import text_of, trim
from dalel.language.coreference.resolve import Resolution
from dalel.language.mentions.mention import NameMention
from dalel.model import MentionKind, Source

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
"""Pronouns that stand for the document's author."""


class DocumentNames:
    """The resolved names of one document, as fillers of roles ask for them."""

    def __init__(self, resolution: Resolution, source: Source) -> None:
        self.resolution = resolution
        author = source.author or self._writer() or source.publisher
        self._author = (author,) if author else ()
        self._kind_of = {mention.entity: mention.kind for mention in resolution.mentions}
        self.mentions: dict[int, list[NameMention]] = defaultdict(list)
        for name in resolution.names:
            self.mentions[name.unit].append(name)
        self._holders = self._titled()
        self._country = self._subject_country(source.publisher)
        self._kinds = {(n.unit, i): n.kind for n in resolution.names for i in range(n.start, n.end)}

    def _titled(self) -> dict[tuple[int, int], str]:
        """Whom the head of an office beside a name means: "President of Chad | Ana Lima" is Ana Lima."""
        found: dict[tuple[int, int], str] = {}
        for name in self.resolution.names:
            if name.kind is not MentionKind.PERSON:
                continue
            doc = self.resolution.parsed[name.unit].doc
            who = self.resolution.entities(name.unit, name.head)
            for start, end in self.resolution.offices(name):
                root = doc[start:end].root
                if len(who) == 1 and root.tag_ in ("NN", "NNP") and end <= name.start:
                    found[name.unit, root.i] = who[0]
        return found

    def _subject_country(self, publisher: str) -> str:
        """The one place that the document's first line names: what "the country" is in a report on it."""
        places = {
            entity
            for name in self.mentions.get(0, ())
            if name.kind is MentionKind.PLACE
            for entity in self.resolution.entities(0, name.head)
            if entity != publisher
        }
        return places.pop() if len(places) == 1 else ""

    def country(self, token: Token) -> str:
        """The country that "the country" means where the document is about one; "" elsewhere."""
        bare = token.lower_ == "country" and [c.lower_ for c in token.children if c.dep_ != "punct"] == [
            "the"
        ]
        return self._country if bare else ""

    def home(self) -> str:
        """The country that the document is about."""
        return self._country

    def _writer(self) -> str:
        """Who names himself in the text: "I, Viktor Lim, declare"; "" where nobody or several do."""
        found: set[str] = set()
        for name in self.resolution.names:
            doc = self.resolution.parsed[name.unit].doc
            if (
                name.kind is MentionKind.PERSON
                and name.start >= 2
                and doc[name.start - 2 : name.start].text == "I,"
            ):
                found.update(self.resolution.entities(name.unit, name.head))
        return found.pop() if len(found) == 1 else ""

    def entities(self, unit: int, token: Token) -> tuple[str, ...]:
        """The fullest names of those a token stands for."""
        if token.lower_ in FIRST_PERSON and token.pos_ == "PRON":
            return self._author
        country = self.country(token)
        if country:
            return (country,)
        holder = self._holders.get((unit, token.i))
        return (holder,) if holder is not None else self.resolution.entities(unit, token.i)

    def words(self, unit: int, token: Token) -> str:
        """The words of the phrase that a plural pronoun stands for: "five officers".

        For "the officers" they are those words only where these tell the number; "" where it says as much.
        """
        found = self.resolution.phrase(unit, token.i)
        if found is None:
            return ""
        where, start, end = found
        doc = self.resolution.parsed[where].doc
        if token.pos_ in ("NOUN", "PROPN"):
            counted = any(t.dep_ == "nummod" and t.lower_ != "one" for t in doc[start:end])
            plain = all(c.dep_ in ("det", "predet", "case", "punct") for c in token.children)
            if not counted or not plain or any(t.lower_ == "or" for t in doc[start:end]):
                return ""
        return text_of(doc, *trim(doc, start, end))

    def kind_meant(self, unit: int, token: Token) -> MentionKind | None:
        """The kind of the thing that a pronoun stands for."""
        found = self.entities(unit, token)
        return self._kind_of.get(found[0]) if found else None

    def is_author(self, name: str) -> bool:
        """Whether a name is that of the document's own author or publisher."""
        return name in self._author

    def kind(self, unit: int, token: Token) -> MentionKind | None:
        """The kind of the thing a name names."""
        return self._kinds.get((unit, token.i))
