"""The example documents: the project's own words, marked as such, in every format that is read."""

from __future__ import annotations

import email
import email.policy
import importlib.util
import io
import re
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pypdf
import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "examples" / "kazakhstan"
RESTATED = re.compile(r"Restated by the Dalel project from: (.+)\.")
SOURCES: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "sources.toml").read_text("utf-8"))
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.name != "sources.toml")


def plain(path: Path) -> str:
    """What a reader of the file sees, by simple means that owe nothing to Dalel's readers."""
    match path.suffix:
        case ".pdf":
            return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
        case ".docx":
            return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
        case ".html":
            text = path.read_text("utf-8")
            return re.sub(r"<[^>]+>", "", text[text.index("<article>") :].replace("&nbsp;", " ")).strip()
        case ".eml":
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            body = message.get_body()
            assert body is not None
            return str(body.get_content())
        case _:
            return path.read_text("utf-8")


def makers() -> ModuleType:
    """The script that makes the PDF and the Word document."""
    spec = importlib.util.spec_from_file_location("make_examples", ROOT / "scripts" / "make_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_format_has_an_example() -> None:
    assert {path.suffix for path in DOCUMENTS} >= {".md", ".html", ".pdf", ".docx", ".eml", ".txt"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_first_line_says_who_is_restated(path: Path) -> None:
    text = re.sub(r"\s+", " ", plain(path))
    assert (found := RESTATED.match(text)), text[:80]
    [cited] = SOURCES[path.name]["cites"]
    assert found.group().startswith(f"Restated by the Dalel project from: {cited}.")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_examples_are_short(path: Path) -> None:
    assert 150 <= len(plain(path).split()) <= 380


def test_every_document_is_published_by_the_project_and_cites_its_source() -> None:
    assert {path.name for path in DOCUMENTS} <= set(SOURCES)
    for name, source in SOURCES.items():
        assert source["publisher"] == "Dalel examples", name
        assert source["title"], name
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", source["date"]), name
        assert source["cites"], name


def test_the_examples_disagree_and_spell_names_in_several_ways() -> None:
    text = " ".join(" ".join(plain(path).split()) for path in DOCUMENTS)
    for spelling in (
        "Nazarbaev",
        "Nazarbayev",
        "Aliev",
        "Aliyev",
        "Masimov",
        "Massimov",
        "Sarsenbaev",
        "Sarsenbayev",
    ):
        assert re.search(rf"\b{spelling}\b", text), spelling
    for number in ("88.5 percent", "88,41", "65 percent", "64,5", "3.2 percent", "3,09"):
        assert number in text, number


def test_no_sentence_of_the_examples_is_that_of_a_source(shared: Path) -> None:
    """Names and figures are carried over; a run of nine words is a sentence's wording."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[^\W_]+", text.lower())
        return {tuple(words[start : start + 9]) for start in range(len(words) - 8)}

    theirs = set().union(*(runs(path.read_text("utf-8")) for path in (shared / "seeds").glob("*.txt")))
    for path in DOCUMENTS:
        common = [" ".join(run) for run in runs(plain(path)) & theirs]
        assert common == [], path.name


def test_the_pdf_is_what_its_text_makes() -> None:
    for name, (make, text) in makers().MAKERS.items():
        if name.endswith(".pdf"):
            assert make(text) == (FOLDER / name).read_bytes()


def test_the_word_document_is_what_its_text_makes() -> None:
    def members(content: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    for name, (make, text) in makers().MAKERS.items():
        if name.endswith(".docx"):
            assert members(make(text)) == members((FOLDER / name).read_bytes())
