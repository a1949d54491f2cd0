"""Who says an event, on invented sentences; the trigger stands in brackets."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dalel.claims.voices.speakers import speakers
from marked import trigger


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Police [arrested] two brewers.", []),
        ("The lawyer said that police had [arrested] two brewers.", ["The lawyer"]),
        ("According to the guild, police [arrested] two brewers.", ["the guild"]),
        ("Police [arrested] two brewers, according to local sources.", ["local sources"]),
        ("“They [beat] me,” said the baker.", ["the baker"]),
        (
            "The lawyer said that a witness had told him that guards [beat] the baker.",
            ["The lawyer", "a witness"],
        ),
        ("There were credible reports that guards [beat] prisoners.", ["credible reports"]),
        ("The lawyer said he was tired. Police [arrested] two brewers.", []),
        ("There were reports from local guilds that guards [beat] prisoners.", ["local guilds"]),
        ("The guild continued to report that guards [beat] prisoners.", ["The guild"]),
        ("The law requires that parties [register].", []),
        ("The guild and its lawyer said that guards [beat] prisoners.", ["The guild and its lawyer"]),
        ("The guild, which said that guards [beat] prisoners, was closed.", ["The guild"]),
        ("The baker asked the court to [release] her son.", []),
        ("The league accused the [minister] of theft.", []),
        ("A third of the miners supported the [closure] of the mine.", []),
        ("The league documented 40 [beatings] of miners.", []),
        ("There were allegations of [beatings] from miners.", ["miners"]),
        ("The paper quoted the mayor as saying that guards [beat] miners.", ["The paper", "the mayor"]),
        ("A UN report said that guards [beat] miners.", ["A UN report"]),
        ("In view of this ruling, the guild [closed] its shop.", []),
        ("The agency continued investigating [theft] at the mine.", []),
        ("The union condemned the [killing] of two miners.", []),
        ("A court found the baker [guilty] of theft.", []),
        ("The league issued several letters warning that guards [beat] prisoners.", ["The league"]),
        ("The mayor was dismissed on allegations that he [beat] a clerk.", []),
        ("Police [arrested] two brewers, while a third one fled, according to the guild.", ["the guild"]),
        (
            "In May 40 percent of brewers [fled], and 12 percent were widowed, according to the guild.",
            ["the guild"],
        ),
        (
            "The mayor [closed] the shop, and police wounded ten brewers, according to the guild.",
            [],
        ),
        ("The guild reported 30 strikes, ten of which police [broke].", ["The guild"]),
        ("The guild reported many strikes, which police [broke].", []),
        ("Police kept videos depicting the [beating] of brewers.", []),
        ("Inspectors toured mines to assure that owners [paid] brewers.", []),
        ("The league met judges to identify brewers who were [beaten].", []),
        ("The court rejected the appeals of brewers [convicted] of theft.", []),
        ("Police may [hold] brewers, according to one of two legal regimes.", []),
        ("The Constitutional Declaration stipulates that guilds must [register].", []),
        (
            "Elders of the tribe in Dumar, Salah Governorate, said that guards [beat] miners.",
            ["Elders of the tribe in Dumar, Salah Governorate"],
        ),
    ],
)
def test_speakers(nlp: Language, text: str, names: list[str]) -> None:
    assert [span.text for span in speakers(trigger(nlp, text))] == names


def test_the_one_who_states_is_a_speaker_only_where_wanted(nlp: Language) -> None:
    text = "Observers [criticized] the slow count."
    assert speakers(trigger(nlp, text)) == ()
    assert [span.text for span in speakers(trigger(nlp, text), own=True)] == ["Observers"]


def test_who_answers_with_a_letter_speaks_in_it(nlp: Language) -> None:
    text = "The league followed suit with a letter [condemning] the raids."
    assert [span.text for span in speakers(trigger(nlp, text), own=True)] == ["The league"]
