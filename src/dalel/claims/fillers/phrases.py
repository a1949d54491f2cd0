"""Which words of the text name a thing: the bounds of noun phrases and clauses, cut at their edges."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dalel.claims.lexicon import Lexicon, words
from dalel.claims.syntax import SUBJECTS, child

EDGES = words("edges")
"""Words and marks that are cut from the beginning of a phrase."""
ARRESTS = frozenset({"arrest", "rearrest", "detention", "imprisonment", "prosecution", "conviction"})
HELD = words("held")
"""Verbs of what those do who hold somebody and judge him."""
CAUSES = frozenset({"for", "on", "after", "over", "during", "following", "because", "as", "amid", "without"})
"""Prepositions that tell why and when somebody was held, and not who he is."""
KEPT = frozenset({"no", "this", "these", "those", "such", "both", "either", "any"})
"""Words before a phrase that belong to what a clause tells of it."""
BESIDE = frozenset({"to", "for", "on", "after", "with", "without", "during"})
"""Prepositions behind a bare number that belong to what is done to those it counts."""
DATED = frozenset({"in", "on", "by", "since", "until", "during"})
"""Words before a date."""
LONGEST = 60
"""Tokens of a clausal filler at the most; what is longer is cut there."""


SHORTEST = 15
"""Tokens that such a filler keeps at the least."""
OPENING = frozenset({"(", ";"})
CLOSING = frozenset({")"})
ENDINGS = frozenset({"and", "or", "nor", "but", "who", "whom", "which", "both", "each", "of", "however"})
"""Words that are cut from the end of a phrase."""
PAUSES = frozenset({",", "–", "—"})


def phrase(head: Token) -> tuple[int, int]:
    """The tokens of the noun phrase of `head` without apposition, list members and added relative clauses."""
    kept = {head.i}
    stack = [head]
    told = any(c.dep_ == "nummod" for c in head.children)
    while stack:
        token = stack.pop()
        for c in token.children:
            label = c.dep_
            inner = label in ("conj", "cc", "xcomp") and token.i != head.i
            short = label == "appos" and token.i != head.i and c.i < head.i and _bracketed(c)
            if label in ("appos", "conj", "cc", "preconj", "parataxis", "advcl", "xcomp") and not (
                inner or short
            ):
                continue
            if label == "relcl" and told and token.i == head.i and c.i > token.i:
                continue  # "18 officers | whom the court had freed"
            if (
                label in ("relcl", "acl")
                and c.i > token.i
                and token.doc[c.left_edge.i - 1].text in (",", "(", "–", "-", "--", "—")
            ):
                continue
            if label == "prep" and (
                c.lower_ == "including"
                or (
                    c.lower_ != "than"
                    and any(g.ent_type_ == "DATE" and not _of_age(g) for g in c.children)
                    and not _amid(c)
                )
            ):
                continue
            if token.i == head.i and label == "prep" and c.i > token.i and _of_the_case(c, head):
                continue
            if token.i == head.i and head.pos_ == "NUM" and label == "prep" and c.lower_ in BESIDE:
                continue  # "subjected seven | to abuse"
            kept.add(c.i)
            stack.append(c)
    start = end = head.i
    while start - 1 in kept or _plus(head.doc, start):
        start = _past_bracket(head.doc, start - 1, kept)
    while end + 1 in kept:
        end += 1
    while end > head.i and head.doc[end].dep_ == "prep" and head.doc[end].head.i >= head.i:
        end -= 1  # "groups aligned | with | both parties"
    last = head.doc[end]
    at_head = last.head.i == head.i < last.left_edge.i
    dangling = at_head and last.dep_ in ("acl", "relcl") and last.tag_ == "VBN"
    if dangling and any(c.i > end and c.i not in kept for c in last.children):
        end = last.left_edge.i - 1  # "a law | adopted in June"
    start, end = trim(head.doc, _after_date(head, start), end + 1)
    return min(start, head.i), max(end, head.i + 1)


def _amid(dated: Token) -> bool:
    """Whether a phrase goes on behind its date with what it is of: "the death | in 2016 | of a miner"."""
    behind = dated.right_edge.i + 1
    if behind >= len(dated.doc) or dated.left_edge.i != dated.head.i + 1:
        return False
    of = dated.doc[behind]
    return of.lower_ == "of" and of.head.i == dated.head.i


def _of_age(word: Token) -> bool:
    """Whether a "date" tells how old or long: "pupils between | the ages of 6 and 9 |"."""
    return word.lemma_ in ("year", "month", "age") or (word.text.isdecimal() and len(word.text) < 3)


def _bracketed(word: Token) -> bool:
    """Whether a word stands alone in brackets: "nine lesbian and gay (LGBT) visitors"."""
    return 0 < word.i < len(word.doc) - 1 and word.nbor(-1).text == "(" and word.nbor().text == ")"


def _plus(doc: Doc, start: int) -> bool:
    """Whether an abbreviation with a plus, which is parsed as a mark, stands before a phrase."""
    before = doc[start - 1].text if start else ""
    return before.endswith("+") and before[:-1].isupper()


def _past_bracket(doc: Doc, i: int, kept: set[int]) -> int:
    """`i`, or where a phrase goes on before a bracket beside it: "a 900 franc | ($940) | fine"."""
    if i - 1 in kept or doc[i - 1 if i else 0].text != ")":
        return i
    opening = next((k for k in range(i - 2, max(i - 8, -1), -1) if doc[k].text == "("), 0)
    return opening - 1 if opening and opening - 1 in kept else i


def _of_the_case(word: Token, head: Token) -> bool:
    """Whether a preposition behind those who are in somebody's hands goes with what is done to them.

    "arrested five men | in connection with the attack", "three teachers | for insulting the king".
    """
    place = head
    while place.dep_ == "conj":
        place = place.head
    verb = place.head
    done = place.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in HELD
    if place.dep_ == "pobj" and verb.lower_ == "of":  # "the arrest of a nurse | for theft"
        done = verb.head.lemma_.lower() in ARRESTS
    person = head.lemma_.lower() in Lexicon.load().types["person"].heads
    following = word.doc[word.i + 1 : word.i + 2].text.lower()
    return person and done and (word.lower_ in CAUSES or following in ("connection", "relation"))


def _after_date(head: Token, start: int) -> int:
    """Where a phrase begins without a date that the parser took into it: "In May 2017 | police arrested"."""
    doc = head.doc
    if start == 0:
        return start
    if doc[start].text.isdecimal() and len(doc[start].text) == 4 and doc[start - 1].text == ",":
        return min(start + 1, head.i)  # "In May, 2017 | three officers"
    if doc[start - 1].lower_ not in DATED:
        return start
    first = start
    while first < head.i and doc[first].ent_type_ == "DATE":
        first += 1
    return first if first < head.i or doc[head.i].ent_type_ != "DATE" else start


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Token bounds without articles, "no", possessive pronouns and punctuation at the edges."""
    while start < end - 1 and (_denies(doc[start]) or doc[start].lower_ in EDGES):
        if _opens_quote(doc, start, end) or doc[start].dep_ in SUBJECTS:
            break  # "found that | this | was unjust"
        start += 1
    if end - start > 3 and doc[end - 3 : end].text.lower() == "as well as":
        end -= 3
    while start < end - 1 and (
        doc[end - 1].tag_ == "POS"
        or (doc[end - 1].is_punct and doc[end - 1].text not in ("%", ")", "”", "’"))
        or doc[end - 1].lower_ in ENDINGS
    ):
        end -= 1
    if doc[end - 1].text == "”" and end - 1 > start and not any(t.text == "“" for t in doc[start:end]):
        end -= 1  # "the appeals court | ”"
    return start, end


