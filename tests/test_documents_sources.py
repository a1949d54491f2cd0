"""Where documents come from: what they state, and what `sources.toml` says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.documents import dates, discover, load
from dalel.model import Document, Problem, Source
from documents import making
from documents.making import everything, only, written

BODY = "\n\nThe court in Aktau closed the paper after a trial of two days.\n"


def stated(folder: Path, first: str) -> Source:
    """The source that the first lines of a text state."""
    return only(folder, "a.txt", first + BODY).source


def test_a_copyright_line_gives_site_and_date_with_the_day_first(tmp_path: Path) -> None:
    source = stated(tmp_path, "The fate of a paper\n© example.org 01.03.2013")
    assert (source.title, source.publisher, source.date) == (
        "The fate of a paper",
        "example.org",
        "2013-03-01",
    )
    assert dict(source.stated_by) == dict.fromkeys(("date", "publisher", "title"), "document")


def test_header_fields_give_date_and_author(tmp_path: Path) -> None:
    source = stated(tmp_path, "## Country\n\nLast update:\t5 April 2011\nAuthor:\tA. Writer\n")
    assert (source.title, source.author, source.date) == ("Country", "A. Writer", "2011-04-05")


def test_a_title_line_with_series_and_publisher_is_taken_apart(tmp_path: Path) -> None:
    source = stated(tmp_path, "Examplia. 2017 Reports on Prisons. Example Department of Justice")
    assert (source.title, source.publisher, source.date) == (
        "Examplia. 2017 Reports on Prisons",
        "Example Department of Justice",
        "2017",
    )


def test_the_year_of_a_title_is_a_date_if_nothing_better_is_there(tmp_path: Path) -> None:
    assert stated(tmp_path, "Prisons of the World 2008").date == "2008"
    assert stated(tmp_path, "Prisons of the World 2008\n\nPublished: 3 May 2009").date == "2009-05-03"
    assert stated(tmp_path, "Prisons from 2008 to 2010").date == ""


def test_a_place_and_a_date_in_front_of_a_letter_are_found(tmp_path: Path) -> None:
    source = stated(tmp_path, "Open letter to the court\n\nAlmaty, 16 December 2011")
    assert (source.place, source.date) == ("Almaty", "2011-12-16")


def test_a_date_in_a_sentence_is_not_the_date_of_the_text(tmp_path: Path) -> None:
    source = stated(tmp_path, "The fate of a paper\n\nOn 5 May 2001 the paper was founded by two friends.")
    assert source.date == ""


def test_the_founding_texts_say_when_they_were_published(shared: Path) -> None:
    found = {}
    for item in discover([shared / "seeds"]):
        assert not isinstance(item, Problem)
        (document,) = load(item)
        assert isinstance(document, Document)
        found[document.name[:3]] = document.source.date
    assert found == {"000": "2013-03-01", "001": "", "002": "", "003": "2008", "004": "2011-04-05"}


TOML = """
["a.txt"]
publisher = "Example Committee"
date = 2011-04-05
party = "counsel for the defence"
cites = "Example Agency, 3 April 2011"

