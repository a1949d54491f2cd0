"""Finds time expressions in a text: their words, and what these say by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dalel.language.times_model import Point, TimeExpression
from dalel.language.times_words import (
    ACTORS_AFTER,
    BEFORE_MONTH,
    CORE,
    DOUBTFUL,
    LIST,
    MONTHS,
    NO_YEAR_AFTER,
    NO_YEAR_BEFORE,
    NUMBERS,
    PREFIX,
    RANGE,
    RELATION,
    RELATIONS,
    SEASONS,
    WEEKDAYS,
)

_WORDS = re.compile(r"[A-Za-z]+|\d+")
_NUMBER = re.compile(r"\d+|[A-Za-z]+(?:-[a-z]+)?")
_UNITS = {"night": "day", "weekend": "week"}
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


def _year(text: str, like: int | None = None) -> int:
    """A year of four digits, or of two as the second in 2016-20 or the last part of 01.03.13."""
    number = int(text)
    if len(text) > 2:
        return number
    if like is not None:
        return like // 100 * 100 + number
    return 2000 + number if number < 50 else 1900 + number


def number_of(text: str) -> int | None:
    """The number that a word or figure is."""
    text = text.lower()
    if text.isdigit():
        return int(text)
    total = 0
    for word in text.split("-"):
        if word not in NUMBERS:
            return None
        total += NUMBERS[word]
    return total


def _valid(point: Point) -> bool:
    day, month = point.day, point.month
    if month is not None and not 1 <= month <= 12:
        return False
    longest = 31 if month is None or month in (1, 3, 5, 7, 8, 10, 12) else 29 if month == 2 else 30
    return day is None or 1 <= day <= longest


def _month_and_days(text: str) -> tuple[list[Point], bool]:
    """ "August 18, 2007", "15 and 17 March", "March 10-12": the days, and whether they are ends."""
    month = year = None
    days: list[int] = []
    for match in _WORDS.finditer(text):
        word = match.group()
        if word.isdigit():
            if len(word) == 4:
                year = int(word)
            elif len(word) <= 2:
                days.append(int(word))
        elif word.lower() in MONTHS:
            month = MONTHS[word.lower()]
    points = [Point(year=year, month=month, day=day) for day in days] or [Point(year=year, month=month)]
    spread = len(days) == 2 and re.search(r"\d(?:st|nd|rd|th)? ?(?:[-–—‑]|to|through) ?\d", text) is not None
    return points, spread


def _numeric(text: str) -> list[Point]:
    one, two, year = re.split(r"[./]", text)
    first, second, whole = int(one), int(two), _year(year)
    if "." in text or first > 12:
        return [Point(whole, second, first)]
    if second > 12:
        return [Point(whole, first, second)]
    return [Point(whole, first, first)] if first == second else [Point(whole)]  # whose month comes first?


def _period(text: str) -> Point | None:
    """ "last year", "the same month", "this spring", "last November", "the previous day"."""
    words = text.lower().split()
    name = words[-1]
    which = next(w for w in words if w != "the")
    shift = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1}.get(which, 0)
    shift = 1 if which in ("next", "following", "coming", "subsequent") else shift
    base = "document" if which in ("last", "next", "this", "current", "coming", "past") else "text"
    if which == "next" and words[0] == "the" and name in ("day", "week", "month", "year"):
        base = "text"  # "and left the next day"
    if which == "past" and name == "year":
        return Point(base="past", unit="year", shift=-1)
    if name in MONTHS:
        return Point(month=MONTHS[name], base=base, unit="year", shift=shift if base == "document" else 0)
    if name in SEASONS:
        return Point(season=SEASONS[name], base=base, unit="year", shift=shift)
    if name in WEEKDAYS:
        return Point(weekday=WEEKDAYS[name], base=base, unit="week", shift=shift)
    if name in ("quarter", "decade", "century"):
        return None
    return Point(base=base, unit=_UNITS.get(name, name), shift=shift)


def _shift(text: str) -> Point | None:
    words = re.split(r"[ -]", text.lower())
    number = number_of("-".join(words[:-2]) if len(words) > 3 else words[0])
    unit, direction = words[-2].rstrip("s"), words[-1]
    if number is None or unit in ("second", "minute", "hour"):
        return None
    sign = 1 if direction in ("later", "afterward", "afterwards", "thereafter") else -1
    number *= 2 if unit == "fortnight" else 10 if unit == "decade" else 100 if unit == "century" else 1
    unit = {"fortnight": "week", "decade": "year", "century": "year", "night": "day", "weekend": "week"}.get(
        unit, unit
    )
    if unit == "quarter":
        unit, number = "month", number * 3
    return Point(base="document" if direction == "ago" else "text", unit=unit, shift=sign * number)


def _simple(form: str, text: str) -> tuple[str, list[Point], bool]:
    """Kind, points and whether they are ends, for a core of this form."""
    if form in ("day_month", "month_day", "month_year"):
        points, spread = _month_and_days(text)
        return "date", points, spread
    if form == "year":
        return "date", [Point(int(text))], False
    if form == "month":
        return "date", [Point(month=MONTHS[text.lower()])], False
    if form == "years":
        first, second = re.findall(r"\d+", text)
        begin = int(first)
        return "date", [Point(begin), Point(_year(second, begin))], True
    if form == "iso":
        year, month, *day = map(int, text.split("-"))
        return "date", [Point(year, month, day[0] if day else None)], False
    if form == "numeric":
        return "date", _numeric(text), False
    if form == "decade":
        digits = re.sub(r"\D", "", text)
        decade = int(digits[:3]) if len(digits) >= 3 else 190 + int(digits[0])
        return "date", [Point(decade=decade)], False
    if form == "season_year":
        words = _WORDS.findall(text)
        return "date", [Point(int(words[-1]), season=SEASONS[words[0].lower()])], False
    if form == "season":
        return "date", [Point(season=SEASONS[text.lower()])], False
    if form == "the_year":
        return "date", [Point(base="report", unit="year")], False
    if form == "part_of_year":
        part = "end" if re.search(r"end|close", text, re.I) else ""
        return "date", [Point(base="report", unit="year", part=part)], False
    if form == "earlier":
        unit = text.rsplit(" ", 1)[-1]
        base = "document" if " this " in text else "report" if " in the year" in text else "text"
        return "date", [Point(base=base, unit=unit)], False
    if form == "day_name":
        word = text.rsplit(" ", 1)[-1].lower()
        if word in WEEKDAYS:
            return "date", [Point(weekday=WEEKDAYS[word], base="document", unit="day")], False
        shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
        return "date", [Point(base="document", unit="day", shift=shift)], False
    if form in ("period", "shift"):
        point = _period(text) if form == "period" else _shift(text)
        return ("date", [point], False) if point else ("vague", [], False)
    kind = {"age": "age", "set": "set", "duration": "duration"}.get(form, "vague")
    return kind, [], False


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
        kind, points, spread = _simple(form, match.group())
        if not all(_valid(point) for point in points):
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
