"""Votes to seats: do the rules of the day give the official seats, and does what is open stay open?"""

from __future__ import annotations

import json
import math
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dalel.cli import app
from dalel.model import DalelError, UnknownNameError
from dalel.polity import Polity, load, loads
from dalel.polity.counting.formulas import Formula, allocate, candidates, formula_of, formulas, most_votes
from dalel.polity.counting.recorded import tallies
from dalel.polity.counting.seat_rules import SeatRule, by_district, by_majority, distribute
from dalel.polity.counting.seating import seats
from dalel.polity.counting.votes import parse_votes

DISTRIBUTIONS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "seats.toml").read_text(encoding="utf-8")
)["distribution"]

RURITANIA = """
[polity]
id = "ruritania"
name = "Ruritania"

[source.gazette]
title = "Official Gazette"
publisher = "State Chancellery"
published = "1999-03-01"
covers = "1999/2010"

[source.atlas]
title = "Atlas of Parliaments"
publisher = "Society for Parliaments"
published = "2005"

[[organ]]
id = "diet"
name = "Diet"
kind = "chamber"
valid = "1999-03-01/.."
sources = ["gazette: article 12"]
size = 10

[[organ.filling]]
id = "list"
method = "list_proportional"
by = "voters"
seats = [{ value = 10, valid = "1999-03-01/2003-06" }, { value = 12, valid = "2003-06/.." }]
threshold = [{ value = 5 }, { value = 10, sources = ["atlas: table 3"] }]
threshold_base = "valid votes"
formula = "dhondt"
"""


@pytest.fixture(scope="module")
def ruritania() -> Polity:
    return loads(RURITANIA, "ruritania.toml")


@pytest.fixture(scope="module")
def kazakhstan() -> Polity:
    return load("kazakhstan")


def official(case: dict[str, Any]) -> tuple[SeatRule, Any, dict[str, int]]:
    """The rule, the votes and the official seats of one entry."""
    (tally,) = parse_votes(case["votes"].strip())
    rule = SeatRule(
        seats=case["seats"],
        formula=formula_of(case["formula"]),
        threshold=Fraction(case["threshold"]),
        threshold_seats=case.get("threshold_seats"),
        levelling=case.get("levelling", ""),
        unlevelled=case.get("unlevelled", 0),
    )
    return rule, tally, {entry.party: entry.seats or 0 for entry in tally.entries}


@pytest.mark.parametrize("case", DISTRIBUTIONS, ids=[case["id"] for case in DISTRIBUTIONS])
def test_do_the_rules_give_the_official_seats(case: dict[str, Any]) -> None:
    rule, tally, wanted = official(case)
    found = distribute(rule, tally)
    assert found.outcomes == (wanted,)
    assert not found.lots


@pytest.mark.parametrize(
    "case", [one for one in DISTRIBUTIONS if "valid" in one], ids=lambda case: str(case["id"])
)
def test_do_the_votes_add_up_to_what_was_published(case: dict[str, Any]) -> None:
    (tally,) = parse_votes(case["votes"].strip())
    total = tally.valid()
    assert total == case["valid"]
    for entry, printed in zip(tally.entries, case["shares"].split(), strict=True):
        places = len(printed.partition(".")[2])
        exact = 100 * entry.votes / total * 10**places
        rounded = math.floor(exact) if case.get("cut") else math.floor(exact + Fraction(1, 2))
        assert rounded == Fraction(printed) * 10**places, entry.party


def test_how_large_was_the_bundestag_after_levelling() -> None:
    sizes = [
        distribute(*official(case)[:2]).size for case in DISTRIBUTIONS if case["id"].startswith("Germany")
    ]
    assert sizes == [631, 709, 736]


@pytest.mark.parametrize(
    ("levelling", "wanted"),
    [("full", {"P": 11, "Q": 13}), ("partial", {"P": 10, "Q": 12}), ("none", {"P": 9, "Q": 11})],
)
def test_overhang_in_one_territory_is_levelled_over_all(levelling: str, wanted: dict[str, int]) -> None:
    """P is due 6 seats in the north and won 8 there; in the south it is due 3 and won none."""
    (tally,) = parse_votes(
        "party,votes,direct,territory,territory_seats\n"
        "P,60,8,north,10\nQ,40,2,north,10\nP,30,0,south,10\nQ,70,7,south,10\n"
    )
    rule = SeatRule(seats=20, formula=formula_of("sainte_lague"), levelling=levelling)
    assert distribute(rule, tally).outcomes == (wanted,)


