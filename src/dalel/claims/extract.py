"""The whole way from documents to claims and mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dalel.language.pipeline import DEFAULT_MODEL, load_pipeline
from dalel.language.units import parse
from dalel.model import Claim, Document, Mention


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one document. `read` is false where its language has no model: it is stored,
    searchable, and has no claims."""

    document: Document
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    read: bool = True


class Extractor:
    """Finds mentions and claims; holds one spaCy pipeline, so make one and use it for many documents."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.nlp = load_pipeline(model)

    def __call__(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """One extraction for each document, in order."""
        for document in documents:
            if document.language not in ("", self.nlp.lang):
                yield Extraction(document, read=False)
                continue
            parse(self.nlp, document)
            yield Extraction(document)
