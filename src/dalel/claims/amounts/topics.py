"""What a stated number is said of, and what it measures there.

"Women filled six of 21 posts": of women, filled posts. "The bureau recorded 14 attacks on reporters": of the
reporters, attacks. "22 were resolved": of the cases that the text counted before.
"""

from __future__ import annotations

from spacy.tokens import Token

from dalel.claims.amounts.beside import (
    alongside,
    away,
    bracket,
    bracketed,
    change,
    changed,
    rate_of,
    told_of_object,
    where_counted,
    worth_of,
)
from dalel.claims.amounts.clauses import told_behind, verb_told_of
from dalel.claims.amounts.numbers import Amount, words_of_numbers
from dalel.claims.amounts.words import (
    AGES,
    PREDICATE,
    Topic,
    bounded,
    joined,
    predicate,
    said,
    said_too,
    wide,
    without,
    words_between,
)
from dalel.claims.amounts.worth import bearer, verb_of
from dalel.claims.constructions import Argument, Positions, owner, subject
from dalel.claims.fillers.filling import Filler, Names, fill, fits
from dalel.claims.fillers.phrases import phrase, predicate_words, text_of
from dalel.claims.lexicon import Lexicon
from dalel.claims.syntax import SUBJECTS, child, conjuncts, governors, is_nominal, is_verb

WHERE = ("in", "of", "within", "at", "across", "among")
"""Prepositions before where or of what something is counted."""
STANDING = frozenset({"remain", "stand", "stay"})
"""Verbs of a measure that is what it was: "remained high at 12 deaths"."""
WITHOUT = frozenset({"have", "be", "include"})
"""Verbs that tell no more of a measure than that there is one."""
OF_WHOM = ("against", "in", "within", "at", "across", "among", "on")
"""Prepositions before whom a count of events is about."""


