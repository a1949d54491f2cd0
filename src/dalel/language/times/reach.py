"""Whether the one date of a sentence dates what another of its words tells, by the clauses they stand in.

A date stands in the clause that it dates. What that clause only gives a reason for, or what a clause inside
it tells of another time, it does not date: "was jailed in May | for leading a march", "asked for the report
| that came out in 2014".
"""

from __future__ import annotations

from spacy.tokens import Token

from dalel.language.times.words import TABLE

VERBS = ("VERB", "AUX")
_CLAUSES = {name: frozenset(words.split()) for name, words in TABLE["clauses"].items()}
WITHIN, BEHIND, NEAR = _CLAUSES["within"], _CLAUSES["behind"], _CLAUSES["near"]
ASIDE = BEHIND | _CLAUSES["aside"]
OCCASIONS, PAPERS = _CLAUSES["occasions"], _CLAUSES["papers"]
VOTES, COUNTS = _CLAUSES["votes"], _CLAUSES["counts"]
ELSEWHEN, ANOTHER = _CLAUSES["elsewhen"], _CLAUSES["another"]
KEPT = _CLAUSES["kept"]
NOMINAL = frozenset(
    ("nsubj", "nsubjpass", "dobj", "attr", "conj", "appos", "compound", "nmod", "nummod", "amod", "quantmod")
)
"""What ties a phrase to the verb whose time is its own."""
LINKS = frozenset(("pobj", "prep", "agent", "dative", "npadvmod", "advmod", "acomp"))
"""What ties it too, where a preposition stands between."""


def above(token: Token) -> list[Token]:
    """A token and all that it hangs on, in order."""
    chain = [token]
    while token.head.i != token.i:
        token = token.head
        chain.append(token)
    return chain


def reaches(trigger: Token, dated: Token, *, rough: bool = False, lasting: bool = False) -> bool:
    """Whether the date of `dated`, a word of the trigger's sentence, may be that of the trigger.

    `rough` tells that the date is no day, `lasting` that what the trigger tells goes on, so that "had been
    held for a year" is still so.
    """
    mine, theirs = above(trigger), above(dated)
    held = {token.i for token in theirs}
    top = next((token for token in mine if token.i in held), None)
    if top is None:
        return False
    for token in mine:
        if token.i == top.i:
            break
        if _before(token, trigger, rough, lasting):
            return False
    for token in theirs:
        if token.i == top.i:
            break
        if _apart(token, dated, top):
            return False
    return True


def _before(token: Token, trigger: Token, rough: bool, lasting: bool) -> bool:
    """Whether a word on the way from the trigger to the date opens what was at another time."""
    dep, word = token.dep_, token.head.lower_
    if dep == "pcomp":
        return word not in WITHIN
    if dep == "pobj" and word == "of" and token.head.head.lemma_ in KEPT:
        return True
    if dep == "pobj":
        return word in BEHIND and not (rough and any(c.lemma_ in NEAR for c in token.head.children))
    if dep == "nsubj" and token.i == trigger.i and token.head.lemma_ == "be":
        return token.head.dep_ == "ccomp"  # "found in May that his arrest was lawful"
    if dep == "advcl":
        marks = [c for c in token.children if c.dep_ in ("mark", "advmod", "prep") and c.i < token.i]
        return any(c.lower_ in ASIDE for c in marks) and not (rough and any(c.lemma_ in NEAR for c in marks))
    if dep in ("relcl", "acl"):
        return not lasting and any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
    return dep == "amod" and token.i == trigger.i < token.head.i


def _apart(token: Token, dated: Token, top: Token) -> bool:
    """Whether a word on the way from the date to the trigger closes the date in a clause of its own."""
    if token.dep_ in ("relcl", "acl", "pcomp"):
        return True
    if token.i == dated.i and token.pos_ in ("NOUN", "PROPN"):
        word = token.lemma_.lower()
        occasion = token.dep_ == "pobj" and token.head.lower_ in OCCASIONS and word not in PAPERS
        return not (occasion or (word in VOTES and token.dep_ == "pobj") or word in COUNTS)
    return token.dep_ in ("advcl", "ccomp") and dated.i > top.i


def clause_verb(token: Token) -> Token | None:
    """The verb of the clause in which a phrase stands as a part, not inside another clause."""
    for _ in range(10):
        if token.pos_ in VERBS and token.dep_ not in ("amod", "compound"):
            return token
        if token.dep_ not in NOMINAL and token.dep_ not in LINKS:
            return None
        token = token.head
    return None


def begins_anew(token: Token, trigger: Token) -> bool:
    """Whether a token stands in a clause after the trigger's: "A was jailed, and in May | B fled"."""
    for _ in range(6):
        if token.pos_ in VERBS:
            break
        token = token.head
    return (
        token.dep_ == "conj"
        and trigger.i < token.left_edge.i
        and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
    )
