"""Whether an organisation's name goes on behind what parts two runs: "Ministry | of | Justice"."""

from __future__ import annotations

from dalel.language import lexicon as lx

OF = frozenset(("of", "for", "on", "against", "to"))
VOCABULARY = lx.DEMONYM | lx.COMMON | lx.DOMAIN | lx.THING
MONTHS = lx.words(lx.NAMES["ministries"]["months"])
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
FIELDS = lx.words(lx.NAMES["organisations"]["of_fields"])
"""First words of bodies named by lists of what they are for."""
PROGRAMS = lx.words(lx.NAMES["organisations"]["programs"])
OTHER = lx.GIVEN | lx.PLACE | lx.KNOWN_ORGANISATION | lx.INITIAL | lx.ACRONYM | lx.HONORIFIC
"""What begins another name."""
NAMING = OTHER | lx.ORGANISATION | lx.OFFICE | lx.PERSON_NOUN | lx.DEMONYM
"""What is a name, a body or somebody by itself."""
TOPICS = lx.COMMON | lx.DOMAIN | lx.PERSON_NOUN | lx.THING
"""What bodies are for, besides."""


class Joiner:
    """Joins the runs of one unit, given its words and their masks."""

    def __init__(self, words: list[str], masks: list[int]) -> None:
        self.words = words
        self.masks = masks

    def joins(self, start: int, end: int, after: int, after_end: int) -> bool:
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
            plain = len(left) == len(right) == 1 and not any(m & NAMING for m in left + right)
            if (
                self.words[start - 1] in ("the", "The", "’s", "'s")
                and right
                and (plain or all(m & VOCABULARY for m in left + right))
            ):
                return True
        if gap == ["for"] and "NGO" in self.words[max(start - 1, 0) : start + 1]:
            return not masks[after] & OTHER  # "the NGO Nurses | for Justice"
        if gap == ["with"] and bool(masks[end - 1] & lx.PERSON_NOUN) and end - start > 1:
            # "Union of Persons | with Disabilities"
            return bool(masks[after] & lx.CAPITAL) and not masks[after] & OTHER
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
            if bound is not None and gap[0] != "of" and not masks[end - 1] & (lx.ORGANISATION | lx.OFFICE):
                return False  # but "Office of the Ombudsman | for Children's Rights"
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
        return end > after and self.abbreviated(start, end)

    def abbreviated(self, start: int, end: int) -> bool:
        """Whether the brackets behind hold the first letters: "Peace and Land Party (PLP)"."""
        words = self.words
        if end + 2 >= len(words) or words[end] != "(" or not self.masks[end + 1] & lx.ACRONYM:
            return False
        capitals = [w[0] for w in words[start:end] if w[0].isupper()]
        return "".join(capitals) == words[end + 1] and len(capitals) > 2