def test_who_won_the_94th_district_of_virginia_in_2017() -> None:
    """Simonds and Yancey had 11,608 votes each after the recount; a name was drawn from a bowl."""
    (tally,) = parse_votes("party,votes\nShelly Simonds,11608\nDavid Yancey,11608\n")
    found = by_district(tally)
    assert [lot.between for lot in found.lots] == [("Shelly Simonds", "David Yancey")]
    assert found.outcomes == (
        {"Shelly Simonds": 1, "David Yancey": 0},
        {"Shelly Simonds": 0, "David Yancey": 1},
    )


def test_a_tie_for_the_last_list_seat_is_left_to_the_lot(ruritania: Polity) -> None:
    answer = seats(ruritania, "diet", "2000-01-01", parse_votes("party,votes\nA,50\nB,50\nC,50\n"))
    assert answer.seats is None
    assert answer.depends_on == ("lot",)
    found = list(dict.fromkeys(tuple(outcome.seats.values()) for outcome in answer.outcomes))
    assert found == [(4, 3, 3), (3, 4, 3), (3, 3, 4)]
    assert answer.as_json()["outcomes"][0]["lots"] == [{"seats": 1, "between": ["A", "B", "C"]}]


def test_a_first_round_without_a_majority_gives_no_winner() -> None:
    (tally,) = parse_votes("party,votes\nA,40\nB,35\nC,25\n")
    found = by_majority(tally)
    assert found.outcomes == ({"A": 0, "B": 0, "C": 0},)
    assert found.passed == ("A", "B")


class TestOpenRules:
    def test_sources_that_differ_on_the_threshold_are_both_tried(self, ruritania: Polity) -> None:
        votes = parse_votes("party,votes\nA,550\nB,355\nC,95\n")
        answer = seats(ruritania, "diet", "2000-01-01", votes)
        assert answer.depends_on == ("threshold",)
        assert answer.seats is None
        settled = seats(ruritania, "diet", "2000-01-01", parse_votes("party,votes\nA,60\nB,40\n"))
        assert settled.depends_on == ()
        assert settled.seats == {"A": 6, "B": 4}

    def test_a_change_dated_to_the_month_leaves_the_size_open(self, ruritania: Polity) -> None:
        votes = parse_votes("party,votes\nA,60\nB,40\n")
        assert seats(ruritania, "diet", "2003-06-10", votes).depends_on == ("size",)
        assert seats(ruritania, "diet", "2003-07-01", votes).seats == {"A": 7, "B": 5}

    def test_sources_that_differ_on_the_votes_are_each_computed(self, ruritania: Polity) -> None:
        text = "party,share,source\nA,60.0,one\nA,61.0,two\nB,36,\n"
        votes = parse_votes(text)
        assert [tally.label for tally in votes] == ["one", "two"]
        assert seats(ruritania, "diet", "2000-01-01", votes).seats == {"A": 6, "B": 4}
        close = parse_votes("party,share\nA,60.0\nA,66.0\nB,36\n")
        assert seats(ruritania, "diet", "2000-01-01", close).depends_on == ("votes",)

    def test_a_what_if_is_a_patch_with_seats_before_and_after(self, ruritania: Polity) -> None:
        votes = parse_votes("party,votes\nA,60\nB,36\nC,4\n")
        answer = seats(ruritania, "diet", "2000-01-01", votes, {"threshold": "3%", "formula": "hare"})
        assert answer.before is not None
        assert answer.before.seats == {"A": 6, "B": 4, "C": 0}
        assert answer.seats == {"A": 6, "B": 4, "C": 0}
        patch = answer.changes[0].patch()
        assert "-threshold = 5" in patch
        assert "+threshold = 3" in patch

    @pytest.mark.parametrize(
        ("rules", "words"),
        [
            ({"barrier": "3"}, "no such rule"),
            ({"threshold": "-1"}, "percentage"),
            ({"threshold": "101"}, "percentage"),
            ({"seats": "many"}, "whole number"),
        ],
    )
    def test_a_what_if_that_makes_no_sense_is_refused(
        self, ruritania: Polity, rules: dict[str, str], words: str
    ) -> None:
        with pytest.raises(DalelError, match=words):
            seats(ruritania, "diet", "2000-01-01", parse_votes("party,votes\nA,1\n"), rules)

    def test_an_unknown_formula_is_an_unknown_name(self) -> None:
        with pytest.raises(UnknownNameError, match="no formula 'fair'"):
            formula_of("fair")


