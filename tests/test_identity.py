"""Who is who over documents: deterministic, step by step as anew, and every joining has its reasons."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dalel.claims.extract import Extraction, Extractor
from dalel.identity import bring_up_to_date, entities, entity_of, why
from dalel.model import Block, BlockKind, Document, MentionKind, Source
from named import base_of, groups, naming, together

DOCUMENTS = (
    naming("a.txt", "Georgia", ("Tamar Velidze", "Nino Brolin", "Ilia Kostadze")),
    naming("b.txt", "Georgia", ("Тамар Велидзе", "Nino Brolin"), ("Harbour League",)),
    naming("c.txt", "Georgia", ("T. Velidze", "Ilia Kostadze")),
    naming("d.txt", "Hungary", ("Tamar Velidze", "Kostadze"), ("Ministry of Justice",)),
    naming("e.txt", "Georgia", ("Velidze", "Nino Brolin"), ("Ministry of Justice", "Harbour League")),
)
NUMBERS = count()
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(st.permutations(DOCUMENTS), st.booleans())
def test_neither_the_order_of_documents_nor_taking_them_one_by_one_makes_a_difference(
    tmp_path: Path, order: list[Extraction], each: bool
) -> None:
    number = next(NUMBERS)
    with (
        base_of(tmp_path / f"{number}-anew.dalel", DOCUMENTS) as anew,
        base_of(tmp_path / f"{number}.dalel", order, each=each) as other,
    ):
        assert entities(other) == entities(anew)


@FEW
@given(st.sampled_from(DOCUMENTS))
def test_a_removed_document_leaves_what_a_base_without_it_has(tmp_path: Path, gone: Extraction) -> None:
    number = next(NUMBERS)
    rest = [one for one in DOCUMENTS if one is not gone]
    with (
        base_of(tmp_path / f"{number}-rest.dalel", rest) as without,
        base_of(tmp_path / f"{number}.dalel", DOCUMENTS) as base,
    ):
        base.forget(gone.document.name)
        bring_up_to_date(base)
        assert entities(base) == entities(without)


def test_one_name_in_documents_on_one_country_is_one(tmp_path: Path) -> None:
    with base_of(tmp_path / "one.dalel", DOCUMENTS) as base:
        assert entity_of(base, "a.txt", "Nino Brolin") == entity_of(base, "e.txt", "Nino Brolin")


def test_a_name_in_another_script_is_one_with_it(tmp_path: Path) -> None:
    with base_of(tmp_path / "script.dalel", DOCUMENTS[:2]) as base:
        assert together(base, "Tamar Velidze", "Тамар Велидзе")


def test_last_name_first_does_not_make_two(tmp_path: Path) -> None:
    turned = (
        naming("a.txt", "Georgia", ("Tamar Velidze",)),
        naming("b.txt", "Georgia", ("Velidze, Tamar",)),
    )
    with base_of(tmp_path / "turned.dalel", turned) as base:
        assert len(entities(base)) == 1


def test_who_one_document_names_as_two_is_not_joined(tmp_path: Path) -> None:
    brothers = (naming("a.txt", "Georgia", ("Aslan Velidze", "Arsen Velidze", "A. Velidze")),)
    with base_of(tmp_path / "brothers.dalel", brothers) as base:
        assert not together(base, "Aslan Velidze", "Arsen Velidze")


def test_every_country_has_a_ministry_of_justice(tmp_path: Path) -> None:
    with base_of(tmp_path / "ministry.dalel", DOCUMENTS) as base:
        ministry = "Ministry of Justice"
        assert entity_of(base, "d.txt", ministry) != entity_of(base, "e.txt", ministry)


def test_each_joining_has_its_reasons_and_they_add_up(tmp_path: Path) -> None:
    with base_of(tmp_path / "why.dalel", DOCUMENTS) as base:
        told = why(base, entity_of(base, "c.txt", "T. Velidze"))
        assert told.joined or told.near
        for one in (*told.joined, *told.near):
            assert abs(sum(weight for _, weight in one.reasons) - one.odds) < 0.05


def test_nothing_new_is_nothing_to_do(tmp_path: Path) -> None:
    with base_of(tmp_path / "again.dalel", DOCUMENTS) as base:
        before = groups(base)
        again = bring_up_to_date(base)
        assert (again.documents, again.pairs) == (0, 0)
        assert groups(base) == before


def test_a_pronoun_is_nobody_and_short_forms_are_their_bearer(tmp_path: Path) -> None:
    text = "Tamar Velidze was arrested in 2011. She denied it. Velidze was freed. T. Velidze left."
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    letter = Document("d" * 64, "letter.txt", "txt", text, blocks, language="en", source=Source("Georgia"))
    with base_of(tmp_path / "read.dalel", Extractor()([letter])) as base:
        assert {one.name for one in entities(base) if one.kind is MentionKind.PERSON} == {"Tamar Velidze"}
