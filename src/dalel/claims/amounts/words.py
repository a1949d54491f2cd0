"""The words that tell what a stated number is said of or measures, as fillers without the number itself."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dalel.claims.amounts.numbers import Amount, words_of_numbers
from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.phrases import phrase, predicate_words
from dalel.claims.syntax import SUBJECTS, child, is_verb

Topic = tuple[Filler | None, Filler | None]
"""What an amount is said of, and what it measures."""
PREDICATE = 24
"""Tokens of a predicate that stands as a measure at the most."""
WIDE = 28
"""Tokens of what is counted, with all that describes it, at the most."""
FEWEST = 4
"""Tokens that a cut leaves at the least."""
OPENING = frozenset({"ADP", "SCONJ", "CCONJ", "PUNCT"})
"""Parts of speech of words with which something further begins."""
AGES = frozenset({"ages", "aged", "age"})
AGED = AGES | {
    "between",
    "from",
    "than",
    "the",
    "of",
    "and",
    "to",
    "or",
    "younger",
    "older",
    "under",
    "over",
    "–",
}
"""Words around ages."""
OF_THOSE = frozenset({"of which", "of whom", "of them", "of these", "of those"})
ENDLESS = frozenset(
    {"more", "less", "including", "that", "which", "who", "whose", "where"}
    | {"predominantly", "mainly", "mostly", "primarily", "especially", "particularly", "chiefly", "largely"}
)
"""Further words of that sort."""
DANGLING = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PUNCT"})
"""Parts of speech of words that can't end a phrase."""


def bounded(doc: Doc, start: int, end: int, most: int = PREDICATE) -> int:
    """Where words end that tell enough: before what is told beside it, and at no more than so many tokens.

    What is longer ends before a word that begins something further.
    """
    for i in range(start + 1, end - 1):
        mark = doc[i].text in (",", "–", "--")
        aside = (mark or doc[i].text == "(") and _aside(doc, i + 1)
        if (
            aside
            or (mark and _another_clause(doc, i + 1, end))
            or ((mark or doc[i].dep_ == "cc") and counts(doc, i + 1))
        ):
            end = i
            break
    if end - start <= most:
        return end
    for i in range(start + most, start + FEWEST, -1):
        if doc[i].pos_ in OPENING or doc[i].tag_ in ("TO", "WDT", "WP"):
            return i
    return start + most


def _another_clause(doc: Doc, i: int, end: int) -> bool:
    """Whether a clause of its own begins there: "still lack a permit, | the board found only 80 of them"."""
    own = next((t for t in doc[i:end] if t.dep_ in SUBJECTS and t.left_edge.i == i), None)
    if any(
        t.dep_ == "appos"
        and t.left_edge.i == i
        and any(c.dep_ == "acl" and c.tag_ == "VBD" for c in t.rights)
        for t in doc[i:end]
    ):
        return True  # parsed as beside what stands before the comma
    if own is None or own.head.tag_ not in ("VBD", "VBZ", "VBP") or own.head.i < own.i:
        return False
    return own.tag_ not in ("WDT", "WP") and own.head.dep_ in ("ROOT", "ccomp", "conj", "relcl")


def _aside(doc: Doc, i: int) -> bool:
    """Whether a word behind a comma begins what is told beside it: "..., | most of which"."""
    words = words_of_numbers()
    following, two = doc[i + 1 : i + 2].text.lower(), doc[i : i + 2].text.lower()
    if doc[i].lower_ in words["asides"] or doc[i + 1 : i + 3].text.lower() in OF_THOSE:
        return True
    if doc[i].lower_ == "the" and doc[i + 2 : i + 4].text.lower() in OF_THOSE:
        return True  # "..., the last of which was in May"
    if two == "in addition" or (doc[i].pos_ == "ADV" and following in words["asides"]):
        return True
    changed = any(t.lemma_ in words["changes"] | words["asides_told"] for t in doc[i + 1 : i + 4])
    return doc[i].lower_ in ("a", "an") and changed  # "..., a slight increase from 2016"


def counts(doc: Doc, i: int) -> bool:
    """Whether another number begins there."""
    fraction = words_of_numbers()["fraction"]
    return any(
        (t.like_num or t.lower_ in fraction) and t.ent_type_ not in ("DATE", "TIME") for t in doc[i : i + 3]
    )


def without(amount: Amount, noun: Token) -> Filler | None:
    """The words of a noun phrase without the amount; "boys and girls" with one number are one group."""
    start, end = phrase(noun)
    end = max([end, *(phrase(other)[1] for other in _one_group(noun))])
    for i in range(max(noun.i, amount.end) + 1, end - 1):
        word, before = noun.doc[i], noun.doc[i - 1]
        if (word.dep_ == "cc" or word.text == ",") and counts(noun.doc, i + 1) and not before.like_num:
            end = i  # "six letters on taxes | and 40 on fees"
            break
    end = _with_ages(noun.doc, end, noun.sent.end)
    if any(t.text == "," for t in noun.doc[start : amount.start]):
        start = amount.start  # "According to the office, | a total of 221 miners", parsed as its miners
    return words_between(amount, start, end, noun)


