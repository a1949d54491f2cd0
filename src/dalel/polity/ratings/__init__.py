"""Indicators: series of ratings with their scales, breaks and sources; what changed is computed."""

from dalel.polity.ratings.changes import Change, change, changes, compare, mean_of
from dalel.polity.ratings.loading import load_indexes
from dalel.polity.ratings.model import Index, Reading, Said, Scale, Series, Value

__all__ = [
    "Change",
    "Index",
    "Reading",
    "Said",
    "Scale",
    "Series",
    "Value",
    "change",
    "changes",
    "compare",
    "load_indexes",
    "mean_of",
]
