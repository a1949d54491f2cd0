"""Whom a name means: the entities of a base, found by any spelling.

In a base whose names are not resolved yet (and for places) forms are put together where their words have
equal keys (or one is the initial of the other), and a bare surname only where a single full name has it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils
from sqlalchemy import select

from dalel.base import Base, Name, schema
from dalel.identity.entities import Entity, entities, entities_named, is_resolved
from dalel.model import MentionKind, UnknownNameError
from dalel.names.fold import WORD, fold, key

SUGGESTIONS = 3
ABBREVIATION = 5  # letters of the longest
BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
NEAR = 60  # per cent of likeness from which a name is suggested


@dataclass(frozen=True)
class Named:
    """One person, organisation or place with all forms that documents use for it, most mentioned first.

    `entity` is its id where the base's names are resolved, else "".
    """

    forms: tuple[Name, ...]
    entity: str = ""

    @property
    def kind(self) -> MentionKind:
        """What sort of thing it is."""
        return self.forms[0].kind

    @property
    def name(self) -> str:
        """The form to show: of the fullest ones the most mentioned."""
        most = max(len(_entity(form)) for form in self.forms)
        return next(form.entity for form in self.forms if len(_entity(form)) == most)

    @property
    def mentions(self) -> int:
        """How often it is named."""
        return sum(form.mentions for form in self.forms)

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents that name it."""
        return tuple(sorted({document for form in self.forms for document in form.documents}))


def _keys(text: str, kind: MentionKind) -> tuple[str, ...]:
    """The keys of a name's words; an initial is its letter with a full stop. "the" is no word of a name."""
    found = []
    for word in WORD.findall(text):
        folded = fold(word)
        if folded == "the":
            continue
        if len(word) == 1:
            found.append(folded + ".")
        elif kind is not MentionKind.PERSON and len(folded) <= ABBREVIATION:
            found.append(folded)  # an abbreviation is spelt one way, and its key would tell too little
        else:
            found.append(key(word))
    return tuple(k for k in found if k)


def _entity(name: Name) -> tuple[str, ...]:
    return _keys(name.entity, name.kind)


def _own(name: Name) -> tuple[str, ...]:
    """The keys of its fullest form, without an abbreviation put behind it in brackets."""
    return _keys(BRACKETS.sub("", name.entity), name.kind) or _entity(name)


def _fits(partial: tuple[str, ...], full: tuple[str, ...], firsts: tuple[str, ...]) -> bool:
    """Whether every word of `partial` is a word of `full`, or the first letter of another of its words."""
    rest = list(zip(full, firsts, strict=True))
    for word in sorted(partial, key=lambda w: w.endswith(".")):
        for pair in rest:
            if word == pair[0] or (word.endswith(".") and word[0] == pair[1]):
                rest.remove(pair)
                break
        else:
            return False
    return True


def _firsts(text: str) -> tuple[str, ...]:
    """The first letters of a name's words, folded."""
    return tuple(fold(word)[:1] for word in WORD.findall(text) if fold(word) != "the" and key(word))


def _is_full(keys: tuple[str, ...]) -> bool:
    return sum(not k.endswith(".") for k in keys) >= 2


def together(names: Iterable[Name]) -> list[Named]:
    """Names put together: forms with equal words, then partial forms where one full name alone fits them."""
    by_kind: dict[MentionKind, list[Name]] = defaultdict(list)
    for name in names:
        if _entity(name):
            by_kind[name.kind].append(name)
    found = []
    for kind in sorted(by_kind, key=lambda k: k.value):
        found += _groups(by_kind[kind], kind is MentionKind.PERSON)
    return sorted(found, key=lambda n: (-n.mentions, n.name, n.kind.value))


def _groups(names: list[Name], people: bool) -> list[Named]:
    groups: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        groups[tuple(sorted(_own(name)))].append(name)  # "Orlov Pavel" is "Pavel Orlov"
    if people:
        order = sorted(groups, key=lambda k: (len(k), sum(w.endswith(".") for w in k), k), reverse=True)
        sharing: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in order:
            for word in dict.fromkeys(words):
                sharing[word].append(words)
        for words in reversed(order):  # the shortest first, into the longer ones
            near = min((sharing[w] for w in words if not w.endswith(".")), key=len, default=[])
            wider = [
                other
                for other in near
                if other in groups
                and other != words
                and (len(other) > len(words) or (len(other) == len(words) and not _is_full(words)))
                and _is_full(other)
                and _fits(words, *_words(groups[other][0]))
            ]
            # Forms that are parts of each other ("Pavel Orlov", "Pavel Petrovich Orlov") are one way only.
            ends = {_ends(groups[other][0]) for other in wider}
            if len(ends) == 1:
                target = min(wider, key=lambda o: (len(o), o))
                groups[target] += groups.pop(words)
    else:
        for words in sorted(groups, key=lambda k: (-len(k), k)):  # "Workers' Union (WU)" is "WU"
            for name in groups.get(words, ()):
                short = BRACKETS.search(name.entity)
                other = _keys(short[1], name.kind) if short else ()
                if other in groups and other != words:
                    groups[words] = groups[words] + groups.pop(other)
                    break
    return [Named(tuple(sorted(g, key=lambda n: (-n.mentions, n.entity)))) for g in groups.values()]


