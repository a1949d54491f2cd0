"""Questions are answered with exact quotes, the best first, from documents in any spelling."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dalel.ask import ask, ask_all
from dalel.ask.question import abbreviations, alike, analyse, references
from dalel.ask.words import root, synonyms, words
from dalel.base import Base
from dalel.claims.extract import Extraction
from dalel.model import Block, BlockKind, Document, Source

GAZETTE = """# Yearbook of Ostania

## The cabinet

Pavel Orlov became minister of finance in May 2003. He was dismissed two years later.
The cabinet meets on Mondays.

## Elections

Party\tVotes\tSeats
Union of Workers\t51.20\t62
Green List\t12.40\t14

The turnout was 64 percent of all registered voters. The National Electoral Board (NEB) counted for nine days.

## The mountains

The highest mountain is climbed each summer by the members of an old club. It has forty-one members.
"""

LETTER = """Open letter of the Harbour Society

Minister Orlow took a bribe of two million crowns, as we were told by three witnesses.
The editor Vera Lind was sentenced to four years in prison for slander.
"""


def document(name: str, text: str, source: Source) -> Document:
    blocks = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.startswith("#"):
            blocks.append(Block(BlockKind.HEADING, start, end, level=line.index(" ")))
        elif "\t" in line:
            blocks.append(Block(BlockKind.TABLE_ROW, start, end, table=0))
        elif line:
            blocks.append(Block(BlockKind.PARAGRAPH, start, end))
        start = end + 1
    number = sha256(text.encode()).hexdigest()
    return Document(number, name, "md", text, tuple(blocks), language="en", source=source)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    path = tmp_path_factory.mktemp("ask") / "ostania.dalel"
    with Base.create_or_open(path) as made:
        yearbook = document("yearbook.md", GAZETTE, Source("Yearbook of Ostania", date="2006"))
        letter = document(
            "letter.txt",
            LETTER,
            Source("Open letter of the Harbour Society", party="dismissed by the minister"),
        )
        for one in (yearbook, letter):
            made.write_document(Extraction(one, (), (), True))
        yield made


def first(base: Base, question: str) -> str:
    return ask(base, question)[0].quote


def test_evidence_is_the_text_at_its_place(base: Base) -> None:
    texts = {"yearbook.md": GAZETTE, "letter.txt": LETTER}
    found = ask(base, "When did Orlov become minister of finance?")
    assert found
    assert all(texts[e.doc][e.start : e.end] == e.quote for e in found)
    assert [e.score for e in ask(base, "Orlov", limit=3)] != []


def test_the_sentence_that_answers_comes_first(base: Base) -> None:
    assert first(base, "When did Orlov become minister of finance?").startswith("Pavel Orlov became")
    assert "four years in prison" in first(base, "Who was jailed for slander?")
    assert "64 percent" in first(base, "What was the turnout of the elections?")


def test_a_sentence_that_only_points_back_is_found_beside_its_words(base: Base) -> None:
    assert "It has forty-one members." in [
        e.quote for e in ask(base, "How many belong to the mountain club?")[:3]
    ]


def test_a_name_is_found_in_every_spelling_and_script(base: Base) -> None:
    for spelling in ("Orlov", "Orlow", "Орлов"):
        quotes = " ".join(e.quote for e in ask(base, f"What is known of {spelling}?"))
        assert "Pavel Orlov" in quotes
        assert "Orlow took a bribe" in quotes


def test_a_small_table_is_one_piece_with_its_header(base: Base) -> None:
    assert first(base, "Seats of the Green List?").startswith("Party\tVotes\tSeats")


def test_the_document_a_question_names_comes_first(base: Base) -> None:
    asked = "What did minister Orlov do according to the Harbour Society letter?"
    assert ask(base, asked)[0].doc == "letter.txt"


def test_an_abbreviation_finds_the_long_name_and_the_other_way_round(base: Base) -> None:
    assert "National Electoral Board" in first(base, "How long did the NEB count?")


def test_a_party_to_the_case_is_said_to_be_one(base: Base) -> None:
    evidence = next(e for e in ask(base, "bribe") if e.doc == "letter.txt")
    assert evidence.party == "dismissed by the minister"


def test_nothing_is_shown_where_nothing_fits(base: Base) -> None:
    assert ask(base, "zeppelin") == []
    assert ask(base, "?") == []
    assert ask(base, "") == []


def test_the_same_question_has_the_same_answer_alone_and_among_others(base: Base) -> None:
    questions = ["Who is Vera Lind?", "What was the turnout?", "Who is Vera Lind?"]
    together = list(ask_all(base, questions))
    assert together[0] == together[2] == ask(base, questions[0])
    assert len(ask(base, "Orlov minister elections cabinet", limit=2)) == 2


@settings(max_examples=60, deadline=None)
@given(question=st.text(max_size=60))
def test_any_text_can_be_asked(base: Base, question: str) -> None:
    for evidence in ask(base, question, limit=5):
        assert evidence.quote.strip()


def test_derived_words_share_a_root() -> None:
    assert root("elections") == root("electoral") == root("elected") == "elect"
    assert root("parties") == root("party") != root("part")
    assert root("sentenced") == root("sentences") == root("sentencing") != root("sent")
    assert root("appoints") == root("appointment") == root("appointed")
    assert root("registered") == root("registering")
    assert root("2007") == "2007"


@given(text=st.text(max_size=80))
def test_words_start_where_they_say(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.start + len(word.written)] == word.written


def test_synonyms_go_both_ways() -> None:
    table = synonyms()
    assert all(one in table[other] for one, others in table.items() for other in others)
    assert root("jailed") in table[root("sentenced")]


def test_where_a_question_names_its_document() -> None:
    def named(question: str) -> list[str]:
        return [question[start:end] for start, end in references(question)]

    assert "(the Harbour Society letter)" in named("Who was paid (the Harbour Society letter)?")
    assert any(
        "Harbour Society letter" in part for part in named("Who was paid in the Harbour Society letter?")
    )
    assert named("Who was paid in the end?") == []


def test_what_a_question_asks_for() -> None:
    def wants(question: str) -> set[str]:
        return set(analyse(question, lambda key: True).wants)

    assert "time" in wants("When was the law adopted?")
    assert "number" in wants("How many deputies has the assembly?")
    assert "name" in wants("Who signed it?")
    assert wants("Is it so?") == set()


def test_names_that_may_be_one_name() -> None:
    assert alike("orlow", "orlov") > 0
    assert alike("orlov", "orlova") == 0  # his and hers
    assert alike("orlov", "petrov") == 0
    assert {"neb"} <= abbreviations("Members of the National Electoral Board met.")


def test_the_shared_questions_are_answered(shared: Path, tmp_path: Path) -> None:
    """The score of `docs/asking.md`, on a base of the documents' texts alone."""
    from dalel.documents import discover, load
    from dalel.model import Problem

    scorer = shared / "eval" / "score_questions.py"
    gold = shared / "eval" / "questions" / "dev.jsonl"
    questions = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    answers = tmp_path / "answers.jsonl"
    with Base.create_or_open(tmp_path / "seeds.dalel") as made:
        for item in discover([shared / "seeds"]):
            assert not isinstance(item, Problem)
            for loaded in load(item):
                if isinstance(loaded, Document):
                    made.write_document(Extraction(loaded, (), (), True))
        with answers.open("w", encoding="utf-8") as out:
            for question, found in zip(
                questions, ask_all(made, [q["question"] for q in questions]), strict=True
            ):
                evidence = [{"doc": e.doc, "start": e.start, "end": e.end} for e in found]
                out.write(json.dumps({"id": question["id"], "evidence": evidence}) + "\n")
    command = [sys.executable, str(scorer), "--gold", str(gold), "--pred", str(answers), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    score = json.loads(done.stdout)["all"]
    assert score["found@1k"] >= 0.90
    assert score["all@2k"] >= 0.87
