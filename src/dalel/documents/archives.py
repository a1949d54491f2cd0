"""Archives (zip; tar, also compressed with gzip, bzip2 or xz): their members listed and read, within limits.

Nothing is unpacked to the disk but the plain tar inside a compressed one, to an unnamed temporary file.
Limits keep a small file from becoming a huge one: how many bytes and members an archive may hold, how much
smaller than its contents it may be, how deep archives may lie in archives.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import re
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, cast

from dalel.model import UnreadableError

MAX_TOTAL = 2_000_000_000  # bytes that all members of one archive, nested ones included, may have
MAX_RATIO = 250  # times the size of the archive, above `FREE` bytes
FREE = 100_000_000
MAX_MEMBERS = 100_000
MAX_DEPTH = 3  # archives within archives
MAX_NESTED = 500_000_000  # bytes of an archive that lies in an archive
IN_MEMORY = 20_000_000  # bytes of a decompressed tar that are kept in memory
KEPT_OPEN = 4

BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
BOMB = "holds more than it may: "


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: the name to show, the name to fetch it by, its size in bytes, and why it
    cannot be read ("" where it can)."""

    name: str
    key: str
    size: int
    problem: str = ""


@dataclass(slots=True)
class Budget:
    """What one archive, with all that lies in it, may still hold."""

    total: int = MAX_TOTAL
    members: int = MAX_MEMBERS

    def spend(self, size: int, packed: int, count: int) -> None:
        """Count an archive of `packed` bytes with `count` members of `size` bytes; raises UnreadableError."""
        if size > FREE and size > packed * MAX_RATIO:
            raise UnreadableError(f"{BOMB}{size // max(packed, 1):,} times its own size (a zip bomb?)")
        self.total -= size
        self.members -= count
        if self.total < 0:
            raise UnreadableError(f"{BOMB}over {MAX_TOTAL // 1_000_000:,} MB unpacked")
        if self.members < 0:
            raise UnreadableError(f"{BOMB}over {MAX_MEMBERS:,} files")


class Archive(Protocol):
    """An open archive."""

    def members(self) -> list[Member]:
        """Its files, sorted by name; links, devices and folders are left out."""

    def read(self, key: str, limit: int) -> bytes:
        """The bytes of a member; raises UnreadableError where it cannot be read or has more than `limit`."""

    def close(self) -> None:
        """Let go of the file."""


class _Zip:
    def __init__(self, file: IO[bytes], size: int, budget: Budget) -> None:
        self.file = file
        self.zip = zipfile.ZipFile(file)
        infos = [info for info in self.zip.infolist() if not info.is_dir()]
        budget.spend(sum(info.file_size for info in infos), size, len(infos))
        self.infos = {info.filename: info for info in infos}  # of members with one name the last is meant

    def members(self) -> list[Member]:
        found = [
            Member(_zip_name(info), key, info.file_size, _outside(_zip_name(info)))
            for key, info in self.infos.items()
            if not stat.S_ISLNK(info.external_attr >> 16)
        ]
        locked = [bool(self.infos[member.key].flag_bits & 1) for member in found]
        if locked and all(locked):
            raise UnreadableError("is password-protected")
        return sorted(
            (
                Member(member.name, member.key, member.size, "is password-protected") if lock else member
                for member, lock in zip(found, locked, strict=True)
            ),
            key=lambda member: (member.name, member.key),
        )

    def read(self, key: str, limit: int) -> bytes:
        info = self.infos.get(key)
        if info is None:
            raise UnreadableError("is no longer in the archive")
        try:
            with self.zip.open(info) as stream:
                return _capped(stream, limit)
        except NotImplementedError:
            raise UnreadableError("is compressed in a way that cannot be read") from None
        except RuntimeError:
            raise UnreadableError("is password-protected") from None
        except BROKEN:
            raise UnreadableError("is damaged in the archive") from None

    def close(self) -> None:
        self.zip.close()
        self.file.close()


class _Tar:
    def __init__(self, file: IO[bytes], size: int, budget: Budget) -> None:
        self.file = _unpacked(file, size, budget)
        self.tar = tarfile.open(fileobj=self.file, mode="r:")  # noqa: SIM115  # closed in close()
        infos = [info for info in self.tar.getmembers() if info.isreg()]
        budget.spend(sum(info.size for info in infos), max(size, 1), len(infos))
        self.infos = {info.name: info for info in infos}

    def members(self) -> list[Member]:
        found = [Member(_tar_name(key), key, info.size, _outside(key)) for key, info in self.infos.items()]
        return sorted(found, key=lambda member: (member.name, member.key))

    def read(self, key: str, limit: int) -> bytes:
        info = self.infos.get(key)
        if info is None:
            raise UnreadableError("is no longer in the archive")
        try:
            stream = self.tar.extractfile(info)
            assert stream is not None  # only regular files are members
            data = _capped(stream, limit)
        except BROKEN:
            raise UnreadableError("is damaged in the archive") from None
        if len(data) < info.size:
            raise UnreadableError("is cut off in the archive")
        return data

    def close(self) -> None:
        self.tar.close()
        self.file.close()


