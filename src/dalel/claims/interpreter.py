"""Applies frames to parsed text: from trigger words to claims in the making.

For each trigger the frames of its lemma are tried; of those of one kind that fit, the one that fills
most roles is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from dalel.claims.completed.cases import Told, brief
from dalel.claims.completed.offices import posts_cut
from dalel.claims.constructions import Argument, Positions, enumerated, strays
from dalel.claims.fillers.filling import Filler, Names, either, fill_all, fill_each, fits, senders
from dalel.claims.fillers.parts import number_of, owned, parts
from dalel.claims.frames import Entry, Frame, FrameIndex, RoleRule
from dalel.claims.lexicon import Lexicon
from dalel.claims.syntax import children, governors, is_verb
from dalel.model import KINDS

BARE = ("e", "y", "l", "m")
"""Last letters of adjectives that are no participles."""
NAMING_AGAIN = frozenset({"PRON", "NOUN", "DET", "ADJ", "NUM"})
"""Parts of speech of words that may mean those told of before: "they", "the miners", "two of them"."""
EVENTS = frozenset({"justice", "across borders"})
"""Groups of kinds that tell what happened to somebody; in a rule, what may happen to anyone."""


@dataclass(slots=True)
class Finding:
    """A frame that fits: its trigger, the fillers of its roles and the tokens that show it.

    `places` tells the position that each role's fillers stood in, for explanations.
    """

    frame: Frame
    trigger: Token
    roles: dict[str, list[Filler]]
    constants: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of claim."""
        return self.frame.kind

    def span(self, key: str = "", filler: Filler | None = None) -> tuple[int, int]:
        """The tokens from the first to the last word of the evidence, inside the trigger's sentence.

        With one `filler` of the role `key` only that one counts among the role's fillers, wherever it stands.
        """
        sentence = self.trigger.sent
        start, end = self.trigger.i, self.trigger.i + 1
        for role, fillers in self.roles.items():
            for one in fillers:
                if role == key and filler is not None and one is not filler:
                    continue
                if one is filler or (sentence.start <= one.start and one.end <= sentence.end):
                    start, end = min(start, one.start), max(end, one.end)
        return start, end


