"""Names in the text of a document: which words they are, and what they name.

Evidence is collected for every written form over the whole document (its words, the words around it, what the
model says), then each form is decided once, and its short forms ("Ivanova" for "Lena Ivanova") with it.
A name counts without title, article and 's; pronouns and descriptions are no mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from dalel.language import lexicon as lx
from dalel.language.lexicon import latin
from dalel.language.mentions.evidence import Scores, around, head_of, inside, labels, total
from dalel.language.mentions.runs import HYPHENS, Cutter, Run, known_inside, lower_words, masks_of, openings
from dalel.language.units import ParsedUnit
from dalel.model import BlockKind, MentionKind

PERSON, ORGANISATION, PLACE, NONE = range(4)
KINDS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE)
LABELS = {"PERSON": PERSON, "ORG": ORGANISATION, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE}
SPACY_LABELS = {MentionKind.PERSON: "PERSON", MentionKind.ORGANISATION: "ORG", MentionKind.PLACE: "GPE"}
ELECTIONS = frozenset(("election", "elections", "referendum", "by-election"))
FAMILY = frozenset(("family", "families", "clan"))
THRESHOLD = 2.0
PERSON_THRESHOLD = 2.4  # the model's word alone is just enough
"""What the evidence for a form must reach before it is a name of that kind."""


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name: tokens `start` to `end` (excluded) of the unit with that index in the document's parse.

    `head` is the token that stands for it in the parse; `title` the first token of titles directly before
    the name (equal to `start` where there are none); `gender` "male", "female" or "" as title or given name
    tell.
    """

    unit: int
    start: int
    end: int
    kind: MentionKind
    head: int
    title: int
    gender: str = ""


def key_of(words: Sequence[str]) -> str:
    """The form under which evidence for a name is collected."""
    return " ".join(latin(word) for word in words).lower()


def name_mentions(parsed: Sequence[ParsedUnit]) -> list[NameMention]:
    """The names in a document's units, in order."""
    return find_names([p.doc for p in parsed], [p.unit.block.kind is BlockKind.HEADING for p in parsed])


def find_names(docs: Sequence[Doc], headings: Sequence[bool]) -> list[NameMention]:
    """The names in Docs that belong together; `headings` tells which of them are headings."""
    masks = [masks_of(doc) for doc in docs]
    opening = [openings(doc) for doc in docs]
    known = known_inside([[token.text for token in doc] for doc in docs], opening)
    runs: list[Run] = []
    for index, doc in enumerate(docs):
        titled = headings[index] or _title_case(doc, masks[index])
        runs.extend(Cutter(doc, index, masks[index], opening[index], titled, known).runs())
    lower = lower_words(docs)
    own: dict[str, Scores] = {}
    seen: dict[str, list[tuple[Scores, Scores]]] = defaultdict(list)
    for run in runs:
        run.key = key_of(run.words)
        if run.key not in own:
            own[run.key] = inside(run, lower)
        doc = docs[run.unit]
        seen[run.key].append((labels(run, doc), around(run, doc, masks[run.unit])))
    evidence = {key: total(scores, seen[key]) for key, scores in own.items()}
    _enumerations(runs, docs, evidence)
    decided = _decide(runs, evidence)
    found = []
    for run in runs:
        kind = decided.get(run.key, NONE)
        if kind == NONE:
            continue
        mention = _mention(run, kind, docs[run.unit], masks[run.unit])
        if mention is not None:
            found.append(mention)
    found.sort(key=lambda m: (m.unit, m.start))
    return found


def _title_case(doc: Doc, masks: list[int]) -> bool:
    """Whether every longer word has a capital, as in headings."""
    letters = [i for i, token in enumerate(doc) if token.is_alpha and len(token.text) > 3]
    return len(letters) >= 3 and all(masks[i] & lx.CAPITAL for i in letters) and doc[-1].text not in ".!?"


def _enumerations(runs: list[Run], docs: Sequence[Doc], evidence: dict[str, Scores]) -> None:
    """Members of one list are of one kind: "Petrov, Orlova and Sidorenko"."""
    chain: list[Run] = []
    joined = False  # by "and": two names with only a comma between them are no list

    def close() -> None:
        if len(chain) < 2 or (len(chain) == 2 and not joined):
            return
        totals = [0.0, 0.0, 0.0]
        for run in chain:
            scores = evidence[run.key]
            for kind in range(3):
                # each member has a say, none more than the others
                totals[kind] += max(
                    -2.0, min(4.0, scores[kind] - max(scores[j] for j in range(4) if j != kind))
                )
        best = max(range(3), key=lambda kind: totals[kind])
        if totals[best] > 1.0:
            for key in {run.key for run in chain}:
                evidence[key][best] += 2.0

    for run in runs:
        if chain:
            last = chain[-1]
            gap = [t.text for t in docs[run.unit][last.end : run.title]] if last.unit == run.unit else None
            if gap is not None and gap in ([","], ["and"], [",", "and"], [";"], ["or"]):
                chain.append(run)
                joined = joined or gap[-1] in ("and", "or")
                continue
            close()
        chain, joined = [run], False
    close()


