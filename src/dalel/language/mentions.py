"""Names in the text of a document: which words they are, and whether they name persons, organisations or places.

Evidence is collected for every written form over the whole document (its words, the words around it, what the
model says), then each form is decided once, and its short forms ("Ivanova" for "Lena Ivanova") with it.
A name counts without title, article and 's; pronouns and descriptions are no mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dalel.language import lexicon as lx
from dalel.language.lexicon import latin
from dalel.language.runs import HYPHENS, Cutter, Run, known_inside, lower_words, masks_of, openings
from dalel.language.units import ParsedUnit
from dalel.model import BlockKind, MentionKind

PERSON, ORGANISATION, PLACE, NONE = range(4)
KINDS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE)
LABELS = {"PERSON": PERSON, "ORG": ORGANISATION, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE}
SPACY_LABELS = {MentionKind.PERSON: "PERSON", MentionKind.ORGANISATION: "ORG", MentionKind.PLACE: "GPE"}
ELECTIONS = frozenset(("election", "elections", "referendum", "by-election"))
KNOWN_WORDS = (
    lx.COMMON
    | lx.THING
    | lx.ORGANISATION
    | lx.PLACE_HEAD
    | lx.DEMONYM
    | lx.PLACE
    | lx.ACRONYM
    | lx.KNOWN_ORGANISATION
    | lx.DOMAIN
    | lx.OFFICE
)
THRESHOLD = 2.0
PERSON_THRESHOLD = 2.4  # the model's word alone is just enough
"""What the evidence for a form must reach before it is a name of that kind."""


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name: tokens `start` to `end` (excluded) of the unit with that index in the document's parse.

    `head` is the token that stands for it in the parse; `title` the first token of titles directly before
    the name (equal to `start` where there are none); `gender` "male", "female" or "" as title or given name tell.
    """

    unit: int
    start: int
    end: int
    kind: MentionKind
    head: int
    title: int
    gender: str = ""


Scores = list[float]


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
    inside: dict[str, Scores] = {}
    around: dict[str, list[tuple[Scores, Scores]]] = defaultdict(list)
    for run in runs:
        run.key = key_of(run.words)
        if run.key not in inside:
            inside[run.key] = _inside(run, lower)
        doc = docs[run.unit]
        around[run.key].append((_labels(run, doc), _around(run, doc, masks[run.unit])))
    evidence = {key: _sum(own, around[key]) for key, own in inside.items()}
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


def _inside(run: Run, lower: set[str]) -> Scores:
    """What a run's own words tell; `lower` are words that the document writes without a capital."""
    p = o = place = none = 0.0
    masks, words = run.masks, run.words
    first, last, n = masks[0], masks[-1], len(words)
    joined = " ".join(words)
    if joined.lower() in lx.LONG_PLACES or (n == 1 and last & lx.PLACE):
        place += 6
    if joined in lx.COUNTRIES:
        place += 3
    if last & lx.KNOWN_ORGANISATION and n == 1:
        o += 6
    if (last & lx.THING and n > 1) or (first & lx.THING and not first & (lx.GIVEN | lx.ORGANISATION)):
        none += 8
    if joined in lx.LONG_DEMONYMS:
        none += 8
    if not run.mask & (lx.GIVEN | lx.PLACE | lx.KNOWN_ORGANISATION) and all(
        w.lower() in lower for w in words
    ):
        none += 4 if n == 1 else 2.5
    if n == 1:
        if last & lx.DEMONYM:
            none += 6 if last & lx.GIVEN else 4
        if last & (lx.COMMON | lx.OFFICE | lx.PERSON_NOUN | lx.DOMAIN | lx.THING | lx.HONORIFIC | lx.KIN):
            none += 6
        if last & lx.ORGANISATION and not last & lx.KNOWN_ORGANISATION:
            none += 4
        if last & lx.PLACE_HEAD:
            none += 4
        if last & lx.ACRONYM and not run.titled:
            o += 2.2
            p -= 5
        if last & lx.INITIAL:
            none += 6
        if last & lx.GIVEN:
            p += 1.5
        if last & lx.GLUED:
            p += 6
    else:
        plain = sum(1 for m in masks if m & (lx.COMMON | lx.DOMAIN | lx.MODIFIER) and not m & lx.GIVEN)
        if last & lx.ORGANISATION or (first & lx.ORGANISATION and not first & lx.GIVEN):
            o += 7
        elif any(m & lx.ORGANISATION for m in masks):
            o += 3
            p -= 2
        if last & lx.PLACE_HEAD:
            place += 5
            p -= 3
        if all(
            m & (lx.COMMON | lx.DOMAIN | lx.MODIFIER | lx.OFFICE | lx.PERSON_NOUN | lx.DEMONYM | lx.PARTICLE)
            for m in masks
        ):
            none += 8
        if all(m & lx.ACRONYM for m in masks):
            none += 1
        if n <= 5 and not plain:
            if first & lx.GIVEN:
                p += 4 if not last & lx.PLACE else 2
            elif any(m & lx.GIVEN for m in masks):
                p += 2
            if last & (lx.OPENING | lx.PARTICLE) == 0 and any(m & lx.OPENING for m in masks[:-1]):
                p += 1
        if first & lx.INITIAL and not last & lx.INITIAL:
            p += 6 if not last & (lx.COMMON | lx.THING | lx.DOMAIN) else 0
        if n <= 3 and not run.mask & KNOWN_WORDS and words[0].lower() not in lower:
            p += 1.3
        p -= 2 * plain
    if last & lx.ENDING:
        p += 3.2 if last & lx.STRONG_ENDING else 1.2
    if any(m & lx.GLUED for m in masks):
        p += 4
    return [p, o, place, none]


