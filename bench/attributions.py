"""Who says it, measured: `python bench/attributions.py --shared ../shared --out found.jsonl`.

Writes predictions for `score_attributions.py` and prints its report; then, for the gold claims whose
evidence has a head word, how often speakers and status agree with the gold.
"""

from __future__ import annotations

import argparse
import bisect
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Token

from dalel.claims.commitment import explain
from dalel.claims.speakers import speakers
from dalel.language.attributions import attributions, outermost
from dalel.language.pipeline import load_pipeline
from dalel.language.units import ParsedUnit, parse
from dalel.model import Block, BlockKind, Document

SET_ASIDE = ("2017-kyrgyz-republic", "2018-burma", "2019-georgia", "2020-guatemala", "2022-rwanda")
OWN = ("stated", "finding")  # kinds whose trigger may be the speaking itself
PRONOUNS = frozenset(
    ("he", "she", "it", "they", "who", "his", "her", "their", "its", "him", "them", "which", "we", "i")
)
SMALL = frozenset(("the", "of", "and", "a", "an", "for", "in", "to", "s"))


def document(path: Path) -> Document:
    """A text file as a document of paragraphs (each run of lines without an empty one between)."""
    text = path.read_text("utf-8")
    blocks: list[Block] = []
    position = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(line)))
        position += len(line)
    return Document(path.name, path.name, "text", text, tuple(blocks))


def pipeline() -> Language:
    """The default pipeline with the component."""
    nlp = load_pipeline()
    if "dalel_attributions" not in nlp.pipe_names:
        nlp.add_pipe("dalel_attributions")
    return nlp


def rows(parsed: list[ParsedUnit]) -> Iterator[dict[str, object]]:
    """Predictions in the scorer's form."""
    for one in parsed:
        for found in outermost(one.doc):
            yield {
                "doc": one.unit.document.name,
                "source": list(one.offsets(found.source)) if found.source is not None else None,
                "cue": [list(one.offsets(found.cue))],
                "content": [list(one.offsets(part)) for part in found.content],
            }


def trigger_of(one: ParsedUnit, start: int, end: int, kind: str) -> Token | None:
    """The head word of an evidence span, below a reporting verb where the kind tells what is reported."""
    tokens = [t for t in one.doc if not t.is_punct and start <= one.unit.offsets[t.idx] < end]
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head.i == t.i or t.head.i not in inside]
    if not roots:
        return None
    root = next((t for t in roots if t.pos_ in ("VERB", "AUX")), roots[0])
    for _ in range(4):  # "were reports", "made a pledge", "is likely to serve", "failed to register"
        below = [c for c in root.children if c.i in inside]
        if root.lemma_ in ("be", "make", "have", "express", "issue", "give"):
            pick = next(
                (
                    c
                    for c in below
                    if c.dep_ in ("attr", "acomp", "dobj") and c.i > root.i and any(True for _ in c.children)
                ),
                None,
            )
            pick = next((c for c in below if c.dep_ == "xcomp"), pick)
        else:
            pick = (
                next((c for c in below if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
                if kind not in OWN
                else None
            )
        if pick is None or pick.pos_ not in ("NOUN", "VERB", "ADJ"):
            break
        root = pick
    if kind in OWN:
        return root
    for _ in range(3):
        reported = next(
            (a for a in attributions(one.doc) if a.verb.i == root.i and a.cls in ("say", "think", "show")),
            None,
        )
        if reported is None:
            break
        left = {t.i for t in tokens if reported.holds(t)}
        heads = [one.doc[i] for i in sorted(left) if one.doc[i].head.i not in left]
        if not heads:
            break
        root = next((t for t in heads if t.pos_ in ("VERB", "AUX")), heads[0])
    return root


def alike(found: str, gold: str) -> bool:
    """Whether two names of a speaker share a word; a pronoun stands for any."""
    if found.lower() in PRONOUNS:
        return True
    words = [{w for w in re.findall(r"\w+", text.lower()) if w not in SMALL} for text in (found, gold)]
    return bool(words[0] & words[1])


def claims_report(nlp: Language, shared: Path, show: str) -> None:
    """Speakers and status of the gold claims of all documents that may be read."""
    documents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted((shared / "eval" / "gold").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            claim = json.loads(line)
            if Path(claim["doc"]).stem not in SET_ASIDE:
                documents[claim["doc"]].append(claim)
    voice: Counter[str] = Counter()
    status: Counter[str] = Counter()
    for name, claims in sorted(documents.items()):
        path = next(p for p in (shared / "eval" / "docs" / name, shared / "seeds" / name) if p.exists())
        read = document(path)
        parsed = parse(nlp, read)
        starts = [one.unit.block.start for one in parsed]
        for claim in claims:
            start = claim.get("start", read.text.find(claim["quote"]))
            one = parsed[bisect.bisect_right(starts, start) - 1]
            trigger = trigger_of(one, start, start + len(claim["quote"]), claim["kind"])
            if trigger is None:
                continue
            chain = speakers(trigger, own=claim["kind"] in OWN)
            found = chain[-1].text if chain else ""
            gold = claim["speakers"][-1] if claim["speakers"] else ""
            right = bool(found and gold) and alike(found, gold)
            voice["right"] += right
            voice["found"] += bool(found)
            voice["gold"] += bool(gold)
            if show == "speakers" and (found or gold) and not right:
                print(
                    f"gold {gold!r} found {found!r} at {trigger.text!r} {claim['kind']}: {claim['quote'][:160]!r}"
                )
            decided = explain(
                trigger, permissive=claim["kind"] in ("rule", "appointing_power", "composition")
            )
            mine, wanted = decided.status.value, claim["status"]
            if claim["kind"] in OWN and mine == "denied":
                mine = "asserted"  # what is found or said may well be negative
            status["right"] += mine == wanted != "asserted"
            status["found"] += mine != "asserted"
            status["gold"] += wanted != "asserted"
            if show == "status" and mine != wanted:
                words = " ".join(t.text for t in decided.words)
                print(
                    f"gold {wanted} found {mine} ({words}) at {trigger.text!r} {claim['kind']}: {claim['quote'][:160]!r}"
                )
    for label, count in (("speakers", voice), ("status", status)):
        precision = count["right"] / max(1, count["found"])
        recall = count["right"] / max(1, count["gold"])
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(
            f"{label:8} gold {count['gold']} found {count['found']} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
        )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--show", choices=("", "speakers", "status"), default="", help="print what disagrees")
    parser.add_argument("--out", type=Path, default=Path("attributions.jsonl"))
    arguments = parser.parse_args()
    evaluation: Path = arguments.shared / "eval"
    gold = evaluation / "attributions" / "gold.jsonl"
    names = sorted({json.loads(line)["doc"] for line in gold.read_text("utf-8").splitlines()})
    nlp = pipeline()
    with arguments.out.open("w", encoding="utf-8", newline="\n") as out:
        for name in names:
            path = next(
                p for p in (evaluation / "docs" / name, arguments.shared / "seeds" / name) if p.exists()
            )
            for row in rows(parse(nlp, document(path))):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    scorer = evaluation / "score_attributions.py"
    subprocess.run(
        [sys.executable, str(scorer), "--gold", str(gold), "--pred", str(arguments.out)], check=True
    )
    claims_report(nlp, arguments.shared, arguments.show)


if __name__ == "__main__":
    main()
