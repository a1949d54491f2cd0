"""Positions of nouns: nominalisation, light verb, possessive, title, apposition, copula."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from dalel.claims.constructions.arguments import Argument, listed
from dalel.claims.constructions.phrases import phrases
from dalel.claims.constructions.verbs import owner, subject, verb_agent
from dalel.claims.lexicon import Lexicon, words
from dalel.claims.syntax import child, children, conjuncts, governors, is_nominal, is_passive, is_verb

NOT_DOING = words("not_doing")
AVERTING = words("averting")
COPULAS = frozenset({"be", "become", "remain", "stay"})


def noun_patient(noun: Token) -> list[Argument]:
    found = phrases(noun, "of", False)
    if found:
        return found
    possessor = child(noun, "poss")
    if possessor is not None:
        return listed(possessor)
    return []


def noun_agent(noun: Token) -> list[Argument]:
    found = phrases(noun, "by", False)
    if found:
        return found
    possessor = child(noun, "poss")
    if possessor is not None and phrases(noun, "of", False):
        return listed(possessor)
    return light_subject(noun)


def light_subject(noun: Token) -> list[Argument]:
    """The subject of the verb that a noun is the object of: "prosecutors opened an investigation"."""
    if noun.dep_ == "dobj" and is_verb(noun.head):
        return [] if _tells_of(noun.head) else listed(subject(noun.head))
    if noun.dep_ == "nsubjpass" and not _tells_of(noun.head):
        return verb_agent(noun.head)
    return []


def _tells_of(verb: Token) -> bool:
    """Whether who does the verb does not do what its object names: "the institute counted 55 killings"."""
    return verb.lemma_ in NOT_DOING or verb.lemma_ in AVERTING


def possessor(noun: Token) -> list[Argument]:
    """Whom a noun belongs to: "its purpose", and of "a body whose purpose is ..." the body."""
    found = child(noun, "poss")
    if found is not None and found.tag_ == "WP$":
        clause = next((a for a in noun.ancestors if a.dep_ == "relcl"), None)
        return listed(clause.head) if clause is not None else []
    return listed(found)


def compound(noun: Token) -> list[Argument]:
    return [
        Argument(m) for c in children(noun, "compound", "nmod", "amod") for m in conjuncts(c) if m.i < noun.i
    ]


def described(token: Token) -> list[Argument]:
    """What an adjective or a noun before a noun describes."""
    own = child(token, "nsubj")
    if own is not None and token.pos_ == "ADJ":  # "found the trader guilty", parsed as a clause
        return listed(own)
    if token.dep_ == "conj" and token.tag_ == "VB":
        token = next((t for t in token.ancestors if t.dep_ != "conj"), token)
    if token.dep_ in ("amod", "compound", "nmod", "acl"):
        return listed(token.head)
    if token.dep_ == "oprd" and not is_passive(token.head) and child(token.head, "dobj") is not None:
        return listed(child(token.head, "dobj"))  # "left two men | dead"
    if token.dep_ in ("acomp", "attr", "oprd"):
        return listed(subject(token.head))
    return []


def title(person: Token) -> list[Argument]:
    """What a person is called: "Interior Minister | Haddad", "the chairman, | Omar Haddad"."""
    if person.pos_ != "PROPN":
        return [Argument(person)]
    found = [Argument(c) for c in children(person, "appos") if c.pos_ == "NOUN"]
    if person.dep_ == "appos" and is_nominal(person.head):
        found.append(Argument(person.head))
    before = [c for c in children(person, "compound", "nmod") if c.i < person.i]
    return [*found, *(Argument(c) for c in reversed(before))]


POSTS = frozenset(
    {"capacity", "duty", "function", "job", "position", "post", "role", "tenure", "term", "time", "work"}
)
"""Nouns that say "as what" somebody serves: "her position as head of the bank"."""
CHOOSING = words("choosing")
"""Verbs whose object is what "as" says: "named her as director", but "led it as director"."""


def named(noun: Token) -> list[Argument]:
    """Whom a noun names: title, apposition on either side, copula, "as" ("served as head of X")."""
    copula = _copula(noun)
    beside = [c for c in children(noun, "appos") if c.pos_ == "PROPN" and c.i > noun.i]
    if copula is not None and not any(c.lemma_.lower() not in _offices() for c in beside):
        return listed(_holder(copula))
    head = noun
    while head.dep_ == "conj" and is_nominal(head.head):  # "secretary of the council, minister and envoy"
        head = head.head
    if (
        head.pos_ == "PROPN" and head.i != noun.i
    ):  # "Ana Lima and her brother Rui": a list of names, not of offices
        head = noun
    if head.dep_ in ("compound", "nmod") and head.head.pos_ == "PROPN" and head.head.i > head.i:
        return [Argument(head.head)]
    if head.dep_ == "appos" and is_nominal(head.head):
        return _all_before(head)
    if beside:
        return listed(beside[0])
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        return listed(child(head.head, "attr"))  # "The mayor at the time was Ana Lima"
    if head.dep_ == "oprd" and is_verb(head.head):
        return listed(subject(head.head)) if is_passive(head.head) else listed(child(head.head, "dobj"))
    if head.dep_ == "pobj" and head.head.lower_ == "as":
        return _served(head.head)
    return []


def _all_before(noun: Token) -> list[Argument]:
    """Of whom an apposition is said: "Ana Lima and Rui Costa, | members of the council," are members."""
    first = noun.head
    if noun.tag_ not in ("NNS", "NNPS"):
        return [Argument(first)]
    if first.tag_ == "NNP" and first.dep_ != "conj" and len(conjuncts(first)) == 1:
        return []  # "the ministry, with two charities, | helped victims", parsed as what it is
    while first.dep_ == "conj" and first.pos_ == "PROPN" and first.head.pos_ == "PROPN":
        first = first.head
    return [m for m in listed(first) if m.token.i < noun.i] or [Argument(noun.head)]


def _copula(noun: Token) -> Token | None:
    """The copula of a noun or of the list of posts it is in: "was chairman, minister and envoy"."""
    head = noun
    while head.dep_ in ("conj", "appos") and is_nominal(head.head):
        above = head.head
        if above.ent_type_ == "DATE":  # "was mayor until 1990, minister until 1992"
            above = next((g for g in governors(above) if g.dep_ == "attr"), above)
        if above.pos_ != "NOUN" and above.lemma_.lower() not in _offices():
            return None  # "was Ana Lima, head of the bank"
        head = above
    return head.head if head.dep_ == "attr" and head.head.lemma_ in COPULAS else None


@cache
def _offices() -> frozenset[str]:
    return Lexicon.load().types["office"].heads


def _holder(copula: Token) -> Token | None:
    """The subject of a copula: "X being the leader", parsed as a clause of its own, is about X too."""
    before = copula.nbor(-1) if copula.i else copula
    if any(c.lower_ in ("must", "shall", "should") for c in children(copula, "aux")):
        return None  # "the chair must be a judge" tells of a rule
    if copula.lower_ == "being" and before.pos_ == "PROPN" and child(copula, "nsubj") is None:
        return before
    return subject(copula)


def _served(preposition: Token) -> list[Argument]:
    """Who serves "as" something: the verb's object where it chooses, else its subject; a post's owner."""
    above = preposition.head
    while above.dep_ == "pobj" and above.lemma_ not in POSTS and not is_verb(above):
        above = above.head.head  # "led the council for years | as mayor"
    if is_verb(above):
        target = child(above, "dobj")
        if target is None and above.lemma_ in CHOOSING:
            to = next((c for c in above.children if c.lower_ == "to" and c.i < preposition.i), None)
            target = child(to, "pobj") if to is not None else None  # "pointed to rape | as the crime"
        if is_passive(above) or target is None or preposition.i < target.i:
            return listed(subject(above))
        return listed(target if above.lemma_ in CHOOSING else subject(above))
    if above.lemma_ in POSTS:
        return listed(owner(above))
    return []
