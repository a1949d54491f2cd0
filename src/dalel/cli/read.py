"""`dalel ask`, `show` and `quote`: questions, people's pages, and a claim in its surroundings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dalel.cli.app import app
from dalel.cli.output import (
    BaseOption,
    JsonOption,
    clear_failures,
    console,
    json_line,
    not_read,
    output_file,
    print_json,
)
from dalel.model import Claim, DalelError, Source, Status

if TYPE_CHECKING:
    from dalel.ask.evidence import Evidence
    from dalel.ask.page import Page, Quotation
    from dalel.base import StoredClaim

LONGEST = 320
"""Characters of a quote on a page; the rest is left to `dalel quote`."""

STYLES = {
    Status.ALLEGED: "bold yellow",
    Status.DENIED: "bold magenta",
    Status.PLANNED: "bold cyan",
    Status.POSSIBLE: "bold blue",
}


@app.command()
def ask(
    base: BaseOption,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question in your own words.")] = "",
    batch: Annotated[
        Path | None, typer.Option("--batch", help="Questions as JSON Lines with `id` and `question`.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file for --batch.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many pieces.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Show the evidence for a question, best first: exact quotes, never written by a program."""
    from dalel.ask import ask as ask_base
    from dalel.ask import ask_all
    from dalel.base import Base

    if bool(question.strip()) == (batch is not None):
        raise typer.BadParameter("give a QUESTION or --batch, one of the two")
    if output is not None and batch is None:
        raise typer.BadParameter("--output goes with --batch")
    with clear_failures():
        if batch is not None:
            not_read(output, [batch])
            asked = list(_questions(batch))
            with Base.open(base) as opened, output_file(output) as out:
                for (number, _), found in zip(
                    asked, ask_all(opened, [text for _, text in asked], limit), strict=True
                ):
                    evidence = [
                        {"doc": e.doc, "start": e.start, "end": e.end, "quote": e.quote} for e in found
                    ]
                    out.write(json_line({"id": number, "evidence": evidence}))
            return
        with Base.open(base) as opened:
            found = ask_base(opened, question, limit)
        if as_json:
            print_json({"question": question, "evidence": [e.as_json() for e in found]})
        elif not found:
            console().print(f"Nothing in {base} speaks of this.", markup=False)
        else:
            _print_evidence(found)


