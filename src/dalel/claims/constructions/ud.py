"""Positions in Universal Dependencies parses, by the names that English frames have (docs/languages.md)."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from dalel.claims.constructions.arguments import Argument
from dalel.language.tongues.tongue import Tongue

NOMINALS = (
    "obl",
    "nmod",
    "obj",
    "iobj",
    "nsubj",
    "advcl",
    "xcomp",
    "ccomp",
    "acl",
    "conj",
    "appos",
    "parataxis",
)
CLAUSES = frozenset({"ccomp", "advcl", "parataxis", "csubj", "acl:relcl"})
MARKS = ("case", "mark", "fixed")
MAXIMUM_DEPTH = 8


def label(token: Token) -> str:
    """A dependency label without its subtype: "obl" of "obl:agent"."""
    return token.dep_.partition(":")[0]


def children(token: Token, *labels: str) -> list[Token]:
    """The children with one of the labels, subtypes apart."""
    return [c for c in token.children if label(c) in labels]


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    return next(iter(children(token, *labels)), None)


def has(token: Token, feature: str, value: str) -> bool:
    """Whether a word has a feature of its form."""
    return value in token.morph.get(feature, [])


def is_verb(token: Token) -> bool:
    """Whether the token is a verb or a participle."""
    return token.pos_ in ("VERB", "AUX")


def is_clause(token: Token) -> bool:
    """Whether the token is the head of a clause: a verb, or what "was ..." says of somebody."""
    return is_verb(token) or child(token, "cop") is not None


def conjuncts(head: Token) -> list[Token]:
    """A word and the further members of its list."""
    found = [head]
    for token in found:
        found.extend(c for c in token.children if label(c) == "conj" and is_verb(c) == is_verb(head))
    return sorted(found, key=lambda t: t.i)


def listed(token: Token | None, lead: int | None = None) -> list[Argument]:
    """An argument for each member of a list."""
    if token is None:
        return []
    clausal = is_verb(token) and not substantive(token)
    return [Argument(t, clausal, lead) for t in conjuncts(token)]


def substantive(token: Token) -> bool:
    """Whether a participle stands for somebody: "the accused"."""
    cased = bool(token.morph.get("Case", [])) and label(token) in (
        "nsubj",
        "obj",
        "iobj",
        "obl",
        "nmod",
        "appos",
    )
    return (cased or child(token, "det") is not None) and child(token, "nsubj", "obj", "aux") is None


def clause(head: Token) -> list[Token]:
    """The tokens below `head`, without those of clauses of their own."""
    found: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(
            c
            for c in token.children
            if not (c.dep_ in CLAUSES and is_clause(c)) and not (label(c) == "conj" and is_clause(c))
        )
    return sorted(found, key=lambda t: t.i)


def is_passive(verb: Token) -> bool:
    """Whether the surface subject of a verb suffers what it says."""
    if any(
        c.dep_ in ("nsubj:pass", "csubj:pass", "aux:pass", "expl:pass", "obl:agent") for c in verb.children
    ):
        return True
    if has(verb, "Voice", "Pass"):
        return True
    if label(verb) == "conj" and is_verb(verb.head) and not children(verb, "aux", "nsubj"):
        return has(verb, "VerbForm", "Part") and is_passive(verb.head)
    past = has(verb, "VerbForm", "Part") and not has(verb, "Tense", "Pres") and not has(verb, "Voice", "Act")
    return past and not children(verb, "aux", "nsubj")


def _bare(noun: Token) -> bool:
    """Whether a noun has no preposition, and no case that an object does not have."""
    return child(noun, "case") is None and noun.morph.get("Case", ["Acc"])[0] in ("Acc", "Gen")


def _agree(subject: Token, verb: Token) -> bool:
    """Whether one can be the subject of a verb: "he founded it, and | they sentenced him"."""
    left, right = subject.morph.get("Number", []), verb.morph.get("Number", [])
    return not left or not right or left == right or child(subject, "conj") is not None


class UDPositions:
    """The deep positions of one trigger; `positions("agent")` gives the arguments that stand there."""

    def __init__(self, trigger: Token, tongue: Tongue) -> None:
        self.trigger = trigger
        self.tongue = tongue
        self.verbal = is_verb(trigger)
        self._found: dict[str, list[Argument]] = {}

    def __call__(self, name: str) -> list[Argument]:
        found = self._found.get(name)
        if found is None:
            found = list({a.token.i: a for a in self._look(name)}.values())
            self._found[name] = found
        return found

    def _look(self, name: str) -> list[Argument]:
        if " > " in name:
            first, rest = name.split(" > ", 1)
            return [a for step in self(first) for a in UDPositions(step.token, self.tongue)(rest)]
        rule = _RULES.get(name)
        if rule is not None:
            return rule(self)
        if name.startswith("case:"):
            return self._cased(name.removeprefix("case:"))
        words = name.split()
        found = self._objects(words[0])
        for noun, word in zip(words[1::2], words[2::2], strict=False):
            steps = [a.token for a in found if a.token.lemma_.lower() == noun]
            found = [a for t in steps for a in UDPositions(t, self.tongue)(word)]
        if len(words) % 2 == 0:
            found = [a for a in found if a.token.lemma_.lower() == words[-1]]
        return found

    def _cased(self, case: str) -> list[Argument]:
        """What hangs on the trigger in a case, without a preposition: "назначен | министром"."""
        found = [
            c
            for c in children(self.trigger, "obl", "nmod", "obj", "iobj", "xcomp", "advmod", "nsubj")
            if has(c, "Case", case) and child(c, "case") is None
        ]
        return [a for t in found for a in listed(t)]

    def _objects(self, word: str) -> list[Argument]:
        """What a preposition leads to, hung on the trigger or, too low, on a word of its clause after it."""

        def led(token: Token) -> int | None:
            for c in token.children:
                if label(c) in MARKS and word in (c.lower_, c.lemma_.lower()) and c.i < token.i:
                    return c.i
            return None

        near = [(c, lead) for c in children(self.trigger, *NOMINALS) if (lead := led(c)) is not None]
        if not near:
            near = [
                (t, lead)
                for t in clause(self.trigger)
                if t.i > self.trigger.i and t.head.i != self.trigger.i and (lead := led(t)) is not None
            ][:1]
        if (
            not near
            and not self.verbal
            and label(self.trigger) in ("obj", "nsubj")
            and is_verb(self.trigger.head)
        ):
            near = [(c, lead) for c in children(self.trigger.head, "obl") if (lead := led(c)) is not None]
        return [a for t, lead in near for a in listed(t, lead)]

    # --- verbs ---

    def subject_token(self, verb: Token, depth: int = 0) -> Token | None:
        """The surface subject, its own or the one it shares with other verbs."""
        if depth > MAXIMUM_DEPTH:
            return None
        own = child(verb, "nsubj", "csubj")
        if own is not None and not self._behind(own, verb):
            return self._antecedent(own, verb)
        head = verb.head
        if label(verb) in ("conj", "xcomp", "advcl", "parataxis") and head.i != verb.i and is_clause(head):
            if label(verb) == "advcl" and not (
                has(verb, "VerbForm", "Conv") or has(verb, "VerbForm", "Part")
            ):
                return None
            target = child(head, "obj", "iobj") if label(verb) == "xcomp" and not is_passive(head) else None
            if (
                target is None
                and label(verb) == "xcomp"
                and head.lemma_ in self.tongue("grammar", "others_do")
            ):
                return None
            shared = target or self.subject_token(head, depth + 1)
            return shared if shared is not None and _agree(shared, verb) else None
        if label(verb) == "conj" and head.pos_ in ("PROPN", "NOUN") and has(verb, "VerbForm", "Fin"):
            return head  # "Ana Silva, a lawyer, | left", where the name is parsed as the head of all
        if verb.dep_ == "acl:relcl" and child(verb, "obj") is None and not is_passive(verb):
            return None
        if label(verb) in ("acl", "amod") and not has(verb, "VerbForm", "Inf"):
            return head
        return self._misplaced(verb)

    @staticmethod
    def _misplaced(verb: Token) -> Token | None:
        """A name in the nominative that hangs on a word in another case before the verb: its subject."""
        for token in clause(verb):
            if token.i >= verb.i:
                return None
            if token.pos_ == "PROPN" and label(token) in ("appos", "nmod") and has(token, "Case", "Nom"):
                other = token.head.morph.get("Case", [])
                if other and "Nom" not in other:
                    return token
        return None

    def _behind(self, own: Token, verb: Token) -> bool:
        """Whether a "subject" after one of several verbs is its object: "nommé X et limogé | le ministre"."""
        return (
            not self.tongue("grammar", "genitive")
            and label(verb) == "conj"
            and own.i > verb.i
            and own.dep_ == "nsubj"
            and child(verb, "obj") is None
            and not is_passive(verb)
        )

    def _antecedent(self, token: Token, verb: Token) -> Token:
        """What a relative pronoun stands for."""
        if not {token.lower_, token.lemma_.lower()} & self.tongue("grammar", "relative"):
            return token
        top = verb
        for _ in range(MAXIMUM_DEPTH):
            if label(top) == "acl":
                return top.head
            if top.head.i == top.i:
                break
            top = top.head
        return token

    def subject(self) -> list[Argument]:
        return listed(self.subject_token(self.trigger)) if is_clause(self.trigger) else self._light()

    def _by(self) -> list[Argument]:
        found = [a for word in self.tongue("grammar", "agent") for a in self._objects(word)]
        case = self.tongue.text("grammar", "agent_case")
        return found or (self._cased(case) if case else [])

    def agent(self) -> list[Argument]:
        if not self.verbal:
            return self._by() or self._light()
        if is_passive(self.trigger):
            return self._by()
        if label(self.trigger) == "amod":
            return listed(self.trigger.head)
        return listed(self.subject_token(self.trigger))

    def patient(self) -> list[Argument]:
        verb = self.trigger
        if not self.verbal:
            return self.of()
        if is_passive(verb):
            return listed(self.subject_token(verb))
        target = child(verb, "obj") or next(
            (c for c in children(verb, "iobj") if not c.morph.get("Case", []) or has(c, "Case", "Acc")), None
        )
        if target is None:
            target = next((c for c in children(verb, "nsubj") if self._behind(c, verb)), None)
        if target is None:  # parsed as a predicate
            target = next(
                (c for c in children(verb, "xcomp") if c.pos_ in ("NOUN", "PROPN") and _bare(c)), None
            )
        if target is None and label(verb) == "xcomp":  # "whom | may they arrest", parsed as a subject
            first = child(verb.head, "nsubj")
            if first is not None and "Nom" not in first.morph.get("Case", ["Nom"]):
                target = first
        if target is None:
            later = [v for v in conjuncts(verb)[1:] if is_verb(v) and child(v, "nsubj") is None]
            target = next((t for v in later if (t := child(v, "obj")) is not None), None)
        return listed(self._antecedent(target, verb)) if target is not None else []

    # --- nouns ---

    def of(self) -> list[Argument]:
        """What a noun is of: a genitive, or what "de" leads to."""
        case = self.tongue.text("grammar", "genitive")
        found = [
            c
            for c in children(self.trigger, "nmod", "obl", "obj", "appos")
            if case and child(c, "case") is None and (has(c, "Case", case) or c.pos_ == "PROPN")
        ]
        if found:
            return [a for t in found for a in listed(t)]
        led = [a for word in self.tongue("grammar", "of") for a in self._objects(word)]
        return [a for a in led if a.token.head.i == self.trigger.i] or led or self.owner()

    def owner(self) -> list[Argument]:
        """ "his" trial: the possessive pronoun before a noun."""
        words = self.tongue("grammar", "possessive_he") | self.tongue("grammar", "possessive_she")
        return [Argument(c) for c in self.trigger.children if c.lower_ in words]

    def _light(self) -> list[Argument]:
        """The subject of the verb that a noun is the object of: "a procédé à | l'arrestation"."""
        verb = self.trigger.head
        if verb.i != self.trigger.i and is_verb(verb) and label(self.trigger) in ("obj", "obl"):
            return listed(self.subject_token(verb)) if not is_passive(verb) else []
        return []

    def named(self) -> list[Argument]:
        """Whom a noun names: apposition, "was ...", "became ..."."""
        noun = self.trigger
        if child(noun, "cop") is not None:
            return listed(child(noun, "nsubj"))
        if label(noun) == "xcomp" and is_verb(noun.head):  # "became ...", "made somebody ..."
            made = child(noun.head, "obj")
            return listed(made) if made is not None else listed(self.subject_token(noun.head))
        if label(noun) == "conj" and not is_verb(noun.head):  # "member of the party and director"
            return UDPositions(noun.head, self.tongue).named()
        if label(noun) == "appos" and noun.head.pos_ == "PROPN":
            return [Argument(noun.head)]
        if label(noun) == "conj" and child(noun.head, "cop") is not None:
            return listed(child(noun.head, "nsubj"))
        return [Argument(noun)]  # whom it stands before is known to the names

    def titled(self) -> list[Argument]:
        """What somebody is made, hung anywhere after him: "named Ana Silva | prime minister"."""
        verb = self.trigger
        holders = [verb, *(a.token for a in self.patient() if a.token.i > verb.i)]
        found = [
            c
            for holder in holders
            for c in holder.subtree
            if c.pos_ == "NOUN"
            and c.i > holder.i
            and c.i > verb.i
            and c.head.i in {h.i for h in holders}
            and child(c, "case", "cc", "det") is None
        ]
        return [Argument(c) for c in sorted(set(found), key=lambda t: t.i)]

    def governor(self) -> list[Argument]:
        """The verb a noun belongs to."""
        return [Argument(self.trigger.head)] if is_verb(self.trigger.head) else []

    def lead(self) -> list[Argument]:
        """The preposition before a noun."""
        return [Argument(c) for c in children(self.trigger, "case")]

    def complement(self) -> list[Argument]:
        """A clause: "said | that ..."."""
        found = children(self.trigger, "ccomp", "xcomp", "parataxis")
        return [Argument(c, True) for c in found if is_clause(c) or label(c) == "ccomp"][:1]


_RULES: dict[str, Callable[[UDPositions], list[Argument]]] = {
    "agent": UDPositions.agent,
    "patient": UDPositions.patient,
    "subject": UDPositions.subject,
    "object": lambda p: listed(child(p.trigger, "obj")),
    "recipient": lambda p: listed(child(p.trigger, "iobj")),
    "attribute": lambda p: listed(child(p.trigger, "xcomp")),
    "of": UDPositions.of,
    "owner": UDPositions.owner,
    "named": UDPositions.named,
    "titled": UDPositions.titled,
    "governor": UDPositions.governor,
    "lead": UDPositions.lead,
    "complement": UDPositions.complement,
    "self": lambda p: [Argument(p.trigger)],
    "infinitive": lambda p: [Argument(c, True) for c in children(p.trigger, "xcomp") if is_verb(c)],
    "passive": lambda p: [Argument(p.trigger)] if p.verbal and is_passive(p.trigger) else [],
    "adverb": lambda p: [Argument(c) for c in children(p.trigger, "advmod")],
    "compound": lambda p: [Argument(c) for c in children(p.trigger, "amod")],
    "number": lambda p: [Argument(c) for c in children(p.trigger, "nummod")],
}