class Interpreter:
    """The frames, indexed, and the sorts of things they speak of."""

    def __init__(self, frames: Sequence[Frame], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.index = FrameIndex(frames, lexicon)

    def __call__(self, doc: Doc, unit: int, names: Names) -> Iterator[Finding]:
        """What the frames find in the Doc of one unit, in text order."""
        told = Told()
        by_lemma, by_form, by_modal = self.index.by_lemma, self.index.by_form, self.index.by_modal
        for token in doc:
            lemma = token.lemma_
            entries = by_lemma.get(lemma)
            if entries is None and token.pos_ == "PROPN":
                entries = by_lemma.get(lemma.lower())
            lower = token.lower_
            if entries is not None and token.dep_ == "amod" and token.tag_ in ("JJ", "RB"):
                entries = [e for e in entries if e.pos != "verb"]  # "outlets | close | to the government"
            found: dict[str, Finding] = {}
            if entries is not None:
                self._try(entries, token, unit, names, found, told)
            elif (token.pos_ == "ADJ" or token.dep_ == "amod") and lower in by_form:
                self._try(by_form[lower], token, unit, names, found, told)
            if token.dep_ == "aux" and lower in by_modal and is_verb(token.head):
                self._try(by_modal[lower], token.head, unit, names, found, told)
            told.add(found.values())
            yield from found.values()

    def _try(
        self,
        entries: list[Entry],
        token: Token,
        unit: int,
        names: Names,
        found: dict[str, Finding],
        told: Told,
    ) -> None:
        positions: Positions | None = None
        for entry in entries:
            if not _enters(entry, token) or (entry.pos == "noun" and self._belongs_to_next(entry, token)):
                continue
            if positions is None:
                positions = Positions(token, participle=entry.pos == "verb")
            candidate = self._match(entry.frame, token, positions, unit, names, told)
            if candidate is None:
                continue
            key = entry.frame.kind + (entry.frame.id if entry.frame.evidence == "each" else "")
            best = found.get(key)
            if best is None or len(candidate.roles) > len(best.roles):
                found[key] = candidate

    def _belongs_to_next(self, entry: Entry, token: Token) -> bool:
        """Whether a noun is part of a longer one that the same frame knows: "deputy" in "deputy minister"."""
        if token.dep_ not in ("compound", "amod", "nmod") or token.head.i <= token.i:
            return False
        return any(e.frame is entry.frame for e in self.index.by_lemma.get(token.head.lemma_.lower(), ()))

    def _match(
        self, frame: Frame, token: Token, positions: Positions, unit: int, names: Names, told: Told
    ) -> Finding | None:
        if not conditions_hold(frame, positions):
            return None
        roles: dict[str, list[Filler]] = {}
        constants: dict[str, str] = {}
        stood: dict[str, str] = {}
        used: set[int] = set()
        event = KINDS[frame.kind].group in EVENTS
        for rule in frame.roles:
            if rule.value:
                constants[rule.role] = rule.value
                continue
            fillers, place = self._fill(rule, positions, unit, names, used, told if event else None)
            if fillers:
                stood[rule.role] = place
                roles[rule.role] = fillers
                used.update(f.token.i for f in fillers)
            elif rule.role in frame.needs:
                return None
        roles = _called(frame, _cut_at_others(roles, token))
        if any(not any("".join(f.texts) for f in roles[role]) for role in frame.needs if role in roles):
            return None  # "those", of whom nothing is told
        return Finding(frame, token, posts_cut(frame, brief(frame.kind, roles)), constants, stood)

    def _fill(
        self,
        rule: RoleRule,
        positions: Positions,
        unit: int,
        names: Names,
        used: set[int],
        told: Told | None,
    ) -> tuple[list[Filler], str]:
        """The fillers of a role and the position they stand in; `told` is the case spoken of before."""
        types = [self.lexicon.types[name] for name in rule.types]
        unlike = [self.lexicon.types[name] for name in rule.unlike]
        found = [(place, positions(place)) for place in rule.at]
        if positions.verbal:
            found.extend((place, stray) for place in rule.at for stray in strays(positions.trigger, place))
        for place, told_here in found:
            fillers: list[Filler] = []
            arguments = [*told_here, *parts(told_here)] if told is not None and types else told_here
            if told is not None and place == "defendant":
                fillers = [
                    f
                    for f in told.parties(positions.trigger)
                    if not types or fits(Argument(f.token), types, unlike, names, unit)
                ]
                if rule.role == "person" and told.only_looked_into(positions.trigger):
                    fillers = []
            elif told is not None and place == "offence":
                fillers = told.offence(positions.trigger)
            for argument in _each(arguments) if rule.part == "each" else arguments:
                if argument.token.i in used and rule.part != "title":
                    continue
                if (types or unlike) and not fits(argument, types, unlike, names, unit):
                    continue
                own = (
                    argument.token.i == positions.trigger.i
                )  # the trigger's words are the filler, not whom it names
                if rule.part == "each":
                    filled = fill_each(argument, names, unit)
                else:
                    filled = fill_all(
                        argument, names, unit, rule.part, resolve=not own and rule.part != "title"
                    )
                if told is not None and argument.token.pos_ in NAMING_AGAIN:
                    filled = told.instead(argument.token, filled)
                if told is not None and rule.role == "person":
                    filled = [told.whole(owned(f, names, unit)) for f in filled]
                fillers.extend(filled)
            if place == "home" and (home := names.home()):
                i = positions.trigger.i
                fillers = [Filler((home,), i, i + 1, positions.trigger, resolved=True)]
            if fillers:
                return _once(either(fillers) if told is not None else fillers), place
        return [], ""


def _called(frame: Frame, roles: dict[str, list[Filler]]) -> dict[str, list[Filler]]:
    """Roles with the posts that the frame calls by their bodies: "head of" the bank."""
    for rule in frame.roles:
        if rule.called and rule.role in roles:
            roles[rule.role] = [
                replace(f, texts=tuple(f"{rule.called} {t}" for t in f.texts), resolved=True)
                for f in roles[rule.role]
            ]
    return roles


def _each(arguments: list[Argument]) -> list[Argument]:
    """The members of the list that begins with the first argument, as it is written."""
    if not arguments:
        return []
    first = arguments[0]
    counted = any(c.dep_ == "nummod" for c in first.token.children)
    if first.clausal or counted or senders(first.token)[1]:
        return [first]
    return [replace(a, lead=first.lead) for a in enumerated(first.token)]


def _once(fillers: list[Filler]) -> list[Filler]:
    """Fillers without those who were named before: "Karimov, the mayor and ... Karimov".

    A bare description before another of somebody named is his: "killed | journalist | and host Karim Aziz".
    """
    once: dict[object, Filler] = {}
    for filler in fillers:
        once.setdefault(filler.texts if filler.resolved else filler.token.i, filler)
    named = list(once.values())
    return [f for f in named if not (_bare(f) and any(_next_to(f, other) for other in named))]


def _bare(filler: Filler) -> bool:
    """Whether a filler is a noun in the singular without an article."""
    last = filler.end - 1 == filler.token.i and not filler.resolved
    return last and filler.token.tag_ == "NN" and not children(filler.token, "det", "poss", "nummod")


def _next_to(filler: Filler, other: Filler) -> bool:
    """Whether another filler is somebody by name, described by the next noun of the same list."""
    bearer = any(c.dep_ == "conj" and other.start <= c.i < other.end for c in filler.token.children)
    described = other.token.dep_ == "appos" and other.token.head.dep_ == "conj"
    return other.resolved and (bearer or (described and other.token.head.head.i == filler.token.i))


def _cut_at_others(roles: dict[str, list[Filler]], trigger: Token) -> dict[str, list[Filler]]:
    """Roles that end where another role's phrase begins: "the mayor | of stealing funds"."""
    leads = sorted({f.lead for fillers in roles.values() for f in fillers if f.lead is not None})
    done: dict[str, list[Filler]] = {}
    for role, fillers in roles.items():
        cut = []
        for filler in fillers:
            for lead in leads:
                if filler.token.i < lead < filler.end and filler.token.i != trigger.i:
                    filler = filler.cut(lead)
                    break
            if filler.token.i < trigger.i < filler.end and (added := _clause_of(trigger, filler)) is not None:
                filler = filler.cut(max(added.left_edge.i, filler.token.i + 1))
            last = trigger.pos_ == "ADJ" and trigger.i == filler.end - 1 > filler.token.i
            if last and role == "person" and not filler.resolved:
                filler = filler.cut(trigger.i)  # "left two men | dead"
            if filler.start <= trigger.i < filler.token.i and not filler.resolved and trigger.dep_ == "amod":
                count = number_of(filler.token) if filler.token.doc[filler.start].dep_ == "nummod" else ""
                filler = filler.cut(filler.end, trigger.i + 1)
                if count:  # "two | jailed | editors" are two editors
                    filler = replace(filler, texts=(f"{count} {filler.texts[0]}",), resolved=True)
            cut.append(_undangled(filler))
        done[role] = cut
    return done


def _undangled(filler: Filler) -> Filler:
    """A filler without a participle whose own words are cut off: "assault | brought | against him"."""
    last = filler.token.doc[filler.end - 1]
    dangling = last.tag_ == "VBN" and last.dep_ == "acl" and filler.token.i < last.i
    if filler.resolved or not dangling or not any(c.i > last.i for c in last.children):
        return filler
    return filler.cut(last.i)


def _clause_of(trigger: Token, filler: Filler) -> Token | None:
    """The clause that says of a filler what the trigger tells: "a woman | who was the victim of ...".

    "Two men | for carrying out the attack" ends there too. None where the trigger is in the phrase itself.
    """
    gerund = False
    for token in (trigger, *governors(trigger)):
        if token.dep_ in ("acl", "relcl"):
            return token if token.head.i == filler.token.i or token.i == trigger.i else None
        if token.dep_ == "prep" and gerund and token.head.i == filler.token.i:
            return token
        if token.dep_ not in ("attr", "dobj", "pobj", "prep", "conj", "xcomp", "pcomp"):
            return None
        gerund = token.dep_ == "pcomp"
    return None


def conditions_hold(frame: Frame, at: Callable[[str], list[Argument]]) -> bool:
    """Whether the words a frame asks for stand in their positions (`at`), and none that it excludes."""

    def stand(places: str, lemmas: frozenset[str]) -> bool:
        return any(_lemma_in(argument, lemmas) for place in places.split("|") for argument in at(place))

    return all(stand(*wanted) for wanted in frame.where) and not any(
        stand(*unwanted) for unwanted in frame.unless
    )


def _lemma_in(argument: Argument, lemmas: frozenset[str]) -> bool:
    return "*" in lemmas or argument.token.lemma_.lower() in lemmas or argument.token.lower_ in lemmas


def _enters(entry: Entry, token: Token) -> bool:
    """Whether the token is used as the part of speech the frame wants, with the other words it wants."""
    pos = entry.pos
    if pos == "verb":
        if not (is_verb(token) or token.dep_ == "amod" or token.tag_ in ("VBN", "VBG", "VBD")):
            return False
        if token.dep_ in ("aux", "auxpass") or (token.tag_ == "JJ" and token.lower_.endswith(BARE)):
            return False  # "free counsel" is not freed
        return all(
            any(c.lower_ == word or c.lemma_ == word for c in token.children)
            or (token.i + 1 < len(token.doc) and token.nbor(1).lower_ == word)
            for word in entry.others
        )
    if pos == "noun":
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        before = token.i
        for word in reversed(entry.others):
            if before == 0 or token.doc[before - 1].lower_ != word:
                return False
            before -= 1
        return True
    if pos == "adjective":
        return token.pos_ == "ADJ" or token.dep_ in ("amod", "acomp")
    return True
