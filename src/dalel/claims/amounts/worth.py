"""Whether a stated number says something of its own in its place, or belongs to what other claims tell.

Not told are sums converted in brackets, what rules lay down, penalties and terms, what was counted before
("the two countries"), small groups in passing, and those whom the verb tells something done to. The words
that decide are in `quantities.toml`.
"""

from __future__ import annotations

from spacy.tokens import Token

from dalel.claims.amounts.numbers import Amount, value_of, words_of_numbers
from dalel.claims.constructions import Argument, subject
from dalel.claims.fillers.filling import Names, fits
from dalel.claims.lexicon import Lexicon
from dalel.claims.lexicon import words as word_list
from dalel.claims.syntax import SUBJECTS, child, governors, helped_by, is_verb
from dalel.model import MentionKind

LAWS = word_list("laws")
SMALL = 10
"""A count below this is a claim only where a verb or noun of counting stands by."""


def verb_of(amount: Amount) -> Token | None:
    """The verb of the clause that an amount stands in."""
    return next((g for g in governors(amount.top) if is_verb(g)), None)


def worth(amount: Amount, unit: int, names: Names, beside: bool = False) -> bool:
    """Whether a number says something of its own in this place.

    `beside` tells that it stands in one list with a number that does.
    """
    words, noun, verb = words_of_numbers(), amount.noun, verb_of(amount)
    if converted(amount) or _part_of_a_word(amount):
        return False
    if amount.unit == "age":
        return _aged(amount, unit, names)
    if laid_down(amount) or _supposed(amount) or _punishes(amount):
        return False
    if verb is not None and verb.lemma_ in words["composing"] and not of_women(amount):
        return False
    if _suffered(amount, verb) or _done_to_them(amount):
        return False
    lead = amount.top.head
    if amount.unit == "count" and amount.top.dep_ == "nsubj" and lead.lemma_ in words["uttering"]:
        return False  # "12 unions condemned the plan"
    if amount.top.dep_ == "pobj" and lead.lower_ == "between" and lead.i < amount.start:
        return False  # "a quarrel between two of the men"
    before = amount.anchor.doc[amount.start - 1] if amount.start else None
    if (
        amount.unit == "percent"
        and amount.anchor.doc[max(amount.start - 2, 0) : amount.start].text == "than the"
    ):
        return False  # "lower than the 21 percent of the villagers"
    if noun is None and before is not None and before.lower_ == "than":
        return False
    if _compared(amount) or _only_with(amount) or _stray_bracket(amount):
        return False
    if noun is None and before is not None and before.lower_ == "or" and amount.unit == "percent":
        return False  # "700 inmates, or 18 percent, ..."
    if noun is None and before is not None and before.lower_ == "another":
        return False  # "and another 300 | lived elsewhere"
    if lead.lower_ in ("with", "to") and lead.head.lower_ in ("comparison", "compared"):
        return False  # "in comparison with 80 crowns"
    if noun is not None and noun.lemma_.lower() == "time":
        return verb is not None and amount.unit == "count" and value_of(amount) >= SMALL
    if noun is not None and noun.lemma_.lower() in words["ruled"]:
        return False
    if amount.unit == "duration":
        return _lasts(amount, verb)
    if amount.unit == "distance" and amount.top.head.lower_ == "within":
        return False  # "anybody within five miles of the border"
    if amount.unit in ("percent", "money", "distance"):
        return True
    about = subject(verb) if verb is not None else None
    inside = about is not None and about.left_edge.i <= amount.anchor.i <= about.right_edge.i
    if about is not None and about.lemma_.lower() in words["measured"] and not (inside and pointing(amount)):
        return True
    return _counts(amount, verb, unit, names, beside)


# --- what a number is no measure of ---------------------------------------------------------------


def _part_of_a_word(amount: Amount) -> bool:
    """ "a 50-seat parliament", "20 times the minimum wage"."""
    doc, noun = amount.anchor.doc, amount.noun
    following = doc[amount.end] if amount.end < len(doc) else None
    return following is not None and (
        following.text == "-" or (following.lower_ == "times" and (noun is None or noun.lower_ != "times"))
    )


def _compared(amount: Amount) -> bool:
    """Whether a share only compares a count with an earlier one: "90 cases, 40 percent fewer than before"."""
    doc, words = amount.anchor.doc, words_of_numbers()
    return (
        amount.unit == "percent"
        and amount.start > 0
        and doc[amount.start - 1].text == ","
        and doc[amount.end : amount.end + 1].text.lower() in words["comparing"]
    )


