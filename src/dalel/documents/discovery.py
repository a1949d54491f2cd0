"""What there is to read: files, folders and archives walked in a fixed order, nothing read that can wait."""

from __future__ import annotations

import io
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from dalel.documents import archives, registry, sources
from dalel.documents.items import Item
from dalel.model import Problem, UnreadableError

UNSUPPORTED = "is of no type that is read"


def discover(paths: Iterable[str | Path]) -> Iterator[Item | Problem]:
    """The files under `paths` that can be read, in order of the paths and then of their names.

    Of a folder all files below it are taken, of an archive all its members. A file that two paths lead to
    comes once; where two files would have one name, the later one's begins with its folder's.
    Raises nothing: what cannot be read is a Problem.
    """
    seen: dict[str, tuple[str, tuple[str, ...]]] = {}
    for path in map(Path, paths):
        for found in _path(path):
            if isinstance(found, Problem):
                yield found
                continue
            where = (os.path.realpath(found.path), found.members)
            if seen.setdefault(found.name, where) == where:
                yield found
                continue
            folder = path if path.is_dir() else path.parent
            named = replace(found, name=f"{_shown(folder.resolve().name)}/{found.name}")
            if seen.setdefault(named.name, where) == where:
                yield named
            else:
                yield Problem(found.name, "has the name of another file that was given")


@dataclass(slots=True)
class _Scope:
    """A `sources.toml`: the prefix of the names it speaks of, what it says, and which names came up."""

    prefix: str
    entries: dict[str, sources.Entry]
    used: set[str] = field(default_factory=set)
    unread: bool = False


@dataclass(slots=True)
class _Walk:
    """A walk through one given path; `scopes` are the `sources.toml` that hold here, outermost first."""

    scopes: list[_Scope] = field(default_factory=list)

    def item(self, name: str, path: str, form: str, members: tuple[str, ...] = ()) -> Item:
        """The item of a file, with what `sources.toml` says of it."""
        unread = any(scope.unread for scope in self.scopes)
        return Item(name, path, form, members, self._entries(name, form), unread)

    def _entries(self, name: str, form: str) -> tuple[tuple[str, sources.Entry], ...]:
        told: dict[str, sources.Entry] = {}
        for scope in self.scopes:
            local = name.removeprefix(scope.prefix)
            names = [""]
            if form == "eml":
                names += sorted(
                    key.removeprefix(local) for key in scope.entries if key.startswith(f"{local}!/")
                )
            for suffix in names:
                entry, used = sources.find(local + suffix, scope.entries)
                scope.used.update(used)
                if entry is not None:
                    told[suffix] = entry.under(told[suffix]) if suffix in told else entry
        return tuple(sorted(told.items(), key=lambda pair: pair[0]))

    def enter(self, prefix: str, data: bytes) -> Iterator[Problem]:
        """Read the `sources.toml` of a folder or archive."""
        try:
            self.scopes.append(_Scope(prefix, sources.parse(data)))
        except sources.SourcesError as error:
            yield self.unread(prefix, str(error))

    def unread(self, prefix: str, reason: str) -> Problem:
        """There is a `sources.toml` in a folder or archive that cannot be read."""
        self.scopes.append(_Scope(prefix, {}, unread=True))
        return Problem(prefix + sources.FILE, reason)

    def leave(self, prefix: str) -> Iterator[Problem]:
        """Say what the `sources.toml` of a folder or archive names that is not there."""
        if not self.scopes or self.scopes[-1].prefix != prefix:
            return
        scope = self.scopes.pop()
        for name in scope.entries:
            if name not in scope.used:
                yield Problem(prefix + sources.FILE, f'names "{name}", which is not there', fatal=False)


def _path(path: Path) -> Iterator[Item | Problem]:
    name = _shown(path.name or path.resolve().name)
    walk = _Walk()
    try:
        status = path.stat()
    except FileNotFoundError:
        yield Problem(_shown(str(path)), "no such file or folder")
        return
    except (OSError, ValueError) as error:
        yield Problem(_shown(str(path)), _reason(error))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(walk, str(path), "")
        return
    if not stat.S_ISREG(status.st_mode):
        yield Problem(name, "is not a regular file")
        return
    beside = path.parent / sources.FILE
    try:
        told = beside.read_bytes() if path.name != sources.FILE and beside.is_file() else b""
    except OSError as error:
        yield walk.unread("", _reason(error))
    else:
        yield from walk.enter("", told)
    yield from _file(walk, str(path), name, status.st_size, given=True)


