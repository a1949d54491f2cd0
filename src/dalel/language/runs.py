"""Runs of capitalised words: where names can be. Cut here; what they name is decided in `mentions.py`."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from dalel.language.lexicon import (
    CAPITAL,
    COMMON,
    DEMONYM,
    DOMAIN,
    GIVEN,
    GLUED,
    HONORIFIC,
    INITIAL,
    KNOWN_ORGANISATION,
    MALE,
    MODIFIER,
    OFFICE,
    ORGANISATION,
    PARTICLE,
    PERSON_NOUN,
    PLACE,
    PLACE_HEAD,
    THING,
    mask_of,
)

HYPHENS = frozenset("-–‑")
DETERMINERS = frozenset(
    ("The", "the", "A", "An", "This", "That", "These", "Those", "His", "Her", "Its", "Their")
)
OF = frozenset(("of", "for", "on", "against", "to"))
FOREIGN = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "der",
        "die",
        "das",
        "und",
        "für",
        "et",
        "pour",
        "per",
        "e",
        "y",
        "la",
        "le",
        "les",
        "los",
        "las",
        "en",
        "na",
        "al",
        "el",
        "na",
        "za",
        "i",
        "par",
        "por",
        "van",
        "voor",
        "en",
        "of-the",
    ]
)


@dataclass(slots=True)
class Run:
    """Tokens `start` to `end` (excluded) of a unit that may be a name.

    `title` is the first token of titles and offices directly before it (equal to `start` where there
    are none); `gender` is 1 for a man, 2 for a woman as far as title or given name tell, else 0.
    """

    unit: int
    start: int
    end: int
    title: int
    words: tuple[str, ...] = ()
    masks: tuple[int, ...] = ()
    mask: int = 0  # of all its words together
    honorific: bool = False
    office: bool = False
    first: bool = False  # opens its sentence
    titled: bool = False  # stands in a heading, where every word has a capital
    gender: int = 0
    kind: str = ""
    key: str = ""
    notes: list[str] = field(default_factory=list)


def masks_of(doc: Doc) -> list[int]:
    """The word masks of a Doc's tokens."""
    return [mask_of(token.text) for token in doc]


def _opening(doc: Doc) -> list[bool]:
    """For each token, whether a capital there says nothing: a sentence, quotation or list item begins."""
    found = []
    fresh = True
    for token in doc:
        text = token.text
        start = token.is_sent_start is True or fresh
        found.append(start)
        fresh = (
            (fresh and not text[0].isalnum())
            or text in {'"', "“", "‘", ":", "•", "»", "«", "(", "…"}
            or (start and not text[0].isalpha())
        )
    return found


def raw_runs(doc: Doc, masks: list[int]) -> list[tuple[int, int, bool]]:
    """Maximal runs of capitalised words with what binds them: (start, end, opens a sentence)."""
    found: list[tuple[int, int, bool]] = []
    opening = _opening(doc)
    n = len(doc)
    words = [token.text for token in doc]
    i = 0
    while i < n:
        mask = masks[i]
        if not mask & CAPITAL:
            i += 1
            continue
        first = opening[i]
        if first and _plain_start(doc, masks, i):
            i += 1
            continue
        if words[i] in DETERMINERS or (mask & THING and mask & COMMON):
            i += 1
            continue
        start = i
        # al-Assad, el-Sisi
        if start >= 2 and words[start - 1] in HYPHENS and masks[start - 2] & PARTICLE:
            start -= 2
        i += 1
        while i < n:
            mask = masks[i]
            if mask & CAPITAL:
                if words[i] in DETERMINERS or (
                    doc[i].is_sent_start and not masks[i - 1] & (INITIAL | HONORIFIC)
                ):
                    break
                i += 1
            elif (
                words[i] in HYPHENS
                and not doc[i - 1].whitespace_
                and not doc[i].whitespace_
                and i + 1 < n
                and words[i + 1][0].isalpha()
            ):
                i += 2
            elif (
                mask & PARTICLE
                and i + 1 < n
                and (
                    masks[i + 1] & CAPITAL
                    or (words[i + 1] in HYPHENS and i + 2 < n and masks[i + 2] & CAPITAL)
                    or (masks[i + 1] & PARTICLE and i + 2 < n and masks[i + 2] & CAPITAL)
                )
            ):
                i += 1
                while i < n and not masks[i] & CAPITAL:
                    i += 1
            elif words[i] in FOREIGN and i + 1 < n and masks[i + 1] & CAPITAL:
                i += 1
            else:
                break
        found.append((start, min(i, n), first))
    return found


def _plain_start(doc: Doc, masks: list[int], i: int) -> bool:
    """Whether the capital of a sentence's first word is only the sentence's."""
    mask = masks[i]
    if mask & (GIVEN | PLACE | KNOWN_ORGANISATION | INITIAL | GLUED | HONORIFIC):
        return bool(mask & COMMON)
    followed = i + 1 < len(doc) and masks[i + 1] & CAPITAL
    if mask & COMMON:
        # "National Security Committee", "President Tokayev", but "In Kazakhstan"
        return not (followed and mask & (OFFICE | DOMAIN | MODIFIER | ORGANISATION))
    if mask & (OFFICE | PERSON_NOUN | DEMONYM | ORGANISATION):
        return not followed
    token = doc[i]
    return not (token.tag_.startswith("NNP") or token.ent_type_ in ("PERSON", "ORG", "GPE"))


