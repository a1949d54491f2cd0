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

from dalel.documents import discover, load
from dalel.model import BlockKind, Document, Problem

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


@pytest.fixture(scope="module")
def loaded() -> dict[str, Document]:
    """The examples as Dalel reads them."""
    documents = {}
    for item in discover([FOLDER]):
        assert not isinstance(item, Problem), str(item)
        for document in load(item):
            assert not isinstance(document, Problem), str(document)
            documents[document.name] = document
    return documents


def test_dalel_reads_every_example_and_its_attachment(loaded: dict[str, Document]) -> None:
    assert set(loaded) == set(SOURCES)
    for name, document in loaded.items():
        assert document.language == "en", name
        assert document.source.publisher == "Dalel examples", name
        assert document.source.cites == tuple(SOURCES[name]["cites"]), name
        assert document.source.title == SOURCES[name]["title"], name


@pytest.mark.parametrize("name", list(SOURCES))
def test_what_dalel_reads_begins_with_whom_it_restates(loaded: dict[str, Document], name: str) -> None:
    assert RESTATED.match(" ".join(loaded[name].text.split()))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "nations-in-transit-elections.pdf",
            "Nur Otan, led by President Nursultan Nazarbaev, received 88.5 percent",
        ),
        ("nations-in-transit-justice.md", "sentenced him to 20 years in prison in 2007"),
        ("nations-in-transit-government.txt", "Karim Masimov, aged 39, replaced Daniyal Akhmetov"),
        ("country-update-elections.html", "Official results gave Nur Otan 88,41 percent"),
        ("country-update-people.docx", "Karim Massimov, born in June 1965"),
        ("open-letter-extradition.txt", "Galymzhan Zhakiyanov, who had been governor"),
        ("open-letter-pace.eml", "adopted a report on Kazakhstan by the German member Axel Fischer"),
        ("open-letter-pace.eml!/political-prisoners.txt", "Nurbek Kushakbayev"),
        ("press-text-aliyev.md", "Zamanbek Nurkadilov murdered"),
    ],
)
def test_names_and_numbers_survive_reading(loaded: dict[str, Document], name: str, words: str) -> None:
    # A space here stands for any white space: a PDF and a message wrap their lines.
    assert words in " ".join(loaded[name].text.split())


def test_the_page_is_read_without_its_navigation(loaded: dict[str, Document]) -> None:
    text = loaded["country-update-elections.html"].text
    for stray in ("Home", "About these examples", "Share this page", "Imprint"):
        assert stray not in text


def test_results_are_read_as_a_table(loaded: dict[str, Document]) -> None:
    for name in ("country-update-elections.html", "country-update-people.docx"):
        document = loaded[name]
        rows = [
            tuple(document.text[cell.start : cell.end] for cell in block.cells)
            for block in document.blocks
            if block.kind is BlockKind.TABLE_ROW
        ]
        assert ("Ak-Zhol", "3,09", "0") in rows or ("Ak-Zhol", "12.04") in rows, name


def test_the_pdf_has_pages(loaded: dict[str, Document]) -> None:
    document = loaded["nations-in-transit-elections.pdf"]
    assert len(document.pages) == 2
    assert document.page_of(document.text.index("Asar")) == 2


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
