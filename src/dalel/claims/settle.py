"""Which of the findings of a text stand beside each other, and which one another makes superfluous."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dalel.claims.completed.offences import completed
from dalel.claims.completed.shares import shared_out
from dalel.claims.fillers.filling import Filler
from dalel.claims.interpreter import EVENTS, Finding
from dalel.claims.lexicon import Lexicon, words
from dalel.claims.syntax import is_verb
from dalel.claims.told.aimed import only_aimed_at
from dalel.claims.told.anybody import SUFFERED, of_anybody
from dalel.claims.told.mentioned import VOICED, only_mentioned
from dalel.claims.told.of_nobody import of_nobody
from dalel.claims.told.plain import plain
from dalel.claims.told.sorts import of_a_sort
from dalel.claims.told.unadopted import unadopted
from dalel.claims.told.untold import untold
from dalel.model import KINDS

LISTED = {
    "owns": "asset",
    "controls": "asset",
    "sentenced": "penalty",
    "law_changed": "change",
    "office_held": "office",
    "member_of": "organisation",
}
"""Kinds whose claims are told apart by the fillers of a second role too."""
PAIRS = {
    "family": ("person", "relative"),
    "member_of": ("member", "organisation"),
    "accused": ("person", "by"),
    "ill_treated": ("person", "by"),
    "killed": ("person", "by"),
    "arrested": ("person", "by"),
}
"""Kinds that tie two different ones together, and the roles of the two."""

AVERTING = words("averting")
PURPOSES = words("purposes")
ORDERING = frozenset({"order", "instruct", "direct", "command", "require"})
"""Verbs of demands that are mostly met."""
NOT_WANTED = frozenset(
    {
        "demanded",
        "stated",
        "finding",
        "rule",
        "quantity",
        "extradition",
        "asylum",
        "election_held",
        "protested",
    }
) | frozenset({"appointing_power", "composition", "office_held", "member_of", "family"})
"""Kinds that what is demanded may tell of all the same."""
BLAMED = frozenset({"accused", "charged", "convicted"})
MAY_HAPPEN = VOICED | {"demanded"}
"""Kinds beside those events that a rule only speaks of: "the law lets the council close newspapers"."""
DEEDS = frozenset({"accused.allegedly", "accused.allegedly helped"})
"""Frames of what somebody is said to have done, which is no accusation where it tells of a victim."""
GIVEN = frozenset({"appointed", "elected"})
GIVING_WAY = frozenset({"rule.could", "rule.adjective", "rule.granted a right"})
"""Frames of rules that are none where their word tells an event: "was responsible for the killing"."""


def settled(findings: list[Finding]) -> list[Finding]:
    """The findings that stand: each thing said once, and no events that a rule only speaks of."""
    findings = [p for f in findings if (p := plain(f)) is not None and not of_a_sort(p)]
    findings = [
        _of_another(f)
        for f in findings
        if not (_own_kin(f) or _turned(f, findings) or _told_better(f, findings))
        and not (only_mentioned(f) or of_anybody(f) or untold(f) or only_aimed_at(f) or unadopted(f))
        and not of_nobody(f)
    ]
    standing = _without_hypothetical(_merged(findings))
    return completed(_one_each(list(shared_out(standing))))


def _of_another(finding: Finding) -> Finding:
    """A demand without whom it is of where that is who demands it: "asked that **it** be heard".

    Nobody charges himself either.
    """
    one, other = ("of", "by") if finding.kind == "demanded" else ("by", "person")
    if finding.kind not in ("demanded", "charged", "released"):
        return finding
    if _texts(finding, one).isdisjoint(_texts(finding, other)):
        return finding
    return replace(finding, roles={name: f for name, f in finding.roles.items() if name != one})


def _turned(finding: Finding, findings: list[Finding]) -> bool:
    """Whether a finding has somebody in a place that another of the same words gives to someone else.

    The crime that someone is charged with is not done to him: "charges of torture against the guards". A
    post beside a name is that of the name.
    """
    if finding.kind in SUFFERED:
        mine, names = _tokens(finding.roles.get("person", ())), _texts(finding, "person")
        return any(
            finding.trigger.i in _tokens(other.roles.get("of", ()))
            and not (
                mine.isdisjoint(_tokens(other.roles.get("person", ())))
                and names.isdisjoint(_texts(other, "person"))
            )
            for other in findings
            if other.kind in BLAMED
        )
    if finding.kind == "office_held" and finding.frame.id != "office_held.beside":
        mine = _tokens(finding.roles.get("person", ()))
        posts = [
            o for o in findings if o.frame.id == "office_held.beside" and o.trigger.i == finding.trigger.i
        ]
        return bool(posts) and all(mine.isdisjoint(_tokens(o.roles.get("person", ()))) for o in posts)
    return False


def _tokens(fillers: Sequence[Filler]) -> set[int]:
    return {i for f in fillers for i in range(f.start, f.end)}


def _told_better(finding: Finding, findings: list[Finding]) -> bool:
    """Whether another kind tells a finding more exactly: a post given, a power to appoint."""
    if finding.frame.id in DEEDS:  # "guards allegedly abused inmates"
        return any(o.kind in SUFFERED and o.trigger.i == finding.trigger.i for o in findings)
    if finding.kind == "rule":
        return any(o.kind == "appointing_power" and o.trigger.i == finding.trigger.i for o in findings)
    if finding.kind == "stated":  # "rejected the bill"
        return any(o.kind == "adopted" and o.trigger.i == finding.trigger.i for o in findings)
    if finding.kind != "office_held":
        return False
    office, persons = _tokens(finding.roles.get("office", ())), _texts(finding, "person")
    return any(
        not office.isdisjoint(_tokens(o.roles.get("office", ()))) and persons <= _texts(o, "person")
        for o in findings
        if o.kind in GIVEN
    )


def _texts(finding: Finding, role: str) -> set[str]:
    return {text for filler in finding.roles.get(role, ()) for text in filler.texts}


def _own_kin(finding: Finding) -> bool:
    """Whether someone would be the own relative or member, as in a list ("Costa, his son and 17 others")."""
    pair = PAIRS.get(finding.kind)
    if pair is None:
        return False
    left, right = ({text for f in finding.roles.get(role, ()) for text in f.texts} for role in pair)
    return not left.isdisjoint(right)


def _one_each(findings: list[Finding]) -> list[Finding]:
    """Findings where "controls the banks and the press" is two, as each thing is a claim of its own."""
    done: list[Finding] = []
    for finding in findings:
        role = LISTED.get(finding.kind, "")
        fillers = finding.roles.get(role, [])
        if len(fillers) < 2 or (finding.kind == "sentenced" and _one_term(fillers)):
            done.append(finding)
            continue
        done.extend(replace(finding, roles={**finding.roles, role: [one]}) for one in fillers)
    return done


def _one_term(penalties: list[Filler]) -> bool:
    """Whether several penalties are one length of time: "two years and six months"."""
    spans = Lexicon.load().types["time_span"].pattern
    assert spans is not None
    return sum(spans.search(text) is not None for f in penalties for text in f.texts) > 1


def _without_hypothetical(findings: list[Finding]) -> list[Finding]:
    """Findings without the events inside rules: "the law prohibits torture".

    What somebody "could" do is a rule only where it is no such event itself.
    """
    events = {f.trigger.i for f in findings if KINDS[f.kind].group in EVENTS}
    findings = [f for f in findings if f.frame.id not in GIVING_WAY or f.trigger.i not in events]
    findings = [f for f in findings if not _only_named(f)]
    rules = {f.trigger.i for f in findings if f.kind == "rule"}
    ruled = {i for f in findings if f.kind == "rule" for i in _reach(f)}
    asked = {
        i
        for f in findings
        if f.kind == "demanded"
        for x in f.roles.get("what", ())
        for i in range(x.start, x.end)
        if i != f.trigger.i
    }
    wanted = _wanted(findings)
    findings = [f for f in findings if f.kind in NOT_WANTED or f.trigger.i not in wanted]
    findings = [
        f for f in findings if f.kind != "law_changed" or f.trigger.i not in asked or not is_verb(f.trigger)
    ]
    return [
        f
        for f in findings
        if not (KINDS[f.kind].group in EVENTS or f.kind in MAY_HAPPEN)
        or (
            (f.trigger.i not in ruled or (f.kind in VOICED and f.trigger.i in rules))
            and (f.trigger.i not in asked or _told(f.trigger))
        )
        or any(x.resolved and _by_name(x) for r in f.roles.values() for x in r)
    ]


def _by_name(filler: Filler) -> bool:
    """Whether somebody is told by name, and not only as "suspects", whom a pronoun means."""
    return any(text != text.lower() for text in filler.texts)


def _wanted(findings: list[Finding]) -> set[int]:
    """The heads of what is only demanded: "urged the king to | veto | the bill"; orders are mostly obeyed."""
    heads = [
        filler.token
        for finding in findings
        if finding.kind == "demanded" and finding.trigger.lemma_ not in ORDERING
        for filler in finding.roles.get("what", ())
        if filler.token.i != finding.trigger.i and not filler.resolved
    ]
    return {head.i for head in heads} | {c.i for head in heads for c in head.conjuncts}


def _only_named(finding: Finding) -> bool:
    """Whether an event is only what somebody stands against or guards from, and happens to nobody by name.

    "fought violence against herders", "a ban to prevent attacks", "the convention against torture".
    """
    if KINDS[finding.kind].group not in EVENTS or any(x.resolved for r in finding.roles.values() for x in r):
        return False
    word = finding.trigger
    for _ in range(4):
        above = word.head
        if above.i == word.i or word.dep_ in ("relcl", "acl", "advcl", "nsubj", "appos"):
            return False
        if above.lemma_.lower() in AVERTING and word.dep_ in ("dobj", "prep", "nsubjpass"):
            return True
        if is_verb(above):
            aim = above.lemma_ in PURPOSES and any(c.tag_ == "TO" for c in above.children)
            return aim and word.dep_ in ("dobj", "prep", "pcomp", "ccomp", "xcomp")
        word = above
    return False


def _told(word: Token) -> bool:
    """Whether a participle tells what happened, inside a demand too: "release the editor jailed in May"."""
    return word.tag_ == "VBN" and word.dep_ in ("acl", "amod", "relcl")


def _reach(rule: Finding) -> range:
    """The tokens that a rule speaks of."""
    start, end = rule.span()
    return range(start, max(end, rule.trigger.right_edge.i + 1))


def _merged(findings: list[Finding]) -> list[Finding]:
    """Findings without those that another of the same kind and the same key fillers says better.

    Of two that overlap the one with more roles stays, the earlier where they are equal.
    """
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: -len(f.roles)):
        if not any(_repeats(finding, other) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: (f.trigger.i, f.frame.id))


def _core(finding: Finding) -> tuple[int, int]:
    """The words of a finding without how it was done, which may tell of other acts too."""
    if finding.kind not in SUFFERED:
        return finding.span()
    return replace(finding, roles={r: f for r, f in finding.roles.items() if r != "manner"}).span()


def _dated_apart(one: Token, other: Token) -> bool:
    """Whether joined verbs have a date each: "elected in 2004 and re-elected in 2009"."""
    if one.i == other.i or one.tag_ != other.tag_ or not (one.head.i == other.i or other.head.i == one.i):
        return False
    return "conj" in (one.dep_, other.dep_) and all(
        any(p.ent_type_ == "DATE" for c in verb.children if c.dep_ == "prep" for p in c.children)
        for verb in (one, other)
    )


def _repeats(finding: Finding, other: Finding) -> bool:
    if finding.kind != other.kind or finding.trigger.sent.start != other.trigger.sent.start:
        return False
    mine, theirs = _core(finding), _core(other)
    tied = finding.trigger.head.i == other.trigger.i or other.trigger.head.i == finding.trigger.i
    if tied and KINDS[finding.kind].group in EVENTS:
        mine = theirs  # "their trial was pending": the trial and its being pending tell the same
    if mine[1] <= theirs[0] or theirs[1] <= mine[0] or _dated_apart(finding.trigger, other.trigger):
        return False
    for role in KINDS[finding.kind].key_roles:
        left = {t for f in finding.roles.get(role, ()) for t in f.texts}
        right = {t for f in other.roles.get(role, ()) for t in f.texts}
        if left and right and left.isdisjoint(right):
            places = {i for f in finding.roles[role] for i in range(f.start, f.end)}
            if places.isdisjoint(i for f in other.roles[role] for i in range(f.start, f.end)):
                return False
        elif left and not right:
            return False
    return True
