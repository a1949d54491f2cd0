"""Power: do the indices give the published values, and how much of each organ does an actor fill?"""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dalel.cli import app
from dalel.model import UnknownNameError
from dalel.polity import Polity, load, loads
from dalel.polity.influence.changes import control_over_time
from dalel.polity.influence.control import control
from dalel.polity.influence.power_indices import majority, power, power_of


@pytest.fixture(scope="module")
def kazakhstan() -> Polity:
    return load("kazakhstan")


@pytest.fixture(scope="module")
def germany() -> Polity:
    return load("germany")


class TestPublishedIndices:
    def test_the_security_council_since_1965(self) -> None:
        """Nine of fifteen votes, all five permanent members among them: weights 7 and 1, quota 39."""
        council = {f"permanent {n}": 7 for n in range(5)} | {f"elected {n}": 1 for n in range(10)}
        found = power(council, 39)
        assert found["permanent 0"].shapley_shubik == Fraction(421, 2145)
        assert found["elected 0"].shapley_shubik == Fraction(4, 2145)
        assert float(found["permanent 0"].shapley_shubik) == pytest.approx(0.19627, abs=5e-6)
        assert float(found["elected 0"].shapley_shubik) == pytest.approx(0.001865, abs=5e-7)
        assert float(found["permanent 0"].banzhaf) == pytest.approx(0.1669, abs=5e-5)
        assert float(found["elected 0"].banzhaf) == pytest.approx(0.0165, abs=5e-5)

    def test_the_council_of_the_european_economic_community_of_1958(self) -> None:
        """Twelve of seventeen votes: Luxembourg's vote could never decide."""
        weights = {"Germany": 4, "France": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2, "Luxembourg": 1}
        found = power(weights, 12)
        assert [one.shapley_shubik for one in found.values()] == [
            *[Fraction(14, 60)] * 3,
            *[Fraction(9, 60)] * 2,
            Fraction(0),
        ]
        assert [one.banzhaf for one in found.values()] == [
            *[Fraction(10, 42)] * 3,
            *[Fraction(6, 42)] * 2,
            Fraction(0),
        ]

    def test_the_president_against_sixteen_regions_of_two(self) -> None:
        assert power_of(7, {2: 16}, 20).shapley_shubik == Fraction(3, 17)
        assert power_of(15, {2: 16}, 24).shapley_shubik == Fraction(7, 17)
        assert (majority(39), majority(47)) == (20, 24)

    def test_a_dictator_has_all_power_and_a_dummy_none(self) -> None:
        found = power({"A": 5, "B": 2, "C": 2}, 5)
        assert found["A"].shapley_shubik == found["A"].banzhaf == 1
        assert found["B"].shapley_shubik == found["B"].banzhaf == 0

    def test_a_quota_below_one_is_refused(self) -> None:
        with pytest.raises(ValueError, match="quota"):
            power({"A": 1}, 0)

    @given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(0, 9), min_size=1), st.data())
    def test_shares_of_power_add_up_and_heavier_blocs_have_no_less(
        self, weights: dict[str, int], data: st.DataObject
    ) -> None:
        total = sum(weights.values())
        if total == 0:
            return
        found = power(weights, data.draw(st.integers(1, total)))
        assert sum(one.shapley_shubik for one in found.values()) == 1
        assert sum(one.banzhaf for one in found.values()) == 1
        for one in weights:
            for other in weights:
                if weights[one] >= weights[other]:
                    assert found[one].shapley_shubik >= found[other].shapley_shubik

    def test_hundreds_of_single_seats_are_counted_exactly(self) -> None:
        """One bloc of w among n single seats: its index is the share of places in which it is pivotal."""
        found = power_of(60, {1: 339}, majority(399))
        assert found.shapley_shubik == Fraction(60, 340)


