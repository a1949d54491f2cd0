"""Who says an event: the sources of the attributions whose content holds its trigger, outermost first."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Span, Token

from dalel.claims.commitment.parse import named, untrue
from dalel.language.attributions.attribution import Attribution, attributions
from dalel.language.attributions.spans import phrase, strip
from dalel.language.times.reach import clause_verb


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("dalel.claims").joinpath("cues", "speakers.toml").read_text("utf-8"))
    return {name: frozenset(text.split()) for name, text in raw.items()}


def speakers(trigger: Token, own: bool = False) -> tuple[Span, ...]:
    """Who says what `trigger` tells, outermost first, in the text's words.

    Empty where it is the author. With `own`, the source of an attribution whose own cue is the
    trigger is the last: who states or finds. Unnamed voices are their nouns ("credible reports").
    """
    found: list[Span] = []
    for one in voices(trigger, own):
        span = source(one)
        if span is None:
            continue
        if not own and one.source is not None and span.start <= trigger.i < span.end:
            continue  # "ten percent of those asked said so" counts who speaks
        if not any(span.start < s.end and s.start < span.end for s in found):
            found.append(span)
    return tuple(found)


def voices(trigger: Token, own: bool = False) -> list[Attribution]:
    """The attributions whose sources are the speakers of `trigger`, outermost first."""
    held = []
    for one in attributions(trigger.doc):
        cue = one.cue.start <= trigger.i < one.cue.end
        if cue:
            if (own and one.cls in _lists()["own"]) or (one.source is None and _unnamed(one)):
                held.append(one)
        elif one.holds(trigger) and speaks(one):
            if _taken_for_granted(one, trigger) or (one.source is None and untrue(one.verb) is not None):
                continue
            held.append(one)
    held.sort(key=lambda one: (one.cue.start <= trigger.i < one.cue.end, -(one.end - one.start)))
    return held


def counting(word: Token) -> Span | None:
    """Who counted what a word tells: "**the league** documented 40 beatings"."""
    verb = clause_verb(word)
    if verb is None or verb.i == word.i or verb.i > word.i or verb.lemma_ not in _lists()["counting"]:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return _body(word.doc[slice(*phrase(subject))]) if subject is not None else None


def speaks(one: Attribution) -> bool:
    """Whether an attribution makes its source a speaker of what stands in its content."""
    lists, lemma = _lists(), one.verb.lemma_
    if lemma in lists["attitudes"]:
        return False
    return (one.cls in lists["speaking"] or lemma in lists["pledges"]) and _speaks(one)


def source(one: Attribution) -> Span | None:
    """Who an attribution's source is for a claim: its source, or the unnamed voice of its cue."""
    if one.source is not None:
        return _body(_antecedent(one.source))
    if not _unnamed(one):
        return None
    doc, noun = one.verb.doc, one.verb
    teller = _from(noun)
    if teller is not None:
        return doc[slice(*phrase(teller))]
    start = max(noun.left_edge.i, one.cue.start)
    while start < noun.i and (doc[start].dep_ in ("det", "punct") or doc[start].pos_ in ("AUX", "VERB")):
        start += 1
    return doc[start : noun.i + 1]


def _taken_for_granted(one: Attribution, trigger: Token) -> bool:
    """Whom they accuse or think about is not said by them, nor the events they only worry about."""
    if one.cls in ("accuse", "think") and named(trigger):
        return True
    if one.verb.lemma_ == "find" and trigger.lower_ == "guilty":
        return True  # what a court decides is so
    if one.cls == "deny" and any(
        c.dep_ == "dobj" and c.lemma_ in _lists()["pleas"] for c in one.verb.children
    ):
        return True  # "rejected the appeals of those convicted"
    if trigger.pos_ not in ("NOUN", "PROPN"):
        return False
    return (one.cls == "think" and one.verb.pos_ == "NOUN") or one.verb.lemma_ in _lists()["granting"]


