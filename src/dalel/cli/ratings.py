"""`dalel ratings`: indicators with their scales, what changed, and what was said of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from dalel.cli.app import app
from dalel.cli.output import JsonOption, clear_failures, console, print_json, print_table

if TYPE_CHECKING:
    from dalel.polity.ratings.model import Index, Reading, Scale, Series


@app.command()
def ratings(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="An index or a category, in part; else all.")
    ] = None,
    country: Annotated[str | None, typer.Option("--country", help="Only this country.")] = None,
    chart: Annotated[Path | None, typer.Option("--chart", help="Draw them, as .png or .svg.")] = None,
    across: Annotated[
        bool,
        typer.Option("--across", help="Draw series of different scales in one field, from worst to best."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show ratings of countries: each with its scale, its sources and the changes the numbers give."""
    from dalel.model import UnknownNameError
    from dalel.polity.ratings.chart import draw
    from dalel.polity.ratings.loading import load_indexes
    from dalel.polity.ratings.report import index_json

    with clear_failures():
        chosen = [(index, _chosen(index, name, country)) for index in load_indexes()]
        chosen = [(index, series) for index, series in chosen if series]
        if not chosen:
            asked = " of ".join(part for part in (name and repr(name), country) if part)
            raise UnknownNameError(f"there is no rating {asked or 'here'}".replace("rating of", "rating"))
        if chart:
            draw([one for _, series in chosen for one in series], across=across).save(chart)
    if as_json:
        print_json({"indexes": [index_json(index, series) for index, series in chosen]})
        return
    if name is None:
        _overview(chosen)
    else:
        for index, series in chosen:
            _show(index, series)


def _chosen(index: Index, name: str | None, country: str | None) -> list[Series]:
    """The series of an index that are asked for: all where the name is the index's."""
    from dalel.names.fold import fold

    found = [s for s in index.series if country is None or fold(s.country) == fold(country)]
    if name is None:
        return found
    word = fold(name)
    if word in fold(index.name) or word in index.id:
        return found
    return [s for s in found if word in fold(s.category)]


def _overview(chosen: list[tuple[Index, list[Series]]]) -> None:
    from dalel.polity.ratings.changes import changes

    rows = []
    for index, several in chosen:
        for series in several:
            last = series.readings()[-1]
            change = changes(series)[-1] if len(series.readings()) > 1 else None
            scale = series.scale(last.edition)
            before = f"{_value(change.before)} ({change.before.edition})" if change else ""
            rows.append(
                (
                    *(index.name, series.category, series.country, last.edition, _value(last)),
                    *(_scale(series, scale), before, change.direction if change else ""),
                )
            )
    names = ("index", "category", "country", "edition", "value", "scale", "before", "change")
    print_table(names, rows)
    console().print(Text("\ndalel ratings NAME shows a series with its sources", "dim"))


def _show(index: Index, several: list[Series]) -> None:
    from dalel.polity.ratings.changes import changes, check_said

    console().print(Text(f"{index.name} ({index.publisher})", "bold"))
    for scale in index.scales:
        _dim(f"scale {_range(scale)}{_span(scale)}{_because(scale.note)}")
    for scale in index.scales_said:
        _dim(f"said by {scale.source} to be {_range(scale)}{_because(scale.note)}")
    for one in index.breaks:
        _dim(f"break in {one.edition}{_because(one.note)}")
    rows = []
    for series in several:
        found = {one.after.edition: one for one in changes(series)}
        for reading in series.readings():
            change = found.get(reading.edition)
            why = f" ({change.why})" if change and change.why else ""
            sources = ", ".join(dict.fromkeys(value.source for value in reading.values))
            rows.append(
                (
                    *(series.country, series.category, reading.edition, reading.year, _value(reading)),
                    *(f"{change.direction}{why}" if change else "", sources),
                )
            )
    print_table(("country", "category", "edition", "data of", "value", "change", "sources"), rows)
    for series in several:
        for told in check_said(series):
            agrees = {True: "agrees", False: "differs", None: "cannot be held against them"}[told.agrees]
            _dim(
                f"{series.category} {told.edition}: {told.source} says {told.said}, the numbers say "
                f"{told.computed}: {agrees}{_because(told.note)}"
            )
    _show_means(index, several)
    used = {value.source for series in several for value in series.values}
    used |= {scale.source for scale in (*index.scales, *index.scales_said)} | {b.source for b in index.breaks}
    for key, title in index.sources.items():
        if key in used:
            _dim(f"{key}: {title}")
    notes = {f"{v.source}, {v.edition}: {v.note}" for s in several for v in s.values if v.note}
    for note in sorted(notes):
        _dim(note)
    console().print()


def _show_means(index: Index, several: list[Series]) -> None:
    from dalel.polity.ratings.report import means_json

    wanted = {category for mean in index.means for category in mean.of}
    shown = {series.category for series in several}
    if not wanted or len(wanted & shown) < 2:
        return
    rows = (
        (
            *(mean["country"], mean["edition"], "" if mean["value"] is None else f"{mean['value']:.2f}"),
            *(mean["of"], ", ".join(mean["missing"])),
        )
        for mean in means_json(index, sorted({series.country for series in several}))
    )
    print_table(("country", "edition", "mean, computed", "of categories", "missing"), rows)


def _value(reading: Reading) -> str:
    return " or ".join(f"{one.text} of {one.of}" if one.of else one.text for one in reading.distinct())


def _scale(series: Series, scale: Scale | None) -> str:
    if series.kind == "class":
        return f"{series.index.classes[0]} is best"
    if series.kind == "rank":
        return "1 is best"
    return _range(scale) if scale else ""


def _range(scale: Scale) -> str:
    return f"{scale.low} to {scale.high}, {scale.high if scale.better == 'higher' else scale.low} is best"


def _span(scale: Scale) -> str:
    since = f" from {scale.since}" if scale.since else ""
    return since + (f" to {scale.until}" if scale.until else "")


def _because(note: str) -> str:
    return f": {note}" if note else ""


def _dim(text: str) -> None:
    console().print(Padding(Text(text, "dim"), (0, 0, 0, 2), expand=False))
