"""Offices and titles beside a name: "President Ana Silva", "the former mayor of Porto, Ana Silva".

An office is given as the tokens of its whole phrase, with its modifiers ("former deputy") and complement
("of Porto"), before the name or in apposition behind it. Which words are offices
is data: `data/offices.toml`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx
from dalel.language.mentions.mention import NameMention

DETERMINERS = lx.words("the a an his her its their our this that another one some any no s 's ’s")
FORMER = lx.words("former ex ex- late ousted deposed then")
PREPOSITIONS = ("of", "for", "to", "in", "at")
BOUND = lx.words(
    "after before because while when since as by from over against during if until than with about between"
)
"""Words that stand between a post's words and a name only where the name is another's."""
NO_ENDING = frozenset((*PREPOSITIONS, *DETERMINERS, "and", "or"))
"""What no office's phrase ends with."""
PAIRS = lx.words(lx.OFFICES["offices"]["pairs"])
"""Posts in two words, the second of which alone is none."""
RANKS = lx.words(lx.OFFICES["ranks"]["words"])
COMMANDING = lx.words(lx.OFFICES["ranks"]["after"])
"""Ranks, and the offices that may stand before one without being a part of it."""
FINITE = ("WP", "WDT", "WP$", "MD", "VBD", "VBZ", "VBP")
MONTHS = lx.words(lx.NAMES["ministries"]["months"])
POSSESSIVE = ("'s", "’s", "'", "’")
WIDTH = 14
"""How many tokens of an apposition are looked at."""

Office = tuple[int, int, int]
"""Start, end (excluded) and head token of an office's phrase."""


def is_office(token: Token) -> bool:
    """Whether a token is the head noun of an office ("president", "Minister")."""
    return bool(lx.mask_of(token.text) & lx.OFFICE)


def offices(doc: Doc, mention: NameMention, persons: Collection[int] = ()) -> list[tuple[int, int]]:
    """Token spans (start, end excluded) of the offices beside a person's name, those before it first.

    Articles are left out, modifiers and complements are kept: "former mayor of Almaty". `persons` are tokens
    of other persons' names, which no office phrase reaches into.
    """
    return [(start, end) for start, end, _ in offices_with_heads(doc, mention, persons)]


def offices_with_heads(doc: Doc, mention: NameMention, persons: Collection[int] = ()) -> list[Office]:
    """As `offices`, with the token of each office's head noun."""
    before = _before(doc, mention, persons)
    found = [before] if before else []
    start = before[0] if before else _profession(doc, mention)
    while start > 1 and doc[start - 1].text == "and" and len(found) < 4:
        # "former mayor of Porto and party leader Ana Silva"
        first = _ending_at(doc, start - 1, persons)
        if first is None or doc[first[2]].tag_ in ("NNS", "NNPS"):
            break
        found.insert(0, first)
        start = first[0]
    if not found:
        shared = _shared(doc, mention)
        found = [shared] if shared else []
    return found + [piece for piece in _after(doc, mention.end, persons) if piece not in found]


def _profession(doc: Doc, mention: NameMention) -> int:
    """Where words without a post begin that say what one is: "lawmaker and | former soldier Ana Silva"."""
    start = mention.start
    if not start or not lx.mask_of(doc[start - 1].text) & lx.PERSON_NOUN:
        return 0
    start -= 1
    while start and _modifies(doc, start - 1, start):
        start -= 1
    return start


def _heads(doc: Doc, position: int) -> bool:
    """Whether a token is the head of an office's phrase, alone or with the word before it."""
    if lx.mask_of(doc[position].text) & lx.OFFICE:
        return True
    return position > 0 and f"{doc[position - 1].lower_} {doc[position].lower_}" in PAIRS


def former(doc: Doc, span: Sequence[int]) -> bool:
    """Whether an office phrase says that the office is past."""
    return any(doc[i].lower_ in FORMER for i in range(span[0], span[1]))


