"""Time expressions and their values, measured on `times-gold.jsonl`, which was judged by hand.

    python bench/time_expressions.py                      figures
    python bench/time_expressions.py --show               and each expression that differs
    python bench/time_expressions.py --corpus FOLDER      the corpus, unpacked there

Documents: `eval/docs` of the shared material ($DALEL_SHARED or `../shared`) and pages of its corpus, read
from the archive where they are not unpacked. What is missing, or has another text by now, is left out
and counted.

A row of the gold holds a document, the characters of an expression and its words (without the preposition
before them), its kind, its value in EDTF ("" for durations, ages, repeated and vague times; {a,b} for a
list), the date that times count from, and the passage that it stands in. Passages are marked completely.

spans     an expression is found where a found one overlaps it; precision counts those found in passages
exact     the same, begin and end alike
values    of the dates in the gold, how many have the very same value; of the rest, how many got none
"""

from __future__ import annotations

import argparse
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dalel.documents import discover, load
from dalel.language.times.resolve import resolve_texts
from dalel.language.times.timeline import ResolvedTime, find_times
from dalel.language.units import units
from dalel.model import Document, Problem

GOLD = Path(__file__).with_name("times-gold.jsonl")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression found in a document: its characters, and the values of all that share them."""

    start: int
    end: int
    values: frozenset[str]
    words: str


@dataclass(slots=True)
class Counts:
    """What the figures are made of."""

    gold: int = 0
    found: int = 0
    overlapping: int = 0
    exact: int = 0
    dates: int = 0
    right: int = 0
    undated: int = 0
    left_alone: int = 0
    wanted: int = 0
    missing: set[str] = field(default_factory=set)


def files(shared: Path, corpus: Path | None, names: set[str], folder: Path) -> dict[str, Path]:
    """Where the documents of the gold lie; pages of the packed corpus are unpacked into `folder`."""
    found = {name: shared / name for name in names if (shared / name).is_file()}
    pages = {name.removeprefix("corpus/"): name for name in names if name.startswith("corpus/")}
    if corpus is not None:
        return found | {name: corpus / page for page, name in pages.items() if (corpus / page).is_file()}
    for archive in sorted((shared / "corpus").glob("*.tar.xz")):
        with tarfile.open(archive) as packed:
            for member in packed:
                if member.name in pages and (stream := packed.extractfile(member)) is not None:
                    target = folder / member.name.replace("/", "-")
                    target.write_bytes(stream.read())
                    found[pages[member.name]] = target
    return found


def document_of(path: Path) -> Document | None:
    """The document in a file; None where it cannot be read."""
    for item in discover([path]):
        for document in [] if isinstance(item, Problem) else load(item):
            if isinstance(document, Document):
                return document
    return None


def found_in(document: Document, date: str) -> list[Found]:
    """The time expressions of a document, in the order of its text."""
    every = list(units(document))
    texts = [unit.text for unit in every]
    spans: dict[tuple[int, int], list[ResolvedTime]] = {}
    for unit, times in zip(every, resolve_texts(texts, [find_times(t) for t in texts], date), strict=True):
        for time in times:
            spans.setdefault(unit.span(time.start_char, time.end_char), []).append(time)
    return [
        Found(start, end, frozenset(t.value for t in times if t.value), document.text[start:end])
        for (start, end), times in sorted(spans.items())
    ]


def values_of(text: str) -> frozenset[str]:
    """The values that a row of the gold tells."""
    return frozenset(text.strip("{}").split(",")) if text else frozenset()


def compare(rows: list[dict[str, Any]], found: list[Found], counts: Counts) -> Iterator[str]:
    """Counts what agrees in one document; gives a line for each expression that differs."""
    passages = {tuple(row["passage"]) for row in rows}
    inside = [one for one in found if any(a <= one.start and one.end <= b for a, b in passages)]
    counts.found += len(inside)
    counts.gold += len(rows)
    used: set[Found] = set()
    for row in rows:
        over = [one for one in inside if one.start < row["end"] and row["start"] < one.end]
        over.sort(key=lambda one: abs(one.start - row["start"]) + abs(one.end - row["end"]))
        used.update(over)
        counts.overlapping += bool(over)
        counts.exact += any((one.start, one.end) == (row["start"], row["end"]) for one in over)
        wanted = values_of(row["value"])
        closest = over if len(wanted) > 1 else over[:1]  # a list is told by several
        values = frozenset(value for one in closest for value in one.values)
        if wanted:
            counts.dates += 1
            counts.right += values == wanted
        else:
            counts.undated += 1
            counts.left_alone += not values
        if values != wanted or not over:
            shown = ", ".join(f"{one.words!r} {'|'.join(sorted(one.values)) or '-'}" for one in over)
            words = f"{row['words']!r} {row['value'] or '-'} ({row['kind']})"
            yield f"{row['doc']} {words}, found {shown or 'nothing'}"
    counts.wanted += len(used)
    for one in inside:
        if one not in used:
            yield f"{rows[0]['doc']} not in the gold: {one.words!r} {'|'.join(sorted(one.values)) or '-'}"


def measure(shared: Path, corpus: Path | None, show: bool) -> Counts:
    """Compares all documents of the gold."""
    by_document: dict[str, list[dict[str, Any]]] = {}
    for line in GOLD.read_text("utf-8").splitlines():
        row = json.loads(line)
        by_document.setdefault(row["doc"], []).append(row)
    counts = Counts()
    with tempfile.TemporaryDirectory() as folder:
        paths = files(shared, corpus, set(by_document), Path(folder))
        for name, rows in by_document.items():
            document = document_of(paths[name]) if name in paths else None
            if document is None or any(document.text[r["start"] : r["end"]] != r["words"] for r in rows):
                counts.missing.add(name)
                continue
            for line in compare(rows, found_in(document, rows[0]["date"]), counts):
                if show:
                    print(line)
    return counts


def share(part: int, whole: int) -> str:
    """A part of a whole, as a share."""
    return f"{part:4} of {whole:4}  {part / max(whole, 1):.3f}"


def main() -> None:
    """Measures and prints."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--corpus", type=Path, default=None)
    arguments.add_argument("--show", action="store_true", help="print what differs")
    asked = arguments.parse_args()
    shared = Path(os.environ.get("DALEL_SHARED") or Path(__file__).parents[2] / "shared")
    counts = measure(shared, asked.corpus, asked.show)
    if counts.missing:
        print(f"left out: {len(counts.missing)} documents that are not here or have another text")
    print(f"spans found       {share(counts.overlapping, counts.gold)}")
    print(f"spans precision   {share(counts.wanted, counts.found)}")
    print(f"exact spans       {share(counts.exact, counts.gold)}")
    print(f"values of dates   {share(counts.right, counts.dates)}")
    print(f"others left alone {share(counts.left_alone, counts.undated)}")
    print(f"all values        {share(counts.right + counts.left_alone, counts.gold)}")


if __name__ == "__main__":
    main()
