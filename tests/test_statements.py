"""Findings and statements: what observers and people say, and what the publisher judges itself."""

from __future__ import annotations

import hashlib

import pytest

from dalel.claims.extract import Extractor
from dalel.model import Block, BlockKind, Claim, Document, Source

PUBLISHER = "Institute of Reports"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def claims(extractor: Extractor, text: str, *kinds: str) -> list[Claim]:
    document = Document(
        hashlib.sha256(text.encode()).hexdigest(),
        "a.txt",
        "txt",
        text,
        (Block(BlockKind.PARAGRAPH, 0, len(text)),),
        source=Source(publisher=PUBLISHER),
    )
    return [claim for claim in next(extractor([document])).claims if claim.kind in kinds]


def test_a_judgement_beside_a_rule_is_the_publishers_finding(extractor: Extractor) -> None:
    text = "The law forbids bribery, but inspectors often ignored it."
    (rule,) = claims(extractor, text, "rule")
    (finding,) = claims(extractor, text, "finding")
    assert rule.quote == "law forbids bribery"
    assert finding.quote == "inspectors often ignored it"
    assert finding.roles["by"] == (PUBLISHER,)
    assert finding.speakers == ()


@pytest.mark.parametrize(
    "text",
    [
        "Guards shared kitchens in most cases.",
        "Although the constitution bans it, police rarely recorded arrests.",
        "Courts accepted late appeals.",
    ],
)
def test_what_authorities_generally_did_is_a_finding(extractor: Extractor, text: str) -> None:
    assert [claim.roles["by"] for claim in claims(extractor, text, "finding")] == [(PUBLISHER,)]


@pytest.mark.parametrize(
    "text",
    [
        "On May 3, Lina Moreau opened the session.",
        "The shop sold bread.",
        "The league reported that officials often ignored it.",
    ],
)
def test_a_plain_event_or_anothers_words_are_no_finding_of_the_publisher(
    extractor: Extractor, text: str
) -> None:
    assert all(claim.roles["by"] != (PUBLISHER,) for claim in claims(extractor, text, "finding"))


def test_criticism_is_a_finding_whoever_utters_it(extractor: Extractor) -> None:
    (finding,) = claims(extractor, "Lina Moreau criticized the slow courts.", "finding", "stated")
    assert finding.kind == "finding"
    assert finding.roles["by"] == ("Lina Moreau",)
    assert finding.speakers == ("Lina Moreau",)


@pytest.mark.parametrize(
    "text", ["The law cites two earlier rulings.", "The company decided to move its office to the capital."]
)
def test_laws_and_intentions_state_nothing(extractor: Extractor, text: str) -> None:
    assert claims(extractor, text, "stated", "finding") == []


def test_what_is_promised_is_a_planned_statement(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "The minister promised to publish the minutes.", "stated")
    assert claim.status.value == "planned"


def test_a_demand_is_no_event(extractor: Extractor) -> None:
    text = "Lawyers demanded the release of two editors."
    assert [claim.kind for claim in claims(extractor, text, "demanded", "released")] == ["demanded"]
