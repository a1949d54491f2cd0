"""Frames: what a word means. Read from `frames/*.toml`; `docs/frames.md` tells how to write them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from dalel.claims.lexicon import Lexicon, participles
from dalel.model import KINDS, DalelError, Status

TRIGGERS = ("verb", "noun", "adjective", "modal")
OPTIONS = frozenset({"kind", "id", "where", "unless", "status", "permissive", "needs", "example", "evidence"})


class FrameError(DalelError):
    """A frame file that breaks the rules of frames; the message names the frame and the rule."""


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Where a role's filler stands and what it may be.

    `at` are deep positions, the first that holds something fitting is taken; `types` what may stand there
    (empty: anything); `unlike` what may not; `value` a constant filler that needs no position; `part`
    says which words of the filler count: "whole", "number", "before" (the words before the head), "title"
    (as it stands in the text, even where another role has taken whom it calls) or "each" (the members of a
    list as it is written). `called` are words before the filler that name a post by its body: "head of".
    """

    role: str
    at: tuple[str, ...]
    types: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    value: str = ""
    part: str = "whole"
    called: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the roles a frame must find in it, or None where it must find nothing."""

    text: str
    roles: Mapping[str, Any] | None
    time: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """One meaning of some words: a kind of claim and where its roles stand.

    `where` and `unless` map a position to lemmas one of which must (must not) stand there. `needs` are
    the roles without which there is no claim. `status` is what the wording itself brings; `permissive`
    says that "may" here allows and doesn't doubt. `file` is where the frame is written, `language` the
    language of its words.
    """

    id: str
    kind: str
    triggers: Mapping[str, tuple[str, ...]]
    roles: tuple[RoleRule, ...]
    needs: tuple[str, ...]
    where: tuple[tuple[str, frozenset[str]], ...] = ()
    unless: tuple[tuple[str, frozenset[str]], ...] = ()
    status: Status | None = None
    permissive: bool = False
    evidence: str = "clause"
    examples: tuple[Example, ...] = ()
    file: str = ""
    language: str = "en"


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(value)


def _role(frame: str, name: str, raw: Any, lexicon: Lexicon) -> RoleRule:
    if isinstance(raw, str):
        raw = {"at": raw}
    unknown = set(raw) - {"at", "is", "not", "value", "part", "called"}
    if unknown:
        raise FrameError(f"frame {frame}: role {name} has unknown settings: {', '.join(sorted(unknown))}")
    types = tuple(raw["is"].split("|")) if "is" in raw else ()
    unlike = tuple(raw["not"].split("|")) if "not" in raw else ()
    for kind in (*types, *unlike):
        if kind not in lexicon.types:
            raise FrameError(f"frame {frame}: role {name} wants the unknown type {kind}")
    return RoleRule(
        name,
        _strings(raw.get("at", ())),
        types,
        unlike,
        raw.get("value", ""),
        raw.get("part", "whole"),
        raw.get("called", ""),
    )


def _conditions(raw: Mapping[str, Any]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((position, frozenset(_strings(words))) for position, words in raw.items())


def read_frames(text: str, name: str, lexicon: Lexicon) -> list[Frame]:
    """The frames of one file's text; `name` is the file's stem. Raises FrameError where one is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FrameError(f"frames/{name}.toml is not TOML: {error}") from error
    rows = table.get("frame", [])
    language = table.get("language", "en")
    frames = []
    counts: dict[str, int] = {}
    for raw in rows:
        kind = raw.get("kind", "")
        counts[kind] = counts.get(kind, 0) + 1
        label = raw.get("id") or f"{kind}.{counts[kind]}"
        if kind not in KINDS:
            raise FrameError(f"frames/{name}.toml: frame {label} has the unknown kind {kind!r}")
        known = KINDS[kind].roles
        triggers = {pos: _strings(raw[pos]) for pos in TRIGGERS if pos in raw and pos not in known}
        if not triggers:
            raise FrameError(f"frames/{name}.toml: frame {label} has no trigger")
        roles = []
        for key, value in raw.items():
            if key in known:
                roles.append(_role(label, key, value, lexicon))
            elif key not in OPTIONS and key not in TRIGGERS:
                raise FrameError(f"frames/{name}.toml: frame {label}: {kind} has no role {key}")
        frames.append(
            Frame(
                id=label,
                kind=kind,
                triggers=triggers,
                roles=tuple(roles),
                needs=_strings(raw.get("needs", KINDS[kind].key_roles[:1])),
                where=_conditions(raw.get("where", {})),
                unless=_conditions(raw.get("unless", {})),
                status=Status(raw["status"]) if "status" in raw else None,
                permissive=raw.get("permissive", False),
                evidence=raw.get("evidence", "clause"),
                examples=tuple(
                    Example(row["text"], row.get("roles"), row.get("time"), row.get("status"))
                    for row in raw.get("example", ())
                ),
                file=f"frames/{name}.toml",
                language=language,
            )
        )
    return frames


def frame_files() -> list[Traversable]:
    """The files of English frames that come with Dalel, in the order of their names."""
    folder = files(__package__).joinpath("frames")
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def _foreign_files(language: str) -> Iterator[tuple[str, str]]:
    """The names and texts of the files in folders of `frames` that name this language at their top."""
    folders = sorted((f for f in files(__package__).joinpath("frames").iterdir() if f.is_dir()), key=_name)
    for folder in folders:
        for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=_name):
            text = file.read_text("utf-8")
            try:
                named = tomllib.loads(text).get("language", "en")
            except tomllib.TOMLDecodeError:
                named = language  # whoever reads it says what is wrong
            if named == language:
                yield f"{folder.name}/{file.name.removesuffix('.toml')}", text


def _name(file: Traversable) -> str:
    return file.name


@lru_cache(maxsize=16)
def load_frames(language: str = "en") -> tuple[Frame, ...]:
    """All frames of a language that come with Dalel."""
    lexicon = Lexicon.load(language)
    if language != "en":
        found = _foreign_files(language)
    else:
        found = ((f.name.removesuffix(".toml"), f.read_text("utf-8")) for f in frame_files())
    return tuple(frame for name, text in found for frame in read_frames(text, name, lexicon))


@dataclass(frozen=True, slots=True)
class Entry:
    """A way into a frame: the frame, the trigger's part of speech, and the other words it needs."""

    frame: Frame
    pos: str
    others: tuple[str, ...] = ()


class FrameIndex:
    """Frames by the lemma (or, for participles used as adjectives, the form) of their triggers."""

    def __init__(self, frames: Iterable[Frame], lexicon: Lexicon) -> None:
        self.by_lemma: dict[str, list[Entry]] = {}
        self.by_form: dict[str, list[Entry]] = {}
        self.by_modal: dict[str, list[Entry]] = {}
        for frame in frames:
            for pos, words in frame.triggers.items():
                for word in words:
                    if word.startswith("type:"):
                        for head in sorted(lexicon.types[word.removeprefix("type:")].heads):
                            self._add(frame, pos, head)
                    else:
                        self._add(frame, pos, word)

    def _add(self, frame: Frame, pos: str, word: str) -> None:
        parts = word.split()
        if pos == "modal":
            self.by_modal.setdefault(word, []).append(Entry(frame, pos))
        elif pos == "verb":
            entry = Entry(frame, pos, tuple(parts[1:]))
            self.by_lemma.setdefault(parts[0], []).append(entry)
            for form in participles(parts[0]):
                self.by_form.setdefault(form, []).append(entry)
        else:
            self.by_lemma.setdefault(parts[-1], []).append(Entry(frame, pos, tuple(parts[:-1])))