class TestKazakhstan:
    @pytest.mark.parametrize(
        ("day", "size", "direct", "index"),
        [
            ("2007-04-01", 39, 7, Fraction(3, 17)),
            ("2007-07-01", 47, 15, Fraction(7, 17)),
            ("2011-04-03", 47, 15, Fraction(7, 17)),
        ],
    )
    def test_what_of_the_senate_the_president_fills(
        self, kazakhstan: Polity, day: str, size: int, direct: int, index: Fraction
    ) -> None:
        senate = control(kazakhstan, day, "president").organ("senate")
        assert senate.number("size").value == size
        assert senate.number("direct").value == direct
        assert senate.index("shapley_shubik").value == index

    def test_on_15_may_2007_that_is_undetermined(self, kazakhstan: Polity) -> None:
        senate = control(kazakhstan, "2007-05-15", "president").organ("senate").as_json()
        assert senate["direct"] == {
            "value": None,
            "alternatives": [
                {"value": 7, "source": "until 2007-04-30"},
                {"value": 15, "source": "from 2007-05-31"},
            ],
            "undetermined": True,
        }

    def test_the_assembly_is_a_way_to_nine_seats_of_the_mazhilis(self, kazakhstan: Polity) -> None:
        mazhilis = control(kazakhstan, "2007-07-01", "president").organ("mazhilis")
        assert mazhilis.number("direct").value == 0
        assert mazhilis.number("through").value == 9
        (path,) = mazhilis.paths
        assert path.index("Assembly of the People") < path.index("9 of 107 seats of Mazhilis")

    def test_the_party_he_leads_is_a_way_to_the_rest(self, kazakhstan: Polity) -> None:
        mazhilis = control(kazakhstan, "2011-04-03", "president").organ("mazhilis")
        assert any("leads Nur Otan, which has 98 of 107 seats" in path for path in mazhilis.paths)
        assert mazhilis.number("through").value == 107

    def test_the_premier_is_appointed_but_not_alone(self, kazakhstan: Polity) -> None:
        premier = control(kazakhstan, "2011-04-03", "president").organ("prime-minister")
        assert premier.number("direct").value == 0
        assert premier.number("nomination").value == 1
        assert "confirmed by Parliament" in premier.paths[0]

    def test_sources_that_differ_on_a_council_stand_side_by_side(self, kazakhstan: Polity) -> None:
        council = control(kazakhstan, "2011-04-03", "president").organ("constitutional-council")
        assert {option.value for option in council.number("direct_share").options} >= {Fraction(1, 3)}

    def test_the_amendments_of_may_2007_changed_the_senate(self, kazakhstan: Polity) -> None:
        changes = control_over_time(kazakhstan, "president", ["senate"])
        (change,) = [one for one in changes if one.act.id == "amendments-2007"]
        ((before, after),) = change.organs
        assert before is not None
        assert after is not None
        assert (before.number("direct").value, after.number("direct").value) == (7, 15)
        assert after.index("shapley_shubik").value == Fraction(7, 17)


class TestElsewhere:
    def test_bundestag_and_bundesrat_choose_half_of_the_judges_each(self, germany: Polity) -> None:
        court = control(germany, "2022-02-01", "bundestag").organ("constitutional_court")
        assert court.number("direct").value == 8
        assert (
            control(germany, "2022-02-01", "bundesrat").organ("constitutional_court").number("direct").value
            == 8
        )

    def test_the_bundestag_is_half_of_the_convention_that_elects_the_president(self, germany: Polity) -> None:
        found = control(germany, "2022-02-01", "bundestag")
        assert found.organ("federal_convention").number("through").value == 736
        assert found.organ("chancellor").number("nomination").value == 1

    def test_ways_lead_through_bodies_that_are_filled_in_turn(self) -> None:
        text = """
            [polity]
            id = "ruritania"
            name = "Ruritania"
            [source.gazette]
            title = "Official Gazette"
            publisher = "State Chancellery"
            published = "1999"
            covers = "1999/2010"
            [[organ]]
            id = "duke"
            name = "Duke"
            kind = "office"
            size = 1
            valid = "1999/.."
            sources = ["gazette: 1"]
            [[organ]]
            id = "council"
            name = "Council"
            kind = "council"
            size = 9
            valid = "1999/.."
            sources = ["gazette: 2"]
            [[organ.filling]]
            id = "ducal"
            method = "appointment"
            by = "duke"
            seats = 5
            [[organ.filling]]
            id = "free"
            method = "plurality"
            by = "voters"
            seats = 4
            [[organ]]
            id = "court"
            name = "Court"
            kind = "court"
            size = 3
            valid = "1999/.."
            sources = ["gazette: 3"]
            [[organ.filling]]
            id = "all"
            method = "appointment"
            by = "council"
        """
        polity = loads("\n".join(line.strip() for line in text.splitlines()), "ruritania.toml")
        found = control(polity, "2001", "duke")
        assert found.organ("council").index("shapley_shubik").value == 1
        assert found.organ("court").paths == (
            "Duke appoints 5 of 9 seats of Council; Council appoints 3 of 3 seats of Court",
        )

    def test_an_actor_nobody_knows_is_an_unknown_name(self, germany: Polity) -> None:
        with pytest.raises(UnknownNameError, match="kaiser"):
            control(germany, "2022-02-01", "kaiser")


class TestCommand:
    def test_json_has_plain_numbers_where_they_are_certain(self) -> None:
        words = ["polity", "control", "kazakhstan", "--at", "2007-07-01", "--actor", "president", "--json"]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0
        rows = {one["organ"]: one for one in json.loads(done.stdout)["organs"]}
        assert rows["senate"]["size"] == 47
        assert rows["senate"]["direct"] == 15
        assert rows["senate"]["shapley_shubik"] == pytest.approx(7 / 17)
        assert rows["senate"]["shapley_shubik_exact"] == "7/17"
        assert rows["senate"]["other_blocs"] == [{"seats": 2, "number": 16}]

    def test_over_time_shows_before_and_after(self) -> None:
        words = [
            "polity",
            "control",
            "kazakhstan",
            "--actor",
            "president",
            "--over-time",
            "--organ",
            "senate",
        ]
        done = CliRunner().invoke(app, words, env={"COLUMNS": "200"})
        assert done.exit_code == 0
        assert "7 → 15" in done.stdout

    def test_an_unknown_actor_ends_with_1(self) -> None:
        words = ["polity", "control", "kazakhstan", "--at", "2007-07-01", "--actor", "sultan"]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 1
        assert len(done.stderr.splitlines()) == 1