def _sum(own: Scores, occurrences: list[tuple[Scores, Scores]]) -> Scores:
    """All evidence for a form: the model's labels on average; of what stands around, the best and a little more."""
    total = []
    for kind in range(4):
        labels = sum(label[kind] for label, _ in occurrences) / len(occurrences)
        beside = [other[kind] for _, other in occurrences]
        best = max(beside)
        total.append(own[kind] + labels + best + min(4.0, 0.3 * (sum(beside) - best)))
    return total


def _labels(run: Run, doc: Doc) -> Scores:
    """What the model's labels of one occurrence tell."""
    p = o = place = none = 0.0
    n = run.end - run.start
    weight = 0.3 if run.titled else 1.0
    unknown = n > 1 and not run.mask & KNOWN_WORDS
    labels: dict[str, int] = {}
    for token in doc[run.start : run.end]:
        labels[token.ent_type_] = labels.get(token.ent_type_, 0) + 1
    for label, count in labels.items():
        share = weight * count / n
        if label == "PERSON":
            p += 2.5 * share
        elif label == "ORG":
            o += (1.2 if n == 1 else 1.7 if unknown else 2.5) * share
        elif label in ("GPE", "LOC", "FAC"):
            # of a word it does not know, the model says "place" too easily
            place += (2.2 if n > 1 or run.mask & lx.PLACE else 1.4) * share
        elif label == "NORP":
            none += 1.5 * share
        elif label:
            none += 2.0 * share
    return [p, o, place, none]


