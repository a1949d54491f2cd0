"""Opening a base, and the connections every reading and writing goes through."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from dalel.base import sqlite
from dalel.base.migrate import migrate, revision_of
from dalel.base.schema import REVISIONS
from dalel.model import BaseError

T = TypeVar("T")

BATCH = 500
"""Rows asked for at once where many are wanted by number or name."""


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Some of the items at a time, in their order."""
    rows = list(items)
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Say what is wrong with the base in one sentence that names it."""
    try:
        yield
    except BaseError as error:
        told = str(error)
        raise BaseError(told if told.startswith(str(path)) else f"{path}: {told}") from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        reason = str(error.orig if isinstance(error, DatabaseError) else error)
        if "locked" in reason or "busy" in reason:
            raise BaseError(f"{path}: another program is writing to it; try again later") from error
        if "malformed" in reason or "not a database" in reason or "no such table" in reason:
            raise BaseError(f"{path}: is damaged ({reason})") from error
        if "readonly" in reason:
            raise BaseError(f"{path}: may not be written to") from error
        raise BaseError(f"{path}: {reason}") from error


class Access:
    """An open base: its file and connections. Use it as a context manager, or call `close`."""

    def __init__(self, path: Path, engine: Engine, writing: bool) -> None:
        self.path = path
        self._engine = engine
        self._writes = writing

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open a base that is there. Raises BaseError, one sentence, where it cannot be."""
        path = Path(path)
        with clear_errors(path):
            sqlite.check_file(path)
            engine = sqlite.engine_of(path)
            try:
                base = cls(path, engine, writing=False)
                with base._reading() as connection:
                    current = revision_of(connection) == REVISIONS[-1]
                if not current:
                    base._bring_up_to_date()
            except BaseException:
                engine.dispose()
                raise
        return base

    @classmethod
    def create_or_open(cls, path: str | Path) -> Self:
        """Open a base for writing; where there is none, make one that only its owner may read."""
        path = Path(path)
        with clear_errors(path):
            if not sqlite.make_file(path):
                sqlite.check_file(path)
            engine = sqlite.engine_of(path)
            try:
                base = cls(path, engine, writing=True)
                base._bring_up_to_date()
            except BaseException:
                engine.dispose()
                raise
        return base

    def _bring_up_to_date(self) -> None:
        with self._reading() as connection:
            found = revision_of(connection)
        if found != REVISIONS[-1]:
            with self._writing() as connection:
                migrate(connection)
        if self._writes:
            sqlite.start_writing(self._engine)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection whose transaction sees one state of the base."""
        with clear_errors(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A connection with one writing transaction: all of it is stored at its end, or none."""
        with clear_errors(self.path), self._engine.connect() as plain:
            connection = plain.execution_options(dalel_writing=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Put everything into the one file and let go of it."""
        if self._writes:
            with clear_errors(self.path):
                sqlite.stop_writing(self._engine)
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
