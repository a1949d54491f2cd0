"""Records of files that people have are held against a base's entities, with reasons and no decision."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dalel.base import Base
from dalel.identity.link import Linker
from dalel.identity.outside import records
from dalel.model import DalelError
from named import base_of, groups, naming

MONEY = {
    "id": "ftm-1",
    "schema": "Person",
    "properties": {"name": ["Тамар Велидзе"], "country": ["ge"]},
}
POPOLO = {"persons": [{"id": "pop-1", "name": "Velidze Tamar", "birth_date": "1950-02-01"}]}
WIKIDATA = {
    "id": "Q0",
    "labels": {"en": {"language": "en", "value": "Tamar Velidze"}},
    "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}]},
}


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    documents = [naming("a.txt", "Georgia", ("Tamar Velidze", "Nino Brolin"), ("Harbour League",))]
    with base_of(tmp_path / "link.dalel", documents) as made:
        yield made


def written(folder: Path, value: Any) -> Path:
    path = folder / "known.json"
    path.write_text(json.dumps(value), "utf-8")
    return path


@pytest.mark.parametrize(
    ("value", "identity"),
    [(MONEY, "ftm-1"), (POPOLO, "pop-1"), (WIKIDATA, "Q0")],
    ids=["FollowTheMoney", "Popolo", "Wikidata"],
)
def test_a_record_in_another_order_or_script_is_a_candidate_with_reasons(
    base: Base, tmp_path: Path, value: Any, identity: str
) -> None:
    before = groups(base)
    (found,) = Linker(base)(records(written(tmp_path, value)))
    assert (found.entity.name, found.record.id) == ("Tamar Velidze", identity)
    assert found.reasons
    assert found.odds == sum(one.weight for one in found.reasons)
    assert groups(base) == before


def test_a_country_told_by_its_code_speaks_for_it(base: Base, tmp_path: Path) -> None:
    (found,) = Linker(base)(records(written(tmp_path, MONEY)))
    assert any("Georgia" in one.text for one in found.reasons)


def test_who_only_shares_a_family_name_is_no_candidate(base: Base, tmp_path: Path) -> None:
    other = {"persons": [{"id": "pop-2", "name": "Otar Velidze"}]}
    assert list(Linker(base)(records(written(tmp_path, other)))) == []


def test_a_person_is_not_held_against_an_organisation(base: Base, tmp_path: Path) -> None:
    league = {"id": "x", "schema": "Person", "properties": {"name": ["Harbour League"]}}
    assert list(Linker(base)(records(written(tmp_path, league)))) == []


@pytest.mark.parametrize("value", [[1], {"foo": "bar"}, "text"])
def test_what_is_none_of_the_formats_is_refused(tmp_path: Path, value: Any) -> None:
    with pytest.raises(DalelError, match="neither FollowTheMoney"):
        list(records(written(tmp_path, value)))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps(MONEY) + "\n{oops\n", "utf-8")
    with pytest.raises(DalelError, match="line 2 is no JSON"):
        list(records(path))
