"""A denied rule says once that it is denied."""

from __future__ import annotations

import hashlib

import pytest

from dalel.claims import Extractor
from dalel.model import Block, BlockKind, Document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The law does not cover domestic workers.", "cover domestic workers"),
        ("Regions are not allowed to keep their surplus budgets.", "allowed to keep their surplus budgets"),
        ("The party has not been allowed to register.", "allowed to register"),
        ("The legislature cannot initiate constitutional changes.", "initiate constitutional changes"),
        ("Under the law, no person can serve twice.", "can serve twice"),
    ],
)
def test_the_denied_property_has_no_denial_of_its_own(extractor: Extractor, text: str, told: str) -> None:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    name = hashlib.sha256(text.encode()).hexdigest()
    (found,) = extractor([Document(name, "a.txt", "txt", text, (block,), language="en")])
    (rule,) = [claim for claim in found.claims if claim.kind == "rule"]
    assert (rule.status, rule.roles["property"]) == ("denied", (told,))
    assert rule.quote in text
