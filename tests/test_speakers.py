"""Who says an event, on invented sentences; the trigger stands in brackets."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Token

from dalel.claims.speakers import speakers


@pytest.fixture(scope="module")
def reader(nlp: Language) -> Language:
    """The pipeline with attributions."""
    if "dalel_attributions" not in nlp.pipe_names:
        nlp.add_pipe("dalel_attributions")
    return nlp


def trigger(reader: Language, text: str) -> Token:
    """The token in square brackets."""
    start = text.index("[")
    doc = reader(text.replace("[", "").replace("]", ""))
    return next(token for token in doc if token.idx == start)


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
        ("The law requires that parties [register].", []),
        ("The guild and its lawyer said that guards [beat] prisoners.", ["The guild and its lawyer"]),
        ("The guild, which said that guards [beat] prisoners, was closed.", ["The guild"]),
        ("The baker asked the court to [release] her son.", []),
        ("The league accused the [minister] of theft.", []),
    ],
)
def test_speakers(reader: Language, text: str, names: list[str]) -> None:
    assert [span.text for span in speakers(trigger(reader, text))] == names


def test_the_one_who_states_is_a_speaker_only_where_wanted(reader: Language) -> None:
    text = "Observers [criticized] the slow count."
    assert speakers(trigger(reader, text)) == ()
    assert [span.text for span in speakers(trigger(reader, text), own=True)] == ["Observers"]
