"""`dalel sources`, `doctor`, `export` and `search`: what a base holds."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text

from dalel.cli.app import app
from dalel.cli.build import DEFAULT_MODEL
from dalel.cli.output import (
    BaseOption,
    JsonOption,
    clear_failures,
    complain,
    console,
    json_line,
    output_file,
    print_json,
    print_table,
    write_csv,
)
from dalel.model import GROUPS, KINDS, DalelError, Source

if TYPE_CHECKING:
    from dalel.base import Name, Passage, StoredClaim, StoredDocument
    from dalel.base.check import Check

CLAIM_COLUMNS = (
    *("id", "doc", "start", "end", "quote", "kind", "roles", "time", "status", "speakers", "frame", "page"),
    *("publisher", "author", "date", "party", "cites"),
)


SHOWN = 5
"""Copies of a document that are named; the rest are counted."""


class What(StrEnum):
    """What can be exported."""

    CLAIMS = "claims"


@app.command()
def sources(base: BaseOption, as_json: JsonOption = False) -> None:
    """List the documents: who published each, when, and in what way they are a party to the case."""
    from dalel.base import Base

    with clear_failures(), Base.open(base) as opened:
        documents = opened.documents()
        problems = opened.problems()
        if as_json:
            print_json([document.as_json() for document in documents])
            return
        copies: dict[str, list[str]] = {}
        for document in documents:
            copies.setdefault(document.id, []).append(document.name)
        for document in documents:
            _show_source(document, copies[document.id])
        fatal = [problem for problem in problems if problem.fatal]
        if fatal:
            console().print(f"\ncould not be read: {len(fatal)}", markup=False)
            for problem in fatal:
                console().print(f"  {problem}", markup=False)


def _show_source(document: StoredDocument, copies: list[str]) -> None:
    """A document's name, and under it whose it is, what it gave and what to know about it."""
    source = document.source
    console().print(Text(document.name, "bold"))
    told = ", ".join(part for part in (source.publisher, source.author, source.place, source.date) if part)
    claims = f"{document.claims:,} claim{'s' * (document.claims != 1)}"
    about = [told or "publisher unknown", document.language or "language unknown", claims]
    _indented(Text(" · ".join(about)))
    if source.party:
        _indented(Text(f"party to the case: {source.party}"))
    if source.cites:
        _indented(Text(f"restates {'; '.join(source.cites)}"))
    notes = list(document.notes)
    if not document.read:
        notes.append("not read for claims")
    same = [name for name in copies if name != document.name]
    if same:
        rest = f" and {len(same) - SHOWN} more" * (len(same) > SHOWN)
        notes.append(f"same bytes as {', '.join(same[:SHOWN])}{rest}")
    for note in notes:
        _indented(Text(f"note: {note}"))


@app.command()
def export(
    base: BaseOption,
    what: Annotated[What, typer.Option("--format", help="What to export.")] = What.CLAIMS,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; else standard output.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV; also without this for -o FILE.csv.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON, a claim a line: the default.")] = False,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Only claims of this kind or group.")
    ] = None,
) -> None:
    """Write the claims, by document and place: in the form of `dalel extract`, or as CSV with sources."""
    from dalel.base import Base

    if as_csv and as_json:
        raise typer.BadParameter("--csv or --json, not both")
    as_csv = as_csv or (not as_json and output is not None and output.suffix.lower() == ".csv")
    with clear_failures(), Base.open(base) as opened:
        claims = opened.claims(kinds=kinds_of(kind or ()))
        with output_file(output) as out:
            if not as_csv:
                for claim in claims:
                    out.write(json_line(claim.as_json()))
            else:
                write_csv(out, CLAIM_COLUMNS, (claim.as_json() for claim in claims))


def kinds_of(words: list[str] | tuple[str, ...]) -> list[str]:
    """The kinds that words name: kinds or groups. Wrong usage (exit code 2) for any other word."""
    found: list[str] = []
    for word in words:
        if word in KINDS:
            found.append(word)
        elif word in GROUPS:
            found += [name for name, kind in KINDS.items() if kind.group == word]
        else:
            groups = ", ".join(GROUPS)
            raise typer.BadParameter(f"{word} is no kind of claim and no group (groups: {groups})")
    return found


