"""Prepositional phrases of a trigger, by the name of the preposition or by a path of them."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dalel.claims.constructions.arguments import Argument, listed
from dalel.claims.lexicon import words
from dalel.claims.syntax import clause, conjuncts, is_nominal, is_verb

DOUBLED = frozenset({"due to", "because of", "owing to"})
"""Prepositions of two words."""
PREPOSITIONS = frozenset({"prep", "dative", "agent", "prt", "mark"})


def phrases(trigger: Token, name: str, verbal: bool) -> list[Argument]:
    """The objects of a preposition, or of a path of them with nouns between: "for", "on charge of"."""
    if name in DOUBLED:
        first, second = name.split()
        leads = [t.nbor() for t in clause(trigger) if t.lower_ == first and t.i + 1 < len(t.doc)]
        return governed([t for t in leads if t.lower_ == second])
    words = name.split()
    found = _objects(trigger, words[0], verbal)
    for noun, word in zip(words[1::2], words[2::2], strict=False):
        steps = [a for a in found if not a.clausal and a.token.lemma_ == noun]
        found = [
            replace(a, lead=step.lead if step.lead is not None else a.lead)
            for step in steps
            for a in _objects(step.token, word, False)
        ]
    if len(words) % 2 == 0:
        found = [a for a in found if not a.clausal and a.token.lemma_ == words[-1]]
    return found


def _objects(trigger: Token, word: str, verbal: bool) -> list[Argument]:
    found = [c for c in trigger.children if c.lower_ == word and c.dep_ in PREPOSITIONS]
    if not found and not verbal and trigger.dep_ in ("dobj", "nsubjpass") and is_verb(trigger.head):
        found = [
            c for c in trigger.head.children if c.lower_ == word and c.dep_ == "prep" and c.i > trigger.i
        ]
    if not found and not verbal and trigger.dep_ == "conj":
        found = _shared(trigger, word)
    if not found and not verbal:
        found = [
            t
            for t in clause(trigger)
            if t.lower_ == word
            and t.dep_ == "prep"
            and t.i > trigger.i
            and t.head.dep_ != "pcomp"
            and not (word == "of" and (_own(t, trigger) or _another(t, trigger)))
        ][:1]
    return governed(found)


def _shared(noun: Token, word: str) -> list[Token]:
    """ "The kidnapping and | torture | of two men": the phrase that is hung on the first of a list."""
    first = noun
    while first.dep_ == "conj" and is_nominal(first.head):
        first = first.head
    return [c for c in first.children if c.lower_ == word and c.dep_ == "prep" and c.i == noun.i + 1]


HYPHENS = ("-", "‑", "–")


def governed(prepositions: list[Token]) -> list[Argument]:
    arguments: list[Argument] = []
    for prep in prepositions:
        broken = any(c.text in HYPHENS for c in prep.children)  # "of anti | - | Semitism", each an object
        for c in list(prep.children)[-1:] if broken else prep.children:
            if c.dep_ == "pobj" and not (c.lower_ in ("example", "instance") and prep.lower_ == "for"):
                arguments.extend(Argument(a.token, lead=prep.i) for a in listed(c))
            elif c.dep_ == "pcomp":
                arguments.extend(Argument(v, True, prep.i) for v in conjuncts(c))
            elif c.dep_ == "prep" and c.lower_ in ("from", "between"):  # "to | from two to six years"
                arguments.extend(governed([c]))
    return arguments


def _own(preposition: Token, trigger: Token) -> bool:
    """Whether an "of" belongs to what stands behind another preposition.

    "a conviction for rape | of a child", "threats against members | of the council"
    """
    noun = preposition.head
    if noun.i == trigger.i:
        return False
    if noun.dep_ in ("compound", "nmod"):
        return True  # "abuses in Ministry | of Interior facilities"
    while noun.dep_ == "conj" and is_nominal(noun.head):
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "in":
        named = any(c.dep_ in ("det", "poss") for c in noun.children)
        return named and noun.pos_ == "NOUN" and not noun.ent_type_  # not "trial in absentia | of"
    return noun.dep_ == "pobj" and noun.head.lower_ in MATTER


MATTER = ("for", "on", "against", "by", "from", "over", "about", "regarding", "concerning", "into")
"""Prepositions behind which stands what something is about, for, or from."""


WITH_OF = words("with_of")
NEAR = 4
"""How far behind a noun the next of a list may stand that shares its "of": "arrest and detention of"."""


def _another(preposition: Token, trigger: Token) -> bool:
    """Whether an "of" belongs to a later thing of a list: "arbitrary arrest; interference with privacy"."""
    noun = preposition.head
    if noun.dep_ == "conj" and noun.i > trigger.i and noun.lemma_.lower() in WITH_OF:
        return True
    while noun.i != trigger.i and noun.head.i != noun.i:
        if noun.dep_ == "conj" and preposition.head.i - trigger.i > NEAR:
            return True
        noun = noun.head
    return False
