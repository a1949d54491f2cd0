"""Plain text and Markdown: the text stays as it is, its structure is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.documents import discover, load
from dalel.documents.readers import html, markdown, plain
from dalel.documents.structure import blocks
from dalel.language.units import units
from dalel.model import Block, BlockKind, Document, Problem
from documents.making import cells, only, texts

LINES = st.lists(  # lines as writers write them, and any others
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "",
                "# Title",
                "- item",
                "Chair: A. B.",
                "a\tb\tc",
                "| a | b |",
                "|---|---|",
                "---",
                "[1] Note.",
                "> said",
            ]
        ),
        st.sampled_from(
            ["The mayor resigned,", "and left the town.", "\u00a0", "**Bold**", "```", "Label:", "\x0c"]
        ),
    ),
    max_size=15,
).map("\n".join)


def kinds(text: str, markdown_too: bool = False) -> list[tuple[str, str]]:
    """Kind and text of the blocks of a text."""
    return [(b.kind.value, text[b.start : b.end]) for b in blocks(text, markdown_too)]


def in_order(text: str, found: tuple[Block, ...]) -> bool:
    """Are blocks inside the text, sorted, apart, and their cells inside them?"""
    end = 0
    for block in found:
        if not end <= block.start <= block.end <= len(text):
            return False
        at = block.start
        for cell in block.cells:
            if not at <= cell.start <= cell.end <= block.end:
                return False
            at = cell.end
        end = block.end
    return True


@given(LINES)
def test_blocks_are_inside_the_text_sorted_and_apart(text: str) -> None:
    assert in_order(text, blocks(text))
    assert in_order(text, blocks(text, markdown=True))


@given(st.text())
def test_the_text_of_a_txt_file_is_the_file_with_single_line_ends(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    expected = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not any(char in text for char in map(chr, [*range(9), *range(14, 32), 127])):
        assert plain.read(data).text == expected
        assert markdown.read(data).text == expected


@given(LINES)
def test_no_word_of_a_text_is_outside_its_blocks(text: str) -> None:
    covered = {i for b in blocks(text) for i in range(b.start, b.end)}
    left = "".join(char for i, char in enumerate(text) if i not in covered and char.isalpha())
    assert left == ""


@given(st.text(alphabet="<>/abpdivhlitrs1 \n&;=\"'", max_size=300))
def test_any_html_gives_blocks_in_order(source: str) -> None:
    try:
        reading = html.page(f"<html><body>{source}</body></html>")
    except Exception as error:
        pytest.fail(f"{type(error).__name__}: {error}")
    assert in_order(reading.text, reading.blocks)


def test_a_byte_order_mark_and_windows_line_ends_are_dropped(tmp_path: Path) -> None:
    document = only(tmp_path, "a.txt", b"\xef\xbb\xbfOne line.\r\nAnother line.\r\n")
    assert document.text == "One line.\nAnother line.\n"


def test_soft_hyphens_and_markup_stay_in_the_text_and_leave_the_units(tmp_path: Path) -> None:
    source = "The **court** of Al\u00admaty [ruled](#) against the paper."
    document = only(tmp_path, "a.md", source)
    assert document.text == source
    assert [unit.text for unit in units(document)] == ["The court of Almaty ruled against the paper."]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("The court sen-\ntenced Anna Lind-\n  gren.", "The court sentenced Anna Lindgren."),
        ("He met al-\nHasan, a well-\nknown poet.", "He met al-Hasan, a well-known poet."),
        ("Pre-\nand post-war houses.", "Pre- and post-war houses."),
        ("The oﬃcial Karl Fiﬁeld left.", "The official Karl Fifield left."),
    ],
)
def test_line_hyphens_and_ligatures_stay_in_the_text_and_leave_the_units(
    tmp_path: Path, source: str, read: str
) -> None:
    document = only(tmp_path, "a.txt", source)
    assert document.text == source
    (unit,) = units(document)
    assert unit.text == read
    first = read.split()[0]
    start, end = unit.span(0, len(read))
    assert source[start:end] == source
    assert source[slice(*unit.span(0, len(first)))] == source.split()[0]


@given(st.text(alphabet="ab- \nAﬁ.", max_size=60))
def test_every_character_of_a_unit_stands_in_the_text(source: str) -> None:
    document = Document("0", "a.txt", "txt", source, blocks=blocks(source))
    stands_for = {" ": "\n", "f": "ﬁ", "i": "ﬁ"}
    for unit in units(document):
        assert len(unit.text) == len(unit.offsets)
        for char, offset in zip(unit.text, unit.offsets, strict=True):
            assert source[offset] in (char, stands_for.get(char))


def test_one_line_is_one_paragraph() -> None:
    text = "The mayor of Oskemen resigned in May.\nHis deputy took over the office in June."
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n\n"])
def test_a_sentence_broken_by_a_page_is_one_paragraph(gap: str) -> None:
    text = f"The council named seven new members, among them two former{gap}ministers and a banker."
    assert kinds(text) == [("paragraph", text)]


def test_a_hard_wrapped_text_is_a_paragraph_for_each_group() -> None:
    text = (
        "The regional court in the north of the country sentenced the editor\n"
        "of a weekly newspaper to three years. The Ministry of the Interior\n"
        "said that the case had nothing to do with the articles. Colleagues\n"
        "of the editor disagree.\n\n"
        "On the next day the newspaper moved to another town, where a friend\n"
        "of the owner prints it. The Union of Journalists protested against\n"
        "the verdict."
    )
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]


def test_a_short_title_is_a_heading_and_a_short_sentence_is_none() -> None:
    text = "Power and money\n\nThe judicial branch\n\nNo judge was named in 2010.\n\nThe court was closed"
    assert [kind for kind, _ in kinds(text)] == ["heading", "heading", "paragraph", "paragraph"]


def test_a_heading_that_begins_a_paragraph_stays_in_it() -> None:
    text = "Title\n\nElectoral Process. A new law on elections was passed, and two parties were banned."
    assert [kind for kind, _ in kinds(text)] == ["heading", "paragraph"]


def test_marked_headings_have_levels_and_the_first_is_the_title() -> None:
    found = blocks("## Country\n\n### Media\n\nAll papers were closed.\n\n#### Radio\n")
    assert [(b.kind, b.level) for b in found if b.kind is BlockKind.HEADING] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 3),
        (BlockKind.HEADING, 4),
    ]


def test_fields_have_a_label_and_a_value(tmp_path: Path) -> None:
    source = (
        "Country\n\nLast update:\t5 April 2011\nAuthor:\t\nChairman: Askar Testov\nPopulation: 15,460 (2010)"
    )
    document = only(tmp_path, "a.txt", source)
    assert cells(document, "field") == [
        ["Last update", "5 April 2011"],
        ["Author", ""],
        ["Chairman", "Askar Testov"],
        ["Population", "15,460 (2010)"],
    ]


def test_a_label_and_its_name_on_the_next_line_are_a_field(tmp_path: Path) -> None:
    document = only(tmp_path, "a.txt", "Some text stands here first.\n\nContact person:\nJan Przykład\n")
    assert cells(document, "field") == [["Contact person", "Jan Przykład"]]


def test_a_sentence_after_a_colon_is_no_field() -> None:
    text = "Corruption: Two members of the board were charged with taking bribes from a foreign oil company."
    assert kinds(text) == [("paragraph", text)]


def test_lines_with_tabs_are_rows_of_a_table_also_across_a_page(tmp_path: Path) -> None:
    source = "Results\n\nParty\tVotes\tSeats\nNorth\t3,09\t0\n\n\n\nSouth\t88.41\t98\nEast\t\t\n"
    document = only(tmp_path, "a.txt", source)
    rows = [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert [b.header for b in rows] == [True, False, False, False]
    assert {b.table for b in rows} == {0}
    assert cells(document, "table_row")[1:] == [
        ["North", "3,09", "0"],
        ["South", "88.41", "98"],
        ["East", "", ""],
    ]


def test_a_markdown_table_has_cells(tmp_path: Path) -> None:
    document = only(tmp_path, "a.md", "# T\n\n| Party | Seats |\n|-------|------:|\n| North | 12 |\n")
    assert cells(document, "table_row") == [["Party", "Seats"], ["North", "12"]]
    assert [b.header for b in document.blocks if b.kind is BlockKind.TABLE_ROW] == [True, False]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "  • "])
def test_list_items_leave_their_marks_out(mark: str) -> None:
    text = f"Demands of the strikers\n\n{mark}Higher wages for all\n{mark}A union of their own"
    assert kinds(text)[1:] == [("list_item", "Higher wages for all"), ("list_item", "A union of their own")]


def test_numbered_notes_at_the_end_are_references() -> None:
    text = "Text one stands here.[1]\n\n[1] A. Author, A Book, 2007.\n\n[2] Ibid.\n"
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "reference", "reference"]


def test_what_stands_under_references_is_a_reference() -> None:
    text = "# Report\n\nText stands here.\n\n## References\n\n1. A. Author, 2007.\n2. B. Author.\n"
    assert [kind for kind, _ in kinds(text, True)] == [
        "heading",
        "paragraph",
        "heading",
        "reference",
        "reference",
    ]


def test_lines_of_a_markdown_paragraph_are_one_paragraph_up_to_a_hard_break() -> None:
    text = "# Title\n\nThe union was closed\nby a court in Aktau.\n\nFirst line  \nSecond line\n"
    assert kinds(text, True)[1:] == [
        ("paragraph", "The union was closed\nby a court in Aktau."),
        ("paragraph", "First line"),
        ("paragraph", "Second line"),
    ]


def test_front_matter_of_markdown_states_the_source(tmp_path: Path) -> None:
    source = (
        "---\ntitle: The strike\nauthor: A. Writer\ndate: 2011-12-16\n---\n\nOil workers went on strike.\n"
    )
    document = only(tmp_path, "a.md", source)
    assert document.text == source
    assert (document.source.title, document.source.author, document.source.date) == (
        "The strike",
        "A. Writer",
        "2011-12-16",
    )
    assert texts(document) == ["Oil workers went on strike."]


def test_the_founding_texts_are_kept_to_the_letter(shared: Path) -> None:
    for found in discover([shared / "seeds"]):
        assert not isinstance(found, Problem)
        (document,) = load(found)
        assert isinstance(document, Document)
        assert document.text == Path(found.path).read_bytes().decode("utf-8").replace("\r\n", "\n")
        assert in_order(document.text, document.blocks)
        assert document.language == "en"


def test_the_tables_and_fields_of_a_founding_text_are_found(shared: Path) -> None:
    (found,) = discover(sorted((shared / "seeds").glob("004*.txt")))
    assert not isinstance(found, Problem)
    (document,) = load(found)
    assert isinstance(document, Document)
    assert {b.table for b in document.blocks if b.kind is BlockKind.TABLE_ROW} == {0, 1, 2}
    assert ["Last update", "5 April 2011"] in cells(document, "field")
    assert ["Kazakhstan", ",400"] in cells(document, "table_row")
    assert document.source.date == "2011-04-05"
