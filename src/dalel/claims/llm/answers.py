"""The claims in an answer's text, however it is wrapped, and as many as are whole where it was cut short."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

THINKING = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
"""What some models write before their answer."""
LIST = re.compile(r'"claims"\s*:\s*\[|\A\s*(?:```\w*\s*)?\[')
BETWEEN = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Answered:
    """The values in the list of claims, unchecked. `whole` is false where the list does not end."""

    values: tuple[Any, ...]
    whole: bool


def read_answer(text: str) -> Answered | None:
    """The claims of an answer; None where it holds no list of claims, or not even one of them whole."""
    text = THINKING.sub("", text)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _first_values(text)
    if isinstance(value, dict):
        value = value.get("claims")
    return Answered(tuple(value), True) if isinstance(value, list) else None


def _first_values(text: str) -> Answered | None:
    """The values of a list that stands among other words, or whose end is missing."""
    start = LIST.search(text)
    if start is None:
        return None
    values: list[Any] = []
    decoder = json.JSONDecoder()
    position = start.end()
    while True:
        between = BETWEEN.match(text, position)
        position = between.end() if between else position
        if text[position : position + 1] == "]":
            return Answered(tuple(values), True)
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return Answered(tuple(values), False) if values else None
        values.append(value)
