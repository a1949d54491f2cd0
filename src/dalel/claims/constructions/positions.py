"""Every position by its name, and the arguments that stand there for a trigger."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from dalel.claims.constructions.arguments import Argument, listed
from dalel.claims.constructions.nouns import (
    compound,
    described,
    light_subject,
    named,
    noun_agent,
    noun_patient,
    possessor,
    title,
)
from dalel.claims.constructions.phrases import governed, phrases
from dalel.claims.constructions.verbs import (
    complement,
    infinitive,
    nearest,
    subject,
    verb_agent,
    verb_attribute,
    verb_patient,
    verb_recipient,
    verb_subject,
)
from dalel.claims.lexicon import Lexicon, words
from dalel.claims.syntax import child, children, clause, conjuncts, governors, is_nominal, is_passive, is_verb

ASSEMBLIES = words("assemblies")


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


def strays(trigger: Token, name: str) -> list[list[Argument]]:
    """The objects of each preposition of that name that hangs elsewhere in the trigger's clause, too low."""
    word, *path = name.split()
    if path or name in POSITIONS:
        return []
    found = [
        t
        for t in clause(trigger)
        if t.lower_ == word and t.dep_ == "prep" and t.i > trigger.i and t.head.i != trigger.i
    ]
    if word == "of":
        found = [t for t in found if child(t, "pobj") is None or not _somebody(t.head)]
    if word in SCENE:
        found = [t for t in found if not _elsewhere(t, trigger)]
    return [governed([t]) for t in found]


SCENE = frozenset({"in", "at", "for", "on", "over"})
"""Prepositions of where and why something was done."""


def _elsewhere(preposition: Token, trigger: Token) -> bool:
    """Whether a preposition tells of another verb below: "arrested the brother of a man | shot in Karal"."""
    for above in governors(preposition):
        if above.i == trigger.i:
            return False
        if above.i > trigger.i and above.dep_ in ("acl", "pcomp"):
            return True
        if above.lower_ in ("for", "over") and above.i > trigger.i and _wrong(child(above, "pobj")):
            return True  # "arrested a guard for the rape of a woman | in Karal"
    return False


def _somebody(noun: Token) -> bool:
    """Whether a noun is somebody, whom "of" tells more of: "convicted the | editor | of the weekly"."""
    types = Lexicon.load().types
    lemma = noun.lemma_.lower()
    done = noun.pos_ == "NOUN" and noun.dep_ in ("dobj", "conj", "appos", "nsubjpass")
    return done and (lemma in types["office"].heads or lemma in types["person"].heads)


def _wrong(noun: Token | None) -> bool:
    """Whether a noun is of a wrong that somebody did."""
    return noun is not None and noun.lemma_.lower() in Lexicon.load().types["deed"].heads


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


def _present(token: Token) -> list[Argument]:
    """The word that puts a verb in the simple present: itself, its auxiliary, or the verb it goes on from."""
    verb = token
    while True:
        finite = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
        if verb.tag_ == "VBG" and finite.lemma_ == "be":
            return []  # "is investigating": now, and not as a rule
        if finite.tag_ in ("VBZ", "VBP"):
            return [Argument(finite)]
        if (
            finite.tag_ == "VBD"
            or finite is not verb
            or verb.dep_ not in ("conj", "xcomp")
            or not is_verb(verb.head)
        ):
            return []
        verb = verb.head


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
    """The noun that a noun is tied to: "warrant" for "arrest" in "a warrant for his arrest"."""
    token = _first_of_list(token)
    if token.dep_ == "compound":
        return [Argument(token.head)]  # "the **referendum** proposal"
    if token.dep_ != "pobj":
        return []
    above = token.head.head
    if is_verb(above):  # "signed a warrant | for his arrest", hung on the verb
        before = token.doc[token.head.i - 1] if token.head.i else token
        return [Argument(before)] if before.dep_ in ("dobj", "nsubjpass") and before.head.i == above.i else []
    return [Argument(above)] if is_nominal(above) else []


