"""What a text tells of a case before: whom it is about, and of what, where a later sentence leaves that out.

"Police arrested A and B. They were charged with fraud. The trial began in May."
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.parts import counted_of, number_in, number_of, uncounted
from dalel.claims.fillers.phrases import text_of
from dalel.claims.lexicon import Lexicon
from dalel.claims.syntax import children
from dalel.claims.told.anybody import GENERIC, OTHERS, STEPS, of_anyone

if TYPE_CHECKING:
    from dalel.claims.interpreter import Finding

OFFENCE = {"accused": "of", "charged": "of", "convicted": "of", "sentenced": "offence"}
"""Steps that have an offence, and its role."""
NO_PEOPLE = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
"""Labels of numbers that count no people."""
SHARES = {"some": "some", "many": "many", "most": "most", "several": "several", "others": "other"}
"""Words for a part of a group, and as they stand before its name."""
TOLD_OF = frozenset({"dobj", "nsubj", "nsubjpass"})
FAR = 3
"""How many sentences back a case is still the one spoken of."""
THEY = frozenset({"they", "them", "their"})
PARTIES = frozenset({"defendant", "accused", "suspect", "detainee", "both", "arrestee"})
"""Words that mean those a case is about where they stand alone."""

FEW = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
KEPT = 6
"""How many steps back those told of are looked for who are named again: "the two traders"."""

BREAKS = frozenset(
    {"after", "following", "because", "when", "while", "although", "though", "where", "who", "which", "whom"}
)
"""Words at which an offence ends and its story begins."""
LONG, CORE = 10, 4
"""An offence of more tokens than the first is cut at the first comma or preposition after the second."""
LONG_ACT, CORE_ACT = 18, 9
"""The same for what somebody does, whose sense its last words may change."""
CUTS = frozenset(
    {",", "by", "in", "on", "at", "during", "under", "through", "from", "with", "for", "related"}
)
CIRCUMSTANCES = frozenset({"without", "during", "after", "following", "under", "pending", "since", "before"})
"""Prepositions behind somebody that tell how a step was taken, not who he is."""
REASONS = frozenset(
    {
        "charge",
        "suspicion",
        "bail",
        "accusation",
        "allegation",
        "activity",
        "belief",
        "reason",
        "ground",
        "trial",
    }
)
"""Nouns that tell why it was."""
RELATED = frozenset({"connection", "relation", "response", "retaliation"})
"""Nouns after "in" at which an offence ends too."""


class Told:
    """The last step of a case told in a unit so far."""

    def __init__(self) -> None:
        self._last: dict[str, Finding] = {}
        self._steps: list[Finding] = []

    def add(self, findings: Iterable[Finding]) -> None:
        """Remembers the steps of a case among the findings of a word."""
        for finding in findings:
            if finding.kind in OTHERS and finding.roles.get("person"):
                self._steps = [finding, *self._steps[: KEPT - 1]]
            if finding.kind not in STEPS or of_anyone(finding) or _sorting(finding) or _alleged(finding):
                continue
            role = OFFENCE.get(finding.kind, "")
            if finding.roles.get("person"):
                before = self._last.get("offence")
                same = before is not None and (
                    before.trigger.i == finding.trigger.i
                    or not people_of(finding).isdisjoint(people_of(before))
                )
                self._last = {"person": finding, **({"offence": before} if before and same else {})}
                self._steps = [finding, *self._steps[: KEPT - 1]]
            if role and finding.roles.get(role):
                self._last["offence"] = finding

    def parties(self, word: Token) -> list[Filler]:
        """Those the case is about, where `word` stands near enough after what was told of it."""
        return self._told("person", word)

    def offence(self, word: Token) -> list[Filler]:
        """What the case is about, where `word` stands near enough after what was told of it."""
        return self._told("offence", word)

    def _told(self, what: str, word: Token) -> list[Filler]:
        finding = self._last.get(what)
        if finding is None or not _near(finding.trigger, word):
            return []
        role = "person" if what == "person" else OFFENCE[finding.kind]
        told = finding.roles[role]
        if role == "person" and not told[0].resolved and number_of(told[0].token):
            told = [f for f in told if f is told[0] or f.resolved]  # the group, not its parts
        return [replace(f, resolved=True) for f in told]

    def only_looked_into(self, verb: Token) -> bool:
        """Whether a case that goes on is no trial yet: "opened an inquiry. The | case | was ongoing"."""
        last = self._last.get("person")
        looked = last is not None and last.kind == "accused"
        return looked and any(c.lemma_ == "case" for c in children(verb, "nsubj", "nsubjpass"))

    def _before(self, word: Token) -> bool:
        """Whether the case was told before the word, not by what is said of it.

        In the sentence itself whoever is accused did something to others: "said that jailers beat inmates".
        """
        last = self._last.get("person")
        if last is None or last.trigger.i >= word.i:
            return False
        return last.kind != "accused" or last.trigger.i < word.sent.start

    def _again(self, word: Token) -> list[Filler]:
        """Those told of before who are named again by what they are: "141 men ... the men"."""
        number = number_of(word)
        for step in self._steps:
            if step.trigger.i >= word.i or not _near(step.trigger, word):
                continue
            people = step.roles["person"]
            named = [f for f in people if f.token.pos_ == "PROPN"]
            if number in FEW and len(named) == FEW.index(number) + 2:
                return [replace(f, resolved=True) for f in named]
            for one in people:
                counted = number_of(one.token)
                alike = one.token.lemma_ == word.lemma_ and one.token.tag_ == word.tag_
                if alike and len(one.texts) == 1 and counted and number in ("", counted):
                    return [replace(one, resolved=True)]
        return []

    def whole(self, filler: Filler) -> Filler:
        """A bare number with those it counts: "police detained 10 miners and later freed | four"."""
        number = filler.token
        if not filler.resolved and number.lower_ in SHARES:
            return self._share(filler)
        if filler.resolved or number.pos_ != "NUM" or number.ent_type_ in NO_PEOPLE:
            return filler
        group = counted_of(number)
        if group is not None:
            return replace(filler, texts=(f"{number_in(filler)} of {group}",), resolved=True)
        if _counted(number) is not None:
            return filler  # "seven of the 18"
        group = self._group(number)
        return replace(filler, texts=(f"{number_in(filler)} {group}",), resolved=True) if group else filler

    def _share(self, filler: Filler) -> Filler:
        """A word for some of those told of, with them: "held officials and later freed | some |"."""
        word = filler.token
        group = counted_of(word)
        if group is not None:  # "400 workers, | some | of whom were beaten"
            return replace(filler, texts=(f"{word.text} of {group}",), resolved=True)
        if filler.start != word.i or any(c.dep_ not in ("acl", "punct") for c in word.children):
            return filler
        people = Lexicon.load().types["person"].heads
        before = (t for t in reversed(word.doc[word.sent.start : word.i]) if t.tag_ == "NNS")
        told = next((t for t in before if t.lemma_.lower() in people and t.dep_ in TOLD_OF), None)
        if told is None:
            return filler
        return replace(filler, texts=(f"{SHARES[word.lower_]} {uncounted(told)}",), resolved=True)

    def _group(self, number: Token) -> str:
        """The people last told of before a bare number, without their own; "" where none are."""
        people = Lexicon.load().types["person"].heads
        for word in reversed(number.doc[number.sent.start : number.i]):
            if word.tag_ == "NNS" and word.lemma_.lower() in people and number_of(word):
                return uncounted(word)
        for step in self._steps:
            if step.trigger.i < number.i and _near(step.trigger, number):
                first = step.roles["person"][0]
                told = first.texts[0].partition(" ")[2] if first.texts else ""
                bare = first.resolved and first.token.pos_ == "NUM" and not told.startswith("of ")
                return told if bare else uncounted(first.token) if first.token.tag_ == "NNS" else ""
        return ""

    def meant(self, word: Token) -> list[Filler]:
        """Those that a pronoun or a bare "the defendants" means, if it agrees in number; else nobody."""
        if word.tag_ == "NNS" and _definite(word) and (again := self._again(word)):
            return again
        if word.lower_ not in THEY and not (word.lemma_.lower() in PARTIES and _bare(word)):
            return []
        if word.lower_ not in THEY and not self._before(word):
            return []
        found = self.parties(word)
        several = len(found) > 1 or any(len(f.texts) > 1 or f.token.tag_ == "NNS" for f in found)
        plural = word.lower_ in THEY or word.lower_ == "both" or word.tag_ == "NNS"
        return found if several == plural else []

    def instead(self, word: Token, found: list[Filler]) -> list[Filler]:
        """Those that `word` means, where they were found neither by name nor each by himself."""
        if any(f.resolved for f in found) and word.lower_ not in THEY:
            return found
        part = _counted(word)
        if part is not None and len(found) == 1 and _definite(part):
            those = self._again(part)
            if len(those) == 1 and found[0].start < part.left_edge.i:
                text = f"{text_of(word.doc, found[0].start, part.left_edge.i)} {those[0].texts[0]}"
                return [replace(found[0], texts=(text,), resolved=True)]
        meant = self.meant(word)
        if not any(f.resolved for f in found):
            return meant or found
        last = self._last.get("person")
        acted = {
            t for role in ("by", "court") for f in (last.roles.get(role, ()) if last else ()) for t in f.texts
        }
        if meant and all(text in acted for f in found for text in f.texts):
            return meant  # "police charged two men; they were released"
        whole = " ".join(text for f in found for text in f.texts)
        split = len(meant) > len(found) and all(text in whole for f in meant for text in f.texts)
        return meant if split else found


def _sorting(finding: Finding) -> bool:
    """Whether a participle only tells of what sort people are: "officials | convicted | of fraud"."""
    people = finding.roles.get("person", [])
    if people and all(f.texts[0].lower() in GENERIC for f in people):
        return True  # "persons suspected of theft"
    return finding.trigger.dep_ == "acl" and all(
        f.token.tag_ == "NNS" and not f.resolved and not children(f.token, "det", "poss", "nummod")
        for f in people
    )


def _alleged(finding: Finding) -> bool:
    """Whether somebody is only said to have done something: "they said | the officers beat | a man"."""
    return finding.frame.id in ("accused.said to do", "accused.that they did")


def _near(step: Token, word: Token) -> bool:
    """Whether a word stands in the sentence of a step or not far behind it."""
    sentence, steps = word.sent, 0
    while sentence.start > step.i:
        steps += 1
        if steps > FAR:
            return False
        sentence = word.doc[sentence.start - 1].sent
    return True


def _counted(word: Token) -> Token | None:
    """Those of whom a number is told: "four of | the officers"."""
    of = next((c for c in word.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return next(iter(children(of, "pobj")), None) if of is not None else None


def _definite(word: Token) -> bool:
    """Whether a noun stands with "the" and a number at the most: "the two traders"."""
    told = [c for c in word.children if c.i < word.i]
    return any(c.lower_ in ("the", "these", "both", "those") for c in told) and all(
        c.dep_ in ("det", "nummod") for c in told
    )


def _bare(word: Token) -> bool:
    """Whether a noun stands alone with its article, and so means those spoken of: "the detainees"."""
    return word.lower_ == "both" or (
        any(c.lower_ in ("the", "both") for c in word.children)
        and all(c.dep_ in ("det", "punct") and c.lower_ in ("the", "both", ",") for c in word.children)
    )


def brief(kind: str, roles: dict[str, list[Filler]]) -> dict[str, list[Filler]]:
    """The roles with the offence cut to what it is: "treason | in connection with a march, which ...".

    And those it is about without what happened to them: "the crew | without charges".
    """
    if kind in STEPS and roles.get("person"):
        roles = {**roles, "person": [f if f.resolved else _person(f) for f in roles["person"]]}
    if any(not known(f) for f in roles.get("by", ())):
        roles = {**roles, "by": [f for f in roles["by"] if known(f)]}
        roles = {role: found for role, found in roles.items() if found}
    role = OFFENCE.get(kind, "")
    if not roles.get(role):
        return roles
    people = [_apart(f, roles[role]) for f in roles.get("person", [])]
    offence = [f if f.resolved else _brief(f) for f in roles[role]]
    return {**roles, **({"person": people} if people else {}), role: offence}


def known(filler: Filler) -> bool:
    """Whether a filler tells who is meant: not "those", of whom nothing more is told."""
    return any(text.lower() not in ("", "those") for text in filler.texts)


def _apart(person: Filler, offence: Sequence[Filler]) -> Filler:
    """Somebody without what he is accused of: "clerks | taking bribes"."""
    for one in offence:
        if not person.resolved and one.token.pos_ == "VERB" and person.token.i < one.start < person.end:
            return person.cut(one.start)
    return person


def _person(filler: Filler) -> Filler:
    for c in filler.token.children:
        if c.dep_ in ("acl", "relcl") and filler.token.i < c.i < filler.end <= c.right_edge.i:
            return filler.cut(c.left_edge.i)  # "officials accused | of theft", cut at the theft
        if c.dep_ != "prep" or not filler.token.i < c.i < filler.end:
            continue
        reason = any(g.lemma_ in REASONS for g in c.children)
        if c.lower_ in CIRCUMSTANCES or (c.lower_ in ("on", "for", "over") and reason):
            return filler.cut(c.i)
    return filler


def _of_people(word: Token) -> bool:
    """Whether "including" tells of people, and so of no offence: "of fraud, | including two clerks"."""
    if word.lower_ != "including":
        return False
    return any(c.lemma_.lower() in Lexicon.load().types["person"].heads for c in children(word, "pobj"))


def _acts(filler: Filler) -> bool:
    """Whether an offence is told as what somebody does: "regularly keeping minors with adults"."""
    words = filler.token.doc[filler.start : filler.end]
    first = words[1] if words[0].tag_ == "RB" and len(words) > 1 else words[0]
    return first.tag_ == "VBG" or (
        len(words) > 1 and first.lower_.endswith("ing") and first.i < filler.token.i
    )


def _brief(filler: Filler) -> Filler:
    doc = filler.token.doc
    acts = _acts(filler)
    if filler.end - filler.start > (LONG_ACT if acts else LONG):
        first = max(filler.start + (CORE_ACT if acts else CORE), filler.token.i + 1)
        stop = next((i for i in range(first, filler.end) if doc[i].lower_ in CUTS), filler.end)
        filler = filler.cut(stop)
    for i in range(max(filler.token.i, filler.start) + 1, filler.end):
        related = doc[i].lower_ == "in" and i + 1 < filler.end and doc[i + 1].lower_ in RELATED
        aside = doc[i].text == "(" and i + 1 < filler.end and doc[i + 1].lower_ == "see"
        if related or aside or doc[i].lower_ in BREAKS or _of_people(doc[i]):
            return filler.cut(i)
    return filler


def people_of(finding: Finding) -> set[str]:
    return {text for filler in finding.roles.get("person", ()) for text in filler.texts}
