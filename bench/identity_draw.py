"""Draws the people of `identity-gold.jsonl` and prints what has to be read to judge who is who.

    python bench/identity_draw.py BASE.dalel > TO-JUDGE.jsonl

BASE holds the names of the country reports (`bench/identity.py` makes it). Drawn, with seed 2026, are 60
people of the reports on countries G to M whom reports of three or more years name in full: 30 of them
with another full name in the same country that shares the last word or nearly so (another spelling, or a
namesake), 30 of the rest. A row is a report's use of a name that could be theirs: any in the country with
a word near the last one of theirs, and their full name elsewhere. `person` is to be filled in by reading.
Nothing of how Dalel resolves names is used.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict

from rapidfuzz import fuzz
from sqlalchemy import select

from dalel.base import Base
from dalel.base.schema import document, mention
from dalel.names.fold import WORD, fold

SEED = 2026
HALF = 30
NEAR = 85
AROUND = 160
"""Characters shown on each side of a mention."""

UNREAD = ("2019/georgia.html", "2020/guatemala.html", "2017/kyrgyz-republic.html")
"""Reports that nobody who writes rules reads."""

Use = tuple[str, str]
"""A report's name, and the full form that it uses."""


def country_of(name: str) -> str:
    """The country in a report's file name."""
    return name.split("/")[-1].removesuffix(".html").removesuffix("__trashed")


def last_word(form: str) -> str:
    """The last word of a name, folded."""
    return ([fold(word) for word in WORD.findall(form)] or [""])[-1]


def whole(form: str) -> bool:
    """Whether a form has two whole words."""
    return sum(len(word) > 1 for word in WORD.findall(form)) > 1


def main() -> None:
    """Draws and prints."""
    base = Base.open(sys.argv[1])
    places: dict[Use, list[tuple[int, int]]] = defaultdict(list)
    with base._reading() as connection:
        query = select(document.c.name, mention.c.entity, mention.c.start, mention.c.end).join(
            document, document.c.number == mention.c.document
        )
        for row in connection.execute(query.where(mention.c.kind == "person")):
            if "g" <= country_of(row.name)[0] <= "m" and row.name not in UNREAD:
                places[row.name, row.entity].append((row.start, row.end))
    years: dict[tuple[str, str], set[str]] = defaultdict(set)
    forms: dict[str, set[str]] = defaultdict(set)
    for name, form in places:
        if whole(form):
            years[country_of(name), form].add(name.split("/")[0])
            forms[country_of(name)].add(form)
    known = sorted(key for key, found in years.items() if len(found) >= 3)
    several = [
        (country, form)
        for country, form in known
        if any(
            other != form and fuzz.ratio(last_word(other), last_word(form)) >= NEAR
            for other in forms[country]
        )
    ]
    rest = [key for key in known if key not in set(several)]
    chance = random.Random(SEED)
    drawn = sorted(chance.sample(several, min(HALF, len(several))) + chance.sample(rest, HALF))
    with base._reading() as connection:
        texts = {one.name: one.text for one in connection.execute(select(document.c.name, document.c.text))}
    seen: set[Use] = set()
    for country, form in drawn:
        family = last_word(form)
        for use in sorted(places):
            near = country_of(use[0]) == country and any(
                fuzz.ratio(fold(word), family) >= NEAR for word in WORD.findall(use[1])
            )
            if (near or use[1] == form) and use not in seen:
                seen.add(use)
                start, end = min(places[use])
                around = " ".join(texts[use[0]][max(0, start - AROUND) : end + AROUND].split())
                told = {"drawn": form, "doc": use[0], "form": use[1], "person": "", "around": around}
                print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
