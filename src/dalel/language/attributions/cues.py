"""The words that tell who says what, from `cues/*.toml`, by the hash of their lemma."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from spacy.strings import get_string_id


@dataclass(slots=True)
class VerbCue:
    """What a reporting verb takes as its content; see `cues/verbs.toml`.

    `clause` and `content` hold the sorts of subject with which a clause or an object is content
    ("" is any); they are empty where it never is.
    """

    lemma: str
    cls: str
    quote: bool = False
    to: set[str] = field(default_factory=set)
    small: bool = False
    hearer: bool = False
    clause: set[str] = field(default_factory=set)
    content: set[str] = field(default_factory=set)
    after: dict[str, set[str]] = field(default_factory=dict)
    complement: bool = False
    objects: frozenset[str] = frozenset()
    particle: str = ""


@dataclass(slots=True)
class NounCue:
    """What a reporting noun takes as its content; see `cues/nouns.toml`."""

    lemma: str
    cls: str
    clause: bool = False
    to: bool = False
    light: bool = False
    after: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues; the keys of `verbs`, `nouns` and `others` are hashes of lemmas."""

    verbs: dict[int, VerbCue]
    nouns: dict[int, NounCue]
    adjectives: dict[int, str]  # personal, impersonal
    hedges: dict[int, str]  # adverb, adjective
    prepositions: dict[int, tuple[tuple[str, ...], ...]]  # first word -> the words
    owned: frozenset[str]
    light: frozenset[str]
    catenative: frozenset[str]
    heard: frozenset[str]
    seeming: frozenset[str]
    personal_after: frozenset[str]
    rulers: frozenset[str]
    papers: frozenset[str]
    silent: frozenset[str]
    entries: frozenset[int]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dalel.language").joinpath("cues", name).read_text("utf-8"))


def _verbs() -> dict[int, VerbCue]:
    found: dict[int, VerbCue] = {}

    def cue(lemma: str, cls: str) -> VerbCue:
        return found.setdefault(get_string_id(lemma), VerbCue(lemma, cls))

    for row in _read("verbs.toml")["verb"]:
        subject = row.get("subject", "")
        for lemma in row["lemmas"].split():
            one = cue(lemma, row["class"])
            one.quote |= row.get("quote", False)
            one.small |= row.get("small", False)
            one.particle = one.particle or row.get("particle", "")
            if row.get("to"):
                one.to.add(subject)
            if row.get("clause"):
                one.clause.add(subject)
            if row.get("object") == "content":
                if not one.content:  # a group without limits lifts those of others
                    one.complement = row.get("complement", False)
                    one.objects = frozenset(row.get("objects", "").split())
                else:
                    one.complement &= row.get("complement", False)
                    one.objects &= frozenset(row.get("objects", "").split())
                one.content.add(subject)
            elif row.get("object") == "hearer":
                one.hearer = True
            for word in row.get("after", ()):
                one.after.setdefault(word, set()).add(subject)
        for text in row.get("strict", ()):
            lemma, _, words = text.partition(":")
            for word in words.split(","):
                cue(lemma, row["class"]).after.setdefault(word, set()).add(subject)
    return found


def _nouns() -> dict[int, NounCue]:
    found: dict[int, NounCue] = {}
    for row in _read("nouns.toml")["noun"]:
        for lemma in row["lemmas"].split():
            one = found.setdefault(get_string_id(lemma), NounCue(lemma, row["class"]))
            one.clause |= row.get("clause", False)
            one.to |= row.get("to", False)
            one.light |= row.get("light", False)
            one.after.update(row.get("after", ()))
    return found


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The cues that come with Dalel."""
    others = _read("others.toml")
    adjectives = {
        get_string_id(lemma): sort
        for sort in ("personal", "impersonal")
        for lemma in others["adjectives"][sort].split()
    }
    hedges = {get_string_id(lemma): "adverb" for lemma in others["hedges"]["adverbs"].split()}
    hedges.update({get_string_id(lemma): "adjective" for lemma in others["hedges"]["adjectives"].split()})
    prepositions: dict[int, tuple[tuple[str, ...], ...]] = {}
    for phrase in others["prepositions"]["leading"]:
        words = tuple(phrase.split())
        key = get_string_id(words[0])
        prepositions[key] = (*prepositions.get(key, ()), words)
    verbs, nouns = _verbs(), _nouns()
    seeming = frozenset(others["verbs"]["seeming"].split())
    return Cues(
        verbs=verbs,
        nouns=nouns,
        adjectives=adjectives,
        hedges=hedges,
        prepositions=prepositions,
        owned=frozenset(others["prepositions"]["owned"].split()),
        light=frozenset(others["verbs"]["light"].split()),
        catenative=frozenset(others["verbs"]["catenative"].split()),
        heard=frozenset(others["nouns"]["heard"].split()),
        seeming=seeming,
        personal_after=frozenset(others["adjectives"]["personal_after"]),
        rulers=frozenset(others["nouns"]["rulers"].split()),
        papers=frozenset(others["nouns"]["papers"].split()),
        silent=frozenset(others["nouns"]["silent"].split()),
        entries=frozenset([*verbs, *nouns, *adjectives, *hedges, *(get_string_id(word) for word in seeming)]),
    )
