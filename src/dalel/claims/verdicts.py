"""The publisher's own findings: clauses that judge how things are, in no other voice (`verdicts.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Token

from dalel.claims.constructions import Argument
from dalel.claims.fillers import Filler, Names, fill, fits
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import Lexicon
from dalel.claims.phrases import text_of, trim_clause, trim_right
from dalel.claims.speakers import speaks
from dalel.claims.syntax import SUBJECTS, child, children, is_verb
from dalel.language.attributions import attributions
from dalel.model import KINDS

VERDICT = Frame("finding.verdict", "finding", {}, (), ("by", "what"))
SHORTEST = 4
"""Words of a clause that is a verdict, at the least."""
CONCESSIONS = frozenset({"although", "though", "while", "but", "whereas"})
"""Words before a clause that judges for itself: "The law forbids it, although police often ignored it"."""
SCOLDING = frozenset({"criticize", "criticise", "condemn", "denounce"})
SAYING = frozenset({"report", "state", "claim", "say", "complain", "note"})
"""Verbs of telling that may follow another verb."""
AMOUNTS = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY"})
"""Labels of numbers that make what is told a quantity."""
TELLING = frozenset({"say", "think", "show", "deny", "accuse"})
"""Classes of reporting words that make a clause somebody's word."""
ADDED = frozenset({"say", "think", "judge"})
"""Classes of reporting words whose relative clause only adds: "a problem | that critics called a farce"."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
CONTENT = frozenset({"dobj", "prep", "attr", "acomp", "xcomp", "ccomp", "oprd", "agent"})
"""What makes a verb before "and" a clause that can stand alone."""

SAME = frozenset({"xcomp", "ccomp", "attr", "oprd", "auxpass"})
"""Labels of words that tell with their verb what a clause is about: "continued to | urge"."""


@lru_cache(maxsize=1)
def _rules() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("verdicts.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _rules()["verdict"].items()}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that may be a verdict: its verb, whom it is about, and its tokens, unbroken.

    The subject may be that of a verb before it ("ignored complaints and | lacked staff").
    """

    verb: Token
    topic: Token
    start: int
    end: int

    @property
    def tokens(self) -> range:
        """The places of its tokens."""
        return range(self.start, self.end)

    @property
    def shared(self) -> bool:
        """Whether its subject stands outside it."""
        return self.topic.i not in self.tokens


def verdicts(doc: Doc, unit: int, publisher: str, names: Names, findings: list[Finding]) -> Iterator[Finding]:
    """The publisher's own findings: clauses that judge, and hold no other claim and no other voice."""
    if not publisher:
        return
    told = [f.trigger for f in findings if not KINDS[f.kind].passing]
    for sentence in doc.sents:
        summed_up = list(_summed_up(sentence.root))
        for trigger, start, end in summed_up:
            what = Filler((text_of(doc, start, end),), start, end, trigger)
            yield Finding(VERDICT, trigger, {"what": [what]}, {"by": publisher})
        for one in _clauses(sentence.root) if not summed_up else []:
            if _anothers(one) or _taken(one, told) or _controlled(one, findings) or _by_law(one):
                continue
            if _judged(one, unit, names) or _general(one):
                yield Finding(VERDICT, one.verb, {"what": [_what(one, told, unit, names)]}, {"by": publisher})
            for verb in _results(one, told):
                what = Filler((text_of(doc, *_extent(verb)),), *_extent(verb), verb)
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
    if not cuts or any(doc[i].text == ":" for i in range(start + 1, cuts[0])):
        return
    for cut in (*cuts, stop):
        first, last = trim_right(doc, *trim_clause(doc, start, cut))
        heads = [t for t in doc[first:last] if not first <= t.head.i < last or t.head.i == t.i]
        if heads and last - first >= SHORTEST:
            yield heads[0], first, last
        start = cut + 1


def _clauses(root: Token) -> Iterator[Clause]:
    """The clauses of a sentence that stand for themselves, long enough to tell something."""
    topics = _verbs(root)
    for verb, topic in topics.items():
        own: set[int] = set()
        stack = [verb]
        while stack:
            token = stack.pop()
            own.add(token.i)
            stack.extend(c for c in token.children if c not in topics)
        for i in sorted(own):  # the conjunction before a further clause
            token = verb.doc[i]
            if token.dep_ in ("cc", "punct") and token.head.i == verb.i and i > verb.i:
                after = i + 1
                if after < len(verb.doc) and after not in own:
                    own.discard(i)
        start, end = _run(own, verb.i)
        if end - start >= SHORTEST - _emphatic(verb) and not _points_back(verb):
            yield Clause(verb, topic, start, end)