def topic_and_measure(amount: Amount, unit: int, names: Names) -> Topic:
    """Who or what the amount is said of, and what it measures."""
    top, noun, verb = amount.top, amount.noun, verb_of(amount)
    counted = without(amount, noun) if noun is not None else None
    if amount.unit == "age" and (whose := bearer(amount)) is not None:
        age = Filler(("age",), amount.start, amount.end, amount.anchor, resolved=True)
        return fill(Argument(whose), names, unit), age
    if top.dep_ in SUBJECTS and verb is not None and top.head.i == verb.i and verb.lower_ not in AGES:
        if noun is None and (of := _of_whom(amount, verb)) is not None:
            return fill(Argument(of), names, unit), predicate(verb, amount)
        return _meant(counted, noun, unit, names), predicate(verb, amount)
    if counted is not None and (told_of := verb_told_of(amount)) is not None:
        return counted, predicate(told_of, amount)  # "80 percent of the boys and 55 percent of | the girls"
    if counted is not None and (behind := told_behind(amount)) is not None:
        if counted.start < behind[0] < counted.end:
            counted = words_between(amount, counted.start, behind[0], counted.token) or counted
        return counted, words_between(amount, *behind, top)
    if counted is not None and (found := alongside(amount, counted)) is not None:
        return found
    if (grown := change(amount)) is not None:
        return changed(amount, grown, counted)
    if amount.unit == "distance" and (found := away(amount)) is not None:
        return found
    if (worth := worth_of(amount)) is not None:
        about = fill(Argument(worth.head), names, unit)
        if about is not None and about.start < worth.i < about.end:
            about = about.cut(worth.i)
        return about, Filler((worth.text,), worth.i, worth.i + 1, worth)
    if amount.unit == "duration" and verb is not None and top.dep_ == "pobj" and top.head.lower_ == "for":
        return _held(verb, unit, names)
    possessor = (
        owner(noun) if noun is not None and noun.i == top.i and child(noun, "poss") is not None else None
    )
    if possessor is not None:
        if counted is not None and counted.start <= possessor.i and (last := possessor.right_edge.i + 1):
            counted = words_between(amount, last, counted.end, counted.token)  # "the town's | 95 orphanages"
        return fill(Argument(possessor), names, unit), counted
    if (found := _in_so_many(amount, verb, counted)) is not None:
        return found
    if (group := _included(amount)) is not None:
        return words_between(amount, *_until(phrase(group), amount.start), group), counted
    governor = top.head
    if noun is not None and verb is not None and where_counted(amount, verb):
        holder = top.head.head
        target = child(verb, "dobj")
        whom = holder if is_nominal(holder) else target if target is not None else subject(verb)
        if whom is not None and whom.i < top.head.i:
            return words_between(amount, *_until(phrase(whom), top.head.i), whom), wide(amount, noun)
    if top.dep_ == "pobj":
        governor = top.head.head
        if top.head.lower_ == "including" and is_nominal(governor):
            own = _clause_subject(governor)
            if own is not None and _numbered(own) and child(governor, "nummod") is None:
                governor = own  # "Some 23 men died in a fight with guards, including | 18 miners"
            return words_between(amount, *_until(phrase(governor), top.head.i), governor), counted
        if is_nominal(governor) and governor.dep_ not in ("nummod",):
            return _of_a_noun(amount, governor, verb, unit, names)
    if top.dep_ == "appos" or bracket(amount) is not None:
        if noun is not None and noun.i == top.i and verb is not None and _told_by(amount, verb, unit, names):
            return wide(amount, noun), None  # "found 48 cases of fraud, | 14 cases of theft, and ..."
        if counted is not None and verb is not None and amount.unit == "count" and _listed(amount, verb):
            return _subject(verb, unit, names, amount), said_too(verb, counted)
        if (found := bracketed(amount, counted)) is not None:
            return found
        listed = noun is not None and noun.i == top.i and amount.unit == "count"  # "nine cases, 8 appeals"
        measured = joined(amount, governor, noun) if is_nominal(governor) and not listed else counted
        own = subject(verb) if verb is not None else None
        inside = own is not None and own.left_edge.i <= amount.anchor.i <= own.right_edge.i
        about = _subject(verb, unit, names, amount) if verb is not None and not inside else None
        return about, measured
    if amount.unit == "duration" and noun is not None:
        return fill(Argument(noun), names, unit), None
    if verb is None:
        return place(noun, unit, names), counted
    if child(verb, "expl") is not None:
        there = tuple(p for p in WHERE if p != "of")
        whole = wide(amount, noun) if noun is not None else None
        return place(noun, unit, names, there) or place(verb, unit, names, there), whole
    about = _subject(verb, unit, names, amount)
    target = child(verb, "dobj")
    if target is not None and top.dep_ == "pobj" and top.head.lower_ == "at" and top.head.head.i == verb.i:
        return fill(Argument(target), names, unit), counted  # "put the rate at 12 percent"
    if counted is not None and noun is not None and _told_by(amount, verb, unit, names):
        of_whom, whole = place(noun, unit, names, OF_WHOM), wide(amount, noun)
        return (of_whom, whole) if of_whom is not None else (whole, None)
    if counted is None and verb.lemma_ == "be" and (alone := _for_whom(amount)) is not None:
        return about, alone
    stands = verb.lemma_ in STANDING and top.dep_ == "pobj" and top.head.lower_ == "at"
    if counted is None or not (stands or verb.lemma_ in ("be", "have", "include", "number")):
        counted = said(verb, amount, counted)
    return about, counted


