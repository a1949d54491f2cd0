"""Findings and statements: what observers and people say, and what the publisher judges itself."""

from __future__ import annotations

import hashlib

import pytest

from dalel.claims.extract import Extractor
from dalel.model import Block, BlockKind, Claim, Document, Source, Status

PUBLISHER = "Institute of Reports"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def claims(extractor: Extractor, text: str, *kinds: str) -> list[Claim]:
    document = Document(
        hashlib.sha256(text.encode()).hexdigest(),
        "a.txt",
        "txt",
        text,
        (Block(BlockKind.PARAGRAPH, 0, len(text)),),
        source=Source(publisher=PUBLISHER),
    )
    return [claim for claim in next(extractor([document])).claims if claim.kind in kinds]


def test_a_judgement_beside_a_rule_is_the_publishers_finding(extractor: Extractor) -> None:
    text = "The law forbids bribery, but inspectors often ignored it."
    (rule,) = claims(extractor, text, "rule")
    (finding,) = claims(extractor, text, "finding")
    assert rule.quote == "law forbids bribery"
    assert finding.quote == "inspectors often ignored it"
    assert finding.roles["by"] == (PUBLISHER,)
    assert finding.speakers == ()


@pytest.mark.parametrize(
    "text",
    [
        "Guards shared kitchens in most cases.",
        "Although the constitution bans it, police rarely recorded arrests.",
        "Courts accepted late evidence.",
    ],
)
def test_what_authorities_generally_did_is_a_finding(extractor: Extractor, text: str) -> None:
    assert [claim.roles["by"] for claim in claims(extractor, text, "finding")] == [(PUBLISHER,)]


@pytest.mark.parametrize(
    "text",
    [
        "On May 3, Lina Moreau opened the session.",
        "The shop sold bread.",
        "The league reported that officials often ignored it.",
    ],
)
def test_a_plain_event_or_anothers_words_are_no_finding_of_the_publisher(
    extractor: Extractor, text: str
) -> None:
    assert all(claim.roles["by"] != (PUBLISHER,) for claim in claims(extractor, text, "finding"))


def test_criticism_is_a_finding_whoever_utters_it(extractor: Extractor) -> None:
    (finding,) = claims(extractor, "Lina Moreau criticized the slow courts.", "finding", "stated")
    assert finding.kind == "finding"
    assert finding.roles["by"] == ("Lina Moreau",)
    assert finding.speakers == ("Lina Moreau",)


@pytest.mark.parametrize(
    "text", ["The law cites two earlier rulings.", "The company decided to move its office to the capital."]
)
def test_laws_and_intentions_state_nothing(extractor: Extractor, text: str) -> None:
    assert claims(extractor, text, "stated", "finding") == []


def test_what_is_promised_is_a_planned_statement(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "The minister promised to publish the minutes.", "stated")
    assert claim.status.value == "planned"


def test_a_demand_is_no_event(extractor: Extractor) -> None:
    text = "Lawyers demanded the release of two editors."
    assert [claim.kind for claim in claims(extractor, text, "demanded", "released")] == ["demanded"]


def test_a_list_of_issues_is_a_finding_for_each(extractor: Extractor) -> None:
    text = "Human rights issues included: harsh conditions in prisons; lack of fair trials; and corruption."
    found = claims(extractor, text, "finding")
    assert [claim.quote for claim in found] == ["harsh conditions in prisons", "lack of fair trials"]
    assert {claim.roles["by"] for claim in found} == {(PUBLISHER,)}


@pytest.mark.parametrize(
    "text",
    [
        "There was no formal strategy against bribery.",
        "The government refused to cooperate with the inspectors.",
        "Village chiefs turned their offices into courtrooms.",
    ],
)
def test_what_was_generally_so_is_a_finding_of_the_publisher(extractor: Extractor, text: str) -> None:
    assert [claim.roles["by"] for claim in claims(extractor, text, "finding")] == [(PUBLISHER,)]


def test_what_is_told_of_somebody_is_no_verdict(extractor: Extractor) -> None:
    assert claims(extractor, "Friends waited for him at the station.", "finding") == []


def test_how_observers_see_a_thing_is_a_finding(extractor: Extractor) -> None:
    (finding,) = claims(extractor, "Observers viewed the village courts as corrupt.", "finding")
    assert finding.roles["by"] == ("Observers",)


