"""Times in EDTF as intervals of days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.measures import Edtf, is_edtf, parse_edtf


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2007-08-18", date(2007, 8, 18), date(2007, 8, 18), "day"),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29), "month"),
        ("2007", date(2007, 1, 1), date(2007, 12, 31), "year"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "decade"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "century"),
        ("2004-XX", date(2004, 1, 1), date(2004, 12, 31), "year"),
        ("2004-06-XX", date(2004, 6, 1), date(2004, 6, 30), "month"),
        ("2016-21", date(2016, 3, 1), date(2016, 5, 31), "season"),
        ("2016-24", date(2016, 12, 1), date(2017, 2, 28), "season"),
        ("2002-07/2003-01", date(2002, 7, 1), date(2003, 1, 31), "month"),
        ("2002/2003-01-05", date(2002, 1, 1), date(2003, 1, 5), "day"),
        ("../2004", None, date(2004, 12, 31), "year"),
        ("2007/..", date(2007, 1, 1), None, "year"),
        ("198X/..", date(1980, 1, 1), None, "decade"),
    ],
)
def test_a_time_is_an_interval_of_days(
    text: str, first: date | None, last: date | None, precision: str
) -> None:
    time = parse_edtf(text)
    assert (time.first, time.last, time.precision) == (first, last, precision)
    assert str(time) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "07",
        "2007-8",
        "2007-13",
        "2007-02-30",
        "2007-00",
        "199X-05",
        "2009/2004",
        "../..",
        "/",
        "2007/2008/2009",
        "18 August 2007",
        "2007 ",
        "0000",
        "2007-XX-05",
    ],
)
def test_other_texts_are_no_times(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(ValueError, match=r"."):
        parse_edtf(text)


def test_marks_of_doubt_are_kept() -> None:
    assert parse_edtf("2004?").uncertain
    assert parse_edtf("2004-06~").approximate
    both = parse_edtf("2004%")
    assert both.uncertain
    assert both.approximate
    assert not parse_edtf("2004").uncertain


def test_times_are_ordered_by_their_days() -> None:
    texts = ["2007/..", "2007-08", "199X", "../2004", "2007-08-18", "2004"]
    assert [str(t) for t in sorted(map(parse_edtf, texts))] == [
        "../2004",
        "199X",
        "2004",
        "2007/..",
        "2007-08",
        "2007-08-18",
    ]


def test_overlap_and_containment() -> None:
    year, month, since = parse_edtf("2007"), parse_edtf("2007-08"), parse_edtf("2007-08-18/..")
    assert year.contains(month)
    assert not month.contains(year)
    assert since.overlaps(month)
    assert not since.contains(month)
    assert not since.overlaps(parse_edtf("2006"))
    assert parse_edtf("2006").before(month)
    assert not year.before(month)


days = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31))


@given(days)
def test_every_day_lies_in_its_month_and_year(day: date) -> None:
    text = day.isoformat()
    for length in (10, 7, 4):
        assert parse_edtf(text[:length]).contains(parse_edtf(text))


@given(days, days)
def test_before_excludes_overlap(one: date, other: date) -> None:
    first, second = sorted((one, other))
    left, right = parse_edtf(first.isoformat()), parse_edtf(second.isoformat())
    assert left.before(right) != left.overlaps(right)
    both: Edtf = parse_edtf(f"{first.isoformat()}/{second.isoformat()}")
    assert both.contains(left)
    assert both.contains(right)


@given(st.text(alphabet="0123456789-/.X?~%", max_size=24))
def test_any_text_is_a_time_or_refused(text: str) -> None:
    assert is_edtf(text) in (True, False)
