"""The documentation keeps its promises: lines that work, commands that exist, links that lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from dalel.cli import app
from dalel.model import GROUPS, KINDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))
COMMAND = typer.main.get_command(app)

in_every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def test_the_line_that_checks_everything_is_in_the_readme() -> None:
    shebang, line = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert shebang == "#!/usr/bin/env bash"
    assert line in README.splitlines()


def test_the_line_that_shows_the_main_job_is_in_the_readme() -> None:
    assert "python3 scripts/demo.py" in README.splitlines()
    assert (ROOT / "scripts" / "demo.py").is_file()


def test_the_first_screen_shows_real_output() -> None:
    screen = README.splitlines()[:50]
    assert any(line.startswith("$ dalel ") for line in screen)


def named_commands(text: str) -> set[tuple[str, tuple[str, ...]]]:
    """The commands of Dalel that a page names, each with the options it shows."""
    found = set()
    for line in re.findall(r"(?:^\$ |`)dalel ([^`\n]+)", text, re.MULTILINE):
        words = line.split()
        if re.fullmatch(r"[a-z][a-z-]*", words[0]):
            options = tuple(sorted(set(re.findall(r"(?<=\s)--[a-z-]+", line))))
            found.add((words[0], options))
    return found


@in_every_page
def test_commands_and_options_exist(page: Path) -> None:
    assert isinstance(COMMAND, typer.core.TyperGroup)
    for name, options in sorted(named_commands(page.read_text("utf-8"))):
        assert name in COMMAND.commands, f"dalel {name}"
        known = {option for parameter in COMMAND.commands[name].params for option in parameter.opts}
        assert set(options) <= known | {"--help"}, f"dalel {name}"


def test_every_command_has_its_place_in_the_documentation() -> None:
    assert isinstance(COMMAND, typer.core.TyperGroup)
    commands = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert [name for name in COMMAND.commands if f"\n## dalel {name}\n" not in commands] == []


def test_every_command_explains_itself() -> None:
    assert isinstance(COMMAND, typer.core.TyperGroup)
    for name in COMMAND.commands:
        result = CliRunner().invoke(app, [name, "--help"])
        assert result.exit_code == 0, name


@in_every_page
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]+`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, heading = target.partition("#")
        if "://" in path:
            continue
        file = (page.parent / path) if path else page
        assert file.exists(), target
        if heading:
            headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-") for name in headings}
            assert heading in slugs, target


def test_the_table_of_kinds_is_current() -> None:
    text = (ROOT / "docs" / "claims.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.+) \|$", text, re.MULTILINE))
    rows = {name: roles for name, roles in rows.items() if name in KINDS}
    assert list(rows) == list(KINDS)
    for name, roles in rows.items():
        assert tuple(roles.replace("*", "").split(", ")) == KINDS[name].roles
    for group in GROUPS:
        assert f"### {group.capitalize()}\n" in text


def test_modules_named_in_the_documentation_exist() -> None:
    for page in PAGES:
        for name in re.findall(r"`((?:src|tests|scripts|examples|docs)/[\w./-]+)`", page.read_text("utf-8")):
            if not name.endswith(".dalel"):
                assert (ROOT / name).exists(), f"{page.name}: {name}"


def test_scripts_start_without_anything_installed() -> None:
    """What sets up the environment imports only the standard library."""
    for name in ("environment", "check", "demo"):
        text = (ROOT / "scripts" / f"{name}.py").read_text("utf-8")
        for module in re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE):
            spec = importlib.util.find_spec(module) if module != "environment" else None
            assert module == "environment" or spec is not None
            origin = (spec.origin or "") if spec else ""
            assert "site-packages" not in origin, f"{name} imports {module}"
