"""Fillers that say too little or too much: "charges" of nothing told, an attack that acts, a torn list."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.phrases import phrase, text_of
from dalel.claims.lexicon import words
from dalel.claims.syntax import children
from dalel.claims.told.anybody import INQUIRING, OTHERS, STEPS, SUFFERED
from dalel.language.coreference.groups import COLLECTIVE

if TYPE_CHECKING:
    from dalel.claims.interpreter import Finding

KINDS = frozenset((*STEPS, *OTHERS, *SUFFERED))
"""Kinds of what is done to somebody."""
NOTHING_TOLD = re.compile(
    r"^(all |the |these |those |such |other |new |several |many |numerous |additional |criminal |formal )*"
    r"(complaints?|law|laws)$",
    re.IGNORECASE,
)
"""What nobody is accused of."""
UNRESOLVED = re.compile(r"\b(that|this|such a|the same) number of\b", re.IGNORECASE)
"""Words for people that only what stands before them would tell."""
HEDGES = frozenset({"allegedly", "reportedly", "purportedly", "supposedly"})
PLAIN_SORT = frozenset({"police", "criminal", "civil", "formal", "joint"})
"""Words before a complaint that don't tell what it is about."""
TOLD_THEM = re.compile(
    r" of (the |any |all )?(charges?|reasons?|rights?)( .*)?$| on (their|his|her) own recognizance.*$"
)
"""What suspects were told of, or how they were freed, parsed as theirs."""
ANY_PEOPLE = frozenset({"persons", "people", "individuals", "suspects"})
"""Words that alone don't tell who was held."""
NO_DOERS = words("no_doers")
"""Nouns of what happens or is written, and does nothing to anybody by itself."""
DONE_SO = words("done_so")
"""Adverbs of how something was done to people, which don't tell who they are."""
NO_ASSETS = frozenset({"increase", "decrease", "rise", "percent", "evidence"})
UNTOLD_PENALTIES = words("untold_penalties")
"""Nouns that tell nothing of a penalty."""
UNTOLD_PART = frozenset({"involvement", "role", "part", "participation", "actions", "alleged involvement"})
"""What does not tell in what somebody had a part."""
CRIMES = frozenset({"crime", "offense", "offence", "charge"})
POINTED_BACK = re.compile(
    r"\b(these|those|such|this) (crime|case|offen[cs]e|abuse|violation|act|incident)s?$", re.IGNORECASE
)
"""Offences that only the text before tells."""
VAGUE = words("vague_people")
"""Plurals that share the words before the first of their list: "young men and | groups |"."""


def plain(finding: Finding) -> Finding | None:
    """The finding with whole fillers that say something; None where none is left of what it needs."""
    if finding.kind not in KINDS:
        return finding
    roles: dict[str, list[Filler]] = {}
    for role, fillers in finding.roles.items():
        kept = fillers
        if role == "of" and (
            finding.kind == "convicted" or finding.frame.id == "accused.allegations against"
        ):
            kept = [f for f in fillers if not all(NOTHING_TOLD.match(t) for t in f.texts)]
            kept = [f for f in kept if not all(t.lower() in UNTOLD_PART for t in f.texts)]
        elif role == "of" and finding.kind == "accused":
            fillers = [f for f in fillers if not POINTED_BACK.search(f.texts[0])]
            kept = [f for f in fillers if f.token.dep_ != "compound" or f.texts[0].lower() not in PLAIN_SORT]
        elif role == "by":
            kept = [f for f in fillers if f.resolved or not _no_doer(f.token)]
        elif role == "manner" and finding.kind == "released":
            kept = [f for f in fillers if f.texts[0].lower() not in ("trial", "investigation", "appeal")]
        elif role == "manner":
            kept = [f for f in fillers if f.token.lower_ != "those"] if len(fillers) > 1 else fillers
        elif role == "person":
            kept = [_whole(f, finding) for f in _joined(fillers)]
            kept = [f for f in kept if f.resolved or not _nobody(f, finding)]
        elif role == "asset":
            kept = [f for f in fillers if f.token.lemma_ not in NO_ASSETS]
        elif role == "penalty":
            kept = [f for f in fillers if any(t.lower() not in UNTOLD_PENALTIES for t in f.texts)]
        elif role == "of" and finding.kind == "charged":
            kept = [f for f in fillers if not POINTED_BACK.search(f.texts[0]) and not _that_crime(f)]
        if role in ("of", "offence"):
            kept = [_quoted(_told(f)) for f in kept if not any(_inside(f, other) for other in kept)]
        if kept:
            roles[role] = kept
        elif role in finding.frame.needs:
            return None
    return replace(finding, roles=roles)


def _inside(filler: Filler, other: Filler) -> bool:
    """Whether the words of an offence are the last ones of another: "incitement and | libel |"."""
    within = other.start < filler.start and filler.end <= other.end
    return within and not (filler.resolved or other.resolved)


def _told(filler: Filler) -> Filler:
    """An offence without the word that its status tells: "| allegedly | took bribes"."""
    hedged = filler.token.doc[filler.start].lower_ in HEDGES and filler.end > filler.start + 1
    return filler.cut(filler.end, filler.start + 1) if hedged and not filler.resolved else filler


