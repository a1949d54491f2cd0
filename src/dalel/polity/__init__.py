"""The executable political system: give it a date and it says which organs, seats and rules held.

polity = load("kazakhstan")
as_of(polity, "2007-07-01").organ("senate").size.value      # 47
control(polity, "2007-07-01", "president").organ("senate").number("direct").value      # 15

What is computed has the name of its command: `seats`, `fit`, `control`, `eligible`, `term`, `calendar`;
`verify` is in `dalel.polity.verifying.verify`, which needs a base.
"""

from dalel.polity.as_of import AsOf, FillingView, HolderView, OrganView, RuleView, as_of
from dalel.polity.counting.fitting import Observed, fit
from dalel.polity.counting.seating import seats
from dalel.polity.counting.votes import Tally, parse_votes, read_votes
from dalel.polity.eligibility import Candidate, eligible
from dalel.polity.files.loading import known, load, loads
from dalel.polity.files.model import (
    VOTERS,
    Act,
    Election,
    Event,
    Filling,
    Group,
    Holder,
    Leader,
    Organ,
    Party,
    Person,
    Polity,
    Result,
    Row,
    Rule,
    Territory,
)
from dalel.polity.files.reading import PolityError
from dalel.polity.files.values import (
    Basis,
    Citation,
    Holds,
    Param,
    Source,
    Statement,
    Validity,
    Value,
    parse_validity,
)
from dalel.polity.influence.changes import control_over_time
from dalel.polity.influence.control import control
from dalel.polity.resolve import Alternative, Answer, Moment, plain, resolve
from dalel.polity.terms import term
from dalel.polity.timetable import calendar, second_round

__all__ = [
    "VOTERS",
    "Act",
    "Alternative",
    "Answer",
    "AsOf",
    "Basis",
    "Candidate",
    "Citation",
    "Election",
    "Event",
    "Filling",
    "FillingView",
    "Group",
    "Holder",
    "HolderView",
    "Holds",
    "Leader",
    "Moment",
    "Observed",
    "Organ",
    "OrganView",
    "Param",
    "Party",
    "Person",
    "Polity",
    "PolityError",
    "Result",
    "Row",
    "Rule",
    "RuleView",
    "Source",
    "Statement",
    "Tally",
    "Territory",
    "Validity",
    "Value",
    "as_of",
    "calendar",
    "control",
    "control_over_time",
    "eligible",
    "fit",
    "known",
    "load",
    "loads",
    "parse_validity",
    "parse_votes",
    "plain",
    "read_votes",
    "resolve",
    "seats",
    "second_round",
    "term",
]
