"""What held at a date: views, the days on which they change, tables, JSON and the diagram."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dalel.cli import app
from dalel.model import UnknownNameError
from dalel.polity import Holds, Polity, as_of, load, loads
from dalel.polity.pictures.diagram import draw

RURITANIA = """
[polity]
id = "ruritania"
name = "Ruritania"

[source.gazette]
title = "Official Gazette"
publisher = "State Chancellery"
published = "1999-03-01"

[source.herald]
title = "The Herald"
publisher = "Herald Press"
published = "2010-01-05"
covers = "2009"

[[organ]]
id = "king"
name = "King"
kind = "office"
valid = "1990/.."
sources = ["gazette: article 1"]
size = 1

[[organ]]
id = "council"
name = "Council <of Elders>"
kind = "council"
valid = "1999-03-01/.."
sources = ["gazette: article 3"]
size = [{ value = 10, valid = "1999-03-01/2006-09" }, { value = 12, valid = "2006-09/.." }]

[[organ.filling]]
id = "king"
method = "appointment"
by = "king"
seats = 4
valid = "1999-03-01/.."
sources = ["gazette: article 4"]

[[organ.filling]]
id = "people"
account = "gazette"
method = "plurality"
by = "voters"
seats = 6
valid = "1999-03-01/2006-09"
sources = ["gazette: article 4"]

[[organ.filling]]
id = "guilds"
account = "herald"
method = "indirect_election"
by = "guilds"
seats = 6
valid = "/"
sources = ["herald: page 2"]

[[organ.rule]]
id = "dismissal"
kind = "dismissal"
text = "The king may dismiss an elder."
valid = "2006-09/.."
sources = ["gazette: article 5"]
by = "king"

[[group]]
id = "guilds"
name = "the guilds"

[[person]]
id = "rudolf"
name = "Rudolf"

[[holder]]
organ = "king"
person = "rudolf"
valid = "1995/2004-02-01"
sources = ["gazette: article 1"]
order = 5

