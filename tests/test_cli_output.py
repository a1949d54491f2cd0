"""What a command writes never costs what was there before: a base, a document, or an earlier output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dalel.cli import app

COURT = "A court sentenced Ivan Petrov to five years in prison on 3 May 2011."


def dalel(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "court.txt").write_text(COURT, "utf-8")
    return folder


@pytest.fixture
def base(papers: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.dalel"
    assert dalel("build", papers, "--base", path, "--processes", 1).exit_code == 0
    return path


@pytest.mark.parametrize(
    "command", ["export --base BASE -o BASE", "review --base BASE --export BASE", "extract PAPERS -o BASE"]
)
def test_no_output_replaces_a_base(command: str, papers: Path, base: Path) -> None:
    before = base.read_bytes()
    result = dalel(
        *(word.replace("BASE", str(base)).replace("PAPERS", str(papers)) for word in command.split())
    )
    assert result.exit_code == 1
    assert "is a knowledge base" in result.stderr
    assert base.read_bytes() == before


@pytest.mark.parametrize("option", ["-o COURT", "--mentions COURT", "--texts PAPERS"])
def test_no_output_replaces_a_document_that_is_read(option: str, papers: Path) -> None:
    court = papers / "court.txt"
    words = (word.replace("COURT", str(court)).replace("PAPERS", str(papers)) for word in option.split())
    result = dalel("extract", papers, *words)
    assert result.exit_code == 1
    assert "is read for this" in result.stderr
    assert court.read_text("utf-8") == COURT


@pytest.mark.parametrize("given", ["nowhere.txt", "empty.txt", "nothing"])
def test_where_nothing_is_read_the_earlier_output_stays(given: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "nothing").mkdir()
    kept = tmp_path / "claims.jsonl"
    kept.write_text("{}\n", "utf-8")
    result = dalel("extract", tmp_path / given, "-o", kept)
    assert result.exit_code == 1
    assert "nothing was read, and no output written" in result.stderr
    assert kept.read_text("utf-8") == "{}\n"


def test_a_file_of_questions_with_a_slip_leaves_the_earlier_answers(base: Path, tmp_path: Path) -> None:
    asked, kept = tmp_path / "asked.jsonl", tmp_path / "found.jsonl"
    asked.write_text("Who was sentenced?\n", "utf-8")
    kept.write_text("{}\n", "utf-8")
    assert dalel("ask", "--batch", asked, "--base", base, "-o", kept).exit_code == 1
    assert kept.read_text("utf-8") == "{}\n"
    assert dalel("ask", "--batch", asked, "--base", base, "-o", asked).exit_code == 1
    assert asked.read_text("utf-8") == "Who was sentenced?\n"


def test_two_outputs_need_two_files(papers: Path, tmp_path: Path) -> None:
    both = tmp_path / "both.jsonl"
    result = dalel("extract", papers, "-o", both, "--mentions", both)
    assert result.exit_code == 2
    assert not both.exists()


def test_an_output_written_again_is_replaced_whole_and_nothing_is_left_beside_it(
    papers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "claims.jsonl"
    out.parent.mkdir()
    out.write_text("old\n" * 1000, "utf-8")
    out.chmod(0o640)
    assert dalel("extract", papers, "-o", out).exit_code == 0
    assert {json.loads(line)["doc"] for line in out.read_text("utf-8").splitlines()} == {"court.txt"}
    assert out.stat().st_mode & 0o777 == 0o640
    assert list(out.parent.iterdir()) == [out]


def test_an_output_can_be_a_link_or_lie_among_the_documents(papers: Path, tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").touch()
    link = papers / "claims.jsonl"
    link.symlink_to(tmp_path / "real.jsonl")
    assert dalel("extract", papers, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert "sentenced" in (tmp_path / "real.jsonl").read_text("utf-8")
