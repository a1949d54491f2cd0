"""What is told in the words of a rule and is none, and rules and laws told whole."""

from __future__ import annotations

import pytest

from dalel.claims import Extractor
from dalel.model import Block, BlockKind, Claim, Document, Source


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def claims(extractor: Extractor, text: str, kind: str) -> list[Claim]:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "laws.txt", "txt", text, (block,), language="en", source=Source())
    [found] = extractor([document])
    return [c for c in found.claims if c.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Rules governing night landings hang in the hall.",
        "Guards held sailors who are subject to removal.",
        "A deliberate act by a guard that leads to injuries shocked the town.",
        "There were serious restrictions on trade in ivory.",
        "A judge decided whether a suspect was required to stay in the camp.",
        "The village elders left before the widow may depart.",
        "He was charged with offenses that do not fall under the harbor law.",
        "The harbor law grants them.",
        "Almost 900 women were permitted to run in the last race.",
        "Merchants may not do so.",
        "The conviction is punishable by a year in prison.",
        "Some clerks were required to attend the races.",
        "Cards were printed so the mayor can help more sailors.",
        "Mechanisms to count votes exist for the mayor.",
        "We have to keep our ports.",
        "It is a harbor law that keeps old promises.",
        "The ruling lengthened his prison sentence from nine years to 12 years.",
        "Sailors knew of no age at which pupils may leave school.",
        "Sailors met the rules related to fishing.",
        "Nobody told sailors that they have the right to fish, as clerks must inform them they may do.",
        "They had little use of rights provided by the harbor code.",
        "Harbor rules also applied.",
        "Charity 19 and Article 19 stated that the port was closed.",
        "Some of these judges were allowed to remain on the bench.",
        "They worked with the Charity Service of the Order of Saint Paul, which would ensure peace.",
        "In May the king imposed the following limits on ships: none may leave.",
        "Sailors knew of no body that handles fires.",
        "The orphans were subject to domestic servitude.",
        "Sailors were not held longer than the six hours allowed by the law.",
        "Only a few hundred persons obtained citizenship each year.",
        "The council helps sailors and others who may be harmed.",
        "The mayor founded guilds in ports where fees are mandatory.",
    ],
)
def test_cases_topics_and_what_people_meet_with_are_no_rules(extractor: Extractor, text: str) -> None:
    assert claims(extractor, text, "rule") == []


@pytest.mark.parametrize(
    ("text", "subject", "words"),
    [
        (
            "Pupils between the ages of 12 and 15 may work in shops.",
            "Pupils between the ages of 12 and 15",
            "may work in shops",
        ),
        (
            "The law allows pupils to work in shops from the age of 12.",
            "law",
            "allows pupils to work in shops from the age of 12",
        ),
        (
            "Sailors found guilty of smuggling may be fined 500 crowns.",
            "Sailors found guilty of smuggling",
            "may be fined 500 crowns",
        ),
        (
            "Tourists destined for the islands were not permitted to carry fruit.",
            "Tourists destined for the islands",
            "permitted to carry fruit",
        ),
        (
            "In the absence of a son, a daughter may inherit the farm.",
            "daughter",
            "may inherit the farm in the absence of a son",
        ),
        (
            "Only judges can grant leave and must answer within a day.",
            "judges",
            "must answer within a day",
        ),
        (
            "There are no limits on trade and travel by women in the north.",
            "limits",
            "trade and travel by women in the north",
        ),
        (
            "There is no law banning the sale of ships for use in war.",
            "law",
            "banning the sale of ships for use in war",
        ),
        (
            "The mayor retained the power in the port to search ships.",
            "mayor",
            "power in the port to search ships",
        ),
        (
            "Pupils younger than 15 may marry only with leave and if one of them works.",
            "Pupils younger than 15",
            "may marry only with leave and if one of them works",
        ),
        (
            "Theft is banned, and such crimes carry a sentence of three months.",
            "such crimes",
            "carry a sentence of three months",
        ),
        (
            "The mayor has adopted rules that prohibit fishing at night.",
            "rules",
            "prohibit fishing at night",
        ),
        (
            "Owners have a duty to protect the health of sailors as far as is practicable.",
            "Owners",
            "duty to protect the health of sailors as far as is practicable",
        ),
        (
            "The law sets short hours for pilots, allowing two hours per day or ten hours per week.",
            "law",
            "allowing two hours per day or ten hours per week",
        ),
        (
            "The clerk must either file charges or free the sailor.",
            "clerk",
            "must either file charges or free the sailor",
        ),
        (
            "Sailors have the right to speak with a lawyer (or to have one paid by the port).",
            "Sailors",
            "right to speak with a lawyer (or to have one paid by the port)",
        ),
        (
            "When the fine is above 90 crowns, the law does not limit the appeal.",
            "law",
            "limit the appeal when the fine is above 90 crowns",
        ),
        (
            "Men and women have the same legal status and rights.",
            "Men and women",
            "same legal status and rights",
        ),
        (
            "The Marriage, Divorce, and Kinship Act sets the minimum age for marriage at 18.",
            "Marriage, Divorce, and Kinship Act",
            "sets the minimum age for marriage at 18",
        ),
        (
            "By law elected officials enjoy immunity from prosecution.",
            "elected officials",
            "enjoy immunity from prosecution",
        ),
        (
            "There are no provisions in the harbor laws banning the right to strike, including for pilots.",
            "provisions",
            "banning the right to strike, including for pilots",
        ),
        (
            "Judges may impose a fine on appeal, which deterred many sailors.",
            "Judges",
            "may impose a fine on appeal",
        ),
    ],
)
def test_a_rule_is_told_with_all_that_limits_it(
    extractor: Extractor, text: str, subject: str, words: str
) -> None:
    rules = claims(extractor, text, "rule")
    assert (subject, words) in [(r.roles["subject"][0], r.roles["property"][0]) for r in rules]


