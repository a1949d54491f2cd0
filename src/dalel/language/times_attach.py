"""Which time in a sentence is that of an event: attachment along the parse, with its known errors in mind.

The small model often hangs a time on the last noun before it ("18 years in prison in October 2007");
so a time goes up from there to the first word that can happen: a verb, or a noun of an event.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dalel.language.times_model import ResolvedTime
from dalel.language.times_words import TABLE

_NOT = frozenset(TABLE["events"]["not"].split())
_ALSO = frozenset(TABLE["events"]["also"].split())
_ENDINGS = tuple(TABLE["events"]["endings"])
_VERBS = ("VERB", "AUX")
_DOWN = frozenset(("advcl", "ccomp", "xcomp", "pcomp", "acl", "conj", "relcl", "parataxis"))


def is_event(token: Token) -> bool:
    """Whether a noun names something that happens or is made at a time."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    word = token.lower_
    return word in _ALSO or (word not in _NOT and len(word) > 5 and word.endswith(_ENDINGS))


def token_at(doc: Doc, char: int) -> Token:
    """The token that holds the character at `char`, or the next one."""
    at = bisect_left(doc, char + 1, key=lambda token: token.idx)
    return doc[max(0, at - 1)]


def governor(doc: Doc, time: ResolvedTime) -> Token | None:
    """The verb or noun whose time this is; None where the time stands by itself."""
    expression = time.expression
    first, last = token_at(doc, expression.outer_char), token_at(doc, expression.end_char - 1)
    begin, end = first.i, last.i + 1
    if first.idx + len(first) <= expression.outer_char:
        begin += 1
    root = doc[begin:end].root
    if root.pos_ in _VERBS and root.i < token_at(doc, expression.start_char).i:
        return root  # "beginning in", "starting"
    head = root.head
    if head is root:
        return None
    bare = expression.outer_char == expression.start_char
    if head.i >= end and bare and head.pos_ in ("NOUN", "PROPN") and root.dep_ not in ("npadvmod", "nsubj"):
        return head  # "the 2007 elections"
    for _ in range(12):
        if head.pos_ in _VERBS and head.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return head
        if is_event(head) and head.i < begin:
            return head
        if head.head is head:
            return head
        head = head.head
    return head


class Attached:
    """The times of one Doc by the tokens that govern them."""

    def __init__(self, doc: Doc, times: Sequence[ResolvedTime]) -> None:
        self.doc = doc
        self.by: dict[int, list[ResolvedTime]] = {}
        for time in times:
            if time.value and time.expression.kind == "date":
                token = governor(doc, time)
                if token is not None:
                    self.by.setdefault(token.i, []).append(time)

    def of(self, trigger: Token) -> list[ResolvedTime]:
        """The times of what `trigger` tells, in order: several only where a list of times gives them."""
        if not self.by:
            return []
        seen = trigger
        for _ in range(8):
            found = self._here(seen)
            if found:
                return found
            if seen.head is seen:
                return []
            seen = seen.head
        return []

    def _here(self, token: Token) -> list[ResolvedTime]:
        return self.by.get(token.i, [])


def merge(times: Sequence[ResolvedTime]) -> ResolvedTime | None:
    """One time for several: two of a list become an interval, of more the first is taken."""
    if not times:
        return None
    first = times[0]
    series = [t for t in times if t.expression.series and t.expression.series == first.expression.series]
    if len(series) == 2 and all("/" not in t.value for t in series):
        value = "/".join(sorted(t.value for t in series))
        return ResolvedTime(first.expression, value, value, first.why)
    return first


def time_of(trigger: Token, times: Sequence[ResolvedTime]) -> ResolvedTime | None:
    """The time of what `trigger` tells, among the times of its Doc."""
    return merge(Attached(trigger.doc, times).of(trigger)) if times else None
