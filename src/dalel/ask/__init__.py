"""Questions answered with evidence, best first."""

from dalel.ask.evidence import LIMIT, Evidence, ask, ask_all

__all__ = ["LIMIT", "Evidence", "ask", "ask_all"]
