"""A chart of ratings: better is always up, each scale has a field of its own, no line crosses a break."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from dalel.polity.pictures.drawing import GREY, PALETTE, Drawing, Frame
from dalel.polity.ratings.changes import APART, changes
from dalel.polity.ratings.model import Reading, Scale, Series

WIDTH, FIELD, TALL = 1180, 250, 400
_Field = tuple[str, Scale, list[tuple[Series, list[Reading]]]]


def draw(series: Sequence[Series], *, across: bool = False) -> Drawing:
    """The series, those of one index and scale in one field.

    With `across` all stand in one field, each between worst (0) and best (100) of its own scale.
    """
    fields = [_one_field(series)] if across else _fields(series)
    heights = [TALL if len(shown) > 4 else FIELD for _, _, shown in fields]
    drawing = Drawing(WIDTH, 60 + sum(heights) + 70 * max(1, len(fields)), "Ratings")
    y = 50.0
    for (title, scale, shown), height in zip(fields, heights, strict=True):
        _draw_field(drawing, (y, height - 30), title, scale, shown, across)
        y += height + 70
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
    place: tuple[float, float],
    title: str,
    scale: Scale,
    shown: list[tuple[Series, list[Reading]]],
    across: bool,
) -> None:
    y, height = place
    low, high = float(scale.low), float(scale.high)
    bottom, top = (low, high) if scale.better == "higher" else (high, low)
    editions = [reading.edition for _, readings in shown for reading in readings]
    years = (min(editions) - 1, max(editions) + 1)
    frame = Frame(drawing, 130, y, 560, height, *years, bottom, top)
    ticks = [(float(year), str(year)) for year in range(years[0] + 1, years[1], _every(years[1] - years[0]))]
    frame.axes(ticks, _up(scale, shown, across), "edition", title)
    differ = False
    for i, (series, readings) in enumerate(shown):
        colour = PALETTE[i % len(PALETTE)]
        # A little beside each other, so that equal values are all seen.
        aside = (
            min(0.5, 0.04 * (years[1] - years[0])) * (i - (len(shown) - 1) / 2) / len(shown)
            if len(shown) > 1
            else 0.0
        )
        apart = {one.after.edition for one in changes(series) if one.direction == APART}
        last: tuple[float, float] | None = None
        for reading in readings:
            values = reading.distinct()
            heights = [_height(series, reading.edition, value.number, across) for value in values]
            points = [frame.at(reading.edition + aside, one) for one in heights]
            if last and reading.edition not in apart and len(points) == 1:
                drawing.line([last, points[0]], colour, 1.4)
            for x, at in points:
                drawing.dot(x, at, 3.2, "#ffffff" if len(points) > 1 else colour, colour)
            differ |= len(points) > 1
            last = points[0] if len(points) == 1 else None
        name = f"{series.country}: {series.category}"
        if across:
            name = f"{series.country}: {series.index.name}, {series.category}"
        drawing.dot(712, y + 6 + 18 * i, 4, colour)
        drawing.words(722, y + 10 + 18 * i, name, 11)
    if differ:
        drawing.words(708, y + 16 + 18 * len(shown), "hollow: the sources differ", 10, GREY)


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
