"""Where the deep positions of a trigger stand in a sentence, whatever its construction.

A frame asks for `agent`, `patient`, `for`, `of` ...; this module finds them for a verb (active,
passive, reduced passive, relative clause, participle, coordination, control and raising) and for
a noun (nominalisation, light verb, possessive, title, apposition, copula). The parser hangs
prepositional phrases too low as often as not, so a phrase that is not found below the trigger is
looked for in the rest of its clause. `docs/frames.md` lists the positions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from dalel.claims import syntax
from dalel.claims.lexicon import words
from dalel.claims.syntax import child, children, clause, conjuncts, governors, is_nominal, is_passive, is_verb

RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
OBJECT_CONTROL = words("object_control")
COPULAS = frozenset({"be", "become", "remain", "stay"})
MAXIMUM_DEPTH = 8
PREPOSITIONS = frozenset({"prep", "dative", "agent", "prt", "mark"})


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands in a position: the head of a noun phrase, or of a clause ("for disrupting order").

    `lead` is the preposition that leads to it, whose index cuts a longer phrase around it. `predicate`
    means the clause without its subject.
    """

    token: Token
    clausal: bool = False
    lead: int | None = None
    predicate: bool = False


class Positions:
    """The deep positions of one trigger; `positions("agent")` gives the arguments that stand there."""

    def __init__(self, trigger: Token, participle: bool = False) -> None:
        self.trigger = trigger
        self.verbal = participle or is_verb(trigger) or trigger.tag_ in ("VBN", "VBD", "VBG")
        self._found: dict[str, list[Argument]] = {}

    def __call__(self, name: str) -> list[Argument]:
        found = self._found.get(name)
        if found is None and " > " in name:
            first, rest = name.split(" > ", 1)
            found = [a for step in self(first) for a in Positions(step.token)(rest)]
            self._found[name] = found
        if found is None:
            rule = (_VERB if self.verbal else _NOUN).get(name) or _ANY.get(name)
            found = rule(self.trigger) if rule else phrases(self.trigger, name, self.verbal)
            self._found[name] = found
        return found


# --- verbs ---------------------------------------------------------------------------------------


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The surface subject of `verb`, its own or the one it shares (coordination, control, relatives)."""
    if depth > MAXIMUM_DEPTH:
        return None
    own = child(verb, *syntax.SUBJECTS)
    if own is not None and own.dep_ != "expl":
        return antecedent(own, verb)
    head, label = verb.head, verb.dep_
    if label == "conj" and is_verb(head):
        return subject(head, depth + 1)
    if label == "xcomp" and is_verb(head):
        target = child(head, "dobj", "dative")
        if target is not None and not is_passive(head) and head.lemma_ in OBJECT_CONTROL:
            return target
        return subject(head, depth + 1)
    if (
        label in ("advcl", "ccomp", "dep", "parataxis")
        and is_verb(head)
        and (
            verb.tag_ in ("VBG", "VBN")
            or (child(verb, "aux") is not None and child(verb, "aux").tag_ == "TO")  # type: ignore[union-attr]
        )
    ):
        return subject(head, depth + 1)
    if label in ("acl", "relcl", "amod"):
        if verb.tag_ in ("VBG", "VBN", "VBD") or label == "relcl":
            if label == "relcl" and child(verb, "dobj") is None and not is_passive(verb):
                return None  # "the man they arrested": the head is the object
            return head
        return owner(head)
    if label == "pcomp":
        governor = head.head
        if is_verb(governor):
            target = child(governor, "dobj")
            if (
                target is not None
                and not is_passive(governor)
                and head.lemma_ in ("of", "from", "for", "with")
            ):
                return target
            return subject(governor, depth + 1)
        if is_nominal(governor):
            if governor.dep_ == "dobj" and head.lower_ in ("of", "from", "for", "with"):
                return governor  # "accused the mayor of taking bribes", hung on the mayor
            return owner(governor) or (governor if head.lower_ in ("for", "with") else None)
    return None


def antecedent(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; any other token stands for itself."""
    if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP", "WP$", "IN", "DT"):
        clause_head = verb
        while clause_head.dep_ in ("conj", "xcomp", "ccomp") and is_verb(clause_head.head):
            clause_head = clause_head.head
        if clause_head.dep_ == "relcl":
            return clause_head.head
    return token


def owner(noun: Token) -> Token | None:
    """Who a noun belongs to: "X's plan", "the plan of X", or the subject of its light verb."""
    found = child(noun, "poss")
    if found is not None:
        return found
    if noun.dep_ == "dobj" and is_verb(noun.head) and not is_passive(noun.head):
        return subject(noun.head)
    return None


