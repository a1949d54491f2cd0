"""Attributions that are claims of their own: what observers found, what people stated (`statements.toml`).

An attribution whose content makes a more telling claim gives none here: that claim names its speaker.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Token

from dalel.claims.constructions import Argument
from dalel.claims.fillers import Filler, Names, fill, text_of, trim, trim_right
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.syntax import SUBJECTS, child, is_verb
from dalel.language.attributions import Attribution, outermost
from dalel.model import MentionKind, Status

FINDING = Frame("finding.attributed", "finding", {}, (), ("by", "what"))
STATED = Frame("stated.attributed", "stated", {}, (), ("by", "content"))
PLANNED = Frame("stated.planned", "stated", {}, (), ("by", "content"), status=Status.PLANNED)


INCIDENTAL = frozenset({"office_held", "election_held", "family", "member_of", "quantity"})
"""Kinds that a statement names in passing: it is still a statement of its own."""


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("statements.toml").read_text("utf-8"))


def statements(doc: Doc, unit: int, names: Names, findings: list[Finding]) -> Iterator[Finding]:
    """The findings and statements of a Doc, where `findings` hold nothing that says the same."""
    rules = _rules()
    for attribution in outermost(doc):
        if attribution.source is None or attribution.cls not in rules["classes"]:
            continue
        part = max(attribution.content, key=lambda p: p.end - p.start)
        start, end = trim_right(doc, *trim(doc, part.start, part.end))
        if end - start < 3 or _told(attribution, findings):
            continue
        source = fill(Argument(attribution.source.root), names, unit)
        if source is None:
            continue
        by = Filler(
            source.texts,
            attribution.source.start,
            attribution.source.end,
            attribution.source.root,
            resolved=True,
        )
        if not source.resolved:
            words = trim(doc, attribution.source.start, attribution.source.end)
            by = Filler((text_of(doc, *words),), *words, attribution.source.root)
        while start < end - 3 and doc[start].lower_ in ("that", "to", "whether"):
            start += 1
        content = Filler((text_of(doc, start, end),), start, end, part.root)
        if attribution.cls in rules["planned"]:
            yield Finding(PLANNED, attribution.verb, {"by": [by], "content": [content]})
        elif _observer(attribution, unit, names):
            yield Finding(FINDING, attribution.verb, {"by": [by], "what": [content]})
        else:
            yield Finding(STATED, attribution.verb, {"by": [by], "content": [content]})


def _observer(attribution: Attribution, unit: int, names: Names) -> bool:
    assert attribution.source is not None
    root = attribution.source.root
    if names.kind(unit, root) is MentionKind.PERSON or (
        root.pos_ == "PRON" and root.lower_ not in ("they", "it", "which")
    ):
        return False
    return (
        names.kind(unit, root) is MentionKind.ORGANISATION
        or root.lemma_.lower() in _rules()["observers"]
        or attribution.cls == "show"
    )


def _told(attribution: Attribution, findings: list[Finding]) -> bool:
    """Whether a claim of another kind stands in the content's main clause."""
    for finding in findings:
        if attribution.verb.i == finding.trigger.i:
            return True
        if attribution.holds(finding.trigger) and finding.kind not in INCIDENTAL:
            return True
    return False


VERDICT = Frame("finding.verdict", "finding", {}, (), ("by", "what"))
SHORTEST = 5
"""Words of a sentence that is a verdict, at the least."""


def verdicts(doc: Doc, publisher: str, findings: list[Finding]) -> Iterator[Finding]:
    """The publisher's own findings: sentences that judge, and hold no other claim."""
    if not publisher:
        return
    words = _verdict_words()
    told = {f.trigger.sent.start for f in findings if f.kind not in INCIDENTAL}
    spoken = {a.verb.sent.start for a in doc._.attributions if a.source is not None}
    for sentence in doc.sents:
        root = sentence.root
        if (
            sentence.start in told
            or sentence.start in spoken
            or len(sentence) < SHORTEST
            or not is_verb(root)
        ):
            continue
        topic = child(root, *SUBJECTS)
        if topic is None or topic.lower_ in ("we", "i", "you"):
            continue
        if not any(_judges(token, words) for token in (root, *root.children)):
            continue
        start, end = trim_right(doc, *trim(doc, sentence.start, sentence.end))
        what = Filler((text_of(doc, start, end),), start, end, root)
        yield Finding(VERDICT, root, {"what": [what]}, {"by": publisher})


@lru_cache(maxsize=1)
def _verdict_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _rules()["verdict"].items()}


def _judges(token: Token, words: dict[str, frozenset[str]]) -> bool:
    if token.dep_ == "neg":
        return True
    lemma = token.lemma_.lower()
    return (
        ((token.pos_ == "ADV" or token.lower_ == "times") and lemma in words["adverbs"])
        or (token.pos_ == "ADJ" and lemma in words["adjectives"])
        or (token.pos_ == "NOUN" and lemma in words["nouns"])
        or (token.pos_ == "VERB" and lemma in words["verbs"])
    )
