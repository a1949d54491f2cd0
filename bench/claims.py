"""The confusion report: per kind, what was missed and what was wrongly found, with the text.

    python bench/claims.py                             figures per kind, then the texts
    python bench/claims.py --kinds arrested,charged    only of these kinds
    python bench/claims.py --figures                   the figures alone
    python bench/claims.py --differ time               matched claims whose time (status, speakers) is another
    python bench/claims.py --pred CLAIMS.jsonl         of claims written before by `dalel extract`
    python bench/claims.py --write CLAIMS.jsonl        keeps the claims found

The gold, the documents and the scorer are those of the shared material, which lies at $DALEL_SHARED or
else in `../shared`. A claim that matches one of a kind easily confused with its own counts half, as
the scorer has it; so hits need not be whole. `taken for` tells the kinds of claims found on the evidence
of missed ones: there the kind or a role is wrong, elsewhere nothing was found.

Documents set aside, to tell whether rules fit only what was read, are counted in a table of their own. Their
text is never printed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from dalel.claims import Extractor
from dalel.documents import discover, load
from dalel.model import Problem

SET_ASIDE = frozenset(("2019-georgia", "2020-guatemala", "2022-rwanda", "2018-burma", "2017-kyrgyz-republic"))
"""Documents that nobody reads."""
LONGEST = 200
"""Characters of a quotation that are printed."""


@dataclass(slots=True)
class Compared:
    """Gold and found claims of some documents, and the pairs that match, with their weights."""

    gold: list[Any]
    found: list[Any]
    pairs: list[tuple[float, Any, Any]]

    @property
    def matched(self) -> set[int]:
        """The identities of all claims in pairs."""
        return {id(claim) for _, *pair in self.pairs for claim in pair}


def shared_folder() -> Path:
    """Where the shared material lies; ends the program where it is missing."""
    folder = Path(os.environ.get("DALEL_SHARED") or Path(__file__).parents[2] / "shared")
    if not (folder / "eval" / "score_claims.py").is_file():
        raise SystemExit(f"{folder}: no shared material with eval/score_claims.py here")
    return folder


def scorer_of(shared: Path) -> ModuleType:
    """The scorer of the shared material, as a module."""
    spec = importlib.util.spec_from_file_location("score_claims", shared / "eval" / "score_claims.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_claims"] = module
    spec.loader.exec_module(module)
    return module


def rows_found(folders: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The claims in the documents of some folders, as `dalel extract` writes them."""
    extractor = Extractor()
    for item in discover(folders):
        for document in [] if isinstance(item, Problem) else load(item):
            if not isinstance(document, Problem):
                for extraction in extractor([document]):
                    yield from (claim.as_json(document.name) for claim in extraction.claims)


def compared(scorer: ModuleType, gold: list[Any], found: list[Any], aside: bool) -> Compared:
    """The claims of the documents that were set aside, or of the others, matched."""

    def wanted(name: str) -> bool:
        return (Path(name).stem in SET_ASIDE) == aside

    with_gold = {claim.doc for claim in gold if wanted(claim.doc)}
    mine = [claim for claim in gold if claim.doc in with_gold]
    theirs = [claim for claim in found if claim.doc in with_gold]
    return Compared(mine, theirs, scorer.match(mine, theirs))


def print_figures(scorer: ModuleType, result: Compared, title: str) -> None:
    """A row for each kind, and one for all."""
    print(f"{title:18} {'gold':>5} {'found':>5} {'hit':>6} {'missed':>6} {'extra':>6} {'F1':>6}")
    for name in [*(k for k in scorer.KEY_ROLES if any(c.kind == k for c in result.gold + result.found)), ""]:
        gold = sum(name in ("", claim.kind) for claim in result.gold)
        found = sum(name in ("", claim.kind) for claim in result.found)
        recalled = sum(weight for weight, one, _ in result.pairs if name in ("", one.kind))
        precise = sum(weight for weight, _, one in result.pairs if name in ("", one.kind))
        precision, recall = precise / max(found, 1), recalled / max(gold, 1)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(
            f"{name or 'all':18} {gold:5} {found:5} {recalled:6.1f} {gold - recalled:6.1f} "
            f"{found - precise:6.1f} {f1:6.3f}"
        )
    figures = scorer.score(result.gold, result.found)
    print(
        ", ".join(f"{n.removesuffix('_f1')} F1 {figures[n]:.3f}" for n in figures if n.endswith("_f1")), "\n"
    )


