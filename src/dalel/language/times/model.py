"""What a time expression is before and after it is resolved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A time as the words give it, still without what only the document tells.

    `base` is "" for a calendar time (year, month, day, `season` as in EDTF, `decade` as in 198 for the
    1980s), else that from which `shift` counts in `unit`s: "document" for the document's date ("last
    year"), "report" for the year it reports on ("during the year"), "text" for the last time in the
    text ("two years later"), "span" for the last interval in the text ("the same period", of `year` if
    that is given). `part` is "end", or the months of a year such as "01/06" for its first half.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: int | None = None
    base: str = ""
    unit: str = ""
    shift: int = 0
    part: str = ""
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time: characters `start_char` to `end_char` of a Doc's text.

    `kind` is "date", "duration", "age", "set" (how often) or "vague" (nothing exact can be known).
    `relation` is how the words before it place what happened: "in", "since", "until", "by", "before",
    "after", "from" (with `last`: from `first` to `last`). `outer_char` is where those words begin.
    Expressions of one list ("in 2005 and 2006") share a `series` above 0.
    """

    start_char: int
    end_char: int
    kind: str
    relation: str = "in"
    first: Point | None = None
    last: Point | None = None
    outer_char: int = 0
    series: int = 0


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """A time expression with its `value`: EDTF, relation included ("2007-01/.."), or "" if not known.

    `plain` is the value without the relation ("2007-01"). `why` tells in a few words where the parts
    came from that the words themselves don't give; `unit` is the index of the text that holds the
    expression.
    """

    expression: TimeExpression
    value: str
    plain: str = ""
    why: str = ""
    unit: int = 0

    @property
    def start_char(self) -> int:
        """The first character of the expression in its Doc's text."""
        return self.expression.start_char

    @property
    def end_char(self) -> int:
        """The end of the expression in its Doc's text."""
        return self.expression.end_char
