"""Stated numbers that no other claim accounts for: who or what, which measure, how much.

A number counts what its noun names ("200,000 people") or measures what its sentence speaks of ("Inflation
is 18 percent"). Dates, ordinals, the numbers of articles and what was counted before ("the two countries")
are no measures (`worth.py`); what a number is said of, `topics.py` tells. The members that a
body has ("a 45-member organisation") are claims of their own kind. The words that decide are in
`quantities.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from dalel.claims.amounts.beside import bracket
from dalel.claims.amounts.numbers import SUMS, Amount, amounts, value_of, words_of_numbers
from dalel.claims.amounts.sense import (
    before_that,
    counted_and_told,
    far_off,
    only_aimed,
    senseless,
    turned,
    with_the_verb,
    with_what_leads,
)
from dalel.claims.amounts.topics import of_the_same, place, topic_and_measure
from dalel.claims.amounts.words import Topic, wide
from dalel.claims.amounts.worth import converted, counts_people, laid_down, of_women, pointing, verb_of, worth
from dalel.claims.constructions import Argument, subject
from dalel.claims.fillers.filling import Filler, Names, fill
from dalel.claims.fillers.phrases import text_of
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.syntax import SUBJECTS, child, is_verb
from dalel.model import MentionKind

FRAME = Frame("quantity.number", "quantity", {}, (), ("subject", "value"))
TURNOUT = Frame("turnout.number", "turnout", {}, (), ("turnout",))
RESULT = Frame("election_result.number", "election_result", {}, (), ("contestant", "result"))
MEMBERS = Frame("membership_size.number", "membership_size", {}, (), ("organisation", "size"))


def quantities(doc: Doc, unit: int, names: Names, taken: Mapping[int, str]) -> Iterator[Finding]:
    """The numbers of a Doc for which claims of `taken` (by token) don't account, as claims in the making."""
    before: dict[str, Amount] = {}
    told: dict[int, Finding] = {}
    for amount in amounts(doc):
        last = before.get(amount.unit)
        if amount.noun is not None and _many(amount.noun):
            before[amount.unit] = amount
        if _accounted(amount, taken, unit, names):
            continue
        finding = (
            _members(amount, unit, names)
            or _turnout(amount, unit, names)
            or _result(amount, unit, names)
            or _quantity(amount, unit, names, last, told)
        )
        if finding is not None:
            told[amount.top.i] = finding
            yield finding


def _many(noun: Token) -> bool:
    """Whether a noun stands for many, of whom a later number may be."""
    return noun.tag_ in ("NNS", "NNPS") or noun.lemma_.lower() in words_of_numbers()["collective"]


WHOLE = frozenset({"rule", "law_changed", "accused", "adopted"})
"""Kinds whose roles are whole clauses, in which a number may tell something of its own."""
ACTS = frozenset({"ill_treated", "charged", "protested"})
"""Kinds of acts that are a count as well where their noun has a number: "14 attacks", "30 cases of abuse"."""


RELATIVE = frozenset({"WDT", "WP"})
"""Tags of relative pronouns."""
MEANT = frozenset({"these", "those", "them", "which", "whom"})
"""Words for what was counted before: "12 of these"."""
SUFFERED = frozenset({"ill_treated", "killed", "arrested", "imprisoned", "abducted"})
"""Kinds of what happens to people: a share of a group to whom it happens is a measure as well."""


def numbers_of(findings: list[Finding]) -> dict[int, str]:
    """The tokens of the roles of `findings` whose numbers those account for, with the kind of claim."""
    return {
        i: f.kind
        for f in findings
        if f.kind not in WHOLE and not (f.kind in ACTS and _numbered(f.trigger))
        for fillers in f.roles.values()
        for x in fillers
        for i in range(x.start, x.end)
    }


def _accounted(amount: Amount, taken: Mapping[int, str], unit: int, names: Names) -> bool:
    """Whether other claims tell a number."""
    kinds = {taken[i] for i in range(amount.start, amount.end) if i in taken}
    if not kinds or amount.unit == "age" or kinds <= {"asylum"}:
        return False
    if amount.unit == "percent" and kinds <= SUFFERED:
        return False
    if kinds <= {"ill_treated"} and amount.noun is not None and not counts_people(amount, unit, names):
        return False  # "40 threats"
    return not (kinds <= {"composition", "elected"} and of_women(amount))


def _numbered(word: Token) -> bool:
    """Whether a noun is counted, or what it tells of is: "30 cases of abuse"."""
    if word.pos_ != "NOUN":
        return False
    if child(word, "nummod") is not None:
        return True
    case = word.head.head
    return (
        word.dep_ == "pobj"
        and word.head.lower_ in ("of", "against")
        and case.lemma_.lower() in words_of_numbers()["cases"]
        and child(case, "nummod") is not None
    )


