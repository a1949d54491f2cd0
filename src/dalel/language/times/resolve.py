"""Gives time expressions their values, from the document's date and from the text before them.

The year of a date without one is, in this order: that of the list it stands in; in an annual
report (its date is a year, and it mostly writes days and months without one) the year of the report; the
year last written in the same paragraph; for a document with a date, the latest past one, or
where the sentence looks ahead the next one. What counts from another time ("two years later")
counts from the last one in the same paragraph, and only as exactly as that allows.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dalel.language.times.grammar import find_times
from dalel.language.times.model import Point, ResolvedTime, TimeExpression
from dalel.measures import parse_edtf

_AHEAD = re.compile(
    r"\b(?:will|shall|to be held|scheduled|planned|upcoming|forthcoming|due|is to|are to|going to|next)\b"
)

_SENTENCE = re.compile(r"[.!?][\"”’)]* (?=[A-Z\"“(])")

_CHANGE = re.compile(
    r"\b(?:increas|decreas|declin|reduc|improv|grow|grew|chang|rise|rising|rose|drop|f[ae]ll|up|down|differ|higher"
    r"|lower|gain|deteriorat)\w*(?: (?:of )?[\w.,]+(?: percent)?){0,3} $"
)
"""Words of a change before "from 2013": the year it counts from, not since when."""

_CLAUSE = re.compile(r"[.;:!?,] |\b(?:after|since|because|who|which|where|when|that)\b")


@dataclass(slots=True)
class _Reference:
    """The document's date as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    annual: bool = False


@dataclass(slots=True)
class _State:
    """What has been read of the paragraph: the last time written in it, and the last year."""

    last: Point | None = None
    year: int | None = None
    at: int = 0
    sentence: str = ""
    near: bool = False  # whether the last time stands in the same sentence
    span: tuple[Point, Point] | None = None  # the last interval


def _reference(value: str) -> _Reference:
    match = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", value.rpartition("/")[2] or value)
    if match is None:
        return _Reference()
    year, month, day = (int(group) if group else None for group in match.groups())
    return _Reference(year, month, day)


def _is_annual(reference: _Reference, found: Sequence[Sequence[TimeExpression]]) -> bool:
    """Whether the document reports on the year of its date and so leaves that year out."""
    if reference.year is None or reference.month is not None:
        return False
    without = written = 0
    for times in found:
        for time in times:
            point = time.first
            if point is None or time.kind != "date":
                continue
            if point.base == "report":
                without += 1
            elif point.month is not None and not point.base:
                if point.year is None:
                    without += 1
                else:
                    written += 1
    return without > 0 and without * 2 >= written


def resolve_texts(
    texts: Sequence[str], found: Sequence[Sequence[TimeExpression]], document_date: str
) -> list[list[ResolvedTime]]:
    """The values of the expressions found in a document's paragraphs, in order.

    `document_date` is EDTF, or "" where it is unknown; a year alone is the year that the document
    reports on, or of its publication.
    """
    reference = _reference(document_date)
    reference.annual = _is_annual(reference, found)
    result = []
    for unit, (text, times) in enumerate(zip(texts, found, strict=True)):
        state = _State()
        resolved = [_resolve(text, time, times, reference, state) for time in times]
        result.append([replace(one, unit=unit) for one in resolved] if unit else resolved)
    return result


