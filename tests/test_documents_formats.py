"""PDF, Word, OpenDocument, RTF and e-mail."""

# ruff: noqa: E501  # files have the lines they have

from __future__ import annotations

from pathlib import Path

import pytest

from dalel.model import BlockKind
from documents import making
from documents.making import cells, everything, only, reason, texts, written

LONG = (
    "The appellate court in the capital upheld the sentence against the editor on Tuesday and his lawyers "
    "said that they would turn to the Supreme Court, which had never yet overturned such a verdict."
)


def test_a_pdf_gives_headings_and_whole_paragraphs(tmp_path: Path) -> None:
    document = only(tmp_path, "a.pdf", making.pdf([["# The verdict", LONG, "Nobody came to the hearing."]]))
    assert texts(document, "heading") == ["The verdict"]
    assert texts(document, "paragraph") == [LONG, "Nobody came to the hearing."]


def test_a_paragraph_over_two_pages_is_one_and_each_offset_has_its_page(tmp_path: Path) -> None:
    first = ["The council met in March and named", "seven new members of the board, among", "them two former"]
    second = ["ministers and a banker.", "The banker declined."]
    document = only(tmp_path, "a.pdf", making.lines_pdf([first, second]))
    sentence = (
        "The council met in March and named seven new members of the board, among them two former ministers"
    )
    assert document.text.startswith(f"{sentence} and a banker.")
    assert document.page_of(document.text.index("two former")) == 1
    assert document.page_of(document.text.index("ministers")) == 2
    assert document.page_of(document.text.index("declined")) == 2
    assert document.pages[0].start == 0
    assert document.pages[-1].end == len(document.text)


def test_words_divided_at_line_ends_become_whole(tmp_path: Path) -> None:
    lines = [
        "The prosecutor accused the organ-",
        "ization of spreading false infor-",
        "mation, and the vice-",
        "president of theft.",
    ]
    document = only(tmp_path, "a.pdf", making.lines_pdf([lines]))
    assert document.text == (
        "The prosecutor accused the organization of spreading false information, and the vice-president of theft."
    )


def test_running_heads_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    pages = [
        ["Example Committee, Report 2011", f"Page text {word} stands here and ends.", str(number)]
        for number, word in enumerate(("one", "two", "three", "four"), 1)
    ]
    document = only(tmp_path, "a.pdf", making.lines_pdf(pages))
    assert "Example Committee" not in document.text
    assert texts(document) == [
        f"Page text {word} stands here and ends." for word in ("one", "two", "three", "four")
    ]


def test_items_of_a_list_in_a_pdf_are_items(tmp_path: Path) -> None:
    document = only(tmp_path, "a.pdf", making.pdf([[LONG, "• A. Testov, fined", "• B. Probe, at large"]]))
    assert texts(document, "list_item") == ["A. Testov, fined", "B. Probe, at large"]


def test_the_rows_of_a_table_in_a_pdf_are_rows(tmp_path: Path) -> None:
    data = making.table_pdf([["Party", "Votes", "Seats"], ["North", "12.5", "3"], ["South", "88.41", "98"]])
    document = only(tmp_path, "a.pdf", data)
    assert cells(document, "table_row") == [
        ["Party", "Votes", "Seats"],
        ["North", "12.5", "3"],
        ["South", "88.41", "98"],
    ]


@pytest.mark.parametrize(("pages", "note"), [(1, "no text layer, 1 page"), (3, "no text layer, 3 pages")])
def test_a_scanned_pdf_says_so(tmp_path: Path, pages: int, note: str) -> None:
    document = only(tmp_path, "scan.pdf", making.scanned_pdf(pages))
    assert document.text == ""
    assert document.notes == (note,)
    assert len(document.pages) == pages


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_anyone_may_open_is_read_and_a_locked_one_said_to_be(
    tmp_path: Path, algorithm: str
) -> None:
    document = only(tmp_path, "open.pdf", making.locked_pdf("", algorithm))
    assert document.text.strip() == "Nobody may read this without the word."
    assert reason(tmp_path, "a.pdf", making.locked_pdf("word", algorithm)) == "is password-protected"


def test_a_pdf_without_title_and_author_has_none(tmp_path: Path) -> None:
    source = only(tmp_path, "a.pdf", making.blank_pdf()).source
    assert (source.title, source.author) == ("", "")


