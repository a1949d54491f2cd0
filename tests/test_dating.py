"""When claims happened: which of the times around is whose."""

from __future__ import annotations

import pytest

from dalel.claims import Extractor
from dalel.model import Block, BlockKind, Claim, Document, Source


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The whole way from a text to its claims."""
    return Extractor()


def claims(extractor: Extractor, text: str, date: str = "2018") -> list[Claim]:
    """The claims of a report on a year."""
    source = Source(title="Country report", date=date, publisher="Rights Watch")
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document(id="d", name="d.txt", format="txt", text=text, blocks=(block,), source=source)
    return [claim for found in extractor([document]) for claim in found.claims]


def times(extractor: Extractor, text: str, kind: str, date: str = "2018") -> list[str]:
    """The times of the claims of one kind."""
    return [claim.time for claim in claims(extractor, text, date) if claim.kind == kind]


def test_each_of_a_list_has_the_date_behind_the_name(extractor: Extractor) -> None:
    text = (
        "At least three editors were killed during the year: Ana Roja (in Morel) on May 3, "
        "Vito Luca (in Karal) on July 2, and Omar Haddad (in Tula) on August 4."
    )
    found = {(c.roles["person"][0], c.time) for c in claims(extractor, text) if c.kind == "killed"}
    assert {("Ana Roja", "2018-05-03"), ("Vito Luca", "2018-07-02"), ("Omar Haddad", "2018-08-04")} <= found
    assert len(found) == 4


@pytest.mark.parametrize(
    ("text", "kind", "time"),
    [
        # what a sentence is for, or what was done before it, is not of its day
        (
            "On May 5, a court sentenced Ali Omar to two years in prison for organizing a protest.",
            "protested",
            "",
        ),
        ("On April 7, she was fined after the court ruled the strike illegal.", "finding", ""),
        ("In May police opened an inquiry into the death of Sami Haddad.", "killed", ""),
        ("In March police charged a man with the February 2017 killing of Sami Haddad.", "killed", "2017-02"),
        (
            "In March police charged a man with the February 2017 killing of Sami Haddad.",
            "charged",
            "2018-03",
        ),
        # a clause that goes on keeps the date before both, not one inside the first
        (
            "In June police arrested Ali Omar, and a court sentenced him to a year in prison.",
            "sentenced",
            "2018-06",
        ),
        # numbers are of their clause
        ("As of June, 398 journalists were under protection.", "quantity", "2018-06"),
        ("From 1996 to 2006 the number of cases grew from 100 to 540.", "quantity", "1996"),
        # posts end
        ("In 2004 Dina Omar became chairman of the Bar Council.", "office_held", "2004"),
        ("On September 5, Interior Minister Sami Haddad resigned.", "office_held", "../2018-09-05"),
        ("On September 5, Interior Minister Sami Haddad visited the port.", "office_held", "2018-09-05"),
        # what had happened as of a day happened before it, what had not is as of that day
        ("As of November the court had convicted three officers of fraud.", "convicted", "../2018-11"),
        ("As of November no officers had been convicted of fraud.", "convicted", "2018-11"),
    ],
)
def test_each_claim_has_the_time_of_its_own_clause(
    extractor: Extractor, text: str, kind: str, time: str
) -> None:
    found = times(extractor, text, kind)
    assert found
    assert found[0] == time


@pytest.mark.parametrize(
    ("text", "kind", "time"),
    [
        (
            "In June Ali Omar was convicted of fraud. He was sentenced to three years in prison.",
            "sentenced",
            "2018-06",
        ),
        # what followed on a day need not be of that day
        ("On August 8, Ali Omar was stabbed. Police arrested Sami Haddad.", "arrested", "2018"),
        ("On August 8, Ali Omar was stabbed. Police often arrested his friends.", "arrested", ""),
        (
            "On August 8, Ali Omar was stabbed. On August 9, police arrested Sami Haddad.",
            "arrested",
            "2018-08-09",
        ),
    ],
)
def test_a_story_goes_on_at_the_time_told_before(
    extractor: Extractor, text: str, kind: str, time: str
) -> None:
    assert times(extractor, text, kind) == [time]


def test_who_counts_speaks_and_who_holds_a_post_is_only_named(extractor: Extractor) -> None:
    found = claims(extractor, "From January to June, the Press Union documented 40 attacks on reporters.")
    assert {claim.speakers for claim in found if claim.kind == "quantity"} == {("Press Union",)}
    found = claims(extractor, "According to media reports, opposition leader Sami Haddad was arrested.")
    spoken = {claim.kind: claim.speakers for claim in found}
    assert spoken["arrested"] == ("media reports",)
    assert spoken["office_held"] == ()


def test_what_a_rule_forbids_is_the_rule(extractor: Extractor) -> None:
    found = claims(extractor, "Judges must not belong to a political party.")
    assert {claim.status for claim in found if claim.kind == "rule"} == {"asserted"}


def test_an_election_was_held_when_it_took_place_not_when_it_was_planned(extractor: Extractor) -> None:
    text = "Municipal elections, planned for 2010, took place in February 2012."
    assert times(extractor, text, "election_held") == ["2012-02"]
    assert times(extractor, "Municipal elections set for 2010 led to unrest.", "election_held") == ["2010"]


def test_an_anniversary_does_not_date_what_it_recalls(extractor: Extractor) -> None:
    text = "On December 6, crowds marked the anniversary of the killing of Omar Aziz."
    assert times(extractor, text, "killed") == [""]


def test_the_dates_of_others_are_not_those_of_the_first(extractor: Extractor) -> None:
    text = "Police detained 12 miners on May 3, 15 on May 4, and 20 on May 5."
    assert times(extractor, text, "arrested") == ["2018-05-03"]
    text = "Police arrested Omar Aziz in 2009, 2011, and 2014."
    assert times(extractor, text, "arrested") == ["2009", "2011", "2014"]


def test_a_record_since_a_year_did_not_begin_in_it(extractor: Extractor) -> None:
    assert times(extractor, "Turnout was 46 percent, the lowest since 1994.", "turnout") == [""]


def test_since_when_somebody_holds_his_post_dates_nothing_else(extractor: Extractor) -> None:
    text = "Omar Aziz, mayor since 2004, was arrested in June."
    assert times(extractor, text, "arrested") == ["2018-06"]
    assert times(extractor, text, "office_held") == ["2004/.."]


def test_a_warrant_has_the_time_it_was_issued(extractor: Extractor) -> None:
    text = "Interpol issued a red notice against Omar Aziz in 2011 and deleted it in 2017."
    assert times(extractor, text, "wanted") == ["2011"]
