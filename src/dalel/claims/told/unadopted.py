"""Papers that nobody is told to have adopted, and rulings that a court might give: no claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dalel.claims.syntax import SUBJECTS, child, children, governors
from dalel.claims.voices.empty_talk import broken_list

if TYPE_CHECKING:
    from dalel.claims.interpreter import Finding

ANY = frozenset({"all", "any", "every", "no", "each", "whatever"})
"""Words before a paper that is not a certain one: "must sign **any** law"."""
ASKED = frozenset(
    {
        "require",
        "oblige",
        "ask",
        "urge",
        "call",
        "request",
        "order",
        "instruct",
        "expect",
        "prescribe",
        "stipulate",
        "mandate",
    }
)
WHY = frozenset({"for", "to", "against", "without", "from", "of"})
"""Prepositions before what somebody is held for, or keeps from: "arrested **for** publishing"."""
CONDITIONS = frozenset({"if", "unless", "whether", "until", "when"})
DECIDING = frozenset({"decision", "vote", "agreement", "plan", "intention", "proposal", "pledge", "promise"})
TO_COME = frozenset({"deadline", "need", "time", "demand", "call", "request", "opportunity", "date"})
"""Nouns before what somebody is to do: "the | deadline | for parliament to adopt the law"."""
DRAFTS = frozenset(
    {"bill", "draft", "proposal", "petition", "motion", "initiative", "lawsuit", "suit", "appeal"}
)
PASSING = frozenset({"pass", "adopt", "approve", "enact", "sign", "promulgate", "ratify"})
CASES = frozenset({"case", "instance", "situation", "circumstance"})
GENERIC = frozenset({"court", "courts", "judge", "judges", "a court", "a judge", "the judge", "magistrate"})


def unadopted(finding: Finding) -> bool:
    """Whether a paper is not told to be adopted, or a ruling not told to be given."""
    if finding.kind in ("law_changed", "demanded") and finding.trigger.tag_ == "VBG":
        return _reason(finding.trigger) or (finding.kind == "law_changed" and finding.trigger.dep_ == "amod")
    if finding.kind == "law_changed" and _drafted(finding.trigger):
        return True
    if finding.kind == "law_changed" and _little(finding.trigger):
        return True
    if finding.kind == "adopted" and finding.trigger.pos_ == "VERB":
        if _wanted(finding.trigger):
            return True
        return _not_certain(finding) or _asked(finding.trigger) or _reason(finding.trigger)
    if finding.kind == "finding" and "by" in finding.roles and finding.trigger.pos_ == "VERB":
        return _supposed(finding.trigger) or _as_a_rule(finding) or _cut(finding)
    return False


def _drafted(verb: Token) -> bool:
    """Whether a change is only what a draft is for: "filed | a bill | to repeal | the toll"."""
    if verb.tag_ != "VB" or child(verb, "aux") is None or verb.dep_ not in ("advcl", "acl", "xcomp", "relcl"):
        return False
    thing = verb.head if verb.dep_ == "acl" else child(verb.head, "dobj", "nsubjpass")
    if thing is None or thing.i > verb.i:
        return False
    draft = thing.lemma_.lower() in DRAFTS or any(
        c.lower_ in ("draft", "proposed") for c in children(thing, "compound", "amod")
    )
    verb_above = verb.head if verb.dep_ != "acl" else thing.head
    return draft and verb_above.lemma_ not in PASSING


def _little(verb: Token) -> bool:
    """Whether hardly anything was done: "has done | little | to ease the limits"."""
    thing = verb.head if verb.dep_ in ("acl", "relcl") else child(verb.head, "dobj")
    few = thing is not None and thing.i < verb.i and thing.lower_ in ("little", "nothing")
    return verb.tag_ == "VB" and few


def _wanted(verb: Token) -> bool:
    """Whether a paper is only wanted: "requires a letter | signed by |", "the deadline to | adopt | laws"."""
    noun = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return noun.dep_ == "dobj" and noun.head.lemma_ in ASKED | {"need", "demand"}
    own = child(verb, *SUBJECTS) is not None and child(verb, "aux") is not None
    return verb.tag_ == "VB" and own and noun.pos_ == "NOUN" and noun.lemma_ in TO_COME


def _not_certain(finding: Finding) -> bool:
    """ "Signs | any law passed by parliament", "a | law | passed in 2015 requires ..."."""
    papers = [f.token for f in finding.roles.get("instrument", ())]
    if any(c.lower_ in ANY for paper in papers for c in children(paper, "det", "predet")):
        return True
    bare = all(
        child(p, "amod", "compound", "prep", "nummod", "poss") is None and p.pos_ == "NOUN" for p in papers
    )
    clause = finding.trigger.dep_ == "acl"
    return bool(papers) and bare and clause and not finding.roles.get("body")


def _asked(verb: Token) -> bool:
    """Whether a paper is only asked for: "requires companies to analyze pay and | publish plans"."""
    while verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ == "VB":
        verb = verb.head
    return (
        verb.tag_ in ("VB", "VBP") and verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.head.lemma_ in ASKED
    )


def _reason(verb: Token) -> bool:
    """ "Arrested writers for | publishing | a poem", "resistance to | passing | laws"."""
    while verb.dep_ == "conj" and verb.head.tag_ == verb.tag_:
        verb = verb.head
    if verb.dep_ == "conj" and verb.head.dep_ == "pobj" and verb.head.pos_ == "NOUN":
        return True  # "money for training and | reforming | laws"
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in WHY


def _supposed(verb: Token) -> bool:
    """ "If a court upholds an order and | determines | that it was broken, it may fine"."""
    for word in (verb, *governors(verb)):
        where = word.dep_ in ("relcl", "advcl") and word.left_edge.lower_ in ("where", "when")
        if where and word.head.lemma_ in CASES:
            return True  # "in cases where | courts determined | it was unlawful"
        if any(c.lower_ in CONDITIONS for c in children(word, "mark", "advmod") if c.i < word.i):
            return word.tag_ in ("VBZ", "VBP") or any(c.tag_ == "MD" for c in word.head.children)
        if word.dep_ != "conj":
            return False
    return False


def _as_a_rule(finding: Finding) -> bool:
    """ "A judge | determines | whether a suspect must stay in custody": what any judge does."""
    verb = finding.trigger
    courts = {text.lower() for f in finding.roles["by"] for text in f.texts}
    return verb.tag_ in ("VBZ", "VBP") and courts <= GENERIC and child(verb, "aux", "neg") is None


def _cut(finding: Finding) -> bool:
    """ "Ruled | the arrest, the search | , and the trial were unlawful"."""
    thing = child(finding.trigger, "dobj")
    told = finding.roles.get("what", ())
    return thing is not None and any(broken_list(f.token.doc, thing, f.start, f.end) for f in told)
