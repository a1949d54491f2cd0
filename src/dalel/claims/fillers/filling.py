"""From an argument to the words of a role: the noun phrase, cut to what names the thing, and resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from spacy.tokens import Doc, Token

from dalel.claims.constructions import Argument, enumerated
from dalel.claims.constructions.arguments import apart
from dalel.claims.fillers.called import called
from dalel.claims.fillers.phrases import clause_words, phrase, predicate_words, text_of, trim
from dalel.claims.lexicon import Lexicon, Type, words
from dalel.claims.syntax import child, conjuncts
from dalel.language.coreference.groups import number_of
from dalel.model import MentionKind


class Names(Protocol):
    """What is known of names in a document: who a token stands for, and what kind of thing is named."""

    def entities(self, unit: int, token: Token) -> tuple[str, ...]:
        """The fullest names of those a name, pronoun or description stands for; empty where unsure."""

    def words(self, unit: int, token: Token) -> str:
        """The words of the plural phrase that a pronoun or description stands for; "" where unsure."""

    def kind(self, unit: int, token: Token) -> MentionKind | None:
        """The kind of the thing a name names; None where the token is no name."""

    def kind_meant(self, unit: int, token: Token) -> MentionKind | None:
        """The kind of the thing that a pronoun stands for; None where that is unknown."""

    def home(self) -> str:
        """The country that the document is about; "" where it is about none or several."""

    def is_author(self, name: str) -> bool:
        """Whether a name is that of the document's own author or publisher."""


@dataclass(frozen=True, slots=True)
class Filler:
    """The words of a role. `texts` are several where a plural pronoun stands for several; `start` and
    `end` are the tokens of the Doc that show it."""

    texts: tuple[str, ...]
    start: int
    end: int
    token: Token
    lead: int | None = None
    resolved: bool = False

    def cut(self, end: int, start: int | None = None) -> Filler:
        """The same filler, ending before the token `end` (and beginning at `start`)."""
        start, end = trim(self.token.doc, self.start if start is None else start, end)
        texts = self.texts if self.resolved else (text_of(self.token.doc, start, end),)
        return Filler(texts, start, end, self.token, self.lead, self.resolved)


def fits(argument: Argument, types: Sequence[Type], unlike: Sequence[Type], names: Names, unit: int) -> bool:
    """Whether what stands in a position is one of the sorts of things wanted, and none of the unwanted."""
    if unlike and any(_is(argument, kind, names, unit) for kind in unlike):
        return False
    return not types or any(_is(argument, kind, names, unit) for kind in types)


COUNTS = words("counts")
"""Words that only count: "the majority of the detainees" are detainees."""


def _counted(token: Token, people: bool) -> Token | None:
    """What a number or a word for one counts ("seven of the officers"); None where it counts nothing.

    A share is only one of the counted where they are `people`: "60 percent of the banks" is no bank.
    """
    if token.pos_ != "NUM" and token.lower_ not in COUNTS and not (people and token.lower_ == "percent"):
        return None
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return child(of, "pobj") if of is not None else None


def _is(argument: Argument, kind: Type, names: Names, unit: int) -> bool:
    token = argument.token
    for _ in range(2):
        token = _counted(token, "he" in kind.pronouns) or token
    if (
        token.pos_ == "NUM"
        and "he" in kind.pronouns
        and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        and token.ent_type_ not in ("DATE", "MONEY", "PERCENT", "TIME")
    ):
        return True
    if token.ent_type_ == "NORP" and token.tag_ in ("NNPS", "NNS") and {"they", "who"} <= kind.pronouns:
        return True  # "Kurds", "Christians"
    if not argument.clausal:
        named = names.kind(unit, token)
        if named is None and token.pos_ == "PRON":
            named = names.kind_meant(unit, token)
        if named is not None:
            if named.value in kind.names:
                return True
            if kind.names and kind.pattern is None:
                return False
        elif token.pos_ == "NOUN" and kind.names:
            meant = names.kind_meant(unit, token)  # "the president", who is named elsewhere
            if meant is not None and meant.value in kind.names:
                return True
        lower = token.lower_
        if token.dep_ == "amod" and token.pos_ in ("VERB", "ADJ"):
            return kind.pattern is not None and kind.pattern.search(token.text) is not None
        if lower in kind.pronouns:
            return True
        lemma = token.lemma_.lower()
        if token.tag_ == "NNPS":  # "nine Uzbeks", whose lemma the lemmatizer takes for a name
            lemma = lemma.removesuffix("s")
        if (lemma in kind.heads or lower in kind.heads) and lemma not in kind.unless:
            return True
        if kind.endings and lemma.endswith(kind.endings) and lemma not in kind.unless:
            return True
    if kind.pattern is not None:
        start, end = clause_words(token) if argument.clausal else phrase(token)
        return kind.pattern.search(text_of(token.doc, start, end)) is not None
    return False