def _resolve(
    text: str, time: TimeExpression, times: Sequence[TimeExpression], reference: _Reference, state: _State
) -> ResolvedTime:
    if time.first is None:
        return ResolvedTime(time, "")
    state.sentence = _clause(text, time.outer_char)
    if time.first.base == "span":
        return _same_span(time, state)
    state.near = state.last is not None and not _SENTENCE.search(text, state.at, time.outer_char + 1)
    first, why = _point(time.first, reference, state, _later_year(time, times))
    last: Point | None = None
    if time.last is not None:
        listed = first.year if first else None
        if reference.annual and first is not None and first.month is None and time.last.year is None:
            listed = None  # "between 2017 and June": of the report's year
        last, other = _point(time.last, reference, state, listed)
        why = why or other
        if first and last and _key(last) < _key(first):
            if time.first.year is None and time.last.year is None and first.year and last.year:
                first = replace(first, year=first.year - 1)  # "from November to February"
            elif time.last.year is None and last.month and last.year == first.year and last.year:
                last = replace(last, year=last.year + 1)  # "between July 2019 and June 30"
            else:
                first = last = None
    if first is None and (last is None or time.relation not in ("from", "in")):
        return ResolvedTime(time, "")
    latest = last or first
    assert latest is not None
    if first is not None and last is not None:
        state.span = first, last
    elif latest.part and "/" in latest.part and latest.year is not None:
        months = [int(month) for month in latest.part.split("/")]
        state.span = Point(latest.year, months[0]), Point(latest.year, months[1])
    if not (time.first.base == "report" or (time.first.base == "document" and time.first.unit == "year")):
        state.last, state.at = latest, time.end_char
        state.year = latest.year or state.year
    begin, end = _write(first) if first else "", _write(last) if last else ""
    plain = _plain(begin, end)
    words, after = text[time.outer_char : time.start_char], text[time.end_char : time.end_char + 12]
    value = plain
    if time.relation != "from" or not _CHANGE.search(text[max(0, time.outer_char - 60) : time.outer_char]):
        value = _related(begin, end, plain, time.relation, words, after)
        if reference.annual and words.lower().startswith("through ") and why == "year of the report":
            value = f"{reference.year}-01/{plain}"  # "Through August": since the report's year began
    try:
        parse_edtf(value)
    except ValueError:
        return ResolvedTime(time, "")
    return ResolvedTime(time, value, plain, why)


def _same_span(time: TimeExpression, state: _State) -> ResolvedTime:
    """ "during the same period": the last interval, in another year where one is told."""
    point = time.first
    assert point is not None
    if state.span is None:
        return ResolvedTime(time, "")
    first, last = state.span
    if first.year is None or last.year is None:
        return ResolvedTime(time, "")
    moved = point.shift if point.year is None else point.year - last.year
    value = _plain(
        _write(replace(first, year=first.year + moved)), _write(replace(last, year=last.year + moved))
    )
    return ResolvedTime(time, value, value, "the interval before")


def _clause(text: str, at: int) -> str:
    """What stands before a character in its clause, roughly."""
    return _CLAUSE.split(text[max(0, at - 120) : at])[-1]


def _later_year(time: TimeExpression, times: Sequence[TimeExpression]) -> int | None:
    """The year of a time before this one in its list: "31 October 2004 and 2 November"."""
    if not time.series or time.first is None or time.first.month is None:
        return None
    year = None
    for other in times:
        if other is time:
            return year
        point = other.first
        if other.series == time.series and point is not None and point.year is not None:
            same = (point.day is None) == (time.first.day is None) and (point.month or 13) <= time.first.month
            year = point.year if same else None
    return None


def _point(
    point: Point, reference: _Reference, state: _State, listed: int | None
) -> tuple[Point | None, str]:
    """The point as a calendar time, and why."""
    if point.base:
        return _relative(point, reference, state)
    if point.weekday is not None:
        return None, ""
    if point.year is not None or point.decade is not None:
        return point, ""
    if listed is not None:
        return replace(point, year=listed), "year of the list"
    if reference.annual:
        return replace(point, year=reference.year), "year of the report"
    if state.year is not None:
        return replace(point, year=state.year), "year last written"
    if reference.year is None:
        return None, ""
    if reference.month is None:
        return replace(point, year=reference.year), "year of the document"
    year = reference.year
    month = point.month or {21: 4, 22: 7, 23: 10, 24: 1}[point.season or 21]
    own = (month, point.day or 1)
    written = (reference.month, reference.day or 31)
    if _AHEAD.search(state.sentence):
        return replace(
            point, year=year if own >= (reference.month, reference.day or 1) else year + 1
        ), "next one"
    return replace(point, year=year if own <= written else year - 1), "latest past one"


