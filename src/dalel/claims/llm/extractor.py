"""Names by the local pipeline, claims by a language model, for one document after another."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dalel.claims.extract import Extraction, Extractor
from dalel.claims.llm.answers import read_answer
from dalel.claims.llm.checking import Checker
from dalel.claims.llm.chunks import chunks
from dalel.claims.llm.prompt import Message, messages
from dalel.claims.llm.schema import answer_schema
from dalel.claims.llm.settings import LlmSettings, require_client
from dalel.language.pipeline import DEFAULT_MODEL
from dalel.language.units import units
from dalel.model import Claim, Document

CUT = "answers cut short"
NO_LIST = "the answer is not in the form that was asked for"
CUT_EMPTY = "the answer was cut short before its first claim"
STOPPED = "not asked"


@dataclass(frozen=True, slots=True)
class LlmExtraction(Extraction):
    """What a language model found in one document.

    `failure` tells why parts of it could not be read, "" where all were; `tally` counts by reason
    what the answers held that was not kept.
    """

    failure: str = ""
    tally: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class _Part:
    """What came of one request: the claims told, unchecked, or why there are none."""

    values: tuple[Any, ...] = ()
    cut: bool = False
    failure: str = ""


class LlmExtractor:
    """Finds claims with a model behind an endpoint, and names with a spaCy pipeline of this machine.

    `local` is an extractor to find the names with, where one is loaded already.

    Raises DalelError where the client library is missing or the pipeline can't be used.
    """

    def __init__(
        self,
        settings: LlmSettings,
        model: str = DEFAULT_MODEL,
        *,
        attributions: bool = False,
        local: Extractor | None = None,
    ) -> None:
        require_client()
        from dalel.claims.llm.client import Client

        self.settings = settings
        self.local = local or Extractor(model, attributions=attributions)
        self.client = Client(settings)

    def __call__(self, documents: Iterable[Document]) -> Iterator[LlmExtraction]:
        """One extraction for each document, in order. An endpoint that fails is told in it, not raised."""
        for document in documents:
            for local in self.local([document]):
                yield self._read(local)

    def _read(self, local: Extraction) -> LlmExtraction:
        document = local.document
        found = list(units(document))
        asked = list(chunks(found))
        checker = Checker(document, found, local.mentions, f"llm:{self.settings.model}")
        requests = [messages(document, chunk, local.mentions) for chunk in asked]
        parts = self._ask_all(requests)
        claims: list[Claim] = []
        for chunk, part in zip(asked, parts, strict=True):
            claims += checker.claims(part.values, chunk)
        tally = Counter(checker.thrown_out)
        tally[CUT] = sum(part.cut for part in parts)
        for setting in sorted(self.client.left_out):
            tally[f"documents asked without {setting}, which the endpoint does not take"] = 1
        failures = list(dict.fromkeys(part.failure for part in parts if part.failure))
        missing = sum(bool(part.failure) for part in parts)
        return LlmExtraction(
            document,
            tuple(claims),
            local.mentions,
            read=missing < len(parts) if parts else local.read,
            attributions=local.attributions,
            failure=f"{missing} of {len(parts)} parts not read: {'; '.join(failures)}" if missing else "",
            tally=tuple(sorted((reason, count) for reason, count in tally.items() if count)),
        )

    def _ask_all(self, requests: Sequence[Sequence[Message]]) -> list[_Part]:
        """What came of each request, in order, a few under way at once."""
        parts = [_Part(failure=STOPPED) for _ in requests]
        waiting = iter(range(len(requests)))
        lock = threading.Lock()
        stopped = threading.Event()
        faults: list[BaseException] = []

        def work() -> None:
            while not stopped.is_set():
                with lock:
                    index = next(waiting, None)
                if index is None:
                    return
                try:
                    parts[index] = self._ask(requests[index])
                except BaseException as fault:
                    faults.append(fault)
                    stopped.set()

        # Threads of an executor would keep an interrupted program waiting for their answers.
        number = min(self.settings.parallel, len(requests))
        threads = [threading.Thread(target=work, daemon=True) for _ in range(number)]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                while thread.is_alive():
                    thread.join(0.5)
        finally:
            stopped.set()
        if faults:
            raise faults[0]
        return parts

    def _ask(self, request: Sequence[Message]) -> _Part:
        from dalel.claims.llm.client import EndpointError

        try:
            answer = self.client.ask(request, answer_schema())
        except EndpointError as error:
            return _Part(failure=str(error))
        told = read_answer(answer.text)
        if told is None:
            return _Part(failure=CUT_EMPTY if answer.cut else NO_LIST)
        return _Part(told.values, cut=answer.cut or not told.whole)
