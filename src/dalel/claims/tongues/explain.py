"""Why a claim of a document in another language than English is what it is."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from dalel.claims.explain import Explanation, RoleWords, VoiceWords, Words
from dalel.claims.interpreter import Finding
from dalel.claims.tongues.speech import Voice
from dalel.language.tongues.times import Dating
from dalel.language.units import ParsedUnit
from dalel.model import Claim


def explained(
    parsed: ParsedUnit,
    finding: Finding,
    claim: Claim,
    words: tuple[Token, ...],
    time: Dating | None,
    heard: Mapping[str, Voice],
) -> Explanation:
    """The explanation of `claim`: `words` decided its status, `heard` are its speakers by name."""

    def said(start: int, end: int) -> Words:
        first, last = parsed.offsets(parsed.doc[start:end])
        return Words(parsed.unit.document.text[first:last], first, last)

    def word(token: Token) -> Words:
        return said(token.i, token.i + 1)

    roles = [
        RoleWords(role, finding.places.get(role, ""), said(f.start, f.end), f.texts)
        for role, fillers in finding.roles.items()
        for f in fillers
    ]
    roles += [RoleWords(role, "", None, claim.roles[role]) for role in finding.constants]
    dated = None
    if time is not None:
        first, last = parsed.unit.span(time.start, time.end)
        dated = Words(parsed.unit.document.text[first:last], first, last)
    return Explanation(
        frame=finding.frame.id,
        file=finding.frame.file,
        trigger=word(finding.trigger),
        roles=tuple(roles),
        status_why="",
        status_words=tuple(map(word, words)),
        time_why="",
        time_words=dated,
        voices=tuple(
            VoiceWords(name, word(v.source), word(v.cue)) for name, v in heard.items() if v.source is not None
        ),
    )
