"""The knowledge base as the rest of Dalel uses it."""

from __future__ import annotations

from dalel.base.searching import Searching
from dalel.base.writing import Writing


class Base(Searching, Writing):
    """One file that holds documents with their claims and names, and finds them again.

    `Base.create_or_open(path)` for writing, `Base.open(path)` for the rest; close it, or use it as a
    context manager. Every method raises BaseError, one sentence, where the file is damaged or locked.
    """