def _body(span: Span) -> Span:
    """The body behind a paper ("the mission's report"), the name behind a description."""
    root, doc = span.root, span.doc
    if root.lemma_.lower() in _lists()["papers"]:
        if root.dep_ == "dobj" and root.head.lemma_ in _lists()["writing"]:
            writer = next((c for c in root.head.children if c.dep_ == "nsubj"), None)
            if writer is not None:
                return doc[slice(*phrase(writer))]
        for child in root.children:
            if child.dep_ == "poss":
                return doc[child.left_edge.i : child.i + 1]
            if child.lower_ in _lists()["families"] and child.i == root.i - 1:
                return span  # "a UN report": by which of its bodies is not told
            if child.dep_ == "compound" and child.ent_type_ == "ORG":
                entity = next((e for e in doc.ents if e.start <= child.i < e.end), None)
                if entity is not None and entity.end <= root.i:
                    return entity
            if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
                noun = next((c for c in child.children if c.dep_ == "pobj"), None)
                if noun is not None:
                    return doc[slice(*phrase(noun))]
        issuer = _issuer(root)
        if issuer is not None:
            return doc[slice(*phrase(issuer))]
    if root.pos_ != "PROPN":
        for token in span:
            if token.dep_ == "appos" and token.ent_type_ == "PERSON" and token.head.i == root.i:
                start, end = strip(doc, token.left_edge.i, token.i + 1)
                return doc[start:end]
    return span


def _issuer(paper: Token) -> Token | None:
    """Who gives out a paper: "the council issued letters criticising ...", "answered with a letter"."""
    verb = paper.head
    if paper.dep_ == "pobj" and verb.lower_ == "with" and verb.head.pos_ == "VERB":
        verb = verb.head
    elif paper.dep_ != "dobj" or verb.lemma_ not in _lists()["issuing"]:
        return None
    return next((c for c in verb.children if c.dep_ == "nsubj"), None)


def _from(report: Token) -> Token | None:
    """From whom an unnamed voice is, behind what it tells: "allegations of beatings from **miners**"."""
    content = [c for p in report.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children]
    for noun in content:
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ == "from":
                found = next((c for c in prep.children if c.dep_ == "pobj"), None)
                if found is not None and named(found):
                    return found
    return None


def _antecedent(span: Span) -> Span:
    """Who a relative pronoun stands for."""
    if span[0].tag_ not in ("WP", "WDT") or len(span) > 1:
        return span
    clause = span[0].head
    for _ in range(3):
        if clause.dep_ == "relcl":
            noun = clause.head
            start, end = phrase(noun)
            end = next((c.left_edge.i for c in noun.children if c.dep_ == "relcl" and c.i > noun.i), end)
            start, end = strip(span.doc, start, min(end, span.start))
            return span.doc[start:end] if start < end else span
        clause = clause.head
    return span


def _unnamed(one: Attribution) -> bool:
    """Whether the cue itself is a voice: "credible reports that ...", but not "no reports"."""
    return (
        one.verb.pos_ == "NOUN"
        and one.verb.tag_ == "NNS"
        and not (one.verb.dep_ == "pobj" and one.verb.head.lower_ in _lists()["grounds"])
        and not any(c.dep_ == "nummod" for c in one.verb.children)
        and one.verb.lemma_ in _lists()["unnamed"]
        and not any(c.lower_ == "no" for c in one.verb.children)
    )


def _speaks(one: Attribution) -> bool:
    """Whether the source is a voice and not a law; where the text names none, whether its cue is one."""
    if one.source is None:
        return _unnamed(one)
    root = _antecedent(one.source).root
    if one.verb.lemma_ == "accord" and root.lemma_.lower() == "law":
        return False
    if one.verb.lemma_ == "accord" and root.pos_ == "NUM":
        of = [g for c in root.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        if any(g.lemma_.lower() in _lists()["schemes"] for g in of):
            return False  # "according to one of three regimes"
    if root.lemma_.lower() in _lists()["images"] and one.verb.lemma_ in _lists()["imaging"]:
        return False  # "videos depicting the beating"
    if any(c.lower_ == "constitutional" for c in root.children) and root.lemma_.lower() == "declaration":
        return False
    if any(c.lower_ == "official" for c in root.children):
        return True  # "official results"
    return root.lemma_.lower() not in _lists()["rulers"]