DIRECT = frozenset({*SUBJECTS, "dobj", "attr"})
"""Labels of what a verb tells a number of."""
WITHIN = frozenset({"compound", "nmod", "amod", "nummod"})
"""Labels of what stands inside a noun phrase."""
AMOUNTING = frozenset({"at", "by", "to"})
"""Prepositions before a number that a verb measures."""


def measured_by(quantity: Finding) -> Token | None:
    """The verb that tells nothing but a number: "rates | were | at 12 percent", "900 men | waited"."""
    token = quantity.trigger
    if "(" in token.doc[token.left_edge.i - 1].text or (token.ent_type_ == "MONEY" and token.dep_ in WITHIN):
        return None  # "a long wait (40 days)", "a 40 million crown plan"
    while not is_verb(token.head):
        if token.head.i == token.i or token.dep_ in ("relcl", "acl", "appos"):
            return None
        prep = token.head if token.dep_ == "pobj" else None
        sum_ = prep is not None and prep.lower_ == "of" and prep.head.lemma_ in (*SUMS, "number", "percent")
        if prep is not None and not sum_ and not (prep.lower_ in AMOUNTING and is_verb(prep.head)):
            return None
        token = token.head
    amounts_to = token.dep_ == "prep" and token.lower_ in AMOUNTING
    return token.head if token.dep_ in DIRECT or amounts_to else None


# --- claims --------------------------------------------------------------------------------------


def _members(amount: Amount, unit: int, names: Names) -> Finding | None:
    """ "a 45-member organisation", "the party has 62,000 members"."""
    doc, words, noun = amount.anchor.doc, words_of_numbers(), amount.noun
    if amount.unit != "count" or laid_down(amount):
        return None  # "one-third of its members", "must have 20 members"
    body: Token | None = None
    end = amount.end
    if doc[end : end + 2].text.lower() == "-member":
        body = doc[end + 1].head
        end += 2
    elif noun is not None and noun.lemma_ == "member":
        end = max(end, noun.i + 1)
        of = next((c for c in noun.children if c.lower_ == "of" and c.i > noun.i), None)
        body = child(noun, "poss") or (child(of, "pobj") if of is not None else None)
        verb = noun.head
        if body is None and noun.dep_ == "dobj" and verb.lemma_ in words["having"]:
            body = subject(verb)
    if body is None:
        return None
    named = names.kind(unit, body) is MentionKind.ORGANISATION
    if not named and body.lemma_.lower() not in words["bodies"] and body.pos_ != "PRON":
        return None
    organisation = fill(Argument(body), names, unit)
    if organisation is None:
        return None
    size = Filler((text_of(doc, amount.start, end),), amount.start, end, amount.anchor)
    return Finding(MEMBERS, amount.anchor, {"organisation": [organisation], "size": [size]})


def _turnout(amount: Amount, unit: int, names: Names) -> Finding | None:
    """ "Turnout was high in the villages, but only 22 percent in the capital"."""
    if amount.unit != "percent":
        return None
    verb = verb_of(amount)
    about = subject(verb) if verb is not None else None
    doc, words = amount.anchor.doc, words_of_numbers()["turnout"]
    bracketed = amount.start > 1 and doc[amount.start - 1].text == "("  # "a low turnout (25 percent)"
    if bracketed and doc[amount.start - 2].lemma_.lower() in words:
        return Finding(TURNOUT, amount.anchor, {"turnout": [_value(amount)]})
    if about is None or about.lemma_.lower() not in words:
        return None
    roles = {"turnout": [_value(amount)]}
    where = place(amount.anchor, unit, names)
    if where is not None:
        roles["territory"] = [where]
    return Finding(TURNOUT, amount.anchor, roles)


def _result(amount: Amount, unit: int, names: Names) -> Finding | None:
    """ "The Green List, with 3 percent, stayed outside"."""
    prep = amount.top.head
    if amount.unit != "percent" or amount.noun is not None or prep.lower_ != "with":
        return None
    contestant = prep.head
    if names.kind(unit, contestant) not in (MentionKind.ORGANISATION, MentionKind.PERSON):
        return None
    filler = fill(Argument(contestant), names, unit)
    if filler is None:
        return None
    return Finding(RESULT, amount.anchor, {"contestant": [filler.cut(prep.i)], "result": [_value(amount)]})


def _value(amount: Amount) -> Filler:
    text = text_of(amount.anchor.doc, amount.start, amount.end)
    return Filler((text,), amount.start, amount.end, amount.anchor)


