"""Attributions that are claims of their own: what observers found, what people stated (`statements.toml`).

An attribution whose content makes a more telling claim gives none here: that claim names its speaker.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Span, Token

from dalel.claims.constructions import Argument, listed
from dalel.claims.fillers import Filler, Names, fill_all, fits
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import Lexicon
from dalel.claims.phrases import text_of, trim, trim_right
from dalel.claims.speakers import source
from dalel.claims.syntax import SUBJECTS, child, children, is_verb
from dalel.language.attributions import Attribution, outermost
from dalel.model import KINDS, MentionKind, Status

FINDING = Frame("finding.attributed", "finding", {}, (), ("by", "what"))
STATED = Frame("stated.attributed", "stated", {}, (), ("by", "content"))
SHORTEST_CONTENT = 3
"""Words of what is said, at the least."""
PLANNED = Frame("stated.planned", "stated", {}, (), ("by", "content"), status=Status.PLANNED)


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("statements.toml").read_text("utf-8"))


def statements(doc: Doc, unit: int, names: Names, findings: list[Finding]) -> Iterator[Finding]:
    """The findings and statements of a Doc, where `findings` hold nothing that says the same."""
    rules = _rules()
    for attribution in outermost(doc):
        if attribution.source is None or not _tells(attribution, unit, names):
            continue
        part = max(attribution.content, key=lambda p: p.end - p.start)
        start, end = trim_right(doc, *trim(doc, part.start, part.end))
        criticism = attribution.verb.lemma_.lower() in rules["criticism"]
        shortest = SHORTEST_CONTENT - (criticism and attribution.verb.pos_ == "VERB")
        if end - start < shortest or _told(attribution, findings) or _counts(part.root):
            continue
        if criticism and child(attribution.verb, "neg") is not None:
            continue
        by = _voices(attribution, names, unit)
        if not by:
            continue
        while start < end - 3 and doc[start].lower_ in ("that", "to", "whether"):
            start += 1
        content = Filler((text_of(doc, start, end),), start, end, part.root)
        if attribution.cls in rules["planned"]:
            yield Finding(PLANNED, attribution.verb, {"by": by, "content": [content]})
        elif _observer(attribution, unit, names) or _wrongs(part.root):
            yield Finding(FINDING, attribution.verb, {"by": by, "what": [content]})
        else:
            yield Finding(STATED, attribution.verb, {"by": by, "content": [content]})


def _tells(attribution: Attribution, unit: int, names: Names) -> bool:
    """Whether a cue is one of telling and its source somebody who can tell."""
    rules = _rules()
    assert attribution.source is not None
    lemma, root = attribution.verb.lemma_.lower(), attribution.source.root
    if attribution.cls not in rules["classes"]:
        return False
    expressed = (
        attribution.verb.dep_ == "dobj" and attribution.verb.head.lemma_.lower() in rules["expressing"]
    )
    if attribution.cls == "judge" and not expressed and lemma not in rules["criticism"] + rules["praise"]:
        return False
    if (
        lemma in rules["silent"]
        and not expressed
        and not (_labels(attribution.verb) or lemma in rules["listing"])
    ):
        return False
    if attribution.cls in rules["planned"] and lemma not in rules["pledges"]:
        return False
    if lemma in rules["listing"] and not _observer(attribution, unit, names):
        return False
    if root.lemma_.lower() in rules["mute"] or attribution.source[0].lower_ in ("no", "neither"):
        return False
    if names.kind(unit, root) is not None or root.pos_ == "PRON" or root.lemma_.lower() in rules["observers"]:
        return True
    types = Lexicon.load().types
    voices = [types[name] for name in ("person", "organisation", "organ", "office", "outlet", "instrument")]
    return fits(Argument(root), voices, [types["law"]], names, unit)


def _voices(attribution: Attribution, names: Names, unit: int) -> list[Filler]:
    """Who states it: each of several that are named, else the source's words; none for an unknown pronoun."""
    assert attribution.source is not None
    root, group = attribution.source.root, _group(attribution.source)
    if group is not None:
        end = next(c.end for c in attribution.source.noun_chunks if group in c)
        words = trim(root.doc, attribution.source.start, end)
        return [Filler((text_of(root.doc, *words),), *words, group)]
    found = [filler for member in listed(root) for filler in fill_all(member, names, unit)]
    if len(found) > 1 or (found and found[0].resolved):
        return found
    if not found:
        return []
    body = source(attribution) or attribution.source
    words = trim(root.doc, body.start, body.end)
    return [Filler((text_of(root.doc, *words),), *words, body.root)]