def _questions(path: Path) -> Iterator[tuple[str, str]]:
    """The ids and questions of a file of JSON Lines."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise DalelError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DalelError(f"{path}: is not UTF-8") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield row["id"], str(row["question"])
        except (ValueError, KeyError, TypeError):
            raise DalelError(f"{path}: line {number} is no JSON object with `id` and `question`") from None


def _print_evidence(found: list[Evidence]) -> None:
    out = console()
    for number, piece in enumerate(found, 1):
        told = _told(
            Source(piece.title, piece.publisher, date=piece.date, party=piece.party, cites=piece.cites)
        )
        place = f"{piece.doc}:{piece.start}"
        body = Text(_flat(piece.quote))
        body.append("\n" + " · ".join(part for part in (told, piece.heading, place) if part), style="dim")
        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(justify="right", style="bold", min_width=2)
        table.add_column(overflow="fold")
        table.add_row(str(number), body)
        out.print(table)
        out.print()


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person or organisation, in any spelling.")],
    base: BaseOption,
    as_json: JsonOption = False,
) -> None:
    """Show the page of one person or organisation: spellings, and every claim with who makes it."""
    from dalel.ask.page import page
    from dalel.base import Base

    with clear_failures():
        with Base.open(base) as opened:
            found = page(opened, name)
        if as_json:
            print_json(found.as_json())
        else:
            _print_page(found)


def _print_page(found: Page) -> None:
    out = console()
    named = found.named
    head = Text(named.name, style="bold")
    head.append(f"\n{named.kind.value}, named {_count(named.mentions, 'time')} in ", style="not bold")
    head.append(_count(len(named.documents), "document"), style="not bold")
    out.print(Panel(head, expand=True))
    out.print(_grid((spelling, ", ".join(documents)) for spelling, documents in found.written.items()))
    if not found.groups and not found.said:
        out.print(f"\nNo claims about {named.name}.", markup=False)
    for group, claims in found.groups.items():
        out.print(Text(f"\n{group} ({len(claims)})", style="bold underline"))
        _print_claims(claims, found)
    if found.said:
        out.print(Text(f"\nsaid by {named.name} ({len(found.said)})", style="bold underline"))
        _print_claims(found.said, found)


def _print_claims(claims: list[StoredClaim], found: Page) -> None:
    """Claims in order; what one document says several times in the same way is shown once."""
    same: dict[tuple[object, ...], list[StoredClaim]] = {}
    for stored in claims:
        claim = stored.claim
        roles = tuple(sorted((role, fillers) for role, fillers in claim.roles.items()))
        said = (stored.doc, claim.kind, roles, claim.time, claim.status, claim.speakers)
        same.setdefault(said, []).append(stored)
    for first, *more in same.values():
        _print_claim(first, [other.claim.id for other in more], found)


def _print_claim(stored: StoredClaim, more: list[str], found: Page) -> None:
    out = console()
    claim = stored.claim
    out.print()
    out.print(Padding(_headline(claim), (0, 0, 0, 2)))
    quote = _flat(claim.quote)
    if len(quote) > LONGEST:
        quote = quote[:LONGEST].rsplit(" ", 1)[0] + " …"
    out.print(Padding(Text(f"“{quote}”", style="italic"), (0, 0, 0, 4)))
    source = found.documents[stored.doc].source
    line = Text(_voices(claim, source, stored.doc), style="dim")
    line.append(f"  [{claim.id}]", style="dim")
    if more:
        line.append(f" and {_count(len(more), 'more time')}: {', '.join(more[:3])}", style="dim")
        line.append(" …" if len(more) > 3 else "", style="dim")
    out.print(Padding(line, (0, 0, 0, 4)))


def _headline(claim: Claim) -> Text:
    """Time, commitment, kind and roles of a claim in a line; what is not asserted says so first."""
    line = Text()
    line.append(f"{claim.time or 'undated'}  ", style="bold")
    if claim.status is not Status.ASSERTED:
        line.append(f"{claim.status.value.upper()}: ", style=STYLES[claim.status])
    line.append(claim.kind.replace("_", " "), style="bold")
    roles = "; ".join(f"{role}: {', '.join(fillers)}" for role, fillers in claim.roles.items())
    if roles:
        line.append(f"  {roles}")
    return line


def _voices(claim: Claim, source: Source, doc: str) -> str:
    """Who says a claim, from the innermost voice to the document: "according to X, as told by Y, in Z"."""
    told = _told(source) or doc
    if not claim.speakers:
        return f"said by {told}"
    *outer, inner = claim.speakers
    chain = "".join(f", as told by {speaker}" for speaker in reversed(outer))
    return f"according to {inner}{chain}, as told by {told}"


def _told(source: Source) -> str:
    """Author and publisher, date, what the document restates, and the note on a party to the case."""
    who = ", ".join(dict.fromkeys(part for part in (source.author, source.publisher) if part))
    who = who or (f"“{source.title}”" if source.title else "")
    told = ", ".join(part for part in (who, source.date) if part)
    told += f" (restating {'; '.join(source.cites)})" if source.cites else ""
    return f"{told} [party to the case: {source.party}]".lstrip() if source.party else told


@app.command()
def quote(
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="A claim's id, or so much of it that only one begins so.")
    ],
    base: BaseOption,
    as_json: JsonOption = False,
) -> None:
    """Show a claim's quote in its surroundings, with document, page, speakers, commitment and roles."""
    from dalel.ask.page import quotation
    from dalel.base import Base

    with clear_failures():
        with Base.open(base) as opened:
            found = quotation(opened, claim)
        if as_json:
            print_json(found.as_json())
        else:
            _print_quotation(found)


def _print_quotation(found: Quotation) -> None:
    out = console()
    stored = found.stored
    claim = stored.claim
    source = found.document.source
    text = Text(_spaced(found.before), style="dim")
    text.append(_spaced(claim.quote), style="bold reverse not dim")
    text.append(_spaced(found.after), style="dim")
    out.print(Panel(text, title=Text(claim.id), title_align="left", expand=True))
    where = f"{stored.doc}, characters {claim.start} to {claim.end}"
    if found.page is not None:
        where += f", page {found.page}"
    rows = [
        ("document", where),
        ("title", source.title),
        ("publisher", source.publisher),
        ("author", source.author),
        ("date", source.date),
        ("party", source.party),
        ("restates", "; ".join(source.cites)),
        ("who says so", _voices(claim, source, stored.doc)),
        ("status", claim.status.value),
        ("kind", claim.kind.replace("_", " ")),
        *((role, ", ".join(fillers)) for role, fillers in claim.roles.items()),
        ("time", claim.time),
    ]
    style = STYLES.get(claim.status, "")
    out.print(_grid(((label, value) for label, value in rows if value), {"status": style}))


def _grid(rows: Iterable[tuple[str, str]], styles: Mapping[str, str] | None = None) -> Padding:
    """Labels and values beside each other."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", overflow="fold")
    table.add_column(overflow="fold")
    for label, value in rows:
        table.add_row(Text(label), Text(_flat(value), style=(styles or {}).get(label, "")))
    return Padding(table, (0, 0, 0, 2))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _spaced(text: str) -> str:
    """Text with runs of space as one space, at its ends too."""
    flat = _flat(text)
    if not flat:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{flat}{' ' if text[-1].isspace() else ''}"
