"""`dalel polity`: the political system of a country as a file describes it, at a date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dalel.cli.app import app
from dalel.cli.output import JsonOption, clear_failures, console, output_file, print_json, print_table
from dalel.model import DalelError
from dalel.polity import AsOf, OrganView, as_of, load
from dalel.polity.pictures.wording import (
    answer_text,
    derivations,
    filling_text,
    held_text,
    remarks,
    rule_text,
)

polity_app = typer.Typer(
    help="The political system: organs, how they are filled, and what follows from the rules of a day.",
    no_args_is_help=True,
)
app.add_typer(polity_app, name="polity")

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="A polity that comes with Dalel, or a file that ends in .toml.")
]
AtOption = Annotated[str, typer.Option("--at", metavar="DATE", help="A day, a month or a year.")]
KnownOption = Annotated[
    str | None, typer.Option("--known-at", metavar="DATE", help="Only from sources published by then.")
]


def view_at(name: str, at: str, known_at: str | None) -> AsOf:
    """The polity at a date as the words of the command line give it; a DalelError says what is wrong."""
    polity = load(name)
    try:
        return as_of(polity, at, known_at)
    except ValueError as error:
        raise DalelError(
            f"--at, --known-at: {error}; a date is written 2007-05-15, 2007-05 or 2007"
        ) from error


@polity_app.command("as-of")
def as_of_command(
    name: NameArgument,
    at: AtOption,
    organ: Annotated[str | None, typer.Option("--organ", metavar="ID", help="Only this organ.")] = None,
    known_at: KnownOption = None,
    diagram: Annotated[
        Path | None,
        typer.Option("--diagram", metavar="FILE.svg", help="Draw which office fills which organ."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show the organs, their seats, who fills them, rules, terms and holders at a date."""
    with clear_failures():
        view = view_at(name, at, known_at)
        shown = view.only(organ) if organ else view
        if diagram is not None:
            if diagram.suffix.casefold() != ".svg":
                raise DalelError(f"{diagram}: a diagram is written as .svg")
            from dalel.polity.pictures.diagram import draw

            with output_file(diagram) as out:
                out.write(draw(view, at, organ))
        if as_json:
            print_json(shown.as_json(at))
            return
        if organ:
            _print_organ(shown, shown.organs[0])
        else:
            _print_organs(shown, list(shown.organs), at)
        _print_open(shown)


def _print_organs(view: AsOf, organs: list[OrganView], at: str) -> None:
    print_table(
        ("organ", "seats", "filled by", "term", "holders"),
        (
            (
                f"{one.organ.name} ({one.organ.id})" + held_text(one.holds),
                answer_text(one.size),
                "\n".join(filling_text(view.polity, filling, brief=True) for filling in one.fillings),
                answer_text(one["term_years"], " years"),
                "\n".join(_holders(one)),
            )
            for one in organs
        ),
        title=f"{view.polity.name} at {at}",
    )


def _print_organ(view: AsOf, one: OrganView) -> None:
    rows = [("seats", answer_text(one.size), _cited(one.size.sources))]
    rows += [("filled by", filling_text(view.polity, f), _cited(f.sources)) for f in one.fillings]
    rows += [
        (key.replace("_", " "), answer_text(answer, name=view.polity.named), _cited(answer.sources))
        for key, answer in one.answers.items()
        if answer and key != "size"
    ]
    rows += [
        (rule.rule.kind.replace("_", " "), rule_text(view.polity, rule), _cited(rule.sources))
        for rule in one.rules
    ]
    rows += [("holder", text, _cited(h.sources)) for text, h in zip(_holders(one), one.holders, strict=True)]
    print_table(("", "what held", "source"), rows, title=one.organ.name)
    for line in (*derivations(one), *remarks(one, view.polity.named)):
        console().print(f"  {line}", markup=False)


def _holders(one: OrganView) -> list[str]:
    return [
        f"{h.person.name}"
        + (f", {h.holder.role.replace('_', ' ')}" if h.holder.role != "holder" else "")
        + (f" (number {answer_text(h.order)})" if h.order else "")
        + held_text(h.holds)
        for h in one.holders
    ]


def _cited(sources: tuple[object, ...]) -> str:
    return "\n".join(str(source) for source in sources)


def _print_open(view: AsOf) -> None:
    if view.sides is None:
        return
    out = console()
    names = "; ".join(f"{act.name} ({act.date.statements[0].value})" for act in view.open_changes)
    out.print(f"\nundetermined at this date{': ' + names if names else ''}", markup=False)
    out.print(f"settled on {view.sides[0]} (before) and {view.sides[1]} (after)", markup=False)