def of_the_same(amount: Amount, before: Amount) -> Topic | None:
    """What a number without a noun is said of, where `before` told it: "22 were resolved", "15 by quota"."""
    noun = before.noun
    if noun is None:
        return None
    if amount.noun is not None and amount.noun.pos_ != "PRON":  # "233 reports of abuse, 217 | of fraud"
        topic = Filler((noun.text,), amount.start, amount.end, noun, resolved=True)
    else:
        told = any(
            c.dep_ in ("relcl", "acl") and noun.doc[c.left_edge.i - 1].text != "," for c in noun.rights
        )
        words = wide(before, noun) if told else without(before, noun)
        if words is None:
            return None
        topic = Filler(words.texts, amount.start, amount.end, noun, resolved=True)
    top, verb = amount.top, verb_of(amount)
    if top.dep_ in SUBJECTS and verb is not None and top.head.i == verb.i:
        return topic, predicate(verb, amount)
    doc, end = top.doc, min(top.right_edge.i + 1, amount.end + PREDICATE)
    later = next((c.left_edge.i for c in top.children if c.dep_ == "conj" and c.i > top.i), end)
    while later > amount.end and (doc[later - 1].is_punct or doc[later - 1].dep_ == "cc"):
        later -= 1
    aged = any(t.lower_ in ("age", "ages", "old") for t in doc[amount.end : min(end, later)])
    own = [i for i in range(amount.end, min(end, later)) if aged or doc[i].ent_type_ != "DATE"]
    if len(own) == 2 and doc[own[0]].lower_ == "of" and doc[own[1]].pos_ == "PRON":
        start = own[1] + 1  # "64 of them | from miners"
        own = list(range(start, bounded(doc, start, amount.anchor.sent.end)))
        own = [i for i in own if not doc[i].is_punct and doc[i].ent_type_ != "DATE"]
    if len(own) < 2 and (behind := told_behind(amount)) is not None:
        return topic, words_between(amount, *behind, top)  # "and 30 percent | left the country"
    if len(own) < 2:
        return topic, None
    return topic, Filler((text_of(doc, own[0], own[-1] + 1),), own[0], own[-1] + 1, top)


# --- positions ------------------------------------------------------------------------------------


def _meant(counted: Filler | None, noun: Token | None, unit: int, names: Names) -> Filler | None:
    """What is counted; what a relative pronoun stands for ("12 of which were closed")."""
    if noun is None or noun.tag_ not in ("WDT", "WP"):
        return counted
    verb = next((a for a in noun.ancestors if a.dep_ == "relcl"), None)
    return fill(Argument(verb.head), names, unit) if verb is not None else None


def _of_whom(amount: Amount, verb: Token) -> Token | None:
    """ "Of the inmates, 76 percent had no lawyer": of whom a share is, told at the head of its clause."""
    for prep in verb.children:
        if prep.lower_ in ("of", "among") and prep.dep_ == "prep" and prep.i < amount.start:
            return child(prep, "pobj")
    return None


def _held(verb: Token, unit: int, names: Names) -> Topic:
    """Who was held so long: "kept the reporters for two days", "were held for two days"."""
    words = Filler((verb.text,), verb.i, verb.i + 1, verb)
    found = Positions(verb)("patient")
    first = verb
    while not found and first.dep_ == "conj" and is_verb(first.head):
        first = first.head
        found = [Argument(first.head)] if first.dep_ == "relcl" else []  # "whom they arrested and | held"
    about = fill(found[0], names, unit) if found else None
    if about is not None and about.start < verb.left_edge.i < about.end:
        about = about.cut(verb.left_edge.i)
    return about, words


def _for_whom(amount: Amount) -> Filler | None:
    """Of whom alone an amount is told behind it: "the wage was 480 crowns ($20) | for men | and ..."."""
    doc, i = amount.anchor.doc, amount.end
    if i < len(doc) and doc[i].text == "(":
        i = next((k + 1 for k in range(i, min(i + 6, len(doc))) if doc[k].text == ")"), i)
    noun = child(doc[i], "pobj") if i < len(doc) and doc[i].lower_ in ("for", "among") else None
    if noun is None or noun.ent_type_ in ("DATE", "TIME") or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    return words_between(amount, i, phrase(noun)[1], noun)


