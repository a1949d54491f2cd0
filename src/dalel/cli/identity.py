"""`dalel resolve`, `entities`, `why`, `review` and `link`: who is who over all documents."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.padding import Padding
from rich.prompt import Prompt
from rich.text import Text

from dalel.cli.app import app
from dalel.cli.output import (
    Bar,
    BaseOption,
    JsonOption,
    clear_failures,
    complain,
    console,
    error_console,
    json_line,
    output_file,
    print_json,
    print_table,
)
from dalel.model import DalelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dalel.base import Base
    from dalel.identity.entities import Compared, Entity
    from dalel.identity.judgements import Judgement, Verdict

ByOption = Annotated[str, typer.Option("--by", help="Who decides; your login name if not given.")]
WhyOption = Annotated[str, typer.Option("--because", help="Why, in your own words; kept with the decision.")]
TwoNames = tuple[str, str]
SHOWN = 40


@app.command()
def resolve(
    base: BaseOption,
    anew: Annotated[bool, typer.Option("--anew", help="Resolve every document again.")] = False,
) -> None:
    """Find out who is who over all documents; `dalel build` does so by itself.

    Judgements stay and are followed, also with --anew.
    """
    from dalel.base import Base
    from dalel.identity import bring_up_to_date
    from dalel.identity.update import start_anew

    with clear_failures(), Base.open(base) as opened:
        if anew:
            start_anew(opened)
        bar = Bar(error_console())
        with bar.progress:
            done = bring_up_to_date(opened, bar)
        console().print(
            f"{done.documents} documents resolved; {done.parts:,} names compared in {done.pairs:,} pairs",
            markup=False,
        )


@app.command()
def entities(
    base: BaseOption,
    as_json: JsonOption = False,
    several: Annotated[
        bool, typer.Option("--several", help="Only those that several documents name.")
    ] = False,
) -> None:
    """List people and organisations, the most mentioned first, with the spellings documents use."""
    from dalel.base import Base
    from dalel.identity import entities as read

    with clear_failures(), Base.open(base) as opened:
        _say_unresolved(opened)
        found = [one for one in read(opened) if not several or len(one.documents) > 1]
        if as_json:
            print_json([one.as_json() for one in found])
            return
        print_table(
            ("name", "kind", "mentions", "documents", "forms"),
            (
                (
                    one.name,
                    one.kind.value,
                    one.mentions,
                    len(one.documents),
                    ", ".join(form.entity for form in one.forms if form.entity != one.name),
                )
                for one in found
            ),
            right=("mentions", "documents"),
        )


@app.command()
def places(base: BaseOption, as_json: JsonOption = False) -> None:
    """List place names with the country's code and the GeoNames id, where no guess is needed."""
    from dalel.base import Base
    from dalel.identity.places import places as read

    with clear_failures(), Base.open(base) as opened:
        _say_unresolved(opened)
        found = read(opened)
        if as_json:
            print_json([one.as_json() for one in found])
            return
        print_table(
            ("name", "in documents on", "mentions", "documents", "country", "GeoNames", "there"),
            (
                (
                    one.name,
                    one.setting,
                    one.mentions,
                    one.documents,
                    one.place.code if one.place else "",
                    one.place.geoname if one.place else "",
                    one.place.name if one.place else "",
                )
                for one in found
            ),
            right=("mentions", "documents", "GeoNames"),
        )


def _say_unresolved(base: Base) -> None:
    from dalel.identity.entities import is_resolved

    if not is_resolved(base):
        complain(f"{base.path}: some documents are not resolved yet; run `dalel resolve`")


def _one(base: Base, text: str) -> Entity:
    """The entity that a name means. Raises UnknownNameError where it is unknown or ambiguous."""
    from dalel.ask.people import entity_named

    return entity_named(base, text)


@app.command()
def why(
    base: BaseOption,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person or organisation, in any spelling.")],
    as_json: JsonOption = False,
) -> None:
    """Say why names were taken for one, and what they were not joined with: the evidence for and against."""
    from dalel.base import Base
    from dalel.identity.entities import why as explain

    with clear_failures(), Base.open(base) as opened:
        _say_unresolved(opened)
        found = explain(opened, _one(opened, name).id)
        if as_json:
            print_json(found.as_json())
            return
        out = console()
        out.print(Text(found.entity.name, "bold"))
        out.print(
            f"{found.entity.kind.value}, {found.entity.mentions} mentions"
            f" in {len(found.entity.documents)} documents",
            markup=False,
        )
        out.print("\nnamed as", markup=False)
        for part in found.parts:
            shown = ", ".join(part.documents[:5]) + (", …" if len(part.documents) > 5 else "")
            out.print(Padding(Text(f"{part.anchor}: {shown}"), (0, 0, 0, 2)))
        _show_compared("taken for one", found.joined)
        _show_compared("not taken for one", found.near)
        if found.judgements:
            out.print("\ndecided by people", markup=False)
            for one in found.judgements:
                out.print(Padding(Text(_told(one)), (0, 0, 0, 2)))


def _show_compared(title: str, found: Sequence[Compared]) -> None:
    out = console()
    if found:
        out.print(f"\n{title}", markup=False)
    for one in found[:SHOWN]:
        out.print(Padding(Text(f"{one.left} and {one.right}: {one.odds:+.1f}"), (0, 0, 0, 2)))
        for text, weight in one.reasons:
            out.print(Padding(Text(f"{weight:+5.1f}  {text}"), (0, 0, 0, 4)))
    if len(found) > SHOWN:
        out.print(f"  and {len(found) - SHOWN} more", markup=False)


