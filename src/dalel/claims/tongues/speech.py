"""Who says it, and how firmly, in Universal Dependencies parses, by the lists of a language's file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dalel.claims.constructions.ud import (
    UDPositions,
    child,
    children,
    has,
    is_clause,
    is_passive,
    is_verb,
    label,
)
from dalel.language.tongues.tongue import Tongue
from dalel.model import Status

STEPS = 8
CLASSES = ("say", "alleged", "denied", "planned")
STATUS = {
    "say": None,
    "alleged": Status.ALLEGED,
    "denied": Status.DENIED,
    "planned": Status.PLANNED,
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A source, the word that says that it speaks, and the tokens of what it says."""

    source: Token | None
    cue: Token
    cls: str
    content: frozenset[int]


def speech_class(token: Token, tongue: Tongue) -> str:
    """The class of a reporting verb; "" for any other word."""
    if not is_verb(token):
        return ""
    return next((cls for cls in CLASSES if token.lemma_.lower() in tongue("speech", cls)), "")


def voices(doc: Doc, tongue: Tongue) -> list[Voice]:
    """Everything in a text that somebody is told to have said."""
    found: list[Voice] = []
    for token in doc:
        cls = speech_class(token, tongue)
        if cls:
            found.extend(_of_verb(token, cls, tongue))
        elif token.pos_ in ("NOUN", "PROPN", "PRON"):
            found.extend(_by(token, tongue))
    return found


def _subtree(token: Token, without: Token | None = None) -> frozenset[int]:
    left = {t.i for t in without.subtree} if without is not None else set()
    return frozenset(t.i for t in token.subtree if t.i not in left)


def _of_verb(verb: Token, cls: str, tongue: Tongue) -> Iterator[Voice]:
    if is_passive(verb):
        source = next((a.token for a in UDPositions(verb, tongue)("agent")), None)
    else:
        source = UDPositions(verb, tongue).subject_token(verb)
    for content in children(verb, "ccomp", "xcomp", "parataxis"):
        if (is_clause(content) or label(content) == "ccomp") and (
            label(content) != "parataxis" or not speech_class(content, tongue)
        ):
            yield Voice(source, verb, cls, _subtree(content))
    for noun in children(verb, "obj"):  # "denied reports that ..."
        if noun.lemma_.lower() in tongue("speech", "nouns"):
            yield Voice(source, verb, cls, _subtree(noun))
    if label(verb) == "parataxis" and verb.head.i != verb.i:
        yield Voice(source, verb, cls, _subtree(verb.head, verb))


def _by(token: Token, tongue: Tongue) -> Iterator[Voice]:
    """ "in the words of X", "according to X"."""
    cases = children(token, "case")
    if not cases:
        return
    lemma = token.lemma_.lower()
    doc = token.doc
    for case in cases:
        word = case.lower_.replace("’", "'")
        before = doc[case.i - 1].lower_.replace("’", "'") + word if case.i else word
        pair = f"{case.lemma_.lower()} {lemma}"
        if pair in _phrases(tongue, "by_words") or f"{word} {lemma}" in _phrases(tongue, "by_words"):
            source = child(token, "nmod")
            cls = "alleged" if pair in _phrases(tongue, "by_words_alleged") else "say"
        elif (word in tongue("speech", "by_prepositions") and word != "après") or (
            before in tongue("speech", "by_prepositions")
        ):
            source, cls = token, "say"
        else:
            continue
        if source is None:
            continue
        top = token.head
        while not is_clause(top) and top.head.i != top.i:
            top = top.head
        content = _subtree(top, token)
        if top.i == token.i:  # all the rest is parsed as if it described the voice
            comma = next((t.i for t in token.subtree if t.i > token.i and t.text == ","), token.sent.end)
            content = frozenset(t.i for t in token.subtree if t.i > comma)
        yield Voice(source, token, cls, content)
        return


def _phrases(tongue: Tongue, name: str) -> frozenset[str]:
    return frozenset(tongue.listed("speech", name))


def speakers(trigger: Token, found: list[Voice]) -> list[Voice]:
    """The voices that say what `trigger` tells, outermost first."""
    held = [v for v in found if v.source is not None and trigger.i in v.content and v.cue.i != trigger.i]
    return sorted(held, key=lambda v: -len(v.content))


