"""The executable political system: give it a date and it says which organs, seats and rules held.

polity = load("kazakhstan")
as_of(polity, "2007-07-01").organ("senate").size.value      # 47
"""

from dalel.polity.as_of import AsOf, FillingView, HolderView, OrganView, RuleView, as_of
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
    "AsOf",
    "Basis",
    "Citation",
    "Election",
    "Event",
    "Filling",
    "FillingView",
    "Group",
    "Holder",
    "HolderView",
    "Holds",
    "Indicator",
    "Leader",
    "Moment",
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
    "Territory",
    "Validity",
    "Value",
    "as_of",
    "known",
    "load",
    "loads",
    "parse_validity",
    "plain",
    "resolve",
]
