"""Questions about result tables, with known answers: what adds up, and what cannot be true together."""

from __future__ import annotations

import contextlib
import csv
import json
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dalel.cli import app
from dalel.model import DalelError
from dalel.polity import load
from dalel.polity.results.audit import CHECKS, Audit, audit, audit_table
from dalel.polity.results.by_rules import Rules
from dalel.polity.results.cells import Sort, parse_cell
from dalel.polity.results.findings import Finding
from dalel.polity.results.reading import decode, parse_table

# Country update Kazakhstan of 5 April 2011, table of the presidential election of 3 April 2011.
KAZAKHSTAN_2011 = """Candidates\tVotes\t%
Nursultan Nazarbaev – Nur Otan\t7,850,958\t95.55
Ghani Qasimov – Patriots Party\t159,036\t1.94
Zhambyl Akhmetbekov – Communist People's Party\t111,924\t1.36
Mels Eleusizov – Tabighat\t94,452\t1.15
Total (turnout 89.99%)\t8,216,370\t100
"""
# The same, table of the Mazhilis election of 18 August 2007; one decimal point among commas.
KAZAKHSTAN_2007 = """Party\tPercentage of votes\tNumber of seats
Ak-Zhol\t3,09\t0
ANSDP\t4,54\t0
Auyl\t1,51\t0
CPPK\t1,29\t0
Nur Otan\t88.41\t98
Patriot's Party\t0,78\t0
Rukhaniyat\t0,37\t0
"""
# Austrian Ministry of the Interior, bmi.gv.at: repeated second round of 4 December 2016, final result.
AUSTRIA_2016 = """Gebiet;Kandidat;Stimmen;%;Wahlberechtigte;Wahlbeteiligung;Wähler;ungültige;gültige
Burgenland;Hofer;102.147;58,1;;;;;
Burgenland;Van der Bellen;73.581;41,9;;;;;
Kärnten;Hofer;167.425;54,6;;;;;
Kärnten;Van der Bellen;139.276;45,4;;;;;
Niederösterreich;Hofer;485.874;49,3;;;;;
Niederösterreich;Van der Bellen;498.849;50,7;;;;;
Oberösterreich;Hofer;356.619;44,7;;;;;
Oberösterreich;Van der Bellen;440.631;55,3;;;;;
Salzburg;Hofer;135.483;48,0;;;;;
Salzburg;Van der Bellen;146.616;52,0;;;;;
Steiermark;Hofer;363.778;52,7;;;;;
Steiermark;Van der Bellen;325.960;47,3;;;;;
Tirol;Hofer;166.650;45,3;;;;;
Tirol;Van der Bellen;201.160;54,7;;;;;
Vorarlberg;Hofer;67.791;37,5;;;;;
Vorarlberg;Van der Bellen;113.122;62,5;;;;;
Wien;Hofer;278.894;34,3;;;;;
Wien;Van der Bellen;533.697;65,7;;;;;
Gesamt;Hofer;2.124.661;46,2;6.399.607;74,2%;4.749.339;151.786;4.597.553
Gesamt;Van der Bellen;2.472.892;53,8;6.399.607;74,2%;4.749.339;151.786;4.597.553
"""
# The same, first round of 24 April 2016: six candidates, shares that make 99.99.
AUSTRIA_2016_FIRST = """candidate,votes,share,registered,given,invalid,valid,turnout
Irmgard Griss,"810.641","18,94",,,,,
Norbert Hofer,"1.499.971","35,05",,,,,
Rudolf Hundstorfer,"482.790","11,28",,,,,
Andreas Khol,"475.767","11,12",,,,,
Richard Lugner,"96.783","2,26",,,,,
Alexander Van der Bellen,"913.218","21,34",,,,,
Total,,,"6.382.507","4.371.825","92.655","4.279.170","68,5 %"
"""
# French Constitutional Council: second round of 24 April 2022; blank and void ballots are apart.
FRANCE_2022 = """candidat;voix;%;inscrits;votants;exprimés;blancs;nuls;participation
Emmanuel Macron;18 768 639;58,55;48 752 339;35 096 478;32 057 325;2 233 904;805 249;71,99
Marine Le Pen;13 288 686;41,45;48 752 339;35 096 478;32 057 325;2 233 904;805 249;71,99
"""
CLEAN = {
    "Kazakhstan 2011": KAZAKHSTAN_2011,
    "Kazakhstan 2007": KAZAKHSTAN_2007.replace("88.41", "88,41"),
    "Austria 2016": AUSTRIA_2016,
    "Austria 2016, first round": AUSTRIA_2016_FIRST,
    "France 2022": FRANCE_2022,
}


