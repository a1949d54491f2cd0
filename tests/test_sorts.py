"""What only tells people apart, is judged or would be needed is no event; people are told whole."""

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
        ("Guards reported that women arrested for drunk driving were held with men.", "arrested"),
        ("The court issued a verdict that banned citizens convicted of libel from voting.", "convicted"),
        ("Centers lacked staff and protocols for handling traumatized and abused children.", "ill_treated"),
        ("Hotlines were available to assist children who were victims of domestic abuse.", "ill_treated"),
        ("There are bail systems for defendants awaiting trial.", "tried"),
        ("The mayor denounced acts of violence against children.", "ill_treated"),
        ("The process of reporting abuse against women was slow.", "ill_treated"),
        ("Judges punished those convicted of the murder of migrants.", "killed"),
        ("Some reporters chose to leave rather than remain and endure harassment.", "ill_treated"),
        ("The dam would require the eviction of 1,000 families.", "ill_treated"),
        ("The families signed an agreement to demolish their sheds.", "seized"),
        (
            "Of 40 accidents in mines, 12 led to fires, and 90 miners sustained serious injuries.",
            "ill_treated",
        ),
        ("It was common for double that number of prisoners to be held in one cell.", "imprisoned"),
        ("The clerks were given the same protections as other workers.", "asylum"),
        ("The board is an independent office for the prosecution of crimes within the army.", "charged"),
        ("The schools often charged parents additional fees.", "charged"),
        ("Guards often arrested suspects in the north.", "arrested"),
        ("No one had been charged with a crime.", "charged"),
        ("If a man is found guilty of murdering his daughter, the punishment is mild.", "killed"),
        ("Statistics regarding the number of citizens imprisoned for debts were not kept.", "imprisoned"),
        ("Perpetrators of past abuses were occasionally punished.", "accused"),
        ("Judges often punished perpetrators of violence.", "accused"),
    ],
)
def test_what_only_tells_people_apart_is_no_event(extractor: Extractor, text: str, kind: str) -> None:
    assert found(extractor, text, kind) == []


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        (
            "There were reports of hate crimes by foreign individuals and groups against herders.",
            "accused",
            {"person": "foreign individuals and groups"},
        ),
        (
            "The state charged several former traders and perpetrators of torture with crimes.",
            "charged",
            {"person": "perpetrators of torture"},
        ),
        (
            "Armed groups regularly harassed, intimidated, or assaulted journalists.",
            "ill_treated",
            {"person": "journalists"},
        ),
        (
            "The police pulled over and arrested arbitrarily three nurses.",
            "arrested",
            {"person": "three nurses"},
        ),
        ("The government investigated complaints against police.", "accused", {"person": "police"}),
        (
            "In 2018, 134 public officials faced charges for corruption, of whom 13 were convicted.",
            "convicted",
            {"person": "13 of 134 public officials"},
        ),
        (
            "Authorities released many men charged with theft on their own recognizance pending trial.",
            "released",
            {"person": "many men charged with theft"},
        ),
        (
            "A farmer confessed to killing a 19-year-old man with albinism.",
            "killed",
            {"person": "19-year-old man with albinism"},
        ),
        (
            "Three unions filed a letter with the court in January accusing Omar Haddad of fraud.",
            "accused",
            {"person": "Omar Haddad"},
        ),
    ],
)
def test_people_are_told_whole_and_with_nothing_else(
    extractor: Extractor, text: str, kind: str, roles: dict[str, str]
) -> None:
    told = found(extractor, text, kind)
    assert any(all(claim.roles.get(role) == (value,) for role, value in roles.items()) for claim in told)


def test_a_complaint_is_not_what_somebody_is_accused_of(extractor: Extractor) -> None:
    claims = found(extractor, "The government investigated complaints against police.", "accused")
    assert all("of" not in claim.roles for claim in claims)


def test_what_somebody_is_convicted_of_is_told_once_with_its_quotation_marks(extractor: Extractor) -> None:
    text = "Omar Haddad was convicted of “insulting the mayor” and “disrupting public order.”"
    (claim,) = found(extractor, text, "convicted")
    assert claim.roles["of"][0].startswith("“insulting the mayor”")
    assert len(set(claim.roles["of"])) == len(claim.roles["of"])
