"""Attributions that are claims of their own: what observers found, what people stated (`statements.toml`).

An attribution whose content makes a more telling claim gives none here: that claim names its speaker.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Span, Token

from dalel.claims.constructions import Argument, listed
from dalel.claims.fillers import Filler, Names, fill_all, fits
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import Lexicon
from dalel.claims.phrases import phrase, text_of, trim, trim_clause, trim_right
from dalel.claims.speakers import source
from dalel.claims.syntax import SUBJECTS, child, children
from dalel.language.attributions import Attribution, attributions, outermost
from dalel.model import KINDS, MentionKind, Status

FINDING = Frame("finding.attributed", "finding", {}, (), ("by", "what"))
STATED = Frame("stated.attributed", "stated", {}, (), ("by", "content"))
SHORTEST_CONTENT = 3
"""Words of what is said, at the least."""
SAME = frozenset({"xcomp", "ccomp", "attr", "oprd", "conj", "dobj", "auxpass", "nsubjpass", "nsubj"})
"""Labels of words that tell with their governor what a content tells: "had to | leave", "faced | charges"."""
RELATIVE = frozenset({"WDT", "WP"})
"""Tags of relative pronouns."""
PLANNED = Frame("stated.planned", "stated", {}, (), ("by", "content"), status=Status.PLANNED)


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("statements.toml").read_text("utf-8"))


def statements(doc: Doc, unit: int, names: Names, findings: list[Finding]) -> Iterator[Finding]:
    """The findings and statements of a Doc, where `findings` hold nothing that says the same."""
    rules = _rules()
    for attribution in _spoken(doc):
        if attribution.source is None or not _tells(attribution, unit, names):
            continue
        part = max(attribution.content, key=lambda p: (p[0].tag_ not in RELATIVE, p.end - p.start))
        first, last = _joined(attribution.content, part)
        start, end = trim_right(doc, *trim_clause(doc, first, last))
        criticism = attribution.verb.lemma_.lower() in rules["criticism"]
        brief = criticism or attribution.verb.lemma_.lower() in rules["listing"]
        shortest = SHORTEST_CONTENT - (brief and attribution.verb.pos_ == "VERB")
        if criticism and (_expressed(attribution.verb) or _a_thing(part.root)):
            shortest = 1
        named, labelled = _named(attribution), _labelled(attribution)
        if (
            (end - start < shortest and named is None and labelled is None)
            or _told(attribution, findings)
            or _counts(part.root)
            or all(t.ent_type_ == "DATE" or t.pos_ in ("ADP", "DET", "PUNCT") for t in part)
        ):
            continue
        if child(attribution.verb, "neg") is not None:
            continue  # "does not recognize it as a crime"
        by = _voices(attribution, names, unit)
        if not by:
            continue
        while start < end - 3 and doc[start].lower_ in ("that", "to", "whether"):
            start += 1
        text = text_of(doc, start, end)
        if named is not None:
            first, last = phrase(named)
            thing = text_of(doc, *trim(doc, first, min(last, attribution.verb.left_edge.i)))
            text = f"{thing} {'as ' if _as(attribution.verb) else ''}{text}"
        elif labelled is not None:
            start, end = min(start, labelled[0]), max(end, labelled[1])
            spans = [(p.start, p.end - (p[-1].lower_ == "by")) for p in attribution.content]
            text = " ".join(text_of(doc, *trim_clause(doc, *span)) for span in spans)
        content = Filler((text,), start, end, part.root)
        if attribution.cls in rules["planned"] and not _agrees(attribution):
            yield Finding(PLANNED, attribution.verb, {"by": by, "content": [content]})
        elif _observer(attribution, unit, names, part.root) or _wrongs(part.root):
            yield Finding(FINDING, attribution.verb, {"by": by, "what": [content]})
        else:
            yield Finding(STATED, attribution.verb, {"by": by, "content": [content]})


def _spoken(doc: Doc) -> Iterator[Attribution]:
    """The outermost attributions; for "quoted the mayor as **saying**" what the mayor said."""
    for one in outermost(doc):
        said = [c for p in children(one.verb, "prep") if p.lower_ == "as" for c in children(p, "pcomp")]
        inner = [a for a in attributions(doc) if a.verb in said]
        yield from inner or [one]


def _tells(attribution: Attribution, unit: int, names: Names) -> bool:
    """Whether a cue is one of telling and its source somebody who can tell."""
    rules = _rules()
    assert attribution.source is not None
    if attribution.verb.tag_ == "VBG" and attribution.verb.head.pos_ == "ADJ":
        return False  # "uncomfortable reporting it"
    if attribution.verb.lower_ == "concerning" or _only_names(attribution) or _of_him(attribution.verb):
        return False
    lemma, root = attribution.verb.lemma_.lower(), _teller(attribution)
    if attribution.cls not in rules["classes"]:
        return False
    expressed = _expressed(attribution.verb)
    if attribution.cls == "judge" and not expressed and lemma not in rules["criticism"] + rules["praise"]:
        return False
    if (
        lemma in rules["silent"]
        and not expressed
        and not (_labels(attribution.verb) or lemma in rules["listing"])
        and not (lemma in rules["granting"] and child(attribution.verb, "ccomp") is not None)
        and not _agrees(attribution)
    ):
        return False
    if attribution.cls in rules["planned"] and lemma not in rules["pledges"] and not _agrees(attribution):
        return False
    if _of_a_deed(attribution.verb) or _seizes(attribution.verb):
        return False
    if lemma in rules["listing"] and not _observer(attribution, unit, names):
        return False
    if root.lemma_.lower() in rules["mute"] or attribution.source[0].lower_ in ("no", "neither"):
        return False
    if names.kind(unit, root) is not None or root.pos_ in ("PRON", "PROPN"):
        return True
    if root.lemma_.lower() in rules["observers"] + rules["papers"]:
        return True
    types = Lexicon.load().types
    voices = [types[name] for name in ("person", "organisation", "organ", "office", "outlet", "instrument")]
    return fits(Argument(root), voices, [types["law"]], names, unit)


def _of_him(verb: Token) -> bool:
    """Whether a participle tells what others think of whom it describes: "men **believed** to be spies"."""
    bare = verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "amod") and child(verb, "auxpass") is None
    inserted = verb.i > 1 and verb.nbor(-1).text == "," and verb.tag_ in ("VBN", "VBD")
    bare = bare or (inserted and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "to")
    clause = child(verb, "xcomp", "ccomp")
    return bare and clause is not None and any(c.tag_ == "TO" for c in clause.children)


def _only_names(attribution: Attribution) -> bool:
    """Whether a cue tells nothing of its own: "found it hard", "had doubts about him"."""
    verb, thing = attribution.verb, child(attribution.verb, "dobj")
    clause = child(verb, "ccomp", "xcomp")
    if verb.pos_ == "NOUN":
        return attribution.cls == "think" and not _expressed(verb)
    if verb.lemma_ == "find":
        return any(t.lower_ == "it" for t in (thing, *children(clause or verb, "nsubj")) if t is not None)
    if verb.lemma_ == "report" and thing is not None and clause is None:
        words = (*verb.children, *thing.children)  # "reported it to police"
        return any(c.lower_ == "to" or (c.dep_ == "acl" and c.lower_ == "police") for c in words)
    if verb.lemma_ in ("inform", "tell", "remind"):
        return clause is None and not any(c.dep_ in ("advcl", "relcl", "acl") for c in verb.subtree)
    return verb.lemma_ == "threaten" and thing is not None and clause is None


def _expressed(noun: Token) -> bool:
    """Whether a noun of judgement is what a verb expresses: "voiced concern"."""
    verb = noun.head
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.lemma_ == "raise":
        return False  # "he fled, raising concern": who is concerned is not told
    return noun.dep_ == "dobj" and verb.lemma_.lower() in _rules()["expressing"]


def _teller(attribution: Attribution) -> Token:
    """The head of who tells: the body behind a paper, what a relative pronoun stands for."""
    assert attribution.source is not None
    body = source(attribution)
    return body.root if body is not None else attribution.source.root


def _voices(attribution: Attribution, names: Names, unit: int) -> list[Filler]:
    """Who states it: each of several with one named, else the source's words; none for an unknown pronoun."""
    assert attribution.source is not None
    root, group = attribution.source.root, _group(attribution.source)
    if group is not None:
        end = next(c.end for c in attribution.source.noun_chunks if group in c)
        words = trim(root.doc, attribution.source.start, end)
        return [Filler((text_of(root.doc, *words),), *words, group)]
    heads = [root, *_further(attribution)]
    found = [f for head in heads for member in listed(head) for f in fill_all(member, names, unit)]
    if not found or any(filler.resolved for filler in found):
        return found
    body = source(attribution) or attribution.source
    if body.root.pos_ == "PRON":  # "its report"
        return [filler for filler in fill_all(Argument(body.root), names, unit) if filler.resolved]
    words = trim(root.doc, body.start, body.end)
    return [Filler((text_of(root.doc, *words),), *words, body.root)]


