"""Where sources, cues and contents begin and end: ranges of a Doc's tokens, end excluded."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx

OPENING = frozenset("“‘«„")
CLOSING = frozenset("”’»")
STRAIGHT = frozenset(('"', "''", "``", "'"))
EDGES = frozenset((",", ".", ";", ":", "-", "–", "—", "--", "*", "**"))
SINCE = frozenset({"after", "following", "upon"})
"""Words that tell, with "which", what came then."""
CONTRASTS = frozenset(("although", "though", "while", "whereas", "but"))
OCCASIONS = frozenset(("at", "on", "after", "during", "before"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))

Range = tuple[int, int]


def quotations(doc: Doc) -> list[Range]:
    """Ranges of tokens between quotation marks, the marks included; a mark without partner is passed over.

    Single marks count only where they stand as tokens of their own after a space (not apostrophes).
    """
    found: list[Range] = []
    start, kind = -1, ""
    text = doc.text
    if not any(mark in text for mark in ('"', "“", "”", "«", "‘", "''", "„", "'")):
        return found
    for token in doc:
        word = token.text
        if word not in STRAIGHT and word not in OPENING and word not in CLOSING:
            continue
        if start < 0:
            if word in OPENING or word in ('"', "``") or (word in ("'", "''") and _spaced(token)):
                start, kind = token.i, word
        elif (
            (word in CLOSING and kind in OPENING and (word == "’") == (kind == "‘"))
            or (word == kind and word in ('"', "'"))
            or (kind == "``" and word == "''")
            or (kind == '"' and word in ("”", "''"))
            or (kind == "„" and word in ("“", "”"))
        ):
            if (
                word not in ("'", "’")
                or not token.i + 1 < len(doc)
                or token.whitespace_
                or not doc[token.i + 1].is_alpha
            ):
                found.append((start, token.i + 1))
                start = -1
        elif word in OPENING or (word == '"' and _spaced(token)):
            start, kind = token.i, word
    return found


def _spaced(token: Token) -> bool:
    """Whether a mark has a space, an opening bracket or nothing before it, and none after it."""
    return not token.whitespace_ and (
        token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).text in "([—–*"
    )


def around(position: int, quotes: list[Range]) -> Range | None:
    """The quotation that holds the token at `position`."""
    for start, end in quotes:
        if start <= position < end:
            return start, end
        if start > position:
            break
    return None


def subtree(token: Token) -> Range:
    """The range of everything below a token."""
    return token.left_edge.i, token.right_edge.i + 1


def phrase(noun: Token) -> Range:
    """The noun phrase that names a source: without clauses that only add to it, without places and times.

    A clause that tells which one is meant stays; so does an apposition, with the comma that closes it
    in mid-sentence.
    """
    doc = noun.doc
    start, end = subtree(noun)
    apposed = False
    for child in noun.children:
        if child.i < noun.i:
            if child.dep_ == "prep" or (child.dep_ in ("relcl", "acl") and child.tag_ != "VBN"):
                start = max(start, child.right_edge.i + 1)
            continue
        left = child.left_edge.i
        if child.dep_ == "relcl" and left > 0 and doc[left - 1].text == ",":
            end = min(end, left - 1)
        elif child.dep_ in ("parataxis", "ccomp", "advcl") or (
            noun.pos_ == "PROPN"
            and child.dep_ == "prep"
            and child.lower_ in OCCASIONS
            and not _of_its_name(noun, child)
        ):
            end = min(end, left)
        elif child.dep_ == "appos" and left > 0 and doc[left - 1].text == ",":
            apposed = True
    start, end = strip(doc, start, end)
    if 0 < start < noun.i and doc[start].shape_ == "dddd" and doc[start - 1].lower_ == "in":
        start += 1  # "In 2016 | parliament"
    if apposed and end < len(doc) and doc[end].text == "," and end + 1 < len(doc):
        end += 1
    return start, end


def _of_its_name(noun: Token, on: Token) -> bool:
    """Whether "on" leads to what a body is for: "the Commission | on Women", not "on Monday"."""
    topic = next((c for c in on.children if c.dep_ == "pobj"), None)
    if on.lower_ not in ("on", "at") or on.i != noun.i + 1 or topic is None or topic.pos_ != "PROPN":
        return False
    other = lx.KNOWN_ORGANISATION | lx.PLACE
    dated = topic.ent_type_ in ("DATE", "TIME") or bool(lx.mask_of(topic.text) & other)
    return noun.ent_type_ != "PERSON" and not dated


def strip(doc: Doc, start: int, end: int) -> Range:
    """The range without punctuation and white space at its edges, other than quotation marks and brackets."""
    while start < end and (doc[start].text in EDGES or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].text in EDGES or doc[end - 1].is_space):
        end -= 1
    return start, end


def content(root: Token, start: int, end: int, quotes: list[Range]) -> Range:
    """The range of a content below `root` as far as the text clearly attributes it.

    What stands in one quotation stays together; the author's closing ", which ...", ", but ...",
    ", after which ...", "despite ..." and "(see ...)" are cut off.
    """
    doc = root.doc
    cut = end
    token = doc[end - 1]
    if token.is_punct and end - 1 > start:
        token = doc[end - 2] if doc[end - 2].i >= start else token
    while token.i != root.i and token.head.i != token.i:
        left = token.left_edge.i
        if left > start + 1 and left <= root.i + 10_000:
            before = doc[left - 1]
            if token.i > root.i and _adds(token, before, root):
                cut = before.i if before.text in (",", "(", "–", "—", "-") or before.dep_ == "cc" else left
        token = token.head
    if around(cut, quotes) is None or around(cut, quotes) == around(end - 1, quotes) is None:
        end = cut
    for position in range(end - 1, max(start, end - 14), -1):
        if doc[position].text == "(" and position + 1 < end and doc[position + 1].lower_ == "see":
            end = position
            break
    for position in range(start + 1, end - 2):
        comma, then, which = doc[position : position + 3]
        if comma.text == "," and then.lower_ in SINCE and which.lower_ == "which":
            if around(position, quotes) is None:
                end = position
            break
    return whole(doc, start, end, quotes)


def _adds(token: Token, before: Token, root: Token) -> bool:
    """Whether a clause at the end of a content is rather the author's."""
    comma = before.text in (",", "–", "—", "-", "(")
    if token.dep_ == "relcl":
        counted = _counts(token) and not _bare(root)
        return comma and token.left_edge.lower_ not in ("where", "when") and not counted
    if token.dep_ == "advcl":
        return comma and any(c.dep_ == "mark" and c.lower_ in CONTRASTS for c in token.children)
    if token.dep_ == "prep":
        return token.lower_ in ("despite", "notwithstanding")
    if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and token.head.i == root.i:
        if root.tag_ in ("VB", "VBG") and token.tag_ in ("VBD", "VBZ"):
            return True  # "promised to cut taxes and vowed": the second has the first one's subject
        has_comma = before.dep_ == "cc" and before.i > 0 and before.nbor(-1).text == ","
        own = any(c.dep_ in SUBJECTS for c in token.children)
        that = any(c.dep_ == "mark" for c in token.children)
        told = before.lower_ == "and" and any(c.lower_ == "that" and c.dep_ == "mark" for c in root.children)
        return has_comma and own and not that and not told
    return False