def commitment(trigger: Token, tongue: Tongue, found: list[Voice]) -> tuple[Status, tuple[Token, ...]]:
    """How committed the innermost speaker is, and the words that decide it."""
    denied: list[Token] = []
    weaker: tuple[Status, Token] | None = None
    token = trigger
    for _ in range(STEPS):
        for status, word in _beside(token, tongue):
            if status is Status.DENIED:
                denied.extend([word] if word not in denied else [])
            else:
                weaker = weaker or (status, word)
        head = token.head
        while label(token) == "conj" and head.i != token.i and is_clause(head) == is_clause(token):
            token, head = head, head.head
        if head.i == token.i:
            break
        brought, onward = _above(token, head, tongue)
        if brought is Status.DENIED:
            denied.append(head)
        elif brought is not None:
            weaker = weaker or (brought, head)
        if not onward:
            break
        token = head
    if weaker is None:
        inner = min(
            (v for v in found if trigger.i in v.content and v.cue.i != trigger.i),
            key=lambda v: len(v.content),
            default=None,
        )
        if inner is not None and inner.cls == "alleged":
            weaker = (Status.ALLEGED, inner.cue)
    if len(denied) % 2:
        return Status.DENIED, tuple(denied)
    if weaker is not None:
        return weaker[0], (weaker[1],)
    return Status.ASSERTED, ()


def _beside(token: Token, tongue: Tongue) -> Iterator[tuple[Status, Token]]:
    """What the words that hang on a word say of it."""
    helpers = children(token, "aux", "cop")
    for holder in (token, *helpers):
        for c in holder.children:
            if c.lower_ in tongue("commitment", "negation") and label(c) in (
                "advmod",
                "det",
                "cc",
                "discourse",
            ):
                yield Status.DENIED, c
            elif c.lower_ in tongue("commitment", "alleged_words"):
                yield Status.ALLEGED, c
            elif c.lower_ in tongue("commitment", "possible_words") or (
                label(c) == "mark" and c.lower_ in tongue("commitment", "possible_marks")
            ):
                yield Status.POSSIBLE, c
            elif label(c) in ("case", "mark") and c.lower_ in tongue("commitment", "no_prepositions"):
                yield Status.DENIED, c
    for holder in (token, *helpers):
        if not is_verb(holder):
            continue
        for name, status in (("alleged_features", Status.ALLEGED), ("planned_features", Status.PLANNED)):
            for feature in tongue("commitment", name):
                key, _, value = feature.partition("=")
                if has(holder, key, value):
                    yield status, holder
    for c in children(token, "nsubj", "obj"):
        no = next(
            (d for d in c.children if d.lower_ in tongue("commitment", "negation") and label(d) == "det"),
            None,
        )
        if no is not None:
            yield Status.DENIED, no


def _above(token: Token, head: Token, tongue: Tongue) -> tuple[Status | None, bool]:
    """What a governing word does to what hangs on it, and whether words above it count as well."""
    lemma, name = head.lemma_.lower(), label(token)
    if name in ("ccomp", "xcomp", "parataxis") and (cls := speech_class(head, tongue)):
        return STATUS[cls], False
    told = tongue("speech", "nouns")
    if lemma in told and name in ("acl", "ccomp", "nmod", "advcl", "xcomp"):  # "reports that ..."
        return None, True
    if token.lemma_.lower() in told and name in ("obj", "obl") and (cls := speech_class(head, tongue)):
        return (Status.DENIED if cls == "denied" else None), False
    clausal = name in ("xcomp", "ccomp", "csubj", "advcl") and token.dep_ != "acl:relcl"
    noun = token.pos_ in ("NOUN", "PROPN") and name in ("obj", "obl", "nsubj", "iobj", "xcomp")
    if lemma in tongue("commitment", "denied_nouns") and name in ("nmod", "acl"):
        return Status.DENIED, True
    if not (
        is_verb(head) or child(head, "cop") is not None or lemma in tongue("commitment", "planned_verbs")
    ):
        return None, False
    if name == "advcl":
        return None, False
    if (clausal or noun) and lemma in tongue("commitment", "denied_verbs"):
        return Status.DENIED, True
    if (clausal or noun) and name != "nsubj" and lemma in tongue("commitment", "planned_verbs"):
        return Status.PLANNED, True
    if clausal and lemma in tongue("commitment", "possible_verbs"):
        return Status.POSSIBLE, True
    if clausal and lemma in tongue("commitment", "passing_verbs"):
        return None, True
    if noun and (lemma in tongue("commitment", "light") or lemma in tongue("commitment", "passing_verbs")):
        return None, True
    return None, noun and token.dep_ == "nsubj:pass"
