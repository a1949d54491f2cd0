"""Results told without their verb: "Ana Lim won 52 percent, Petr Novak 30 percent, and Omar Aziz 9"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from dalel.claims.fillers import Filler, Names
from dalel.claims.interpreter import Finding
from dalel.claims.phrases import text_of
from dalel.model import MentionKind

UNITS = frozenset({"percent", "%", "votes", "seats", "seat", "mandates"})
CONTESTANTS = (MentionKind.PERSON, MentionKind.ORGANISATION)
REACH = 2
"""Tokens between a contestant's name and the number, such as a colon or "with"."""


def elliptic(doc: Doc, unit: int, names: Names, findings: list[Finding]) -> Iterator[Finding]:
    """Results of further contestants, each named right before a number, behind one told in full."""
    for finding in findings:
        results = finding.roles.get("result", [])
        if finding.kind != "election_result" or not results or doc is not finding.trigger.doc:
            continue
        told = _tokens(findings, finding.trigger.sent.start, finding.trigger.sent.end)
        at, stop = results[-1].end, finding.trigger.sent.end
        while at < stop:
            token = doc[at]
            number = _number_behind(token, stop) if names.kind(unit, token) in CONTESTANTS else None
            if number is None or at in told:
                at += 1
                continue
            end = number.i + 2 if number.i + 1 < stop and doc[number.i + 1].lower_ in UNITS else number.i + 1
            texts = names.entities(unit, token) or (token.text,)
            contestant = Filler(texts, at, at + 1, token, resolved=True)
            result = Filler((text_of(doc, number.i, end),), number.i, end, number)
            roles = {**finding.roles, "contestant": [contestant], "result": [result]}
            yield replace(finding, trigger=number, roles=roles)
            at = end


def _number_behind(name: Token, stop: int) -> Token | None:
    """The number that follows a name's last word, before any comma."""
    for token in name.doc[name.i + 1 : min(stop, name.i + 1 + REACH)]:
        if token.like_num:
            return token
        if token.text not in (":", "(", "with"):
            return None
    return None


def _tokens(findings: list[Finding], start: int, end: int) -> set[int]:
    """The tokens of a sentence whose result is told by a verb of their own."""
    return {
        i
        for f in findings
        if f.kind == "election_result"
        for filler in f.roles.get("contestant", ())
        for i in range(filler.start, filler.end)
        if start <= i < end
    }
