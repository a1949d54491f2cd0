"""What is said begins where it can be understood: with its number, and with whom a pronoun means."""

from __future__ import annotations

import pytest

from dalel.claims import Extractor
from test_cases import found


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The mayor stated on that occasion that his council protected the harbour.",
            "his council protected the harbour",
        ),
        (
            "Many schools expelled pregnant girls because they considered them a bad example.",
            "pregnant girls a bad example",
        ),
        (
            "Ana Lima laid flowers at the grave of Omar Haddad, praising him as a hero.",
            "Omar Haddad as a hero",
        ),
        (
            "The mayor stated on several occasions that theft was common.",
            "theft was common",
        ),
        (
            "The ministry maintained that they were no victims but did not share any details of its review.",
            "they were no victims",
        ),
        (
            "Villagers refused money because they deemed it to be inadequate.",
            "money to be inadequate",
        ),
        (
            "Officials continued to refer to some journalists as foreign agents.",
            "some journalists as foreign agents",
        ),
        (
            "Commenting on a case brought by Radio Sol, Lina Haas said the judge was paid.",
            "judge was paid",
        ),
        (
            "The fees led to a series of rallies, following which most firms agreed not to raise them.",
            "not to raise them",
        ),
    ],
)
def test_a_statement_begins_with_what_it_is_about(extractor: Extractor, text: str, content: str) -> None:
    assert [claim.roles["content"] for claim in found(extractor, text, "stated")] == [(content,)]


def test_a_share_of_those_asked_keeps_them(extractor: Extractor) -> None:
    (claim,) = found(extractor, "The survey found that of 2,000 nurses asked, many were ill.", "finding")
    assert claim.roles["what"] == ("of 2,000 nurses asked, many were ill",)


def test_whose_transfer_is_told_is_not_the_reports(extractor: Extractor) -> None:
    text = (
        "There were reports by clerks of inmates reaching age 18 who were not transferred to the old block."
    )
    assert not found(extractor, text, "transferred")


def test_a_word_with_re_stays_whole(extractor: Extractor) -> None:
    (claim,) = found(extractor, "Unions demanded the re-establishment of a labour court.", "demanded")
    assert claim.roles["what"] == ("re-establishment of a labour court",)


def test_who_goes_to_court_says_what_the_lawsuit_alleges(extractor: Extractor) -> None:
    (claim,) = found(extractor, "Ana Lima filed a lawsuit alleging unlawful dismissal and theft.", "stated")
    assert claim.roles["by"] == ("Ana Lima",)
    assert claim.speakers == ("Ana Lima",)


def test_a_year_before_a_name_is_no_part_of_it(extractor: Extractor) -> None:
    (claim,) = found(extractor, "In 2020 PRX established an emergency hotline.", "founded")
    assert claim.roles["by"] == ("PRX",)


def test_a_protocol_to_a_treaty_is_one_thing(extractor: Extractor) -> None:
    (claim,) = found(extractor, "Norway is a party to the Protocol to the Charter on Ports.", "member_of")
    assert claim.roles["organisation"] == ("Protocol to the Charter on Ports",)
