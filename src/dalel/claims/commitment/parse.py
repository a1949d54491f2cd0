"""What the walk of `status.py` asks of single words of a parse."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.claims.commitment.cues import commitment_cues
from dalel.claims.lexicon import Lexicon
from dalel.language.attributions.cues import load_cues

SUBJECT = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
VERBAL = frozenset(("VERB", "AUX"))
MODIFIERS = frozenset(("amod", "compound", "nmod"))
STEPS = 12
"""How many words up a walk goes at the most."""


def named(trigger: Token) -> bool:
    """Whether the trigger names somebody by office, kin or name: that is mostly taken for granted."""
    if trigger.pos_ == "PROPN" or trigger.ent_type_ == "PERSON":
        return True
    if trigger.pos_ != "NOUN":
        return False
    types = Lexicon.load().types
    lemma = trigger.lemma_.lower()
    return any(lemma in types[name].heads for name in ("person", "office") if name in types)


def negative(noun: Token) -> Token | None:
    """The word that empties a noun phrase: "no party", "none of them", "neither side"."""
    if noun.lower_ in ("none", "nobody", "nothing", "neither"):
        return noun
    for child in noun.children:
        if (
            child.lower_ in ("no", "neither", "not")
            and child.dep_ in ("det", "neg", "preconj")
            and not only(child)
        ):
            return child
    verb = noun.head
    nor = verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children)
    return next((c for c in verb.children if nor and c.lower_ == "nor"), None)  # "Nor were there reports"


def only(token: Token) -> bool:
    """ "not only", "no fewer than", "no less than": no denials."""
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return following in ("only", "just", "merely", "fewer", "less", "least", "doubt")


def is_to(token: Token) -> bool:
    """ "is to meet", "were to remain": an infinitive directly below be."""
    head = token.head
    if token.dep_ not in ("xcomp", "ccomp") or head.lemma_ != "be" or not infinitive(token):
        return False
    return not any(c.dep_ in ("acomp", "attr", "expl", "aux") for c in head.children) and not (
        any(c.dep_ == "nsubj" and c.lemma_ in ("aim", "goal", "task", "purpose") for c in head.children)
    )


def infinitive(token: Token) -> bool:
    """Whether a verb has its "to"."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def marked(token: Token) -> bool:
    """Whether a conjunction opens the clause."""
    return any(c.dep_ == "mark" for c in token.children)


def own_subject(token: Token) -> bool:
    """Whether a clause has a subject of its own."""
    return any(c.dep_ in SUBJECT for c in token.children)


def not_begun(noun: Token) -> Token | None:
    """The "not" of what has not come about: "their trials had **not** yet started"."""
    if noun.dep_ not in SUBJECT or noun.head.lemma_ not in commitment_cues()("negation", "coming"):
        return None
    return next((c for c in noun.head.children if c.dep_ == "neg" and not only(c)), None)


def takes_steps(verb: Token) -> bool:
    """ "Would take steps to expel them": what follows is as sure as the steps."""
    return verb.lemma_ == "take" and any(c.dep_ == "dobj" and c.lemma_ == "step" for c in verb.children)


def surveyed(verb: Token) -> bool:
    """Whether it is a survey or figures that suggest something: they show it."""
    papers = load_cues().papers
    return any(c.dep_ == "nsubj" and c.lemma_.lower() in papers for c in verb.children)


def official(verb: Token) -> bool:
    """Whether a court, a prosecutor or the authorities accuse, or the accused is before a court."""
    official = commitment_cues()("official", "lemmas")
    if in_court(verb):
        return True
    for child in verb.children:
        if child.dep_ == "nsubj" and any(t.lemma_.lower() in official for t in (child, *child.children)):
            return True
        if child.dep_ == "agent":
            return any(t.lemma_.lower() in official for c in child.children for t in (c, *c.children))
    return False


def in_court(participle: Token) -> bool:
    """Whether a participle tells of somebody before a court: "the trial of two men **accused** of"."""
    if participle.tag_ != "VBN" or participle.dep_ != "acl":
        return False
    cues, word = commitment_cues(), participle.head
    for _ in range(4):
        if word.dep_ in ("appos", "conj") and word.head.i != word.i:
            word = word.head
    if word.dep_ == "nsubjpass" or word.dep_ == "dobj":
        return word.head.lemma_.lower() in cues("official", "verbs")
    if word.dep_ == "pobj" and word.head.lower_ in ("of", "against"):
        return word.head.head.lemma_.lower() in cues("official", "cases")
    return False


def before_phrase(adverb: Token) -> bool:
    """Whether a hedge after its verb is of what follows: "was stabbed, allegedly | for his reports"."""
    if adverb.i <= adverb.head.i or adverb.i + 1 >= len(adverb.doc):
        return False
    following = adverb.nbor(1)
    return following.dep_ in ("prep", "mark", "agent") and following.i > adverb.head.i


def counted(noun: Token) -> Token | None:
    """What is said of the number in a phrase: "a **reported** 71 percent", not "two alleged spies"."""
    number = next((c for c in noun.children if c.dep_ == "nummod"), None)
    if noun.lower_ not in ("percent", "%") and number is None:
        return None
    last = number.i if number is not None else noun.i
    return next((c for c in noun.children if c.dep_ == "amod" and c.i < last), None)


def beneath_noun(trigger: Token, hedge: Token) -> bool:
    """Whether a word only tells more of a hedged noun: "reportedly beat journalists | covering riots"."""
    token = trigger
    for _ in range(10):
        if token.i == hedge.head.i or token.head.i == token.i:
            return False
        if token.dep_ in ("acl", "relcl") and token.tag_ in ("VBG", "VBD", "VBZ", "VBP"):
            return not any(c.i == hedge.i for c in token.children)
        token = token.head
    return False


def beneath_subject(trigger: Token, verb: Token) -> bool:
    """Whether a word only tells who a verb's subject is: "two men who had been **freed** were charged"."""
    token = trigger
    for _ in range(10):
        if token.head.i == verb.i:
            return token.dep_ in SUBJECT and token.i != trigger.i
        token = token.head
    return False


def untrue(noun: Token) -> Token | None:
    """The word that calls untrue what is told: "the claim that he fled is **false**", "**false** reports"."""
    words, beside = commitment_cues()("negation", "untrue"), [c for c in noun.children if c.dep_ == "amod"]
    if noun.dep_ == "nsubj" and noun.head.lemma_ in ("be", "prove", "remain"):
        beside += [c for c in noun.head.children if c.dep_ in ("acomp", "oprd")]
    if any(word.dep_ == "neg" for c in beside for word in c.head.children):
        return None
    return next((c for c in beside if c.lower_ in words), None)


def thwarted(verb: Token, refusals: frozenset[str]) -> Token | None:
    """The verb after "but" that tells that an attempt failed: "tried to leave but were **stopped**"."""
    if not any(c.dep_ == "cc" and c.lower_ == "but" for c in verb.children):
        return None
    return next((c for c in verb.conjuncts if c.i > verb.i and c.lemma_.lower() in refusals), None)


def forced(trigger: Token) -> Token | None:
    """The verb that makes somebody say it: "**pressed** him to say that he had killed a man"."""
    cues, said = commitment_cues(), trigger
    for _ in range(STEPS):
        if said.head.i == said.i:
            return None
        said = said.head
        above = said.head.head if said.dep_ == "pcomp" else said.head
        made = said.dep_ in ("xcomp", "ccomp", "pcomp", "advcl") and said.i > above.i
        tells = made and said.lemma_ in cues("alleged", "confessing")
        if tells and above.lemma_ in cues("alleged", "forcing"):
            return above
    return None