def _lead(token: Token) -> list[Argument]:
    """The prepositions before a noun: "under" for "investigation", "out of" for "80 members".

    A verb behind one has it too: "for" before "granting".
    """
    token = _first_of_list(token)
    if token.dep_ not in ("pobj", "pcomp"):
        return []
    above = token.head.head
    return [Argument(token.head), *([Argument(above)] if above.lower_ == "out" else [])]


def _first_of_list(noun: Token) -> Token:
    """The first member of the list of nouns that a noun stands in."""
    while noun.dep_ == "conj" and is_nominal(noun.head):
        noun = noun.head
    return noun


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
                return listed(target)
            return listed(subject(governor))
    return []


def _clause_patient(token: Token) -> list[Argument]:
    """Whom what the nearest verb around a word tells is done to."""
    return next((verb_patient(g) for g in governors(token) if is_verb(g)), [])


def _clause_verb(token: Token) -> list[Argument]:
    """The nearest verb around a word, or around the list of verbs it stands in."""
    while token.dep_ == "conj" and is_verb(token) and is_verb(token.head):
        token = token.head
    return next(([Argument(g)] for g in governors(token) if is_verb(g)), [])


def _matrix_subject(token: Token) -> list[Argument]:
    verb = _matrix(token)
    return listed(subject(verb)) if verb is not None else []


def _matrix_predicate(token: Token) -> list[Argument]:
    verb = _matrix(token)
    return _predicate(verb) if verb is not None else []


def _joined(token: Token) -> list[Token]:
    """The verbs of a list that a verb is a member of: "shot and | killed"."""
    first = token
    while first.dep_ == "conj" and is_verb(first.head):
        first = first.head
    return [t for t in conjuncts(first) if is_verb(t)]


def _noun_after(token: Token) -> list[Argument]:
    """The noun that a participle, or a list of them, stands before: "exploited and abused | children"."""
    while token.dep_ == "conj" and token.head.dep_ in ("amod", "conj") and token.tag_ == "VBN":
        token = token.head
    return [Argument(token.head)] if token.dep_ == "amod" and token.head.i > token.i else []


def _number(token: Token) -> list[Argument]:
    return [Argument(c) for c in children(token, "nummod", "quantmod")]


def _predicate(token: Token) -> list[Argument]:
    return [Argument(token, True, predicate=True)]


def _ruling(verb: Token) -> list[Argument]:
    """What a court did, in the passive with what it did it to: "**the ban was lifted by the court**".

    Nothing where only a relative pronoun tells that: "whose sentences were upheld".
    """
    thing = child(verb, "nsubjpass")
    if thing is None:
        return [] if verb.dep_ == "acl" else _predicate(verb)
    if any(t.tag_ in ("WDT", "WP", "WP$") for t in thing.subtree if t.i <= thing.i):
        return []
    return [Argument(verb, True)] if thing.left_edge.i == verb.left_edge.i else _predicate(verb)


def _prefix(token: Token) -> list[Argument]:
    """What stands before the hyphen of a compound: "state" for "owned" in "state-owned"."""
    if token.i >= 2 and token.nbor(-1).text in ("-", "‑", "–") and token.nbor(-1).whitespace_ == "":
        return [Argument(token.nbor(-2))]
    return []


def _assembly_told(token: Token) -> list[Argument]:
    """The assembly that the text spoke of last: "The senate has 50 seats. Of these, 40 | are elected"."""
    depth = 0
    for before in reversed(token.doc[: token.i]):
        if before.text in (")", "("):
            depth += 1 if before.text == ")" else -1
        elif depth == 0 and before.lemma_.lower() in ASSEMBLIES and is_nominal(before):
            return [Argument(before.head if before.dep_ == "appos" else before)]
    return []


WHO = frozenset({"WP", "WP$"})
"""Tags of pronouns that open clauses about somebody: "petitions by miners, | who ...". """
INDEX = frozenset({"index", "indicators", "barometer"})
INDEX_REACH = 3
"""How many sentences back an index is still the one spoken of."""


