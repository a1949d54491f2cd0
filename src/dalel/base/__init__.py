"""The knowledge base: write, search, read back. One file, SQLite."""

from dalel.base.records import Name, Passage, StoredClaim, StoredDocument, StoredItem, Totals
from dalel.base.store import Base

__all__ = ["Base", "Name", "Passage", "StoredClaim", "StoredDocument", "StoredItem", "Totals"]
