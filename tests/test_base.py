"""The knowledge base keeps whole documents, finds them in any spelling, and forgets them without a trace."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import dalel.base.migrations
from dalel.base import Base
from dalel.base.check import check_base
from dalel.base.passages import passages, sentences
from dalel.base.schema import REVISIONS, metadata
from dalel.claims.extract import Extraction
from dalel.model import (
    BaseError,
    Block,
    BlockKind,
    Claim,
    Document,
    Mention,
    MentionKind,
    Source,
    Span,
    Status,
    UnknownNameError,
)

TEXT = """The quiet court

Judge Yerlan Massimov sentenced the editor Daria Kwaśniewska to three years. She appealed.

Назарбаев приехал в г. Алматы. Суд молчал."""


def extraction(name: str = "quiet.txt", text: str = TEXT) -> Extraction:
    """A document with one claim and two names, as a reader and extractor give it."""
    number = hashlib.sha256(text.encode()).hexdigest()
    blocks, start = [], 0
    for part in text.split("\n\n"):
        kind = BlockKind.HEADING if not start else BlockKind.PARAGRAPH
        blocks.append(Block(kind, start, start + len(part), level=1 if not start else 0))
        start += len(part) + 2
    document = Document(
        id=number,
        name=name,
        format="txt",
        text=text,
        blocks=tuple(blocks),
        pages=(Span(0, len(text)),),
        language="en",
        source=Source(
            publisher="Example Press", date="2011-04", cites=("Agency X",), stated_by=(("date", "document"),)
        ),
        notes=("a remark",),
    )
    quote = "Judge Yerlan Massimov sentenced the editor Daria Kwaśniewska to three years"
    if quote not in text:
        return Extraction(document)
    at = text.index(quote)
    claim = Claim(
        document=number,
        start=at,
        end=at + len(quote),
        quote=quote,
        kind="sentenced",
        roles={"person": ("Daria Kwaśniewska",), "court": ("Yerlan Massimov",), "penalty": ("three years",)},
        time="2011",
        status=Status.ALLEGED,
        speakers=("a clerk",),
        frame="sentenced.1",
        page=1,
    )
    names = ("Yerlan Massimov", "Daria Kwaśniewska")
    mentions = tuple(
        Mention(number, text.index(n), text.index(n) + len(n), n, MentionKind.PERSON, n) for n in names
    )
    return Extraction(document, (claim,), mentions)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.dalel"


@pytest.fixture
def base(path: Path) -> Iterator[Base]:
    with Base.create_or_open(path) as opened:
        yield opened


def test_what_is_written_is_read_back_unchanged(base: Base) -> None:
    written = extraction()
    base.write_document(written)
    assert base.document("quiet.txt") == written.document
    assert base.document(written.document.id[:12]) == written.document
    assert [stored.claim for stored in base.claims()] == list(written.claims)
    number = base.documents()[0].number
    assert base.mentions(number) == sorted(written.mentions, key=lambda m: m.start)
    assert base.claim(written.claims[0].id).doc == "quiet.txt"
    assert base.documents()[0].source == written.document.source


def test_a_document_takes_the_place_of_an_older_one_of_its_name(base: Base) -> None:
    base.write_document(extraction())
    base.write_document(extraction(text="Nothing of this was said."))
    assert [stored.claims for stored in base.documents()] == [0]
    assert base.search_passages("sentenced") == []
    assert base.names() == []


def test_equal_bytes_under_two_names_are_two_documents_with_equal_claims(base: Base) -> None:
    base.write_document(extraction("a.txt"))
    base.write_document(extraction("b.txt"))
    one, other = base.claims()
    assert (one.doc, other.doc) == ("a.txt", "b.txt")
    assert one.claim == other.claim


def test_a_quote_that_is_not_the_text_is_refused_and_nothing_stored(base: Base) -> None:
    good = extraction()
    bad = Claim(good.document.id, 0, 9, "The loud", "sentenced", {"person": ("x",)})
    with pytest.raises(ValueError, match=r"quiet\.txt"):
        base.write_document(Extraction(good.document, (bad,)))
    assert base.documents() == []


@pytest.mark.parametrize(
    "words", ["Kwaśniewska", "kwasniewska", "KWASNIEWSKA", "Квасневска", "Masimov sentenced"]
)
def test_claims_are_found_in_any_case_accents_script_and_spelling(base: Base, words: str) -> None:
    base.write_document(extraction())
    assert [found.claim.kind for found in base.search_claims(words)] == ["sentenced"]
    assert len(base.search_passages(words)) == 1


@pytest.mark.parametrize(
    "words", ["Nazarbayev", "Nazarbaev", "Назарбаев", "Nasarbajew", "приехал Nazarbayev"]
)
def test_a_name_is_found_in_texts_of_another_script(base: Base, words: str) -> None:
    base.write_document(extraction())
    assert [p.text for p in base.search_passages(words)] == ["Назарбаев приехал в г. Алматы."]


def test_names_are_found_by_any_spelling_and_a_womans_stays_her_own(base: Base) -> None:
    base.write_document(extraction())
    assert [name.entity for name in base.search_names("Масимов")] == ["Yerlan Massimov"]
    assert base.search_names("Massimova") == []


def test_how_a_name_is_set_makes_no_spelling(base: Base) -> None:
    text = "They met Anna Lind-\ngren and Anna Lind\u00adgren."
    document = Document("7" * 64, "set.txt", "txt", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    people = [
        Mention(document.id, start, start + len(found), found, MentionKind.PERSON, "Anna Lindgren")
        for found in ("Anna Lind-\ngren", "Anna Lind\u00adgren")
        for start in [text.index(found)]
    ]
    base.write_document(Extraction(document, (), tuple(people)))
    (name,) = base.search_names("Lindgren")
    assert name.spellings == ("Anna Lindgren",)
    assert [passage.text for passage in base.search_passages("Lindgren")] == [text]


def test_phrases_word_beginnings_and_signs_in_a_search(base: Base) -> None:
    base.write_document(extraction())
    assert len(base.search_passages('"the editor"')) == 1
    assert base.search_passages('"editor the"') == []
    assert len(base.search_passages("senten*")) == 1
    assert base.search_passages('" AND ( NEAR* ^:') == []
    assert base.search_passages("") == []


def test_passages_are_sentences_under_their_headings() -> None:
    found = list(passages(extraction().document))
    assert [TEXT[p.start : p.end] for p in found] == [
        "The quiet court",
        "Judge Yerlan Massimov sentenced the editor Daria Kwaśniewska to three years.",
        "She appealed.",
        "Назарбаев приехал в г. Алматы.",
        "Суд молчал.",
    ]
    assert [p.heading for p in found] == ["", *["The quiet court"] * 4]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. J. K. Smith left.| Dr. Orazov stayed.",
        "It cost $3.5 million vs. 2.1 earlier.| No. 5 of the law says so.",
        "“Was it he?” asked one.| “No!” said another.",
        "The firm Ace Ltd. paid 300.| Nobody asked (they never do.)| It ended... badly.",
        "警察来了。|他走了。",
        "The U.S. ambassador came on 4 Sept. 2011.| He spoke.",
    ],
)
def test_abbreviations_do_not_end_sentences(text: str) -> None:
    whole = text.replace("|", "")
    spans = sentences(whole, 0, len(whole))
    assert [whole[a:b] for a, b in spans] == [part.strip() for part in text.split("|")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_only_the_owner_can_read_the_file(base: Base, path: Path) -> None:
    base.write_document(extraction())
    for file in path.parent.iterdir():
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_an_empty_file_that_others_may_read_becomes_its_owners_alone(path: Path) -> None:
    path.touch(0o644)
    with Base.create_or_open(path):
        assert path.stat().st_mode & 0o077 == 0


def test_a_closed_base_is_one_file(path: Path) -> None:
    with Base.create_or_open(path) as base:
        base.write_document(extraction())
    assert [file.name for file in path.parent.iterdir()] == ["case.dalel"]


@pytest.mark.parametrize("writing", [True, False])
def test_a_forgotten_document_leaves_no_bytes(path: Path, writing: bool) -> None:
    opened = Base.create_or_open(path)
    opened.write_document(extraction())
    opened.write_document(extraction("other.txt", "Another story, of harvests and rain."))
    if not writing:
        opened.close()
        opened = Base.open(path)
    assert opened.forget("quiet.txt") == ["quiet.txt"]
    left = b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))
    opened.close()
    left += b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))
    for trace in (
        TEXT,
        "Massimov",
        "massimov",
        "kwasniewska",
        "Kwaśniewska",
        "sentenced",
        "назарбаев",
        "quiet.txt",
    ):
        assert trace.encode() not in left
        assert trace.encode().lower() not in left.lower()
    assert b"harvests" in left
    with Base.open(path) as again:
        assert all(check.good for check in check_base(again))
        assert len(again.search_passages("harvests")) == 1


def test_forgetting_takes_parts_and_copies_along(base: Base) -> None:
    base.write_document(extraction("letter.eml", "A letter."))
    base.write_document(extraction("letter.eml!/report.txt"))
    base.write_document(extraction("copy.txt"))
    assert base.forget("letter.eml") == ["copy.txt", "letter.eml", "letter.eml!/report.txt"]
    with pytest.raises(UnknownNameError, match=r"letter\.eml"):
        base.forget("letter.eml")


def test_migrations_make_the_schema_and_nothing_else(base: Base) -> None:
    folder = str(Path(dalel.base.migrations.__file__).parent)
    assert ScriptDirectory(folder).get_heads() == [REVISIONS[-1]]
    with base._reading() as connection:
        known = set(metadata.tables)
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: kind != "table" or name in known}
        )
        assert compare_metadata(context, metadata) == []


def test_an_empty_file_becomes_a_base(path: Path) -> None:
    path.touch()  # as a process killed at once would leave it
    with Base.open(path) as opened:
        assert opened.documents() == []


def test_files_that_are_no_base_are_named_with_the_reason(path: Path, tmp_path: Path) -> None:
    with pytest.raises(BaseError, match="there is no such base"):
        Base.open(path)
    path.write_text("minutes of a meeting", "utf-8")
    for opening in (Base.open, Base.create_or_open):
        with pytest.raises(BaseError, match=r"case\.dalel: is no Dalel base"):
            opening(path)
    assert path.read_text("utf-8") == "minutes of a meeting"
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE people (name)")
    connection.close()
    for opening in (Base.open, Base.create_or_open):
        with pytest.raises(BaseError, match="no Dalel base"):
            opening(other)
    with pytest.raises(BaseError):
        Base.create_or_open(tmp_path / "no folder" / "case.dalel")


def test_a_base_of_a_newer_version_is_left_alone(path: Path) -> None:
    Base.create_or_open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    for opening in (Base.open, Base.create_or_open):
        with pytest.raises(BaseError, match="newer version"):
            opening(path)


def read_all(path: Path) -> None:
    with Base.open(path) as base:
        list(base.claims())
        base.documents()


def test_a_damaged_base_is_said_to_be_damaged(path: Path) -> None:
    with Base.create_or_open(path) as base:
        for i in range(20):
            base.write_document(extraction(f"{i}.txt", TEXT + str(i)))
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(BaseError, match=r"case\.dalel: "):
        read_all(path)


def test_checks_find_a_quote_that_was_tampered_with(base: Base) -> None:
    base.write_document(extraction())
    assert all(check.good for check in check_base(base))
    with base._writing() as connection:
        connection.exec_driver_sql("UPDATE claim SET quote = 'Judge Nobody'")
    assert [check.what for check in check_base(base) if not check.good] == ["base: quotes"]
