"""Events that are told of nobody in particular: of anyone by rule, as a purpose, as a supposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dalel.claims.commitment.parse import infinitive
from dalel.claims.lexicon import words
from dalel.claims.syntax import SUBJECTS, children, helped_by

if TYPE_CHECKING:
    from dalel.claims.interpreter import Finding

STEPS = ("arrested", "accused", "charged", "imprisoned", "tried", "convicted", "sentenced")
"""Kinds that are steps of a case against somebody."""
OTHERS = ("released", "wanted", "deported", "extradition", "asylum")
"""Other things done to somebody, of whom rules tell in the same way."""
INQUIRING = frozenset({"investigate", "examine", "probe"})
"""Verbs of an inquiry."""
ANYBODY = words("anybody")
"""Words for people of whom a sort is told where they stand without article and number."""
MAY = frozenset({"may", "can", "could", "must", "shall"})
"""Helping verbs of what is allowed or asked for."""
MODALS = MAY | {"should"}
"""Helping verbs of rules."""
GENERIC = frozenset({f"{word}s" for word in ANYBODY} | {"children", "the accused", "citizens", "persons"})
"""The plurals of those words, as they stand for themselves where a pronoun means them."""
SUFFERED = frozenset({"ill_treated", "killed", "abducted", "seized"})
"""Kinds of what is done to people beside the steps of a case."""
MEASURES = frozenset({"step", "effort", "measure", "action"})
"""Nouns behind which "to prosecute ..." tells what is being done."""
PROVISIONS = words("provisions")
"""Nouns of what is provided for, may be or is asked: "an agreement | for hosting migrants"."""
EXPOSED = frozenset({"subject", "liable", "immune", "open", "exposed"})
"""Adjectives of what may be done to somebody."""
EASING = words("easing")
"""Verbs of what something is done for."""
ALLOWING = words("allowing")
"""Verbs of what may or must be done, and of what a policy is."""
DECIDED = words("decided")
"""Nouns behind which the infinitive tells what is to come or was tried."""
USING = frozenset({"use", "employ", "deploy"})
"""Verbs of means, whose purpose is mostly reached: "used bombs | to target | nurses"."""
BOUND = words("bounding")
"""Verbs and adjectives of what a rule reaches: "was limited to migrants | apprehended | near the border"."""
SORTS = words("sorts_of_people")
"""Participles that tell before a plural of what sort people are."""
SUPPOSING = frozenset({"if", "unless", "whenever", "once"})
HOW_WELL = words("how_well")
"""Words that tell of doing something without telling that it was done."""
DOING = words("doing")
"""Verbs with an object of which "to arrest ..." tells what was done by it."""


def of_anyone(finding: Finding) -> bool:
    """Whether a step may or must be taken against anybody: "suspects must be charged within a day"."""
    verb = finding.trigger
    while verb.dep_ == "conj" and verb.tag_ == "VB" and not children(verb, "aux", "nsubj", "nsubjpass"):
        verb = verb.head  # "must inform detainees and | bring | them before a judge"
    return helped_by(verb, MODALS)


def of_anybody(finding: Finding) -> bool:
    """Whether an event is told of nobody in particular, or is only aimed at, asked for or supposed."""
    if finding.kind not in (*STEPS, *OTHERS, *SUFFERED):
        return False
    return _asked(finding.trigger) or _of_a_sort(finding) or (not _named(finding) and _unreal(finding))


def _named(finding: Finding) -> bool:
    """Whether somebody whom an event is told of is told by name or number."""
    people = finding.roles.get("person", [])
    return any(
        f.token.pos_ in ("PROPN", "NUM")
        or any(c.dep_ == "nummod" for c in f.token.children)
        or (f.resolved and any(text != text.lower() and text.lower() not in GENERIC for text in f.texts))
        for f in people
    )


def _asked(verb: Token) -> bool:
    """ "Asked the court to order that he | be charged |": the subjunctive tells of nothing done."""
    if verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VBN" and not children(verb, "auxpass", "aux"):
        return _asked(verb.head)
    helper = next(iter(children(verb, "auxpass")), None)
    return (
        helper is not None
        and helper.lower_ == "be"
        and not children(verb, "aux")
        and bool(children(verb, "nsubjpass"))
    )


def _first(verb: Token) -> Token:
    """The first of a list of verbs that share what stands before them: "to try cases and | free | them"."""
    while verb.dep_ in ("conj", "dep") and verb.tag_ == "VB" and not children(verb, "aux", *SUBJECTS):
        before = [c for c in children(verb.head, "xcomp", "advcl", "acl") if c.i < verb.i and c.tag_ == "VB"]
        if verb.head.tag_ != "VB" and not before:
            break
        verb = before[-1] if verb.head.tag_ != "VB" else verb.head
    return verb


def _unreal(finding: Finding) -> bool:
    """Whether what is told of people without name or number is aimed at or supposed."""
    word = finding.trigger.head if finding.trigger.dep_ in ("acomp", "oprd") else finding.trigger
    if word.pos_ == "NOUN":
        return _only_possible(word)
    while word.dep_ == "conj" and word.tag_ == word.head.tag_ == "VBG":
        word = word.head  # "the practice of freeing and | rearresting | suspects"
    if word.tag_ == "VBG" and word.dep_ in ("xcomp", "dobj") and word.head.tag_ == "VB":
        aim = word.head
        if aim.dep_ in ("advcl", "xcomp", "acl") and infinitive(aim) and aim.lemma_ in EASING:
            return True  # "to promote | granting | asylum"
    if word.dep_ == "pcomp" and word.head.lower_ == "in" and _how_well(word.head.head):
        return True  # "made no progress in | prosecuting | robbers"
    if word.dep_ == "pcomp" and word.head.lower_ in ("for", "of", "on") and _provided(word.head.head):
        return True  # "an agreement for | hosting | migrants"
    verb = _first(word)
    while verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VB":
        verb = verb.head  # "the capacity to find and to | try | robbers"
    if (
        verb.dep_ == "pcomp"
        and verb.head.lower_ in ("before", "without", "to")
        and verb.head.head.i != verb.i
    ):
        verb = next((t for t in verb.ancestors if t.pos_ == "VERB"), verb)  # "may hold them before | trying"
        if helped_by(verb, MODALS):
            return True
    if _supposed(verb) or (verb.dep_ == "acl" and _bound(verb.head)):
        return True
    if verb.tag_ == "VB" and verb.dep_ in ("ccomp", "conj") and verb.head.lemma_ == "require":
        return True  # "the law required that police | free | suspects"
    if verb.tag_ == "VBN" and infinitive(verb) and verb.dep_ in ("xcomp", "ccomp"):
        return verb.head.lemma_ in ALLOWING and verb.head.pos_ == "VERB"  # "let migrants | be held |"
    if verb.tag_ != "VB" or not infinitive(verb):
        return False
    if verb.dep_ in ("acl", "relcl"):
        return verb.head.lemma_ not in DECIDED and (
            finding.kind == "accused" or verb.head.lemma_ not in MEASURES
        )
    if finding.kind in SUFFERED and verb.head.lemma_ in USING:
        return False
    if verb.dep_ in ("advcl", "xcomp") and verb.head.lemma_ == "take":
        taken = any(c.lemma_ in MEASURES for c in children(verb.head, "dobj"))
        if taken and finding.kind != "accused":
            return helped_by(verb.head, (*MODALS, "would", "will"))  # "took steps | to punish | guards"
    if verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ in ALLOWING:
        return True  # "lets the police | detain | strangers"
    meant = verb.dep_ == "xcomp" and verb.head.lemma_ not in DOING and bool(children(verb.head, "dobj"))
    return verb.dep_ == "advcl" or meant  # "used threats | to intimidate | critics"


def _only_possible(noun: Token) -> bool:
    """Whether a noun tells of what is supposed, allowed or made easier: "may speak at their | trial"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "to" and noun.head.head.lemma_.lower() in EXPOSED:
        return True  # "officials are subject to | prosecution"
    above = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ in ("for", "of") and above.lemma_ in ALLOWING - {"be"}:
        return above.pos_ == "VERB"  # "the outline allows for | detention |"
    if noun.dep_ == "pobj" and _provided(noun.head.head):
        return True  # "challenge the lawfulness of his client's | detention"
    verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    eased = noun.dep_ == "dobj" and verb.lemma_ in EASING and infinitive(verb)
    return eased or _supposed(verb) or helped_by(_allowed(verb), MAY)