GROUPS = (
    (MentionKind.PERSON, "person"),
    (MentionKind.ORGANISATION, "association"),
    (MentionKind.PLACE, "country"),
)
"""The sorts of things whose names a description may stand for."""
LISTING = frozenset({":", "–", "—", "--", "namely"})
REACH = 8
"""How many tokens after a colon or dash the first name of a list of members begins at the latest."""


def members(noun: Token, names: Names, unit: int, kind: MentionKind = MentionKind.PERSON) -> list[Filler]:
    """Those of a kind by name that a description means, each with the words that name them.

    "a former chief of staff, Rustam Azimov,", "activists A and B", "four guards, including A and B",
    "17 prisoners are held: teachers A and B; drivers C and D".
    """
    if noun.pos_ != "NOUN":
        return []
    if counted := _as_many(noun, names, unit, kind):
        return counted
    doc = noun.doc
    appositions = [m for c in noun.children if c.dep_ == "appos" and c.i > noun.i for m in conjuncts(c)]
    found = [filler for m in appositions if (filler := _named(m, names, unit, kind)) is not None]
    if found:
        return found
    edge = phrase(noun)[1]
    if edge < len(doc) and doc[edge].pos_ == "PROPN":
        head = doc[edge]
        while head.dep_ in ("compound", "nmod") and head.head.i > head.i and head.head.pos_ == "PROPN":
            head = head.head
        found = [filler for m in conjuncts(head) if (filler := _named(m, names, unit, kind)) is not None]
        if found:
            return found
    if noun.tag_ != "NNS" and not any(c.dep_ == "nummod" for c in noun.children):
        return _between_commas(doc, edge, names, unit, kind)
    for i in range(noun.i + 1, min(noun.sent.end, noun.i + 30)):
        listing = doc[i].lower_ in LISTING or _dash(doc[i])
        if listing or (doc[i].lower_ == "including" and doc[i].head.i == noun.i):
            stop = noun.right_edge.i + 1 if doc[i].lower_ == "including" else _full_stop(doc, i)
            return _named_between(doc, i + 1, stop, names, unit, kind)
    return []


def _as_many(noun: Token, names: Names, unit: int, kind: MentionKind) -> list[Filler]:
    """The names behind a colon, where they are as many as are told: "three are held: nurses A and B; C"."""
    doc, told = noun.doc, number_of(noun)
    colon = next((i for i in range(noun.i + 1, noun.sent.end) if doc[i].text == ":"), 0)
    if told < 2 or not colon:
        return []
    stop = next((i for i in range(colon, len(doc)) if doc[i].text == "."), len(doc))
    listed = _named_between(doc, colon + 1, stop, names, unit, kind)
    listed = [
        filler for filler in listed if doc[filler.start - 1].dep_ != "prep"
    ]  # "victims of a case against D"
    return listed if len(listed) == told else []


