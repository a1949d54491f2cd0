"""Everything that only SQLite has: the file, its pragmas and locks, FTS5."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from dalel.base.fulltext import Entry, Found, Index, Term, Weights
from dalel.model import BaseError

APPLICATION = 0x44414C45
"""The mark of a Dalel base in the file's header ("DALE")."""

WAIT = 60_000
"""Milliseconds to wait for another process that is writing."""

HEADER = b"SQLite format 3\x00"


def make_file(path: Path) -> bool:
    """Make an empty file that only its owner may read and write; False where there is one already.

    One that is there and empty becomes the owner's alone as well: it holds nothing that others share.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if path.is_file() and path.stat().st_size == 0:
            with suppress(OSError):  # another owner's
                path.chmod(0o600)
        return False
    except OSError as error:
        raise BaseError(f"{path}: cannot be made: {error.strerror}") from error
    return True


def check_file(path: Path) -> None:
    """Raise BaseError unless `path` is an empty file or a SQLite database that can be a Dalel base."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise BaseError(f"{path}: there is no such base") from None
    except OSError as error:
        raise BaseError(f"{path}: cannot be read: {error.strerror}") from error
    if head and (len(head) < 100 or not head.startswith(HEADER)):
        raise BaseError(f"{path}: is no Dalel base, or is damaged")
    mark = int.from_bytes(head[68:72], "big")
    if mark not in (0, APPLICATION):
        raise BaseError(f"{path}: is a database of another program, no Dalel base")


def engine_of(path: Path) -> Engine:
    """An engine for the file, which has to be there."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        connect_args={"timeout": WAIT / 1000, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own idea of transactions is switched off: `begin` below says when they begin.
        connection.isolation_level = None
        for pragma in (
            "foreign_keys = ON",
            f"busy_timeout = {WAIT}",
            "secure_delete = ON",  # what is deleted is overwritten with zeros
            "synchronous = NORMAL",  # safe against a killed process; with the log, against power cuts too
            "cache_size = -32000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: what it reads before it writes can then not change under it.
        writing = connection.get_execution_options().get("dalel_writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _raw(engine: Engine, statements: Iterable[str]) -> list[tuple[Any, ...] | None]:
    """Run statements outside any transaction; the first row of each."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        rows: list[tuple[Any, ...] | None] = []
        for statement in statements:
            cursor.execute(statement)
            rows.append(cursor.fetchone())
        cursor.close()
        return rows
    finally:
        connection.close()


def start_writing(engine: Engine) -> None:
    """Keep a log beside the file, so that readers and a writer don't wait for each other."""
    try:
        _raw(engine, [f"PRAGMA application_id = {APPLICATION}", "PRAGMA journal_mode = WAL"])
    except sqlite3.OperationalError as error:
        # Another process is just doing the same, or the disk knows no logs: writing is safe in either mode.
        if "locked" not in str(error) and "busy" not in str(error):
            raise


def stop_writing(engine: Engine) -> None:
    """Put the log into the file, which is then the whole base again; where others use it, they will."""
    with suppress(sqlite3.Error):  # where it fails the log stays, and the base is whole with it
        _raw(engine, ["PRAGMA busy_timeout = 50", "PRAGMA journal_mode = DELETE"])


def scrub_file(engine: Engine) -> bool:
    """Write the file anew without free pages, and empty the log; False where another process hinders it."""
    try:
        rows = _raw(engine, ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"])
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            return False
        raise
    return rows[1] is None or rows[1][0] == 0


def check_pages(connection: Connection) -> list[str]:
    """What SQLite finds wrong with the file; empty for a sound one."""
    rows = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    broken = [f"{row[0]} points at nothing" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    return [row for row in rows if row != "ok"] + broken[:20]


def versions() -> tuple[str, bool]:
    """SQLite's version, and whether it has FTS5."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
        has = True
    except sqlite3.OperationalError:
        has = False
    finally:
        connection.close()
    return sqlite3.sqlite_version, has


class SqliteFullText:
    """FTS5 tables `passage_text` and `claim_text`, each row under the number of its passage or claim."""

    indexes: tuple[Index, ...] = ("passage", "claim")

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def create(self) -> None:
        """Make the indexes."""
        for index in self.indexes:
            self.connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {index}_text USING fts5("
                "text, context, names, tokenize = 'porter unicode61 remove_diacritics 0')"
            )

    def add(self, index: Index, entries: Iterable[Entry]) -> None:
        """Put entries in; their numbers are new."""
        rows = [(entry.number, entry.text, entry.context, entry.names) for entry in entries]
        if rows:
            self.connection.exec_driver_sql(
                f"INSERT INTO {index}_text (rowid, text, context, names) VALUES (?, ?, ?, ?)", rows
            )

    def remove(self, document: int) -> None:
        """Take out what belongs to a document."""
        for index in self.indexes:
            self.connection.exec_driver_sql(
                f"DELETE FROM {index}_text WHERE rowid IN (SELECT number FROM {index} WHERE document = ?)",
                (document,),
            )

    def scrub(self) -> None:
        """Build the indexes anew from what they still hold: FTS5 keeps removed words until then."""
        for index in self.indexes:
            self.connection.exec_driver_sql(f"INSERT INTO {index}_text ({index}_text) VALUES ('rebuild')")

    def find(
        self,
        index: Index,
        terms: Sequence[Term],
        *,
        every: bool = True,
        limit: int = 100,
        weights: Weights | None = None,
    ) -> list[Found]:
        """The entries that hold every (or any) term, by BM25."""
        weights = weights or Weights()
        wanted = [text for term in terms if (text := _expression(term))]
        if not wanted:
            return []
        rows = self.connection.exec_driver_sql(
            f"SELECT rowid, bm25({index}_text, ?, ?, ?) AS score FROM {index}_text"
            f" WHERE {index}_text MATCH ? ORDER BY score LIMIT ?",
            (
                *(weights.text, weights.context, weights.names),
                (" AND " if every else " OR ").join(wanted),
                limit,
            ),
        )
        return [Found(row[0], -row[1]) for row in rows]

    def check(self) -> str:
        """What is wrong with the indexes, or ""."""
        for index in self.indexes:
            lines, texts = (
                self.connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
                for table in (index, f"{index}_text")
            )
            if lines != texts:
                return f"{lines} rows of {index}, but {texts} in the full text"
        return ""


def _expression(term: Term) -> str:
    """The FTS5 expression of a term, or "" for one without a letter or digit."""
    star = " *" if term.prefix else ""
    # Words come folded; whatever is no letter or digit of theirs would be syntax here.
    words = [" ".join(re.findall(r"[a-z0-9]+", word)) for word in term.words]
    parts = [f'{{text context}} : "{word}"{star}' for word in dict.fromkeys(words) if word]
    parts += [f'names : "{key}"' for key in dict.fromkeys(term.keys) if re.fullmatch(r"[a-z0-9]+", key)]
    return f"({' OR '.join(parts)})" if parts else ""
