"""Mends clauses whose small words hang on the wrong one: "nor | does it apply", "... who | were arrested".

denied_again        "nor" made the word that denies the verb behind it
told_first          a clause taken for a participle: "the law | provided | for bail, and courts granted it"
subject_listed      a subject taken for a listed object: "cut aid and | charges | remained pending"
of_the_post         "of" behind a post hung on it, not on the verb: "convicted Orlov, a member | of | it"
gerund_listed       the second of two gerunds hung on the verb above: "spoke of freeing and | holding | men"
other_than          what follows "other than" made no subject: "sects other than | Islam | are banned"
sort_by_law         a participle before those whom a law is on: "by law | elected | judges are immune"
who_of_people       a clause with "who" hung on people, not on the body or place that they are of
who_of_reports      the same, where it hung on what is told of them: "reports of inmates | who were beaten"
year_before         a subject taken for the year's noun: "In 2020 | Parma | opened a port"
said_on_occasion    what was said hung on the verb, not on when: "said on two occasions | that she left"
to_the_protocol     "to" behind a protocol hung on it: "a party to the Protocol | to | the Convention"
of_those            "of" behind "that" hung on the verb: "said that | of | 20 cases, nine were closed"
"""

from __future__ import annotations

from spacy.tokens import Token

from dalel.language import lexicon as lx
from dalel.language.mending.trees import FINITE, build, place_of, subject_label, tree

LAWS = lx.words(lx.table("dalel.language", "tokens.toml")["laws"])
"""Nouns of what rules (`tokens.toml`)."""
BODIES = frozenset({"ORG", "GPE", "LOC", "FAC", "EVENT", "LAW", "DATE"})
"""Labels of names that are nobody who "who" could mean."""
BETWEEN = frozenset({"prep", "pobj", "acl", "agent"})
"""Labels of what stands between people and the body that they are of: "activists | affiliated with | ..."."""

