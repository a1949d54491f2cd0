"""Questions about indicators, with known answers from the documents and from what publishers printed."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dalel.cli import app
from dalel.model import DalelError
from dalel.polity.ratings import Index, Series, changes, compare, load_indexes, mean_of
from dalel.polity.ratings.changes import check_said
from dalel.polity.ratings.loading import read_index

INDEXES = {index.id: index for index in load_indexes()}
NIT = INDEXES["nations-in-transit"]
CATEGORIES = NIT.means[0].of


def series(index: str, category: str) -> Series:
    """A series of Kazakhstan."""
    found = INDEXES[index].find("Kazakhstan", category)
    assert found is not None
    return found


def direction(one: Series, edition: int) -> str:
    """What changed in an edition."""
    return next(change.direction for change in changes(one) if change.after.edition == edition)


def value(one: Series, edition: int) -> str:
    """The value of an edition, as printed."""
    reading = one.at(edition)
    assert reading is not None
    assert reading.value is not None
    return reading.value.text


def test_what_is_the_mean_of_2008_which_no_document_prints() -> None:
    mean = mean_of(NIT, "Kazakhstan", 2008)
    assert mean is not None
    assert mean.value == Fraction(179, 28)  # 44.75 / 7
    assert mean.rounded(2) == 6.39


@pytest.mark.parametrize("edition", [*range(2001, 2011), 1999])
def test_does_the_computed_mean_meet_the_score_of_the_printed_editions(edition: int) -> None:
    mean = mean_of(NIT, "Kazakhstan", edition)
    assert mean is not None
    assert f"{mean.rounded(2):.2f}" == value(series("nations-in-transit", "Democracy Score"), edition)


def test_is_a_missing_category_a_zero() -> None:
    mean = mean_of(NIT, "Kazakhstan", 2020)
    assert mean is not None
    assert mean.value is None
    assert "Corruption" in mean.missing


@pytest.mark.parametrize(
    ("category", "before", "after", "expected"),
    [
        ("Electoral Process", "6.50", "6.75", "declined"),  # more is worse
        ("Civil Society", "5.75", "5.50", "improved"),
        ("Independent Media", "6.75", "6.75", "unchanged"),
    ],
)
def test_what_changed_from_2007_to_2008(category: str, before: str, after: str, expected: str) -> None:
    one = series("nations-in-transit", category)
    assert (value(one, 2007), value(one, 2008)) == (before, after)
    assert direction(one, 2008) == expected


def test_which_year_are_the_ratings_of_2008_of() -> None:
    reading = series("nations-in-transit", "Corruption").at(2008)
    assert reading is not None
    assert reading.year == 2007


def test_did_corruption_perceptions_improve_in_2007() -> None:
    one = series("corruption-perceptions", "score")
    assert (value(one, 2006), value(one, 2007)) == ("2.6", "2.1")
    assert direction(one, 2007) == "declined"


def test_is_28_of_a_hundred_better_than_2_1_of_ten() -> None:
    assert direction(series("corruption-perceptions", "score"), 2015) == "not comparable"


def test_what_was_the_rank_of_2006() -> None:
    reading = series("corruption-perceptions", "rank").at(2006)
    assert reading is not None
    assert reading.value is not None
    assert (reading.value.text, reading.value.of) == ("111", 163)


def test_can_ratings_be_compared_where_the_scale_was_turned_round() -> None:
    assert direction(series("nations-in-transit", "Civil Society"), 2020) == "not comparable"


def test_does_the_improvement_said_of_the_ngo_index_show_in_its_score() -> None:
    one = series("ngo-sustainability", "overall")
    assert direction(one, 2006) == "unchanged"
    (told,) = check_said(one)
    assert (told.said, told.computed, told.agrees) == ("improved", "unchanged", False)


def test_are_both_scales_of_the_ngo_index_kept() -> None:
    index = INDEXES["ngo-sustainability"]
    assert [(int(scale.low), int(scale.high)) for scale in index.scales] == [(1, 7)]
    assert [(int(one.low), int(one.high), one.source) for one in index.scales_said] == [(1, 10, "nit-2008")]


def test_what_was_the_press_freedom_rank_of_2007() -> None:
    one = series("press-freedom", "rank")
    reading = one.at(2007)
    assert reading is not None
    assert reading.value is None
    assert [(v.text, v.of, v.source) for v in reading.distinct()] == [
        ("131", 167, "nit-2008"),
        ("125", 169, "adilsoz-2008"),
    ]
    assert direction(one, 2007) == "undetermined"
    assert direction(one, 2008) == "improved"  # 125 of 173, whichever source is right


def test_is_a_rank_worse_when_the_list_grew_longer() -> None:
    one = series("press-freedom", "rank")
    assert direction(one, 2003) == "undetermined"  # 116 of 139 and 138 of 166: more before, more behind


def test_in_which_tier_was_the_country_in_2007() -> None:
    reading = series("trafficking-tiers", "tier").at(2007)
    assert reading is not None
    assert [v.text for v in reading.distinct()] == ["Tier 2", "Tier 2 Watch List"]


def test_does_every_statement_of_2008_agree_with_its_numbers() -> None:
    told = [one for s in NIT.series for one in check_said(s) if one.edition == 2008]
    assert len(told) == len(CATEGORIES)
    assert all(one.agrees for one in told)


def test_are_two_scales_compared_only_where_told() -> None:
    score, rank = series("corruption-perceptions", "score"), series("nations-in-transit", "Corruption")
    with pytest.raises(ValueError, match="not compared unless told"):
        compare(score, rank, 2007)
    # 2.1 of 0 to 10 stands at 21 percent, 6.50 of 7 (worst) to 1 at a twelfth.
    assert compare(score, rank, 2007, across=True) == Fraction(21, 100) - Fraction(1, 12)


def test_which_of_two_categories_stands_better_by_how_much() -> None:
    civil, media = (
        series("nations-in-transit", "Civil Society"),
        series("nations-in-transit", "Independent Media"),
    )
    assert compare(civil, media, 2008) == Fraction(5, 4)
    assert compare(civil, media, 1990) is None


@pytest.mark.parametrize("index", INDEXES.values(), ids=lambda index: index.id)
def test_does_every_value_lie_on_its_scale_and_name_its_source(index: Index) -> None:
    for one in index.series:
        for found in one.values:
            scale = one.scale(found.edition)
            assert scale is not None
            assert scale.low <= found.number <= scale.high
            assert index.sources[found.source]


def test_what_is_said_of_a_value_that_lost_a_digit() -> None:
    text = (
        'id = "x"\nname = "X"\npublisher = "P"\nkind = "score"\ndata_lag = 0\nplaces = 1\n'
        '[sources]\ns = { title = "S" }\n'
        '[[series]]\ncountry = "K"\ncategory = "c"\nsource = "s"\neditions = { 2001 = ".5" }\n'
    )
    with pytest.raises(DalelError, match=r"x\.toml: '\.5' is no value"):
        read_index(text, "x.toml")


def test_what_does_the_command_print() -> None:
    run = CliRunner().invoke(app, ["ratings", "press", "--json"])
    assert run.exit_code == 0
    (index,) = json.loads(run.stdout)["indexes"]
    (one,) = index["series"]
    by_edition = {found["edition"]: found["value"] for found in one["values"]}
    assert by_edition[2006] == 128
    assert by_edition[2007]["undetermined"] is True
    assert {found["source"] for found in by_edition[2007]["alternatives"]} == {"nit-2008", "adilsoz-2008"}
    assert 2009 not in by_edition
    told = CliRunner().invoke(app, ["ratings"])
    assert told.exit_code == 0
    assert "NGO Sustainability Index" in told.stdout


def test_what_is_said_of_a_rating_nobody_knows() -> None:
    run = CliRunner().invoke(app, ["ratings", "happiness", "--country", "Kazakhstan"])
    assert run.exit_code == 1
    assert "there is no rating 'happiness' of Kazakhstan" in run.output


def test_are_the_charts_drawn(tmp_path: Path) -> None:
    from PIL import Image

    for name, words in (("a.svg", []), ("b.png", ["--across"])):
        run = CliRunner().invoke(app, ["ratings", "--chart", str(tmp_path / name), *words])
        assert run.exit_code == 0
    text = (tmp_path / "a.svg").read_text("utf-8")
    # Better is up: on a scale where less is better, 1 stands above 7.
    assert "1 is best, 7 worst" in text
    assert "10 is best, 0 worst" in text
    assert "100 is best, 0 worst" in text  # a field of its own for the new scale
    with Image.open(tmp_path / "b.png") as picture:
        assert picture.format == "PNG"
