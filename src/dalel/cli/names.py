"""`dalel names`: whether names are one, and which of many are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from dalel.cli.app import app
from dalel.cli.output import JsonOption, clear_failures, console, json_line, not_read, output_file, print_json

if TYPE_CHECKING:
    from dalel.names.comparison import Comparison

names_app = typer.Typer(
    help="Compare names of people and organisations, and bring them together.", no_args_is_help=True
)
app.add_typer(names_app, name="names")

OutOption = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write here; else to standard output.")
]
KindOption = Annotated[str, typer.Option("--kind", help="person, organisation or party.")]


@names_app.command()
def compare(
    left: Annotated[str, typer.Argument(metavar="NAME|PAIRS.jsonl", help="A name, or a file of pairs.")],
    right: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The other name.")] = None,
    kind: KindOption = "person",
    output: OutOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Add the evidence to each row.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Tell whether two names can be one, and why; or add "same" and "score" to each pair of a file.

    A pair is a JSON line with "left", "right" and, for other names than people's, "kind".
    """
    from dalel.names.comparison import compare as compare_names

    if right is not None:
        _show(left, right, compare_names(left, right, kind), as_json)
        return
    from dalel.names.comparison import SAME, scores

    with clear_failures():
        not_read(output, [Path(left)])
        rows = list(_rows(Path(left), ("left", "right")))
        kinds = [str(row.get("kind") or kind) for row in rows]
        found = scores((row["left"], row["right"], one) for row, one in zip(rows, kinds, strict=True))
        for row, one, score in zip(rows, kinds, found, strict=True):
            row |= {"same": score >= SAME, "score": score}
            if explain:
                told = compare_names(row["left"], row["right"], one)
                row |= {"verdict": told.verdict, "why": list(told.why)}
        _write(rows, output)


@names_app.command()
def cluster(
    mentions: Annotated[Path, typer.Argument(metavar="MENTIONS.jsonl", help="Names, a JSON line each.")],
    output: OutOption = None,
) -> None:
    """Add to each name of a file the "entity" it names: a number that all names of one bearer share.

    A line has "name" and, where known, "kind" and "country"; names of other kinds or countries stay apart.
    """
    from dalel.names.clustering import Mention
    from dalel.names.clustering import cluster as bring_together

    with clear_failures():
        not_read(output, [mentions])
        rows = list(_rows(mentions, ("name",)))
        given = [
            Mention(row["name"], str(row.get("kind") or "person"), str(row.get("country") or ""))
            for row in rows
        ]
        for row, entity in zip(rows, bring_together(given), strict=True):
            row["entity"] = str(entity)
        _write(rows, output)


def _show(left: str, right: str, found: Comparison, as_json: bool) -> None:
    if as_json:
        told = {"left": left, "right": right, "same": found.same, **found._asdict()}
        print_json({**told, "why": list(found.why)})
        return
    out = console()
    out.print(Text.assemble((found.verdict, "bold"), f"  {found.score:.2f}"))
    for line in found.why:
        out.print(Text(f"  {line}"))


def _rows(path: Path, fields: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The JSON lines of a file, each with text in all `fields`."""
    from dalel.model import DalelError

    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise DalelError(f"{path}: there is no such file (for two names, give both)") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DalelError(f"{path}: cannot be read: {error}") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise DalelError(f"{path}, line {number}: not JSON: {error.msg}") from None
        for field in fields:
            if not isinstance(row, dict) or not isinstance(row.get(field), str):
                raise DalelError(f'{path}, line {number}: no text under "{field}"')
        yield row


def _write(rows: list[dict[str, Any]], output: Path | None) -> None:
    with output_file(output) as out:
        out.writelines(json_line(row) for row in rows)
