"""Who "they", "both", "the two" and "the suspects" are: persons named before, or a plural phrase.

A unit is read once from left to right; what a plural pronoun meant is a candidate for the next one. The
antecedent is given by its tokens and, where all its members have names, by these. Where two groups are
about equally near, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx
from dalel.language.coreference.clauses import (
    OBJECT,
    SUBJECT,
    acts,
    bound,
    own_subject,
    subject_of,
    suffers,
    verb_of,
)
from dalel.language.coreference.groups import (
    NUMBERS,
    SUFFERED,
    Group,
    Groups,
    number_of,
    part_of,
    phrase_bounds,
    sort_of,
)
from dalel.language.coreference.pronouns import THEY

DATA = lx.table("dalel.language", "data/references.toml")
TELLERS = lx.words(DATA["plural"]["tellers"])
STAGES = lx.words(DATA["plural"]["stages"])
UNITED = lx.words(DATA["plural"]["groups"])
PAIRS = lx.words(DATA["plural"]["pairs"])
UNDERGONE_BY = lx.words(DATA["verbs"]["undergone_by"])
CHARGES = lx.words(DATA["verbs"]["charges"])
PROCEEDINGS = lx.words(DATA["verbs"]["proceedings"])
ENDS = frozenset((".", "!", "?", "”", '"', ")"))
TRIGGERS = THEY | UNITED | frozenset(NUMBERS) | {"both"}
FARTHEST = 2
"""How many sentences back a plural pronoun looks."""
MEMORY = 6
"""How many sentences back a description looks for those who were called so and named."""
COUNTRIES = frozenset(("countries", "states", "nations"))
LEAD = 0.4
"""By how much the best candidate must lead."""
SHORT = 5
"""Tokens of a phrase that takes the place of a plain description at the most."""


class Plurals:
    """The plural pronouns and descriptions of a document.

    `persons` gives the one person that a token stands for, by name, `bodies` the one organisation and
    `places` the one place that it names; each is empty for anything else.
    """

    def __init__(
        self,
        docs: Sequence[Doc],
        persons: Callable[[int, int], tuple[str, ...]],
        bodies: Callable[[int, int], tuple[str, ...]],
        places: Callable[[int, int], tuple[str, ...]],
    ) -> None:
        self._docs = docs
        self._persons = persons
        self._groups = Groups(persons, bodies, places)
        self._read: dict[int, dict[int, Group]] = {}

    def group(self, unit: int, token: Token) -> Group | None:
        """Whom a plural token means; None where it is not known, or the token is no such word."""
        if unit not in self._read:
            self._read[unit] = {}  # no circles
            self._read[unit] = self._scan(unit)
        return self._read[unit].get(token.i)

    def _scan(self, unit: int) -> dict[int, Group]:
        doc = self._docs[unit]
        found: dict[int, Group] = {}
        groups: list[Group] = []
        sentence = -1
        for token in doc:
            if token.is_sent_start or sentence < 0:
                sentence += 1
                if sentence == 0 and unit:
                    groups = self._before(unit - 1)
            lower = token.lower_
            meant: Group | None = None
            place = token
            if lower in THEY:
                meant = self._pronoun(unit, token, sentence, groups)
                if meant is None and token.dep_ in SUBJECT:
                    # what is not understood may be anyone: nobody behind it is nearer
                    groups.append(Group(token, (unit, token.i, token.i + 1), "thing", sentence))
            elif (own := self._groups.read(unit, token, sentence)) is not None:
                meant = self._again(unit, token, own, sentence, groups)
                place = own.token
                if meant is None:
                    groups.append(own)
            elif lower == "both" or lower in NUMBERS or lower in UNITED:
                meant = self._again(unit, token, None, sentence, groups)
            if meant is not None:
                found[token.i] = meant
                groups.append(
                    replace(
                        meant,
                        token=place,
                        sentence=sentence,
                        suffered=meant.suffered or suffers(place, SUFFERED),
                        acted=meant.acted or acts(place, SUFFERED),
                    )
                )
        return found

    def _before(self, unit: int) -> list[Group]:
        """The groups of the last sentences of the unit before, further away by a paragraph's end."""
        doc = self._docs[unit]
        if not len(doc) or doc[-1].text not in ENDS:
            return []  # a heading
        sentences = list(doc.sents)[-2:]
        found = []
        for back, sentence in enumerate(reversed(sentences)):
            for token in sentence:
                own = self._groups.read(unit, token, -1 - back)
                if own is not None:
                    found.append(own)
        return found

    def _pronoun(self, unit: int, token: Token, sentence: int, groups: Sequence[Group]) -> Group | None:
        """Whom "they", "them" or "their" means."""
        verbal = token.dep_ in SUBJECT and token.head.lemma_ in UNDERGONE_BY
        later = _subject_behind(token)
        if later is not None:
            # "In their report, the deputies said"
            found = self._groups.read(unit, later, sentence)
            return found if found is not None and found.kind not in ("thing", "one") else None
        passive = suffers(part_of(token) or token, SUFFERED) or verbal or _charged(token)
        active = acts(token, SUFFERED)
        verb = token.head if token.dep_ in (*SUBJECT, *OBJECT) else None
        human = verb is not None and (passive or bool(lx.mask_of(verb.lemma_) & lx.PERSON_VERB))
        partial = token.dep_ == "pobj" and token.head.lower_ == "of"  # "eleven of them"
        scores: list[tuple[float, Group]] = []
        for order, group in enumerate(groups[-14:]):
            distance = sentence - group.sentence
            if distance > FARTHEST or bound(group.token, token) or _responsive(group.token, token):
                continue
            if group.noun == "countries" and group.names and group.token.dep_ not in SUBJECT:
                continue
            told = token.dep_ in SUBJECT and not distance and _within(group.token, token)
            if group.kind == "body" and len(group.names) == 1 and not told:
                continue  # only "the party said they had won"
            score = _weight(group.token) - 1.1 * distance + 0.01 * order + 0.4 * (len(group.names) > 1)
            if group.kind == "body" and told and not passive:
                score += 0.8  # "The union stated they had won"
            if group.kind == "thing" and not partial:
                if human and group.token.lower_ not in THEY:
                    continue
                score -= 0.7
            if group.kind == "one":
                score -= 0.5
            if passive:
                score += 0.8 * group.suffered - 1.6 * (group.kind == "authority" and not group.suffered)
                score -= 0.8 * (group.kind == "body")
            elif active:
                score += 0.8 * group.acted + 0.6 * (group.kind == "authority")
                rivals = any(g.kind == "authority" and sentence - g.sentence <= 1 for g in groups)
                score -= 1.5 * (rivals and group.suffered and group.kind != "authority")
            if group.token.doc is token.doc and distance == 0:
                others = any(
                    g.kind == "people"
                    and g.sentence == sentence
                    and g.token.i > group.token.i
                    and not bound(g.token, token)
                    for g in groups
                )
                above = group.kind in ("authority", "body") or group.noun in TELLERS or group.acted
                if others and above and not active and (token.dep_ not in SUBJECT or passive):
                    score -= 1.3
                elif others and group.kind == "authority" and not active:
                    score -= 0.6
                elif not (others and above):
                    score += _parallel(group.token, token)
                score += 1.5 * _inside(group, token)
                if group.suffered and token.dep_ in SUBJECT and token.head.dep_ == "advcl":
                    score += 0.4  # "Police arrested the men after they ..."
            scores.append((score, group))
        scores.sort(key=lambda pair: -pair[0])
        if not scores or scores[0][1].kind in ("thing", "one") or scores[0][0] < -0.6:
            return None
        best = scores[0][1]
        if _of_the_teller(best.token, token):
            return None  # "the staff of the clinics said they": not the clinics
        if best.token.doc is token.doc and best.phrase[1] <= token.i < best.phrase[2]:
            # "the parties and their supporters": the first of them
            return replace(best, phrase=(unit, *phrase_bounds(best.token)), names=(), number=0)
        for score, group in scores[1:]:
            if scores[0][0] - score >= LEAD:
                break
            if group.phrase != best.phrase and (not best.names or group.names != best.names):
                return None
        return best

    def _again(
        self, unit: int, token: Token, own: Group | None, sentence: int, groups: Sequence[Group]
    ) -> Group | None:
        """Whom "both", "the two", "the three men", "the suspects" or "the couple" mean."""
        lower = token.lower_
        noun = own is not None or lower in UNITED
        children = [c for c in token.children if c.i < token.i]
        known = any(c.lower_ in ("the", "these", "both", "all") for c in children)
        if noun and (
            not known or any(c.dep_ in ("prep", "relcl", "acl", "appos", "conj") for c in token.children)
        ):
            return None
        if not noun:
            alone = token.dep_ in (*SUBJECT, *OBJECT, "pobj") and not list(token.rights)
            if not alone or not (lower == "both" or known):
                return None
        if any(c.dep_ in ("amod", "compound", "poss") for c in children):
            return None
        number = number_of(token) or NUMBERS.get(lower, 0)
        if lower in PAIRS or lower == "both" or any(c.lower_ == "both" for c in children):
            number = 2
        free = lower in STAGES or lower in UNITED or not noun
        if not noun or lower in PAIRS or (number and free):
            return self._counted(unit, token, number, sentence, groups)
        lower = "countries" if lower in COUNTRIES else lower
        counted = number > 1 and sort_of(token) == "people"  # "the two activists", whoever was called so
        fitting = [
            g
            for g in groups
            if sentence - g.sentence <= (FARTHEST if g.noun != lower or not g.names else MEMORY)
            and g.kind != "thing"
            and not g.definite
            and (g.names or g.phrase[2] - g.phrase[1] > 1)
            and (g.noun == lower or g.suffered or (g.names and lower != "victims"))
            and (not number or g.number == number)
            and (
                g.noun == lower
                or (free and g.kind == "people" and 0 <= sentence - g.sentence <= 1)
                or (counted and g.kind == "people" and len(g.names) == number)
            )
            and (g.noun == lower or g.sentence >= 0)
        ]
        fitting = [g for g in fitting if g.noun == lower] or fitting
        if (
            lower == "countries"
            and fitting
            and self._groups.places(unit, token.head) & set(fitting[-1].names)
        ):
            return None  # "these countries signed it with France"
        if not fitting or len({g.phrase for g in fitting}) > 1:
            return None
        if not fitting[-1].names and fitting[-1].phrase[2] - fitting[-1].phrase[1] > SHORT:
            return None  # the description says it as well
        return fitting[-1]

    def _counted(
        self, unit: int, token: Token, number: int, sentence: int, groups: Sequence[Group]
    ) -> Group | None:
        """The nearest group of so many, else the persons named in the unit where they are so many."""
        near = [g for g in groups if g.number == number and sentence - g.sentence <= FARTHEST and number]
        near = [g for g in near if g.kind != "thing"]
        if token.lower_ == "couple":
            near = [g for g in near if _kin(g)]
        if near:
            return near[-1]
        if token.lower_ == "couple" or any(
            sentence - g.sentence <= 1 and g.kind == "people" and not g.names for g in groups
        ):
            return None
        named: dict[str, Token] = {}
        doc = self._docs[unit]
        for other in doc[: token.i]:
            if other.tag_ == "NNP" and other.dep_ not in ("compound", "poss", "appos"):
                for name in self._persons(unit, other.i):
                    named.setdefault(name, other)
        if number < 2 or len(named) != number:
            return None
        first = next(iter(named.values()))
        return Group(first, (unit, first.i, first.i + 1), "people", sentence, tuple(named), number)


