"""Making a base and bringing it up to date: reads what is new or changed, takes out what is gone."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dalel.base.records import StoredItem
from dalel.base.store import Base
from dalel.base.version import extractor_version
from dalel.base.workers import Manner, read_items
from dalel.model import DalelError, Problem

if TYPE_CHECKING:
    from dalel.claims.llm import LlmSettings
    from dalel.documents import Item


UNKNOWN = 50_000
"""Bytes that a member of an archive is taken to have."""


class Watcher(Protocol):
    """What a build, or an update of who is who, tells while it goes on."""

    def begin(self, total: int) -> None:
        """So many items will be read, or documents taken in."""

    def done(self, name: str) -> None:
        """One of them has been."""


@dataclass(slots=True)
class Report:
    """What a build did: items read, items unchanged, documents taken out, and what was wrong.

    `tally` counts by reason what of a language model's answers was not kept.
    """

    read: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: list[Problem] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Found:
    """An item with the folder of the path it was found by."""

    item: Item
    folder: str

    @property
    def location(self) -> str:
        """Where the file lies that this item is, or lies in."""
        return str(Path(self.item.path).absolute())

    @property
    def place(self) -> tuple[str, tuple[str, ...]]:
        """What tells it from every other item."""
        return os.path.realpath(self.item.path), self.item.members

    def renamed(self) -> _Found:
        """The same under a longer name, where its own is taken."""
        return replace(self, item=replace(self.item, name=f"{self.folder}/{self.item.name}"))


@dataclass(slots=True)
class _Root:
    """A path the user gave, and what lies in it."""

    path: Path
    found: list[_Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """The folder that names are relative to."""
        return self.path if self.path.is_dir() else self.path.parent

    def holds(self, stored: StoredItem) -> bool:
        """Whether a stored item would bear its name if it were found in this path."""
        location = Path(stored.location)
        if not self.path.exists() or not stored.location or not location.is_relative_to(self.path):
            return False
        name = location.relative_to(self.folder).as_posix()
        return stored.name.split("!/", 1)[0] in (name, f"{self.folder.name}/{name}")

    def hides(self, name: str) -> bool:
        """Whether an item was perhaps only not seen: the archive or folder it is in could not be read."""
        return any(
            f"{prefix}{problem.name}" == name
            or name.startswith((f"{prefix}{problem.name}!/", f"{prefix}{problem.name}/"))
            for problem in self.problems
            if problem.fatal
            for prefix in ("", f"{self.folder.name}/")
        )


def build(
    base: Base,
    paths: Sequence[Path],
    *,
    model: str,
    processes: int = 0,
    watcher: Watcher | None = None,
    llm: LlmSettings | None = None,
    mentions_only: bool = False,
) -> Report:
    """Bring `base` up to date with the files in `paths`.

    An item is read again if its bytes, what is said about its source, or the program and model have
    changed. Where a `sources.toml` can't be read, what the base holds of it goes on to hold. What was found
    in one of these paths before and is gone is taken out; what came from other paths stays. Where changed
    bytes can no longer be read, the older reading is kept and the problem told. Each item is stored in a
    transaction of its own, so a build that ends at any moment leaves whole documents, and the next one goes
    on from there.

    `processes` is how many read; with 0 as many as there are cores, up to 4, and as the work is worth.
    With `llm`, texts are sent to that endpoint, whose model finds the claims; 0 is then one process, as
    it is the endpoint that takes the time, and each process has its own requests under way.
    With `mentions_only` names are found and no claims: for resolving people in very many documents.
    Raises DalelError for a model that is not there, BaseError for a base that cannot be written.
    """
    version = extractor_version(model, llm.model if llm else "")
    if mentions_only:
        version = f"{version} mentions"
    roots = [_look(path) for path in dict.fromkeys(path.absolute() for path in paths)]
    report = Report(problems=[problem for root in roots for problem in root.problems])
    known = base.items()
    _remember(base, roots, known)
    stored_problems: dict[str, list[Problem]] = base.problems_by_item()
    pending: dict[str, _Found] = {}
    seen: dict[str, _Found] = {}
    for found in (found for root in roots for found in root.found):
        named = _named(found, seen, known)
        if named is None:
            report.problems.append(Problem(found.item.name, "has the name of another document of the base"))
            continue
        name = named.item.name
        if name in seen:  # two of the paths lead to it
            continue
        seen[name] = named
        stored = known.get(name)
        if stored is None or stored.version != version or stored.fingerprint != _fingerprint(named.item):
            pending[name] = named
            continue
        report.unchanged += 1
        report.problems += stored_problems.get(name, ())
        if stored.location != named.location:
            base.move_item(name, named.location)
    if watcher:
        watcher.begin(len(pending))
    # The longest first: no process then ends long after the others.
    items = sorted((found.item for found in pending.values()), key=lambda item: (-_size(item), item.name))
    processes = processes or (1 if llm else _worthwhile(items))
    for item, read in read_items(items, Manner(model, llm, mentions_only), processes):
        fingerprint = _combine(read.digest, item) if read.digest else ""
        stored = StoredItem(item.name, pending[item.name].location, fingerprint, version)
        problems = list(read.problems)
        report.tally.update(dict(read.tally))
        unread = read.partial or not read.documents
        if item.name in known and unread and any(problem.fatal for problem in problems):
            problems = [_kept(problem) for problem in problems]
            base.note_problems(stored, problems)
        else:
            base.write_item(stored, read.documents, problems)
        report.read += 1
        report.problems += problems
        if watcher:
            watcher.done(item.name)
    gone = [
        name
        for name, stored in known.items()
        if name not in seen and any(root.holds(stored) and not root.hides(name) for root in roots)
    ]
    report.removed = base.remove_items(gone) if gone else 0
    for root in roots:
        base.note_path_problems(str(root.path), root.problems)
    report.problems.sort(key=lambda problem: (problem.name, problem.reason))
    return report


def _look(path: Path) -> _Root:
    from dalel.documents import discover

    root = _Root(path)
    for one in discover([path]):
        if isinstance(one, Problem):
            root.problems.append(one)
        else:
            root.found.append(_Found(one, root.folder.name))
    return root


def _remember(base: Base, roots: Sequence[_Root], known: Mapping[str, StoredItem]) -> None:
    """Give the items whose `sources.toml` can't be read now what it said when the base took it over."""
    from dalel.documents.sources import told_by

    stored = None
    for root in roots:
        for number, found in enumerate(root.found):
            if not found.item.unread_sources:
                continue
            if stored is None:
                stored = base.documents()
            for name in (found.item.name, found.renamed().item.name):
                if name in known and known[name].location == found.location:
                    told = {
                        document.name.removeprefix(name): told_by(document.source)
                        for document in stored
                        if document.name == name or document.name.startswith(f"{name}!/")
                    }
                    for suffix, entry in found.item.sources:
                        told[suffix] = told[suffix].under(entry) if suffix in told else entry
                    kept = tuple(sorted((suffix, entry) for suffix, entry in told.items() if entry.says))
                    root.found[number] = replace(found, item=replace(found.item, sources=kept))


