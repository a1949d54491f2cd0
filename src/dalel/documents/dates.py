"""Dates of publication as documents write them, as EDTF (ISO 8601: "2013-03-01", "2017-10", "2008")."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files

ISO = re.compile(r"((?:1[5-9]|20)\d\d)-(\d\d)(?:-(\d\d))?(?=$|[T\s])")
EDTF = re.compile(
    r"(?:1[5-9]|20)\d\d(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?)?[~?%]?(?:/(?:\.\.|(?:\d{4})(?:-\d\d(?:-\d\d)?)?[~?%]?))?$"
)
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?$")
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?((?:19|20)\d\d)(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[./](\d{1,2})[./](\d{1,2})(?!\d)")
YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![\d,]|\.\d)")


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    raw = tomllib.loads(files(__package__).joinpath("months.toml").read_text("utf-8"))
    return {word: number for number, words in enumerate(raw["months"], 1) for word in words}


@lru_cache(maxsize=1)
def _worded() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    year = r"((?:19|20)\d\d)(?!\d)"
    return (
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?({month})\.?,?\s+(?:de\s+|del\s+)?{year}",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\w)({month})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}", re.IGNORECASE),
        re.compile(rf"(?<!\w)({month})\.?,?\s+(?:de\s+)?{year}", re.IGNORECASE),
    )


def _checked(year: str, month: str | int, day: str | int | None = None) -> str:
    try:
        whole = date(int(year), int(month), int(day) if day is not None else 1)
    except ValueError:
        return ""
    return whole.isoformat() if day is not None else whole.isoformat()[:7]


def edtf(text: str) -> str:
    """The date that `text` is, in EDTF; "" where it is none. An EDTF date is taken as it stands."""
    text = text.strip()
    if match := ISO.match(text):
        return _checked(match[1], match[2], match[3])
    if EDTF.match(text):
        return text
    if match := COMPACT.match(text):
        return _checked(*match.groups())
    return find(text)


def find(text: str) -> str:
    """The first full date in `text`, else a month with its year; "" where there is none.

    Of "01.03.2013" the day goes first; so it does with "/" and "-", unless only the other way gives a date.
    """
    if match := re.search(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)", text):
        return _checked(*match.groups())
    if match := YEAR_FIRST.search(text):
        return _checked(*match.groups())
    if match := NUMERIC.search(text):
        day, month, year = match.groups()
        return _checked(year, month, day) or ("" if "." in match[0] else _checked(year, day, month))
    day_first, month_first, month_only = _worded()
    if match := day_first.search(text):
        return _checked(match[3], _months()[match[2].lower()], match[1])
    if match := month_first.search(text):
        return _checked(match[3], _months()[match[1].lower()], match[2])
    if match := month_only.search(text):
        return _checked(match[2], _months()[match[1].lower()])
    return ""


def year(text: str) -> str:
    """The only year in `text`; "" where there is none or there are several."""
    years = set(YEAR.findall(text))
    return years.pop() if len(years) == 1 else ""


def moment(when: datetime) -> str:
    """The day of a time stamp, as its own time zone has it."""
    return when.date().isoformat()
