"""The main job on the example documents: a knowledge base is built, and asked.

    python3 scripts/demo.py

Makes the project's environment where it is missing, builds `examples/kazakhstan.dalel` from the
documents of `examples/kazakhstan`, and shows a person's page and the evidence for a question.
"""

from __future__ import annotations

import sys

from environment import ROOT, RUNTIME_LOCK, prepare, program, run

FOLDER = "examples/kazakhstan"
BASE = "examples/kazakhstan.dalel"
COMMANDS = (
    ["build", FOLDER, "--base", BASE],
    ["show", "Rakhat Aliyev", "--base", BASE],
    ["ask", "Who was sentenced for the murder of Altynbek Sarsenbayev?", "--base", BASE, "--limit", "4"],
)


def main() -> int:
    """Run the commands one after another; the exit code of the first that fails."""
    prepare(RUNTIME_LOCK)
    # Each run starts from nothing, so that what it prints is the whole job.
    for left in ROOT.glob(f"{BASE}*"):
        left.unlink()
    for words in COMMANDS:
        shown = " ".join(f'"{word}"' if " " in word else word for word in words)
        print(f"\n$ dalel {shown}", flush=True)
        if code := run([program("dalel"), *words]):
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
