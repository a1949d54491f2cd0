"""Small words of clauses: what "nor" denies, and whom "who" means."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The law does not cover maids, nor does it apply to guests.", "apply"),
        ("Police did not arrest the men, nor did they charge them.", "charge"),
    ],
)
def test_nor_denies_the_verb_behind_it(nlp: Language, text: str, denied: str) -> None:
    verb = next(t for t in nlp(text) if t.text == denied)
    assert [c.text for c in verb.children if c.dep_ == "neg"] == ["nor"]


def test_neither_denies_for_both(nlp: Language) -> None:
    doc = nlp("Officials neither investigated the raid nor punished the guards.")
    assert not [t for t in doc if t.text == "nor" and t.dep_ == "neg"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "These included environmentalists affiliated with the River Foundation who were arrested.",
            "environmentalists",
        ),
        ("Police arrested activists of the Green League who were beaten in custody.", "activists"),
    ],
)
def test_who_means_people_not_the_body_they_are_of(nlp: Language, text: str, people: str) -> None:
    doc = nlp(text)
    who = next(t for t in doc if t.text == "who")
    assert who.head.head.text == people


def test_of_behind_a_post_tells_of_the_post(nlp: Language) -> None:
    doc = nlp(
        "A court convicted Omar Haddad, the mayor of Arden and a member of the council, of fraud and theft."
    )
    _, second, third = (t for t in doc if t.text == "of")
    assert (second.head.text, third.head.text) == ("member", "convicted")


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The practice of religion other than Islam is prohibited by law.", "prohibited", "practice"),
        ("Sects other than the Old Church were banned.", "banned", "Sects"),
    ],
)
def test_what_follows_other_than_is_left_out_of_what_is_told(
    nlp: Language, text: str, verb: str, subject: str
) -> None:
    found = next(t for t in nlp(text) if t.text == verb)
    assert [c.text for c in found.children if c.dep_ == "nsubjpass"] == [subject]


def test_a_list_of_what_is_told_is_told_to_its_end(nlp: Language) -> None:
    doc = nlp("Some miners alleged guards burned a mill, shot two drivers, and closed the road.")
    told = next(t for t in doc if t.text == "burned")
    assert told.dep_ == "ccomp"
    assert {t.text for t in told.subtree if t.pos_ == "VERB"} == {"burned", "shot", "closed"}


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        (
            "Judges held lengthy hearings and appeals remained pending past the deadline.",
            "remained",
            "appeals",
        ),
        ("Women continued to lack access to pensions and the wage gap remained wide.", "remained", "gap"),
    ],
)
def test_a_verb_that_nothing_joins_has_the_noun_before_it(
    nlp: Language, text: str, verb: str, subject: str
) -> None:
    found = next(t for t in nlp(text) if t.text == verb)
    assert [c.text for c in found.children if c.dep_ == "nsubj"] == [subject]


def test_a_second_deed_joined_by_and_keeps_its_doer(nlp: Language) -> None:
    doc = nlp("The army burned houses and villages and killed two men.")
    killed = next(t for t in doc if t.text == "killed")
    assert not [c for c in killed.children if c.dep_ == "nsubj"]


def test_what_a_law_provided_before_a_second_clause_is_a_clause(nlp: Language) -> None:
    doc = nlp(
        "The constitution provided for freedom of expression, including for members of the press, "
        "and the government generally respected these rights."
    )
    provided = next(t for t in doc if t.text == "provided")
    assert [c.text for c in provided.children if c.dep_ == "nsubj"] == ["constitution"]


def test_hate_speech_is_what_somebody_was_subjected_to(nlp: Language) -> None:
    speech = next(t for t in nlp("The singer was subjected to hate speech for months.") if t.text == "speech")
    assert (speech.dep_, speech.head.text) == ("pobj", "to")


def test_two_who_go_on_after_a_comma_are_not_what_others_did(nlp: Language) -> None:
    doc = nlp("The state punished guards who committed abuses, and police and soldiers acted with impunity.")
    police = next(t for t in doc if t.text == "police")
    assert (police.dep_, police.head.text) == ("nsubj", "acted")


def test_the_second_of_two_gerunds_stands_beside_the_first(nlp: Language) -> None:
    doc = nlp("The league told of a police practice of releasing suspects and then quickly rearresting them.")
    again = next(t for t in doc if t.text == "rearresting")
    assert again.head.text == "releasing"


def test_persons_complicit_in_abuse_are_persons(nlp: Language) -> None:
    doc = nlp("The state prosecuted and punished persons complicit in violence and abuses.")
    persons = next(t for t in doc if t.text == "persons")
    assert (persons.dep_, persons.head.text) == ("dobj", "punished")
