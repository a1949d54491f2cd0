"""Pronouns of one unit: whom "he" and "her", "they" and "its" mean.

A unit is read once from left to right. Each name, and each pronoun that was understood, is a candidate for
the pronouns behind it; subjects of the same or the last sentence come first, gender and number must agree.
The weights are ours; the order of candidates follows centering (Grosz, Joshi and Weinstein, 1995).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx
from dalel.language.coreference.clauses import OBJECT, SUBJECT, acts, bound, own_subject, suffers, verb_of
from dalel.language.mending.said import TELLING
from dalel.language.mentions.variants import Entity
from dalel.model import MentionKind

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
IT = frozenset(("it", "its", "itself"))
THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
PERSONAL = HE | SHE
VERBS = lx.table("dalel.language", "data/references.toml")["verbs"]
SUFFERED = lx.words(VERBS["suffered"])
BLAMING = lx.words(VERBS["blaming"])
UNDERGONE = lx.words(VERBS["undergone"])
ORDERING = lx.words(VERBS["ordering"])
RELEASED = lx.words(VERBS["released"])
ASKED = lx.words(VERBS["asked"])
PARTIES = lx.words(VERBS["parties"])
OF_BODIES = frozenset(
    ("chairman", "chairperson", "chairwoman", "founder", "leader", "member", "membership", "supporter")
)
"""What only bodies have."""
DESCRIBED = frozenset(("nsubj", "nsubjpass", "dobj"))
TOPICAL = frozenset(("nsubj", "nsubjpass", "dobj"))
INDEFINITE = frozenset(("a", "an", "any", "every", "each", "another"))
EMBEDDED = frozenset(("ccomp", "xcomp", "advcl", "pcomp", "acl"))
FARTHEST = 5
"""How many sentences back a pronoun looks."""
SURE = 0.6
"""How far somebody who is only described must be ahead of the next whom a pronoun may mean."""
LONG = 3
"""Sentences about one person after which pronouns go on meaning him, though another acts in between."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something named or understood that a later pronoun may mean; sentences count from the unit's first."""

    entity: int
    token: Token
    sentence: int
    named: bool


def sentence_numbers(doc: Doc) -> list[int]:
    """For each token the number of its sentence."""
    found = []
    number = -1
    for token in doc:
        if token.is_sent_start or number < 0:
            number += 1
        found.append(number)
    return found


def personal(
    doc: Doc,
    names: Mapping[int, int],
    entities: Sequence[Entity],
    before: Sequence[Candidate],
    described: Callable[[Token], int | None],
) -> tuple[dict[int, int], dict[int, int], list[Candidate]]:
    """Whom each he and she of a unit means, by its token, and the unit's candidates for the next one.

    First come those who are named, by their entity; then those who are only described, by the head of the
    description in the unit: "beat a student and freed | him".

    `names` gives the entity of each name's head token; `before` are the candidates of the unit before,
    their sentences counted back from -1. `described` gives the entity of a description ("the mayor"), a
    negative number for a person who is not named, and None for what is no description of a person.
    """
    found: dict[int, int] = {}
    unnamed: dict[int, int] = {}
    candidates = list(before)
    sentences = sentence_numbers(doc)
    for token in doc:
        position = token.i
        entity = names.get(position)
        if entity is not None:
            if entities[entity].kind is MentionKind.PERSON:
                candidates.append(Candidate(entity, _place(token), sentences[position], True))
            continue
        lower = token.lower_
        if lower in PERSONAL and _anyone(token):
            continue
        if lower not in PERSONAL:
            if token.lower_ == "one" and token.dep_ in SUBJECT:
                candidates.append(Candidate(-1 - position, token, sentences[position], False))
            elif token.tag_ in ("NN", "NNP") and (
                token.dep_ in DESCRIBED or _by_whom(token) or _newly(token)
            ):
                entity = described(token)
                if entity is not None:
                    candidates.append(Candidate(entity, token, sentences[position], False))
            continue
        gender = "male" if lower in HE else "female"
        best, lead = _best(token, gender, sentences, candidates, entities, names)
        if best is not None:
            if best >= 0:
                found[position] = best
            elif lead >= SURE and _new_in(doc, -1 - best, candidates):
                unnamed[position] = -1 - best
            candidates.append(Candidate(best, token, sentences[position], False))
    return found, unnamed, candidates