def _bare(verb: Token) -> bool:
    """Whether a verb is an infinitive or a participle that tells nothing by itself."""
    helped = any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in verb.children)
    return verb.tag_ in ("VB", "VBN", "VBG") and not helped


def _counts(clause: Token) -> bool:
    """Whether a relative clause counts among those told of: "40 strikes, | ten of which were banned"."""
    doc, first = clause.doc, clause.left_edge.i
    for of in doc[first : first + 6]:
        if of.lower_ == "of" and of.nbor(1).lower_ in ("which", "whom"):
            return any(t.pos_ == "NUM" for t in doc[first : clause.i])
    return False


def whole(doc: Doc, start: int, end: int, quotes: list[Range]) -> Range:
    """The range with quotation marks that belong to it, and without punctuation at its edges."""
    start, end = strip(doc, start, end)
    if start >= end:
        return start, end
    first = around(start, quotes)
    if first is None and start > 0:
        first = around(start - 1, quotes)
        first = first if first and first[0] == start - 1 else None
    if first is not None and first[0] in (start, start - 1):
        start = first[0]
    last = around(end - 1, quotes)
    if last is not None and last[0] >= start:
        end = last[1]
    elif end < len(doc):
        # a full stop or comma inside the closing mark
        for ahead in (end, end + 1):
            if ahead < len(doc):
                after = around(ahead, quotes)
                if after is not None and after[1] == ahead + 1 and start <= after[0]:
                    end = after[1]
                    break
    # a mark whose partner stands outside does not belong
    if end - start > 1:
        only = around(end - 1, quotes)
        if only is not None and only[1] == end and only[0] < start:
            end -= 1
            start, end = strip(doc, start, end)
    return start, end


def without(ranges: list[Range], *holes: Range | None) -> list[Range]:
    """The ranges without the holes."""
    for hole in holes:
        if hole is None:
            continue
        left, right = hole
        kept: list[Range] = []
        for start, end in ranges:
            if right <= start or left >= end:
                kept.append((start, end))
                continue
            if start < left:
                kept.append((start, left))
            if right < end:
                kept.append((right, end))
        ranges = kept
    return ranges


def joined(doc: Doc, ranges: list[Range], quotes: list[Range]) -> list[Range]:
    """The ranges in order, neighbours made one, edges cleaned."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    cleaned = (whole(doc, start, end, quotes) for start, end in merged)
    found: list[Range] = []
    for start, end in cleaned:
        if start < end and (end - start > 1 or doc[start].is_alpha or doc[start].like_num):
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
    return found


def apart(doc: Doc, ranges: list[Range], *holes: Range | None) -> list[Range]:
    """The ranges without the holes, for good: cuts what quotation marks drew in again, drops scraps."""
    if not any(hole and start < hole[1] and hole[0] < end for start, end in ranges for hole in holes):
        return ranges
    stripped = (strip(doc, start, end) for start, end in without(ranges, *holes))
    return [(start, end) for start, end in stripped if any(doc[i].is_alpha for i in range(start, end))]