def _only_with(amount: Amount) -> bool:
    """Whether a bare share stands beside a clause for one of several: "with 60 percent in Lomara"."""
    top = amount.top
    while top.dep_ == "conj" and top.head.i < top.i:
        top = top.head
    return (
        amount.unit == "percent" and amount.noun is None and top.dep_ == "pobj" and top.head.lower_ == "with"
    )


def _stray_bracket(amount: Amount) -> bool:
    """Whether a sum opens a bracket behind a word that it can't be of: "recently revealed (90 crowns)"."""
    doc, start = amount.anchor.doc, amount.start
    if amount.unit != "money" or start < 2 or doc[start - 1].text != "(":
        return False
    return doc[start - 2].pos_ in ("VERB", "ADJ", "ADV", "ADP", "DET")


def converted(amount: Amount) -> bool:
    """Whether what stands in brackets is what is before them in another measure ("500 crowns ($14)")."""
    doc, words = amount.anchor.doc, words_of_numbers()
    before, after = doc[amount.start - 1 if amount.start else 0], doc[amount.end : amount.end + 1]
    if amount.unit == "count" and before.text == "(" and after.text == ")" and amount.start > 1:
        same = doc[amount.start - 2]
        return same.like_num or same.lower_ in words["percent"]  # "76 percent (901) of them"
    if amount.unit not in ("money", "percent"):
        return False
    for i in range(amount.start - 1, max(amount.start - 6, 0), -1):
        if doc[i].text == "(":
            alone = i == amount.start - 1 and amount.end < len(doc) and doc[amount.end].text == ")"
            if alone and amount.unit == "money" and any(t.like_num for t in doc[max(i - 5, 0) : i]):
                return True  # "8.00 crowns an hour ($3)"
            same = doc[i - 1]
            if same.text == ")" and i > 4:  # "500 crowns (CR) ($14)"
                same = next((doc[k - 1] for k in range(i - 2, i - 5, -1) if doc[k].text == "("), same)
            currency = same.lemma_.lower().removesuffix("s") in words["currency"]
            return (currency and amount.unit == "money") or same.pos_ in ("NUM", "SYM")
    return False


def laid_down(amount: Amount) -> bool:
    """Whether a law or a duty has the number: that is a rule."""
    words, top = words_of_numbers(), amount.top
    if top.dep_ == "pobj" and top.head.head.lemma_.lower() in words["limits"]:
        return True  # "a threshold of 7 percent"
    if (
        amount.noun is not None
        and amount.noun.lemma_.lower() in words["limits"]
        and amount.noun.i > amount.start
    ):
        return True  # "a 30 percent quota"
    own: Token = top
    for verb in governors(top):
        if verb.lemma_ == "requirement" and verb.pos_ == "NOUN":
            return True
        if not is_verb(verb):
            continue
        if any(c.dep_ == "aux" and c.lower_ in words["requiring"] for c in verb.children):
            return True
        if _had_to(verb) or (helped_by(verb, ("can", "could")) and top.doc[amount.start].lower_ == "up"):
            return True  # "a union had to count 20 percent", "could get up to 300 crowns"
        moved = child(verb, "dobj", "nsubjpass")
        moved_to = top.dep_ == "pobj" and top.head.lower_ in ("from", "to", "at")
        if moved_to and moved is not None and moved.lemma_.lower() in words["limits"]:
            return True  # "raised the threshold from 5 to 7 percent"
        topic = subject(verb)
        least = amount.unit == "percent" and top.doc[amount.start].lower_ == "at"
        if verb.lemma_ in words["obliging"] and (least or topic is None or topic.i != top.i):
            return True
        if topic is not None and topic.i != own.i and topic.i != top.i and _is_law(topic):
            return True
        if verb.dep_ in ("conj", "advcl") and child(verb, *SUBJECTS) is not None and not _told_too(verb):
            return False  # a clause of its own
        own = verb
    return False


def _told_too(verb: Token) -> bool:
    """ "laid down that a union needs a charter and that 15 of its members | be | voters": told with it."""
    return verb.dep_ == "conj" and verb.head.dep_ == "ccomp" and child(verb, "mark") is not None


def _had_to(verb: Token) -> bool:
    """ "had | to count 20 percent"."""
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return to and verb.dep_ == "xcomp" and verb.head.lemma_ == "have"


