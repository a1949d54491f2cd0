"""What rules say of several laws at once, what one sentence rules beside it, and what they only speak of.

"The constitution and law prohibit torture" is one rule of both; "parties must register" registers none;
"the law requires firms to report each year and to keep books" is two rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from dalel.claims.constructions.arguments import SPANS
from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.phrases import phrase, text_of
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import Lexicon, words
from dalel.claims.rules.conditions import with_condition
from dalel.claims.rules.ends import (
    all_told,
    before_the_next,
    closed,
    goes_on,
    its_own,
    listed_on,
    with_its_pair,
    with_offence,
)
from dalel.claims.rules.law_names import dateless, named_whole, without_contents
from dalel.claims.rules.no_rules import gerund, no_power, none_told, not_adopted
from dalel.claims.rules.words import (
    compares,
    led,
    nameless,
    restricted,
    spanning,
    told_together,
    with_object,
    without_clause,
    without_members,
)
from dalel.claims.syntax import SUBJECTS, child, helped_by, is_verb
from dalel.claims.told.anybody import MAY
from dalel.model import KINDS

LAWS = words("laws")
LAWLY = re.compile(
    r"(?i)\b(constitution|elect|legislat|penal|criminal|tax|media|press|labor|labour|law|code|act)"
)
"""Words before "amendments" that tell of what law they are."""
FORBIDDING = frozenset({"ban", "forbid", "limit", "prohibit", "restrict"})
"""Verbs of rules whose infinitives tell what for: "bans night flights to protect birds and ..."."""
DEMANDING = frozenset({"require", "oblige", "obligate", "mandate", "need"})
"""Verbs of rules that leave a choice where they list with "or"."""
OWN_PARTS = ("dobj", "prep", "attr", "xcomp", "npadvmod")
"""Labels of what a verb has for itself before another goes on from it."""
YEAR = re.compile(r"(?:19|20)\d\d")
TOLD_FINITE = frozenset(
    {"rule.need", "rule.carries", "rule.authorities let", "rule.penalties range", "rule.sentences range"}
)
"""Frames of rules that a participle only passes by: "a crime | carrying a year in prison"."""
REPORTING = "rule.reports to"
"""The frame of to whom a body answers, told of several in a row."""
EXISTING = frozenset({"rule.there is no law", "rule.there is no age", "rule.there is no mechanism"})
"""Frames of nouns whose properties are what is told behind them."""
TOGETHER = {"rule": "subject", "appointing_power": "office"}
"""Roles whose lists may be one filler."""

LAW_ROLES = {"adopted": "instrument", "law_changed": "law", "rule": "subject"}
"""Roles in which laws and papers are told."""

RULED = frozenset(
    {"resigned", "dismissed", "registered", "founded", "elected", "member_of", "dissolved", "owns"}
)
"""Kinds of what happened to somebody, that inside a rule may happen to anyone."""


def ruled(findings: Iterable[Finding], amended: list[str]) -> list[Finding]:
    """The findings without those that a rule only speaks of, and with its laws as one filler.

    Laws that have names or tell more of themselves ("the 2015 media law") stay each for itself.
    `amended` holds the amendments that the document told of so far, and takes up those of this text:
    later "the amendments" stand for them.
    """
    found = list(findings)
    if found:
        found = _with_amended_law([_named(f) for f in found], amended)
    rules = [f.trigger for f in found if f.kind == "rule"]
    seats = {f.trigger.i for f in found if f.frame.id == "composition.filled how"}
    found = [f for f in found if f.kind not in RULED or f.trigger.i not in seats]
    done: list[Finding] = []
    for finding in _once_told(found):
        if finding.kind in RULED and _spoken_of(finding, rules):
            continue
        if finding.kind == "adopted" and not_adopted(finding.trigger, finding.roles):
            continue
        if finding.kind == "appointing_power" and no_power(finding.trigger):
            continue
        role = TOGETHER.get(finding.kind, "")
        if finding.kind == "rule" and len(finding.roles.get(role, ())) > 1:
            finding = replace(finding, roles={**finding.roles, role: without_members(finding.roles[role])})
        one = told_together(finding.roles.get(role, []), finding.trigger)
        if one is not None:
            finding = replace(finding, roles={**finding.roles, role: [one]})
        elif finding.kind == "rule" and len(finding.roles.get(role, ())) == 1:
            own = restricted(finding.roles[role][0], finding.trigger)
            finding = replace(finding, roles={**finding.roles, role: [own]})
        if finding.kind != "rule":
            done.append(finding)
        elif not nameless(finding.roles) and (whole := _whole(finding)) is not None:
            done.extend(_parts(whole))
    return done


def _named(finding: Finding) -> Finding:
    """The finding with its laws called by their whole names, and papers without what they say."""
    role = LAW_ROLES.get(finding.kind, "")
    fillers = finding.roles.get(role, [])
    if not fillers or finding.frame.id in EXISTING:
        return finding
    named = [named_whole(f) for f in fillers]
    named = [
        f for f in named if not any(o.start <= f.start < o.token.i < o.end and o is not f for o in named)
    ]
    if finding.kind == "adopted":
        named = [without_contents(f) for f in named]
    return replace(finding, roles={**finding.roles, role: named})


def _whole(rule: Finding) -> Finding | None:
    """The rule with what its words are about and under which condition; None where they tell nothing."""
    if subjects := rule.roles.get("subject"):
        told_of = [without_clause(f, rule.trigger) for f in subjects]
        rule = replace(rule, roles={**rule.roles, "subject": told_of})
        if nameless(rule.roles):
            return None
    properties = rule.roles.get("property", [])
    frame = rule.frame.id
    if (
        rule.trigger.tag_ == "MD"
        or none_told(rule.trigger, frame, rule.roles.get("subject", ()), properties)
        or (gerund(rule.trigger) and frame in TOLD_FINITE)
    ):
        return None
    if frame in EXISTING and (one := all_told(properties, rule.trigger)) is not None:
        return replace(rule, roles={**rule.roles, "property": [one]})
    if len(properties) > 1 and compares(rule.trigger):
        properties = [spanning(properties)]
        rule = replace(rule, roles={**rule.roles, "property": properties})
    if len(properties) != 1:
        return rule
    first = before_the_next(properties[0]) if frame == REPORTING else properties[0]
    told = with_object(its_own(first), rule.trigger)
    if told is None:
        return None
    told = with_its_pair(closed(goes_on(told)), rule.trigger)
    told = with_offence(told if frame == REPORTING else listed_on(told), rule.trigger)
    return replace(rule, roles={**rule.roles, "property": [with_condition(told, rule.trigger)]})


def _with_amended_law(findings: list[Finding], amended: list[str]) -> list[Finding]:
    """The changes of laws, each with its law: "the May amendments" and "the law" are those told of before."""
    doc = findings[0].trigger.doc
    told = [(t.i, text) for t in doc if t.lemma_.lower() == "amendment" and (text := _amendments(t))]
    laws = [(t.i, text) for t in doc if t.lemma_.lower() in LAWS and (text := _name_of_law(t))]
    verbs = {f.trigger.i for f in findings if f.kind == "law_changed" and is_verb(f.trigger)}
    outcomes = {
        f.token.i
        for each in findings
        if each.kind == "law_changed" and not is_verb(each.trigger)
        for f in each.roles.get("change", [])
        if f.token.i != each.trigger.i
    }
    done = []
    for finding in findings:
        if finding.kind != "law_changed":
            done.append(finding)
            continue
        trigger = finding.trigger
        if trigger.dep_ == "nsubj" and trigger.head.i in verbs:
            continue  # "an amendment to the law | banned marches": what it changed is told by the verb
        if trigger.i in outcomes:
            continue  # "an amendment to the law | raising the fee |" is told by the noun
        fillers = finding.roles.get("law", [])
        change = next(iter(finding.roles.get("change", [])), None)
        if change is not None:
            change = goes_on(change)
            finding = replace(finding, roles={**finding.roles, "change": [change]})
            fillers = [
                _before_change(f, change.start) if f.token.i < change.start < f.end else f for f in fillers
            ]
            finding = replace(finding, roles={**finding.roles, "law": fillers} if fillers else finding.roles)
        if len(fillers) == 1 and not fillers[0].resolved:
            [law] = fillers
            if law.token.lemma_.lower() == "amendment":
                own = _amendments(law.token) if law.token.dep_ == "conj" else ""
                before = [own] if own else [text for i, text in told if i < law.token.i] or amended
                bare = bool(own) or not _amendments(law.token)
            else:
                before = [text for i, text in laws if i < law.token.i]
                bare = law.token.lemma_.lower() in LAWS and _bare(law.token)
            if bare and before:
                named = replace(law, texts=(before[-1],), resolved=True)
                finding = replace(finding, roles={**finding.roles, "law": [named]})
        done.append(finding)
    amended.extend(text for _, text in told)
    return done


def _before_change(law: Filler, start: int) -> Filler:
    """A law's words before those that tell its change: "the Ports Act | that bans nets"."""
    doc = law.token.doc
    return law.cut(start - (doc[start - 1].tag_ in ("WDT", "WP") and start - 1 > law.token.i))


