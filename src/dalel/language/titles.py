"""Offices and titles beside a name: "President Ana Silva", "the former mayor of Porto, Ana Silva", "Ana Silva, head of ...".

An office is given as the tokens of its whole phrase, with its modifiers ("former deputy") and its complement
("of Porto"); which words are offices is data (`data/offices.toml`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx
from dalel.language.mentions import NameMention

DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "their", "our", "this", "that"))
WIDTH = 14
"""How many tokens of an apposition are looked at."""


def is_office(token: Token) -> bool:
    """Whether a token is the head noun of an office ("president", "Minister")."""
    return bool(lx.mask_of(token.text) & lx.OFFICE)


def office_heads(doc: Doc, mention: NameMention) -> list[int]:
    """The head tokens of the offices that the words directly beside a name give to it."""
    return [head for _, _, head in _offices(doc, mention)]


def offices(doc: Doc, mention: NameMention) -> list[tuple[int, int]]:
    """Token spans (start, end excluded) of the offices beside a person's name, those before it first.

    Articles are left out, modifiers and complements are kept: "former mayor of Almaty".
    """
    return [(start, end) for start, end, _ in _offices(doc, mention)]


def _offices(doc: Doc, mention: NameMention) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    before = _before(doc, mention)
    if before is not None:
        found.append(before)
    found.extend(_after(doc, mention.end))
    return found


def _before(doc: Doc, mention: NameMention) -> tuple[int, int, int] | None:
    """The office directly before a name, or before the comma that introduces it."""
    end = mention.start
    if end and doc[end - 1].text == ",":
        # "the mayor of Porto, Ana Silva,": the name is an apposition to the office
        if doc[mention.head].dep_ != "appos" and not _closed(doc, mention.end):
            return None
        end -= 1
    stop = end
    head = -1
    position = end - 1
    limit = max(0, end - WIDTH)
    complement = False
    while position >= limit:
        token = doc[position]
        mask = lx.mask_of(token.text)
        if mask & lx.OFFICE and (position == end - 1 or complement or head >= 0 or position + 1 == head):
            if head < 0 or position == head - 1:
                head = position if head < 0 else head
            else:
                break
        elif head >= 0:
            if not (
                mask & (lx.MODIFIER | lx.DOMAIN | lx.DEMONYM) or token.text in "-–" or _compound(token, head)
            ):
                break
        elif token.lower_ in ("of", "for", "to", "in", "at"):
            complement = True
        elif not (
            mask & (lx.CAPITAL | lx.DOMAIN | lx.PLACE_HEAD)
            or token.lower_ in ("and", "the", "'s")
            or token.is_alpha
        ) or token.pos_ in ("VERB", "AUX", "PRON"):
            return None
        position -= 1
    if head < 0:
        return None
    start = position + 1
    while start < head and (doc[start].lower_ in DETERMINERS or not doc[start].text[0].isalnum()):
        start += 1
    return start, stop, head


def _compound(token: Token, head: int) -> bool:
    return (
        token.head.i == head
        and token.dep_ in ("compound", "amod", "nmod")
        and token.lower_ not in DETERMINERS
    )


def _closed(doc: Doc, end: int) -> bool:
    return end >= len(doc) or doc[end].text in {",", ".", ";", ")"}


def _after(doc: Doc, end: int) -> list[tuple[int, int, int]]:
    """Offices in apposition behind a name: ", head of X and deputy chairman of Y,"."""
    if end >= len(doc) or doc[end].text not in {",", "(", "–", "-"}:
        return []
    closing = ")" if doc[end].text == "(" else ","
    position = end + 1
    if (
        position < len(doc)
        and doc[position].like_num
        and position + 1 < len(doc)
        and doc[position + 1].text == ","
    ):
        position += 2
    found: list[tuple[int, int, int]] = []
    while position < len(doc):
        piece = _phrase(doc, position, closing)
        if piece is None:
            break
        found.append(piece)
        position = piece[1]
        if position < len(doc) and doc[position].text == ",":
            position += 1
        if position < len(doc) and doc[position].text == "and":
            position += 1
        elif position >= len(doc) or doc[position - 1].text != ",":
            break
    return found


def _phrase(doc: Doc, position: int, closing: str) -> tuple[int, int, int] | None:
    """One office phrase that begins at `position`."""
    while position < len(doc) and doc[position].lower_ in DETERMINERS:
        position += 1
    start = position
    head = -1
    while position < min(start + 7, len(doc)):
        token = doc[position]
        mask = lx.mask_of(token.text)
        if mask & lx.OFFICE:
            nxt = lx.mask_of(doc[position + 1].text) if position + 1 < len(doc) else 0
            head = position
            if not nxt & lx.OFFICE:
                break
        elif token.pos_ in ("VERB", "AUX", "PRON") or token.text in {",", ".", ";", "and", "who", "of"}:
            return None
        position += 1
    if head < 0 or doc[head].tag_ == "NNS":
        return None
    end = head + 1
    if (
        end < len(doc)
        and lx.mask_of(doc[end].text) & lx.CAPITAL
        and not lx.mask_of(doc[end].text) & lx.DOMAIN
    ):
        # ", President Ana Silva" begins another name
        return None
    if end < len(doc) and doc[end].lower_ in ("of", "for", "to", "at", "in"):
        end += 1
        depth = 0
        while end < len(doc):
            token = doc[end]
            text = token.text
            if text in {",", ".", ";", ")", ":", "(", "–"} or token.tag_ in (
                "WP",
                "WDT",
                "MD",
                "VBD",
                "VBZ",
                "VBP",
            ):
                break
            if text == "and":
                follow = doc[end + 1 : end + 4]
                if any(lx.mask_of(t.text) & lx.OFFICE for t in follow) or depth > 12:
                    break
            depth += 1
            end += 1
    return (start, end, head) if start < end else None


def former(doc: Doc, span: Sequence[int]) -> bool:
    """Whether an office phrase says that the office is past."""
    return any(
        doc[i].lower_ in ("former", "ex", "ex-", "late", "ousted", "deposed", "then")
        for i in range(span[0], span[1])
    )
