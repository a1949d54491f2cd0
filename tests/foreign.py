"""What the tests of Russian and French share: documents of one paragraph, and frames' own examples."""

from __future__ import annotations

import hashlib

from dalel.claims.frames import Example, Frame, load_frames
from dalel.claims.tongues.extractor import TongueReader
from dalel.model import Block, BlockKind, Claim, Document, Source


def document(text: str, language: str) -> Document:
    """A document of one paragraph for each line."""
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(digest, "x.txt", "txt", text, tuple(blocks), language=language, source=Source())


def claims_in(reader: TongueReader, text: str) -> list[Claim]:
    """The claims of a text, each with a quotation that stands where it says."""
    one = document(text, reader.tongue.code)
    found = list(reader(one).claims)
    for claim in found:
        assert one.text[claim.start : claim.end] == claim.quote
    return found


def examples(language: str) -> list[tuple[Frame, Example]]:
    """Every frame of a language with each of its examples."""
    return [(frame, example) for frame in load_frames(language) for example in frame.examples]


def check_example(reader: TongueReader, frame: Frame, example: Example) -> None:
    """A frame finds what its example says, and nothing where it must not match."""
    found = [claim for claim in claims_in(reader, example.text) if claim.kind == frame.kind]
    if example.roles is None:
        assert not found
        return
    for role, wanted in example.roles.items():
        fillers = {filler.casefold() for claim in found for filler in claim.roles.get(role, ())}
        assert wanted.casefold() in fillers, f"{role} of {[dict(claim.roles) for claim in found]}"
    if example.time is not None:
        assert example.time in {claim.time for claim in found}
    if example.status is not None:
        assert example.status in {claim.status.value for claim in found}
