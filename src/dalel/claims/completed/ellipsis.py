"""Results told without their verb: "Ana Lim won 52 percent, Petr Novak 30 percent, and Omar Aziz 9"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from dalel.claims.commitment.parse import infinitive
from dalel.claims.fillers.filling import Filler, Names
from dalel.claims.fillers.phrases import predicate_words, text_of
from dalel.claims.interpreter import Finding
from dalel.model import MentionKind

UNITS = frozenset({"percent", "%", "votes", "seats", "seat", "mandates"})
CONTESTANTS = (MentionKind.PERSON, MentionKind.ORGANISATION)
PLAIN = frozenset({"independents", "others"})
"""Contestants without a name."""
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
            contests = token.lower_ in PLAIN or names.kind(unit, token) in CONTESTANTS
            number = _number_behind(token, stop) if contests else None
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


def results_apart(findings: Iterable[Finding], unit: int, names: Names) -> list[Finding]:
    """The findings with each result ending where the next contestant is named: "52 percent | and Petr 30"."""
    return [_cut(f, unit, names) if f.kind == "election_result" else f for f in findings]


def _cut(finding: Finding, unit: int, names: Names) -> Finding:
    kept: list[Filler] = []
    for result in finding.roles.get("result", []):
        if result.start > finding.trigger.i and names.kind(unit, result.token) in CONTESTANTS and kept:
            continue  # "and Petr", parsed as a second result
        doc = result.token.doc
        for i in range(result.token.i + 1, result.end):
            if names.kind(unit, doc[i]) in CONTESTANTS and _number_behind(doc[i], len(doc)) is not None:
                joint = next((t.i for t in reversed(doc[result.token.i : i]) if t.text in (",", "and")), i)
                result = result.cut(joint)
                break
        kept.append(_with_governor(result))
    return replace(finding, roles={**finding.roles, "result": kept}) if kept else finding


def _with_governor(result: Filler) -> Filler:
    """A result told in an infinitive with the verb that it hangs on: "**failed** to cross the threshold"."""
    verb = result.token
    if result.start > verb.i or not infinitive(verb) or verb.dep_ not in ("xcomp", "advcl"):
        return result
    above = verb.head.head if verb.head.dep_ == "acomp" else verb.head
    if above.pos_ not in ("VERB", "AUX") or above.i > verb.i:
        return result
    doc, start = verb.doc, predicate_words(above)[0]
    return replace(result, texts=(text_of(doc, start, result.end),), start=start)


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
