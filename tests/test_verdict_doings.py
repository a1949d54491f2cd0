"""What a report only tells, or somebody else says, is no verdict of its publisher."""

from __future__ import annotations

import hashlib

import pytest

from dalel.claims.extract import Extractor
from dalel.model import Block, BlockKind, Claim, Document, Source, Status

PUBLISHER = "Institute of Reports"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def claims(extractor: Extractor, text: str, kind: str = "finding") -> list[Claim]:
    """The claims of a kind in a report."""
    document = Document(
        hashlib.sha256(text.encode()).hexdigest(),
        "a.txt",
        "txt",
        text,
        (Block(BlockKind.PARAGRAPH, 0, len(text)),),
        source=Source(publisher=PUBLISHER),
    )
    return [c for c in next(extractor([document])).claims if c.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "The city continued to implement its plan for the repair of wells.",
        "The shelters provided meals and beds through local cooks.",
        "Settlers mainly came from the valleys in the south.",
        "On hearing such a call, guards had to open the gate at once.",
        "Clerks generally received the equivalent of 13 to 16 salaries each year.",
        "Penalties range from fines to exile.",
        "Sailors remain prohibited from singing in port.",
        "Pursuant to the ruling, its members became independent without a right to a hall.",
        "These included delays in counting, missing seals, and torn ballots.",
        "Some 1,800 exiles remained in two camps by the lake.",
        "The country remained a colony of the islands throughout the war.",
        "The bands included hunters from both banks.",
        "He was not allowed to leave the island until autumn.",
    ],
)
def test_what_is_only_done_or_laid_down_is_no_verdict(extractor: Extractor, text: str) -> None:
    assert claims(extractor, text) == []


def test_what_somebody_kept_failing_to_do_is_a_verdict(extractor: Extractor) -> None:
    (one,) = claims(extractor, "Officials continued to ignore complaints.")
    assert one.roles["what"] == ("Officials continued to ignore complaints",)


def test_a_verb_behind_brackets_is_not_that_of_their_subject(extractor: Extractor) -> None:
    text = (
        "Cells were small (in some, up to nine men slept on the floor), dirty, and lacked windows and water."
    )
    assert all("men lacked" not in c.roles["what"][0] for c in claims(extractor, text))


def test_a_verb_right_behind_a_noun_has_another_subject(extractor: Extractor) -> None:
    text = (
        "The city generally enforced pay rules effectively in the formal economy and penalties for theft "
        "were commensurate with those for crimes like fraud."
    )
    assert all("city were" not in c.roles["what"][0] for c in claims(extractor, text))


def test_what_groups_kept_reporting_is_theirs(extractor: Extractor) -> None:
    text = "Rights groups continued to report cells were overcrowded and lacked adequate water."
    assert all(c.roles["by"] != (PUBLISHER,) for c in claims(extractor, text))


def test_the_end_of_a_list_that_somebody_complains_of_is_no_verdict(extractor: Extractor) -> None:
    text = "Farmers complained that maps into their tongue of roads, other ways, and rivers were inadequate."
    assert all(c.roles["by"] != (PUBLISHER,) for c in claims(extractor, text))


def test_a_verdict_begins_behind_the_law_it_judges(extractor: Extractor) -> None:
    text = (
        "The constitution and law provided for freedom of trade, travel, and assembly, "
        "and the government generally respected these rights."
    )
    (one,) = claims(extractor, text)
    assert one.roles["what"] == ("government generally respected these rights",)


def test_it_is_the_body_that_the_sentence_before_is_about(extractor: Extractor) -> None:
    (one,) = claims(extractor, "The bureau has a hall in Port Lume. It did not answer complaints.")
    assert one.roles["what"] == ("bureau did not answer complaints",)


def test_what_a_verdict_denies_is_told_in_its_words(extractor: Extractor) -> None:
    (one,) = claims(extractor, "No cases of such theft were reported.")
    assert (one.roles["what"], one.status) == (("No cases of such theft were reported",), Status.ASSERTED)


def test_that_there_is_no_lowest_age_or_wage_is_a_rule_denied(extractor: Extractor) -> None:
    text = "There was no legal minimum age for sailing."
    (one,) = claims(extractor, text, "rule")
    assert (one.roles["property"], one.status) == (("sailing",), Status.DENIED)
    assert claims(extractor, text) == []


def test_what_a_law_lacks_is_denied(extractor: Extractor) -> None:
    (one,) = claims(extractor, "The law lacks a definition of theft.", "rule")
    assert one.status is Status.DENIED


@pytest.mark.parametrize(
    "text",
    [
        "Guilds must have nine members, and at least two must be women.",
        "Nobles are exempt, while others must pay fees.",
        "Clerks filmed grave cases and others at random; however, filming was not mandatory.",
    ],
)
def test_a_rule_tells_of_whom_it_is(extractor: Extractor, text: str) -> None:
    subjects = [c.roles["subject"][0] for c in claims(extractor, text, "rule")]
    assert not {"at least two", "others", "others at random"} & set(subjects)


def test_bodies_that_answer_in_a_row_answer_each_for_itself(extractor: Extractor) -> None:
    text = "The coast guard reports to the minister of ports; the navy to the minister of war."
    (one,) = claims(extractor, text, "rule")
    assert one.roles["property"] == ("reports to the minister of ports",)


@pytest.mark.parametrize(
    "text",
    [
        "There was an Ombudsman Office for Miners.",
        "Independent print companies existed.",
        "The usual working week was 43 hours in the harbour.",
        "Miners told the press that guards beat them, kept them in the cold, and took their tools.",
    ],
)
def test_what_only_is_there_or_is_counted_is_no_verdict(extractor: Extractor, text: str) -> None:
    assert claims(extractor, text) == []


def test_what_is_measured_is_a_quantity_and_no_finding(extractor: Extractor) -> None:
    text = "The ministry reported that prisons in Lomara were at 238 percent capacity."
    assert claims(extractor, text) == []
    (one,) = claims(extractor, text, "quantity")
    assert one.speakers == ("ministry",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Health and Safety Authority", "According to the Health and Safety Authority, roads were unsafe."),
        ("Nurses for Justice", "According to the NGO Nurses for Justice, roads were unsafe."),
        (
            "Lomara Association for Persons with Disabilities",
            "According to the Lomara Association for Persons with Disabilities, roads were unsafe.",
        ),
    ],
)
def test_who_finds_something_has_the_whole_name(extractor: Extractor, name: str, text: str) -> None:
    assert [c.speakers for c in claims(extractor, text)] == [(name,)]


def test_nor_denies_what_reports_tell(extractor: Extractor) -> None:
    text = "Nor were there credible reports that the government censored newspapers."
    assert [c.status for c in claims(extractor, text, "media_restricted")] == [Status.DENIED]