def either(fillers: list[Filler]) -> list[Filler]:
    """One filler for those of whom it is not told which: "a fine | or | four months in prison"."""
    if len(fillers) < 2 or any(f.resolved or f.token.pos_ == "PROPN" for f in fillers):
        return fillers
    last = fillers[-1].token
    before = last.head if last.dep_ == "conj" else fillers[0].token
    if not any(c.dep_ == "cc" and c.lower_ == "or" for c in before.children):
        return fillers
    first = fillers[0]
    start, end = min(f.start for f in fillers), max(f.end for f in fillers)
    return [Filler((text_of(last.doc, start, end),), start, end, first.token, first.lead)]


def _dash(mark: Token) -> bool:
    """Whether a hyphen between spaces stands for a dash: "two deputies - A and B"."""
    return mark.text == "-" and bool(mark.whitespace_) and bool(mark.nbor(-1).whitespace_)


NAMED_BODIES = frozenset({"association", "outlet", "founded_body"})
"""Types of bodies that are listed by name after their plural: "the newspapers A, B and C"."""


def _by_name(noun: Token, names: Names, unit: int) -> list[Filler]:
    """Bodies named right behind what they are, several behind a plural, whatever the parser made of it."""
    types = Lexicon.load().types
    lemma = noun.lemma_.lower()
    bodies = lemma not in types["person"].heads and any(lemma in types[t].heads for t in NAMED_BODIES)
    one = noun.tag_ == "NN" and any(c.dep_ == "det" and c.lower_ == "the" for c in noun.children)
    if not bodies or (noun.tag_ != "NNS" and not one):
        return []
    doc, found = noun.doc, []
    i, stop = noun.i + 1, noun.sent.end
    while i < stop and doc[i].text[0].isupper() and doc[i].text.isalpha():
        end = i
        while end < stop and doc[end].text[0].isupper() and doc[end].pos_ != "CCONJ":
            end += 1
        texts = names.entities(unit, doc[end - 1]) or (text_of(doc, i, end),)
        found.append(Filler(texts, i, end, doc[end - 1], resolved=True))
        i = end
        if one:
            return found
        while i < stop and (doc[i].text == "," or doc[i].lower_ == "and") and i - end < 2:
            i += 1
        if i == end:
            break
    return found if len(found) > 1 else []


def _between_commas(doc: Doc, edge: int, names: Names, unit: int, kind: MentionKind) -> list[Filler]:
    """The name after a description, between commas, that the parser hung elsewhere: "the mayor, X, ..."."""
    if edge + 2 >= len(doc) or doc[edge].text != "," or names.kind(unit, doc[edge + 1]) is not kind:
        return []
    end = edge + 1
    while end < len(doc) and names.kind(unit, doc[end]) is kind:
        end += 1
    entities = names.entities(unit, doc[end - 1])
    if end >= len(doc) or doc[end].text != "," or not entities:
        return []
    return [Filler(entities, edge + 1, end, doc[end - 1], resolved=True)]


def _full_stop(doc: Doc, start: int) -> int:
    """The end of the written sentence, which the parser may have cut at a semicolon."""
    for i in range(start, len(doc)):
        if doc[i].text == "." or (doc[i].text in ("–", "—") and i > start + 1):
            return i
    return len(doc)


def _named_between(
    doc: Doc, start: int, end: int, names: Names, unit: int, kind: MentionKind
) -> list[Filler]:
    found: list[Filler] = []
    i = start
    while i < end:
        token = doc[i]
        if names.kind(unit, token) is kind:
            if not found and i > start + REACH:
                return []
            stop = i
            while stop < end and names.kind(unit, doc[stop]) is kind:
                stop += 1
            entities = names.entities(unit, doc[stop - 1])
            if entities:
                found.append(Filler(entities, i, stop, doc[stop - 1], resolved=True))
            i = stop
        i += 1
    return found


def _named(token: Token, names: Names, unit: int, kind: MentionKind) -> Filler | None:
    if names.kind(unit, token) is not kind:
        return None
    entities = names.entities(unit, token)
    return Filler(entities, token.left_edge.i, token.i + 1, token, resolved=True) if entities else None


