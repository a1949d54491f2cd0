"""The words of a rule made whole: subjects told together, tasks with their verb, objects and conditions.

"Detectives or clerks who leak files" is one subject; "may summon ministers and search their offices" is two
tasks that both "may"; in "ceilings, which the law did not set" it is the ceilings that were not set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.phrases import phrase, text_of, trim
from dalel.claims.lexicon import words
from dalel.claims.syntax import SUBJECTS, child, children, conjuncts, is_passive, is_verb

LAWS = words("laws")
APART = 3
"""How many tokens may stand between two laws of a list: "the constitution, and the law"."""
BEHIND = ("prep", "acl", "relcl")
"""Labels of what restricts a noun from behind."""
BARE = frozenset({"det", "cc", "conj", "punct", "preconj"})
"""Labels of what a noun has that tells nothing of it."""
OWNED = frozenset({"its", "their", "his", "her"})
SUCH = frozenset({"such", "these", "those"})
PASSED = words("passed")
"""What is done to make a law."""
LONGEST_CONDITION = 25
"""Tokens of a condition at the most."""
HOLLOW = frozenset({"RB", "RP", "IN", "TO"})
"""Tags of words that tell nothing of what a verb is about."""
MANY = frozenset({"many", "several", "few", "numerous"})
"""Words before those of whom a rule doesn't tell who they are."""
COUNTING, NAMELESS = words("counting"), words("nameless")
"""Words that tell how many; whole subjects that tell of nobody and of no deed."""
UNTOLD = frozenset({"it", "this", "so", "them"})
COMPARING = frozenset({"as", "than", "what"})


def told_together(listed: list[Filler], trigger: Token) -> Filler | None:
    """One filler for a list whose members are one subject; None where each is a subject of its own.

    "The constitution and law", "promotion or display of forgeries", "detectives and clerks convicted of
    leaks", "the code and its annexes".
    """
    whole = _without_examples(listed)
    if whole is not None:
        return whole
    if _one_name(listed, trigger):
        return _from_to(listed[0], listed[-1])
    if len(listed) == 1:
        return _with_its_own(listed[0], trigger)
    if not listed:
        return None
    first, last = listed[0], listed[-1]
    doc, chain = first.token.doc, {t.i for t in conjuncts(first.token)}
    if any(f.token.i not in chain for f in listed):
        return None
    owned = doc[last.start - 1].lower_ in OWNED and last.start > 0 and len(listed) == 2
    if any(f.resolved for f in (listed[1:] if owned else listed)):
        return None
    shared = _shared(first, last)
    end = last.end
    if shared is not None:
        of = child(shared, "pobj") if shared.dep_ == "prep" else None
        end = _before(shared.right_edge.i + 1 if of is None else phrase(of)[1], shared, trigger)
    joint = _either(listed) or _bare_before(listed) or _laws(listed) or compares(trigger)
    if not (owned or shared is not None or joint):
        return None
    own = first.texts[0] if first.resolved else text_of(doc, first.start, first.end)
    text = f"{own} {text_of(doc, first.end, end)}".replace(" ,", ",")
    return Filler((text,), first.start, end, first.token, first.lead, resolved=shared is not None)


def _without_examples(listed: Sequence[Filler]) -> Filler | None:
    """What a list gives examples of: "theft, including | theft of cars and of boats,"."""
    wholes = {noun.i: noun for f in listed if (noun := _exemplified(f.token)) is not None}
    named = any(f.resolved or f.token.i not in _beneath(wholes) for f in listed)
    if len(wholes) != 1 or named:
        return None
    [noun] = wholes.values()
    start, end = phrase(noun)
    return Filler((text_of(noun.doc, start, end),), start, end, noun)


def without_members(listed: list[Filler]) -> list[Filler]:
    """A list before those whom its first member is told to consist of: "a board of judges and clerks"."""
    for f in listed[1:]:
        between = listed[0].token.doc[listed[0].token.i : f.token.i]
        if any(t.lower_ in ("consisting", "composed", "comprising") for t in between):
            return listed[:1]
    return listed


