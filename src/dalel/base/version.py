"""What tells whether a document was read by this very program: its version, its rules and its model."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import tomllib
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as package_version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dalel import __version__
from dalel.model import DalelError

PARTS = ("model", "measures", "names", "documents", "language", "claims", "base")
"""The folders whose code and data decide what is stored of a document."""
IDENTITY_PARTS = ("model", "names", "identity")
"""The folders whose code and data decide who is who."""


def _files(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            found += _files(entry, name)
        elif entry.name.endswith((".py", ".toml", ".json")):
            found.append((name, entry))
    return found


def program_version() -> str:
    """The program's version with a hash of its rules: a changed frame or word list is a new version."""
    return _version(PARTS)


def identity_version() -> str:
    """What the entities of a base depend on besides its names and claims."""
    return _version(IDENTITY_PARTS)


@cache
def _version(parts: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        for name, entry in sorted(_files(files("dalel").joinpath(part), part), key=lambda pair: pair[0]):
            digest.update(name.encode() + b"\0" + entry.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return f"{__version__}+{digest.hexdigest()[:12]}"


def model_version(model: str) -> str:
    """The version of an installed spaCy pipeline, a package or a folder. Raises DalelError without it."""
    folder = Path(model)
    if not folder.is_dir():
        spec = importlib.util.find_spec(model) if model.isidentifier() else None
        if spec is None or spec.origin is None:
            raise DalelError(f"{model}: no spaCy pipeline of this name is installed")
        folder = Path(spec.origin).parent
    try:
        return str(json.loads((folder / "meta.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError) as error:
        raise DalelError(f"{model}: is no spaCy pipeline: it has no meta.json with a version") from error


@cache
def other_pipelines() -> str:
    """The installed pipelines for languages besides the model's own: one more, and its documents are read."""
    found = []
    for file in sorted(files("dalel").joinpath("language", "tongues").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            for name in tomllib.loads(file.read_text("utf-8"))["pipelines"]:
                with suppress(PackageNotFoundError):
                    found.append(f"{name}={package_version(name)}")
    return ",".join(found)


def extractor_version(model: str, language_model: str = "") -> str:
    """What a document's stored reading depends on besides its bytes.

    `language_model` is the one that finds the claims, "" where the rules do. Which endpoint runs it
    does not matter.
    """
    name = Path(model).name if Path(model).is_dir() else model
    version = " ".join(filter(None, (program_version(), name, model_version(model), other_pipelines())))
    return f"{version} llm:{language_model}" if language_model else version
