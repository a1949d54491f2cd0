"""Calls and ties of nobody in particular: of anyone who asks, of kin without a name, of a far-off body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from dalel.claims.fillers.filling import Filler
from dalel.claims.lexicon import words
from dalel.claims.syntax import children
from dalel.claims.told.anybody import ANYBODY

if TYPE_CHECKING:
    from dalel.claims.interpreter import Finding

CALLS = frozenset({"demanded", "protested"})
"""Kinds of what people call for."""
ANY = frozenset({"any", "every", "each", "anyone", "anybody", "everyone", "whoever"})
"""Words for whoever it may be."""
FOR_WHOM = frozenset({"for", "to"})
"""Prepositions before those whom something is meant for: "a hotline | for | victims who ask for help"."""
HOLDING, RALLIES = words("holding_rallies"), words("rallies")
"""Verbs of those who hold a rally and call for something with it, and nouns for rallies."""
RALLY_REACH = 6
"""Tokens between a rally and what it calls for, at the most."""
GAP = 3
"""Tokens between a body and the participle that tells who sits in it, at the most."""
SOCIAL = words("social_pressure")
"""Words before a pressure that comes from life at large."""
GROUPS = words("some_groups")
"""Plurals that without more don't tell who is meant."""
SORTS = ANYBODY | words("anyone_served")
"""Words for people of a sort."""


def of_nobody(finding: Finding) -> bool:
    """Whether a call or a tie is told of nobody in particular."""
    if finding.kind in CALLS:
        by = finding.roles.get("by", ())
        if finding.kind == "demanded" and (_entitled(finding) or (not by and _social(finding.trigger))):
            return True
        return _anyone(by) or _whoever(finding.trigger) or _rallying(finding)
    if finding.kind == "family":
        kin = [f for role in ("person", "relative") for f in finding.roles.get(role, ())]
        return not any(_telling(f) for f in kin) and any(f.token.tag_ == "NN" for f in kin)
    if finding.frame.id == "member_of.1":
        return _itself(finding)
    if finding.frame.id == "member_of.unit":
        return finding.trigger.pos_ == "PROPN" and not _within(finding)
    if finding.frame.id == "member_of.11":
        return all(_some_group(f) for f in finding.roles.get("member", ()))
    if finding.frame.id in ("member_of.consists", "member_of.composed"):
        return _far(finding) or _elsewhere(finding)
    if finding.kind == "founded":
        return all(_which(f) for f in finding.roles.get("organisation", ()))
    return False


def _anyone(fillers: Sequence[Filler]) -> bool:
    """ "| Every inmate | who asked for a doctor": whoever it was."""
    return bool(fillers) and all(
        not f.resolved and (f.token.lower_ in ANY or any(c.lower_ in ANY for c in children(f.token, "det")))
        for f in fillers
    )


def _whoever(verb: Token) -> bool:
    """ "A hotline for victims who | asked | for help": whom it is for, not what was asked."""
    while verb.dep_ in ("conj", "xcomp") and verb.head.pos_ == "VERB":
        verb = verb.head
    people = verb.head
    if verb.dep_ not in ("relcl", "acl") or people.lemma_.lower() not in SORTS:
        return False
    if children(people, "det", "nummod", "poss"):
        return any(c.lower_ in ANY for c in children(people, "det"))
    first = people
    while first.dep_ == "conj":
        if any(c.lower_ in ANY for c in children(first.head, "det")):
            return True
        first = first.head
    return first.dep_ == "pobj" and first.head.lower_ in FOR_WHOM


def _entitled(finding: Finding) -> bool:
    """ "They have the right to call witnesses and | appeal | verdicts": what they may do."""
    verb = finding.trigger
    while verb.dep_ == "conj" and verb.tag_ in ("VB", "VBP") and not children(verb, "nsubj", "aux"):
        verb = verb.head
        rights = [c for c in children(verb, "dobj", "attr") if c.i < finding.trigger.i]
        if any(r.lemma_ == "right" and children(r, "acl") for r in rights):
            return True
    return False


def _social(verb: Token) -> bool:
    """ "Widows faced | social | pressure not to marry": nobody in particular presses them."""
    return any(
        c.lower_ in SOCIAL for n in children(verb, "dobj") for c in children(n, "amod", "compound", "nmod")
    )


def _rallying(finding: Finding) -> bool:
    """ "Police held him for a rally | calling | for the king to go": the rally called, not the police."""
    verb = finding.trigger
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl") or verb.head.lemma_ in HOLDING:
        return False
    by = finding.roles.get("by", ())
    return bool(by) and any(
        t.lemma_ in RALLIES and t.dep_ == "pobj" and all(f.end <= t.i for f in by)
        for t in verb.doc[max(verb.i - RALLY_REACH, verb.sent.start) : verb.i]
    )


def _within(finding: Finding) -> bool:
    """Whether the unit itself is the member, and not a name beside it in a list."""
    return any(f.start <= finding.trigger.i < f.end for f in finding.roles.get("member", ()))


def _some_group(filler: Filler) -> bool:
    """ "Barred | groups | affiliated with the union from meeting": whichever they are."""
    told = children(filler.token, "det", "nummod", "amod", "poss", "compound")
    return not filler.resolved and filler.token.lower_ in GROUPS and not told


def _elsewhere(finding: Finding) -> bool:
    """Whether members stand behind another "of" than that of the verb: "chosen by the head | of | ports"."""
    members = finding.roles.get("member", ())
    leads = [finding.trigger.doc[f.lead].head for f in members if f.lead is not None]
    direct = any(p.lower_ == "of" for p in children(finding.trigger, "prep"))
    return direct and bool(leads) and all(head.i != finding.trigger.i for head in leads)


def _which(filler: Filler) -> bool:
    """ "The establishment of | the office |": which one, only what stands before it would tell."""
    bare = filler.end == filler.token.i + 1 and filler.token.pos_ == "NOUN"
    first = filler.token.doc[filler.start]
    alone = filler.start == filler.token.i or (first.dep_ == "det" and filler.start + 1 == filler.token.i)
    article = [c.lower_ for c in children(filler.token, "det")]
    clause = children(filler.token, "relcl", "acl", "prep", "amod", "compound", "poss")
    return bare and alone and article == ["the"] and not filler.resolved and not clause


def _itself(finding: Finding) -> bool:
    """ "Members of the movement | Blue House |": the movement's name, which is no member of it."""
    word = finding.trigger
    inside = {t.i for p in children(word, "prep") if p.lower_ == "of" for t in p.subtree}
    return word.tag_ in ("NNS", "NNPS") and all(
        f.token.i in inside and not f.resolved for f in finding.roles.get("member", ())
    )


def _telling(filler: Filler) -> bool:
    """Whether a filler tells who is meant by name, or counts them: not "the owner"."""
    if filler.resolved:
        return True
    return any(t.pos_ in ("PROPN", "NUM") for t in filler.token.doc[filler.start : filler.end])


def _far(finding: Finding) -> bool:
    """ "The state took in 20 people, | consisting of | ...": the people, not the state."""
    verb = finding.trigger
    bodies = finding.roles.get("organisation", ())
    return verb.tag_ == "VBG" and all(f.end + GAP < verb.i for f in bodies)