def _around(run: Run, doc: Doc, masks: list[int]) -> Scores:
    """What the words around one occurrence and the model's label tell."""
    p = o = place = none = 0.0
    start, end = run.start, run.end
    head = _head(doc, start, end)
    n = end - start
    if run.honorific:
        p += 7
    if run.office:
        p += 4
    if run.behind and run.masks[0] & (lx.GIVEN | lx.INITIAL | lx.GLUED):
        p += 3
    before = doc[run.title - 1] if run.title else None
    after = doc[end] if end < len(doc) else None
    if before is not None and not run.honorific:
        mask = masks[run.title - 1]
        text = before.text
        if mask & (lx.OFFICE | lx.PERSON_NOUN | lx.KIN) and not mask & lx.CAPITAL:
            p += 3.5 if n > 1 or before.tag_ != "NNS" else 0.5
        elif mask & lx.HONORIFIC and run.title == start:
            p += 7
        elif mask & lx.BEFORE_ORGANISATION and not mask & lx.CAPITAL:
            o += 4
        elif text in ("'", "‘", '"', "“", "`"):
            o += 0.5
        elif text == "of" and run.title >= 2:
            noun = doc[run.title - 2].lower_
            if noun in OF_PERSON:
                p += 2
            elif noun in BEFORE_PLACE:
                place += 4
            elif masks[run.title - 2] & lx.OFFICE and run.title == start:
                # "leader of X", "mayor of X": no person
                o += 1.5
                place += 1
                p -= 2
        elif before.lower_ in ("in", "near", "throughout") and n <= 3:
            place += 2 if n == 1 else 1
        elif before.lower_ in ("from", "to", "at") and n == 1 and head.dep_ == "pobj":
            place += 0.7
        elif text == "," and _closes(after) and _office_behind(doc, masks, run.title - 2):
            p += 2.5
        elif text == "," and run.title >= 2 and masks[run.title - 2] & (lx.OFFICE | lx.PERSON_NOUN | lx.KIN):
            # "its chairman, Bolat Apilov,"
            if not masks[run.title - 2] & lx.CAPITAL:
                p += 2.5
    if after is not None:
        text = after.text
        mask = masks[end]
        if mask & lx.LOWER_ORGANISATION and not mask & lx.CAPITAL:
            if mask & lx.BEFORE_ORGANISATION:
                o += 6
            else:
                o += 0.7
        elif mask & lx.LOWER_PLACE and not mask & lx.CAPITAL:
            place += 4
        elif after.pos_ == "ADJ" and end + 1 < len(doc) and masks[end + 1] & lx.BEFORE_ORGANISATION:
            o += 6  # "the Auyl political party"
        elif text in ("'s", "’s", "'", "’") and end + 1 < len(doc):
            possessed = masks[end + 1]
            if possessed & lx.KIN:
                p += 4
            elif possessed & lx.POSSESSED:
                p += 1.5
            elif possessed & lx.MODIFIER and end + 2 < len(doc) and masks[end + 2] & lx.KIN:
                p += 4
        elif text == ",":
            p += _apposition(doc, masks, end)
        elif text == "who":
            p += 3
        elif (
            text in ("-", "–") and end + 1 < len(doc) and doc[end + 1].text in ("led", "backed", "appointed")
        ):
            p += 0.5
        if text == "(" and end + 2 < len(doc) and doc[end + 2].text == ")" and masks[end + 1] & lx.ACRONYM:
            o += 3
    first = head
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    if first.dep_ in ("nsubj", "nsubjpass"):
        if lx.mask_of(first.head.lemma_) & lx.PERSON_VERB or _held(first.head):
            p += 1.5
    elif first.dep_ == "dobj" and first.head.lemma_ in GROUPED:
        o += 2
    elif first.dep_ == "dobj" and first.head.lemma_ in SUFFERED:
        p += 1.5
    elif head.dep_ == "pobj" and head.head.text == "by" and head.head.head.lemma_ in SAID:
        p += 0.5
    if head.dep_ == "appos":
        mask = masks[head.head.i]
        if mask & (lx.OFFICE | lx.PERSON_NOUN | lx.KIN):
            p += 2.5
        elif mask & lx.LOWER_ORGANISATION:
            o += 2.5
    for child in head.children:
        if child.dep_ == "appos" and child.i > end:
            mask = masks[child.i]
            if mask & lx.CAPITAL:
                continue
            if mask & (lx.OFFICE | lx.PERSON_NOUN | lx.KIN):
                p += 2.5
            elif mask & lx.LOWER_ORGANISATION:
                o += 2.5
            elif mask & lx.LOWER_PLACE:
                place += 2
    if run.mask & lx.INITIAL and head.tag_[:2] != "NN":
        none += 5  # "C. Using ...", a numbered heading
    if n == 1 and head.tag_ == "NNPS":
        p -= 2
    if run.first and n == 1 and head.tag_ not in ("NNP", "NNPS"):
        none += 2
    if n > 1 or head.tag_ in ("NNP", "NNPS"):
        none -= 0.1
    return [p, o, place, none]


OF_PERSON = lx.words(lx.NAMES["verbs"]["of_person"])
BEFORE_PLACE = lx.words(lx.NAMES["places"]["before"])
GROUPED = frozenset(
    [
        "register",
        "deregister",
        "join",
        "found",
        "establish",
        "ban",
        "outlaw",
        "dissolve",
        "disband",
        "co-found",
    ]
)
HELD_IN = frozenset(("prison", "jail", "custody", "detention", "exile", "hospital"))
SUFFERED = frozenset(
    [
        "arrest",
        "detain",
        "sentence",
        "convict",
        "imprison",
        "torture",
        "beat",
        "kill",
        "murder",
        "jail",
        "charge",
        "accuse",
        "extradite",
        "pardon",
        "acquit",
        "poison",
        "assassinate",
        "kidnap",
        "abduct",
        "interrogate",
        "appoint",
        "dismiss",
        "nominate",
        "fire",
        "sack",
        "summon",
        "marry",
        "succeed",
        "replace",
        "release",
    ]
)
SAID = frozenset(["say", "write", "sign", "head", "lead", "chair", "found"])


