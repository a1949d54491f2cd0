"""From parsed text to attributed claims: constructions, frames, commitment."""

from dalel.claims.extract import Extraction, Extractor

__all__ = ["Extraction", "Extractor"]
