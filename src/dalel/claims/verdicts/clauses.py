"""The clauses of a sentence that stand for themselves: what a verdict of the publisher may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.tokens import Token

from dalel.claims.syntax import SUBJECTS, child, children, is_verb
from dalel.language import lexicon as lx

SHORTEST = 4
"""Words of a clause that is a verdict, at the least."""
CONCESSIONS = frozenset({"although", "though", "while", "but", "whereas"})
"""Words before a clause that judges for itself: "The law forbids it, although police often ignored it"."""
SAYING = frozenset(
    {"report", "state", "claim", "say", "complain", "note", "tell", "allege", "assert", "argue"}
)
"""Verbs of telling that may follow another verb."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
CONTENT = frozenset({"dobj", "prep", "attr", "acomp", "xcomp", "ccomp", "oprd", "agent"})
"""What makes a verb before "and" a clause that can stand alone."""


def rules() -> dict[str, Any]:
    """The words of verdicts, by what they are for."""
    return lx.table("dalel.claims.verdicts", "verdicts.toml")


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The words that make a clause a verdict or keep it from being one."""
    return {name: frozenset(listed) for name, listed in rules()["verdict"].items()}


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


def clauses(root: Token) -> Iterator[Clause]:
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
        if end - start >= SHORTEST - emphatic(verb) and not _points_back(verb):
            yield Clause(verb, topic, start, end)


def _verbs(root: Token) -> dict[Token, Token]:
    """The verbs of the clauses that stand for themselves, each with its subject."""
    found: dict[Token, Token] = {}
    stack: list[tuple[Token, Token | None]] = [(root, None)] if is_verb(root) else []
    while stack:
        verb, before = stack.pop(0)
        topic = _own_subject(verb)
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


def _own_subject(verb: Token) -> Token | None:
    """The subject of a verb: the nearer of two, where a clause before was parsed as the subject.

    "The law (provided for rest), and **the police** respected that".
    """
    topics = [c for c in children(verb, *SUBJECTS) if c.i < verb.i]
    if len(topics) > 1 and topics[-1].nbor(-1).dep_ == "det" and verb.tag_ == "VBD":
        return topics[-1]
    return child(verb, *SUBJECTS)


def _goes_on(verb: Token) -> bool:
    """Whether a verb after "and" tells a second thing of the same subject, and the first one is complete."""
    first = verb.head
    if _said(verb):
        return False
    beside = {c.lower_ for c in first.children}
    if "nor" in beside or (beside & words()["seldom"] and "or" in beside):
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


def _run(own: set[int], middle: int) -> tuple[int, int]:
    """The unbroken run of tokens around one of them."""
    start, end = middle, middle + 1
    while start - 1 in own:
        start -= 1
    while end in own:
        end += 1
    return start, end


def emphatic(verb: Token) -> bool:
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