def _allowed(verb: Token) -> Token:
    """The verb that an infinitive belongs to: "it could | apply | to the court to open proceedings"."""
    above = verb.head
    within = verb.tag_ == "VB" and verb.dep_ in ("advcl", "xcomp") and above.pos_ == "VERB"
    return above if within and infinitive(verb) else verb


def _how_well(word: Token) -> bool:
    """Whether a word tells how well or how gladly something is done: "success in ..."."""
    told = (word, *children(word, "acomp", "dobj"))
    return any(t.lemma_.lower() in HOW_WELL for t in told)


def _provided(noun: Token) -> bool:
    """Whether a noun is of what may be done or asked, not of what was: "rules | for releasing ..."."""
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in PROVISIONS


def _supposed(verb: Token) -> bool:
    """ "Fared worse if | detained |", "if the accused was not | tried | in time"."""
    for _ in range(3):
        if verb.dep_ == "relcl" and verb.head.lemma_ == "case" and verb.head.head.lower_ == "in":
            return any(c.lower_ in ("where", "when", "which") for c in verb.subtree if c.i < verb.i)
        if _elsewhere(verb):
            return True
        marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i}
        if not marks.isdisjoint(SUPPOSING):
            return verb.dep_ == "advcl"
        if children(verb, "mark") or verb.dep_ not in ("conj", "xcomp", "acl", "relcl"):
            return False
        verb = verb.head
    return False


