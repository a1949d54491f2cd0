"""Offices that stand beside a person's name: "President Ana Silva", "Ana Silva, head of the tax police,"."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Span

from dalel.claims.fillers.filling import Filler, Names
from dalel.claims.fillers.phrases import text_of
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.syntax import child
from dalel.language.coreference.resolve import Resolution
from dalel.language.mentions.mention import NameMention
from dalel.language.units import ParsedUnit
from dalel.model import MentionKind

FRAME = Frame("office_held.beside", "office_held", {}, (), ("person", "office"))


def posts(
    parsed: ParsedUnit, unit: int, mentions: Sequence[NameMention], names: Names, resolution: Resolution
) -> Iterator[Finding]:
    """One claim in the making for each office beside a name of this unit."""
    doc = parsed.doc
    for mention in mentions:
        if mention.kind is not MentionKind.PERSON:
            continue
        head = doc[mention.head]
        holders = names.entities(unit, head)
        if not holders:
            continue
        person = Filler(holders, mention.start, mention.end, head, resolved=True)
        for start, end in resolution.offices(mention):
            span = doc[start:end]
            if _no_post(span):
                continue
            office = Filler((text_of(doc, start, end),), start, end, span.root)
            roles = {"person": [person], "office": [office]}
            organisation = _organisation(office, unit, names)
            if organisation is not None:
                roles["organisation"] = [organisation]
            yield Finding(FRAME, span.root, roles)


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files(__package__).joinpath("affiliations.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}


def _no_post(office: Span) -> bool:
    """Whether what stands beside a name is told by another kind: founders, owners,
    members of parties, and ranks."""
    words = _words()
    if any(token.lower_ in words["no_posts"] and token.i <= office.root.i for token in office):
        return True
    if all(token.lower_ in words["titles"] or token.text == "-" for token in office):
        return True  # "Colonel Ana Silva", "Major-General Ana Silva"
    member = office.root.lower_ in ("member", "members")
    return member and not any(token.lower_ in words["seats"] for token in office)


def told_once(findings: Iterable[Finding], called: set[tuple[str, ...]]) -> list[Finding]:
    """The findings without posts that only a title repeats: "President Silva", once it was told.

    `called` holds the persons and their posts that were told before, and grows.
    """
    kept = []
    for finding in findings:
        if finding.kind == "office_held":
            told = {
                (person, post.lower())
                for p in finding.roles["person"]
                for person in p.texts
                for o in finding.roles["office"]
                for post in o.texts
            }
            if _rank(finding) or (_address(finding) and told <= called):
                continue
            called |= told
        kept.append(finding)
    return kept


def _rank(finding: Finding) -> bool:
    """Whether the post is only a rank right before the name."""
    people, posts = finding.roles["person"], finding.roles["office"]
    if len(people) != 1 or len(posts) != 1:
        return False
    beside = posts[0].end == people[0].start or posts[0].token.head.i == people[0].token.i > posts[0].start
    return beside and posts[0].texts[0].lower() in _words()["titles"]


def _address(finding: Finding) -> bool:
    """Whether the post is only how the person is called: a title of one word before the family name."""
    people, posts = finding.roles["person"], finding.roles["office"]
    if len(people) != 1 or len(posts) != 1:
        return False
    person, post = people[0], posts[0]
    words = [t for t in person.token.doc[post.end : person.end] if t.is_alpha and len(t) > 1]
    return post.end - post.start == 1 and person.start <= post.end <= person.token.i and len(words) == 1


def _organisation(office: Filler, unit: int, names: Names) -> Filler | None:
    """The body that an office belongs to: the object of its "of", or an organisation's name before it."""
    root = office.token
    of = child(root, "prep")
    noun = child(of, "pobj") if of is not None and of.lower_ in ("of", "at", "in", "for") else None
    candidates = (
        [noun] if noun is not None else [c for c in root.children if c.dep_ in ("compound", "poss", "nmod")]
    )
    for token in candidates:
        if names.kind(unit, token) is MentionKind.ORGANISATION or token.lemma_.lower() in (
            "party",
            "police",
            "committee",
            "ministry",
        ):
            entities = names.entities(unit, token)
            left, right = token.left_edge.i, token.i + 1
            return Filler(entities or (text_of(token.doc, left, right),), left, right, token)
    return None
