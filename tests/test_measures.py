"""Numbers and amounts as texts write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.measures import find_amounts, is_damaged, is_number_word, parse_amount, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5,000", 5000),
        ("88,41", Fraction("88.41")),
        ("0,785", Fraction("0.785")),
        ("15,460,484", 15460484),
        ("607 557", 607557),
        ("607\u00a0557", 607557),
        ("1.234.567", 1234567),
        ("1.234,56", Fraction("1234.56")),
        ("12,34,567", 1234567),
        ("twenty-two", 22),
        ("two thousand and six", 2006),
        ("two million three hundred thousand", 2300000),
        ("a dozen", 12),
        ("one-third", Fraction(1, 3)),
        ("two-thirds", Fraction(2, 3)),
        ("three quarters", Fraction(3, 4)),
        ("half", Fraction(1, 2)),
        ("one in five", Fraction(1, 5)),
        ("two-and-one-half", Fraction(5, 2)),
        ("2½", Fraction(5, 2)),
        ("1.24 million", 1240000),
        ("some 30", 30),
        ("-3.2", Fraction("-3.2")),
    ],
)
def test_a_number_has_one_exact_value(text: str, value: Fraction | int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("US$90 million", 90_000_000, "USD"),
        ("$1.5bn", 1_500_000_000, "USD"),
        ("11 billion tenge", 11_000_000_000, "KZT"),
        ("88.5 percent", Fraction("88.5"), "percent"),
        ("45%", 45, "percent"),
        ("five-year", 5, "year"),
        ("62,000 members", 62000, "members"),
        ("three quarters of the seats", Fraction(3, 4), "the seats"),
    ],
)
def test_an_amount_has_a_unit(text: str, value: Fraction | int, unit: str) -> None:
    amount = parse_amount(text)
    assert amount is not None
    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3 to 20 years", 3, 20),
        ("between 20 and 30 percent", 20, 30),
        ("40 percent to 50 percent", 40, 50),
        ("10,000-15,000 members", 10000, 15000),
        ("2 to 3 million", 2_000_000, 3_000_000),
        ("$10 million to $12 million", 10_000_000, 12_000_000),
    ],
)
def test_a_range_keeps_both_ends(text: str, low: int, high: int) -> None:
    amount = parse_amount(text)
    assert amount is not None
    assert amount.value == low
    assert amount.upper == high


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("about 40", "about"),
        ("more than 1,000", "at least"),
        ("as many as 50", "at least"),
        ("up to 12", "at most"),
        ("exactly 7", ""),
    ],
)
def test_words_before_a_number_bound_it(text: str, bound: str) -> None:
    amount = parse_amount(text)
    assert amount is not None
    assert amount.bound == bound


@pytest.mark.parametrize("text", ["third", "the third", "21st", "twenty-first", "fifth-largest"])
def test_ordinals_are_told_from_counts(text: str) -> None:
    amount = parse_amount(text)
    assert amount is not None
    assert amount.ordinal
    assert amount.value


@pytest.mark.parametrize(
    "text", [",400", ".36 billion", "US million", "US $ million", "$ billion", "1O,000", "1,2345", "12,,000"]
)
def test_a_damaged_number_never_becomes_one(text: str) -> None:
    assert is_damaged(text)
    assert parse_number(text) is None
    amount = parse_amount(text)
    assert amount is not None
    assert amount.damaged


@pytest.mark.parametrize("text", ["", "dozens", "members", "million", "a member", "percent", "May 2005"])
def test_words_without_a_number_give_none(text: str) -> None:
    assert parse_amount(text) is None


def test_amounts_are_found_in_running_text() -> None:
    text = (
        "Nearly 40 members paid US$2.5 million (1 billion tenge) for a third of the shares, ,400 of them new."
    )
    found = list(find_amounts(text))
    assert [a.text for a in found] == [
        "Nearly 40",
        "US$2.5 million",
        "1 billion tenge",
        "a third",
        ",400",
    ]
    assert found[-1].damaged
    assert all(text[a.start : a.end] == a.text for a in found)


def test_a_day_and_a_count_after_it_are_two_numbers() -> None:
    assert [a.value for a in find_amounts("On May 12 500 people marched.")] == [12, 500]


def test_amounts_agree_as_far_as_their_last_place() -> None:
    exact, rounded, other = (parse_amount(t) for t in ("88.41 percent", "88 percent", "88.5 percent"))
    assert exact
    assert rounded
    assert other
    assert exact.agrees(rounded)
    assert not exact.agrees(other)
    tenge = parse_amount("88 tenge")
    assert tenge
    assert not exact.agrees(tenge)


@pytest.mark.parametrize(
    "word", ["22", "5,000", "45%", "21st", "twenty-two", "million", "third", "two-thirds"]
)
def test_number_words(word: str) -> None:
    assert is_number_word(word)


@pytest.mark.parametrize("word", ["", "-", "house", "N1", "one-sided", "22a"])
def test_other_words_are_none(word: str) -> None:
    assert not is_number_word(word)


@given(st.integers(min_value=0, max_value=10**12))
def test_grouping_by_commas_or_spaces_does_not_change_a_number(number: int) -> None:
    assert parse_number(f"{number:,}") == number
    assert parse_number(f"{number:,}".replace(",", "\u202f")) == number
    assert parse_number(str(number)) == number


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    parse_amount(text)
    end = 0
    for amount in find_amounts(text):
        assert end <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end] == amount.text
        end = amount.end


@given(st.text(alphabet="0123456789,. %$-andtomilon", max_size=30))
def test_any_heap_of_digits_and_marks_can_be_searched(text: str) -> None:
    parse_amount(text)
    list(find_amounts(text))
