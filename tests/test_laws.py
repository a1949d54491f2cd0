"""What rules say of several laws, and what they only speak of."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dalel.claims import Extractor
from dalel.claims.fillers.filling import Filler
from dalel.claims.rules.conditions import with_condition
from dalel.model import Block, BlockKind, Claim, Document, Source


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def claims(extractor: Extractor, text: str) -> list[Claim]:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "laws.txt", "txt", text, (block,), language="en", source=Source())
    [found] = extractor([document])
    return list(found.claims)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("The constitution and law prohibit torture.", ["constitution and law"]),
        ("The media law and the criminal code forbid libel.", ["criminal code", "media law"]),
        (
            "Production, sale, or display of forgeries is punishable by a year in prison.",
            ["Production, sale, or display of forgeries"],
        ),
    ],
)
def test_laws_without_names_are_one_subject(extractor: Extractor, text: str, subjects: list[str]) -> None:
    assert sorted(c.roles["subject"][0] for c in claims(extractor, text) if c.kind == "rule") == subjects


@pytest.mark.parametrize(
    "text", ["The law requires judges to resign at 70.", "The law allows clubs to register with the court."]
)
def test_what_a_rule_speaks_of_did_not_happen(extractor: Extractor, text: str) -> None:
    assert {c.kind for c in claims(extractor, text)} == {"rule"}


def test_what_may_be_done_to_anyone_did_not_happen(extractor: Extractor) -> None:
    found = claims(extractor, "Citizens could ask the High Court to dissolve a union.")
    assert not any(c.kind == "dissolved" for c in found)


def test_what_happened_to_somebody_with_a_name_stays_beside_the_rule(extractor: Extractor) -> None:
    found = claims(extractor, "The decree allows the Harbour Workers Union to register with the court.")
    assert {c.kind for c in found} == {"rule", "registered"}


@pytest.mark.parametrize(
    ("text", "properties"),
    [
        (
            "The statute bans trade in ivory and provides for fines.",
            ["bans trade in ivory", "provides for fines for trade in ivory"],
        ),
        (
            "By law the mayor heads the council but does not vote in it.",
            ["heads the council"],
        ),
    ],
)
def test_a_second_verb_makes_a_rule_of_its_own_and_ends_the_first(
    extractor: Extractor, text: str, properties: list[str]
) -> None:
    found = [c.roles["property"][0] for c in claims(extractor, text) if c.kind == "rule"]
    assert sorted(found) == properties


def test_the_present_tense_tells_a_task_and_the_past_an_event(extractor: Extractor) -> None:
    [task] = claims(extractor, "The labor court hears disputes over wages.")
    assert task.kind == "rule"
    assert not any(c.kind == "rule" for c in claims(extractor, "The labor court heard disputes over wages."))


def test_whose_purpose_is_that_of_the_body_described(extractor: Extractor) -> None:
    found = claims(extractor, "There is a council whose main purpose is to settle feuds.")
    [rule] = [c for c in found if c.kind == "rule"]
    assert "council" in rule.roles["subject"][0]


def test_no_law_is_a_law_denied(extractor: Extractor) -> None:
    [rule] = [c for c in claims(extractor, "No law limits the number of terms.") if c.kind == "rule"]
    assert rule.roles["subject"] == ("law",)
    assert rule.status == "denied"


@pytest.mark.parametrize(
    ("text", "properties"),
    [
        (
            "The code requires firms to report each year and to keep books for a decade.",
            ["requires firms to keep books for a decade", "requires firms to report each year"],
        ),
        (
            "The law provides for two years in prison and a fine of 500 crowns.",
            ["provides for a fine of 500 crowns", "provides for two years in prison"],
        ),
        (
            "The auditor may summon ministers and search their offices.",
            ["may search their offices", "may summon ministers"],
        ),
        (
            "Theft is punishable by a fine of 500 crowns or two years in prison.",
            ["is punishable by a fine of 500 crowns", "is punishable by two years in prison"],
        ),
        (
            "The workweek must not exceed either 40 hours or six days.",
            ["must not exceed either 40 hours or six days"],
        ),
        (
            "The auditor may arrest and question clerks.",
            ["may arrest and question clerks"],
        ),
    ],
)
def test_each_task_and_each_amount_of_a_list_is_a_rule(
    extractor: Extractor, text: str, properties: list[str]
) -> None:
    found = [c.roles["property"][0] for c in claims(extractor, text) if c.kind == "rule"]
    assert sorted(found) == properties


def test_a_law_that_states_a_rule_makes_one_rule(extractor: Extractor) -> None:
    [rule] = claims(extractor, "The law states that judges must retire at 70.")
    assert rule.roles["subject"] == ("judges",)


def test_the_amendments_are_those_told_of_before(extractor: Extractor) -> None:
    text = (
        "In 2007 parliament passed constitutional amendments. "
        "The May 2007 amendments increased the number of judges."
    )
    changed = [c for c in claims(extractor, text) if c.kind == "law_changed"]
    assert changed[-1].roles["law"] == ("constitutional amendments",)
    assert changed[-1].roles["change"] == ("increased the number of judges",)


def test_what_came_of_a_change_is_no_part_of_it(extractor: Extractor) -> None:
    [changed] = claims(extractor, "In 2011 the cabinet amended the port code, clearing the way for tolls.")
    assert changed.roles["change"] == ("amended the port code",)


def test_a_length_of_time_dates_nothing(extractor: Extractor) -> None:
    text = "The 1998 amendments extended the term of the senate from five to seven years."
    [changed] = [c for c in claims(extractor, text) if c.kind == "law_changed"]
    assert changed.roles["change"] == ("extended the term of the senate from five to seven years",)


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("Refugees are barred from teaching.", "asserted", "are barred from teaching"),
        ("The law no longer requires visitors to register.", "asserted", "no longer requires"),
        ("Judges are required to hold a trial or free the accused.", "asserted", "or free the accused"),
    ],
)
def test_the_words_of_a_rule_keep_its_sense(extractor: Extractor, text: str, status: str, words: str) -> None:
    [rule] = [c for c in claims(extractor, text) if c.kind == "rule"]
    assert words in rule.roles["property"][0]
    assert rule.status == status


def test_a_clause_that_adds_to_a_rule_is_no_part_of_it(extractor: Extractor) -> None:
    text = "The law permits custody for ten days, which a judge may extend. Gambling is illegal and is fined."
    found = [c.roles["property"][0] for c in claims(extractor, text) if c.kind == "rule"]
    assert "permits custody for ten days" in found
    assert "is illegal" in found


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "Clerks or guards convicted of leaking files may be jailed.",
            "Clerks or guards convicted of leaking files",
        ),
        ("The advertising and sale of ivory carries a fine.", "advertising and sale of ivory"),
        ("The Water Code and its annexes limit fishing.", "Water Code and its annexes"),
        ("Theft, including theft of cars, is punishable by six years in prison.", "Theft"),
    ],
)
def test_what_restricts_one_of_a_list_restricts_all(extractor: Extractor, text: str, subject: str) -> None:
    assert {c.roles["subject"][0] for c in claims(extractor, text) if c.kind == "rule"} == {subject}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The board set fees, which the old law did not provide for.", "provide for fees"),
        (
            "Tenants have the right to leave the flat and to sue the owner if the roof leaks.",
            "right to sue the owner if the roof leaks",
        ),
        (
            "If the owner objects, the file must go to the mayor, who often delays it.",
            "must go to the mayor if the owner objects",
        ),
        ("If no judge is free, the clerk may close the case.", "may close the case if no judge is free"),
        (
            "The government allowed nomads to work in the harbor and not to open their own shops.",
            "allowed nomads not to open their own shops",
        ),
        ("The statute does not ban hunting but requires a permit.", "ban hunting"),
    ],
)
def test_a_rule_keeps_its_object_and_its_condition(extractor: Extractor, text: str, words: str) -> None:
    assert words in {c.roles["property"][0] for c in claims(extractor, text) if c.kind == "rule"}


@pytest.mark.parametrize(
    "text",
    [
        "Wages were lower than the law requires.",
        "He read the parts of the law considered a threat to trade.",
        "Firms published figures, though the law does not require it.",
        "The guard was charged with a crime carrying a term of nine years.",
        "If the penalty is ten years, the file goes to the king.",
    ],
)
def test_what_is_only_compared_or_supposed_is_no_rule(extractor: Extractor, text: str) -> None:
    assert not any(c.kind == "rule" for c in claims(extractor, text))


def test_what_a_law_is_on_is_not_how_it_was_changed(extractor: Extractor) -> None:
    found = claims(extractor, "Few knew of the change in the legislation governing port dues.")
    assert not any(c.roles["change"][0].startswith("governing") for c in found if c.kind == "law_changed")


def test_what_somebody_may_do_in_a_case_is_no_task_of_the_judge(extractor: Extractor) -> None:
    text = "A judge may order custody where there is a risk that a suspect may flee, or hinder an inquiry."
    tasks = [c.roles for c in claims(extractor, text) if c.kind == "rule"]
    assert not any("hinder" in r["property"][0] for r in tasks[1:] if r["subject"] == ("judge",))


def test_a_long_rule_ends_at_a_pause(extractor: Extractor) -> None:
    listed = ", ".join(
        f"the {colour} book of the {town} court"
        for colour in ("red", "blue", "grey")
        for town in ("north", "south", "east")
    )
    [rule] = [c for c in claims(extractor, f"Clerks must read {listed}.") if c.kind == "rule"]
    assert rule.roles["property"][0].endswith("court")


def test_a_condition_taken_for_the_main_clause_is_left_out() -> None:
    doc = Doc(
        Vocab(),
        words=["Buyers", "may", "sue", "unless", "labels", "caused", "loss", "."],
        heads=[2, 2, 5, 5, 5, 5, 5, 5],
        deps=["nsubj", "aux", "ccomp", "mark", "nsubj", "ROOT", "dobj", "punct"],
        pos=["NOUN", "AUX", "VERB", "SCONJ", "NOUN", "VERB", "NOUN", "PUNCT"],
    )
    told = with_condition(Filler(("may sue",), 1, 3, doc[2]), doc[2])
    assert told.texts == ("may sue",)


def test_a_quotation_mark_that_closes_nothing_is_no_part_of_a_rule(extractor: Extractor) -> None:
    first, *_ = claims(extractor, "The law states, “Any abuse of children is prohibited,” and judges agree.")
    assert first.roles["property"] == ("is prohibited",)


def rules(extractor: Extractor, text: str) -> list[tuple[str, str]]:
    found = [c for c in claims(extractor, text) if c.kind == "rule"]
    return [(c.roles["subject"][0], c.roles["property"][0]) for c in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The law sets a maximum of nine years in prison for smuggling and was sufficiently strict.",
            "sets a maximum of nine years in prison for smuggling",
        ),
        ("The law exempts nomads from service, but a small share served.", "exempts nomads from service"),
        (
            "The code says that removal of judges is made by a neutral body and to provide for an appeal.",
            "is made by a neutral body",
        ),
        (
            "The law permits mothers to name boys in some cases, such as when fathers are unknown, "
            "missing, of no rank, or do not answer.",
            "permits mothers to name boys in some cases, such as when fathers are unknown, missing, "
            "of no rank, or do not answer",
        ),
        (
            "The law defines mines as works whose loss would hurt the safety of many; harm trade; "
            "or stop a port.",
            "defines mines as works whose loss would hurt the safety of many; harm trade; or stop a port",
        ),
    ],
)
def test_a_rule_ends_where_it_ends(extractor: Extractor, text: str, told: str) -> None:
    assert told in [words for _, words in rules(extractor, text)]


def test_what_must_be_done_is_no_part_of_a_missing_power(extractor: Extractor) -> None:
    found = rules(extractor, "The board lacks authority to judge thefts and must refer cases to the courts.")
    assert found == [
        ("board", "authority to judge thefts"),
        ("board", "must refer cases to the courts"),
    ]


@pytest.mark.parametrize(
    ("text", "penalty"),
    [
        (
            "The law prohibits insulting the queen and provides for a penalty of up to two years in prison.",
            "provides for a penalty of up to two years in prison for insulting the queen",
        ),
        (
            "The law bans dog fights and sets fines of $90 for owners.",
            "sets fines of $90 for owners",
        ),
    ],
)
def test_a_penalty_is_told_with_what_it_is_for(extractor: Extractor, text: str, penalty: str) -> None:
    assert penalty in [words for _, words in rules(extractor, text)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Boys older than age 12 were not allowed to stay in shelters.", "Boys older than age 12"),
        (
            "Clerks not engaged in the work of the court do not have the right to strike.",
            "Clerks not engaged in the work of the court",
        ),
        ("In March the senate approved legislation that bans dog fights.", "legislation"),
    ],
)
def test_a_subject_keeps_what_restricts_it(extractor: Extractor, text: str, subject: str) -> None:
    assert [s for s, _ in rules(extractor, text)] == [subject]


@pytest.mark.parametrize(
    "text",
    [
        "The supreme court ruled that the provision requiring couples to move is constitutional.",
        "In May 2019, the court ruled the arrest and search were unlawful and freed the clerk.",
        "Many guards had broad powers they could abuse.",
        "Guards denied writers paper and at times required them to stand.",
        "The wives feared protective orders sometimes allowing husbands to stay.",
        "The king had means to punish guards who may commit thefts.",
        "Drivers wait in a cell until the mayor may hear them.",
    ],
)
def test_practices_and_single_cases_are_no_rules(extractor: Extractor, text: str) -> None:
    assert rules(extractor, text) == []


def test_a_law_is_no_speaker_of_what_it_stipulates(extractor: Extractor) -> None:
    text = "The reform brought legislation that stipulates that complaints are handled by a neutral board."
    assert all(c.speakers == () for c in claims(extractor, text) if c.kind == "rule")


def test_what_only_waits_for_registration_is_not_registered(extractor: Extractor) -> None:
    text = "The ministry had not acted on the request for registration of the Harbour Workers Union."
    assert not any(c.kind == "registered" for c in claims(extractor, text))
