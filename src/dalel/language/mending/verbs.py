"""Mends words that are verbs, and what they govern: "officials | fined | shops", "beatings | by guards"."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.language import lexicon as lx
from dalel.language.mending.trees import build as _build
from dalel.language.mending.trees import place_of, subject_label
from dalel.language.mending.trees import tree as _tree

TELLING = frozenset(
    {"report", "allegation", "complaint", "case", "instance", "incident", "claim", "account", "accusation"}
)
"""Nouns for what is told of an act: "reports of beatings | by guards" are of what guards do."""
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
_TABLES = lx.table("dalel.language", "tokens.toml")
VERBS = frozenset(_TABLES["verbs"])
"""Forms that are always verbs."""
CHANGES = frozenset(_TABLES["changes"])
"""Words of change, after which "from seven to five years" is no range."""


def under_the_act(by: Token) -> None:
    """ "Reports of beatings of inmates | by guards", where the guards are parsed as those who report."""
    told = by.head
    if told.dep_ == "pobj" and told.head.lower_ == "as":  # "succeeded as governor | by Ana Silva"
        verb = told.head.head
        if any(c.dep_ == "auxpass" for c in verb.children):
            by.head, by.dep_ = verb, "agent"
        return
    if told.pos_ == "VERB":  # "received reports of beatings | by guards"
        told = next((c for c in told.children if c.dep_ == "dobj" and c.i < by.i), told)
    if told.lemma_ not in TELLING or told.pos_ != "NOUN":
        return
    for of in told.children:
        if of.lower_ == "of" and told.i < of.i < by.i:
            act = next((c for c in of.children if c.dep_ == "pobj" and c.tag_ in NOMINAL), None)
            if act is not None:
                by.head, by.dep_ = act, "prep"
            return


def to_something(to: Token) -> None:
    """ "Subjected children | to | forced labor", parsed as if "to forced" could be an infinitive."""
    participle = to.head
    noun = next((c for c in participle.children if c.dep_ == "dobj" and c.i > participle.i), None)
    verb = next((a for a in participle.ancestors if a.pos_ == "VERB" and a.i < to.i), None)
    if noun is None or verb is None:
        return
    rest = [c for c in participle.children if c.i > noun.i]
    noun.head, noun.dep_ = to, "pobj"
    to.head, to.dep_, to.tag_, to.pos_ = verb, "prep", "IN", "ADP"
    participle.head, participle.dep_ = noun, "amod"
    for c in rest:
        c.head = noun


def told_that(that: Token) -> None:
    """ "Complaints (from nuns) | that | guards beat inmates", parsed as those that are beaten or beat."""
    verb, told = that.head, that.head.head
    if told.dep_ == "pobj" and told.head.lower_ in ("from", "by", "in", "of"):
        told = told.head.head
    if verb.dep_ != "relcl" or told.lemma_ not in TELLING or that.i > verb.i:
        return
    others = {c.dep_ for c in verb.children if c.i != that.i}
    if "nsubjpass" in others or others >= {"nsubj", "dobj"}:
        that.tag_, that.pos_, that.dep_ = "IN", "SCONJ", "mark"
        verb.head, verb.dep_ = told, "acl"


def acts(verb: Token) -> bool:
    """Whether a participle has a subject of its own and no helper: "guards allegedly | kicked him"."""
    if verb.dep_ not in ("ROOT", "ccomp", "conj", "advcl", "relcl"):
        return False
    labels = {c.dep_ for c in verb.children}
    return "nsubj" in labels and "dobj" in labels and not labels & {"aux", "auxpass", "nsubjpass", "agent"}


def subject_beside(verb: Token) -> None:
    """ "the party, which Haddad | heads": the name is parsed as a part of the verb."""
    before = [c for c in verb.children if c.i < verb.i]
    if any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for c in before):
        return
    if before and before[-1].dep_ in ("compound", "nmod") and before[-1].tag_ in NOMINAL:
        before[-1].dep_ = "nsubj"


def to_verb(token: Token) -> None:
    """Only verbs have objects: "The constitution and law | prohibit torture", parsed as a noun of theirs."""
    token.tag_ = "VBZ" if token.tag_ in ("NNS", "NNPS") else "VBP"
    token.pos_ = "VERB"
    token.lemma_ = _base(token.lower_) if token.lower_ in VERBS else token.lemma_.lower()
    if any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children):
        return
    before = [
        c
        for c in token.children
        if c.i < token.i and c.dep_ in ("nmod", "compound", "amod", "npadvmod") and c.tag_ in NOMINAL
    ]
    if token.dep_ in ("ROOT", "conj", "ccomp") and before:
        before[-1].dep_ = "nsubj"


def _base(form: str) -> str:
    """The lemma of a verb of `VERBS`."""
    if form.endswith("ies"):
        return form[:-3] + "y"
    return form.removesuffix("s")


def above_its_object(verb: Token) -> None:
    """ "The constitution and law | prohibit | torture", parsed as one long name of the torture.

    The verb takes the place of the noun, which becomes its object; what stands before it is its subject.
    """
    doc, noun = verb.doc, verb.head
    while noun.dep_ in ("compound", "nmod") and noun.head.i > noun.i:
        noun = noun.head
    heads, labels = _tree(doc)
    heads[verb.i] = place_of(noun, verb)
    labels[verb.i] = noun.dep_
    heads[noun.i], labels[noun.i] = verb.i, "dobj"
    before = [c for c in (*noun.children, *verb.children) if c.i < verb.i]
    nominal = [c for c in before if c.tag_ in NOMINAL]
    own = next((c for c in nominal if c.dep_ == "nsubj"), nominal[-1] if nominal else None)
    for c in before:
        part = (
            c.dep_ in ("det", "amod", "compound", "nmod", "poss", "predet") and own is not None and c != own
        )
        heads[c.i] = own.i if part and own is not None else verb.i
    if own is not None:
        labels[own.i] = "nsubj"
    for c in noun.children:
        if c.i > noun.i and (c.dep_ == "punct" or c.tag_.startswith("VB")):
            heads[c.i] = verb.i
    _build(doc, heads, labels)


def above_participle(verb: Token) -> None:
    """ "The law | requires | elected officials to ...", parsed as a helper of "elected"."""
    doc, participle = verb.doc, verb.head
    members = [participle, *(c for c in participle.children if c.dep_ == "conj" and c.tag_ == "VBN")]
    target = next((c for m in members for c in m.children if c.dep_ == "dobj" and c.i > m.i), None)
    if target is None:
        return
    verb.pos_, verb.lemma_ = "VERB", _base(verb.lower_)
    heads, labels = _tree(doc)
    heads[verb.i] = place_of(participle, verb)
    labels[verb.i] = participle.dep_
    heads[target.i], labels[target.i] = verb.i, "dobj"
    heads[participle.i], labels[participle.i] = target.i, "amod"
    for member in members:
        for c in member.children:
            if c.i in (verb.i, target.i) or c in members or c.dep_ == "cc":
                continue
            if c.i < verb.i or c.i > target.i:
                heads[c.i] = verb.i
                labels[c.i] = "xcomp" if c.dep_ == "advcl" and c.tag_ == "VB" else c.dep_
    _build(doc, heads, labels)


def joins(verb: Token) -> bool:
    """Whether a verb is parsed as the second member of its own subject: "the law and | the code forbid"."""
    first = verb.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return (
        verb.tag_ in ("VBP", "VBD")
        and first.tag_ in NOMINAL
        and first.dep_ == "ROOT"
        and subject is not None
        and subject.tag_ in NOMINAL
        and subject.left_edge.i > first.i
        and subject.doc[subject.left_edge.i - 1].dep_ == "cc"
        and not any(c.dep_ in ("relcl", "acl", "appos") for c in first.children)
    )


def above_both(verb: Token) -> None:
    """The verb above the noun it was hung on, which becomes its subject with its own as a second one."""
    doc, first = verb.doc, verb.head
    heads, labels = _tree(doc)
    second = next(c for c in verb.children if c.dep_ == "nsubj")
    heads[verb.i], labels[verb.i] = verb.i, "ROOT"
    heads[first.i], labels[first.i] = verb.i, "nsubj"
    heads[second.i], labels[second.i] = first.i, "conj"
    for c in first.children:
        if c.i > verb.i:
            heads[c.i] = verb.i
    _build(doc, heads, labels)


def from_one_to_another(to: Token) -> None:
    """ "cut the term from seven | to five years", parsed as a range of years."""
    doc, number = to.doc, to.head
    first, lead = doc[to.i - 1], doc[to.i - 2]
    unit = number.head
    if (
        lead.lower_ != "from"
        or lead.head.lemma_ not in CHANGES
        or first.head.i != number.i
        or number.dep_ != "nummod"
        or unit.head.i != lead.i
    ):
        return
    heads, labels = _tree(doc)
    heads[first.i], labels[first.i] = lead.i, "pobj"
    heads[to.i], labels[to.i] = lead.i, "prep"
    heads[unit.i], labels[unit.i] = to.i, "pobj"
    _build(doc, heads, labels)


def first_verb(verb: Token) -> Token | None:
    """The verb that a second one goes on from, where it is hung on a word that it can't stand beside.

    "The law bans trade in ivory and | provides for fines", with "provides" beside "ivory".
    """
    wrong = verb.head
    joined = next((c for c in wrong.children if c.dep_ == "cc" and wrong.i < c.i < verb.i), None)
    if (
        joined is None
        or wrong.i > verb.i
        or wrong.tag_ not in NOMINAL | {"VB", "VBG"}
        or (wrong.tag_ == "VB" and not any(c.tag_ == "TO" for c in wrong.children))
        or any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)
    ):
        return None
    above = wrong
    while above.head.i != above.i:
        above = above.head
        if above.dep_ == "relcl" and above.tag_ != verb.tag_:
            return None
        if above.tag_ == verb.tag_ and above.i < wrong.i:
            passive = any(c.dep_ == "auxpass" for c in above.children)
            return above if verb.tag_ != "VBN" or (passive and wrong.tag_ == "VBG") else None
    return None


def beside(verb: Token, first: Token) -> None:
    """The verb as the second of the first, with what stands behind it."""
    doc, wrong = verb.doc, verb.head
    heads, labels = _tree(doc)
    heads[verb.i] = first.i
    for c in wrong.children:
        if c.dep_ == "cc" and wrong.i < c.i < verb.i:
            heads[c.i] = first.i
    for above in (wrong, *(a for a in wrong.ancestors if a.i >= first.i)):
        for c in above.children:
            if c.i > verb.i and c.dep_ != "conj" and not (c.dep_ == "punct" and c.i + 1 >= verb.sent.end):
                heads[c.i] = verb.i
    _build(doc, heads, labels)


def range_above(noun: Token) -> None:
    """ "Penalties for fraud | range from two to six years", parsed as a range of fraud."""
    doc = noun.doc
    top = noun
    while top.head.i != top.i:
        top = top.head
    if top.tag_ not in ("NNS", "NNPS") or top.i >= noun.i:
        return
    heads, labels = _tree(doc)
    before = [c for c in noun.children if c.i < noun.i and c.dep_ in ("compound", "nmod", "amod", "conj")]
    if before:
        heads[before[-1].i], labels[before[-1].i] = noun.head.i, noun.dep_
        for c in noun.children:
            if c.i < before[-1].i:
                heads[c.i] = before[-1].i
    heads[noun.i], labels[noun.i] = noun.i, "ROOT"
    heads[top.i], labels[top.i] = noun.i, "nsubj"
    for token in doc[noun.i + 1 : noun.sent.end]:
        if token.head.i < noun.i:
            heads[token.i] = noun.i
    noun.tag_, noun.pos_ = "VBP", "VERB"
    _build(doc, heads, labels)


def end_lead(preposition: Token, noun: Token) -> None:
    """ "By law | police may ...": the police is parsed as the object of "by", or "law" as a part of it."""
    head = noun.head
    if head.i <= noun.i or noun.dep_ not in ("compound", "nmod", "amod"):
        return
    verb = preposition.head if head.dep_ == "pobj" else head.head
    if verb.lower_ == "as":
        verb = verb.head
    while head.dep_ in ("compound", "nmod") and head.head.i > head.i:
        head = head.head
    if head.head.i == preposition.i:
        if verb.pos_ not in ("VERB", "AUX") or any(
            c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children
        ):
            return
        head.head, head.dep_ = verb, subject_label(verb)
    noun.head, noun.dep_ = preposition, "pobj"
