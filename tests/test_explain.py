"""Why a claim is what it is: the frame, the words of each role, the status, the time and the voices."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dalel.claims import Extractor
from dalel.claims.explain import Explanation
from dalel.cli import app
from dalel.documents import Item, discover, load
from dalel.model import Block, BlockKind, Claim, Document, Source, Span

STORY = (
    "According to the Helsinki Committee, a court in Almaty sentenced Askar Omarov to four years "
    "in prison for slander in May 2011.\n"
    "He was reportedly beaten there.\n"
    "In 2012 the ministry refused to register his party."
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(explain=True, attributions=True)


def document(text: str) -> Document:
    """A document of one block a line."""
    blocks, position = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(line)))
        position += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source(publisher="Example", date="2013-05-02")
    return Document(digest, "x.txt", "txt", text, tuple(blocks), language="en", source=source)


def explained(extractor: Extractor, text: str, kind: str) -> tuple[Claim, Explanation]:
    found = next(extractor([document(text)]))
    return next(
        (claim, why)
        for claim, why in zip(found.claims, found.explanations, strict=True)
        if claim.kind == kind
    )


def test_a_frame_is_named_with_its_file_and_its_trigger(extractor: Extractor) -> None:
    claim, why = explained(extractor, STORY, "sentenced")
    assert (why.frame, why.file) == (claim.frame, "frames/justice.toml")
    assert why.trigger is not None
    assert why.trigger.text == "sentenced"


def test_every_claim_of_the_examples_names_the_file_of_its_frame() -> None:
    items = [item for item in discover([Path("examples")]) if isinstance(item, Item)]
    documents = [one for item in items for one in load(item) if isinstance(one, Document)]
    frames = {
        why.frame: why.file for found in Extractor(explain=True)(documents) for why in found.explanations
    }
    assert "finding.verdict" in frames
    assert not [frame for frame, file in frames.items() if not file]


def test_each_role_tells_the_words_and_where_they_stood(extractor: Extractor) -> None:
    _, why = explained(extractor, STORY, "ill_treated")
    (person,) = [one for one in why.roles if one.role == "person"]
    assert person.position == "patient"
    assert person.words is not None
    assert person.words.text == "He"
    assert person.texts == ("Askar Omarov",)


def test_a_status_tells_the_words_that_decided_it(extractor: Extractor) -> None:
    _, alleged = explained(extractor, STORY, "ill_treated")
    assert [words.text for words in alleged.status_words] == ["reportedly"]
    _, denied = explained(extractor, STORY, "registered")
    assert [words.text for words in denied.status_words] == ["refused"]


def test_a_time_tells_its_words_and_what_they_leave_to_the_document(extractor: Extractor) -> None:
    _, written = explained(extractor, STORY, "sentenced")
    assert written.time_words is not None
    assert (written.time_words.text, written.time_why) == ("in May 2011", "")
    claim, relative = explained(extractor, "Omarov was arrested in Almaty last year.", "arrested")
    assert claim.time == "2012"
    assert relative.time_words is not None
    assert (relative.time_words.text, relative.time_why) == ("last year", "date of the document")


def test_a_time_carried_over_is_shown_where_it_stands(extractor: Extractor) -> None:
    text = "Parliament was elected in the elections of August 2007.\nTurnout was 64 percent."
    claim, why = explained(extractor, text, "turnout")
    assert claim.time == "2007-08"
    assert why.time_why == "the election last spoken of"
    assert why.time_words is not None
    assert "August 2007" in why.time_words.text


def test_a_voice_is_shown_with_its_cue(extractor: Extractor) -> None:
    claim, why = explained(extractor, STORY, "sentenced")
    (voice,) = why.voices
    assert (voice.name,) == claim.speakers
    assert voice.words.text == "the Helsinki Committee"
    assert voice.cue is not None
    assert voice.cue.text == "According to"


def test_several_people_are_explained_one_by_one(extractor: Extractor) -> None:
    text = "Police arrested Askar Omarov and Nina Berg in Almaty."
    found = next(extractor([document(text)]))
    shown = [
        [one.words.text for one in why.roles if one.role == "person" and one.words is not None]
        for claim, why in zip(found.claims, found.explanations, strict=True)
        if claim.kind == "arrested"
    ]
    assert shown == [["Askar Omarov"], ["Nina Berg"]]


def test_a_header_field_is_explained_as_such(extractor: Extractor) -> None:
    text = "Prime minister: Ana Lima"
    cells = (Span(0, 14), Span(16, 24))
    block = Block(BlockKind.FIELD, 0, len(text), cells=cells)
    found = next(extractor([Document("0" * 64, "x.txt", "txt", text, (block,), language="en")]))
    (why,) = found.explanations
    assert why.file == "beside/records.toml"
    assert {one.position for one in why.roles} == {"cell"}


def test_all_words_of_an_explanation_are_the_text_at_their_offsets(extractor: Extractor) -> None:
    text = STORY.replace("Askar Omarov", "**Askar [Omarov](#)**").replace("May 2011", "May  2011")
    found = next(extractor([document(text)]))
    assert len(found.explanations) == len(found.claims) > 2
    for claim, why in zip(found.claims, found.explanations, strict=True):
        assert set(claim.roles) == {one.role for one in why.roles}
        spans = [one.words for one in why.roles] + [why.trigger, why.time_words, *why.status_words]
        spans += [voice.words for voice in why.voices] + [voice.cue for voice in why.voices]
        for words in spans:
            assert words is None or text[words.start : words.end] == words.text


def test_nothing_is_explained_unless_asked() -> None:
    found = next(Extractor()([document(STORY)]))
    assert found.claims
    assert not found.explanations
    assert not found.attributions


def test_explanations_on_the_terminal_and_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    told = tmp_path / "told.jsonl"
    shown = CliRunner().invoke(
        app, ["extract", str(tmp_path / "a.txt"), "--explain", "--attributions", str(told)]
    )
    assert shown.exit_code == 0
    assert 'person       <- patient "Askar Omarov"' in shown.stdout
    assert 'alleged: "reportedly"' in shown.stdout
    row = json.loads(told.read_text("utf-8").splitlines()[0])
    assert STORY[slice(*row["source"])] == "the Helsinki Committee"
    assert [STORY[slice(*part)] for part in row["cue"]] == ["According to"]
    assert row["doc"] == "a.txt"

    out = tmp_path / "claims.jsonl"
    assert (
        CliRunner().invoke(app, ["extract", str(tmp_path / "a.txt"), "--explain", "-o", str(out)]).exit_code
        == 0
    )
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    sentenced = next(row for row in rows if row["kind"] == "sentenced")
    assert sentenced["explanation"]["file"] == "frames/justice.toml"
    assert {one["role"]: one["position"] for one in sentenced["explanation"]["roles"]}["penalty"] == "to"


def test_what_a_language_model_finds_is_not_explained(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    asked = ["extract", str(tmp_path / "a.txt"), "--extractor", "llm", "--explain"]
    assert CliRunner().invoke(app, asked).exit_code == 2
