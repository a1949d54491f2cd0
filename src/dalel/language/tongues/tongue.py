"""What Dalel knows of a language besides English: a file of `tongues/`, found by itself.

Their documents are parsed with Universal Dependencies. `docs/languages.md` tells how to add one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy.util
from spacy.language import Language
from spacy.tokens import Doc

from dalel.language.tongues.natasha import has_natasha, load_natasha
from dalel.model import DalelError, MentionKind

NATASHA = "natasha"
"""The pipeline that is not one of spaCy's own packages."""
ENDS = frozenset('.!?…;:»”"—–)')
"""What may stand before the first word of a sentence."""


@dataclass(frozen=True)
class Tongue:
    """A language: its pipelines, the labels of its names, and its lists of words.

    `tongue("speech", "say")` is a set of words, `tongue.listed("times", "dates")` a list in its order.
    """

    code: str
    name: str
    pipelines: tuple[str, ...]
    install: str
    kinds: Mapping[str, MentionKind]
    raw: Mapping[str, Mapping[str, Any]] = field(repr=False)
    _sets: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, part: str, name: str) -> frozenset[str]:
        key = (part, name)
        found = self._sets.get(key)
        if found is None:
            value = self.raw[part].get(name, "")
            found = frozenset(value.split() if isinstance(value, str) else value)
            self._sets[key] = found
        return found

    def listed(self, part: str, name: str) -> tuple[str, ...]:
        """The strings of a list, in order."""
        return tuple(self.raw[part].get(name, ()))

    def text(self, part: str, name: str) -> str:
        """A setting that is one string; "" where it isn't there."""
        return str(self.raw[part].get(name, ""))

    def installed(self) -> str:
        """The first of its pipelines that is installed; "" where none is."""
        for name in self.pipelines:
            if has_natasha() if name == NATASHA else spacy.util.is_package(name):
                return name
        return ""


@lru_cache(maxsize=1)
def tongues() -> Mapping[str, Tongue]:
    """The languages that come with Dalel, by their ISO 639-1 codes. English has its own ways."""
    found = {}
    folder = files(__package__)
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            raw = tomllib.loads(file.read_text("utf-8"))
            kinds = {label: kind for kind in MentionKind for label in raw["names"].get(kind.value, ())}
            one = Tongue(raw["language"], raw["name"], tuple(raw["pipelines"]), raw["install"], kinds, raw)
        except (tomllib.TOMLDecodeError, KeyError) as error:
            raise DalelError(f"tongues/{file.name}: {error}") from error
        found[one.code] = one
    return found


def language_of(model: str) -> str:
    """The code of the language that an installed pipeline is for; "" where that can't be told."""
    if model == NATASHA:
        return "ru"
    path = Path(model)
    if spacy.util.is_package(model):
        path = spacy.util.get_package_path(model)
    elif not path.is_dir():
        return ""
    try:
        return str(spacy.util.get_model_meta(path)["lang"])
    except (OSError, ValueError, KeyError):
        return ""


def load_tongue(name: str) -> Language:
    """The installed pipeline `name`. Raises DalelError where it is missing or can't parse."""
    if name == NATASHA:
        return load_natasha()
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise DalelError(f"the spaCy pipeline {name!r} is not installed") from error
    if not nlp.has_pipe("parser"):
        raise DalelError(f"the spaCy pipeline {name!r} has no parser, so it can't be used")
    nlp.add_pipe("dalel_sentences", before="parser")
    return nlp


@Language.component("dalel_sentences")
def _sentences(doc: Doc) -> Doc:
    """Tells the parser where no sentence begins: in the middle of one, after a word or a comma."""
    for token in doc[1:]:
        if token.nbor(-1).text not in ENDS:
            token.is_sent_start = False
    return doc