[[act]]
id = "reform"
name = "Reform of September 2006"
kind = "amendment"
date = "2006-09"
sources = ["gazette: supplement"]
"""


@pytest.fixture(scope="module")
def ruritania() -> Polity:
    return loads(RURITANIA, "ruritania.toml")


@pytest.fixture(scope="module")
def kazakhstan() -> Polity:
    return load("kazakhstan")


def test_an_organ_is_there_only_in_its_time(ruritania: Polity) -> None:
    assert [view.organ.id for view in as_of(ruritania, "1998-01-01").organs] == ["king"]
    with pytest.raises(UnknownNameError, match="did not exist"):
        as_of(ruritania, "1998-01-01").organ("council")
    with pytest.raises(UnknownNameError, match="no organ 'duma'"):
        as_of(ruritania, "1998-01-01").organ("duma")


def test_on_a_day_in_the_month_of_a_change_both_sides_are_shown(ruritania: Polity) -> None:
    view = as_of(ruritania, "2006-09-10")
    council = view.organ("council")
    assert council.size.as_json() == {
        "value": None,
        "alternatives": [
            {"value": 10, "source": "Official Gazette, article 3", "holds": "possible"},
            {"value": 12, "source": "Official Gazette, article 3", "holds": "possible"},
        ],
        "undetermined": True,
    }
    assert [(f.filling.id, f.holds) for f in council.fillings] == [
        ("king", Holds.CERTAIN),
        ("people", Holds.POSSIBLE),
        ("guilds", Holds.UNATTESTED),
    ]
    assert [rule.holds for rule in council.rules] == [Holds.POSSIBLE]
    assert view.sides == (date(2006, 8, 31), date(2006, 9, 30))
    assert [act.id for act in view.open_changes] == ["reform"]


def test_the_sides_of_a_change_are_settled(ruritania: Polity) -> None:
    before, after = as_of(ruritania, "2006-09-10").sides or ("", "")
    assert as_of(ruritania, before).organ("council").size.value == 10
    assert as_of(ruritania, after).organ("council").size.value == 12
    assert as_of(ruritania, after).sides is None


def test_seats_of_a_filling_that_may_be_gone_are_no_plain_number(ruritania: Polity) -> None:
    people = as_of(ruritania, "2006-09-10").organ("council").fillings[1]
    assert people["method"].value == "plurality"
    assert people["seats"].value is None
    assert people["seats"].values() == (6,)


def test_readings_of_different_sources_are_named(ruritania: Polity) -> None:
    assert as_of(ruritania, "2005-01-01").organ("council").accounts == ("gazette", "herald")


def test_over_a_year_what_changed_in_it_is_undetermined(ruritania: Polity) -> None:
    assert as_of(ruritania, "2005").organ("council").size.value == 10
    assert as_of(ruritania, "2006").organ("council").size.values() == (10, 12)
    assert as_of(ruritania, "2007").organ("council").size.value == 12


def test_holders_come_with_their_number(ruritania: Polity) -> None:
    (rudolf,) = as_of(ruritania, "2004-02-01").organ("king").holders
    assert (rudolf.person.name, rudolf.holds, rudolf.order.value) == ("Rudolf", Holds.CERTAIN, 5)
    assert as_of(ruritania, "2004-02-02").organ("king").holders == ()


def test_known_at_leaves_out_what_was_published_later(ruritania: Polity) -> None:
    fillings = as_of(ruritania, "2009-06-01", known_at="2009-06-01").organ("council").fillings
    assert [f.filling.id for f in fillings] == ["king"]
    fillings = as_of(ruritania, "2009-06-01", known_at="2010-01-05").organ("council").fillings
    assert [f.filling.id for f in fillings] == ["king", "guilds"]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_between_the_days_named_in_a_file_nothing_changes(kazakhstan: Polity, data: st.DataObject) -> None:
    days = kazakhstan.change_days()
    number = data.draw(st.integers(0, len(days) - 2))
    first, last = days[number], days[number + 1] - timedelta(days=1)
    inside = data.draw(st.dates(first, last))
    assert as_of(kazakhstan, inside).organs == as_of(kazakhstan, first).organs


@settings(max_examples=40, deadline=None)
@given(day=st.dates(date(1985, 1, 1), date(2015, 12, 31)), known=st.dates(date(1995, 1, 1), date(2020, 1, 1)))
def test_a_settled_value_has_one_reading_and_an_open_one_says_why(
    kazakhstan: Polity, day: date, known: date
) -> None:
    for organ in as_of(kazakhstan, day, known).organs:
        for answer in [*organ.answers.values(), *(a for f in organ.fillings for a in f.answers.values())]:
            shown = answer.as_json()
            if answer.settled:
                assert len(answer.alternatives) == 1
            elif answer:
                assert shown["undetermined"] or shown.get("unknown") or len(shown["alternatives"]) > 1
            assert all(other.sources for other in answer.alternatives)


@settings(max_examples=40, deadline=None)
@given(day=st.dates(date(1990, 1, 1), date(2015, 12, 31)))
def test_a_month_is_certain_of_nothing_that_its_days_deny(kazakhstan: Polity, day: date) -> None:
    daily = {view.organ.id: view for view in as_of(kazakhstan, day).organs}
    for view in as_of(kazakhstan, day.isoformat()[:7]).organs:
        if view.size.settled:
            assert daily[view.organ.id].size.value == view.size.value


def test_an_organ_asked_for_alone_is_settled_whatever_changed_elsewhere_that_month(
    kazakhstan: Polity,
) -> None:
    view = as_of(kazakhstan, "2007-04-10")  # jury trials began on an unknown day of that month
    assert view.sides is not None
    assert view.only("senate").sides is None
    assert as_of(kazakhstan, "2007-05-15").only("senate").sides == (date(2007, 4, 30), date(2007, 5, 31))


def test_the_diagram_is_a_picture_with_text(ruritania: Polity) -> None:
    svg = draw(as_of(ruritania, "2005-01-01"), "2005-01-01")
    root = ElementTree.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{space}title") == "Ruritania at 2005-01-01: who fills which organ"
    assert "4: appointment by King → Council <of Elders>" in (root.findtext(f"{space}desc") or "")
    words = [element.text or "" for element in root.iter(f"{space}text")]
    assert "4: appointment by King" in words
    assert any(word.startswith("Council <of Elders>") for word in words)


def test_the_diagram_of_one_organ_has_only_those_that_fill_it(kazakhstan: Polity) -> None:
    svg = draw(as_of(kazakhstan, "2007-07-01"), "2007-07-01", "senate")
    assert "15: appointment by President" in svg
    assert "Jury" not in svg


def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["polity", "as-of", *words])


def test_as_of_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "ruritania.toml"
    path.write_text(RURITANIA, encoding="utf-8")
    result = run(str(path), "--at", "2005-01-01", "--json", "--organ", "council")
    assert result.exit_code == 0
    shown = json.loads(result.stdout)
    (council,) = shown["organs"]
    assert (council["organ"], council["size"]) == ("council", 10)
    assert council["filled_by"][0]["method"] == "appointment"
    assert council["filled_by"][0]["by"] == ["king"]
    assert council["filled_by"][0]["sources"] == ["Official Gazette, article 4"]
    table = run(str(path), "--at", "2006-09-10").stdout
    assert "10 or 12 (undetermined)" in table
    assert "Reform of September 2006" in table
    detail = run(str(path), "--at", "2007", "--organ", "council").stdout
    assert "The king may dismiss an elder." in detail
    assert "Official Gazette, article 5" in detail


def test_the_diagram_is_written_where_asked(tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    assert run("kazakhstan", "--at", "2007-07-01", "--diagram", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("atlantis", "--at", "2007-07-01"), "kazakhstan"),
        (("kazakhstan", "--at", "2007-07-01", "--organ", "duma"), "senate"),
        (("kazakhstan", "--at", "July 2007"), "2007-05"),
        (("nowhere.toml", "--at", "2007"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_code_1(words: tuple[str, ...], part: str) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert part in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
