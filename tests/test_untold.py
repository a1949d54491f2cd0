"""An event is told only where the text says that it happened, and to whom."""

from __future__ import annotations

import pytest

from dalel.claims import Extractor
from dalel.model import Status
from test_cases import found


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministry was slow to investigate, prosecute, and punish cases of fraud.", "charged"),
        ("The court found insufficient evidence to implicate Omar Haddad in the killing.", "accused"),
        ("The bureau closed 90 asylum applications, which were either rejected or withdrawn.", "asylum"),
        ("Juveniles generally were detained no longer than one month.", "arrested"),
        ("Among the minority brought to trial, few had lawyers.", "tried"),
        ("The chair stood empty due to the death of a clerk who was not replaced.", "killed"),
        ("Guests at the Conference on Combating Violence against Women spoke.", "ill_treated"),
        ("The center gave medical help to sexually abused children.", "ill_treated"),
        ("Reporters interviewed persons displaced by the fighting.", "ill_treated"),
        ("Negligent employers faced fines.", "sentenced"),
        ("The study found that migrants received longer sentences than citizens.", "sentenced"),
        ("Defendants have lawyers. They have counsel from the moment they are charged.", "charged"),
        ("The school taught guards how to treat persons accused or convicted of theft.", "convicted"),
        ("There was a lack of capacity to find and to try robbers.", "tried"),
        ("Lawyers described a police practice of releasing suspects.", "released"),
        ("Juveniles have a wing of their own. They could be held in custody for years.", "imprisoned"),
        ("Recruits were subjected to laws against bribery.", "ill_treated"),
        ("Many women were expelled from their homes.", "deported"),
        ("They often held traders for weeks before charging or releasing them.", "released"),
        ("The government threatened to detain anyone posting jokes.", "arrested"),
        ("The bureau looked into 90 of those cases and referred 14 for prosecution.", "charged"),
        ("The courts made no progress in prosecuting guards.", "charged"),
        ("Gangs killed two herders. The government prosecuted some of these crimes.", "charged"),
        ("Cases go to the Commission for Asylum Seekers.", "asylum"),
        ("The mayor's wife was the owner of a farm.", "family"),
        ("Three officers were subjected to an inquiry.", "ill_treated"),
        ("The board could apply to the court to open proceedings against an institution.", "accused"),
        ("The office investigated prisoner, migrant, and visitor complaints.", "accused"),
        ("The mission received four reports of alleged abuse.", "accused"),
        ("The board is responsible for reporting on human rights problems.", "accused"),
        ("A clerk attempted to punch a reporter in the hall.", "ill_treated"),
        ("They sent migrants to a country where they would face torture.", "ill_treated"),
        ("Gangs were blamed for robbery, kidnappings, and use of child soldiers.", "abducted"),
        ("The rules prohibit guards from shouting, exerting force, or threatening them.", "ill_treated"),
    ],
)
def test_what_a_text_does_not_tell_is_no_event(extractor: Extractor, text: str, kind: str) -> None:
    assert found(extractor, text, kind) == []


@pytest.mark.parametrize(
    ("text", "kind", "person"),
    [
        ("The bureau said 40 workers were held, with some held for years.", "imprisoned", "some workers"),
        (
            "The mayor dismissed officials and recommended others for prosecution.",
            "charged",
            "other officials",
        ),
        (
            "Ten deported workers, some of whom were beaten by guards, rested.",
            "ill_treated",
            "some of Ten deported workers",
        ),
        ("A baker, identified as Mandu Rako, disappeared after a quarrel.", "abducted", "Mandu Rako"),
        ("The gang killed persons with albinism.", "killed", "persons with albinism"),
        ("A Rivo report noted guards often beat, arrested, and detained traders.", "arrested", "traders"),
    ],
)
def test_who_is_meant_is_told_whole(extractor: Extractor, text: str, kind: str, person: str) -> None:
    assert person in {p for claim in found(extractor, text, kind) for p in claim.roles["person"]}


def test_a_trial_that_has_not_started_is_denied(extractor: Extractor) -> None:
    claims = found(extractor, "Trials against the two editors had not yet started.", "tried")
    assert [claim.status for claim in claims] == [Status.DENIED]


def test_who_takes_steps_to_punish_punishes(extractor: Extractor) -> None:
    claims = found(extractor, "The state took steps to prosecute two guards who stole funds.", "charged")
    assert [claim.roles.get("by") for claim in claims] == [("state",)]


def test_the_place_of_a_crime_is_not_that_of_the_arrest(extractor: Extractor) -> None:
    claims = found(extractor, "Police arrested a guard for the rape of a nurse in Karal.", "arrested")
    assert claims
    assert all("place" not in claim.roles for claim in claims)


def test_who_killed_is_the_accused_and_not_the_case(extractor: Extractor) -> None:
    text = "The bureau closed the case against the police officer who killed Omar Haddad."
    assert [claim.roles["by"] for claim in found(extractor, text, "killed")] == [("police officer",)]


def test_nobody_charges_himself(extractor: Extractor) -> None:
    text = "The officials met. They rarely prosecuted officials accused of fraud."
    assert all("by" not in claim.roles for claim in found(extractor, text, "charged"))


def test_those_told_by_a_participle_keep_their_number(extractor: Extractor) -> None:
    claims = found(extractor, "Two jailed editors wrote a letter.", "imprisoned")
    assert [claim.roles["person"] for claim in claims] == [("two editors",)]