def _in_so_many(amount: Amount, verb: Token | None, counted: Filler | None) -> Topic | None:
    """Of so many of a number something is told: "found flaws in 40 percent of the stations"."""
    top, noun = amount.top, amount.noun
    share = amount.unit == "percent" or (
        noun is not None and " of " in text_of(top.doc, amount.start, amount.end)
    )
    partitive = (
        noun is not None and noun.i > amount.anchor.i and noun.dep_ == "pobj" and noun.head.lower_ == "of"
    )
    if (
        top.dep_ != "pobj"
        or top.head.lower_ not in ("in", "of", "at", "for")
        or counted is None
        or noun is None
    ):
        return None
    prep = top.head
    words = words_of_numbers()
    if prep.lower_ == "at" and verb is not None and verb.lemma_ in words["putting"]:
        target = child(verb, "dobj")
        if target is not None and target.i < prep.i and prep.head.i in (verb.i, target.i):
            return words_between(amount, *_until(phrase(target), prep.i), target), counted
    if prep.dep_ == "prep" and verb is not None and prep.head.i == verb.i and prep.i < verb.i:
        topic = child(verb, *SUBJECTS)
        if topic is not None and topic.i > prep.i:  # "In six of the cases, the victims were ..."
            where = noun.lemma_.lower() in words["places"] and not where_counted(amount, verb)
            if not (share or partitive or where or prep.lower_ == "of"):
                return None
            if prep.lower_ == "of":
                return counted, None
            start, (_, end) = topic.left_edge.i, predicate_words(verb)
            return counted, words_between(amount, start, bounded(top.doc, start, end), verb)
    if not (share or partitive) or verb is None or prep.lower_ == "of":
        return None
    target = child(verb, "dobj")
    if target is not None and target.i < prep.i and target.i > verb.i:
        return counted, words_between(amount, verb.i, prep.i, verb)
    return None


def _of_a_noun(amount: Amount, governor: Token, verb: Token | None, unit: int, names: Names) -> Topic:
    """ "an annual budget of 5,000 crowns", "facilities with a capacity of 300"."""
    if governor.lemma_ in words_of_numbers()["leading"] and governor.head.lower_ == "in":
        return None, None  # "sued in response to two articles"
    above = governor.head
    if (of_rate := rate_of(amount, governor)) is not None:
        return words_between(amount, *_until(phrase(of_rate), amount.top.head.i), of_rate), None
    paper = governor.dep_ == "dobj" and governor.head.lemma_ in words_of_numbers()["telling"]
    held = owner(governor) if not paper or child(governor, "poss") is not None else None
    measured = joined(amount, governor, amount.noun)
    about = fill(Argument(held), names, unit) if held is not None else None
    if amount.top.head.lower_ == "at" and about is None:
        bounds = _until(phrase(governor), amount.top.head.i)
        return words_between(amount, *bounds, governor), None  # "followed by insults at 5 percent"
    if above.dep_ == "prep" and above.lower_ == "with" and is_nominal(above.head):
        about = fill(Argument(above.head), names, unit) or about
        if about is not None and about.start <= above.i < about.end and not about.resolved:
            about = about.cut(above.i)
    if about is None and above.lower_ == "at" and (put := child(above.head, "dobj")) is not None:
        return fill(Argument(put), names, unit), measured  # "put the line at an income of 500 crowns"
    if about is None and verb is not None and governor.dep_ not in SUBJECTS:
        own = subject(verb)
        before = own is not None and amount.anchor.i < own.i  # "Of a total of 90 inmates, the office says"
        about = None if paper or before else _subject(verb, unit, names, amount)
    acted = governor.dep_ == "dobj" and verb is not None and governor.head.i == verb.i
    acted = acted and verb is not None and verb.lemma_ not in WITHOUT and amount.unit == "count"
    acted = acted and child(governor, "poss") is None and amount.top.head.lower_ != "of"
    if acted and verb is not None and about is not None:
        return about, said(verb, amount, measured)  # "issued an indictment | in three cases"
    return about, measured


def _included(amount: Amount) -> Token | None:
    """The group that later members of a list are part of: "900 inmates, including 12 women and | 30 boys"."""
    first = amount.top
    while first.dep_ in ("conj", "appos") and first.head.i < first.i:
        first = first.head
    group = first.head.head
    alone = amount.noun is not None and amount.noun.i == amount.top.i and first.i != amount.top.i
    listed = alone and first.dep_ == "pobj" and first.head.lower_ == "including"
    return group if listed and is_nominal(group) and child(first, "nummod") is not None else None


