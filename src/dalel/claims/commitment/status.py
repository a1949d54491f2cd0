"""How committed the innermost speaker is to an event: asserted, alleged, denied, planned or possible.

The way leads from the trigger (the verb, noun or adjective that tells the event) up through the
words that govern it, and ends at a reporting verb that commits its subject: only what stands
between the innermost speaker and the event decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dalel.claims.commitment.cues import commitment_cues
from dalel.claims.commitment.hedges import hedge_around
from dalel.claims.commitment.parse import (
    MODIFIERS,
    STEPS,
    SUBJECT,
    VERBAL,
    before_phrase,
    counted,
    forced,
    infinitive,
    is_to,
    marked,
    named,
    negative,
    not_begun,
    official,
    only,
    own_subject,
    surveyed,
    takes_steps,
    thwarted,
    untrue,
)
from dalel.model import Status

CLAUSAL = frozenset(("xcomp", "ccomp", "acl", "pcomp", "advcl"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))


@dataclass(frozen=True, slots=True)
class Commitment:
    """A status and the words that decided it; no words where nothing speaks against plain assertion."""

    status: Status
    words: tuple[Token, ...] = ()


ASSERTED = Commitment(Status.ASSERTED)


def commitment(trigger: Token, permissive: bool = False) -> Status:
    """How committed the innermost speaker is to the event that `trigger` tells.

    `permissive` is for rules ("the president may dissolve", "deputies will lose their seats if"):
    modal verbs and conditions are then part of the rule, which is asserted or denied.
    """
    return explain(trigger, permissive).status


def explain(trigger: Token, permissive: bool = False) -> Commitment:
    """The commitment with the words that decided it."""
    return _Walk(trigger, permissive).result()


@dataclass(frozen=True, slots=True)
class _Step:
    """What a governing word does: a status it gives (or none), and the word to go on from (or none)."""

    status: Status | None = None
    word: Token | None = None
    onward: Token | None = None


STOP = _Step()


class _Walk:
    def __init__(self, trigger: Token, permissive: bool) -> None:
        self.trigger = trigger
        self.permissive = permissive
        self.cues = commitment_cues()
        self.named = named(trigger)

    def result(self) -> Commitment:
        denied: list[Token] = []  # two denials cancel out
        made = forced(self.trigger)
        if made is not None:
            return Commitment(Status.ALLEGED, (made,))
        weaker = self.own()
        if weaker is not None and weaker.status is Status.DENIED and weaker.words[0].i != self.trigger.i:
            return weaker

        def note(status: Status | None, word: Token | None) -> None:
            nonlocal weaker
            if word is None:
                return
            if status is Status.DENIED:
                if word not in denied:
                    denied.append(word)
            elif status is not None and weaker is None:
                weaker = Commitment(status, (word,))

        token: Token | None = self.trigger
        for _ in range(STEPS):
            if token is None:
                break
            note(*self.beside(token))
            step = self.above(token)
            note(step.status, step.word)
            token = step.onward
        if weaker is None or weaker.status is Status.PLANNED:
            around = hedge_around(self.trigger)
            hedge = Commitment(around[0], (around[1],)) if around is not None else None
            if hedge is not None and any(d.head.i == w.i for d in denied for w in hedge.words):
                hedge = None  # "no reports of" hedges nothing
            if hedge is not None and hedge.words[0].pos_ == "NOUN":
                none = negative(hedge.words[0]) or untrue(hedge.words[0])
                if none is not None:
                    note(Status.DENIED, none)
                    hedge = None  # "no reports of abuses | committed | by guards"
            if hedge is not None and not (denied and weaker is None and hedge.status is not Status.ALLEGED):
                weaker = hedge
        if len(denied) % 2 and not (weaker is not None and weaker.status is Status.ALLEGED):
            return Commitment(Status.DENIED, tuple(denied))
        if self.permissive and weaker is not None and weaker.status in (Status.PLANNED, Status.POSSIBLE):
            return ASSERTED
        return weaker or ASSERTED

    # --- the trigger itself ----------------------------------------------------------------------

    def own(self) -> Commitment | None:
        """What a trigger says of its own content: an accusation is alleged, a pledge planned."""
        cues, trigger = self.cues, self.trigger
        lemma = trigger.lemma_.lower()
        if lemma in cues("self", "alleged") and not official(trigger):
            return Commitment(Status.ALLEGED, (trigger,))
        if trigger.lower_ in cues("negation", "prefixed"):
            return Commitment(Status.DENIED, (trigger,))
        clause = next(
            (c for c in trigger.children if c.dep_ in ("ccomp", "xcomp", "acl") and c.i > trigger.i), None
        )
        if clause is not None:
            if lemma in cues("self", "alleged_clause") and not surveyed(trigger):
                return Commitment(Status.ALLEGED, (trigger,))
            if lemma in cues("self", "planned") and not (lemma == "agree" and clause.dep_ == "ccomp"):
                return Commitment(Status.PLANNED, (trigger,))
            if lemma in cues("self", "telling") and clause.dep_ == "ccomp":
                status, word = self.beside(clause)
                coming = (c for c in clause.children if c.dep_ == "aux" and c.lower_ in ("will", "would"))
                if (future := next(coming, None)) is not None:
                    return Commitment(self.modal(future, clause) or Status.PLANNED, (future,))
                if status is Status.POSSIBLE and word is not None:
                    return Commitment(status, (word,))
        elif trigger.pos_ == "VERB" and lemma in cues("self", "offered"):
            return Commitment(Status.PLANNED, (trigger,))
        undone = not_begun(trigger)
        if infinitive(trigger) and trigger.head.lemma_.lower() in cues("planned", "tried"):
            undone = thwarted(trigger.head, cues("denied", "verbs"))  # "tried to, but was rejected"
        return Commitment(Status.DENIED, (undone,)) if undone is not None else None

    # --- words beside a token --------------------------------------------------------------------

    def beside(self, token: Token) -> tuple[Status | None, Token | None]:
        """What the words that hang on `token` do to it."""
        cues = self.cues
        verbal = token.pos_ in VERBAL
        found: tuple[Status | None, Token | None] = (None, None)
        for child in token.children:
            dep, lower = child.dep_, child.lower_
            if (
                dep == "neg" or (lower in cues.negations and dep in ("det", "advmod", "preconj"))
            ) and not only(child):
                return Status.DENIED, child
            if dep == "advmod":
                if lower in cues("negation", "adverbs"):
                    return Status.DENIED, child
                if lower in cues("alleged", "adverbs"):
                    if not before_phrase(child):
                        found = Status.ALLEGED, child
                elif lower in cues("possible", "adverbs") and found[0] is None:
                    found = Status.POSSIBLE, child
            elif dep == "aux":
                if found[0] is None and lower in cues.modals:
                    status = self.modal(child, token)
                    found = (status, child) if status else found
            elif dep in MODIFIERS:
                if not verbal:
                    if lower in cues("alleged", "adjectives"):
                        found = Status.ALLEGED, child
                    elif lower in cues("planned", "adjectives"):
                        found = Status.PLANNED, child
                    elif lower in cues("possible", "adjectives"):
                        found = Status.POSSIBLE, child
            elif dep in ("nsubj", "nsubjpass") or (dep in ("dobj", "attr") and verbal):
                no = negative(child)
                if no is not None and verbal:
                    return Status.DENIED, no
                doubt = counted(child)
                if doubt is not None and dep == "dobj" and doubt.lower_ in cues("alleged", "adjectives"):
                    found = Status.ALLEGED, doubt
            elif dep == "mark" and verbal and lower in cues("possible", "marks"):
                if found[0] is None and not self.permissive:
                    found = Status.POSSIBLE, child
            elif (
                dep == "relcl"
                and child.lemma_ in cues("denied", "relative")
                and not any(
                    c.dep_ in ("xcomp", "ccomp", "prep") or (c.dep_ == "dobj" and c.tag_ != "WDT")
                    for c in child.children
                )
            ):
                return Status.DENIED, child
        if found[0] is None and verbal and is_to(token):
            return Status.PLANNED, next(c for c in token.children if c.tag_ == "TO")
        return found

    def modal(self, modal: Token, verb: Token) -> Status | None:
        """What a modal verb does to its verb."""
        lower = modal.lower_
        if self.permissive:
            return None
        if any(c.dep_ == "advmod" and c.lower_ in self.cues("possible", "adverbs") for c in verb.children):
            return Status.POSSIBLE  # "would likely"
        if lower in self.cues("planned", "modals"):
            return Status.PLANNED
        if lower == "can":
            return None
        if lower == "would":
            conditional = any(
                c.dep_ == "advcl"
                and any(m.dep_ == "mark" and m.lower_ in ("if", "unless") for m in c.children)
                for c in verb.children
            )
            return Status.POSSIBLE if conditional else Status.PLANNED
        if lower == "could" and any(c.dep_ == "neg" for c in verb.children):
            return None
        return Status.POSSIBLE

    # --- words above a token ---------------------------------------------------------------------

    def above(self, token: Token) -> _Step:
        """What governs `token`."""
        dep, head = token.dep_, token.head
        if head.i == token.i:
            return STOP
        if dep == "conj":
            verbal = token.pos_ in VERBAL
            if token.tag_ in FINITE and head.tag_ == "VB":
                return STOP  # "tried to expose bribes and arrested officers", "did not ask and forced them"
            if verbal and any(c.dep_ in SUBJECT or c.dep_ == "mark" for c in token.children):
                return self.above(head) if head.dep_ != "ROOT" else STOP
            if verbal and any(
                c.dep_ in ("dobj", "attr") and c.i < token.i and negative(c) for c in head.children
            ):
                return self.above(head) if head.dep_ != "ROOT" else STOP  # "found no arms and arrested them"
            if any(c.dep_ == "cc" and c.lower_ == "but" for c in head.children):
                while head.dep_ == "conj" and not any(c.dep_ in ("neg", "aux") for c in head.children):
                    head = head.head  # "did not cut or slow it | but listened in"
                return self.above(head)
            if verbal and any(c.dep_ in ("aux", "auxpass", "neg") and c.tag_ != "TO" for c in token.children):
                return self.above(head)
            return _Step(onward=head)
        if dep == "relcl" and head.pos_ == "NOUN" and infinitive(token) and not own_subject(token):
            return self.below_noun(head, "to")  # "did not take steps | to punish them", read as a relative
        if dep in MODIFIERS or dep in ("poss", "relcl", "parataxis", "appos", "nummod"):
            return STOP
        if dep == "advcl":
            return self.adverbial(token, head)
        if dep in ("pobj", "pcomp"):
            return self.below_preposition(token, head)
        if dep in ("prep", "agent"):
            return STOP
        if head.pos_ in ("NOUN", "PROPN"):
            if dep in ("acl", "ccomp", "xcomp"):
                participle = token.tag_ in ("VBN", "VBG") and not infinitive(token) and not marked(token)
                if participle and not own_subject(token):
                    return STOP
                return self.below_noun(head, "to" if infinitive(token) else "that")
            return STOP
        if head.pos_ == "ADJ":
            return self.below_adjective(head)
        if head.pos_ in VERBAL:
            return self.below_verb(token, head)
        return STOP

    def adverbial(self, token: Token, head: Token) -> _Step:
        """An adverbial clause stands for itself, but not after "without" or as a complement."""
        if any(
            c.dep_ in ("mark", "prep") and c.lower_ in self.cues("negation", "prepositions")
            for c in token.children
        ):
            return _Step(Status.DENIED, next(c for c in token.children if c.lower_ == "without"))
        if infinitive(token):
            lemma = head.lemma_.lower()
            if lemma in self.cues("denied", "verbs") or lemma in self.cues("planned", "verbs"):
                return self.below_verb(token, head)
            if takes_steps(head):
                return _Step(onward=head)
            predicate = next((c for c in head.children if c.dep_ in ("acomp", "oprd")), None)
            if predicate is not None:
                return self.below_adjective(predicate)
        return STOP

    def below_preposition(self, token: Token, prep: Token) -> _Step:
        """From what a preposition leads to, to the word it hangs on."""
        if prep.lower_ in self.cues("negation", "prepositions"):
            return _Step(Status.DENIED, prep)
        if prep.lower_ == "pending" and token.pos_ == "NOUN":
            return _Step(Status.PLANNED, prep)  # "held him pending | deportation"
        if prep.dep_ not in ("prep", "agent", "dative") or self.named:
            return STOP
        head = prep.head
        if prep.lower_ == "despite" and token.lemma_.lower() in self.cues("passing", "nouns"):
            return _Step(Status.DENIED, prep)  # "despite an order for his release"
        if head.pos_ in ("NOUN", "PROPN"):
            return self.below_noun(head, prep.lower_)
        if head.pos_ == "ADJ":
            return self.below_adjective(head)
        if head.pos_ in VERBAL:
            lemma = head.lemma_.lower()
            held = lemma in self.cues("alleged", "holding") and prep.lower_ in ("for", "over")
            if held and token.dep_ == "pcomp":
                return self.reported(head)  # "arrested for having beaten them"
            if prep.lower_ == "in" and token.dep_ == "pobj":
                return STOP  # "was charged in the killing": that was done
            if lemma in self.cues("alleged", "verbs") and prep.lower_ in (
                "of",
                "for",
                "with",
                "about",
                "on",
                "in",
            ):
                return self.reported(head)
            if lemma in self.cues("denied", "verbs") and prep.lower_ in ("from", "to", "in"):
                return _Step(Status.DENIED, head, head)
            if (
                lemma in self.cues("planned", "verbs")
                and prep.lower_ in ("on", "for", "to")
                and token.dep_ == "pcomp"
            ):
                return _Step(Status.PLANNED, head, head)
            if prep.lower_ in ("on", "for") and lemma in self.cues("passing", "light"):
                made = next((c for c in head.children if c.dep_ == "dobj"), None)
                if made is not None and made.lemma_.lower() in self.cues("passing", "nouns"):
                    return _Step(onward=head)  # "did not follow the decision of the court | on his release"
            if lemma == "focus" and prep.lower_ == "on" and token.dep_ == "pcomp":
                return _Step(Status.PLANNED, head)
        return STOP

    def below_noun(self, noun: Token, link: str) -> _Step:
        """What a noun does to the event below it: "failure to", "allegations of", "threat of"."""
        cues, lemma = self.cues, noun.lemma_.lower()
        if link not in ("of", "to", "that", "for", "on", "about"):
            return STOP
        no = negative(noun)
        false = untrue(noun)
        if false is not None:
            return _Step(Status.DENIED, false)  # "reports that he fled are false"
        if lemma in cues("denied", "nouns"):
            return _Step(Status.DENIED, noun, noun)
        if lemma in cues("negation", "grounds"):
            return _Step(Status.DENIED, no) if no is not None else STOP
        if lemma in cues("alleged", "worries") and no is None and noun.dep_ == "dobj":
            return STOP  # "voiced concern that ...": what somebody worries about, he takes as fact
        if lemma in cues("alleged", "nouns"):
            if lemma in ("claim", "report", "charge", "concern", "fear") and link not in ("of", "that"):
                return STOP
            return _Step(Status.DENIED, no) if no is not None else _Step(Status.ALLEGED, noun)
        if lemma in cues("possible", "nouns") and link in ("of", "that", "to"):
            return _Step(Status.POSSIBLE, noun)
        if lemma in cues("planned", "nouns") and link == "to":
            if no is not None:
                return _Step(Status.DENIED, no)
            if lemma in cues("passing", "nouns"):
                return _Step(Status.PLANNED, noun, noun)
            return _Step(Status.PLANNED, noun)
        if lemma in ("plan", "intention", "proposal", "promise") and link in ("for", "of"):
            return _Step(Status.PLANNED, noun)
        if lemma in cues("passing", "nouns"):
            return _Step(onward=noun)
        return STOP

    def below_adjective(self, word: Token) -> _Step:
        """ "unable to", "likely to", "due to"."""
        cues, lower = self.cues, word.lower_
        if lower in cues("negation", "adjectives"):
            return _Step(Status.DENIED, word, word.head if word.dep_ == "acomp" else None)
        negation = next(
            (c for t in (word, word.head) for c in t.children if c.dep_ == "neg" and not only(c)), None
        )
        if lower in cues("possible", "predicates"):
            if negation is not None:
                return _Step(Status.DENIED, negation)
            if lower == "able":
                return _Step(onward=word.head if word.dep_ == "acomp" else None)
            return _Step(Status.POSSIBLE, word, word.head if word.dep_ == "acomp" else None)
        if lower in cues("planned", "predicates"):
            return _Step(Status.DENIED, negation) if negation is not None else _Step(Status.PLANNED, word)
        return _Step(onward=word.head) if word.dep_ == "acomp" else STOP

    def below_verb(self, token: Token, head: Token) -> _Step:
        """What a governing verb does to the event below it."""
        cues, lemma, dep = self.cues, head.lemma_.lower(), token.dep_
        passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in head.children)
        subject = dep in SUBJECT
        clause = dep in CLAUSAL
        if self.named and not clause and dep not in ("attr", "oprd", "acomp"):
            return STOP
        if subject and not passive:
            if head.lemma_ in ("be", "occur", "happen", "follow", "exist") or negative(token) is not None:
                return _Step(onward=head) if token.pos_ == "NOUN" and head.lemma_ != "be" else STOP
            return STOP
        if lemma in cues("denied", "verbs"):
            if not clause and lemma in cues("denied", "clausal"):
                return STOP
            return _Step(Status.DENIED, head, head)
        if lemma in cues("alleged", "verbs") and not (lemma == "suggest" and surveyed(head)):
            if clause or lemma not in cues("alleged", "clausal"):
                return self.reported(head)
            return STOP
        if passive and lemma in cues("alleged", "passive") and dep in ("xcomp", "oprd", "attr"):
            return self.reported(head)
        if passive and lemma in ("rumor", "believe", "think", "fear") and dep == "ccomp":
            return self.reported(head)
        negation = next((c for c in head.children if c.dep_ == "neg"), None)
        if lemma in cues("planned", "verbs"):
            if clause or lemma in cues("planned", "objects"):
                if negation is not None:
                    return _Step(Status.DENIED, negation)
                if dep == "ccomp" and lemma in ("decide", "consider", "see"):
                    return STOP
                if lemma in ("try", "attempt", "work", "seek"):
                    return _Step(Status.PLANNED, head, head)
                return _Step(Status.PLANNED, head)
            return STOP
        if lemma in cues("possible", "verbs") and dep in ("dobj", "xcomp"):
            if token.lemma_ in cues("possible", "never"):
                return STOP
            return _Step(Status.POSSIBLE, head)
        if lemma == "have" and dep == "xcomp":
            yet = next((c for c in head.children if c.lower_ == "yet"), None)
            if yet is not None:
                return _Step(Status.DENIED, yet)
        if clause:
            predicate = next(
                (c for c in head.children if c.dep_ in ("acomp", "oprd") and c.i != token.i), None
            )
            if predicate is not None and dep in ("ccomp", "xcomp", "csubj"):
                return self.below_adjective(predicate)
            if lemma in cues("passing", "verbs") and dep in ("xcomp", "ccomp"):
                return _Step(onward=head)
            if dep == "xcomp" and lemma in ("be",):
                return _Step(onward=head)
            return STOP
        if dep in ("attr", "acomp", "oprd"):
            return _Step(onward=head)
        if token.pos_ in ("NOUN", "PROPN") and (lemma in cues("passing", "light") or (passive and subject)):
            return _Step(onward=head)
        return STOP

    def reported(self, head: Token) -> _Step:
        """Below a verb of allegation: alleged, or denied where it says that nobody alleges it."""
        negation = next((c for c in head.children if c.dep_ == "neg"), None)
        return _Step(Status.DENIED, negation) if negation is not None else _Step(Status.ALLEGED, head)