def _bare(law: Token) -> bool:
    """Whether a word for a law tells nothing of it: "the law", but no constitution, which is one only."""
    return law.lemma_.lower() != "constitution" and all(c.dep_ == "det" for c in law.children)


def _name_of_law(law: Token) -> str:
    """What a law is called where it is told of by its name or what it is on; "" elsewhere."""
    first = next((c for c in law.children if c.dep_ in ("compound", "amod") and c.pos_ == "PROPN"), None)
    on = next((c for c in law.children if c.lower_ in ("on", "against") and c.i > law.i), None)
    matter = child(on, "pobj") if on is not None else None
    if matter is None and (first is None or law.pos_ != "PROPN"):
        return ""
    return text_of(law.doc, (first or law).i, (matter or law).i + 1)


def _amendments(noun: Token) -> str:
    """What amendments are called where they are told of with their law: "constitutional amendments"."""
    doc = noun.doc
    kinds = [c for c in noun.children if c.dep_ in ("amod", "compound") and LAWLY.search(c.text)]
    if kinds:
        return text_of(doc, kinds[0].i, noun.i + 1)
    if noun.dep_ == "conj" and noun.head.lemma_.lower() in LAWS:  # "the press law and later amendments"
        return text_of(doc, *phrase(noun.head))
    to = next((c for c in noun.children if c.lower_ == "to" and c.dep_ == "prep"), None)
    law = child(to, "pobj") if to is not None else None
    if law is None:
        return ""
    if law.lemma_.lower() in LAWS and _bare(law):
        return ""
    start, end = phrase(law)
    return text_of(doc, start, dateless(doc, law.i, end))


