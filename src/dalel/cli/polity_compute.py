"""`dalel polity seats`, `fit`, `control`: what follows from the rules of a day."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from dalel.cli.output import JsonOption, clear_failures, console, print_json, print_table
from dalel.cli.polity import AtOption, NameArgument, polity_app
from dalel.model import DalelError
from dalel.polity import Moment, Polity, load
from dalel.polity.counting.fitting import FitAnswer, Observed, fit
from dalel.polity.counting.recorded import days, election, tallies
from dalel.polity.counting.seating import SeatOutcome, SeatsAnswer, seats
from dalel.polity.counting.votes import Tally, read_votes
from dalel.polity.influence.changes import Change, control_over_time
from dalel.polity.influence.control import ControlAnswer, OrganControl, control

OrganArgument = Annotated[str, typer.Argument(metavar="ORGAN", help="The id of an organ or office.")]


def day_of(at: str, option: str = "--at") -> str:
    """A date of the command line, checked; a DalelError says how one is written."""
    try:
        Moment.of(at)
    except ValueError as error:
        raise DalelError(f"{option}: {error}; a date is written 2007-05-15, 2007-05 or 2007") from error
    return at


@polity_app.command("seats")
def seats_command(
    name: NameArgument,
    organ: OrganArgument,
    at: Annotated[str | None, typer.Option("--at", metavar="DATE", help="The day whose rules count.")] = None,
    votes: Annotated[
        Path | None,
        typer.Option("--votes", metavar="V.csv", help="Columns: party, and votes or share (percent)."),
    ] = None,
    recorded: Annotated[
        str | None, typer.Option("--election", metavar="ID", help="The votes of an election of the file.")
    ] = None,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule", metavar="KEY=VALUE", help="What if: threshold=3, seats=77, formula=dhondt ..."
        ),
    ] = None,
    filling: Annotated[
        str, typer.Option("--filling", metavar="ID", help="Only the seats filled in this way.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Turn votes into seats by the rules of a day; what is open is tried, ties stay open."""
    if (votes is None) == (recorded is None):
        raise typer.BadParameter("give the votes: --votes V.csv, or --election ID")
    if at is None and recorded is None:
        raise typer.BadParameter("give the day: --at DATE")
    rules = _rules(rule or ())
    with clear_failures():
        polity = load(name)
        found, day = _votes(polity, votes, recorded)
        answer = seats(polity, organ, day_of(at or day), found, rules, filling=filling)
        if as_json:
            print_json(answer.as_json())
        else:
            _print_seats(answer)


def _rules(words: Iterable[str]) -> dict[str, str]:
    found = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            raise typer.BadParameter(f"--rule {word}: write KEY=VALUE, such as threshold=3")
        found[key.strip()] = value
    return found


def _votes(polity: Polity, file: Path | None, recorded: str | None) -> tuple[tuple[Tally, ...], str]:
    """The votes, and the day of the vote where an election of the file gives them."""
    if file is not None:
        return read_votes(file), ""
    held = election(polity, recorded or "")
    found = tallies(polity, held)
    if not found:
        raise DalelError(f"{polity.id}: election {held.id}: no account gives votes or shares")
    first = next(days(held.date), None)
    return found, first[0].isoformat() if first else ""


def _print_seats(answer: SeatsAnswer) -> None:
    out = console()
    if answer.before is not None:
        for change in answer.changes:
            out.print(change.patch(), markup=False)
        out.print()
        _seat_table(answer.before, "before")
        _seat_table(answer, "after")
    else:
        _seat_table(answer, "")
    _conclusion(answer)