def audited(text: str) -> Audit:
    """The audit of a table."""
    return audit_table(parse_table(text, "table"))


def found(text: str) -> dict[str, list[Finding]]:
    """The findings of a table by check."""
    by_check: dict[str, list[Finding]] = {}
    for one in audited(text).findings:
        by_check.setdefault(one.check, []).append(one)
    return by_check


def figure(result: Audit, name: str, territory: str = "") -> tuple[object, object]:
    """A figure that a table implies."""
    (one,) = [d for d in result.derived if d.name == name and d.territory == territory]
    return one.low, one.high


@pytest.mark.parametrize("name", CLEAN)
def test_does_a_published_table_give_a_false_alarm(name: str) -> None:
    assert audited(CLEAN[name]).findings == ()


def test_what_do_the_votes_of_2011_add_up_to() -> None:
    assert figure(audited(KAZAKHSTAN_2011), "sum_votes") == (8_216_370, 8_216_370)


def test_which_electorate_does_the_turnout_of_2011_imply() -> None:
    low, high = figure(audited(KAZAKHSTAN_2011), "electorate")
    assert (low, high) == (9_129_808, 9_130_821)


def test_what_do_the_shares_of_2007_add_up_to() -> None:
    assert figure(audited(KAZAKHSTAN_2007), "sum_shares") == (99.99, 99.99)


def test_are_decimal_comma_and_point_mixed_in_2007() -> None:
    findings = found(KAZAKHSTAN_2007)
    assert list(findings) == ["decimal_marks"]
    (one,) = findings["decimal_marks"]
    assert (one.row, one.expected, one.found) == (6, ",", ".")


def test_does_a_wrong_total_stand_out() -> None:
    (one,) = found(KAZAKHSTAN_2011.replace("8,216,370", "8,216,310"))["sum_votes"]
    assert (one.row, one.expected, one.found) == (6, 8_216_370, 8_216_310)


def test_can_1_49_percent_be_111924_of_8216370_votes() -> None:
    (one,) = found(KAZAKHSTAN_2011.replace("\t1.36", "\t1.49"))["possible_share"]
    assert (one.row, one.expected, one.found) == (4, 1.36, 1.49)


def test_is_a_lost_digit_a_number() -> None:
    findings = found(KAZAKHSTAN_2011.replace("111,924", ",924"))
    assert list(findings) == ["damaged_number"]
    assert findings["damaged_number"][0].found == ",924"


def test_is_a_letter_among_digits_a_number() -> None:
    assert list(found(KAZAKHSTAN_2011.replace("159,036", "159,O36"))) == ["damaged_number"]


def test_do_shares_beyond_a_hundred_stand_out() -> None:
    (one,) = found(KAZAKHSTAN_2007.replace("4,54", "5,54").replace("88.41", "88,41"))["sum_shares"]
    assert (one.expected, one.found) == (100, 100.99)


def test_do_states_and_country_disagree() -> None:
    findings = found(AUSTRIA_2016.replace("Tirol;Hofer;166.650;45,3", "Tirol;Hofer;166.750;45,3"))
    (one,) = findings["parts_of_whole"]
    assert (one.territory, one.contestant, one.expected, one.found) == ("Gesamt", "Hofer", 2124761, 2124661)