def _listed(token: Token | None) -> list[Argument]:
    """An argument for each member of a list; "officials, including A and B" gives A and B as well."""
    if token is None:
        return []
    found: list[Argument] = []
    for member in conjuncts(token):
        examples = [
            example
            for word in member.children
            if word.lower_ in ("including", "namely")
            or (word.lower_ == "as" and word.i and word.nbor(-1).lower_ == "such")
            for noun in children(word, "pobj", "dobj")
            for example in conjuncts(noun)
        ]
        counted = any(c.dep_ == "nummod" for c in member.children)
        if not examples or counted or member.pos_ == "PROPN":
            found.append(Argument(member))
        found.extend(map(Argument, examples))
        if counted and member.i == token.i and member.tag_ == "NNS":
            break  # "more than 30 lawyers, editors and other critics" are one group
    return found


def _verb_agent(verb: Token) -> list[Argument]:
    if is_passive(verb):
        for by in children(verb, "agent", "prep"):
            if by.lower_ == "by":
                return _listed(child(by, "pobj"))
        return []
    return _listed(subject(verb))


def _verb_patient(verb: Token) -> list[Argument]:
    if verb.dep_ == "amod" and verb.tag_ != "VBG":
        return _listed(verb.head)
    if is_passive(verb):
        return _listed(subject(verb))
    target = child(verb, "dobj")
    if target is None and verb.dep_ == "conj" and is_verb(verb.head) and verb.i < verb.head.right_edge.i:
        target = _shared_object(verb)
    if target is None:
        relative = verb
        while relative.dep_ in ("xcomp", "conj", "ccomp") and is_verb(relative.head):
            relative = relative.head
        own = child(verb, "nsubj")
        if relative.dep_ == "relcl" and own is not None and own.lower_ not in RELATIVE:
            return _listed(relative.head)
        for complement in children(
            verb, "ccomp"
        ):  # "forced inmates to sign": the object is parsed as a subject
            to = child(complement, "aux")
            if to is not None and to.tag_ == "TO":
                return _listed(child(complement, "nsubj", "nsubjpass"))
        return []
    return _listed(antecedent(target, verb))


def _shared_object(verb: Token) -> Token | None:
    """ "arrested and beat protesters": the object of the last verb is that of the earlier."""
    for other in conjuncts(verb)[1:]:
        if is_verb(other) and child(other, *syntax.SUBJECTS) is None:
            target = child(other, "dobj")
            if target is not None:
                return target
    return None


def _verb_subject(verb: Token) -> list[Argument]:
    return _listed(subject(verb))


def _verb_recipient(verb: Token) -> list[Argument]:
    target = child(verb, "dative")
    if target is not None and target.pos_ == "ADP":
        target = child(target, "pobj")
    return _listed(target)


def _verb_attribute(verb: Token) -> list[Argument]:
    for found in children(verb, "attr", "oprd", "acomp"):
        return _listed(found)
    if verb.lemma_ in ("become", "remain"):
        return _listed(child(verb, "dobj"))
    return []


def _complement(verb: Token) -> list[Argument]:
    return [Argument(c, True) for c in children(verb, "ccomp", "xcomp") if c.i > verb.i or c.dep_ == "ccomp"][
        :1
    ]


def _infinitive(token: Token) -> list[Argument]:
    """ "to ..." after a verb, noun or adjective."""
    for found in token.children:
        if found.dep_ in ("xcomp", "acl", "advcl", "ccomp", "relcl") and is_verb(found) and found.i > token.i:
            to = child(found, "aux")
            if to is not None and to.tag_ == "TO":
                return [Argument(found, True)]
    return []


# --- nouns ---------------------------------------------------------------------------------------


def _noun_patient(noun: Token) -> list[Argument]:
    found = phrases(noun, "of", False)
    if found:
        return found
    possessor = child(noun, "poss")
    if possessor is not None:
        return _listed(possessor)
    return []


def _noun_agent(noun: Token) -> list[Argument]:
    found = phrases(noun, "by", False)
    if found:
        return found
    possessor = child(noun, "poss")
    if possessor is not None and phrases(noun, "of", False):
        return _listed(possessor)
    return _light_subject(noun)


def _light_subject(noun: Token) -> list[Argument]:
    """The subject of the verb that a noun is the object of: "prosecutors opened an investigation"."""
    if noun.dep_ == "dobj" and is_verb(noun.head):
        return _listed(subject(noun.head))
    if noun.dep_ == "nsubjpass":
        return _verb_agent(noun.head)
    return []