SAYING = frozenset(lx.table("dalel.language", "tokens.toml")["saying"])
"""Lemmas of verbs with which something is said."""
GROUNDS = frozenset(
    {"condition", "ground", "basis", "assumption", "understanding", "belief", "fact", "premise"}
)
"""Nouns that "that" belongs to, whoever speaks: "spoke on condition | that ..."."""
TOLD_OF = frozenset({"report", "case", "account", "instance", "incident", "allegation", "complaint"})
"""Nouns of what is told of people, which "who" can't mean."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
VERBAL = frozenset({"VERB", "AUX"})
POSTS = lx.OFFICE | lx.PERSON_NOUN
PEOPLE = POSTS | lx.KIN


def sort_by_law(participle: Token) -> None:
    """ "By law | elected | judges are immune", parsed as a law elected by somebody."""
    law = participle.head
    if participle.dep_ != "acl" or participle.tag_ != "VBN" or law.i != participle.i - 1:
        return
    if law.lower_ not in LAWS or law.dep_ != "pobj" or law.head.lower_ not in ("by", "under"):
        return
    doc = participle.doc
    noun = doc[participle.i + 1] if participle.i + 1 < len(doc) else None
    if noun is None or noun.tag_ != "NNS" or noun.dep_ not in SUBJECTS or any(participle.children):
        return
    participle.head, participle.dep_ = noun, "amod"


def denied_again(nor: Token) -> None:
    """ "The law does not cover maids, | nor | does it apply to guests": nothing applies to them either."""
    first = nor.head
    if nor.dep_ != "cc" or first.pos_ not in ("VERB", "AUX"):
        return
    if any(c.lower_ == "neither" for c in first.children):
        return  # both are denied by it
    second = next((c for c in first.children if c.dep_ == "conj" and c.i > nor.i), None)
    if second is not None and second.pos_ in ("VERB", "AUX"):
        nor.head, nor.dep_ = second, "neg"


def told_first(verb: Token) -> None:
    """ "The law | provided | for bail, and courts granted it", parsed as a law and courts that granted it.

    Where a verb has two subjects, the first a law with a participle right behind it, that is a verb too.
    """
    doc = verb.doc
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i]
    if verb.tag_ not in FINITE and not any(c.tag_ in {*FINITE, "MD"} for c in verb.children):
        return
    if len(subjects) != 2:
        return
    first, second = subjects
    if first.lower_ not in LAWS:
        return
    told = next((c for c in first.children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")), None)
    if (
        told is None
        or told.nbor(-1).i != first.i
        or any(c.dep_ in ("agent", "auxpass") for c in told.children)
    ):
        return
    joint = doc[second.left_edge.i - 1]
    if joint.dep_ != "cc" or joint.head.i not in (first.i, verb.i):
        return
    heads, labels = tree(doc)
    heads[first.i], labels[first.i] = told.i, "nsubj"
    heads[told.i], labels[told.i] = verb.i, "ccomp"
    for c in first.children:
        if c.i > told.i:
            heads[c.i] = verb.i
    told.tag_ = "VBD"
    build(doc, heads, labels)


def subject_listed(verb: Token) -> None:
    """ "Police opened inquiries and | charges | remained pending", parsed as police who remain so.

    The noun right before a second verb that nothing joins to the first is that verb's subject.
    """
    doc, first = verb.doc, verb.head
    if verb.pos_ not in VERBAL or first.pos_ not in VERBAL or first.i > verb.i:
        return
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod") and c.i < verb.i]
    tensed = verb.tag_ in FINITE or any(c.tag_ in {*FINITE, "MD"} for c in helpers)
    start = min((c.i for c in helpers), default=verb.i)
    if not tensed or any(c.dep_ in (*SUBJECTS, "mark") for c in verb.children) or start <= first.i + 2:
        return
    noun = doc[start - 1]
    while noun.dep_ in ("pobj", "prep", "compound") and noun.head.i > first.i and noun.dep_ != "conj":
        noun = noun.head
    edge = noun.left_edge.i
    if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN") or noun.right_edge.i != start - 1:
        return
    joint = doc[edge - 1]
    if joint.lower_ != "and" or joint.head.i != noun.head.i or noun.head.i < first.i:
        return
    if (verb.tag_ == "VBZ") is (noun.tag_ in ("NNS", "NNPS")) and verb.tag_ in ("VBZ", "VBP"):
        return
    before = noun.head
    lead = doc[before.left_edge.i - 1]
    if (
        before.dep_ == "conj"
        and lead.lower_ == "and"
        and doc[lead.i - 1].text == "," != doc[joint.i - 1].text
    ):
        noun, joint = before, lead  # "who beat inmates, and | police and soldiers | went free"
    heads, labels = tree(doc)
    heads[noun.i], labels[noun.i] = verb.i, subject_label(verb)
    heads[joint.i], labels[verb.i] = first.i, "conj"
    build(doc, heads, labels)


def of_the_post(of: Token) -> None:
    """ "Convicted Orlov, a member | of | the council, of fraud": a member of it, not convicted of it."""
    if of.lower_ != "of" or of.dep_ != "prep" or of.head.pos_ != "VERB" or not of.i:
        return
    post = of.nbor(-1)
    if (
        post.tag_ == "NN"
        and post.i > of.head.i
        and post.dep_ in ("appos", "conj")
        and lx.mask_of(post.text) & POSTS
    ):
        of.head = post


def other_than(than: Token) -> None:
    """ "Sects other than | Islam | are banned", parsed as Islam being banned: the sects are the subject."""
    doc, verb = than.doc, than.head
    if than.dep_ != "mark" or not than.i or than.nbor(-1).lower_ != "other" or verb.pos_ not in VERBAL:
        return
    left = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > than.i), None)
    top = than.nbor(-1).head
    while top.dep_ in ("pobj", "prep") and top.head.i < top.i:
        top = top.head
    if left is None or top.i > than.i or top.pos_ not in ("NOUN", "PROPN"):
        return
    heads, labels = tree(doc)
    if verb.i != top.head.i:
        if top.is_ancestor(verb):
            heads[verb.i] = place_of(top, verb)
            labels[verb.i] = "ccomp" if top.dep_ in ("nsubj", "nsubjpass") else top.dep_
        for c in top.children:
            if c.i > verb.i:
                heads[c.i] = verb.i
        heads[top.i], labels[top.i] = verb.i, left.dep_
    heads[than.i], labels[than.i] = than.i - 1, "prep"
    heads[left.i], labels[left.i] = than.i, "pobj"
    build(doc, heads, labels)


def who_of_people(verb: Token) -> None:
    """Hangs "who were arrested" on the activists of "activists of the league who were arrested"."""
    who = next((c for c in verb.children if c.lower_ == "who"), None)
    body = verb.head
    if who is None or body.ent_type_ not in BODIES or body.dep_ != "pobj":
        return
    above = body
    while above.dep_ in BETWEEN and above.head.i < above.i:
        above = above.head
        if above.tag_ == "NNS" and above.pos_ == "NOUN" and lx.mask_of(above.text) & PEOPLE:
            heads, labels = tree(verb.doc)
            heads[verb.i] = above.i
            build(verb.doc, heads, labels)
            return


def who_of_reports(verb: Token) -> None:
    """Hangs "who were beaten" on the inmates of "reports by nurses of inmates in jail who were beaten"."""
    who = next((c for c in verb.children if c.lower_ == "who"), None)
    told = verb.head
    if who is None or told.lemma_.lower() not in TOLD_OF or told.i > who.i:
        return
    people = [
        t
        for t in verb.doc[told.i + 1 : who.i]
        if t.tag_ == "NNS" and t.dep_ == "pobj" and t.head.lower_ == "of" and told.is_ancestor(t)
    ]
    if people and lx.mask_of(people[-1].text) & PEOPLE:
        heads, labels = tree(verb.doc)
        heads[verb.i] = people[-1].i
        build(verb.doc, heads, labels)


def of_those(of: Token) -> None:
    """ "Said that | of | 20 cases, nine were closed": "of" goes with the verb, not with "that"."""
    mark = of.head
    if of.lower_ == "of" and mark.dep_ == "mark" and mark.i == of.i - 1 and mark.head.i > of.i:
        of.head = mark.head


def year_before(name: Token) -> None:
    """ "In 2020 | Parma | opened a port", parsed as what opened in some "2020 Parma": the name opened it."""
    doc, prep = name.doc, name.head
    verb = prep.head
    if (
        name.dep_ != "pobj"
        or name.pos_ != "PROPN"
        or prep.lower_ not in ("in", "since")
        or prep.dep_ != "prep"
    ):
        return
    year = doc[prep.i + 1]
    if not (year.is_digit and len(year.text) == 4 and year.head.i == name.i and year.dep_ == "nummod"):
        return
    if (
        verb.tag_ not in FINITE
        or verb.i != name.right_edge.i + 1
        or any(c.dep_ in SUBJECTS for c in verb.children)
    ):
        return
    heads, labels = tree(doc)
    heads[year.i], labels[year.i] = prep.i, "pobj"
    heads[name.i], labels[name.i] = verb.i, subject_label(verb)
    build(doc, heads, labels)


def to_the_protocol(to: Token) -> None:
    """ "A party to the Protocol | to | the Convention": the protocol to it, not a party to both."""
    if to.lower_ == "to" and to.i and to.nbor(-1).lower_ == "protocol" and to.head.i < to.i - 1:
        to.head = to.nbor(-1)


def said_on_occasion(verb: Token) -> None:
    """ "Said on two occasions | that she would leave |", parsed as what the occasions are."""
    time = verb.head
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if mark is None or mark.i < time.i or time.dep_ != "pobj" or time.lemma_.lower() in GROUNDS:
        return
    if not any(c.dep_ in SUBJECTS for c in verb.children):
        return
    said = time.head.head
    if said.lemma_ in SAYING and said.i < time.i and not any(c.dep_ == "ccomp" for c in said.children):
        heads, labels = tree(verb.doc)
        heads[verb.i], labels[verb.i] = said.i, "ccomp"
        build(verb.doc, heads, labels)


def gerund_listed(verb: Token) -> None:
    """ "Told of a practice of freeing men and then | rearresting | them", hung on "told"."""
    first = verb.head
    if verb.tag_ != "VBG" or first.tag_ not in FINITE or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    if any(c.dep_ in ("aux", "mark") for c in verb.children) or any(c.lower_ == "be" for c in first.children):
        return
    doc = verb.doc
    gerunds = [t for t in doc[first.i + 1 : verb.i] if t.tag_ == "VBG" and t.dep_ == "pcomp"]
    joint = [c for c in first.children if c.dep_ == "cc" and first.i < c.i < verb.i]
    if not gerunds or not joint or joint[-1].i < gerunds[-1].i:
        return
    heads, labels = tree(doc)
    heads[verb.i] = heads[joint[-1].i] = gerunds[-1].i
    for c in first.children:
        if c.i > verb.i and c.dep_ in ("prep", "advcl", "dobj"):
            heads[c.i] = verb.i
    build(doc, heads, labels)
