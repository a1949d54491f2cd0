"""Questions about polling stations, asked of made elections whose truth is known."""

from __future__ import annotations

import csv
import json
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dalel.cli import app
from dalel.model import DalelError
from dalel.polity.results.extrapolation import extrapolate
from dalel.polity.results.fingerprints import distributions, fingerprint, histogram
from dalel.polity.results.forensics import TEXTS, examine, forensics
from dalel.polity.results.integers import integer_excess, is_whole, peaks, whole_percentages
from dalel.polity.results.reading import Columns, parse_table
from dalel.polity.results.stations import Counts, Stations, stations_of
from dalel.polity.results.statistics import chi_square_tail, excess_p, holm


def stations(registered: Counts, given_: Counts, valid: Counts, votes: dict[str, Counts]) -> Stations:
    """Stations of these counts."""
    leader = max(votes, key=lambda name: int(votes[name].sum()))
    return Stations(registered, given_, valid, votes, leader, "valid", len(registered), {})


def clean(seed: int, number: int = 1500) -> Stations:
    """An election in which everybody decides alone: turnout and support differ from place to place."""
    random = np.random.default_rng(seed)
    registered = random.integers(150, 2800, number)
    ballots = random.binomial(registered, np.clip(random.normal(0.6, 0.1, number), 0.1, 0.95))
    valid = random.binomial(ballots, 0.98)
    leading = random.binomial(valid, np.clip(random.normal(0.55, 0.08, number), 0.05, 0.95))
    second = random.binomial(valid - leading, 0.7)
    votes = {"A": leading, "B": second, "C": valid - leading - second}
    return stations(registered, ballots, valid, votes)


def rounded(base: Stations, seed: int, part: float) -> Stations:
    """The same with the leader's votes moved to the next whole percentage in a part of the stations."""
    random = np.random.default_rng(seed)
    chosen = random.random(base.used) < part
    target = np.rint(np.ceil(base.share) * base.valid / 100).astype(np.int64)
    leading = np.where(chosen, np.minimum(target, base.valid), base.leading)
    second = np.minimum(base.votes["B"], base.valid - leading)
    votes = {"A": leading, "B": second, "C": base.valid - leading - second}
    return stations(base.registered, base.given, base.valid, votes)


def test_are_p_values_of_clean_elections_uniform() -> None:
    results = [examine(clean(seed, 800)) for seed in range(60)]
    for i in range(3):
        found = np.array([result.integers.excesses[i].p for result in results])
        assert 0.35 < found.mean() < 0.65
        assert np.mean(found < 0.05) <= 0.15
        assert np.mean(found > 0.5) >= 0.3
    digits = np.array([test.p for result in results for test in result.last])
    assert 0.4 < digits.mean() < 0.6
    assert np.mean(digits < 0.05) < 0.12


def test_does_a_clean_election_look_unusual() -> None:
    assert sum(bool(examine(clean(seed)).significant()) for seed in range(30)) <= 2


@pytest.mark.parametrize("seed", range(3))
def test_are_shares_moved_to_whole_percentages_found(seed: int) -> None:
    result = examine(rounded(clean(seed), seed, 0.3))
    turnout, share, _ = result.integers.excesses
    assert share.p < 1e-6
    assert turnout.p > 0.001
    assert "whole percentages: share" in result.significant()
    # Of the 450 stations moved, those with few ballots have no count that is a whole percentage.
    assert 120 < share.excess < 450


def test_are_the_exact_sums_what_simulation_tends_to() -> None:
    made = clean(7, 400)
    (turnout, share, either) = integer_excess(made).excesses
    random = np.random.default_rng(1)
    drawn = []
    for _ in range(400):
        one, _ = is_whole(random.binomial(made.registered, made.given / made.registered), made.registered)
        two, _ = is_whole(random.binomial(made.valid, made.leading / made.valid), made.valid)
        drawn.append((one.sum(), two.sum(), (one | two).sum()))
    for exact, counts in zip((turnout, share, either), np.array(drawn).T, strict=True):
        assert abs(counts.mean() - exact.expected) < 4 * exact.deviation / math.sqrt(400)
        assert 0.85 < counts.std() / exact.deviation < 1.15


