"""Reading items, in this process or in several, each with a model of its own.

Processes are started anew ("spawn", the only way that Windows has). Each gets items, small descriptions
of where bytes lie, reads them itself, and sends back rows ready to be written. Only a few items are
under way at once, so memory stays bounded however many there are.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING

from dalel.base.prepare import Prepared, prepare
from dalel.model import DalelError, Document, Problem, fault

if TYPE_CHECKING:
    from dalel.claims.extract import Extraction, Extractor
    from dalel.claims.llm import LlmExtractor, LlmSettings
    from dalel.documents import Item

AHEAD = 2
"""Items a process has at a time: the one it reads and the next, so that it never waits for the parent."""

THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
"""Libraries that would start threads on every core in every process."""


@dataclass(frozen=True, slots=True)
class ReadItem:
    """What one item gave.

    `digest` is the SHA-256 of its bytes, or "" where they could not be had or are to be read again.
    `partial` tells that an endpoint did not read all of it; `tally` counts by reason what of a language
    model's answers was not kept.
    """

    digest: str
    documents: tuple[Prepared, ...] = ()
    problems: tuple[Problem, ...] = ()
    partial: bool = False
    tally: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How items are read: with which spaCy pipeline, with which language model's endpoint if any, and whether
    names alone are wanted."""

    model: str
    llm: LlmSettings | None = None
    mentions_only: bool = False


@cache
def extractor_of(model: str, mentions_only: bool = False) -> Extractor:
    """The extractor with this model: loaded when it is first needed, then kept."""
    from dalel.claims.extract import Extractor

    return Extractor(model, mentions_only=mentions_only)


class Reader:
    """Reads items in one manner."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.llm = manner.llm
        self._by_endpoint: LlmExtractor | None = None

    @property
    def extractor(self) -> Extractor | LlmExtractor:
        """What finds the claims. An endpoint that failed for good is asked anew by the next reader."""
        if self.llm is None:
            return extractor_of(self.manner.model, self.manner.mentions_only)
        if self._by_endpoint is None:
            from dalel.claims.llm import LlmExtractor

            self._by_endpoint = LlmExtractor(self.llm, local=extractor_of(self.manner.model))
        return self._by_endpoint

    def read(self, item: Item) -> ReadItem:
        """Everything an item gives. A failure becomes a problem, so that the rest of the items goes on."""
        from dalel.documents import digest, load

        found = ""
        documents: list[Prepared] = []
        problems: list[Problem] = []
        tally: Counter[str] = Counter()
        partial = False
        try:
            found = digest(item)
            for one in load(item):
                if isinstance(one, Problem):
                    problems.append(one)
                else:
                    prepared, problem = self._prepare(one, tally)
                    documents.append(prepared)
                    partial = partial or (problem is not None and self.llm is not None)
                    if problem:
                        problems.append(problem)
                        found = ""  # so that the next build tries again
        except (DalelError, OSError) as error:
            reason = str(error).removeprefix(f"{item.name}: ")
            return ReadItem("", (), (*problems, Problem(item.name, reason)))
        except (Exception, RecursionError) as error:
            return ReadItem("", (), (*problems, Problem(item.name, fault(error))))
        told = tuple(sorted(tally.items()))
        return ReadItem(found, tuple(documents), tuple(problems), partial, told)

    def _prepare(self, document: Document, tally: Counter[str]) -> tuple[Prepared, Problem | None]:
        """The rows of a document; where claims cannot be found in it, its text alone, and why."""
        from dalel.claims.extract import Extraction

        try:
            (extraction,) = self.extractor([document])
            if self.llm is None:
                return prepare(extraction), None
            return self._with_failure(extraction, tally)
        except (Exception, RecursionError) as error:
            reason = f"is stored without claims: {fault(error)}"
            bare = replace(document, notes=(*document.notes, "claims not found: a fault in Dalel"))
            return prepare(Extraction(bare, read=False)), Problem(document.name, reason)

    def _with_failure(self, extraction: Extraction, tally: Counter[str]) -> tuple[Prepared, Problem | None]:
        """The rows of a document that a language model read, and what of it an endpoint did not answer."""
        from dalel.claims.llm import LlmExtraction

        if not isinstance(extraction, LlmExtraction):
            return prepare(extraction), None
        tally.update(dict(extraction.tally))
        if not extraction.failure:
            return prepare(extraction), None
        document = extraction.document
        noted = replace(document, notes=(*document.notes, f"claims may be missing: {extraction.failure}"))
        return prepare(replace(extraction, document=noted)), Problem(document.name, extraction.failure)


def read_items(items: Sequence[Item], manner: Manner, processes: int) -> Iterator[tuple[Item, ReadItem]]:
    """Every item with what it gave, in no set order where there are several processes.

    Raises DalelError where the model cannot be loaded.
    """
    if processes == 1 or len(items) < 2:
        reader = Reader(manner)
        yield from ((item, reader.read(item)) for item in items)
    else:
        yield from _read_in_processes(items, manner, min(processes, len(items)))


def _work(connection: Connection, manner: Manner) -> None:
    """A process's life: items in, what they gave out, until the parent closes its end or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends this
    reader = Reader(manner)
    with suppress(EOFError, OSError):
        try:
            _ = reader.extractor
        except Exception as error:
            connection.send(DalelError(f"{manner.model}: cannot be loaded: {error}"))
            return
        while True:
            index, item = connection.recv()
            connection.send((index, reader.read(item)))


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    under_way: deque[int]

    @classmethod
    def start(cls, manner: Manner) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, manner), daemon=True)
        with _one_thread():
            process.start()
        theirs.close()
        return cls(process, ours, deque())

    def give(self, index: int, item: Item) -> None:
        self.under_way.append(index)
        with suppress(OSError):  # it has just ended: found out when its answer is awaited
            self.connection.send((index, item))

    def end(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Processes started meanwhile compute in one thread each."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _read_in_processes(
    items: Sequence[Item], manner: Manner, processes: int
) -> Iterator[tuple[Item, ReadItem]]:
    waiting = deque(range(len(items)))
    workers: list[_Worker] = []
    try:
        workers += (_Worker.start(manner) for _ in range(processes))
        while True:
            for worker in workers:
                while waiting and len(worker.under_way) < AHEAD:
                    index = waiting.popleft()
                    worker.give(index, items[index])
            busy = {worker.connection: worker for worker in workers if worker.under_way}
            if not busy:
                return
            for connection in wait(list(busy)):
                worker = busy[connection]  # type: ignore[index]
                try:
                    answer = worker.connection.recv()
                except (EOFError, OSError):
                    # The item it was reading ended it (out of memory, say); another reads the next.
                    index = worker.under_way.popleft()
                    waiting.extendleft(reversed(worker.under_way))
                    worker.end()
                    workers[workers.index(worker)] = _Worker.start(manner)
                    reason = "the process that read it ended unexpectedly, perhaps for want of memory"
                    yield items[index], ReadItem("", (), (Problem(items[index].name, reason),))
                    continue
                if isinstance(answer, DalelError):
                    raise answer
                index, read = answer
                worker.under_way.remove(index)
                if waiting:
                    following = waiting.popleft()
                    worker.give(following, items[following])
                yield items[index], read
    finally:
        for worker in workers:
            worker.end()