def test_a_locked_pdf_is_password_protected(tmp_path: Path) -> None:
    assert reason(tmp_path, "a.pdf", making.locked_pdf("word")) == "is password-protected"


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_truncated_pdf_is_said_to_be(tmp_path: Path, part: float) -> None:
    data = making.pdf([["# The verdict", LONG]])
    assert "truncated or damaged" in reason(tmp_path, "a.pdf", data[: int(len(data) * part)])


def test_a_damaged_pdf_is_said_to_be(tmp_path: Path) -> None:
    assert "damaged" in reason(tmp_path, "a.pdf", b"%PDF-1.4\n" + b"nonsense " * 50 + b"\n%%EOF\n")


def test_pdf_properties_state_title_and_author(tmp_path: Path) -> None:
    data = making.pdf([[LONG, "Text."]], title="The trial of an editor", author="A. Writer")
    source = only(tmp_path, "a.pdf", data).source
    assert (source.title, source.author) == ("The trial of an editor", "A. Writer")
    assert dict(source.stated_by)["title"] == "file properties"


def test_a_word_document_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    data = making.word(
        [("Title", "Cases"), ("Heading 2", "Trials"), ("Normal", LONG), ("List Bullet", "A. Testov, fined")],
        [["Court", "Defendants"], ["Aktau", "37"]],
        author="A. Writer",
    )
    document = only(tmp_path, "a.docx", data)
    assert [(b.kind.value, b.level) for b in document.blocks][:4] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("list_item", 0),
    ]
    assert cells(document, "table_row") == [["Court", "Defendants"], ["Aktau", "37"]]
    assert document.source.author == "A. Writer"
    assert document.source.title == "Cases"


def test_fields_of_a_word_document_are_fields(tmp_path: Path) -> None:
    data = making.word([("Normal", "Prime minister:\tAskar Testov"), ("Normal", "Population: 15,460 (2010)")])
    assert cells(only(tmp_path, "a.docx", data), "field") == [
        ["Prime minister", "Askar Testov"],
        ["Population", "15,460 (2010)"],
    ]


