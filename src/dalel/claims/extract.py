"""The whole way from documents to claims and mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from spacy.tokens import Token

from dalel.claims.fillers import Filler
from dalel.claims.frames import load_frames
from dalel.claims.interpreter import Finding, Interpreter
from dalel.claims.lexicon import Lexicon
from dalel.claims.quantities import quantities
from dalel.language.pipeline import DEFAULT_MODEL, load_pipeline
from dalel.language.units import ParsedUnit, parse_units, units
from dalel.model import KINDS, BlockKind, Claim, Document, Mention, MentionKind, Status

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


class _EntNames:
    def __init__(self, parsed):
        self.k = {"PERSON": MentionKind.PERSON, "ORG": MentionKind.ORGANISATION, "GPE": MentionKind.PLACE, "LOC": MentionKind.PLACE}
        full = {}
        for p in parsed:
            for e in p.doc.ents:
                if e.label_ == "PERSON":
                    t = e.text.replace("’s", "").replace("'s", "")
                    last = t.split()[-1]
                    if len(t) > len(full.get(last, "")):
                        full[last] = t
        self.full = full

    def entities(self, unit, token):
        if token.ent_type_ not in self.k:
            return ()
        for e in token.doc.ents:
            if e.start <= token.i < e.end:
                t = e.text.replace("’s", "").replace("'s", "")
                return (self.full.get(t.split()[-1], t),) if t else ()
        return ()

    def kind(self, unit, token):
        return self.k.get(token.ent_type_)


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
        names = _EntNames(parsed)
        claims: list[Claim] = []
        for index, one in enumerate(parsed):
            if one.unit.heading or one.unit.block.kind in SILENT:
                continue
            findings = list(self.interpreter(one.doc, index, names))
            taken = {
                i for f in findings if f.kind not in ("rule", "law_changed", "accused", "adopted") for fillers in f.roles.values() for x in fillers for i in range(x.start, x.end)
            }
            findings.extend(quantities(one.doc, index, names, taken))
            for finding in findings:
                claims.extend(self._claims(document, one, finding))
        return Extraction(document, tuple(claims))

    def _claims(self, document: Document, parsed: ParsedUnit, finding: Finding) -> Iterator[Claim]:
        start, end = finding.span()
        first, last = parsed.offsets(parsed.doc[start:end])
        key = KINDS[finding.kind].key_roles[0]
        roles = {role: tuple(t for f in fillers for t in f.texts) for role, fillers in finding.roles.items()}
        roles.update({role: (value,) for role, value in finding.constants.items()})
        for filler in roles.get(key, ("",)):
            own = {**roles, key: (filler,)} if filler else roles
            yield Claim(
                document=document.id, start=first, end=last, quote=document.text[first:last],
                kind=finding.kind, roles=own, frame=finding.frame.id, page=document.page_of(first),
            )
