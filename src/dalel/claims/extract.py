"""The whole way from documents to claims and mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dalel.claims.amounts.quantities import numbers_of, quantities
from dalel.claims.amounts.rankings import rankings
from dalel.claims.assemble import accuses_nobody, claims_of
from dalel.claims.beside.affiliations import affiliations
from dalel.claims.beside.posts import posts, told_once
from dalel.claims.beside.records import record_claims
from dalel.claims.commitment.plain_denials import plainly_denied
from dalel.claims.completed.ellipsis import elliptic, results_apart
from dalel.claims.completed.offices import posts_known
from dalel.claims.completed.penalties import penalties_apart
from dalel.claims.document_names import DocumentNames
from dalel.claims.explain import Explainer, Explanation, of_record
from dalel.claims.frames import load_frames
from dalel.claims.interpreter import Interpreter
from dalel.claims.lexicon import Lexicon
from dalel.claims.rules.laws import ruled
from dalel.claims.settle import settled
from dalel.claims.tongues.extractor import reader_of
from dalel.claims.verdicts.verdict import verdicts
from dalel.claims.voices.statements import statements
from dalel.language.attributions.attribution import AttributionSpans, document_attributions
from dalel.language.coreference.resolve import resolve
from dalel.language.mentions.mention import name_mentions
from dalel.language.pipeline import DEFAULT_MODEL, load_pipeline
from dalel.language.times.context import Timeline
from dalel.language.times.timeline import resolve_times
from dalel.language.tongues.tongue import language_of, tongues
from dalel.language.units import ParsedUnit, parse_units, units
from dalel.model import BlockKind, Claim, Document, Mention, Source

SILENT = frozenset({BlockKind.HEADING, BlockKind.TABLE_ROW})
"""Blocks that are parsed for their names but hold no sentences."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one document. `read` is false where its language has no model: it is stored,
    searchable, and has no claims. `explanations` (one for each claim) and `attributions` are there if
    asked for.
    """

    document: Document
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    read: bool = True
    explanations: tuple[Explanation, ...] = ()
    attributions: tuple[AttributionSpans, ...] = ()


YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _reference(source: Source) -> str:
    """The date that a document's dates count from: a yearly report's year, though it came out later."""
    year = YEAR.search(source.title)
    if year is not None and source.date[:4] == str(int(year[0]) + 1):
        return year[0]
    return source.date


class Extractor:
    """Finds mentions and claims; holds one spaCy pipeline, so make one and use it for many documents.

    Documents in a language of `tongues/` are read with a pipeline for it, where one is installed;
    `model` takes the place of the pipeline for its own language. `explain` and `attributions` tell what
    is wanted beside claims and mentions; attributions are told of English documents only. With
    `mentions_only` no claims are looked for, nor anything else.
    """

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        *,
        explain: bool = False,
        attributions: bool = False,
        mentions_only: bool = False,
    ) -> None:
        self.mentions_only = mentions_only
        self.explain = explain
        self.attributions = attributions
        code = language_of(model)
        self.models = {code: model} if code in tongues() else {}
        self.nlp = load_pipeline(DEFAULT_MODEL if self.models else model)
        self.interpreter = Interpreter(load_frames(), Lexicon.load())

    def __call__(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """One extraction for each document, in order."""
        for document in documents:
            if document.language not in ("", self.nlp.lang):
                yield self._in_tongue(document)
                continue
            parsed = list(parse_units(self.nlp, units(document)))
            yield self._read(document, parsed)

    def _in_tongue(self, document: Document) -> Extraction:
        """A document in another language: read with its frames, or not read where it has no pipeline."""
        reader = reader_of(document.language, self.models.get(document.language, ""))
        if reader is None:
            return Extraction(document, read=False)
        found = reader(document, _reference(document.source))
        if self.mentions_only:
            return Extraction(document, mentions=found.mentions)
        why = found.explanations if self.explain else ()
        return Extraction(document, found.claims, found.mentions, explanations=why)

    def _read(self, document: Document, parsed: list[ParsedUnit]) -> Extraction:
        resolution = resolve(parsed, name_mentions(parsed))
        if self.mentions_only:
            return Extraction(document, mentions=resolution.mentions)
        names = DocumentNames(resolution, document.source)
        date = _reference(document.source)
        timeline = Timeline(parsed, resolve_times(parsed, date), date)
        recorded = list(record_claims(document, resolution.mentions, timeline.elections))
        claims = [claim for _, claim in recorded]
        explainer = Explainer(parsed, names, timeline) if self.explain else None
        explanations = [of_record(claim) for claim in claims] if self.explain else []
        blocks = {index for index, _ in recorded}
        called: set[tuple[str, ...]] = set()
        held: dict[str, str] = {}
        amended: list[str] = []
        for index, one in enumerate(parsed):
            if one.unit.heading or one.unit.block.kind in SILENT or one.unit.index in blocks:
                continue
            findings = [
                *posts(one, index, names.mentions[index], names, resolution),
                *affiliations(one, index, names.mentions[index], names),
                *ruled(self.interpreter(one.doc, index, names), amended),
                *rankings(one.doc, index, names),
            ]
            findings = results_apart(posts_known(settled(findings), held), index, names)
            findings = plainly_denied(findings)
            findings = [f for f in told_once(findings, called) if not accuses_nobody(f)]
            findings = penalties_apart(one.doc, index, names, findings)
            findings.extend(list(elliptic(one.doc, index, names, findings)))
            findings.extend(quantities(one.doc, index, names, numbers_of(findings)))
            findings.extend(statements(one.doc, index, names, findings))
            findings.extend(verdicts(one.doc, index, document.source.publisher, names, findings))
            for finding in findings:
                made = list(claims_of(document, one, index, finding, names, timeline))
                claims.extend(each.claim for each in made)
                if explainer is not None:
                    explanations.extend(explainer(finding, index, each) for each in made)
        told = tuple(document_attributions(parsed)) if self.attributions else ()
        return Extraction(
            document,
            tuple(claims),
            resolution.mentions,
            explanations=tuple(explanations),
            attributions=told,
        )
