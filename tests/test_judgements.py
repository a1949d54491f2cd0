"""People decide who is who: their decisions are kept, exchanged, taken back, and always win."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dalel.base import Base
from dalel.identity import Verdict, bring_up_to_date
from dalel.identity.judgements import conflicts, read_file, standing
from dalel.identity.review import all_judgements, anchor, judge, take_in, undo
from dalel.identity.update import start_anew
from dalel.model import DalelError, UnknownNameError
from named import base_of, groups, naming, together

DOCUMENTS = (
    naming("a.txt", "Georgia", ("Tamar Velidze", "Nino Brolin")),
    naming("b.txt", "Georgia", ("Keto Marani", "Tamar Velidze")),
    naming("c.txt", "Hungary", ("Tamar Velidze",), ("Harbour League",)),
)
PEOPLE = ("Tamar Velidze", "Nino Brolin", "Keto Marani")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    with base_of(tmp_path / "who.dalel", DOCUMENTS) as made:
        yield made


def decide(base: Base, verdict: Verdict, left: str, right: str, who: str = "Ada") -> str:
    return judge(base, verdict, anchor(base, left), anchor(base, right), who=who, why="by hand").id


def test_two_names_judged_the_same_are_one(base: Base) -> None:
    assert not together(base, "Nino Brolin", "Keto Marani")
    decide(base, Verdict.SAME, "Nino Brolin", "Keto Marani")
    assert together(base, "Nino Brolin", "Keto Marani")


def test_a_name_that_two_people_bear_is_split_by_document(base: Base) -> None:
    one = {frozenset({("Tamar Velidze", "a.txt"), ("Tamar Velidze", "b.txt")})}
    assert any(next(iter(one)) <= group for group in groups(base))
    decide(base, Verdict.DIFFERENT, "Tamar Velidze#a.txt", "Tamar Velidze#b.txt")
    assert not any(next(iter(one)) <= group for group in groups(base))


def test_unsure_changes_nothing_but_is_kept(base: Base) -> None:
    before = groups(base)
    decide(base, Verdict.UNSURE, "Nino Brolin", "Keto Marani")
    assert groups(base) == before
    assert [one.verdict for one in all_judgements(base)] == [Verdict.UNSURE]


def test_undoing_restores_what_was_and_both_stay_on_record(base: Base) -> None:
    before = groups(base)
    for verdict, left, right in (
        (Verdict.SAME, "Nino Brolin", "Keto Marani"),
        (Verdict.DIFFERENT, "Tamar Velidze#a.txt", "Tamar Velidze#b.txt"),
    ):
        undo(base, decide(base, verdict, left, right), who="Ada", why="a slip")
        assert groups(base) == before
    assert len(all_judgements(base)) == 4
    assert standing(all_judgements(base)) == []


def test_a_judgement_says_who_when_and_why(base: Base) -> None:
    decide(base, Verdict.SAME, "Nino Brolin", "Keto Marani", who="Bo")
    (one,) = all_judgements(base)
    assert (one.who, one.why, one.when[-6:]) == ("Bo", "by hand", "+00:00")


def test_judgements_outlive_a_resolution_anew_and_the_removal_of_a_document(base: Base) -> None:
    decide(base, Verdict.SAME, "Nino Brolin", "Keto Marani")
    start_anew(base)
    bring_up_to_date(base)
    assert together(base, "Nino Brolin", "Keto Marani")
    base.forget("b.txt")
    bring_up_to_date(base)
    base.write_document(DOCUMENTS[1])
    bring_up_to_date(base)
    assert together(base, "Nino Brolin", "Keto Marani")


def test_two_people_who_disagree_are_shown_and_the_later_is_followed(base: Base) -> None:
    decide(base, Verdict.SAME, "Nino Brolin", "Keto Marani", who="Ada")
    decide(base, Verdict.DIFFERENT, "Keto Marani", "Nino Brolin", who="Bo")
    ((first, second),) = conflicts(all_judgements(base))
    assert (first.who, second.who) == ("Ada", "Bo")
    assert not together(base, "Nino Brolin", "Keto Marani")


def test_who_changes_their_mind_does_not_disagree_with_themselves(base: Base) -> None:
    decide(base, Verdict.SAME, "Nino Brolin", "Keto Marani")
    decide(base, Verdict.DIFFERENT, "Nino Brolin", "Keto Marani")
    assert conflicts(all_judgements(base)) == []
    assert not together(base, "Nino Brolin", "Keto Marani")


def test_an_exported_file_makes_another_base_the_same_and_twice_changes_nothing(
    base: Base, tmp_path: Path
) -> None:
    undo(base, decide(base, Verdict.SAME, "Nino Brolin", "Tamar Velidze"), who="Bo")
    decide(base, Verdict.SAME, "Nino Brolin", "Keto Marani")
    file = tmp_path / "judgements.jsonl"
    file.write_text("".join(json.dumps(one.as_json()) + "\n" for one in all_judgements(base)), "utf-8")
    with base_of(tmp_path / "other.dalel", reversed(DOCUMENTS)) as other:
        assert take_in(other, read_file(file)) == 3
        assert take_in(other, read_file(file)) == 0
        assert groups(other) == groups(base)
        assert all_judgements(other) == all_judgements(base)


def test_judgements_may_come_before_the_documents_they_speak_of(base: Base, tmp_path: Path) -> None:
    decide(base, Verdict.SAME, "Nino Brolin", "Keto Marani")
    with base_of(tmp_path / "early.dalel", DOCUMENTS[:1]) as early:
        take_in(early, all_judgements(base))
        early.write_document(DOCUMENTS[1])
        bring_up_to_date(early)
        assert together(early, "Nino Brolin", "Keto Marani")


@pytest.mark.parametrize(
    "change",
    [{"who": "Eve"}, {"verdict": "maybe"}, {"when": "2011-01-01T00:00:00"}, {"left": {"kind": "person"}}],
    ids=["changed", "unknown verdict", "no time zone", "no name"],
)
def test_a_file_that_was_changed_or_is_broken_is_refused_with_its_line(
    base: Base, tmp_path: Path, change: dict[str, object]
) -> None:
    decide(base, Verdict.SAME, "Nino Brolin", "Keto Marani")
    (one,) = all_judgements(base)
    file = tmp_path / "bad.jsonl"
    file.write_text("\n" + json.dumps(one.as_json() | change), "utf-8")
    with pytest.raises(DalelError, match="line 2 is no judgement"):
        read_file(file)


def test_a_name_nobody_uses_cannot_be_judged(base: Base) -> None:
    with pytest.raises(UnknownNameError, match="no document"):
        anchor(base, "Ole Unheard")


PAIRS = st.lists(
    st.tuples(
        st.sampled_from([Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE]),
        st.sampled_from([(0, 1), (0, 2), (1, 2)]),
    ),
    max_size=4,
)
NUMBERS = count()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAIRS)
def test_decisions_one_by_one_give_what_a_resolution_anew_gives(
    tmp_path: Path, decisions: list[tuple[Verdict, tuple[int, int]]]
) -> None:
    with base_of(tmp_path / f"{next(NUMBERS)}.dalel", DOCUMENTS) as base:
        last = {}
        for verdict, (left, right) in decisions:
            decide(base, verdict, PEOPLE[left], PEOPLE[right])
            last[left, right] = verdict
        step_by_step = groups(base)
        start_anew(base)
        bring_up_to_date(base)
        assert groups(base) == step_by_step
        if len(last) == 1:
            (((left, right), verdict),) = last.items()
            assert together(base, PEOPLE[left], PEOPLE[right]) is (verdict is Verdict.SAME)