def _unpacked(file: IO[bytes], size: int, budget: Budget) -> IO[bytes]:
    """The plain tar inside a compressed one, in a temporary file; a plain one as it is."""
    head = file.read(6)
    file.seek(0)
    stream: IO[bytes]
    if head.startswith(b"\x1f\x8b"):
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=file))
    elif head.startswith(b"BZh"):
        stream = bz2.BZ2File(file)
    elif head.startswith(b"\xfd7zXZ"):
        stream = lzma.LZMAFile(file)  # noqa: SIM115  # closed below
    else:
        return file
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # lives as long as the archive
    done = 0
    with file, stream:
        while chunk := stream.read(1 << 20):
            done += len(chunk)
            if done > FREE and done > size * MAX_RATIO:
                raise UnreadableError(f"{BOMB}more than {MAX_RATIO} times its own size (a zip bomb?)")
            if done > budget.total:
                raise UnreadableError(f"{BOMB}over {MAX_TOTAL // 1_000_000:,} MB unpacked")
            target.write(chunk)
    target.seek(0)
    return target


def open_archive(file: IO[bytes], size: int, budget: Budget | None = None) -> Archive:
    """Open an archive of `size` bytes, told by its content; raises UnreadableError with the reason."""
    budget = budget or Budget()
    try:
        if zipfile.is_zipfile(file):
            file.seek(0)
            return _Zip(file, size, budget)
        file.seek(0)
        if file.read(4) == b"PK\x03\x04":
            raise UnreadableError("is a damaged or truncated ZIP archive")
        file.seek(0)
        return _Tar(file, size, budget)
    except BROKEN as error:
        file.close()
        if isinstance(error, tarfile.ReadError) and "empty" not in str(error) and size < 512:
            raise UnreadableError("is not an archive") from None
        raise UnreadableError("is not an archive, or a damaged or truncated one") from None
    except UnreadableError:
        file.close()
        raise


def _capped(stream: IO[bytes], limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(too_large(limit))
    return data


def too_large(limit: int) -> str:
    """The reason given for a file of more than `limit` bytes."""
    return f"is larger than {limit // 1_000_000} MB"


def _outside(name: str) -> str:
    """Why a member's path is refused; "" where it stays inside the archive."""
    parts = re.split(r"[/\\]", name)
    if ".." in parts or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return "has a path that leads outside the archive"
    return ""


def _tar_name(key: str) -> str:
    name = key.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "/".join(part for part in name.split("/") if part not in ("", ".")) if not _outside(key) else name


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name; names that older Windows programs wrote in a local encoding are set right."""
    name = info.filename
    if not info.flag_bits & 0x800 and not name.isascii():
        raw = name.encode("cp437", "replace")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            local = raw.decode("cp866")
            if all("А" <= char <= "ё" for char in local if not char.isascii()):
                return local
    return name


_open: OrderedDict[tuple[object, ...], Archive] = OrderedDict()


def read_member(path: str, members: tuple[str, ...], limit: int) -> bytes:
    """The bytes of a file in an archive, which may lie in archives itself; raises UnreadableError.

    The archives read last stay open, so that reading one member after the other does not unpack them again.
    """
    return _kept(path, members[:-1]).read(members[-1], limit)


def _kept(path: str, inner: tuple[str, ...]) -> Archive:
    try:
        status = Path(path).stat()
    except OSError as error:
        raise UnreadableError(f"cannot be read: {(error.strerror or 'unknown error').lower()}") from None
    # A forked process shares the place in an open file with its parent, so it opens its own.
    key = (os.getpid(), path, status.st_mtime_ns, status.st_size, inner)
    if key in _open:
        _open.move_to_end(key)
        return _open[key]
    if inner:
        data = _kept(path, inner[:-1]).read(inner[-1], MAX_NESTED)
        archive = open_archive(io.BytesIO(data), len(data))
    else:
        try:
            file = Path(path).open("rb")  # noqa: SIM115  # lives as long as the archive
        except OSError as error:
            raise UnreadableError(f"cannot be read: {(error.strerror or 'unknown error').lower()}") from None
        archive = open_archive(file, status.st_size)
    _open[key] = archive
    while len(_open) > KEPT_OPEN:
        _, oldest = _open.popitem(last=False)
        oldest.close()
    return archive


def close_all() -> None:
    """Close the archives that were kept open."""
    while _open:
        _, archive = _open.popitem()
        archive.close()


def iterate(archive: Archive) -> Iterator[Member]:
    """The members of an archive, each name once."""
    seen: set[str] = set()
    for member in archive.members():
        if member.name in seen:
            yield Member(member.name, member.key, member.size, "is twice in the archive")
        else:
            seen.add(member.name)
            yield member
