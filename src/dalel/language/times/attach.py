"""Which time in a sentence is that of an event: attachment along the parse, with its known errors in mind.

The small model often hangs a time on the last noun before it ("nine years in jail in May 2012");
so a time goes up from there to the first word that can happen: a verb, or a noun of an event.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dalel.language.times.model import ResolvedTime
from dalel.language.times.words import TABLE

_NOT = frozenset(TABLE["events"]["not"].split())
_ALSO = frozenset(TABLE["events"]["also"].split())
_ENDINGS = tuple(TABLE["events"]["endings"])
_INSTRUMENTS = frozenset(TABLE["instruments"]["nouns"].split())
_MADE = frozenset(TABLE["instruments"]["made"].split())
_EXPECTED = frozenset(TABLE["expected"]["verbs"].split())
_MEASURED = frozenset(("percent", "%", "million", "billion"))
_VERBS = ("VERB", "AUX")
_DOWN = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "prep", "pobj", "pcomp", "agent", "xcomp"))
_HABIT = re.compile(r"\b(?:usually|typically|generally|normally|traditionally|customarily)\s$", re.I)
"""Words before a time of year at which something happens every year."""
_ANOTHER = re.compile(r"\b(?:contrast|contrasted|compared|comparison)\s(?:with|to)\s$|\bunlike\s$", re.I)
"""Words before another time with which what is told is compared."""
_OPEN = ("since", "until", "before", "after", "by")


def is_event(token: Token) -> bool:
    """Whether a noun names something that happens or is made at a time."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    word = token.lower_
    return word in _ALSO or (word not in _NOT and len(word) > 5 and word.endswith(_ENDINGS))


def names_instrument(token: Token) -> bool:
    """Whether a noun is a law, treaty or plan, which a date beside it names: "a 1954 law"."""
    return (
        token.lower_ in _INSTRUMENTS
        and token.pos_ in ("NOUN", "PROPN")
        and any(t.shape_ == "dddd" for t in token.doc[token.left_edge.i : token.i])
    )


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
    if root.pos_ in _VERBS and root.dep_ != "prep" and root.i < token_at(doc, expression.start_char).i:
        return root  # "beginning in", "starting"
    head = root.head
    if head.i == root.i:
        return None
    core = doc[token_at(doc, expression.start_char).i : end].root
    above = core.head
    if above.i >= end and above.pos_ in ("NOUN", "PROPN") and core.dep_ not in ("npadvmod", "nsubj", "pobj"):
        if is_event(above) or not _alone(doc, time):
            return above  # "the 2007 elections"
        head = above  # "In May | brigadiers met"
    for _ in range(12):
        if head.pos_ in _VERBS and head.dep_ not in ("aux", "auxpass", "amod", "compound", "prep"):
            return head
        if head.lower_ in ("down", "up") and head.i < begin:
            return head  # "down from a third in 2004"
        if head.pos_ in ("NOUN", "PROPN") and head.i < begin:
            near = _nearest_event(head, begin)
            if near is not None:
                return near
        if head.head.i == head.i:
            return head
        head = head.head
    return head


def _alone(doc: Doc, time: ResolvedTime) -> bool:
    """Whether a time opens the sentence with nothing but its preposition: "In May"."""
    expression = time.expression
    first = token_at(doc, expression.outer_char)
    lead = doc.text[expression.outer_char : expression.start_char].strip().lower()
    return bool(first.is_sent_start) and lead in ("in", "on", "by", "since", "during")


def _nearest_event(head: Token, begin: int) -> Token | None:
    """The last event noun of a noun phrase before the time: "the trial for the murder of X in May"."""
    for token in reversed(head.doc[head.i : begin]):
        if token.pos_ in _VERBS and token.dep_ in ("relcl", "acl", "ROOT", "conj", "ccomp", "advcl"):
            return None
        if is_event(token) and token.dep_ not in ("compound", "poss", "amod"):
            return token
    return None


def _outside(token: Token) -> bool:
    """Whether the time of the word above `token` is not that of `token`."""
    dep, tag = token.dep_, token.tag_
    if dep in ("conj", "xcomp", "npadvmod", "prep", "dep", "parataxis", "cc", "aux", "auxpass", "advmod"):
        return False
    if dep == "advcl":
        return not (tag == "VBG" or (tag == "VBD" and not _marked(token)))
    if dep in ("relcl", "acl"):
        return dep == "acl" or not narrative(token)
    if dep in ("compound", "nmod") and token.head.pos_ == "NOUN":
        return False  # "the 2007 election campaign"
    if dep in ("attr", "oprd"):
        return False  # "was its chairman in 2004"
    if dep in ("dobj", "nsubjpass") and token.head.lemma_ in _MADE:
        return False  # "issued a warrant in May"
    if dep in ("dobj", "nsubjpass", "nsubj"):
        return not is_event(token)
    if dep == "pobj" and token.head.lower_ == "as":
        return False  # "served as its chairman from 1995"
    if dep == "pobj":
        return not (
            is_event(token) and token.head.head.pos_ in _VERBS and token.head.lower_ in ("in", "during", "at")
        )
    return True


def _another(token: Token) -> bool:
    """Whether a dated word after another tells an event of its own: "charged with the 2007 killing"."""
    return token.pos_ not in _VERBS or (token.dep_ == "pcomp" and token.head.lower_ != "with")


def _marked(token: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("before", "after", "until", "since") for c in token.children)


