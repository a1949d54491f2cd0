"""What several tests need: the parsed language model, and the shared material where it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from spacy.language import Language

from dalel.language.pipeline import load_pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default pipeline, loaded once."""
    return load_pipeline()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material; tests that need it are skipped where it is missing."""
    folder = Path(os.environ.get("DALEL_SHARED") or Path(__file__).parents[2] / "shared")
    if not (folder / "eval").is_dir():
        pytest.skip("the shared material is not here")
    return folder
