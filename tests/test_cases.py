"""Those a case is about, and what it is about, are known in the sentences that follow."""

from __future__ import annotations

import pytest

from dalel.claims import Extractor
from dalel.model import Claim
from test_frames import claims_in


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def found(extractor: Extractor, text: str, kind: str) -> list[Claim]:
    return [claim for claim in claims_in(extractor, text) if claim.kind == kind]


def test_a_group_named_again_keeps_its_number(extractor: Extractor) -> None:
    text = "In May police arrested 141 miners. The miners were taken to a police station."
    (_, claim) = found(extractor, text, "arrested")
    assert claim.roles["person"] == ("141 miners",)


def test_a_part_of_a_group_is_told_of_the_whole(extractor: Extractor) -> None:
    text = "In May police arrested 141 miners. Most of the miners were released in June."
    (claim,) = found(extractor, text, "released")
    assert claim.roles["person"] == ("Most of 141 miners",)


def test_two_named_before_are_meant_each(extractor: Extractor) -> None:
    text = "A court tried Ana Lima and Omar Haddad. In June the two poets were sent to a northern prison."
    assert {c.roles["person"] for c in found(extractor, text, "imprisoned")} == {
        ("Ana Lima",),
        ("Omar Haddad",),
    }


def test_an_inquiry_goes_on_into_the_deed_told_before(extractor: Extractor) -> None:
    text = "In May the army opened an inquiry into the massacre. At year's end the inquiry was pending."
    assert {c.roles["of"] for c in found(extractor, text, "accused")} == {("massacre",)}


def test_this_crime_is_the_one_told_before(extractor: Extractor) -> None:
    text = "Police charged two herders with theft. They were later indicted for this crime."
    assert {c.roles["of"] for c in found(extractor, text, "charged")} == {("theft",)}


def test_a_case_that_is_only_looked_into_is_no_trial(extractor: Extractor) -> None:
    text = "In May police opened an inquiry against Omar Haddad. In June the case was ongoing."
    assert found(extractor, text, "tried") == []


def test_those_sorted_out_by_a_verdict_have_no_case(extractor: Extractor) -> None:
    text = "Terms of officials convicted of fraud were short. Unions said prosecutors filed charges late."
    assert found(extractor, text, "charged") == []


def test_an_inquiry_on_charges_is_about_whom_it_is_into(extractor: Extractor) -> None:
    text = "The court ordered the arrest of a guard and the investigation of two others on torture charges."
    assert {c.roles["person"] for c in found(extractor, text, "charged")} == {("two others",)}


def test_what_may_be_done_to_anybody_is_done_to_nobody(extractor: Extractor) -> None:
    text = "Suspects may be held for a week. The trial began in June."
    assert found(extractor, text, "imprisoned") == []
    assert found(extractor, text, "tried") == []


def test_a_suspect_in_general_is_nobody(extractor: Extractor) -> None:
    assert found(extractor, "A suspect is released on bail.", "released") == []
    assert found(extractor, "A suspect was released on bail.", "released")


def test_each_party_has_its_share_where_they_are_told_respectively(extractor: Extractor) -> None:
    text = "The Green List and the Labour Party obtained 9 percent and 4 percent of the vote, respectively."
    results = {c.roles["contestant"]: c.roles["result"] for c in found(extractor, text, "election_result")}
    assert {name: told[0][:9] for (name,), told in results.items()} == {
        "Green List": "9 percent",
        "Labour Party": "4 percent",
    }


def test_each_has_his_penalty_where_they_are_told_respectively(extractor: Extractor) -> None:
    text = "The court sentenced Ana Lima and Omar Haddad to four and six years in prison, respectively."
    assert {(c.roles["person"], c.roles["penalty"]) for c in found(extractor, text, "sentenced")} == {
        (("Ana Lima",), ("four years in prison",)),
        (("Omar Haddad",), ("six years in prison",)),
    }


def test_one_of_two_penalties_is_one_filler(extractor: Extractor) -> None:
    text = "The driver was sentenced to a $900 fine or four months in jail."
    (claim,) = found(extractor, text, "sentenced")
    assert claim.roles["penalty"] == ("$900 fine or four months in jail",)


def test_who_is_arrested_ends_before_the_reason(extractor: Extractor) -> None:
    (claim,) = found(extractor, "In May police arrested the driver for theft.", "arrested")
    assert claim.roles["person"] == ("driver",)


def test_nobody_accuses_himself(extractor: Extractor) -> None:
    text = "Most of the nurses said they had suffered violence."
    assert found(extractor, text, "accused") == []


