"""How committed the innermost speaker is to an event: asserted, alleged, denied, planned or possible.

The way up leads from the trigger (the verb, noun or adjective that tells the event) through the
words that govern it, and ends at a reporting verb that commits its subject: only what stands
below, between the innermost speaker and the event, decides.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Token

from dalel.model import Status

COMPLEMENTS = frozenset(
    ("xcomp", "ccomp", "acl", "pobj", "pcomp", "dobj", "nsubjpass", "prep", "attr", "oprd", "agent")
)
OFFICIAL = frozenset(
    ("court", "prosecutor", "prosecution", "judge", "tribunal", "jury", "prosecutors", "indictment", "office")
)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of `cues/commitment.toml`."""

    negations: frozenset[str]
    negative_prepositions: frozenset[str]
    negative_adverbs: frozenset[str]
    negative_adjectives: frozenset[str]
    denied_verbs: frozenset[str]
    denied_nouns: frozenset[str]
    rules: frozenset[str]
    alleged_adverbs: frozenset[str]
    alleged_adjectives: frozenset[str]
    alleged_verbs: frozenset[str]
    alleged_passive: frozenset[str]
    alleged_nouns: frozenset[str]
    seeming: frozenset[str]
    planned_verbs: frozenset[str]
    planned_modals: frozenset[str]
    planned_adjectives: frozenset[str]
    planned_nouns: frozenset[str]
    possible_modals: frozenset[str]
    possible_adverbs: frozenset[str]
    possible_adjectives: frozenset[str]
    possible_marks: frozenset[str]
    possible_verbs: frozenset[str]
    possible_nouns: frozenset[str]
    plain: frozenset[str]
    self_alleged: frozenset[str]
    self_planned: frozenset[str]
    telling: frozenset[str]


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The lists that come with Dalel."""
    raw = tomllib.loads(files("dalel.claims").joinpath("cues", "commitment.toml").read_text("utf-8"))

    def words(part: str, name: str) -> frozenset[str]:
        value = raw[part][name]
        return frozenset(value.split() if isinstance(value, str) else value)

    return Lists(
        words("negation", "words"),
        words("negation", "prepositions"),
        words("negation", "adverbs"),
        words("negation", "adjectives"),
        words("denied", "verbs"),
        words("denied", "nouns"),
        words("denied", "rules"),
        words("alleged", "adverbs"),
        words("alleged", "adjectives"),
        words("alleged", "verbs"),
        words("alleged", "passive") - words("alleged", "never_passive"),
        words("alleged", "nouns"),
        words("alleged", "seeming"),
        words("planned", "verbs"),
        words("planned", "modals"),
        words("planned", "adjectives"),
        words("planned", "nouns"),
        words("possible", "modals"),
        words("possible", "adverbs"),
        words("possible", "adjectives"),
        words("possible", "marks"),
        words("possible", "verbs"),
        words("possible", "nouns"),
        words("plain", "verbs"),
        words("self", "alleged"),
        words("self", "planned"),
        words("self", "telling"),
    )


@dataclass(frozen=True, slots=True)
class Commitment:
    """A status and the words that decided it; no words where nothing speaks against plain assertion."""

    status: Status
    words: tuple[Token, ...] = ()


def commitment(trigger: Token, permissive: bool = False) -> Status:
    """How committed the innermost speaker is to the event that `trigger` tells.

    `permissive` is for rules: a "may" that allows is then asserted.
    """
    return explain(trigger, permissive).status


def explain(trigger: Token, permissive: bool = False) -> Commitment:
    """The commitment with the words that decided it."""
    return _Walk(lists(), permissive).climb(trigger)


class _Walk:
    def __init__(self, cues: Lists, permissive: bool) -> None:
        self.cues = cues
        self.permissive = permissive

    def climb(self, trigger: Token) -> Commitment:
        token = trigger
        denied: list[Token] = []  # words that turn yes into no; two of them cancel out
        weaker = self.own(trigger)
        for step in range(12):
            here, word = self.here(token, step == 0)
            if here is Status.DENIED and word is not None:
                denied.append(word)
            elif here is not None and word is not None and weaker is None:
                weaker = Commitment(here, (word,))
            above = self.above(token, trigger)
            if above is None:
                break
            status, word, go_on, token = above
            if status is Status.DENIED and word is not None:
                denied.append(word)
            elif status is not None and word is not None and weaker is None:
                weaker = Commitment(status, (word,))
            if not go_on:
                break
        if len(denied) % 2:
            if weaker is not None and weaker.status is Status.ALLEGED:
                return weaker
            return Commitment(Status.DENIED, tuple(denied))
        return weaker or Commitment(Status.ASSERTED)

    def own(self, trigger: Token) -> Commitment | None:
        """What a trigger says of its own content: an accusation is alleged, a pledge planned."""
        lemma = trigger.lemma_.lower()
        if lemma in self.cues.self_alleged and not _official(trigger):
            return Commitment(Status.ALLEGED, (trigger,))
        if lemma in self.cues.self_planned:
            return Commitment(Status.PLANNED, (trigger,))
        if lemma in self.cues.telling:
            for child in trigger.children:
                if child.dep_ == "ccomp" and child.pos_ in ("VERB", "AUX"):
                    status, word = self.here(child, True)
                    if status in (Status.PLANNED, Status.POSSIBLE) and word is not None:
                        return Commitment(status, (word,))
                    if any(c.dep_ == "aux" and c.lower_ in ("would", "will") for c in child.children):
                        return Commitment(Status.PLANNED, (child,))
        return None

    # --- words beside the token ------------------------------------------------------------------

    def here(self, token: Token, first: bool) -> tuple[Status | None, Token | None]:
        """What the words that hang on `token` do to it."""
        cues = self.cues
        found: tuple[Status | None, Token | None] = (None, None)
        verbal = token.pos_ in ("VERB", "AUX")
        modal: Token | None = None
        for child in token.children:
            dep, lower = child.dep_, child.lower_
            if dep == "neg" or lower in cues.negations and dep in ("det", "advmod", "preconj", "cc"):
                if lower == "only" or _only(child):
                    continue
                return Status.DENIED, child
            if dep == "advmod":
                if lower in cues.alleged_adverbs:
                    found = Status.ALLEGED, child
                elif lower in cues.possible_adverbs and found[0] is None:
                    found = Status.POSSIBLE, child
                elif lower in cues.negative_adverbs:
                    return Status.DENIED, child
            elif dep == "aux" and verbal:
                if lower in cues.planned_modals or lower in cues.possible_modals:
                    modal = child
            elif dep in ("amod", "compound", "nmod") and not verbal:
                if lower in cues.alleged_adjectives:
                    found = Status.ALLEGED, child
                elif lower in cues.planned_adjectives:
                    found = Status.PLANNED, child
                elif lower in cues.possible_adjectives:
                    found = Status.POSSIBLE, child
            elif (
                dep in ("nsubj", "nsubjpass") and verbal and first or dep in ("nsubj", "nsubjpass") and verbal
            ):
                no = _negative(child, cues)
                if no is not None:
                    return Status.DENIED, no
            elif dep in ("dobj", "attr") and verbal and first:
                no = _negative(child, cues)
                if no is not None:
                    return Status.DENIED, no
            elif dep == "mark" and lower in cues.possible_marks and verbal and found[0] is None:
                found = Status.POSSIBLE, child
        if modal is not None and found[0] is None:
            if modal.lower_ in cues.planned_modals:
                found = Status.PLANNED, modal
            elif modal.lower_ == "can" or modal.lower_ == "may":
                if not self.permissive and modal.lower_ == "may":
                    found = Status.POSSIBLE, modal
            elif modal.lower_ == "would":
                found = (Status.POSSIBLE if _conditional(token) else Status.PLANNED), modal
            else:
                found = Status.POSSIBLE, modal
        if found[0] is None and verbal and _is_to(token):
            found = Status.PLANNED, next(c for c in token.children if c.tag_ == "TO")
        return found

    # --- words above -----------------------------------------------------------------------------

    def above(self, token: Token, trigger: Token) -> tuple[Status | None, Token | None, bool, Token] | None:
        """What governs `token`: a status, the word that gives it, whether to go on, and from where."""
        cues = self.cues
        dep, head = token.dep_, token.head
        if head.i == token.i:
            return None
        lemma = head.lemma_.lower()
        if dep == "conj":
            # negation and modals of the first verb hold for the second unless it has its own
            own = any(c.dep_ in ("aux", "nsubj", "nsubjpass", "auxpass", "neg") for c in token.children)
            if token.pos_ in ("VERB", "AUX") and own:
                if any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children):
                    # a clause of its own shares only what stands above the first
                    return self.above(head, trigger)
                return self.above(head, trigger)
            if any(c.dep_ == "cc" and c.lower_ == "but" for c in head.children):
                return self.above(head, trigger)
            return None, None, True, head
        if dep in ("amod", "compound", "nmod", "poss"):
            if token.i == trigger.i and dep in ("amod", "compound", "poss", "nmod"):
                return None
            return None
        if dep in ("relcl", "advcl", "parataxis"):
            if dep == "advcl":
                if any(c.dep_ == "mark" and c.lower_ in cues.possible_marks for c in token.children):
                    return None
                prep = any(c.dep_ in ("mark", "prep") and c.lower_ == "without" for c in token.children)
                if prep:
                    return Status.DENIED, token, False, head
                if _infinitive(token) and lemma in (cues.planned_verbs | cues.denied_verbs):
                    return self.governed(head, token)
            return None
        if dep in ("prep", "agent"):
            if token.lower_ in cues.negative_prepositions:
                return Status.DENIED, token, False, head
            if head.pos_ in ("NOUN", "PROPN"):
                return None, None, True, head if False else token if False else head
            return None, None, True, head
        if dep in ("pobj", "pcomp"):
            if head.lower_ in cues.negative_prepositions:
                return Status.DENIED, head, False, head
            if head.dep_ not in ("prep", "agent"):
                return None
            if head.lower_ in ("of", "to", "from", "for", "in", "with", "on", "at", "against", "about"):
                return self.through(head, token)
            return None
        if dep in ("xcomp", "ccomp", "acl", "dobj", "nsubjpass", "nsubj", "attr", "oprd", "csubj", "acomp"):
            return self.governed(head, token)
        return None

    def through(self, prep: Token, token: Token) -> tuple[Status | None, Token | None, bool, Token] | None:
        """From a preposition's object to the word the preposition hangs on."""
        head = prep.head
        if head.pos_ in ("NOUN", "PROPN") or head.pos_ == "ADJ":
            found = self.noun(head, token, prep.lower_)
            if found is not None:
                return found
            if head.pos_ == "ADJ" and head.lower_ in self.cues.negative_adjectives:
                return Status.DENIED, head, False, head
            if head.pos_ == "ADJ" and head.lower_ in self.cues.possible_adjectives:
                return Status.POSSIBLE, head, False, head
            return None
        if head.pos_ in ("VERB", "AUX"):
            return self.governed(head, token, prep.lower_)
        return None

    def noun(
        self, head: Token, token: Token, prep: str
    ) -> tuple[Status | None, Token | None, bool, Token] | None:
        """What a noun does to the event below it: "failure to", "allegations of", "threat of"."""
        cues, lemma = self.cues, head.lemma_.lower()
        if lemma in cues.denied_nouns:
            return Status.DENIED, head, True, head
        if lemma in cues.alleged_nouns:
            negative = _negative(head, cues)
            if negative is not None:
                return Status.DENIED, negative, False, head
            return Status.ALLEGED, head, False, head
        if lemma in cues.planned_nouns and prep in ("to", "for", "of"):
            return Status.PLANNED, head, False, head
        if lemma in cues.possible_nouns and prep in ("of", "that", "to"):
            return Status.POSSIBLE, head, False, head
        if lemma in (
            "attempt",
            "effort",
            "request",
            "call",
            "demand",
            "bid",
            "right",
            "application",
            "petition",
            "proposal",
            "threat",
        ):
            return None, None, True, head
        return None

    def governed(
        self, head: Token, token: Token, prep: str = ""
    ) -> tuple[Status | None, Token | None, bool, Token] | None:
        """What a governing verb or noun does to the event below it."""
        cues, lemma = self.cues, head.lemma_.lower()
        dep = token.dep_
        if head.pos_ in ("NOUN", "PROPN"):
            if dep == "acl":
                if token.tag_ in ("VBN", "VBG") and not _infinitive(token) and not _marked(token):
                    return None
                return self.noun(head, token, "to" if _infinitive(token) else "that")
            return None
        if head.pos_ == "ADJ":
            if head.lower_ in cues.negative_adjectives:
                return Status.DENIED, head, False, head
            if head.lower_ in cues.possible_adjectives:
                return Status.POSSIBLE, head, False, head
            return None, None, True, head if head.dep_ == "acomp" else head
        passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in head.children) or (
            head.tag_ == "VBN" and head.dep_ in ("acl", "amod")
        )
        subject_side = dep in ("nsubj", "nsubjpass", "csubj")
        if lemma in cues.denied_verbs:
            if subject_side and not passive:
                return None
            if lemma in cues.rules:
                return None
            if lemma == "lack" and dep != "dobj":
                return None
            return Status.DENIED, head, True, head
        if lemma == "allow" or lemma == "permit":
            if dep in ("ccomp", "xcomp") and any(c.dep_ == "neg" for c in head.children):
                return None, None, True, head
            return None
        if lemma in cues.seeming and dep in ("xcomp", "oprd"):
            return None, None, True, head
        if lemma in cues.alleged_verbs and not subject_side:
            if lemma in ("believe", "fear") and not passive:
                return None
            if lemma in ("accuse", "blame", "suspect") and _official(head):
                return None
            return self.reported(head)
        if passive and lemma in cues.alleged_passive and dep in ("xcomp", "oprd", "ccomp"):
            if dep == "ccomp" and lemma not in ("rumor", "believe", "think"):
                return None
            return self.reported(head)
        if subject_side and passive and lemma in (cues.planned_verbs | {"plan", "schedule"}):
            return Status.PLANNED, head, False, head
        if (
            lemma in cues.planned_verbs
            and dep in ("xcomp", "ccomp", "dobj", "pobj", "pcomp", "prep")
            and not subject_side
        ):
            if lemma == "ask" or (
                lemma in ("want", "expect", "offer", "seek", "ask", "propose") and dep == "dobj"
            ):
                return None
            if lemma == "threaten":
                return Status.POSSIBLE, head, False, head
            if any(c.dep_ == "neg" for c in head.children):
                return Status.DENIED, next(c for c in head.children if c.dep_ == "neg"), False, head
            return Status.PLANNED, head, False, head
        if lemma in ("have", "need") and dep == "xcomp":
            yet = next((c for c in head.children if c.lower_ == "yet"), None)
            if yet is not None:
                return Status.DENIED, yet, False, head
            return None, None, True, head
        if lemma in ("be",) and dep in ("xcomp",):
            return None, None, True, head
        if lemma in ("face", "risk") and dep == "dobj":
            return Status.POSSIBLE, head, False, head
        if lemma in cues.plain:
            if passive and subject_side:
                return None, None, True, head
            if any(c.dep_ == "neg" for c in head.children) and dep in ("dobj",):
                return None, None, True, head
            return None
        if dep in ("xcomp", "acomp"):
            return None, None, True, head
        if dep in ("dobj", "nsubjpass", "attr", "pobj", "pcomp") or (dep == "nsubj" and token.pos_ == "NOUN"):
            # a nominal event shares the fate of the verb it hangs on: "no arrest was made"
            if token.pos_ in ("NOUN", "PROPN"):
                return None, None, True, head
            return None
        return None

    def reported(self, head: Token) -> tuple[Status | None, Token | None, bool, Token]:
        """Below a verb of allegation: alleged, or denied where nobody alleges it."""
        negation = next((c for c in head.children if c.dep_ == "neg"), None)
        if negation is not None:
            return Status.DENIED, negation, False, head
        return Status.ALLEGED, head, False, head


