"""Pin every package with its hashes: `requirements.lock` to run Dalel, `requirements-dev.lock` to work on it.

    python scripts/lock.py              keep the pinned versions where they still fit
    python scripts/lock.py --upgrade    take the newest ones

Both hold what the extras need. Needs `uv` (pip install uv), which is not among the locked packages.
The files serve Python 3.11 to 3.13 on every system; they name no index, so each machine's own pip
settings decide where packages come from.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from environment import DEVELOPMENT_LOCK, ROOT, RUNTIME_LOCK

HEADER = "# Made by scripts/lock.py from pyproject.toml; not edited by hand.\n"
LEFT_OUT = ROOT / "scripts" / "left-out.txt"
"""Packages that another one names but that are never imported here."""
GROUPS: dict[Path, tuple[str, ...]] = {RUNTIME_LOCK: ("build",), DEVELOPMENT_LOCK: ("build", "dev")}


def main(options: list[str]) -> None:
    """Write both files."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        sys.exit("uv is not installed here: pip install uv")
    for lock, groups in GROUPS.items():
        words = [uv, "pip", "compile", "pyproject.toml", "--output-file", lock.name]
        words += ["--universal", "--python-version", "3.11", "--generate-hashes", "--only-binary", ":all:"]
        words += ["--all-extras"]  # what is locked can then do everything
        words += ["--override", str(LEFT_OUT.relative_to(ROOT))]
        words += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-config", "--quiet", *options]
        for group in groups:
            words += ["--group", group]
        if subprocess.run(words, cwd=ROOT, check=False).returncode:
            sys.exit(f"uv could not lock {lock.name}")
        pinned = "".join(
            line for line in lock.read_text("utf-8").splitlines(True) if not line.startswith("#")
        )
        lock.write_text(HEADER + pinned, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
