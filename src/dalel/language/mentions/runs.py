"""Runs of capitalised words: where names can be. Cut here; what they name is decided in `mention.py`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from dalel.language import lexicon as lx
from dalel.language.lexicon import mask_of
from dalel.language.mentions.joins import MONTHS, OF, Joiner

HYPHENS = frozenset("-–‑")
DETERMINERS = lx.words("The the A a An an This That These Those His Her Its Their Our My")
FOREIGN = lx.words(lx.FORMS["particles"]["connecting"])
AFTER_HYPHENS = lx.words(lx.NAMES["words_after_hyphens"]["words"])
OWNERS = lx.words(lx.NAMES["organisations"]["owners"])
NUMBERED = lx.words(lx.NAMES["organisations"]["numbered"])
"""First words of names that end in a number."""
OF_A_FIELD = lx.words(lx.OFFICES["ranks"]["fields"])
"""Posts that are told with a field of work: "Director of Prisons"."""
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
NO_SPLIT_HEADS = lx.ORGANISATION | lx.PLACE_HEAD | lx.THING
BEFORE_A_PERSON = (
    lx.ORGANISATION
    | lx.PLACE
    | lx.DOMAIN
    | lx.COMMON
    | lx.THING
    | lx.DEMONYM
    | lx.ACRONYM
    | lx.KNOWN_ORGANISATION
)
UNKNOWN = ~(lx.CAPITAL | lx.ENDING | lx.STRONG_ENDING | lx.FEMALE | lx.MALE | lx.GIVEN | lx.OPENING)
NO_NAME = lx.COMMON | lx.DOMAIN | lx.MODIFIER | lx.OFFICE | lx.PERSON_NOUN | lx.KIN


@dataclass(slots=True)
class Run:
    """Tokens `start` to `end` (excluded) of a unit that may be a name.

    `title` is the first token of titles and offices directly before it (equal to `start` where there
    are none); `gender` is "male" or "female" where the title tells it.
    """

    unit: int
    start: int
    end: int
    title: int
    words: tuple[str, ...]
    masks: tuple[int, ...]
    mask: int  # of all its words together
    first: bool = False  # opens its sentence
    titled: bool = False  # stands in a heading, where every word has a capital
    honorific: bool = False
    office: bool = False
    behind: bool = False  # follows an organisation or place without a comma: "Tax Agency Rovshan Umarov"
    gender: str = ""
    key: str = ""


def masks_of(doc: Doc) -> list[int]:
    """The word masks of a Doc's tokens."""
    return [mask_of(token.text) for token in doc]


def openings(doc: Doc) -> list[bool]:
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