def _kin(group: Group) -> bool:
    """Whether a group is said to be kin: "Lukin and his wife", "the Lukin couple"."""
    doc = group.token.doc
    words = doc[group.phrase[1] : group.phrase[2]] if group.token.i in range(*group.phrase[1:]) else ()
    return any(lx.mask_of(t.text) & lx.KIN for t in words)


def _within(subject: Token, token: Token) -> bool:
    """Whether a pronoun stands in what a subject says: "the party said they had won"."""
    return any(a.i == subject.head.i for a in token.ancestors)


def _of_the_teller(meant: Token, token: Token) -> bool:
    """Whether somebody meant only belongs to those who tell: "managers of **unions** said they"."""
    verb = token.head
    if token.dep_ not in SUBJECT or verb.dep_ != "ccomp" or meant.doc is not token.doc:
        return False
    teller = own_subject(verb.head)
    if teller is None or teller.tag_ not in ("NNS", "NNPS") or sort_of(teller) == "people":
        return False
    return meant.i != teller.i and meant.i in range(teller.left_edge.i, teller.right_edge.i + 1)


def _charged(token: Token) -> bool:
    """Whether it is held against those meant: "allegations they broke the law", "the case against them"."""
    verb = token.head
    if token.dep_ == "pobj" and verb.lower_ == "against":
        return verb.head.lemma_ in PROCEEDINGS
    return token.dep_ in SUBJECT and verb.dep_ in ("acl", "ccomp", "relcl") and verb.head.lemma_ in CHARGES


