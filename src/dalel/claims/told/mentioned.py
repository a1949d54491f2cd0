"""Events that a text only mentions: unreported ones, those in a list of issues or in a heading's words."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.claims.commitment.parse import infinitive
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import words
from dalel.claims.syntax import children, governors, helped_by, is_verb
from dalel.claims.told.anybody import STEPS, SUFFERED

TOLD, POWERS, EMPOWERING = words("told"), words("powers"), words("empowering")
WEAK = words("weak_hold")
"""What a hold is that is none: "weak control"."""
TOPICAL = words("topical")
"""Nouns of what is about something: "conference", "training"."""
ASKING, SAYING = words("asking"), words("saying")
"""Verbs of calling for something, and of telling, whose denial leaves open whether it is so."""
SELDOM = frozenset({"rarely", "seldom", "never", "hardly"})
TASKS = words("inquiries_as_tasks")
"""Verbs of what a body is there for: "charged with | investigating | theft"."""
VOICED = frozenset({"protested", "media_restricted"})
"""Kinds of what happens to the press and in the street."""
DECISIONS = frozenset(
    {"finding.upheld", "finding.on appeal", "finding.decided", "finding.granted", "finding.sided"}
)
"""Frames of what a court decided."""
CALLS = frozenset({"demanded", "protested"})
"""Kinds of what somebody calls for."""
STANDINGS = frozenset({"dissolved", "registered"})
"""Kinds of what became of organisations."""
LISTING = frozenset({"include", "involve", "comprise", "range"})
ISSUES = frozenset({"issue", "problem", "abuse", "concern", "challenge"})
LONGEST_HEADING = 12
"""Tokens before the colon of a heading that stands in the line of its paragraph, at the most."""


def only_mentioned(finding: Finding) -> bool:
    """Whether the words that name it don't tell it: they stand elsewhere, in a list, or tell of a power."""
    word = finding.trigger
    if finding.frame.id in DECISIONS and word.tag_ == "VB" and not _did(word):
        return True  # "a judge must order a trial or dismiss the case"
    if finding.frame.id == "finding.ruled" and word.dep_ == "pcomp" and word.head.lower_ == "from":
        return True  # "bars judges from holding shares"
    if _unsaid(word) or _elsewhere(word) or _asked_how(word) or (finding.kind in STANDINGS and _sort(word)):
        return True
    if finding.kind == "extradition" and _wished_away(word):
        return True
    if finding.kind == "rule":
        subjects = [t for f in finding.roles.get("subject", ()) for t in f.token.doc[f.start : f.end]]
        return _whose(word) or any(t.lower_ in ("median", "average", "mean") for t in subjects)
    if finding.kind == "controls":
        return any(c.lower_ in WEAK for c in children(word, "amod"))
    if finding.kind in STEPS or finding.kind in CALLS:
        return _power(word)
    if finding.kind == "released" and any(c.lower_ in SELDOM for c in children(word, "advmod")):
        return not any(f.resolved for f in finding.roles.get("person", ()))  # "rarely grant bail"
    if finding.kind not in SUFFERED | VOICED:
        return False
    return (
        _unheard(word)
        or _supposed(word)
        or _topic(word)
        or (not is_verb(word) and (_issue(word) or _heading(word)))
    )


def _did(verb: Token) -> bool:
    """Whether "did" or a form of it stands with a verb."""
    return any(c.dep_ == "aux" and c.lemma_ == "do" for c in verb.children)


def _unsaid(word: Token) -> bool:
    """ "The report does not say that he was tortured": neither that he was nor that he wasn't."""
    for clause in (word, *governors(word)):
        verb = clause.head
        if clause.dep_ == "ccomp" and verb.lemma_ in SAYING and verb.pos_ == "VERB":
            return any(c.dep_ == "neg" for c in verb.children)
    return False


def _wished_away(verb: Token) -> bool:
    """ "Lawyers asked the court not to extradite him", "he must not be extradited": nobody refused it yet."""
    if not any(c.dep_ == "neg" for c in verb.children):
        return False
    return helped_by(verb, frozenset({"should", "must"})) or (
        infinitive(verb) and verb.head.lemma_ in ASKING and verb.head.i != verb.i
    )


def _unheard(word: Token) -> bool:
    """ "There were no reports of torture by guards"."""
    for step, above in enumerate(governors(word)):
        if step == 4:
            return False
        if above.lemma_.lower() in TOLD and any(c.lower_ == "no" for c in above.children):
            return True
    return False


def _asked_how(word: Token) -> bool:
    """ "sought advice on how to | block | websites"."""
    return word.tag_ == "VB" and any(
        c.lower_ in ("how", "whether") and c.i < word.i and any(t.lower_ == "to" for t in word.children)
        for c in word.children
    )


def _power(word: Token) -> bool:
    """ "has authority to | investigate | cases of theft", which tells of no case."""
    low = word
    for step, above in enumerate(governors(word)):
        if step == 6:
            return False
        if low.dep_ == "acl" and above.lemma_.lower() in POWERS and low.tag_ == "VB":
            return above.head.lemma_ not in ("use", "exercise", "abuse", "misuse")
        if low.dep_ in ("xcomp", "ccomp", "advcl") and above.lemma_ in EMPOWERING and low.tag_ == "VB":
            return True
        if low.dep_ == "pcomp" and low.lemma_ in TASKS and above.head.lemma_ in ("charge", "task", "entrust"):
            return True
        low = above
    return False


def _sort(word: Token) -> bool:
    """ "leaders of | dissolved | parties", which says of what sort, not that any party was dissolved."""
    noun = word.head
    told = (t for t in noun.children if t.i < noun.i)
    return word.dep_ == "amod" and noun.tag_ == "NNS" and all(t.dep_ == "amod" or t.is_punct for t in told)


def _elsewhere(word: Token) -> bool:
    """ "(see section 2, Abuse of Migrants)"."""
    for i in range(word.i - 1, word.sent.start - 1, -1):
        if word.doc[i].text == ")":
            return False
        if word.doc[i].text == "(":
            return word.doc[i + 1].lower_ == "see"
    return False


def _whose(word: Token) -> bool:
    """ "The measures that employers must | take |": what is told is the measures."""
    own = next(iter(children(word, "nsubj")), None)
    return (
        word.dep_ == "relcl"
        and own is not None
        and own.tag_ not in ("WDT", "WP")
        and own.lower_ != "that"
        and not children(word, "dobj", "prep", "ccomp", "xcomp", "attr", "acomp")
        and not any(t.lower_ == "whose" for t in own.subtree)
        and not any(c.lower_ in ("where", "when", "why") for c in word.children)
    )


def _topic(word: Token) -> bool:
    """ "A conference on | violence | against women": what is spoken of, not what was done."""
    about = word.head
    on = word.dep_ == "pobj" and about.lower_ in ("on", "about", "regarding", "concerning")
    return on and not is_verb(word) and about.head.lemma_.lower() in TOPICAL


def _supposed(word: Token) -> bool:
    """ "Excuses a husband who | kills | his wife", "if the victim | dies |": what a rule supposes."""
    if not is_verb(word):
        told = next((t for t in governors(word) if is_verb(t)), None)
        return told is not None and told.dep_ == "advcl" and any(c.lower_ == "if" for c in told.children)
    finite = next(iter(children(word, "aux", "auxpass")), word)
    if finite.tag_ not in ("VBZ", "VBP"):
        return False
    if word.dep_ == "relcl":
        return any(c.lower_ in ("a", "an", "any", "anyone") for c in word.head.children)
    return word.dep_ == "advcl" and any(c.lower_ == "if" for c in children(word, "mark"))


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
