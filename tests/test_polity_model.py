"""Polity files: what a value, a time and a source are, and what the reader refuses."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.model import UnknownNameError
from dalel.polity import (
    Basis,
    Holds,
    Moment,
    PolityError,
    known,
    load,
    loads,
    parse_validity,
    resolve,
)
from dalel.polity.files.reading import vocabulary

HEAD = """
[polity]
id = "ruritania"
name = "Ruritania"

[source.gazette]
title = "Official Gazette"
publisher = "State Chancellery"
published = "1999-03-01"

[source.atlas]
title = "Atlas of Parliaments"
publisher = "Society for Parliaments"
published = "2005"
covers = "2004"
"""

DIET = """
[[organ]]
id = "diet"
name = "Diet"
kind = "chamber"
valid = "1999-03-01/.."
sources = ["gazette: article 12"]
"""


def holds(valid: str, day: str, attested: tuple[str, str] | None = None) -> Holds:
    looked = None if attested is None else (date.fromisoformat(attested[0]), date.fromisoformat(attested[1]))
    return parse_validity(valid).holds(date.fromisoformat(day), date.fromisoformat(day), looked)


@pytest.mark.parametrize(
    ("valid", "day", "expected"),
    [
        ("2003-06-12/..", "2003-06-11", Holds.NO),
        ("2003-06-12/..", "2003-06-12", Holds.CERTAIN),
        ("../2003-06-12", "2003-06-12", Holds.CERTAIN),
        ("../2003-06-12", "2003-06-13", Holds.NO),
        ("2003-06/..", "2003-05-31", Holds.NO),
        ("2003-06/..", "2003-06-01", Holds.POSSIBLE),
        ("2003-06/..", "2003-06-29", Holds.POSSIBLE),
        ("2003-06/..", "2003-06-30", Holds.CERTAIN),
        ("../2003-06", "2003-05-31", Holds.CERTAIN),
        ("../2003-06", "2003-06-15", Holds.POSSIBLE),
        ("../2003-06", "2003-06-30", Holds.NO),
        ("2001/2003", "2002-02-02", Holds.CERTAIN),
        ("2001/2003", "2001-02-02", Holds.POSSIBLE),
        ("2004", "2004-02-29", Holds.CERTAIN),
        ("2004", "2005-01-01", Holds.NO),
        ("2004?/..", "2010-01-01", Holds.POSSIBLE),
        ("..", "1066-10-14", Holds.CERTAIN),
    ],
)
def test_a_month_or_a_year_is_a_change_at_some_time_in_it(valid: str, day: str, expected: Holds) -> None:
    assert holds(valid, day) is expected


@pytest.mark.parametrize(
    ("valid", "day", "expected"),
    [
        ("/..", "2004-06-01", Holds.CERTAIN),
        ("/..", "2003-12-31", Holds.UNATTESTED),
        ("/..", "2020-01-01", Holds.CERTAIN),
        ("/", "2020-01-01", Holds.UNATTESTED),
        ("/2006-05", "2004-06-01", Holds.CERTAIN),
        ("/2006-05", "2006-05-10", Holds.POSSIBLE),
        ("/2006-05", "2006-06-01", Holds.NO),
        ("2003-06/", "2003-06-01", Holds.POSSIBLE),
    ],
)
def test_a_blank_side_is_certain_only_as_far_as_the_source_looks(
    valid: str, day: str, expected: Holds
) -> None:
    assert holds(valid, day, ("2004-01-01", "2004-12-31")) is expected


def test_over_a_month_only_what_held_on_all_its_days_is_certain() -> None:
    def over(valid: str) -> Holds:
        moment = Moment.of("2003-06")
        return parse_validity(valid).holds(moment.first, moment.last)

    assert over("2003-06-12/..") is Holds.POSSIBLE
    assert over("2003-06-01/..") is Holds.CERTAIN
    assert over("../2003-06-12") is Holds.POSSIBLE
    assert over("2003-07/..") is Holds.NO


@given(
    change=st.dates(date(1990, 1, 1), date(2020, 12, 31)),
    precision=st.sampled_from([4, 7, 10]),
    away=st.integers(-500, 500),
)
def test_what_ends_and_what_begins_with_one_change_never_overlap_and_leave_no_gap(
    change: date, precision: int, away: int
) -> None:
    text = change.isoformat()[:precision]
    day = change + timedelta(days=away)
    # An end on a day is the last day; the day after is the first of what follows.
    before = f"../{change - timedelta(days=1)}" if precision == 10 else f"../{text}"
    pair = (parse_validity(before).holds(day, day), parse_validity(f"{text}/..").holds(day, day))
    assert pair in (
        (Holds.CERTAIN, Holds.NO),
        (Holds.POSSIBLE, Holds.POSSIBLE),
        (Holds.NO, Holds.CERTAIN),
    )


@given(
    valid=st.sampled_from(
        ["2003-06/..", "/2003-06", "2001/2003-06-12", "2004", "/", "2003-21/2005", "2003~/.."]
    ),
    day=st.dates(date(2000, 1, 1), date(2007, 12, 31)),
)
def test_the_answer_changes_only_on_the_days_that_are_named(valid: str, day: date) -> None:
    validity, attested = parse_validity(valid), (date(2002, 1, 1), date(2002, 12, 31))
    before = day - timedelta(days=1)
    if validity.holds(before, before, attested) is not validity.holds(day, day, attested):
        assert day in set(validity.changes(attested))


def test_the_small_file_of_the_documentation_does_what_it_says() -> None:
    page = (Path(__file__).parents[1] / "docs" / "polity-files.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(\[polity\].*?)```", page, re.DOTALL)
    assert example is not None
    diet = loads(example[1]).organs["diet"]
    assert resolve(diet["size"], Moment.of("2001-01-01")).value == 80
    on_the_change = resolve(diet["size"], Moment.of("2003-06-10"))
    assert (on_the_change.values(), on_the_change.undetermined) == ((80, 100), True)
    sources_differ = resolve(diet["size"], Moment.of("2004-05-01"))
    assert (sources_differ.values(), sources_differ.disputed) == ((100, 101), True)
    assert resolve(diet["term_years"], Moment.of("2001-01-01")).unknown


def test_a_value_takes_time_and_sources_from_its_block_unless_it_has_its_own() -> None:
    polity = loads(
        HEAD + DIET + 'size = 80\nterm_years = { value = 4, valid = "2004", sources = ["atlas: table 3"] }'
    )
    size, term = (polity.organs["diet"][key].statements[0] for key in ("size", "term_years"))
    assert (size.valid.text, str(size.sources[0])) == ("1999-03-01/..", "Official Gazette, article 12")
    assert (term.valid.text, str(term.sources[0])) == ("2004", "Atlas of Parliaments, table 3")


def test_shares_and_percentages_stay_exact() -> None:
    polity = loads(
        HEAD + DIET + '[[organ.filling]]\nid = "list"\nmethod = "list_proportional"\nby = "voters"\n'
        'seats = "2/3"\nthreshold = 4.10'
    )
    filling = polity.organs["diet"].fillings[0]
    assert filling["seats"].statements[0].value == Fraction(2, 3)
    assert str(filling["threshold"].statements[0].value) == str(Decimal("4.10"))


def test_what_is_kept_beside_does_not_unsettle_a_value() -> None:
    polity = loads(
        HEAD + DIET + 'size = [{ value = 80 }, { value = 78, sources = ["atlas: table 3"], beside = true }]'
    )
    answer = resolve(polity.organs["diet"]["size"], Moment.of("2004-01-01"))
    assert answer.value == 80
    assert [other.value for other in answer.besides] == [78]


def test_a_source_that_does_not_say_does_not_contradict_one_that_does() -> None:
    polity = loads(
        HEAD + DIET + 'size = [{ value = "unknown" }, { value = 80, sources = ["atlas: table 3"] }]'
    )
    assert resolve(polity.organs["diet"]["size"], Moment.of("2004-01-01")).value == 80


def test_what_was_known_at_a_date_is_another_question_than_what_held() -> None:
    polity = loads(
        HEAD + DIET + 'size = [{ value = 80, valid = "1999-03-01/2003-06" }, '
        '{ value = 100, valid = "2003-06/..", sources = ["atlas: table 3"] }]'
    )
    size = polity.organs["diet"]["size"]
    assert resolve(size, Moment.of("2004-01-01", "2006-01-01")).value == 100
    assert not resolve(size, Moment.of("2004-01-01", "2004-01-01"))
    assert resolve(size, Moment.of("2004-01-01", "2005-06-01")).undetermined


def test_something_derived_is_known_only_with_the_last_of_its_sources() -> None:
    polity = loads(
        HEAD + DIET + 'size = { value = 80, basis = "derived", from = "70 and 10", '
        'sources = ["gazette: article 12", "atlas: table 3"] }'
    )
    size = polity.organs["diet"]["size"]
    assert not resolve(size, Moment.of("2004-01-01", "2000-01-01"))
    answer = resolve(size, Moment.of("2004-01-01", "2010-01-01"))
    assert (answer.value, answer.basis, answer.derivation) == (80, Basis.DERIVED, "70 and 10")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (DIET + 'size = "eighty"', ["ruritania.toml", "organ diet", "size", "eighty"]),
        (DIET + "seats = 80", ["organ diet", "seats"]),
        (DIET.replace("gazette: article 12", "gazette"), ["organ diet", "sources", "no section"]),
        (DIET.replace("gazette: article 12", "paper: page 3"), ["organ diet", "sources", "paper"]),
        (DIET.replace("1999-03-01/..", "spring"), ["organ diet", "valid", "spring"]),
        (DIET.replace('valid = "1999-03-01/.."\n', ""), ["organ diet", "presence", "no time"]),
        (DIET.replace('sources = ["gazette: article 12"]\n', ""), ["organ diet", "presence", "no source"]),
        (DIET + 'chair = "speaker"', ["organ diet", "chair", "speaker"]),
        (DIET + 'part_of = "congress"', ["organ diet", "part_of", "congress"]),
        (DIET + 'size = { value = 80, basis = "derived" }', ["organ diet", "size", "from"]),
        (DIET + '[[organ.filling]]\nid = "a"\nmethod = "auction"', ["diet, filling a", "method", "auction"]),
        (DIET + '[[organ.rule]]\nid = "a"\nkind = "custom"\ntext = "x"', ["diet, rule a", "kind", "custom"]),
        (DIET + DIET, ["organ diet", "id", "twice"]),
        (DIET + "size = ", ["ruritania.toml", "not TOML"]),
        ("[organ]", ["organ", "array of tables"]),
    ],
)
def test_a_mistake_is_told_in_one_sentence_with_file_part_and_key(text: str, names: list[str]) -> None:
    with pytest.raises(PolityError) as caught:
        loads(HEAD + text, "ruritania.toml")
    assert "\n" not in str(caught.value)
    for name in names:
        assert name in str(caught.value)


def test_an_unknown_name_is_told_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="kazakhstan"):
        load("ruritania")
    with pytest.raises(PolityError, match=r"nowhere\.toml"):
        load(tmp_path / "nowhere.toml")


def test_a_file_of_ones_own_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ruritania.toml"
    path.write_text(HEAD + DIET + "size = 80", encoding="utf-8")
    assert load(path).organs["diet"].name == "Diet"


@pytest.mark.parametrize("name", known())
def test_every_polity_that_comes_along_has_a_source_for_every_value(name: str) -> None:
    polity = load(name)
    statements = list(polity.statements())
    assert statements
    for path, statement in statements:
        assert statement.sources, path
        assert all(citation.place for citation in statement.sources), path
        assert (statement.value is None) == (statement.basis is Basis.UNKNOWN), path
        if statement.basis in (Basis.DERIVED, Basis.COMPUTED):
            assert statement.derivation, path


@pytest.mark.parametrize("kind", ["methods", "organs", "rules", "events", "acts", "roles"])
def test_the_page_on_polity_files_names_every_word(kind: str) -> None:
    words = vocabulary()
    known = {
        "methods": words["filling"]["method"].removeprefix("word:").split("|"),
        "organs": words["organ_kinds"]["kinds"],
        "rules": [*words["rule"], *(key for keys in words["rule"].values() for key in keys)],
        "events": words["party_events"]["kinds"],
        "acts": words["act_kinds"]["kinds"],
        "roles": words["holder_roles"]["roles"],
    }[kind]
    page = (Path(__file__).parent.parent / "docs" / "polity-files.md").read_text(encoding="utf-8")
    assert [word for word in known if f"`{word}`" not in page] == []