OWN_WORDS = frozenset(
    {"rule.must", "rule.may", "rule.may be done", "rule.have right", "rule.have to", "rule.passive"}
)
"""Frames of rules that are whole in themselves: "the law states that | judges must retire"."""


def _once_told(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without the rules that are told twice: by a law and in the clause of what it says."""
    left: set[int] = set()
    rules = {f.trigger.i: f for f in findings if f.kind == "rule"}
    for finding in rules.values():
        said = next((c for c in finding.trigger.children if c.dep_ == "ccomp"), None)
        inner = rules.get(said.i) if said is not None and finding.frame.id == "rule.law" else None
        if inner is not None:
            left.add(id(finding if inner.frame.id in OWN_WORDS else inner))
    return [f for f in findings if id(f) not in left]


def _parts(rule: Finding) -> list[Finding]:
    """A rule for each thing to be done and for each amount, where the words of a rule list them."""
    properties = rule.roles.get("property", [])
    if len(properties) != 1 or properties[0].resolved:
        return [rule]
    [whole] = properties
    doc = whole.token.doc
    starts = [
        t.i
        for t in doc[whole.token.i + 1 : whole.end]
        if t.dep_ in ("conj", "appos") and (_further_task(t, rule.trigger) or _further_amount(t))
    ]
    if not starts:
        return [rule]
    firsts = [_first(doc[i]) for i in starts]
    cuts = [max(doc[i].left_edge.i, whole.token.i + 1) for i in starts]
    cuts = [i + 1 if doc[i].tag_ == "TO" else i for i in cuts]
    parts = [whole.cut(cuts[0] - (doc[cuts[0] - 1].tag_ == "TO"))]
    for start, end in pairwise([*cuts, whole.end]):
        last = end - 1 if end < whole.end and doc[end - 1].tag_ == "TO" else end
        part = replace(whole, token=doc[start]).cut(last, start)
        parts.append(led(part, whole, firsts[len(parts) - 1]))
    values = rule.roles.get("value", [])
    done = []
    for part in parts:
        own = [v for v in values if part.start <= v.token.i < part.end]
        roles = {**rule.roles, "property": [part], "value": [v.cut(min(v.end, part.end)) for v in own]}
        if part is not parts[0] or not own:
            roles.pop("value" if not own else "", None)
        done.append(replace(rule, roles=roles))
    return done


def _first(word: Token) -> Token:
    """The first word of the list that a task or an amount stands in."""
    span = word.lemma_ in SPANS
    while word.dep_ in ("conj", "appos") and word.head.i < word.i and is_verb(word) == is_verb(word.head):
        word = word.head
    of = word.head
    if span and word.lemma_ not in SPANS and word.dep_ == "pobj" and of.lower_ == "of":
        return of.head  # "a fine of 500 crowns or | two years in prison"
    return word


def _further_task(verb: Token, rule: Token) -> bool:
    """Whether a verb is one more thing to be done by a rule: "to report each year and | keep books"."""
    first = verb.head
    if verb.tag_ not in ("VB", "VBP") or first.tag_ != "VB" or child(verb, *SUBJECTS) is not None:
        return False
    if verb.doc[first.i - 1].lower_ == "either" or _bracketed(verb, first):
        return False
    if rule.lemma_ in FORBIDDING or (rule.lemma_ in DEMANDING and _either(first, verb)):
        return False
    above = first
    while above.dep_ == "conj" and above.tag_ == "VB":
        above = above.head
    if any(t.tag_ == "MD" and t.head.i != above.i for t in verb.doc[above.i : verb.left_edge.i]):
        return False  # "hold him where there is a risk that he may flee, | hide evidence or ..."
    direct = above.i == rule.i or (above.dep_ in ("xcomp", "ccomp", "acl", "relcl") and _of(above.head, rule))
    own = [first.i < c.i < verb.i and c.dep_ in OWN_PARTS for c in first.children]
    told = any(c.tag_ in ("TO", "MD") for c in above.children)
    before = verb.doc[verb.left_edge.i - 1]
    while before.dep_ in ("cc", "punct"):
        before = before.nbor(-1)
    return direct and told and any(own) and before.pos_ != "ADP"


def _bracketed(verb: Token, first: Token) -> bool:
    """Whether a second thing is only told in brackets: "to see a lawyer | (or to have one paid for)"."""
    between = [t.text for t in verb.doc[first.i : verb.i]]
    return between.count("(") > between.count(")")


def _either(first: Token, verb: Token) -> bool:
    """Whether one of the two things is enough: "to pay | or leave"."""
    return any(t.lower_ == "or" and t.dep_ == "cc" for t in verb.doc[first.i : verb.i])


def _of(word: Token, rule: Token) -> bool:
    """Whether a word is the word of a rule or stands right beside it: "has the | right"."""
    return word.i == rule.i or (word.head.i == rule.i and word.dep_ in ("dobj", "nsubj", "nsubjpass"))


def _further_amount(noun: Token) -> bool:
    """Whether a noun of a list has an amount of its own, as the one before it has: "and | a fine of $500"."""
    first = noun.head
    if noun.pos_ != "NOUN" or first.pos_ != "NOUN" or noun.i < first.i or _of_work(noun, first):
        return False
    between = [t.text for t in noun.doc[first.i : noun.left_edge.i]]
    if between.count("(") > between.count(")") or not set(between[-1:]) <= {",", "and", "or", "plus"}:
        return False
    if (noun.lemma_ in SPANS and first.lemma_ in SPANS) or first.head.lower_ == "between":
        return False
    if "or" in between and not _penal(noun, first):
        return False  # "if two men | or four women testify"
    start = noun.left_edge.i
    return _counts(first.left_edge.i, start, noun.doc) and _counts(start, noun.right_edge.i + 1, noun.doc)


def _of_work(*nouns: Token) -> bool:
    """Whether amounts tell how long people may work: "up to two hours a day | or 12 hours a week"."""
    return any(noun.lemma_ == "hour" for noun in nouns)


def _penal(*nouns: Token) -> bool:
    """Whether all are amounts of a penalty, each told by itself: "a fine of $90 or | a year in prison"."""
    penalty, money = Lexicon.load().types["penalty"].pattern, Lexicon.load().types["money"].pattern
    assert penalty is not None
    assert money is not None
    texts = [text_of(n.doc, *phrase(n)) for n in nouns]
    either = any(t.lower_ == "either" for t in nouns[-1].doc[nouns[-1].left_edge.i - 1 : nouns[-1].i])
    return not either and all(penalty.search(text) or money.search(text) for text in texts)


def _counts(start: int, end: int, doc: Doc) -> bool:
    """Whether the tokens tell a number that is no year."""
    return any(t.like_num and not (t.ent_type_ == "DATE" and YEAR.fullmatch(t.text)) for t in doc[start:end])


def _spoken_of(finding: Finding, rules: Sequence[Token]) -> bool:
    """Whether a rule's words hold the finding, and it names nobody."""
    trigger = finding.trigger
    inside = any(rule.i <= trigger.i and (rule.i == trigger.i or rule.is_ancestor(trigger)) for rule in rules)
    first = finding.roles.get(KINDS[finding.kind].key_roles[0], ())
    return (inside or _may_happen(trigger)) and not any(f.resolved for f in first)


def _may_happen(verb: Token) -> bool:
    """Whether a verb tells only what may be done: "citizens could ask a court to | dissolve | a union"."""
    while True:
        if helped_by(verb, MAY):
            return True
        if verb.dep_ not in ("xcomp", "advcl", "ccomp") or not any(c.tag_ == "TO" for c in verb.children):
            return False
        verb = verb.head