class Cutter:
    """Cuts one unit into runs. `known` are words that the document writes with a capital inside sentences."""

    def __init__(
        self, doc: Doc, unit: int, masks: list[int], opening: list[bool], titled: bool, known: Collection[str]
    ) -> None:
        self.doc = doc
        self.unit = unit
        self.masks = masks
        self.words = [token.text for token in doc]
        self.joiner = Joiner(self.words, masks)
        self.opening = opening
        self.titled = titled
        self.known = known

    def runs(self) -> list[Run]:
        """The runs of the unit, organisations' names joined over "of", titles cut off."""
        raw = self._split(self._raw())
        found: list[Run] = []
        k = 0
        while k < len(raw):
            start, end = raw[k]
            k += 1
            while k < len(raw) and self.joiner.joins(start, end, *raw[k]):
                end = raw[k][1]
                k += 1
            if end < len(self.words) and self.words[end] == "party" and self.masks[end - 1] & lx.DEMONYM:
                end += 1  # Liberal party
            found.extend(self._cut(start, end))
        return found

    def _raw(self) -> list[tuple[int, int]]:
        """Maximal runs of capitalised words with what binds them."""
        found: list[tuple[int, int]] = []
        words, masks = self.words, self.masks
        n = len(words)
        i = 0
        while i < n:
            mask = masks[i]
            if not mask & lx.CAPITAL or words[i] in DETERMINERS or (self.opening[i] and self._plain(i)):
                i += 1
                continue
            start = i
            if start >= 2 and words[start - 1] in HYPHENS and masks[start - 2] & lx.PARTICLE:
                start -= 2  # al-Assad
            i += 1
            while i < n:
                step = self._binds(i)
                if not step:
                    break
                i += step
            found.append((start, i))
        return found

    def _binds(self, i: int) -> int:
        """How many tokens from `i` on continue a run that reaches up to it; 0 where it ends."""
        words, masks = self.words, self.masks
        mask = masks[i]
        n = len(words)
        if mask & lx.CAPITAL:
            starts = self.doc[i].is_sent_start and not masks[i - 1] & (lx.INITIAL | lx.HONORIFIC)
            return 0 if starts or words[i] in DETERMINERS else 1
        if words[i].isdigit() and len(words[i]) < 4 and words[i - 1] in NUMBERED:
            return 1  # "Canal 7"
        if words[i] in HYPHENS:
            tight = i + 1 < n and not self.doc[i - 1].whitespace_ and not self.doc[i].whitespace_
            if not tight:
                return 0
            if (
                i + 3 < n
                and words[i + 1] in FOREIGN
                and words[i + 2] in HYPHENS
                and masks[i + 3] & lx.CAPITAL
            ):
                return 4  # "Bourg-sur-Mer"
            if not masks[i + 1] & lx.CAPITAL:
                # "Kim Dae-jung", but not "the Party-led", "President Orlov-backed"
                name = i > 1 and masks[i - 2] & lx.CAPITAL and not masks[i - 1] & NO_SPLIT_HEADS
                return 2 if name and words[i + 1].isalpha() and words[i + 1] not in AFTER_HYPHENS else 0
            whole = words[i - 1] + words[i] + words[i + 1]
            apart = masks[i - 1] & (lx.PLACE | lx.DEMONYM | lx.KNOWN_ORGANISATION)
            return 0 if apart and whole not in lx.PLACE_NAMES else 2
        if words[i] in POSSESSIVE and i + 1 < n and masks[i + 1] & lx.CAPITAL:
            return 2 if words[i - 1].lower() in OWNERS else 0
        if mask & lx.PARTICLE or words[i] in FOREIGN:
            j = i
            while (
                j < n and j < i + 3 and (masks[j] & lx.PARTICLE or words[j] in FOREIGN or words[j] in HYPHENS)
            ):
                j += 1
            if j < n and masks[j] & lx.CAPITAL and not self.doc[j].is_sent_start:
                return j - i + 1
        return 0

    def _plain(self, i: int) -> bool:
        """Whether the capital of a sentence's first word is only the sentence's."""
        mask = self.masks[i]
        if mask & (lx.GIVEN | lx.PLACE | lx.KNOWN_ORGANISATION | lx.INITIAL | lx.GLUED | lx.HONORIFIC):
            return bool(mask & lx.COMMON)
        followed = i + 1 < len(self.words) and self.masks[i + 1] & lx.CAPITAL
        if mask & lx.COMMON:
            # "National Security Committee", "President Orlov", but "In Georgia"
            return not (followed and mask & (lx.OFFICE | lx.DOMAIN | lx.MODIFIER | lx.ORGANISATION))
        if mask & (lx.OFFICE | lx.PERSON_NOUN | lx.DEMONYM | lx.ORGANISATION):
            return not followed
        if self.words[i] in self.known:
            return False
        token = self.doc[i]
        return not (token.tag_.startswith("NNP") or token.ent_type_ in ("PERSON", "ORG", "GPE"))

    def _split(self, raw: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Runs in which a person's name follows another name at once: "Tax Agency Rovshan Umarov"."""
        found: list[tuple[int, int]] = []
        for start, end in raw:
            if end - start >= 3 and not self.masks[end - 1] & NO_SPLIT_HEADS:
                for k in range(start + 1, end - 1):
                    if self.masks[k] & (lx.GIVEN | lx.INITIAL) and not self.masks[k] & lx.PLACE:
                        previous = self.masks[k - 1]
                        if previous & BEFORE_A_PERSON and not previous & (
                            lx.GIVEN | lx.OFFICE | lx.PERSON_NOUN
                        ):
                            found.append((start, k))
                            start = k
                            break
            if self._office_of(start):
                # "President of the Supreme Court Vira Lomnu"
                for k in range(start, end - 2):
                    if (
                        self.masks[k] & lx.ORGANISATION
                        and end - k == 3
                        and not any(m & UNKNOWN for m in self.masks[k + 1 : end])
                    ):
                        found.append((start, k + 1))
                        start = k + 1
                        break
            if end - start >= 2 and self.masks[end - 1] & lx.GLUED and self.masks[end - 2] & BEFORE_A_PERSON:
                found.append((start, end - 1))
                start = end - 1
            found.append((start, end))
        return found

    def _office_of(self, start: int) -> bool:
        """Whether an office and "of" or "of the" stand before `start`."""
        before = start - 1
        if before > 0 and self.words[before] == "the":
            before -= 1
        return before > 0 and self.words[before] in ("of", "for") and bool(self.masks[before - 1] & lx.OFFICE)

    def _cut(self, start: int, end: int) -> list[Run]:
        """Runs without articles, titles and what else does not belong to a name."""
        words, masks = self.words, self.masks
        while start < end and (
            words[start] in DETERMINERS
            or words[start] in HYPHENS
            or (masks[start] & lx.THING and words[start].lower() in MONTHS and end - start > 1)
        ):
            start += 1
        if words[start : start + 1] in (["NGO"], ["CSO"], ["TV"]) and end - start > 1:
            start += 1
        bound = any(w in OF or w == "without" for w in words[start:end])
        if end - start > 1 and masks[end - 1] & (lx.OFFICE | lx.PERSON_NOUN) and not masks[start] & lx.GIVEN:
            # "Liberal Party Member", "Kazakh President": the office is no part of the name
            last = end
            office_words = lx.OFFICE if bound else lx.OFFICE | lx.PERSON_NOUN | lx.MODIFIER | lx.DOMAIN
            while last > start and masks[last - 1] & office_words:
                last -= 1
            if not bound or masks[last - 1] & (lx.PLACE | lx.ORGANISATION):
                end = last
        if start >= end:
            return []
        found: list[Run] = []
        title = start
        honorific = office = False
        gender = ""
        if not (bound or masks[end - 1] & lx.ORGANISATION or self.joiner.abbreviated(start, end)):
            last = first_title = -1
            for i in range(start, end - 1):
                m = masks[i]
                if m & lx.HONORIFIC:
                    honorific = True
                elif m & (lx.OFFICE | lx.PERSON_NOUN) and not (m & lx.GIVEN and i > start):
                    office = True
                else:
                    continue
                last = i
                first_title = i if first_title < 0 else first_title
                gender = lx.gender_of(m) or gender
            if last >= 0:
                # "OSCE Secretary General Ana Silva": what stands before the title is a name of its own
                while first_title > start and masks[first_title - 1] & (lx.MODIFIER | lx.DOMAIN | lx.COMMON):
                    first_title -= 1
                if first_title > start:
                    found.append(self._run(start, first_title, start))
                    title = first_title
                start = last + 1
                if all(m & (NO_NAME | lx.DEMONYM) for m in masks[start:end]):
                    return found
            if start > 1 and words[start - 1] in ("of", "for") and masks[start - 2] & lx.OFFICE:
                # "Minister of Justice Marat Omarov", "Mayor of Almaty Viktor Orlov"
                shift = start
                while shift < end - 1 and masks[shift] & (lx.DOMAIN | lx.PLACE | lx.ORGANISATION):
                    shift += 1
                if shift == start and end - start == 3 and words[start - 2].lower() in OF_A_FIELD:
                    shift += not masks[start] & (lx.GIVEN | lx.INITIAL)  # "Director of Prisons Ana Silva"
                if shift > start and end - shift >= 2:
                    if masks[start] & lx.PLACE:
                        found.append(self._run(start, shift, start))
                    start = title = shift
                    office = True
            elif start and words[start - 1] in ("and", "for", "of", ",") and masks[start] & lx.DOMAIN:
                # "Minister of Social Affairs and Labor Ana Silva"
                shift = start
                while shift < end and masks[shift] & lx.DOMAIN:
                    shift += 1
                if end - shift >= 2 and not any(m & (NO_NAME | lx.THING) for m in masks[shift:end]):
                    start = title = shift
                    office = True
            while start < end - 1 and masks[start] & lx.DEMONYM and (masks[start + 1] & lx.GIVEN or office):
                start += 1
            both = lx.PLACE | lx.GIVEN
            if end - start > 1 and masks[start] & both == lx.PLACE and masks[start + 1] & lx.GIVEN:
                found.append(self._run(start, start + 1, start))
                start = title = start + 1
        while start < end and words[start] in HYPHENS:
            start += 1
        if start < end:
            run = self._run(start, end, max(title, 0) if title <= start else start)
            run.honorific, run.office, run.gender = honorific, office, gender
            found.append(run)
        return found

    def _run(self, start: int, end: int, title: int) -> Run:
        mask = 0
        for m in self.masks[start:end]:
            mask |= m
        before = self.masks[start - 1] if start else 0
        return Run(
            self.unit,
            start,
            end,
            title,
            tuple(self.words[start:end]),
            tuple(self.masks[start:end]),
            mask,
            first=self.opening[start],
            titled=self.titled,
            behind=bool(
                title == start
                and self.words[start - 1] not in DETERMINERS
                and before & lx.CAPITAL
                and before & BEFORE_A_PERSON
                and not self.opening[start]
            ),
        )


def lower_words(docs: Sequence[Doc]) -> set[str]:
    """Words that the units write without a capital, their plurals and singulars as well."""
    found = {token.text for doc in docs for token in doc if token.text.islower()}
    return found | {word + "s" for word in found} | {word[:-1] for word in found if word.endswith("s")}


def known_inside(words: Sequence[Sequence[str]], openings_: Sequence[Sequence[bool]]) -> set[str]:
    """Words that the units write with a capital where no sentence begins."""
    return {
        word
        for unit, opening in zip(words, openings_, strict=True)
        for word, fresh in zip(unit, opening, strict=True)
        if not fresh and word[0].isupper()
    }
