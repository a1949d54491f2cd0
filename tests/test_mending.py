"""Parses of sentences of laws that the parser gets wrong."""

from __future__ import annotations

import pytest
from spacy.language import Language

VERBS = [
    ("The constitution and law prohibit torture and forced labor.", "prohibit", "constitution", "torture"),
    ("The law and constitution prohibit discrimination.", "prohibit", "law", "discrimination"),
    ("The penal code classifies mob violence as a crime.", "classifies", "code", "violence"),
    ("The law requires appointed and elected judges to resign.", "requires", "law", "judges"),
    ("The media law and the criminal code forbid libel.", "forbid", "law", "libel"),
    ("Laws on combatting terrorism permit the ministry to filter pages.", "permit", "Laws", "ministry"),
]
LEADS = [
    ("By law fees are required at every school.", "required", "fees"),
    ("By law individuals or companies may sue.", "sue", "individuals"),
    ("Penalties for fraud range from two to six years.", "range", "Penalties"),
    ("Criminal penalties for armed robbery range from one year to life.", "range", "penalties"),
    ("Under the law children under 16 may not work.", "work", "children"),
    ("In general police must have warrants.", "have", "police"),
]


def test_a_name_before_a_verb_without_a_subject_is_its_subject(nlp: Language) -> None:
    doc = nlp("Deputies are appointed by the ruling Bright Path party, which Nazarbayev heads.")
    verb = next(t for t in doc if t.text == "heads")
    assert [c.text for c in verb.children if c.dep_ == "nsubj"] == ["Nazarbayev"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The party controlled all but one seat in the parliament.", "dobj"),
        ("All but two miners were arrested.", "nsubjpass"),
    ],
)
def test_all_but_some_are_counted_as_what_they_are(nlp: Language, text: str, label: str) -> None:
    noun = next(t for t in nlp(text) if t.text in ("seat", "miners"))
    assert noun.dep_ == label
    assert " ".join(t.lower_ for t in noun.subtree).startswith("all but")


def test_who_is_listed_behind_a_wife_s_name_is_no_wife(nlp: Language) -> None:
    doc = nlp("His wife Anna Berg and journalists of the broadcaster were beaten.")
    assert next(t for t in doc if t.text == "journalists").head.text == "wife"


@pytest.mark.parametrize(("text", "verb", "subject", "target"), VERBS)
def test_what_can_only_be_a_verb_has_a_subject_and_an_object(
    nlp: Language, text: str, verb: str, subject: str, target: str
) -> None:
    doc = nlp(text)
    found = next(t for t in doc if t.text == verb)
    assert found.pos_ == "VERB"
    labels = {c.dep_: c.text for c in found.children}
    assert (labels["nsubj"], labels["dobj"]) == (subject, target)
    assert len(list(doc.sents)) == 1


@pytest.mark.parametrize(("text", "verb", "subject"), LEADS)
def test_a_verb_has_the_subject_that_stands_before_it(
    nlp: Language, text: str, verb: str, subject: str
) -> None:
    found = next(t for t in nlp(text) if t.text == verb)
    assert [c.text for c in found.children if c.dep_ in ("nsubj", "nsubjpass")] == [subject]


def test_permits_that_are_things_stay_nouns(nlp: Language) -> None:
    doc = nlp("The ministry denied a permit to the guards.")
    assert doc[4].pos_ == "NOUN"


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The court fined the editor.", "fine"),
        ("Guards raped two women.", "rape"),
        ("Police rearrested him.", "rearrest"),
        ("The ministry deregistered the club.", "deregister"),
    ],
)
def test_verbs_have_their_lemmas(nlp: Language, text: str, lemma: str) -> None:
    assert lemma in {t.lemma_ for t in nlp(text)}


def test_what_is_reported_of_guards_is_not_reported_by_them(nlp: Language) -> None:
    doc = nlp("There were reports of beatings of inmates by guards.")
    by = next(t for t in doc if t.text == "by")
    assert by.head.text == "beatings"


def test_those_who_report_stay_so(nlp: Language) -> None:
    doc = nlp("The mayor denied reports by observers of beatings.")
    by = next(t for t in doc if t.text == "by")
    assert by.head.text == "reports"


def test_who_acts_is_no_victim(nlp: Language) -> None:
    doc = nlp(
        "One group reported that five members of the force in uniform allegedly assaulted the tall man."
    )
    assert next(t for t in doc if t.text == "assaulted").tag_ == "VBD"


