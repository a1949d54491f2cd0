"""What sort of thing a phrase is, by its head word: person, organ, office, penalty ... (`lexicon.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Type:
    """A sort of thing: the lemmas that head such phrases, their endings, the kinds of names, pronouns,
    a pattern that the phrase's text must match, and other types that it takes in."""

    name: str
    heads: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    unless: frozenset[str] = frozenset()


@lru_cache(maxsize=16)
def _read(language: str) -> dict[str, Any]:
    """The tables of a language's lexicon, read once for all that is asked of it."""
    name = "lexicon.toml" if language == "en" else f"lexicon.{language}.toml"
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All types by name, and irregular participles."""

    types: Mapping[str, Type]

    @staticmethod
    @lru_cache(maxsize=16)
    def load(language: str = "en") -> Lexicon:
        """The lexicon of a language that comes with Dalel; that of `fr` is `lexicon.fr.toml`."""
        rows: dict[str, dict[str, Any]] = _read(language)["type"]
        done: dict[str, Type] = {}

        def build(name: str) -> Type:
            if name in done:
                return done[name]
            row = rows[name]
            parents = [build(parent) for parent in row.get("includes", ())]
            pattern = row.get("pattern")
            done[name] = Type(
                name=name,
                heads=frozenset(row.get("heads", ())).union(*(p.heads for p in parents)),
                endings=(*row.get("endings", ()), *(e for p in parents for e in p.endings)),
                names=frozenset(row.get("names", ())).union(*(p.names for p in parents)),
                pronouns=frozenset(row.get("pronouns", ())).union(*(p.pronouns for p in parents)),
                pattern=re.compile(pattern, re.IGNORECASE) if pattern else None,
                unless=frozenset(row.get("unless", ())),
            )
            return done[name]

        return Lexicon({name: build(name) for name in rows})


@lru_cache(maxsize=8)
def words(name: str) -> frozenset[str]:
    """A list of words of the lexicon."""
    return frozenset(_read("en")["words"][name])


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, ...]]:
    rows = _read("en")["participle"].items()
    return {verb: (form,) if isinstance(form, str) else tuple(form) for verb, form in rows}


def participles(verb: str) -> tuple[str, ...]:
    """The past participles of an English verb ("jailed", "stripped", "overthrown")."""
    found = _irregular().get(verb)
    if found is not None:
        return found
    if verb.endswith("e"):
        return (verb + "d",)
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return (verb[:-1] + "ied",)
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb):
        return (verb + verb[-1] + "ed",)
    return (verb + "ed",)
