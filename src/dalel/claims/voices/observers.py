"""Who states or finds what an attribution tells, and whether it is an observer that does."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Span, Token

from dalel.claims.constructions import Argument, listed
from dalel.claims.fillers.filling import Filler, Names, fill_all, fits
from dalel.claims.fillers.phrases import text_of, trim
from dalel.claims.lexicon import Lexicon
from dalel.claims.syntax import SUBJECTS, child, children
from dalel.claims.voices.speakers import source
from dalel.language import lexicon as lx
from dalel.language.attributions.attribution import Attribution
from dalel.model import MentionKind


def rules() -> dict[str, Any]:
    """The words of `statements.toml`."""
    return lx.table("dalel.claims.voices", "statements.toml")


def teller(attribution: Attribution) -> Token:
    """The head of who tells: the body behind a paper, what a relative pronoun stands for."""
    assert attribution.source is not None
    body = source(attribution)
    return body.root if body is not None else attribution.source.root


def voices(attribution: Attribution, names: Names, unit: int) -> list[Filler]:
    """Who states it: each of several with one named, else the source's words; none for an unknown pronoun."""
    assert attribution.source is not None
    root, group = attribution.source.root, _group(attribution.source)
    if group is not None:
        words = trim(root.doc, attribution.source.start, group[1])
        return [Filler((text_of(root.doc, *words),), *words, group[0])]
    heads = [root, *_further(attribution)]
    found = [f for head in heads for member in listed(head) for f in fill_all(member, names, unit)]
    found = [f for i, f in enumerate(found) if not (f.resolved and f.texts in [o.texts for o in found[:i]])]
    if not found or any(filler.resolved for filler in found):
        return found
    body = source(attribution) or attribution.source
    if body.root.pos_ == "PRON":  # "its report"
        return [filler for filler in fill_all(Argument(body.root), names, unit) if filler.resolved]
    words = trim(root.doc, body.start, body.end)
    return [Filler((text_of(root.doc, *words),), *words, body.root)]


def _further(attribution: Attribution) -> list[Token]:
    """Further agents of a passive: "condemned by the mayor, as well as by **the church** and unions"."""
    verb = attribution.verb
    if child(verb, "auxpass", "nsubjpass") is None:
        return []
    assert attribution.source is not None
    return [
        noun
        for by in verb.doc[attribution.source.end : verb.sent.end - 1]
        if by.lower_ == "by" and [t.lower_ for t in verb.doc[by.i - 3 : by.i]] == ["as", "well", "as"]
        for noun in children(by, "pobj")
    ]


def _group(said_by: Span) -> tuple[Token, int] | None:
    """The group before "including" in a source and where it ends; those named behind it are only examples.

    "Defenders of rights, including farmers and students, reported threats": the defenders.
    """
    including = next((t.i for t in said_by if t.lower_ == "including"), None)
    if including is None:
        return None
    chunks = [c.root for c in said_by.noun_chunks if c.end <= including and c.root.pos_ != "PRON"]
    holder = said_by.doc[including].head
    group = next((c for c in (holder, said_by.root, *chunks) if c in chunks), None)
    return (group, including) if group is not None else None


def _somebody(attribution: Attribution, teller: Token, kind: MentionKind | None) -> bool:
    """Whether one person scolds without saying for what: "the actor criticized the mayor"."""
    one = kind is MentionKind.PERSON or (kind is None and teller.tag_ == "NN" and _person(teller))
    thing = child(attribution.verb, "dobj")
    whom = thing is not None and (thing.ent_type_ == "PERSON" or _person(thing))
    why = any(c.lower_ in ("for", "as", "over") for c in attribution.verb.children)
    return one and whom and not why


def _person(noun: Token) -> bool:
    """Whether a noun is a person's."""
    return noun.lemma_.lower() in Lexicon.load().types["person"].heads


def _in_power(teller: Token, names: Names, unit: int) -> bool:
    """Whether those who hold power tell, by whatever name: "MOE", for the Ministry of Education."""
    full = names.entities(unit, teller) if teller.pos_ == "PROPN" else ()
    words = {teller.lemma_.lower(), *(name.split()[0].lower() for name in full[:1] if name)}
    return not words.isdisjoint(rules()["powers"])


def in_court(attribution: Attribution, unit: int, names: Names) -> bool:
    """Whether a court tells."""
    return fits(Argument(teller(attribution)), [Lexicon.load().types["court"]], [], names, unit)


def _own_case(content: Token, teller: Token) -> bool:
    """Whether a content is about who tells it: "said **they** had left", "stated **its** goal was peace"."""
    if content.lower_ in ("itself", "themselves"):
        return True
    if content.pos_ == "NOUN" and any(c.dep_ == "poss" and c.lower_ == "its" for c in content.children):
        return True  # "reaffirmed | its commitment"
    subject = child(content, *SUBJECTS)
    if subject is None or content.lemma_ in rules()["sighting"]:
        return False  # "noted it had observed | flaws"
    several = teller.tag_ in ("NNS", "NNPS")
    if subject.lower_ == "it" and not several:
        return content.lemma_ != "be" and child(content, "acomp", "ccomp", "csubj") is None
    own = ("their",) if several else ("its", "their")
    return subject.lower_ in ("they", "we") or any(
        c.dep_ == "poss" and c.lower_ in own for c in subject.children
    )


def observer(attribution: Attribution, unit: int, names: Names, content: Token | None = None) -> bool:
    """Whether it is an observer or a body that tells, and not of itself or of its plans."""
    assert attribution.source is not None
    lemma = attribution.verb.lemma_.lower()
    root = teller(attribution)
    kind = names.kind(unit, root)
    if lemma in rules()["criticism"]:
        return not (lemma in rules()["scolding"] and _somebody(attribution, root, kind))
    if root.pos_ == "PRON":
        kind = names.kind_meant(unit, root)
    if kind is MentionKind.PERSON:
        return False
    if lemma in rules()["asserting"] and _in_power(root, names, unit):
        return False
    if in_court(attribution, unit, names):
        return True
    if lemma in rules()["own_case"] or (content is not None and _own_case(content, root)):
        return False
    if root.tag_ in ("NNS", "NNPS") and root.lemma_.lower() in rules()["voices"]:
        return True
    return (
        kind is MentionKind.ORGANISATION
        or (kind is None and root.ent_type_ == "ORG")
        or root.lemma_.lower() in rules()["observers"]
        or any(c.lower_ in rules()["observing"] for c in root.lefts)
        or attribution.cls == "show"
    )