def test_a_body_announces_its_own_deeds(extractor: Extractor) -> None:
    text = "The ministry announced it had completed its inquiry into the fire."
    assert [claim.kind for claim in claims(extractor, text, "finding", "stated")] == ["stated"]


def test_a_wrong_that_somebody_reports_is_a_finding(extractor: Extractor) -> None:
    text = "Lina Moreau reported vote-counting violations in nine regions."
    assert [claim.kind for claim in claims(extractor, text, "finding", "stated")] == ["finding"]


def test_the_body_behind_a_report_finds(extractor: Extractor) -> None:
    text = "The commission's report noted that the ballots were stored in open boxes."
    (finding,) = claims(extractor, text, "finding")
    assert finding.roles["by"] == ("commission",)


def test_support_that_is_expressed_is_stated(extractor: Extractor) -> None:
    (claim,) = claims(
        extractor, "Lina Moreau expressed her support for direct elections of mayors.", "stated"
    )
    assert claim.roles["by"] == ("Lina Moreau",)


def test_examples_of_a_group_do_not_speak_each_for_themselves(extractor: Extractor) -> None:
    text = (
        "Relief organizations, including students, farmers' groups, and women's groups, "
        "criticized the government for stigmatizing protest."
    )
    (finding,) = claims(extractor, text, "finding")
    assert finding.roles["by"] == ("Relief organizations",)


def test_rejecting_a_report_is_a_statement(extractor: Extractor) -> None:
    (stated,) = claims(extractor, "The ministry rejected the report as false.", "stated", "adopted")
    assert stated.kind == "stated"
    assert stated.roles["by"] == ("ministry",)


def test_that_a_country_is_no_party_to_a_treaty_is_no_verdict(extractor: Extractor) -> None:
    assert not claims(extractor, "The country is not a party to the 1980 convention on children.", "finding")


def test_being_afraid_to_report_states_nothing(extractor: Extractor) -> None:
    assert not claims(extractor, "Victims were often afraid to report the thefts to the police.", "stated")


def test_what_a_relative_clause_condemns_is_named(extractor: Extractor) -> None:
    text = "Traders must pay a market tax, which Lina Moreau condemned as unlawful."
    (finding,) = claims(extractor, text, "finding")
    assert finding.roles["by"] == ("Lina Moreau",)
    assert finding.roles["what"] == ("market tax as unlawful",)


def test_a_number_that_is_reported_is_no_statement(extractor: Extractor) -> None:
    text = "The league reported that 40 percent of villages had no well."
    assert not claims(extractor, text, "finding", "stated")


def test_a_court_finds_and_does_not_state(extractor: Extractor) -> None:
    (finding,) = claims(extractor, "The tribunal informed the union that it had lost.", "finding", "stated")
    assert finding.kind == "finding"


def test_representatives_of_a_union_are_observers(extractor: Extractor) -> None:
    text = "Union representatives reported that managers ignored the rules."
    (finding,) = claims(extractor, text, "finding", "stated")
    assert finding.kind == "finding"
    assert finding.roles["by"] == ("Union representatives",)


def test_the_writers_of_a_letter_express_what_it_says(extractor: Extractor) -> None:
    text = "A letter by three rapporteurs expressed concern about the prisons."
    (finding,) = claims(extractor, text, "finding", "stated")
    assert finding.roles["by"] == ("three rapporteurs",)


def test_voices_without_names_speak_together(extractor: Extractor) -> None:
    text = "Village councils and foreign doctors criticized the law as unfair."
    assert [c.roles["by"] for c in claims(extractor, text, "finding")] == [
        ("Village councils and foreign doctors",)
    ]


def test_who_signs_a_letter_says_what_stands_in_it(extractor: Extractor) -> None:
    (finding,) = claims(extractor, "Two unions signed a letter condemning the closures of mines.", "finding")
    assert finding.roles["by"] == ("Two unions",)


def test_a_court_that_annuls_anothers_verdicts_is_who_finds(extractor: Extractor) -> None:
    text = "The Supreme Court accepted the appeals and annulled the verdicts by the Northport District Court."
    found = claims(extractor, text, "finding")
    assert [claim.roles["by"] for claim in found] == [("Supreme Court",)] * 2


def test_what_is_called_something_is_named_with_it(extractor: Extractor) -> None:
    (finding,) = claims(
        extractor, "The vote was described by observers as free and fair.", "finding", "stated"
    )
    assert finding.roles["by"] == ("observers",)
    text = " ".join(text for role in ("what", "content") for text in finding.roles.get(role, ()))
    assert text == "vote as free and fair"


