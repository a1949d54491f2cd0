"""May this person stand on that day; when does a mandate end; how long between a law and a vote?"""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dalel.cli import app
from dalel.model import DalelError, UnknownNameError
from dalel.polity import Polity, load
from dalel.polity.eligibility import Candidate, eligible
from dalel.polity.spans import Span
from dalel.polity.terms import term
from dalel.polity.timetable import calendar, second_round


@pytest.fixture(scope="module")
def kazakhstan() -> Polity:
    return load("kazakhstan")


@pytest.fixture(scope="module")
def germany() -> Polity:
    return load("germany")


def verdict(polity: Polity, organ: str, at: str, condition: str, candidate: Candidate) -> str:
    (check,) = [one for one in eligible(polity, organ, at, candidate).checks if one.condition == condition]
    return check.verdict


class TestEligible:
    @pytest.mark.parametrize(
        ("born", "answer"),
        [("1971-04-03", "yes"), ("1971-04-04", "no"), ("1971", "unknown"), ("1970", "yes"), ("1972", "no")],
    )
    def test_age_counts_to_the_day_and_a_year_may_leave_it_open(
        self, kazakhstan: Polity, born: str, answer: str
    ) -> None:
        candidate = Candidate(born=Span.of(born))
        assert verdict(kazakhstan, "president", "2011-04-03", "minimum age", candidate) == answer

    def test_what_is_not_told_is_unknown(self, kazakhstan: Polity) -> None:
        answer = eligible(kazakhstan, "president", "2011-04-03", Candidate(age=50))
        assert answer.verdict == "unknown"
        assert {check.condition for check in answer.checks if check.verdict == "unknown"} >= {
            "citizenship",
            "residence years",
            "language",
            "term limit",
        }

    def test_one_no_is_enough(self, kazakhstan: Polity) -> None:
        assert eligible(kazakhstan, "president", "2011-04-03", Candidate(age=39)).verdict == "no"

    @pytest.mark.parametrize(
        ("day", "answer"), [("2007-04-01", "no"), ("2007-05-15", "unknown"), ("2007-07-01", "yes")]
    )
    def test_the_first_president_is_named_as_an_exception_since_may_2007(
        self, kazakhstan: Polity, day: str, answer: str
    ) -> None:
        candidate = Candidate(person="nazarbayev", terms=3, in_a_row=3)
        assert verdict(kazakhstan, "president", day, "term limit", candidate) == answer

    def test_two_terms_with_a_pause_depend_on_how_sources_count(self, kazakhstan: Polity) -> None:
        candidate = Candidate(person="tokayev", terms=2, in_a_row=0)
        assert verdict(kazakhstan, "president", "2011-04-03", "term limit", candidate) == "unknown"
        candidate = Candidate(person="tokayev", terms=2, in_a_row=2)
        assert verdict(kazakhstan, "president", "2011-04-03", "term limit", candidate) == "no"

    def test_a_third_term_in_a_row_is_barred_in_germany_but_not_after_a_pause(self, germany: Polity) -> None:
        twice = Candidate(age=60, citizenship="German", terms=2, in_a_row=2)
        assert eligible(germany, "president", "2022-02-13", twice).verdict == "no"
        pause = Candidate(age=60, citizenship="German", terms=2, in_a_row=0)
        assert eligible(germany, "president", "2022-02-13", pause).verdict == "yes"

    def test_an_unknown_person_is_an_unknown_name(self, kazakhstan: Polity) -> None:
        with pytest.raises(UnknownNameError, match="nobody"):
            eligible(kazakhstan, "president", "2011-04-03", Candidate(person="nobody"))


class TestTerm:
    def test_the_mandate_of_2005_ran_seven_years_by_its_own_rule(self, kazakhstan: Polity) -> None:
        answer = term(kazakhstan, "president", "2005-12")
        assert [(end.years, str(end.day)) for end in answer.ends] == [(7, "2012-12"), (5, "2010-12")]
        assert answer.day is None
        assert [one.due for one in answer.due] == ["2012"]

    def test_the_mandate_of_2011_runs_five(self, kazakhstan: Polity) -> None:
        assert str(term(kazakhstan, "president", "2011-04-03").day) == "2016-04-03"

    def test_a_term_no_document_states_is_unknown(self, kazakhstan: Polity) -> None:
        answer = term(kazakhstan, "mazhilis", "2007-08-18")
        assert [end.years for end in answer.ends] == [None]
        assert answer.day is None

    def test_a_leap_day_ends_on_the_last_of_february(self) -> None:
        assert Span.of("2004-02-29").plus_years(5) == Span(date(2009, 2, 28), date(2009, 2, 28))


class TestCalendar:
    def test_a_second_round_is_due_within_two_months(self, kazakhstan: Polity) -> None:
        assert str(second_round(kazakhstan, "president", "2011-04-03").day) == "2011-06-03"

    def test_an_organ_without_rounds_has_no_second_round(self, kazakhstan: Polity) -> None:
        with pytest.raises(DalelError, match="two rounds"):
            second_round(kazakhstan, "mazhilis", "2007-08-18")

    def test_the_election_law_changed_sixty_days_before_the_vote_of_2007(self, kazakhstan: Polity) -> None:
        found = {one.act.id: one for one in calendar(kazakhstan, ["mazhilis-2007"])}
        law = found["election-law-2007"]
        assert (law.least, law.most) == (60, 60)
        amendment = found["amendments-2007"]
        assert (amendment.least, amendment.most) == (79, 109)
        assert amendment.as_json()["days"]["undetermined"] is True

    @given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
    def test_months_later_is_never_more_than_the_month(self, day: date, months: int) -> None:
        later = Span(day, day).plus_months(months).first
        assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
        assert later.day <= day.day

    @given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    def test_days_there_are_days_back(self, one: date, other: date) -> None:
        first, second = Span(one, one), Span(other, other)
        assert first.days_to(second)[0] == -second.days_to(first)[0]


class TestCommands:
    def test_eligible(self) -> None:
        words = [
            "polity",
            "eligible",
            "kazakhstan",
            "president",
            "--at",
            "2011-04-03",
            "--age",
            "39",
            "--json",
        ]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0
        assert json.loads(done.stdout)["verdict"] == "no"

    def test_term(self) -> None:
        words = ["polity", "term", "kazakhstan", "president", "--began", "2005-12"]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0
        assert "2012-12" in done.stdout

    def test_calendar(self) -> None:
        words = ["polity", "calendar", "kazakhstan", "--organ", "president", "--first-round", "2011-04-03"]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0
        assert "2011-06-03" in done.stdout
        done = CliRunner().invoke(app, ["polity", "calendar", "kazakhstan", "--election", "mazhilis-2007"])
        assert "79 to 109" in done.stdout

    @pytest.mark.parametrize("day", ["15 May", "2007-13", "soon"])
    def test_a_date_that_is_none_is_one_sentence(self, day: str) -> None:
        done = CliRunner().invoke(app, ["polity", "term", "kazakhstan", "president", "--began", day])
        assert done.exit_code == 1
        assert "a date is written" in done.stderr