def test_how_somebody_was_held_is_no_part_of_who_he_is(extractor: Extractor) -> None:
    (claim,) = found(extractor, "Soldiers arrested two reporters without charges.", "arrested")
    assert claim.roles["person"] == ("two reporters",)


def test_those_in_a_list_of_wrongs_are_not_arrested(extractor: Extractor) -> None:
    text = "Issues included arbitrary arrest; limits on the press; and punishment of relatives."
    assert found(extractor, text, "arrested") == []


def test_people_of_a_sort_are_nobody(extractor: Extractor) -> None:
    text = "The rule concerns persons convicted of fraud. Free counsel was rare."
    assert found(extractor, text, "convicted") == []
    assert found(extractor, text, "released") == []


def test_a_month_is_no_part_of_who_is_sentenced(extractor: Extractor) -> None:
    text = "In February Omar Haddad, a man in the north, was sentenced to eight months in prison."
    (claim,) = found(extractor, text, "sentenced")
    assert claim.roles["person"] == ("Omar Haddad",)


def test_the_parts_of_a_counted_group_are_each_told(extractor: Extractor) -> None:
    text = "The bureau filed indictments against 25 persons (six judges and 19 clerks)."
    assert {c.roles["person"] for c in found(extractor, text, "charged")} == {
        ("25 persons",),
        ("six judges",),
        ("19 clerks",),
    }


def test_those_included_are_found_behind_the_charges(extractor: Extractor) -> None:
    text = "Police detained 10 persons on corruption charges, including three judges and a prosecutor."
    assert {c.roles["person"] for c in found(extractor, text, "arrested")} == {
        ("10 persons",),
        ("three judges",),
        ("prosecutor",),
    }


def test_whose_people_are_accused_is_told_by_name(extractor: Extractor) -> None:
    text = "Omar Haddad left the country. In May prosecutors charged two of his clients with fraud."
    (claim,) = found(extractor, text, "charged")
    assert claim.roles["person"] == ("two of Omar Haddad's clients",)


def test_a_list_of_issues_tells_of_nobody_in_particular(extractor: Extractor) -> None:
    text = "Human rights issues included arbitrary arrest of activists and limits on the press."
    assert found(extractor, text, "arrested") == []


def test_charges_that_prosecutors_decline_to_press_are_denied(extractor: Extractor) -> None:
    text = "Police arrested 79 activists. In June prosecutors declined to press charges."
    (claim,) = found(extractor, text, "charged")
    assert (claim.roles["person"], claim.status.value) == (("79 activists",), "denied")


def test_they_whom_police_charged_are_not_the_police(extractor: Extractor) -> None:
    text = "Police charged two men with slander; they were released on bail."
    (claim,) = found(extractor, text, "released")
    assert claim.roles["person"] == ("two men",)


def test_what_is_investigated_by_rule_accuses_nobody(extractor: Extractor) -> None:
    assert not found(extractor, "Serious crimes, such as assault, are investigated by a board.", "accused")
    assert found(extractor, "Police are investigating the killing of a nun.", "accused")


def test_who_is_killed_is_told_though_the_case_goes_on(extractor: Extractor) -> None:
    text = "Police are investigating the killing of nun Ana Lim."
    assert [c.roles["person"] for c in found(extractor, text, "killed")] == [("Ana Lim",)]
    assert not found(extractor, text, "rule")


def test_what_must_be_done_with_a_prisoner_is_done_to_nobody(extractor: Extractor) -> None:
    text = "Police may arrest a person only on a warrant. Officers must bring the prisoner before a judge."
    assert not found(extractor, text, "tried")
    assert not found(extractor, "The bureau investigates police misconduct.", "accused")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A court sentenced Omar Aziz to ten years in prison, Petr Novak to six, and Ana Lim to death.",
            [("Omar Aziz", "ten years in prison"), ("Petr Novak", "six"), ("Ana Lim", "death")],
        ),
        (
            "A court sentenced two officers to life in prison and a third to 10 years.",
            [("two officers", "life in prison"), ("third", "10 years")],
        ),
        (
            "A court sentenced Omar Aziz and Petr Novak to ten years.",
            [("Omar Aziz", "ten years"), ("Petr Novak", "ten years")],
        ),
    ],
)
def test_each_has_the_penalty_told_of_him(
    extractor: Extractor, text: str, told: list[tuple[str, str]]
) -> None:
    sentences = found(extractor, text, "sentenced")
    assert [(c.roles["person"][0], c.roles["penalty"][0]) for c in sentences] == told


