"""Where the deep positions of a trigger stand, construction by construction."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dalel.claims.constructions import Positions, enumerated, strays

VERBS = [
    ("active", "The police arrested the editor.", "arrested", "patient", ["editor"]),
    ("active", "The police arrested the editor.", "arrested", "agent", ["police"]),
    ("passive", "The editor was arrested by the police.", "arrested", "patient", ["editor"]),
    ("passive", "The editor was arrested by the police.", "arrested", "agent", ["police"]),
    ("passive without agent", "The editor was arrested in May.", "arrested", "agent", []),
    ("reduced passive", "The editor arrested by the police went home.", "arrested", "patient", ["editor"]),
    ("relative clause", "The officers who arrested the editor left.", "arrested", "agent", ["officers"]),
    (
        "relative clause, passive",
        "The editor, who was arrested in May, left.",
        "arrested",
        "patient",
        ["editor"],
    ),
    (
        "relative clause without pronoun",
        "The man they arrested is a teacher.",
        "arrested",
        "patient",
        ["man"],
    ),
    (
        "participle within a list",
        "They met two editors detained in May and a lawyer.",
        "detained",
        "patient",
        ["editors"],
    ),
    ("participle", "Sentenced to four years, the editor appealed.", "Sentenced", "patient", ["editor"]),
    ("participle before a noun", "The detained editor wept.", "detained", "patient", ["editor"]),
    (
        "coordination of predicates",
        "The court tried the editor and sentenced him.",
        "sentenced",
        "agent",
        ["court"],
    ),
    (
        "coordination of objects",
        "Police arrested the editor and the poet.",
        "arrested",
        "patient",
        ["editor", "poet"],
    ),
    (
        "coordination of subjects",
        "Police and soldiers beat the poet.",
        "beat",
        "agent",
        ["Police", "soldiers"],
    ),
    ("examples", "Police detained people, including lawyers.", "detained", "patient", ["lawyers"]),
    ("control", "The editor was ordered to leave the country.", "leave", "agent", ["editor"]),
    (
        "a phrase with by is no passive",
        "Villagers protested against the demolition of huts by soldiers.",
        "protested",
        "agent",
        ["Villagers"],
    ),
    ("left so", "The blast left two men dead.", "dead", "head", ["men"]),
    ("call", "She called on the students to protest.", "protest", "agent", ["students"]),
    ("raising", "The editor is said to have fled the country.", "fled", "agent", ["editor"]),
    ("gerund of an accused", "They accused the mayor of taking bribes.", "taking", "agent", ["mayor"]),
    ("preposition", "The court sentenced him to four years.", "sentenced", "to", ["years"]),
    ("path", "He was detained on charges of slander.", "detained", "on charge of", ["slander"]),
    ("object of a gerund", "He was jailed for insulting the king.", "jailed", "for", ["insulting"]),
    ("infinitive", "They urged the government to free the poet.", "urged", "infinitive", ["free"]),
    ("no object", "The editor resigned.", "resigned", "patient", []),
]
NOUNS = [
    (
        "nominalisation",
        "The arrest of the editor by the police shocked many.",
        "arrest",
        "patient",
        ["editor"],
    ),
    ("nominalisation", "The arrest of the editor by the police shocked many.", "arrest", "agent", ["police"]),
    ("possessive", "The editor's arrest shocked many.", "arrest", "patient", ["editor"]),
    (
        "light verb",
        "Prosecutors opened an investigation against the mayor.",
        "investigation",
        "agent",
        ["Prosecutors"],
    ),
    (
        "light verb",
        "Prosecutors opened an investigation against the mayor.",
        "investigation",
        "against",
        ["mayor"],
    ),
    ("light verb, passive", "A warrant was issued for the mayor.", "warrant", "for", ["mayor"]),
    ("governor", "Prosecutors filed charges.", "charges", "governor", ["filed"]),
    ("apposition", "Aliya Omarova, head of the bank, resigned.", "head", "named", ["Omarova"]),
    ("copula", "Aliya Omarova was head of the bank.", "head", "named", ["Omarova"]),
    ("as", "She served as head of the bank.", "head", "named", ["She"]),
    ("container", "Judges signed a warrant for his arrest.", "arrest", "container", ["warrant"]),
    (
        "matrix subject",
        "The ministry is responsible for lists.",
        "responsible",
        "matrix subject",
        ["ministry"],
    ),
]


def heads(nlp: Language, text: str, word: str, position: str) -> list[str]:
    doc = nlp(text)
    trigger = next(token for token in doc if token.text == word)
    return [
        argument.token.text for argument in Positions(trigger, participle=trigger.dep_ == "amod")(position)
    ]


@pytest.mark.parametrize(
    ("construction", "text", "trigger", "position", "expected"),
    [*VERBS, *NOUNS],
    ids=[f"{row[0]}: {row[3]} of {row[2]}" for row in [*VERBS, *NOUNS]],
)
def test_a_position_is_found_in_its_construction(
    nlp: Language, construction: str, text: str, trigger: str, position: str, expected: list[str]
) -> None:
    assert heads(nlp, text, trigger, position) == expected


def test_positions_follow_one_another(nlp: Language) -> None:
    text = "There were reports of torture by guards."
    assert heads(nlp, text, "reports", "of > by") == ["guards"]


def test_a_phrase_hung_too_low_is_still_found_in_its_clause(nlp: Language) -> None:
    doc = nlp("He was sentenced to 18 years in prison in October 2007 for disrupting order.")
    trigger = next(token for token in doc if token.text == "sentenced")
    found = [*Positions(trigger)("for"), *(a for found in strays(trigger, "for") for a in found)]
    assert "disrupting" in [argument.token.text for argument in found]


def test_another_clause_s_words_are_not_taken(nlp: Language) -> None:
    assert heads(nlp, "The editor was arrested and the police burned the books.", "arrested", "agent") == []


@pytest.mark.parametrize(
    ("text", "office", "who"),
    [
        ("The mayor of Omsk at the time was Omar Haddad.", "mayor", ["Haddad"]),
        ("As mayor, Haddad visited many towns.", "mayor", ["Haddad"]),
        ("Haddad led the council for years as mayor.", "mayor", ["Haddad"]),
        ("Deputies chose Haddad as mayor.", "mayor", ["Haddad"]),
        ("Haddad resigned his position as mayor.", "mayor", ["his"]),
        ("He was chairman of the council, a member of the board, and a mayor.", "member", ["He"]),
        ("He was Secretary of the Council, Information Minister and envoy to Chad.", "Secretary", ["He"]),
        ("He was Secretary of the Council, Information Minister and envoy to Chad.", "envoy", ["He"]),
        ("The winner was Omar Haddad, head of the bank.", "head", ["Haddad"]),
    ],
)
def test_whom_an_office_names(nlp: Language, text: str, office: str, who: list[str]) -> None:
    doc = nlp(text)
    token = next(t for t in doc if t.text == office)
    assert [a.token.text for a in Positions(token)("named")] == who


def test_a_list_is_read_as_it_is_written(nlp: Language) -> None:
    doc = nlp("The council comprises the head of the bank, the minister of justice, senators, and judges.")
    first = next(t for t in doc if t.text == "head")
    assert [a.token.text for a in enumerated(first)] == ["head", "minister", "senators", "judges"]


def test_an_added_participle_is_about_what_stands_before_its_comma(nlp: Language) -> None:
    doc = nlp("Activists of the Harbour Union, led by Omar Haddad, met.")
    led = next(t for t in doc if t.text == "led")
    assert [a.token.text for a in Positions(led, participle=True)("nearest")] == ["Union"]


def test_a_list_of_nouns_shares_the_phrase_behind_it(nlp: Language) -> None:
    assert heads(nlp, "They saw the kidnapping and torture of two drivers.", "torture", "of") == ["drivers"]
