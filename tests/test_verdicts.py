"""The publisher's own verdicts: which clauses judge, and which words of them are kept."""

from __future__ import annotations

import hashlib

import pytest

from dalel.claims.extract import Extractor
from dalel.model import Block, BlockKind, Claim, Document, Source, Status

PUBLISHER = "Institute of Reports"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def findings(extractor: Extractor, text: str) -> list[Claim]:
    """The publisher's findings in a text."""
    document = Document(
        hashlib.sha256(text.encode()).hexdigest(),
        "a.txt",
        "txt",
        text,
        (Block(BlockKind.PARAGRAPH, 0, len(text)),),
        source=Source(publisher=PUBLISHER),
    )
    found = next(extractor([document])).claims
    return [c for c in found if c.kind == "finding" and c.roles["by"] == (PUBLISHER,)]


def test_two_verdicts_in_a_sentence_are_two_findings(extractor: Extractor) -> None:
    first, second = findings(extractor, "Inspectors rarely visited mines and lacked cars for such visits.")
    assert first.roles["what"] == ("Inspectors rarely visited mines",)
    assert second.quote == "lacked cars for such visits"
    assert second.roles["what"] == ("Inspectors lacked cars for such visits",)


def test_one_deed_in_two_verbs_is_one_finding(extractor: Extractor) -> None:
    (one,) = findings(extractor, "Officials often wrote and rewrote minutes.")
    assert one.quote == "Officials often wrote and rewrote minutes"


def test_what_ties_a_verdict_to_the_text_before_is_left_out(extractor: Extractor) -> None:
    (one,) = findings(extractor, "In addition, however, courtrooms were generally overcrowded.")
    assert one.quote == "courtrooms were generally overcrowded"


def test_a_verdict_ends_where_something_is_only_added(extractor: Extractor) -> None:
    (one,) = findings(extractor, "Bribery remained a serious problem, which angered traders.")
    assert one.quote == "Bribery remained a serious problem"


def test_an_event_named_inside_a_verdict_takes_nothing_from_it(extractor: Extractor) -> None:
    (one,) = findings(extractor, "Guards often ignored the families of those arrested.")
    assert one.quote == "Guards often ignored the families of those arrested"


def test_an_event_is_no_verdict(extractor: Extractor) -> None:
    assert not findings(extractor, "Police often arrested street traders.")


def test_that_there_are_no_reports_is_nobodys_word(extractor: Extractor) -> None:
    (one,) = findings(extractor, "There were no reports of inquiries into these matters.")
    assert one.speakers == ()


def test_that_something_is_rarely_reported_is_a_verdict(extractor: Extractor) -> None:
    (one,) = findings(extractor, "Villagers rarely reported thefts.")
    assert one.speakers == ()


@pytest.mark.parametrize(
    "text",
    [
        "There was a wide gap between the regions.",
        "There were some women among the guards.",
        "As of May there was no such list.",
    ],
)
def test_what_there_was_is_a_verdict(extractor: Extractor, text: str) -> None:
    assert len(findings(extractor, text)) == 1


@pytest.mark.parametrize("text", ["There were three prisons.", "There were thousands of complaints of it."])
def test_a_number_or_a_report_of_things_is_no_verdict(extractor: Extractor, text: str) -> None:
    assert not findings(extractor, text)


def test_what_comes_of_a_thing_is_a_verdict_and_a_persons_deed_is_none(extractor: Extractor) -> None:
    assert findings(extractor, "This practice violated labor law.")
    assert not findings(extractor, "The mayor violated labor law.")


def test_what_came_of_it_is_a_finding_of_its_own(extractor: Extractor) -> None:
    text = "Fees remained high, limiting the access of villagers to clinics."
    first, second = findings(extractor, text)
    assert first.quote == "Fees remained high"
    assert second.quote == "limiting the access of villagers to clinics"


@pytest.mark.parametrize("text", ["They did take part.", "Villagers did vote."])
def test_a_verb_that_is_stressed_stands_against_what_was_expected(extractor: Extractor, text: str) -> None:
    assert findings(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "Clinics do not treat strangers.",
        "They were not from the village.",
        "Repairs usually take 12 months.",
        "Problems noted in the survey included a lack of water.",
        "Miners' groups continued to report bad air.",
    ],
)
def test_rules_quantities_and_what_others_noted_are_no_verdicts(extractor: Extractor, text: str) -> None:
    assert not findings(extractor, text)


def test_how_things_developed_is_a_verdict(extractor: Extractor) -> None:
    assert findings(extractor, "In the north, tensions between herders and farmers increased.")
    assert not findings(extractor, "The mayor increased the fees.")