def test_an_opendocument_text_keeps_its_structure_and_notes(tmp_path: Path) -> None:
    body = (
        '<text:h text:outline-level="1">Cases</text:h>'
        "<text:p>The court<text:s/>closed<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Agency, 3 May.</text:p></text:note-body></text:note> the paper &amp; the site.</text:p>"
        "<text:list><text:list-item><text:p>A. Testov, fined</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Court</text:p></table:table-cell><table:table-cell>"
        "<text:p>Cases</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Aktau"
        "</text:p></table:table-cell><table:table-cell><text:p>37</text:p></table:table-cell></table:table-row></table:table>"
    )
    document = only(
        tmp_path,
        "a.odt",
        making.odt(body, title="Cases of 2011", author="A. Writer", date="2011-12-20T10:00:00"),
    )
    assert document.text == (
        "Cases\n\nThe court closed[1] the paper & the site.\n\nA. Testov, fined\n\nCourt\tCases\nAktau\t37\n\n[1] Agency, 3 May."
    )
    assert [b.kind.value for b in document.blocks] == [
        "heading",
        "paragraph",
        "list_item",
        "table_row",
        "table_row",
        "reference",
    ]
    assert (document.source.author, document.source.date) == ("A. Writer", "2011-12-20")


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_truncated_office_documents_are_said_to_be(tmp_path: Path, name: str) -> None:
    data = making.word([("Normal", LONG)]) if name == "a.docx" else making.odt(f"<text:p>{LONG}</text:p>")
    assert reason(tmp_path, name, data[: len(data) // 2]) == "is truncated or damaged"


def test_an_rtf_document_in_a_cyrillic_code_page_is_read(tmp_path: Path) -> None:
    word = "".join(f"\\'{byte:02x}" for byte in "Суд".encode("cp1251"))
    source = (
        "{\\rtf1\\ansi\\ansicpg1251{\\info{\\title The verdict}{\\author A. Writer}{\\creatim\\yr2011\\mo12\\dy20}}"
        f"\\pard {word} \\u1074? Aktau closed the paper.\\par The editor left.\\par}}"
    )
    document = only(tmp_path, "a.rtf", source)
    assert document.text == "Суд в Aktau closed the paper.\nThe editor left."
    assert (document.source.title, document.source.author, document.source.date) == (
        "The verdict",
        "A. Writer",
        "2011-12-20",
    )


def test_a_truncated_rtf_document_is_said_to_be(tmp_path: Path) -> None:
    assert reason(tmp_path, "a.rtf", "{\\rtf1\\ansi The court closed the") == "is truncated"


def test_a_message_gives_itself_and_its_attachments(tmp_path: Path) -> None:
    data = making.message(
        "The court in Aktau closed the paper.\nIts editor was fined.\n",
        {
            "report.pdf": making.pdf([[LONG]]),
            "list.txt": b"Names of the accused are here.",
            "photo.png": making.PNG,
        },
        Subject="The verdict",
    )
    documents, problems = everything(written(tmp_path, {"mail.eml": data}))
    assert list(documents) == ["mail.eml", "mail.eml!/report.pdf", "mail.eml!/list.txt"]
    assert [(p.name, p.fatal) for p in problems] == [("mail.eml!/photo.png", False)]
    mail = documents["mail.eml"]
    assert (mail.source.title, mail.source.author, mail.source.date) == (
        "The verdict",
        "A. Writer",
        "2013-03-01",
    )
    assert dict(mail.source.stated_by) == dict.fromkeys(("author", "date", "title"), "e-mail header")
    assert "The court in Aktau closed the paper." in mail.text
    assert documents["mail.eml!/report.pdf"].id != mail.id


def test_a_message_in_a_message_is_read(tmp_path: Path) -> None:
    inner = making.message("The editor left the country.", Subject="News")
    documents, _ = everything(
        written(tmp_path, {"a.eml": making.message("See below.", {"inner.eml": inner})})
    )
    assert "The editor left the country." in documents["a.eml!/inner.eml"].text


def test_a_message_in_html_only_is_read(tmp_path: Path) -> None:
    data = making.message("", html="<p>The court <b>closed</b> the paper.</p><script>x()</script>")
    document = only(tmp_path, "a.eml", data)
    assert document.text.endswith("The court closed the paper.")


def test_quoted_lines_lose_their_marks(tmp_path: Path) -> None:
    body = "I agree.\n\n> The editor was fined by the court in Aktau,\n> and the paper was closed.\n"
    document = only(tmp_path, "a.eml", making.message(body))
    assert ">" not in document.text.split("A message", 1)[1].replace("example.org>", "")
    assert "The editor was fined by the court in Aktau,\nand the paper was closed." in texts(
        document, "paragraph"
    )


def test_a_text_without_headers_is_no_message(tmp_path: Path) -> None:
    assert reason(tmp_path, "a.eml", "Just some words.\n") == "is not an e-mail message"


@pytest.mark.parametrize(
    ("name", "content", "form", "note"),
    [
        ("a.txt", making.pdf([[LONG]]), "pdf", "is a PDF, though its name says text"),
        (
            "a.docx",
            "<!DOCTYPE html><html><body><p>The court closed it.</p></body></html>",
            "html",
            "is an HTML page",
        ),
        ("a.pdf", making.word([("Normal", LONG)]), "docx", "is a Word document, though its name says a PDF"),
        ("a.pdf", making.odt(f"<text:p>{LONG}</text:p>"), "odt", "is an OpenDocument text"),
        ("a.txt", "{\\rtf1\\ansi The court closed it.}", "rtf", "is an RTF document"),
    ],
)
def test_a_mislabelled_file_is_read_as_what_it_is(
    tmp_path: Path, name: str, content: bytes | str, form: str, note: str
) -> None:
    document = only(tmp_path, name, content)
    assert document.format == form
    assert document.notes[0].startswith(note)
    assert "court" in document.text


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", making.PNG, "is a PNG image, not a PDF"),
        ("a.docx", making.PNG, "is a PNG image, not a Word document"),
        ("a.pdf", b"plain words", "is not a PDF"),
        ("a.docx", b"plain words", "is not a Word document"),
        ("a.odt", b"plain words", "is not an OpenDocument text"),
        ("a.rtf", b"plain words", "is not an RTF document"),
        ("a.docx", making.zipped({"a.txt": "words"}), "is a ZIP archive, not a Word document"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is password-protected",
        ),
        ("a.txt", b"", "is empty"),
        ("a.pdf", b"  \n", "is empty"),
    ],
)
def test_a_file_that_is_something_else_is_one_clear_problem(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    assert reason(tmp_path, name, content) == why


def test_tables_of_a_document_are_numbered(tmp_path: Path) -> None:
    page = (
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table><p>Text in between.</p>" * 2
    )
    document = only(tmp_path, "a.html", page)
    assert [b.table for b in document.blocks if b.kind is BlockKind.TABLE_ROW] == [0, 0, 1, 1]