def _is_law(topic: Token) -> bool:
    return topic.lemma_.lower() in LAWS or any(
        c.lemma_.lower() in LAWS for c in topic.children if c.dep_ == "conj"
    )


def _supposed(amount: Amount) -> bool:
    """Whether the clause is a condition: "if 80 percent vote for it"."""
    return any(
        c.dep_ == "mark" and c.lower_ in ("if", "unless") for g in governors(amount.top) for c in g.children
    )


def _punishes(amount: Amount) -> bool:
    words, top = words_of_numbers(), amount.top
    before = top.doc[max(amount.start - 2, 0) : amount.start]
    if before.text.endswith(" of") and before[0].lemma_ in words["punishing"]:
        return True  # "punishable by a fine of | 100 to 300 crowns"
    if amount.unit in ("money", "percent", "duration"):
        verb = verb_of(amount)
        about = subject(verb) if verb is not None else None
        if about is not None and about.lemma_.lower() in words["punishing"]:
            return True  # "fines ranged from 100 to 300 crowns"
        if any(g.lemma_.lower() in words["punishing"] for g in (top, *governors(top))):
            return True
    return top.dep_ == "pobj" and top.head.head.lemma_.lower() in words["punishing"]


def _done_to_them(amount: Amount) -> bool:
    """Whether a noun of what was done to people has them as its object: "the dismissal of 12 judges"."""
    top = amount.top
    while top.dep_ in ("conj", "appos") and top.head.i != top.i:
        top = top.head
    return (
        top.dep_ == "pobj"
        and top.head.lower_ in ("of", "against")
        and top.head.head.lemma_.lower() in words_of_numbers()["deeds"]
    )


def _suffered(amount: Amount, verb: Token | None) -> bool:
    """Whether the verb tells what was done to those counted, which other claims tell."""
    words, noun = words_of_numbers(), amount.noun
    if (
        verb is None
        or verb.lemma_ not in words["suffered"]
        or noun is None
        or amount.unit not in ("count", "vague")
    ):
        return False
    if noun.lemma_.lower() == "time":
        return child(verb, "dobj") is not None  # "beat him 20 times"
    return amount.top.dep_ in ("dobj", "nsubjpass") and noun.lemma_.lower() not in words["cases"]


# --- units ----------------------------------------------------------------------------------------


def bearer(amount: Amount) -> Token | None:
    """Whose age an amount is, as far as the grammar tells: "Omarova, aged 40", "the 40-year-old Omarova"."""
    if amount.noun is not None:
        return amount.noun
    doc, start = amount.anchor.doc, amount.start
    if start > 2 and doc[start - 1].lower_ == "aged" and doc[start - 2].text == ",":
        return doc[start - 3]
    verb = verb_of(amount)
    found = next((g for g in governors(amount.anchor) if g.pos_ in ("NOUN", "PROPN")), None)
    if verb is not None and (found is None or found.i < verb.i) and verb.lemma_ == "be":
        return subject(verb)
    return found


def _aged(amount: Amount, unit: int, names: Names) -> bool:
    """Whether an age is somebody's in particular."""
    person = bearer(amount)
    if person is None:
        return False
    kind = names.kind_meant(unit, person) if person.pos_ == "PRON" else names.kind(unit, person)
    return person.pos_ == "PROPN" or kind is MentionKind.PERSON


def _lasts(amount: Amount, verb: Token | None) -> bool:
    """Whether a duration is the length of something, or tells how far apart two times are."""
    words, doc, noun, end = words_of_numbers(), amount.anchor.doc, amount.noun, amount.end
    if doc[end - 2].text == "-":
        if noun is not None and noun.lemma_ == "rule":  # not "the 48-hour rule"
            return doc[end - 1].lemma_ in ("year", "decade")
        return noun is not None and noun.lemma_.lower() in words["lasting"]
    after = doc[end : end + 2]
    if len(after) and (
        after[0].lower_ in words["offset"]
        or (after[0].lower_ in words["compared"] and after[-1].lower_ == "than")
    ):
        return True
    if verb is None or (amount.anchor.ent_type_ == "" and noun is not None):
        return False
    top = amount.top
    direct = top.head.i == verb.i or (top.dep_ == "pobj" and top.head.head.i == verb.i)
    if not direct:
        return False
    if verb.lemma_ in words["taking"]:
        return top.dep_ != "nsubj" and not (top.dep_ == "pobj" and top.head.lower_ in ("in", "within"))
    topic = subject(verb)
    if topic is not None and topic.lemma_.lower() in words["lengths"]:
        return True
    told = verb.tag_ in ("VBD", "VBN")
    return told and verb.lemma_ in words["holding"] and top.dep_ == "pobj" and top.head.lower_ == "for"


