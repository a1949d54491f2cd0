"""The form of an answer, a JSON schema made of the kinds of claims and their roles."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dalel.model import KINDS, Kind, Status


@cache
def prompt_data() -> dict[str, Any]:
    """`prompt.toml`: the words of the request, what each kind means, and roles with a set of values."""
    return tomllib.loads(files(__package__).joinpath("prompt.toml").read_text("utf-8"))


def fixed_values(kind: str, role: str) -> tuple[str, ...]:
    """The values that a role of a kind is limited to; none where it takes words of the document."""
    return tuple(prompt_data()["values"].get(kind, {}).get(role, ()))


@cache
def answer_schema() -> dict[str, Any]:
    """The schema: a list of claims, each of one kind with just that kind's roles.

    It keeps to what endpoints commonly enforce: every property is required and no other allowed, so a
    role that the text does not mention is an empty list. The kind comes first and tells the forms apart.
    """
    return _object({"claims": {"type": "array", "items": {"anyOf": [_claim(k) for k in KINDS.values()]}}}) | {
        "$defs": {
            "names": {"type": "array", "items": {"type": "string"}},
            "status": {"type": "string", "enum": [status.value for status in Status]},
        }
    }


def _claim(kind: Kind) -> dict[str, Any]:
    return _object(
        {
            "kind": {"type": "string", "enum": [kind.name]},
            "quote": {"type": "string"},
            "roles": _object({role: _fillers(kind.name, role) for role in kind.roles}),
            "time": {"type": "string"},
            "status": {"$ref": "#/$defs/status"},
            "speakers": {"$ref": "#/$defs/names"},
        }
    )


def _fillers(kind: str, role: str) -> dict[str, Any]:
    values = fixed_values(kind, role)
    if values:
        return {"type": "array", "items": {"type": "string", "enum": list(values)}}
    return {"$ref": "#/$defs/names"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