def _group(said_by: Span) -> Token | None:
    """The group before "including" in a source, whose further members are only examples of who speaks.

    "Defenders of rights, including farmers and students, reported threats": the defenders.
    """
    including = next((t.i for t in said_by if t.lower_ == "including"), None)
    if including is None:
        return None
    return next((c.root for c in said_by.noun_chunks if c.end <= including and c.root.pos_ != "PRON"), None)


def _labels(verb: Token) -> bool:
    """Whether a verb of seeing or naming says what as: "views the courts as corrupt", "calls it a farce"."""
    return verb.pos_ == "VERB" and (
        any(c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i for c in verb.children)
        or child(verb, "oprd") is not None
    )


def _counts(content: Token) -> bool:
    """Whether the content is a number of things, which makes a quantity: "found 32 cases of fraud"."""
    return content.pos_ == "NOUN" and child(content, "nummod") is not None


def _wrongs(content: Token) -> bool:
    """Whether the content names wrongs, which is a finding whoever reports it."""
    return content.lemma_.lower() in _rules()["wrongs"]


def _observer(attribution: Attribution, unit: int, names: Names) -> bool:
    """Whether it is an observer or a body that tells, and not of itself or of its plans."""
    assert attribution.source is not None
    lemma = attribution.verb.lemma_.lower()
    if lemma in _rules()["criticism"]:
        return True
    root = attribution.source.root
    kind = names.kind(unit, root)
    if root.pos_ == "PRON":
        kind = names.kind_meant(unit, root)
    if kind is MentionKind.PERSON or lemma in _rules()["own_case"]:
        return False
    return (
        kind is MentionKind.ORGANISATION
        or root.lemma_.lower() in _rules()["observers"]
        or attribution.cls == "show"
    )


def _told(attribution: Attribution, findings: list[Finding]) -> bool:
    """Whether a claim of another kind stands in the content's main clause."""
    for finding in findings:
        if attribution.verb.i == finding.trigger.i:
            return True
        if attribution.holds(finding.trigger) and not KINDS[finding.kind].passing:
            return True
    return False


VERDICT = Frame("finding.verdict", "finding", {}, (), ("by", "what"))
SHORTEST = 4
"""Words of a clause that is a verdict, at the least."""
CONCESSIONS = frozenset({"although", "though", "while", "but", "whereas"})
"""Words before a clause that judges for itself: "The law forbids it, although police often ignored it"."""


def verdicts(doc: Doc, publisher: str, findings: list[Finding]) -> Iterator[Finding]:
    """The publisher's own findings: clauses that judge, and hold no other claim and no other voice."""
    if not publisher:
        return
    words = _verdict_words()
    told = {f.trigger.i for f in findings if not KINDS[f.kind].passing}
    voiced = [a for a in doc._.attributions if a.source is not None and a.cls not in _rules()["planned"]]
    for sentence in doc.sents:
        summed_up = list(_summed_up(sentence.root))
        for trigger, start, end in summed_up:
            what = Filler((text_of(doc, start, end),), start, end, trigger)
            yield Finding(VERDICT, trigger, {"what": [what]}, {"by": publisher})
        for verb in _main_clauses(sentence.root) if not summed_up else []:
            own = _own_tokens(verb)
            if len(own) < SHORTEST or not told.isdisjoint(own):
                continue
            if any(a.verb.i in own or a.holds(verb) for a in voiced):
                continue
            topic = child(verb, *SUBJECTS)
            if topic is None or topic.lower_ in ("we", "i", "you"):
                continue
            if not any(_judges(token, words) for token in (verb, *verb.children)) and not _general(
                verb, topic, own
            ):
                continue
            start, end = trim_right(doc, *trim(doc, *_run(own, verb.i)))
            what = Filler((text_of(doc, start, end),), start, end, verb)
            yield Finding(VERDICT, verb, {"what": [what]}, {"by": publisher})


