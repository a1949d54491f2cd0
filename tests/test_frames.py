"""Every frame finds what its examples say, and nothing in the sentences it must not match."""

from __future__ import annotations

import hashlib
import re

import pytest

from dalel.claims import Extractor
from dalel.claims.frames import Example, Frame, FrameError, load_frames, read_frames
from dalel.claims.lexicon import Lexicon
from dalel.model import Block, BlockKind, Claim, Document

CASES = [(frame, example) for frame in load_frames() for example in frame.examples]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def claims_in(extractor: Extractor, text: str) -> list[Claim]:
    """The claims of a document of one paragraph, published in 2012."""
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document(
        hashlib.sha256(text.encode()).hexdigest(), "example.txt", "txt", text, (block,), language="en"
    )
    return list(next(extractor([document])).claims)


def bare(filler: str) -> str:
    return re.sub(r"^(the|a|an) ", "", filler, flags=re.IGNORECASE).casefold()


@pytest.mark.parametrize(("frame", "example"), CASES, ids=[f"{f.id}: {e.text[:50]}" for f, e in CASES])
def test_a_frame_finds_what_its_examples_say(extractor: Extractor, frame: Frame, example: Example) -> None:
    found = [claim for claim in claims_in(extractor, example.text) if claim.kind == frame.kind]
    if example.roles is None:
        assert not found
        return
    for role, wanted in example.roles.items():
        fillers = {bare(filler) for claim in found for filler in claim.roles.get(role, ())}
        for filler in [wanted] if isinstance(wanted, str) else wanted:
            assert bare(filler) in fillers, f"{role} of {[dict(c.roles) for c in found]}"
    if example.time is not None:
        assert example.time in {claim.time for claim in found}
    if example.status is not None:
        assert example.status in {claim.status.value for claim in found}


def test_a_date_is_no_territory(extractor: Extractor) -> None:
    found = claims_in(extractor, "Officials announced a turnout of 64 percent in June 2007.")
    (turnout,) = (claim for claim in found if claim.kind == "turnout")
    assert dict(turnout.roles) == {"turnout": ("64 percent",)}


def test_a_number_of_chambers_is_no_number_of_members(extractor: Extractor) -> None:
    found = claims_in(extractor, "The parliament consists of two chambers.")
    (composition,) = (claim for claim in found if claim.kind == "composition")
    assert composition.roles["size"] == ("two chambers",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[frame]]\nkind = 'flown'\nverb = ['fly']", "unknown kind"),
        ("[[frame]]\nkind = 'arrested'", "no trigger"),
        ("[[frame]]\nkind = 'arrested'\nverb = ['arrest']\npenalty = { at = 'to' }", "no role penalty"),
        (
            "[[frame]]\nkind = 'arrested'\nverb = ['arrest']\nperson = { at = 'patient', is = 'dragon' }",
            "dragon",
        ),
        ("[[frame]\nkind", "not TOML"),
    ],
)
def test_a_wrong_frame_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(FrameError, match=reason):
        read_frames(text, "mine", Lexicon.load())
