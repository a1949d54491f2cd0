"""Events of which a text does not tell that they happened, or to whom: habits, choices, tasks put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dalel.claims.commitment.parse import infinitive
from dalel.claims.lexicon import words
from dalel.claims.syntax import children
from dalel.claims.told.anybody import GENERIC, OTHERS, STEPS, SUFFERED

if TYPE_CHECKING:
    from dalel.claims.interpreter import Finding

KINDS = frozenset((*STEPS, *OTHERS, *SUFFERED))
"""Kinds of what is done to somebody."""
SLOW = words("slow_to_act")
"""Adjectives of those who hardly do what follows: "was slow | to prosecute officials"."""
ATTEMPTING = words("attempting")
"""Verbs of what was only tried."""
PROOF = frozenset({"evidence", "ground", "proof"})
WEAK = frozenset({"insufficient", "no", "little", "enough", "inadequate", "weak", "scant"})
ANYONE = frozenset({"anyone", "anybody", "whoever", "everyone", "everybody", "whomever"})
HABITS = frozenset({"generally", "usually", "typically", "normally", "ordinarily", "often", "sometimes"})
"""Adverbs of what is done as a rule."""
BARE = frozenset({"persons", "people", "individuals", "children"})
"""Words that tell nothing of those whom a participle sorts out: "persons | displaced | by war"."""
UNKNOWN = frozenset(
    {"minority", "some", "others", "many", "most", "several", "all", "both", "another", "few"}
)
"""Words that alone don't tell who is meant."""


def untold(finding: Finding) -> bool:
    """Whether it is not told that an event happened, or not to whom."""
    if finding.kind not in KINDS:
        return False
    word = finding.trigger
    if _vacated(finding) or _in_a_name(word) or _misread(word):
        return True  # "help | to sexually abused | children", read as what is done
    if _before_either(word) or _of_no_one(finding):
        return True
    return (
        _attempted(finding)
        or _put_off(word)
        or _unproved(word)
        or _either(word)
        or _usual(finding)
        or _to_whom(finding)
    )


def _vacated(finding: Finding) -> bool:
    """ "The seat was vacant due to the | death | of a member": nobody was killed."""
    word = finding.trigger
    if word.lemma_ not in ("death", "die") or any(f.resolved for f in finding.roles.get("person", ())):
        return False
    return any(t.lemma_ in ("vacant", "vacancy", "replace", "replacement", "successor") for t in word.sent)


def _in_a_name(word: Token) -> bool:
    """ "The Conference on Combating | Violence | against Women": a word of a name."""
    if word.pos_ not in ("NOUN", "PROPN") or not word.text[0].isupper() or word.i == word.sent.start:
        return False
    if word.i + 1 < len(word.doc) and word.nbor(1).is_title and word.is_title and word.nbor(1).pos_ != "ADP":
        return word.dep_ in ("compound", "nmod")  # "the Commission for | Asylum | Seekers"
    before = word.nbor(-1)
    return before.text[0].isupper() and before.i > word.sent.start and before.ent_type_ not in ("DATE", "GPE")


def _misread(word: Token) -> bool:
    """A participle before a noun that is taken for an infinitive: "help to | abused | children"."""
    return word.tag_ == "VBN" and infinitive(word) and not children(word, "auxpass")


def _attempted(finding: Finding) -> bool:
    """ "A clerk attempted | to punch | the editor", "threatened | to kill | him": it was not done."""
    verb = finding.trigger
    while verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VB":
        verb = verb.head
    within = finding.kind in SUFFERED and verb.tag_ == "VB" and verb.dep_ == "xcomp"
    return within and infinitive(verb) and verb.head.lemma_ in ATTEMPTING


def _put_off(verb: Token) -> bool:
    """ "The government was slow | to investigate and punish | abuses"."""
    while verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VB":
        verb = verb.head
    return (
        verb.tag_ == "VB"
        and verb.dep_ in ("xcomp", "advcl", "ccomp")
        and (
            verb.head.lemma_.lower() in SLOW
            or any(c.lemma_.lower() in SLOW for c in children(verb.head, "acomp") if c.i < verb.i)
        )
    )


def _unproved(verb: Token) -> bool:
    """ "Found insufficient evidence | to implicate | the mayor"."""
    noun = verb.head
    return (
        verb.tag_ == "VB"
        and noun.lemma_ in PROOF
        and any(c.lower_ in WEAK for c in children(noun, "amod", "det"))
    )


def _either(verb: Token) -> bool:
    """ "They were either | refused | or withdrawn": it is not told which."""
    first = verb
    while first.dep_ == "conj" and first.tag_ == first.head.tag_:
        first = first.head
    others = children(first, "conj")
    return bool(others) and any(c.lower_ == "either" and c.i < first.i for c in first.children)


def _before_either(verb: Token) -> bool:
    """ "Held them for days before | charging or freeing | them": neither is told."""
    first = verb
    while first.dep_ == "conj" and first.tag_ == first.head.tag_ == "VBG":
        first = first.head
    if first.dep_ != "pcomp" or first.head.lower_ not in ("before", "without"):
        return False
    return first.head.lower_ == "before" and any(c.lower_ == "or" for c in children(first, "cc"))


def _of_no_one(finding: Finding) -> bool:
    """ "Threatened to detain | anyone | who jokes", "referred | 14 | for trial", of whom nothing is told."""
    people = [f for f in finding.roles.get("person", []) if not f.resolved]
    return any(f.token.lower_ in ANYONE or all(t.replace(",", "").isdigit() for t in f.texts) for f in people)


def _usual(finding: Finding) -> bool:
    """ "Suspects generally were | held | for a month": what is done as a rule, to nobody in particular."""
    people = {text.lower() for f in finding.roles.get("person", ()) for text in f.texts}
    habit = any(c.lower_ in HABITS for c in children(finding.trigger, "advmod"))
    return habit and bool(people) and people <= GENERIC and finding.kind not in SUFFERED


def _to_whom(finding: Finding) -> bool:
    """Whether a word that stands for nobody alone tells who it is: "recommended | others | for trial"."""
    people = finding.roles.get("person", [])
    texts = {text.lower() for f in people for text in f.texts}
    if finding.kind in SUFFERED and texts and texts <= BARE:
        return finding.trigger.dep_ == "acl" and finding.trigger.tag_ == "VBN"  # "persons | displaced |"
    return bool(texts) and texts <= UNKNOWN and not any(f.resolved for f in people)