def _summed_up(verb: Token) -> Iterator[tuple[Token, int, int]]:
    """The members of a list of issues, cut at its semicolons: each's head word and its tokens.

    A bare name of a wrong ("corruption") is not concrete enough.

    "Human rights issues included: torture by the police; harsh conditions in prisons; ..."
    """
    topic = child(verb, *SUBJECTS)
    words = _rules()["summary"]
    if topic is None or verb.lemma_ not in words["verbs"] or topic.lemma_.lower() not in words["topics"]:
        return
    doc, start = verb.doc, verb.i + 1
    stop = next((t.i for t in doc[start:] if t.text == "." and t.i + 1 in (len(doc), t.sent.end)), len(doc))
    cuts = [i for i in range(start, stop) if doc[i].text == ";"]
    if not cuts:
        return
    for cut in (*cuts, stop):
        first, last = trim_right(doc, *trim(doc, start, cut))
        heads = [t for t in doc[first:last] if not first <= t.head.i < last or t.head.i == t.i]
        if heads and last - first >= SHORTEST:
            yield heads[0], first, last
        start = cut + 1


def _main_clauses(root: Token) -> list[Token]:
    """The verbs of a sentence's clauses that stand for themselves, each with its own subject."""
    found = [root] if is_verb(root) else []
    for verb in found:
        for c in verb.children:
            if not is_verb(c) or child(c, *SUBJECTS) is None:
                continue
            conceded = c.dep_ == "advcl" and any(m.lower_ in CONCESSIONS for m in c.children)
            parsed_inside = c.dep_ == "ccomp" and c.i < verb.i and child(c, "mark") is None
            if c.dep_ in ("conj", "parataxis") or conceded or parsed_inside:
                found.append(c)
    return found


def _own_tokens(verb: Token) -> set[int]:
    """The tokens of a clause without those of the further clauses beside it."""
    beside = {c.i for c in _main_clauses(verb) if c.i != verb.i}
    own: set[int] = set()
    stack = [verb]
    while stack:
        token = stack.pop()
        own.add(token.i)
        stack.extend(c for c in token.children if c.i not in beside)
    for i in sorted(own):  # the conjunction before a further clause
        if verb.doc[i].dep_ in ("cc", "punct") and verb.doc[i].head.i == verb.i and i > verb.i:
            after = i + 1
            if after < len(verb.doc) and after not in own:
                own.discard(i)
    return own


def _run(own: set[int], middle: int) -> tuple[int, int]:
    """The unbroken run of tokens around one of them."""
    start, end = middle, middle + 1
    while start - 1 in own:
        start -= 1
    while end in own:
        end += 1
    return start, end


def _general(verb: Token, topic: Token, own: set[int]) -> bool:
    """Whether a clause tells how things generally were: of no one by name or number, on no single day."""
    doc, words = verb.doc, _verdict_words()
    if not any(t.tag_ == "VBD" for t in (verb, *children(verb, "aux", "auxpass"))):
        return False
    if any(
        (
            doc[i].ent_type_ in ("DATE", "PERSON", "CARDINAL", "MONEY", "PERCENT")
            and doc[i].pos_ in ("NUM", "PROPN")
        )
        or doc[i].lower_ in words["persons"]
        for i in own
    ):
        return False
    if topic.dep_ == "expl":
        return any(c.lower_ == "no" for noun in children(verb, "attr") for c in noun.children)
    if topic.pos_ != "NOUN" or children(topic, "nummod", "poss"):
        return False
    often = any(
        doc[i].lower_ == "cases" and any(c.lower_ in words["shares"] for c in doc[i].children) for i in own
    )
    return often or topic.tag_ == "NNS" or topic.lemma_.lower() in words["powers"]


@lru_cache(maxsize=1)
def _verdict_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _rules()["verdict"].items()}


def _judges(token: Token, words: dict[str, frozenset[str]]) -> bool:
    if token.dep_ == "neg":
        what = child(token.head, "attr")
        return what is None or what.lemma_.lower() not in words["standings"]
    lemma = token.lemma_.lower()
    return (
        ((token.pos_ == "ADV" or token.lower_ == "times") and lemma in words["adverbs"])
        or (token.pos_ == "ADJ" and lemma in words["adjectives"])
        or (token.pos_ == "NOUN" and lemma in words["nouns"])
        or (token.pos_ == "VERB" and lemma in words["verbs"])
    )
