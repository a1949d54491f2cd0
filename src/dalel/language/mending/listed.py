"""Mends verbs taken for a plural noun listed with the object: "bans torture and | limits | custody".

verb_listed         the second verb of a law or body made a verb, above what it is said of
participle_behind   the participle behind its noun: "a decree | restricting | protests"
sorts_listed        the sorts of people told by adjectives: "rural, civil society, and political | leaders"
all_but             "held all | but one seat", with the seat listed beside "all"
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from dalel.language.mending.trees import FINITE, build, place_of, subject_label, tree

FORMS = frozenset(
    {"bans", "bars", "caps", "fines", "grants", "limits", "mandates", "permits", "subjects", "tasks", "voids"}
)
"""Forms that are plural nouns as well as verbs of what laws do."""
OPENING = frozenset({"DT", "VBG", "NNS", "PRP$"})
"""Tags of what a plural noun is not followed by and an object may begin with."""


def verb_listed(token: Token) -> None:
    """ "The law bans torture and | grants | victims a hearing", with the grants listed beside the torture."""
    doc, sentence = token.doc, token.sent
    if (
        token.lower_ not in FORMS
        or token.dep_ != "conj"
        or token.nbor(-1).dep_ not in ("cc", "advmod")
        or token.i + 1 >= sentence.end
        or token.nbor(1).tag_ not in OPENING
    ):
        return
    first = token.head
    while first.head.i != first.i and first.tag_ != "VBZ":
        first = first.head
    subject = next((c for c in first.children if c.dep_ == "nsubj"), None)
    if first.tag_ != "VBZ" or first.pos_ != "VERB" or subject is None or subject.i > first.i:
        return
    heads, labels = tree(doc)
    heads[token.i], labels[token.i] = first.i, "conj"
    for c in token.head.children:
        if c.dep_ == "cc" and c.i < token.i:
            heads[c.i] = first.i
    for other in doc[token.i + 1 : sentence.end]:
        if other.head.i <= token.i and not (other.dep_ == "punct" and other.i + 1 == sentence.end):
            heads[other.i] = token.i
            if other.tag_ == "VBG":
                labels[other.i] = "xcomp"
            elif other.dep_ in ("pobj", "nsubj", "appos", "npadvmod", "conj"):
                labels[other.i] = "dobj"
    token.tag_, token.pos_, token.lemma_ = "VBZ", "VERB", token.lower_.removesuffix("s")
    build(doc, heads, labels)


def participle_behind(participle: Token) -> None:
    """ "A decree | restricting | protests", parsed as several protests: "a" goes with one thing only."""
    doc, target = participle.doc, participle.head
    one = next((c for c in target.children if c.dep_ == "det" and c.lower_ in ("a", "an")), None)
    noun = participle.nbor(-1) if participle.i else participle
    if one is None or target.tag_ != "NNS" or noun.tag_ != "NN" or noun.dep_ != "compound":
        return
    if noun.head.i not in (participle.i, target.i) or target.i < participle.i or one.i > noun.i:
        return
    heads, labels = tree(doc)
    heads[noun.i] = place_of(target, noun)
    labels[noun.i] = target.dep_
    heads[participle.i], labels[participle.i] = noun.i, "acl"
    heads[target.i], labels[target.i] = participle.i, "dobj"
    for c in (*target.children, *participle.children):
        if c.i < noun.i:
            heads[c.i] = noun.i
    build(doc, heads, labels)


def sorts_listed(noun: Token) -> None:
    """ "Religious, rural, civil society, and political | leaders | called": all tells of what sort they are.

    So is a list at the head of a sentence that begins with bare adjectives; its parses differ.
    """
    doc, sentence = noun.doc, noun.sent
    words = doc[sentence.start : noun.i]
    if noun.tag_ != "NNS" or noun.i + 1 >= sentence.end or len(words) < 4 or words[1].text != ",":
        return
    verb = noun.nbor(1)
    if verb.tag_ not in FINITE or words[0].tag_ != "JJ" or sentence.start <= verb.head.i <= noun.i:
        return
    if any(t.tag_ not in ("JJ", "NN", "CC") and t.text != "," for t in words):
        return
    ends = [t for t, after in pairwise(words) if after.tag_ == "CC" or after.text == ","]
    if not any(t.tag_ == "NN" for t in ends) or not any(t.tag_ == "CC" for t in words):
        return
    heads, labels = tree(doc)
    for t in words:
        if not sentence.start <= heads[t.i] <= noun.i:
            heads[t.i], labels[t.i] = noun.i, "punct" if t.text == "," else "nmod"
    heads[noun.i], labels[noun.i] = verb.i, subject_label(verb)
    build(doc, heads, labels)


def all_but(but: Token) -> None:
    """ "The party held all | but one | seat": what is counted is what all but so many of is held."""
    every = but.head
    noun = next((c for c in every.children if c.dep_ == "conj" and c.i > but.i), None)
    if but.dep_ != "cc" or every.lower_ != "all" or every.i != but.i - 1 or every.head.i == every.i:
        return
    if noun is None or not (noun.like_num or any(c.dep_ == "nummod" for c in noun.children)):
        return
    noun.head, noun.dep_ = every.head, every.dep_
    for child in list(every.children):
        if child.i > noun.i:
            child.head = noun
    but.head, but.dep_ = noun, "advmod"
    every.head, every.dep_ = noun, "predet"
