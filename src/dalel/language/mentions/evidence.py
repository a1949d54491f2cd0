"""What tells what a name names: its own words, the words around it, the model's labels.

Each function gives four numbers: for a person, an organisation, a place, and for no name at all. The weights
are ours, set by hand on documents that are shown; they say how sure a reader is by that sign alone, and about
2.5 is as sure as the model's label. Which words are signs is data (`data/names.toml`, `data/offices.toml`).
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx
from dalel.language.mentions.runs import Run

Scores = list[float]
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
VERBS = lx.NAMES["verbs"]
OF_PERSON = lx.words(VERBS["of_person"])
SUFFERED = lx.words(VERBS["suffered"])
GROUPED = lx.words(VERBS["grouped"])
MADE = lx.words(VERBS["made"])
FORMED = lx.words(VERBS["formed"])
WORKERS = lx.words(lx.NAMES["organisations"]["workers"])
HELD_IN = lx.words(lx.NAMES["places"]["held_in"])
BEFORE_PLACE = lx.words(lx.NAMES["places"]["before"])


def inside(run: Run, lower: set[str]) -> Scores:
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
    if (last & lx.THING and n > 1 and not first & lx.ORGANISATION) or (
        first & lx.THING and not first & (lx.GIVEN | lx.ORGANISATION)
    ):
        none += 8
    if joined in lx.LONG_ORGANISATIONS or "".join(words) in lx.LONG_ORGANISATIONS:
        o += 6
    if n > 1 and words[-1].isdigit():
        o += 9  # "Canal 7"
    if joined in lx.LONG_DEMONYMS:
        none += 8
    if not run.mask & (lx.GIVEN | lx.PLACE | lx.KNOWN_ORGANISATION) and all(
        w.lower() in lower for w in words
    ):
        none += 4 if n == 1 else 2.5
    if n == 1:
        if last & lx.DEMONYM:
            none += 6 if last & lx.GIVEN else 8
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
        if not run.mask & KNOWN_WORDS and words[0].lower() not in lower:
            p += 0.4
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
        if (
            all(
                m
                & (
                    lx.COMMON
                    | lx.DOMAIN
                    | lx.MODIFIER
                    | lx.OFFICE
                    | lx.PERSON_NOUN
                    | lx.DEMONYM
                    | lx.PARTICLE
                )
                for m in masks
            )
            and not (first | last) & lx.ORGANISATION
        ):
            none += 8
        if last & lx.DEMONYM and not last & lx.GIVEN and not run.mask & lx.GIVEN:
            none += 4  # "Kosovo Serbs"
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


def total(own: Scores, occurrences: list[tuple[Scores, Scores]]) -> Scores:
    """All evidence for a form: the model's labels on average; of what stands around, the best and more."""
    found = []
    for kind in range(4):
        labels = sum(label[kind] for label, _ in occurrences) / len(occurrences)
        beside = [other[kind] for _, other in occurrences]
        best = max(beside)
        found.append(own[kind] + labels + best + min(4.0, 0.3 * (sum(beside) - best)))
    return found


def labels(run: Run, doc: Doc) -> Scores:
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


def around(run: Run, doc: Doc, masks: list[int]) -> Scores:
    """What the words around one occurrence and the model's label tell."""
    p = o = place = none = 0.0
    start, end = run.start, run.end
    head = head_of(doc, start, end)
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
        elif text in ("NGO", "CSO"):
            o += 9
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
        elif text == "," and run.title >= 2 and _person_noun(masks[run.title - 2]):
            p += 2.5  # "its chairman, Oleg Tarasov,"
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
            if end + 1 < len(doc) and doc[end + 1].lower_ in FORMED:
                o += 4.0  # "Asar, founded in 2004,"
        elif n > 1 and text in WORKERS and end + 1 < len(doc) and masks[end + 1] & lx.CAPITAL:
            o += 4  # "Daily Star reporter Ana Silva"
        elif text == "who":
            p += 3
        elif (
            text in ("-", "–") and end + 1 < len(doc) and doc[end + 1].text in ("led", "backed", "appointed")
        ):
            p += 0.5
        if text == "(" and end + 2 < len(doc) and doc[end + 2].text == ")" and masks[end + 1] & lx.ACRONYM:
            o += 3
            if end + 3 < len(doc) and masks[end + 3] & lx.BEFORE_ORGANISATION:
                o += 3  # "Unidad (UN) party"
    first = head
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    if first.dep_ in ("nsubj", "nsubjpass"):
        suffered = first.dep_ == "nsubjpass" and first.head.lemma_ in SUFFERED
        if suffered or lx.mask_of(first.head.lemma_) & lx.PERSON_VERB or _held(first.head):
            p += 2.0
    elif first.dep_ == "dobj" and first.head.lemma_ in GROUPED:
        o += 2
    elif first.dep_ == "dobj" and first.head.lemma_ in SUFFERED:
        p += 1.5
    elif head.dep_ == "pobj" and head.head.text == "by" and head.head.head.lemma_ in MADE:
        p += 0.5
    if first.dep_ == "appos":  # itself or the list that it is in
        mask = masks[first.head.i]
        if head.i == first.i and mask & (lx.OFFICE | lx.PERSON_NOUN | lx.KIN):
            p += 2.5
        elif mask & lx.BEFORE_ORGANISATION and not mask & lx.CAPITAL:
            o += 4.0
        elif mask & lx.LOWER_ORGANISATION and head.i == first.i:
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


def _person_noun(mask: int) -> bool:
    """Whether a lower-case word says what a person is."""
    return bool(mask & (lx.OFFICE | lx.PERSON_NOUN | lx.KIN)) and not mask & lx.CAPITAL


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


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token of a span that the rest of the sentence depends on."""
    for position in range(end - 1, start - 1, -1):
        token = doc[position]
        if not start <= token.head.i < end or token.head.i == token.i:
            return token
    return doc[end - 1]
