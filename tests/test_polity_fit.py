"""Which formulas and thresholds explain a result that is known?"""

from __future__ import annotations

import json
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dalel.cli import app
from dalel.model import DalelError
from dalel.polity.counting.fitting import FitAnswer, Observed, fit
from dalel.polity.counting.formulas import Formula, allocate, formula_of, formulas
from dalel.polity.counting.votes import parse_votes

KAZAKHSTAN_2012 = (
    "party,share,seats\nNur Otan,80.99,83\nAk Zhol,7.47,8\nCommunists,7.19,7\nSocial Democrats,1.68,0\n"
)
OFFICIAL: list[dict[str, Any]] = [
    case
    for case in tomllib.loads((Path(__file__).parent / "data" / "seats.toml").read_text(encoding="utf-8"))[
        "distribution"
    ]
    if "levelling" not in case and "alliance" not in case["votes"] and "own" not in case["id"]
]


def fitted(*texts: str) -> FitAnswer:
    return fit(
        Observed.of(f"election {number}", tally)
        for number, text in enumerate(texts, 1)
        for tally in parse_votes(text)
    )


def ids(answer: FitAnswer) -> set[str]:
    return {formula.id for formula in answer.formulas}


def test_the_mazhilis_of_2012_excludes_dhondt() -> None:
    answer = fitted(KAZAKHSTAN_2012)
    assert {"hare", "sainte_lague"} <= ids(answer)
    assert not {"dhondt", "droop"} & ids(answer)
    (dhondt,) = [one for one in answer.excluded if one.formula.id == "dhondt"]
    assert dhondt.gives == {"Nur Otan": 84, "Ak Zhol": 7, "Communists": 7}


def test_the_threshold_lies_between_the_weakest_list_in_and_the_strongest_out() -> None:
    bounds = fitted(KAZAKHSTAN_2012).thresholds(formula_of("hare"))
    assert bounds == (Fraction("1.68"), Fraction("7.19"))


def test_a_second_election_narrows_what_explains_both() -> None:
    first = "party,share,seats\nA,60,12\nB,40,8\nC,4.9,0\n"
    second = "party,share,seats\nA,55,22\nB,38,15\nC,7.5,3\nD,5.5,0\n"
    alone, both = fitted(first), fitted(first, second)
    assert ids(both) <= ids(alone)
    assert both.thresholds(formula_of("hare")) == (Fraction("5.5"), Fraction("7.5"))


def test_what_would_tell_the_rest_apart_gives_different_seats() -> None:
    answer = fitted(KAZAKHSTAN_2012)
    assert answer.telling
    for one in answer.telling:
        assert len({tuple(seats.values()) for seats in one.results.values()}) > 1
        assert one.points > 0


def test_rounded_shares_may_hide_the_votes_that_explain_a_result() -> None:
    """D'Hondt gives all of two seats to A only with twice the votes of B, which the shares leave open."""
    answer = fitted("party,share,seats\nA,66.6,2\nB,33.4,0\n")
    assert "dhondt" not in {one.formula.id for one in answer.explanations["election 1"] if one.upto < 50}
    answer = fitted("party,share,seats\nA,66.7,2\nB,33.4,0\nC,0.1,0\n")
    hows = {
        one.how for one in answer.explanations["election 1"] if one.formula.id == "dhondt" and one.upto < 50
    }
    assert hows == {"rounding"}


def test_a_result_a_lot_decided_is_explained_by_the_lot() -> None:
    answer = fitted("party,votes,seats\nA,100,2\nB,100,1\n")
    assert {one.how for one in answer.explanations["election 1"]} == {"lot"}


def test_without_seats_there_is_nothing_to_explain() -> None:
    with pytest.raises(DalelError, match="no seats"):
        fitted("party,votes\nA,100\n")


@pytest.mark.parametrize("case", OFFICIAL, ids=[case["id"] for case in OFFICIAL])
def test_the_formula_of_the_law_is_among_those_that_explain_the_official_result(case: dict[str, Any]) -> None:
    answer = fitted(case["votes"].strip())
    formula = formula_of(case["formula"])
    assert formula in answer.formulas
    bounds = answer.thresholds(formula)
    assert bounds is not None
    above, upto = bounds
    assert above <= Fraction(case["threshold"]) <= upto


@given(
    st.sampled_from(list(formulas().values())),
    st.lists(st.integers(1, 5000), min_size=2, max_size=6),
    st.integers(2, 60),
)
def test_every_formula_explains_what_it_gives(formula: Formula, votes: list[int], seats: int) -> None:
    given_votes = {f"P{number}": count for number, count in enumerate(votes)}
    outcome = next(allocate(formula, given_votes, seats).outcomes())
    rows = "".join(f"{party},{given_votes[party]},{outcome[party]}\n" for party in given_votes)
    (tally,) = parse_votes("party,votes,seats\n" + rows)
    assert formula in fit([Observed.of("one", tally)], [formula]).formulas


def test_command_gives_formulas_exclusions_and_what_would_tell(tmp_path: Path) -> None:
    file = tmp_path / "2012.csv"
    file.write_text(KAZAKHSTAN_2012, encoding="utf-8")
    words = ["polity", "fit", "kazakhstan", "mazhilis", "--results", str(file)]
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exit_code == 0
    row = json.loads(done.stdout)
    assert "hare" in {one["formula"] for one in row["formulas"]}
    assert "dhondt" in {one["formula"] for one in row["excluded"]}
    assert row["would_tell"]
    assert "excluded" in CliRunner().invoke(app, words).stdout


def test_the_elections_of_the_file_serve_where_none_is_given() -> None:
    done = CliRunner().invoke(app, ["polity", "fit", "kazakhstan", "mazhilis", "--json"])
    assert done.exit_code == 0
    assert "dhondt" not in {one["formula"] for one in json.loads(done.stdout)["formulas"]}