def _listed(amount: Amount, verb: Token) -> bool:
    """Whether a count stands in a list of counts that are objects: "opened 15 cases, | 23 files"."""
    first = amount.top
    while first.dep_ in ("conj", "appos") and is_nominal(first.head) and first.head.i < first.i:
        first = first.head
    numbered = child(first, "nummod") is not None and amount.noun is not None
    same = first.i != amount.top.i and first.dep_ == "dobj" and first.head.i == verb.i
    return numbered and same and amount.noun is not None and amount.noun.i == amount.top.i


def _numbered(noun: Token) -> bool:
    """Whether a noun has a number, also as a total: "a total of 23 men"."""
    if child(noun, "nummod") is not None:
        return True
    of = next((c for c in noun.children if c.lower_ == "of" and c.dep_ == "prep"), None)
    inner = child(of, "pobj") if of is not None else None
    return inner is not None and child(inner, "nummod") is not None


def _clause_subject(word: Token) -> Token | None:
    """The subject of the clause that a noun stands in."""
    verb = next((g for g in governors(word) if is_verb(g) and g.dep_ != "prep"), None)
    return child(verb, *SUBJECTS) if verb is not None else None


def _until(bounds: tuple[int, int], stop: int) -> tuple[int, int]:
    return bounds[0], min(bounds[1], max(stop, bounds[0] + 1))


def _told_by(amount: Amount, verb: Token, unit: int, names: Names) -> bool:
    """Whether a body or a paper only tells what it counted: "the bureau recorded 14 attacks"."""
    top = amount.top
    while top.dep_ in ("conj", "appos") and is_nominal(top.head):
        top = top.head
    if verb.lemma_ not in words_of_numbers()["telling"]:
        return False
    teller = subject(verb)
    if teller is None or fits(Argument(teller), [Lexicon.load().types["person"]], [], names, unit):
        return False  # "reporters reported 40 threats" that they got
    return top.dep_ == "dobj" and top.head.i == verb.i


def _subject(verb: Token, unit: int, names: Names, amount: Amount) -> Filler | None:
    if (target := told_of_object(verb)) is not None:
        return words_between(amount, *_until(phrase(target), verb.left_edge.i), target)
    found = subject(verb)
    if found is None or found.i == amount.top.i:
        return None
    if found.lower_ in words_of_numbers()["percent"] and child(found, "prep") is None:
        return None  # "70 percent were guards and | 30 percent"
    filler = fill(Argument(found), names, unit)
    if filler is not None and not filler.resolved:
        whole = _together(filler)
        filler = filler if whole.start <= amount.anchor.i < whole.end else whole
    if filler is not None and filler.start <= amount.anchor.i < filler.end:
        return filler.cut(verb.left_edge.i) if filler.start < verb.left_edge.i <= amount.anchor.i else None
    return filler


def _together(filler: Filler) -> Filler:
    """A filler with the further members of its list, of whom together the amount is said."""
    last = conjuncts(filler.token)[-1]
    end = phrase(last)[1]
    if last.i == filler.token.i or last.i < filler.end or end - filler.start > PREDICATE:
        return filler
    return Filler((text_of(filler.token.doc, filler.start, end),), filler.start, end, filler.token)


def place(
    token: Token | None, unit: int, names: Names, prepositions: tuple[str, ...] = WHERE
) -> Filler | None:
    """Where or on whom something is counted: the object of "in", "of" or "at" below a noun or verb."""
    if token is None:
        return None
    for prep in token.children:
        if prep.lower_ in prepositions and prep.dep_ == "prep":
            found = child(prep, "pobj")
            then = prep.lower_ == "at" and found is not None and found.lemma_ in words_of_numbers()["moments"]
            if found is not None and not then and found.ent_type_ not in ("DATE", "TIME"):
                return _bare(fill(Argument(found), names, unit))
    return None


def _bare(filler: Filler | None) -> Filler | None:
    """A place without what is told beside it: "prisons | with room for 200"."""
    if filler is None or filler.resolved:
        return filler
    doc = filler.token.doc
    for i in range(filler.token.i + 1, filler.end):
        if doc[i].lower_ in ("with", "during", "who", "which", "that", "where"):
            return filler.cut(i)
    return filler
