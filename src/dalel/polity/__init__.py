"""The executable political system: give it a date and it says which organs, seats and rules held.

polity = load("kazakhstan")
as_of(polity, "2007-07-01").organ("senate").size.value      # 47
"""

from dalel.polity.loading import known, load, loads
from dalel.polity.model import (
    VOTERS,
    Act,
    Election,
    Event,
    Filling,
    Group,
    Holder,
    Indicator,
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
from dalel.polity.reading import PolityError
from dalel.polity.resolve import Alternative, Answer, Moment, plain, resolve
from dalel.polity.values import (
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

__all__ = [
    "VOTERS",
    "Act",
    "Alternative",
    "Answer",
    "Basis",
    "Citation",
    "Election",
    "Event",
    "Filling",
    "Group",
    "Holder",
    "Holds",
    "Indicator",
    "Leader",
    "Moment",
    "Organ",
    "Param",
    "Party",
    "Person",
    "Polity",
    "PolityError",
    "Result",
    "Row",
    "Rule",
    "Source",
    "Statement",
    "Territory",
    "Validity",
    "Value",
    "known",
    "load",
    "loads",
    "parse_validity",
    "plain",
    "resolve",
]
