"""Places by code: told where no guess is needed, and otherwise left alone."""

from __future__ import annotations

import pytest

from dalel.identity.places import country_of, place


@pytest.mark.parametrize(
    ("name", "setting", "code", "there"),
    [
        ("Kazakhstan", "", "KZ", "Kazakhstan"),
        ("Kyrgyz Republic", "", "KG", "Kyrgyzstan"),
        ("Pavlodar", "Kazakhstan", "KZ", "Pavlodar"),
        ("Алматы", "Kazakhstan", "KZ", "Almaty"),
        ("Kiev", "Ukraine", "UA", "Kyiv"),
        ("Tripoli", "Lebanon", "LB", "Tripoli"),
        ("Tripoli", "Libya", "LY", "Tripoli"),
        ("Georgia", "Russia", "GE", "Georgia"),
    ],
)
def test_a_place_is_told_where_one_alone_is_meant(name: str, setting: str, code: str, there: str) -> None:
    found = place(name, setting)
    assert found is not None
    assert (found.code, found.name) == (code, there)
    assert found.geoname > 0


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("Tripoli", ""),  # two capitals of that name
        ("Springfield", "United States"),  # many towns
        ("Georgia", "United States"),  # the state or the country
        ("Asia", "Kazakhstan"),  # the continent, not the town in the Philippines
        ("Shangri-La Valley of Nowhere", ""),
    ],
)
def test_a_place_that_could_be_several_is_not_guessed(name: str, setting: str) -> None:
    assert place(name, setting) is None


def test_a_country_is_known_by_its_codes_and_its_other_names() -> None:
    assert country_of("kz") == country_of("KAZ") == country_of("Kazakhstan") == "Kazakhstan"
    assert country_of("mm") == country_of("Myanmar") == country_of("Burma")
    assert country_of("nowhere at all") == ""
