"""Bring the made parts of the documentation up to date: the table of kinds, the output of commands.

    python scripts/docs.py           rewrite them
    python scripts/docs.py --kinds   the table of kinds only

The table stands between two comments. In `README.md` and `docs/` a comment `<!-- run -->` is followed by
a console block; each line of it that begins with "$ dalel" is run in a folder that holds a copy of
`examples` and nothing else, and what it prints replaces what stood under it. A comment
`<!-- run: 12 lines -->` keeps the first 12 lines.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from dalel.model import KINDS
from environment import ROOT, program

KINDS_PART = re.compile(r"(<!-- kinds: [^\n]*-->\n).*?(<!-- end of kinds -->)", re.DOTALL)
RUN_PART = re.compile(r"(<!-- run(?:: (\d+) lines)? -->\n```console\n)(.*?)(```\n)", re.DOTALL)
PAGES = ("README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))


def kinds_table() -> str:
    """Markdown tables of every kind with its roles, a table a group."""
    lines: list[str] = []
    group = ""
    for kind in KINDS.values():
        if kind.group != group:
            group = kind.group
            lines += ["", f"### {group.capitalize()}", "", "| kind | roles |", "|---|---|"]
        roles = (f"**{role}**" if role in kind.key_roles else role for role in kind.roles)
        lines.append(f"| `{kind.name}` | {', '.join(roles)} |")
    return "\n".join([*lines, "", ""])


def with_kinds(text: str) -> str:
    """A page with its table of kinds brought up to date."""
    return KINDS_PART.sub(lambda part: part[1] + kinds_table() + part[2], text)


def with_output(text: str, folder: Path) -> str:
    """A page with its commands run anew in the folder."""

    def run(part: re.Match[str]) -> str:
        commands = [line for line in part[3].splitlines() if line.startswith("$ ")]
        shown: list[str] = []
        for command in commands:
            lines = [command, *output(command[2:], folder)]
            if part[2] and len(lines) > int(part[2]) + 1:
                lines = [*lines[: int(part[2]) + 1], "..."]
            shown += lines
        return part[1] + "\n".join(shown) + "\n" + part[4]

    return RUN_PART.sub(run, text)


def output(command: str, folder: Path) -> list[str]:
    """The lines a `dalel` command prints, errors included."""
    name, *words = shlex.split(command)
    if name != "dalel":
        raise ValueError(f"only dalel commands are run: {command}")
    done = subprocess.run(
        [program("dalel"), *words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb"},
    )
    lines = done.stdout.decode("utf-8").splitlines()
    return [line.rstrip() for line in lines]


def main(options: list[str]) -> None:
    """Rewrite the pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples" / "kazakhstan", folder / "examples" / "kazakhstan")
        for page in PAGES:
            path = ROOT / page
            old = path.read_text("utf-8")
            new = with_kinds(old)
            if "--kinds" not in options:
                new = with_output(new, folder)
            if new != old:
                path.write_text(new, encoding="utf-8", newline="\n")
                print(f"{page} brought up to date")


if __name__ == "__main__":
    main(sys.argv[1:])