def _words(name: Name) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return _entity(name), _firsts(name.entity)


def _ends(name: Name) -> frozenset[str]:
    keys = _entity(name)
    return frozenset((keys[0], keys[-1]))


def _put_together(base: Base, names: list[Name]) -> list[Named]:
    """Names as the entities they were resolved to; places, and all if nothing is resolved, by their words."""
    if not is_resolved(base):
        return together(names)
    known = entities_named(base, {name.entity for name in names if name.kind is not MentionKind.PLACE})
    places = together(name for name in names if name.kind is MentionKind.PLACE)
    found = [*places, *(Named(one.forms, one.id) for one in known)]
    return sorted(found, key=lambda n: (-n.mentions, n.name, n.kind.value))


def entity_named(base: Base, text: str) -> Entity:
    """The person or organisation that `text` names, in any spelling, or by its id.

    Raises UnknownNameError where it is unknown, ambiguous, a place, or not resolved yet.
    """
    if re.fullmatch(r"[0-9a-f]{24}", text) and (known := entities(base, [text])):
        return known[0]
    found = find(base, text)
    if not found.entity:
        raise UnknownNameError(f"{text}: is a place, or not resolved yet (`dalel resolve` does it)")
    return entities(base, [found.entity])[0]


def find(base: Base, text: str) -> Named:
    """The one that `text` names, in any spelling.

    Raises UnknownNameError where it is unknown or ambiguous.
    """
    wanted = _keys(text, MentionKind.PERSON)
    other = _keys(text, MentionKind.ORGANISATION)
    named = _put_together(base, _candidates(base, text))
    people = [n for n in named if n.kind is MentionKind.PERSON]
    others = [n for n in named if n.kind is not MentionKind.PERSON]
    fitting = [n for n in people if wanted and _answers(wanted, n)]
    # A word in an organisation's name is not that organisation's name.
    whole = [n for n in others if any(sorted(_keys(f, n.kind)) == sorted(other) for f in _forms(n))]
    # "Georgia" is the country, though someone's name has the word too, unless people are spoken of more.
    if whole and sum(n.mentions for n in fitting) < max(n.mentions for n in whole) and len(wanted) == 1:
        fitting = []
    fitting += whole
    if not fitting:
        fitting = [n for n in others if other and _answers(other, n)]
    if len(fitting) > 1:
        fitting = _closest(fitting, wanted, other)
    if len(fitting) > 1:
        listed = ", ".join(f"{n.name} ({n.kind.value})" for n in fitting[:8])
        more = f" and {len(fitting) - 8} more" if len(fitting) > 8 else ""
        raise UnknownNameError(f"{text}: ambiguous, may be {listed}{more}")
    if not fitting:
        near = _near(text, together(base.names()))
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise UnknownNameError(f"{text}: no such name in {base.path}{hint}")
    return fitting[0]


def _closest(fitting: list[Named], wanted: tuple[str, ...], other: tuple[str, ...]) -> list[Named]:
    """Those whose whole name was given; of one name for several sorts of things, the one spoken of most.

    A bare surname is nobody's whole name where others have it too.
    """

    def is_whole(one: Named) -> bool:
        asked = sorted(wanted if one.kind is MentionKind.PERSON else other)
        return any(sorted(_own(form)) == asked for form in one.forms)

    whole = [one for one in fitting if is_whole(one)]
    namesakes = [one for one in fitting if one not in whole and one.kind is MentionKind.PERSON]
    if not whole or (namesakes and len(wanted) == 1):
        return fitting
    if len({one.kind for one in whole}) == len(whole):
        return [max(whole, key=lambda one: (one.mentions, one.name))]
    return whole


def _candidates(base: Base, text: str) -> list[Name]:
    """All names that share a word with `text`, in any spelling."""
    words = [word for word in WORD.findall(text) if len(word) > 1]
    column = schema.name_word.c
    alike = column.key.in_(sorted(map(key, words))) | column.folded.in_(sorted(map(fold, words)))
    query = select(schema.name.c.entity).join(schema.name_word, column.name == schema.name.c.number)
    with base._reading() as connection:
        entities = set(connection.scalars(query.where(alike).distinct())) if words else set()
    return base.names(entities)


def _forms(named: Named) -> list[str]:
    return [form for name in named.forms for form in dict.fromkeys((name.entity, *name.spellings))]


def _answers(wanted: tuple[str, ...], named: Named) -> bool:
    """Whether all words asked for are words of one of the fullest forms."""
    return any(_fits(wanted, *_words(name)) for name in named.forms)


def _near(text: str, named: list[Named]) -> list[str]:
    choices = {n.name: fold(n.name) for n in named}
    found = process.extract(
        fold(text),
        choices,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=SUGGESTIONS,
        score_cutoff=NEAR,
    )
    return [name for _, _, name in found]