def _one_name(listed: Sequence[Filler], trigger: Token) -> bool:
    """Whether a list is the name of one body: "the Ministry of Fishing, Ports and Trade | oversees ..."."""
    verb = trigger.head if trigger.dep_ in ("acomp", "oprd") else trigger
    finite = next((c for c in children(verb, "aux", "auxpass")), verb)
    names = all(f.token.pos_ == "PROPN" and not children(f.token, "det", "poss") for f in listed[1:])
    single = finite.tag_ == "VBZ" or finite.lower_ == "was"
    return len(listed) > 1 and single and names and not _either(listed)


def _from_to(first: Filler, last: Filler) -> Filler:
    """One filler for all from one to another."""
    text = text_of(first.token.doc, first.start, last.end)
    return replace(first, texts=(text,), end=last.end, resolved=True)


def _beneath(nouns: dict[int, Token]) -> set[int]:
    return {t.i for noun in nouns.values() for t in noun.subtree}


def _exemplified(token: Token) -> Token | None:
    """The noun that what stands in a list behind "including" or "such as" is an example of."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    word = token.head
    such = word.lower_ == "as" and word.i > 0 and word.nbor(-1).lower_ == "such"
    example = token.dep_ in ("pobj", "dobj") and (word.lower_ in ("including", "namely") or such)
    return word.head if example and word.head.i < word.i and word.head.pos_ in ("NOUN", "PROPN") else None


def _with_its_own(filler: Filler, trigger: Token) -> Filler | None:
    """What a filler has of its own, or whose own it is: "the code | and its annexes"."""
    doc, noun = filler.token.doc, filler.token
    own = next((c for c in noun.conjuncts if (poss := child(c, "poss")) and poss.lower_ in OWNED), None)
    if own is None and filler.start and doc[filler.start - 1].lower_ in OWNED and noun.dep_ == "conj":
        own = noun
    if own is None or (own.i != noun.i and (own.head.i != noun.i or filler.resolved)):
        return None
    start = filler.start if own.i != noun.i else phrase(noun.head)[0]
    end = _before(phrase(own)[1], own, trigger)
    return Filler((text_of(doc, start, end),), start, end, noun, filler.lead, resolved=True)


def restricted(subject: Filler, trigger: Token) -> Filler:
    """The subject of a rule with all that restricts it: "a clerk who fails | to report a theft"."""
    if subject.resolved or subject.start > trigger.i:
        return subject
    if trigger.dep_ == "conj" and trigger.doc[subject.start].lower_ == "only":
        return subject.cut(subject.end, subject.start + 1)  # "only courts may ... and must answer"
    if subject.start and subject.start == subject.token.i and trigger.doc[subject.start - 1].lower_ in SUCH:
        text = text_of(trigger.doc, subject.start - 1, subject.end)
        subject = replace(subject, texts=(text,), start=subject.start - 1)  # "such | crimes"
    done = next((c for c in children(subject.token, "amod") if c.lower_ in PASSED), None)
    if done is not None and subject.start < done.i and done.nbor(-1).pos_ in ("NOUN", "PROPN"):
        return subject.cut(subject.end, done.i + 1)  # "the senate approved | legislation that bans"
    for c in subject.token.children:
        first, last = c.left_edge.i, c.right_edge.i + 1
        if c.lower_ == "provided" and c.dep_ == "acl" and c.i > subject.token.i:
            return subject.cut(c.i)  # "the law | provided for rest and limited ..."
        if c.lower_ in PASSED:
            continue  # "a law | adopted in June"
        behind = c.dep_ in ("relcl", "acl") and subject.token.i < first <= subject.end
        cut = behind and first == subject.token.i + 1 and subject.end < last <= trigger.i
        if cut and last - first <= LONGEST_CONDITION:
            return replace(subject, texts=(text_of(trigger.doc, subject.start, last),), end=last)
    last = max(_participle_behind(subject, trigger), _up_to_verb(subject, trigger))
    if last <= subject.end:
        return subject
    return replace(subject, texts=(text_of(trigger.doc, subject.start, last),), end=last)


def _participle_behind(subject: Filler, trigger: Token) -> int:
    """The end of what restricts a subject, hung elsewhere: "clerks | not sworn in | may not vote"."""
    doc, first = trigger.doc, subject.end
    stop = min((c.i for c in children(trigger, "aux", "auxpass")), default=trigger.i)
    lead = first + (doc[first].lower_ == "not")
    between = doc[lead:stop]
    if (
        lead >= stop
        or doc[lead].lower_ in PASSED
        or doc[lead].tag_ not in ("VBN", "VBG", "JJR")
        or len(between) > LONGEST_CONDITION
    ):
        return first
    if any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in between):
        return first
    return next((t.i for t in between if t.text in (",", "(")), stop)


def _up_to_verb(subject: Filler, trigger: Token) -> int:
    """The end of a subject whose last words are parsed apart: "a clerk who hides stolen | goods | may"."""
    doc, first = trigger.doc, subject.end
    verb = trigger.head if trigger.dep_ in ("acomp", "oprd") else trigger
    stop = min(
        (c.i for c in children(verb, "aux", "auxpass", "neg", "advmod") if c.i >= first), default=verb.i
    )
    between = doc[first : min(stop, verb.i)]
    last = doc[first - 1]
    inside = any(t.dep_ in ("relcl", "acl") for t in (last, *last.ancestors) if t.i > subject.token.i)
    told = any(t.pos_ == "NOUN" for t in between) and not any(
        t.is_punct or t.tag_ in ("VBZ", "VBP", "VBD", "MD", "WDT", "WP") for t in between
    )
    if not inside or not told or between[0].tag_ == "CC" or len(between) > LONGEST_CONDITION:
        return first
    return first + len(between)


def without_clause(subject: Filler, trigger: Token) -> Filler:
    """A subject without the clause that tells the rule: "rules | that ban fishing"."""
    first = trigger
    while first.dep_ not in ("relcl", "acl") and subject.token.i < first.head.i < first.i:
        first = first.head
    clause = first.left_edge.i
    if not subject.token.i < clause < subject.end or not clause <= trigger.i < subject.end:
        return subject
    text = text_of(trigger.doc, *trim(trigger.doc, subject.start, clause))
    return replace(subject, texts=(text,), end=clause)


def nameless(roles: Mapping[str, Sequence[Filler]]) -> bool:
    """Whether a rule's subject tells of nobody: "those" without what restricts them, or its own words."""
    subjects, properties = roles.get("subject", ()), roles.get("property", ())
    own = {f.token.i for f in properties}
    texts = [text.lower() for f in subjects for text in f.texts]
    author = any(f.token.lower_ in ("we", "i", "you") for f in subjects)
    bare = author or any(text in NAMELESS or text.startswith(("who ", "which ")) for text in texts)
    vague = any(text.partition(" ")[0] in MANY or _only_counts(text) for text in texts)
    return bare or vague or any(f.end - f.start == 1 and f.token.i in own for f in subjects)


