"""Who says what, read from invented sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from dalel.language.attributions.attribution import (
    Attribution,
    AttributionFinder,
    attributions,
    document_attributions,
    outermost,
)
from dalel.language.attributions.attribution import continued as continued_quotation
from dalel.language.units import parse
from dalel.model import Block, BlockKind, Document


@pytest.fixture(scope="module")
def reader(nlp: Language) -> Language:
    """The pipeline with the component."""
    if "dalel_attributions" not in nlp.pipe_names:
        nlp.add_pipe("dalel_attributions")
    return nlp


def spans(one: Attribution) -> tuple[str, str, list[str]]:
    source = one.source.text if one.source is not None else ""
    return source, one.cue.text, [part.text for part in one.content]


def only(reader: Language, text: str) -> tuple[str, str, list[str]]:
    """Source, cue and content of the outermost attribution whose cue comes first."""
    found = outermost(reader(text))
    assert found, text
    return spans(found[0])


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        # saying
        (
            "The mayor said that the bridge would reopen.",
            "The mayor",
            "said",
            ["that the bridge would reopen"],
        ),
        (
            "The senator told supporters in Ohio that the vote was rigged.",
            "The senator",
            "told",
            ["that the vote was rigged"],
        ),
        (
            "“We will rebuild every school,” said Marta Holm, the interior minister.",
            "Marta Holm, the interior minister",
            "said",
            ["“We will rebuild every school,”"],
        ),
        ("The bridge, officials said, will reopen.", "officials", "said", ["The bridge", "will reopen"]),
        ("He said: “We need time.”", "He", "said:", ["“We need time.”"]),
        (
            "According to the union, 40 miners were dismissed.",
            "the union",
            "According to",
            ["40 miners were dismissed"],
        ),
        (
            "Forty miners were dismissed, according to the union.",
            "the union",
            "according to",
            ["Forty miners were dismissed"],
        ),
        (
            "As the judge noted, the statute is silent.",
            "the judge",
            "noted",
            ["the statute is silent"],
        ),
        # accusing, charging, calling
        (
            "The league accused the ministry of hiding the figures.",
            "The league",
            "accused",
            ["the ministry of hiding the figures"],
        ),
        (
            "The editor was charged in May with slander.",
            "",
            "was charged",
            ["The editor", "with slander"],
        ),
        (
            "He was accused of fraud by the opposition.",
            "the opposition",
            "was accused of",
            ["He", "fraud"],
        ),
        # thinking
        (
            "Observers viewed the courts as corrupt.",
            "Observers",
            "viewed",
            ["the courts as corrupt"],
        ),
        (
            "The general is believed to have fled.",
            "",
            "is believed",
            ["The general", "to have fled"],
        ),
        # wanting and asking
        (
            "They urged the council to release the prisoners.",
            "They",
            "urged",
            ["the council to release the prisoners"],
        ),
        (
            "The premier refused to promise new elections.",
            "The premier",
            "refused to promise",
            ["new elections"],
        ),
        # ruling
        (
            "The law prohibits torture.",
            "The law",
            "prohibits",
            ["torture"],
        ),
        # nouns
        ("There were claims that ballots had vanished.", "", "were claims", ["that ballots had vanished"]),
        (
            "The envoys expressed concern about the arrests.",
            "The envoys",
            "expressed concern about",
            ["the arrests"],
        ),
        (
            "Nobody answered their calls for a new vote.",
            "their",
            "calls for",
            ["a new vote"],
        ),
        # hedges
        (
            "He was jailed for alleged embezzlement of public funds.",
            "",
            "alleged",
            ["embezzlement of public funds"],
        ),
        (
            "The pilot reportedly speaks four languages.",
            "",
            "reportedly",
            ["The pilot", "speaks four languages"],
        ),
        # participles
        (
            "The court rejected the plan, arguing that it broke the law.",
            "The court",
            "arguing",
            ["that it broke the law"],
        ),
    ],
)
def test_spans(reader: Language, text: str, source: str, cue: str, content: list[str]) -> None:
    assert (source, cue, content) in [spans(one) for one in outermost(reader(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested two men near the station.",
        "The court sentenced the editor to three years in prison.",
        "The minister made a statement.",
        "Snow fell all night.",
        "",
    ],
)
def test_acts_and_empty_words_are_none(reader: Language, text: str) -> None:
    assert outermost(reader(text)) == []


def test_only_the_outermost_is_left_and_the_inner_one_is_known(reader: Language) -> None:
    doc = reader("The lawyer said that the police had told him to leave.")
    assert [one.cue.text for one in outermost(doc)] == ["said"]
    assert [one.cue.text for one in attributions(doc)] == ["said", "had told"]


def test_two_cues_with_a_content_each_share_their_source(reader: Language) -> None:
    found = outermost(reader("Residents complained about noise and said that the city ignored them."))
    assert [spans(one)[:2] for one in found] == [("Residents", "complained about"), ("Residents", "said")]


def test_a_quotation_that_goes_on_stays_with_its_cue(reader: Language) -> None:
    text = '"I never met him," Mr. Dale told reporters. "He is lying. I have nothing to hide."'
    assert spans(outermost(reader(text))[0])[2] == [
        '"I never met him,"',
        '"He is lying. I have nothing to hide."',
    ]


def test_a_quotation_over_paragraphs_stays_with_its_cue(reader: Language) -> None:
    docs = [
        reader("Holm said: “The plan is old."),
        reader("“Nobody has paid for it."),
        reader("“And nobody will.” The hall was empty."),
    ]
    found = continued_quotation(docs)
    assert [(index, one.cue.text, span.text) for index, span, one in found] == [
        (1, "said", "“Nobody has paid for it."),
        (2, "said", "“And nobody will.”"),
    ]


def document(text: str) -> Document:
    """A document with a paragraph on each line."""
    blocks, position = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(line)))
        position += len(line) + 1
    return Document("0" * 64, "x.txt", "txt", text, tuple(blocks))


def found_in(reader: Language, text: str) -> list[tuple[str, str, list[str]]]:
    """Source, cue and content of each attribution of a document, in the words of its text."""
    return [
        (
            text[slice(*one.source)] if one.source else "",
            text[slice(*one.cue)],
            [text[slice(*part)] for part in one.content],
        )
        for one in document_attributions(parse(reader, document(text)))
    ]


def test_the_spans_of_a_document_count_in_its_text_through_markup(reader: Language) -> None:
    text = "Bread is dear.\n**Critics** say   the [law](#l) is vague."
    assert found_in(reader, text) == [("Critics", "say", ["the [law](#l) is vague"])]
    (one,) = document_attributions(parse(reader, document("Critics say the law is vague.")))
    assert one.as_json("x.txt") == {
        "doc": "x.txt",
        "source": [0, 7],
        "cue": [[8, 11]],
        "content": [[12, 28]],
    }


def test_a_quotation_over_paragraphs_is_one_attribution(reader: Language) -> None:
    text = "Holm said: “The plan is old.\n“The mayor said that nobody has paid.”\nThe clerk said it rained."
    assert [(source, cue, len(content)) for source, cue, content in found_in(reader, text)] == [
        ("Holm", "said", 2),
        ("The clerk", "said", 1),
    ]


def test_the_component_has_a_name(reader: Language) -> None:
    assert isinstance(reader.get_pipe("dalel_attributions"), AttributionFinder)


WORDS = st.sampled_from(
    [
        *(
            "said",
            "the",
            "“",
            "”",
            '"',
            "'",
            "mayor",
            "that",
            ",",
            ".",
            "according",
            "to",
            "claims",
            "of",
            "(",
            ")",
        ),
        *(
            "alleged",
            "reportedly",
            "he",
            "was",
            "accused",
            "by",
            "it",
            "urged",
            "told",
            "--",
            "law",
            "not",
            "who",
        ),
    ]
)


@given(st.lists(WORDS, max_size=25))
@settings(max_examples=80, deadline=None)
def test_any_jumble_gives_spans_inside_the_text(reader: Language, words: list[str]) -> None:
    doc = reader(" ".join(words))
    for one in attributions(doc):
        assert one.cue.text.strip()
        previous = -1
        for part in one.content:
            assert previous <= part.start < part.end <= len(doc)
            assert part.end <= one.cue.start or part.start >= one.cue.end
            previous = part.end


def test_efforts_are_shown_and_not_told(reader: Language) -> None:
    assert not outermost(reader("The council demonstrated no consistent efforts at the mines."))
