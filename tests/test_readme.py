"""The documentation keeps its promises: lines that work, commands that exist, links that lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

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


def commands(group: Any = COMMAND, above: str = "") -> dict[str, set[str]]:
    """Every command, those of groups included ("polity seats"), with its options."""
    found: dict[str, set[str]] = {}
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            found |= commands(command, f"{above}{name} ")
        else:
            options = {option for parameter in command.params for option in parameter.opts}
            found[f"{above}{name}"] = options | {"--help"}
    return found


COMMANDS = commands()


def named_commands(text: str) -> list[tuple[str, set[str]]]:
    """The commands of Dalel that a page names, each with the options it shows."""
    found = []
    for line in re.findall(r"(?:^\$ |`)dalel ([^`\n]+)", text, re.MULTILINE):
        words = line.split()
        if re.fullmatch(r"[a-z][a-z-]*", words[0]):
            name = " ".join(words[:2]) if " ".join(words[:2]) in COMMANDS else words[0]
            found.append((name, set(re.findall(r"(?<=\s)--[a-z-]+", line))))
    return found


@in_every_page
def test_commands_and_options_exist(page: Path) -> None:
    groups = {name.split()[0] for name in COMMANDS}
    for name, options in named_commands(page.read_text("utf-8")):
        assert name in COMMANDS or (name in groups and not options), f"dalel {name}"
        assert options <= COMMANDS.get(name, set()), f"dalel {name}"


def test_every_command_has_its_place_in_the_documentation() -> None:
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"\n## dalel {name}\n" not in text] == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(app, [*name.split(), "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.output


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