def _closes(after: Token | None) -> bool:
    return after is None or after.text in {",", ".", ";"}


def _office_behind(doc: Doc, masks: list[int], position: int) -> bool:
    """Whether the words up to `position` are an office with its body: "the head of the State Bank"."""
    for i in range(position, max(-1, position - 12), -1):
        token = doc[i]
        if masks[i] & (lx.OFFICE | lx.PERSON_NOUN | lx.KIN) and not masks[i] & lx.CAPITAL:
            return token.tag_ != "NNS"
        if token.text in {",", ".", ";", ":", "(", ")"} or token.pos_ in ("VERB", "AUX"):
            return False
    return False


def _held(verb: Token) -> bool:
    """Whether a clause says that its subject is kept somewhere: "remained in custody"."""
    return any(
        child.text == "in" and any(c.lower_ in HELD_IN for c in child.children) for child in verb.children
    )


def _apposition(doc: Doc, masks: list[int], comma: int) -> float:
    """Evidence for a person in what follows the comma behind a name: ", a lawyer", ", 45,", ", who"."""
    position = comma + 1
    if position >= len(doc):
        return 0.0
    token = doc[position]
    if token.text in ("who", "whose", "whom"):
        return 3.5
    if token.like_num and position + 1 < len(doc) and doc[position + 1].text == "," and len(token.text) == 2:
        return 4.0
    if token.text in ("Jr.", "Sr.", "aged"):
        return 5.0
    for step in range(position, min(position + 7, len(doc))):
        mask = masks[step]
        text = doc[step].text
        if text in {",", ".", ";", "and", "("} or doc[step].pos_ in ("VERB", "AUX"):
            return 0.0
        if mask & lx.CAPITAL and not mask & (lx.DEMONYM | lx.DOMAIN | lx.OFFICE | lx.PLACE):
            return 0.0
        if mask & (lx.OFFICE | lx.PERSON_NOUN | lx.KIN) and not mask & lx.LOWER_ORGANISATION:
            nxt = masks[step + 1] if step + 1 < len(doc) else 0
            if (nxt & lx.CAPITAL and not nxt & (lx.DOMAIN | lx.OFFICE)) or doc[step].tag_ == "NNS":
                # ", lawyer Ana Silva" begins another name
                return 0.0
            return 3.0
    return 0.0


def _head(doc: Doc, start: int, end: int) -> Token:
    """The token of a span that the rest of the sentence depends on."""
    for position in range(end - 1, start - 1, -1):
        token = doc[position]
        if not start <= token.head.i < end or token.head.i == token.i:
            return token
    return doc[end - 1]


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
    """The words of a person's name without initials, folded; particles and hyphens kept with what they join."""
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
    if kind == PERSON and end < len(doc) and doc[end].lower_ in ("family", "families", "clan"):
        if run.title and doc[run.title - 1].lower_ == "the":
            return None
    gender = ""
    if kind == PERSON:
        gender = run.gender
        if not gender and run.masks[0] & lx.GIVEN:
            gender = lx.gender_of(run.masks[0])
        if not gender and not run.masks[-1] & lx.GIVEN:
            gender = lx.gender_of(run.masks[-1])
    return NameMention(run.unit, start, end, KINDS[kind], _head(doc, start, end).i, run.title, gender)


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
    """Corrects the entities of one Doc: persons, organisations and places as found here, other labels kept."""
    spans = []
    taken: set[int] = set()
    for mention in find_names([doc], [False]):
        spans.append(Span(doc, mention.start, mention.end, label=SPACY_LABELS[mention.kind]))
        taken.update(range(mention.start, mention.end))
    for entity in doc.ents:
        if entity.label_ not in LABELS and not any(i in taken for i in range(entity.start, entity.end)):
            spans.append(entity)
    doc.ents = tuple(sorted(spans, key=lambda s: s.start))
    return doc