class TestKazakhstan:
    def test_who_sat_in_the_mazhilis_of_2007_does_not_depend_on_the_formula(self, kazakhstan: Polity) -> None:
        for share in ("88.41", "88.5"):
            text = f"party,share\nNur Otan,{share}\nANSDP,4.54\nAk Zhol,3.09\nAuyl,1.51\n"
            answer = seats(kazakhstan, "mazhilis", "2007-08-18", parse_votes(text))
            assert answer.seats == {"Nur Otan": 98, "ANSDP": 0, "Ak Zhol": 0, "Auyl": 0}
            assert answer.as_json()["depends_on_formula"] is False

    def test_whether_the_conclusion_depends_on_which_source_is_right(self, kazakhstan: Polity) -> None:
        text = "party,share\nNur Otan,88.41\nNur Otan,88.5\nANSDP,4.54\nAk Zhol,3.09\n"
        answer = seats(kazakhstan, "mazhilis", "2007-08-18", parse_votes(text))
        assert len({outcome.assumes["votes"] for outcome in answer.outcomes}) == 2
        assert "votes" not in answer.depends_on
        assert answer.seats is not None

    def test_what_if_the_threshold_had_been_three_percent(self, kazakhstan: Polity) -> None:
        text = "party,share\nNur Otan,88.41\nANSDP,4.54\nAk Zhol,3.09\nAuyl,1.51\n"
        answer = seats(kazakhstan, "mazhilis", "2007-08-18", parse_votes(text), {"threshold": "3"})
        by_formula = {outcome.formula.id: outcome.seats for outcome in answer.outcomes if outcome.formula}
        assert by_formula["hare"] == {"Nur Otan": 90, "ANSDP": 5, "Ak Zhol": 3, "Auyl": 0}
        assert by_formula["dhondt"] == {"Nur Otan": 91, "ANSDP": 4, "Ak Zhol": 3, "Auyl": 0}
        assert answer.depends_on == ("formula",)

    def test_in_may_2007_it_is_open_which_rules_count(self, kazakhstan: Polity) -> None:
        answer = seats(kazakhstan, "mazhilis", "2007-05-15", parse_votes("party,share\nA,60\nB,40\n"))
        assert "filling" in answer.depends_on
        assert {outcome.assumes["size"] for outcome in answer.outcomes} == {10, 98}

    def test_no_votes_fill_the_senate(self, kazakhstan: Polity) -> None:
        with pytest.raises(DalelError, match="no votes fill"):
            seats(kazakhstan, "senate", "2011", parse_votes("party,votes\nA,1\n"))


class TestElsewhere:
    @pytest.mark.parametrize("year", ["2013", "2017", "2019"])
    def test_austria_gives_its_official_seats(self, year: str) -> None:
        austria = load("austria")
        held = austria.elections[f"nationalrat-{year}"]
        official = {
            austria.named(row.contestant): row.seats.statements[0].value for row in held.results[0].rows
        }
        answer = seats(austria, "nationalrat", f"{year}-10-01", tallies(austria, held))
        assert answer.seats == official

    def test_what_if_austria_had_had_no_threshold_in_2017(self) -> None:
        austria = load("austria")
        votes = tallies(austria, austria.elections["nationalrat-2017"])
        answer = seats(austria, "nationalrat", "2017-10-15", votes, {"threshold": "none"})
        assert answer.before is not None
        assert answer.before.seats is not None
        assert answer.seats is not None
        assert (answer.before.seats["Grüne"], answer.seats["Grüne"]) == (0, 7)

    @pytest.mark.parametrize(
        ("day", "entry", "size"),
        [
            ("2013-09-22", "Germany 2013", 631),
            ("2017-09-24", "Germany 2017", 709),
            ("2021-09-26", "Germany 2021", 736),
        ],
    )
    def test_germany_by_the_rules_of_the_day(self, day: str, entry: str, size: int) -> None:
        (case,) = [one for one in DISTRIBUTIONS if one["id"].startswith(entry)]
        _, tally, wanted = official(case)
        answer = seats(load("germany"), "bundestag", day, [tally])
        assert answer.seats == wanted
        assert sum(answer.seats.values()) == size