def test_a_year_is_no_number_of_things(extractor: Extractor) -> None:
    (finding,) = claims(extractor, "Several unions criticized the 2006 amendments.", "finding")
    assert finding.roles["what"] == ("2006 amendments",)


def test_what_is_admitted_is_told(extractor: Extractor) -> None:
    (one,) = claims(extractor, "The ministry admitted that clinics lacked drugs.", "finding", "stated")
    assert one.roles["by"] == ("ministry",)


@pytest.mark.parametrize(
    "text",
    ["Union leaders charged that wages were akin to alms.", "Observers judged the vote orderly and fair."],
)
def test_what_is_charged_or_judged_is_a_finding_of_who_says_so(extractor: Extractor, text: str) -> None:
    (finding,) = claims(extractor, text, "finding", "stated")
    assert finding.roles["by"] != (PUBLISHER,)


@pytest.mark.parametrize(
    "text",
    [
        "Several traders found it impossible to live there.",
        "Relatives threatened the life of the teacher.",
        "The ministry continued to inform the public about the disease.",
        "Police had doubts about the innocence of the driver.",
    ],
)
def test_what_is_found_hard_threatened_doubted_or_told_of_is_no_statement(
    extractor: Extractor, text: str
) -> None:
    assert not [c for c in claims(extractor, text, "finding", "stated") if c.roles["by"] != (PUBLISHER,)]


def test_no_stays_with_what_is_said_not_to_be(extractor: Extractor) -> None:
    for text in ("Observers said no laws kept women from voting.", "Observers reported no acts of violence."):
        (found,) = claims(extractor, text, "finding")
        assert found.roles["what"][0].startswith("no ")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The commission said it would study the matter.", "stated"),
        ("League members stated they worked with the court.", "stated"),
        ("The government asserted that all prisoners received equal meals.", "stated"),
        ("Many deputies stated that the prison lacked doctors.", "finding"),
        ("Observers said it raised the danger of illness.", "finding"),
        ("The high court agreed that there were no flaws in the vote.", "finding"),
    ],
)
def test_who_speaks_of_himself_states_and_who_speaks_of_others_finds(
    extractor: Extractor, text: str, kind: str
) -> None:
    found = claims(extractor, text, "stated", "finding")
    assert next(claim.kind for claim in found if claim.speakers) == kind


def test_words_that_somebody_is_punished_for_are_no_finding(extractor: Extractor) -> None:
    text = "The court jailed Omar Diallo for criticizing the king."
    assert claims(extractor, text, "stated", "finding") == []


def test_a_rejected_bill_is_told_once(extractor: Extractor) -> None:
    assert claims(extractor, "President Omar Diallo rejected the bill.", "stated", "finding") == []


@pytest.mark.parametrize(
    ("text", "by", "what"),
    [
        (
            "In 2019 the country held elections that observers considered free and fair.",
            "observers",
            "elections free and fair",
        ),
        ("The polls were widely regarded as credible by monitors.", "monitors", "polls as credible"),
        ("The panel determined the arrest was unlawful.", "panel", "arrest was unlawful"),
        (
            "The National Commission for Miners criticized the ruling.",
            "National Commission for Miners",
            "ruling",
        ),
        ("The high court freed Omar Diallo, citing procedural flaws.", "high court", "procedural flaws"),
    ],
)
def test_whoever_judges_a_thing_is_told_with_it(extractor: Extractor, text: str, by: str, what: str) -> None:
    found = [claim for claim in claims(extractor, text, "finding") if claim.speakers]
    assert [(claim.roles["by"][0], claim.roles["what"][0]) for claim in found] == [(by, what)]


def test_who_scolds_a_person_without_a_reason_only_states(extractor: Extractor) -> None:
    assert [
        c.kind
        for c in claims(extractor, "The blogger criticized the mayor of Dorville.", "stated", "finding")
    ] == ["stated"]


def test_control_that_is_kept_is_no_verdict_and_control_that_is_lacked_is_one(extractor: Extractor) -> None:
    kept = "Civilian authorities maintained effective control over the police."
    lacked = "Civilian authorities did not maintain effective control over the police."
    assert [(c.kind, c.status) for c in claims(extractor, kept, "controls", "finding")] == [
        ("controls", Status.ASSERTED)
    ]
    assert {(c.kind, c.status) for c in claims(extractor, lacked, "controls", "finding")} == {
        ("controls", Status.DENIED),
        ("finding", Status.ASSERTED),
    }


