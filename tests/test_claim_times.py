"""When what a claim tells happened: its own date, that of its sentence, or that of the election spoken of."""

from __future__ import annotations

import hashlib

import pytest

from dalel.claims import Extractor
from dalel.claims.beside.records import records
from dalel.model import Block, BlockKind, Document, Source, Span


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def times(extractor: Extractor, text: str, kind: str, date: str = "2017") -> list[str]:
    """The times of a kind's claims in a text of one paragraph a line."""
    blocks, position = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(line)))
        position += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    one = Document(digest, "x.txt", "txt", text, tuple(blocks), language="en", source=Source(date=date))
    return [claim.time for claim in next(extractor([one])).claims if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (
            "From 1995 to 1997 Askar Omarov served as chairman of the customs committee.",
            "office_held",
            "1995/1997",
        ),
        ("Askar Omarov has been the mayor of Almaty since 2007.", "office_held", "2007/.."),
        ("Askar Omarov was chairman of the board between 1989 and 1990.", "office_held", "1989/1990"),
        ("Askar Omarov became minister of trade in 2004.", "office_held", "2004"),
        ("The court jailed Askar Omarov under a 1954 law.", "imprisoned", ""),
        ("The police arrested Askar Omarov, and on 3 May 2014 Olga Kim fled.", "arrested", ""),
        ("In 2015 police arrested Askar Omarov.", "arrested", "2015"),
        ("In 2016 parliament adopted a code that bans rallies.", "rule", "2016/.."),
        ("In 2016 the court ruled that children must not be tried.", "rule", "2016/.."),
        ("In 2016 the minister said that the law bans rallies.", "rule", ""),
        ("In contrast with 2015, police killed three miners.", "killed", ""),
        ("In May a court jailed Askar Omarov, who was later released.", "released", ""),
        ("In June the panel found that the arrest of Askar Omarov was lawful.", "arrested", ""),
        ("As of July, Askar Omarov was awaiting trial. In May two men fled.", "tried", "2017-07"),
        ("In the presidential polls held in 2015, Olga Kim won 52 percent.", "election_result", "2015"),
        ("On June 9 a court issued a warrant for the arrest of Askar Omarov.", "wanted", "2017-06-09"),
    ],
)
def test_a_claim_takes_the_date_of_its_clause(extractor: Extractor, text: str, kind: str, value: str) -> None:
    assert value in times(extractor, text, kind)


def test_a_post_beside_a_name_was_held_when_the_sentence_happened(extractor: Extractor) -> None:
    text = "On July 26, police detained party chairman Askar Omarov."
    assert times(extractor, text, "office_held") == ["2017-07-26"]


def test_a_former_post_was_not(extractor: Extractor) -> None:
    text = "On July 26, police detained former mayor Askar Omarov."
    assert times(extractor, text, "office_held") == [""]


def test_how_things_stood_at_a_date_dates_no_other_event(extractor: Extractor) -> None:
    text = "Police released Askar Omarov, but as of December his brother remained in prison."
    assert times(extractor, text, "released") == [""]


def test_what_is_found_of_the_elections_has_their_date(extractor: Extractor) -> None:
    text = (
        "Parliamentary elections were held on 18 August 2007.\n"
        "Observers criticized the elections for many irregularities."
    )
    assert times(extractor, text, "finding") == ["2007-08-18"]


def test_what_went_on_in_an_annual_report_is_of_its_year(extractor: Extractor) -> None:
    text = "Human rights groups continued to criticize the commission for its silence."
    assert times(extractor, text, "finding") == ["2017"]


def results(heading: str) -> Document:
    """A page with the results of an election below a heading."""
    text = f"{heading}\nParty\tSeats\nUnity\t12"
    first, second = len(heading) + 1, len(heading) + len("\nParty\tSeats\n")
    row = BlockKind.TABLE_ROW
    blocks = (
        Block(BlockKind.HEADING, 0, len(heading), level=1),
        Block(
            row,
            first,
            second - 1,
            cells=(Span(first, first + 5), Span(first + 6, second - 1)),
            header=True,
            table=1,
        ),
        Block(row, second, len(text), cells=(Span(second, second + 5), Span(second + 6, len(text))), table=1),
    )
    return Document("0" * 64, "x.txt", "txt", text, blocks)


@pytest.mark.parametrize(
    ("heading", "spoken", "value"),
    [
        ("Election results", ["2007-08-18", "2004"], "2007-08-18"),
        ("Elections of 2004", ["2007-08-18", "2004-09-19"], "2004-09-19"),
        ("Elections of 2011", ["2007-08-18"], "2011"),
        ("Election results", [], ""),
    ],
)
def test_a_table_of_results_has_the_day_that_the_text_before_it_tells(
    heading: str, spoken: list[str], value: str
) -> None:
    found = [
        one.time
        for _, one in records(results(heading), lambda block: spoken)
        if one.kind == "election_result"
    ]
    assert found == [value]
