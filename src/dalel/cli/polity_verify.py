"""`dalel polity verify`: a polity file against the claims of a base, in both directions."""

from __future__ import annotations

from typing import Annotated

import typer

from dalel.cli.output import BaseOption, JsonOption, clear_failures, console, print_json, print_table
from dalel.cli.polity import NameArgument, polity_app
from dalel.polity import load
from dalel.polity.resolve import plain


@polity_app.command("verify")
def verify_command(
    name: NameArgument,
    base: BaseOption,
    every: Annotated[
        bool, typer.Option("--all", help="List every statement and claim, not only what disagrees.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Compare a polity file with the claims of a base: what is for it, what against it, what it lacks."""
    from dalel.base import Base
    from dalel.polity.verifying.verify import lacking_by_kind, verify

    with clear_failures(), Base.open(base) as opened:
        answer = verify(load(name), opened)
        if as_json:
            print_json(answer.as_json())
            return
        rows = [
            (
                one.fact.path,
                str(plain(one.fact.statement.value)),
                one.status,
                "\n".join(f"+ {claim.claim.quote} [{claim.doc}]" for claim in one.supported_by),
                "\n".join(f"- {claim.claim.quote} [{claim.doc}]" for claim in one.contradicted_by),
            )
            for one in answer.checked
            if every or one.contradicted_by
        ]
        title = f"{answer.polity.name}: every statement" if every else f"{answer.polity.name}: contradicted"
        print_table(("statement", "value", "", "for", "against"), rows, title=title)
        out = console()
        share = 100 * float(answer.share_supported)
        out.print(
            f"\n{answer.count('supported', 'both')} of {len(answer.checked)} comparable statements are "
            f"supported ({share:.1f} percent), {answer.count('contradicted', 'both')} contradicted, "
            f"{answer.count('unsupported')} without a claim; {answer.statements} statements in all",
            markup=False,
        )
        readable = answer.readable()
        if readable and len(readable) < len(answer.checked):
            borne = sum(bool(one.supported_by) for one in readable)
            out.print(
                f"of the {len(readable)} with a source among the base's documents, {borne} are supported "
                f"({100 * borne / len(readable):.1f} percent)",
                markup=False,
            )
        kinds = ", ".join(f"{number} {kind}" for kind, number in lacking_by_kind(answer) if number)
        out.print(
            f"{len(answer.lacking)} of {answer.claims} claims are in no statement: {kinds or 'none'}",
            markup=False,
        )
        for claim in answer.lacking if every else ():
            out.print(f"  {claim.claim.kind}: {claim.claim.quote} [{claim.doc}]", markup=False)
