"""`term`: when a mandate ends, by the rule of the day it began and by every rule that came later.

Whether an amendment shortens or lengthens mandates that run is for the amendment to say; where the file does
not record it, both ends are given, and what sources say was due stands beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dalel.measures import Edtf
from dalel.polity.as_of import as_of
from dalel.polity.files.model import Polity
from dalel.polity.files.values import Basis, Citation, Statement
from dalel.polity.spans import Span


@dataclass(frozen=True, slots=True)
class End:
    """An end of a mandate: the years of a rule, and which rule that is.

    `years` and `day` are None where the sources do not say how long a term is.
    """

    years: int | None
    day: Span | None
    rule: str
    valid: str
    sources: tuple[Citation, ...]
    certain: bool = True

    def as_json(self) -> dict[str, Any]:
        """`years`, `ends`, `rule`, `valid`, `sources`."""
        return {
            "years": self.years,
            "ends": str(self.day) if self.day else None,
            "rule": self.rule,
            "valid": self.valid,
            "certain": self.certain,
            "sources": [str(citation) for citation in self.sources],
        }


@dataclass(frozen=True, slots=True)
class Due:
    """What a source says of when the next election was due."""

    text: str
    due: str
    sources: tuple[Citation, ...]

    def as_json(self) -> dict[str, Any]:
        """`text`, `due`, `sources`."""
        return {"text": self.text, "due": self.due, "sources": [str(citation) for citation in self.sources]}


@dataclass(frozen=True, slots=True)
class TermAnswer:
    """All ends a mandate may have."""

    polity: Polity
    organ: str
    began: Span
    ends: tuple[End, ...]
    due: tuple[Due, ...]

    @property
    def day(self) -> Span | None:
        """The end, where all rules give the same one."""
        days = {end.day for end in self.ends}
        return days.pop() if len(days) == 1 else None

    def as_json(self) -> dict[str, Any]:
        """`began`, `ends` (the common one or null), `by_rule`, `said`."""
        return {
            "polity": self.polity.id,
            "organ": self.organ,
            "began": str(self.began),
            "ends": str(self.day) if self.day else None,
            "by_rule": [end.as_json() for end in self.ends],
            "said": [one.as_json() for one in self.due],
        }


def term(polity: Polity, organ: str, began: date | Edtf | str) -> TermAnswer:
    """When the mandate of an organ or office that began on that day ends."""
    start = Span.of(began, "the beginning of the mandate")
    view = as_of(polity, began).organ(organ)
    first = [s for other in view["term_years"].alternatives for s in other.statements]
    sure = view["term_years"].settled
    ends = [_end(statement, start, "of the day it began", sure) for statement in first]
    longest = max((end.day.last for end in ends if end.day), default=None)
    for statement in view.organ["term_years"].statements:
        begins = statement.valid.begin
        if statement in first or begins is None or begins.first is None or statement.beside:
            continue
        if longest is not None and start.last <= begins.first <= longest:
            rule = f"in force since {begins.text}, if it binds mandates that ran"
            ends.append(_end(statement, start, rule, True))
    due = [
        Due(rule.text, str(s.value), s.sources)
        for rule in view.organ.rules
        if rule.kind == "schedule"
        for s in rule["due"].statements
        if s.value is not None and (s.valid.begin is None or _overlaps(s, start))
    ]
    return TermAnswer(polity, organ, start, tuple(ends), tuple(due))


def _end(statement: Statement, start: Span, rule: str, certain: bool) -> End:
    years = statement.value if isinstance(statement.value, int) else None
    day = start.plus_years(years) if years is not None and statement.basis is not Basis.UNKNOWN else None
    return End(years, day, rule, str(statement.valid), statement.sources, certain)


def _overlaps(statement: Statement, start: Span) -> bool:
    first, last = statement.valid.possible()
    return first <= start.last < last
