"""`dalel resolve`, `entities`, `why`, `review` and `link`, as people and programs see them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dalel.cli import app
from named import base_of, naming


@pytest.fixture
def base(tmp_path: Path) -> str:
    path = tmp_path / "cli.dalel"
    base_of(
        path,
        [
            naming("a.txt", "Georgia", ("Tamar Velidze", "Nino Brolin")),
            naming("b.txt", "Georgia", ("Tamar Velidze", "Keto Marani")),
        ],
    ).close()
    return str(path)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})


def listed(base: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(run("entities", "--base", base, "--json").stdout)
    return rows


def test_entities_are_listed_with_their_documents(base: str) -> None:
    (one, *_) = listed(base)
    assert (one["name"], one["documents"]) == ("Tamar Velidze", ["a.txt", "b.txt"])
    several = run("entities", "--base", base, "--several").stdout
    assert "Tamar Velidze" in several
    assert "Nino Brolin" not in several


def test_a_decision_joins_is_logged_and_taken_back(base: str) -> None:
    before = listed(base)
    judged = run(
        "review", "--base", base, "--same", "Nino Brolin", "Keto Marani", "--by", "Ada", "--because", "kin"
    )
    assert judged.exit_code == 0, judged.output
    assert len(listed(base)) == len(before) - 1
    assert "Ada" in run("why", "Nino Brolin", "--base", base).stdout
    log = run("review", "--base", base, "--log").stdout
    assert "same" in log
    assert "kin" in log
    assert run("review", "--base", base, "--undo", log.split()[0], "--by", "Ada").exit_code == 0
    assert listed(base) == before


def test_decisions_go_to_a_file_and_come_back(base: str, tmp_path: Path) -> None:
    run("review", "--base", base, "--different", "Nino Brolin", "Keto Marani", "--by", "Ada")
    file = str(tmp_path / "judgements.jsonl")
    assert run("review", "--base", base, "--export", file).exit_code == 0
    assert "0 new judgements" in run("review", "--base", base, "--import", file).stdout


def test_resolving_anew_changes_nothing(base: str) -> None:
    before = listed(base)
    assert "2 documents resolved" in run("resolve", "--base", base, "--anew").stdout
    assert listed(base) == before


@pytest.mark.parametrize(
    "words",
    [
        ("why", "Ole Unheard"),
        ("review", "--same", "Ole Unheard", "Nino Brolin"),
        ("review", "--undo", "abcdef12"),
    ],
)
def test_a_name_or_judgement_that_is_unknown_is_said_in_one_sentence(
    base: str, words: tuple[str, ...]
) -> None:
    result = run(*words, "--base", base)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_that_nothing_is_left_to_decide_is_said(base: str) -> None:
    assert run("review", "--base", base).stdout == "no pairs are left to decide\n"


def test_no_base_is_made_by_mistake(tmp_path: Path) -> None:
    path = tmp_path / "none.dalel"
    assert run("resolve", "--base", str(path)).exit_code == 1
    assert not path.exists()


def test_records_of_a_file_are_listed(base: str, tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text(json.dumps({"persons": [{"id": "p-1", "name": "Velidze Tamar"}]}), "utf-8")
    (one,) = json.loads(run("link", str(file), "--base", base, "--json").stdout)
    assert (one["name"], one["record"]) == ("Tamar Velidze", "p-1")
