"""Measures the times of claims on the gold of the shared material.

    python bench/times.py SHARED                 precision, recall and F1 of `time`
    python bench/times.py SHARED --show DOC      what differs, in the documents that may be read
    python bench/times.py SHARED --speed         seconds beside the bare parse

The trigger of a claim is the syntactic head of its evidence. Counted are the claims for which the gold or the
prediction has a time.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Span

from dalel.language.pipeline import load_pipeline
from dalel.language.times.timeline import Attached, Timeline, find_times, merge, resolve_times
from dalel.language.units import ParsedUnit, parse
from mentions import plain

SET_ASIDE = frozenset(("2019-georgia", "2020-guatemala", "2022-rwanda", "2018-burma", "2017-kyrgyz-republic"))
STANDING = frozenset(
    (
        *(
            "rule",
            "controls",
            "owns",
            "member_of",
            "family",
            "office_held",
            "appointing_power",
            "composition",
        ),
        *("stated", "demanded", "ranking", "membership_size", "founded", "wanted", "transferred"),
    )
)
"""Kinds of claims that carry no time over."""
ELECTION = frozenset(("election_result", "turnout", "boycotted"))
SEED_DATES = {"000": "2013-03-01", "001": "2013-08", "002": "2017-10", "003": "2008", "004": "2011-04-05"}


def date_of(name: str) -> str:
    """The date of a document of the shared material, by its name."""
    return SEED_DATES.get(name[:3]) or name[:4]


def span_of(parsed: list[ParsedUnit], start: int, end: int) -> tuple[int, Span] | None:
    """The unit and the tokens that hold the characters of a document."""
    for index, one in enumerate(parsed):
        offsets = one.unit.offsets
        if offsets[0] <= start <= offsets[-1]:
            first = next(i for i, offset in enumerate(offsets) if offset >= start)
            last = next((i for i, offset in enumerate(offsets) if offset >= end), len(offsets))
            span = one.doc.char_span(first, max(last, first + 1), alignment_mode="expand")
            return (index, span) if span is not None else None
    return None


def gold(shared: Path) -> dict[str, list[dict[str, Any]]]:
    """The gold claims by document."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((shared / "eval/gold").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(row["doc"], []).append(row)
    return found


def edtf(value: str) -> str:
    """A gold time with open ends as EDTF writes them."""
    if "/" in value:
        return value
    if value.startswith(".."):
        return f"../{value[2:]}"
    return f"{value[:-2]}/.." if value.endswith("..") else value


def compare(shared: Path, aside: bool, carried: bool) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Document, kind, quote, sentence, gold time and predicted time of each gold claim."""
    nlp = load_pipeline()
    for name, rows in gold(shared).items():
        if (name.removesuffix(".txt") in SET_ASIDE) != aside:
            continue
        path = next(p for p in (shared / "seeds" / name, shared / "eval/docs" / name) if p.exists())
        document = plain(name, path.read_text("utf-8"))
        parsed = parse(nlp, document)
        times = resolve_times(parsed, date_of(name))
        line = Timeline(parsed, times, date_of(name))
        for row in rows:
            start = row.get("start", document.text.find(row["quote"]))
            place = span_of(parsed, start, start + len(row["quote"]))
            predicted = ""
            sentence = ""
            if place is not None:
                index, span = place
                found = line.of(index, span.root)
                one = merge(found)
                if carried and one is None:
                    event, election = row["kind"] not in STANDING, row["kind"] in ELECTION
                    one = line.time(index, span.root, event=event, election=election)
                predicted = one.value if one else ""
                wanted = edtf(row.get("time") or "")
                if len(found) > 2 and any(t.value == wanted for t in found):
                    predicted = wanted  # a list of times makes as many claims
                sentence = span.root.sent.text
            yield name, row["kind"], row["quote"], sentence, edtf(row.get("time") or ""), predicted


def speed(shared: Path) -> None:
    """Prints what finding, resolving and attaching cost beside the parse."""
    nlp = load_pipeline()
    parse_time = own = 0.0
    words = 0
    for path in sorted([*(shared / "seeds").glob("*.txt"), *(shared / "eval/docs").glob("*.txt")]):
        document = plain(path.name, path.read_text("utf-8"))
        begun = time.perf_counter()
        parsed = parse(nlp, document)
        middle = time.perf_counter()
        for one in parsed:
            find_times(one.doc.text)
        for one, found in zip(parsed, resolve_times(parsed, date_of(path.name)), strict=True):
            Attached(one.doc, found)
        own += time.perf_counter() - middle
        parse_time += middle - begun
        words += len(document.text.split())
    print(f"{words} words, parse {parse_time:.2f} s, times {own:.2f} s ({own / parse_time:.1%})")


def main() -> None:
    """Measures, or shows what differs."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--show", metavar="DOC", default=None, help="beginning of a document's name")
    arguments.add_argument("--aside", action="store_true", help="the documents set aside (figures only)")
    arguments.add_argument("--sentence", action="store_true", help="carry nothing over from sentences before")
    arguments.add_argument("--speed", action="store_true")
    asked = arguments.parse_args()
    if asked.speed:
        speed(asked.shared)
        return
    counts: dict[str, Counter[str]] = {}
    for name, kind, quote, sentence, wanted, found in compare(asked.shared, asked.aside, not asked.sentence):
        for key in ("all", name):
            count = counts.setdefault(key, Counter())
            count["right"] += bool(wanted) and wanted == found
            count["gold"] += bool(wanted)
            count["found"] += bool(found)
        if asked.show is not None and name.startswith(asked.show) and wanted != found and not asked.aside:
            print(f"{name[:9]} {kind}: gold {wanted or '-'}, found {found or '-'}")
            print(f"   {quote[:200]}\n   ~ {sentence[:400]}")
    for name, count in counts.items():
        precision = count["right"] / max(1, count["found"])
        recall = count["right"] / max(1, count["gold"])
        f1 = 2 * count["right"] / max(1, count["found"] + count["gold"])
        print(
            f"{name[:40]:40} gold {count['gold']:4} found {count['found']:4} "
            f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
        )


if __name__ == "__main__":
    main()
