"""Writes the names that Dalel finds in the shared material, for `eval/score_mentions.py` of that material.

    python bench/mentions.py SHARED OUT.jsonl          seeds and eval/docs, whole documents
    python bench/mentions.py SHARED OUT.jsonl --ner    eval/ner/politics-dev.txt, each sentence by itself
    ... --time                                         prints also what all this costs beside the parse

then, for instance:

    python SHARED/eval/score_mentions.py --gold SHARED/eval/mentions/people.jsonl --pred OUT.jsonl
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dalel.language.coreference.resolve import resolve
from dalel.language.mentions.mention import name_mentions
from dalel.language.pipeline import load_pipeline
from dalel.language.units import ParsedUnit, parse
from dalel.model import Block, BlockKind, Document


def plain(name: str, text: str) -> Document:
    """A document of the text's lines; short lines without a full stop are headings."""
    blocks = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        short = len(line) < 80 and line.rstrip()[-1:] not in tuple(".,;:!?\"'”’)")
        blocks.append(Block(BlockKind.HEADING if short else BlockKind.PARAGRAPH, match.start(), match.end()))
    return Document(id=name, name=name, format="txt", text=text, blocks=tuple(blocks))


def rows(parsed: list[ParsedUnit], name: str) -> Iterator[dict[str, Any]]:
    """The mentions of one document as JSON rows."""
    for mention in resolve(parsed, name_mentions(parsed)).mentions:
        yield mention.as_json(name)


def main() -> None:
    """Runs over the material asked for."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--ner", action="store_true")
    arguments.add_argument("--time", action="store_true")
    asked = arguments.parse_args()
    nlp = load_pipeline()
    if asked.ner:
        paths = [asked.shared / "eval/ner/politics-dev.txt"]
    else:
        paths = sorted([*(asked.shared / "seeds").glob("*.txt"), *(asked.shared / "eval/docs").glob("*.txt")])
    parse_time = own_time = 0.0
    words = 0
    found: list[dict[str, Any]] = []
    for path in paths:
        document = plain(path.name, path.read_text("utf-8"))
        begun = time.perf_counter()
        parsed = parse(nlp, document)
        middle = time.perf_counter()
        groups = [[p] for p in parsed] if asked.ner else [parsed]
        for group in groups:
            found.extend(rows(group, path.name))
        own_time += time.perf_counter() - middle
        parse_time += middle - begun
        words += len(document.text.split())
    with asked.out.open("w", encoding="utf-8") as out:
        for row in found:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    if asked.time:
        print(
            f"{words} words, parse {parse_time:.2f} s, names {own_time:.2f} s ({own_time / parse_time:.1%})"
        )


if __name__ == "__main__":
    main()
