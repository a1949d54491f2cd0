"""The whole way from documents to claims and mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dalel.claims.affiliations import affiliations
from dalel.claims.assemble import claims_of
from dalel.claims.frames import load_frames
from dalel.claims.interpreter import Interpreter
from dalel.claims.lexicon import Lexicon
from dalel.claims.posts import posts
from dalel.claims.quantities import quantities
from dalel.claims.rankings import rankings
from dalel.claims.records import record_claims
from dalel.claims.settle import settled
from dalel.claims.statements import statements, verdicts
from dalel.language.coreference import Resolution, resolve
from dalel.language.mentions import NameMention, name_mentions
from dalel.language.pipeline import DEFAULT_MODEL, load_pipeline
from dalel.language.times import resolve_times
from dalel.language.times_context import Timeline
from dalel.language.units import ParsedUnit, parse_units, units
from dalel.model import BlockKind, Claim, Document, Mention, MentionKind, Source

SILENT = frozenset({BlockKind.HEADING, BlockKind.TABLE_ROW})
"""Blocks that are parsed for their names but hold no sentences."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one document. `read` is false where its language has no model: it is stored,
    searchable, and has no claims."""

    document: Document
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    read: bool = True


YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _reference(source: Source) -> str:
    """The date that a document's dates count from: a yearly report's year, though it came out later."""
    year = YEAR.search(source.title)
    if year is not None and source.date[:4] == str(int(year[0]) + 1):
        return year[0]
    return source.date


FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
"""Pronouns that stand for the document's author."""


class DocumentNames:
    """The resolved names of one document, as fillers of roles ask for them."""

    def __init__(self, resolution: Resolution, source: Source) -> None:
        self.resolution = resolution
        self._author = (source.author or source.publisher,) if source.author or source.publisher else ()
        self._kind_of = {mention.entity: mention.kind for mention in resolution.mentions}
        self.mentions: dict[int, list[NameMention]] = defaultdict(list)
        for name in resolution.names:
            self.mentions[name.unit].append(name)
        self._kinds = {(n.unit, i): n.kind for n in resolution.names for i in range(n.start, n.end)}

    def entities(self, unit: int, token: Token) -> tuple[str, ...]:
        """The fullest names of those a token stands for."""
        if token.lower_ in FIRST_PERSON and token.pos_ == "PRON":
            return self._author
        return self.resolution.entities(unit, token.i)

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


class Extractor:
    """Finds mentions and claims; holds one spaCy pipeline, so make one and use it for many documents."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.nlp = load_pipeline(model)
        self.interpreter = Interpreter(load_frames(), Lexicon.load())

    def __call__(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """One extraction for each document, in order."""
        for document in documents:
            if document.language not in ("", self.nlp.lang):
                yield Extraction(document, read=False)
                continue
            parsed = list(parse_units(self.nlp, units(document)))
            yield self._read(document, parsed)

    def _read(self, document: Document, parsed: list[ParsedUnit]) -> Extraction:
        resolution = resolve(parsed, name_mentions(parsed))
        names = DocumentNames(resolution, document.source)
        date = _reference(document.source)
        timeline = Timeline(parsed, resolve_times(parsed, date), date)
        recorded = list(record_claims(document, resolution.mentions))
        claims = [claim for _, claim in recorded]
        blocks = {index for index, _ in recorded}
        for index, one in enumerate(parsed):
            if one.unit.heading or one.unit.block.kind in SILENT or one.unit.index in blocks:
                continue
            findings = [
                *posts(one, index, names.mentions[index], names, resolution),
                *affiliations(one, index, names.mentions[index], names),
                *self.interpreter(one.doc, index, names),
                *rankings(one.doc, index, names),
            ]
            findings = settled(findings)
            taken = {
                i
                for f in findings
                if f.kind not in ("rule", "law_changed", "accused", "adopted")
                for fillers in f.roles.values()
                for x in fillers
                for i in range(x.start, x.end)
            }
            findings.extend(quantities(one.doc, index, names, taken))
            findings.extend(statements(one.doc, index, names, findings))
            findings.extend(verdicts(one.doc, document.source.publisher, findings))
            for finding in findings:
                claims.extend(claims_of(document, one, index, finding, names, timeline))
        return Extraction(document, tuple(claims), resolution.mentions)