def test_is_the_whole_found_without_its_name() -> None:
    text = AUSTRIA_2016.replace("Gesamt;", "Österreich;").replace("Wien;Hofer;278.894", "Wien;Hofer;278.895")
    (one,) = found(text)["parts_of_whole"]
    assert one.territory == "Österreich"


def test_do_valid_and_invalid_make_the_ballots() -> None:
    text = AUSTRIA_2016_FIRST.replace("92.655", "92.755")
    (one,) = found(text)["valid_and_invalid"]
    assert (one.expected, one.found) == (4_371_925, 4_371_825)


def test_is_a_turnout_of_70_percent_possible() -> None:
    (one,) = found(AUSTRIA_2016_FIRST.replace("68,5 %", "70,0 %"))["possible_turnout"]
    assert (one.expected, one.found) == (68.5, 70)


def test_did_more_vote_than_are_registered() -> None:
    text = "candidate,votes,registered,given\nA,600,900,1000\nB,400,900,1000\n"
    (one,) = found(text)["given_within_registered"]
    assert (one.expected, one.found) == ("at most 900", 1000)


def test_are_there_as_many_contestants_as_stated() -> None:
    text = "party,votes,contestants\nA,10,\nB,20,\nTotal,30,3\n"
    (one,) = found(text)["stated_count"]
    assert (one.expected, one.found) == (3, 2)


def test_do_the_seats_add_up() -> None:
    text = "party,votes,seats\nA,60,6\nB,40,5\nTotal,100,10\n"
    (one,) = found(text)["sum_seats"]
    assert (one.expected, one.found) == (11, 10)


def test_do_two_documents_give_one_result() -> None:
    text = "source,party,share,turnout\none,Nur Otan,88.41,64.5\ntwo,Nur Otan,88.5,65\n"
    findings = found(text)
    (one,) = findings["sources_differ"]  # 64.5 and 65 agree, as far as 65 goes
    assert (one.contestant, one.expected, one.found) == ("Nur Otan", 88.41, 88.5)
    assert list(findings) == ["sources_differ"]


def test_is_a_share_that_is_missing_a_share_of_zero() -> None:
    text = "party,share\nA,88.5\nB,4.6\nC,\n"
    assert found(text) == {}
    assert found(text.replace("C,", "C,0"))["sum_shares"]


def test_is_a_table_of_the_larger_parties_short_of_its_total() -> None:
    text = "party,votes,share,valid\nA,500,50.0,1000\nB,300,30.0,1000\nC,100,10.0,1000\n"
    result = audited(text)
    assert result.findings == ()
    assert any("are not all" in note for note in result.notes)


def test_are_shares_of_all_ballots_an_error() -> None:
    text = "party,votes,share,valid,invalid,given\nA,570,57.0,950,50,1000\nB,380,38.0,950,50,1000\n"
    result = audited(text)
    assert result.findings == ()
    assert "the shares are percentages of given" in result.notes


def test_are_shares_of_more_than_the_table_lists_an_error() -> None:
    text = "candidate,votes,share\nA,570,57.0\nB,380,38.0\nC,40,4.0\n"
    result = audited(text)
    assert result.findings == ()
    assert "which the table does not list" in result.notes[0]
    assert found(text.replace("38.0", "36.0"))["possible_share"]


def test_are_shares_cut_instead_of_rounded_an_error() -> None:
    text = "party,votes,share\nA,66669,66.66\nB,33331,33.33\n"
    assert not any(one.check == "possible_share" for one in audited(text).findings)


def test_is_a_row_split_over_lines_read_as_zero() -> None:
    text = "party,votes,share\nA,60,60\nB of the,40,40\nSecond Line,,\n"
    result = audited(text)
    assert result.findings == ()
    assert result.notes == ("row 4 (Second Line) has no figure, which is not the same as zero",)


def test_is_an_unquoted_decimal_comma_taken_for_two_numbers() -> None:
    text = "party,share,seats\nA,60.0,6\nB,40,0,4\n"
    (one,) = found(text)["row_shape"]
    assert (one.row, one.expected, one.found) == (3, 3, 4)


