"""Errors a user can cause, each a sentence that names the thing and the reason.

DalelError                something asked for could not be done (exit code 1)
├── UnreadableError       a file of a supported type could not be read
├── UnknownNameError      a name, claim or document that the base does not hold, or holds twice
└── BaseError             the knowledge base itself: missing, damaged, of a newer version
"""

from __future__ import annotations


class DalelError(Exception):
    """Something the user asked for could not be done; `str(error)` is one clear sentence."""


class UnreadableError(DalelError):
    """A file of a supported type that could not be read: empty, truncated, locked, mislabelled."""


class UnknownNameError(DalelError):
    """A name, claim or document that the base does not hold, or that more than one thing answers to."""


class BaseError(DalelError):
    """The knowledge base is missing, damaged, or written by a newer version."""


def fault(error: BaseException) -> str:
    """One sentence for an error that is Dalel's own, so that one document's does not stop the others."""
    return " ".join(f"a fault in Dalel, please report it ({type(error).__name__}: {error})".split())
