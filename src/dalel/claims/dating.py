"""When what a finding tells happened or held: its time in the text, as its kind has it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from dalel.claims.fillers.filling import Filler
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import words
from dalel.claims.told.anybody import SUFFERED
from dalel.language.times.attach import merge
from dalel.language.times.context import ELECTIONS, Timeline
from dalel.language.times.model import ResolvedTime
from dalel.language.times.reach import clause_verb
from dalel.model import KINDS

TIMELESS = frozenset({"family"})
"""Kinds that a date in the sentence does not date."""
ELECTION = frozenset({"election_result", "turnout", "boycotted"})
"""Kinds that have the date of the election last spoken of."""
ABOUT = frozenset({"finding", "quantity"})
"""Kinds that may be about an election."""
STORY = frozenset(
    {
        "arrested",
        "charged",
        "tried",
        "convicted",
        "sentenced",
        "released",
        "ill_treated",
        "killed",
        "abducted",
    }
    | {"seized", "deported", "finding.ruled", "accused.arrested for"}
)
"""Kinds and frames of what a story tells one after the other, led by the date of the sentence before."""
LASTING = frozenset({"imprisoned"})
"""Kinds that tell a state."""
PENDING = frozenset({"tried.pending"})
"""Frames of what was still to come."""
OF_DEEDS = frozenset({"accused", "charged", "finding.verdict"})
"""Kinds and frames about deeds and events with dates of their own: "charged with the 2007 killing"."""
OFTEN = 2
"""More dates in a list than this are as many events ("arrested in 2009, 2011 and 2014")."""


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("dalel.claims").joinpath("cues", "dating.toml").read_text("utf-8"))
    return {name: frozenset(text.split()) for name, text in raw.items()}


def _words(name: str) -> frozenset[str]:
    return _lists()[name]


@dataclass(frozen=True, slots=True)
class Dated:
    """When a finding happened, EDTF or "", and the time in the text that tells so."""

    value: str
    time: ResolvedTime | None = None
    why: str = ""


def dated(finding: Finding, unit: int, times: Timeline, denied: bool = False) -> list[Dated]:
    """When it happened: once, or several times where a list tells that it happened so often.

    `denied` tells that it did not.
    """
    kind, frame, trigger = finding.kind, finding.frame.id, finding.trigger
    if kind in TIMELESS and trigger.pos_ not in ("VERB", "AUX"):
        return [Dated("", why="a date in its sentence does not date it")]
    found = times.of(unit, trigger)
    if len(found) > OFTEN and kind == "office_held":  # "was judge from 1990, mayor in 1999 and ..."
        later = [time for time in found if time.start_char >= trigger.idx]
        return [Dated(time.value, time) for time in later[:1]] or [Dated("")]
    if len(found) > OFTEN:
        own = [time for time in found if not _of_others(trigger.doc, time)] or found
        return [Dated(value, time) for value, time in {time.value: time for time in own}.items()]
    time = times.time(
        unit,
        trigger,
        event=not KINDS[kind].standing,
        election=kind in ELECTION or _of_election(finding),
        part=kind == "quantity" or _in_office(finding),
        lasting=kind in LASTING,
        story=kind in STORY or frame in STORY,
        deeds=kind in OF_DEEDS or frame in OF_DEEDS,
    )
    if time is not None and _case_about(finding) and time.start_char < trigger.left_edge.idx:
        return [Dated("", why="the date is that of the case about it")]
    if time is None and kind == "rule":
        return [_made(trigger, unit, times)]
    return [_held(finding, time, denied) if time is not None else Dated("")]


def of_each(
    filler: Filler | None, fillers: Sequence[Filler | None], dates: Sequence[Dated]
) -> Sequence[Dated]:
    """The dates of one of several people with a date behind each name: "killed: A on May 3, B on May 4"."""
    places = sorted(f.start for f in fillers if f is not None)
    if filler is None or len(dates) <= OFTEN or len(places) < 2:
        return dates
    doc = filler.token.doc
    following = [doc[i].idx for i in places if i > filler.start]
    stop = following[0] if following else len(doc.text)
    own = [d for d in dates if d.time is not None and doc[filler.start].idx < d.time.start_char < stop]
    if len(own) == 1:
        return own
    return [d for d in dates if d.value.isdecimal()][:1] or [Dated("")]


def _case_about(finding: Finding) -> bool:
    """Whether a deed is only what a case is about: "in May police opened an inquiry into the | death |"."""
    noun = finding.trigger
    if finding.kind not in SUFFERED or noun.pos_ != "NOUN" or noun.dep_ != "pobj":
        return False
    return noun.head.lower_ in words("about_deeds")


def _made(rule: Token, unit: int, times: Timeline) -> Dated:
    """Since when a rule holds that a dated act set: "in 2016 deputies passed a law that **bans** it"."""
    verb = rule
    while verb.dep_ in ("conj", "xcomp", "dobj", "attr", "prep", "pobj") and verb.head.i != verb.i:
        verb = verb.head
    act = verb.head
    if verb.dep_ in ("relcl", "acl") and act.dep_ in ("dobj", "nsubjpass"):
        act = act.head
    elif verb.dep_ != "ccomp":
        return Dated("")
    if act.lemma_ not in _words("enacting") or act.tag_ not in ("VBD", "VBN"):
        return Dated("")
    time = merge(times.of(unit, act))
    if time is None or time.expression.relation != "in" or "/" in time.plain:
        return Dated("")
    return Dated(f"{time.plain}/..", time, "the rule holds since it was made")


def _of_others(doc: Doc, time: ResolvedTime) -> bool:
    """Whether a date in a list is that of others, who are only counted: "12 on May 3, | 15 on May 4"."""
    before = next((t for t in reversed(doc) if t.idx < time.expression.outer_char), None)
    after = next((t for t in doc if t.idx >= time.end_char), None)
    counted = before is not None and before.like_num
    return counted or (after is not None and after.lower_ == "on" and doc[after.i - 1].like_num)


def _held(finding: Finding, time: ResolvedTime, denied: bool) -> Dated:
    """The time with what the wording makes of it: an end, a day up to which something was so."""
    kind, frame, trigger, value = finding.kind, finding.frame.id, finding.trigger, time.value
    if kind in ("accused", "charged") and value.endswith("/..") and trigger.lemma_ in _words("holding"):
        return Dated(time.plain, time, "a charge is brought once")
    first, slash, last = value.partition("/")
    if slash:
        if kind == "quantity" and first and last and time.expression.last is not None:
            return Dated(_end(trigger, first, last) or value, time)
        return Dated(value, time)
    if frame.endswith("changed to") and value:
        return Dated(f"{value}/..", time, "the new rule holds from then on")
    if frame.endswith("changed from") and value:
        return Dated(f"../{value}", time, "the old rule held until then")
    if time.expression.relation == "state" and not denied and _done(finding):
        return Dated(f"../{value}", time, "it had happened by then")
    if kind == "office_held" and value:
        return _term(trigger, value, time)
    return Dated(value, time)


def _term(trigger: Token, value: str, time: ResolvedTime) -> Dated:
    """When a post was held: up to when it ended, where it ended there."""
    word = _part(trigger)
    verb = word.head
    leaves = verb.lemma_ in _words("leaving") and word.dep_ == "nsubj"
    if leaves or (verb.lemma_ in _words("removing") and word.dep_ in ("nsubjpass", "dobj")):
        return Dated(f"../{value}", time, "an office ends there")
    return Dated(value, time)


def _end(number: Token, first: str, last: str) -> str:
    """The end of a span of time at which a number stood: "from 1996 to 2006 it grew from 100 to 500"."""
    word = _part(number)
    verb = clause_verb(word)
    if word.dep_ != "pobj" or verb is None or verb.lemma_ not in _words("growth"):
        return ""
    return {"from": first, "to": last}.get(word.head.lower_, "")


def _part(word: Token) -> Token:
    """The head of the phrase that a word stands in."""
    while word.dep_ in ("compound", "nmod", "appos", "conj", "amod", "nummod") and word.head.i != word.i:
        word = word.head
    return word


def _done(finding: Finding) -> bool:
    """Whether what is told "as of" a day is an event that came before: "as of May they had jailed ten"."""
    if finding.kind in LASTING or finding.kind == "finding" or KINDS[finding.kind].standing:
        return False
    verb = clause_verb(finding.trigger)
    if finding.frame.id in PENDING or (verb is not None and _goes_on(verb)):
        return False
    perfect = verb is not None and any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)
    return perfect or finding.kind in STORY


def _goes_on(verb: Token) -> bool:
    """Whether a verb tells what was going on: "remained on trial", "were awaiting trial"."""
    lemma = verb.lemma_.lower()
    if lemma in _words("lasting"):
        return True
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _in_office(finding: Finding) -> bool:
    """Whether a post is told beside a name: then it was held when what the sentence tells happened."""
    trigger = finding.trigger
    if finding.kind != "office_held" or trigger.pos_ in ("VERB", "AUX") or trigger.dep_ in ("attr", "oprd"):
        return False
    verb = clause_verb(trigger)
    if (
        verb is not None
        and verb.lemma_ in _words("choosing")
        and _part(trigger).dep_ in ("nsubjpass", "dobj", "oprd")
    ):
        return False
    past = _words("past")
    heads = [trigger, trigger.head] if trigger.dep_ == "conj" else [trigger]
    return not any(word.lower_ in past for head in heads for word in head.subtree)


def _of_election(finding: Finding) -> bool:
    """Whether a finding or a count is about a certain election: "the elections lacked transparency"."""
    if finding.kind not in ABOUT:
        return False
    start, end = finding.span()
    return any(
        token.lower_ in ELECTIONS and any(c.lower_ in ("the", "this", "these") for c in token.children)
        for token in finding.trigger.doc[start:end]
    )