def _possessor(noun: Token) -> list[Argument]:
    return _listed(child(noun, "poss"))


def _compound(noun: Token) -> list[Argument]:
    return [Argument(c) for c in children(noun, "compound", "nmod", "amod")]


def _head(token: Token) -> list[Argument]:
    """What an adjective or a noun before a noun describes."""
    if token.dep_ in ("amod", "compound", "nmod", "acl"):
        return _listed(token.head)
    if token.dep_ in ("acomp", "attr", "oprd"):
        return _listed(subject(token.head))
    return []


def named(noun: Token) -> list[Argument]:
    """Whom a noun names: title, apposition on either side, copula, "as" ("served as head of X")."""
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
        return [Argument(head.head)]
    for found in children(noun, "appos"):
        if found.pos_ == "PROPN" and found.i > noun.i:
            return _listed(found)
    if head.dep_ == "attr" and head.head.lemma_ in COPULAS:
        return _listed(subject(head.head))
    if head.dep_ == "oprd" and is_verb(head.head):
        return _listed(subject(head.head)) if is_passive(head.head) else _listed(child(head.head, "dobj"))
    if head.dep_ == "pobj" and head.head.lower_ == "as":
        verb = head.head.head
        if is_verb(verb):
            if is_passive(verb):
                return _listed(subject(verb))
            return _listed(child(verb, "dobj") or subject(verb))
    return []


# --- both ----------------------------------------------------------------------------------------


def phrases(trigger: Token, name: str, verbal: bool) -> list[Argument]:
    """The objects of a preposition, or of a path of them with nouns between: "for", "on charge of"."""
    words = name.split()
    found = _objects(trigger, words[0], verbal)
    for noun, word in zip(words[1::2], words[2::2], strict=False):
        steps = [a for a in found if not a.clausal and a.token.lemma_ == noun]
        found = [a for step in steps for a in _objects(step.token, word, False)]
    if len(words) % 2 == 0:
        found = [a for a in found if not a.clausal and a.token.lemma_ == words[-1]]
    return found


def _objects(trigger: Token, word: str, verbal: bool) -> list[Argument]:
    found = [c for c in trigger.children if c.lower_ == word and c.dep_ in PREPOSITIONS]
    if not found and not verbal and trigger.dep_ in ("dobj", "nsubjpass") and is_verb(trigger.head):
        found = [
            c for c in trigger.head.children if c.lower_ == word and c.dep_ == "prep" and c.i > trigger.i
        ]
    if not found and not verbal:
        found = [t for t in clause(trigger) if t.lower_ == word and t.dep_ == "prep" and t.i > trigger.i][:1]
    return _governed(found)


def strays(trigger: Token, name: str) -> list[Argument]:
    """The objects of a preposition that hangs elsewhere in the trigger's clause, too low."""
    word, *path = name.split()
    if path or name in POSITIONS:
        return []
    found = [
        t
        for t in clause(trigger)
        if t.lower_ == word and t.dep_ == "prep" and t.i > trigger.i and t.head.i != trigger.i
    ]
    return _governed(found[:1])


def _governed(prepositions: list[Token]) -> list[Argument]:
    arguments: list[Argument] = []
    for prep in prepositions:
        for c in prep.children:
            if c.dep_ == "pobj":
                arguments.extend(Argument(a.token, lead=prep.i) for a in _listed(c))
            elif c.dep_ == "pcomp":
                arguments.extend(Argument(v, True, prep.i) for v in conjuncts(c))
    return arguments


def _self(token: Token) -> list[Argument]:
    return [Argument(token)]