def _before(doc: Doc, mention: NameMention, persons: Collection[int]) -> Office | None:
    """The office directly before a name, or before the comma that introduces it."""
    end = mention.start
    while end and lx.mask_of(doc[end - 1].text) & lx.HONORIFIC:
        end -= 1
    if end and doc[end - 1].text == ",":
        # "the mayor of Porto, Ana Silva,": the name is an apposition to the office
        if doc[mention.head].dep_ != "appos" and not _closed(doc, mention.end):
            return None
        end -= 1
    found = _ending_at(doc, end, persons)
    if found is None:
        return None
    several = doc[found[2]].tag_ in ("NNS", "NNPS")
    listed = mention.end < len(doc) and doc[mention.end].text in ("and", ",")
    # "opposition leaders Orlov and Silva", but not "the members Orlov claims"
    return None if several and not listed else found


def _ending_at(doc: Doc, end: int, persons: Collection[int]) -> Office | None:
    """The office whose phrase ends before the token `end`."""
    if not end or not doc[end - 1].text[0].isalnum() or doc[end - 1].lower_ in NO_ENDING:
        return None
    while end > 1 and doc[end - 1].lower_ in RANKS and doc[end - 2].lower_ in COMMANDING:
        end -= 1  # "intelligence chief | General Ana Silva"
    head = -1
    position = end - 1
    complement = False
    if end > 2 and doc[end - 2].lower_ == "in" and is_office(doc[end - 3]) and is_office(doc[end - 1]):
        head, position = end - 3, end - 4  # "editor in chief Ana Silva"
        complement = True
    while position >= max(0, end - WIDTH):
        token = doc[position]
        if position in persons:
            break
        mask = lx.mask_of(token.text)
        if (mask & lx.OFFICE if head >= 0 else _heads(doc, position)) and (
            position == end - 1 or complement or head >= 0
        ):
            if head < 0:
                head = position
        elif head >= 0:
            if not _modifies(doc, position, head):
                break
        elif token.lower_ in PREPOSITIONS:
            complement = True
        elif (
            token.pos_ in ("VERB", "AUX", "PRON")
            or token.lower_ in BOUND
            or not (token.is_alpha or token.text in "-–'s’s&")
            or mask & (lx.INITIAL | lx.GLUED)
        ):
            return None
        position -= 1
    if head < 0 or (head < end - 1 and not complement):
        return None
    if (
        position > 0
        and doc[position].lower_ == "of"
        and lx.mask_of(doc[head].text) & lx.DOMAIN
        and is_office(doc[position - 1])
    ):  # "Minister of Justice Ana Silva"
        head = position - 1
        position = _first(doc, head, end, persons) - 1
    if head + 1 < len(doc) and doc[head + 1].text in POSSESSIVE:
        return None  # "the president's son-in-law"
    start = position + 1
    if (
        start > 2
        and doc[start - 1].lower_ == "the"
        and doc[start - 2].lower_ in ("for", "to")
        and is_office(doc[start - 3])
    ):  # "adviser to the president Ana Silva"
        head = start - 3
        start = _first(doc, head, end, persons)
    while start < head and (
        doc[start].lower_ in DETERMINERS
        or doc[start].lower_ in MONTHS
        or doc[start].like_num
        or not doc[start].text[0].isalnum()
    ):
        start += 1
    return start, end, head


def _first(doc: Doc, head: int, end: int, persons: Collection[int]) -> int:
    """The first token of the modifiers before an office's head noun."""
    first = head
    while first > max(0, end - WIDTH) and first - 1 not in persons and _modifies(doc, first - 1, head):
        first -= 1
    return first


def _modifies(doc: Doc, position: int, head: int) -> bool:
    """Whether a token before an office's head belongs to it: "former deputy", "Democratic Party" leader."""
    token = doc[position]
    mask = lx.mask_of(token.text)
    if token.lower_ in DETERMINERS:
        return False
    if token.tag_ == "VBD":
        return False  # "Voters elected President Orlov"
    if mask & (lx.MODIFIER | lx.DOMAIN | lx.DEMONYM) or token.text in "-–":
        return not mask & lx.COMMON or bool(mask & (lx.MODIFIER | lx.DOMAIN))
    if token.dep_ not in ("compound", "amod", "nmod", "nummod") or token.pos_ in ("VERB", "AUX"):
        return False
    # "UNEP director Ana Silva", where both are parsed as parts of the name
    last = head + 4 if token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "PERSON") else head
    return head - 6 <= token.head.i <= last