@settings(max_examples=60, deadline=None)
@given(st.integers(100, 3000), st.data())
def test_is_the_chance_of_a_whole_percentage_exact(base: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(1, base - 1))
    all_counts = np.arange(base + 1)
    whole, _ = is_whole(all_counts, np.full(base + 1, base))
    near = [
        any(
            abs(Fraction(100 * k, base) - m) <= Fraction(1, 20)
            for m in (100 * k // base, 100 * k // base + 1)
            if 0 < m < 100
        )
        for k in range(base + 1)
    ]
    assert whole.tolist() == near
    rate = part / base
    logs = [math.lgamma(base + 1) - math.lgamma(k + 1) - math.lgamma(base - k + 1) for k in range(base + 1)]
    mass = np.exp(np.array(logs) + all_counts * math.log(rate) + (base - all_counts) * math.log1p(-rate))
    chance = whole_percentages(np.array([part]), np.array([base])).chance[0]
    assert chance == pytest.approx(mass[whole].sum(), abs=1e-7)


def test_are_none_and_all_whole_percentages() -> None:
    whole, _ = is_whole(np.array([0, 200, 100]), np.array([200, 200, 200]))
    assert whole.tolist() == [False, False, True]


def test_which_percentages_stand_out() -> None:
    base = clean(3)
    leading = base.leading.copy()
    leading[:200] = np.rint(base.valid[:200] * 0.75)
    votes = {"A": leading, "B": base.valid - leading}
    made = stations(base.registered, base.given, base.valid, votes)
    (first, *others) = peaks(integer_excess(made).share)
    assert first[0] == 75
    assert not others


def test_are_last_digits_that_end_in_nought_and_five_found() -> None:
    base = clean(11)
    leading = base.leading.copy()
    leading[:300] -= leading[:300] % 5
    made = stations(base.registered, base.given, base.valid, {"A": leading, "B": base.valid - leading})
    result = examine(made)
    assert "last digits: A" in result.significant()


def test_does_benfords_law_make_a_clean_election_significant() -> None:
    result = examine(clean(5))
    assert result.second
    assert not any("second" in name for name, _, _ in result.corrected())


def test_how_many_votes_lie_beyond_the_ratio_of_a_clean_election() -> None:
    found = [extrapolate(clean(seed)) for seed in range(10)]
    for one in found:
        assert one is not None
        assert abs(one.votes) < 4 * one.error
        assert abs(one.votes) < 0.05 * one.leader_votes


def test_are_added_votes_found_by_the_extrapolation() -> None:
    base = clean(2, 4000)
    random = np.random.default_rng(0)
    added = np.where(random.random(base.used) < 0.3, (base.registered - base.given) * 0.8, 0).astype(np.int64)
    votes = {"A": base.leading + added, "B": base.valid - base.leading}
    made = stations(base.registered, base.given + added, base.valid + added, votes)
    found = extrapolate(made)
    assert found is not None
    assert found.votes == pytest.approx(int(added.sum()), rel=0.15)
    assert found.share_without == pytest.approx(100 * base.leading.sum() / base.valid.sum(), abs=1.5)


def test_does_every_result_say_what_it_assumes_and_what_is_said_against_it() -> None:
    results = examine(clean(1, 300)).as_json()["results"]
    assert {one["name"] for one in results} == set(TEXTS)
    for one in results:
        assert all(one[part] for part in ("title", "question", "null", "assumption", "criticism", "source"))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.integers(0, 12))
def test_is_the_tail_of_unequal_draws_exact(chances: list[float], observed: int) -> None:
    mass = {0: 1.0}
    for chance in chances:
        spread: dict[int, float] = {}
        for count, weight in mass.items():
            spread[count] = spread.get(count, 0) + weight * (1 - chance)
            spread[count + 1] = spread.get(count + 1, 0) + weight * chance
        mass = spread
    tail = sum(weight for count, weight in mass.items() if count >= observed)
    assert excess_p(observed, np.array(chances)) == pytest.approx(tail, abs=1e-9)


def test_is_the_approximation_for_many_draws_near_the_exact_tail() -> None:
    chances = np.random.default_rng(4).uniform(0.02, 0.3, 2000)
    more = np.append(chances, 0.0)  # one draw more than is added up exactly, without any chance
    for observed in (300, 320, 340, 360):
        assert excess_p(observed, more) == pytest.approx(excess_p(observed, chances), abs=2e-3)


