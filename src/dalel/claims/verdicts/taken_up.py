"""The thing that "it" and "they" take up from the clause before, where a reader is sure of it.

"The law bans dowries, but they remained common": the dowries. Persons and bodies by name are resolved
elsewhere (`language.coreference`); here it is the words of a phrase.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dalel.claims.fillers.phrases import phrase, text_of, trim
from dalel.claims.syntax import SUBJECTS, child, children, is_verb
from dalel.claims.verdicts.clauses import rules

SINGULAR = frozenset({"it"})
PLURAL = frozenset({"they", "these"})
OBJECTS = frozenset({"dobj", "pobj", "attr"})
LEAD = 6
"""Tokens of a date before "it" at the most."""
NUMBERS = frozenset({"NNS", "NNPS"})
"""Tags of plurals."""


def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = rules()["taken_up"]
    return lists


def taken_up(pronoun: Token) -> str:
    """The words that a pronoun as subject stands for; "" where unsure."""
    word = pronoun.lower_
    if pronoun.dep_ not in SUBJECTS or word not in SINGULAR | PLURAL:
        return ""
    before = _clause_before(pronoun)
    if before is not None:
        found = _singular(pronoun, before) if word in SINGULAR else _plural(pronoun, before)
    else:
        found = _topic_before(pronoun) if word in ("they", "it") else None
    return _words(found, pronoun) if found is not None else ""


def _topic_before(pronoun: Token) -> Token | None:
    """What the sentence before was about, where the pronoun's sentence begins with it."""
    doc, sentence = pronoun.doc, pronoun.sent
    ahead = doc[sentence.start : pronoun.i]
    dated = pronoun.lower_ in SINGULAR and all(t.pos_ != "VERB" for t in ahead)  # "as of May, it ..."
    far = len(ahead) > (LEAD if dated else 2)
    if sentence.start == 0 or far or pronoun.head.i != sentence.root.i:
        return None
    before = doc[sentence.start - 1].sent
    same = PLURAL if pronoun.lower_ in PLURAL else SINGULAR
    if any(t.lower_ in same and t.dep_ in SUBJECTS for t in before):
        return None  # it may go on about those whom that one means
    topic = child(before.root, *SUBJECTS)
    if pronoun.lower_ in SINGULAR:
        return topic if topic is not None and _one_body(topic, pronoun.head) else None
    several = topic is not None and (topic.tag_ in NUMBERS or bool(children(topic, "conj")))
    return topic if topic is not None and several and not _none(topic) else None


def _one_body(topic: Token, verb: Token) -> bool:
    """Whether a subject is one thing that "it" may go on about, and "it" is not how things are."""
    single = topic.tag_ in ("NN", "NNP") and not children(topic, "conj") and not _none(topic)
    lasting = any(c.lemma_.lower() in _lists()["lasting"] for c in children(verb, "attr", "acomp"))
    return single and not lasting and not only_opens(verb) and topic.ent_type_ != "PERSON"


def _clause_before(pronoun: Token) -> Token | None:
    """The verb of the clause in the same sentence that the pronoun's own one goes on from."""
    verb = pronoun.head
    if (
        verb.dep_ in ("conj", "advcl", "ccomp", "parataxis")
        and is_verb(verb.head)
        and verb.head.i < pronoun.i
    ):
        return verb.head
    for c in verb.children:
        clause = c.dep_ in ("advcl", "ccomp", "parataxis") and is_verb(c)
        if clause and c.right_edge.i < pronoun.i and pronoun.i - c.right_edge.i <= 2:
            return c
    return None


def _singular(pronoun: Token, before: Token) -> Token | None:
    verb, topic = pronoun.head, child(before, *SUBJECTS)
    if only_opens(verb):
        return None
    thing = child(before, "dobj")
    lasting = any(c.lemma_.lower() in _lists()["lasting"] for c in children(verb, "attr", "acomp"))
    if lasting and before.lemma_ in _lists()["banning"]:
        return thing if thing is not None and thing.tag_ not in NUMBERS else None
    if topic is None or topic.tag_ not in ("NN", "NNP") or children(topic, "conj") or _none(topic):
        return None
    return topic


def only_opens(verb: Token) -> bool:
    """Whether "it" only opens what is told: "it was unclear whether", "it was common for them to"."""
    behind = [c for c in verb.children if c.i > verb.i]
    if any(c.lower_ in _lists()["minded"] for c in children(verb, "acomp")):
        return False  # "it was unable to pay"
    behind += [g for c in behind if c.dep_ in ("acomp", "attr") for g in c.children]
    clauses = {"ccomp", "xcomp", "csubj", "acl"}
    return verb.lemma_ in ("be", "become", "remain", "seem", "appear") and (
        any(c.dep_ in clauses for c in behind)
        or any(
            c.dep_ == "advcl" and any(g.tag_ == "TO" or g.lower_ in ("if", "whether") for g in c.children)
            for c in behind
        )
        or any(c.lower_ == "for" for c in behind)
    )


def _plural(pronoun: Token, before: Token) -> Token | None:
    """The plural subject of the clause before, else the only plural that the clause tells of."""
    topic = child(before, *SUBJECTS)
    several = topic is not None and (topic.tag_ in NUMBERS or bool(children(topic, "conj")))
    these = pronoun.lower_ == "these"
    if topic is not None and several and not _none(topic) and not these:
        return topic
    told = [t for t in _outer(before, pronoun.i) if t != topic or not these]
    plural = [t for t in told if t.tag_ in NUMBERS or children(t, "conj")]
    if len(plural) != 1 or (topic is not None and topic.lower_ in _lists()["plural"]):
        return None
    return plural[0]


def _outer(verb: Token, end: int) -> Iterator[Token]:
    """The nouns of a clause, other than those in the phrase of another that may itself be meant."""
    stack = [c for c in verb.children if c.i < end]
    while stack:
        token = stack.pop(0)
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ in (*OBJECTS, *SUBJECTS):
            if _none(token):
                stack.extend(c for c in token.children if c.dep_ in ("prep", "acl"))
                continue
            plural = token.tag_ in NUMBERS or bool(children(token, "conj"))
            yield token
            if not plural:
                stack.extend(c for c in token.children if c.dep_ in ("prep", "acl"))
        elif token.dep_ in ("prep", "xcomp", "acl", "agent", "dative"):
            stack.extend(c for c in token.children if c.i < end)


def _none(noun: Token) -> bool:
    return any(c.lower_ in ("no", "neither") for c in noun.children)


def _words(noun: Token, pronoun: Token) -> str:
    """The phrase of a noun, as far as it stands before the pronoun."""
    start, end = phrase(noun)
    if children(noun, "conj"):
        end = max(end, noun.right_edge.i + 1)
    start, end = trim(noun.doc, start, min(end, pronoun.i))
    return text_of(noun.doc, start, end)