def test_a_title_that_begins_with_a_participle_is_no_act(nlp: Language) -> None:
    doc = nlp("Investigating Judge Walter W. Lindt also asked the prosecutor to summon the minister.")
    asked = next(t for t in doc if t.text == "asked")
    assert [c.text for c in asked.children if c.dep_ == "nsubj"] == ["Lindt"]
    assert doc[0].pos_ == "ADJ"


def test_who_is_subject_to_abuse_is_no_subject(nlp: Language) -> None:
    doc = nlp("Child abuse remained a problem, with every third child subject to emotional abuse.")
    assert next(t for t in doc if t.text == "subject").pos_ == "ADJ"


def test_relatives_by_name_are_members_of_the_list(nlp: Language) -> None:
    doc = nlp("Police arrested Omar Aziz, his wife Lina, and his son Karim on charges of fraud.")
    wife = next(t for t in doc if t.text == "wife")
    assert (wife.dep_, wife.head.text) == ("conj", "Aziz")


def test_a_second_participle_goes_on_from_the_first(nlp: Language) -> None:
    doc = nlp(
        "Omar Aziz was convicted of inciting riots and spreading rumors and sentenced to life in prison."
    )
    sentenced = next(t for t in doc if t.text == "sentenced")
    assert (sentenced.dep_, sentenced.head.text) == ("conj", "convicted")


@pytest.mark.parametrize(
    "text",
    [
        "There were claims that guards tortured two detainees.",
        "The committee received complaints that guards beat inmates.",
        "There were reports from local groups that soldiers killed herders.",
    ],
)
def test_a_clause_tells_what_a_complaint_is(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert next(t for t in doc if t.text == "that").dep_ == "mark"


@pytest.mark.parametrize(
    ("text", "word", "head"),
    [
        ("A court convicted three officers of murder in May.", "of", "convicted"),
        ("Police arrested three farmers for rioting and theft.", "for", "arrested"),
        ("Police arrested several farmers, including Juan Lopez and singer Ana Ruiz.", "Ruiz", "Lopez"),
        ("They adopted amendments to the penal code that raised fines for libel.", "raised", "amendments"),
    ],
)
def test_what_belongs_to_the_verb_or_to_a_list_hangs_there(
    nlp: Language, text: str, word: str, head: str
) -> None:
    token = next(t for t in nlp(text) if t.text == word)
    assert token.head.text == head


def test_who_was_shot_dead_was_not_dead_before(nlp: Language) -> None:
    doc = nlp("On April 13, soldiers shot dead two university students near the mine.")
    dead = next(t for t in doc if t.text == "dead")
    assert dead.head.text == "shot"


def test_what_somebody_is_subjected_to_is_a_thing(nlp: Language) -> None:
    doc = nlp("Employers subjected children as young as age four to forced labor in farming.")
    labor = next(t for t in doc if t.text == "labor")
    assert (labor.dep_, labor.head.text, labor.head.head.text) == ("pobj", "to", "subjected")


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        ("The king appointed Omar Haddad prime minister.", "Haddad", "minister"),
        ("In October parliament elected Omar Haddad president.", "Haddad", "president"),
        ("Voters elected opposition leader Pavel Lasko prime minister.", "Lasko", "minister"),
        ("The council elected the lawyer Ana Haddad chairwoman.", "Haddad", "chairwoman"),
    ],
)
def test_whom_a_verb_chooses_stands_before_what_for(nlp: Language, text: str, name: str, post: str) -> None:
    doc = nlp(text)
    labels = {t.text: t.dep_ for t in doc}
    assert (labels[name], labels[post]) == ("dobj", "oprd")


def test_who_elects_is_not_elected(nlp: Language) -> None:
    doc = nlp("In 2017 a national electoral college elected President Ramnath Kovind to a five-year term.")
    labels = {t.text: t.dep_ for t in doc}
    assert (labels["elected"], labels["college"], labels["Kovind"]) == ("ROOT", "nsubj", "dobj")


def test_a_successor_is_told_behind_the_post(nlp: Language) -> None:
    doc = nlp("Omar Haddad was succeeded as governor by Ana Lima.")
    by = next(t for t in doc if t.text == "by")
    assert (by.head.text, by.dep_) == ("succeeded", "agent")


def test_a_name_in_the_middle_of_a_list_belongs_to_it(nlp: Language) -> None:
    doc = nlp(
        "Civilian authorities maintained effective control over the police, Coast Guard, and armed forces."
    )
    guard = next(t for t in doc if t.text == "Guard")
    assert (guard.head.text, guard.dep_) == ("police", "conj")


