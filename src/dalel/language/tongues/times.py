"""Dates in other languages than English, by the patterns of their files: days, months, years, ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dalel.language.tongues.tongue import Tongue

SEASONS = (21, 22, 23, 24)
"""EDTF's numbers of spring, summer, autumn and winter."""
YEAR = r"(?:1[6-9]|20)\d\d"


@dataclass(frozen=True, slots=True)
class Dating:
    """A time in a text: characters `start` to `end`, and its EDTF value."""

    start: int
    end: int
    value: str


class _Patterns:
    def __init__(self, tongue: Tongue) -> None:
        self.months = _numbered(tongue.text("times", "months"))
        self.seasons = _numbered(tongue.text("times", "seasons"))
        groups = {
            "day": r"(?:0?[1-9]|[12]\d|3[01])",
            "number": r"(?:0?[1-9]|1[0-2])",
            "month": _any(self.months),
            "season": _any(self.seasons),
            "year": YEAR,
        }

        def named(pattern: str) -> re.Pattern[str]:
            for name, body in groups.items():
                pattern = pattern.replace("{" + name + "}", f"(?P<{name}>{body})", 1)
            return re.compile(pattern, re.IGNORECASE)

        def plain(pattern: str) -> str:
            for name, body in groups.items():
                pattern = pattern.replace("{" + name + "}", body)
            return pattern

        written = tongue.listed("times", "dates")
        partial = tongue.listed("times", "partial")
        bare = tongue.text("times", "bare")
        inner = [re.sub(r"\(\?<=[^)]*\)", "", p) for p in (*written, bare, *partial)]
        point = "(?:" + "|".join(plain(p) for p in inner) + ")"
        self.points = [named(p) for p in inner]

        def around(pattern: str) -> re.Pattern[str]:
            for name in ("a", "b"):
                pattern = pattern.replace("{date}", f"(?P<{name}>{point})", 1)
            return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)

        self.whole: list[tuple[str, re.Pattern[str]]] = []
        for kind in ("ranges", "since", "until"):
            self.whole.extend((kind, around(p)) for p in tongue.listed("times", kind))
        for kind in ("same_year", "last_year", "this_year", "year_before", "year_after"):
            self.whole.extend(
                (kind, re.compile(rf"(?<!\w){p}(?!\w)", re.I)) for p in tongue.listed("times", kind)
            )
        self.whole.extend(
            ("dates", re.compile(rf"(?<![\w.]){plain(p)}(?!\w)", re.I)) for p in (*written, *partial)
        )

    def value(self, text: str, year: str) -> str:
        """The EDTF value of one date; `year` is the year of a date that has none."""
        for pattern in self.points:
            match = pattern.fullmatch(text.strip())
            if match is None:
                continue
            part = {k: v for k, v in match.groupdict().items() if v}
            made = part.get("year", year)
            if not made:
                return ""
            if "season" in part:
                return f"{made}-{SEASONS[self.seasons[part['season'].lower()] - 1]}"
            month = self.months[part["month"].lower()] if "month" in part else int(part.get("number", 0))
            if month:
                made += f"-{month:02}"
                if "day" in part:
                    made += f"-{int(part['day']):02}"
            return made
        return ""


def _numbered(text: str) -> dict[str, int]:
    """The forms of the first, second ... of a list parted by commas."""
    return {form: n for n, forms in enumerate(text.split(","), 1) for form in forms.split()}


def _any(words: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@lru_cache(maxsize=8)
def _patterns(code: str) -> _Patterns:
    from dalel.language.tongues.tongue import tongues

    return _Patterns(tongues()[code])


def datings(tongue: Tongue, text: str, last: str, reference: str) -> list[Dating]:
    """The times of a text in their order.

    `last` is the year last spoken of before it, `reference` the year of the document; both may be "".
    """
    patterns = _patterns(tongue.code)
    found: list[tuple[int, int, str, re.Match[str]]] = []
    for kind, pattern in patterns.whole:
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end, _, _ in found):
                found.append((match.start(), match.end(), kind, match))
    done = []
    for start, end, kind, match in sorted(found, key=lambda row: row[0]):
        value = ""
        if kind == "ranges":
            b = patterns.value(match["b"], last)
            a = patterns.value(match["a"], b[:4])
            value = f"{a}/{b}" if a and b and a[:4] <= b[:4] else ""
        elif kind in ("since", "until"):
            point = patterns.value(match["a"], last)
            value = (f"{point}/.." if kind == "since" else f"../{point}") if point else ""
        elif kind == "dates":
            value = patterns.value(match[0], last)
        elif kind in ("last_year", "this_year") and reference:
            value = str(int(reference) - (kind == "last_year"))
        elif kind in ("same_year", "year_before", "year_after") and last:
            value = str(int(last) + {"same_year": 0, "year_before": -1, "year_after": 1}[kind])
        if value:
            years = re.findall(r"\d{4}", value)
            last = years[-1]
            done.append(Dating(start, end, value))
    return done
