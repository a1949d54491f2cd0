"""The project's virtual environment `.venv`: made, filled from a lock file, left alone while current.

Only the standard library is imported here, since this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
OLDEST, NEWEST = (3, 11), (3, 13)

RUNTIME_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"


def program(name: str) -> Path:
    """The path of a program inside the environment, on this operating system."""
    windows = sys.platform == "win32"
    return FOLDER / ("Scripts" if windows else "bin") / (f"{name}.exe" if windows else name)


def prepare(lock: Path) -> None:
    """Make `.venv` hold exactly-pinned packages of `lock` and this project, editable.

    Ends the run with one sentence where this Python is too old or new, or a step fails.
    """
    _make()
    # A development environment serves the runtime as well: it holds the same versions and more.
    if any(_stamp(done).is_file() for done in {lock, DEVELOPMENT_LOCK}):
        return
    print(f"Installing the packages of {lock.name} into {FOLDER.name} ...", flush=True)
    # --no-deps: the lock holds everything, without what scripts/left-out.txt says is never imported
    _pip("install", "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
    _pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    _stamp(lock).touch()


def run(command: Iterable[str | Path]) -> int:
    """Run a command in the project's folder, with its output on this terminal; its exit code."""
    sys.stdout.flush()
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode


def _make() -> None:
    """Make the environment, or make it again where its Python does not run or is of another range."""
    if (found := _version()) and OLDEST <= found <= NEWEST and _has_pip():
        return
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        this = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"Dalel needs Python 3.11, 3.12 or 3.13, and this is {this}: use one of those.")
    print(f"Making the virtual environment {FOLDER.name} ...", flush=True)
    try:
        venv.create(FOLDER, with_pip=True, clear=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError:
        sys.exit("This Python cannot make virtual environments; on Debian: apt install python3-venv")


def _version() -> tuple[int, ...] | None:
    """The version of the environment's Python; None where there is none that runs."""
    if not program("python").exists():
        return None
    answer = _ask("-c", "import sys; print(*sys.version_info[:2])")
    return None if answer is None else tuple(map(int, answer.split()))


def _has_pip() -> bool:
    """Is pip there, or could it be added? Other tools make environments without it."""
    return _ask("-m", "pip", "--version") is not None or _ask("-m", "ensurepip") is not None


def _ask(*words: str) -> str | None:
    """What the environment's Python prints; None where it fails."""
    command = [str(program("python")), *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def _pip(*words: str) -> None:
    # --quiet hides progress, not errors
    if run([program("python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *words]):
        sys.exit(f"The set-up stopped: pip {words[0]} failed, see above.")


def _stamp(lock: Path) -> Path:
    """A file that exists once the environment was filled from just these locks and this project file."""
    content = b"".join(path.read_bytes() for path in (lock, ROOT / "pyproject.toml"))
    return FOLDER / f"{lock.name}.{hashlib.sha256(content).hexdigest()[:16]}"
