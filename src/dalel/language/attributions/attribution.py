"""Who says what: reporting verbs and nouns, "according to", hedges, direct and free quotation.

`doc._.attributions` holds every attribution of a Doc, those inside the content of others included;
`outermost` leaves those out. A source is a whole noun phrase, a cue the verb or noun with its helpers and
a preposition that touches the content, a content reaches as far as the text clearly attributes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dalel.language.attributions.cues import Cues, load_cues
from dalel.language.attributions.finder import Reader
from dalel.language.attributions.spans import Range, around, quotations, whole
from dalel.language.attributions.verbs import Found
from dalel.language.units import ParsedUnit


@dataclass(frozen=True, slots=True)
class Attribution:
    """A place where the text tells what somebody says, thinks, wants, rules or shows.

    `source` is who, None where the text names nobody; `cue` the words that tell so, `verb` their head;
    `content` what, in one run or several; `cls` is say, think, want, rule, show, judge, accuse, charge,
    ask, deny or hedge.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    verb: Token
    cls: str

    @property
    def start(self) -> int:
        """The first token of the content."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """The token after the content's last."""
        return self.content[-1].end

    def holds(self, token: Token) -> bool:
        """Whether a token stands in the content."""
        return any(part.start <= token.i < part.end for part in self.content)


Offsets = tuple[int, int]
"""Characters of a document's text, the end excluded."""


@dataclass(frozen=True, slots=True)
class AttributionSpans:
    """An attribution of a document in characters of its text, markup between the words included."""

    source: Offsets | None
    cue: Offsets
    content: tuple[Offsets, ...]

    def as_json(self, name: str) -> dict[str, object]:
        """The form of `dalel extract --attributions`; `name` is the document's name."""
        return {
            "doc": name,
            "source": list(self.source) if self.source is not None else None,
            "cue": [list(self.cue)],
            "content": [list(part) for part in self.content],
        }


@Language.factory("dalel_attributions")
class AttributionFinder:
    """The spaCy component: fills `doc._.attributions`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.cues: Cues = load_cues()
        self.entries = numpy.array(sorted(self.cues.entries), dtype=numpy.uint64)
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", default=None)

    def __call__(self, doc: Doc) -> Doc:
        doc._.attributions = self.find(doc)
        return doc

    def find(self, doc: Doc) -> list[Attribution]:
        """All attributions of a parsed Doc, in the order of their cues."""
        lemmas = doc.to_array("LEMMA").astype(numpy.uint64)
        at = numpy.flatnonzero(numpy.isin(lemmas, self.entries)).tolist()
        leading = [t.i for t in doc if t.lower_ == "according"] if "ccording to" in doc.text else []
        if not at and not leading:
            return []
        quotes = quotations(doc)
        reader = Reader(doc, self.cues, quotes)
        found: list[Found] = []
        read = [reader.at(doc[i]) for i in at]
        read += [reader.according(doc[i]) for i in leading]
        read += reader.owned()
        found = [one for one in read if one is not None and one.verb.i not in reader.merged]
        found.sort(key=lambda one: (one.cue, one.content))
        if quotes:
            _continue(doc, found, quotes)
        return [
            Attribution(
                doc[one.source[0] : one.source[1]] if one.source else None,
                doc[one.cue[0] : one.cue[1]],
                tuple(doc[start:end] for start, end in one.content),
                one.verb,
                one.cls,
            )
            for one in found
        ]


def attributions(doc: Doc) -> list[Attribution]:
    """The attributions of a Doc that went through the component, else an empty list."""
    return (doc._.attributions if Doc.has_extension("attributions") else None) or []


def outermost(doc: Doc) -> list[Attribution]:
    """The attributions of a Doc that stand in no other's content; no character belongs to two."""
    every = attributions(doc)
    kept: list[Attribution] = []
    for one in every:
        inside = any(
            other is not one
            and any(part.start <= one.cue.start and one.cue.end <= part.end for part in other.content)
            and not (other.cls == "hedge" and one.cls != "hedge" and _holds(one, other))
            for other in every
        )
        if not inside:
            kept.append(one)
    return kept