def test_an_attack_is_aimed_at_whom_it_is_on(nlp: Language) -> None:
    doc = nlp("The board reported attacks by militias against villagers in the north.")
    against = next(t for t in doc if t.text == "against")
    assert against.head.text == "attacks"


def test_what_stands_behind_a_semicolon_is_no_name_of_the_subject(nlp: Language) -> None:
    doc = nlp(
        "Kenya is a republic with three branches of government: an executive branch, led by a directly "
        "elected president; a bicameral parliament consisting of the Senate and National Assembly; and a "
        "judiciary."
    )
    parliament = next(t for t in doc if t.text == "parliament")
    assert (parliament.head.text, parliament.dep_) == ("branch", "conj")


def test_help_to_those_who_underwent_something_does_it_to_nobody(nlp: Language) -> None:
    doc = nlp("The support was available to rape survivors.")
    survivors = next(t for t in doc if t.text == "survivors")
    assert (survivors.dep_, survivors.head.text) == ("pobj", "to")


def test_who_is_coerced_is_a_victim(nlp: Language) -> None:
    doc = nlp("Guards used the threat of arrest to coerce victims not to complain.")
    victims = next(t for t in doc if t.text == "victims")
    assert (victims.dep_, victims.head.text) == ("dobj", "coerce")


def test_an_acting_head_is_what_somebody_is(nlp: Language) -> None:
    doc = nlp("Omar Haddad was acting head of the tax office from 2010 to 2014.")
    labels = {t.text: (t.dep_, t.head.text) for t in doc}
    assert labels["head"] == ("attr", "was")
    assert labels["Haddad"] == ("nsubj", "was")


def test_a_company_is_called_by_the_name_behind_it(nlp: Language) -> None:
    doc = nlp("Investors included the king's nephew, who held 12 percent through a company, Orion Ltd.")
    name = next(t for t in doc if t.dep_ == "appos")
    assert name.head.text == "company"


@pytest.mark.parametrize(
    ("text", "verb", "post"),
    [
        ("Ana Ruiz, elected mayor in 2015, was shot.", "elected", "mayor"),
        ("Omar Haddad, appointed defense minister in May, resigned in June.", "appointed", "minister"),
    ],
)
def test_who_was_chosen_is_told_before_the_comma(nlp: Language, text: str, verb: str, post: str) -> None:
    doc = nlp(text)
    found = next(t for t in doc if t.text == verb)
    assert found.dep_ == "acl" or any(c.dep_ == "nsubjpass" for c in found.children)
    assert next(t for t in doc if t.text == post).head.text == verb


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The law criminalizes smuggling and bans insulting the harbor master.", "bans"),
        ("The law limits night shifts to six hours and grants pilots ten days of annual leave.", "grants"),
    ],
)
def test_a_verb_that_looks_like_a_plural_noun_goes_on_from_the_first(
    nlp: Language, text: str, verb: str
) -> None:
    doc = nlp(text)
    found = next(t for t in doc if t.text == verb)
    assert (found.pos_, found.head.tag_) == ("VERB", "VBZ")


def test_plural_nouns_stay_listed_with_the_object(nlp: Language) -> None:
    doc = nlp("The ministry provides scholarships and grants to students.")
    assert next(t for t in doc if t.text == "grants").pos_ == "NOUN"


def test_a_participle_behind_one_thing_tells_of_it(nlp: Language) -> None:
    doc = nlp("A 2018 decree restricting parades remained in force.")
    found = next(t for t in doc if t.text == "restricting")
    assert (found.head.text, found.dep_) == ("decree", "acl")
    assert next(t for t in doc if t.text == "parades").head.text == "restricting"


def test_a_month_at_the_head_of_a_sentence_is_no_part_of_its_subject(nlp: Language) -> None:
    doc = nlp("As of September pretrial detainees made up 63 percent of the inmates.")
    found = next(t for t in doc if t.text == "detainees")
    assert (found.head.text, found.dep_) == ("made", "nsubj")


def test_the_only_verb_of_a_sentence_is_its_verb(nlp: Language) -> None:
    doc = nlp("On May 3, hundreds of teachers protested in Lomara over unpaid wages.")
    protested = next(t for t in doc if t.text == "protested")
    assert (protested.dep_, next(t for t in doc if t.text == "hundreds").head.text) == ("ROOT", "protested")


def test_adjectives_in_a_list_tell_of_what_sort_its_last_noun_is(nlp: Language) -> None:
    doc = nlp("Religious, rural, civil society, and political leaders called for calm.")
    leaders = next(t for t in doc if t.text == "leaders")
    assert (leaders.dep_, leaders.head.text, leaders.left_edge.text) == ("nsubj", "called", "Religious")
