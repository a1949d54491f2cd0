"""Files of known people and organisations that the user has: FollowTheMoney, Popolo, Wikidata."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dalel.model import DalelError, MentionKind

PEOPLE = ("Person",)
BODIES = ("Organization", "Company", "LegalEntity", "PublicBody")
HUMAN = "Q5"


@dataclass(frozen=True, slots=True)
class Record:
    """One that a file knows: its id there, its names, and what else it says that can be compared.

    `countries` are ISO 3166 codes in small letters or names; `births` are dates or years.
    """

    id: str
    kind: MentionKind
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    gender: str = ""


def records(path: Path) -> Iterator[Record]:
    """The records of a file, one after the other: JSON Lines of FollowTheMoney entities (OpenSanctions) or of
    Wikidata items, or one JSON value: a Popolo document, or a list of entities.

    Raises DalelError with the line for what is none of these.
    """
    try:
        with path.open(encoding="utf-8") as file:
            first = file.readline()
            file.seek(0)
            if _is_whole(first):
                for number, line in enumerate(file, 1):
                    if line.strip().rstrip(","):
                        yield from _record(_value(path, line, number), path, number)
                return
            value = _value(path, file.read(), 1)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise DalelError(f"{path}: cannot be read: {reason}") from error
    yield from _document(value, path)


def _is_whole(line: str) -> bool:
    """Whether a file's first line is a whole object with an id: JSON Lines."""
    try:
        value = json.loads(line)
    except ValueError:
        return False
    return isinstance(value, dict) and "id" in value


def _value(path: Path, text: str, number: int) -> Any:
    try:
        return json.loads(text.strip().rstrip(","))
    except ValueError as error:
        raise DalelError(f"{path}: line {number} is no JSON: {error}") from error


def _document(value: Any, path: Path) -> Iterator[Record]:
    if isinstance(value, dict) and ("persons" in value or "organizations" in value):
        posts = _popolo_posts(value)
        for row in value.get("persons") or ():
            yield from _popolo(row, MentionKind.PERSON, posts)
        for row in value.get("organizations") or ():
            yield from _popolo(row, MentionKind.ORGANISATION, posts)
        return
    rows = value if isinstance(value, list) else [value]
    if isinstance(value, dict) and isinstance(value.get("entities"), (dict, list)):
        inner = value["entities"]
        rows = list(inner.values()) if isinstance(inner, dict) else inner
    for number, row in enumerate(rows, 1):
        yield from _record(row, path, number)


def _record(row: Any, path: Path, number: int) -> Iterator[Record]:
    if isinstance(row, dict) and "schema" in row and isinstance(row.get("properties"), dict):
        yield from _follow_the_money(row)
    elif isinstance(row, dict) and "labels" in row:
        yield from _wikidata(row)
    elif isinstance(row, dict) and "id" in row and "name" in row:
        yield from _popolo(row, MentionKind.PERSON, {})
    else:
        raise DalelError(f"{path}: item {number} is neither FollowTheMoney, Popolo nor Wikidata")


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(dict.fromkeys(one for one in value or () if isinstance(one, str) and one))


def _follow_the_money(row: Mapping[str, Any]) -> Iterator[Record]:
    kind = MentionKind.PERSON if row["schema"] in PEOPLE else MentionKind.ORGANISATION
    if row["schema"] not in (*PEOPLE, *BODIES):
        return
    told = row["properties"]

    def of(*names: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for name in names for one in _strings(told.get(name))))

    names = of("name", "alias", "previousName", "weakAlias") or _strings(row.get("caption"))
    if names:
        yield Record(
            str(row["id"]),
            kind,
            names,
            of("country", "nationality", "citizenship", "jurisdiction"),
            of("birthDate"),
            of("position"),
            next(iter(of("gender")), "")[:1],
        )


def _popolo_posts(value: Mapping[str, Any]) -> dict[str, list[str]]:
    posts: dict[str, list[str]] = {}
    for row in value.get("memberships") or ():
        if isinstance(row, dict) and isinstance(row.get("role"), str):
            posts.setdefault(str(row.get("person_id")), []).append(row["role"])
    return posts


def _popolo(row: Any, kind: MentionKind, posts: Mapping[str, list[str]]) -> Iterator[Record]:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str):
        return
    others = [one.get("name") for one in row.get("other_names") or () if isinstance(one, dict)]
    names = _strings([row["name"], row.get("sort_name"), *others])
    identity = str(row.get("id", row["name"]))
    yield Record(
        identity,
        kind,
        names,
        (),
        _strings(row.get("birth_date")),
        _strings(posts.get(identity, ())),
        str(row.get("gender") or "")[:1],
    )


def _wikidata(row: Mapping[str, Any]) -> Iterator[Record]:
    labels = [one.get("value") for one in _dicts(row.get("labels"))]
    aliases = [one.get("value") for many in (row.get("aliases") or {}).values() for one in many]
    names = _strings([*labels, *aliases])
    claims = row.get("claims") or {}
    kind = MentionKind.PERSON if HUMAN in _items(claims, "P31") else MentionKind.ORGANISATION
    births = [time.lstrip("+")[:10] for time in _times(claims, "P569")]
    gender = {"Q6581097": "m", "Q6581072": "f"}
    sexes = [gender[item] for item in _items(claims, "P21") if item in gender]
    if names:
        yield Record(str(row.get("id", "")), kind, names, (), tuple(births), (), next(iter(sexes), ""))


def _dicts(value: Any) -> list[dict[str, Any]]:
    rows = value.values() if isinstance(value, dict) else value or ()
    return [one for one in rows if isinstance(one, dict)]


def _values(claims: Any, name: str) -> Iterator[Any]:
    for statement in claims.get(name) or ():
        value = statement.get("mainsnak", {}).get("datavalue", {}).get("value")
        if value is not None:
            yield value


def _items(claims: Any, name: str) -> list[str]:
    return [str(v["id"]) for v in _values(claims, name) if isinstance(v, dict) and "id" in v]


def _times(claims: Any, name: str) -> list[str]:
    return [str(v["time"]) for v in _values(claims, name) if isinstance(v, dict) and "time" in v]
