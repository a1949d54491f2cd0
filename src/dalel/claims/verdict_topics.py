"""What "it" or "they" means as the subject of a verdict, where its own sentence leaves no doubt."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.claims.phrases import phrase
from dalel.claims.syntax import child, conjuncts
from dalel.claims.verdict_clauses import Clause

PLURAL = frozenset({"NNS", "NNPS"})
SINGULAR = frozenset({"NN", "NNP"})
PASSING = frozenset({"DATE", "TIME", "CARDINAL", "PERSON"})
"""Labels of names that "it" and "they" don't mean."""


def antecedent(one: Clause) -> tuple[int, int] | None:
    """The tokens of what the pronoun means: the one noun before it in the sentence that agrees with it.

    "While the law protects **strikers**, | they were often dismissed"; None where several would do, or none.
    """
    topic = one.topic
    if topic.lower_ not in ("it", "they") or _empty(one):
        return None
    plural = topic.lower_ == "they"
    fitting = [t for t in topic.doc[topic.sent.start : topic.i] if _agrees(t, plural)]
    tops = {top.i: top for top in (_top(t, plural) for t in fitting)}
    if len(tops) != 1:
        return None
    noun = next(iter(tops.values()))
    last = conjuncts(noun)[-1]
    start, end = phrase(noun)[0], phrase(last)[1]
    of = topic.doc[end]
    if of.lower_ == "of" and (what := child(of, "pobj")) is not None:
        end = phrase(what)[1]
    return start, end


def _empty(one: Clause) -> bool:
    """Whether "it" means nothing: "it was unclear whether"."""
    after = [c for c in one.verb.children if c.i > one.verb.i]
    inner = [g for c in after if c.dep_ in ("acomp", "attr", "oprd") for g in c.children]
    return one.topic.lower_ == "it" and any(
        t.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acl") for t in (*after, *inner)
    )


def _agrees(token: Token, plural: bool) -> bool:
    """Whether a noun may be what a pronoun means, by its number: no name of a day or a person."""
    if token.ent_type_ in PASSING or token.dep_ in ("compound", "npadvmod", "appos"):
        return False
    beside = list(token.children)
    if any(c.lower_ in ("no", "any") for c in beside):
        return False
    several = token.tag_ in PLURAL or (token.pos_ == "NOUN" and any(c.dep_ == "conj" for c in beside))
    return several if plural else token.tag_ in SINGULAR and not several


def _top(token: Token, plural: bool) -> Token:
    """The noun that a noun belongs to and that agrees as well: "**members** of minority groups"."""
    while True:
        above = token.head if token.dep_ == "conj" else token.head.head if token.dep_ == "pobj" else token
        if above.i == token.i or above.i > token.i or not _agrees(above, plural):
            return token
        token = above
