"""Where the words of a rule end: before those of another, behind a list, with the offence of a penalty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dalel.claims.fillers.filling import Filler
from dalel.claims.fillers.phrases import phrase, text_of, trim
from dalel.claims.lexicon import Lexicon, words
from dalel.claims.rules.words import LONGEST_CONDITION
from dalel.claims.syntax import SUBJECTS, child, children, is_passive, is_verb

BANS = words("bans")
PENALTIES = words("penalty_nouns")
"""Nouns of what somebody gets for what he did."""
LONGEST_LIST = 90
"""Tokens of a rule with all its list at the most."""


def its_own(words_of: Filler) -> Filler:
    """The words of a rule before those of another: "power to hear cases | and must tell the king"."""
    doc = words_of.token.doc
    for verb in doc[words_of.token.i + 1 : words_of.end]:
        if verb.lower_ == "but" and verb.nbor(-1).text == "," and _new_subject(verb):
            return words_of.cut(verb.i - 1)
        if verb.dep_ != "conj" or not is_verb(verb) or verb.head.i < words_of.token.i:
            continue
        helpers = {c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        above = {c.tag_ for c in verb.head.children if c.dep_ in ("aux", "auxpass")}
        modal = "MD" in helpers and "TO" in above
        purpose = "TO" in helpers and verb.head.i == words_of.token.i and not above & {"TO", "MD"}
        if (modal or purpose) and verb.head.left_edge.i < verb.left_edge.i:
            end = verb.left_edge.i
            while end - 1 > verb.head.i and doc[end - 1].dep_ in ("cc", "punct"):
                end -= 1
            return words_of.cut(end)
    return words_of


def before_the_next(words_of: Filler) -> Filler:
    """The words of a rule before those of the next in a row: "reports to the mayor; the navy to ..."."""
    doc = words_of.token.doc
    stop = next((t.i for t in doc[words_of.token.i : words_of.end] if t.text == ";"), words_of.end)
    return words_of if words_of.resolved or stop == words_of.end else words_of.cut(stop)


def _new_subject(but: Token) -> bool:
    """Whether a clause begins behind "but", however it is parsed: "bars it, but | the guards slept"."""
    doc, stop = but.doc, but.sent.end
    denied = any(t.lower_ in ("not", "only") for t in doc[but.sent.start : but.i])
    opens = but.i + 1 < stop and doc[but.i + 1].tag_ in ("DT", "PRP", "PRP$", "EX")
    return opens and not denied and any(t.tag_ in ("VBD", "VBN", "VBZ", "VBP") for t in doc[but.i + 2 : stop])


def goes_on(words_of: Filler) -> Filler:
    """The words of a rule with those right behind them that are parsed apart.

    "Grants loans to widows | married in church"; "must help as far | as is possible".
    """
    doc, end = words_of.token.doc, words_of.end
    if words_of.resolved or end >= len(doc):
        return words_of
    reach = doc[end].lower_ == "as" and doc[end - 1].lower_ in ("far", "long", "soon", "much")
    noun = words_of.token.pos_ == "NOUN" and end + 1 < len(doc) and doc[end].tag_ == "TO"
    if noun and doc[end + 1].tag_ == "VB" and doc[end + 1].head.i < end:
        last = doc[end + 1].right_edge.i + 1  # "kept the power in the port | to search ships"
        return replace(words_of, texts=(text_of(doc, words_of.start, last),), end=last)
    if doc[end].text == "," and end + 1 < len(doc) and doc[end + 1].lower_ == "from":
        last = doc[end + 1].right_edge.i + 1  # "does not bar crews, including cooks | , from striking"
        if doc[end + 1].dep_ == "prep" and doc[end + 1].head.i < end and last - end <= LONGEST_CONDITION:
            return replace(words_of, texts=(text_of(doc, words_of.start, last),), end=last)
    told = doc[end].dep_ == "acl" and doc[end].tag_ == "VBN" and doc[end].head.i < words_of.start
    last = (doc[end].head if reach else doc[end]).right_edge.i + 1
    if not (reach or told) or not end < last <= end + LONGEST_CONDITION:
        return words_of
    return replace(words_of, texts=(text_of(doc, words_of.start, last),), end=last)


def closed(words_of: Filler) -> Filler:
    """The words of a rule with the bracket that closes one opened in them."""
    doc, end = words_of.token.doc, words_of.end
    told = [t.text for t in doc[words_of.start : end]]
    if words_of.resolved or end >= len(doc) or doc[end].text != ")" or told.count("(") <= told.count(")"):
        return words_of
    return replace(words_of, texts=(text_of(doc, words_of.start, end + 1),), end=end + 1)


def all_told(properties: Sequence[Filler], noun: Token) -> Filler | None:
    """All that is told of a noun behind its preposition: "no limits on | trade and travel by women".

    None where names stand for it.
    """
    if not properties or any(f.resolved or f.start < noun.i for f in properties):
        return None
    first = min(properties, key=lambda f: f.start)
    clauses = (t for t in noun.subtree if t.dep_ == "acl" and t.tag_ == "VBG" and noun.i < t.i < first.start)
    says = next(clauses, None)
    if says is not None:  # "no law | banning trade on Sundays"
        first = replace(first, start=says.left_edge.i)
    task = first.start > 0 and noun.doc[first.start - 1].lower_ == "for" and _task_of(first)
    if task:  # "no requirement | for the mayor to answer"
        first = replace(first, start=first.start - 1)
    end = max(phrase(noun)[1], *(f.end for f in properties))
    return replace(first, texts=(text_of(noun.doc, first.start, end),), end=end)


def with_its_pair(words_of: Filler, verb: Token) -> Filler:
    """The words of a rule with a second verb, whose object is also its own: "bans | and punishes duels"."""
    doc, end = verb.doc, words_of.end
    bare = words_of.token.i == verb.i and end == verb.i + 1 and not words_of.resolved
    if not bare or end + 1 >= len(doc) or doc[end].dep_ != "cc":
        return words_of
    second = next((c for c in children(verb, "conj") if c.tag_ == verb.tag_ and c.i > end), None)
    if second is None or child(second, *SUBJECTS) is not None or child(second, "dobj") is None:
        return words_of
    last = trim(doc, words_of.start, second.right_edge.i + 1)[1]
    if last - end > LONGEST_CONDITION:
        return words_of
    return replace(words_of, texts=(text_of(doc, words_of.start, last),), end=last)


def _task_of(words_of: Filler) -> bool:
    """Whether somebody is named with what he is to do: "for | the mayor to answer"."""
    doc, noun = words_of.token.doc, words_of.token
    return any(t.tag_ == "TO" for t in doc[noun.i + 1 : noun.i + 3])


def listed_on(words_of: Filler) -> Filler:
    """The words of a rule with a list that goes on: "bars those who lie; steal; or fight"."""
    doc, end = words_of.token.doc, words_of.end
    if words_of.resolved or end >= len(doc) or doc[end].text != ";":
        return words_of
    stop = end
    while stop < len(doc) and doc[stop].text != "." and stop - words_of.start < LONGEST_LIST:
        stop += 1
    whole = stop < len(doc) and doc[stop].text == "."
    last = any(doc[i].text == ";" and doc[i + 1].lower_ in ("or", "and") for i in range(end + 1, stop - 1))
    apart = any(t.dep_ in SUBJECTS and t.tag_ not in ("WDT", "WP") for t in doc[end:stop])
    if not (whole and last) or apart:
        return words_of
    return replace(words_of, texts=(text_of(doc, words_of.start, stop),), end=stop, resolved=True)


def with_offence(words_of: Filler, verb: Token) -> Filler:
    """A penalty with what it is for, where the verb before tells that: "bans duels and sets a fine".

    The words become "sets a fine for duels".
    """
    ban, doc = verb.head, verb.doc
    banned = verb.dep_ == "conj" and ban.lemma_ in BANS and not is_passive(ban)
    if words_of.resolved or not banned or words_of.start < ban.i:
        return words_of
    penalty = Lexicon.load().types["penalty"].pattern
    assert penalty is not None
    noun = next((t for t in doc[verb.i + 1 : words_of.end] if t.lemma_.lower() in PENALTIES), None)
    if noun is None or not penalty.search(words_of.texts[0]):
        return words_of
    if any(t.lower_ in ("for", "against", "on", "if") for t in doc[noun.i + 1 : words_of.end]):
        return words_of
    thing = child(ban, "dobj", "xcomp", "pcomp", "ccomp")
    if thing is None or not ban.i < thing.i < verb.i or thing.tag_ in ("PRP", "DT"):
        return words_of
    start, end = trim(doc, ban.i + 1, verb.left_edge.i)
    while end > start + 1 and doc[end - 1].dep_ in ("cc", "punct"):
        end -= 1
    if end - start > LONGEST_CONDITION or any(t.text == ";" or t.dep_ == "relcl" for t in doc[start:end]):
        return words_of
    text = f"{words_of.texts[0]} for {text_of(doc, start, end)}"
    return replace(words_of, texts=(text,), resolved=True)