def test_what_are_the_tails_of_chi_square() -> None:
    assert chi_square_tail(16.919, 9) == pytest.approx(0.05, abs=1e-4)
    assert chi_square_tail(5.991, 2) == pytest.approx(0.05, abs=1e-4)


def test_how_are_several_tests_corrected() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


HEADER = "station,region,registered,given,valid,A,B\n"


def test_which_stations_are_left_out_and_why() -> None:
    text = HEADER + (
        "1,North,1000,600,590,300,290\n"
        "2,North,1O00,600,590,300,290\n"  # a letter among the digits
        "3,North,500,600,590,300,290\n"  # more ballots than registered
        "4,North,1000,600,590,300,300\n"  # more votes than ballots
        "5,North,0,0,0,0,0\n"
        "6,North,1000,,590,300,290\n"  # missing is not zero
        "7,North,1000,600,590,300\n"
    )
    found = stations_of(parse_table(text, "table"))
    assert found.used == 1
    assert found.read == 7
    assert found.excluded == {
        "a number is missing or damaged": 2,
        "nobody is registered": 1,
        "more ballots than registered": 1,
        "more votes than ballots": 1,
        "a row of another length": 1,
    }
    assert list(found.votes) == ["A", "B"]


def test_are_named_columns_taken_for_contestants() -> None:
    text = "уик;избирателей;выдано;действительных;испорчено;Иванов;Петров\n1;1 000;600;590;10;300;290\n"
    table = parse_table(text, "table")
    own = Columns({"isporcheno": "invalid"})
    found = stations_of(table, own)
    assert (int(found.registered[0]), list(found.votes), found.leader) == (
        1000,
        ["Иванов", "Петров"],
        "Иванов",
    )


def test_what_is_said_where_a_column_is_missing() -> None:
    with pytest.raises(DalelError, match="has no column 'given'"):
        stations_of(parse_table("station,registered,valid,A\n1,10,9,5\n", "table"))


def test_where_do_stations_stand_in_the_fingerprint() -> None:
    one = stations(np.array([1000]), np.array([605]), np.array([600]), {"A": np.array([303])})
    counts = histogram(one)
    assert counts[60, 50] == 1000
    assert counts.sum() == 1000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of a clean election."""
    made = clean(1, 400)
    path = tmp_path / "s.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["station", "registered", "given", "valid", *made.votes])
        columns = (made.registered, made.given, made.valid, *made.votes.values())
        writer.writerows([i, *(int(column[i]) for column in columns)] for i in range(made.used))
    return path


def test_what_does_the_command_print(file: Path) -> None:
    run = CliRunner().invoke(app, ["election", "forensics", str(file), "--json"])
    assert run.exit_code == 0
    told = json.loads(run.stdout)
    assert (told["stations"], told["used"], told["leader"]) == (400, 400, "A")
    assert not any(test["significant"] for test in told["tests"])
    plain = CliRunner().invoke(app, ["election", "forensics", str(file)])
    assert plain.exit_code == 0
    for output in (run.stdout, plain.stdout):
        assert "fraud" not in output.lower()
    assert "Criticism:" in plain.stdout


def test_are_the_pictures_drawn(file: Path, tmp_path: Path) -> None:
    from PIL import Image

    names = ("a.png", "b.svg")
    words = ["--fingerprint", str(tmp_path / names[0]), "--distributions", str(tmp_path / names[1])]
    run = CliRunner().invoke(app, ["election", "forensics", str(file), "--json", *words])
    assert run.exit_code == 0
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (1240, 1280)
    assert (tmp_path / "b.svg").read_text("utf-8").startswith("<svg")
    wrong = CliRunner().invoke(
        app, ["election", "forensics", str(file), "--fingerprint", str(tmp_path / "a.jpg")]
    )
    assert wrong.exit_code == 1


def test_is_the_same_picture_drawn_twice(file: Path) -> None:
    result = forensics(file)
    assert fingerprint(result).png() == fingerprint(result).png()
    assert distributions(result).svg() == distributions(result).svg()