def _verbs(root: Token) -> dict[Token, Token]:
    """The verbs of the clauses that stand for themselves, each with its subject."""
    found: dict[Token, Token] = {}
    stack: list[tuple[Token, Token | None]] = [(root, None)] if is_verb(root) else []
    while stack:
        verb, before = stack.pop(0)
        topic = child(verb, *SUBJECTS)
        if topic is None and before is not None and not _goes_on(verb):
            continue
        topic = topic if topic is not None else before
        if topic is not None:
            found[verb] = topic
        for c in verb.children:
            if not is_verb(c):
                continue
            conceded = c.dep_ == "advcl" and any(m.lower_ in CONCESSIONS for m in c.children)
            parsed_inside = c.dep_ == "ccomp" and c.i < verb.i and child(c, "mark") is None
            if c.dep_ == "conj":
                stack.append((c, topic))
            elif c.dep_ == "parataxis" or conceded or parsed_inside:
                stack.append((c, None))
    return found


def _goes_on(verb: Token) -> bool:
    """Whether a verb after "and" tells a second thing of the same subject, and the first one is complete."""
    first = verb.head
    if _said(verb):
        return False
    beside = {c.lower_ for c in first.children}
    if "nor" in beside or (beside & _words()["seldom"] and "or" in beside):
        return False  # "rarely checked work places or enforced rules"
    helpers = children(verb, "aux", "auxpass")
    finite = verb.tag_ in FINITE or any(h.tag_ in FINITE for h in helpers)
    if verb.tag_ == "VBN" and not helpers:  # "opened files and searched homes", wrongly tagged
        finite = first.tag_ == "VBD" and child(verb, "dobj") is not None
    return (
        finite
        and any(c.dep_ in CONTENT and first.i < c.i < verb.i for c in first.children)
        and any(c.dep_ in CONTENT and c.i > verb.i for c in verb.children)
    )


def _said(verb: Token) -> bool:
    """Whether a verb goes on with what somebody says: "stated it was biased, | violated | the law"."""
    while verb.dep_ == "conj":
        first, edge = verb.head, verb.left_edge.i
        said = child(first, "ccomp")
        if first.lemma_ in SAYING and said is not None and said.i < verb.i:
            return verb.doc[edge - 1].lower_ not in ("and", "but", "then") and verb.doc[edge - 1].text != ";"
        verb = first
    return False


def _results(one: Clause, told: list[Token]) -> Iterator[Token]:
    """Participles after a clause that tell what came of it: "..., | limiting their access to courts"."""
    doc, words = one.verb.doc, _words()
    for c in doc[one.verb.i + 1 : one.end]:
        if c.dep_ not in ("advcl", "acl"):
            continue
        start, end = _extent(c)
        if (
            c.tag_ == "VBG"
            and start > one.verb.i
            and doc[start - 1].text == ","
            and end - start >= SHORTEST
            and c.lemma_ in words["effects"] | words["verbs"] | words["results"]
            and all(t.i != c.i for t in told)
        ):
            yield c


def _extent(verb: Token) -> tuple[int, int]:
    """The tokens of a participle with all that belongs to it."""
    return trim_right(verb.doc, verb.left_edge.i, verb.right_edge.i + 1)


def _run(own: set[int], middle: int) -> tuple[int, int]:
    """The unbroken run of tokens around one of them."""
    start, end = middle, middle + 1
    while start - 1 in own:
        start -= 1
    while end in own:
        end += 1
    return start, end


def _anothers(one: Clause) -> bool:
    """Whether the clause is said by somebody, or is about nobody but the writer and the reader."""
    if one.topic.lower_ in ("we", "i", "you"):
        return True
    if any(c.tag_ in ("VBN", "VBD") and c.lemma_ in _words()["noted"] for c in children(one.topic, "acl")):
        return True  # "problems noted in the report included"
    for a in attributions(one.verb.doc):
        if a.source is not None and (a.cls in TELLING or a.cls == "judge") and _told_by(a.verb, one):
            return True
        if a.holds(one.verb) and speaks(a):
            return True
        if a.cls == "judge" and a.source is not None and a.verb.i == one.verb.i:
            return True  # "observers criticized the mayor"
        if a.cls not in TELLING:
            continue
        if a.verb.i == one.verb.i and not _untold(one.verb, a.source is None):
            return True
        cue = a.cue.start <= one.verb.i < a.cue.end and any(t.dep_ == "dobj" for t in a.cue)
        if speaks(a) and (cue or (a.verb.dep_ == "dobj" and a.verb.head.i == one.verb.i)):
            return True  # "issued a statement listing", "expressed concern about"
    return False


def _told_by(teller: Token, one: Clause) -> bool:
    """Whether a clause tells that somebody tells, or goes on from there: "groups continued to report ..."."""
    within = one.verb.head if one.shared else one.verb
    return within.i == teller.head.i and teller.dep_ == "xcomp" and teller.lemma_ in SAYING | SCOLDING


