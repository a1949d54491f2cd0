"""What is told without being judged, and what the parser tore: no verdicts of the publisher.

"The clinic continued to train nurses", "guests had to register", "pursuant to the ruling, they left".
"""

from __future__ import annotations

from dalel.claims.syntax import SUBJECTS, child, children, is_verb
from dalel.claims.verdicts.clauses import Clause, words

ASKING = frozenset({"why", "how", "whether"})
"""Words before what is asked."""
FINITE = frozenset({"VBD", "VBZ", "MD"})


def done_only(one: Clause) -> bool:
    """Whether a clause only tells what somebody did, of which nothing judges whether it was enough."""
    verb = one.verb
    if child(verb, "neg") is not None or any(c.lower_ in ("no", "few") for c in one.topic.children):
        return False
    deed = child(verb, "xcomp") if verb.lemma_ in words()["going_on"] else verb
    if deed is None:
        thing = child(verb, "dobj")
        return thing is not None and thing.lemma_ in words()["activities"]
    if deed.lemma_ in words()["doings"]:
        return child(deed, "dobj", "prep", "xcomp") is not None
    if deed.lemma_ in words()["services"]:
        return one.topic.lemma_.lower() in words()["helpers"]
    return deed.lemma_ in words()["moving"] and child(deed, "dobj") is None


def existing(one: Clause) -> bool:
    """Whether nothing is told of something but that it exists: "Independent papers existed"."""
    verb, topic = one.verb, one.topic
    if verb.lemma_ != "exist" or topic.lemma_.lower() in words()["nouns"] | words()["wrongs"]:
        return False
    beside = [
        c
        for c in (*verb.children, *topic.children)
        if c.dep_ in ("neg", "advmod", "prep", "relcl", "acl", "aux")
    ]
    return not beside and not any(c.lower_ in ("no", "few") for c in topic.children)


def counted(one: Clause) -> bool:
    """Whether a clause tells how many or how much of something: "were paid for 20 hours a week"."""
    verb = one.verb
    if verb.lemma_ not in words()["ranging"] | words()["counted"]:
        return False
    told = (g for c in children(verb, "dobj", "npadvmod", "prep") for g in c.subtree)
    return any(t.pos_ == "NUM" and t.i > verb.i and t.lower_ != "one" for t in told)


def needed(one: Clause) -> bool:
    """Whether a clause tells what must be, also where it is told in the past: "guests had to register"."""
    verb, topic = one.verb, one.topic
    if any(c.lower_ in words()["adverbs"] for c in children(verb, "advmod")):
        return False  # "parents often had to pay"
    if verb.lemma_ == "have":
        duty = child(verb, "xcomp")
        return duty is not None and child(verb, "dobj") is None and child(duty, "aux") is not None
    if verb.lemma_ in words()["requiring"] and child(verb, "dobj", "xcomp", "ccomp") is not None:
        return topic.lemma_.lower() not in words()["powers"]
    sanctioned = topic.lemma_.lower() in words()["sanctions"]
    return sanctioned and verb.lemma_ in words()["amounting"]


def summed_up_by_another(one: Clause) -> bool:
    """Whether a clause lists what a sentence before told of in general: "these | included delays"."""
    return one.topic.lower_ in ("these", "this", "those") and one.verb.lemma_ in words()["heard"]


def by_ruling(one: Clause) -> bool:
    """Whether a clause tells what follows from a law or a ruling named before its verb."""
    for word in one.verb.children:
        if word.i > one.verb.i or word.dep_ not in ("prep", "advmod", "advcl"):
            continue
        thing = next((t for t in word.subtree if t.dep_ == "pobj"), None)
        told = thing is not None and thing.lemma_.lower() in words()["binding"] | words()["orders"]
        if told and word.lower_ in ("pursuant", "under", "by", "according"):
            return True
    return False


def torn(one: Clause) -> bool:
    """Whether the parser took a clause apart: its verb is that of another, or only restricts its subject.

    "Clerks | dismissed in May | had a right to pay", "cells (in one, six men slept) | lacked light",
    "said that the roads, | other ways, and bridges | were bad".
    """
    verb, doc = one.verb, one.verb.doc
    if any(c.lower_ in ASKING and c.i < one.topic.i for c in verb.children):
        return True  # "had to explain why | it was so"
    if one.shared:
        between = [t.text for t in doc[min(one.topic.i, verb.i) : max(one.topic.i, verb.i)]]
        if between.count("(") != between.count(")"):
            return True
        before = doc[verb.left_edge.i - 1]
        if before.pos_ in ("NOUN", "PROPN"):
            return True  # "enforced rules in towns and fines for theft | were low"
        helpless = child(verb, "aux", "auxpass", "dobj") is None and verb.tag_ in ("VBD", "VBN")
        if helpless and child(verb.head, "auxpass") is not None and children(verb, "prep"):
            return True  # "were lured to cities and | exploited in mines"
        if verb.head.lemma_ in words()["calling"] and verb.dep_ == "conj" and not children(verb, "dobj"):
            return True  # "called it fair and | held in good order"
    for next_verb in children(verb, "conj"):
        before = doc[next_verb.left_edge.i - 1]
        alone = child(next_verb, *SUBJECTS) is None and next_verb.tag_ in FINITE
        joined = before.dep_ in ("cc", "punct", "preconj") or before.lower_ in ("and", "or", "but", "then")
        if alone and is_verb(next_verb) and not joined and next_verb.i not in one.tokens:
            return True
    return _listed_before(one)


def _listed_before(one: Clause) -> bool:
    """Whether the subject of a clause is only the end of a list that begins before the clause."""
    doc, verb = one.verb.doc, one.verb
    start = one.topic.left_edge.i
    if verb.dep_ != "conj" or one.shared or start < 2 or doc[start - 1].text != ",":
        return False
    several = bool(children(one.topic, "conj")) and not any(c.i < start for c in children(verb, "cc"))
    return several and doc[start - 2].pos_ in ("NOUN", "PROPN") and verb.head.i < start
