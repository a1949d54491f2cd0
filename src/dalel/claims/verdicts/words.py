"""Whether a clause judges how things are: by its words, or by telling of no one (`verdicts.toml`)."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.claims.constructions import Argument
from dalel.claims.fillers.filling import Names, fits
from dalel.claims.lexicon import Lexicon
from dalel.claims.syntax import child, children
from dalel.claims.verdicts.clauses import Clause, emphatic, words
from dalel.claims.verdicts.doings import (
    by_ruling,
    counted,
    done_only,
    existing,
    needed,
    summed_up_by_another,
    torn,
)

AMOUNTS = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY"})
"""Labels of numbers that make what is told a quantity."""


def judged(one: Clause, unit: int, names: Names) -> bool:
    """Whether a word beside the verb judges: "often", "poor", "a problem", "failed", "did not"."""
    doc, verb, topic = one.verb.doc, one.verb, one.topic
    if verb.lemma_ == "remain" and children(topic, "nummod"):
        return False  # "some 1,800 exiles | remained in camps"
    counted = topic.pos_ == "NUM" and (verb.lemma_ == "remain" or topic.text[0].isdigit())
    if topic.lemma_ == "percent" or counted:
        return False
    if verb.lemma_ in words()["ranging"] and any(doc[i].pos_ == "NUM" for i in one.tokens):
        return False  # a quantity
    if verb.lemma_ == "range" and any(t.lemma_.lower() in words()["adjectives"] for t in verb.subtree):
        return True  # "ranged from poor to nonexistent"
    alone = child(verb, "dobj", "xcomp", "ccomp", "auxpass") is None
    if verb.lemma_ in words()["effects"] or (alone and verb.lemma_ in words()["trends"]):
        person = Lexicon.load().types["person"]
        thing = topic.lemma_ == "number" or not fits(Argument(topic), [person], [], names, unit)
        if thing and topic.dep_ != "expl" and not any(doc[i].ent_type_ in AMOUNTS for i in one.tokens):
            return True
    return emphatic(verb) or judges(verb)


def judges(verb: Token) -> bool:
    """Whether a verb or a word beside it judges."""
    return any(_judges(t) for t in (verb, *verb.children) if not _activity(t))


def _activity(token: Token) -> bool:
    """Whether a verb only tells what went on: "continued to | implement | its plan"."""
    return token.dep_ == "xcomp" and token.lemma_ in words()["doings"] and token.head.lemma_ == "continue"


def neutral(one: Clause) -> bool:
    """Whether a clause only tells of one person, how a case stands, what is legal, or that there are few.

    "The trial | continued", "no charges | were pressed", "it remained | illegal", "there were few mosques".
    """
    verb, noun = one.verb, one.topic.lemma_.lower()
    if one.topic.ent_type_ == "PERSON" or any(c.ent_type_ == "PERSON" for c in children(one.topic, "poss")):
        return True
    if any(c.lower_ in ("must", "shall") for c in children(verb, "aux")):
        return True
    if (
        needed(one)
        or counted(one)
        or existing(one)
        or by_ruling(one)
        or summed_up_by_another(one)
        or torn(one)
    ):
        return True
    beside = {c.lower_ for c in verb.children if c.dep_ in ("acomp", "oprd", "advmod")}
    helped = child(verb, "aux", "auxpass", "neg", "advmod") is not None
    if verb.tag_ == "VBN" and verb.dep_ != "conj" and child(verb, "aux", "auxpass") is None:
        return True  # "clerks not | engaged in the running of the state"
    if verb.lemma_ == "implement" and child(verb, "dobj") is not None and not helped:
        return True  # "implemented the press law": a step, which nothing judges
    pending = beside & words()["unfinished"] or any(p.lower_ == "under" for p in children(verb, "prep"))
    stays = verb.lemma_ == "remain" and child(verb, "acomp", "attr", "oprd") is None
    if noun in words()["matters"] and (verb.lemma_ == "continue" or pending or stays):
        return True
    if noun in words()["sanctions"] and verb.lemma_ in ("exist", "include"):
        return True
    none = child(verb, "neg") is not None or any(c.lower_ == "no" for c in one.topic.children)
    binding = noun in words()["binding"] and child(verb, "dobj") is not None
    if binding and not none and _by_standing(verb):
        return True  # "the law | limits working hours"
    if "independent" in beside and _by_standing(verb):
        return True
    if noun in words()["tidings"] and verb.lemma_ in words()["heard"]:
        return True  # "reports of abuse | included beatings", which the reports tell
    if verb.lemma_ in words()["requiring"] and _requires(verb):
        return True
    if _refers(verb) or _barely(one) or _one_case(verb):
        return True
    things = children(verb, "attr") if verb.lemma_ == "be" else children(verb, "dobj")
    numbered = verb.lemma_ == "be" and one.topic.dep_ != "expl"
    if any(n.pos_ == "NUM" or (numbered and children(n, "nummod")) for n in things):
        return True  # "the risk was one in 150", "closed 61", which count
    if noun == "charge" and verb.tag_ == "VBN":
        return True
    if beside & words()["legality"]:
        return True
    if one.topic.dep_ != "expl":
        laws = (g.lemma_ for c in children(verb, "acomp") for p in children(c, "prep") for g in p.children)
        return "subject" in beside and not words()["binding"].isdisjoint(laws)
    things = children(verb, "attr")
    return any(_vague(noun) for noun in things) and not any(_judges(noun) for noun in things)


def _requires(verb: Token) -> bool:
    """Whether a verb tells what must be: "offences | require a hearing", "guests | needed to register"."""
    return _by_standing(verb) or (verb.lemma_ == "need" and child(verb, "xcomp") is not None)


def _one_case(verb: Token) -> bool:
    """Whether a clause tells one case only: "in one instance the mayor decided to remain silent"."""
    places = (g for c in children(verb, "prep") if c.lower_ == "in" for g in children(c, "pobj"))
    return any(
        place.lemma_ in ("case", "instance", "incident", "example")
        and any(c.lower_ in ("one", "another") for c in place.children)
        for place in places
    )


def _by_standing(verb: Token) -> bool:
    """Whether a verb tells in the present tense what is so by rule."""
    return any(t.tag_ in ("VBZ", "VBP") for t in (verb, *children(verb, "aux", "auxpass")))


def _refers(verb: Token) -> bool:
    """Whether a clause only tells where something stands to be read: "see our other report"."""
    places = (g for c in children(verb, "prep") if c.lower_ == "in" for g in children(c, "pobj"))
    if any(place.lemma_.lower() in words()["chapters"] for place in places):
        return True
    bare = (v for v in (verb, *children(verb, "conj")) if v.lemma_ == "see" and v.tag_ == "VB")
    return any(child(v, "nsubj", "aux") is None and v.nbor(-1).text != "(" for v in bare if v.i)


def _barely(one: Clause) -> bool:
    """Whether nothing is told but that there was or was not something: "but there were shortcomings".

    That there was no step of justice is a claim of that step.
    """
    if one.topic.dep_ != "expl":
        return False
    things = children(one.verb, "attr")
    if not things or children(one.verb, "prep", "npadvmod", "advcl"):
        return False
    beside = [c for thing in things for c in thing.children if c.dep_ not in ("punct", "cc", "conj")]
    if any(c.lower_ != "no" for c in beside):
        return False
    return not beside or any(thing.lemma_.lower() in words()["steps"] for thing in things)


def _vague(noun: Token) -> bool:
    """Whether of something only an uncertain number is told: "there were | few mosques"."""
    return any(c.lower_ in words()["vague"] for c in noun.children) and not any(
        c.dep_ in ("relcl", "acl") for c in noun.children
    )


def _judges(token: Token) -> bool:
    """Whether a word judges."""
    if token.dep_ == "neg":
        if token.head.lemma_ == "be" and child(token.head, "acomp") is None:
            return False  # what somebody is not
        helpers = children(token.head, "aux", "auxpass")
        if any(t.tag_ in ("VBZ", "VBP") or t.lower_ == "could" for t in (token.head, *helpers)):
            return False  # what is not done by rule
        what = child(token.head, "attr")
        return what is None or what.lemma_.lower() not in words()["standings"]
    lemma = token.lemma_.lower()
    if lemma == "remain" and child(token, "attr") is not None:
        return False  # "remained a colony"; but "remained a | problem"
    return (
        ((token.pos_ == "ADV" or token.lower_ == "times") and lemma in words()["adverbs"])
        or (token.pos_ == "ADJ" and lemma in words()["adjectives"])
        or (token.pos_ == "NOUN" and lemma in words()["nouns"] and not _had(token))
        or (token.pos_ == "VERB" and lemma in words()["verbs"])
    )


def _had(noun: Token) -> bool:
    """Whether a noun that judges where something is one is only what is done: "kept up the practice of"."""
    return noun.dep_ == "dobj" and noun.lemma_ in words()["had"]


def general(one: Clause) -> bool:
    """Whether a clause tells how things generally were: of no one by name or number, on no single day."""
    doc, verb, topic = one.verb.doc, one.verb, one.topic
    past = (verb, *children(verb, "aux", "auxpass"))
    able = child(verb, "auxpass") is None and verb.lemma_ in words()["free"]
    able = able and any(t.lower_ == "could" for t in past)
    if not able and not any(t.tag_ == "VBD" for t in past):
        return False
    relative = [i for noun in children(verb, "attr") for c in children(noun, "relcl") for i in _reach(c)]
    if any(_singles_out(doc[i]) for i in one.tokens if i not in relative):
        return False
    if any(c.lower_ == "allegedly" for c in verb.children) or deed(verb) or done_only(one):
        return False
    deeper = [verb, *children(verb, "xcomp", "ccomp")]
    if any(t.tag_ == "PRP" and t.i > verb.i for v in deeper for t in children(v, "dobj", "nsubj")):
        return False  # what was done to them, of whom the text before tells
    if verb.lemma_ == "remain" and child(verb, "attr") is not None:
        return False  # "the country | remained a colony"
    if verb.lemma_ == "include" and topic.lemma_.lower() not in words()["nouns"] | words()["wrongs"]:
        return False  # "the bands | included hunters"
    if topic.dep_ == "expl":
        return any(_exists(noun) for noun in children(verb, "attr"))
    if topic.pos_ == "PROPN":
        return any(c.lower_ in words()["shares"] for c in topic.children)
    if topic.pos_ != "NOUN" or children(topic, "nummod", "poss"):
        return False
    definite = any(c.lower_ in ("the", "all", "both") for c in children(topic, "det"))
    people = topic.lemma_.lower() in Lexicon.load().types["person"].heads
    often = any(
        doc[i].lower_ == "cases" and any(c.lower_ in words()["shares"] for c in doc[i].children)
        for i in one.tokens
    )
    if topic.lemma_.lower() in words()["powers"] or often:
        return True
    return topic.tag_ == "NNS" and not (definite and people)  # "the victims", of whom the text before tells


def deed(verb: Token) -> bool:
    """Whether a verb tells a single deed, or what had been done before: "founded clubs", "had met"."""
    if any(c.lower_ == "had" for c in children(verb, "aux")) and child(verb, "neg") is None:
        return True
    done = any(child(v, "dobj", "nsubjpass") is not None for v in (verb, *verb.conjuncts))
    return verb.lemma_ in words()["deeds"] and done


def _reach(token: Token) -> range:
    """The tokens of all that hangs on a token."""
    return range(token.left_edge.i, token.right_edge.i + 1)


def _singles_out(token: Token) -> bool:
    """Whether a word tells of a certain person, number or day; "as of May" tells of no day."""
    if token.lower_ in words()["persons"]:
        return True
    if token.ent_type_ == "DATE" and token.dep_ == "pobj" and token.head.head.lower_ == "as":
        return False
    return token.pos_ in ("NUM", "PROPN") and token.ent_type_ in (
        "DATE",
        "PERSON",
        "CARDINAL",
        "MONEY",
        "PERCENT",
    )


def _exists(noun: Token) -> bool:
    """Whether what there was is more than a number of things, or a report of something."""
    if any(c.lower_ == "no" for c in noun.children):
        return True
    if noun.pos_ == "PROPN":
        return False  # "there was an Ombudsman Office"
    of = next((g for c in noun.children if c.lower_ == "of" for g in c.children), noun)
    return child(noun, "nummod") is None and words()["told"].isdisjoint(
        (noun.lemma_.lower(), of.lemma_.lower())
    )