def narrative(verb: Token) -> bool:
    """Whether a verb tells in the simple past."""
    if verb.tag_ == "VBD":
        return not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if verb.tag_ != "VBN":
        return False
    helpers = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return bool(helpers) and all(word in ("was", "were", "got") for word in helpers)


def _superlative(word: Token) -> bool:
    """Whether what is so "since" is only a record: "the lowest | since 1994", "the first vote since"."""
    return any(t.tag_ in ("JJS", "RBS") or t.lower_ == "first" for t in (word, *word.children))


NEXT = 3
"""Characters between a word and the "since" that belongs to it."""


class Attached:
    """The times of one Doc by the tokens that govern them."""

    def __init__(self, doc: Doc, times: Sequence[ResolvedTime]) -> None:
        self.doc = doc
        self.by: dict[int, list[ResolvedTime]] = {}
        for time in times:
            if time.value and time.expression.kind == "date":
                self._place(time)

    def _place(self, time: ResolvedTime) -> None:
        lead = self.doc.text[max(0, time.expression.outer_char - 60) : time.expression.outer_char]
        if _HABIT.search(lead) or _ANOTHER.search(lead):
            return
        token = governor(self.doc, time)
        first = token_at(self.doc, time.expression.outer_char).i
        before = self.doc[first - 1] if first else None
        if before is not None and (before.pos_ == "NUM" or before.lower_ in _MEASURED):
            self.by.setdefault(before.i, []).append(time)  # "from 22 percent in 2008 to 38 percent in 2020"
        record = before is not None and _superlative(before)
        if token is None or (record and time.expression.relation == "since"):
            return
        inside = token.pos_ in ("NOUN", "PROPN") and token.idx >= time.end_char
        if not inside or time.expression.relation not in _OPEN or time.value == time.plain:
            self.by.setdefault(token.i, []).append(time)
            return
        # "After the 2014 elections they governed": 2014 is the elections', 2014/.. the governing's
        self.by.setdefault(token.i, []).append(replace(time, value=time.plain))
        above = token.head
        while (above.pos_ == "ADP" or above.dep_ == "prep") and above.head.i != above.i:
            above = above.head
        if above.i != token.i and above.pos_ in _VERBS:
            self.by.setdefault(above.i, []).append(time)

    def of(self, trigger: Token, *, deeds: bool = False) -> list[ResolvedTime]:
        """The times of what `trigger` tells, in order: several only where a list of times gives them.

        With `deeds` what the trigger leads to may be another event, whose time is not the trigger's.
        """
        if not self.by:
            return []
        return _without_asides(trigger, self._found(trigger, deeds))

    def _found(self, trigger: Token, deeds: bool) -> list[ResolvedTime]:
        own = self.by.get(trigger.i)
        if own:
            return own
        if any(c.dep_ == "acl" and c.lemma_ in _EXPECTED for c in trigger.children):
            return self._above(trigger) or self._below(trigger, deeds)
        return self._below(trigger, deeds) or self._above(trigger)

    def around(self, verb: Token) -> list[ResolvedTime]:
        """The times of a clause, by its verb: its own, or of the clause that it goes on with."""
        return self.by.get(verb.i) or self._above(verb)

    def _above(self, trigger: Token) -> list[ResolvedTime]:
        """The time of the clause that the trigger is a part of.

        A clause that goes on with a subject of its own has the time that stands before both.
        """
        token, before = trigger, len(trigger.doc.text)
        for _ in range(8):
            if token.head.i == token.i or _outside(token):
                return []
            if token.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children):
                before = min(before, token.head.idx)
            token = token.head
            found = [time for time in self.by.get(token.i, ()) if time.start_char < before]
            if found:
                return found
        return []

    def _below(self, trigger: Token, deeds: bool) -> list[ResolvedTime]:
        """The time of what the trigger's own words speak of: "the 2007 polls gave", "is to end in May"."""
        level = [trigger]
        for _ in range(4):
            level = [child for token in level for child in token.children if self._inside(child, trigger)]
            for token in level:
                found = self.by.get(token.i)
                if found and not (deeds and token.i > trigger.i and _another(token)):
                    return found
        return []

    @staticmethod
    def _inside(child: Token, trigger: Token) -> bool:
        dep = child.dep_
        if names_instrument(child) and not (trigger.lemma_ in _MADE and child.head.i == trigger.i):
            return False
        if dep in ("acl", "relcl"):
            return trigger.pos_ in ("NOUN", "PROPN") and child.head.i == trigger.i
        return dep in _DOWN


def _without_asides(trigger: Token, times: list[ResolvedTime]) -> list[ResolvedTime]:
    """Times without what is only said beside: "the mayor, | in office since 2004, | resigned in May"."""
    plain = [time for time in times if time.expression.relation != "since"]
    if not plain or len(plain) == len(times):
        return times
    near = trigger.idx + len(trigger)
    return [time for time in times if 0 <= time.expression.outer_char - near < NEXT] or plain


def merge(times: Sequence[ResolvedTime]) -> ResolvedTime | None:
    """One time for several: two of a list become an interval, of more the first is taken."""
    if not times:
        return None
    first = times[0]
    series = [t for t in times if t.expression.series and t.expression.series == first.expression.series]
    if len(series) == 2 and all("/" not in t.value for t in series):
        value = "/".join(sorted(t.value for t in series))
        return replace(first, value=value, plain=value)
    return first


def time_of(trigger: Token, times: Sequence[ResolvedTime]) -> ResolvedTime | None:
    """The time of what `trigger` tells, among the times of its Doc."""
    return merge(Attached(trigger.doc, times).of(trigger)) if times else None
