"""Header fields and tables of results are claims, with the times and names that stand around them."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.claims.beside.records import records
from dalel.model import Block, BlockKind, Document, Source, Span, Status


def document(*rows: tuple[str, ...], place: str = "", table: bool = True) -> Document:
    """A document of headings ("# Title",) and of rows: two cells of a field, or the cells of a table."""
    text, blocks, header = "", [], table
    for row in rows:
        start = len(text)
        if row[0].startswith("#"):
            text += row[0]
            level = len(row[0]) - len(row[0].lstrip("#"))
            blocks.append(Block(BlockKind.HEADING, start, len(text), level=level))
            header = table
        else:
            cells = []
            for cell in row:
                cells.append(Span(len(text), len(text) + len(cell)))
                text += cell + "\t"
            kind = BlockKind.TABLE_ROW if table else BlockKind.FIELD
            blocks.append(Block(kind, start, len(text) - 1, header=header and table, cells=tuple(cells)))
            header = False
        text += "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        digest, "sheet.txt", "txt", text, tuple(blocks), source=Source(date="2012-05-01", place=place)
    )


def test_an_office_in_a_header_field_is_held_since_the_time_in_brackets() -> None:
    sheet = document(("# Ruritania",), ("Prime minister", "Ana Lima (since March 2009)"), table=False)
    [(index, record)] = records(sheet)
    assert index == 1
    assert record.kind == "office_held"
    assert record.roles == {"person": ("Ana Lima",), "office": ("Prime minister",)}
    assert record.time == "2009-03/.."
    assert sheet.text[record.start : record.end] == "Prime minister\tAna Lima (since March 2009)"


@pytest.mark.parametrize(
    ("label", "value", "kind", "roles", "time", "status"),
    [
        ("Population", "1,204,300 (2011 est.)", "quantity", {"value": "1,204,300"}, "2011", "asserted"),
        ("Inflation", "4.5 percent", "quantity", {"value": "4.5 percent"}, "", "asserted"),
        ("Last election", "Senate 6 May 2010", "election_held", {"body": "Senate"}, "2010-05-06", "asserted"),
        ("Next election", "Local 2014", "election_held", {"body": "Local"}, "2014", "planned"),
        ("Ruling party", "One party – Unity List", "controls", {"controller": "Unity List"}, "", "asserted"),
    ],
)  # fmt: skip
def test_fields_of_a_country_sheet(
    label: str, value: str, kind: str, roles: dict[str, str], time: str, status: str
) -> None:
    [(_, record)] = records(document(("# Ruritania",), (label, value), table=False))
    assert record.kind == kind
    assert roles.items() <= {role: texts[0] for role, texts in record.roles.items()}.items()
    assert (record.time, record.status) == (time, Status(status))


def test_a_field_that_states_nothing_of_a_known_kind_gives_no_claim() -> None:
    sheet = document(("# Ruritania",), ("Author", "Ana Lima"), ("President", ""), table=False)
    assert not list(records(sheet))


RESULTS = document(
    ("# Ruritania",),
    ("## Presidential elections 2010",),
    ("## Results",),
    ("Candidates", "Votes", "%"),
    ("Ana Lima – Unity List", "1,200", "60.1"),
    ("Rui Costa", "798", "39.9"),
    ("Total (turnout 71.5%)", "1,998", "100"),
)


def test_a_table_of_results_gives_the_result_of_each_contestant() -> None:
    found = [r for _, r in records(RESULTS) if r.kind == "election_result"]
    assert [(r.roles["contestant"][0], r.roles["result"][0]) for r in found] == [
        ("Ana Lima", "1,200 votes"),
        ("Ana Lima", "60.1 percent"),
        ("Rui Costa", "798 votes"),
        ("Rui Costa", "39.9 percent"),
    ]
    assert {r.time for r in found} == {"2010"}
    assert {r.roles["election"][0] for r in found} == {"Presidential elections 2010"}


def test_a_party_behind_a_candidate_is_a_membership() -> None:
    [record] = [r for _, r in records(RESULTS) if r.kind == "member_of"]
    assert record.roles == {"member": ("Ana Lima",), "organisation": ("Unity List",)}


def test_the_row_of_totals_gives_turnout_and_votes_cast() -> None:
    found = {r.kind: r for _, r in records(RESULTS) if r.start == RESULTS.text.index("Total")}
    assert found["turnout"].roles["turnout"] == ("71.5%",)
    assert found["quantity"].roles["value"] == ("1,998",)


def test_other_tables_give_quantities_and_a_number_that_lost_digits_has_no_value() -> None:
    sheet = document(
        ("# Incomes",), ("Country", "Income per head (2006)"), ("Ruritania", "9,100"), ("Sylvania", ",400")
    )
    first, second = (record for _, record in records(sheet))
    assert first.roles == {
        "subject": ("Ruritania",),
        "measure": ("Income per head (2006)",),
        "value": ("9,100",),
    }
    assert first.time == "2006"
    assert "value" not in second.roles


CELL = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))
def test_whatever_a_table_holds_each_record_shows_its_own_row(rows: list[tuple[str, str, str]]) -> None:
    sheet = document(*((first.lstrip("#"), *rest) for first, *rest in rows))
    for index, record in records(sheet):
        block = sheet.blocks[index]
        assert block.start <= record.start < record.end <= block.end
        assert all(text for texts in record.roles.values() for text in texts)
