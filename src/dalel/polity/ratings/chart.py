"""A chart of ratings: better is always up, each scale has a field of its own, no line crosses a break."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from dalel.polity.drawing import GREY, PALETTE, Drawing, Frame
from dalel.polity.ratings.changes import APART, changes
from dalel.polity.ratings.model import Reading, Scale, Series

WIDTH, FIELD = 980, 250
_Field = tuple[str, Scale, list[tuple[Series, list[Reading]]]]


def draw(series: Sequence[Series], *, across: bool = False) -> Drawing:
    """The series, those of one index and scale in one field.

    With `across` all stand in one field, each between worst (0) and best (100) of its own scale.
    """
    fields = [_one_field(series)] if across else _fields(series)
    drawing = Drawing(WIDTH, 60 + (FIELD + 70) * max(1, len(fields)), "Ratings")
    years = [reading.edition for one in series for reading in one.readings()]
    left, right = (min(years) - 1, max(years) + 1) if years else (2000, 2010)
    for i, (title, scale, shown) in enumerate(fields):
        _draw_field(drawing, 50 + (FIELD + 70) * i, (left, right), title, scale, shown, across)
    return drawing


def _fields(series: Sequence[Series]) -> list[_Field]:
    """A field for each index and scale: ranks among each other, whatever the number of countries."""
    fields: dict[tuple[object, ...], _Field] = {}
    for one in series:
        for reading in one.readings():
            scale = one.scale(reading.edition)
            if scale is None:
                continue
            key: tuple[object, ...] = (one.index.id, one.kind)
            if one.kind == "score":
                key += (scale.low, scale.high, scale.better)
            title, widest, shown = fields.get(key, (_title(one, scale), scale, []))
            if scale.high > widest.high:
                widest = scale
            if not shown or shown[-1][0] is not one:
                shown.append((one, []))
            shown[-1][1].append(reading)
            fields[key] = (title, widest, shown)
    return list(fields.values())


def _title(series: Series, scale: Scale) -> str:
    index = series.index
    if series.kind == "rank":
        return f"{index.name}: rank (1 is best; the number of countries varies)"
    if series.kind == "class":
        return index.name
    best, worst = (scale.low, scale.high) if scale.better == "lower" else (scale.high, scale.low)
    return f"{index.name}: {best} is best, {worst} worst"


def _one_field(series: Sequence[Series]) -> _Field:
    scale = Scale(Fraction(0), Fraction(1), "higher")
    return "from worst (0) to best (100) of each scale", scale, [(one, one.readings()) for one in series]


def _draw_field(
    drawing: Drawing,
    y: float,
    years: tuple[int, int],
    title: str,
    scale: Scale,
    shown: list[tuple[Series, list[Reading]]],
    across: bool,
) -> None:
    low, high = float(scale.low), float(scale.high)
    bottom, top = (low, high) if scale.better == "higher" else (high, low)
    frame = Frame(drawing, 130, y, 560, FIELD - 30, *years, bottom, top)
    ticks = [(float(year), str(year)) for year in range(years[0] + 1, years[1], _every(years[1] - years[0]))]
    frame.axes(ticks, _up(scale, shown, across), "edition", title)
    for i, (series, readings) in enumerate(shown):
        colour = PALETTE[i % len(PALETTE)]
        radius = 3 + 1.3 * (len(shown) - 1 - i)  # rings, so that equal values are all seen
        apart = {one.after.edition for one in changes(series) if one.direction == APART}
        last: tuple[float, float] | None = None
        for reading in readings:
            points = [
                frame.at(reading.edition, _height(series, reading.edition, value.number, across))
                for value in reading.distinct()
            ]
            if last and reading.edition not in apart and len(points) == 1:
                drawing.line([last, points[0]], colour, 1.8)
            for x, at in points:
                drawing.dot(x, at, radius, "#ffffff" if len(points) > 1 else colour, colour)
            last = points[0] if len(points) == 1 else None
        name = f"{series.country}: {series.category}"
        if across:
            name = f"{series.country}: {series.index.name}, {series.category}"
        drawing.dot(712, y + 6 + 18 * i, 4, colour)
        drawing.words(722, y + 10 + 18 * i, name, 11)
    drawing.words(712, y + 16 + 18 * len(shown), "hollow: the sources differ", 10, GREY)


def _height(series: Series, edition: int, number: Fraction, across: bool) -> float:
    scale = series.scale(edition)
    return float(scale.goodness(number)) if across and scale else float(number)


def _up(scale: Scale, shown: list[tuple[Series, list[Reading]]], across: bool) -> list[tuple[float, str]]:
    if across:
        return [(part / 4, str(25 * part)) for part in range(5)]
    classes = shown[0][0].index.classes if shown and shown[0][0].kind == "class" else ()
    if classes:
        return [(float(i + 1), name) for i, name in enumerate(classes)]
    low, high = float(scale.low), float(scale.high)
    step = next(s for s in (1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0) if (high - low) / s <= 10)
    values = [low, *(step * k for k in range(math.floor(low / step) + 1, math.ceil(high / step))), high]
    kept = [value for value in values if value in (low, high) or min(value - low, high - value) > step / 3]
    return [(value, f"{value:g}") for value in kept]


def _every(span: int) -> int:
    return next((step for step in (1, 2, 5, 10) if span / step <= 14), 20)
