"""`dalel extract`: claims, names and texts of documents as files, without a base."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from dalel.cli.app import app
from dalel.cli.build import DEFAULT_MODEL
from dalel.cli.output import Bar, clear_failures, complain, error_console, json_line, output_file
from dalel.model import DalelError, Document, Problem, fault


@app.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders, archives.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the claims go; standard output without it.")
    ] = None,
    mentions: Annotated[Path | None, typer.Option(help="Where the names found go.")] = None,
    texts: Annotated[
        Path | None, typer.Option(help="A folder for the texts that the offsets count in.")
    ] = None,
    model: Annotated[str, typer.Option("--model", "-m", help="An installed spaCy pipeline.")] = DEFAULT_MODEL,
) -> None:
    """Find the claims of documents and write them as JSON lines, without a base."""
    from dalel.claims import Extractor  # the language model takes a second, which --help should not

    problems: list[Problem] = []
    with clear_failures(), ExitStack() as stack:
        extractor = Extractor(model)
        claims_out = stack.enter_context(output_file(output))
        names_out = stack.enter_context(output_file(mentions)) if mentions else None
        for document in _documents(paths, problems):
            name = document.name
            try:
                (extraction,) = extractor([document])
            except (Exception, RecursionError) as error:
                problems.append(Problem(name, fault(error)))
                continue
            claims_out.writelines(json_line(claim.as_json(name)) for claim in extraction.claims)
            if names_out is not None:
                names_out.writelines(json_line(mention.as_json(name)) for mention in extraction.mentions)
            if texts is not None:
                _write_text(texts, extraction.document)
            if not extraction.read:
                complain(f"{name}: in {extraction.document.language!r}, which has no model: no claims")
    fatal = [problem for problem in problems if problem.fatal]
    for problem in fatal:
        complain(problem)
    if passed_over := len(problems) - len(fatal):
        complain(f"{passed_over} files passed over: not of a kind that is read")
    if fatal:
        raise typer.Exit(1)


def _documents(paths: list[Path], problems: list[Problem]) -> Iterator[Document]:
    """The documents below some paths; what could not be read is added to `problems`."""
    from dalel.documents import discover, load

    bar = Bar(error_console())
    with bar.progress:
        found = list(discover(paths))
        bar.begin(len(found))
        for item in found:
            results = [item] if isinstance(item, Problem) else load(item)
            for result in results:
                if isinstance(result, Problem):
                    problems.append(result)
                else:
                    yield result
            bar.done(item.name)


def _write_text(folder: Path, document: Document) -> None:
    """The document's text as NAME.txt (a .txt keeps its name); "!/" of archives becomes a folder."""
    name = document.name.replace("!/", "/")
    target = folder / (name if name.endswith(".txt") else f"{name}.txt")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(document.text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise DalelError(f"{target}: cannot be written: {error.strerror}") from error