@pytest.mark.parametrize(
    "text", ["By law, shops were often closed on Sundays.", "Strangers could not vote in May."]
)
def test_what_is_so_by_law_is_no_verdict(extractor: Extractor, text: str) -> None:
    assert not findings(extractor, text)


def test_rarely_reaches_over_the_second_verb(extractor: Extractor) -> None:
    text = "Inspectors rarely visited the mines or enforced rules on wages."
    (finding,) = findings(extractor, text)
    assert finding.roles["what"] == (text[:-1],)


def test_what_only_points_back_tells_nothing(extractor: Extractor) -> None:
    found = findings(extractor, "Some mines required helmets, while others did not.")
    assert all("others" not in one.roles["what"][0] for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "No laws or customs prevent women from voting.",
        "No official was punished for the abuses.",
    ],
)
def test_no_stays_with_what_it_denies(extractor: Extractor, text: str) -> None:
    (finding,) = findings(extractor, text)
    assert finding.roles["what"] == (text[:-1],)


def test_neither_reaches_to_nor(extractor: Extractor) -> None:
    text = "Strangers with debts neither had access to clinics nor received support from the state."
    (finding,) = findings(extractor, text)
    assert finding.roles["what"] == (text[:-1],)


@pytest.mark.parametrize(
    "text",
    [
        "The trial of the two bakers continued at year’s end.",
        "The appeal of the miners was pending.",
        "No charges were pressed after the raid.",
        "Private prayer houses remained illegal.",
        "Customs officers were subject to laws forbidding bribes.",
        "There were few Buddhists in the country.",
        "Clinics helped them register with the town.",
        "Omar Haddad failed to appear in court on May 3.",
    ],
)
def test_what_only_goes_on_or_stands_so_by_law_is_no_verdict(extractor: Extractor, text: str) -> None:
    assert findings(extractor, text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "Although the charter protects members of minorities, they often suffered discrimination.",
            "members of minorities often suffered discrimination",
        ),
        (
            "Patrols were made up of rangers and guards, but occasionally they included villagers.",
            "occasionally Patrols included villagers",
        ),
    ],
)
def test_a_pronoun_means_what_its_sentence_leaves_no_doubt_about(
    extractor: Extractor, text: str, what: str
) -> None:
    assert what in [c.roles["what"][0] for c in findings(extractor, text)]


def test_what_came_of_something_names_what_it_came_of(extractor: Extractor) -> None:
    _, came = findings(extractor, "Floods often closed the northern roads, limiting access to courts.")
    assert came.roles["what"] == ("Floods often closed the northern roads, limiting access to courts",)


def test_a_verdict_keeps_what_steps_were_for(extractor: Extractor) -> None:
    (one,) = findings(extractor, "The government took few steps to investigate and punish guards.")
    assert one.roles["what"] == ("government took few steps to investigate and punish guards",)


def test_a_clause_that_tells_which_law_is_meant_stays(extractor: Extractor) -> None:
    (one,) = findings(extractor, "The government did not enforce the law that bans night work for clerks.")
    assert one.roles["what"] == ("government did not enforce the law that bans night work for clerks",)


def test_what_people_could_do_is_how_things_were(extractor: Extractor) -> None:
    (one,) = findings(extractor, "Residents could criticize the mayor publicly without reprisal.")
    assert one.status is Status.ASSERTED
    assert one.roles["what"] == ("Residents could criticize the mayor publicly without reprisal",)
    (other,) = findings(extractor, "The speech law could often inhibit debate.")
    assert other.status is Status.POSSIBLE


def test_what_something_remained_is_a_verdict_only_where_it_judges(extractor: Extractor) -> None:
    assert findings(extractor, "The island remained a colony.") == []
    assert len(findings(extractor, "Bribery of clerks remained a serious problem.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The case of the two bakers remained under investigation.",
        "Penalties exist for bribery and other corrupt acts.",
        "The risk of drowning was one in 150.",
        "The government implemented the press law.",
        "Clerks not engaged in the running of the state may not bargain.",
    ],
)
def test_steps_counts_and_what_the_law_threatens_judge_nothing(extractor: Extractor, text: str) -> None:
    assert findings(extractor, text) == []


def test_a_rule_is_not_told_again_as_a_verdict(extractor: Extractor) -> None:
    assert findings(extractor, "Labor inspectors were responsible for the enforcement of wage laws.") == []


