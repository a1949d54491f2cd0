"""Calls, views and ties are told of somebody, not of anyone whom a rule or a service is for."""

from __future__ import annotations

import pytest

from dalel.claims import Extractor
from test_cases import found


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Officials said that every inmate who requested to meet with a lawyer was able to do so.",
            "demanded",
        ),
        ("The office ran a hotline for victims who requested the support of the state.", "demanded"),
        ("Threats hit any person and organizations advocating for women's rights.", "demanded"),
        ("Threats hit any person and organizations advocating for women's rights.", "stated"),
        ("Suspects have the right to confront witnesses and appeal adverse decisions.", "demanded"),
        ("Widows faced social pressure not to marry again.", "demanded"),
        ("Village chiefs, usually the husband of the female landowner, are the authorities.", "family"),
        ("The cabinet took in 25 refugees from the camps, consisting of nurses and clerks.", "member_of"),
        ("Thefts by guards were rarely reported by residents.", "finding"),
        ("Workers were able to complain when they believed their rights were violated.", "stated"),
        ("The two largest firms observed this law; most firms in the north did not.", "stated"),
        ("In May the two towns agreed to a truce.", "stated"),
        ("A clerk and an employer could agree to have the clerk work more hours.", "stated"),
        ("Members of informal political movement Casa Blu assaulted a reporter.", "member_of"),
        (
            "Police arrested Omar Haddad for a rally on July 13 calling for the release of his son.",
            "demanded",
        ),
        ("There were no reports of officials complicit in abuses.", "stated"),
        ("The office opened in May and publicized the number where persons could report theft.", "stated"),
        ("Reports of theft rose following the establishment of the office.", "founded"),
        ("Officials prohibited groups affiliated with the Harbour Council from meeting.", "member_of"),
        (
            "The board consisted of equal numbers of members named by the head of public service and unions.",
            "member_of",
        ),
        (
            "Claims came from Green Hills, the Rights Division in the Harbour Mission and others.",
            "member_of",
        ),
        ("The king retained the power to dismiss judges.", "controls"),
        ("Online media reported stories not featured in the daily press.", "stated"),
    ],
)
def test_what_is_told_of_nobody_is_no_claim(extractor: Extractor, text: str, kind: str) -> None:
    assert not found(extractor, text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police hurt miners who demanded higher wages.", "demanded"),
        ("The mayor faced pressure from traders to lower the fees.", "demanded"),
        ("Lina Haas, wife of the mayor, owns the bank.", "family"),
        ("Lina Haas agreed that the bridge would be closed.", "stated"),
    ],
)
def test_what_is_told_of_somebody_is_one(extractor: Extractor, text: str, kind: str) -> None:
    assert found(extractor, text, kind)


def test_who_asks_for_something_in_a_paper_issued_it(extractor: Extractor) -> None:
    text = "The bill would help the country to live up to a declaration, which calls for the repeal of it."
    assert not found(extractor, text, "demanded")
    (claim,) = found(extractor, "Miners signed a petition demanding the repeal of the tax.", "demanded")
    assert claim.roles["by"] == ("Miners",)
