"""Putting parts together: surest first, never against people or documents, whatever the order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dalel.identity.clusters import Judged, Pair, cluster, pair
from dalel.identity.features import features_of, office, setting, year
from dalel.identity.parts import Part, is_partial, part_key, words_of
from dalel.model import Claim, MentionKind, Status

PERSON = MentionKind.PERSON


def part(key: str, name: str = "Ana Silva", *documents: int, country: str = "Portugal") -> Part:
    """A part with a name, used in some documents."""
    words = words_of(name, PERSON)
    made = Part(key, PERSON, name, country, words, is_partial(words, PERSON))
    made.documents = dict.fromkeys(documents, 2020)
    return made


def groups(parts: Mapping[str, Part], odds: Mapping[Pair, float], judged: Judged | None = None) -> set[str]:
    """The groups that come out, each as its keys in order: "ab"."""
    found = cluster(parts, odds, judged or Judged())
    return {"".join(sorted(k for k in found if found[k] == one)) for one in set(found.values())}


def parts_of(*parts: Part) -> dict[str, Part]:
    """Parts by key."""
    return {one.key: one for one in parts}


def test_what_is_sure_joins_and_what_is_not_stays() -> None:
    parts = parts_of(part("a"), part("b"), part("c"))
    assert groups(parts, {("a", "b"): 5.0, ("b", "c"): 1.0}) == {"ab", "c"}


def test_what_one_document_keeps_apart_is_never_joined() -> None:
    parts = parts_of(part("a", "Ana Silva", 1), part("b", "Ana Silvas", 1))
    assert groups(parts, {("a", "b"): 9.0}) == {"a", "b"}


def test_a_renaming_joins_what_a_document_names_both_ways() -> None:
    parts = parts_of(part("a", "Old Party", 1), part("b", "New Party", 1))
    judged = Judged(renamed=frozenset({("a", "b")}))
    assert groups(parts, {("a", "b"): 9.0}, judged) == {"ab"}


def test_no_chain_joins_strangers() -> None:
    # b looks like a and like c, which look unlike each other.
    parts = parts_of(part("a"), part("b"), part("c"))
    assert groups(parts, {("a", "b"): 6.0, ("b", "c"): 5.0}) == {"ab", "c"}
    assert groups(parts, {("a", "b"): 6.0, ("b", "c"): 5.0, ("a", "c"): 1.0}) == {"abc"}


def test_a_bare_name_joins_the_only_one_it_can_mean() -> None:
    parts = parts_of(part("a", "Ana Silva", 1), part("s", "Silva", 2))
    assert groups(parts, {("a", "s"): 3.0}) == {"as"}


def test_a_bare_name_that_could_mean_two_joins_neither() -> None:
    parts = parts_of(part("a", "Ana Silva", 1), part("b", "Rui Silva", 1), part("s", "Silva", 2))
    assert groups(parts, {("a", "s"): 3.0, ("b", "s"): 2.9}) == {"a", "b", "s"}
    assert groups(parts, {("a", "s"): 5.0, ("b", "s"): 2.9}) == {"as", "b"}


def test_people_win_over_numbers() -> None:
    parts = parts_of(part("a", "Ana Silva", 1), part("b", "Ana Silva", 1), part("c"))
    same = Judged(same=frozenset({("a", "b")}))
    assert groups(parts, {}, same) == {"ab", "c"}  # though a document keeps them apart
    different = Judged(different=frozenset({("a", "c")}))
    assert groups(parts, {("a", "c"): 9.0}, different) == {"a", "b", "c"}


KEYS = "abcdef"


@given(
    st.dictionaries(st.sampled_from(list(combinations(KEYS, 2))), st.floats(-1, 9), max_size=15),
    st.lists(st.sets(st.integers(1, 4), max_size=2), min_size=6, max_size=6),
    st.sets(st.sampled_from(list(combinations(KEYS, 2))), max_size=3),
    st.sampled_from(["Ana Silva", "Silva"]),
)
def test_order_makes_no_difference_and_what_is_apart_stays_apart(
    odds: dict[Pair, float], documents: list[set[int]], apart: set[Pair], last: str
) -> None:
    names = ["Ana Silva"] * 5 + [last]
    parts = parts_of(*(part(k, n, *d) for k, n, d in zip(KEYS, names, documents, strict=True)))
    judged = Judged(different=frozenset(apart))
    found = cluster(parts, odds, judged)
    turned = cluster(dict(reversed(parts.items())), dict(reversed(odds.items())), judged)
    assert found == turned
    for left, right in combinations(KEYS, 2):
        if found[left] == found[right]:
            assert pair(left, right) not in apart
            assert not parts[left].documents.keys() & parts[right].documents.keys()
    assert all(found[key] == min(k for k in KEYS if found[k] == found[key]) for key in KEYS)


def test_documents_on_one_country_that_use_one_name_in_any_order_are_one_part() -> None:
    assert part_key(PERSON, "Silva, Ana", "Portugal", "1", False) == part_key(
        PERSON, "Ana Silva", "Portugal", "2", False
    )
    assert part_key(PERSON, "Ana Silva", "Portugal", "1", False) != part_key(
        PERSON, "Ana Silva", "Brazil", "1", False
    )


def test_a_bare_name_is_a_part_of_its_own_in_each_document() -> None:
    keys = {part_key(PERSON, "Silva", "Portugal", document, False) for document in ("1", "2")}
    assert len(keys) == 2


def test_an_office_is_compared_by_what_it_is_however_it_is_called() -> None:
    assert office("akim of Pavlodar") == office("the governor of Pavlodar region")
    assert office("former Minister of the Interior") == office("Interior Minister")
    assert office("mayor of Porto") != office("mayor of Braga")


def claim(kind: str, status: Status = Status.ASSERTED, **roles: str) -> Claim:
    """A claim with one filler a role."""
    return Claim("d", 0, 1, "x", kind, {role: (filler,) for role, filler in roles.items()}, status=status)


def test_what_claims_tell_of_someone_is_kept_and_what_is_denied_is_not() -> None:
    told = features_of(
        [
            claim("office_held", person="Ana Silva", office="mayor of Porto"),
            claim("office_held", Status.DENIED, person="Ana Silva", office="president"),
            claim("family", person="Ana Silva", relative="Rui Silva", relation="younger brother"),
        ]
    )
    assert told["Ana Silva"].offices == {"mayor porto"}
    assert told["Ana Silva"].kin == {"rui silva"}
    assert told["Rui Silva"].gender == {"m"}


def test_what_country_a_document_is_on_is_taken_from_its_title_or_from_what_it_names_most() -> None:
    assert setting("Kenya 2018 report", "", "x.txt", {}) == "Kenya"
    assert setting("", "", "2018/burma.html", {}) == setting("Myanmar", "", "x", {})
    assert setting("Why?", "", "x.txt", {"Kazakhstan": 20, "France": 9, "Astana": 30}) == "Kazakhstan"
    assert setting("Why?", "", "x.txt", {"Kazakhstan": 10, "France": 9}) == ""


def test_a_report_speaks_of_its_title_s_year() -> None:
    assert year("2009-02-25", "2008 report") == 2008
    assert year("2009-02-25", "A report") == 2009
    assert year("", "") == 0