def _quoted(filler: Filler) -> Filler:
    """An offence with the mark that opens its first quotation: "| “spreading lies” and “libel”"."""
    doc, start = filler.token.doc, filler.start
    text = filler.texts[0]
    closes = 0 <= text.find("”") < (text.find("“") if "“" in text else len(text))
    if filler.resolved or not closes or start == 0 or doc[start - 1].text != "“":
        return filler
    return replace(filler, texts=(text_of(doc, start - 1, filler.end),), start=start - 1)


def _that_crime(filler: Filler) -> bool:
    """Whether an offence is only pointed back at: "charged with | this crime |"."""
    word = filler.token
    if filler.resolved:
        return False
    return word.lemma_ in CRIMES and any(c.lower_ in ("this", "these", "such") for c in word.children)


def _no_doer(word: Token) -> bool:
    """Whether something does nothing by itself: "a | post | accusing him", "in | January | accusing him"."""
    return word.lemma_.lower() in NO_DOERS or word.ent_type_ == "DATE"


def _nobody(filler: Filler, finding: Finding) -> bool:
    """Whether words for people tell of nobody: "that number of men", "no | one |", "police held suspects"."""
    text = filler.texts[0].lower()
    if "-on-" in text:
        return True  # "abuse and | inmate-on-inmate | violence"
    if finding.trigger.lemma_ in INQUIRING and _bare_singular(filler):
        return True  # "investigated | prisoner | and visitor complaints"
    if filler.token.lower_ == "death" or (filler.token.lower_ == "number" and _the(filler.token)):
        return True  # "statistics on the | number | of guards jailed"
    if text == "one" and children(filler.token, "det"):
        return True
    if finding.frame.id == "accused.suspect" and filler.token.tag_ == "NNS":
        return not children(filler.token, "det", "nummod", "amod")
    held = finding.kind in ("arrested", "imprisoned", "released", "charged", "tried")
    return bool(UNRESOLVED.search(text)) or (held and text in ANY_PEOPLE)


def _bare_singular(filler: Filler) -> bool:
    """Whether a noun in the singular stands without an article, and only tells of what sort something is."""
    noun = filler.token
    bare = noun.tag_ == "NN" and not children(noun, "det", "poss", "nummod", "amod", "prep")
    return bare and noun.lower_ not in COLLECTIVE


def _the(noun: Token) -> bool:
    return any(c.lower_ == "the" for c in children(noun, "det"))


def _joined(fillers: list[Filler]) -> list[Filler]:
    """People as one where the last of two shares what stands before the first."""
    if len(fillers) != 2 or any(f.resolved for f in fillers):
        return fillers
    first, last = fillers
    torn = last.token.head.i == first.token.i and last.end - last.start == 1 and last.token.lower_ in VAGUE
    if not torn or not children(first.token, "amod", "compound", "nmod") or first.end > last.start:
        return fillers
    text = text_of(first.token.doc, first.start, last.end)
    return [replace(first, texts=(text,), end=last.end)]


def _whole(filler: Filler, finding: Finding) -> Filler:
    """People without an adverb or a verb before them, and with what they are of."""
    if any(TOLD_THEM.search(t) for t in filler.texts):
        return replace(filler, texts=tuple(TOLD_THEM.sub("", t) for t in filler.texts))
    if filler.resolved:
        return filler
    doc, noun = filler.token.doc, filler.token
    start, end = filler.start, filler.end
    if start < noun.i and doc[start].lower_ in DONE_SO:
        start += 1
    start = _past_verbs(noun, start, finding.trigger)
    end = _with_of(filler, finding)
    if (start, end) == (filler.start, filler.end):
        return filler
    return replace(filler, texts=(text_of(doc, start, end),), start=start, end=end)


def _past_verbs(noun: Token, start: int, trigger: Token) -> int:
    """Where people begin behind verbs read as what describes them: "beat, | robbed, or | jailed nurses"."""
    doc = noun.doc
    beside = start == trigger.i + 2 and doc[start - 1].text == ","
    if not beside or doc[start].tag_ not in ("VBN", "VBD"):
        return start
    verbs = [t.i for t in doc[start : noun.i] if t.lower_.endswith("ed") and t.tag_ in ("VBN", "VBD", "JJ")]
    listed = any(t.lower_ in ("or", "and") for t in doc[start : noun.i])
    return verbs[-1] + 1 if verbs and listed else start


def _with_of(filler: Filler, finding: Finding) -> int:
    """The end of people with what they are of, hung elsewhere: "charged the perpetrators | of abuse |"."""
    doc, end = filler.token.doc, filler.end
    bare = end == filler.token.i + 1 < len(doc) and doc[end].lower_ == "of" and filler.token.tag_ == "NNS"
    of = next(iter(children(doc[end], "pobj")), None) if bare else None
    if of is None or of.ent_type_ == "DATE":
        return end
    last = phrase(of)[1]
    if last < len(doc) and doc[last].pos_ == "PROPN":
        return end
    taken = any(f.start < last and f.end > end for r in finding.roles.values() for f in r if f is not filler)
    return end if taken or end <= finding.trigger.i < last else last
