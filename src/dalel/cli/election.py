"""`dalel election audit` and `dalel election forensics`: what reported results say about themselves."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from dalel.cli.app import app
from dalel.cli.output import JsonOption, clear_failures, console, print_json, print_table
from dalel.measures import is_edtf
from dalel.model import DalelError

if TYPE_CHECKING:
    from dalel.polity.results.audit import Audit
    from dalel.polity.results.forensics import Forensics

election = typer.Typer(
    name="election",
    help="Reported results: do they add up, and how are they distributed.",
    no_args_is_help=True,
)
app.add_typer(election)

ColumnsOption = Annotated[
    Path | None,
    typer.Option("--columns", help="TOML or JSON that says which column of the table is which."),
]


class ShareOf(StrEnum):
    """What shares are percentages of."""

    VALID = "valid"
    CAST = "cast"


@election.command("audit")
def audit_command(
    results: Annotated[Path, typer.Argument(metavar="R.csv", help="A table of results: CSV, TSV.")],
    columns: ColumnsOption = None,
    polity: Annotated[
        str | None,
        typer.Option("--polity", metavar="NAME", help="Hold the seats against the rules of this polity."),
    ] = None,
    organ: Annotated[
        str | None, typer.Option("--organ", metavar="ID", help="The organ elected, with --polity.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="The day of the election, with --polity.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a table of results: sums, percentages, turnouts, parts and whole, sources side by side."""
    from dalel.polity import load
    from dalel.polity.results.audit import audit
    from dalel.polity.results.by_rules import Rules

    asked = (polity, organ, at)
    if any(asked) and not all(asked):
        raise typer.BadParameter("--polity, --organ and --at belong together")
    with clear_failures():
        if at and not is_edtf(at):
            raise DalelError(f"--at {at}: a date is written 2007-05-15, 2007-05 or 2007")
        rules = Rules(load(polity), organ, at) if polity and organ and at else None
        found = audit(results, columns, rules)
    if as_json:
        print_json(found.as_json())
        return
    _show_audit(found)


def _show_audit(found: Audit) -> None:
    if found.findings:
        rows = (
            (one.row, one.source, one.check, _cell(one.expected), _cell(one.found), one.sentence)
            for one in found.findings
        )
        names = ("row", "source", "check", "expected", "found", "what does not fit")
        print_table(names, rows, right=("row",))
    count = len(found.findings)
    said = "no discrepancy" if not count else "1 discrepancy" if count == 1 else f"{count} discrepancies"
    console().print(Text(f"{said} in {found.rows} rows"))
    territories = {one.territory for one in found.derived}
    few = [one for one in found.derived if len(territories) < 4 or one.name == "electorate"]
    for figure in few:
        console().print(Text(f"  {figure.sentence}", "dim"))
    for note in found.notes:
        console().print(Text(f"  {note}", "dim"))


def _cell(value: int | float | str | None) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