class TestCommand:
    def test_json_says_what_the_seats_depend_on(self, tmp_path: Path) -> None:
        file = tmp_path / "v.csv"
        file.write_text("party,share\nNur Otan,80.99\nAk Zhol,7.47\nKNPK,7.19\nOSDP,1.68\n", encoding="utf-8")
        words = ["polity", "seats", "kazakhstan", "mazhilis", "--at", "2012-01-15", "--votes", str(file)]
        done = CliRunner().invoke(app, [*words, "--json"])
        assert done.exit_code == 0
        row = json.loads(done.stdout)
        assert row["depends_on_formula"] is True
        assert row["seats"] is None
        found = {one["formula"]: one["seats"] for one in row["outcomes"]}
        assert found["hare"] == {"Nur Otan": 83, "Ak Zhol": 8, "KNPK": 7, "OSDP": 0}
        assert found["dhondt"] == {"Nur Otan": 84, "Ak Zhol": 7, "KNPK": 7, "OSDP": 0}

    def test_a_what_if_prints_its_patch(self) -> None:
        words = ["polity", "seats", "kazakhstan", "mazhilis", "--election", "mazhilis-2007"]
        done = CliRunner().invoke(app, [*words, "--rule", "threshold=3"])
        assert done.exit_code == 0
        assert "-threshold = 7" in done.stdout
        assert "+threshold = 3" in done.stdout
        assert "depends on: formula" in done.stdout

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("name,votes\nA,many\n", "line 2: votes: 'many' is not a number"),
            ("list,place\nA,1\n", "needs the columns"),
            ("", "is empty"),
            ("party,share\nA,120\n", "more than there is"),
        ],
    )
    def test_a_bad_file_is_one_sentence_and_exit_code_1(self, tmp_path: Path, text: str, words: str) -> None:
        file = tmp_path / "v.csv"
        file.write_text(text, encoding="utf-8")
        call = ["polity", "seats", "kazakhstan", "mazhilis", "--at", "2012", "--votes", str(file)]
        done = CliRunner().invoke(app, call)
        assert done.exit_code == 1
        assert words in done.stderr

    def test_no_votes_is_wrong_usage(self) -> None:
        done = CliRunner().invoke(app, ["polity", "seats", "kazakhstan", "mazhilis", "--at", "2012"])
        assert done.exit_code == 2


class TestFilesOfVotes:
    @pytest.mark.parametrize("cell", ["5174169", "5,174,169", "5.174.169", "5 174 169", "5'174'169"])
    def test_thousands_may_be_grouped(self, cell: str) -> None:
        (tally,) = parse_votes(f"party;votes\nOtan;{cell}\n")
        assert tally.entries[0].votes == 5174169

    @pytest.mark.parametrize("cell", ["88.41", "88,41", "88.41%", "88,41 %"])
    def test_shares_have_point_or_comma(self, cell: str) -> None:
        (tally,) = parse_votes(f"party;share\nOtan;{cell}\n")
        assert tally.entries[0].votes == Fraction("88.41")
        assert tally.entries[0].digits == 2

    def test_invalid_votes_count_only_where_the_threshold_is_of_all_votes_cast(self) -> None:
        (tally,) = parse_votes("party,votes\nA,900\nB,71\ninvalid,100\n")
        rule = SeatRule(seats=10, formula=formula_of("hare"), threshold=Fraction(7))
        assert distribute(rule, tally).passed == ("A", "B")
        cast = SeatRule(seats=10, formula=formula_of("hare"), threshold=Fraction(7), base="cast")
        assert distribute(cast, tally).passed == ("A",)

    def test_exactly_the_threshold_is_enough(self) -> None:
        (tally,) = parse_votes("party,votes\nA,93\nB,7\n")
        rule = SeatRule(seats=10, formula=formula_of("hare"), threshold=Fraction(7))
        assert distribute(rule, tally).passed == ("A", "B")


