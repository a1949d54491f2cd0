"""How every command prints: tables for people, JSON and CSV for programs, one line for each failure.

Exit codes: 0 done; 1 something asked for could not be done (the rest is); 2 wrong usage.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.console import Console, JustifyMethod
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from dalel.model import DalelError

BaseOption = Annotated[Path, typer.Option("--base", "-b", help="The knowledge base, a file NAME.dalel.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def stdout() -> TextIO:
    """Standard output as UTF-8 with plain line ends, whatever the system's own encoding."""
    if isinstance(sys.stdout, io.TextIOWrapper) and (sys.stdout.encoding or "").lower() not in (
        "utf-8",
        "utf8",
    ):
        sys.stdout.reconfigure(encoding="utf-8")
    return sys.stdout


class _Console(Console):
    """A console whose reader may go away (head, less) without that being a failure."""

    def on_broken_pipe(self) -> None:
        """Leave it to `clear_failures`, as for everything else that is printed."""
        raise BrokenPipeError


def console() -> Console:
    """Where tables and text for people go."""
    out = stdout()
    # In a file or pipe nothing cuts the lines short, unless COLUMNS asks for it.
    fixed = not out.isatty() and not os.environ.get("COLUMNS", "").isdigit()
    return _Console(file=out, highlight=False, width=160 if fixed else None)


def error_console() -> Console:
    """Where progress and summaries go, so that they never mix with output."""
    return Console(stderr=True, highlight=False)


def complain(message: object) -> None:
    """One line on standard error for one thing that could not be done."""
    typer.echo(" ".join(str(message).split()), err=True)


class Bar:
    """A bar on standard error while something long goes on, on a terminal only: `with bar.progress: ...`."""

    def __init__(self, err: Console) -> None:
        self.progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
        self.task = self.progress.add_task("looking for documents", total=None)

    def begin(self, total: int) -> None:
        """So many files will be read."""
        self.progress.update(self.task, total=total, description="reading")

    def done(self, name: str) -> None:
        """One of them has been read."""
        short = name if len(name) <= 40 else f"…{name[-39:]}"
        self.progress.update(self.task, advance=1, description=short)


@contextmanager
def clear_failures() -> Iterator[None]:
    """End with exit code 1 and one sentence where what was asked for cannot be done."""
    try:
        yield
        sys.stdout.flush()  # what cannot be written is said here, not when Python ends
    except DalelError as error:
        complain(error)
        raise typer.Exit(1) from error
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        sys.stdout = open_nowhere()
        raise typer.Exit(0) from None
    except OSError as error:
        if error.filename is not None:
            raise
        sys.stdout = open_nowhere()
        complain(f"the output cannot be written: {error.strerror}")
        raise typer.Exit(1) from error


def open_nowhere() -> TextIO:
    """A standard output for the rest of the program's life when nobody reads any more."""
    return Path(os.devnull).open("w", encoding="utf-8")


def print_json(value: Any) -> None:
    """One JSON value, readable, letters of all scripts as they are."""
    stdout().write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def json_line(value: Mapping[str, Any]) -> str:
    """One line of JSON Lines."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def write_csv(out: TextIO, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """CSV with a header row; lists as JSON, so that nothing in them is lost.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # Texts come from strangers' documents, and spreadsheets run what begins so.
        return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


@contextmanager
def output_file(path: Path | None) -> Iterator[TextIO]:
    """The file to write to, or standard output without one.

    A file that is there stays as it is until all is written; if the work fails, for good. A knowledge base
    is never written over.
    """
    if path is None:
        yield stdout()
        return
    try:
        if path.exists() and not path.is_file():  # a pipe, a device: nothing of it can be kept
            with path.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            return
        target = path.resolve()
        if target.exists() and is_base(target):
            raise DalelError(f"{path}: is a knowledge base, which no output replaces; name another file")
        begun = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with begun.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            if target.exists():
                shutil.copymode(target, begun)
            begun.replace(target)
        finally:
            begun.unlink(missing_ok=True)
    except OSError as error:
        # A full disk is told without a file's name, what could not be opened or read with its own.
        if isinstance(error, BrokenPipeError) or not _about(error, path):
            raise
        raise DalelError(f"{path}: cannot be written: {error.strerror}") from error


def _about(error: OSError, path: Path) -> bool:
    """Whether it is this file that failed, under its own name or the one it has until it is whole."""
    name = error.filename
    return name is None or (Path(name).parent == path.resolve().parent and path.name in Path(name).name)


def is_base(path: Path) -> bool:
    """Whether a file is a database of SQLite, as every base is."""
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def not_read(output: Path | None, read: Iterable[Path]) -> None:
    """Raise DalelError where an output would replace a file that is read for it."""
    if (
        output is not None
        and output.exists()
        and any(path.exists() and output.samefile(path) for path in read)
    ):
        raise DalelError(f"{output}: is read for this; name another file for the output")


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    title: str | None = None,
    right: Sequence[str] = (),
    whole: Sequence[str] = (),
) -> None:
    """A table for people; the columns in `right` hold numbers, those in `whole` are never broken into lines.

    Columns without a single value are left out.
    """
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    used = [i for i, column in enumerate(columns) if not column or any(row[i] for row in cells)]
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for column in (columns[i] for i in used):
        justify: JustifyMethod = "right" if column in right else "left"
        table.add_column(column, justify=justify, overflow="fold", no_wrap=column in whole or column in right)
    for row in cells:
        # Text, not markup: brackets in names of files and quotes are brackets.
        table.add_row(*(Text(row[i]) for i in used))
    console().print(table)
