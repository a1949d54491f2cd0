"""Offices beside a name."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dalel.language.mentions.mention import find_names
from dalel.language.mentions.titles import former, offices
from dalel.model import MentionKind


def offices_of(nlp: Language, text: str, name: str) -> list[str]:
    doc = nlp(text)
    names = [m for m in find_names([doc], [False]) if m.kind is MentionKind.PERSON]
    mention = next(m for m in names if doc[m.start : m.end].text == name)
    persons = {token for m in names for token in range(m.start, m.end)}
    return [doc[start:end].text for start, end in offices(doc, mention, persons)]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("President Lena Orlova spoke.", "Lena Orlova", ["President"]),
        ("It was former Prime Minister Karim Bekov.", "Karim Bekov", ["former Prime Minister"]),
        ("The former mayor of Batumi, Gia Lomidze, fled.", "Gia Lomidze", ["former mayor of Batumi"]),
        (
            "They jailed Gia Lomidze, head of the State Audit Office.",
            "Gia Lomidze",
            ["head of the State Audit Office"],
        ),
        (
            "Gia Lomidze, chairman of the board and deputy head of the union, fled.",
            "Gia Lomidze",
            ["chairman of the board", "deputy head of the union"],
        ),
        ("The board declared CDC candidate Oleg Tarasov the winner.", "Oleg Tarasov", ["CDC candidate"]),
        ("The French ambassador to Mali Jean Morel left.", "Jean Morel", ["French ambassador to Mali"]),
        ("Opposition leaders Oleg Tarasov and Nina Belova met.", "Nina Belova", ["Opposition leaders"]),
        (
            "Former police chief and party leader Oleg Tarasov died.",
            "Oleg Tarasov",
            ["Former police chief", "party leader"],
        ),
        ("Oleg Tarasov, the president's brother, owns it.", "Oleg Tarasov", []),
        ("Daily Echo editor in chief Oleg Tarasov left.", "Oleg Tarasov", ["Daily Echo editor in chief"]),
        ("Army chief General Oleg Tarasov left.", "Oleg Tarasov", ["Army chief"]),
        ("Voters elected opposition leader Oleg Tarasov.", "Oleg Tarasov", ["opposition leader"]),
        ("The army chief, Lt. Gen. Oleg Tarasov, left.", "Oleg Tarasov", ["army chief"]),
        ("Opposition lawmaker and soldier Oleg Tarasov fled.", "Oleg Tarasov", ["Opposition lawmaker"]),
        ("Public Defender Oleg Tarasov left.", "Oleg Tarasov", ["Public Defender"]),
        ("Journalist Oleg Tarasov wrote it.", "Oleg Tarasov", []),
        (
            "It quoted the former adviser to the president Oleg Tarasov.",
            "Oleg Tarasov",
            ["former adviser to the president"],
        ),
        ("His wife, Lena Orlova, heads the bank.", "Lena Orlova", []),
        ("They suspended a police officer after trader Oleg Tarasov died.", "Oleg Tarasov", []),
        ("Oleg Tarasov met President Lena Orlova.", "Oleg Tarasov", []),
    ],
)
def test_offices(nlp: Language, text: str, name: str, expected: list[str]) -> None:
    assert offices_of(nlp, text, name) == expected


def test_a_past_office_is_known_as_such(nlp: Language) -> None:
    doc = nlp("Former governor Ivan Petrov met governor Anna Lis.")
    spans = [span for m in find_names([doc], [False]) for span in offices(doc, m)]
    assert [former(doc, span) for span in spans] == [True, False]
