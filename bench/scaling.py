"""What a second process gains: `dalel build` beside the bare language model, over the same documents.

    python bench/scaling.py CORPUS [--documents 100]

CORPUS is a folder of documents (the shared corpus, unpacked); every n-th of its files is taken, so that
there are about as many as asked for. The gain is the time with one process over the time with two, from
start to end, loading included on both sides. Memory is the parent's peak and twice its largest process's.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve()
SHARE = 0.9
"""How much of the bare parse's gain the build is to have, at least."""


def choose(corpus: Path, count: int) -> list[Path]:
    """About `count` files spread evenly over the corpus."""
    files = sorted(path for path in corpus.rglob("*") if path.is_file())
    step = max(1, len(files) // count)
    return files[::step][:count]


def texts_of(folder: Path) -> list[str]:
    """The paragraphs of the documents in a folder, as the language model gets them."""
    from dalel.documents import discover, load
    from dalel.language.units import units
    from dalel.model import Document, Problem

    found: list[str] = []
    for item in discover([folder]):
        if not isinstance(item, Problem):
            for document in load(item):
                if isinstance(document, Document):
                    found.extend(unit.text for unit in units(document))
    return found


def parse(path: Path, part: int, parts: int) -> None:
    """The bare parse of every `parts`-th batch of the texts in a JSON file, beginning with the `part`-th."""
    import spacy

    from dalel.language.pipeline import DEFAULT_MODEL

    texts: list[str] = json.loads(path.read_text("utf-8"))
    batches = [texts[i : i + 64] for i in range(0, len(texts), 64)][part::parts]
    nlp = spacy.load(DEFAULT_MODEL)
    for _ in nlp.pipe((text for batch in batches for text in batch), batch_size=64):
        pass


def bare(path: Path, processes: int) -> float:
    """Seconds that the bare parse takes with so many processes."""
    start = time.perf_counter()
    running = [
        subprocess.Popen(
            [sys.executable, str(HERE), str(path), "--part", str(part), "--parts", str(processes)]
        )
        for part in range(processes)
    ]
    for process in running:
        if process.wait() != 0:
            raise SystemExit("the bare parse failed")
    return time.perf_counter() - start


def build(folder: Path, processes: int) -> tuple[float, float]:
    """Seconds and megabytes that `dalel build` takes with so many processes."""
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch) / "bench.dalel"
        call = "import sys; from dalel.cli import main; main()"
        start = time.perf_counter()
        command = [
            sys.executable,
            "-c",
            call,
            "build",
            str(folder),
            "--base",
            str(base),
            "-p",
            str(processes),
        ]
        subprocess.run(command, check=True, capture_output=True)
        seconds = time.perf_counter() - start
    try:
        import resource
    except ImportError:  # Windows
        return seconds, 0.0
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (
        1024 * (1024 if sys.platform == "darwin" else 1)
    )
    return seconds, peak * (processes + 1 if processes > 1 else 1)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--part", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--parts", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.parts:
        parse(arguments.corpus, arguments.part, arguments.parts)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "documents"
        folder.mkdir()
        for number, path in enumerate(choose(arguments.corpus, arguments.documents)):
            shutil.copy(path, folder / f"{number:04}-{path.name}")
        texts = texts_of(folder)
        file = Path(scratch) / "texts.json"
        file.write_text(json.dumps(texts), encoding="utf-8")
        words = sum(len(text.split()) for text in texts)
        print(f"{len(list(folder.iterdir()))} documents, {words:,} words", flush=True)
        seconds = {n: bare(file, n) for n in (1, 2)}
        print(
            f"bare parse   {seconds[1]:7.1f} s {seconds[2]:7.1f} s  gain {seconds[1] / seconds[2]:.2f}",
            flush=True,
        )
        built = {n: build(folder, n) for n in (1, 2)}
        one, two = built[1][0], built[2][0]
        print(f"dalel build  {one:7.1f} s {two:7.1f} s  gain {one / two:.2f}  at most {built[2][1]:,.0f} MB")
        share = (one / two) / (seconds[1] / seconds[2])
        print(f"the build gains {share:.2f} of what the bare parse gains (at least {SHARE} wanted)")


if __name__ == "__main__":
    main()