# --- counts ---------------------------------------------------------------------------------------


def _counts(amount: Amount, verb: Token | None, unit: int, names: Names, beside: bool) -> bool:
    """Whether a count is told for its own sake."""
    words, doc, noun = words_of_numbers(), amount.anchor.doc, amount.noun
    large = value_of(amount) >= SMALL
    if noun is None:
        held = amount.top.dep_ == "pobj" and amount.top.head.head.lemma_.lower() in words["measured"]
        return held or (large and amount.top.dep_ in SUBJECTS)
    if amount.unit == "count" and pointing(amount):
        return False
    if of_women(amount):
        return True
    share = " of " in doc[amount.start : amount.end].text  # "five of 34 ministers were women"
    person = counts_people(amount, unit, names)
    if person and not share and _of_all(amount):
        return True
    if person and not share:
        return amount.unit == "count" and (large or beside) and _counts_people(amount, verb, beside)
    if large or share or beside or _partitive(amount):
        return True
    if doc[amount.start].lower_ == "only" and not person:
        return True  # "only seven nationalities"
    before = doc[amount.start - 1] if amount.start else None
    if verb is not None and child(verb, "expl") is not None and amount.top.dep_ == "attr":
        return True  # "There were three shelters"
    owned = before is not None and before.tag_ == "POS"
    counted = verb is not None and verb.lemma_ in words["counting"]
    return (counted or owned) and noun.lemma_.lower() in words["cases"]


def _partitive(amount: Amount) -> bool:
    """ "six of the cases"."""
    noun = amount.noun
    return (
        noun is not None
        and noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and noun.head.i >= amount.end
        and any(c.lower_ in ("the", "these", "those") for c in noun.children)
    )


def of_women(amount: Amount) -> bool:
    """Whether women are counted or have so many, as those who tell who takes part do."""
    noun, words = amount.noun, words_of_numbers()
    verb = verb_of(amount)
    if noun is None or verb is None or amount.unit not in ("count", "percent"):
        return False
    women = words["women"]
    if noun.lemma_.lower() in women or any(c.lower_ in women for c in noun.children):
        return verb.lemma_ in words["taking_part"]
    about = subject(verb)
    share = " of " in amount.anchor.doc[amount.start : amount.end].text
    told = about if amount.top.dep_ not in SUBJECTS else child(verb, "attr")
    return share and told is not None and told.lemma_.lower() in women


def counts_people(amount: Amount, unit: int, names: Names) -> bool:
    """Whether those counted are people."""
    noun = amount.noun
    return noun is not None and fits(Argument(noun), [Lexicon.load().types["person"]], [], names, unit)


def _of_all(amount: Amount) -> bool:
    """ "Of seven candidates, three were women": how many there were."""
    prep = amount.top.head
    return amount.top.dep_ == "pobj" and prep.lower_ == "of" and prep.is_sent_start is True


def _counts_people(amount: Amount, verb: Token | None, beside: bool) -> bool:
    """Whether a group is counted for its own sake; what happened to it is told by other claims."""
    words, top = words_of_numbers(), amount.top
    if verb is not None and verb.lemma_ in words["suffered"]:
        return False
    if beside or top.dep_ in ("nsubj", "nsubjpass", "attr", "dobj"):
        return True
    if top.dep_ != "pobj":
        return False
    governor = top.head.head
    return top.head.lower_ in ("by", "including") or (
        top.head.lower_ == "of" and governor.lemma_.lower() in words["gathered"]
    )


def pointing(amount: Amount) -> bool:
    """Whether the amount was spoken of before ("the two", "his three aides"), unless a name owns it."""
    doc, words = amount.anchor.doc, words_of_numbers()
    before = doc[amount.start - 1] if amount.start else None
    if before is not None and before.tag_ == "POS":
        return False
    if before is not None and amount.noun is None and before.lower_ in words["pointing"]:
        return True
    noun = amount.noun
    start = noun.left_edge.i if noun is not None and noun.i > amount.start else amount.start
    return any(doc[i].lower_ in words["pointing"] for i in range(start, amount.start))
