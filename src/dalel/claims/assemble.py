"""From findings to claims: evidence, speakers, commitment and time of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from spacy.tokens import Span, Token

from dalel.claims.commitment.cues import commitment_cues
from dalel.claims.commitment.parse import in_court, negative
from dalel.claims.commitment.status import explain
from dalel.claims.constructions import Argument
from dalel.claims.dating import Dated, dated, of_each
from dalel.claims.fillers.filling import Filler, Names, fill
from dalel.claims.fillers.phrases import text_of, trim
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import Lexicon
from dalel.claims.syntax import child
from dalel.claims.voices.speakers import counting, speakers
from dalel.language.times.context import Timeline
from dalel.language.times.reach import clause_verb
from dalel.language.units import ParsedUnit
from dalel.model import KINDS, Claim, Document, Status

OWN_VOICE = frozenset({"finding", "stated"})
"""Kinds whose source is a speaker too: an observer's finding is told by the observer."""
REPORTED = frozenset(
    {
        "accused.that they did",
        "accused.said to do",
        "accused.alleged deed",
        "accused.alleged wrongs",
        "ill_treated.told of",
    }
)
"""Frames whose trigger is a word of speaking: who alleges that somebody did it speaks too."""
BESIDE = frozenset({"compound", "appos", "nmod", "nsubj", "nsubjpass", "conj"})
NO_INQUIRY = "accused.no investigation"
VERDICT = "finding.verdict"
"""The frame of the publisher's own verdicts."""
GRANTED = {
    "office_held": BESIDE,
    "member_of": BESIDE,
    "election_held": frozenset({"pobj", "conj", "compound", "nsubj", "nsubjpass"}),
}
"""Kinds whose nouns are the author's words for what is known, and where they then stand in a sentence."""
COUNTED = frozenset({"quantity", "ill_treated", "killed", "arrested", "accused"})
"""Kinds of what a body counts: "documented 40 beatings"."""
TO_COME = frozenset({"election_held", "tried"})
"""Kinds that are only planned where their time comes after the document's own."""
RATINGS = frozenset({"rating", "ranking"})
"""Kinds that an index tells."""
NOBODY = frozenset({"it", "its", "this", "that", "which"})
HAPPENING = frozenset({"hold", "take", "occur", "happen", "organize", "organise", "conduct", "schedule"})
"""Verbs of elections being held."""
NO_DENIAL = frozenset({"finding", "stated", "demanded", "boycotted", "election_result", "election_held"})
"""Kinds in which a "not" belongs to what is said, or to the result ("failed to cross the threshold")."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The status of a finding, the words that decided it and the rule behind, "" where the words say all."""

    status: Status
    words: tuple[Token, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A claim with what it was made of: the filler of its first role and its time."""

    claim: Claim
    filler: Filler | None
    dated: Dated


def claims_of(
    document: Document, parsed: ParsedUnit, unit: int, finding: Finding, names: Names, times: Timeline
) -> Iterator[Made]:
    """The claims of one finding: one for each filler of its kind's first role and each time it happened."""
    key = KINDS[finding.kind].key_roles[0]
    roles = {role: tuple(t for f in fillers for t in f.texts) for role, fillers in finding.roles.items()}
    roles.update({role: (value,) for role, value in finding.constants.items()})
    status = judged(finding).status
    if "stage" in roles and status is not Status.ASSERTED:
        roles["stage"], status = _stage(roles["stage"], status)
    voices = tuple(name for name, _ in voiced(finding, names, unit))
    dates = dated(finding, unit, times, status is Status.DENIED)
    fillers: Sequence[Filler | None] = finding.roles.get(key) or [None]
    several = finding.kind in OWN_VOICE and len(fillers) > 1 and bool(voices)  # each tells its own claim
    for filler in fillers:
        start, end = finding.span(key, filler)
        first, last = parsed.offsets(parsed.doc[start:end])
        when = of_each(filler, fillers, dates)
        for text, time in product(filler.texts if filler is not None else ("",), when):
            ahead = (
                status is Status.ASSERTED
                and finding.kind in TO_COME
                and time.time is not None
                and times.ahead(time.time)
            )
            claim = Claim(
                document=document.id,
                start=first,
                end=last,
                quote=document.text[first:last],
                kind=finding.kind,
                roles={**roles, key: (text,)} if text else roles,
                time=time.value,
                status=Status.PLANNED if ahead else status,
                speakers=(*voices[:-1], text) if several and text else voices,
                frame=finding.frame.id,
                page=document.page_of(first),
            )
            yield Made(claim, filler, time)


def accuses_nobody(finding: Finding) -> bool:
    """Whether what would be an accusation was not made, or may only be, and is of nobody by name.

    "There were no reports of abuse by guards", "may look into complaints that guards abused them".
    """
    if finding.kind != "accused" or finding.frame.id == NO_INQUIRY:
        return False
    if any(f.token.pos_ == "PROPN" or f.resolved for f in finding.roles.get("person", ())):
        return False
    return judged(finding).status in (Status.DENIED, Status.POSSIBLE)


def judged(finding: Finding) -> Judged:
    """The innermost speaker's commitment; a frame's own status where the text adds none."""
    frame, trigger, cues = finding.frame, finding.trigger, commitment_cues()
    if (
        KINDS[finding.kind].passing
        and finding.kind != "quantity"
        and trigger.pos_ not in ("VERB", "AUX")
        and trigger.dep_ not in ("attr", "dobj", "pobj")
        and not (finding.kind == "election_held" and trigger.head.lemma_ in HAPPENING)
        and not (trigger.dep_ == "nsubjpass" and trigger.head.lemma_ in cues("planned", "objects"))
    ):
        doubt = next((c for c in trigger.lefts if c.lower_ in cues("alleged", "adjectives")), None)
        if doubt is not None:
            return Judged(Status.ALLEGED, (doubt,))
        return Judged(frame.status or Status.ASSERTED, why="only named in passing, which doubts don't touch")
    if finding.kind == "quantity":
        return _counted(trigger)
    if finding.kind == "election_held" and trigger.dep_ == "nsubj" and trigger.head.lemma_ in HAPPENING:
        for word in trigger.head.children:
            if word.dep_ == "neg":  # "elections did | not | take place"
                return Judged(Status.DENIED, (word,))
    found = explain(trigger, frame.permissive)
    if finding.frame.id == VERDICT and found.status is Status.PLANNED:
        return Judged(Status.ASSERTED, found.words, "what was offered or promised was so")
    if finding.frame.id == VERDICT and found.status is Status.DENIED:
        return Judged(Status.ASSERTED, found.words, "what a verdict denies is told in its words")
    if finding.frame.id == VERDICT and found.status is Status.POSSIBLE and _able(found.words[0]):
        return Judged(Status.ASSERTED, found.words, "what people could do is how things were")
    none = negative(trigger) if finding.kind == "accused" and found.status is Status.ALLEGED else None
    if none is not None:
        return Judged(Status.DENIED, (none,))  # "there were no allegations of theft"
    nobody = next((no for f in finding.roles.get("subject", ()) if (no := negative(f.token))), None)
    if finding.kind == "rule" and nobody is not None and found.status is Status.ASSERTED:
        return Judged(Status.DENIED, (nobody,))  # "by law no person may serve twice"
    if finding.frame.id == "rule.law" and trigger.lemma_ == "lack" and found.status is Status.ASSERTED:
        return Judged(Status.DENIED, (trigger,))  # "the law lacks a definition of theft"
    if found.status is Status.DENIED and finding.kind == "rule" and _forbids(found.words[0]):
        return Judged(Status.ASSERTED, found.words, "what a rule forbids is the rule")
    if found.status is Status.ALLEGED and finding.kind == "rule" and _added_to(trigger) is not None:
        return Judged(Status.ASSERTED, found.words, "what is told of a charge by the way is the author's")
    if found.status is Status.ALLEGED and finding.kind == "election_held" and _in_passing(finding):
        return Judged(Status.ASSERTED, found.words, "that it was held is taken for granted")
    if finding.kind == "founded" and finding.trigger.dep_ == "acl" and found.status is Status.ALLEGED:
        return Judged(Status.ASSERTED, found.words, "when a body was founded is told by the way")
    if finding.kind == "protested" and _held_for(found.words):
        return Judged(Status.ASSERTED, found.words, "whoever is held for a protest protested")
    apart = (
        _result_apart(finding)
        or _of_none(found.words)
        or (finding.kind == "election_held" and _not_held(found.words))
    )
    own = frame.status is Status.DENIED  # "denied reports of a fire"
    if found.status in (Status.DENIED, Status.ALLEGED) and own and finding.kind == "stated":
        return Judged(Status.DENIED, found.words)
    if found.status is Status.DENIED and finding.kind in NO_DENIAL and not apart:
        return Judged(Status.ASSERTED, found.words, "the denial belongs to what is said")
    if finding.kind == "demanded" and found.words == (trigger,):
        return Judged(Status.ASSERTED, found.words, "who proposes something demands it")
    advised = found.status is Status.POSSIBLE and found.words[0].lower_ in (
        "should",
        "ought",
        "must",
        "shall",
    )
    lets = (
        found.status is Status.POSSIBLE
        and finding.kind == "appointing_power"
        and found.words[0].lower_ == "may"
    )
    if frame.permissive and found.status in (Status.PLANNED, Status.POSSIBLE):
        return Judged(Status.ASSERTED, found.words, "the words belong to the rule")
    if (advised or lets) and KINDS[finding.kind].standing:
        return Judged(Status.ASSERTED, found.words, "what should be is the rule")
    if found.status is Status.ASSERTED and frame.status is not None:
        if frame.status is Status.ALLEGED and (_official(finding) or in_court(trigger)):
            return Judged(found.status, why="a court, a prosecutor or the authorities accuse")
        return Judged(frame.status, (trigger,), "the status that the frame's wording brings")
    doubt = _doubted(finding) if finding.kind == "accused" and found.status is Status.ASSERTED else None
    if doubt is not None:
        return Judged(Status.ALLEGED, (doubt,))
    return Judged(found.status, found.words)


def _doubted(finding: Finding) -> Token | None:
    """The word that makes a deed only alleged where no case of it is told: "held for **alleged** theft"."""
    cues = commitment_cues()
    if finding.trigger.lemma_.lower() in cues("official", "inquiries"):
        return None
    doubts = cues("alleged", "adjectives") | cues("alleged", "adverbs")
    for filler in finding.roles.get("of", ()):
        for token in filler.token.lefts:
            if token.lower_ in doubts and token.dep_ in ("amod", "advmod"):
                return token
    return None


def _not_held(words: Sequence[Token]) -> bool:
    """Whether what is denied of an election is that it was held: "elections did **not** take place"."""
    return any(word.head.lemma_ in HAPPENING for word in words)


def _result_apart(finding: Finding) -> bool:
    """Whether a result is only what was not won ("did not win any seats"), without the verb that says so."""
    if finding.kind != "election_result" or finding.frame.status is Status.DENIED:
        return finding.kind == "election_result"
    results = finding.roles.get("result", [])
    return bool(results) and all(r.start > finding.trigger.i for r in results)


def _of_none(words: Sequence[Token]) -> bool:
    """Whether what is denied is that anybody did it: "**no** other party crossed the threshold"."""
    return any(word.dep_ == "det" and word.head.dep_ in ("nsubj", "nsubjpass") for word in words)


def _held_for(words: Sequence[Token]) -> bool:
    """Whether only an arrest makes an allegation: "detained ten students for joining a rally"."""
    holding = commitment_cues()("alleged", "holding")
    return bool(words) and all(word.lemma_ in holding for word in words)


def _counted(number: Token) -> Judged:
    """The status of a count: that of the clause which tells it, where that doubts; else asserted.

    What a clause accuses of is not what it counts: "was accused in 17 cases".
    """
    verb = clause_verb(number) if number.dep_ not in ("amod", "compound") else None
    for word in (number, verb if verb is not None and verb.dep_ != "pcomp" else None):
        found = explain(word) if word is not None else None
        if found is None or word in found.words:
            continue
        if found.status not in (Status.ASSERTED, Status.DENIED):
            return Judged(found.status, found.words)
    return Judged(Status.ASSERTED)


def _able(could: Token) -> bool:
    """Whether "could" tells what people were free to do: "residents | could | criticize the mayor"."""
    subject = child(could.head, "nsubj")
    people = Lexicon.load().types["person"].heads
    return could.lower_ == "could" and subject is not None and subject.lemma_.lower() in people


def _forbids(negation: Token) -> bool:
    """Whether a "not" stands with a verb of rules: "may not", "must not"."""
    return negation.dep_ == "neg" and any(
        c.lower_ in ("may", "must", "shall") for c in negation.head.children
    )


def _official(finding: Finding) -> bool:
    """Whether a court or prosecutor accuses: that is no mere allegation."""
    official = Lexicon.load().types["prosecution"].pattern
    assert official is not None
    return any(official.search(text) for filler in finding.roles.get("by", ()) for text in filler.texts)


def _stage(stage: tuple[str, ...], status: Status) -> tuple[tuple[str, ...], Status]:
    """A refused extradition is its stage, asserted; one that may come is threatened."""
    if status is Status.DENIED:
        return ("refused",), Status.ASSERTED
    if status in (Status.POSSIBLE, Status.PLANNED) and stage == ("carried_out",):
        return ("threatened",), Status.ASSERTED
    return stage, status


def voiced(finding: Finding, names: Names, unit: int) -> list[tuple[str, Span]]:
    """Who says it, outermost first: each voice's name and the words that tell it."""
    found: dict[str, Span] = {}
    if _in_passing(finding):
        return []
    own = finding.kind in OWN_VOICE and "by" not in finding.constants  # the publisher is no speaker
    counted = finding.trigger.i if finding.kind == "quantity" else -1
    for span in speakers(finding.trigger, own=own or finding.frame.id in REPORTED):
        if span.start <= counted < span.end:
            continue  # the number belongs to the papers themselves: "12 complaints"
        if _added_to(finding.trigger) == span.root:
            continue  # "according to the board, | which oversees ports |, ..."
        if finding.kind in RATINGS and "index" in (token.lower_ for token in span):
            continue  # an index rates and does not speak
        name = _voice(span, names, unit)
        if name and not names.is_author(name):
            found.setdefault(name, span)
    if own and not found:  # "the court upheld the verdict", "the mayor apologized"
        for filler in finding.roles.get("by", ())[:1]:
            found[filler.texts[0]] = filler.token.doc[filler.start : filler.end]
    whole = _part_of(finding.trigger) if finding.kind == "quantity" and not found else None
    for span in speakers(whole) if whole is not None else ():
        if (name := _voice(span, names, unit)) and not names.is_author(name):
            found.setdefault(name, span)
    if not found and finding.kind in COUNTED and (body := counting(finding.trigger)) is not None:
        name = _voice(body, names, unit)
        if name and not names.is_author(name):
            found[name] = body
    return list(found.items())


def _added_to(trigger: Token) -> Token | None:
    """The noun of which a trigger's clause tells something by the way: "the board, | which oversees"."""
    verb = trigger
    while verb.dep_ in ("acomp", "attr", "conj") and verb.head.i != verb.i:
        verb = verb.head
    aside = verb.dep_ == "relcl" and verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text in (",", "”")
    return verb.head if aside and verb.left_edge.tag_ in ("WDT", "WP") else None


def _part_of(number: Token) -> Token | None:
    """What a number is a part of, which whoever tells it has counted: "102 complaints, | 64 of which"."""
    of = next((c for c in number.subtree if c.tag_ in ("WDT", "WP") and c.head.lower_ == "of"), None)
    if of is None:
        return None
    clause = next((a for a in number.ancestors if a.dep_ == "relcl"), None)
    return clause.head if clause is not None else None


def _in_passing(finding: Finding) -> bool:
    """Whether a post beside a name or an election is only named, whoever tells what happened."""
    trigger = finding.trigger
    places = GRANTED.get(finding.kind, frozenset())
    return trigger.dep_ in places and trigger.pos_ not in ("VERB", "AUX")


def _voice(span: Span, names: Names, unit: int) -> str:
    """One string for a voice: the name it is known by, else its words."""
    root = span.root
    filler: Filler | None = fill(Argument(root), names, unit)
    if (
        filler is not None
        and filler.resolved
        and len(filler.texts) == 1
        and not any(c.dep_ == "conj" for c in root.children)
    ):
        return filler.texts[0]
    if filler is not None and filler.resolved and root.pos_ == "PRON":
        *others, last = filler.texts
        return f"{', '.join(others)} and {last}"
    if span[-1].lower_ in NOBODY:
        return ""  # a law, or somebody whom the text does not name
    return text_of(span.doc, *trim(span.doc, span.start, span.end))
