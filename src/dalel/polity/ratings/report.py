"""Ratings as JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dalel.polity.ratings.changes import changes, check_said, mean_of
from dalel.polity.ratings.model import Index, Reading, Scale, Series, Value


def index_json(index: Index, series: list[Series]) -> dict[str, Any]:
    """An index with some of its series."""
    return {
        "id": index.id,
        "name": index.name,
        "publisher": index.publisher,
        "kind": index.kind,
        "scales": [_scale(scale) for scale in index.scales],
        "scales_said": [_scale(scale) for scale in index.scales_said],
        "classes": list(index.classes),
        "breaks": [
            {
                "edition": one.edition,
                "categories": list(one.categories),
                "note": one.note,
                "source": one.source,
            }
            for one in index.breaks
        ],
        "sources": dict(index.sources),
        "series": [series_json(one) for one in series],
        "means": means_json(index, sorted({one.country for one in series})),
    }


def series_json(series: Series) -> dict[str, Any]:
    """One series: its readings, what changed, and what was said of it."""
    return {
        "country": series.country,
        "category": series.category,
        "kind": series.kind,
        "values": [_reading(reading, series) for reading in series.readings()],
        "changes": [
            {"from": one.before.edition, "to": one.after.edition, "direction": one.direction, "why": one.why}
            for one in changes(series)
        ],
        "said": [
            {
                "edition": one.edition,
                "said": one.said,
                "computed": one.computed,
                "agrees": one.agrees,
                "source": one.source,
                "note": one.note,
            }
            for one in check_said(series)
        ],
    }


def means_json(index: Index, countries: list[str]) -> list[dict[str, Any]]:
    """The means that can be computed, and for which editions they cannot."""
    found = []
    for country in countries:
        editions = sorted({value.edition for s in index.series if s.country == country for value in s.values})
        for edition in editions:
            mean = mean_of(index, country, edition)
            if mean is not None:
                found.append(
                    {
                        "country": country,
                        "edition": edition,
                        "name": mean.name,
                        "value": mean.rounded(index.places),
                        "of": mean.of,
                        "missing": list(mean.missing),
                        "computed": True,
                    }
                )
    return found


def _reading(reading: Reading, series: Series) -> dict[str, Any]:
    value = reading.value
    scale = series.scale(reading.edition)
    return {
        "edition": reading.edition,
        "data_year": reading.year,
        "value": _value(value, series) if value else _alternatives(reading, series),
        "of": value.of if value else None,
        "better": scale.better if scale else None,
        "sources": [
            {
                "source": one.source,
                "text": one.text,
                "of": one.of,
                "vintage": one.vintage,
                "derived": one.derived,
                "note": one.note,
            }
            for one in reading.values
        ],
    }


def _alternatives(reading: Reading, series: Series) -> dict[str, Any]:
    """A value that the sources give differently, as every command writes one."""
    found = [{"value": _value(one, series), "of": one.of, "source": one.source} for one in reading.distinct()]
    return {"value": None, "alternatives": found, "undetermined": True}


def _value(value: Value, series: Series) -> int | float | str:
    return value.text if series.kind == "class" else _number(value.number)


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _scale(scale: Scale) -> dict[str, Any]:
    return {
        "low": _number(scale.low),
        "high": _number(scale.high),
        "better": scale.better,
        "since": scale.since,
        "until": scale.until,
        "source": scale.source,
        "note": scale.note,
    }