def _holds(one: Attribution, other: Attribution) -> bool:
    """Whether the cue of `other` stands in the content of `one`."""
    return any(part.start <= other.cue.start < part.end for part in one.content)


def _continue(doc: Doc, found: list[Found], quotes: list[Range]) -> None:
    """Quoted sentences that follow a quotation stay with its cue until a new cue comes."""
    if len(quotes) < 2:
        return
    cues = sorted(one.cue[0] for one in found)
    for one in found:
        if one.cls not in ("say", "think", "judge", "ask", "deny", "want"):
            continue
        last = max(end for _, end in one.content)
        held = any(around(start, quotes) or around(end - 1, quotes) for start, end in one.content)
        if not held:
            continue
        reach = max(last, one.cue[1], one.source[1] if one.source else 0)
        reach = max(reach, one.verb.sent.end)
        for start, end in quotes:
            if start < reach:
                continue
            if any(not (t.is_punct or t.is_space) for t in doc[reach:start]):
                break
            if any(reach <= cue < end for cue in cues if not start < cue) or end - start < 5:
                break
            if not (doc[start].is_sent_start or doc[start + 1].is_sent_start or doc[start + 1].is_title):
                break
            rest = doc[end - 1].sent.end
            if any(end <= cue < rest for cue in cues) or any(t.is_alpha for t in doc[end:rest]):
                break
            new = whole(doc, start, end, quotes)
            if any(
                new[0] < e and s < new[1]
                for other in found
                if other is not one
                for s, e in other.content
                if other.cue[0] < start
            ):
                break
            one.content.append(new)
            reach = max(end, rest)


def document_attributions(parsed: Sequence[ParsedUnit]) -> Iterator[AttributionSpans]:
    """The outermost attributions of a document, in text order.

    A quotation that goes on in the next paragraphs belongs to whoever began it, with all that it tells.
    """
    more: dict[int, list[Offsets]] = {}
    taken: dict[int, int] = {}
    for index, span, whose in continued([one.doc for one in parsed]):
        more.setdefault(id(whose), []).append(parsed[index].offsets(span))
        taken[index] = span.end
    for index, one in enumerate(parsed):
        for found in outermost(one.doc):
            if found.cue.start < taken.get(index, 0):
                continue
            content = [one.offsets(part) for part in found.content]
            yield AttributionSpans(
                one.offsets(found.source) if found.source is not None else None,
                one.offsets(found.cue),
                tuple(content + more.get(id(found), [])),
            )


def continued(docs: Sequence[Doc]) -> list[tuple[int, Span, Attribution]]:
    """Quotations that go on over paragraphs: (index of the Doc, its quoted words, whose they are).

    English typography opens every paragraph of a long quotation with a mark and closes only the last:
    a quotation left open at the end of one Doc goes on in the next if that begins with an opening mark.
    """
    found: list[tuple[int, Span, Attribution]] = []
    speaking: Attribution | None = None
    for index, doc in enumerate(docs):
        text = doc.text
        if speaking is not None:
            if not len(doc) or text[0] not in '“"«':
                speaking = None
            else:
                close = next((t.i for t in doc if t.i > 0 and t.text in ("”", '"', "»")), None)
                found.append((index, doc[: close + 1] if close is not None else doc[:], speaking))
                if close is not None:
                    speaking = None
                continue
        if text.count("“") > text.count("”") or text.count("«") > text.count("»") or text.count('"') % 2:
            mark = max(t.i for t in doc if t.text in ("“", "«", '"', "``"))
            ends = [one for one in outermost(doc) if one.end > mark or one.cue.end >= mark - 2]
            speaking = ends[-1] if ends else None
    return found
