"""Lint, types and tests, in the project's own environment, which is made where it is missing.

    python3 scripts/check.py            everything
    python3 scripts/check.py -k names   everything, with pytest's options

The exit code is 0 only where all of them pass. Tests come last, so that their summary ends the output.
"""

from __future__ import annotations

import sys

from environment import DEVELOPMENT_LOCK, prepare, program, run


def main(options: list[str]) -> int:
    """Run the checks and return the exit code."""
    prepare(DEVELOPMENT_LOCK)
    python = program("python")
    steps: dict[str, list[str]] = {
        "ruff check": ["ruff", "check"],
        "ruff format": ["ruff", "format", "--check"],
        "mypy": ["mypy"],
    }
    failed = []
    for name, words in steps.items():
        print(f"{name}:", flush=True)
        if run([python, "-m", *words]):
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}. The tests follow.", flush=True)
    else:
        print("pytest:", flush=True)
    tests = run([python, "-m", "pytest", *options])
    return 1 if failed or tests else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
