"""Attributions that are claims of their own: what observers found, what people stated (`statements.toml`).

An attribution whose content makes a claim of a more telling kind gives none here: that claim names its speaker.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc

from dalel.claims.fillers import Filler, Names, fill, text_of, trim, trim_right
from dalel.claims.constructions import Argument
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.language.attributions import Attribution, outermost
from dalel.model import MentionKind, Status

FINDING = Frame("finding.attributed", "finding", {}, (), ("by", "what"))
STATED = Frame("stated.attributed", "stated", {}, (), ("by", "content"))
PLANNED = Frame("stated.planned", "stated", {}, (), ("by", "content"), status=Status.PLANNED)


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
        by = Filler(source.texts, attribution.source.start, attribution.source.end, attribution.source.root, resolved=True)
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
    if names.kind(unit, root) is MentionKind.PERSON or root.pos_ == "PRON" and root.lower_ not in ("they", "it", "which"):
        return False
    return names.kind(unit, root) is MentionKind.ORGANISATION or root.lemma_.lower() in _rules()["observers"] or attribution.cls == "show"


def _told(attribution: Attribution, findings: list[Finding]) -> bool:
    """Whether a claim of another kind stands in the content's main clause."""
    for finding in findings:
        if attribution.verb.i == finding.trigger.i:
            return True
        if attribution.holds(finding.trigger):
            return True
    return False