def _untold(verb: Token, by_nobody: bool) -> bool:
    """Whether a word of telling says how much is told: "victims rarely reported it", "is often reported"."""
    if any(c.lower_ in _words()["seldom"] for c in children(verb, "advmod")):
        return True
    return by_nobody and child(verb, "ccomp", "xcomp") is None


def _by_law(one: Clause) -> bool:
    """Whether a clause tells what is so by law, which is a rule."""
    before = [t.lower_ for t in one.verb.doc[_opening(one) : one.verb.i]]
    return any(before[i : i + 2] == ["by", "law"] for i in range(len(before)))


def _taken(one: Clause, told: list[Token]) -> bool:
    """Whether the clause tells another claim: by its verb, or by what the verb says of its subject."""
    for trigger in told:
        if trigger.i not in one.tokens:
            continue
        token = trigger
        while token.i != one.verb.i and token.dep_ in SAME and token.head.i in one.tokens:
            token = token.head
        if token.i == one.verb.i:
            return True
    return False


def _controlled(one: Clause, findings: list[Finding]) -> bool:
    """Whether a clause tells who has control or what became of a charge.

    "kept firm **control** over the police", "the **charges** were dropped".
    """
    if child(one.verb, "neg") is not None:
        return False
    below = [f for f in findings if f.trigger.head.i == one.verb.i]
    return any(
        (f.kind == "controls" and f.trigger.dep_ == "dobj")
        or (f.kind == "charged" and f.trigger.dep_ == "nsubjpass")
        for f in below
    )


def _what(one: Clause, told: list[Token], unit: int, names: Names) -> Filler:
    """The words of a verdict, without what it only adds, its subject as the document names it."""
    doc, verb = one.verb.doc, one.verb
    opening = _opening(one)
    start, end = trim_right(doc, *trim_clause(doc, opening, _closing(one, told)))
    if opening <= one.topic.i < start:
        start = one.topic.i  # "this | was rarely applied"
    text = text_of(doc, start, end)
    if one.shared:
        subject = fill(Argument(one.topic), names, unit)
        return Filler((f"{subject.texts[0]} {text}" if subject else text,), start, end, verb)
    if one.topic.pos_ == "PRON" and one.topic.i == start:
        subject = fill(Argument(one.topic), names, unit)
        if subject is not None and subject.resolved and len(subject.texts) == 1:
            return Filler((f"{subject.texts[0]} {text_of(doc, start + 1, end)}",), start, end, verb)
    return Filler((text,), start, end, verb)


def _opening(one: Clause) -> int:
    """Where a clause begins without what ties it to the text before: "Moreover, | prisons ..."."""
    doc, start = one.verb.doc, one.start
    openers = [words.split() for words in _rules()["opening"]["words"]]
    for i in range(one.start, one.verb.i):  # a sentence that the parser took into the clause
        but = doc[i].lower_ == "but" and doc[i - 1].text == ","
        if (but or doc[i].text == ";") and one.topic.i > i:
            start = i + 1
    while start < one.verb.i - 1:
        ahead = [t.lower_ for t in doc[start : one.verb.i]]
        opener: list[str] = next((o for o in openers if ahead[: len(o)] == o), [])
        if not opener and not doc[start].is_punct:
            break
        start += len(opener) or 1
    return start


def _closing(one: Clause, told: list[Token]) -> int:
    """Where a clause ends without a relative clause or an apposition that tells something of its own."""
    doc, verb = one.verb.doc, one.verb
    results = set(_results(one, told))
    places = {t.i for t in told} | {a.verb.i for a in attributions(doc) if a.cls in ADDED}
    for token in doc[verb.i + 1 : one.end]:
        edge = token.left_edge.i
        if token in results or (
            token.dep_ == "advcl" and token.tag_ == "VBG" and doc[edge].lower_ in ("thereby", "thus")
        ):
            return edge
        if edge <= verb.i + 1 or token.dep_ not in ("relcl", "appos", "acl"):
            continue
        loose = doc[edge - 1].text == ","
        last = token.right_edge.i + 1
        ends = loose or (token.dep_ == "relcl" and last >= one.end - 1)
        if (token.dep_ == "relcl" and loose) or (ends and not places.isdisjoint(range(edge, last))):
            return edge
    return one.end


