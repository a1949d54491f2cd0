"""Finds time expressions in a text and puts them together: ranges, lists, and the words before them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dalel.language.times.forms import meaning, number_of, valid
from dalel.language.times.model import Point, TimeExpression
from dalel.language.times.words import (
    ACTORS_AFTER,
    BEFORE_MONTH,
    CORE,
    DOUBTFUL,
    LIST,
    NO_YEAR_AFTER,
    NO_YEAR_BEFORE,
    PREFIX,
    RANGE,
    RELATION,
    RELATIONS,
)

_FUSED = re.compile(r",? (?:of )?(?:the )?")
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4}


@dataclass(slots=True)
class _Core:
    """A time without the words before it, while expressions are put together."""

    start: int
    end: int
    kind: str
    points: list[Point]  # more than one: days of a list within one form
    spread: bool = False  # the points are the ends of an interval
    outer: int = 0
    relation: str = ""
    form: str = ""


def _accepts(text: str, match: re.Match[str], form: str) -> bool:
    """Whether a core that might be something else stands where a time would."""
    start, end = match.span()
    if form in ("year", "years"):
        before = text[max(0, start - 24) : start]
        if NO_YEAR_BEFORE.search(before) and not before.endswith(("mid-", "post-", "pre-", "–", "—")):
            return False
        if before.endswith((" in ", "In ")) and ACTORS_AFTER.match(text, end):
            return True  # "In 2015 police arrested"
        return NO_YEAR_AFTER.match(text, end) is None
    if form == "month":
        word = match.group()
        if word not in DOUBTFUL:
            return not text.startswith((" Revolution",), end)
        before = text[max(0, start - 14) : start]
        return BEFORE_MONTH.search(before) is not None
    if form == "decade":
        return not text[:start].endswith(("$", "€", "£"))
    if form == "duration" and re.match(r"[Aa]n? ", match.group()):
        return True
    return True


def _cores(text: str) -> Iterator[_Core]:
    for match in CORE.finditer(text):
        form = match.lastgroup or ""
        if not _accepts(text, match, form):
            continue
        kind, points, spread = meaning(form, match.group())
        if not all(valid(point) for point in points):
            continue
        start, end = match.span()
        yield _Core(start, end, kind, points, spread, start, "", form)


def _prefix(text: str, core: _Core) -> None:
    """Takes in "late", "the end of", "the first half of", and the relation before them."""
    if core.kind == "date":
        match = PREFIX.search(text, max(0, core.start - 40), core.start)
        if match:
            core.start = match.start()
            part = _part(match)
            if part and core.form not in ("month_day", "day_month"):
                core.points = [replace(point, part=part) for point in core.points]
        elif text.endswith("the ", 0, core.start) and core.form in (
            "decade",
            "years",
            "season",
            "season_year",
        ):
            core.start -= 4
    core.outer = core.start
    if core.kind not in ("date", "vague"):
        return
    relation = RELATION.search(text, max(0, core.start - 40), core.start)
    if relation:
        core.outer = relation.start()
        phrase = relation["relation"]
        core.relation = RELATIONS.get(phrase) or RELATIONS[phrase[0].lower() + phrase[1:]]
        if core.relation == "in" and relation.group().rstrip().endswith((" at least", " as early as")):
            core.relation = "in"


def _part(match: re.Match[str]) -> str:
    edge, piece = match["edge"], match["piece"]
    if edge:
        return "end" if edge.lower() in ("end", "close") else ""
    if not piece:
        return ""
    order = _ORDER.get(match["share"].lower())
    if piece == "half":
        return {1: "01/06", 2: "07/12"}.get(order or 2, "")
    if piece == "quarter":
        number = order or 4
        return f"{number * 3 - 2:02}/{number * 3:02}"
    count = number_of(match["count"]) if match["count"] else 1
    if piece.startswith("month") and count and count <= 12:
        return f"01/{count:02}" if order == 1 else f"{13 - count:02}/12" if order is None else ""
    return ""


def _grain(point: Point) -> str:
    if point.base or point.weekday is not None:
        return "relative"
    if point.day is not None:
        return "day"
    if point.month is not None:
        return "month"
    return "season" if point.season is not None else "decade" if point.decade is not None else "year"


def _borrow(left: Point, right: Point) -> Point:
    """The left of two coordinated times with the year (and month) that only the right one writes."""
    if left.base or right.base or left.year is not None or left.decade is not None or right.year is None:
        return left
    return replace(left, year=right.year) if _grain(left) in ("day", "month", "season") else left


def _fuse(day: _Core, year: _Core) -> bool:
    """ "7 July of this year", "in March last year": the first takes the year that the second tells."""
    whole = year.points[0]
    if (
        not whole.base
        or whole.unit != "year"
        or whole.month is not None
        or whole.part
        or day.relation == "of"
    ):
        return False
    if any(point.month is None or point.year is not None or point.base for point in day.points):
        return False
    day.points = [
        replace(point, base=whole.base, unit="year", shift=whole.shift, part="whole") for point in day.points
    ]
    day.end = year.end
    return True


def _join(text: str, cores: list[_Core]) -> Iterator[TimeExpression]:
    """Expressions of cores: ranges made one, lists kept as a series."""
    series = 0
    done: list[TimeExpression] = []
    at = 0
    while at < len(cores):
        core = cores[at]
        chain = [core]
        while at + len(chain) < len(cores):
            last, new = chain[-1], cores[at + len(chain)]
            gap = text[last.end : new.start]
            if last.kind != "date" or new.kind != "date" or last.spread or len(gap) > 20:
                break
            if _FUSED.fullmatch(gap) and len(chain) == 1 and _fuse(last, new):
                del cores[at + 1]
                continue
            between = chain[0].relation == "between" and len(chain) == 1
            ranged = RANGE.fullmatch(gap)
            if ranged and "until" in gap and core.relation != "from":
                ranged = None
            if (ranged or (between and re.fullmatch(r" and (?:the )?", gap))) and len(last.points) == 1:
                if len(new.points) != 1:
                    break
                merged = _Core(
                    last.start,
                    new.end,
                    "date",
                    [_borrow(last.points[0], new.points[0]), new.points[0]],
                    True,
                    last.outer,
                    last.relation,
                    last.form,
                )
                chain[-1] = merged
                cores[at + len(chain) - 1] = merged
                del cores[at + len(chain)]
                continue
            if LIST.fullmatch(gap) and not between:
                relation = new.relation
                if relation not in ("", "in", last.relation):
                    break
                if (
                    gap.startswith(",")
                    and _grain(last.points[-1]) == "day"
                    and _grain(new.points[0]) == "year"
                ):
                    break
                chain.append(new)
                continue
            break
        at += len(chain)
        points = [point for part in chain for point in part.points]
        many = len(points) > 1 and not all(part.spread for part in chain)
        number = 0
        if many:
            series += 1
            number = series
        for index in range(len(chain) - 2, -1, -1):
            right = chain[index + 1].points[0]
            chain[index].points = [_borrow(point, right) for point in chain[index].points]
        for part in chain:
            relation = part.relation or chain[0].relation
            done.extend(_expressions(part, relation, number))
    yield from done


def _expressions(core: _Core, relation: str, series: int) -> Iterator[TimeExpression]:
    make: Callable[..., TimeExpression] = lambda **more: TimeExpression(  # noqa: E731
        core.start, core.end, core.kind, outer_char=core.outer, **more
    )
    if not core.points:
        yield make(relation=relation if relation in ("since", "until", "before", "after") else "in")
    elif core.spread:
        kept = relation if relation in ("since", "until", "before", "after", "by") else "from"
        yield make(relation=kept, first=core.points[0], last=core.points[-1], series=series)
    else:
        kept = {"between": "in", "": "in"}.get(relation, relation)
        if len(core.points) == 2 and relation == "between":
            yield make(relation="from", first=core.points[0], last=core.points[1])
            return
        for point in core.points:
            yield make(relation=kept, first=point, series=series)


def find_times(text: str) -> list[TimeExpression]:
    """The time expressions of a text, in order."""
    cores: list[_Core] = []
    for core in _cores(text):
        _prefix(text, core)
        while cores and cores[-1].end > core.start:
            cores.pop()  # "the first six months" of "the first six months of 2008"
        cores.append(core)
    return list(_join(text, cores))
