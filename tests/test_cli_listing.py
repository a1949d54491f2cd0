"""What the commands around a base print, and how they end."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dalel.cli import app

COURT = "A court sentenced Ivan Petrov to five years in prison on 3 May 2011."
SOURCES = """
["court.txt"]
publisher = "Example Press"
party = "counsel for the defence"
cites = ["Agency X"]
"""


def dalel(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "court.txt").write_text(
        "A court sentenced Ivan Petrov to five years in prison on 3 May 2011.", "utf-8"
    )
    (folder / "rain.txt").write_text("It rained all week, and Mária Nováková stayed at home.", "utf-8")
    (folder / "sources.toml").write_text(SOURCES, "utf-8")
    return folder


@pytest.fixture(scope="module")
def base(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bases") / "case.dalel"
    result = dalel("build", papers, "--base", path, "--processes", 1)
    assert result.exit_code == 0, result.output
    return path


def test_a_build_ends_with_a_summary(papers: Path, base: Path) -> None:
    result = dalel("build", papers, "--base", base)
    assert result.exit_code == 0
    assert "0 files read, 2 unchanged" in result.stdout
    assert "claims" in result.stdout
    assert "justice" in result.stdout


def test_files_that_cannot_be_read_are_one_line_each_and_exit_code_1(papers: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").touch()
    (tmp_path / "in" / "good.txt").write_text("The mayor resigned in 2010.", "utf-8")
    result = dalel("build", tmp_path / "in", tmp_path / "missing", "--base", tmp_path / "b.dalel")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert "empty.txt: " in result.stderr
    assert "missing" in result.stderr
    assert "good.txt" in dalel("sources", "--base", tmp_path / "b.dalel").stdout


def test_sources_show_whose_each_document_is(base: Path) -> None:
    shown = dalel("sources", "--base", base).stdout
    for text in ("court.txt", "Example Press", "counsel for the defence", "Agency X"):
        assert text in shown
    rows = json.loads(dalel("sources", "--base", base, "--json").stdout)
    assert [(row["doc"], row["publisher"]) for row in rows] == [
        ("court.txt", "Example Press"),
        ("rain.txt", ""),
    ]


def test_no_line_of_the_sources_is_wider_than_the_terminal(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = dalel("sources", "--base", base).stdout.splitlines()
    assert all(len(line) <= 40 for line in lines)
    assert "  restates Agency X" in (line.rstrip() for line in lines)


def test_what_a_document_restates_is_told_wherever_it_is_quoted(base: Path) -> None:
    for command in (("ask", "Who was sentenced?"), ("show", "Petrov"), ("search", "Petrov")):
        shown = " ".join(dalel(*command, "--base", base).stdout.split())
        assert "(restating Agency X)" in shown
        assert "counsel for the defence" in shown
    evidence = json.loads(dalel("ask", "Who was sentenced?", "--base", base, "--json").stdout)["evidence"]
    page = json.loads(dalel("show", "Petrov", "--base", base, "--json").stdout)["claims"]["justice"]
    found = json.loads(dalel("search", "Petrov", "--base", base, "--json").stdout)
    lines = dalel("export", "--base", base).stdout.splitlines()
    rows = [evidence[0], page[0], page[0]["source"], found["claims"][0], found["passages"][0]]
    assert all(row["cites"] == ["Agency X"] for row in (*rows, json.loads(lines[0])))
    (row, *_) = csv.DictReader(io.StringIO(dalel("export", "--base", base, "--csv").stdout))
    assert row["cites"] == '["Agency X"]'


@pytest.mark.parametrize("command", ["show Petrov", "ask Petrov", "sources", "search Petrov", "export"])
def test_a_reader_that_has_seen_enough_is_no_failure(base: Path, command: str) -> None:
    line = [sys.executable, "-c", "from dalel.cli import main; main()", *command.split(), "--base", str(base)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_sentence(base: Path) -> None:
    result = dalel("export", "--base", base, "--output", "/dev/full")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "/dev/full: cannot be written" in result.stderr


def test_claims_are_exported_as_json_lines_and_csv(base: Path, tmp_path: Path) -> None:
    lines = dalel("export", "--format", "claims", "--base", base).stdout.splitlines()
    claims = [json.loads(line) for line in lines]
    assert all(COURT[c["start"] : c["end"]] == c["quote"] for c in claims if c["doc"] == "court.txt")
    assert {c["publisher"] for c in claims if c["doc"] == "court.txt"} == {"Example Press"}
    table = list(csv.DictReader(io.StringIO(dalel("export", "--base", base, "--csv").stdout)))
    assert [row["id"] for row in table] == [c["id"] for c in claims]
    result = dalel("export", "--base", base, "-o", tmp_path / "c.csv", "--kind", "justice")
    assert result.exit_code == 0
    assert (tmp_path / "c.csv").read_text("utf-8").startswith("id,doc,start,end,quote,kind,")


def test_search_finds_across_scripts_and_tells_the_source(base: Path) -> None:
    shown = dalel("search", "Петров", "--base", base).stdout
    assert "sentenced" in shown
    assert "Example Press" in shown
    found = json.loads(dalel("search", "novakova", "--base", base, "--json").stdout)
    assert [passage["doc"] for passage in found["passages"]] == ["rain.txt"]
    only = json.loads(dalel("search", "Petrov", "--base", base, "--kind", "sentenced", "--json").stdout)
    assert {claim["kind"] for claim in only["claims"]} == {"sentenced"}
    empty = dalel("search", "unheard", "--base", base)
    assert (empty.exit_code, empty.stdout.strip()) == (0, "nothing found")


def test_an_unknown_kind_is_wrong_usage(base: Path) -> None:
    assert dalel("search", "Petrov", "--base", base, "--kind", "gossip").exit_code == 2


def test_a_file_that_is_no_base_is_one_sentence(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("no base", "utf-8")
    for command in (("sources",), ("search", "x"), ("export",), ("forget", "x"), ("build", tmp_path)):
        result = dalel(*command, "--base", note)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert "note.txt: is no Dalel base" in result.stderr
    assert note.read_text("utf-8") == "no base"


def test_forget_names_what_it_took_out(papers: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.dalel"
    dalel("build", papers, "--base", path)
    assert "forgotten: rain.txt" in dalel("forget", "rain.txt", "--base", path).stdout
    again = dalel("forget", "rain.txt", "--base", path)
    assert again.exit_code == 1
    assert "no document" in again.stderr
    assert dalel("forget", "--base", path).exit_code == 2


def test_doctor_checks_the_installation_and_the_base(base: Path, tmp_path: Path) -> None:
    result = dalel("doctor", "--base", base)
    assert result.exit_code == 0, result.output
    for text in ("Python", "SQLite", "model", "quotes"):
        assert text in result.stdout
    checks = json.loads(dalel("doctor", "--base", base, "--json").stdout)
    assert all(check["ok"] for check in checks)
    assert dalel("doctor", "--base", tmp_path / "none.dalel").exit_code == 1
    assert dalel("doctor", "--model", "no_such_model").exit_code == 1
