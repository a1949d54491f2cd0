"""Who says it, measured: `python bench/attributions.py`.

Prints the report of `score_attributions.py` on what is found in the documents of its gold; then speakers and
status of the claims found, by `score_claims.py`, and with `--show` those that differ from the gold. Gold,
documents and scorers are those of the shared material, which lies at $DALEL_SHARED or `../shared`; `--out`
keeps what was found.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from spacy.language import Language

from dalel.claims.extract import Extractor
from dalel.language.attributions.attribution import document_attributions
from dalel.language.pipeline import load_pipeline
from dalel.language.units import parse
from dalel.model import Block, BlockKind, Document

SET_ASIDE = ("2017-kyrgyz-republic", "2018-burma", "2019-georgia", "2020-guatemala", "2022-rwanda")


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


def claims_report(shared: Path, show: str, out: Path) -> None:
    """Speakers and status of the claims that match the gold, by the claims' own scorer."""
    evaluation = shared / "eval"
    spec = importlib.util.spec_from_file_location("score_claims", evaluation / "score_claims.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    sys.modules["score_claims"] = scorer
    spec.loader.exec_module(scorer)
    paths = [
        p
        for folder in (shared / "seeds", evaluation / "docs")
        for p in sorted(folder.glob("*.txt"))
        if p.stem not in SET_ASIDE
    ]
    texts = {p.name: p.read_text("utf-8") for p in paths}
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for extraction in Extractor()(document(p) for p in paths):
            for claim in extraction.claims:
                file.write(json.dumps(claim.as_json(extraction.document.name), ensure_ascii=False) + "\n")
    golds = [
        p
        for p in sorted((evaluation / "gold").glob("*.jsonl"))
        if not any(p.stem == name for name in SET_ASIDE)
    ]
    gold, found = scorer.read(golds, texts, "gold"), scorer.read([out], texts, "predicted")
    result = scorer.score(gold, found)
    print(f"speakers F1 {result['speakers_f1']:.3f}, status F1 {result['status_f1']:.3f} on the claims found")
    for _, wanted, got in scorer.match(gold, found) if show else ():
        if getattr(wanted, show) != getattr(got, show):
            quote = texts[wanted.doc][wanted.start : wanted.end][:160]
            print(f"{getattr(wanted, show)!r} found {getattr(got, show)!r} {wanted.kind}: {quote!r}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", choices=("", "speakers", "status"), default="", help="print what disagrees")
    parser.add_argument("--out", type=Path, help="keep the attributions here, the claims beside them")
    arguments = parser.parse_args()
    shared = Path(os.environ.get("DALEL_SHARED") or Path(__file__).parents[2] / "shared")
    if not (shared / "eval" / "attributions").is_dir():
        sys.exit(f"{shared} has no eval/attributions: set DALEL_SHARED")
    with tempfile.TemporaryDirectory() as folder:
        measure(shared, arguments.show, arguments.out or Path(folder, "attributions.jsonl"))


def measure(shared: Path, show: str, out: Path) -> None:
    """Find the attributions of the gold's documents, write them to `out` and print how good they are."""
    evaluation = shared / "eval"
    gold = evaluation / "attributions" / "gold.jsonl"
    names = sorted({json.loads(line)["doc"] for line in gold.read_text("utf-8").splitlines()})
    nlp = pipeline()
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for name in names:
            path = next(p for p in (evaluation / "docs" / name, shared / "seeds" / name) if p.exists())
            for row in document_attributions(parse(nlp, document(path))):
                file.write(json.dumps(row.as_json(name), ensure_ascii=False) + "\n")
    scorer = evaluation / "score_attributions.py"
    subprocess.run([sys.executable, str(scorer), "--gold", str(gold), "--pred", str(out)], check=True)
    claims_report(shared, show, out.with_suffix(".claims.jsonl"))


if __name__ == "__main__":
    main()