def _only_counts(text: str) -> bool:
    """Whether a subject tells how many and not of what: "at least 15", "others", "most of them"."""
    return all(word in COUNTING or word.isdigit() for word in text.split())


def _before(end: int, word: Token, trigger: Token) -> int:
    """The end of a phrase before the verb that it is the subject of."""
    return min(end, trigger.i) if word.i < trigger.i else end


def _shared(first: Filler, last: Filler) -> Token | None:
    """What is hung on the first of a list and stands behind the last: "clerks or judges | caught lying"."""
    return next(
        (c for c in first.token.children if c.dep_ in BEHIND and c.left_edge.i == last.token.i + 1), None
    )


def compares(trigger: Token) -> bool:
    """Whether a rule compares those of a list with each other: "men and women have the | same | rights"."""
    thing = child(trigger, "dobj", "attr")
    if thing is None or not any(c.lower_ in ("same", "equal") for c in children(thing, "amod")):
        return False
    return not any(c.lower_ in ("as", "to", "with") for c in (*children(thing, "prep"), *trigger.rights))


def spanning(listed: Sequence[Filler]) -> Filler:
    """One filler for a list as it is written."""
    first = min(listed, key=lambda f: f.start)
    end = max(f.end for f in listed)
    return replace(first, texts=(text_of(first.token.doc, first.start, end),), end=end)


def _either(listed: Sequence[Filler]) -> bool:
    return any(c.dep_ == "cc" and c.lower_ == "or" for f in listed for c in f.token.children)


