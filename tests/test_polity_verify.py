"""A polity file against the claims of documents: what speaks for it, what against, and what does it lack?"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dalel.base import Base
from dalel.cli import app
from dalel.polity import loads
from dalel.polity.verifying.verify import VerifyAnswer, verify

POLITY = """
[polity]
id = "ruritania"
name = "Ruritania"

[source.survey]
title = "Survey of the East"
publisher = "Society for Parliaments"
published = "2008"
covers = "2007"
file = "survey.txt"

[[organ]]
id = "senate"
name = "Senate"
kind = "chamber"
valid = "/.."
sources = ["survey: parliament"]
size = 100

[[organ.filling]]
id = "list"
method = "list_proportional"
by = "voters"
seats = 100
threshold = 6

[[organ]]
id = "council"
name = "Privy Council"
kind = "council"
valid = "/.."
sources = ["survey: parliament"]
size = 21

[[organ.filling]]
id = "ducal"
method = "appointment"
by = "president"

[[organ]]
id = "president"
name = "President"
kind = "office"
valid = "/.."
sources = ["survey: parliament"]
size = 1

[[organ.rule]]
id = "veto"
kind = "power"
text = "May veto laws that the Senate has passed."
what = "veto of laws"

[[organ.rule]]
id = "terms"
kind = "term_limit"
text = "How often one person may serve."
max_terms = 2

[[organ.rule]]
id = "age"
kind = "eligibility"
text = "Who may stand."
minimum_age = 44

[[party]]
id = "farmers"
name = "Farmers' Union"

[[election]]
id = "senate-2007"
name = "Election of the Senate of 2007"
organ = "senate"
date = "2007-06-10"
sources = ["survey: elections"]

[[election.result]]
id = "survey"
kind = "reported"
turnout = 71.5

[[election.result.rows]]
contestant = "farmers"
share = 48.2
seats = 57
"""

TEXT = """
The Senate is composed of 100 deputies. Reforms increased the number of seats in the Senate from 80 to 100.
The Privy Council is composed of 19 members.

Farmers' Union won 48.2 percent of the vote in the June 2007 elections. Turnout was 71.5 percent in June 2007.

The president appoints the members of the Privy Council. The Supreme Court consists of 30 judges.

The president may veto laws passed by the Senate. Parties must pass a 6 percent threshold.

Under the Constitution, no person can serve more than two terms as President.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    papers = folder / "papers"
    papers.mkdir()
    (papers / "survey.txt").write_text(TEXT.strip() + "\n", encoding="utf-8")
    (papers / "sources.toml").write_text('["survey.txt"]\ndate = "2008"\n', encoding="utf-8")
    (folder / "ruritania.toml").write_text(POLITY, encoding="utf-8")
    done = CliRunner().invoke(app, ["build", str(papers), "--base", str(folder / "r.dalel")])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def answer(folder: Path) -> VerifyAnswer:
    with Base.open(folder / "r.dalel") as base:
        return verify(loads(POLITY, "ruritania.toml"), base)


def status(answer: VerifyAnswer, path: str) -> str:
    (checked,) = [one for one in answer.checked if one.fact.path == path]
    return checked.status


def test_a_number_that_a_claim_gives_too_is_supported(answer: VerifyAnswer) -> None:
    assert status(answer, "organs.senate.size") == "supported"
    assert status(answer, "elections.senate-2007.results.survey.farmers.share") == "supported"
    assert status(answer, "elections.senate-2007.results.survey.turnout") == "supported"


def test_another_number_for_the_same_thing_contradicts(answer: VerifyAnswer) -> None:
    (council,) = [one for one in answer.checked if one.fact.path == "organs.council.size"]
    assert council.status == "contradicted"
    (claim,) = council.contradicted_by
    assert "19" in claim.claim.quote


def test_who_appoints_is_supported_by_a_claim_that_names_both(answer: VerifyAnswer) -> None:
    assert status(answer, "organs.council.fillings.ducal.by") == "supported"


def test_what_no_document_says_is_unsupported(answer: VerifyAnswer) -> None:
    assert status(answer, "organs.president.rules.age.minimum_age") == "unsupported"
    assert status(answer, "elections.senate-2007.results.survey.farmers.seats") == "unsupported"


def test_numbers_of_rules_are_compared_with_claims_on_rules(answer: VerifyAnswer) -> None:
    assert status(answer, "organs.senate.fillings.list.threshold") == "supported"
    assert status(answer, "organs.president.rules.terms.max_terms") == "supported"


def test_what_a_rule_says_is_compared_by_its_words(answer: VerifyAnswer) -> None:
    assert status(answer, "organs.president.rules.veto") == "supported"
    assert status(answer, "organs.president.rules.age") == "unsupported"


def test_what_the_documents_of_the_base_could_bear_out_is_counted_apart(answer: VerifyAnswer) -> None:
    assert answer.readable() == answer.checked
    with_none = dataclasses.replace(answer, documents=frozenset())
    assert not with_none.readable()


def test_what_the_file_lacks_is_listed(answer: VerifyAnswer) -> None:
    assert any("Supreme Court" in claim.claim.quote for claim in answer.lacking)


def test_the_share_counts_supported_among_compared(answer: VerifyAnswer) -> None:
    supported = sum(one.status in ("supported", "both") for one in answer.checked)
    assert answer.share_supported * len(answer.checked) == supported


def test_command_prints_the_share_and_every_quote_is_in_its_document(folder: Path) -> None:
    words = ["polity", "verify", str(folder / "ruritania.toml"), "--base", str(folder / "r.dalel")]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0
    assert "comparable statements are supported" in done.stdout
    row = json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)
    text = (folder / "papers" / "survey.txt").read_text(encoding="utf-8")
    quoted = [q for one in row["parameters"] for q in (*one["supported_by"], *one["contradicted_by"])]
    assert quoted
    for one in (*quoted, *row["lacking"]):
        assert text[one["start"] : one["end"]] == one["quote"]


def test_a_base_that_is_not_there_ends_with_1(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["polity", "verify", "kazakhstan", "--base", str(tmp_path / "no.dalel")])
    assert done.exit_code == 1


def test_kazakhstan_against_its_documents(shared: Path, tmp_path: Path) -> None:
    base = tmp_path / "k.dalel"
    done = CliRunner().invoke(app, ["build", str(shared / "seeds"), "--base", str(base)])
    assert done.exit_code == 0
    words = ["polity", "verify", "kazakhstan", "--base", str(base), "--json"]
    row = json.loads(CliRunner().invoke(app, words).stdout)
    statuses = {one["path"]: one["status"] for one in row["parameters"] if one["value"] in (47, 88.41)}
    assert statuses["organs.senate.size"] == "supported"
    assert statuses["elections.mazhilis-2007.results.efds2011.nur-otan.share"] in ("supported", "both")
    assert row["share_supported"] > 0.2