def test_the_parts_of_a_name_are_one_body(extractor: Extractor) -> None:
    text = (
        "The Harbor Board of the Ministry of Agriculture, Fisheries and Trade has authority to inspect ships."
    )
    [rule] = claims(extractor, text, "rule")
    assert rule.roles["subject"] == ("Harbor Board of the Ministry of Agriculture, Fisheries and Trade",)


def test_what_is_told_of_a_speaker_by_the_way_is_the_authors(extractor: Extractor) -> None:
    text = "According to the Harbor Board, which is responsible for counting ships, nine ships sank."
    [rule] = claims(extractor, text, "rule")
    assert rule.speakers == ()


@pytest.mark.parametrize(
    ("text", "kind", "role", "name"),
    [
        (
            "In March parliament adopted the Law for the Protection of Rivers and Lakes.",
            "adopted",
            "instrument",
            "Law for the Protection of Rivers and Lakes",
        ),
        (
            "In 2015 parliament approved the National Action Plan to Combat Fraud in Ports.",
            "adopted",
            "instrument",
            "National Action Plan to Combat Fraud in Ports",
        ),
        (
            "Sailors knew of an amendment to the Harbor Act that provides for a quota for women.",
            "law_changed",
            "law",
            "Harbor Act",
        ),
        (
            "In May parliament amended nine articles in the harbor code.",
            "law_changed",
            "law",
            "nine articles in the harbor code",
        ),
        (
            "In May the ombudsman issued a report stating that the ships were old.",
            "adopted",
            "instrument",
            "report",
        ),
        (
            "In 2019 the king signed an amendment to the Law on Ports, Ships, and Fish, raising the fee.",
            "law_changed",
            "law",
            "Law on Ports, Ships, and Fish",
        ),
    ],
)
def test_laws_and_papers_are_called_by_their_names(
    extractor: Extractor, text: str, kind: str, role: str, name: str
) -> None:
    [claim] = claims(extractor, text, kind)
    assert claim.roles[role] == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 the speaker prevented a resolution signed by nine deputies from proceeding.",
        "Sailors complained that measures adopted to save water hurt them.",
        "Reporters came from the north and from states that have ratified the treaty on ships.",
        "Some judges could be forced to issue rulings.",
        "The bureau is charged with counting ships and issuing rulings on fees.",
        "On May 3 the minister issued the Knight's Cross of the Order of Saint Paul to a poet.",
        "The harbor law required search warrants be issued by a judge.",
    ],
)
def test_tasks_and_what_was_stopped_are_not_adopted(extractor: Extractor, text: str) -> None:
    assert not any(c.frame == "adopted.1" for c in claims(extractor, text, "adopted"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In May nine members of the parliament handed in a draft law to repeal the toll.", "composition"),
        ("In May nine members of the parliament handed in a draft law to repeal the toll.", "law_changed"),
        ("The committees commented on amendments to the harbor laws.", "law_changed"),
        ("In May the judge extended the detention order.", "law_changed"),
        ("Sailors may go to court if they believe their dismissals were unfair.", "dismissed"),
        ("Families gave women a better position in the areas of work and trade.", "appointed"),
        ("The sailor saw a doctor the family chose.", "appointing_power"),
        ("The king lacked the authority to appoint the judges of the high court.", "appointing_power"),
        ("No ship may sail unless the owners appoint a captain.", "appointing_power"),
        ("Guilds may draw up rules on electing their leaders.", "appointing_power"),
        ("The camp continued to require a letter signed by a commissioner before visits.", "adopted"),
        ("The deadline for parliament to adopt a law on ports expired.", "adopted"),
        ("All laws passed by parliament need the consent of the king.", "adopted"),
        ("The guild issued a notice of litigation at the civil law court.", "adopted"),
        ("The bureau blocked websites that violate the law.", "adopted"),
        ("The king has done little to reduce restrictions on trade.", "law_changed"),
        ("The board has a mandate to propose changes to laws on ports.", "law_changed"),
        ("They condemned and called for the dismissal of a leading official.", "dismissed"),
        ("Girls often quit school.", "resigned"),
        ("The unit reported 605 cases, comprising 450 thefts and 155 fires.", "composition"),
        ("The senate met. A total of 11 seats stayed vacant due to a boycott.", "composition"),
        (
            "There is no appeal against a prosecutor's decision to send a case to the special court.",
            "adopted",
        ),
    ],
)
def test_what_is_only_asked_for_or_spoken_of_was_not_done(extractor: Extractor, text: str, kind: str) -> None:
    assert claims(extractor, text, kind) == []


def test_what_must_be_approved_is_a_power(extractor: Extractor) -> None:
    [power] = claims(extractor, "The senate must approve all judges.", "appointing_power")
    assert (power.roles["holder"], power.status) == (("senate",), "asserted")


def test_an_organ_keeps_its_name(extractor: Extractor) -> None:
    [part] = claims(extractor, "There were 21 women in the House of Deputies.", "composition")
    assert part.roles["organ"] == ("House of Deputies",)
