"""Events told only to say of what sort people are, or which are weighed, asked for or nobody's doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dalel.claims.lexicon import words
from dalel.claims.syntax import children, governors, is_verb
from dalel.claims.told.anybody import OTHERS, STEPS, SUFFERED

if TYPE_CHECKING:
    from dalel.claims.interpreter import Finding

KINDS = frozenset((*STEPS, *OTHERS, *SUFFERED))
"""Kinds of what is done to somebody."""
MISHAPS = words("mishaps")
"""What hurts people by chance: "accident"."""
HURT = frozenset({"ill_treated.suffer", "ill_treated.hurt", "killed.6"})
"""Frames of harm that may come by chance."""
DEEMED = words("deemed")
"""Verbs that judge what they name in general: "denounced | violence against children"."""
WAYS = words("provisions") | {"process", "way", "means", "guideline", "training", "awareness", "importance"}
"""Nouns of how or that something may be done: "the process of | reporting | abuse"."""
NEEDING = frozenset({"require", "necessitate", "entail"})
"""Verbs of what something would take."""
AIMED = frozenset({"agreement", "attempt", "effort", "intention"})
"""Nouns behind which the infinitive tells of things what was only meant."""
TELLING = words("told") | {"number"}
"""Nouns of what is told: "reports of women who were beaten"."""
ANYONE = frozenset({"those", "persons", "people", "individuals", "anyone", "anybody", "perpetrators"})
"""Words for whoever did what follows."""


def of_a_sort(finding: Finding) -> bool:
    """Whether an event only tells people apart, by what is done to them, or is no event at all."""
    if finding.kind not in KINDS:
        return False
    word = finding.trigger
    if finding.frame.id in HURT and any(t.lemma_.lower() in MISHAPS for t in word.sent):
        return True  # "of the 40 accidents in mines, in which 12 workers | sustained | injuries"
    if _rather(word) or _needed(word) or (finding.kind == "seized" and _meant(word)):
        return True
    people = [f for f in finding.roles.get("person", ()) if not f.resolved]
    if not people or len(people) < len(finding.roles.get("person", ())):
        return False
    if _only_if(word):
        return True
    if not all(_bare(f.token) for f in people):
        return False
    if finding.kind in SUFFERED and not is_verb(word) and (_weighed(word) or _of_whoever(word)):
        return True
    return any(_tells_apart(word, f.token, finding.kind) for f in people)


def _bare(noun: Token) -> bool:
    """Whether people stand without number, article and name: "women", "young migrants"."""
    return noun.tag_ == "NNS" and not children(noun, "det", "poss", "nummod", "quantmod")


def _tells_apart(word: Token, noun: Token, kind: str) -> bool:
    """Whether a verb hangs on the noun it tells of: "women | arrested | for theft sat with men"."""
    if word.dep_ in ("attr", "acomp", "oprd"):
        word = word.head  # "children who are | victims | of violence"
    before = word
    while before.dep_ == "conj" and before.head.i < before.i:
        before = before.head  # "handle neglected and | abused | children"
    if kind in SUFFERED and word.dep_ == "conj" and word.i + 1 == noun.left_edge.i and _torn(word):
        return True
    if before.dep_ == "amod" and word.tag_ in ("VBN", "JJ"):
        listed = word.i > word.sent.start and word.nbor(-1).text in (",", "and", "or")
        return before.head.i == noun.i and not children(noun, "conj") and not listed
    if kind == "accused":
        return False
    if before.head.i != noun.i:
        return False
    if before.dep_ == "acl" and before.tag_ in ("VBN", "VBG"):
        return True
    told = noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in TELLING
    return before.dep_ == "relcl" and not told and before.left_edge.nbor(-1).text not in (",", "–", "—")


def _only_if(word: Token) -> bool:
    """ "If a man is found guilty of | beating | his wife, he must leave": told of nobody."""
    for step, above in enumerate((word, *governors(word))):
        if step == 6:
            return False
        if _if_told(above):
            return True
        if above.dep_ == "advcl":
            finite = next(iter(children(above, "aux", "auxpass")), above)
            return finite.tag_ in ("VBZ", "VBP") and any(c.lower_ == "if" for c in children(above, "mark"))
        if above.dep_ in ("relcl", "ccomp", "conj", "nsubj"):
            return False
    return False


def _if_told(verb: Token) -> bool:
    """ "If a suspect can't pay, police | hold | the suspect": what is done by rule, to nobody."""
    finite = next(iter(children(verb, "aux", "auxpass")), verb)
    if finite.tag_ not in ("VBZ", "VBP", "MD") or finite.lower_ in ("would", "will"):
        return False
    return any(c.lower_ in ("if", "unless") for a in children(verb, "advcl") for c in children(a, "mark"))


def _torn(verb: Token) -> bool:
    """ "Staff for handling neglected and | abused | children", where the first is read as an object."""
    first = verb.doc[max(verb.i - 2, 0)]
    return verb.nbor(-1).dep_ == "cc" and first.tag_ in ("VBN", "JJ") and first.dep_ in ("dobj", "pobj")


def _rather(verb: Token) -> bool:
    """ "Left rather than | endure | threats": what was avoided."""
    for _ in range(3):
        if verb.dep_ != "conj" or verb.head.i > verb.i:
            break
        if any(c.lower_ == "than" and c.i < verb.i for c in children(verb.head, "cc")):
            return True  # "leave rather than | stay"
        verb = verb.head
    doc, first = verb.doc, verb.left_edge.i
    return any(
        doc[i].lower_ == "than" and doc[i - 1].lower_ == "rather" for i in range(max(first, 1), verb.i)
    )


def _needed(noun: Token) -> bool:
    """ "The dam would require the | eviction | of 90 families"."""
    return noun.dep_ == "dobj" and noun.pos_ == "NOUN" and noun.head.lemma_ in NEEDING


def _meant(verb: Token) -> bool:
    """ "Signed an agreement | to demolish | their sheds"."""
    while verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VB":
        verb = verb.head
    return verb.tag_ == "VB" and verb.dep_ == "acl" and verb.head.lemma_ in AIMED


def _weighed(noun: Token) -> bool:
    """Whether a noun is only judged or may be told: "denounced acts of | violence | against children"."""
    low = noun
    for step, above in enumerate(governors(noun)):
        if step == 4:
            return False
        if is_verb(above):
            if low.dep_ not in ("dobj", "prep", "nsubjpass"):
                return False
            if above.lemma_ in DEEMED:
                return True
            return above.dep_ == "pcomp" and above.head.head.lemma_.lower() in WAYS
        low = above
    return False


def _of_whoever(noun: Token) -> bool:
    """ "Those convicted of the | murder | of migrants": no murder is told."""
    verb = next((t for t in governors(noun) if is_verb(t)), None)
    return verb is not None and verb.dep_ == "acl" and verb.head.lower_ in ANYONE
