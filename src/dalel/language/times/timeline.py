"""Times in parsed text: found in each Doc, resolved over the document, attached to what happened.

dalel_times            component: `doc._.times`, the time expressions of a Doc
resolve_times          their values over a document, in EDTF
time_of, times_of      the time of the event that a token tells
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from dalel.language.times.attach import Attached, merge, time_of
from dalel.language.times.context import Timeline
from dalel.language.times.grammar import find_times
from dalel.language.times.model import Point, ResolvedTime, TimeExpression
from dalel.language.times.resolve import resolve_texts
from dalel.language.units import ParsedUnit

__all__ = [
    "Attached",
    "Point",
    "ResolvedTime",
    "TimeExpression",
    "Timeline",
    "find_times",
    "merge",
    "resolve_times",
    "time_of",
    "times_of_doc",
]

if not Doc.has_extension("times"):
    Doc.set_extension("times", default=None)


@Language.component("dalel_times", assigns=["doc._.times"])
def dalel_times(doc: Doc) -> Doc:
    """Finds the time expressions of a Doc."""
    doc._.times = find_times(doc.text)
    return doc


def times_of_doc(doc: Doc) -> list[TimeExpression]:
    """The time expressions of a Doc, found now if the component has not run."""
    found: list[TimeExpression] | None = doc._.times
    return find_times(doc.text) if found is None else found


def resolve_times(parsed: Sequence[ParsedUnit], date: str) -> list[list[ResolvedTime]]:
    """The times of each unit of a document, in order; `date` is that of its source (EDTF or "")."""
    return resolve_texts([p.doc.text for p in parsed], [times_of_doc(p.doc) for p in parsed], date)