def _one_group(noun: Token) -> list[Token]:
    """The further nouns that share the number of a noun: "90 refugees and | migrants"."""
    found: list[Token] = []
    other = child(noun, "conj")
    while other is not None and other.i > noun.i:
        alike = other.tag_ == noun.tag_ or (other.pos_ == noun.pos_ == "PROPN")
        if child(other, "nummod", "poss", "det") or not alike:
            break
        found.append(other)
        other = child(other, "conj")
    return found


def _with_ages(doc: Doc, end: int, sent_end: int) -> int:
    """The end of a group with the ages it has: "women | ages 20 to 24", "children younger | than 15"."""
    following = doc[end : min(end + 6, sent_end)]
    if not len(following):
        return end
    compared = following[0].lower_ == "than" and doc[end - 1].tag_ in ("JJR", "RBR")
    between = following[0].lower_ in ("between", "from") and any(t.lower_ in AGES for t in following)
    younger = following[0].lower_ in ("younger", "older") and following[1:2].text.lower() == "than"
    under = following[0].lower_ in ("under", "over") and (
        any(t.lower_ in AGES for t in following[1:4]) or following[1:2].text.isdecimal()
    )
    if not (compared or between or younger or under or following[0].lower_ in AGES):
        return end
    last = end
    for i in range(end + 1, min(end + 10, sent_end)):
        if doc[i].like_num or doc[i].lower_ in ("years", "old"):
            last = i + 1
        elif (doc[i].is_punct and doc[i].text != "-") or (doc[i].lower_ not in AGED and doc[i].text != "-"):
            break
    return last


def wide(amount: Amount, noun: Token) -> Filler | None:
    """What is counted with all that describes it: "12 rules | that villages issued"."""
    start, end = phrase(noun)
    beside = ("conj", "appos", "cc")
    group = _one_group(noun)
    last = group[-1] if group else noun
    end = max(end, phrase(last)[1])
    stop = next((c.left_edge.i for c in last.children if c.i > last.i and (c.dep_ in beside or _apart(c))), 0)
    doc = noun.doc
    end = max(end, bounded(doc, start, stop or last.right_edge.i + 1, WIDE))
    while end > noun.i + 1 and (
        doc[end - 1].is_punct or doc[end - 1].ent_type_ == "DATE" or doc[end - 1].dep_ == "cc"
    ):
        end -= 1
    return words_between(amount, start, end, noun)


def _apart(clause: Token) -> bool:
    """Whether a relative clause stands apart behind a comma, telling more than what is counted."""
    return clause.dep_ in ("relcl", "prep") and clause.doc[clause.left_edge.i - 1].text == ","


def words_between(amount: Amount, start: int, end: int, token: Token) -> Filler | None:
    """The words without the amount, its article and its "of": "read | an estimated 12 of | the letters"."""
    doc = token.doc
    first, last = amount.start, amount.end
    if first > start and doc[first - 1].lower_ in ("a", "an"):
        first -= 1
    if last < end and doc[last].lower_ == "of" and (amount.unit != "percent" or first > start):
        last += 1
    if start < first and last < end and doc[first - 1].lower_ == "of" and doc[last].pos_ == "ADP":
        first -= 1  # "a population | of 14,500 | in the camps"
    if first > start + 1 and doc[first - 2 : first].text.lower() in ("up by", "down by"):
        first -= 1  # "incidents up | by 4 percent"
    while end > last and end > start + 1 and (_dangling(doc[end - 1]) or _broken_off(doc[end - 1])):
        end -= 1
    kept = [doc[i].text_with_ws for i in range(start, end) if not first <= i < last]
    text = " ".join("".join(kept).split()).strip(" ,-–").removesuffix(" of")
    if text.count("(") > text.count(")"):
        closed = doc[end : end + 1].text == ")"
        text = f"{text})" if closed else text[: text.rindex("(")].strip(" ,-–")
        end += closed
    if text.count(")") > text.count("("):
        text = text[: text.index(")")].strip(" ,-–") or text.removeprefix(")").strip(" ,-–")
    text = text.removeprefix("(").removesuffix(")") if text.startswith("(") else text
    return Filler((text,), start, end, token) if text else None


def _broken_off(word: Token) -> bool:
    """Whether a participle stands at the end of a phrase without what it is of: "those hurting | nurses"."""
    opening = word.dep_ in ("acl", "prep", "advcl") and word.tag_ == "VBG"
    return opening and any(c.i > word.i for c in word.children)


def _dangling(word: Token) -> bool:
    """Whether a word at the end of a phrase opens something that is not there."""
    if word.text in (")", "”", "’", "%"):
        return False
    return (word.pos_ in DANGLING and word.dep_ != "prt") or word.lower_ in ENDLESS


