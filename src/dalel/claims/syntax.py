"""Small questions about a dependency parse (CLEAR labels, as spaCy's English models give them)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
CLAUSES = frozenset({"relcl", "ccomp", "advcl", "parataxis", "csubj", "csubjpass"})
"""Labels of clauses with a life of their own: what hangs below them is not their governor's."""
DITRANSITIVE = frozenset(
    {
        "give",
        "grant",
        "offer",
        "award",
        "deny",
        "refuse",
        "pay",
        "send",
        "allow",
        "name",
        "elect",
        "appoint",
        "call",
    }
)
"""Verbs whose participle may have an object: "a man given five years"."""
EXAMPLES = frozenset({"particularly", "especially", "mainly", "notably", "primarily"})
"""Adverbs with which one of many is named for them all."""


def children(token: Token, *labels: str) -> list[Token]:
    """The children of `token` with one of the labels, left to right."""
    return [child for child in token.children if child.dep_ in labels]


def child(token: Token, *labels: str) -> Token | None:
    """The first child of `token` with one of the labels."""
    for found in token.children:
        if found.dep_ in labels:
            return found
    return None


def is_verb(token: Token) -> bool:
    """Whether the token heads a clause or a participle phrase."""
    return token.pos_ in ("VERB", "AUX")


def is_nominal(token: Token) -> bool:
    """Whether the token can head a noun phrase."""
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "X") or token.tag_ in (
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "DT",
    )


def conjuncts(head: Token) -> list[Token]:
    """`head` and the further members of its list ("A, B and C"), left to right."""
    found = [*_names_before(head), head]
    for token in found:
        later = [c for c in token.children if c.dep_ == "conj" and c.i > token.i and not _for_one(c)]
        # "Lina Moreau, Karim Aziz and Pavel Novak": the second name is parsed as an apposition
        found.extend(
            c
            for c in token.children
            if c.dep_ == "appos"
            and c.pos_ == token.pos_ == "PROPN"
            and any(token.i < c.i < other.i for other in later)
            and token.doc[c.left_edge.i - 1].text != "("  # an abbreviation
        )
        found.extend(later)
        found.extend(c for c in token.children if _member(c, later))
    found.sort(key=lambda token: token.i)
    return found


def _for_one(member: Token) -> bool:
    """Whether what follows "but" is only an example: "workers in all mines, but | mainly | in Northport"."""
    before = member.left_edge.i
    doc = member.doc
    words = [doc[i].lower_ for i in range(max(before - 2, 0), min(before + 1, member.i))]
    return "but" in words and any(w in EXAMPLES for w in words)


def _member(apposed: Token, later: list[Token]) -> bool:
    """Whether an apposition is a further member of a list: "two soldiers, | a nurse, and Omar Aziz"."""
    several = apposed.head.tag_ == "NNS" and apposed.tag_ == "NN" and apposed.dep_ == "appos"
    goes_on = [*later, *(c for c in apposed.children if c.dep_ == "conj")]
    return (
        several
        and any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in apposed.children)
        and any(c.i > apposed.i for c in goes_on)
    )


def _names_before(head: Token) -> list[Token]:
    """ "reporter Lina Moreau and editor Karim Aziz": the first name is parsed as a part of the second."""
    if head.pos_ != "PROPN" or head.dep_ == "conj":
        return []
    before = [c for part in [head, *children(head, "compound")] for c in children(part, "nmod", "compound")]
    return [
        c
        for c in before
        if c.pos_ == "PROPN" and c.i < head.i and any(g.dep_ == "cc" and g.i > c.i for g in c.children)
    ]


def is_passive(verb: Token) -> bool:
    """Whether the surface subject of `verb` suffers what the verb says."""
    labels = {c.dep_ for c in verb.children}
    if labels & {"auxpass", "nsubjpass", "csubjpass"}:
        return True
    active = "nsubj" in labels or (verb.dep_ == "conj" and "dobj" in labels)
    if "agent" in labels and not (active and verb.tag_ in ("VBD", "VBZ", "VBP")):
        return True  # not in "villagers condemned the demolition of huts | by soldiers", hung on the verb
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "acl" and verb.lemma_ not in DITRANSITIVE and child(verb, "dobj") is not None:
        return False  # "members of the army, later identified, arrested two men"
    if verb.dep_ == "acl" and any(child(c, "dobj") for c in _goes_on(verb)):
        return False  # "an officer, Omar Haddad, | arrested, beat, and tortured two men"
    if verb.dep_ in ("acl", "amod", "advcl") and not child(verb, "aux"):
        return True
    if verb.dep_ == "conj" and not children(verb, "aux", "nsubj"):
        return is_passive(verb.head) if is_verb(verb.head) else True
    if verb.dep_ == "pcomp" and verb.head.lower_ == "with":  # "with dozens | held | for weeks"
        return not labels & {"aux", "dobj"}
    if verb.dep_ == "ccomp" and "nsubj" in labels and any(child(c, "dobj") for c in _goes_on(verb)):
        return False  # "noted that police often | beat, arrested, and detained | traders"
    if verb.dep_ in ("xcomp", "ccomp", "oprd"):  # "had him arrested", "saw X convicted"
        return not child(verb, "aux")
    return False


def _goes_on(verb: Token) -> list[Token]:
    """The verbs of a list behind a first one, without helpers of their own."""
    found = [verb]
    for token in found:
        found.extend(c for c in token.children if c.dep_ == "conj" and c.tag_ in ("VBN", "VBD"))
    return [v for v in found[1:] if v.lemma_ not in DITRANSITIVE and not children(v, "aux", "auxpass")]


def clause(head: Token) -> list[Token]:
    """The tokens below `head`, in text order, without those of clauses and verbs of their own."""
    found: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        found.append(token)
        for c in token.children:
            if c.dep_ in CLAUSES or (c.dep_ == "conj" and is_verb(c)):
                continue
            stack.append(c)
    found.sort(key=lambda t: t.i)
    return found


def governors(token: Token) -> Iterator[Token]:
    """The chain of heads above `token`, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def helped_by(verb: Token, words: Collection[str]) -> bool:
    """Whether one of the words helps a verb: "must | be held"."""
    return any(c.dep_ == "aux" and c.lower_ in words for c in verb.children)


def free_to(verb: Token) -> bool:
    """Whether a verb tells only what somebody may or could do: "residents | could | criticize the mayor"."""
    return helped_by(verb, ("can", "could", "may"))