EVERY = st.sampled_from(list(formulas().values()))
VOTES = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 10_000), min_size=1).filter(
    lambda votes: any(votes.values())
)


class TestEveryFormula:
    @given(EVERY, VOTES, st.integers(1, 120))
    def test_seats_add_up_however_the_lots_fall(
        self, formula: Formula, votes: dict[str, int], n: int
    ) -> None:
        found = allocate(formula, votes, n)
        for outcome in found.outcomes(20):
            assert sum(outcome.values()) == n
            assert all(outcome[party] == 0 for party, number in votes.items() if number == 0)

    @given(EVERY, VOTES, st.integers(1, 60))
    def test_whoever_has_more_votes_never_has_fewer_seats(
        self, formula: Formula, votes: dict[str, int], n: int
    ) -> None:
        for outcome in allocate(formula, votes, n).outcomes(20):
            for one in votes:
                for other in votes:
                    if votes[one] > votes[other]:
                        assert outcome[one] >= outcome[other]

    @given(
        st.sampled_from(
            [one for one in formulas().values() if one.id not in ("droop",) and "rounded" not in one.id]
        ),
        VOTES,
        st.integers(1, 60),
        st.integers(2, 1000),
    )
    def test_only_the_proportions_of_votes_count(
        self, formula: Formula, votes: dict[str, int], n: int, factor: int
    ) -> None:
        larger = {party: number * factor for party, number in votes.items()}
        assert allocate(formula, votes, n) == allocate(formula, larger, n)

    @given(
        st.sampled_from([one for one in candidates() if one.family == "divisor"]), VOTES, st.integers(1, 60)
    )
    def test_no_divisor_method_takes_a_seat_away_when_the_house_grows(
        self, formula: Formula, votes: dict[str, int], n: int
    ) -> None:
        small, large = allocate(formula, votes, n), allocate(formula, votes, n + 1)
        most = {party: max(one[party] for one in large.outcomes(50)) for party in votes}
        for party, number in small.seats.items():
            assert most[party] >= number

    @given(VOTES, st.integers(1, 120))
    def test_hare_stays_within_the_quota(self, votes: dict[str, int], n: int) -> None:
        total = sum(votes.values())
        for outcome in allocate(formula_of("hare"), votes, n).outcomes(20):
            for party, number in votes.items():
                assert number * n // total <= outcome[party] <= -(-number * n // total)

    @given(VOTES, st.integers(1, 60))
    def test_dhondt_gives_every_seat_to_the_highest_quotient(self, votes: dict[str, int], n: int) -> None:
        for outcome in allocate(formula_of("dhondt"), votes, n).outcomes(20):
            worst = min(Fraction(votes[p], k) for p, k in outcome.items() if k)
            assert all(Fraction(number, outcome[p] + 1) <= worst for p, number in votes.items())

    def test_largest_remainders_know_the_alabama_paradox(self) -> None:
        votes = {"A": 6, "B": 6, "C": 2}
        assert allocate(formula_of("hare"), votes, 10).seats["C"] == 2
        assert allocate(formula_of("hare"), votes, 11).seats["C"] == 1

    def test_one_list_alone_takes_every_seat(self) -> None:
        for formula in formulas().values():
            assert allocate(formula, {"A": Fraction("88.41")}, 98).seats == {"A": 98}

    @given(VOTES)
    def test_most_votes_wins_or_ties(self, votes: dict[str, int]) -> None:
        best = [party for party, number in votes.items() if number == max(votes.values())]
        winners = {party for one in most_votes(votes).outcomes() for party, n in one.items() if n}
        assert winners == set(best)