def _seat_table(answer: SeatsAnswer, which: str) -> None:
    """A row for each different result, with what gives it; parties that never have a seat are left out."""
    varied = answer.varied()
    grouped: dict[tuple[tuple[str, int], ...], list[SeatOutcome]] = {}
    for outcome in answer.outcomes:
        seated = sorted((party, number) for party, number in outcome.seats.items() if number)
        grouped.setdefault(tuple(seated), []).append(outcome)
    parties = list(dict.fromkeys(p for o in answer.outcomes for p, number in o.seats.items() if number))
    rows = []
    for seated_in, outcomes in grouped.items():
        given = dict(seated_in)
        told = (", ".join(dict.fromkeys(_words(o.assumes.get(one)) for o in outcomes)) for one in varied)
        rows.append((*told, *(given.get(party, 0) for party in parties), sum(given.values())))
    columns = (*(one.replace("_", " ") for one in varied), *parties, "together")
    title = f"{answer.organ.organ.name} by the rules of {answer.at}" + (f": {which}" if which else "")
    print_table(columns, rows, title=title, right=(*parties, "together"))


def _words(value: object) -> str:
    return f"{float(value):g}" if isinstance(value, Fraction) else str(value or "")


def _conclusion(answer: SeatsAnswer) -> None:
    out = console()
    out.print()
    if answer.seats is not None:
        many = len(answer.outcomes)
        out.print("the same in every outcome" if many > 1 else "settled", markup=False)
    else:
        out.print(f"depends on: {', '.join(answer.depends_on).replace('_', ' ')}", markup=False)
    for lot in dict.fromkeys(lot for outcome in answer.outcomes for lot in outcome.lots):
        out.print(f"tie: {lot}", markup=False)
    for note in answer.notes:
        out.print(f"note: {note}", markup=False)