@app.command()
def search(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help='Words; "several in quotation marks" as they stand.')
    ],
    base: BaseOption,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Only claims of this kind or group.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many of each sort.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Find names, claims and passages with all words, in any case, accents, script and spelling of names."""
    from dalel.base import Base

    with clear_failures(), Base.open(base) as opened:
        claims = opened.search_claims(text, limit, kinds_of(kind or ()))
        names = [] if kind else opened.search_names(text, limit)
        passages = [] if kind else opened.search_passages(text, limit)
        known = {document.number: document.source for document in opened.documents()} if passages else {}
        if as_json:
            found: dict[str, list[dict[str, Any]]] = {
                "names": [name.as_json() for name in names],
                "claims": [claim.as_json() for claim in claims],
                "passages": [_passage_row(passage, known[passage.document]) for passage in passages],
            }
            print_json({"claims": found["claims"]} if kind else found)
            return
        _show_names(names)
        _show_claims(claims)
        _show_passages(passages, known)
        if not (names or claims or passages):
            console().print("nothing found", markup=False)


def _passage_row(passage: Passage, source: Source) -> dict[str, Any]:
    told = {name: getattr(source, name) for name in ("publisher", "author", "date", "party")}
    return passage.as_json() | told | {"cites": list(source.cites)}


def _show_names(names: Sequence[Name]) -> None:
    if names:
        rows = (
            (one.entity, one.kind.value, one.mentions, len(one.documents), ", ".join(one.spellings[:6]))
            for one in names
        )
        columns = ("name", "kind", "mentions", "documents", "spellings")
        print_table(columns, rows, title="Names", right=columns[2:4])


def _show_claims(claims: Sequence[StoredClaim]) -> None:
    if claims:
        _title("Claims")
    for one in claims:
        claim = one.claim
        roles = "; ".join(f"{role}: {', '.join(fillers)}" for role, fillers in claim.roles.items())
        said = claim.status.value
        if claim.speakers:
            said += f", according to {' > '.join(claim.speakers)}"
        head = " ".join(part for part in (claim.time, f"({said})", claim.id) if part)
        console().print(Text.assemble((claim.kind, "bold"), f" {head}"))
        _indented(Text(_one_line(roles)))
        _indented(Text(f"“{_one_line(claim.quote)}”"))
        said_by = _told_by(Source("", one.publisher, one.author, one.date, party=one.party, cites=one.cites))
        _indented(Text(f"{_place(one.doc, claim.start)}{said_by}", "dim"))


def _show_passages(passages: Sequence[Passage], sources: Mapping[int, Source]) -> None:
    if passages:
        _title("Passages")
    for one in passages:
        source = sources[one.document]
        said_by = _told_by(source)
        _indented(Text(_one_line(one.text)))
        _indented(Text(f"{_place(one.doc, one.start)}{said_by}", "dim"))


def _told_by(source: Source) -> str:
    """Whose document it is, and whom it restates: no claim or quote is shown without."""
    party = source.party and f"party to the case: {source.party}"
    told = ", ".join(part for part in (source.publisher, source.author, source.date, party) if part)
    restates = f" (restating {'; '.join(source.cites)})" if source.cites else ""
    return f"  {told or 'publisher unknown'}{restates}"


def _title(text: str) -> None:
    console().print(Text(text, style="italic"))


def _indented(text: Text) -> None:
    console().print(Padding(text, (0, 0, 0, 2), expand=False))


def _place(doc: str, start: int) -> str:
    return f"{doc}:{start}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


@app.command()
def doctor(
    base: Annotated[
        Path | None, typer.Option("--base", "-b", help="A knowledge base to look through.")
    ] = None,
    model: Annotated[str, typer.Option("--model", "-m", help="An installed spaCy pipeline.")] = DEFAULT_MODEL,
    as_json: JsonOption = False,
) -> None:
    """Check the installation and, if one is given, a base: its file, its indexes, each quote at its place."""
    checks = [*_installation(model), *(_base(base) if base else ())]
    if as_json:
        print_json([check.as_json() for check in checks])
    else:
        rows = (("ok" if check.good else "FAILED", check.what, check.found) for check in checks)
        print_table(("", "check", "found"), rows)
    failed = [check for check in checks if not check.good]
    for check in failed:
        complain(f"{check.what}: {check.found}")
    if failed:
        raise typer.Exit(1)


def _installation(model: str) -> Iterator[Check]:
    from dalel import __version__
    from dalel.base.check import Check
    from dalel.base.sqlite import versions
    from dalel.base.version import extractor_version

    yield Check("Dalel", True, __version__)
    good = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Check("Python", good, platform.python_version() + ("" if good else ": 3.11 to 3.13 are supported"))
    version, full_text = versions()
    yield Check("SQLite", full_text, version + (" with full text" if full_text else ", without FTS5"))
    try:
        told = extractor_version(model)
        from dalel.language.pipeline import load_pipeline

        nlp = load_pipeline(model)
        yield Check(
            "model", "parser" in nlp.pipe_names, f"{told.split(' ', 1)[1]}: {', '.join(nlp.pipe_names)}"
        )
    except (DalelError, OSError, ValueError) as error:
        yield Check("model", False, str(error))


def _base(path: Path) -> Iterator[Check]:
    from dalel.base import Base
    from dalel.base.check import Check, check_base

    try:
        with Base.open(path) as opened:
            totals = opened.totals()
            yield Check("base", True, f"{path}: {totals.documents} documents, {totals.claims} claims")
            yield from check_base(opened)
            fatal = [problem for problem in opened.problems() if problem.fatal]
            yield Check("base: unread files", True, "; ".join(map(str, fatal[:5])) or "none")
    except DalelError as error:
        yield Check("base", False, str(error))