def _size(item: Item) -> int:
    """The bytes of a file on the disk; archive members, whose size is not known yet, count as small."""
    try:
        return UNKNOWN if item.members else Path(item.path).stat().st_size
    except OSError:
        return 0


def _worthwhile(items: Sequence[Item]) -> int:
    """How many processes to read with: each costs the time that some 200,000 bytes of text do."""
    return max(1, min(4, os.cpu_count() or 1, sum(map(_size, items)) // 200_000))


def _combine(digest: str, item: Item) -> str:
    """The fingerprint of an item: of its bytes and of what a `sources.toml` says about it."""
    return hashlib.sha256(f"{digest} {item.sources!r}".encode()).hexdigest() if item.sources else digest


def _fingerprint(item: Item) -> str:
    from dalel.documents import digest

    try:
        return _combine(digest(item), item)
    except (DalelError, OSError):
        return ""  # told when it is read


def _named(found: _Found, seen: Mapping[str, _Found], known: Mapping[str, StoredItem]) -> _Found | None:
    """An item under a name that no other document has: its own, else with its folder before it."""
    for one in (found, found.renamed()):
        name = one.item.name
        if name in seen:
            if seen[name].place == one.place:
                return one
        elif not _taken(one, known.get(name)):
            return one
    return None


def _taken(found: _Found, stored: StoredItem | None) -> bool:
    """Whether a stored item of this name is another file; one whose file is gone was moved here."""
    if stored is None or stored.location in ("", found.location) or not Path(stored.location).exists():
        return False
    return os.path.realpath(stored.location) != found.place[0] and stored.fingerprint != _fingerprint(
        found.item
    )


def _kept(problem: Problem) -> Problem:
    return Problem(problem.name, f"{problem.reason}; what was read of it before is kept", problem.fatal)
