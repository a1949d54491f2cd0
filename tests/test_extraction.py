"""From documents to claims: evidence, names, speakers, commitment and time, as a careful reader has them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dalel.claims import Extractor
from dalel.cli import app
from dalel.model import Block, BlockKind, Claim, Document, Source, Status


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def document(text: str, publisher: str = "") -> Document:
    """A document of one block a line."""
    blocks, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(line)))
        position += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        digest, "x.txt", "txt", text, tuple(blocks), language="en", source=Source(publisher=publisher)
    )


def claims(extractor: Extractor, text: str, kind: str, publisher: str = "") -> list[Claim]:
    found = next(extractor([document(text, publisher)]))
    return [claim for claim in found.claims if claim.kind == kind]


def test_a_quote_is_the_text_at_its_offsets_even_through_markup(extractor: Extractor) -> None:
    text = "On 3 May 2014 the **police arre­sted [Askar Omarov](#)** in Almaty."
    found = next(extractor([document(text)]))
    assert [c.kind for c in found.claims] == ["arrested"]
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.roles["person"] == ("Askar Omarov",)


def test_names_become_the_fullest_form_of_the_document(extractor: Extractor) -> None:
    text = (
        "Askar Omarov was mayor of Almaty until 2009.\nIn 2010 Omarov was sentenced to four years in prison."
    )
    (claim,) = claims(extractor, text, "sentenced")
    assert claim.roles["person"] == ("Askar Omarov",)
    assert claim.time == "2010"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Police arrested five men in connection with the 2018 killing of a banker.", "five men"),
        (
            "Police detained three teachers of the village for insulting the king.",
            "three teachers of the village",
        ),
        ("In May, 2011 four leaders of the union were arrested.", "four leaders of the union"),
    ],
)
def test_those_arrested_are_named_without_why_and_when(extractor: Extractor, text: str, person: str) -> None:
    (claim,) = claims(extractor, text, "arrested")
    assert claim.roles["person"] == (person,)


def test_the_men_are_told_with_their_number(extractor: Extractor) -> None:
    text = "Police took 41 men into custody in May. The men were released in June."
    (claim,) = claims(extractor, text, "released")
    assert claim.roles["person"] == ("41 men",)


def test_each_of_several_people_has_a_claim(extractor: Extractor) -> None:
    text = "Askar Omarov, Aliya Serikova and Dmitri Ivanov were arrested in March 2015."
    found = claims(extractor, text, "arrested")
    assert [c.roles["person"] for c in found] == [("Askar Omarov",), ("Aliya Serikova",), ("Dmitri Ivanov",)]
    assert len({c.id for c in found}) == 3


def test_who_says_it_is_told_outermost_first(extractor: Extractor) -> None:
    text = "According to the Helsinki Committee, guards beat the prisoner."
    (claim,) = claims(extractor, text, "ill_treated")
    assert claim.speakers == ("Helsinki Committee",)
    assert claim.status is Status.ASSERTED


def test_they_who_say_it_are_named(extractor: Extractor) -> None:
    text = "Aliya Omarova and Askar Serikov were freed in May. They said that guards beat the prisoner."
    (claim,) = claims(extractor, text, "ill_treated")
    assert claim.speakers == ("Aliya Omarova and Askar Serikov",)


def test_the_author_s_own_words_have_no_speaker(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "Guards beat the prisoner.", "ill_treated")
    assert claim.speakers == ()


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The editor was arrested.", "arrested", Status.ASSERTED),
        ("The editor was not arrested.", "arrested", Status.DENIED),
        ("The editor was allegedly arrested.", "arrested", Status.ALLEGED),
        ("The police could arrest the editor.", "arrested", Status.POSSIBLE),
        ("The court plans to release Askar Omarov.", "released", Status.PLANNED),
        ("The ministry refused to register the party.", "registered", Status.DENIED),
        ("The opposition accused the mayor of stealing public funds.", "accused", Status.ALLEGED),
        ("The prosecutor accused the mayor of stealing public funds.", "accused", Status.ASSERTED),
        ("Police arrested Askar Omarov for suspected murder.", "accused", Status.ALLEGED),
    ],
)
def test_an_allegation_is_never_a_fact(extractor: Extractor, text: str, kind: str, status: Status) -> None:
    found = claims(extractor, text, kind)
    assert {claim.status for claim in found} == {status}


def test_an_election_after_the_documents_date_is_only_planned(extractor: Extractor) -> None:
    one = document("Parties prepared for the presidential elections in 2019.")
    for date, status in (("2017", Status.PLANNED), ("2021", Status.ASSERTED)):
        found = next(extractor([replace(one, source=Source(date=date))])).claims
        assert [c.status for c in found if c.kind == "election_held"] == [status]


def test_a_refused_extradition_is_its_stage(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "Austria refused to extradite Askar Omarov.", "extradition")
    assert claim.roles["stage"] == ("refused",)
    assert claim.status is Status.ASSERTED


def test_a_rule_makes_no_events(extractor: Extractor) -> None:
    text = "The law prohibits the torture of detainees, and suspects may be held for two days."
    found = next(extractor([document(text)]))
    assert {claim.kind for claim in found.claims} == {"rule"}


def test_we_are_the_publisher(extractor: Extractor) -> None:
    text = "We urge the government to release Askar Omarov."
    (claim,) = claims(extractor, text, "demanded", publisher="Open Shelf")
    assert claim.roles["by"] == ("Open Shelf",)


def test_i_am_who_names_himself(extractor: Extractor) -> None:
    text = "I, Viktor Lim, declare this. I urge the court to release Askar Omarov."
    (claim,) = claims(extractor, text, "demanded", publisher="Open Shelf")
    assert claim.roles["by"] == ("Viktor Lim",)


def test_a_document_in_a_language_without_a_model_is_not_read(extractor: Extractor) -> None:
    kazakh = Document("0" * 64, "kk.txt", "txt", "Полиция редакторды ұстады.", language="kk")
    found = next(extractor([kazakh]))
    assert not found.read
    assert not found.claims


def test_the_same_input_gives_the_same_claims(extractor: Extractor) -> None:
    text = "Prosecutors charged Askar Omarov with fraud.\nHe denied it and fled to Austria in 2011."
    first, second = (next(Extractor()([document(text)])), next(extractor([document(text)])))
    assert first == second


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120))
def test_any_text_is_survived_and_quoted_exactly(extractor: Extractor, text: str) -> None:
    found = next(extractor([document(f"Police arrested {text} in Almaty.")]))
    for claim in found.claims:
        assert claim.quote == found.document.text[claim.start : claim.end]
    for mention in found.mentions:
        assert mention.text == found.document.text[mention.start : mention.end]


def test_extract_writes_claims_names_and_texts(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Police arrested Aliya Ömarova on 4 May 2013.\n", encoding="utf-8")
    (folder / "b.html").write_text("<p>The court sentenced <b>her</b> to a fine.</p>", encoding="utf-8")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 cut off")
    out, names, texts = tmp_path / "claims.jsonl", tmp_path / "names.jsonl", tmp_path / "texts"
    done = CliRunner().invoke(
        app, ["extract", str(folder), "-o", str(out), "--mentions", str(names), "--texts", str(texts)]
    )
    assert done.exit_code == 1
    assert "bad.pdf" in done.output
    assert "Traceback" not in done.output
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    (arrested,) = [row for row in rows if row["kind"] == "arrested"]
    text = (texts / "a.txt").read_text("utf-8")
    assert arrested["doc"] == "a.txt"
    assert arrested["roles"]["person"] == "Aliya Ömarova"
    assert arrested["time"] == "2013-05-04"
    assert text[arrested["start"] : arrested["end"]] == arrested["quote"]
    assert "Aliya Ömarova" in [json.loads(line)["text"] for line in names.read_text("utf-8").splitlines()]


def test_a_missing_path_is_one_clear_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["extract", str(tmp_path / "nowhere"), "-o", str(tmp_path / "c.jsonl")])
    assert done.exit_code == 1
    assert "nowhere" in done.output
    assert "Traceback" not in done.output


def test_a_case_goes_on_in_later_sentences(extractor: Extractor) -> None:
    text = (
        "In May police arrested three traders in the port. They were charged with fraud. "
        "The trial began in June. A judge dropped the charges in July."
    )
    (charged, dropped) = claims(extractor, text, "charged")
    (tried,) = claims(extractor, text, "tried")
    assert charged.roles["person"] == tried.roles["person"] == dropped.roles["person"] == ("three traders",)
    assert dropped.roles["of"] == ("fraud",)
    assert dropped.status == Status.DENIED


def test_those_accused_are_not_the_detainees_they_beat(extractor: Extractor) -> None:
    text = "Several groups alleged that officers beat or otherwise abused detainees."
    (claim,) = claims(extractor, text, "ill_treated")
    assert claim.roles["person"] == ("detainees",)
    assert claim.roles["by"] == ("officers",)


def test_a_description_beside_a_name_means_its_bearer(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "Omar Haddad, a journalist arrested in May, was freed in June.", "arrested")
    assert claim.roles["person"] == ("Omar Haddad",)


def test_a_bare_profession_before_a_name_is_nobody_else(extractor: Extractor) -> None:
    text = "On May 2, gunmen assassinated journalist and head of Radio North, Nizar Haddad, in his car."
    assert [c.roles["person"] for c in claims(extractor, text, "killed")] == [("Nizar Haddad",)]
    both = claims(extractor, "Guards beat the driver and Omar Haddad.", "ill_treated")
    assert [c.roles["person"] for c in both] == [("driver",), ("Omar Haddad",)]


def test_who_is_held_for_a_protest_protested(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "Police detained ten students for joining a rally in May.", "protested")
    assert claim.status is Status.ASSERTED
    assert claim.roles["by"] == ("ten students",)


def test_peoples_are_persons(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "Clashes in the town forced most local Kurds to flee.", "ill_treated")
    assert claim.roles["person"] == ("most local Kurds",)


def test_an_offence_that_is_not_told_is_not_guessed(extractor: Extractor) -> None:
    text = "Many officials took part in bribery. Courts convicted two mayors."
    (claim,) = claims(extractor, text, "convicted")
    assert "of" not in claim.roles


def test_each_penalty_is_a_claim_of_its_own(extractor: Extractor) -> None:
    text = "The court sentenced Lina Moreau to four years in prison and a fine of 900 francs."
    assert {c.roles["penalty"] for c in claims(extractor, text, "sentenced")} == {
        ("four years in prison",),
        ("fine of 900 francs",),
    }


def test_whom_a_crime_was_done_to_is_not_who_is_punished_for_it(extractor: Extractor) -> None:
    text = "A court sentenced two players to nine years' imprisonment for the rape of a singer."
    assert claims(extractor, text, "imprisoned") == []
    (claim,) = claims(extractor, text, "sentenced")
    assert claim.roles["person"] == ("two players",)


def test_they_are_each_of_those_told_before(extractor: Extractor) -> None:
    text = "The police arrested Omar Haddad, Lina Moreau, and Tomas Lund in June. Their trial was pending."
    assert [c.roles["person"] for c in claims(extractor, text, "tried")] == [
        ("Omar Haddad",),
        ("Lina Moreau",),
        ("Tomas Lund",),
    ]


def test_bodies_named_behind_what_they_are_are_meant_each(extractor: Extractor) -> None:
    text = "The independent newspapers Svet Dnya, Zarya, and Respublika underwent three tax inspections."
    assert {c.roles["outlet"] for c in claims(extractor, text, "media_restricted")} == {
        ("Svet Dnya",),
        ("Zarya",),
        ("Respublika",),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The institute counted 55 killings of herders in 2019.",
        "The association reported four killings of herders in 2019.",
    ],
)
def test_who_tells_of_a_killing_did_not_do_it(extractor: Extractor, text: str) -> None:
    found = claims(extractor, text, "killed")
    assert found
    assert not any("by" in claim.roles for claim in found)


@pytest.mark.parametrize(
    "text",
    [
        "The Shepherds' Union fought violence against herders.",
        "The council adopted a plan to prevent attacks on herders.",
    ],
)
def test_what_somebody_stands_against_happens_to_nobody(extractor: Extractor, text: str) -> None:
    assert not claims(extractor, text, "ill_treated")


def test_the_crimes_of_a_charge_are_not_done_to_the_charged(extractor: Extractor) -> None:
    text = "The trial opened with charges of murder, rape, and torture against 11 guards."
    assert [c.roles["person"] for c in claims(extractor, text, "charged")] == [("11 guards",)]
    assert not claims(extractor, text, "ill_treated")


def test_a_title_tells_a_post_once(extractor: Extractor) -> None:
    text = "President Omar Haddad met the deputies. Later President Haddad left. President Haddad was ill."
    found = claims(extractor, text, "office_held")
    assert [c.quote for c in found] == ["President Omar Haddad"]


def test_a_body_is_what_its_members_are_sent_by(extractor: Extractor) -> None:
    text = "The Water Council was composed of representatives from the army, the Senate, and farmers."
    found = claims(extractor, text, "member_of")
    assert [c.roles["member"] for c in found] == [
        ("representatives from army",),
        ("representatives from Senate",),
        ("representatives from farmers",),
    ]


def test_a_sentence_that_ends_in_a_list_is_no_heading(extractor: Extractor) -> None:
    text = "The Northern Council met in May. It consists of the states: Norway, Iceland and Denmark."
    found = claims(extractor, text, "member_of")
    assert [c.roles["member"] for c in found] == [("Norway",), ("Iceland",), ("Denmark",)]


def test_an_election_and_a_later_one_are_two(extractor: Extractor) -> None:
    text = "President Omar Haddad was elected in May 1991 and re-elected in June 1999."
    assert [c.time for c in claims(extractor, text, "elected")] == ["1991-05", "1999-06"]


def test_what_is_told_of_the_one_somebody_is_is_told_of_them(extractor: Extractor) -> None:
    text = "Omar Haddad is a teacher who was arrested in May."
    assert [c.roles["person"] for c in claims(extractor, text, "arrested")] == [("Omar Haddad",)]


def test_each_post_of_a_life_has_its_own_time(extractor: Extractor) -> None:
    text = "Omar Haddad was mayor until 1990, minister in 1992 and president between 1993 and 1999."
    found = {c.roles["office"][0]: c.time for c in claims(extractor, text, "office_held")}
    assert found["mayor"] == "../1990"
    assert found["president"] == "1993/1999"


def test_who_is_given_a_post_is_not_told_to_hold_it_too(extractor: Extractor) -> None:
    text = "In 2004 parliament appointed Askar Omarov as minister of trade."
    assert len(claims(extractor, text, "appointed")) == 1
    assert not claims(extractor, text, "office_held")


def test_founders_and_members_of_parties_hold_no_post(extractor: Extractor) -> None:
    text = "Omar Haddad, founder of the Bright Path, left. Samira Marin, a member of the Unity Party, spoke."
    assert not claims(extractor, text, "office_held")
    assert [c.roles["organisation"] for c in claims(extractor, text, "member_of")] == [("Unity Party",)]


def test_each_body_that_somebody_heads_is_a_post(extractor: Extractor) -> None:
    text = "Omar Haddad heads the Water Council and the Harbour Board."
    assert [c.roles["office"] for c in claims(extractor, text, "office_held")] == [
        ("head of Water Council",),
        ("head of Harbour Board",),
    ]


def test_a_body_is_called_by_the_name_behind_what_it_is(extractor: Extractor) -> None:
    (claim,) = claims(
        extractor, "The regulator fined the newspaper El Dia 900 crowns for slander.", "media_restricted"
    )
    assert claim.roles["outlet"] == ("El Dia",)


def test_results_told_without_their_verb_are_results(extractor: Extractor) -> None:
    text = "In 2019 Ana Lim won 52 percent of the vote, Petr Novak 30 percent, and Omar Aziz 9 percent."
    found = claims(extractor, text, "election_result")
    assert [(c.roles["contestant"], c.roles["result"], c.time) for c in found] == [
        (("Ana Lim",), ("52 percent of the vote",), "2019"),
        (("Petr Novak",), ("30 percent",), "2019"),
        (("Omar Aziz",), ("9 percent",), "2019"),
    ]


def test_a_result_ends_where_the_next_contestant_is_named(extractor: Extractor) -> None:
    text = "Ana Lim won 41 seats, the Unity Party 28 seats, and independents 12 seats."
    found = claims(extractor, text, "election_result")
    assert [c.roles["result"] for c in found] == [("41 seats",), ("28 seats",), ("12 seats",)]
    text = "Karim Saleh received 48 percent of the vote and Omar Aziz 46 percent."
    found = claims(extractor, text, "election_result")
    assert [(c.roles["contestant"], c.roles["result"]) for c in found] == [
        (("Karim Saleh",), ("48 percent of the vote",)),
        (("Omar Aziz",), ("46 percent",)),
    ]


def test_who_were_is_said_of_all_in_the_list(extractor: Extractor) -> None:
    text = "Authorities released Omar Aziz and Karim Saleh, who were arrested in March."
    assert [c.roles["person"] for c in claims(extractor, text, "arrested")] == [
        ("Omar Aziz",),
        ("Karim Saleh",),
    ]


def test_a_relative_of_a_named_officer_is_not_the_officer(extractor: Extractor) -> None:
    text = "Police arrested the police chief Omar Aziz's brother in May."
    (arrest,) = claims(extractor, text, "arrested")
    assert arrest.roles["person"] == ("police chief Omar Aziz's brother",)
    assert [c.roles["person"] for c in claims(extractor, text, "office_held")] == [("Omar Aziz",)]


def test_a_name_behind_a_list_is_its_last_members(extractor: Extractor) -> None:
    text = "The court sentenced the mayor and the head of the council, Ana Lim, to six years in prison."
    assert [c.roles["person"] for c in claims(extractor, text, "sentenced")] == [("mayor",), ("Ana Lim",)]


def test_a_sum_before_a_currencys_code_is_not_the_code_alone(extractor: Extractor) -> None:
    text = "The three were charged with embezzlement of 43 million CFA ($74,000)."
    (payment,) = claims(extractor, text, "payment")
    assert payment.roles["amount"] == ("43 million CFA",)


def test_who_must_be_a_judge_by_rule_is_nobody_in_office(extractor: Extractor) -> None:
    text = "The court has four members, one of whom must be a High Court judge."
    assert not claims(extractor, text, "office_held")


def test_no_allegations_accuse_nobody(extractor: Extractor) -> None:
    text = "There were no allegations of sexual exploitation and abuse by police officers."
    assert not claims(extractor, text, "accused")


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Nobody was charged in the killing of Askar Omarov.", "killed", Status.ASSERTED),
        ("Askar Omarov stayed in prison despite a court order for his release.", "released", Status.DENIED),
        ("The league said the state should release Askar Omarov.", "released", Status.POSSIBLE),
        ("Judges should be appointed by the king.", "appointing_power", Status.ASSERTED),
    ],
)
def test_what_should_be_is_a_rule_or_did_not_happen(
    extractor: Extractor, text: str, kind: str, status: Status
) -> None:
    assert {claim.status for claim in claims(extractor, text, kind)} == {status}


def test_a_share_has_its_percent(extractor: Extractor) -> None:
    (owned,) = claims(extractor, "The president's daughter owns 40 percent of Channel 5.", "owns")
    assert owned.roles["share"] == ("40 percent",)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Police arrested two men and three women.", ["two men", "three women"]),
        ("Police arrested 12 students and a teacher.", ["12 students", "teacher"]),
        (
            "Two officials, a minister, and three former ministers were arrested.",
            ["Two officials", "minister", "three former ministers"],
        ),
        (
            "Police arrested more than 30 lawyers, editors and other critics.",
            ["more than 30 lawyers, editors and other critics"],
        ),
    ],
)
def test_counted_groups_side_by_side_are_each_told(
    extractor: Extractor, text: str, people: list[str]
) -> None:
    assert [c.roles["person"][0] for c in claims(extractor, text, "arrested")] == people


@pytest.mark.parametrize(
    "text",
    [
        "Among those arrested was the journalist Omar Aziz.",
        "Omar Aziz was among those arrested in May.",
    ],
)
def test_who_is_among_those_arrested_was_arrested(extractor: Extractor, text: str) -> None:
    assert [c.roles["person"] for c in claims(extractor, text, "arrested")] == [("Omar Aziz",)]


def test_a_participle_goes_with_the_date_it_had(extractor: Extractor) -> None:
    (rule,) = claims(extractor, "A law adopted in June restricts public gatherings.", "rule")
    assert rule.roles["subject"] == ("law",)


def test_all_who_are_listed_behind_a_colon_have_a_claim_where_they_are_as_many_as_told(
    extractor: Extractor,
) -> None:
    text = (
        "Seven prisoners are being held in the prisons of Northport: activists Anna Lind and Omar Berg; "
        "nurses Vera Koval, Pavel Orlov and Ana Lima; and victims of the case against Ivan Petrov – "
        "Timur Lund and Dina Aziz."
    )
    held = {name for claim in claims(extractor, text, "imprisoned") for name in claim.roles["person"]}
    assert {
        "Anna Lind",
        "Omar Berg",
        "Vera Koval",
        "Pavel Orlov",
        "Ana Lima",
        "Timur Lund",
        "Dina Aziz",
    } <= held
    assert "Ivan Petrov" not in held