def _shared(doc: Doc, mention: NameMention) -> Office | None:
    """The plural office before a list that the name is in: "opposition leaders Orlov and Silva"."""
    token = doc[mention.head]
    if (
        token.dep_ != "conj"
        or not mention.start
        or lx.mask_of(doc[mention.start - 1].text) & (lx.PERSON_NOUN | lx.OFFICE | lx.KIN)
    ):
        return None
    first = min((token, *token.conjuncts), key=lambda t: t.i)
    position = first.i
    while (
        position and lx.mask_of(doc[position].text) & lx.CAPITAL and doc[position].tag_ not in ("NNS", "NNPS")
    ):
        position -= 1
    if not is_office(doc[position]) or doc[position].tag_ not in ("NNS", "NNPS"):
        return None
    start = position
    while start and _modifies(doc, start - 1, position):
        start -= 1
    return start, position + 1, position


def _closed(doc: Doc, end: int) -> bool:
    return end >= len(doc) or doc[end].text in {",", ".", ";", ")"}


def _after(doc: Doc, end: int, persons: Collection[int]) -> list[Office]:
    """Offices in apposition behind a name: ", head of X and deputy chairman of Y,"."""
    if end >= len(doc) or doc[end].text not in {",", "(", "–", "-"} or _tight(doc, end):
        return []
    position = end + 1
    if position + 1 < len(doc) and doc[position].like_num and doc[position + 1].text == ",":
        position += 2
    found: list[Office] = []
    while position < len(doc):
        piece = _phrase(doc, position, persons)
        if piece is None:
            break
        found.append(piece)
        position = piece[1]
        comma = position < len(doc) and doc[position].text == ","
        position += comma
        if position < len(doc) and doc[position].text == "and":
            position += 1
        elif not comma:
            break
    return found


def _phrase(doc: Doc, position: int, persons: Collection[int]) -> Office | None:
    """One office phrase that begins at `position`."""
    while position < len(doc) and (doc[position].lower_ in DETERMINERS or doc[position].lower_ == "now"):
        position += 1
    start = position
    head = -1
    while position < min(start + 7, len(doc)):
        token = doc[position]
        mask = lx.mask_of(token.text)
        if position in persons or mask & (lx.INITIAL | lx.GLUED):
            return None
        if token.tag_ == "VBZ" or (token.tag_ == "VBN" and token.dep_ == "acl"):
            return None  # "Ana Silva, his wife, heads the bank", "Ana Silva, elected mayor in 2015,"
        if _heads(doc, position):
            head = position
            if position + 1 >= len(doc) or not lx.mask_of(doc[position + 1].text) & lx.OFFICE:
                break
        elif (
            (token.pos_ in ("VERB", "AUX", "PRON") and token.dep_ not in ("amod", "compound"))
            or token.text in {",", ".", ";", "and", "who", "of"}
            or token.lower_ in BOUND
        ):
            return None
        position += 1
    if head < 0 or doc[head].tag_ == "NNS":
        return None
    end = head + 1
    if end < len(doc):
        follow = lx.mask_of(doc[end].text)
        if doc[end].text in POSSESSIVE or end in persons:
            return None  # ", the president's son", ", President Ana Silva" begins another name
        if follow & lx.CAPITAL and not follow & lx.DOMAIN:
            return None
    if end < len(doc) and doc[end].lower_ in PREPOSITIONS:
        last = end
        end += 1
        while end < len(doc):
            token = doc[end]
            if end in persons or lx.mask_of(token.text) & (lx.INITIAL | lx.GLUED):
                return None  # "head of the court Ana Silva" is another's office
            if token.text in {",", ".", ";", ")", "(", ":", "–", "-", "--"} and not _tight(doc, end):
                break
            if token.tag_ in FINITE or token.dep_ in ("acl", "relcl", "advcl"):
                break
            if token.text == "and" and (_other_office(doc, end + 1) or end + 1 in persons):
                break
            end += 1
        if end == last + 1:
            end = last
    return start, end, head


def _tight(doc: Doc, position: int) -> bool:
    """Whether a sign stands inside a word: the hyphen of "newly-formed"."""
    return doc[position].text in "-–" and not doc[position - 1].whitespace_ and not doc[position].whitespace_


def _other_office(doc: Doc, position: int) -> bool:
    """Whether an office's phrase begins here: "and a popular former governor of Y"."""
    for token in doc[position : position + 5]:
        if is_office(token):
            return True
        if token.lower_ in PREPOSITIONS or not token.is_alpha:
            return False
    return False