def _further(attribution: Attribution) -> list[Token]:
    """Further agents of a passive: "condemned by the mayor, as well as by **the church** and unions"."""
    verb = attribution.verb
    if child(verb, "auxpass", "nsubjpass") is None:
        return []
    assert attribution.source is not None
    return [
        noun
        for by in verb.doc[attribution.source.end : verb.sent.end - 1]
        if by.lower_ == "by" and [t.lower_ for t in verb.doc[by.i - 3 : by.i]] == ["as", "well", "as"]
        for noun in children(by, "pobj")
    ]


def _group(said_by: Span) -> Token | None:
    """The group before "including" in a source, whose further members are only examples of who speaks.

    "Defenders of rights, including farmers and students, reported threats": the defenders.
    """
    including = next((t.i for t in said_by if t.lower_ == "including"), None)
    if including is None:
        return None
    return next((c.root for c in said_by.noun_chunks if c.end <= including and c.root.pos_ != "PRON"), None)


def _named(attribution: Attribution) -> Token | None:
    """What a relative clause tells a view of: "a ban, which the mayor condemned as unlawful"."""
    verb = attribution.verb
    if verb.dep_ != "relcl" or not (_as(verb) or child(verb, "oprd") is not None):
        return None
    thing = child(verb, "dobj")
    return verb.head if thing is None or thing.tag_ in RELATIVE else None