def _outcome(token: Token) -> list[Argument]:
    """What a noun brings about: "an amendment | restricting marches", also where it stands further off.

    "Changes in the law were made | that let him run", "ratified an amendment, | allowing him to run".
    """
    changed = [c for prep in children(token, "prep") for c in children(prep, "pobj")]
    near = [c for n in (token, *changed) for c in children(n, "acl", "relcl") if _active(c)]
    above = token
    while not near and above.dep_ in ("pobj", "prep", "dobj", "nsubjpass") and above.head.i != above.i:
        above = above.head
        after = [c for c in children(above, "advcl", "relcl", "acl") if c.i > token.i]
        near = [c for c in after if c.tag_ == "VBG" or (c.dep_ == "relcl" and is_verb(above))]
        if is_verb(above):
            break
    return [Argument(c, True, predicate=True) for c in near[:1]]


DESCRIBING = frozenset({"govern", "regulate", "concern", "relate", "pertain", "affect"})
"""Verbs that tell what a law is on: "a change in the law | governing trade"."""


def _active(verb: Token) -> bool:
    if verb.lemma_ in DESCRIBING:
        return False
    return verb.tag_ == "VBG" or (verb.dep_ == "relcl" and is_verb(verb))


def _index(token: Token) -> list[Argument]:
    """The index by name that a sentence or one shortly before speaks of ("the 2016 Press Liberty Index")."""
    sentence = token.sent
    for _ in range(INDEX_REACH):
        for t in sentence:
            if t.lower_ in INDEX and t.pos_ in ("PROPN", "NOUN"):
                return [Argument(t)]
        if sentence.start == 0:
            break
        sentence = token.doc[sentence.start - 1].sent
    return []


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
    "agent": verb_agent,
    "patient": verb_patient,
    "subject": verb_subject,
    "object": lambda verb: listed(child(verb, "dobj")),
    "recipient": verb_recipient,
    "attribute": verb_attribute,
    "complement": complement,
    "predicate": _predicate,
    "ruling": _ruling,
    "nearest": nearest,
}
_NOUN: dict[str, Callable[[Token], list[Argument]]] = {
    "agent": noun_agent,
    "patient": noun_patient,
    "subject": light_subject,
    "complement": lambda noun: [
        Argument(c, True) for c in children(noun, "acl", "ccomp", "relcl") if c.left_edge.tag_ not in WHO
    ][:1],
}
_ANY: dict[str, Callable[[Token], list[Argument]]] = {
    "self": _self,
    "named": named,
    "owner": possessor,
    "compound": compound,
    "head": described,
    "number": _number,
    "governor": _governor,
    "container": _container,
    "lead": _lead,
    "title": title,
    "not": lambda token: [Argument(c) for c in children(token, "neg")],
    "clause verb": _clause_verb,
    "clause subject": _clause_subject,
    "clause patient": _clause_patient,
    "passive": _voice,
    "attributive": lambda token: [Argument(token.head)] if token.dep_ == "amod" else [],
    "assembly told": _assembly_told,
    "outcome": _outcome,
    "mark": lambda token: [Argument(c) for c in children(token, "mark", "advmod") if c.i < token.i],
    "present": _present,
    "auxiliary": lambda token: [Argument(c) for c in children(token, "aux", "auxpass")],
    "matrix subject": _matrix_subject,
    "matrix predicate": _matrix_predicate,
    "beside": lambda token: [Argument(c) for c in children(token, "advcl", "acomp", "oprd", "npadvmod")],
    "adverb": lambda token: [Argument(c) for c in children(token, "advmod")],
    "joined": lambda token: [Argument(t) for t in _joined(token) if t.i != token.i],
    "relative": lambda token: [
        Argument(c) for m in conjuncts(token) for c in children(m, "relcl") if c.left_edge.tag_ in WHO
    ],
    "participle": lambda token: [Argument(c) for c in children(token, "acl") if c.tag_ == "VBN"],
    "noun after": _noun_after,
    "infinitive": infinitive,
    "prefix": _prefix,
    "date": _date,
    "clause index": _index,
    "defendant": lambda token: [],  # not in the sentence: whom the case told before is about
    "offence": lambda token: [],  # nor is this: what that case is about
    "home": lambda token: [],  # nor this: the country that the document is about
}
POSITIONS = frozenset(_VERB) | frozenset(_NOUN) | frozenset(_ANY)
"""Names of positions that are not prepositions."""
