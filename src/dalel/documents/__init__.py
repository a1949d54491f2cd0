"""From bytes to documents: one reader a format, one registry.

`discover` lists what there is to read, `digest` tells whether a file is one already known, `load` reads it.
"""

from dalel.documents.discovery import discover
from dalel.documents.items import Item
from dalel.documents.loading import digest, load

__all__ = ["Item", "digest", "discover", "load"]