def _negative(noun: Token, cues: Lists) -> Token | None:
    """The word that empties a noun phrase: "no party", "none of them", "neither side"."""
    if noun.lower_ in ("none", "nobody", "nothing", "neither", "nor"):
        return noun
    for child in noun.children:
        if (
            child.dep_ in ("det", "neg", "preconj")
            and child.lower_ in ("no", "neither", "not")
            and not _only(child)
        ):
            return child
    return None


def _only(token: Token) -> bool:
    """ "not only", "no longer" is denied, "no fewer than", "no less than" are not."""
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return following in ("only", "just", "merely", "fewer", "less", "least")


def _is_to(token: Token) -> bool:
    """ "is to meet", "were to remain": an infinitive directly below be."""
    if token.dep_ != "xcomp" or token.head.lemma_ != "be":
        return False
    if any(c.dep_ in ("acomp", "attr", "expl", "aux") for c in token.head.children):
        return False
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.children)


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def _marked(token: Token) -> bool:
    return any(c.dep_ == "mark" for c in token.children)


def _conditional(token: Token) -> bool:
    """Whether a "would" depends on a condition."""
    return any(
        c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in ("if", "unless") for m in c.children)
        for c in token.children
    )


def _official(verb: Token) -> bool:
    """Whether a court or prosecutor accuses."""
    for child in verb.children:
        if child.dep_ == "nsubj" and child.lemma_.lower() in OFFICIAL:
            return True
        if child.dep_ == "agent":
            return any(c.lemma_.lower() in OFFICIAL for c in child.children)
    return False
