"""Events that a text only mentions are no claims."""

from __future__ import annotations

import hashlib

import pytest

from dalel.claims import Extractor
from dalel.model import Block, BlockKind, Claim, Document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def claims(extractor: Extractor, text: str, kind: str) -> list[Claim]:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    name = hashlib.sha256(text.encode()).hexdigest()
    document = Document(name, "example.txt", "txt", text, (block,), language="en")
    return [claim for claim in next(extractor([document])).claims if claim.kind == kind]


def test_what_nobody_reports_is_no_event(extractor: Extractor) -> None:
    assert not claims(extractor, "There were no reports of torture of detainees by guards.", "ill_treated")
    assert not claims(extractor, "There were no reports the police killed civilians.", "killed")
    assert claims(extractor, "There were reports of torture of detainees by guards.", "ill_treated")


def test_a_list_of_issues_tells_no_event(extractor: Extractor) -> None:
    text = "Human rights issues included: harsh prisons; attacks on reporters; and threats against nuns."
    assert not claims(extractor, text, "ill_treated")


def test_a_heading_tells_no_event(extractor: Extractor) -> None:
    text = "Violence against nuns: The law punishes theft. Guards beat two nuns in May."
    (claim,) = claims(extractor, text, "ill_treated")
    assert claim.roles["person"] == ("two nuns",)


def test_what_stands_elsewhere_is_not_told_here(extractor: Extractor) -> None:
    text = "Observers reported stabbings (see section 2, Abuse of Migrants and Nuns) in the camps."
    assert not claims(extractor, text, "ill_treated")


def test_a_heading_in_the_line_is_not_what_its_paragraph_is_about(extractor: Extractor) -> None:
    text = "Ability to Challenge Arrest before a Court: Guards must free prisoners."
    assert [c.roles["subject"] for c in claims(extractor, text, "rule")] == [("Guards",)]


def test_a_sort_of_parties_is_no_party_that_was_dissolved(extractor: Extractor) -> None:
    assert not claims(extractor, "He may not lead dissolved parties.", "dissolved")
    assert claims(extractor, "The banned Unity Party met.", "dissolved")


def test_a_power_to_take_steps_is_no_step(extractor: Extractor) -> None:
    text = "The board has authority to investigate cases of fraud committed by the ministry."
    assert not claims(extractor, text, "accused")
    assert claims(extractor, "Guards used their power to arrest Omar Aziz.", "arrested")


def test_what_is_asked_how_to_do_is_not_done(extractor: Extractor) -> None:
    assert not claims(extractor, "The ministry sought advice on how to block Radio Sol.", "media_restricted")


def test_what_people_are_kept_from_calling_for_is_not_demanded(extractor: Extractor) -> None:
    text = "The government used the law to restrict the ability of villagers to advocate for independence."
    assert not claims(extractor, text, "demanded")


@pytest.mark.parametrize(
    "text",
    ["The law excuses a husband who kills his wife.", "If the victim dies, the penalty is life in prison."],
)
def test_what_a_rule_supposes_happened_to_nobody(extractor: Extractor, text: str) -> None:
    assert not claims(extractor, text, "killed")


def test_who_is_charged_with_a_task_accuses_nobody(extractor: Extractor) -> None:
    text = "The unit, which is charged with pursuing corruption cases, was closed."
    assert not claims(extractor, text, "accused")


def test_what_is_only_spoken_of_happened_to_nobody(extractor: Extractor) -> None:
    assert not claims(extractor, "A conference on violence against nuns was held in May.", "ill_treated")


def test_bail_rarely_granted_frees_nobody(extractor: Extractor) -> None:
    assert not claims(extractor, "The courts rarely granted bail to foreigners.", "released")


def test_an_average_is_no_rule(extractor: Extractor) -> None:
    assert not claims(extractor, "The median age of marriage was 23.6.", "rule")


def test_weak_control_is_none(extractor: Extractor) -> None:
    assert not claims(extractor, "The government had weak control over the police.", "controls")
    assert claims(extractor, "The government had firm control over the police.", "controls")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The report does not say that Anton Berg was tortured.", "ill_treated"),
        ("The ministry did not confirm that police had arrested Anton Berg.", "arrested"),
        ("The lawyer asked the court not to extradite Omar Lind.", "extradition"),
        ("Omar Lind should not be extradited to Norway.", "extradition"),
        ("Anton Berg was nearly killed.", "killed"),
        ("On 3 May the council rejected the referendum proposal.", "election_held"),
    ],
)
def test_what_is_not_said_only_wished_or_nearly_done_is_no_event(
    extractor: Extractor, text: str, kind: str
) -> None:
    assert not claims(extractor, text, kind)


def test_a_rule_for_no_person_is_denied(extractor: Extractor) -> None:
    text = "Under the constitution, no person can serve more than two terms as president."
    (rule,) = claims(extractor, text, "rule")
    assert rule.status == "denied"
    assert not claims(extractor, text, "sentenced")