def line(claim: Any, texts: dict[str, str]) -> str:
    """One claim with its text."""
    quote = " ".join(texts[claim.doc][claim.start : claim.end].split())
    quote = quote if len(quote) <= LONGEST else f"{quote[:LONGEST]} ..."
    roles = "; ".join(f"{role}: {', '.join(fillers)}" for role, fillers in claim.roles.items())
    return f"{claim.doc.removesuffix('.txt')[:12]:12} {quote}\n{'':15} {{{roles}}}"


def print_confusion(result: Compared, texts: dict[str, str], kinds: Sequence[str]) -> None:
    """What was missed and wrongly found, kind by kind."""
    matched = result.matched
    missed = [claim for claim in result.gold if id(claim) not in matched]
    extra = [claim for claim in result.found if id(claim) not in matched]
    for kind in kinds:
        mine = [claim for claim in missed if claim.kind == kind]
        theirs = [claim for claim in extra if claim.kind == kind]
        if not mine and not theirs:
            continue
        instead: Counter[str] = Counter()
        for claim in mine:
            over = {
                o.kind for o in extra if o.doc == claim.doc and o.start < claim.end and claim.start < o.end
            }
            instead.update(over or {"nothing"})
        print(f"== {kind}: {len(mine)} missed, {len(theirs)} wrongly found")
        if instead:
            print("   taken for " + ", ".join(f"{name} {count}" for name, count in instead.most_common()))
        for sign, claims in (("-", mine), ("+", theirs)):
            for claim in claims:
                print(f" {sign} {line(claim, texts)}")


def print_different(result: Compared, texts: dict[str, str], what: str, kinds: Sequence[str]) -> None:
    """Matched claims of which one property differs from the gold's."""
    for _, gold, found in result.pairs:
        wanted, given = getattr(gold, what), getattr(found, what)
        if wanted != given and gold.kind in kinds:
            print(f"{gold.kind}: {wanted or '-'}, found {given or '-'}\n   {line(gold, texts)}")


def main() -> None:
    """Compares and prints."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--kinds", default="", help="kinds to tell of, with commas between")
    arguments.add_argument("--figures", action="store_true", help="print no texts")
    arguments.add_argument("--differ", choices=("time", "status", "speakers"), help="what differs in matches")
    arguments.add_argument("--pred", type=Path, help="claims found before")
    arguments.add_argument("--write", type=Path, help="where the claims found go")
    asked = arguments.parse_args()
    shared = shared_folder()
    scorer = scorer_of(shared)
    folders = [shared / "seeds", shared / "eval" / "docs"]
    texts = {
        path.name: path.read_text("utf-8") for folder in folders for path in sorted(folder.glob("*.txt"))
    }
    gold = scorer.read(sorted((shared / "eval" / "gold").glob("*.jsonl")), texts, "gold")
    written: Path = asked.pred or asked.write or Path("claims-found.jsonl")
    if asked.pred is None:
        with written.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows_found(folders))
    found = scorer.read([written], texts, "predicted")
    if asked.pred is None and asked.write is None:
        written.unlink()
    read = compared(scorer, gold, found, aside=False)
    kinds = asked.kinds.split(",") if asked.kinds else list(scorer.KEY_ROLES)
    print_figures(scorer, read, "documents read")
    print_figures(scorer, compared(scorer, gold, found, aside=True), "set aside")
    if asked.differ:
        print_different(read, texts, asked.differ, kinds)
    elif not asked.figures:
        print_confusion(read, texts, kinds)


if __name__ == "__main__":
    main()
