"""Positions of verbs: active, passive, relative clause, participle, coordination, control, raising."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from dalel.claims import syntax
from dalel.claims.constructions.arguments import Argument, listed
from dalel.claims.lexicon import Lexicon, words
from dalel.claims.syntax import child, children, conjuncts, is_nominal, is_passive, is_verb

RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
OBJECT_CONTROL = words("object_control")
LAWS = words("laws")
PLACES = frozenset({"GPE", "LOC", "FAC"})
"""Labels of names of places."""
CASES = frozenset(
    {"case", "charge", "complaint", "indictment", "investigation", "lawsuit", "warrant", "suit"}
)
"""Nouns of cases, which "who" never means."""
MAXIMUM_DEPTH = 8
"""Steps up through shared subjects, so that a tangled parse ends."""


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The surface subject of `verb`, its own or the one it shares (coordination, control, relatives)."""
    if depth > MAXIMUM_DEPTH:
        return None
    own = child(verb, *syntax.SUBJECTS)
    if own is None:  # "officers remained jailed": "remained" is parsed as a helper and holds the subject
        own = next((s for aux in children(verb, "auxpass") for s in children(aux, *syntax.SUBJECTS)), None)
    if own is not None and own.dep_ != "expl":
        return _law_meant(own) or antecedent(own, verb)
    head, label = verb.head, verb.dep_
    if own is None and label in ("ROOT", "conj") and is_passive(verb):
        first = child(verb, "ccomp")  # "All judges are officials, | are appointed by the king, ..."
        if first is not None and first.i < verb.i and is_verb(first):
            return subject(first, depth + 1)
    if label == "conj" and is_verb(head):
        return subject(head, depth + 1)
    if label == "xcomp" and is_verb(head):
        asked = _called_on(head) if own is None else None
        if asked is not None:
            return asked
        target = child(head, "dobj", "dative")
        if target is not None and not is_passive(head) and head.lemma_ in OBJECT_CONTROL:
            return target
        return subject(head, depth + 1)
    if label == "xcomp" and head.dep_ == "acomp" and is_verb(head.head):
        return subject(head.head, depth + 1)  # "the party was able | to win"
    if (
        label in ("advcl", "ccomp", "dep", "parataxis")
        and is_verb(head)
        and (
            (verb.tag_ in ("VBG", "VBN") and not _finite(verb))
            or (child(verb, "aux") is not None and child(verb, "aux").tag_ == "TO")  # type: ignore[union-attr]
        )
    ):
        return subject(head, depth + 1)
    if label in ("acl", "relcl", "amod"):
        if verb.tag_ in ("VBG", "VBN", "VBD") or label == "relcl":
            if label == "relcl" and child(verb, "dobj") is None and not is_passive(verb):
                return None  # "the man they arrested": the head is the object
            if label == "relcl" and verb.tag_ == "VB" and head.lemma_ in ("step", "measure", "effort"):
                return owner(head)  # "took steps | to punish | them"
            return bearer(head)
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


def _finite(verb: Token) -> bool:
    """Whether a participle has a finite helping verb, so that it needs a subject of its own."""
    return any(c.tag_ in ("VBD", "VBP", "VBZ") for c in children(verb, "aux", "auxpass"))


def _called_on(verb: Token) -> Token | None:
    """Who is to do it in "called on | the students | to protest"."""
    if verb.lemma_ not in ("call", "appeal") or is_passive(verb):
        return None
    for preposition in children(verb, "prep"):
        if preposition.lower_ in ("on", "upon", "to", "for"):
            return child(preposition, "pobj")
    return None


def _law_meant(token: Token) -> Token | None:
    """The law that "it" stands for: "The law forbids torture. | It also provides for ...".

    A law told in the same sentence is the nearer one: "The law forbids torture, but | it does not ...".
    """
    if token.lower_ != "it":
        return None
    told = _told_before(token.head)
    if not told and token.sent.start:
        told = [token.doc[token.sent.start - 1].sent.root]
    law = next((law for verb in told if (law := child(verb, *syntax.SUBJECTS)) is not None), None)
    return law if law is not None and law.tag_ in ("NN", "NNP") and law.lemma_.lower() in LAWS else None


