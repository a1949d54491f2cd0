"""Who is meant in a document by "the country"."""

from __future__ import annotations

import pytest

from dalel.claims import Extractor
from dalel.model import Block, BlockKind, Document, Source

PARTY = "The country is not a party to the 1951 Refugee Convention."


@pytest.mark.parametrize(
    ("title", "member"),
    [("Human rights in Latvia", "Latvia"), ("Trade between Latvia and Ghana", "country")],
)
def test_the_country_is_the_one_in_the_first_line(title: str, member: str) -> None:
    text = f"{title}\n{PARTY}"
    blocks = (
        Block(BlockKind.HEADING, 0, len(title)),
        Block(BlockKind.PARAGRAPH, len(title) + 1, len(text)),
    )
    document = Document("0" * 16, "a.txt", "txt", text, blocks, language="en", source=Source())
    [found] = Extractor()([document])
    [claim] = [c for c in found.claims if c.kind == "member_of"]
    assert claim.roles["member"] == (member,)