def _new_in(doc: Doc, position: int, candidates: Sequence[Candidate]) -> bool:
    """Whether a unit brings in who is described there and has no name: "a student", "the applicant"."""
    head = next((c.token for c in candidates if c.token.i == position and c.token.doc is doc), None)
    if head is None:
        return False
    return head.lemma_ in PARTIES or any(c.lower_ in INDEFINITE or c.dep_ == "poss" for c in head.children)


def _best(
    token: Token,
    gender: str,
    sentences: list[int],
    candidates: list[Candidate],
    entities: Sequence[Entity],
    names: Mapping[int, int],
) -> tuple[int | None, float]:
    """Whom a pronoun means, and how far he is ahead of the next."""
    here = sentences[token.i]
    scores: dict[int, float] = {}

    def see(entity: int, score: float, word: str = "") -> None:
        known = entities[entity].gender if entity >= 0 else lx.gender_of(lx.mask_of(word))
        if known and known != gender:
            return
        if known == gender and entity >= 0:
            score += 0.6
        scores[entity] = max(scores.get(entity, -99.0), score)

    verb = verb_of(token)
    clause = verb.i if verb is not None else -1
    near = candidates[-24:]
    excluded = {c.entity for c in near if c.entity >= 0 and bound(c.token, token)}
    topics: dict[int, set[int]] = {}
    taken_up: dict[int, int] = {}
    for candidate in near:
        if candidate.token.dep_ in TOPICAL and candidate.sentence < here:
            topics.setdefault(candidate.entity, set()).add(candidate.sentence)
        if candidate.sentence == here - 1 and (candidate.named or candidate.token.lower_ in PERSONAL):
            taken_up[candidate.entity] = taken_up.get(candidate.entity, 0) + 1
    another = any(c.named and c.sentence == here and c.token.dep_ in SUBJECT for c in near)
    for order, candidate in enumerate(near):
        distance = here - candidate.sentence
        if distance > FARTHEST or candidate.entity in excluded or bound(candidate.token, token):
            continue
        if distance == 0 and (_blamed(candidate.token, token) or _orders(candidate.token, token)):
            continue
        score = _weight(candidate) - 0.9 * distance + 0.002 * order
        if distance == 1 and token.dep_ in SUBJECT and _spouse(candidate.token):
            score += 1.2
        if distance and candidate.token.dep_ in SUBJECT and candidate.token.head.dep_ in EMBEDDED:
            score -= 0.3
        # whom the sentences before were about
        spoken_of = len(topics.get(candidate.entity, ()))
        score += 0.4 * (spoken_of > 1)
        if distance == 1 and spoken_of >= LONG and not another:
            score += 0.4 * min(taken_up.get(candidate.entity, 0), 2)
        if candidate.token.doc is token.doc and distance == 0:
            score += _fit(candidate.token, token, clause)
        see(candidate.entity, score, candidate.token.text)
    later = _fronted(token, names)
    if later is not None and entities[later].kind is MentionKind.PERSON:
        see(later, 2.6)
    if not scores:
        return None, 0.0
    best = max(scores, key=lambda entity: scores[entity])
    lead = scores[best] - max((score for entity, score in scores.items() if entity != best), default=-3.0)
    return (best, lead) if scores[best] > -3.0 else (None, 0.0)


def _blamed(candidate: Token, token: Token) -> bool:
    """Whether "his" would make someone the victim he is blamed for: "Orlov was charged with his murder"."""
    return (
        token.dep_ == "poss"
        and token.head.lemma_ in UNDERGONE
        and candidate.i < token.i
        and candidate.dep_ in (*OBJECT, "nsubjpass")
        and candidate.head.lemma_ in BLAMING
    )


