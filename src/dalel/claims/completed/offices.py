"""Posts in a claim cut to what they are: "president | over his rival", "judge | in elections held"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from dalel.claims.fillers.filling import Filler
from dalel.claims.frames import Frame
from dalel.claims.lexicon import words

if TYPE_CHECKING:
    from dalel.claims.interpreter import Finding

HOLDING = frozenset({"office_held", "appointed", "elected", "dismissed", "resigned"})
"""Kinds with a post."""
ENDS = words("post_ends")
"""Words behind a post that begin something else."""
IN_TIMES = words("post_times")
"""What a post is not "in" or "at": elections, terms."""
BARE = words("bare_posts")
"""Words for a post that say nothing of it."""
BEFORE = words("post_leads")
"""What became of who holds a post, told before it: "the | detained | editor"."""
LEAVING = frozenset({"resigned", "dismissed"})
NO_MORE = words("posts_of_others")
"""Words of posts that nobody leaves or is elected to: "former minister", "candidate"."""
ELECTIVE = words("elective_posts")
"""Posts that people are elected to."""
NEAR = 5
"""Tokens that a post may reach past its head."""


def posts_cut(frame: Frame, roles: dict[str, list[Filler]]) -> dict[str, list[Filler]]:
    """The roles with the post cut where the words behind it tell of something else.

    Where nothing is told but that it was one ("removed from his post"), the post is left out if it may be.
    """
    if frame.kind not in HOLDING or not roles.get("office"):
        return roles
    posts = [f if f.resolved else _cut(f) for f in roles["office"]]
    bare = all(text.lower() in BARE for f in posts for text in f.texts)
    if bare and "office" not in frame.needs:
        return {role: fillers for role, fillers in roles.items() if role != "office"}
    return {**roles, "office": posts}


def _cut(office: Filler) -> Filler:
    doc, start = office.token.doc, office.start
    while start < office.token.i and doc[start].lower_ in BEFORE:
        start += 1
    if start > office.start:
        office = office.cut(office.end, start)
    for i in range(max(office.token.i, office.start) + 1, office.end):
        lower = doc[i].lower_
        times = lower in ("in", "at") and any(
            t.lemma_.lower() in IN_TIMES for t in doc[i + 1 : min(office.end, i + NEAR)]
        )
        if lower in ENDS or times:
            return office.cut(i)
    return office


def posts_known(findings: Iterable[Finding], last: dict[str, str]) -> list[Finding]:
    """The findings of who left a post or was elected, with the post that was last told of the same person.

    `last` holds the post last told of each person, and grows. Who was only "sworn in", with no post known, is
    left out.
    """
    found = []
    for finding in (each for one in findings for own in _paired(one) for each in _own_bodies(own)):
        people = [text for f in finding.roles.get("person", ()) if f.resolved for text in f.texts]
        posts = [text for f in finding.roles.get("office", ()) for text in f.texts]
        if posts and finding.kind in HOLDING and len(posts) == 1 and not _words_of(posts[0]) & NO_MORE:
            last.update((person, posts[0]) for person in people)
        elif not posts and len(people) == 1 and people[0] in last:
            post, trigger = last[people[0]], finding.trigger
            elective = finding.kind in ("elected", "appointed") and _words_of(post) & ELECTIVE
            if finding.kind in LEAVING or elective:
                filler = Filler((post,), trigger.i, trigger.i + 1, trigger, resolved=True)
                finding = replace(finding, roles={**finding.roles, "office": [filler]})
        if finding.kind != "appointed" or finding.roles.get("office"):
            found.append(finding)
    return found


def _paired(finding: Finding) -> list[Finding]:
    """A finding for each of a list of people with posts of their own: "Justice Minister A and Mayor B"."""
    people, posts = finding.roles.get("person", []), finding.roles.get("office", [])
    if finding.kind not in HOLDING or len(people) < 2 or len(people) != len(posts):
        return [finding]
    if any(not o.start <= o.token.i <= p.token.i <= o.end + NEAR for p, o in zip(people, posts, strict=True)):
        return [finding]
    return [
        replace(finding, roles={**finding.roles, "person": [p], "office": [o]})
        for p, o in zip(people, posts, strict=True)
    ]


def _own_bodies(finding: Finding) -> list[Finding]:
    """A finding for each of two people, where only the first is of the body named between them.

    "The journalists A of Radio Sol and B"
    """
    people, bodies = finding.roles.get("person", []), finding.roles.get("organisation", [])
    if finding.kind not in HOLDING or len(people) < 2 or len(bodies) != 1:
        return [finding]
    if not people[0].token.i < bodies[0].token.i < people[1].token.i:
        return [finding]
    others = {role: fillers for role, fillers in finding.roles.items() if role != "organisation"}
    return [
        replace(finding, roles={**finding.roles, "person": people[:1]}),
        replace(finding, roles={**others, "person": people[1:]}),
    ]


def _words_of(post: str) -> frozenset[str]:
    return frozenset(post.lower().replace("-", " ").split())
