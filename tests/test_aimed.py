"""Nobody founds, registers or owns what is only to be founded, registered or owned."""

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
        ("The queen tasked the Harbour Party to form a governing coalition.", "founded"),
        ("The ministry has 45 days to register a miners' union.", "registered"),
        ("Registering a new political party remained difficult.", "registered"),
        ("There were no reported cases of discrimination in owning or managing a business.", "owns"),
        ("The ministry set aside funds to establish day-care centers.", "founded"),
        ("The court told the town to reconsider the establishment of a school.", "founded"),
        ("The union applied to hold a march in May.", "protested"),
        ("If they found no compromise, the dockers could call a strike.", "protested"),
        ("The party of an expelled member could replace the deputy.", "dismissed"),
        ("Courts awarded damages to individuals fired over their illness.", "dismissed"),
        ("The law requires unions to have at least 10 members.", "membership_size"),
        ("Six of 13 harbour judges were women, including Samira Haddad.", "office_held"),
    ],
)
def test_what_may_be_is_not_told_as_done(extractor: Extractor, text: str, kind: str) -> None:
    assert not [c for c in found(extractor, text, kind) if c.frame != "office_held.beside"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Harbour Party was not allowed to register.", "registered"),
        ("The court upheld the decision to dissolve the Harbour Party.", "dissolved"),
        ("The queen founded a party to form a new government.", "founded"),
    ],
)
def test_what_was_done_is_told(extractor: Extractor, text: str, kind: str) -> None:
    assert found(extractor, text, kind)


def test_a_fine_is_not_paid_by_another_fine(extractor: Extractor) -> None:
    text = "In May the board imposed a fine of 900 crowns on 16 unions and an additional fine of 70 crowns."
    (claim,) = found(extractor, text, "payment")
    assert claim.roles["payer"] == ("16 unions",)


def test_members_told_by_their_number_are_one_group(extractor: Extractor) -> None:
    (claim,) = found(extractor, "Police arrested two members of the Labour Party.", "member_of")
    assert claim.roles["member"] == ("two members of the Labour Party",)


def test_a_date_pays_nothing(extractor: Extractor) -> None:
    text = "They followed a resolution from 2014, which budgeted 64 million crowns for roads."
    assert all("2014" not in c.roles.get("payer", ()) for c in found(extractor, text, "payment"))


def test_what_money_is_for_is_told_once(extractor: Extractor) -> None:
    text = "The ministry provided funding to foundations to teach miners."
    assert [c.roles["purpose"] for c in found(extractor, text, "payment")] == [("teach miners",)]
