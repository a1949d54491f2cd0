"""Who acts and who suffers in a clause, as far as pronouns ask for it."""

from __future__ import annotations

from spacy.tokens import Token

SUBJECT = frozenset(("nsubj", "nsubjpass"))
OBJECT = frozenset(("dobj", "dative"))
VERBAL = frozenset(("VERB", "AUX"))
CLIMBED = frozenset(
    ("prep", "pobj", "agent", "dobj", "dative", "conj", "poss", "nmod", "compound", "attr", "appos", "case")
)
HIGHEST = 8
"""How many steps up the tree are looked at."""


def verb_of(token: Token) -> Token | None:
    """The verb on which a noun or pronoun depends, through prepositions and other nouns."""
    current = token
    for _ in range(HIGHEST):
        if current.head.i == current.i:
            return None
        current = current.head
        if current.pos_ in VERBAL:
            return current
    return None


def own_subject(verb: Token) -> Token | None:
    """The subject that a verb has itself."""
    return next((c for c in verb.children if c.dep_ in SUBJECT), None)


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, own or taken over from the verb it hangs on: "praised him and left"."""
    current = verb
    for _ in range(HIGHEST):
        found = own_subject(current)
        if found is not None:
            return found
        head = current.head
        if head.i == current.i:
            return None
        if current.dep_ == "xcomp":
            controlled = next((c for c in head.children if c.dep_ in OBJECT and c.i < current.i), None)
            if controlled is not None:
                return controlled
        elif current.dep_ == "pcomp" and head.lower_ == "from":
            hindered = next((c for c in head.head.children if c.dep_ in OBJECT and c.i < head.i), None)
            if hindered is not None:
                return hindered  # "kept Orlov from leaving"
        elif current.dep_ in ("pcomp", "prep"):
            pass
        elif current.dep_ not in ("conj", "advcl", "ccomp"):
            return None
        current = head
    return None


def suffers(token: Token, verbs: frozenset[str]) -> bool:
    """Whether a noun or pronoun is what one of these verbs is done to."""
    head = token.head
    return (
        token.dep_ in ("dobj", "nsubjpass", "dative") and head.pos_ in VERBAL and head.lemma_.lower() in verbs
    ) or (token.dep_ == "nsubj" and head.dep_ == "ccomp" and head.tag_ == "VBN" and head.lemma_ in verbs)


def acts(token: Token, verbs: frozenset[str]) -> bool:
    """Whether a noun or pronoun does one of these things, as subject or behind "by"."""
    head = token.head
    if token.dep_ == "pobj" and head.dep_ == "agent":
        return head.head.lemma_.lower() in verbs
    if token.dep_ != "nsubj" or head.pos_ not in VERBAL:
        return False
    if head.lemma_.lower() in verbs:
        return True
    return any(c.dep_ == "conj" and c.lemma_.lower() in verbs for c in head.children)


def bound(candidate: Token, token: Token) -> bool:
    """Whether grammar forbids that a pronoun means a noun: "Orlov praised him", "and freed him"."""
    if token.dep_ == "poss" or token.lower_.endswith(("self", "selves")) or candidate.doc is not token.doc:
        return False
    verb = verb_of(token)
    if verb is None:
        return False
    subject = subject_of(verb)
    if token.dep_ in SUBJECT:
        return candidate.i != token.i and candidate.head.i == verb.i and candidate.dep_ in OBJECT
    if candidate.head.i == verb.i and candidate.dep_ in OBJECT:
        return True
    return subject is not None and (candidate.i == subject.i or _joined(candidate, subject))


def _joined(candidate: Token, subject: Token) -> bool:
    """Whether a noun is a later member of the list that `subject` heads."""
    current = candidate
    while current.dep_ == "conj" and current.head.i < current.i:
        current = current.head
        if current.i == subject.i:
            return True
    return False
