"""`dalel extract`: claims, names, attributions and texts of documents as files, without a base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli import llm
from dalel.cli.app import app
from dalel.cli.build import DEFAULT_MODEL
from dalel.cli.output import Bar, clear_failures, complain, error_console, json_line, not_read, output_file
from dalel.model import DalelError, Document, Problem, fault

if TYPE_CHECKING:
    from dalel.claims import Extraction


@app.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders, archives.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the claims go; standard output without it.")
    ] = None,
    mentions: Annotated[Path | None, typer.Option(help="Where the names found go.")] = None,
    attributions: Annotated[
        Path | None, typer.Option(help="Where the attributions go: who says what, as spans of the text.")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Tell why each claim is what it is: to read, or with --output as the key explanation.",
        ),
    ] = False,
    mentions_only: Annotated[
        bool, typer.Option("--mentions-only", help="Find names and no claims; the output is the names.")
    ] = False,
    texts: Annotated[
        Path | None, typer.Option(help="A folder for the texts that the offsets count in.")
    ] = None,
    model: Annotated[str, typer.Option("--model", "-m", help="An installed spaCy pipeline.")] = DEFAULT_MODEL,
    extractor: llm.ExtractorOption = llm.Reader.RULES,
    llm_url: llm.UrlOption = llm.DEFAULT_URL,
    llm_model: llm.ModelOption = "",
    llm_timeout: llm.TimeoutOption = 300.0,
    llm_parallel: llm.ParallelOption = 2,
) -> None:
    """Find the claims of documents and write them as JSON lines, without a base."""
    from dalel.claims import Extractor  # the language model takes a second, which --help should not
    from dalel.claims.llm import LlmExtraction, LlmExtractor

    if explain and extractor is llm.Reader.LLM:
        raise typer.BadParameter(
            "--explain tells what rules did; a language model's claims have no such reasons"
        )
    if mentions_only and (explain or mentions or attributions or extractor is llm.Reader.LLM):
        raise typer.BadParameter(
            "goes with no other output and no language model", param_hint="--mentions-only"
        )
    outputs = [one for one in (output, mentions, attributions) if one is not None]
    if len({one.resolve() for one in outputs}) < len(outputs):
        raise typer.BadParameter("two outputs cannot go to one file")
    tally: Counter[str] = Counter()
    problems: list[Problem] = []
    with clear_failures(), ExitStack() as stack:
        settings = llm.settings_of(extractor, llm_url, llm_model, llm_timeout, llm_parallel)
        if explain and settings is not None:
            raise typer.BadParameter("the claims of a language model have no frames", param_hint="--explain")
        read: Extractor | LlmExtractor
        if settings is None:
            read = Extractor(
                model,
                explain=explain,
                attributions=attributions is not None,
                mentions_only=mentions_only,
            )
        else:
            read = LlmExtractor(settings, model, attributions=attributions is not None)
            complain(settings.announcement)
        claims_out = stack.enter_context(output_file(output))
        names_out = stack.enter_context(output_file(mentions)) if mentions else None
        if mentions_only:
            names_out = claims_out
        told_out = stack.enter_context(output_file(attributions)) if attributions else None
        documents = 0
        for document in _documents(paths, problems, outputs, texts):
            documents += 1
            name = document.name
            try:
                (extraction,) = read([document])
            except (Exception, RecursionError) as error:
                problems.append(Problem(name, fault(error)))
                continue
            if explain and output is None:
                claims_out.writelines(_explained(extraction))
            elif explain:
                pairs = zip(extraction.claims, extraction.explanations, strict=True)
                claims_out.writelines(
                    json_line({**claim.as_json(name), "explanation": why.as_json()}) for claim, why in pairs
                )
            else:
                claims_out.writelines(json_line(claim.as_json(name)) for claim in extraction.claims)
            if names_out is not None:
                names_out.writelines(json_line(mention.as_json(name)) for mention in extraction.mentions)
            if told_out is not None:
                told_out.writelines(json_line(one.as_json(name)) for one in extraction.attributions)
            if texts is not None:
                _write_text(texts, extraction.document)
            if isinstance(extraction, LlmExtraction):
                tally.update(dict(extraction.tally))
                if extraction.failure:
                    problems.append(Problem(name, extraction.failure))
            elif not extraction.read:
                complain(f"{name}: in {extraction.document.language!r}, which has no model: no claims")
        if not documents:
            _tell(problems)
            complain(f"nothing was read{', and no output written' if outputs else ''}")
            raise typer.Exit(1)
    llm.tell_left_out(tally.items())
    if _tell(problems):
        raise typer.Exit(1)


def _tell(problems: list[Problem]) -> bool:
    """Say what could not be read; whether there is anything that should have been."""
    fatal = [problem for problem in problems if problem.fatal]
    for problem in fatal:
        complain(problem)
    if passed_over := len(problems) - len(fatal):
        complain(f"{passed_over} files passed over: not of a kind that is read")
    return bool(fatal)


def _explained(extraction: Extraction) -> Iterator[str]:
    """The claims of a document for people to read, with why each is what it is."""
    for claim, why in zip(extraction.claims, extraction.explanations, strict=True):
        yield f"{extraction.document.name}:{claim.start}  {claim.kind}\n"
        yield f"  {' '.join(claim.quote.split())}\n"
        yield from (f"    {line}\n" for line in why.lines(claim))
        yield "\n"


def _documents(
    paths: list[Path], problems: list[Problem], outputs: list[Path], texts: Path | None
) -> Iterator[Document]:
    """The documents below some paths; what could not be read is added to `problems`.

    Raises DalelError where one of them would be written over.
    """
    from dalel.documents import discover, load

    bar = Bar(error_console())
    with bar.progress:
        found = list(discover(paths))
        items = [item for item in found if not isinstance(item, Problem)]
        files = {Path(item.path) for item in items}
        written = [_text_file(texts, item.name) for item in items] if texts is not None else []
        for one in (*outputs, *written):
            not_read(one, files)
        bar.begin(len(found))
        for item in found:
            results = [item] if isinstance(item, Problem) else load(item)
            for result in results:
                if isinstance(result, Problem):
                    problems.append(result)
                else:
                    yield result
            bar.done(item.name)


def _text_file(folder: Path, name: str) -> Path:
    """Where a document's text goes: NAME.txt (a .txt keeps its name); "!/" of archives becomes a folder."""
    name = name.replace("!/", "/")
    return folder / (name if name.endswith(".txt") else f"{name}.txt")


def _write_text(folder: Path, document: Document) -> None:
    target = _text_file(folder, document.name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(document.text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise DalelError(f"{target}: cannot be written: {error.strerror}") from error
