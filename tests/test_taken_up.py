"""What "it" and "they" take up from the clause before; "" where a reader can't be sure."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dalel.claims.verdicts.taken_up import taken_up


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        (
            "No laws limit participation of women and miners, and they did vote.",
            "women and miners",
        ),
        ("The law prohibits dowries in towns, but they were often paid.", "dowries in towns"),
        ("The law prohibits forced labor, but it remained a problem.", "forced labor"),
        ("The law requires wage slips, although it was not always enforced.", "law"),
        ("Although the council lacked staff, it often inspected mines.", "council"),
        ("Guards were poorly paid. They often took bribes.", "Guards"),
        ("The law forbids bribes, but it was unclear whether guards took them.", ""),
        ("Guards beat inmates, and miners fled to towns, but the mayor said they lied.", ""),
        ("It was rare for courts to acquit miners.", ""),
    ],
)
def test_taken_up(nlp: Language, text: str, thing: str) -> None:
    doc = nlp(text)
    pronoun = next(t for t in doc if t.lower_ in ("it", "they"))
    assert taken_up(pronoun) == thing