def trim_clause(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Token bounds as `trim` gives them, with the "no" that denies what a clause tells, "these" or "both"."""
    first, last = trim(doc, start, end)
    while first > start and doc[first - 1].lower_ in KEPT:
        first -= 1  # "no such | fines"
    return first, last


def _denies(token: Token) -> bool:
    """Whether a word denies that there is what follows: "no law", which the status of a claim tells."""
    return token.lower_ == "no" and token.dep_ == "det" and token.head.pos_ == "NOUN"


def _opens_quote(doc: Doc, start: int, end: int) -> bool:
    """Whether the mark at `start` belongs to words inside the phrase, as in “Leader of the Nation” title."""
    return doc[start].text in ("“", "‘") and any(doc[i].text in ("”", "’") for i in range(start + 1, end - 1))


def clause_words(verb: Token, first: int | None = None) -> tuple[int, int]:
    """The tokens of a clause or participle phrase without its conjunction, its "to" and a second sentence.

    Its length counts from the token `first`, where that is told.
    """
    start, end = verb.left_edge.i, verb.right_edge.i + 1
    doc = verb.doc
    while start < verb.i and doc[start].lower_ in (
        "that",
        "to",
        "whether",
        "if",
        "how",
        "for",
        ",",
        "“",
        '"',
        "by",
    ):
        start += 1
    for i in range(verb.i, end):
        after = doc[i].lower_ in ("after", "before") and doc[i].dep_ == "mark" and i > verb.i + 1
        if doc[i].text in (";", "--") or after:
            end = i
            break
    end = min(end, next_clause(verb))
    begin = start if first is None else first
    if end > begin + LONGEST:
        end = _pause(doc, max(begin + SHORTEST, verb.i + 1), begin + LONGEST)
    return trim_right(doc, start, undated(doc, verb.i + 1, end))


def _pause(doc: Doc, start: int, end: int) -> int:
    """Where a phrase that is cut for its length best ends: before a bracket or comma, or a preposition."""
    for marks in (OPENING, PAUSES):
        for i in range(end - 1, start, -1):
            if doc[i].text in marks and not any(t.text in CLOSING for t in doc[i:end]):
                return i
    while end > start and doc[end - 1].tag_ in ("IN", "TO", "DT", "CC", "JJ", "PRP$"):
        end -= 1
    return end


def next_clause(verb: Token) -> int:
    """Where a clause with a subject of its own follows beside one ("... , and the police obeyed")."""
    for c in verb.children:
        if (
            c.i > verb.i
            and c.dep_ == "conj"
            and c.pos_ in ("VERB", "AUX")
            and child(c, *SUBJECTS) is not None
        ):
            return max(c.left_edge.i, verb.i + 1)
    return len(verb.doc)


def predicate_words(verb: Token) -> tuple[int, int]:
    """The tokens of a clause from its first auxiliary on, without the subject."""
    subjects = [c.i for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i]
    helpers = [c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < verb.i]
    start = min((i for i in helpers if i > max(subjects, default=-1)), default=verb.i)
    while (
        start > verb.left_edge.i
        and (doc_token := verb.doc[start - 1]).dep_ in ("aux", "auxpass", "neg", "advmod")
        and doc_token.head.i == verb.i
    ):
        start -= 1
    if verb.doc[start].lower_ == "longer" and start and verb.doc[start - 1].lower_ == "no":
        start -= 1
    end = min(clause_words(verb, start)[1], _second_predicate(verb), _aside(verb))
    end = next((i for i in range(verb.i + 1, end) if _source(verb.doc, i)), end)
    return start, trim_right(verb.doc, start, end)[1]


CONTRARY = frozenset({"although", "though", "whereas", "while"})
"""Conjunctions of clauses that say something beside the predicate they follow."""


FINITE = frozenset({"VBZ", "VBP", "VBD"})


CONSEQUENCES = words("consequences")
"""Participles after a comma that tell what came of it: "..., leaving little doubt"."""


def _source(doc: Doc, i: int) -> bool:
    """Whether it is told from here on who says so: "were beaten | , according to their lawyer"."""
    return doc[i].text == "," and i + 2 < len(doc) and doc[i + 1].lower_ == "according"


def _finite(verb: Token) -> bool:
    """Whether a verb brings the auxiliary that makes it a predicate of its own: "and | may appeal"."""
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE | {"MD"} for c in verb.children)


def _infinitive(verb: Token) -> bool:
    """Whether a verb is what somebody is allowed or asked to do: "lets them | leave"."""
    return verb.dep_ == "ccomp" and any(c.tag_ == "TO" for c in verb.children)


def _whole(verb: Token) -> bool:
    """Whether a verb tells something by itself: "sets fines | and was strict", "and continued to grow"."""
    return child(verb, "acomp", "attr") is not None or (
        verb.tag_ == "VBD" and child(verb, "xcomp") is not None
    )


def _agree(*verbs: Token) -> bool:
    """Whether all may have one subject: not "allows it when they leave | or do not answer"."""
    finite = {t.tag_ for v in verbs for t in (v, *(c for c in v.children if c.dep_ in ("aux", "auxpass")))}
    return not {"VBZ", "VBP"} <= finite


def _aside(verb: Token) -> int:
    """Where a clause begins that adds to a predicate: "..., | which courts may extend"."""
    for c in verb.subtree:
        first = c.left_edge.i
        behind = c.dep_ == "relcl" and first > verb.i and verb.doc[first - 1].text == ","
        if behind and (c.head.i == verb.i or any(g.tag_ == "MD" for g in c.children)):
            return first
        if behind and c.tag_ == "VBD" and _standing(verb) and first == _relative(c):
            return first  # "requires a permit, | which nobody had"
    return len(verb.doc)


def _standing(verb: Token) -> bool:
    """Whether a verb tells in the present what is or may be."""
    return any(t.tag_ in ("VBZ", "VBP", "MD") for t in (verb, *verb.children) if t.pos_ in ("VERB", "AUX"))


def _relative(verb: Token) -> int:
    """The place of the "which" or "who" that begins a clause, -1 where none does."""
    return next((c.i for c in verb.children if c.tag_ in ("WDT", "WP")), -1)


def _second_predicate(verb: Token) -> int:
    """Where another verb goes on with the same subject, or a clause that says something beside it begins."""
    for c in verb.children:
        if c.i < verb.i or c.pos_ not in ("VERB", "AUX"):
            continue
        own = any(
            g.i > verb.i and (g.dep_ in ("dobj", "prep", "attr", "acomp", "xcomp") or _infinitive(g))
            for g in verb.children
            if g.i < c.i
        )
        goes_on = c.tag_ in FINITE and (
            c.tag_ == verb.tag_ or _finite(verb) or (verb.tag_ in FINITE and _whole(c))
        )  # "does not ban X | but taxes it"
        if c.dep_ == "conj" and own and (_finite(c) or goes_on) and _agree(verb, c):
            return max(c.left_edge.i, verb.i + 1)
        first = c.left_edge
        reason = first.lower_ == "as" and child(c, *SUBJECTS) is not None  # not "rejected it as biased"
        if c.dep_ == "advcl" and first.i > verb.i and (reason or first.lower_ in CONTRARY):
            return first.i
        if own and _consequence(c):
            return first.i
    return len(verb.doc)


def _consequence(verb: Token) -> bool:
    """Whether a participle behind a comma tells what came of it: "raised the fee, | causing unrest"."""
    first = verb.left_edge
    behind = verb.dep_ == "advcl" and verb.tag_ == "VBG" and first.i > 0 and first.nbor(-1).text == ","
    return behind and (verb.lemma_ in CONSEQUENCES or first.lower_ in ("thereby", "thus"))


LENGTHS = frozenset({"years", "months", "weeks", "days", "hours"})
"""Words for a length of time, which dates nothing: "cut the term from seven to five years"."""


AGES = frozenset({"age", "ages", "aged", "single", "each", "every"})
"""Words in a "date" that tells how old or how long: "to work | from the age of 12", "in a single day"."""


def undated(doc: Doc, start: int, end: int) -> int:
    """The end of a phrase without the date at its end ("... in May 2011")."""
    while end > start + 1 and doc[end - 1].text in (".", ";"):
        end -= 1
    cut = end
    while cut > start and (doc[cut - 1].ent_type_ == "DATE" or doc[cut - 1].text == ","):
        cut -= 1
    told = {t.lower_ for t in doc[cut:end]}
    if cut < end and (doc[end - 1].lower_ in LENGTHS or told & AGES):
        return end
    if cut > start and doc[cut - 1].lower_ == "by" and end - cut == 1 and doc[cut].text.isdecimal():
        return end  # "must be repaired by 2027"
    if (
        cut < end
        and cut > start
        and doc[cut - 1].lower_ in ("in", "on", "since", "during", "from", "until", "by", "at")
    ):
        if doc[cut - 2].lower_ == "depending":
            return end
        return cut - 2 if doc[cut - 2].lower_ in ("notably", "especially", "most") else cut - 1
    return end


def trim_right(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Token bounds without punctuation and conjunctions at the right edge."""
    while start < end - 1 and (
        doc[end - 1].text in (",", ".", ";", ":", "--", "-", "(", '"')
        or doc[end - 1].lower_ in ("and", "or", "nor", "but")
        or _closes_nothing(doc, start, end)
    ):
        end -= 1
    return start, end


def _closes_nothing(doc: Doc, start: int, end: int) -> bool:
    """Whether a quotation mark ends the words that began before them: "states torture “is prohibited,|”"."""
    last = doc[end - 1].text
    return last == "”" and not any(doc[i].text == "“" for i in range(start, end - 1))


def text_of(doc: Doc, start: int, end: int) -> str:
    """The words as written, in one line."""
    return doc[start:end].text