@pytest.mark.parametrize(
    "text",
    [
        "There were no convictions.",
        "The vote was held in May, but there were delays.",
        "Reports included beatings of inmates in the cells.",
        "Officials began an inquiry into the fire.",
        "Deputies had displayed banners in the chamber.",
        "Herders filed complaints with the council.",
        "As of May a decision remained pending in the case of the miners.",
        "Most offenses require the guest to remain in the town.",
        "Guests needed to have permits for such trips.",
        "Problems of the islands are covered in the section on the coast.",
        "For more news on whether guards were punished, see the league's other report.",
    ],
)
def test_steps_single_deeds_and_references_judge_nothing(extractor: Extractor, text: str) -> None:
    assert not findings(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "Press and unions repeatedly raised the problem that mine owners were often violating labor rights.",
        "Monitors called the vote generally fair, although there were serious delays.",
        "A poll showed the mayor was disliked, fees were rarely cut, roads were poor, and fines were mild.",
        "Local and foreign relief groups reported neglect of patients, specifically those in the north.",
    ],
)
def test_what_others_tell_in_further_clauses_is_theirs(extractor: Extractor, text: str) -> None:
    assert not findings(extractor, text)


def test_a_verdict_keeps_a_relative_clause_that_judges(extractor: Extractor) -> None:
    text = "The government set rules for mines, which were adequate for the main mines."
    (one,) = findings(extractor, text)
    assert one.roles["what"] == (text[4:-1],)


def test_few_stay_with_all_that_is_told_of_them(extractor: Extractor) -> None:
    text = "Few knew the clinic or had access to it and thus did not benefit from its care."
    assert text[:-1] in [w for one in findings(extractor, text) for w in one.roles["what"]]


def test_a_they_without_a_name_makes_no_verdict(extractor: Extractor) -> None:
    assert not findings(extractor, "In the north they were often ignored.")


@pytest.mark.parametrize(
    "text",
    [
        "Arrests of smugglers occurred almost weekly.",
        "The victims refused to speak to the council.",
        "The law limits the time of work to 48 hours.",
        "The ombudsman is independent from any ministry.",
        "Deputies signed pledges in the chamber, preventing their participation in the vote.",
        "The Green Movement continued its practice of boycotting national elections.",
    ],
)
def test_events_rules_and_what_certain_people_did_are_no_verdicts(extractor: Extractor, text: str) -> None:
    assert not findings(extractor, text)


def test_a_bare_second_verb_is_told_with_the_first(extractor: Extractor) -> None:
    text = "The government took steps to open the mines but at times lacked consistency."
    *_, last = findings(extractor, text)
    assert last.roles["what"] == (text[4:-1],)


def test_how_others_explain_a_thing_is_not_in_the_verdict(extractor: Extractor) -> None:
    text = "The custom was rarely discussed, which observers attributed to shame."
    (one,) = findings(extractor, text)
    assert one.quote == "custom was rarely discussed"


def test_in_addition_to_something_stays_whole(extractor: Extractor) -> None:
    (one,) = findings(extractor, "In addition to paying for shelters, the council often helped widows.")
    assert one.quote == "In addition to paying for shelters, the council often helped widows"


@pytest.mark.parametrize(
    "text",
    [
        "Judges were subject to political interference, disputed elections, and unclear mandates.",
        "Mines at times violated the right to a 40-hour workweek, overtime, paid leave, and maternity leave.",
        "Both sides often ignored the truce.",
    ],
)
def test_a_list_is_told_to_its_end_and_both_stays(extractor: Extractor, text: str) -> None:
    (one,) = findings(extractor, text)
    assert one.quote == text[:-1]


@pytest.mark.parametrize(
    "text",
    [
        "The league's 2021 report, the most recent available, stated hunger was widespread in the mines.",
        "In one case the mayor's deputy decided to remain silent.",
        "Of these, 31 failed to pass the test.",
        "Police later arrested, held, and fined several traders.",
        "The cases remained in the courts.",
    ],
)
def test_a_case_a_count_or_a_report_of_others_is_no_verdict(extractor: Extractor, text: str) -> None:
    assert not findings(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "Penalties for theft included fines and prison terms.",
        "Lina Moreau's debt increased every year.",
        "In such weeks overtime must be limited to what is needed.",
    ],
)
def test_what_the_law_threatens_or_bids_and_what_is_one_persons_judge_nothing(
    extractor: Extractor, text: str
) -> None:
    assert not findings(extractor, text)


def test_no_such_and_this_stay(extractor: Extractor) -> None:
    (one,) = findings(extractor, "No such fines were often paid.")
    assert one.quote == "No such fines were often paid"
    (one,) = findings(extractor, "This law was rarely enforced.")
    assert one.quote == "This law was rarely enforced"


def test_what_is_counted_without_its_noun_is_no_verdict(extractor: Extractor) -> None:
    assert not findings(extractor, "Of these complaints, inspectors often closed 61.")