def _told(one: Judgement) -> str:
    reason = f": {one.why}" if one.why else ""
    undoes = f" (takes back {one.undoes[:8]})" if one.undoes else ""
    told = f"{one.id[:8]}  {one.verdict.value}{undoes}  {one.left} / {one.right}"
    return f"{told}  {one.who}, {one.when[:16]}{reason}"


@app.command()
def review(
    base: BaseOption,
    same: Annotated[TwoNames | None, typer.Option("--same", help="Two names that are one.")] = None,
    different: Annotated[
        TwoNames | None, typer.Option("--different", help="Two names that are two; splits what was joined.")
    ] = None,
    unsure: Annotated[TwoNames | None, typer.Option("--unsure", help="Two names nobody can tell.")] = None,
    undo: Annotated[str, typer.Option("--undo", metavar="ID", help="Take a judgement back.")] = "",
    ask: Annotated[bool, typer.Option("--ask", help="Go through the proposals one by one.")] = False,
    log: Annotated[
        bool, typer.Option("--log", help="List all judgements, and where people disagree.")
    ] = False,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write all judgements.")
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Take in another's judgements.")
    ] = None,
    by: ByOption = "",
    because: WhyOption = "",
    as_json: JsonOption = False,
) -> None:
    """Decide who is who: list pairs that may be one, judge them, undo, exchange judgements as files.

    A name is given as documents use it in full: NAME, NAME@COUNTRY (of the documents), NAME#DOCUMENT (only
    that document's use). Judgements are kept for ever and always win.
    """
    from dalel.base import Base
    from dalel.identity.entities import proposals
    from dalel.identity.judgements import Verdict, conflicts, read_file
    from dalel.identity.review import all_judgements, anchor, judge, take_in
    from dalel.identity.review import undo as take_back

    who = by or _login()
    with clear_failures(), Base.open(base) as opened:
        asked = [(Verdict.SAME, same), (Verdict.DIFFERENT, different), (Verdict.UNSURE, unsure)]
        decided = [(verdict, names) for verdict, names in asked if names]
        for verdict, names in decided:
            left, right = (anchor(opened, name) for name in names)
            console().print(_told(judge(opened, verdict, left, right, who=who, why=because)), markup=False)
        if undo:
            console().print(_told(take_back(opened, undo, who=who, why=because)), markup=False)
        if take:
            new = take_in(opened, read_file(take))
            console().print(f"{new} new judgements taken in", markup=False)
        if export:
            with output_file(export) as out:
                out.writelines(json_line(one.as_json()) for one in all_judgements(opened))
        known = all_judgements(opened)
        if take or log:
            for first, second in conflicts(known):
                complain(f"people disagree: {_told(first)}; {_told(second)}; the later is followed")
        if log:
            if as_json:
                print_json([one.as_json() for one in known])
            else:
                for one in known:
                    console().print(_told(one), markup=False)
        if decided or undo or take or export or log:
            return
        found = proposals(opened, _limit("propose"))
        if as_json:
            print_json([one.as_json() for one in found])
        elif ask:
            _ask(opened, found, who)
        elif not found:
            console().print("no pairs are left to decide", markup=False)
        else:
            _show_compared(f"{len(found)} pairs that may be one", found)


def _limit(name: str) -> float:
    from dalel.identity.compared import weights

    return float(weights()["limits"][name])


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise DalelError("your login name is not known; say who decides with --by") from None


def _ask(base: Base, found: Sequence[Compared], who: str) -> None:
    """Ask about each proposal; what is decided is kept at once."""
    from dalel.identity.judgements import Verdict
    from dalel.identity.review import judge

    answers: dict[str, Verdict] = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
    for number, one in enumerate(found, 1):
        _show_compared(f"{number} of {len(found)}", [one])
        answer = Prompt.ask(
            "same, different, unsure, next, quit",
            choices=[*answers, "n", "q"],
            default="n",
            console=error_console(),
        )
        if answer == "q":
            return
        if answer in answers:
            reason = Prompt.ask("why", default="", console=error_console(), show_default=False)
            judge(base, answers[answer], one.left, one.right, who=who, why=reason)


@app.command()
def link(
    base: BaseOption,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="FollowTheMoney, Popolo or Wikidata JSON that you have.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Find records of a file that may be someone of the base, with reasons; nothing is fetched."""
    from dalel.base import Base
    from dalel.identity.link import Linker
    from dalel.identity.outside import records

    with clear_failures(), Base.open(base) as opened:
        _say_unresolved(opened)
        found = sorted(Linker(opened)(records(file)), key=lambda one: (-one.odds, one.entity.name))
        if as_json:
            print_json([one.as_json() for one in found])
            return
        print_table(
            ("name", "record", "names there", "odds", "reasons"),
            (
                (
                    one.entity.name,
                    one.record.id,
                    ", ".join(one.record.names[:3]),
                    f"{one.odds:+.1f}",
                    "; ".join(f"{r.weight:+.1f} {r.text}" for r in one.reasons),
                )
                for one in found
            ),
            right=("odds",),
            whole=("record",),
        )