def _told_before(verb: Token) -> list[Token]:
    """The verbs of the clauses that a clause goes on from: "Although the law bans torture, it | lacks"."""
    found = [c for c in children(verb, "advcl") if c.i < verb.i and child(c, "mark") is not None]
    # "The law bans torture; it | defines"
    found += [c for c in children(verb, "ccomp", "parataxis") if c.i < verb.i]
    while verb.dep_ in ("conj", "advcl") and is_verb(verb.head):
        verb = verb.head
        found.append(verb)
    return found


def antecedent(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; any other token stands for itself."""
    if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP", "WP$", "IN", "DT"):
        clause_head = verb
        while clause_head.dep_ in ("conj", "xcomp", "ccomp") and is_verb(clause_head.head):
            clause_head = clause_head.head
        if clause_head.dep_ == "relcl":
            noun = clause_head.head
            if token.lower_ == "who":
                noun = _who(noun)
            return _all_of(noun) if _plural(clause_head) else bearer(noun)
    return token


def _who(noun: Token) -> Token:
    """Whom "who" means where it is hung on a place: "residents of the town, near Lome, | who fled"."""
    people = Lexicon.load().types["person"].heads
    if noun.lemma_ in CASES:  # "a case against an officer | who killed a man"
        below = [t for p in children(noun, "prep") for t in children(p, "pobj") if t.lemma_.lower() in people]
        return below[-1] if below else noun
    if noun.ent_type_ not in PLACES and noun.lemma_.lower() not in _happenings():
        return noun
    above = (t for t in noun.ancestors if t.pos_ == "NOUN" and t.lemma_.lower() in people)
    return next(above, noun)


@cache
def _happenings() -> frozenset[str]:
    return Lexicon.load().types["happening"].heads


def _plural(verb: Token) -> bool:
    """Whether a finite verb is of several: "A and B, who were jailed"."""
    first = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return first.lower_ in ("were", "are", "have") or (first.i == verb.i and verb.tag_ == "VBP")


def _all_of(noun: Token) -> Token:
    """The first of the list that a name is the last of."""
    last = noun
    while noun.pos_ == "PROPN" and noun.dep_ == "conj" and is_nominal(noun.head):
        noun = noun.head
    return noun if noun.i != last.i else bearer(last)


def bearer(noun: Token) -> Token:
    """Who a noun says something of: "She is a judge who was dismissed" tells it of her."""
    among = _of_those(noun)
    if among is not None:
        return among
    if noun.dep_ != "attr" or noun.head.lemma_ != "be" or noun.pos_ != "NOUN":
        return noun
    own = child(noun.head, "nsubj")
    if own is not None and (own.pos_ == "PROPN" or own.lower_ in ("he", "she", "i")):
        return own
    return noun


def _of_those(noun: Token) -> Token | None:
    """Who is one of those told of: "Among | those | killed was Ana Lim"."""
    among = noun.head
    if noun.lower_ != "those" or among.lower_ != "among" or among.head.lemma_ != "be":
        return None
    told = child(among.head, "nsubj", "attr")
    name = child(told, "appos") if told is not None else None
    return name if name is not None and name.pos_ == "PROPN" else told


def owner(noun: Token) -> Token | None:
    """Who a noun belongs to: "X's plan", "the plan of X", or the subject of its light verb."""
    found = child(noun, "poss")
    if found is not None:
        return found
    if noun.dep_ == "dobj" and is_verb(noun.head) and not is_passive(noun.head):
        return subject(noun.head)
    return None


def verb_agent(verb: Token) -> list[Argument]:
    if is_passive(verb):
        for by in children(verb, "agent", "prep"):
            if by.lower_ == "by":
                return listed(child(by, "pobj"))
        return []
    return _before(verb, listed(subject(verb)))


def _before(verb: Token, members: list[Argument]) -> list[Argument]:
    """Of a list, those that a participle behind its noun tells of: "two men held in May | and a lawyer"."""
    behind = verb.dep_ != "acl" or verb.head.lower_ == "those"
    return members if behind else [m for m in members if m.token.i < verb.i]


def verb_patient(verb: Token) -> list[Argument]:
    if verb.dep_ == "amod" and verb.tag_ != "VBG":
        return listed(verb.head)
    if is_passive(verb):
        return _before(verb, listed(subject(verb)))
    target = child(verb, "dobj")
    if target is None and verb.dep_ == "conj" and is_verb(verb.head) and verb.i < verb.head.right_edge.i:
        target = _shared_object(verb)
    if target is None and verb.i + 1 < len(verb.doc) and verb.nbor(1).dep_ == "cc":
        target = _shared_object(verb)
    if target is None:
        relative = verb
        while relative.dep_ in ("xcomp", "conj", "ccomp") and is_verb(relative.head):
            relative = relative.head
        own = child(verb, "nsubj")
        place = any(c.lower_ in ("where", "when", "why") for c in relative.children)
        if relative.dep_ == "relcl" and own is not None and own.lower_ not in RELATIVE and not place:
            return listed(relative.head)
        for complement in children(
            verb, "ccomp"
        ):  # "forced inmates to sign": the object is parsed as a subject
            to = child(complement, "aux")
            if to is not None and to.tag_ == "TO":
                return listed(child(complement, "nsubj", "nsubjpass"))
        return []
    return listed(antecedent(target, verb))


def nearest(verb: Token) -> list[Argument]:
    """What stands right before the comma of an added participle, wherever the parser hung it.

    "Activists of the Harbour Union, | led by Rosa Dlamini": the union.
    """
    while verb.dep_ == "conj" and verb.head.tag_ == "VBN":  # "chaired by the minister and composed of ..."
        verb = verb.head
    doc, comma = verb.doc, verb.i - 1
    if verb.tag_ not in ("VBN", "VBG") or comma <= verb.sent.start or doc[comma].text != ",":
        return []
    noun = doc[comma - 1]
    return [Argument(noun)] if is_nominal(noun) else []


def _shared_object(verb: Token) -> Token | None:
    """ "arrested and beat protesters": the object of the last verb is that of the earlier."""
    for other in conjuncts(verb)[1:]:
        if is_verb(other) and child(other, *syntax.SUBJECTS) is None:
            target = child(other, "dobj")
            if target is not None:
                return target
    return None


def verb_subject(verb: Token) -> list[Argument]:
    return _before(verb, listed(subject(verb)))


def verb_recipient(verb: Token) -> list[Argument]:
    target = child(verb, "dative")
    if target is not None and target.pos_ == "ADP":
        target = child(target, "pobj")
    return listed(target)


def verb_attribute(verb: Token) -> list[Argument]:
    for found in children(verb, "attr", "oprd", "acomp"):
        return listed(found)
    if verb.lemma_ in ("become", "remain"):
        return listed(child(verb, "dobj"))
    return []


def complement(verb: Token) -> list[Argument]:
    return [Argument(c, True) for c in children(verb, "ccomp", "xcomp") if c.i > verb.i or c.dep_ == "ccomp"][
        :1
    ]


def infinitive(token: Token) -> list[Argument]:
    """ "to ..." after a verb, noun or adjective."""
    for found in token.children:
        if found.dep_ in ("xcomp", "acl", "advcl", "ccomp", "relcl") and is_verb(found) and found.i > token.i:
            to = child(found, "aux")
            if to is not None and to.tag_ == "TO":
                return [Argument(found, True)]
    hung = child(token, "dobj")  # "allowed inmates to read", where "to read" hangs on the inmates
    if hung is not None and child(hung, "xcomp") is not None:
        return infinitive(hung)
    return []
