"""The passages of a base that may answer a question, with what stands around them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sqlalchemy import Connection, func, select

from dalel.ask.question import Question, abbreviations
from dalel.ask.words import Word, data, stop_words, words
from dalel.base import schema
from dalel.base.fulltext import Term, full_text

CANDIDATES = 400
"""How many passages the full text gives for ranking."""

CLAIMS = 150
"""How many claims bring their passages with them."""

EDGE = 4
"""How many passages at a document's beginning and end tell where it comes from."""

EDGE_DOCUMENTS = 50
"""In how many documents these are looked at for a question about sources."""

BESIDE = 200
"""How many of the best of these bring their neighbours in the text with them."""

WHOLE_DOCUMENTS = 3
"""How many documents may be ranked as a whole because the question names them."""

WINDOW = 4  # passages before and after a candidate that are read with it
TABLE_WINDOW = 14  # ... a row of a table
TABLE_SIZE = 420  # characters up to which neighbouring rows are shown as one piece
HEAD, TAIL = 900, 400  # characters of a document's text that tell what it is
CHUNK = 800  # numbers in one statement


@dataclass(frozen=True)
class DocumentProfile:
    """What a document is, and the terms that say so: title, publisher, author, date, beginning and end."""

    number: int
    id: str
    name: str
    title: str
    publisher: str
    author: str
    date: str
    place: str
    party: str
    cites: tuple[str, ...]
    ends: str
    last: int  # the position of its last passage

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of all that tells what the document is."""
        said = (self.title, self.publisher, self.author, self.date, self.place, self.ends)
        return frozenset(term for word in words(" \n".join(said)) for term in word.terms)

    @cached_property
    def label(self) -> frozenset[str]:
        """The terms of its title and file name only."""
        return frozenset(term for word in words(f"{self.title} \n{self.name}") for term in word.terms)


@dataclass
class Passage:
    """One candidate: its place and text, and the terms in it and around it.

    `claimed` are the terms of the claims it makes: their kinds, and their fillers as resolved in the
    document, so that "he" is found by his name.
    """

    document: DocumentProfile
    position: int
    block: int
    kind: str
    start: int
    end: int
    text: str
    heading: str
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    claimed: frozenset[str] = frozenset()

    @property
    def edge(self) -> bool:
        """Whether it is among the first or last of its document."""
        return self.position < EDGE or self.position > self.document.last - EDGE

    @cached_property
    def _words(self) -> list[Word]:
        return words(self.text)

    @cached_property
    def terms(self) -> Counter[str]:
        """How often each term stands in it."""
        return Counter(term for word in self._words for term in word.terms)

    @property
    def size(self) -> int:
        """How many words it has."""
        return len(self._words)

    @cached_property
    def names(self) -> frozenset[str]:
        """The keys of its words with a capital, without a sentence's first word."""
        return frozenset(word.key for word in self._words if word.key and word.start > 0)

    @cached_property
    def capitals(self) -> dict[str, str]:
        """Its words with a capital, folded, and their keys."""
        return {word.form: word.key for word in self._words if word.key}

    @cached_property
    def forms(self) -> frozenset[str]:
        """Its words as written but folded: tells spellings apart."""
        return frozenset(word.form for word in self._words)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Content roots next to each other, or with one between them."""
        roots = [word.root for word in self._words if word.form not in stop_words()]
        return frozenset((*pairwise(roots), *zip(roots, roots[2:], strict=False)))

    @cached_property
    def above(self) -> frozenset[str]:
        """The terms of the headings it stands under."""
        return frozenset(term for word in words(self.heading) for term in word.terms)

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """What its names may be abbreviated to."""
        return frozenset(abbreviations(self.text))

    @cached_property
    def shorts(self) -> frozenset[str]:
        """Its abbreviations: words in capitals, also without what is put before them (ANSDP: SDP)."""
        capitals = {word.form for word in self._words if len(word.written) >= 3 and word.written.isupper()}
        return frozenset(word[cut:] for word in capitals for cut in range(max(1, len(word) - 2)))

    @cached_property
    def holds(self) -> frozenset[str]:
        """The kinds of answers it has the form of: "time", "number"."""
        low = self.text.lower()
        return frozenset(kind for kind, expression in data()["answers"].items() if re.search(expression, low))


class Passages:
    """Reads candidates from a base; keeps what it has read, for many questions in a row."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.text = full_text(connection)
        self._documents: dict[int, DocumentProfile] = {}
        self._passages: dict[int, Passage] = {}
        self._counts: dict[str, int] = {}
        self._labels: dict[int, frozenset[str]] | None = None

    @cached_property
    def total(self) -> int:
        """How many passages the base has."""
        return int(self.connection.scalar(select(func.count()).select_from(schema.passage)) or 0)

    def count(self, term: str) -> int:
        """In how many passages `term` stands."""
        if term not in self._counts:
            self._counts[term] = len(self.text.find("passage", [_term(term)], limit=self.total or 1))
        return self._counts[term]

    def known(self, key: str) -> bool:
        """Whether a name with this key stands in the base."""
        return self.count(key) > 0

    def holding(self, term: str) -> set[int]:
        """The numbers of the documents that hold `term`."""
        found = [f.number for f in self.text.find("passage", [_term(term)], limit=self.total or 1)]
        documents: set[int] = set()
        column = schema.passage.c
        for chunk in _chunks(found):
            query = select(column.document).where(column.number.in_(chunk)).distinct()
            documents.update(self.connection.scalars(query))
        return documents

    def candidates(self, question: Question, forms: Iterable[Word]) -> list[Passage]:
        """The passages to rank for `question`, small tables as one, in the order of document and place."""
        terms = [_term(term) for term in question.terms]
        for word in forms:
            if word.key and len(word.form) > 4:  # spellings that differ in the end
                terms.append(Term((word.form[:5],), (word.key[1:],), prefix=True))
            if len(word.written) >= 3 and word.written.isupper():
                terms.append(Term((word.form,)))
        for shorts in question.long.values():
            terms.extend(Term((short,)) for short in sorted(shorts))
        found = [f.number for f in self.text.find("passage", terms, every=False, limit=CANDIDATES)]
        # An answer may stand beside the words of the question: "It has twelve members."
        beside = {number + step for number in found[:BESIDE] for step in (-1, 1, 2, 3)}
        claims = self._with_claims(
            [f.number for f in self.text.find("claim", terms, every=False, limit=CLAIMS)]
        )
        named = self._of_named_documents(question)
        passages = self._read(sorted({*found, *beside, *claims, *named}))
        if "source" in question.wants:
            documents = sorted({passage.document.number for passage in passages})
            passages += self._read(sorted(self._edges(documents[:EDGE_DOCUMENTS])))
        unique = {(p.document.number, p.start): p for p in passages}
        return sorted(unique.values(), key=lambda p: (p.document.name, p.start))

    def _with_claims(self, claims: Sequence[int]) -> set[int]:
        """The passages that make these claims."""
        passage, claim = schema.passage.c, schema.claim.c
        here = (
            (passage.document == claim.document)
            & (passage.start <= claim.start)
            & (claim.start < passage.end)
        )
        query = select(passage.number).join(schema.claim, here)
        found: set[int] = set()
        for chunk in _chunks(claims):
            found.update(self.connection.scalars(query.where(claim.number.in_(chunk))))
        return found

    def _edges(self, documents: Sequence[int]) -> set[int]:
        """The first and last passages of documents, which tell where a document comes from."""
        column = schema.passage.c
        found: set[int] = set()
        for number in documents:
            query = select(column.number).where(column.document == number)
            found.update(self.connection.scalars(query.order_by(column.position).limit(EDGE)))
            found.update(self.connection.scalars(query.order_by(column.position.desc()).limit(EDGE)))
        return found

    def _claimed(self, numbers: Sequence[int]) -> dict[int, set[str]]:
        """For each passage the terms of its claims' kinds and fillers."""
        passage, claim, role = schema.passage.c, schema.claim.c, schema.claim_role.c
        here = (
            (passage.document == claim.document)
            & (passage.start <= claim.start)
            & (claim.start < passage.end)
        )
        query = (
            select(passage.number, claim.kind, role.filler)
            .join(schema.claim, here)
            .join(schema.claim_role, role.claim == claim.number)
        )
        found: dict[int, set[str]] = defaultdict(set)
        for chunk in _chunks(numbers):
            for row in self.connection.execute(query.where(passage.number.in_(chunk))):
                said = f"{row.kind.replace('_', ' ')} \n{row.filler}"
                found[row.number].update(term for word in words(said) for term in word.terms)
        return found

    def _of_named_documents(self, question: Question) -> set[int]:
        """All passages of the few documents whose title or file name the question speaks of."""
        if self._labels is None:
            column = schema.document.c
            rows = self.connection.execute(select(column.number, column.title, column.name))
            self._labels = {
                row.number: frozenset(t for w in words(f"{row.title} \n{row.name}") for t in w.terms)
                for row in rows
            }
        every = len(self._labels)
        spread = Counter(term for label in self._labels.values() for term in label if term in question.terms)
        telling = {term: every / n for term, n in spread.items() if n <= max(1, every // 10)}
        fit = {number: sum(telling.get(t, 0.0) for t in label) for number, label in self._labels.items()}
        best = max(fit.values(), default=0.0)
        named = [number for number, value in fit.items() if value and value == best]
        if not named or len(named) > WHOLE_DOCUMENTS:
            return set()
        column = schema.passage.c
        return set(self.connection.scalars(select(column.number).where(column.document.in_(named))))

    def _read(self, numbers: Sequence[int]) -> list[Passage]:
        missing = [number for number in numbers if number not in self._passages]
        if missing:
            self._fill(missing)
        return [self._passages[number] for number in numbers if number in self._passages]

    def _fill(self, numbers: Sequence[int]) -> None:
        # Passages of a document are numbered in reading order, so neighbours in the text have near numbers.
        rows = self._rows({n + step for n in numbers for step in range(-WINDOW, WINDOW + 1)})
        in_tables = [n for n in numbers if n in rows and rows[n].kind == "table_row"]
        rows |= self._rows(
            {n + step for n in in_tables for step in range(-TABLE_WINDOW, TABLE_WINDOW + 1)} - rows.keys()
        )
        self._profiles({row.document for row in rows.values()})
        terms = {n: frozenset(t for w in words(row.text) for t in w.terms) for n, row in rows.items()}
        blocks: dict[tuple[int, int], set[str]] = defaultdict(set)
        for n, row in rows.items():
            blocks[row.document, row.block] |= terms[n]
        claimed = self._claimed(numbers)
        for n in numbers:
            if n not in rows:
                continue
            first, last = self._together(rows, n)
            row = rows[first]
            before, after = rows.get(first - 1), rows.get(last + 1)
            self._passages[n] = Passage(
                document=self._documents[row.document],
                position=row.position,
                block=row.block,
                kind=row.kind,
                start=row.start,
                end=rows[last].end,
                text="\n".join(rows[i].text for i in range(first, last + 1)),
                heading=row.heading,
                before=terms[first - 1] if before and before.document == row.document else frozenset(),
                after=terms[last + 1] if after and after.document == row.document else frozenset(),
                around=frozenset(blocks[row.document, row.block]),
                claimed=frozenset(claimed.get(n, ())),
            )

    def _rows(self, numbers: Iterable[int]) -> dict[int, _Row]:
        column = schema.passage.c
        query = select(
            column.number, column.document, column.position, column.block, column.kind,
            column.start, column.end, column.text, column.heading,
        )  # fmt: skip
        found = {}
        for chunk in _chunks(sorted(numbers)):
            for row in self.connection.execute(query.where(column.number.in_(chunk))):
                found[row.number] = _Row(*row[1:])
        return found

    def _together(self, rows: dict[int, _Row], number: int) -> tuple[int, int]:
        """The first and last number of the small table that the passage belongs to; itself for others."""
        if rows[number].kind != "table_row":
            return number, number

        def follows(one: int, two: int) -> bool:
            a, b = rows.get(one), rows.get(two)
            return (
                a is not None and b is not None
                and a.kind == b.kind == "table_row"
                and a.document == b.document
                and 0 <= b.start - a.end <= 2
            )  # fmt: skip

        first = last = number
        while follows(first - 1, first):
            first -= 1
        while follows(last, last + 1):
            last += 1
        if rows[last].end - rows[first].start > TABLE_SIZE:
            return number, number
        return first, last

    def _profiles(self, numbers: set[int]) -> None:
        column = schema.document.c
        query = select(
            column.number, column.id, column.name, column.title, column.publisher, column.author,
            column.date, column.place, column.party, column.cites,
            func.substr(column.text, 1, HEAD).label("head"),
            func.length(column.text).label("length"),
        )  # fmt: skip
        for chunk in _chunks(sorted(numbers - self._documents.keys())):
            for row in self.connection.execute(query.where(column.number.in_(chunk))):
                tail = func.substr(column.text, max(HEAD, row.length - TAIL) + 1, TAIL)
                end = self.connection.scalar(select(tail).where(column.number == row.number)) or ""
                position = select(func.max(schema.passage.c.position))
                last = self.connection.scalar(position.where(schema.passage.c.document == row.number))
                self._documents[row.number] = DocumentProfile(
                    row.number, row.id, row.name, row.title, row.publisher, row.author,
                    row.date, row.place, row.party, tuple(row.cites), f"{row.head}\n{end}", last or 0,
                )  # fmt: skip

    def quote(self, document: int, start: int, end: int) -> str:
        """Characters `start` to `end` of a document's text."""
        column = schema.document.c
        part = func.substr(column.text, start + 1, end - start)
        return str(self.connection.scalar(select(part).where(column.number == document)) or "")


@dataclass(frozen=True, slots=True)
class _Row:
    document: int
    position: int
    block: int
    kind: str
    start: int
    end: int
    text: str
    heading: str


def _term(term: str) -> Term:
    """How the full text is asked for a term: a name by its key, another word by its beginning."""
    if term.startswith("~"):
        return Term((), (term[1:],))
    return Term((term,), prefix=len(term) >= 4)


def _chunks(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(numbers), CHUNK):
        yield numbers[start : start + CHUNK]
