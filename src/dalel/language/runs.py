"""Runs of capitalised words: where names can be. Cut here; what they name is decided in `mentions.py`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from dalel.language import lexicon as lx
from dalel.language.lexicon import mask_of

HYPHENS = frozenset("-–‑")
DETERMINERS = lx.words("The the A a An an This That These Those His Her Its Their Our My")
OF = frozenset(("of", "for", "on", "against", "to"))
FOREIGN = lx.words(lx.FORMS["particles"]["connecting"])
AFTER_HYPHENS = lx.words(lx.NAMES["words_after_hyphens"]["words"])
OWNERS = lx.words(lx.NAMES["organisations"]["owners"])
NUMBERED = lx.words(lx.NAMES["organisations"]["numbered"])
"""First words of names that end in a number."""
FIELDS = lx.words(lx.NAMES["organisations"]["of_fields"])
"""First words of bodies named by lists of what they are for."""
PROGRAMS = lx.words(lx.NAMES["organisations"]["programs"])
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
VOCABULARY = lx.DEMONYM | lx.COMMON | lx.DOMAIN | lx.THING
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
MONTHS = lx.words(lx.NAMES["ministries"]["months"])
UNKNOWN = ~(lx.CAPITAL | lx.ENDING | lx.STRONG_ENDING | lx.FEMALE | lx.MALE | lx.GIVEN | lx.OPENING)
OTHER = lx.GIVEN | lx.PLACE | lx.KNOWN_ORGANISATION | lx.INITIAL | lx.ACRONYM | lx.HONORIFIC
"""What begins another name."""
TOPICS = lx.COMMON | lx.DOMAIN | lx.PERSON_NOUN | lx.THING
"""What bodies are for, besides."""
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


CONNECTING = frozenset({"and", "of", "for", "the", "on", "in", "with", "against", "to", "from", "by"})
"""Words inside names of bodies."""
LONGEST_NAME = 14
BETWEEN = (
    ["and"],
    ["for"],
    ["of"],
    ["and", "the"],
    ["of", "the"],
    ["for", "the"],
    ["on"],
    ["in"],
    ["against"],
    ["with"],
    ["to"],
    ["from"],
    ["in", "the"],
    ["on", "the"],
)
"""What may stand between two parts of one name whose first letters follow in brackets."""


class Cutter:
    """Cuts one unit into runs. `known` are words that the document writes with a capital inside sentences."""

    def __init__(
        self, doc: Doc, unit: int, masks: list[int], opening: list[bool], titled: bool, known: Collection[str]
    ) -> None:
        self.doc = doc
        self.unit = unit
        self.masks = masks
        self.words = [token.text for token in doc]
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
            while k < len(raw) and self._joins(start, end, *raw[k]):
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

    def _joins(self, start: int, end: int, after: int, after_end: int) -> bool:
        """Whether an organisation's name goes on behind "of", "for", "and" ...: "Ministry of Justice"."""
        gap = self.words[end:after]
        masks = self.masks
        if gap in (["of"], ["and"]) and " ".join(self.words[start:after_end]).lower() in lx.LONG_PLACES:
            return True
        if gap in BETWEEN and self._spelt_out(start, after) and not self._spelt_out(after, after):
            return True
        if gap == ["and"] and masks[after_end - 1] & lx.ORGANISATION and start:
            # "the Peace and Freedom Party": both words before the head are no names of their own
            left, right = masks[start:end], masks[after : after_end - 1]
            if (
                self.words[start - 1] in ("the", "The")
                and right
                and all(m & VOCABULARY for m in left + right)
            ):
                return True
        if gap == ["without"] and self.words[after] == "Borders":
            return True  # "Nurses | without Borders"
        if gap == ["/"] and any(w.lower() in PROGRAMS for w in self.words[start:end]):
            return True  # "Program on HIV | /AIDS"
        if gap in ([","], [",", "and"], ["and"]) and self._listed(start, end, after, after_end):
            return True
        program = self.words[end - 1].lower() in PROGRAMS and any(m & OTHER for m in masks[start:end])
        if not 1 <= len(gap) <= 2 or not (program or any(m & lx.ORGANISATION for m in masks[start:end])):
            return False
        bound = next((i for i in range(start, end) if self.words[i] in OF), None)
        follows = 0
        for m in masks[after:after_end]:
            follows |= m
        article = len(gap) == 2 and gap[1] in ("the", "The", "a", "an")
        if gap[0] in OF and (len(gap) == 1 or article):
            if program and gap == ["on"]:
                return True
            topic = all(m & TOPICS for m in masks[after:after_end]) and not follows & OTHER
            if topic and not article and gap[0] != "to" and bound is not None:
                return self.words[after].lower() not in MONTHS  # "Commission on Violence | against Women"
            if bound is not None and gap[0] != "of" and not masks[end - 1] & lx.ORGANISATION:
                return False
            if bound is None and not masks[end - 1] & lx.ORGANISATION:
                return False
            other = masks[after] & lx.PLACE or (masks[after] & lx.ORGANISATION and after_end - after > 1)
            if follows & lx.HONORIFIC or (gap[0] != "of" and other):
                return False
            return gap[0] != "to" or not article
        if gap in (["and"], [",", "and"], ["and", "the"]):
            # within "Ministry of Health and Social Care"; a new organisation or a person begins otherwise
            if bound is None or after_end - after > 3:
                return False
            if masks[end - 1] & lx.PLACE and after_end - after > 1 and not follows & (lx.PLACE | lx.COMMON):
                return False  # "the Union of Peasants of Guinea and Sidi Doura"
            domain = all(m & (lx.DOMAIN | lx.COMMON) for m in masks[after:after_end]) and (
                not follows & (lx.ORGANISATION | lx.OFFICE)
            )
            if len(gap) == 2 or self.words[bound + 1] == "the":
                return domain
            other = (
                lx.ORGANISATION
                | lx.OFFICE
                | lx.GIVEN
                | lx.PLACE
                | lx.KNOWN_ORGANISATION
                | lx.INITIAL
                | lx.ACRONYM
            )
            return domain or not follows & other
        if gap == [","] and bound is not None:
            # "Ministry of Land, Infrastructure, and Tourism": further fields, and more behind them
            fields = all(m & lx.DOMAIN for m in masks[after:after_end]) and bool(masks[end - 1] & lx.DOMAIN)
            more = self.words[after_end : after_end + 1]
            return fields and more in ([","], ["and"])
        return gap == ["in"] and bound is not None and bool(follows & lx.PLACE) and end - start >= 4

    def _listed(self, start: int, end: int, after: int, after_end: int) -> bool:
        """Whether a name is a list of what its body is for: "Ministry of Family, Youth, and Social Services".

        Or one of what it seeks, before its head: "the Truth, Justice, and Memory Commission".
        """
        words, masks = self.words, self.masks
        both = masks[start:end] + masks[after:after_end]
        if any(m & lx.OFFICE and not m & lx.DOMAIN for m in both) or any(
            m & OTHER for m in masks[after:after_end]
        ):
            return False
        closing = words[after - 1] == "and"
        if not ("," in words[start:end] if closing else words[after_end : after_end + 1] in ([","], ["and"])):
            return False
        if words[start].lower() in FIELDS and "of" in words[start:end]:
            new = any(m & lx.ORGANISATION for m in masks[after:after_end])
            return after_end - after <= 3 and (closing or not new)
        if not start or words[start - 1] not in ("the", "The") or any(m & OTHER for m in masks[start:end]):
            return False
        if any(m & lx.ORGANISATION for m in masks[start:end]):
            return False
        if closing:
            return bool(masks[after_end - 1] & lx.ORGANISATION) and not words[after_end - 1].endswith("s")
        return self._closed(after_end)

    def _closed(self, i: int) -> bool:
        """Whether a list of single words ends in the head of a body's name, from a comma or "and" on."""
        words, masks = self.words, self.masks
        n = len(words)
        while i < n and words[i] == "," and i + 2 < n and words[i + 1] != "and" and masks[i + 1] & lx.CAPITAL:
            i += 2
        i += words[i : i + 1] == [","]
        if i >= n or words[i] != "and":
            return False
        end = i + 1
        while end < n and masks[end] & lx.CAPITAL:
            end += 1
        return end > i + 2 and bool(masks[end - 1] & lx.ORGANISATION) and not words[end - 1].endswith("s")

    def _spelt_out(self, start: int, after: int) -> bool:
        """Whether a name goes on from `start` over `after` to brackets with its first letters."""
        words, end = self.words, after
        start += words[start] == "NGO"
        while end < min(len(words), start + LONGEST_NAME) and (
            self.masks[end] & lx.CAPITAL or words[end] in CONNECTING
        ):
            end += 1
        return end > after and self._abbreviated(start, end)

    def _abbreviated(self, start: int, end: int) -> bool:
        """Whether the brackets behind hold the first letters: "Peace and Land Party (PLP)"."""
        words = self.words
        if end + 2 >= len(words) or words[end] != "(" or not self.masks[end + 1] & lx.ACRONYM:
            return False
        capitals = [w[0] for w in words[start:end] if w[0].isupper()]
        return "".join(capitals) == words[end + 1] and len(capitals) > 2

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
        if not (bound or masks[end - 1] & lx.ORGANISATION or self._abbreviated(start, end)):
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
                if shift == start and end - start == 3 and words[start - 2].lower() == "minister":
                    shift += not masks[start] & (lx.GIVEN | lx.INITIAL)  # "Minister of Wine Ana Silva"
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
