"""A build reads what is new, takes out what is gone, survives being killed, and is the same in any number of
processes."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dalel.base import Base
from dalel.base.build import Report, build
from dalel.base.check import check_base
from dalel.language.pipeline import DEFAULT_MODEL
from dalel.model import DalelError

DALEL = (sys.executable, "-c", "from dalel.cli import main; main()")

STORIES = {
    "court.txt": "A court sentenced Ivan Petrov to five years in prison on 3 May 2011.",
    "office.txt": "President Askar Omarov dismissed Lena Kim in June 2009.",
    "party.txt": "The party Green Step was founded by Omar Aliyev in 2004.",
    "deep/polish.txt": "Sąd skazał dziennikarza na pięć lat więzienia. Adwokat złożył skargę na wyrok sądu.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in STORIES.items():
        write(tmp_path / "papers" / name, text)
    return tmp_path / "papers"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with Base.create_or_open(tmp_path / "case.dalel") as opened:
        yield opened


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def update(base: Base, *paths: Path, processes: int = 1) -> Report:
    return build(base, paths, model=DEFAULT_MODEL, processes=processes)


def names(base: Base) -> list[str]:
    return [document.name for document in base.documents()]


def content(path: Path) -> str:
    """All that a base exports, as one text."""
    with Base.open(path) as base:
        rows: list[object] = [claim.as_json() for claim in base.claims()]
        rows += [document.as_json() for document in base.documents()]
        rows += [name.as_json() for name in base.names()]
        rows += [passage.as_json() for passage in base.passages()]
        rows += [base.mentions(document.number) for document in base.documents()]
    return "\n".join(json.dumps(row, default=repr, ensure_ascii=False) for row in rows)


def test_a_folder_becomes_a_base(base: Base, folder: Path) -> None:
    report = update(base, folder)
    assert report.read == 4
    assert report.problems == []
    assert names(base) == sorted(STORIES)
    assert {claim.claim.kind for claim in base.claims()} >= {"sentenced", "dismissed"}


def test_a_document_in_another_language_is_stored_and_found_without_claims(base: Base, folder: Path) -> None:
    update(base, folder)
    (polish,) = [document for document in base.documents() if document.name == "deep/polish.txt"]
    assert (polish.language, polish.read, polish.claims) == ("pl", False, 0)
    assert [passage.doc for passage in base.search_passages("dziennikarza")] == ["deep/polish.txt"]


def test_what_is_unchanged_is_not_read_again(base: Base, folder: Path) -> None:
    update(base, folder)
    report = update(base, folder)
    assert (report.read, report.unchanged, report.removed) == (0, 4, 0)


def test_a_changed_document_loses_its_old_claims_and_a_removed_one_goes(base: Base, folder: Path) -> None:
    update(base, folder)
    write(folder / "court.txt", "A court acquitted Ivan Petrov on 3 May 2011.")
    (folder / "party.txt").unlink()
    report = update(base, folder)
    assert (report.read, report.unchanged, report.removed) == (1, 2, 1)
    assert "sentenced" not in {claim.claim.kind for claim in base.claims()}
    assert "party.txt" not in names(base)
    assert base.search_names("Omar Aliyev") == []


def test_what_sources_toml_says_is_taken_over(base: Base, folder: Path) -> None:
    update(base, folder)
    write(folder / "sources.toml", '["court.txt"]\npublisher = "Example Press"\n')
    report = update(base, folder)
    assert report.read == 1
    assert next(document for document in base.documents()).source.publisher == "Example Press"


def test_a_slip_in_sources_toml_takes_nothing_from_the_base(base: Base, folder: Path) -> None:
    told = '["*.txt"]\nparty = "counsel for the defence"\n["court.txt"]\npublisher = "Example Press"\n'
    write(folder / "sources.toml", told)
    update(base, folder)
    before = base.documents()
    write(folder / "sources.toml", told.replace("party", "parti"))
    write(folder / "party.txt", "The party Green Step was founded by Anna Berg in 2005.")
    report = update(base, folder)
    assert [problem.name for problem in report.problems] == ["sources.toml"]
    assert report.read == 1  # the changed one, with the source it had
    assert [document.source for document in base.documents()] == [document.source for document in before]
    write(folder / "sources.toml", told.replace("the defence", "the state"))
    assert not update(base, folder).problems
    assert next(iter(base.documents())).source.party == "counsel for the state"


def test_documents_of_other_paths_stay(base: Base, folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "more" / "extra.txt", "Nothing much happened in 2012.")
    update(base, folder)
    report = update(base, tmp_path / "more")
    assert report.removed == 0
    assert names(base) == sorted([*STORIES, "extra.txt"])


def test_two_folders_with_files_of_one_name_are_both_kept(base: Base, folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "more" / "court.txt", "Another court fined Ivan Petrov in 2012.")
    for _ in range(2):
        update(base, folder)
        update(base, tmp_path / "more")
        assert names(base) == sorted([*STORIES, "more/court.txt"])


def test_a_moved_folder_is_the_same_documents(base: Base, folder: Path, tmp_path: Path) -> None:
    update(base, folder)
    folder = folder.rename(tmp_path / "moved")
    write(folder / "court.txt", "A court acquitted Ivan Petrov on 3 May 2011.")
    report = update(base, folder)
    assert (report.read, report.unchanged) == (1, 3)
    assert names(base) == sorted(STORIES)


def test_members_of_an_archive_come_and_go(base: Base, folder: Path) -> None:
    archive = folder / "papers.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("one.txt", "The mayor resigned in 2010.")
        out.writestr("two.txt", "The governor resigned in 2011.")
    update(base, folder)
    assert {"papers.zip!/one.txt", "papers.zip!/two.txt"} < set(names(base))
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("two.txt", "The governor resigned in 2011.")
    update(base, folder)
    assert "papers.zip!/one.txt" not in names(base)
    archive.write_bytes(archive.read_bytes()[:40])  # cut off: what was read before is not lost
    report = update(base, folder)
    assert [problem.name for problem in report.problems if problem.fatal] == ["papers.zip"]
    assert "papers.zip!/two.txt" in names(base)


def test_a_file_that_cannot_be_read_is_told_every_time_and_the_rest_goes_on(base: Base, folder: Path) -> None:
    (folder / "empty.txt").touch()
    for _ in range(2):
        report = update(base, folder)
        assert [problem.name for problem in report.problems if problem.fatal] == ["empty.txt"]
    assert names(base) == sorted(STORIES)
    assert [problem.name for problem in base.problems()] == ["empty.txt"]
    (folder / "empty.txt").unlink()
    assert update(base, folder).problems == []
    assert base.problems() == []


def test_bytes_that_can_no_longer_be_read_leave_the_older_reading(base: Base, folder: Path) -> None:
    update(base, folder)
    (folder / "court.txt").write_bytes(b"")
    report = update(base, folder)
    assert "kept" in str(report.problems[0])
    assert base.documents()[0].claims > 0
    write(folder / "court.txt", STORIES["court.txt"])
    assert update(base, folder).problems == []


def test_a_missing_path_takes_nothing_out(base: Base, folder: Path, tmp_path: Path) -> None:
    update(base, folder)
    folder.rename(tmp_path / "elsewhere")
    report = update(base, folder)
    assert len(report.problems) == 1
    assert names(base) == sorted(STORIES)


def test_a_model_that_is_not_there_is_said_so(base: Base, folder: Path) -> None:
    with pytest.raises(DalelError, match="no_such_model"):
        build(base, [folder], model="no_such_model")


def test_one_and_two_processes_make_the_same_base(tmp_path: Path, folder: Path) -> None:
    for i in range(6):
        write(folder / f"more{i}.txt", f"In {2000 + i} the court of town {i} convicted Ivan Petrov of theft.")
    for processes in (1, 2):
        with Base.create_or_open(tmp_path / f"{processes}.dalel") as base:
            assert update(base, folder, processes=processes).read == 10
    assert content(tmp_path / "1.dalel") == content(tmp_path / "2.dalel")


@pytest.fixture
def long_folder(tmp_path: Path) -> Path:
    """Enough to be killed in the middle of."""
    for i in range(40):
        lines = [f"In {1990 + n % 30} court {n} sentenced Ivan Petrov to {n + 2} years." for n in range(6)]
        write(tmp_path / "long" / f"{i:02}.txt", f"Case {i}.\n\n" + "\n\n".join(lines))
    return tmp_path / "long"


def start(base: Path, folder: Path, processes: int = 1) -> subprocess.Popen[bytes]:
    command = [*DALEL, "build", str(folder), "--base", str(base), "--processes", str(processes)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_killed_build_leaves_whole_documents_and_the_next_goes_on(
    tmp_path: Path, long_folder: Path, processes: int
) -> None:
    path = tmp_path / "killed.dalel"
    running = start(path, long_folder, processes)
    while stored(path) < 3:
        assert running.poll() is None
        time.sleep(0.02)
    running.kill()
    running.communicate()
    with Base.open(path) as base:
        kept = len(base.documents())
        assert 3 <= kept < 40
        assert all(check.good for check in check_base(base))
        assert {document.claims > 0 for document in base.documents()} == {True}
    with Base.create_or_open(path) as base:
        report = update(base, long_folder)
    assert (report.read, report.unchanged) == (40 - kept, kept)
    with Base.create_or_open(tmp_path / "whole.dalel") as base:
        update(base, long_folder)
    assert content(path) == content(tmp_path / "whole.dalel")


class Killer:
    """Ends a reading process from outside, as a system short of memory does, once something is stored."""

    def __init__(self) -> None:
        self.victims = 1

    def begin(self, total: int) -> None:
        """Nothing yet."""

    def done(self, name: str) -> None:
        """The first time, a process goes."""
        if self.victims:
            self.victims -= 1
            multiprocessing.active_children()[0].kill()


def test_a_reading_process_that_dies_costs_one_document(base: Base, long_folder: Path) -> None:
    report = build(base, [long_folder], model=DEFAULT_MODEL, processes=2, watcher=Killer())
    assert len(report.problems) == 1
    assert "ended unexpectedly" in report.problems[0].reason
    assert len(base.documents()) == 39
    report = update(base, long_folder)
    assert (report.read, report.problems) == (1, [])


def stored(path: Path) -> int:
    """How many documents a base that is being written holds by now."""
    if not path.exists():
        return 0
    with Base.open(path) as base:
        return base.totals().documents


def test_two_builds_at_once_make_one_sound_base(tmp_path: Path, folder: Path, long_folder: Path) -> None:
    path = tmp_path / "both.dalel"
    running = [start(path, long_folder), start(path, long_folder)]
    for one in running:
        _, errors = one.communicate(timeout=120)
        assert (one.returncode, errors) == (0, b"")
    with Base.open(path) as base:
        assert len(base.documents()) == 40
        assert all(check.good for check in check_base(base))
    with Base.create_or_open(tmp_path / "one.dalel") as base:
        update(base, long_folder)
    assert content(path) == content(tmp_path / "one.dalel")