def _bare_before(listed: Sequence[Filler]) -> bool:
    """Whether only the last of a list tells more of itself, which the others may share."""
    *before, last = listed
    bare = all(f.end - f.start == 1 and all(c.dep_ in BARE for c in f.token.children) for f in before)
    alike = all(f.token.tag_ == last.token.tag_ for f in before)
    return bare and alike and any(c.dep_ in BEHIND and c.i < last.end for c in last.token.children)


def _laws(listed: Sequence[Filler]) -> bool:
    bare = all(f.end - f.start == 1 and f.token.lemma_.lower() in LAWS for f in listed)
    return bare and all(0 < b.start - a.end <= APART for a, b in pairwise(listed))


def led(part: Filler, whole: Filler, first: Token) -> Filler:
    """A part of a list of tasks with the words that lead to them all: "may | search their offices".

    `first` is the first word of the list.
    """
    doc, lead = part.token.doc, min(first.left_edge.i, first.i)
    if is_verb(first):
        lead = first.i
        while lead - 1 > whole.start and doc[lead - 1].dep_ == "advmod" and doc[lead - 1].head.i == first.i:
            lead -= 1
    if lead <= whole.start:
        return part
    start = part.start
    while start - 1 > lead and doc[start - 1].dep_ == "det":  # "carries | a | fine"
        start -= 1
    if doc[lead - 1].tag_ == "TO" and any(t.tag_ == "TO" for t in doc[start : start + 2]):
        lead -= 1  # "allowed them to rest and | not to work"
    text = f"{text_of(doc, whole.start, lead)} {text_of(doc, start, part.end)}"
    return replace(part, texts=(text,), resolved=True)


def with_object(words_of: Filler, verb: Token) -> Filler | None:
    """The words of a rule with what they are about, where it stands before: "did not provide for | ceilings".

    None where that is told nowhere: "lower than the law allows".
    """
    doc = verb.doc
    if words_of.resolved or words_of.token.i != verb.i:
        return words_of
    rest = doc[verb.i + 1 : words_of.end]
    if len(rest) == 1 and rest[0].lower_ in UNTOLD:
        return None  # "the law does not require | it"
    hollow = all(t.tag_ in HOLLOW and t.right_edge.i < words_of.end for t in doc[verb.i + 1 : words_of.end])
    noun = _gap(verb)
    if noun is None:
        told = verb.dep_ in ("advcl", "pcomp", "ccomp") and any(
            t.lower_ in COMPARING for t in doc[verb.left_edge.i : verb.i]
        )
        before = doc[verb.left_edge.i - 1].lower_ if verb.left_edge.i else ""
        return None if hollow and (told or before in COMPARING) else words_of
    start, end = phrase(noun)
    end = min(end, verb.left_edge.i)
    start, end = trim(doc, start, end)
    after = verb.i + 1
    while after < words_of.end and doc[after].dep_ in ("prt", "prep") and not any(doc[after].rights):
        after += 1
    parts = (
        text_of(doc, words_of.start, after),
        text_of(doc, start, end),
        text_of(doc, after, words_of.end),
    )
    text = " ".join(part for part in parts if part)
    return replace(words_of, texts=(text,), start=start, resolved=True)


def _gap(verb: Token) -> Token | None:
    """The noun that is the object of a relative clause: "fees | that the law set"."""
    top = verb
    while top.dep_ in ("conj", "xcomp") and is_verb(top.head):
        top = top.head
    own = child(top, *SUBJECTS)
    if top.dep_ != "relcl" or own is None or own.tag_ in ("WDT", "WP", "WP$") or is_passive(verb):
        return None
    if own.lower_ in ("that", "which", "who") or child(verb, "dobj", "ccomp", "acomp", "attr") is not None:
        objects = [c for c in children(verb, "dobj") if c.tag_ in ("WDT", "WP")]
        if not objects or own.lower_ in ("that", "which", "who"):
            return None
    first = top.left_edge
    if first.tag_ in ("IN", "WRB", "WP$") and first.lower_ != "that":
        return None
    return top.head if top.head.pos_ in ("NOUN", "PROPN") else None
