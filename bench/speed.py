"""Words a second and peak memory of the whole pipeline, beside the bare spaCy pipeline over the same text.

    python bench/speed.py [--documents FOLDER] [--copies 4] [--rounds 3]

Each measurement has a process of its own: `whole` is what `dalel extract` does, from reading the files to
writing the claims; `bare` runs the language model alone over the same paragraphs, in batches of 64. Loading
the model and the frames is not counted. The two take turns; the median of the rounds is given. Without
`--documents` the founding documents of the shared material are read, or else the example documents.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve()
LIMIT = 1.8
"""How many times the bare parse the whole may cost."""


def measure_bare(folder: Path) -> dict[str, float]:
    """The language model alone over the paragraphs of the documents in `folder`."""
    import spacy

    from dalel.documents import discover, load
    from dalel.language.pipeline import DEFAULT_MODEL
    from dalel.language.units import units
    from dalel.model import Document, Problem

    nlp = spacy.load(DEFAULT_MODEL)
    documents: list[Document] = []
    for item in discover([folder]):
        if not isinstance(item, Problem):
            documents.extend(d for d in load(item) if isinstance(d, Document))
    texts = [unit.text for document in documents for unit in units(document)]
    list(nlp.pipe(texts[:20], batch_size=64))
    start, busy = time.perf_counter(), time.process_time()
    for _ in nlp.pipe(texts, batch_size=64):
        pass
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    return {"seconds": seconds, "cpu": cpu, "words": sum(len(text.split()) for text in texts)}


def measure_whole(folder: Path) -> dict[str, float]:
    """Everything from the files to the claims, as `dalel extract` does it."""
    from dalel.claims import Extractor
    from dalel.documents import discover, load
    from dalel.language.units import units
    from dalel.model import Document, Problem

    extractor = Extractor()
    words = 0

    def documents() -> list[Document]:
        found: list[Document] = []
        for item in discover([folder]):
            if not isinstance(item, Problem):
                found.extend(d for d in load(item) if isinstance(d, Document))
        return found

    warm = documents()[:1]
    list(extractor(warm))
    start, busy = time.perf_counter(), time.process_time()
    with (folder.parent / "claims.jsonl").open("w", encoding="utf-8") as out:
        for extraction in extractor(iter(documents())):
            for claim in extraction.claims:
                out.write(json.dumps(claim.as_json(extraction.document.name), ensure_ascii=False) + "\n")
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    for document in documents():
        words += sum(len(unit.text.split()) for unit in units(document))
    return {"seconds": seconds, "cpu": cpu, "words": words}


def peak_megabytes() -> float:
    """The most memory this process has held; 0 where the system doesn't tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def run(what: str, folder: Path) -> dict[str, float]:
    """One measurement in a process of its own."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, str(HERE), "--one", what, "--documents", str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    row: dict[str, float] = json.loads(done.stdout)
    return row


def default_documents() -> Path:
    """The founding documents where the shared material is, else the examples."""
    shared = Path(os.environ.get("DALEL_SHARED") or HERE.parents[2] / "shared") / "seeds"
    return shared if shared.is_dir() else HERE.parents[1] / "examples" / "kazakhstan"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=Path, default=None)
    parser.add_argument("--copies", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", choices=("bare", "whole"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        row = (measure_bare if arguments.one == "bare" else measure_whole)(arguments.documents)
        print(json.dumps({**row, "peak": peak_megabytes()}))
        return
    source = arguments.documents or default_documents()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "documents"
        for copy in range(arguments.copies):
            shutil.copytree(source, folder / str(copy))
        rows: dict[str, list[dict[str, float]]] = {"bare": [], "whole": []}
        for _ in range(arguments.rounds):
            for what, found in rows.items():
                found.append(run(what, folder))
    median = {what: statistics.median(row["seconds"] for row in found) for what, found in rows.items()}
    cpu = {what: statistics.median(row["cpu"] for row in found) for what, found in rows.items()}
    words = rows["bare"][0]["words"]
    print(f"{source}, {arguments.copies} copies, {words:,.0f} words, median of {arguments.rounds} rounds")
    print(f"{'':8} {'seconds':>8} {'cpu s':>8} {'words/s':>8} {'peak MB':>8}")
    for what, found in rows.items():
        peak = max(row["peak"] for row in found)
        print(f"{what:8} {median[what]:8.2f} {cpu[what]:8.2f} {words / median[what]:8,.0f} {peak:8,.0f}")
    ratio = median["whole"] / median["bare"]
    print(f"the whole costs {ratio:.2f} times the bare parse (at most {LIMIT} wanted)")
    print(
        f"in processor time, which other work on the machine disturbs less: {cpu['whole'] / cpu['bare']:.2f}"
    )


if __name__ == "__main__":
    main()
