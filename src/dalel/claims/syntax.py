"""Small questions about a dependency parse (CLEAR labels, as spaCy's English models give them)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
CLAUSES = frozenset({"relcl", "ccomp", "advcl", "parataxis", "csubj", "csubjpass"})
"""Labels of clauses with a life of their own: what hangs below them is not their governor's."""


def children(token: Token, *labels: str) -> list[Token]:
    """The children of `token` with one of the labels, left to right."""
    return [child for child in token.children if child.dep_ in labels]


def child(token: Token, *labels: str) -> Token | None:
    """The first child of `token` with one of the labels."""
    for found in token.children:
        if found.dep_ in labels:
            return found
    return None


def is_verb(token: Token) -> bool:
    """Whether the token heads a clause or a participle phrase."""
    return token.pos_ in ("VERB", "AUX")


def is_nominal(token: Token) -> bool:
    """Whether the token can head a noun phrase."""
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "X") or token.tag_ in (
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "DT",
    )


def conjuncts(head: Token) -> list[Token]:
    """`head` and the further members of its list ("A, B and C"), left to right."""
    found = [head]
    for token in found:
        later = [c for c in token.children if c.dep_ == "conj" and c.i > token.i]
        # "Lina Moreau, Karim Aziz and Pavel Novak": the second name is parsed as an apposition
        found.extend(
            c
            for c in token.children
            if c.dep_ == "appos"
            and c.pos_ == token.pos_ == "PROPN"
            and any(token.i < c.i < other.i for other in later)
        )
        found.extend(later)
    found.sort(key=lambda token: token.i)
    return found


def is_passive(verb: Token) -> bool:
    """Whether the surface subject of `verb` suffers what the verb says."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "csubjpass", "agent") for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod", "advcl") and not child(verb, "aux"):
        return True
    if verb.dep_ == "conj" and not children(verb, "aux", "nsubj"):
        return is_passive(verb.head) if is_verb(verb.head) else True
    if verb.dep_ in ("xcomp", "ccomp", "oprd"):  # "had him arrested", "saw X convicted"
        return not child(verb, "aux")
    return False


def clause(head: Token) -> list[Token]:
    """The tokens below `head`, in text order, without those of clauses and verbs of their own."""
    found: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        found.append(token)
        for c in token.children:
            if c.dep_ in CLAUSES or (c.dep_ == "conj" and is_verb(c)):
                continue
            stack.append(c)
    found.sort(key=lambda t: t.i)
    return found


def governors(token: Token) -> Iterator[Token]:
    """The chain of heads above `token`, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token
