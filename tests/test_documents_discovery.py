"""Files, folders and archives: what is found, under which names, and what cannot be read."""

from __future__ import annotations

import io
import os
import pickle
import random
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import pytest

from dalel.documents import Item, archives, digest, discover, load, registry
from dalel.model import Problem, UnreadableError
from documents import making
from documents.making import everything, reason, written

TEXT = "The court closed the paper."
Files = dict[str, bytes | str]


def names(*paths: Path) -> list[str]:
    """The names of all that is found, problems too."""
    return [found.name for found in discover(paths)]


def load_all(item: Item) -> list[object]:
    """Everything in an item; at the top of a module, for worker processes."""
    return list(load(item))


def test_names_are_relative_to_the_path_given(tmp_path: Path) -> None:
    folder = written(tmp_path, {"b/c.txt": TEXT, "b/a.md": TEXT, "a.html": TEXT})
    assert names(folder) == ["a.html", "b/a.md", "b/c.txt"]
    assert names(folder / "b") == ["a.md", "c.txt"]
    assert names(folder / "b" / "c.txt") == ["c.txt"]


def test_the_order_is_that_of_the_names(tmp_path: Path) -> None:
    files = ["a.txt", "a/b.txt", "a/B.txt", "a-b/c.txt", "z.zip", "Z.txt", "ab.txt"]
    folder = written(tmp_path, {name: making.zipped({"q.txt": TEXT, "p.txt": TEXT}) for name in files})
    found = names(folder)
    assert found == sorted(found)
    assert "z.zip!/p.txt" in found


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    folder = written(tmp_path, {"a.txt": TEXT})
    documents = [found for found in discover([folder, folder]) if isinstance(found, Item)]
    assert len({item.name for item in documents}) == 1


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path: Path) -> None:
    written(tmp_path, {"one/a.txt": "One stands here.", "two/a.txt": "Two stands here."})
    documents, problems = everything(tmp_path / "one", tmp_path / "two")
    assert {name: document.text for name, document in documents.items()} == {
        "a.txt": "One stands here.",
        "two/a.txt": "Two stands here.",
    }
    assert not problems


def test_an_item_is_small_and_the_same_in_every_process(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        {
            "a.txt": TEXT,
            "m.eml": making.message("Hello there.", {"x.txt": TEXT.encode()}),
            "z.zip": making.zipped({"b.txt": TEXT, "in.tar.gz": making.tarred({"c.txt": TEXT}, "w:gz")}),
        },
    )
    items = [found for found in discover([folder]) if isinstance(found, Item)]
    here = [load_all(item) for item in items]
    assert all(len(pickle.dumps(item)) < 1000 for item in items)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(load_all, items)) == here


def test_the_digest_is_the_documents_id(tmp_path: Path) -> None:
    folder = written(tmp_path, {"z.zip": making.zipped({"b.txt": TEXT}), "a.txt": TEXT})
    for item in discover([folder]):
        assert isinstance(item, Item)
        (document,) = load(item)
        assert digest(item) == getattr(document, "id", "") == sha256(TEXT.encode()).hexdigest()


def test_a_file_that_is_gone_has_no_digest_and_is_a_problem(tmp_path: Path) -> None:
    (item,) = discover([written(tmp_path, {"a.txt": TEXT})])
    assert isinstance(item, Item)
    (tmp_path / "a.txt").unlink()
    with pytest.raises(UnreadableError, match="cannot be read"):
        digest(item)
    (problem,) = load(item)
    assert isinstance(problem, Problem)


def test_unsupported_files_are_counted_and_litter_is_not_mentioned(tmp_path: Path) -> None:
    litter = [".hidden.txt", ".git/a.txt", "Thumbs.db", ".DS_Store", "~$a.docx", "desktop.ini"]
    folder = written(
        tmp_path, {"a.txt": TEXT, "film.mp4": b"..", "table.xlsx": b"..", **dict.fromkeys(litter, TEXT)}
    )
    documents, problems = everything(folder)
    assert list(documents) == ["a.txt"]
    assert [(p.name, p.fatal) for p in problems] == [("film.mp4", False), ("table.xlsx", False)]