def test_what_is_only_demanded_did_not_happen(extractor: Extractor) -> None:
    text = "Traders demanded the resignation of the mayor and urged the king to veto the bill."
    assert claims(extractor, text, "resigned", "adopted") == []


def test_a_paper_demands_what_those_who_issue_it_demand(extractor: Extractor) -> None:
    text = "Civil groups issued a statement calling on the ministry to close the camp."
    assert [claim.roles["by"] for claim in claims(extractor, text, "demanded")] == [("Civil groups",)]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (
            "The ban was condemned by the mayor, as well as by the Baker Union and miners.",
            {"mayor", "Baker Union", "miners"},
        ),
        ("According to miners, coal and steel works cost millions.", {"miners"}),
        ("Masked men, believed to be soldiers, burned the camp.", set()),
    ],
)
def test_voices_are_told_apart(extractor: Extractor, text: str, voices: set[str]) -> None:
    found = claims(extractor, text, "finding", "stated", "quantity")
    assert {claim.speakers[-1] for claim in found if claim.speakers} == voices


def test_a_dropped_charge_is_no_verdict_too(extractor: Extractor) -> None:
    assert claims(extractor, "Charges against Omar Diallo were dropped.", "finding") == []


def test_a_court_speaks_in_what_it_decides(extractor: Extractor) -> None:
    (finding,) = claims(extractor, "In June the appeals court upheld the verdict.", "finding")
    assert finding.speakers == ("appeals court",)


def test_who_is_concerned_is_told_only_where_the_text_names_him(extractor: Extractor) -> None:
    named = claims(extractor, "Lawyers raised concerns about the secrecy of the count.", "finding")
    assert [claim.speakers for claim in named] == [("Lawyers",)]
    dangling = "The bureau arrested rivals of the king, raising concern that the courts were biased."
    assert [c for c in claims(extractor, dangling, "finding", "stated") if c.speakers] == []


@pytest.mark.parametrize(
    "text",
    [
        "A judge must order a trial or dismiss the case within a month.",
        "The law bars judges from holding other jobs.",
        "The man reported the incident to police.",
        "The government does not recognize domestic work as labor.",
    ],
)
def test_duties_bans_and_what_is_not_said_are_no_findings_of_anybody(extractor: Extractor, text: str) -> None:
    found = claims(extractor, text, "finding", "stated")
    assert [claim for claim in found if claim.roles["by"] != (PUBLISHER,)] == []


def test_who_proposes_something_demands_it_as_a_fact(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "The ministry proposed a new tax.", "demanded")
    assert claim.status is Status.ASSERTED


def test_who_is_quoted_states(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "The Daily Post quoted Omar Diallo as saying judges were corrupt.", "stated")
    assert (claim.roles["by"], claim.speakers[-1]) == (("Omar Diallo",), "Omar Diallo")


def test_who_apologizes_or_accepts_a_ruling_states_it(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "In June the mayor apologized to the widows.", "stated")
    assert (claim.roles["content"], claim.speakers) == (("apologized to the widows",), ("mayor",))
    (claim,) = claims(extractor, "Omar Diallo accepted the ruling.", "stated")
    assert claim.roles["content"] == ("accepted the ruling",)


def test_what_is_said_goes_on_over_a_comma(extractor: Extractor) -> None:
    text = "Amnesty stated the ruling was biased, violated the right to a fair trial, and freedom of speech."
    found = claims(extractor, text, "finding")
    assert [c.roles["by"] for c in found] == [("Amnesty",)]


@pytest.mark.parametrize(
    ("text", "by", "what"),
    [
        ("Local lawyers contended this was unjust to widows.", "Local lawyers", "this was unjust to widows"),
        (
            "Observers considered the elections in 2018 for the 100-seat parliament to be free and fair.",
            "Observers",
            "elections in 2018 for the 100-seat parliament to be free and fair",
        ),
        (
            "Reporters described far greater meddling when covering strikes in the north.",
            "Reporters",
            "far greater meddling when covering strikes in the north",
        ),
        (
            "The assembly was recognized as the nation's parliament by the Council of Nations.",
            "Council of Nations",
            "assembly as the nation's parliament",
        ),
        (
            "The assembly passed an amendment, which union leaders feared would lead to hunger.",
            "union leaders",
            "amendment would lead to hunger",
        ),
    ],
)
def test_a_content_keeps_what_it_is_about(extractor: Extractor, text: str, by: str, what: str) -> None:
    found = [c for c in claims(extractor, text, "finding", "stated") if c.speakers]
    told = [(c.roles["by"][0], (c.roles.get("what") or c.roles["content"])[0]) for c in found]
    assert told == [(by, what)]