def runs_of(doc: Doc, unit: int, masks: list[int], titled: bool = False) -> list[Run]:
    """The runs of one unit, organisations' names joined over "of", titles cut off."""
    words = [token.text for token in doc]
    found: list[Run] = []
    raw = raw_runs(doc, masks)
    k = 0
    while k < len(raw):
        start, end, first = raw[k]
        k += 1
        while k < len(raw):
            joined = _join(words, masks, start, end, raw[k][0], raw[k][1])
            if not joined:
                break
            end = raw[k][1]
            k += 1
        # Liberal party, Green movement
        if end < len(words) and words[end] in ("party", "Party") and masks[end - 1] & DEMONYM:
            end += 1
        found.extend(_cut(words, masks, unit, start, end, first, titled))
    return found


def _join(words: list[str], masks: list[int], start: int, end: int, after: int, after_end: int) -> bool:
    """Whether an organisation's name goes on behind "of", "for", "and" ...: "Ministry of Justice"."""
    gap = words[end:after]
    if not 1 <= len(gap) <= 2:
        return False
    head = [m for m in masks[start:end] if m & ORGANISATION]
    if not head:
        return False
    last = masks[end - 1] & ORGANISATION
    bound = any(w in OF for w in words[start:end])
    follows = 0
    for m in masks[after:after_end]:
        follows |= m
    if gap[0] in OF and (len(gap) == 1 or gap[1] in ("the", "The")):
        return (
            bool(last)
            and not follows & HONORIFIC
            and (gap[0] != "to" or (len(gap) == 1 and not follows & PLACE))
        )
    if gap == ["and"] or gap == [",", "and"]:
        # within "Ministry of Health and Social Care"; a new organisation or a person begins otherwise
        return (
            bound
            and not follows & (ORGANISATION | OFFICE | GIVEN | PLACE | KNOWN_ORGANISATION | INITIAL)
            and (after_end - after <= 3)
        )
    return gap == ["in"] and bound and bool(follows & PLACE) and "Cooperation" in words[start:end]


def _cut(
    words: list[str], masks: list[int], unit: int, start: int, end: int, first: bool, titled: bool
) -> list[Run]:
    """A run without articles, titles and what else does not belong to a name; none where nothing is left."""
    while start < end and words[start] in DETERMINERS:
        start += 1
    if start >= end:
        return []
    title = start
    whole = 0
    for m in masks[start:end]:
        whole |= m
    honorific = office = False
    gender = 0
    organisation = bool(masks[end - 1] & ORGANISATION) or any(w in OF for w in words[start:end])
    if not organisation:
        last = -1
        for position in range(start, end - 1):
            m = masks[position]
            if m & HONORIFIC:
                honorific, last = True, position
                gender = 1 if m & MALE else gender
            elif m & (OFFICE | PERSON_NOUN) and not (m & GIVEN and position > start):
                office, last = True, position
        if last >= 0:
            for position in range(start, last + 1):
                if masks[position] & HONORIFIC or masks[position] & (OFFICE | PERSON_NOUN):
                    gender = 1 if masks[position] & MALE else gender
                    if not masks[position] & MALE and masks[position] & (1 << 21):
                        gender = 2
            start = last + 1
        if start > 1 and words[start - 1] in ("of", "for") and masks[start - 2] & OFFICE:
            # Minister of Justice Marat Beketaev, Mayor of Almaty Viktor Khrapunov
            shift = start
            while shift < end - 1 and masks[shift] & (DOMAIN | PLACE):
                shift += 1
            if shift > start and end - shift >= 2:
                pieces = []
                if masks[start] & PLACE:
                    pieces = [_run(words, masks, unit, start, shift, start, False, titled)]
                named = _run(words, masks, unit, shift, end, shift, False, titled)
                named.office = True
                return [*pieces, named]
        while start < end - 1 and masks[start] & DEMONYM and (masks[start + 1] & (GIVEN | INITIAL) or office):
            start += 1
        if end - start > 1 and masks[start] & PLACE and masks[start + 1] & GIVEN and not masks[start] & GIVEN:
            start += 1
    while start < end and words[start] in HYPHENS:
        start += 1
    if start >= end:
        return []
    run = _run(words, masks, unit, start, end, title, first and title == start, titled)
    run.honorific, run.office, run.gender = honorific, office, gender
    return [run]


def _run(
    words: list[str], masks: list[int], unit: int, start: int, end: int, title: int, first: bool, titled: bool
) -> Run:
    mask = 0
    for m in masks[start:end]:
        mask |= m
    return Run(
        unit,
        start,
        end,
        title,
        tuple(words[start:end]),
        tuple(masks[start:end]),
        mask,
        first=first,
        titled=titled,
    )


__all__ = ["PLACE_HEAD", "Run", "masks_of", "runs_of"]