def _orders(candidate: Token, token: Token) -> bool:
    """Whether somebody would order what is done to himself: "a judge ordered | her | release"."""
    verb = token.head.head
    return (
        token.dep_ == "poss"
        and token.head.lemma_ in RELEASED
        and token.head.dep_ in OBJECT
        and verb.lemma_ in ORDERING
        and candidate.dep_ == "nsubj"
        and candidate.head.i == verb.i
    )


def _fit(candidate: Token, token: Token, clause: int) -> float:
    """How well a candidate of the same sentence fits by what is done to it and to the one meant."""
    score = 0.0
    if candidate.head.i == clause and candidate.dep_ in SUBJECT:
        score += 1.1  # "said that Orlov sold his house"
    verb = token.head
    if candidate.dep_ == "pobj" and clause > candidate.i and _opening(candidate):
        score += 1.0  # "As for Orlov, the court ordered that he"
    if token.dep_ in OBJECT and candidate.dep_ in OBJECT and verb.dep_ in ("conj", "advcl"):
        score += 1.6  # "blamed Orlov and arrested him"
    if token.dep_ in SUBJECT:
        if verb.dep_ == "ccomp" and candidate.dep_ in SUBJECT and candidate.head.i == verb.head.i:
            score += 0.8  # "Orlov said he"
        if _where(verb) and candidate.dep_ in OBJECT and candidate.head.lemma_ in SUFFERED:
            score += 2.0  # "sent him to Omsk, where he served"
        if suffers(token, SUFFERED) and acts(candidate, SUFFERED):
            score -= 0.8
    if token.dep_ == "poss" and _beside(candidate, token):
        score += 2.0  # "Orlov and his associates"
    if _newly(candidate):
        score += 1.3  # "police beat a man in front of his children"
    return score


def _place(name: Token) -> Token:
    """The token by whose place a name stands in its sentence: "the lawyer" for Orlov, the lawyer's name."""
    head = name.head
    told = name.dep_ == "appos" and lx.mask_of(head.text) & (lx.OFFICE | lx.PERSON_NOUN | lx.KIN)
    return head if told and head.tag_ == "NN" and head.i < name.i else name


def _beside(candidate: Token, token: Token) -> bool:
    """Whether a name stands before the "and" of what is his: "Orlov and (two of) his deputies"."""
    owned = token.head
    counted = owned.dep_ == "pobj" and owned.head.lower_ == "of" and owned.head.i == token.i - 1
    if counted and owned.head.head.i == token.i - 2:
        owned = owned.head.head
    joined = owned.left_edge.i > 0 and owned.doc[owned.left_edge.i - 1].lower_ == "and"
    return joined and (
        candidate.i == owned.left_edge.i - 2 or (owned.dep_ == "conj" and owned.head.i == candidate.i)
    )


def _spouse(candidate: Token) -> bool:
    """Whether a name is whom somebody is married to: who is told of next is mostly he or she."""
    prep = candidate.head
    return candidate.dep_ == "pobj" and prep.lower_ == "to" and prep.head.lower_ in ("married", "engaged")


def _by_whom(token: Token) -> bool:
    """Whether a noun is who does what a passive tells: "dismissed by the mayor"."""
    return token.dep_ == "pobj" and token.head.dep_ == "agent"


def _newly(token: Token) -> bool:
    """Whether a noun brings somebody in who has no name: "attacks on a woman"."""
    beside = token.dep_ == "pobj" and token.head.lower_ not in ("as", "than", "like")
    return beside and any(c.lower_ in INDEFINITE for c in token.children)


def _anyone(token: Token) -> bool:
    """Whether a pronoun stands for a person of either gender, whoever it be: "his or her lawyer"."""
    doc, i = token.doc, token.i
    return any(
        0 <= other < len(doc) and doc[between].lower_ in ("or", "/") and doc[other].lower_ in PERSONAL
        for between, other in ((i - 1, i - 2), (i + 1, i + 2))
    )


