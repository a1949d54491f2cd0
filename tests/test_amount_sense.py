"""A number is told of what its sentence says it is of, with a measure that makes sense, or not at all."""

from __future__ import annotations

import pytest

from dalel.claims import Extractor
from test_quantities import found


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("text", "value", "subject", "measure"),
    [
        (
            "The harbour police reported a total of 32 rallies were banned.",
            "total of 32",
            "rallies",
            None,
        ),
        (
            "There were 350 asylum seekers and refugees at the Lomara camp.",
            "350",
            "Lomara camp",
            "asylum seekers and refugees",
        ),
        (
            "The bureau said 84 miners were waiting to obtain permits, and 23 through courts.",
            "23",
            "miners",
            "waiting to obtain permits through courts",
        ),
        (
            "In two states, prisons exceeded capacity by 45 to 50 percent.",
            "45 to 50 percent",
            "prisons",
            None,
        ),
        (
            "No more than 40 percent of the children attended school.",
            "No more than 40 percent",
            "children",
            "attended school",
        ),
        (
            "The prison held 800 inmates, almost four times its designated capacity of 240.",
            "240",
            "prison",
            "designated capacity",
        ),
        (
            "The fort was designed to hold 2,500 inmates.",
            "2,500",
            "fort",
            "designed to hold inmates",
        ),
        (
            "The camp held 9,000 people, including 860 women, 634 boys, and 47 girls.",
            "47",
            "9,000 people",
            "girls",
        ),
        (
            "Some 265 farms still lack a permit, a 2012 working group found only 80 of them.",
            "Some 265",
            "farms",
            "still lack a permit",
        ),
        (
            "The ministry found 48 cases of theft, 14 cases of arson, and five cases of fraud.",
            "14",
            "cases of arson",
            None,
        ),
        (
            "Miners held 12 percent of the posts in the firms, up from 4 percent in 2000.",
            "4 percent",
            "Miners",
            "held the posts in the firms",
        ),
        ("Six miners shared a hut of 100 square feet.", "100 square feet", "Six miners", None),
        ("The guild lost hundreds of millions of crowns.", "hundreds of millions of crowns", "guild", "lost"),
        (
            "Reported thefts in the harbour were up 4 percent.",
            "4 percent",
            "Reported thefts in the harbour",
            "were up",
        ),
        (
            "Since 2008 the guild has built 29 schools, representing 40 percent of the schools in Lomara.",
            "40 percent",
            "29 schools",
            None,
        ),
        (
            "The prosecutors issued an indictment in three cases.",
            "three",
            "prosecutors",
            "issued an indictment in cases",
        ),
        (
            "The office conducted three visits to prisons, the last of which was in May.",
            "three",
            "office",
            "conducted visits to prisons",
        ),
        (
            "The office noted the employment rate for women of 69 percent was low.",
            "69 percent",
            "employment rate for women",
            None,
        ),
        (
            "At the start of the school year, there were 11 schools that remained closed.",
            "11",
            "schools that remained closed",
            None,
        ),
    ],
)
def test_what_a_number_is_of(
    extractor: Extractor, text: str, value: str, subject: str, measure: str | None
) -> None:
    claims = [claim for claim in found(extractor, text, "quantity") if claim.roles["value"] == (value,)]
    assert [claim.roles["subject"] for claim in claims] == [(subject,)]
    if measure is not None:
        assert claims[0].roles["measure"] == (measure,)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("No candidate won more than 50 percent of the vote.", "more than 50 percent"),
        ("Theft is punishable by a fine of 100 to 300 crowns.", "100 to 300 crowns"),
        ("The office counted 950 miners. This number included 900 foreigners.", "900"),
        ("All but 3 percent of the letters were answered.", "3 percent"),
        ("The sum paid for a farmer was one-half that paid for a clerk.", "one-half"),
        (
            "The law stipulated that unions had to have a charter and that at least 15 members had to vote.",
            "at least 15",
        ),
        ("Arson led with 578 cases, followed by theft at 417 cases (39 percent).", "39 percent"),
        ("The elections gave it a majority, receiving 54 percent of the votes.", "54 percent"),
        ("The governor announced an agreement to resettle 16,000 miners.", "16,000"),
        ("The fire broke out in the village, 90 miles from Northport.", "90 miles"),
        ("Rates differed, ranging from 2 percent in Lomara to 95 percent in Northport.", "95 percent"),
        ("The fines represent a drop of 3 percent and 9 percent, respectively, over 2015.", "3 percent"),
        (
            "The court tried him in connection with a 90 million crown ($3 million) contract.",
            "90 million crown",
        ),
        ("The guild sued the paper in response to two articles.", "two"),
        ("Fourteen unions condemned the plan.", "Fourteen"),
        ("Most came from poor countries, including Latvia (17 percent) and Ghana (9 percent).", "17 percent"),
    ],
)
def test_numbers_that_would_tell_something_else(extractor: Extractor, text: str, value: str) -> None:
    assert not [c for c in found(extractor, text, "quantity") if value in c.roles["value"]]