@pytest.mark.parametrize(
    ("text", "kind", "person"),
    [
        ("In May police detained 10 miners and later freed four.", "released", "four miners"),
        ("The envoys counted 90 nurses, of whom 43 were arrested.", "arrested", "43 of 90 nurses"),
        ("Police arrested 90 nurses, 43 of whom were released in May.", "released", "43 of 90 nurses"),
        ("Guards beat eight boys and subjected seven to torture.", "ill_treated", "seven boys"),
        (
            "Police charged ten harbour workers with riot. The court acquitted six.",
            "convicted",
            "six harbour workers",
        ),
        ("A court charged 32 clerks with theft. It convicted 12 of the 32.", "convicted", "12 of the 32"),
        (
            "Shells killed 52 cooks, students, and nurses and two guards.",
            "killed",
            "52 cooks, students, and nurses",
        ),
        (
            "Police detained nine lesbian and gay (LGBT) visitors.",
            "arrested",
            "nine lesbian and gay (LGBT) visitors",
        ),
        ("There were reports of violence against LGBTQI+ persons.", "ill_treated", "LGBTQI+ persons"),
        ("The army detained Northport resident and activist Omar Haddad.", "arrested", "Omar Haddad"),
        ("The gang tended to target nurses and not soldiers.", "ill_treated", "nurses"),
        (
            "Guards beat gay, bisexual, queer, and intersex (LGBTQI+) visitors.",
            "ill_treated",
            "gay, bisexual, queer, and intersex (LGBTQI+) visitors",
        ),
        (
            "Most former residents of the town of Tawira, near Lome, who were displaced, fled.",
            "ill_treated",
            "Most former residents of the town of Tawira, near Lome",
        ),
    ],
)
def test_a_number_is_told_with_those_it_counts(
    extractor: Extractor, text: str, kind: str, person: str
) -> None:
    assert (person,) in {claim.roles["person"] for claim in found(extractor, text, kind)}


def test_people_are_no_part_of_an_offence(extractor: Extractor) -> None:
    text = "A court freed nine persons convicted of marching in parades, including two former deputies."
    assert {c.roles["of"] for c in found(extractor, text, "convicted")} == {("marching in parades",)}


def test_those_who_are_not_told_do_nothing(extractor: Extractor) -> None:
    claims = found(extractor, "Long terms were given to those convicted of killing nine herders.", "killed")
    assert all("by" not in claim.roles for claim in claims)


def test_whoever_is_prosecuted_is_not_accused_besides(extractor: Extractor) -> None:
    text = "The government prosecuted officials accused of bribery."
    assert found(extractor, text, "charged")
    assert not found(extractor, text, "accused")


def test_who_is_not_meant_is_not_told(extractor: Extractor) -> None:
    claims = found(extractor, "The gang tended to target nurses and not soldiers.", "ill_treated")
    assert {claim.roles["person"] for claim in claims} == {("nurses",)}


def test_the_offence_is_that_of_the_same_verb_before(extractor: Extractor) -> None:
    text = "Ana Lima was indicted for the murder; however, the former mayor was not indicted."
    assert {c.roles["of"] for c in found(extractor, text, "charged")} == {("murder",)}


def test_what_tells_for_what_somebody_is_sentenced_is_no_other_accusation(extractor: Extractor) -> None:
    text = "The court jailed the driver in May and gave suspended sentences to two clerks accused of theft."
    (claim,) = found(extractor, text, "sentenced")
    assert (claim.roles["person"], claim.roles["offence"]) == (("two clerks",), ("theft",))
    assert found(extractor, text, "accused") == []


def test_an_inquiry_into_a_deed_is_not_into_those_arrested_for_another(extractor: Extractor) -> None:
    text = "Police arrested 20 traders for theft. The investigation into the killing was pending."
    assert all("person" not in claim.roles for claim in found(extractor, text, "accused")[1:])


def test_a_place_behind_another_verb_is_not_where_somebody_was_arrested(extractor: Extractor) -> None:
    text = "Police arrested Omar Haddad over a protest for his son, killed by soldiers in the city of Karal."
    (claim,) = found(extractor, text, "arrested")
    assert "place" not in claim.roles


def test_no_reports_of_wrongs_accuse_nobody(extractor: Extractor) -> None:
    assert not found(extractor, "There were no reports of abuses committed by soldiers.", "accused")


def test_an_offence_with_a_hyphen_is_one(extractor: Extractor) -> None:
    text = "Parliament removed Ivan Petrov from the post amid allegations of anti-Semitism."
    (claim,) = found(extractor, text, "accused")
    assert claim.roles["of"] == ("anti-Semitism",)


def test_what_was_done_ends_before_who_says_so(extractor: Extractor) -> None:
    text = "Omar Haddad was held in solitary confinement, according to a local group."
    (claim,) = found(extractor, text, "ill_treated")
    assert claim.roles["manner"] == ("was held in solitary confinement",)