def _opening(candidate: Token) -> bool:
    """Whether a name stands in a phrase before the subject of its clause."""
    verb = verb_of(candidate)
    subject = own_subject(verb) if verb is not None else None
    asked = any(t.lower_ in ASKED for t in candidate.ancestors if t.i < candidate.i)
    return subject is not None and candidate.i < subject.i and not asked  # not "at the request of Orlov"


def _where(verb: Token) -> bool:
    """Whether a clause begins with "where" behind what it belongs to."""
    return verb.dep_ in ("relcl", "advcl") and any(c.lower_ == "where" for c in verb.children)


def _weight(candidate: Candidate) -> float:
    """How much a candidate is in the reader's mind by its part in its sentence."""
    part = candidate.token.dep_
    if part in SUBJECT:
        verb = candidate.token.head
        if any(c.tag_ == "TO" for c in verb.children):
            return 1.0  # "allowed Orlov to leave"
        return 2.0 if verb.dep_ != "relcl" else 1.0
    if part == "poss":
        return 0.8
    if part == "dobj" and candidate.named and candidate.token.head.lemma_ in SUFFERED:
        return 1.4  # "The court acquitted Orlov of charges against his paper"
    if part in ("dobj", "dative", "appos"):
        return 0.7
    if part == "conj":
        return -0.5
    if _by_whom(candidate.token):
        return 1.2
    return 0.5


def _fronted(token: Token, names: Mapping[int, int]) -> int | None:
    """The person named as subject behind a fronted phrase: "In her speech, Orlova said"."""
    if token.dep_ != "poss":
        return None
    verb = token
    for _ in range(8):
        if verb.head.i == verb.i or verb.pos_ in ("VERB", "AUX"):
            break
        verb = verb.head
    for child in verb.children:
        if child.dep_ in SUBJECT and child.i > token.i:
            return names.get(child.i)
    return None


def _expletive(token: Token) -> bool:
    """Whether "it" means nothing: "it is possible to leave", "it was unclear whether"."""
    verb = token.head
    if token.dep_ not in SUBJECT or verb.lemma_ not in ("be", "become", "remain", "seem", "appear"):
        return False
    labels = {c.dep_ for c in verb.children if c.i > verb.i}
    inner = {g.dep_ for c in verb.children if c.dep_ in ("acomp", "attr") for g in c.children}
    return bool(labels & {"ccomp", "xcomp", "advcl", "csubj"} and labels & {"acomp", "attr"}) or bool(
        inner & {"ccomp", "xcomp", "acl"}
    )


def neuter(
    doc: Doc,
    position: int,
    meaning: Callable[[int], tuple[str, ...]],
    names: Mapping[int, int],
    kinds: Callable[[int], MentionKind],
) -> tuple[str, ...]:
    """What "it" or "its" means: the nearest subject before it, in its sentence or the last, if a name.

    A subject that is no name, or a description that is not understood, leaves it open.
    """
    passed = 0
    token = doc[position]
    if token.lower_ == "it" and _expletive(token):
        return ()
    for i in range(position - 1, -1, -1):
        other = doc[i]
        if doc[i + 1].is_sent_start:
            passed += 1
            if passed > 1:
                return ()
        if other.dep_ not in SUBJECT or other.tag_ in ("NNS", "NNPS", "EX", "WDT", "WP", "DT"):
            continue
        if bound(other, token):
            continue
        entity = names.get(i)
        if entity is not None:
            if kinds(entity) is MentionKind.PERSON:
                continue
            return meaning(i)
        lower = other.lower_
        if lower in IT:
            found = meaning(i)
            if found:
                return found
            continue
        if other.pos_ == "PRON":
            continue
        found = meaning(i)
        if not found and _of_a_body(token) and not lx.mask_of(other.text) & lx.LOWER_ORGANISATION:
            continue  # "its main goal is trade. | Its members are ..."
        return found
    return ()


def _of_a_body(token: Token) -> bool:
    """Whether "its" stands before what only bodies have (members, leaders), or "it" tells something."""
    if token.dep_ in SUBJECT:
        return token.head.lower_ in TELLING and any(c.dep_ == "ccomp" for c in token.head.children)
    return token.dep_ == "poss" and token.head.lemma_ in OF_BODIES
