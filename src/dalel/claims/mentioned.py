"""Events that a text only mentions: unreported ones, those in a list of issues or in a heading's words."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import words
from dalel.claims.syntax import children, governors, is_verb

TOLD = words("told")
SUFFERED = frozenset({"ill_treated", "killed", "abducted", "seized"})
"""Kinds of what is done to somebody."""
VOICED = frozenset({"protested", "media_restricted"})
"""Kinds of what happens to the press and in the street."""
LISTING = frozenset({"include", "involve", "comprise", "range"})
ISSUES = frozenset({"issue", "problem", "abuse", "concern", "challenge"})
LONGEST_HEADING = 12
"""Tokens before the colon of a heading that stands in the line of its paragraph, at the most."""


def only_mentioned(finding: Finding) -> bool:
    """Whether it is not told by the words that name it: what somebody suffered, or what stands elsewhere."""
    word = finding.trigger
    if _elsewhere(word):
        return True
    if finding.kind not in SUFFERED | VOICED:
        return False
    return _unheard(word) or (not is_verb(word) and (_issue(word) or _heading(word)))


def _unheard(word: Token) -> bool:
    """ "There were no reports of torture by guards"."""
    for step, above in enumerate(governors(word)):
        if step == 4:
            return False
        if above.lemma_.lower() in TOLD and any(c.lower_ == "no" for c in above.children):
            return True
    return False


def _elsewhere(word: Token) -> bool:
    """ "(see section 2, Abuse of Migrants)"."""
    for i in range(word.i - 1, word.sent.start - 1, -1):
        if word.doc[i].text == ")":
            return False
        if word.doc[i].text == "(":
            return word.doc[i + 1].lower_ == "see"
    return False


def _issue(word: Token) -> bool:
    """ "Human rights issues included: ... attacks on reporters; ...", however so long a list is parsed."""
    for verb in word.sent:
        if verb.i >= word.i:
            return False
        if verb.lemma_ in LISTING and is_verb(verb):
            return any(subject.lemma_ in ISSUES for subject in children(verb, "nsubj"))
    return False


def _heading(word: Token) -> bool:
    """ "Violence against women: The law ..."."""
    doc = word.doc
    if word.sent.start > 0:
        return False
    for i in range(word.i + 1, min(len(doc), LONGEST_HEADING)):
        if is_verb(doc[i]) or doc[i].text in (".", ";"):
            return False
        if doc[i].text == ":":
            return not any(is_verb(t) for t in doc[: word.i])
    return False