@election.command("forensics")
def forensics_command(
    stations: Annotated[
        Path, typer.Argument(metavar="S.csv", help="A table with a polling station a row: CSV, TSV.")
    ],
    columns: ColumnsOption = None,
    leader: Annotated[
        str | None, typer.Option("--leader", help="The contestant to look at; else the one with most votes.")
    ] = None,
    share_of: Annotated[
        ShareOf, typer.Option("--share-of", help="Shares of valid ballots, or of all ballots cast.")
    ] = ShareOf.VALID,
    smallest: Annotated[
        int,
        typer.Option(
            "--smallest", min=1, help="Least registered voters and valid ballots for whole percentages."
        ),
    ] = 100,
    fingerprint: Annotated[
        Path | None,
        typer.Option("--fingerprint", help="Draw turnout and share together, as .png or .svg."),
    ] = None,
    distributions: Annotated[
        Path | None,
        typer.Option("--distributions", help="Draw the distributions of turnout and share, as .png or .svg."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Statistics of polling stations, each with its null, its assumption and what is said against it."""
    from dalel.polity.results import fingerprints
    from dalel.polity.results.forensics import forensics

    with clear_failures():
        found = forensics(stations, columns, share_of=share_of.value, leader=leader, smallest=smallest)
        if fingerprint:
            fingerprints.fingerprint(found).save(fingerprint)
        if distributions:
            fingerprints.distributions(found).save(distributions)
    if as_json:
        print_json(found.as_json())
        return
    _show_forensics(found)


def _show_forensics(found: Forensics) -> None:
    from dalel.polity.results.forensics import LEVEL, correlation
    from dalel.polity.results.integers import peaks

    stations = found.stations
    left_out = "; ".join(f"{reason}: {count:,}" for reason, count in stations.excluded.items())
    _line(f"{stations.used:,} of {stations.read:,} stations used{f' ({left_out})' if left_out else ''}")
    _line(f"leader {stations.leader}; shares are of {stations.share_of} ballots")
    for note in stations.notes:
        _line(note)

    corrected = {name: q for name, _, q in found.corrected()}
    _head("integers")
    rows = (
        (
            *(one.quantity, f"{one.stations:,}", f"{one.observed:,}", f"{one.expected:,.1f}"),
            *(f"{one.deviation:,.1f}", f"{one.excess:+,.1f}", _p(one.p)),
            _p(corrected[f"whole percentages: {one.quantity}"]),
        )
        for one in found.integers.excesses
    )
    numbers = ("stations", "observed", "by chance", "deviation", "excess", "p", "p corrected")
    print_table(("whole percentages in", *numbers), rows, right=numbers)
    for name, whole in (("turnout", found.integers.turnout), ("share", found.integers.share)):
        at = ", ".join(f"{p} ({seen:,}, by chance {mean:,.1f})" for p, seen, mean, _ in peaks(whole)[:8])
        if at:
            _line(f"{name} stands out at {at}")
    _about("integers")

    for key, tests in (("last_digits", found.last), ("second_digits", found.second)):
        _head(key)
        rows_of_digits = (
            (
                one.column,
                f"{one.counts:,}",
                *(f"{n:,}" for n in one.observed),
                f"{one.chi_square:.1f}",
                _p(one.p),
            )
            + ((_p(corrected[f"last digits: {one.column}"]),) if key == "last_digits" else ("",))
            for one in tests
        )
        digits = (*map(str, range(10)), "chi-square", "p", "p corrected")
        if tests:
            print_table(("column", "counts", *digits), rows_of_digits, right=("counts", *digits))
        else:
            _line("too few counts")
        _about(key)

    _head("extrapolation")
    if (estimate := found.extrapolation) is None:
        _line("too few stations")
    else:
        _line(
            f"{estimate.votes:,.0f} of {estimate.leader_votes:,} votes beyond the ratio that holds up to a "
            f"turnout of {estimate.edge:.0f} percent (standard error {estimate.error:,.0f}; with other edges "
            f"{estimate.low:,.0f} to {estimate.high:,.0f})"
        )
        _line(
            f"share {estimate.share_reported:.2f} percent as reported, {estimate.share_without:.2f} without "
            f"them; turnout {estimate.turnout_reported:.2f} and {estimate.turnout_without:.2f}"
        )
    _about("extrapolation")
    _head("fingerprint")
    _line(f"correlation {correlation(stations)}; --fingerprint FILE draws it")
    _about("fingerprint")
    _show_distributions(found)
    unusual = found.significant()
    _line("")
    _line(
        f"unlikely under their null (corrected p below {LEVEL}): {', '.join(unusual) or 'none'}. "
        "This says how unusual numbers are, and neither why nor who made them."
    )


def _show_distributions(found: Forensics) -> None:
    from dalel.polity.results.forensics import distribution

    _head("distributions")
    rows = []
    for name, values in (("turnout", found.stations.turnout), ("share", found.stations.share)):
        told = distribution(values)
        if told["stations"]:
            kept = (told["mean"], told["deviation"], told["skewness"], told["kurtosis"])
            rows.append((name, *kept, *told["quantiles"].values()))
    numbers = ("mean", "deviation", "skewness", "kurtosis", "5%", "25%", "50%", "75%", "95%")
    print_table(("", *numbers), rows, right=numbers)
    _about("distributions")


def _p(value: float) -> str:
    return f"{value:.2g}" if value >= 1e-12 else "< 1e-12"


def _head(key: str) -> None:
    from dalel.polity.results.forensics import TEXTS

    console().print()
    console().print(Text(TEXTS[key]["title"], "bold"))
    _line(TEXTS[key]["question"])


def _about(key: str) -> None:
    from dalel.polity.results.forensics import TEXTS

    for part in ("null", "assumption", "criticism"):
        console().print(
            Padding(Text(f"{part.capitalize()}: {TEXTS[key][part]}", "dim"), (0, 0, 0, 2), expand=False)
        )


def _line(text: str) -> None:
    console().print(Text(text))
