"""Membership told beside a name."""

from __future__ import annotations

import pytest

from dalel.claims import Extractor
from dalel.model import Block, BlockKind, Document, Source


@pytest.mark.parametrize(
    ("text", "member", "organisation"),
    [
        ("Ana Lima of the Unity Party won.", "Ana Lima", "Unity Party"),
        ("Ana Lima of the main opposition Rural Unity Party won.", "Ana Lima", "Rural Unity Party"),
        ("Ana Lima (Unity Party) won.", "Ana Lima", "Unity Party"),
        ("Unity Party deputy Ana Lima spoke.", "Ana Lima", "Unity Party"),
        ("Vermora (VM) party activist Ana Lima spoke.", "Ana Lima", "Vermora (VM)"),
        ("A report by Omar Haddad (Norway, UNEP/ECG) was read.", "Omar Haddad", "UNEP"),
    ],
)
def test_the_party_beside_a_name_is_its_own(text: str, member: str, organisation: str) -> None:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "a.txt", "txt", text, (block,), language="en", source=Source())
    [found] = Extractor()([document])
    assert [c.roles for c in found.claims if c.kind == "member_of"] == [
        {"member": (member,), "organisation": (organisation,)}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers rescued Yezidis from the Unity Party.",
        "Omar Haddad, a prominent faculty member, spoke.",
        "Soldiers killed three Hizb Mujahid (HM) militants.",
    ],
)
def test_whom_a_party_held_and_who_teaches_belong_to_no_party(text: str) -> None:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "a.txt", "txt", text, (block,), language="en", source=Source())
    [found] = Extractor()([document])
    assert not [c for c in found.claims if c.kind in ("member_of", "office_held")]


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Colonel Ana Lima spoke.", []),
        ("Major-General Ana Lima spoke.", []),
        ("Prime Minister General Omar Haddad spoke.", ["Prime Minister"]),
        ("Attorney General Ana Lima spoke.", ["Attorney General"]),
    ],
)
def test_ranks_are_no_posts(text: str, offices: list[str]) -> None:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "a.txt", "txt", text, (block,), language="en", source=Source())
    [found] = Extractor()([document])
    assert [o for c in found.claims if c.kind == "office_held" for o in c.roles["office"]] == offices


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("In 2011 Omar Haddad won re-election as president over his rival.", "president"),
        ("In 2011 voters chose Ana Lima as mayor in elections held in May.", "mayor"),
    ],
)
def test_a_post_ends_where_something_else_is_told(text: str, office: str) -> None:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "a.txt", "txt", text, (block,), language="en", source=Source())
    [found] = Extractor()([document])
    assert [c.roles["office"] for c in found.claims if c.kind == "elected"] == [(office,)]


def test_a_post_of_which_nothing_is_told_is_none() -> None:
    text = "In May the king dismissed Ana Lima from her post."
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "a.txt", "txt", text, (block,), language="en", source=Source())
    [found] = Extractor()([document])
    [dismissed] = [c for c in found.claims if c.kind == "dismissed"]
    assert dismissed.roles == {"person": ("Ana Lima",), "by": ("king",)}


@pytest.mark.parametrize(
    ("text", "kind", "office"),
    [
        (
            "Interior Minister Ana Lima met the press. On May 3 Lima resigned.",
            "resigned",
            "Interior Minister",
        ),
        ("President Omar Haddad spoke. He was re-elected in 2015.", "elected", "President"),
        ("President Omar Haddad spoke. On May 3 Haddad was sworn in again.", "appointed", "President"),
        ("The former mayor, Ana Lima, spoke. On May 3 Lima resigned.", "resigned", ""),
        ("Opposition leader Ana Lima spoke. She was elected in 2015.", "elected", ""),
    ],
)
def test_who_leaves_a_post_leaves_the_one_told_before(text: str, kind: str, office: str) -> None:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "a.txt", "txt", text, (block,), language="en", source=Source())
    [found] = Extractor()([document])
    [claim] = [c for c in found.claims if c.kind == kind]
    assert claim.roles.get("office", ("",)) == (office,)


def test_members_told_behind_a_list_are_all_in_it() -> None:
    text = "Police arrested Ana Lima, Rui Costa, and Omar Haddad, members of the Unity Party."
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "a.txt", "txt", text, (block,), language="en", source=Source())
    [found] = Extractor()([document])
    members = [c.roles["member"] for c in found.claims if c.kind == "member_of"]
    assert members == [("Ana Lima",), ("Rui Costa",), ("Omar Haddad",)]


def test_each_of_a_list_leaves_the_post_before_the_own_name() -> None:
    text = (
        "On November 14, the king removed Justice Minister Berto Dorce, Interior Minister Luis Quitel, and "
        "Commissioner Jacques Lafont from their positions."
    )
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "a.txt", "txt", text, (block,), language="en", source=Source())
    [found] = Extractor()([document])
    left = [(c.roles["person"][0], c.roles["office"]) for c in found.claims if c.kind == "dismissed"]
    assert left == [
        ("Berto Dorce", ("Justice Minister",)),
        ("Luis Quitel", ("Interior Minister",)),
        ("Jacques Lafont", ("Commissioner",)),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Local elections scheduled for 2022 did not take place.", "denied"),
        ("Local elections were not held in 2019.", "denied"),
        ("The 2019 local elections were not free.", "asserted"),
    ],
)
def test_an_election_that_was_not_held_is_denied(text: str, status: str) -> None:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "a.txt", "txt", text, (block,), language="en", source=Source())
    [found] = Extractor()([document])
    assert [c.status.value for c in found.claims if c.kind == "election_held"] == [status]


def test_what_became_of_somebody_is_no_post_and_each_has_his_own_body() -> None:
    text = "The detained journalists, Omar Aziz of Radio Sol and Ana Lim, began a hunger strike."
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document("0" * 16, "a.txt", "txt", text, (block,), language="en", source=Source())
    [found] = Extractor()([document])
    assert [
        (c.roles["office"], c.roles.get("organisation")) for c in found.claims if c.kind == "office_held"
    ] == [(("journalists",), ("Radio Sol",)), (("journalists",), None)]