def _decide(runs: list[Run], evidence: dict[str, Scores]) -> dict[str, int]:
    """The kind of every form."""
    decided: dict[str, int] = {}
    lasts: dict[str, float] = {}
    firsts: dict[str, float] = {}
    inner: set[str] = set()
    forms = {run.key: run for run in runs}
    for key, run in forms.items():
        if len(run.words) == 1 and not run.mask & lx.GLUED:
            continue
        kind, margin = _best(evidence[key])
        decided[key] = kind
        words = _surname(run)
        if kind == PERSON:
            surname = words[-1]
            lasts[surname] = max(lasts.get(surname, 0.0), margin)
            if len(words) > 1:
                firsts[words[0]] = max(firsts.get(words[0], 0.0), margin)
        elif kind == ORGANISATION:
            inner.update(words)
    for key, run in forms.items():
        if key in decided:
            continue
        scores = evidence[key]
        mask = run.mask
        if key in lasts:
            # a country's or city's name is a person's only where other evidence says so
            scores[PERSON] += 2 if mask & (lx.PLACE | lx.COMMON | lx.DEMONYM) else 6
        elif key in firsts:
            scores[PERSON] += 1 if mask & (lx.PLACE | lx.COMMON | lx.DEMONYM) else 4
        decided[key] = _best(scores)[0]
    sure = {k for k, kind in decided.items() if kind == PERSON and " " not in k}
    for key, run in forms.items():
        # "Viktor Khrapunov" by the sure "Khrapunov"
        if decided[key] != PERSON and len(run.words) in (2, 3) and _surname(run)[-1] in sure:
            scores = evidence[key]
            scores[PERSON] += 3
            decided[key] = _best(scores)[0]
    return decided


def _surname(run: Run) -> list[str]:
    """The words of a person's name without initials, in lower case; hyphens kept with what they join."""
    words: list[str] = []
    glue = False
    for word, mask in zip(run.words, run.masks, strict=True):
        text = latin(word).lower()
        if mask & lx.INITIAL:
            continue
        if mask & lx.GLUED:
            text = text.rsplit(".", 1)[1].lstrip("-")
        if word in HYPHENS:
            glue = True
            if words:
                words[-1] += "-"
            continue
        if glue and words:
            words[-1] += text
            glue = False
        else:
            words.append(text)
    return words or [run.key]


def _best(scores: Scores) -> tuple[int, float]:
    """The kind with most evidence and by how much it leads; NONE below the threshold."""
    best = max(range(3), key=lambda kind: scores[kind])
    rest = max(scores[kind] for kind in range(4) if kind != best)
    if scores[best] < (PERSON_THRESHOLD if best == PERSON else THRESHOLD) or scores[best] <= scores[NONE]:
        return NONE, 0.0
    return best, scores[best] - rest


def _mention(run: Run, kind: int, doc: Doc, masks: list[int]) -> NameMention | None:
    start, end = run.start, run.end
    if kind != PERSON and _in_event(doc, start, end):
        return None
    family = kind == PERSON and end < len(doc) and doc[end].lower_ in FAMILY
    if family and run.title and doc[run.title - 1].lower_ == "the":
        return None
    gender = ""
    if kind == PERSON:
        gender = run.gender
        if not gender and run.masks[0] & lx.GIVEN:
            gender = lx.gender_of(run.masks[0])
        if not gender and not run.masks[-1] & lx.GIVEN:
            gender = lx.gender_of(run.masks[-1])
    return NameMention(run.unit, start, end, KINDS[kind], head_of(doc, start, end).i, run.title, gender)


def _in_event(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is only part of an election's: "the 1992 United Kingdom general election"."""
    position = start
    while position and position > start - 3 and doc[position - 1].text in ("in", "the"):
        position -= 1
    if position < start and position and doc[position - 1].lower_ in ELECTIONS:
        # "the 2004 European Parliament election in Italy"
        return any(doc[i].like_num and len(doc[i].text) == 4 for i in range(max(0, position - 5), position))
    if not (start and doc[start - 1].like_num and len(doc[start - 1].text) == 4):
        return False
    for token in doc[end : end + 4]:
        if token.lower_ in ELECTIONS:
            return True
        if not token.is_alpha:
            return False
    return False


@Language.component("dalel_mentions")
def dalel_mentions(doc: Doc) -> Doc:
    """Corrects the entities of one Doc: persons, organisations, places as found here; other labels kept."""
    spans = []
    taken: set[int] = set()
    for mention in find_names([doc], [False]):
        spans.append(Span(doc, mention.start, mention.end, label=SPACY_LABELS[mention.kind]))
        taken.update(range(mention.start, mention.end))
    spans.extend(
        entity
        for entity in doc.ents
        if entity.label_ not in LABELS and taken.isdisjoint(range(entity.start, entity.end))
    )
    doc.ents = tuple(sorted(spans, key=lambda s: s.start))
    return doc
