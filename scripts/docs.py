"""Bring the made parts of the documentation up to date: the table of kinds, the output of commands.

    python scripts/docs.py           rewrite them
    python scripts/docs.py --kinds   the table of kinds only

The table stands between two comments. In `README.md` and `docs/` a comment `<!-- run -->` is followed by
a console block; each line of it that begins with "$ dalel" is run in a folder that holds a copy of
`examples` and nothing else, and what it prints replaces what stood under it. A comment
`<!-- run: 12 lines, wide -->` keeps the first 12 lines and makes them wide; in
`<!-- run: claim "words" -->` the word after "dalel quote" becomes the id of the first claim whose
quote holds those words.
"""

from __future__ import annotations

import json
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
RUN_PART = re.compile(r"(<!-- run:?([^\n]*) -->\n```console\n)(.*?)(```\n)", re.DOTALL)
WIDTH, WIDE = 100, 150
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
        start, options, block, end = part.groups()
        width = WIDE if "wide" in options else WIDTH
        kept = int(found[1]) if (found := re.search(r"(\d+) lines", options)) else None
        shown: list[str] = []
        for command in block.splitlines():
            if not command.startswith("$ "):
                continue
            if quoted := re.search(r'claim "(.+)"', options):
                command = re.sub(r"(?<=dalel quote )\w+", claim_id(quoted[1], command, folder), command)
            lines = output(command[2:], folder, width)
            shown += [command, *lines[:kept]]
            if len(lines[:kept]) < len(lines):
                shown.append("...")
        return start + "\n".join(shown) + "\n" + end

    return RUN_PART.sub(run, text)


def claim_id(words: str, command: str, folder: Path) -> str:
    """The id of the first claim, in the base that a command names, whose quote holds some words."""
    base = shlex.split(command)[shlex.split(command).index("--base") + 1]
    for line in output(f"dalel export --format claims --base {base}", folder):
        row = json.loads(line)
        if words in row["quote"]:
            return str(row["id"])
    raise ValueError(f"no claim quotes: {words}")


def output(command: str, folder: Path, width: int = WIDTH) -> list[str]:
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
        env={**os.environ, "COLUMNS": str(width), "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb"},
    )
    return [line.rstrip() for line in done.stdout.decode("utf-8").rstrip().splitlines()]


def main(options: list[str]) -> None:
    """Rewrite the pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
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