def joined(amount: Amount, governor: Token, noun: Token | None) -> Filler | None:
    """The noun that an amount is said of, and what it counts: "share of the population"."""
    start, end = phrase(governor)
    start, end = min(start, governor.i), max(end, governor.i + 1)
    for i in range(start, governor.i):
        if governor.doc[i].lower_ == "times":  # "four times its | capacity of 240"
            start = i + 1 + (governor.doc[i + 1].pos_ in ("PRON", "DET"))
    if noun is not None and noun.right_edge.i - start < 20:
        end = max(end, noun.right_edge.i + 1)
    for i in range(amount.end, end - 1):
        if governor.doc[i].text == "," and counts(governor.doc, i + 1):
            end = i  # "reports on 90 officials|, 40 percent fewer than before"
            break
    return words_between(amount, start, end, governor)


def predicate(verb: Token, amount: Amount) -> Filler | None:
    """The words of a verb behind the amount, without helpers and what another subject does then."""
    start, end = predicate_words(verb)
    for later in verb.children:
        if (
            later.i > verb.i
            and later.dep_ == "conj"
            and is_verb(later)
            and child(later, *SUBJECTS) is not None
        ):
            end = min(end, later.left_edge.i)
            while end > verb.i + 1 and (verb.doc[end - 1].is_punct or verb.doc[end - 1].dep_ == "cc"):
                end -= 1
    start = max(start, amount.end)
    while start < verb.i and verb.doc[start].dep_ in ("aux", "auxpass"):
        start += 1
    return words_between(amount, start, bounded(verb.doc, start, end), verb) if start < end else None


def said(verb: Token, amount: Amount, counted: Filler | None) -> Filler | None:
    """The verb with what it is said of, where the amount alone does not name a measure ("grew to")."""
    target = child(verb, "dobj")
    if counted is not None:
        start, end = min(verb.i, counted.start), max(verb.i + 1, counted.end)
        if amount.top.dep_ == "conj" and amount.top.i > verb.i:  # "ran 12 schools and | three camps"
            return said_too(verb, counted)
        if amount.noun is not None and amount.noun.lemma_ == "time":  # "tried 10 times to register it"
            end = max(end, min(predicate_words(verb)[1], start + PREDICATE))
        end = max(end, _told_further(verb, amount, end))
        if end - start <= WIDE:
            return words_between(amount, start, end, verb)
        return counted
    if target is not None and not amount.start <= target.i < amount.end:
        start, end = verb.i, phrase(target)[1]
        return words_between(amount, start, _up_to(amount, end), verb)
    described = amount.anchor.head
    if described.pos_ == "ADJ" and described.i >= amount.end:  # "was 40 percent | complete"
        end = bounded(verb.doc, described.i, described.right_edge.i + 1)
        return words_between(amount, described.i, end, described)
    if verb.lemma_ == "be":
        return _grown(verb, amount)
    start, end = verb.i, _up_to(amount, verb.i + 1)
    after = verb.doc[amount.end] if amount.end < len(verb.doc) else None
    inside = child(after, "pobj") if after is not None and after.dep_ == "prep" else None
    if inside is not None and inside.ent_type_ not in ("DATE", "TIME") and amount.top.dep_ == "dobj":
        end = bounded(verb.doc, start, inside.right_edge.i + 1)  # "stole two millions | in fees"
    return words_between(amount, start, end, verb)


def _grown(verb: Token, amount: Amount) -> Filler | None:
    """Which way something went by so much: "thefts | were up | 4 percent"."""
    doc, i = verb.doc, amount.start
    i -= doc[i - 1].lower_ == "by"
    if doc[i - 1].lower_ not in ("up", "down") or i - 1 <= verb.i:
        return None
    return Filler((f"{verb.text} {doc[i - 1].text}",), verb.i, i, verb, resolved=True)


def said_too(verb: Token, counted: Filler) -> Filler:
    """A verb with a further member of the list of its objects."""
    return Filler((f"{_with_particle(verb)} {counted.texts[0]}",), verb.i, counted.end, verb, resolved=True)


def _with_particle(verb: Token) -> str:
    particle = child(verb, "prt")  # "made | up"
    return verb.text if particle is None else f"{verb.text} {particle.text}"


def _told_further(verb: Token, amount: Amount, end: int) -> int:
    """Where a predicate ends that goes on behind what is counted: "sent 12 cases | to the police"."""
    doc = verb.doc
    if end >= len(doc) or doc[end].is_punct or doc[end].dep_ == "cc":
        return end
    noun = amount.noun
    later = (
        [c.left_edge.i for c in noun.children if c.dep_ == "conj" and c.i > end] if noun is not None else []
    )
    last = bounded(doc, end, min([predicate_words(verb)[1], *later]))
    while last > end and (doc[last - 1].ent_type_ == "DATE" or _dangling(doc[last - 1])):
        last -= 1
    return last


def _up_to(amount: Amount, end: int) -> int:
    """Where a predicate ends with the preposition before the amount: "grew | quickly to", "fell | by"."""
    top = amount.top
    prep = top.head
    if top.dep_ != "pobj" or prep.i + 1 != amount.start or prep.i < end:
        return end
    between = prep.doc[end : prep.i]
    return prep.i + 1 if all(t.pos_ in ("ADV", "ADJ") for t in between) else end