def fill_all(
    argument: Argument, names: Names, unit: int, part: str = "whole", resolve: bool = True
) -> list[Filler]:
    """The fillers of what stands in a position: those it means by name, where it does, else itself.

    A group with a number stays a filler beside the members that are named.
    """
    own = fill(argument, names, unit, part, resolve)
    if argument.clausal or part != "whole" or not resolve or own is None or own.resolved:
        return [own] if own is not None else []
    types = Lexicon.load().types
    named: list[Filler] = _by_name(argument.token, names, unit)
    for kind, sort in GROUPS if not named else ():
        if _is(argument, types[sort], names, unit):
            named = members(argument.token, names, unit, kind)
            break
    counted = any(c.dep_ == "nummod" for c in argument.token.children)
    return [own, *named] if counted or not named else named


SENT = words("sent")
"""Those who sit somewhere for another: "representatives of the army, the police and the courts"."""


def senders(noun: Token) -> tuple[Token | None, list[Argument]]:
    """For whom several sit somewhere: the preposition and the bodies, where a list of them is told."""
    if noun.lemma_.lower() not in SENT:
        return None, []
    sender = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "from")), None)
    body = child(sender, "pobj") if sender is not None else None
    bodies = enumerated(body) if body is not None else []
    return sender, bodies if len(bodies) > 1 else []


def fill_each(argument: Argument, names: Names, unit: int) -> list[Filler]:
    """The fillers of a member of a list; those sent by several bodies are a member for each body."""
    sender, bodies = senders(argument.token)
    if sender is None or not bodies:
        return fill_all(argument, names, unit)
    said = f"{argument.token.text} {sender.text}"
    filled = [f for body in bodies if (f := fill(body, names, unit)) is not None]
    return [replace(f, texts=tuple(f"{said} {t}" for t in f.texts), resolved=True) for f in filled]


def _beside(noun: Token, names: Names, unit: int) -> tuple[str, ...]:
    """Who bears the name that a description stands beside: "Omar Haddad, | a journalist held in May"."""
    name = noun.head
    while name.dep_ == "appos" and name.pos_ == "PROPN" and name.head.pos_ == "PROPN":
        name = name.head
    if name.pos_ != "PROPN" or name.i > noun.i:
        return ()
    if noun.lemma_.lower() in _human() and names.kind(unit, name) not in (None, MentionKind.PERSON):
        return ()
    return names.entities(unit, name)


@cache
def _human() -> frozenset[str]:
    """Words for people, by what they are and by their posts."""
    types = Lexicon.load().types
    return types["person"].heads | types["office"].heads


def _all_counted(noun: Token, start: int, end: int) -> int:
    """The end of those that one number counts: "52 workers, students, and interns | and two guards"."""
    if noun.dep_ == "conj" or noun.tag_ != "NNS" or noun.lemma_.lower() not in _human():
        return end
    if not any(c.dep_ == "nummod" for c in noun.children):
        return end
    for argument in conjuncts(noun)[1:]:
        if apart(argument) or phrase(argument)[0] < end or argument.lemma_.lower() not in _human():
            break
        end = phrase(argument)[1]
    return end


TRAITS = words("traits")


def _name_given(noun: Token) -> Token | None:
    """The name of somebody described: "a miner, identified as | Omar Haddad |"."""
    if noun.tag_ != "NN" or noun.lemma_.lower() not in _human():
        return None
    for verb in noun.children:
        if verb.dep_ == "acl" and verb.lemma_ in ("identify", "name") and verb.tag_ == "VBN":
            behind = [*verb.children, *(c for p in verb.children if p.lower_ == "as" for c in p.children)]
            return next((c for c in behind if c.i > verb.i and c.pos_ == "PROPN"), None)
    return None


def _trait(noun: Token, end: int) -> int:
    """The end of people with what sets them apart, hung on the verb: "beat persons | with albinism |"."""
    doc = noun.doc
    if noun.tag_ not in ("NN", "NNS") or end != noun.i + 1 or end >= len(doc) or doc[end].lower_ != "with":
        return end
    trait = child(doc[end], "pobj")
    return trait.i + 1 if trait is not None and trait.lemma_.lower() in TRAITS else end


