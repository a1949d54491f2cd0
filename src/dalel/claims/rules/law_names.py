"""What a law or a report is called, whole: "the Law | for Clean Rivers", "36 articles | in the code"."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.phrases import phrase, text_of
from dalel.claims.lexicon import words
from dalel.claims.syntax import child, children

LAWS = words("laws")
NAMED = words("law_parts")
"""Parts of laws, which tell little without their law."""
TELLING = words("report_says")
"""Verbs of what papers say."""
ABOUT = frozenset({"on", "against", "concerning", "regarding"})
"""Prepositions between a law and what it is about."""
INSIDE = frozenset({"for", "on", "to", "against", "concerning", "regarding", "of"})
"""Words that lead on inside the name of a law."""
LINKING = INSIDE | {"the", "and", "or", "in", "with", "from", "by", "a", "other", "all"}
YEAR = re.compile(r"(?:19|20)\d\d")
NO_NAMES = frozenset({"DATE", "PERSON", "GPE", "ORG", "NORP"})
"""Entities that don't stand first in the name of a law: "the Bill | to President Haddad"."""
LONGEST = 15
"""Tokens that a name is led on for at the most."""


def named_whole(law: Filler) -> Filler:
    """A law, or a part of one, with the words of its name that are parsed apart from it."""
    doc, end = law.token.doc, law.end
    surface = text_of(doc, law.start, end)
    if law.resolved and len(law.texts) == 1 and surface.endswith(" " + law.texts[0]) and surface.istitle():
        law = replace(law, texts=(surface,), resolved=False)  # "the | National | Action Plan"
    own = not law.resolved or law.texts == (surface,)
    if own and (start := _first_of_name(law.token)) < law.start:
        return replace(law, texts=(text_of(doc, start, end),), start=start)
    if law.resolved or end != law.token.i + 1 or end + 1 >= len(doc):
        return _undated(law)
    last = end
    if doc[end - 1].text[:1].isupper():
        last = _capitals(doc, end)
    elif law.token.lemma_.lower() in NAMED and doc[end].lower_ in ("in", "of", "to"):
        of = child(doc[end], "pobj")
        last = phrase(of)[1] if of is not None and of.lemma_.lower() in LAWS else end
    elif law.token.lemma_.lower() in LAWS and doc[end].lower_ in ABOUT and doc[end].dep_ == "prep":
        last = _matter(doc[end])
    if last <= end:
        return _undated(law)
    return replace(law, texts=(text_of(doc, law.start, last),), end=last)


def _first_of_name(act: Token) -> int:
    """Where the name of a law begins that is parsed as a list: "the | Ports, Ships, and Harbors Act"."""
    first, doc = act, act.doc
    while first.dep_ == "conj" and first.head.i < first.i and first.head.text[:1].isupper():
        first = first.head
    while first.dep_ == "pobj" and first.head.lower_ == "of" and first.head.head.text[:1].isupper():
        first = first.head.head
    if first.i == act.i or not (act.text[:1].isupper() and act.nbor(-1).text[:1].isupper()):
        return act.i
    start = min((c.i for c in children(first, "compound", "amod") if c.text[:1].isupper()), default=first.i)
    between = doc[start : act.i]
    whole = all(
        t.text[:1].isupper() or t.text == "," or t.lower_ in ("and", "of", "the", "or") for t in between
    )
    if any(t.lemma_.lower() in LAWS for t in between):
        return act.i  # "the Ports Act and the Harbors Act"
    return start if whole and start and doc[start - 1].lower_ == "the" else act.i


def _capitals(doc: Doc, start: int) -> int:
    """The end of a name in capitals that goes on at `start`; `start` where it doesn't."""
    end = i = start
    if doc[start].lower_ not in INSIDE:
        return start
    while i < len(doc) and (doc[i].lower_ in LINKING or doc[i].text[:1].isupper() or _listing(doc, i)):
        if doc[i].text[:1].isupper():
            if end == start and doc[i].ent_type_ in NO_NAMES and doc[i].ent_iob_ == "B":
                return start
            end = i + 1
        i += 1
    return end if end - start > (2 if doc[start].lower_ in ("to", "of") else 1) else start


def _listing(doc: Doc, i: int) -> bool:
    """Whether a comma stands in a list of a name: "the Law on Ports, Ships, and Fish"."""
    if doc[i].text != ",":
        return False
    j = i + 1
    while j < len(doc) and (doc[j].text[:1].isupper() or doc[j].text == ","):
        j += 1
    return j + 1 < len(doc) and doc[j].lower_ == "and" and doc[j + 1].text[:1].isupper() and j > i


def _matter(about: Token) -> int:
    """The end of what a law is about, without a clause behind it; the place of `about` where it is a date."""
    if any(c.ent_type_ == "DATE" or c.lower_ == "behalf" for c in about.children):
        return about.i
    clause = min((t.left_edge.i for t in about.subtree if t.dep_ == "relcl"), default=about.right_edge.i + 1)
    end = min(clause, about.right_edge.i + 1)
    return end if 1 < end - about.i <= LONGEST else about.i


def _undated(law: Filler) -> Filler:
    """A law's words before the year that they were told in: "the port code | in 2016"."""
    end = dateless(law.token.doc, law.token.i, law.end)
    return law.cut(end) if end < law.end and not law.resolved else law


def dateless(doc: Doc, start: int, end: int) -> int:
    """Where a phrase ends before "in 2016" and all that is parsed as a part of that."""
    ends = (
        i
        for i in range(start, end - 1)
        if doc[i].lower_ in ("in", "since") and YEAR.fullmatch(doc[i + 1].text)
    )
    return next(ends, end)


def without_contents(paper: Filler) -> Filler:
    """A paper without what it says: "issued a report | stating that fires went unpunished"."""
    if paper.resolved or paper.start > paper.token.i:
        return paper
    for clause in children(paper.token, "acl", "relcl"):
        if clause.lemma_ in TELLING and paper.token.i < clause.left_edge.i < paper.end:
            return paper.cut(clause.left_edge.i)
    return paper