def _folder(walk: _Walk, path: str, prefix: str) -> Iterator[Item | Problem]:
    try:
        with os.scandir(path) as entries:
            found = sorted(entries, key=_order)
    except OSError as error:
        yield Problem(prefix.rstrip("/") or _shown(path), _reason(error))
        return
    for entry in found:
        if entry.name == sources.FILE:
            try:
                told = Path(entry.path).read_bytes()
            except OSError as error:
                yield walk.unread(prefix, _reason(error))
            else:
                yield from walk.enter(prefix, told)
    for entry in found:
        if registry.hidden(entry.name):
            continue
        name = prefix + _shown(entry.name)
        try:
            if entry.is_dir():
                if entry.is_symlink() or getattr(entry, "is_junction", bool)():
                    yield Problem(name, "is a link to a folder, which is not followed", fatal=False)
                else:
                    yield from _folder(walk, entry.path, f"{name}/")
                continue
            status = entry.stat()
        except OSError as error:
            broken = entry.is_symlink() and not Path(entry.path).exists()
            yield Problem(
                name, "is a link that leads nowhere" if broken else _reason(error), fatal=not broken
            )
            continue
        if stat.S_ISREG(status.st_mode):
            size = status.st_size or Path(entry.path).stat().st_size
            yield from _file(walk, entry.path, name, size)
        else:
            yield Problem(name, "is not a regular file", fatal=False)
    yield from walk.leave(prefix)


def _file(walk: _Walk, path: str, name: str, size: int, given: bool = False) -> Iterator[Item | Problem]:
    if not os.access(path, os.R_OK):
        fatal = given or bool(registry.format_of(name) or registry.archive_of(name))
        yield Problem(name, "cannot be read: permission denied", fatal=fatal)
    elif form := registry.format_of(name) or (_recognised(path) if given else ""):
        if size > registry.limit(form):
            yield Problem(name, archives.too_large(registry.limit(form)))
        else:
            yield walk.item(name, path, form)
    elif registry.archive_of(name):
        try:
            with Path(path).open("rb") as file:
                yield from _archive(
                    walk,
                    archives.open_archive(file, size, budget := archives.Budget()),
                    path,
                    name,
                    (),
                    budget,
                )
        except UnreadableError as error:
            yield Problem(name, str(error))
        except OSError as error:
            yield Problem(name, _reason(error))
    else:
        yield Problem(name, UNSUPPORTED, fatal=given)


def _archive(
    walk: _Walk,
    archive: archives.Archive,
    path: str,
    name: str,
    inside: tuple[str, ...],
    budget: archives.Budget,
) -> Iterator[Item | Problem]:
    """The files of one archive; `inside` leads to it from the file at `path`."""
    members = list(archives.iterate(archive))
    prefix = f"{name}!/"
    told: list[str] = []
    for member in members:
        if member.name.rpartition("/")[2] == sources.FILE and not member.problem:
            folder = prefix + member.name.removesuffix(sources.FILE)
            depth = len(walk.scopes)
            try:
                yield from walk.enter(folder, archive.read(member.key, 10_000_000))
            except UnreadableError as error:
                yield walk.unread(folder, str(error))
            told += [folder] * (len(walk.scopes) - depth)
    for member in members:
        shown = prefix + _shown(member.name)
        if "outside" not in member.problem and any(
            registry.hidden(part) for part in member.name.split("/") if part not in ("..", ".")
        ):
            continue
        chain = (*inside, member.key)
        form = registry.format_of(member.name)
        nested = registry.archive_of(member.name)
        if member.problem:
            yield Problem(shown, member.problem, fatal=bool(form or nested) or "outside" in member.problem)
        elif form and member.size > registry.limit(form):
            yield Problem(shown, archives.too_large(registry.limit(form)))
        elif form:
            yield walk.item(shown, path, form, chain)
        elif nested and len(chain) >= archives.MAX_DEPTH:
            yield Problem(shown, f"lies more than {archives.MAX_DEPTH} archives deep")
        elif nested:
            try:
                data = archive.read(member.key, archives.MAX_NESTED)
                inner = archives.open_archive(io.BytesIO(data), len(data), budget)
                yield from _archive(walk, inner, path, shown, chain, budget)
                inner.close()
            except UnreadableError as error:
                yield Problem(shown, str(error))
        else:
            yield Problem(shown, UNSUPPORTED, fatal=False)
    for folder in reversed(told):
        yield from walk.leave(folder)


def _recognised(path: str) -> str:
    """The format of a file that was named to Dalel and whose own name tells none."""
    try:
        with Path(path).open("rb") as file:
            return registry.recognised(file.read(1 << 16))[0]
    except OSError:
        return ""


def _order(entry: os.DirEntry[str]) -> str:
    """The order of the names that files below will have: as of whole paths."""
    try:
        return entry.name + "/" if entry.is_dir() else entry.name
    except OSError:
        return entry.name


def _shown(name: str) -> str:
    """A file's name as text: composed characters, and what is no UTF-8 replaced."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", name)


def _reason(error: OSError | ValueError) -> str:
    told = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be read: {(told or 'unknown error').lower()}"
