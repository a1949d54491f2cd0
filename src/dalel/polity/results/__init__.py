"""Reported results of elections: do the numbers fit together, and how are they distributed."""

from dalel.polity.results.audit import Audit, audit
from dalel.polity.results.findings import Derived, Finding

__all__ = ["Audit", "Derived", "Finding", "audit"]
