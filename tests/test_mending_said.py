"""What is said of deeds hangs on the word that says it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dalel.language.pipeline import load_pipeline


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def heads(nlp: Language, text: str) -> dict[str, tuple[str, str]]:
    return {t.text: (t.dep_, t.head.text) for t in nlp(text)}


def test_citizens_allege_and_are_not_alleged(nlp: Language) -> None:
    found = heads(nlp, "Unions and citizens alleged authorities used torture to coerce confessions.")
    assert found["used"] == ("ccomp", "alleged")
    assert found["authorities"] == ("nsubj", "used")
    assert found["Unions"] == ("nsubj", "alleged")


def test_allegations_are_no_sort_of_police(nlp: Language) -> None:
    found = heads(nlp, "There were allegations police failed to file reports.")
    assert found["failed"] == ("acl", "allegations")
    assert found["police"] == ("nsubj", "failed")


def test_whom_police_beat_is_no_description(nlp: Language) -> None:
    found = heads(nlp, "There were reports police tortured detainees.")
    assert found["detainees"] == ("dobj", "tortured")


def test_a_date_ends_before_the_penalty(nlp: Language) -> None:
    found = heads(nlp, "The editor was sentenced on May 4 to three years in prison for slander.")
    assert found["to"] == ("prep", "sentenced")
    assert found["years"] == ("pobj", "to")
    assert found["4"] == ("nummod", "May")


def test_a_semicolon_parts_what_is_charged_from_what_happened(nlp: Language) -> None:
    found = heads(nlp, "Twelve of the students were released the next day; eight were charged with rioting.")
    assert found["released"][0] != "ccomp"


def test_suspended_sentences_are_given(nlp: Language) -> None:
    found = heads(nlp, "In May a court gave three farmers suspended sentences.")
    assert found["sentences"] == ("dobj", "gave")
    assert found["farmers"] == ("dative", "gave")


def test_who_is_sentenced_behind_commas_is_the_object(nlp: Language) -> None:
    found = heads(
        nlp,
        "On May 4, the court sentenced, in absentia, former minister Omar Haddad to nine years in prison.",
    )
    assert found["minister"] == ("dobj", "sentenced")


def test_reported_allegations_are_not_reported_by_all(nlp: Language) -> None:
    doc = nlp("All reported allegations of abuse were investigated.")
    allegations = next(t for t in doc if t.text == "allegations")
    assert (allegations.dep_, allegations.head.text) == ("nsubjpass", "investigated")


def test_that_opens_a_clause_though_a_date_stands_between(nlp: Language) -> None:
    doc = nlp("The mayor stated that violence during rallies, as of that date, had killed two clerks.")
    violence = next(t for t in doc if t.text == "violence")
    assert (violence.dep_, violence.head.text) == ("nsubj", "killed")


def test_who_files_a_suit_accuses_in_it(nlp: Language) -> None:
    doc = nlp("Ali Hussein filed suit in a foreign court accusing the police of theft.")
    assert next(t for t in doc if t.text == "accusing").head.text == "filed"


def test_whom_a_clause_without_that_is_about_is_its_subject(nlp: Language) -> None:
    doc = nlp("Observers indicated most strangers were deported for drug use.")
    strangers = next(t for t in doc if t.text == "strangers")
    assert (strangers.dep_, strangers.head.text) == ("nsubjpass", "deported")


def test_who_was_shot_stands_before_what_he_is(nlp: Language) -> None:
    doc = nlp("Altynbek Orazov, co-chairman of the party Ak Bulak, was shot dead in February 2006.")
    assert next(t for t in doc if t.text == "Orazov").dep_ == "nsubjpass"


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("The league warned the sudden closure of mines would likely ruin towns.", "closure", "ruin"),
        ("Unions indicated several men, including two guards, burned the mill.", "men", "burned"),
    ],
)
def test_what_is_said_without_that_has_its_subject(nlp: Language, text: str, subject: str, verb: str) -> None:
    assert heads(nlp, text)[subject] == ("nsubj", verb)


def test_what_people_do_who_are_told_of_is_theirs(nlp: Language) -> None:
    found = heads(nlp, "Nurses reported hundreds of families, including infants, sleeping in crowded tents.")
    assert found["sleeping"][0] == "acl"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("According to Infra, a marked difference between men and women persisted.", "difference"),
        ("According to Unidor and two agencies, miners, dockers, and nurses were often beaten.", "miners"),
        ("According to miners, pits and roads were closed.", "pits"),
    ],
)
def test_behind_those_who_tell_stands_what_it_is_about(nlp: Language, text: str, subject: str) -> None:
    assert heads(nlp, text)[subject][0] in ("nsubj", "nsubjpass")


def test_what_somebody_is_stays_beside_his_name(nlp: Language) -> None:
    found = heads(nlp, "According to Ana Lim, head of the council, roads and bridges were closed.")
    assert found["head"] == ("appos", "Lim")
    assert found["roads"] == ("nsubjpass", "closed")


def test_whom_a_report_brings_in_between_commas_still_acts(nlp: Language) -> None:
    found = heads(
        nlp, "Officials reported government aid for the council, paid by parliament, remained poor."
    )
    assert found["aid"] == ("nsubj", "remained")
    assert found["remained"] == ("ccomp", "reported")


def test_what_is_told_goes_on_to_the_end_of_its_list(nlp: Language) -> None:
    found = heads(
        nlp, "Unions voiced concerns that hearings were opaque, lacked safeguards, and gave no aid."
    )
    assert found["lacked"] == ("conj", "were")
    found = heads(nlp, "Lim International reported police beat miners, used tear gas, and held bystanders.")
    assert found["used"] == ("conj", "beat")


def test_clauses_of_others_are_told_with_the_first(nlp: Language) -> None:
    found = heads(nlp, "Unions claimed the number of cases rose, the courts were slow, and miners lost pay.")
    assert found["claimed"] == ("ROOT", "claimed")
    assert found["were"] == ("conj", "rose")


def test_who_claims_something_demands_it_too(nlp: Language) -> None:
    found = heads(nlp, "Miners protested, claiming the victims were clerks and demanding the firm pay more.")
    assert found["demanding"] == ("conj", "claiming")


def test_what_reports_tell_is_not_told_of_the_year(nlp: Language) -> None:
    found = heads(nlp, "There were numerous reports during the year that guards beat the miners.")
    assert found["beat"] == ("acl", "reports")
    found = heads(nlp, "There were several accounts throughout the year of traders cheating miners.")
    assert found["of"] == ("prep", "accounts")


def test_a_year_is_of_nobody(nlp: Language) -> None:
    found = heads(nlp, "Police looked into the disappearance in 2016 of Omar Haddad.")
    assert found["of"] == ("prep", "disappearance")


def test_those_accused_did_not_hold_whom_they_kept(nlp: Language) -> None:
    found = heads(nlp, "The guild accused Tulan officials of keeping detained migrants in damp conditions.")
    assert found["migrants"] == ("dobj", "keeping")
    assert found["detained"] == ("amod", "migrants")


def test_what_somebody_is_accused_of_is_listed(nlp: Language) -> None:
    found = heads(nlp, "The clerk accused the mayor of financial impropriety and mismanagement of funds.")
    assert found["mismanagement"] == ("conj", "impropriety")
    assert found["of"] == ("prep", "mismanagement")


def test_on_occasion_describes_nobody(nlp: Language) -> None:
    found = heads(nlp, "On occasion wardens were accused of beating miners.")
    assert found["occasion"] == ("pobj", "On")


def test_maids_do_not_abuse(nlp: Language) -> None:
    found = heads(nlp, "Employers broke contracts and subjected maids to abuse.")
    assert found["abuse"] == ("pobj", "to")