@pytest.mark.parametrize(
    "text",
    [
        "The army seized books deemed critical of officials.",
        "Police may make arrests when they believe that a crime has been committed.",
        "Whether inspectors visited pits and identified unsafe conditions was unknown.",
        "Media regularly reported on a broad range of topics.",
        "Inspectors have the authority to punish, including stopping work they deem to be unsafe.",
        "The agency quoted the head of the union.",
        "Citing bans on unions, the government refused a permit.",
        "The league noted the ministry received 398 formal complaints.",
        "Omar Diallo faulted the ruling, saying it was late.",
    ],
)
def test_what_is_only_supposed_counted_or_touched_upon_is_no_finding(extractor: Extractor, text: str) -> None:
    found = [c for c in claims(extractor, text, "finding") if c.roles["by"] != (PUBLISHER,)]
    assert found == []


def test_a_government_that_speaks_for_itself_states_and_what_it_reports_it_found(
    extractor: Extractor,
) -> None:
    (stated,) = claims(extractor, "The government stated the suspension was needed for calm.", "stated")
    assert stated.roles["by"] == ("government",)
    (stated,) = claims(extractor, "The Justice Ministry stated the decision was professional.", "stated")
    assert stated.roles["by"] == ("Justice Ministry",)
    (found,) = claims(extractor, "The Ministry of Health reported that child abuse was common.", "finding")
    assert found.roles["by"] == ("Ministry of Health",)


def test_nobody_demands_of_himself(extractor: Extractor) -> None:
    text = "The Herders' League wrote to the ministry. The league demanded that it be heard."
    assert all(c.roles.get("of") != c.roles["by"] for c in claims(extractor, text, "demanded"))


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The batons matched, leading the league to conclude that guards were guilty.", ["league"]),
        ("The agency maintained a list of trades that are open to minors.", []),
        ("The drought saw a rise in hunger as a result of failed crops.", []),
        ("The panel refused a permit, citing irregularities in the papers.", []),
    ],
)
def test_who_only_acts_states_nothing(extractor: Extractor, text: str, by: list[str]) -> None:
    found = [c for c in claims(extractor, text, "finding", "stated") if c.roles["by"] != (PUBLISHER,)]
    assert [c.roles["by"][0] for c in found] == by


def test_a_body_that_speaks_of_its_own_aims_states_them(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "The government reaffirmed its firm commitment to peace.", "stated")
    assert claim.roles["by"] == ("government",)


@pytest.mark.parametrize(
    "text",
    [
        "More than a quarter of pupils reported having a fever.",
        "Residents feared leaving the towns at night.",
        "Police arrested the mayor on grounds of failing to disclose a financial interest in the mine.",
        "The tribes must give proof, a practice critics said leaves them open to bias.",
        "The army banned a song, which officers claimed held insults, but which pupils said was old.",
    ],
)
def test_who_is_counted_afraid_or_accused_of_silence_states_nothing(extractor: Extractor, text: str) -> None:
    found = [c for c in claims(extractor, text, "finding", "stated") if c.roles["by"] != (PUBLISHER,)]
    assert [c for c in found if c.roles["by"] != ("officers",)] == []


def test_who_gives_no_information_finds_nothing(extractor: Extractor) -> None:
    found = claims(extractor, "Authorities revealed no information on his whereabouts.", "finding")
    assert all(c.roles["by"] == (PUBLISHER,) for c in found)


def test_reports_that_somebody_denies_are_denied(extractor: Extractor) -> None:
    text = "The police chief denied the reports of a wave of disappearances in the port."
    (claim,) = claims(extractor, text, "stated")
    assert (claim.status, claim.roles["content"]) == (
        Status.DENIED,
        ("wave of disappearances in the port",),
    )


