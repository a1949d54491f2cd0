"""The rest of a list that the parser took from what is told: "lacked fuel, spare parts | , and cars"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dalel.claims.syntax import SUBJECTS, child

LONGEST = 14
"""Words of such a rest, at the most."""
JOINING = frozenset({"and", "or"})
TELLING = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that make a clause, which is no rest of a list."""
APART = frozenset(
    {"according", "including", "see", "but", "which", "who", "where", "while", "he", "she", "they", "it"}
)
"""Words of what is told apart from a list."""


def with_rest(doc: Doc, end: int) -> int:
    """The end of something told with the rest of its list, which reaches to the end of its sentence.

    The rest goes on with "and" or a comma and holds no clause: "was slow | and at times unwilling to act".
    """
    if end >= len(doc) or doc[end].sent.start == end:
        return end
    stop = next((i for i in range(end, doc[end].sent.end) if doc[i].text in (";", ":")), doc[end].sent.end)
    while stop > end and doc[stop - 1].text in (".", ";", ":"):
        stop -= 1
    rest = doc[end:stop]
    joints = [t.i for t in rest if t.lower_ in JOINING]
    if not 2 <= len(rest) <= LONGEST or not joints:
        return end
    opens = rest[0].lower_ in JOINING or rest[0].text == ","
    closed = any(t.lower_ in APART or t.text in ("(", ")", "“", "”", '"') or _clause(t, stop) for t in rest)
    last = joints[-1]
    led = rest[0].i == last or doc[last - 1].text == ","
    return stop if opens and led and not closed else end


def _clause(token: Token, stop: int) -> bool:
    """Whether a verb makes a clause; "and maternity | leave", taken for a verb, makes none."""
    if token.tag_ not in TELLING:
        return False
    subject = child(token, *SUBJECTS)
    bare = token.tag_ == "VBP" and token.i == stop - 1
    return not (bare and subject is not None and subject.tag_ == "NN" and subject.left_edge.i == subject.i)