def test_are_other_column_names_understood(tmp_path: Path) -> None:
    table = tmp_path / "r.csv"
    table.write_bytes("Кто;За;Проц\nИванов;60;60,0\nПетров;41;40,0\nИтого;100;100\n".encode("windows-1251"))
    names = tmp_path / "columns.toml"
    names.write_text('"Кто" = "contestant"\nvotes = "За"\nshare = "Проц"\n', "utf-8")
    result = audit(table, names)
    assert "read as windows-1251" in result.notes
    assert {one.check for one in result.findings} >= {"sum_votes"}


def test_is_a_german_file_read_as_cyrillic() -> None:
    assert decode("Wähler für Österreich".encode("windows-1252")) == ("Wähler für Österreich", "windows-1252")


@pytest.mark.parametrize(
    ("text", "count", "percent"),
    [
        ("7,850,958", 7850958, 7850958),
        ("7.850.958", 7850958, 7850958),
        ("7\u00a0850\u202f958", 7850958, 7850958),
        ("3,125", 3125, Fraction("3.125")),
        ("88,41", None, Fraction("88.41")),
        ("88.41 %", None, Fraction("88.41")),
        ("1 234,00", 1234, 1234),
        ("7,850,95", None, None),
        (",400", None, None),
        ("1O,000", None, None),
        ("1.24 million", None, 1240000),
        ("—", None, None),
    ],
)
def test_what_number_is_a_cell(text: str, count: int | None, percent: Fraction | int | None) -> None:
    assert parse_cell(text, Sort.COUNT).value == count
    if text != "1.24 million":
        assert parse_cell(text, Sort.PERCENT).value == percent


def rounded(part: int, whole: int, places: int, rounding: str) -> str:
    """A percentage as a table prints it."""
    return str((Decimal(100) * part / whole).quantize(Decimal(1).scaleb(-places), rounding))


def printed(votes: list[int], places: int, rounding: str = ROUND_HALF_UP) -> str:
    """A table of these votes with their shares and total."""
    total = sum(votes)
    rows = [f"P{i};{n};{rounded(n, total, places, rounding)}" for i, n in enumerate(votes)]
    return "\n".join(["party;votes;share", *rows, f"Total;{total};100"]) + "\n"


VOTES = st.lists(st.integers(0, 5_000_000), min_size=2, max_size=12).filter(lambda votes: sum(votes) > 0)


@settings(max_examples=60, deadline=None)
@given(VOTES, st.integers(0, 3), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_no_table_made_by_rounding_gives_a_finding(votes: list[int], places: int, rounding: str) -> None:
    assert audited(printed(votes, places, rounding)).findings == ()


@settings(max_examples=80, deadline=None)
@given(VOTES, st.data())
def test_one_wrong_digit_in_votes_or_total_is_found(votes: list[int], data: st.DataObject) -> None:
    lines = printed(votes, 2).splitlines()
    line = data.draw(st.integers(1, len(lines) - 1))
    label, number, share = lines[line].split(";")
    at = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from("0123456789"))
    wrong = number[:at] + digit + number[at + 1 :]
    assume(int(wrong) != int(number))
    lines[line] = f"{label};{wrong};{share}"
    assert audited("\n".join(lines) + "\n").findings


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 99_999), min_size=3, max_size=3), min_size=2, max_size=6))
def test_no_clean_table_of_territories_gives_a_finding(table: list[list[int]]) -> None:
    lines = ["territory,contestant,votes"]
    for i, votes in enumerate(table):
        lines += [f"T{i},P{j},{n}" for j, n in enumerate(votes)]
    lines += [f"Total,P{j},{sum(votes[j] for votes in table)}" for j in range(3)]
    assert audited("\n".join(lines) + "\n").findings == ()


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('votes,;share\t\n\r"0123.% -Totalпартия'), max_size=120))
def test_does_any_text_at_all_bring_the_audit_down(text: str) -> None:
    try:
        result = audited("party,votes,share\n" + text)
    except DalelError:
        return
    json.dumps(result.as_json())
    with contextlib.suppress(DalelError, csv.Error):
        audited(text)


