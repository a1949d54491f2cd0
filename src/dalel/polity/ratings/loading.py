"""The indexes' files (TOML), one an index; DALEL's own are those of this folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from fractions import Fraction
from importlib.resources import files
from typing import Any

from dalel.model import DalelError
from dalel.polity.ratings.model import CHANGES, KINDS, Break, Index, Mean, Said, Scale, Series, Value


def load_indexes() -> list[Index]:
    """All indexes, by id."""
    folder = files(__package__)
    found = [
        read_index(file.read_text("utf-8"), file.name)
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]
    return sorted(found, key=lambda index: index.id)


def read_index(text: str, name: str) -> Index:
    """The index that a file holds; a DalelError names what is wrong in it."""
    try:
        return _index(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValueError, KeyError, TypeError) as error:
        reason = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise DalelError(f"{name}: {reason}") from error


def _index(data: dict[str, Any]) -> Index:
    kind = _one_of(data["kind"], KINDS)
    sources: dict[str, dict[str, Any]] = data["sources"]
    index = Index(
        data["id"],
        data["name"],
        data["publisher"],
        kind,
        data["places"],
        tuple(_scale(one) for one in data.get("scale", ())),
        tuple(_scale(one) for one in data.get("scale_said", ())),
        tuple(
            Break(one["edition"], one["note"], one["source"], tuple(one.get("categories", ())))
            for one in data.get("break", ())
        ),
        tuple(
            Mean(one["name"], tuple(one["of"]), one.get("since"), one.get("until"))
            for one in data.get("mean", ())
        ),
        tuple(data.get("classes", ())),
        {key: source["title"] for key, source in sources.items()},
        [],
        {key: source["file"] for key, source in sources.items() if "file" in source},
    )
    gathered: dict[tuple[str, str], tuple[str, list[Value], list[Said]]] = {}
    for one in data["series"]:
        key = (one["country"], one["category"])
        own = _one_of(one.get("kind", kind), KINDS)
        _, values, _ = gathered.setdefault(key, (own, [], []))
        values += _values(one, own, data, sources)
    for one in data.get("said", ()):
        key = (one["country"], one["category"])
        if key not in gathered:
            raise ValueError(f"something is said of {key[1]} in {key[0]}, which has no values")
        _known(one["source"], sources)
        said = Said(one["edition"], _one_of(one["change"], CHANGES), one["source"], one.get("note", ""))
        gathered[key][2].append(said)
    for (country, category), (own, found, told) in gathered.items():
        found.sort(key=lambda value: value.edition)
        index.series.append(Series(index, country, category, own, tuple(found), tuple(told)))
    return index


def _values(
    one: dict[str, Any], kind: str, data: dict[str, Any], sources: dict[str, dict[str, Any]]
) -> Iterable[Value]:
    source = _known(one["source"], sources)
    for edition, text in one["editions"].items():
        number = _number(text, kind, data.get("classes", ()))
        yield Value(
            int(edition),
            int(edition) - data["data_lag"],
            number,
            text,
            one["source"],
            one.get("of", {}).get(edition),
            source.get("year"),
            int(edition) in one.get("derived", ()),
            one.get("note", ""),
        )


def _number(text: str, kind: str, classes: list[str]) -> Fraction:
    """The number that a value is; for a class its place, 1 the best."""
    if kind == "class":
        if text not in classes:
            raise ValueError(f"{text!r} is none of the classes ({', '.join(classes)})")
        return Fraction(classes.index(text) + 1)
    if not re.fullmatch(r"\d+(?:\.\d+)?", text):
        raise ValueError(f"{text!r} is no value")
    return Fraction(text)


def _scale(one: dict[str, Any]) -> Scale:
    return Scale(
        Fraction(one["low"]),
        Fraction(one["high"]),
        _one_of(one["better"], ("higher", "lower")),
        one.get("since"),
        one.get("until"),
        one["source"],
        one.get("note", ""),
    )


def _known(source: str, sources: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if source not in sources:
        raise ValueError(f"the source {source!r} is not explained")
    return sources[source]


def _one_of(word: str, known: Iterable[str]) -> str:
    if word not in known:
        raise ValueError(f"{word!r} is none of {', '.join(known)}")
    return word
