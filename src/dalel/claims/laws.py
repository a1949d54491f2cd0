"""What rules say of several laws at once, and what they only speak of.

"The constitution and law prohibit torture" is one rule of both; "parties must register" registers none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from dalel.claims.fillers import Filler
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import words
from dalel.claims.phrases import text_of

LAWS = words("laws")
APART = 3
"""How many tokens may stand between two laws of a list: "the constitution, and the law"."""


RULED = frozenset({"resigned", "dismissed", "registered", "founded", "elected", "member_of", "dissolved"})
"""Kinds of what happened to somebody, that inside a rule may happen to anyone."""


def ruled(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that a rule only speaks of, and with its laws as one filler.

    Laws that have names or tell more of themselves ("the 2015 media law") stay each for itself.
    """
    found = list(findings)
    rules = [f.trigger for f in found if f.kind == "rule"]
    done: list[Finding] = []
    for finding in found:
        if finding.kind in RULED and _spoken_of(finding, rules):
            continue
        subjects = finding.roles.get("subject", [])
        if finding.kind == "rule" and len(subjects) > 1 and _together(subjects):
            first, last = subjects[0], subjects[-1]
            text = text_of(first.token.doc, first.start, last.end)
            one = Filler((text,), first.start, last.end, first.token, first.lead)
            finding = replace(finding, roles={**finding.roles, "subject": [one]})
        done.append(finding)
    return done


def _spoken_of(finding: Finding, rules: Sequence[Token]) -> bool:
    """Whether a rule's words hold the finding, and it names nobody."""
    trigger = finding.trigger
    inside = any(rule.i <= trigger.i and (rule.i == trigger.i or rule.is_ancestor(trigger)) for rule in rules)
    return inside and not any(f.resolved for fillers in finding.roles.values() for f in fillers)


def _owned(filler: Filler) -> bool:
    """Whether an "of" follows a noun that the nouns of a list before it may share."""
    return any(c.lower_ == "of" and c.i < filler.end for c in filler.token.children)


def _together(subjects: list[Filler]) -> bool:
    if any(f.resolved for f in subjects):
        return False
    *first, last = subjects
    if all(f.end - f.start == 1 and f.token.tag_ == "NN" for f in first) and _owned(last):
        return True  # "promotion, offer or display of forgeries"
    bare = all(f.end - f.start == 1 and f.token.lemma_.lower() in LAWS for f in subjects)
    return bare and all(0 < b.start - a.end <= APART for a, b in pairwise(subjects))
