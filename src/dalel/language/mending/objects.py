"""Mends what hangs on an object though it belongs to its verb, and on a verb though it belongs to an object.

"convicted two officers | of murder", "arrested three men | for rioting", "arrested A | and singer B".
"""

from __future__ import annotations

from spacy.tokens import Token

from dalel.language import lexicon as lx

VERBS: dict[str, frozenset[str]] = {
    verb: frozenset(words) for verb, words in lx.table("dalel.language", "tokens.toml")["complements"].items()
}
"""Verbs and the prepositions that behind their object are theirs (`tokens.toml`)."""
CHANGES = frozenset({"amendment", "change", "reform", "revision"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
CLAUSAL = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "dobj"})


def back_to_verb(preposition: Token) -> None:
    """A preposition that hangs on the object of a verb of `VERBS`, and is the verb's."""
    noun = preposition.head
    while noun.dep_ in ("conj", "appos") and noun.head.tag_ in NOMINAL:
        noun = noun.head
    if noun.dep_ != "dobj" or noun.tag_ not in NOMINAL or preposition.i < noun.i:
        return
    words = VERBS.get(noun.head.lemma_)
    if words is not None and preposition.lower_ in words:
        preposition.head = noun.head


def listed_charge(token: Token) -> None:
    """ "Accused the mayor of fraud and | misuse | of funds", parsed as if it accused misuse as well."""
    accused = token.head
    verb = accused.head
    joint = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
    if accused.dep_ != "dobj" or "of" not in VERBS.get(verb.lemma_, ()) or joint.lower_ != "and":
        return
    for of in verb.children:
        if of.lower_ == "of" and of.dep_ == "prep" and accused.i < of.i < joint.i == of.right_edge.i + 1:
            charge = next((c for c in of.children if c.dep_ == "pobj"), None)
            if charge is None:
                return
            token.head, joint.head = charge, charge
            for behind in verb.children:
                if behind.lower_ == "of" and behind.i == token.i + 1:
                    behind.head = token
            return


def joined_to_noun(token: Token) -> None:
    """A noun that is parsed as the second of a verb: "arrested activists, including A | and singer B"."""
    verb = token.head
    if verb.pos_ != "VERB" or token.i < verb.i or any(c.dep_ in CLAUSAL for c in token.children):
        return
    before = token.left_edge.i - 1
    if before <= verb.i + 1 or token.doc[before].dep_ != "cc":
        return
    joint = token.doc[before]
    before -= 1
    if token.doc[before].text == ",":
        before -= 1
    noun = token.doc[before]
    while noun.dep_ in ("compound", "nmod") and noun.head.i > noun.i and noun.head.i < joint.i:
        noun = noun.head
    if noun.tag_ not in NOMINAL or noun.i <= verb.i or joint.head.i != verb.i:
        return
    token.head, joint.head = noun, noun


def listed_behind(token: Token) -> None:
    """A name in a list that is parsed as telling of the verb: "over the police, | Coast Guard, and army"."""
    before = token.left_edge.i - 1
    if token.tag_ not in NOMINAL or before < 1 or token.doc[before].text != ",":
        return
    if not any(c.dep_ == "conj" and c.tag_ in NOMINAL for c in token.children):
        return
    noun = token.doc[before - 1]
    if noun.tag_ in NOMINAL and noun.dep_ in ("pobj", "dobj") and noun.head.i < noun.i:
        token.head, token.dep_ = noun, "conj"


def told_of_changes(clause: Token) -> None:
    """ "amendments to the code | that raised fines", where the clause is parsed as telling of the code."""
    law = clause.head
    if law.dep_ != "pobj" or law.head.lower_ not in ("to", "of", "in"):
        return
    changes = law.head.head
    relative = any(c.lower_ in ("that", "which") and c.dep_ == "nsubj" for c in clause.children)
    if relative and changes.lemma_ in CHANGES and clause.tag_ in ("VBD", "VBP", "VB"):
        clause.head = changes