def _governor(token: Token) -> list[Argument]:
    """The verb a noun is the object or passive subject of ("opened an investigation")."""
    if token.dep_ in ("dobj", "nsubjpass", "attr") and is_verb(token.head):
        return [Argument(token.head)]
    if token.dep_ in ("acl", "relcl") or token.head.i == token.i:
        return []
    passive = [c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    return [Argument(c) for c in passive]


def _voice(token: Token) -> list[Argument]:
    """The auxiliary or participle that makes a verb passive; compared with the word "passive" by `where`."""
    return [Argument(token)] if is_verb(token) and is_passive(token) else []


def _matrix(token: Token) -> Token | None:
    """The verb of the clause that "by law", "under the constitution" or an adjective belongs to."""
    if token.dep_ in ("acomp", "attr", "oprd") and is_verb(token.head):
        return token.head
    if token.dep_ == "pobj" and token.head.lower_ in ("by", "under", "to", "with"):
        head = token.head.head
        while head.dep_ in ("prep", "pcomp") and not is_verb(head):
            head = head.head
        return head if is_verb(head) else None
    return None


def _container(token: Token) -> list[Argument]:
    """The noun that a noun is tied to by a preposition: "warrant" for "arrest"."""
    if token.dep_ != "pobj":
        return []
    above = token.head.head
    if is_verb(above):  # "signed a warrant | for his arrest", hung on the verb
        before = token.doc[token.head.i - 1] if token.head.i else token
        return [Argument(before)] if before.dep_ in ("dobj", "nsubjpass") and before.head.i == above.i else []
    return [Argument(above)] if is_nominal(above) else []


def _clause_subject(token: Token) -> list[Argument]:
    """Whom the nearest clause around a word is about: its subject, or its object where it has one."""
    for governor in governors(token):
        if is_verb(governor):
            target = child(governor, "dobj")
            if (
                target is not None
                and not target.left_edge.i <= token.i <= target.right_edge.i
                and not is_passive(governor)
            ):
                return _listed(target)
            return _listed(subject(governor))
    return []


def _clause_verb(token: Token) -> list[Argument]:
    """The nearest verb around a word."""
    return next(([Argument(g)] for g in governors(token) if is_verb(g)), [])


def _matrix_subject(token: Token) -> list[Argument]:
    verb = _matrix(token)
    return _listed(subject(verb)) if verb is not None else []


def _matrix_predicate(token: Token) -> list[Argument]:
    verb = _matrix(token)
    return _predicate(verb) if verb is not None else []


def _number(token: Token) -> list[Argument]:
    return [Argument(c) for c in children(token, "nummod", "quantmod")]


def _predicate(token: Token) -> list[Argument]:
    return [Argument(token, True, predicate=True)]


def _prefix(token: Token) -> list[Argument]:
    """What stands before the hyphen of a compound: "state" for "owned" in "state-owned"."""
    if token.i >= 2 and token.nbor(-1).text in ("-", "‑", "–") and token.nbor(-1).whitespace_ == "":
        return [Argument(token.nbor(-2))]
    return []


def _index(token: Token) -> list[Argument]:
    """The index by name that a sentence speaks of ("In the 2016 Corruption Perceptions Index ...")."""
    return [
        Argument(t)
        for t in token.sent
        if t.lower_ in ("index", "indicators", "barometer") and t.pos_ in ("PROPN", "NOUN")
    ][:1]


def _date(token: Token) -> list[Argument]:
    """The dates that stand in the clause or the phrase of a word."""
    governor = next((g for g in governors(token) if is_verb(g)), token)
    near = {*clause(governor), *token.subtree}
    return [
        Argument(t)
        for t in sorted(near, key=lambda t: t.i)
        if t.ent_type_ == "DATE" and (t.like_num or t.pos_ == "PROPN")
    ]


_VERB: dict[str, Callable[[Token], list[Argument]]] = {
    "agent": _verb_agent,
    "patient": _verb_patient,
    "subject": _verb_subject,
    "object": lambda verb: _listed(child(verb, "dobj")),
    "recipient": _verb_recipient,
    "attribute": _verb_attribute,
    "complement": _complement,
    "predicate": _predicate,
}
_NOUN: dict[str, Callable[[Token], list[Argument]]] = {
    "agent": _noun_agent,
    "patient": _noun_patient,
    "subject": _light_subject,
    "complement": lambda noun: [Argument(c, True) for c in children(noun, "acl", "ccomp", "relcl")][:1],
}
_ANY: dict[str, Callable[[Token], list[Argument]]] = {
    "self": _self,
    "named": named,
    "owner": _possessor,
    "compound": _compound,
    "head": _head,
    "number": _number,
    "governor": _governor,
    "container": _container,
    "clause verb": _clause_verb,
    "clause subject": _clause_subject,
    "passive": _voice,
    "auxiliary": lambda token: [Argument(c) for c in children(token, "aux", "auxpass")],
    "matrix subject": _matrix_subject,
    "matrix predicate": _matrix_predicate,
    "adverb": lambda token: [Argument(c) for c in children(token, "advmod")],
    "infinitive": _infinitive,
    "prefix": _prefix,
    "date": _date,
    "clause index": _index,
}
POSITIONS = frozenset(_VERB) | frozenset(_NOUN) | frozenset(_ANY)
"""Names of positions that are not prepositions."""