@polity_app.command("fit")
def fit_command(
    name: NameArgument,
    organ: OrganArgument,
    results: Annotated[
        list[Path] | None,
        typer.Option(
            "--results", metavar="R.csv", help="Columns: party, votes or share, seats; a file an election."
        ),
    ] = None,
    recorded: Annotated[
        list[str] | None, typer.Option("--election", metavar="ID", help="Only these elections of the file.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Find the formulas and thresholds that explain votes and seats, and what would tell the rest apart."""
    with clear_failures():
        polity = load(name)
        if organ not in polity.organs:
            raise DalelError(f"{polity.id}: no organ {organ!r}; there are: {', '.join(polity.organs)}")
        answer = fit(_observed(polity, organ, results or [], recorded or []))
        if as_json:
            print_json({"polity": polity.id, "organ": organ, **answer.as_json()})
        else:
            _print_fit(answer)


def _observed(polity: Polity, organ: str, files: list[Path], wanted: list[str]) -> list[Observed]:
    if files:
        return [Observed.of(path.stem, tally) for path in files for tally in read_votes(path)]
    held = [election(polity, one) for one in wanted] or [
        one for one in polity.elections.values() if one.organ == organ
    ]
    found = [
        Observed.of(f"{one.id}: {tally.label}", tally)
        for one in held
        for tally in tallies(polity, one)
        if len(tally.entries) > 1 and sum(entry.seats or 0 for entry in tally.entries) > 1
    ]
    if not found:
        raise DalelError(f"{polity.id}: no election of {organ} has votes and seats; give --results R.csv")
    return found


def _print_fit(answer: FitAnswer) -> None:
    out = console()
    rows = []
    for formula in answer.formulas:
        both = answer.thresholds(formula)
        bars = f"above {float(both[0]):g} up to {float(both[1]):g} percent" if both else "no one threshold"
        hows = {one.how for found in answer.explanations.values() for one in found if one.formula == formula}
        rows.append((formula.id, formula.name, bars, ", ".join(sorted(hows))))
    names = ", ".join(one.name for one in answer.elections)
    if rows:
        print_table(("formula", "", "with a threshold", "how"), rows, title=f"explain {names}")
    else:
        out.print(f"no formula explains {names}", markup=False)
    if answer.excluded:
        print_table(
            ("formula", "election", "gives"),
            (
                (one.formula.id, one.election, ", ".join(f"{p} {n}" for p, n in one.gives.items()))
                for one in answer.excluded
            ),
            title="\nexcluded",
        )
    for one in answer.telling:
        words = f"{float(one.points):g} points from {one.giver} to {one.taker} in {one.election} tell apart:"
        out.print(f"\n{words}", markup=False)
        grouped: dict[str, list[str]] = {}
        for name, found in one.results.items():
            grouped.setdefault(", ".join(f"{p} {n}" for p, n in found.items()), []).append(name)
        for told, names_of in grouped.items():
            out.print(f"  {', '.join(names_of)}: {told}", markup=False)


@polity_app.command("control")
def control_command(
    name: NameArgument,
    actor: Annotated[str, typer.Option("--actor", metavar="OFFICE", help="The id of an office or organ.")],
    at: AtOption = "",
    organ: Annotated[
        list[str] | None, typer.Option("--organ", metavar="ID", help="Only these organs.")
    ] = None,
    over_time: Annotated[
        bool, typer.Option("--over-time", help="Before and after every act that changed something.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show how much of each organ an actor fills: alone, with others, through bodies it fills or leads."""
    if not at and not over_time:
        raise typer.BadParameter("give the day: --at DATE, or --over-time")
    wanted = organ or []
    with clear_failures():
        polity = load(name)
        for one in wanted:
            if one not in polity.organs:
                raise DalelError(f"{polity.id}: no organ {one!r}; there are: {', '.join(polity.organs)}")
        if over_time:
            changes = control_over_time(polity, actor, wanted)
            if as_json:
                print_json(
                    {"polity": polity.id, "actor": actor, "changes": [_change_json(c) for c in changes]}
                )
            else:
                _print_changes(polity, actor, changes)
            return
        answer = control(polity, day_of(at), actor)
        if as_json:
            row = answer.as_json()
            row["organs"] = [one for one in row["organs"] if not wanted or one["organ"] in wanted]
            print_json(row)
        else:
            _print_control(answer, wanted)


def _print_control(answer: ControlAnswer, wanted: list[str]) -> None:
    who = answer.polity.named(answer.actor)
    shown = [one for one in answer.organs if not wanted or one.organ.organ.id in wanted]
    columns = ("organ", "seats", "filled alone", "with others", "through others", "Shapley-Shubik", "Banzhaf")
    print_table(
        columns,
        (_control_row(one) for one in shown if wanted or one.paths),
        title=f"{who} at {answer.at}",
    )
    out = console()
    for one in shown:
        for number, path in enumerate(one.paths):
            head = "" if number else f"\n{one.organ.organ.name}\n"
            out.print(f"{head}  {path}", markup=False)
    if answer.sides is not None:
        out.print(f"\nbefore: {answer.sides[0]}, after: {answer.sides[1]}", markup=False)
    without = [one.organ.organ.id for one in shown if not one.paths]
    if without and not wanted:
        out.print(f"\nno way found to: {', '.join(without)}", markup=False)


def _control_row(one: OrganControl) -> tuple[str, ...]:
    return (
        one.organ.organ.id,
        *(str(one.number(key)) for key in ("size", "direct", "nomination", "through")),
        str(one.index("shapley_shubik")),
        str(one.index("banzhaf")),
    )


def _print_changes(polity: Polity, actor: str, changes: Iterable[Change]) -> None:
    rows = []
    for change in changes:
        label = f"{change.act.name} ({change.before} to {change.after})"
        for before, after in change.organs:
            entry = after or before
            assert entry is not None
            pairs = [_pair(before, after, key) for key in ("size", "direct", "nomination", "through")]
            rows.append((label, entry.organ.organ.id, *pairs, _pair(before, after, "shapley_shubik")))
            label = ""
    columns = ("act", "organ", "seats", "filled alone", "with others", "through others", "Shapley-Shubik")
    print_table(columns, rows, title=f"{polity.named(actor)}, {polity.name}")


def _pair(before: OrganControl | None, after: OrganControl | None, key: str) -> str:
    told = []
    for one in (before, after):
        number = None if one is None else one.index(key) if key == "shapley_shubik" else one.number(key)
        told.append("-" if number is None else str(number))
    return told[0] if told[0] == told[1] else f"{told[0]} → {told[1]}"


def _change_json(change: Change) -> dict[str, object]:
    return {
        "act": change.act.id,
        "name": change.act.name,
        "before": change.before.isoformat(),
        "after": change.after.isoformat(),
        "organs": [
            {"before": old.as_json() if old else None, "after": new.as_json() if new else None}
            for old, new in change.organs
        ],
    }
