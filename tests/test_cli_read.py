"""`dalel ask`, `show` and `quote`, as a reader in a terminal and a program see them."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dalel.base import Base
from dalel.claims.extract import Extraction
from dalel.cli import app
from dalel.model import Block, BlockKind, Claim, Document, Mention, MentionKind, Source, Status

REPORT = (
    "The cabinet was formed in spring. Pavel Orlov was appointed minister of finance in May 2003. "
    "According to the Harbour Society, Orlov took a bribe from the port. Nobody was charged. "
    "His sister Irina Orlova owns the port."
)
ARTICLE = "Павел Орлов ушёл в отставку. Anna Petrova and Maria Petrova live in Ostania."


def document(name: str, text: str, source: Source) -> Document:
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    return Document(sha256(text.encode()).hexdigest(), name, "txt", text, blocks, source=source)


def mention(where: Document, text: str, entity: str = "", kind: MentionKind = MentionKind.PERSON) -> Mention:
    start = where.text.index(text)
    return Mention(where.id, start, start + len(text), text, kind, entity or text)


def claim(
    where: Document,
    quote: str,
    kind: str,
    roles: dict[str, str],
    time: str = "",
    status: Status = Status.ASSERTED,
    speakers: tuple[str, ...] = (),
) -> Claim:
    start = where.text.index(quote)
    fillers = {role: (filler,) for role, filler in roles.items()}
    end = start + len(quote)
    return Claim(where.id, start, end, quote, kind, fillers, time, status, speakers)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("read") / "ostania.dalel"
    told = Source("A bad year", "Port Watch", "Lev Lind", "2004-02-01", party="sued by the minister")
    report = document("report.txt", REPORT, told)
    article = document("article.txt", ARTICLE, Source())
    orlov = "Pavel Orlov"
    claims = (
        claim(report, "Orlov took a bribe", "accused", {"person": orlov, "of": "bribe"}, "",
              Status.ALLEGED, ("the Harbour Society",)),
        claim(report, "Pavel Orlov was appointed minister of finance", "appointed",
              {"person": orlov, "office": "minister of finance"}, "2003-05"),
    )  # fmt: skip
    mentions = (
        mention(report, "Pavel Orlov"),
        Mention(
            report.id, REPORT.index("Orlov took"), REPORT.index(" took"), "Orlov", MentionKind.PERSON, orlov
        ),
        mention(report, "Irina Orlova"),
        mention(report, "Harbour Society", kind=MentionKind.ORGANISATION),
    )
    others = (
        mention(article, "Павел Орлов"),
        mention(article, "Anna Petrova"),
        mention(article, "Maria Petrova"),
        mention(article, "Ostania", kind=MentionKind.PLACE),
    )
    with Base.create_or_open(path) as made:
        made.write_document(Extraction(report, claims, mentions, True))
        made.write_document(Extraction(article, (), others, True))
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "80"})


def told(result: Result) -> str:
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_ask_shows_quotes_with_their_source(base: Path) -> None:
    result = run("ask", "When was Orlov appointed minister?", "--base", str(base))
    assert result.exit_code == 0
    assert "Pavel Orlov was appointed minister of finance in May 2003." in " ".join(result.stdout.split())
    assert "Port Watch" in result.stdout
    assert "sued by the minister" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_ask_as_json(base: Path) -> None:
    result = run("ask", "Who took a bribe?", "--base", str(base), "--json", "--limit", "1")
    answer = json.loads(result.stdout)
    (piece,) = answer["evidence"]
    assert answer["question"] == "Who took a bribe?"
    assert piece["doc"] == "report.txt"
    assert REPORT[piece["start"] : piece["end"]] == piece["quote"]


def test_ask_says_that_there_is_nothing(base: Path) -> None:
    result = run("ask", "zeppelin?", "--base", str(base))
    assert result.exit_code == 0
    assert "Nothing" in result.stdout


def test_ask_answers_a_file_of_questions(base: Path, tmp_path: Path) -> None:
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    rows = [{"id": "one", "question": "Who took a bribe?", "extra": 1}, {"id": "two", "question": "zeppelin"}]
    questions.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    result = run("ask", "--batch", str(questions), "-o", str(answers), "--base", str(base))
    assert result.exit_code == 0
    one, two = (json.loads(line) for line in answers.read_text("utf-8").splitlines())
    assert one["id"] == "one"
    assert set(one["evidence"][0]) == {"doc", "start", "end", "quote"}
    assert two == {"id": "two", "evidence": []}


def test_what_ask_cannot_do_is_said_in_a_sentence(base: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "one"}\n', "utf-8")
    assert "line 1" in told(run("ask", "--batch", str(broken), "--base", str(base)))
    assert "absent.jsonl" in told(run("ask", "--batch", str(tmp_path / "absent.jsonl"), "--base", str(base)))
    assert "absent.dalel" in told(run("ask", "Who?", "--base", str(tmp_path / "absent.dalel")))
    assert run("ask", "--base", str(base)).exit_code == 2
    assert run("ask", "Who?", "--batch", str(broken), "--base", str(base)).exit_code == 2


@pytest.mark.parametrize("spelling", ["Pavel Orlov", "Orlow", "Орлов", "P. Orlov", "ORLOV, PAVEL"])
def test_show_knows_a_name_in_every_spelling(base: Path, spelling: str) -> None:
    page = json.loads(run("show", spelling, "--base", str(base), "--json").stdout)
    assert page["name"] == "Pavel Orlov"
    written = {row["spelling"]: row["documents"] for row in page["spellings"]}
    assert written == {
        "Orlov": ["report.txt"],
        "Pavel Orlov": ["report.txt"],
        "Павел Орлов": ["article.txt"],
    }


def test_show_does_not_mistake_his_sister_for_him(base: Path) -> None:
    page = json.loads(run("show", "Irina Orlova", "--base", str(base), "--json").stdout)
    assert page["name"] == "Irina Orlova"
    assert page["claims"] == {}
    assert "No claims" in run("show", "Irina Orlova", "--base", str(base)).stdout


def test_show_tells_an_allegation_from_a_fact_and_who_makes_it(base: Path) -> None:
    result = run("show", "Pavel Orlov", "--base", str(base))
    page = " ".join(result.stdout.split())
    assert "ALLEGED: accused" in page
    assert "according to the Harbour Society, as told by Lev Lind, Port Watch, 2004-02-01" in page
    assert "party to the case: sued by the minister" in page
    assert "2003-05 appointed person: Pavel Orlov" in page
    assert "ALLEGED: appointed" not in page
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_show_asks_back(base: Path) -> None:
    ambiguous = told(run("show", "Petrova", "--base", str(base)))
    assert "ambiguous" in ambiguous
    assert "Anna Petrova" in ambiguous
    assert "Maria Petrova" in ambiguous
    assert "did you mean Pavel Orlov" in told(run("show", "Paul Orloff", "--base", str(base)))
    assert "no such name" in told(run("show", "?!", "--base", str(base)))


def test_quote_shows_the_surroundings(base: Path) -> None:
    page = json.loads(run("show", "Pavel Orlov", "--base", str(base), "--json").stdout)
    alleged = next(c for group in page["claims"].values() for c in group if c["status"] == "alleged")
    result = run("quote", alleged["id"][:8], "--base", str(base))
    shown = " ".join(result.stdout.replace("│", " ").split())
    assert "According to the Harbour Society, Orlov took a bribe from the port. Nobody was charged." in shown
    assert "according to the Harbour Society, as told by Lev Lind, Port Watch, 2004-02-01" in shown
    assert "status alleged" in shown
    row = json.loads(run("quote", alleged["id"], "--base", str(base), "--json").stdout)
    context = row["context"]
    assert REPORT[context["start"] : context["end"]] == context["text"]
    assert row["quote"] in context["text"]
    assert row["source"]["publisher"] == "Port Watch"


def test_quote_of_an_unknown_claim(base: Path) -> None:
    assert "no claim" in told(run("quote", "ffffffffffffffff", "--base", str(base)))
    assert "claim" in told(run("quote", "", "--base", str(base)))