def _general(one: Clause) -> bool:
    """Whether a clause tells how things generally were: of no one by name or number, on no single day."""
    doc, verb, topic, words = one.verb.doc, one.verb, one.topic, _words()
    if not any(t.tag_ == "VBD" for t in (verb, *children(verb, "aux", "auxpass"))):
        return False
    relative = [i for noun in children(verb, "attr") for c in children(noun, "relcl") for i in _reach(c)]
    if any(_singles_out(doc[i]) for i in one.tokens if i not in relative):
        return False
    if any(c.lower_ == "allegedly" for c in verb.children):
        return False
    thing = child(verb, "dobj")
    if thing is not None and thing.tag_ == "PRP":
        return False  # what was done to them, of whom the text before tells
    if topic.dep_ == "expl":
        return any(_exists(noun) for noun in children(verb, "attr"))
    if topic.pos_ == "PROPN":
        return any(c.lower_ in words["shares"] for c in topic.children)
    if topic.pos_ != "NOUN" or children(topic, "nummod", "poss"):
        return False
    often = any(
        doc[i].lower_ == "cases" and any(c.lower_ in words["shares"] for c in doc[i].children)
        for i in one.tokens
    )
    return often or topic.tag_ == "NNS" or topic.lemma_.lower() in words["powers"]


def _reach(token: Token) -> range:
    """The tokens of all that hangs on a token."""
    return range(token.left_edge.i, token.right_edge.i + 1)


def _singles_out(token: Token) -> bool:
    """Whether a word tells of a certain person, number or day; "as of May" tells of no day."""
    if token.lower_ in _words()["persons"]:
        return True
    if token.ent_type_ == "DATE" and token.dep_ == "pobj" and token.head.head.lower_ == "as":
        return False
    return token.pos_ in ("NUM", "PROPN") and token.ent_type_ in (
        "DATE",
        "PERSON",
        "CARDINAL",
        "MONEY",
        "PERCENT",
    )


def _exists(noun: Token) -> bool:
    """Whether what there was is more than a number of things, or a report of something."""
    if any(c.lower_ == "no" for c in noun.children):
        return True
    of = next((g for c in noun.children if c.lower_ == "of" for g in c.children), noun)
    return child(noun, "nummod") is None and _words()["told"].isdisjoint(
        (noun.lemma_.lower(), of.lemma_.lower())
    )


def _judged(one: Clause, unit: int, names: Names) -> bool:
    """Whether a word beside the verb judges: "often", "poor", "a problem", "failed", "did not"."""
    words = _words()
    doc, verb, topic = one.verb.doc, one.verb, one.topic
    if topic.lemma_ == "percent" or (topic.pos_ == "NUM" and verb.lemma_ == "remain"):
        return False
    if verb.lemma_ in words["ranging"] and any(doc[i].pos_ == "NUM" for i in one.tokens):
        return False  # a quantity
    if verb.lemma_ == "range" and any(t.lemma_.lower() in words["adjectives"] for t in verb.subtree):
        return True  # "ranged from poor to nonexistent"
    alone = child(verb, "dobj", "xcomp", "ccomp", "auxpass") is None
    if verb.lemma_ in words["effects"] or (alone and verb.lemma_ in words["trends"]):
        person = Lexicon.load().types["person"]
        thing = topic.lemma_ == "number" or not fits(Argument(topic), [person], [], names, unit)
        if thing and topic.dep_ != "expl" and not any(doc[i].ent_type_ in AMOUNTS for i in one.tokens):
            return True
    return _emphatic(verb) or any(_judges(token, words) for token in (verb, *verb.children))


def _emphatic(verb: Token) -> bool:
    """Whether a verb stands against what was said before: "but women did take part"."""
    return any(c.lemma_ == "do" for c in children(verb, "aux")) and child(verb, "neg") is None


def _points_back(verb: Token) -> bool:
    """Whether what is told stands before: "some were paid, while others were not"."""
    return (
        verb.tag_ in FINITE
        and verb.lemma_ in ("do", "be", "have")
        and all(c.dep_ in (*SUBJECTS, "neg", "mark", "cc", "punct", "advmod", "conj") for c in verb.children)
        and child(verb, "neg") is not None
    )


def _judges(token: Token, words: dict[str, frozenset[str]]) -> bool:
    if token.dep_ == "neg":
        if token.head.lemma_ == "be" and child(token.head, "acomp") is None:
            return False  # what somebody is not
        helpers = children(token.head, "aux", "auxpass")
        if any(t.tag_ in ("VBZ", "VBP") or t.lower_ == "could" for t in (token.head, *helpers)):
            return False  # what is not done by rule
        what = child(token.head, "attr")
        return what is None or what.lemma_.lower() not in words["standings"]
    lemma = token.lemma_.lower()
    return (
        ((token.pos_ == "ADV" or token.lower_ == "times") and lemma in words["adverbs"])
        or (token.pos_ == "ADJ" and lemma in words["adjectives"])
        or (token.pos_ == "NOUN" and lemma in words["nouns"])
        or (token.pos_ == "VERB" and lemma in words["verbs"])
    )