def test_what_an_observer_says_it_observed_is_a_finding(extractor: Extractor) -> None:
    text = "The Harbour League noted it had observed large gaps in the rolls of voters."
    (claim,) = claims(extractor, text, "finding")
    assert claim.roles["by"] == ("Harbour League",)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Judges reported instructions from the mayor to release accused men who were often, "
            "but not always, rich.",
            "instructions from the mayor to release accused men",
        ),
        (
            "Mayor Rui Costa attacked the courts, criticizing judges who ruled against the council.",
            "criticizing judges who ruled against the council",
        ),
    ],
)
def test_what_is_told_is_whole_and_tells_what_was_said(extractor: Extractor, text: str, content: str) -> None:
    found = claims(extractor, text, "finding", "stated")
    assert content in [" ".join(c.roles.get("what", c.roles.get("content", ()))) for c in found]


@pytest.mark.parametrize(
    ("text", "by", "what"),
    [
        (
            "Religious, traditional, civil society, and village leaders, including the mayor, "
            "publicly criticized fees.",
            "Religious, traditional, civil society, and village leaders",
            "fees",
        ),
        (
            "The mayor continued a campaign that observers viewed as motivated by envy.",
            "observers",
            "campaign as motivated by envy",
        ),
        (
            "The flogging by soldiers, which the league characterized as cruel, took place in May.",
            "league",
            "flogging by soldiers as cruel",
        ),
        (
            "The league also reported the move of the office was an obstacle, since there were few roads "
            "and a bus could be costly.",
            "league",
            "move of the office was an obstacle, since there were few roads and a bus could be costly",
        ),
    ],
)
def test_who_tells_and_what_is_told_stay_whole(extractor: Extractor, text: str, by: str, what: str) -> None:
    told = [(f.roles["by"], f.roles["what"]) for f in claims(extractor, text, "finding")]
    assert ((by,), (what,)) in told


@pytest.mark.parametrize(
    "text",
    [
        "In May the league filed a complaint against the decision to close the mine.",
        "According to the league, the mines constituted 10 percent of trade in 2018.",
        "The ministry reported that every third pupil was hungry.",
        "They kept each court ruling relating to the harbor.",
    ],
)
def test_a_step_a_number_or_a_topic_is_no_finding(extractor: Extractor, text: str) -> None:
    assert not claims(extractor, text, "finding")


def test_what_a_report_rests_on_is_not_what_it_found(extractor: Extractor) -> None:
    text = "The league reported a rise in thefts in 2021, citing information from the police."
    (finding,) = claims(extractor, text, "finding")
    assert finding.roles["what"] == ("rise in thefts",)


def test_a_ministry_of_justice_is_no_court(extractor: Extractor) -> None:
    assert not claims(extractor, "The Ministry of Justice suspended the permit.", "finding")


def test_an_example_behind_but_is_no_further_voice(extractor: Extractor) -> None:
    text = "Inmates in all three prisons, but particularly Lomara, said that the food was poor."
    (claim,) = claims(extractor, text, "stated")
    assert "Inmates in all three prisons" in claim.roles["by"][0]


def test_what_nobody_was_accused_of_is_the_publishers_finding(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "There were no reports of government corruption during the year.", "finding")
    assert claim.roles["by"] == (PUBLISHER,)


def test_criticism_is_told_to_the_end_of_its_list(extractor: Extractor) -> None:
    text = "Unions criticized the government for being slow and at times reluctant to raise wages."
    (finding,) = claims(extractor, text, "finding")
    assert finding.roles["what"] == ("government for being slow and at times reluctant to raise wages",)


@pytest.mark.parametrize(
    "text",
    [
        "Thefts were believed to be many and, according to a 2017 survey, were common in the mines.",
        "According to the league, the community numbered approximately 1,000 persons.",
        "The ministry reported the number of thefts fell 13.4 percent in March.",
    ],
)
def test_a_content_without_its_subject_or_a_count_is_no_finding(extractor: Extractor, text: str) -> None:
    assert not claims(extractor, text, "finding")