def _named_of(noun: Token, end: int) -> int:
    """The end of a head with the "of" that is a part of its name: "the | House of Deputies"."""
    doc = noun.doc
    if not noun.text[:1].isupper() or end != noun.i + 1 or end + 1 >= len(doc) or doc[end].lower_ != "of":
        return end
    last = end + 1
    while last < len(doc) and doc[last].text[:1].isupper() and doc[last].ent_type_ not in ("DATE", "GPE"):
        last += 1
    return last if last > end + 1 else end


def fill(
    argument: Argument, names: Names, unit: int, part: str = "whole", resolve: bool = True
) -> Filler | None:
    """The words for a role of what stands in a position; None where only a pronoun of unknown meaning does.

    With `resolve` a name, pronoun or description becomes the fullest name of the one meant.
    """
    token = argument.token
    doc = token.doc
    if argument.clausal:
        start, end = predicate_words(token) if argument.predicate else clause_words(token)
        return Filler((text_of(doc, start, end),), start, end, token, argument.lead)
    if part == "whole" and (whole := called(token)) is not None:
        return Filler((text_of(doc, *whole),), *whole, token, argument.lead, resolved=True)
    start, end = phrase(token)
    if 0 < start < token.i and doc[start].shape_ == "dddd" and doc[start - 1].lower_ in ("in", "since"):
        start += 1  # "in 2016 | parliament passed"
    while (
        start > 1
        and doc[start - 1].text in ("-", "‑")
        and not (doc[start - 1].whitespace_ or doc[start - 2].whitespace_)
    ):
        start -= 2  # "anti- | Semitism", parsed apart
    if part == "number":
        numbers = [c for c in token.children if c.dep_ in ("nummod", "quantmod")]
        if token.like_num or token.pos_ == "NUM":
            numbers = [token]
        if not numbers:
            return None
        start, end = numbers[0].left_edge.i, numbers[-1].i + 1
        if end < len(doc) and doc[end].lower_ in ("percent", "%"):
            end += 1
        return Filler((text_of(doc, start, end),), start, end, token, argument.lead)
    if part == "before":
        end = token.i
        if start >= end:
            return None
        return Filler((text_of(doc, *trim(doc, start, end)),), start, token.i + 1, token)
    if part == "head":
        end = token.i + 1
        comma = next((i for i in range(token.i - 1, start, -1) if doc[i].text == ","), -1)
        if comma >= 0 and doc[comma + 1].dep_ == "det":  # "Under the law, | a nine-member council"
            start = comma + 1
        start, end = trim(doc, min(start, token.i), end)
        while start < token.i and (
            doc[start].dep_ in ("poss", "case") or doc[start].ent_type_ in ("PERSON", "GPE")
        ):
            start += 1
        start, end = trim(doc, start, _named_of(token, end))
        return Filler((text_of(doc, start, end),), start, end, token, argument.lead)
    code = any(  # "IDR | 5,000", "5 million | CFA"
        c.dep_ == "nummod" and (c.i == token.i + 1 or (c.i == token.i - 1 and token.is_upper))
        for c in token.children
    )
    entities = names.entities(unit, token) if resolve and not code else ()
    if not entities and resolve and token.dep_ == "appos" and token.tag_ == "NN":
        entities = _beside(token, names, unit)
    if not entities and resolve and (name := _name_given(token)) is not None:
        entities = names.entities(unit, name) or (text_of(doc, *phrase(name)),)
    if entities:
        return Filler(entities, start, end, token, argument.lead, resolved=True)
    meant = names.words(unit, token) if resolve else ""
    if meant:
        return Filler((meant,), start, end, token, argument.lead, resolved=True)
    end = max(_all_counted(token, start, end), _trait(token, end)) if resolve else end
    if (
        token.pos_ == "PRON"
        and start + 1 == end
        and token.lower_ not in ("many", "some", "others", "several", "those", "all")
    ):
        return None
    return Filler((text_of(doc, start, end),), start, end, token, argument.lead)
