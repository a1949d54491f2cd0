"""How committed the innermost speaker is to an event; the trigger stands in brackets."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dalel.claims.commitment.status import commitment, explain
from dalel.model import Status
from marked import trigger

CASES = {
    Status.ASSERTED: [
        "Police [arrested] two brewers near the canal.",
        "They did not always ask and occasionally [forced] prisoners to sign.",
        "The agency did not cut or slow the internet but regularly [censored] songs.",
        "The guards found no weapons and [released] the miners.",
        "The agency worked to find the thieves and [arrested] two clerks.",
        "The editor was [stabbed], allegedly for his reports.",
        "The lawyer said that the brewer was [beaten].",
        "Not only was he [arrested], his shop was closed too.",
        "No fewer than 40 miners were [arrested].",
        "The governor, who was not present, [dismissed] the mayor.",
        "The court [convicted] him although he had denied the charge.",
        "Reporters noted that the ministry had [closed] the paper.",
        "He did not answer after they had [arrested] his son.",
        "They managed to [register] the league.",
        "The company did not comment on the [arrest] of its director.",
        "In July police [arrested] five alleged smugglers.",
        "The union voiced concern that police had [arrested] two brewers.",
        "The only two clerks who had been [convicted] were charged again.",
        "Authorities [accused] the two men of theft.",
        "In May the court opened the trial of two clerks [accused] of theft.",
    ],
    Status.DENIED: [
        "The threat deters clerks from [filing] complaints.",
        "The council fails to follow the decision of the court on the [release] of the miners.",
        "Reports that the miners were [beaten] are false.",
        "The mayor said reports that police had [beaten] him were untrue.",
        "The mayor denied that it was possible to [release] the miners.",
        "The league was not [registered].",
        "The miners tried to [register] a league but were refused.",
        "Ministry clerks refused to [register] the league.",
        "The court declined to [release] the brewer.",
        "He was never [charged].",
        "No party was [registered] that year.",
        "Neither brother was [arrested].",
        "The brewer was held without being [charged].",
        "The firm failed to [pay] the miners.",
        "The couple were unable to [register] the paper.",
        "The lawyer said that the brewer was not [beaten].",
        "They were prevented from [holding] a rally.",
        "Observers criticized the refusal to [register] the league.",
        "The miners have yet to be [paid].",
        "There is no evidence that he was [poisoned].",
        "The report mentions a lack of [compensation].",
        "Police did not ask the men, nor did they [charge] them.",
        "The guards deny having [beaten] him.",
        "The [unregistered] league met in a barn.",
    ],
    Status.ALLEGED: [
        "Police arrested a farmer for having [killed] his brother.",
        "The party [won] a reported 71 percent of the vote.",
        "The guards allegedly [beat] him.",
        "He was reportedly [arrested] at the border.",
        "The baker claimed that guards had [beaten] him.",
        "The league accused the mayor of [taking] bribes.",
        "The colonel is believed to have been [killed].",
        "The ship is said to have been [sold].",
        "He is suspected of [taking] bribes.",
        "The report examined the alleged [misuse] of funds.",
        "There were reports that guards [beat] prisoners.",
        "Allegations of [torture] were ignored.",
        "The general was rumored to [own] the bank.",
        "The clerk was charged with [accepting] bribes.",
        "The league [accused] the mayor of theft.",
    ],
    Status.PLANNED: [
        "The council will [dissolve] the league.",
        "He pledged to [release] the miners.",
        "The cabinet plans to [sell] the mine.",
        "The two are to be [released] in May.",
        "She intends to [resign].",
        "The planned [merger] was announced.",
        "They agreed to [pay] the miners.",
        "His trial is scheduled to [begin] in June.",
        "The minister said that he would [resign].",
        "They have a plan to [sell] the mine.",
    ],
    Status.POSSIBLE: [
        "The court may [release] him.",
        "He must be [released].",
        "Rain would likely [close] the road.",
        "If she is [arrested], the paper will close.",
        "He could be [deported].",
        "He is likely to be [convicted].",
        "He lives under the threat of [arrest].",
        "She faces [deportation].",
        "Nobody knows whether he was [killed].",
        "Possibly they [sold] the mine.",
        "Lawyers discussed a possible [extradition].",
    ],
}


@pytest.mark.parametrize(
    ("status", "text"), [(status, text) for status, texts in CASES.items() for text in texts]
)
def test_status(nlp: Language, status: Status, text: str) -> None:
    assert commitment(trigger(nlp, text)) is status


def test_courts_and_prosecutors_do_not_merely_allege(nlp: Language) -> None:
    assert commitment(trigger(nlp, "Prosecutors [accused] the mayor of theft.")) is Status.ASSERTED
    assert commitment(trigger(nlp, "Neighbors [accused] the mayor of theft.")) is Status.ALLEGED


def test_rules_may_and_would(nlp: Language) -> None:
    text = "The president may [dissolve] the assembly."
    assert commitment(trigger(nlp, text), permissive=True) is Status.ASSERTED
    assert commitment(trigger(nlp, text)) is Status.POSSIBLE
    denied = "The president may not [dissolve] the assembly."
    assert commitment(trigger(nlp, denied), permissive=True) is Status.DENIED


def test_who_is_named_is_taken_for_granted(nlp: Language) -> None:
    text = "The league accused the [minister] of theft."
    assert commitment(trigger(nlp, text)) is Status.ASSERTED


def test_the_words_that_decide_are_told(nlp: Language) -> None:
    found = explain(trigger(nlp, "Clerks refused to [register] the league."))
    assert [word.text for word in found.words] == ["refused"]
    assert explain(trigger(nlp, "Clerks [registered] the league.")).words == ()


def test_two_denials_cancel_out(nlp: Language) -> None:
    assert commitment(trigger(nlp, "The clerks did not refuse to [register] it.")) is Status.ASSERTED


@pytest.mark.parametrize(
    "text",
    [
        "Officers pressed Omar Aziz to say that he had [killed] a man.",
        "Officers forced Omar Aziz to confess to [killing] a man.",
    ],
)
def test_what_somebody_is_made_to_say_is_only_alleged(nlp: Language, text: str) -> None:
    assert commitment(trigger(nlp, text)) is Status.ALLEGED