def test_does_every_finding_name_a_known_check() -> None:
    wrong = [
        KAZAKHSTAN_2007,
        KAZAKHSTAN_2011.replace("1.36", "13.6").replace("94,452", "94.452"),
        AUSTRIA_2016_FIRST.replace("6.382.507", "4.082.507"),
        "party,votes,share\nA,-5,105\nA,-5,105\nB,x1,2,3\n",
    ]
    checks = {one.check for text in wrong for one in audited(text).findings}
    assert checks <= set(CHECKS)
    assert {"decimal_marks", "thousands_marks", "impossible_number", "row_shape"} <= checks


def test_what_does_the_command_print(tmp_path: Path) -> None:
    table = tmp_path / "r.tsv"
    table.write_text(KAZAKHSTAN_2007, "utf-8")
    run = CliRunner().invoke(app, ["election", "audit", str(table), "--json"])
    assert run.exit_code == 0
    (one,) = json.loads(run.stdout)["findings"]
    assert {"check", "row", "expected", "found"} <= set(one)
    told = CliRunner().invoke(app, ["election", "audit", str(table)])
    assert told.exit_code == 0
    assert "1 discrepancy" in told.stdout


def test_what_is_said_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["election", "audit", str(tmp_path / "none.csv")])
    assert run.exit_code == 1
    assert "cannot be read" in run.output


def test_what_is_said_of_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(b"")
    for command in ("audit", "forensics"):
        run = CliRunner().invoke(app, ["election", command, str(tmp_path / "r.csv")])
        assert run.exit_code == 1
        assert "holds no table" in run.output


class TestSeatsAgainstTheRules:
    """Is a table's column of seats what the rules of that day give?"""

    @staticmethod
    def found(text: str, organ: str = "mazhilis") -> list[Finding]:
        rules = Rules(load("kazakhstan"), organ, "2007-08-18")
        return [
            one
            for one in audit_table(parse_table(text, "t.tsv"), None, rules).findings
            if one.check == "seats_by_rules"
        ]

    def test_are_the_seats_of_2007_those_of_the_rules(self) -> None:
        assert self.found(KAZAKHSTAN_2007) == []

    def test_which_seats_are_not(self) -> None:
        wrong = KAZAKHSTAN_2007.replace("\t98", "\t97").replace("4,54\t0", "4,54\t1")
        assert [(one.row, one.expected, one.found) for one in self.found(wrong)] == [(3, 0, 1), (6, 98, 97)]

    def test_is_any_formula_good_where_nobody_states_it(self) -> None:
        # Two lists above the threshold of 7 percent: D'Hondt gives 88 and 10, Hare 87 and 11.
        table = "party\tshare\tseats\nA\t79,20\t{}\nB\t9,60\t{}\nC\t3,00\t0\n"
        fitting = [one for one in range(99) if not self.found(table.format(one, 98 - one))]
        assert fitting == [87, 88]

    def test_what_is_said_of_a_table_without_seats(self) -> None:
        with pytest.raises(DalelError, match="no column of seats"):
            self.found(KAZAKHSTAN_2011)

    def test_options_of_the_rules_belong_together(self, tmp_path: Path) -> None:
        file = tmp_path / "t.tsv"
        file.write_text(KAZAKHSTAN_2007, encoding="utf-8")
        words = ["election", "audit", str(file), "--polity", "kazakhstan"]
        assert CliRunner().invoke(app, words).exit_code == 2
        asked = CliRunner().invoke(app, [*words, "--organ", "mazhilis", "--at", "2007-08-18"])
        assert asked.exit_code == 0
        assert CliRunner().invoke(app, [*words, "--organ", "duma", "--at", "2007-08-18"]).exit_code == 1
