"""What a denied rule denies, told without its "not": denied "allowed to strike", not denied "not allowed"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dalel.claims.assemble import judged
from dalel.claims.fillers.filling import Filler
from dalel.claims.interpreter import Finding
from dalel.model import Status

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
FURTHER = frozenset({"longer", "yet", "been"})
"""What may stand between a "not" and what it denies: "have not | been | allowed"."""
HELPERS = frozenset({"aux", "auxpass", "advmod", "neg"})
DENIAL = re.compile(
    r"^(?:(?:do|does|did|is|are|was|were|be|has|have|had|can|could|will|would|should)\s+)*(?:not|never|n[’']t)\s+"
    r"(?:(?:longer|yet|been)\s+)*"
)
"""The denial that a text begins with: "does not | limit custody"."""


def plainly_denied(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, in each denied rule the property without the denial that its status tells."""
    return [_plain(f) if f.kind == "rule" and judged(f).status is Status.DENIED else f for f in findings]


def _plain(finding: Finding) -> Finding:
    properties = [_without_not(filler) for filler in finding.roles.get("property", [])]
    return replace(finding, roles={**finding.roles, "property": properties}) if properties else finding


def _without_not(filler: Filler) -> Filler:
    doc = filler.token.doc
    if filler.resolved:
        return replace(filler, texts=tuple(DENIAL.sub("", text, count=1) for text in filler.texts))
    for i in range(filler.start, filler.end - 1):
        if doc[i].lower_ in NEGATIONS and doc[i].dep_ in ("neg", "advmod"):
            start = i + 1
            while start < filler.end - 1 and doc[start].lower_ in FURTHER:
                start += 1
            return filler.cut(filler.end, start)
        if doc[i].dep_ not in HELPERS and doc[i].lemma_ != "be":
            break
    return filler
