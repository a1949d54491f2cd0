"""What the words of a time say by themselves: the points of each form that a pattern found."""

from __future__ import annotations

import re

from dalel.language.times.model import Point
from dalel.language.times.words import MONTHS, NUMBERS, SEASONS, WEEKDAYS

_WORDS = re.compile(r"[A-Za-z]+|\d+")
_UNITS = {"night": "day", "weekend": "week"}


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


def valid(point: Point) -> bool:
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


def meaning(form: str, text: str) -> tuple[str, list[Point], bool]:
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
    if form == "span":
        years = [int(digits) for digits in re.findall(r"\d{4}", text)]
        return (
            "date",
            [
                Point(
                    year=years[0] if years else None,
                    base="span",
                    unit="year",
                    shift=-1 if " year" in text else 0,
                )
            ],
            False,
        )
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
