"""Parts: the uses of one name in documents on one country, which are compared with each other.

Documents on one country that use one full name mean one person, unless someone judged otherwise; so they
are one part from the start. A bare surname or a name with initials can be anyone's: each document's use is a
part of its own.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from dalel.identity.features import Features, flat
from dalel.model import MentionKind
from dalel.names.fold import WORD, fold, key


def words_of(name: str, kind: MentionKind) -> tuple[str, ...]:
    """The words of a name by which parts are found: keys of spellings; an initial is a letter and a stop."""
    found = []
    for word in WORD.findall(name):
        folded = fold(word)
        if folded == "the":
            continue
        if kind is MentionKind.PERSON and len(word) == 1:
            found.append(f"{folded}.")
        else:
            found.append(key(word) if kind is MentionKind.PERSON else folded)
    return tuple(w for w in found if w)


def text_of(name: str, kind: MentionKind) -> str:
    """The words of a name in the order of the alphabet, as a base keeps them: one text for its spellings."""
    return " ".join(sorted(words_of(name, kind)))


def is_partial(words: tuple[str, ...], kind: MentionKind) -> bool:
    """Whether a person's name has only one whole word: it names whoever bears it."""
    return kind is MentionKind.PERSON and sum(not w.endswith(".") for w in words) < 2


def letters(name: str) -> str:
    """The first letters of a name's words that are written large: what its abbreviation would be."""
    return "".join(fold(word)[:1] for word in WORD.findall(name) if word[0].isupper())


@dataclass(slots=True)
class Part:
    """The uses of one name that are taken for one from the start.

    `key` tells it from all others and stays the same over rebuilds; `documents` are those that use it,
    with the year of each (0 where unknown); `company` the others that they name in full, by their words.
    """

    key: str
    kind: MentionKind
    name: str
    setting: str
    words: tuple[str, ...]
    partial: bool
    number: int = 0
    documents: dict[int, int] = field(default_factory=dict)
    company: dict[str, str] = field(default_factory=dict)
    features: Features = field(default_factory=Features)
    spellings: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        """Its words in the order of the alphabet."""
        return " ".join(sorted(self.words))


def part_key(kind: MentionKind, name: str, setting: str, document: str, alone: bool) -> str:
    """The key of the part that a document's use of a name belongs to.

    `document` is the document's id; `alone` says that somebody judged this document's use apart.
    """
    text = text_of(name, kind) if kind is MentionKind.PERSON else flat(name)
    own = document if alone or is_partial(words_of(name, kind), kind) else ""
    where = "" if kind is MentionKind.PLACE else setting
    return hashlib.sha256("\0".join((kind.value, text, where, own)).encode()).hexdigest()[:24]