def _quantity(
    amount: Amount, unit: int, names: Names, last: Amount | None, told: dict[int, Finding]
) -> Finding | None:
    if converted(amount) or turned(amount) or only_aimed(amount):
        return None
    if (now := before_that(amount, told)) is not None:
        return Finding(FRAME, amount.anchor, {**now.roles, "value": [_value(amount)]})
    same = _antecedent(amount, last, told)
    if laid_down(amount) if same is not None else not worth(amount, unit, names, _beside(amount, told)):
        return None
    found = of_the_same(amount, same) if same is not None else None
    topic, measure = found if found is not None else _own_topic(amount, unit, names)
    if topic is not None and same is None:
        topic, measure = counted_and_told(amount, topic) or (topic, measure)
    if topic is not None and measure is not None and far_off(amount, topic):
        topic, measure = measure, None
    if topic is None or _unclear(topic, amount) or senseless(amount, topic, measure):
        return None
    if measure is not None:
        measure = with_what_leads(amount, measure)
    roles = {"subject": [topic], "value": [_value(amount)]}
    of = amount.noun.head.lower_ == "of" if amount.noun is not None else False  # not "a 12 percent increase"
    share = of and amount.unit == "percent" and amount.noun is not None and topic.token.i == amount.noun.i
    if measure is not None:
        roles["measure"] = [with_the_verb(measure, told.get(same.top.i) if same is not None else None)]
    elif same is None and share:
        return None  # what is true of so many of them is not told
    elif same is not None and same.top.i in told:
        if not any(t.ent_type_ == "DATE" for t in amount.top.subtree if t.i >= amount.end):
            return None  # how these differ from those before is not told
        roles = {**told[same.top.i].roles, "value": roles["value"]}
    return Finding(FRAME, amount.anchor, roles)


def _unclear(topic: Filler, amount: Amount) -> bool:
    """Whether an amount would be said of another share or sum, or of an unknown "which"."""
    if topic.resolved:
        return False
    if topic.token.doc[topic.start].tag_ in RELATIVE:
        return True
    doc, words = topic.token.doc, words_of_numbers()
    i = topic.start
    while i < topic.end - 1 and doc[i].lower_ in words["approximate"]:
        i += 1
    if amount.start <= i < amount.end or i + 1 >= topic.end:
        return False
    share = doc[i].like_num and doc[i + 1].lower_ in words["percent"]
    share = share or (doc[i].lower_ in words["fraction"] and doc[i + 1].lower_ == "of")
    return doc[i].tag_ == "$" or share


def _one_more(topic: Filler, noun: Token) -> bool:
    """Whether a count would be said of another count of the same: "six letters and | 40 letters on fees"."""
    same = topic.token.lemma_ == noun.lemma_ and topic.token.i < noun.i and not topic.resolved
    return same and child(topic.token, "nummod") is not None


def _own_topic(amount: Amount, unit: int, names: Names) -> Topic:
    topic, measure = topic_and_measure(amount, unit, names)
    noun, listed = amount.noun, amount.top
    verb = measure.token if measure is not None and is_verb(measure.token) else None
    counted = amount.unit == "count" and verb is not None
    if topic is not None and noun is not None and counted and _one_more(topic, noun):
        return wide(amount, noun), None
    while listed.dep_ == "conj" and listed.head.i < listed.i:
        listed = listed.head
    if verb is not None and listed.dep_ == "pobj" and listed.i < amount.top.i:
        return None, None  # "opened cases against 105 men as well as | seven women": none opened them
    if topic is not None:
        return topic, measure
    if measure is not None and is_verb(measure.token):
        return None, None  # something was done or happened, but who or what is not told
    return measure, None


def _antecedent(amount: Amount, last: Amount | None, told: dict[int, Finding]) -> Amount | None:
    """The amount before that tells what a number without a noun counts: "12 complaints in 2018 and | 15"."""
    if last is None or amount.unit != last.unit or amount.unit not in ("count", "percent"):
        return None
    doc, top = amount.anchor.doc, amount.top
    meant = amount.noun is None or amount.noun.lower_ in MEANT
    share = amount.unit == "percent" and doc[amount.end : amount.end + 1].text.lower() == "of"
    elliptic = not share and amount.noun is not None and amount.noun.tag_ == "NN" and top.i == amount.anchor.i
    if not meant and not (elliptic and top.dep_ in ("appos", "conj")):
        return None
    between = doc[last.end : amount.start]
    if sum(1 for t in between if t.is_sent_start) > 1 or last.noun is None:
        return None
    if pointing(amount) or (bracket(amount) is not None and top.head.i < amount.start):
        return None
    if top.dep_ in SUBJECTS:
        return last if amount.unit == "percent" or value_of(amount) <= value_of(last) else None
    return last if last.top.i in told and top.dep_ in ("conj", "appos", "npadvmod", "dep") else None


def _beside(amount: Amount, told: dict[int, Finding]) -> bool:
    """Whether the amount stands in a list with one that made a claim."""
    top = amount.top
    chain = {top.i}
    while top.dep_ == "conj" and top.head.i != top.i:
        top = top.head
        chain.add(top.i)
    return amount.noun is not None and any(
        i in told and told[i].kind == "quantity" for i in chain - {amount.top.i}
    )
