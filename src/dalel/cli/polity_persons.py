"""`dalel polity eligible`, `term`, `calendar`: who may stand, how long mandates run, when votes are due."""

from __future__ import annotations

from typing import Annotated

import typer

from dalel.cli.output import JsonOption, clear_failures, console, print_json, print_table
from dalel.cli.polity import AtOption, NameArgument, polity_app
from dalel.cli.polity_compute import OrganArgument, day_of
from dalel.polity import load
from dalel.polity.eligibility import Candidate, eligible
from dalel.polity.pictures.wording import answer_text
from dalel.polity.spans import Span
from dalel.polity.terms import term
from dalel.polity.timetable import calendar, second_round


@polity_app.command("eligible")
def eligible_command(
    name: NameArgument,
    organ: OrganArgument,
    at: AtOption,
    person: Annotated[str, typer.Option("--person", metavar="ID", help="A person of the file.")] = "",
    born: Annotated[str | None, typer.Option("--born", metavar="DATE", help="A day, month or year.")] = None,
    age: Annotated[int | None, typer.Option("--age", min=0, help="Age in years.")] = None,
    citizenship: Annotated[str | None, typer.Option("--citizenship", help="As the file writes it.")] = None,
    residence: Annotated[
        int | None, typer.Option("--residence-years", min=0, help="Years of residence.")
    ] = None,
    speaks: Annotated[
        bool | None, typer.Option("--speaks/--speaks-not", help="The language the rule names.")
    ] = None,
    party_post: Annotated[
        bool | None, typer.Option("--party-post/--no-party-post", help="Holds a post in a party.")
    ] = None,
    terms: Annotated[int | None, typer.Option("--terms", min=0, help="Terms served so far.")] = None,
    in_a_row: Annotated[
        int | None, typer.Option("--in-a-row", min=0, help="Terms served straight before.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether a person may stand on that day; what is not given is unknown, never assumed."""
    with clear_failures():
        candidate = Candidate(
            person=person,
            born=Span.of(born, "--born") if born else None,
            age=age,
            citizenship=citizenship,
            residence_years=residence,
            speaks=speaks,
            party_post=party_post,
            terms=terms,
            in_a_row=in_a_row,
        )
        answer = eligible(load(name), organ, day_of(at), candidate)
        if as_json:
            print_json(answer.as_json())
            return
        print_table(
            ("condition", "asked", "given", "", "source"),
            (
                (
                    check.condition + (f" ({check.note})" if check.note else ""),
                    answer_text(check.required),
                    check.given,
                    check.verdict,
                    "\n".join(map(str, check.sources)),
                )
                for check in answer.checks
            ),
            title=f"{answer.polity.named(organ)} at {at}: {answer.verdict}",
        )


@polity_app.command("term")
def term_command(
    name: NameArgument,
    organ: OrganArgument,
    began: Annotated[
        str, typer.Option("--began", metavar="DATE", help="The day of the election or appointment.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Say when a mandate ends, by the rule of the day it began and by later ones."""
    with clear_failures():
        answer = term(load(name), organ, day_of(began, "--began"))
        if as_json:
            print_json(answer.as_json())
            return
        rows = [
            (
                "unknown" if end.years is None else f"{end.years} years",
                str(end.day or "unknown"),
                end.rule,
                "\n".join(map(str, end.sources)),
            )
            for end in answer.ends
        ]
        rows += [("", one.due, f"said: {one.text}", "\n".join(map(str, one.sources))) for one in answer.due]
        title = f"{answer.polity.named(organ)}, mandate begun {answer.began}"
        print_table(("term", "ends", "rule", "source"), rows, title=title)


@polity_app.command("calendar")
def calendar_command(
    name: NameArgument,
    organ: Annotated[str, typer.Option("--organ", metavar="ID", help="The office voted on.")] = "",
    first_round: Annotated[
        str | None, typer.Option("--first-round", metavar="DATE", help="Say when a second round is due.")
    ] = None,
    election: Annotated[
        list[str] | None, typer.Option("--election", metavar="ID", help="Only these elections.")
    ] = None,
    within: Annotated[int, typer.Option("--within-days", min=1, help="How far back acts are counted.")] = 365,
    as_json: JsonOption = False,
) -> None:
    """Count the days between changes of the law and votes, or find the latest day of a second round."""
    if first_round is not None and not organ:
        raise typer.BadParameter("--first-round needs --organ")
    with clear_failures():
        polity = load(name)
        if first_round is not None:
            second = second_round(polity, organ, day_of(first_round, "--first-round"))
            if as_json:
                print_json(second.as_json())
                return
            until = str(second.day) if second.day else "unknown"
            console().print(f"second round of {polity.named(organ)} by {until}", markup=False)
            for source in second.sources:
                console().print(f"  {source}", markup=False)
            return
        chosen = set(election or ())
        if organ:
            chosen |= {one.id for one in polity.elections.values() if one.organ == organ}
        found = calendar(polity, chosen, within_days=within)
        if as_json:
            print_json({"polity": polity.id, "distances": [one.as_json() for one in found]})
            return
        print_table(
            ("vote", "on", "act", "of", "days"),
            (
                (
                    one.election.name,
                    str(one.vote),
                    one.act.name,
                    str(one.act_day),
                    str(one.least) if one.least == one.most else f"{one.least} to {one.most}",
                )
                for one in found
            ),
            right=("days",),
            title=polity.name,
        )