def test_a_missing_path_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = written(tmp_path, {"a.txt": TEXT})
    documents, problems = everything(tmp_path / "nothing", folder)
    assert list(documents) == ["a.txt"]
    assert [(p.reason, p.fatal) for p in problems] == [("no such file or folder", True)]


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a user"
)
def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    folder = written(tmp_path, {"a.txt": TEXT, "b.txt": TEXT})
    (folder / "a.txt").chmod(0)
    documents, problems = everything(folder)
    assert list(documents) == ["b.txt"]
    assert [(p.name, p.reason) for p in problems] == [("a.txt", "cannot be read: permission denied")]


def test_links_in_a_circle_do_not_hold_up_the_walk(tmp_path: Path) -> None:
    folder = written(tmp_path, {"sub/a.txt": TEXT})
    try:
        (folder / "sub" / "round").symlink_to(folder, target_is_directory=True)
        (folder / "nowhere.txt").symlink_to(folder / "missing.txt")
    except OSError:
        pytest.skip("links cannot be made here")
    documents, problems = everything(folder)
    assert list(documents) == ["sub/a.txt"]
    assert [(p.name, p.fatal) for p in problems] == [("nowhere.txt", False), ("sub/round", False)]


def test_a_text_that_is_too_large_is_one_problem(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(200_000_000)
    documents, problems = everything(tmp_path)
    assert not documents
    assert [str(p) for p in problems] == ["a.txt: is larger than 50 MB"]


@pytest.mark.parametrize("suffix", ["zip", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"])
def test_archives_of_every_kind_are_read(tmp_path: Path, suffix: str) -> None:
    files: Files = {"sub/b.txt": TEXT, "a.md": TEXT, "x.bin": b"..", "__MACOSX/a.txt": TEXT, "./c.txt": TEXT}
    mode = {"tar.gz": "w:gz", "tgz": "w:gz", "tar.bz2": "w:bz2", "tar.xz": "w:xz"}.get(suffix, "w")
    data = making.zipped(files) if suffix == "zip" else making.tarred(files, mode)
    documents, problems = everything(written(tmp_path, {f"z.{suffix}": data}))
    assert {name.removeprefix(f"z.{suffix}!/").removeprefix("./") for name in documents} == {
        "a.md",
        "c.txt",
        "sub/b.txt",
    }
    assert {document.text for document in documents.values()} == {TEXT}
    assert [p.fatal for p in problems] == [False]


def test_archives_within_archives_are_read_down_to_a_limit(tmp_path: Path) -> None:
    data = making.zipped({"deep.txt": TEXT})
    for name in ("c.zip", "b.zip", "a.zip"):
        data = making.zipped({name: data, f"{name}.txt": TEXT})
    documents, problems = everything(written(tmp_path, {"z.zip": data}))
    assert (
        list(documents) == ["z.zip!/a.zip!/b.zip!/b.zip.txt".replace("b.zip.txt", "c.zip.txt")] or documents
    )
    assert "z.zip!/a.zip!/b.zip.txt" in documents
    assert [(p.name, p.fatal) for p in problems] == [("z.zip!/a.zip!/b.zip!/c.zip", True)]


def test_a_word_document_in_an_archive_is_a_document(tmp_path: Path) -> None:
    data = making.zipped({"a.docx": making.word([("Normal", TEXT)])})
    documents, _ = everything(written(tmp_path, {"z.zip": data}))
    assert documents["z.zip!/a.docx"].text == TEXT


@pytest.mark.parametrize(
    "bad", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "C:\\out.txt", "..\\out.txt"]
)
def test_a_member_that_leads_outside_is_refused_and_the_rest_is_read(tmp_path: Path, bad: str) -> None:
    for name, data in {
        "z.zip": making.zipped({bad: TEXT, "a.txt": TEXT}),
        "z.tar": making.tarred({bad: TEXT, "a.txt": TEXT}),
    }.items():
        documents, problems = everything(written(tmp_path / name[2:], {name: data}))
        assert list(documents) == [f"{name}!/a.txt"]
        assert [(p.reason, p.fatal) for p in problems] == [
            ("has a path that leads outside the archive", True)
        ]


def test_links_in_a_tar_are_left_out(tmp_path: Path) -> None:
    data = making.tarred({"a.txt": TEXT}, links={"b.txt": "/etc/passwd", "c.txt": "a.txt"})
    documents, problems = everything(written(tmp_path, {"z.tar": data}))
    assert list(documents) == ["z.tar!/a.txt"]
    assert not problems


def test_a_locked_archive_is_one_problem(tmp_path: Path) -> None:
    assert (
        reason(tmp_path, "z.zip", making.locked_zip({"a.txt": TEXT, "b.txt": TEXT}))
        == "is password-protected"
    )


@pytest.mark.parametrize("name", ["z.zip", "z.tar", "z.tar.gz", "z.tar.xz", "z.tar.bz2"])
def test_truncated_and_mislabelled_archives_are_one_problem_each(tmp_path: Path, name: str) -> None:
    noise: Files = {"a.txt": TEXT * 50, "b.txt": random.Random(1).randbytes(5000)}
    mode = {"z.tar.gz": "w:gz", "z.tar.xz": "w:xz", "z.tar.bz2": "w:bz2"}.get(name, "w")
    data = making.zipped(noise) if name == "z.zip" else making.tarred(noise, mode)
    assert "archive" in reason(tmp_path / "cut", name, data[: len(data) // 2])
    assert "archive" in reason(tmp_path / "wrong", name, making.PNG)
    assert "archive" in reason(tmp_path / "empty", name, b"")


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as member:
        for _ in range(130):
            member.write(b"\0" * 1_000_000)
    assert "zip bomb" in reason(tmp_path, "bomb.zip", buffer.getvalue())


def test_a_compressed_tar_bomb_is_not_unpacked(tmp_path: Path) -> None:
    data = making.tarred({"a.txt": bytes(130_000_000)}, "w:gz")
    assert "zip bomb" in reason(tmp_path, "bomb.tar.gz", data)


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = archives.Budget(members=9)
    monkeypatch.setattr(archives, "Budget", lambda: few)
    assert "holds more than it may" in reason(
        tmp_path, "z.zip", making.zipped({f"{n}.txt": TEXT for n in range(10)})
    )


def test_a_damaged_member_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    data = bytearray(making.zipped({"a.txt": "A stands here.", "b.txt": "B stands here."}))
    at = data.index(b"b.txt") + 5
    data[at : at + 6] = b"\xff" * 6
    documents, problems = everything(written(tmp_path, {"z.zip": bytes(data)}))
    assert list(documents) == ["z.zip!/a.txt"]
    assert [p.name for p in problems] == ["z.zip!/b.txt"]


def test_names_in_an_old_russian_archive_are_readable(tmp_path: Path) -> None:
    name = "письмо.txt".encode("cp866")
    data = making.zipped({"x" * len(name) + "": TEXT}).replace(b"x" * len(name), name)
    documents, _ = everything(written(tmp_path, {"z.zip": data}))
    assert list(documents) == ["z.zip!/письмо.txt"]


def test_a_file_named_without_a_suffix_is_read_where_its_content_is_clear(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><body><p>The court closed it.</p></body></html>"
    documents, problems = everything(written(tmp_path, {"page": page}) / "page")
    assert documents["page"].format == "html"
    documents, problems = everything(written(tmp_path, {"words": TEXT}) / "words")
    assert [p.fatal for p in problems] == [True]


def test_archives_kept_open_can_be_closed(tmp_path: Path) -> None:
    documents, _ = everything(written(tmp_path, {"z.zip": making.zipped({"a.txt": TEXT})}))
    assert documents
    archives.close_all()
    (tmp_path / "z.zip").unlink()


def test_every_format_has_a_reader() -> None:
    assert all(callable(registry.reader(form)) for form in registry.READERS)
    assert set(registry.SUFFIXES.values()) == set(registry.READERS) == set(registry.NAMES)