def _joined(content: Sequence[Span], part: Span) -> tuple[int, int]:
    """The longest part of what is said with the parts beside it: "was biased, | violated the right"."""
    first, last = part.start, part.end
    for other in content:
        if other.end <= first and all(t.is_punct for t in part.doc[other.end : first]):
            first = other.start
        elif last <= other.start and all(t.is_punct for t in part.doc[last : other.start]):
            last = other.end
    return first, last


def _somebody(attribution: Attribution, teller: Token, kind: MentionKind | None) -> bool:
    """Whether one person scolds without saying for what: "the actor criticized the mayor"."""
    one = kind is MentionKind.PERSON or (kind is None and teller.tag_ == "NN" and _person(teller))
    thing = child(attribution.verb, "dobj")
    whom = thing is not None and (thing.ent_type_ == "PERSON" or _person(thing))
    why = any(c.lower_ in ("for", "as", "over") for c in attribution.verb.children)
    return one and whom and not why


def _person(noun: Token) -> bool:
    """Whether a noun is a person's."""
    return noun.lemma_.lower() in Lexicon.load().types["person"].heads


def _as(verb: Token) -> bool:
    """Whether a verb tells as what it sees something."""
    return any(c.lower_ == "as" for c in children(verb, "prep"))


def _labelled(attribution: Attribution) -> tuple[int, int] | None:
    """The tokens of a thing and of what it is called, in the passive: "the vote was called | unfair"."""
    parts = attribution.content
    passive = child(attribution.verb, "nsubjpass")
    if (
        len(parts) != 2
        or passive is None
        or passive.pos_ == "PRON"
        or not parts[0].start <= passive.i < parts[0].end
    ):
        return None
    return parts[0].start, parts[1].end


def _labels(verb: Token) -> bool:
    """Whether a verb of seeing or naming says what as: "views the courts as corrupt", "calls it a farce"."""
    return verb.pos_ == "VERB" and (
        any(
            (c.dep_ == "prep" or c.head.dep_ == "advcl") and c.lower_ == "as" and c.i > verb.i
            for child in verb.children
            for c in (child, *child.children)
        )
        or child(verb, "oprd") is not None
        or any(c.dep_ == "amod" for thing in children(verb, "dobj") for c in thing.rights)
    )


def _counts(content: Token) -> bool:
    """Whether the content is a number of things, which makes a quantity: "found 32 cases of fraud"."""
    topic = child(content, *SUBJECTS)
    there = child(content, "attr") if topic is not None and topic.dep_ == "expl" else None
    shares = [g for c in children(content, "prep") for g in children(c, "pobj") if g.lemma_ == "percent"]
    return any(
        word.lemma_ == "percent" or (word.pos_ == "NOUN" and _numbered(word))
        for word in (content, topic, there, *shares)
        if word is not None
    )


def _numbered(noun: Token) -> bool:
    """Whether a noun has a number that is no year."""
    return any(c.ent_type_ != "DATE" for c in children(noun, "nummod"))


