"""Kazakhstan as five documents describe it: questions and their known answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from dalel.measures import parse_edtf
from dalel.model import UnknownNameError
from dalel.polity import Basis, Election, Holds, Moment, Polity, Result, as_of, load, resolve


@pytest.fixture(scope="module")
def polity() -> Polity:
    return load("kazakhstan")


def size(polity: Polity, organ: str, at: str) -> Any:
    return as_of(polity, at).organ(organ).size.as_json()


def seats(polity: Polity, organ: str, at: str) -> dict[str, Any]:
    """Of each way of filling that surely held: its seats."""
    view = as_of(polity, at).organ(organ)
    return {f.filling.id: f["seats"].value for f in view.fillings if f.holds is Holds.CERTAIN}


def result(polity: Polity, election: str, account: str) -> Result:
    (found,) = [one for one in polity.elections[election].results if one.id == account]
    return found


def day_of(election: Election) -> date:
    value = resolve(election.date, Moment.of("2020-01-01")).value
    first = parse_edtf(str(value)).first
    assert first is not None
    return first


class TestThePresident:
    @pytest.mark.parametrize(
        ("at", "term"), [("1997-01-01", 5), ("2007-04-01", 7), ("2007-07-01", 5), ("2011-04-03", 5)]
    )
    def test_is_one_elected_in_two_rounds_by_the_voters(self, polity: Polity, at: str, term: int) -> None:
        view = as_of(polity, at).organ("president")
        (vote,) = view.fillings
        assert (view.size.value, vote["method"].value, vote["by"].value) == (
            1,
            "two_round_majority",
            ("voters",),
        )
        assert view["term_years"].value == term

    def test_has_a_term_of_seven_or_five_years_in_may_2007(self, polity: Polity) -> None:
        term = as_of(polity, "2007-05-15").organ("president")["term_years"]
        assert (term.values(), term.undetermined) == ((7, 5), True)

    def test_is_nazarbayev_on_every_day_asked(self, polity: Polity) -> None:
        for at in ("1999-01-10", "2007-04-01", "2007-05-15", "2007-07-01", "2011-04-03", "2017-01-01"):
            (holder,) = as_of(polity, at).organ("president").holders
            assert (holder.person.id, holder.holds) == ("nazarbayev", Holds.CERTAIN)

    def test_may_serve_two_terms_by_sources_that_count_differently(self, polity: Polity) -> None:
        (limit,) = as_of(polity, "2007-04-01").organ("president").rule("term_limit")
        assert limit["max_terms"].value == 2
        assert limit["counting"].values() == ("in_all", "consecutive")
        assert limit["counting"].disputed

    @pytest.mark.parametrize(("at", "excepted"), [("2007-04-01", ()), ("2007-07-01", (("nazarbayev",),))])
    def test_the_first_one_is_excepted_since_may_2007(
        self, polity: Polity, at: str, excepted: tuple[Any, ...]
    ) -> None:
        (limit,) = as_of(polity, at).organ("president").rule("term_limit")
        assert limit["except"].values() == excepted

    @pytest.mark.parametrize(
        ("at", "may"), [("2007-04-01", False), ("2007-05-15", None), ("2007-07-01", True)]
    )
    def test_may_lead_a_party_only_since_may_2007(self, polity: Polity, at: str, may: bool | None) -> None:
        rules = {view.rule.id: view for view in as_of(polity, at).organ("president").rules}
        assert rules["party-post"]["party_post"].value is may

    def test_must_be_40_and_15_years_in_the_country(self, polity: Polity) -> None:
        rules = {view.rule.id: view for view in as_of(polity, "2011-04-03").organ("president").rules}
        assert rules["eligibility"]["minimum_age"].value == 40
        assert rules["eligibility"]["residence_years"].value == 15
        assert rules["decree"]["within_days"].value == 30


class TestTheMazhilis:
    def test_has_67_seats_then_107(self, polity: Polity) -> None:
        assert size(polity, "mazhilis", "2007-04-01") == 67
        assert size(polity, "mazhilis", "2007-07-01") == 107
        assert size(polity, "mazhilis", "2011-04-03") == 107

    def test_has_67_or_107_seats_in_may_2007(self, polity: Polity) -> None:
        shown = size(polity, "mazhilis", "2007-05-15")
        assert (shown["value"], shown["undetermined"]) == (None, True)
        assert [other["value"] for other in shown["alternatives"]] == [67, 107]
        assert all("Nations in Transit 2008" in other["source"] for other in shown["alternatives"])

    def test_was_mostly_of_single_constituencies_and_ten_list_seats(self, polity: Polity) -> None:
        assert seats(polity, "mazhilis", "2007-04-01") == {"single-member": 57, "list-before-2007": 10}
        single = as_of(polity, "2007-04-01").organ("mazhilis").fillings[0]["seats"]
        assert single.basis is Basis.DERIVED
        assert [other.value for other in single.besides] == [67]

    @pytest.mark.parametrize("at", ["2007-07-01", "2011-04-03"])
    def test_is_of_98_list_seats_and_nine_from_the_assembly(self, polity: Polity, at: str) -> None:
        assert seats(polity, "mazhilis", at) == {"party-list": 98, "assembly": 9}
        party_list = as_of(polity, at).organ("mazhilis").fillings[0]
        assert party_list["threshold"].value == Decimal(7)
        assert party_list["list"].value == "closed"
        assert party_list["formula"].unknown
        assert (party_list["coalitions"].value, party_list["independents"].value) == (False, False)

    def test_has_nine_whom_the_assembly_elects_gives_or_appoints(self, polity: Polity) -> None:
        nine = as_of(polity, "2008-01-01").organ("mazhilis").fillings[1]
        assert nine["method"].values() == ("indirect_election", "selection", "appointment")
        assert nine["method"].disputed
        assert nine["by"].value == ("assembly",)

    def test_has_a_term_that_no_document_states(self, polity: Polity) -> None:
        assert as_of(polity, "2007-07-01").organ("mazhilis")["term_years"].unknown

    def test_takes_the_seat_from_whoever_leaves_the_party(self, polity: Polity) -> None:
        (rule,) = as_of(polity, "2007-07-01").organ("mazhilis").rule("mandate_loss")
        assert len(rule["cause"].values()[0]) == 3  # type: ignore[arg-type]
        assert not list(as_of(polity, "2007-04-01").organ("mazhilis").rule("mandate_loss"))


class TestTheSenate:
    def test_has_39_seats_by_derivation_then_47(self, polity: Polity) -> None:
        before = as_of(polity, "2007-04-01").organ("senate").size
        assert (before.value, before.basis) == (39, Basis.DERIVED)
        assert "32" in before.derivation
        assert "7" in before.derivation
        assert size(polity, "senate", "2007-05-15")["undetermined"] is True
        assert size(polity, "senate", "2007-07-01") == 47
        assert size(polity, "senate", "2011-04-03") == 47

    @pytest.mark.parametrize(
        ("at", "appointed"), [("2007-04-01", 7), ("2007-05-15", None), ("2007-07-01", 15), ("2011-04-03", 15)]
    )
    def test_has_two_of_each_region_and_the_presidents(
        self, polity: Polity, at: str, appointed: int | None
    ) -> None:
        assert seats(polity, "senate", at) == {"regions": 32, "president": appointed}
        regions, president = as_of(polity, at).organ("senate").fillings
        assert (regions["by"].value, regions["each"].value) == (("maslikhats-regions",), 2)
        assert president["by"].value == ("president",)

    def test_one_third_in_one_document_is_15_of_47_in_another(self, polity: Polity) -> None:
        president = as_of(polity, "2008-01-01").organ("senate").fillings[1]["seats"]
        assert president.value == 15
        assert [other.value for other in president.besides] == [Fraction(1, 3)]

    def test_has_senators_for_six_years_half_of_the_elected_every_three(self, polity: Polity) -> None:
        view = as_of(polity, "2007-07-01").organ("senate")
        (staggering,) = view.rule("staggering")
        assert view["term_years"].value == 6
        assert (staggering["share"].value, staggering["every_years"].value) == (Fraction(1, 2), 3)


@pytest.mark.parametrize(
    ("organ", "at", "key", "value"),
    [
        ("assembly", "2011-04-03", "size", 366),
        ("assembly", "2011-04-03", "chair", ("president",)),
        ("assembly", "2011-04-03", "chair_term", "for life"),
        ("jury", "2008-01-01", "size", 11),
        ("maslikhats-regions", "2007-07-01", "count", 16),
        ("maslikhats-regions", "2007-07-01", "term_years", 5),
        ("central-election-commission", "2011-04-03", "size", 7),
        ("central-election-commission", "2011-04-03", "count", 1),
        ("regional-election-commissions", "2011-04-03", "count", 16),
        ("district-election-commissions", "2011-04-03", "count", 205),
        ("precinct-election-commissions", "2011-04-03", "count", 9730),
        ("precinct-election-commissions", "2011-04-03", "size", 7),
        ("precinct-election-commissions", "2011-04-03", "term_years", 5),
    ],
)
def test_numbers_of_the_other_organs(polity: Polity, organ: str, at: str, key: str, value: object) -> None:
    assert as_of(polity, at).organ(organ)[key].value == value


def test_no_document_says_how_many_must_be_present(polity: Polity) -> None:
    rules = {view.rule.id: view for view in as_of(polity, "2007-07-01").organ("parliament").rules}
    assert rules["quorum"]["quorum"].unknown


def test_the_central_election_commission_is_filled_in_two_ways_that_cannot_both_be_right(
    polity: Polity,
) -> None:
    view = as_of(polity, "2008-01-01").organ("central-election-commission")
    assert view.accounts == ("efds2011", "nit2008")
    by_account = {f.filling.account: f for f in reversed(view.fillings)}
    assert by_account["efds2011"]["by"].value == ("mazhilis",)
    assert by_account["efds2011"]["proposed_by"].value == ("president",)
    assert by_account["nit2008"]["seats"].value == Fraction(2, 3)
    assert by_account["nit2008"]["nominated_by"].value == ("parliament",)


def test_jurors_are_drawn_by_lot_with_exceptions(polity: Polity) -> None:
    (lot,) = as_of(polity, "2008-01-01").organ("jury").fillings
    assert (lot["method"].value, lot["minimum_age"].value) == ("lot", 25)
    assert "officers of the police" in (lot["exclusions"].value or ())  # type: ignore[operator]


@pytest.mark.parametrize(("at", "share"), [("2007-04-01", Fraction(2, 3)), ("2007-07-01", Fraction(1, 5))])
def test_an_akim_falls_to_two_thirds_then_to_a_fifth(polity: Polity, at: str, share: Fraction) -> None:
    (vote,) = as_of(polity, at).organ("akims-regions").rule("vote")
    assert vote["share"].value == share


def test_premiers_stand_in_order_and_the_seventh_took_over_in_january_2007(polity: Polity) -> None:
    def premier(at: str) -> list[tuple[str, object]]:
        holders = as_of(polity, at).organ("prime-minister").holders
        return [(one.person.id, one.order.value) for one in holders]

    assert premier("2006-06-01") == [("akhmetov", 6)]
    assert premier("2007-01-15") == [("akhmetov", 6), ("masimov", 7)]
    assert premier("2011-04-03") == [("masimov", 7)]
    order = [h.order.statements[0].value for h in polity.holders if h.organ == "prime-minister"]
    assert order == [1, 2, 3, 4, 5, 6, 7]


def test_in_2002_two_documents_name_two_foreign_ministers(polity: Polity) -> None:
    holders = as_of(polity, "2002-06-01").organ("foreign-minister").holders
    assert {holder.person.id for holder in holders} == {"tokayev", "idrisov"}


@pytest.mark.parametrize(
    ("act", "when"),
    [
        ("constitution-1995", "1995"),
        ("amendments-1998", "1998-10"),
        ("election-law-2004", "2004-04"),
        ("amendments-2007", "2007-05"),
        ("election-law-2007", "2007-06-19"),
        ("leader-law-2010", "2010"),
        ("referendum-ruling-2011", "2011-01-31"),
    ],
)
def test_constitutions_and_laws_have_the_dates_the_documents_give(
    polity: Polity, act: str, when: str
) -> None:
    assert resolve(polity.acts[act].date, Moment.of("2020-01-01")).value == when


@pytest.mark.parametrize(
    ("election", "when"),
    [
        ("presidential-1991", "1991-12"),
        ("presidential-1999", "1999-01"),
        ("mazhilis-1999", "1999-10"),
        ("mazhilis-2004", "2004-09"),
        ("presidential-2005", "2005-12"),
        ("mazhilis-2007", "2007-08-18"),
        ("presidential-2011", "2011-04-03"),
        ("mazhilis-2012", "2012-01-15"),
    ],
)
def test_elections_have_their_days(polity: Polity, election: str, when: str) -> None:
    assert resolve(polity.elections[election].date, Moment.of("2020-01-01")).value == when


def test_the_law_came_60_days_before_the_vote_of_2007(polity: Polity) -> None:
    law = resolve(polity.acts["election-law-2007"].date, Moment.of("2020-01-01")).value
    assert (day_of(polity.elections["mazhilis-2007"]) - date.fromisoformat(str(law))).days == 60


def test_the_result_of_2007_is_kept_in_each_accounts_figures(polity: Polity) -> None:
    def shares(account: str) -> dict[str, Decimal]:
        rows = result(polity, "mazhilis-2007", account).rows
        return {row.contestant: row.share.statements[0].value for row in rows if row.share}  # type: ignore[misc]

    assert shares("efds2011")["nur-otan"] == Decimal("88.41")
    assert sum(shares("efds2011").values()) == Decimal("99.99")
    assert shares("nit2008")["nur-otan"] == Decimal("88.5")
    assert shares("tsipr-survey")["nur-otan"] == Decimal("63.6")
    named = {
        one: {row.contestant for row in result(polity, "mazhilis-2007", one).rows}
        for one in ("efds2011", "nit2008")
    }
    assert named["efds2011"] - named["nit2008"] == {"communist-peoples-party"}
    assert named["nit2008"] - named["efds2011"] == {"democratic-party"}


def test_the_result_of_2011_adds_up(polity: Polity) -> None:
    table = result(polity, "presidential-2011", "efds2011")
    assert sum(row.votes.statements[0].value for row in table.rows) == 8216370  # type: ignore[misc]
    assert table.totals["votes"].statements[0].value == 8216370
    assert table.totals["turnout"].statements[0].value == Decimal("89.99")


def test_the_result_of_2012_names_its_source_from_elsewhere(polity: Polity) -> None:
    table = result(polity, "mazhilis-2012", "reuters2012")
    assert all(citation.source.elsewhere for citation in table.sources)
    assert [(str(r.share.statements[0].value), r.seats.statements[0].value) for r in table.rows[:3]] == [
        ("80.99", 83),
        ("7.47", 8),
        ("7.19", 7),
    ]


def test_the_election_of_2011_came_two_years_or_one_year_early(polity: Polity) -> None:
    rules = {rule.id: rule for rule in polity.elections["presidential-2011"].rules}
    early = resolve(rules["early"]["early_years"], Moment.of("2011-04-03"))
    assert (early.values(), early.disputed) == ((2, 1), True)


def test_a_referendum_needed_four_fifths_of_parliament_or_200000_signatures(polity: Polity) -> None:
    rules = {rule.id: rule for rule in polity.elections["referendum-2011"].rules}
    assert rules["parliament"]["share"].statements[0].value == Fraction(4, 5)
    assert rules["petition"]["number"].statements[0].value == 200000


class TestParties:
    def events(self, polity: Polity, party: str) -> dict[str, str]:
        return {event.kind: str(event.date.statements[0].value) for event in polity.parties[party].events}

    def test_are_founded_and_registered_on_different_days(self, polity: Polity) -> None:
        assert self.events(polity, "ansdp")["founded"] == "2006-09-10"
        assert self.events(polity, "ansdp")["registered"] == "2007-01-25"

    def test_are_registered_provisionally_joined_split_refused_and_banned(self, polity: Polity) -> None:
        patriots = self.events(polity, "patriots-party")
        assert patriots["provisionally_registered"] == "2000-08-04"
        assert patriots["registered"] == "2001-08"
        assert patriots["joined_by"] == "2004-04-24"
        assert self.events(polity, "communist-peoples-party")["split_from"].startswith("2004")
        assert self.events(polity, "dvk")["banned"] == "2005-01"
        assert polity.parties["alga"].events[1].by == ("supreme-court",)
        assert self.events(polity, "ak-zhol")["merged_with"] == "2007-07-08"

    def test_have_different_leaders_in_different_documents(self, polity: Polity) -> None:
        assert [leader.person for leader in polity.parties["asar"].leaders] == [
            "dariga-nazarbayeva",
            "aliyev",
        ]
        now = {leader.person for leader in polity.parties["nur-otan"].leaders}
        assert {"nazarbayev", "zhumagulov"} <= now

    def test_change_their_names(self, polity: Polity) -> None:
        names = polity.parties["nur-otan"].names
        assert resolve(names, Moment.of("2005-01-01")).value == "Otan"
        assert resolve(names, Moment.of("2008-01-01")).value == "Nur Otan"


def test_in_2007_only_the_older_sources_were_known(polity: Polity) -> None:
    view = as_of(polity, "2007-07-01", known_at="2007-07-01")
    assert not view.organ("mazhilis").size
    with pytest.raises(UnknownNameError, match="was not known of"):
        view.organ("jury")
    assert view.organ("president")["term_years"].value is None
    later = as_of(polity, "2007-07-01", known_at="2009-01-01").organ("mazhilis").size
    assert later.value == 107


def test_the_five_documents_are_those_of_the_collection(polity: Polity, shared: Path) -> None:
    files = [source.file for source in polity.sources.values() if not source.elsewhere]
    assert len(files) == 5
    assert all((shared / "seeds" / file).is_file() for file in files)