def _elsewhere(verb: Token) -> bool:
    """ "Sent to a country | where they would face | torture": nobody is told to have faced it."""
    where = any(c.lower_ == "where" for c in children(verb, "advmod"))
    return where and helped_by(verb, ("would", "could", "might", "may"))


def _bound(noun: Token) -> bool:
    """Whether a noun is what a rule reaches: "was limited to | migrants | apprehended at the border"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun.dep_ in ("pobj", "dobj") and (verb.lemma_.lower() in BOUND or verb.lower_ in BOUND)


def _of_a_sort(finding: Finding) -> bool:
    """Whether a step is told as rules tell it: "a suspect is released on bail"."""
    people = finding.roles.get("person", [])
    loose = [f for f in people if f.resolved or not children(f.token, "det", "poss")]
    texts = {text.lower() for f in people for text in f.texts} if len(loose) == len(people) else set()
    if finding.kind == "tried" and finding.trigger.pos_ == "NOUN" and texts and texts <= GENERIC:
        return True  # "the right to be present at their trial"
    if finding.kind == "ill_treated" and texts and texts <= GENERIC:
        return _standing(finding.trigger) or of_anyone(finding)  # "they are not compelled to testify"
    if finding.kind == "accused" and (not people or finding.trigger.lemma_ in INQUIRING):
        return _standing(finding.trigger)  # "the board investigates crimes"
    if finding.kind not in (*STEPS, *OTHERS) or not people:
        return False
    if any(f.resolved for f in people):
        named = any(t != t.lower() and t.lower() not in GENERIC for f in people for t in f.texts)
        if texts and texts <= GENERIC and _standing(finding.trigger):
            return True  # "defendants have counsel from the moment they are charged"
        return of_anyone(finding) and not named  # "the detainee must be brought before a judge"
    words = [f.token for f in people]
    if finding.trigger.sent.root.lemma_ == "include" and _issues(finding.trigger.sent.root):
        return True
    if all(w.lower_ == "those" for w in words) or not "".join(t for f in people for t in f.texts):
        return True
    if any(w.pos_ != "NOUN" or any(c.dep_ == "nummod" for c in w.children) for w in words):
        return False
    articles = [next((c.lower_ for c in w.children if c.dep_ in ("det", "poss")), "") for w in words]
    if finding.kind == "sentenced" and finding.trigger.lemma_ in ("face", "risk") and not any(articles):
        anybody = all(w.lemma_.lower() in ANYBODY for w in words)
        plural = all(w.tag_ == "NNS" for w in words)  # "users face a fine", "employers faced fines"
        return anybody or plural or of_anyone(finding) or finding.trigger.tag_ in ("VBP", "VBG")
    if finding.kind == "sentenced" and finding.trigger.lemma_ in ("face", "risk"):
        of_a_sort = all(a in ("a", "an", "any", "every") for a in articles)
        if of_a_sort and all(w.lemma_.lower() in ANYBODY or children(w, "acl", "relcl") for w in words):
            return True  # "a person convicted of theft faced a fine"
    if all(w.lemma_ in ANYBODY for w in words) and not any(articles) and finding.trigger.lemma_ == "face":
        return _standing(finding.trigger)  # "when defendants face charges"
    if all(w.lemma_ in ANYBODY for w in words) and not of_anyone(finding):
        adds = finding.trigger.head if finding.trigger.dep_ in ("acomp", "oprd") else finding.trigger
        while adds.dep_ == "conj" and adds.tag_ == adds.head.tag_ == "VBN" and not children(adds, "auxpass"):
            adds = adds.head  # "persons accused or | convicted | of fraud"
        added = (adds.tag_ == "VBN" and adds.dep_ in ("acl", "amod")) or _sharing(adds)
        if finding.kind == "accused":
            return all(a in ("a", "an", "any", *(("",) if added else ())) for a in articles)
        if added and all(a in ("", "a", "an", "any") for a in articles):
            return True  # "persons convicted of fraud" are of a sort
    if _charged_one(finding.trigger, words):
        return True
    sorts = all(w.left_edge.dep_ == "amod" and w.left_edge.lower_ in SORTS for w in words)
    if sorts and finding.kind in ("sentenced", "convicted", "charged"):
        return True  # "convicted robbers | received | long terms"
    if _describing(finding.trigger) and not any(articles) and all(w.tag_ == "NNS" for w in words):
        return True  # "convicted rapists went to jail"
    if of_anyone(finding):
        anybody = all(w.lemma_ in ANYBODY and w.tag_ == "NN" for w in words)  # "may arrest the offender"
        return all(a in ("", "a", "an", "any", *(("the",) if anybody else ())) for a in articles)
    return _standing(finding.trigger) and all(a in ("a", "an", "any", "every", "each") for a in articles)


def _sharing(verb: Token) -> bool:
    """Whether a participle is parsed as the verb of what follows: "employers | found | guilty are fined"."""
    return verb.tag_ in ("VBD", "VBN") and any(
        c.i > verb.i and c.tag_ in ("VBZ", "VBP", "VBD") and not children(c, *SUBJECTS, "mark")
        for c in children(verb, "ccomp")
    )


def _charged_one(word: Token, people: list[Token]) -> bool:
    """ "The | indicted | defendant": whom a rule tells of."""
    told = word.dep_ == "amod" and word.lower_ in SORTS
    return told and all(w.tag_ == "NN" and w.lemma_.lower() in ANYBODY for w in people)


def _describing(word: Token) -> bool:
    """Whether a participle tells of what sort people are.

    "| Convicted | robbers", and before a rule: "employers | found guilty | are fined".
    """
    if word.dep_ in ("acomp", "oprd", "attr"):
        word = word.head
    if _sharing(word):
        return True
    if word.dep_ == "amod":
        joined = word.i > word.sent.start and word.nbor(-1).dep_ == "cc"  # "arrested and | detained | nurses"
        return word.lower_ in SORTS and not joined
    if word.tag_ != "VBN" or word.dep_ != "acl":
        return False
    noun = word.head
    verb = noun.head
    return noun.dep_ in SUBJECTS and (_standing(verb) or any(c.tag_ == "MD" for c in children(verb, "aux")))


def _standing(verb: Token) -> bool:
    """Whether a verb tells what is done by rule: "is released", not "is being held" or "has been"."""
    if verb.dep_ in ("acomp", "oprd", "attr"):
        verb = verb.head  # "is found | guilty"
    finite = next((c for c in children(verb, "aux", "auxpass")), verb)
    return finite.tag_ in ("VBZ", "VBP") and verb.tag_ != "VBG" and finite.lemma_ != "have"


def _issues(verb: Token) -> bool:
    """Whether a list of wrongs is told, not that each was done: "human rights issues included ..."."""
    return any(
        c.dep_ == "nsubj" and c.lemma_ in ("issue", "abuse", "problem", "violation") for c in verb.children
    )