def _wrongs(content: Token) -> bool:
    """Whether the content names wrongs, which is a finding whoever reports it."""
    return content.lemma_.lower() in _rules()["wrongs"]


def _agrees(attribution: Attribution) -> bool:
    """Whether somebody agrees or decides that something is so, which plans nothing."""
    verb = attribution.verb
    clause = child(verb, "ccomp")
    return (
        verb.lemma_ in _rules()["deciding"]
        and clause is not None
        and not any(t.tag_ in ("WRB", "WP", "WDT") for t in clause.lefts)
    )


def _a_thing(content: Token) -> bool:
    """Whether criticism is of what was done or made, and not only of somebody."""
    types = Lexicon.load().types
    heads = types["person"].heads | (types["organ"].heads - types["law"].heads)
    return content.pos_ == "NOUN" and content.lemma_.lower() not in heads


def _in_court(attribution: Attribution, unit: int, names: Names) -> bool:
    """Whether a court tells."""
    return fits(Argument(_teller(attribution)), [Lexicon.load().types["court"]], [], names, unit)


def _of_a_deed(verb: Token) -> bool:
    """Whether speaking is only what somebody is held for: "was jailed for **criticizing** the king"."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in ("for", "of", "by", "from")


def _seizes(verb: Token) -> bool:
    """Whether to hold is to have in one's power: "held the pupils hostage"."""
    return verb.lemma_ == "hold" and any(c.lower_ in ("hostage", "captive") for c in verb.subtree)


def _own_case(content: Token, teller: Token) -> bool:
    """Whether a content is about who tells it: "said **they** had left", "stated **its** goal was peace"."""
    if content.lower_ in ("itself", "themselves"):
        return True
    subject = child(content, *SUBJECTS)
    if subject is None:
        return False
    several = teller.tag_ in ("NNS", "NNPS")
    if subject.lower_ == "it" and not several:
        return content.lemma_ != "be" and child(content, "acomp", "ccomp", "csubj") is None
    own = ("their",) if several else ("its", "their")
    return subject.lower_ in ("they", "we") or any(
        c.dep_ == "poss" and c.lower_ in own for c in subject.children
    )


def _observer(attribution: Attribution, unit: int, names: Names, content: Token | None = None) -> bool:
    """Whether it is an observer or a body that tells, and not of itself or of its plans."""
    assert attribution.source is not None
    lemma = attribution.verb.lemma_.lower()
    root = _teller(attribution)
    kind = names.kind(unit, root)
    if lemma in _rules()["criticism"]:
        return not (lemma in _rules()["scolding"] and _somebody(attribution, root, kind))
    if root.pos_ == "PRON":
        kind = names.kind_meant(unit, root)
    if kind is MentionKind.PERSON:
        return False
    if _in_court(attribution, unit, names):
        return True
    if lemma in _rules()["own_case"] or (content is not None and _own_case(content, root)):
        return False
    if root.lemma_.lower() in _rules()["powers"] and lemma in _rules()["asserting"]:
        return False
    if root.tag_ in ("NNS", "NNPS") and root.lemma_.lower() in _rules()["voices"]:
        return True
    return (
        kind is MentionKind.ORGANISATION
        or (kind is None and root.ent_type_ == "ORG")
        or root.lemma_.lower() in _rules()["observers"]
        or any(c.lower_ in _rules()["observing"] for c in root.lefts)
        or attribution.cls == "show"
    )


def _judged(event: Token) -> bool:
    """Whether a clause only judges an event that it names: "said **the arrest** was unlawful"."""
    verb = event.head
    return (
        event.pos_ == "NOUN"
        and event.dep_ == "nsubj"
        and verb.lemma_ == "be"
        and child(verb, "acomp", "attr") is not None
    )


def _told(attribution: Attribution, findings: list[Finding]) -> bool:
    """Whether a claim of another kind stands in the content's main clause; what is criticised is not told."""
    criticism = attribution.verb.lemma_.lower() in _rules()["criticism"]
    for finding in findings:
        if attribution.verb.i == finding.trigger.i:
            return True
        if criticism:
            continue
        if KINDS[finding.kind].passing or not attribution.holds(finding.trigger):
            continue
        token = finding.trigger
        if _judged(token):
            continue
        while attribution.holds(token.head) and (
            token.dep_ in SAME
            or (token.dep_ == "acl" and token.tag_ == "VB" and not attribution.holds(token.head.head))
        ):
            token = token.head
        if (
            attribution.verb.lemma_ == "accord"
            or not attribution.holds(token.head)
            or token.head.i == token.i
        ):
            return True
    return False