def _subject_behind(token: Token) -> Token | None:
    """The subject of the clause that a possessive pronoun opens: "In their report, the deputies said"."""
    verb = verb_of(token) if token.dep_ == "poss" else None
    subject = own_subject(verb) if verb is not None else None
    return subject if subject is not None and subject.left_edge.i > token.i else None


def _inside(group: Group, token: Token) -> bool:
    """Whether a pronoun stands in a clause about a group: "doctors who spoke of what they saw"."""
    start, end = group.phrase[1:]
    return any(
        a.dep_ in ("relcl", "acl")
        and (start <= a.head.i < end or a.head.i == group.token.i)
        and a.i < token.i
        for a in token.ancestors
    )


def _responsive(candidate: Token, token: Token) -> bool:
    """Whether a subject is said to be so towards the one meant: "Officials were open to their views"."""
    current = token
    towards = False
    for _ in range(6):
        if current.head.i == current.i:
            return False
        towards = towards or current.lower_ == "to"
        if current.dep_ == "acomp":
            return towards and candidate.head.i == current.head.i and candidate.dep_ in SUBJECT
        current = current.head
    return False


def _weight(token: Token) -> float:
    """How much a group is in the reader's mind by its part in its sentence."""
    label = token.dep_
    if label in SUBJECT:
        return 2.0 if token.head.dep_ not in ("relcl", "advcl") else 1.4
    if label in OBJECT:
        return 1.5
    if label in ("poss", "attr", "appos", "ROOT"):
        return 1.0
    if label == "pobj":
        return 0.9 if token.head.head.pos_ in ("VERB", "AUX") else 0.7
    return 0.5


def _parallel(candidate: Token, token: Token) -> float:
    """Nouns in the same clause as their owner, or in the same part of joined verbs, are preferred."""
    score = 0.0
    verb = verb_of(token) if token.dep_ == "poss" else None
    subject = subject_of(verb) if verb is not None else None
    if subject is not None and subject.i == candidate.i:
        score += 0.7
    if token.dep_ == "poss" and candidate.dep_ in SUBJECT:
        head = token.head
        for _ in range(4):
            if head.head.i == candidate.head.i:
                score += 0.6
                break
            head = head.head
    if token.dep_ in SUBJECT and candidate.dep_ in SUBJECT and token.head.head.i == candidate.head.i:
        score += 0.7
    if token.dep_ in OBJECT and candidate.dep_ in OBJECT and token.head.dep_ == "conj":
        score += 0.8
    return score