def _relative(point: Point, reference: _Reference, state: _State) -> tuple[Point | None, str]:
    if point.base == "past" and reference.annual and reference.year:
        return Point(reference.year), "year of the report"  # "in the past year", told at its end
    if point.base == "text":
        base, why = state.last, "from the time before"
        if reference.annual and point.unit == "year" and point.shift == -1 and not state.near:
            base = None  # "unlike in the previous year"
        if base is None or base.year is None:
            if reference.annual and point.unit == "year" and point.shift == -1 and reference.year:
                return Point(reference.year - 1), "year of the report"
            return None, ""
    else:
        if point.base == "report" and not reference.annual:
            year = state.year or reference.year
            base = Point(year) if year else None
            why = "year last written" if state.year else "year of the document"
        else:
            base = Point(reference.year, reference.month, reference.day) if reference.year else None
            why = "year of the report" if reference.annual else "date of the document"
    if base is None:
        return None, ""
    assert base.year is not None
    if point.weekday is not None:
        return (_weekday(point, base), why) if base.day is not None else (None, "")
    if point.unit == "year":
        year = base.year + point.shift
        if point.part == "whole":
            return Point(year, point.month, point.day), why
        if point.month is not None or point.season is not None:
            return _of_year(point, base, year), why
        return Point(year, part=point.part), why
    if point.unit == "month":
        if base.month is None:
            return None, ""
        count = base.year * 12 + base.month - 1 + point.shift
        return Point(count // 12, count % 12 + 1), why
    if base.day is None:
        return None, ""
    if point.unit in ("week", "day"):
        if point.unit == "week" and point.shift == 0:
            return None, ""
        moved = date(base.year, base.month or 1, base.day) + timedelta(
            days=point.shift * (7 if point.unit == "week" else 1)
        )
        if point.unit == "week" and point.base == "document":
            return Point(moved.year, moved.month), why  # "last week": a day would say too much
        return Point(moved.year, moved.month, moved.day), why
    return None, ""


def _of_year(point: Point, base: Point, year: int) -> Point:
    """ "last November", "this spring", "that May"."""
    if point.month is not None and point.shift == -1 and base.month is not None and point.month < base.month:
        year += 1  # "last March" in June
    return Point(year, point.month, season=point.season)


def _weekday(point: Point, base: Point) -> Point:
    """The latest such day up to the document's date; after it for "next"."""
    assert base.year is not None
    assert point.weekday is not None
    day = date(base.year, base.month or 1, base.day or 1)
    back = (day.weekday() - point.weekday) % 7
    moved = day - timedelta(days=back) if point.shift <= 0 else day + timedelta(days=7 - back)
    return Point(moved.year, moved.month, moved.day)


def _key(point: Point) -> tuple[int, int, int]:
    year = point.year if point.year is not None else (point.decade or 0) * 10
    return year, point.month or 99, point.day or 99


def _write(point: Point) -> str:
    """A calendar time in EDTF."""
    if point.decade is not None:
        return f"{point.decade}X"
    if point.year is None:
        return ""
    year = f"{point.year:04}"
    if point.day is not None and point.month is not None:
        if point.day > calendar.monthrange(point.year, point.month)[1]:
            return ""
        return f"{year}-{point.month:02}-{point.day:02}"
    if point.month is not None:
        return f"{year}-{point.month:02}"
    if point.season is not None:
        return f"{year}-{point.season}"
    if point.part == "end":
        return f"{year}-12"
    if point.part:
        first, last = point.part.split("/")
        return f"{year}-{first}/{year}-{last}" if first != last else f"{year}-{first}"
    return year


def _plain(begin: str, end: str) -> str:
    if begin and end and begin != end:
        return f"{begin.partition('/')[0]}/{end.rpartition('/')[2]}"
    return begin or end


def _related(begin: str, end: str, plain: str, relation: str, words: str, after: str) -> str:
    first, last = plain.partition("/")[0], plain.rpartition("/")[2]
    if relation in ("since", "after") or (relation == "from" and re.match(r",? (?:on|onwards?)\b", after)):
        return f"{first}/.."
    if relation in ("until", "before"):
        return f"../{last}"
    if relation == "from" and begin and not end and words:
        return f"{first}/.."
    return plain


def resolve_text(text: str, document_date: str) -> list[ResolvedTime]:
    """The times of one text by itself."""
    return resolve_texts([text], [find_times(text)], document_date)[0]