["sub/*.txt"]
publisher = "Another Committee"
cites = ["One", "Two"]
"""


def test_sources_toml_goes_before_what_a_document_says(tmp_path: Path) -> None:
    text = "The fate of a paper\n© example.org 01.03.2013" + BODY
    documents, problems = everything(
        written(tmp_path, {"sources.toml": TOML, "a.txt": text, "sub/b.txt": text})
    )
    assert not problems
    first, second = documents["a.txt"].source, documents["sub/b.txt"].source
    assert (first.title, first.publisher, first.date) == (
        "The fate of a paper",
        "Example Committee",
        "2011-04-05",
    )
    assert (first.party, first.cites) == ("counsel for the defence", ("Example Agency, 3 April 2011",))
    assert dict(first.stated_by) == {
        "cites": "sources.toml",
        "date": "sources.toml",
        "party": "sources.toml",
        "publisher": "sources.toml",
        "title": "document",
    }
    assert (second.publisher, second.date, second.cites) == (
        "Another Committee",
        "2013-03-01",
        ("One", "Two"),
    )


def test_sources_toml_holds_for_a_single_file_and_inside_an_archive(tmp_path: Path) -> None:
    files = {"sources.toml": TOML, "a.txt": BODY}
    written(
        tmp_path,
        {"sources.toml": TOML, "a.txt": BODY, "z.zip": making.zipped(files)},
    )
    documents, problems = everything(tmp_path / "a.txt")
    assert documents["a.txt"].source.publisher == "Example Committee"
    assert not problems
    documents, problems = everything(tmp_path / "z.zip")
    assert documents["z.zip!/a.txt"].source.publisher == "Example Committee"
    assert [p.name for p in problems] == ["z.zip!/sources.toml"]


def test_the_outer_sources_toml_goes_before_the_inner(tmp_path: Path) -> None:
    inner = '["a.txt"]\npublisher = "Inner"\nauthor = "A. Writer"\n'
    outer = '["z.zip!/a.txt"]\npublisher = "Outer"\n'
    data = making.zipped({"sources.toml": inner, "a.txt": BODY})
    documents, _ = everything(written(tmp_path, {"sources.toml": outer, "z.zip": data}))
    source = documents["z.zip!/a.txt"].source
    assert (source.publisher, source.author) == ("Outer", "A. Writer")


def test_an_attachment_has_its_own_table(tmp_path: Path) -> None:
    told = """
        ["m.eml"]
        party = "sender"
        ["m.eml!/a.txt"]
        publisher = "Committee"
        ["m.eml!/b.txt"]
        place = "Aktau"
    """
    data = making.message("Hello there.", {"a.txt": BODY.encode()})
    documents, problems = everything(written(tmp_path, {"sources.toml": told, "m.eml": data}))
    assert documents["m.eml"].source.party == "sender"
    assert documents["m.eml!/a.txt"].source.publisher == "Committee"
    assert [(str(p), p.fatal) for p in problems] == [
        ('m.eml: has no "b.txt", which sources.toml names', False)
    ]


def test_a_file_that_is_not_there_is_mentioned(tmp_path: Path) -> None:
    _, problems = everything(written(tmp_path, {"sources.toml": TOML, "a.txt": BODY}))
    assert [(str(p), p.fatal) for p in problems] == [
        ('sources.toml: names "sub/*.txt", which is not there', False)
    ]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ('["a.txt"', "is not valid TOML"),
        ('["a.txt"]\npublsher = "X"', 'has the unknown field "publsher"'),
        ('["a.txt"]\ndate = "some day"', "is not a date: some day"),
        ('["a.txt"]\ntitle = 5', "is not a text"),
        ('["a.txt"]\ncites = [1]', "neither a text nor a list"),
        ('title = "X"', "is not a table"),
        (b"\xff\xfe\xfa", "is not UTF-8"),
    ],
)
def test_a_malformed_sources_toml_is_one_problem_and_the_rest_is_read(
    tmp_path: Path, told: str | bytes, why: str
) -> None:
    documents, problems = everything(written(tmp_path, {"sources.toml": told, "a.txt": BODY}))
    assert list(documents) == ["a.txt"]
    (problem,) = problems
    assert problem.name == "sources.toml"
    assert why in problem.reason
    assert problem.fatal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01.03.2013", "2013-03-01"),
        ("5 April 2011", "2011-04-05"),
        ("April 5, 2011", "2011-04-05"),
        ("5th of April, 2011", "2011-04-05"),
        ("April 2011", "2011-04"),
        ("2011-04-05T10:00:00+06:00", "2011-04-05"),
        ("2011-04", "2011-04"),
        ("2011", "2011"),
        ("20110405101500", "2011-04-05"),
        ("16 декабря 2011 года", "2011-12-16"),
        ("16. Dezember 2011", "2011-12-16"),
        ("le 1er mars 2013", "2013-03-01"),
        ("16 de diciembre de 2011", "2011-12-16"),
        ("12/31/2011", "2011-12-31"),
        ("31.02.2011", ""),
        ("version 1.2.2011b", "2011-02-01"),
        ("2011-13-40", ""),
        ("soon", ""),
        ("2008/2010", "2008/2010"),
        ("2011-04~", "2011-04~"),
    ],
)
def test_dates_of_publication_become_edtf(text: str, expected: str) -> None:
    assert dates.edtf(text) == expected


MONTHS = [date(2001, number, 1).strftime("%B") for number in range(1, 13)]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_every_day_is_understood_in_every_order(day: date) -> None:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%Y%m%d"):
        assert dates.edtf(day.strftime(form)) == day.isoformat()
    month = MONTHS[day.month - 1]
    assert dates.edtf(f"{day.day} {month} {day.year}") == day.isoformat()
    assert dates.edtf(f"{month} {day.day}, {day.year}") == day.isoformat()
