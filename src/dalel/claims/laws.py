"""Laws that a rule names together: "the constitution and law prohibit torture" is one rule of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from dalel.claims.fillers import Filler
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import words
from dalel.claims.phrases import text_of

LAWS = words("laws")
APART = 3
"""How many tokens may stand between two laws of a list: "the constitution, and the law"."""


def joint_laws(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, with the laws that are a rule's subject together as one filler.

    Laws that have names or tell more of themselves ("the 2015 media law") stay each for itself.
    """
    done: list[Finding] = []
    for finding in findings:
        subjects = finding.roles.get("subject", [])
        if finding.kind == "rule" and len(subjects) > 1 and _together(subjects):
            first, last = subjects[0], subjects[-1]
            text = text_of(first.token.doc, first.start, last.end)
            one = Filler((text,), first.start, last.end, first.token, first.lead)
            finding = replace(finding, roles={**finding.roles, "subject": [one]})
        done.append(finding)
    return done


def _together(subjects: list[Filler]) -> bool:
    bare = all(f.end - f.start == 1 and f.token.lemma_.lower() in LAWS for f in subjects)
    return bare and all(0 < b.start - a.end <= APART for a, b in pairwise(subjects))