@pytest.mark.parametrize(
    "text",
    [
        "Church leaders, including the bishop, publicly denounced the attacks.",
        "Two men fled after they publicly opposed their social status as descendants of slaves.",
        "The prison service reported facilities in Marel, Lobra, and Bera were overcrowded.",
        "Footage of a candidate, Ivo Marek, touching a woman drew public criticism for sexual harassment.",
        "Reporters avoided criticizing the rebels' goal of independence.",
        "The Green League released a report detailing the findings from its visit to the country.",
        "Strikes may include slowdowns or any other action the union may deem necessary.",
        "Media outlets criticized the government, the ruling party, and prominent political figures.",
        "If courts do not know the type of marriage, judges presume the marriage to be polygynous.",
        "The director may grant an exemption only after determining it would not harm the pupil.",
        "The league helped individuals claiming discrimination based on age.",
        "The ministry undertook a study of all schools to examine if others had altered results.",
        "Police generally treated beatings at home as a private matter.",
        "In cases where courts determined guards used too much force, fines were low.",
    ],
)
def test_what_says_nothing_by_itself_is_no_finding_or_statement(extractor: Extractor, text: str) -> None:
    told = claims(extractor, text, "finding", "stated")
    assert [claim for claim in told if claim.roles["by"] != (PUBLISHER,)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Green League reported a total of 71 injuries at the march.", "total of 71"),
        ("The Green League announced that the country lost 1.2 billion crowns to corruption.", "1.2 billion"),
        ("According to the Green League, the number of orphans is as high as 201.", "as high as 201"),
    ],
)
def test_a_count_is_a_quantity_spoken_by_who_counted(extractor: Extractor, text: str, value: str) -> None:
    (claim,) = claims(extractor, text, "finding", "stated", "quantity")
    assert claim.kind == "quantity"
    assert value in claim.roles["value"][0]
    assert claim.speakers[0].endswith("Green League")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "The league reported violent police action during arrests was the most common complaint.",
            "violent police action during arrests was the most common complaint",
        ),
        (
            "Observers expressed concern, however, regarding army presence at polling places.",
            "army presence at polling places",
        ),
        (
            "According to the Human Rights Committee at the National Assembly, prisons lacked ventilation.",
            "prisons lacked ventilation",
        ),
        (
            "Rights groups condemned raids on the market, calling them “unjustified and cruel.”",
            "raids on the market “unjustified and cruel.”",
        ),
        (
            "The league noted that the speech hurt the village, and Rabbi Ivo Lem said it was unfortunate.",
            "speech hurt the village",
        ),
        ("An NGO reported LGBTQI+ persons frequently left school.", "LGBTQI+ persons frequently left school"),
        (
            "Observers assessed elections in May, which the Green Party won, as free and fair.",
            "elections as free and fair",
        ),
        (
            "Russia's criticism of missions of the Office of Votes (OOV) went on.",
            "missions of the Office of Votes (OOV)",
        ),
    ],
)
def test_a_content_is_whole_and_tells_what_it_is_about(extractor: Extractor, text: str, what: str) -> None:
    found = claims(extractor, text, "finding")
    assert what in [claim.roles["what"][0] for claim in found]


def test_a_ministry_in_its_own_defence_only_states(extractor: Extractor) -> None:
    text = "The Ministry of Schools (MOS) opened an inquiry. MOS denied that, saying the inquiry was lawful."
    assert [claim.kind for claim in claims(extractor, text, "finding", "stated")] == ["stated"]


@pytest.mark.parametrize(
    "text",
    [
        "If a court upheld an order, it could impose a fine.",
        "In May the court ruled the arrest, search, and trial were unlawful.",
        "If a court upholds an order and determines that it was broken, it may impose a fine.",
        "A judge determines whether a suspect must remain in custody.",
        "The president, who would need to sign any law passed by parliament, was away.",
        "There was resistance to passing legislation against cutting.",
        "The law requires companies to analyze their hiring and release action plans.",
        "Police arrested writers for publishing libelous opinions.",
        "A law passed in 2015 requires that women hold 30 percent of seats.",
    ],
)
def test_rulings_and_papers_only_supposed_or_asked_for_are_none(extractor: Extractor, text: str) -> None:
    told = claims(extractor, text, "finding", "adopted")
    assert [claim for claim in told if claim.roles.get("by") != (PUBLISHER,)] == []


@pytest.mark.parametrize(
    "text",
    ["The program paid for training and reforming laws on drugs.", "Women faced tightening dress codes."],
)
def test_laws_are_not_changed_by_what_is_only_aimed_at(extractor: Extractor, text: str) -> None:
    assert claims(extractor, text, "law_changed") == []


def test_a_year_is_no_part_of_a_body(extractor: Extractor) -> None:
    (finding,) = claims(extractor, "In 2016 parliament condemned attempts to deny the famine.", "finding")
    assert finding.roles["by"] == finding.speakers == ("parliament",)
