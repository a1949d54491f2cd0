"""Mends what the parser often gets wrong about laws: verbs taken for nouns, "By law police may ...".

dalel_mending           component: sets tags, lemmas, labels and heads anew where they can't be right
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx
from dalel.language.mending_acts import aimed_at, undergone
from dalel.language.mending_chosen import chooser_mended, chosen_behind, chosen_mended
from dalel.language.mending_clauses import (
    denied_again,
    gerund_listed,
    of_the_post,
    of_those,
    other_than,
    said_on_occasion,
    sort_by_law,
    subject_listed,
    to_the_protocol,
    told_first,
    who_of_people,
    who_of_reports,
    year_before,
)
from dalel.language.mending_dated import held_before_noun, over_the_year
from dalel.language.mending_kin import (
    across_verb,
    kin_listed,
    listed_with_kin,
    of_the_last,
    of_the_nearest,
    possessed,
)
from dalel.language.mending_listed import all_but, participle_behind, sorts_listed, verb_listed
from dalel.language.mending_objects import (
    back_to_verb,
    joined_to_noun,
    listed_behind,
    listed_charge,
    told_of_changes,
)
from dalel.language.mending_roots import roots_mended
from dalel.language.mending_said import MONTHS, said_mended
from dalel.language.mending_said_lists import lists_mended
from dalel.language.mending_sorts import adjective_behind, letters_before, sort_mended
from dalel.language.mending_sources import sources_mended
from dalel.language.mending_titles import TITLES, acting_mended, title_mended
from dalel.language.trees import FINITE, place_of, subject_label
from dalel.language.trees import build as _build
from dalel.language.trees import tree as _tree

LEADS = frozenset({"by", "in", "under", "on"})
NOUNS = frozenset(
    {
        "law",
        "constitution",
        "code",
        "general",
        "practice",
        "principle",
        "theory",
        "statute",
        "decree",
        "occasion",
    }
)
"""What ends the phrase of such a preposition at the head of a sentence."""
TELLING = frozenset(
    {"report", "allegation", "complaint", "case", "instance", "incident", "claim", "account", "accusation"}
)
"""Nouns for what is told of an act: "reports of beatings | by guards" are of what guards do."""
LEFT = frozenset({"dead", "alive"})
"""How somebody is left by what a verb before it tells."""
SPANNING = frozenset({"from", "between"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
GOING_ON = frozenset({"VBZ", "VBD", "VBN"})
"""Tags of verbs that no noun and no infinitive can be listed with."""
_TABLES = lx.table("dalel.language", "tokens.toml")
VERBS = frozenset(_TABLES["verbs"])
"""Forms that are always verbs."""
NOUNS_ALWAYS = frozenset(_TABLES["nouns"])
"""Forms that are always nouns."""
ADJECTIVES = frozenset(_TABLES["adjectives"])
"""Forms that are always adjectives."""
CHANGES = frozenset(_TABLES["changes"])
"""Words of change, after which "from seven to five years" is no range."""
LEMMAS: dict[str, str] = _TABLES["lemmas"]
"""Right lemmas of verbs for wrong ones: "fin" for "fined"."""


@Language.component(
    "dalel_mending", assigns=["token.tag", "token.pos", "token.lemma", "token.dep", "token.head"]
)
def dalel_mending(doc: Doc) -> Doc:
    """The Doc with what can't be right in its parse mended."""
    for token in doc:
        if token.lower_ in TITLES and token.i + 1 < len(doc):
            title_mended(token)
        if token.lower_ == "acting" and token.tag_ == "VBG":
            acting_mended(token)
        if token.lower_ == "complicit" and token.tag_ == "NN":
            adjective_behind(token)
        if token.text[-1] == "+":
            letters_before(token)
        if token.tag_ in NOMINAL:
            if token.lower_ == "range" and token.i + 1 < len(doc) and token.nbor(1).lower_ in SPANNING:
                _range_above(token)
            elif token.lower_ in VERBS and token.dep_ in ("compound", "nmod") and token.head.i > token.i:
                _above_its_object(token)
            if any(c.dep_ == "dobj" for c in token.children):
                _to_verb(token)
            if token.lower_ == "subject" and any(c.dep_ == "nsubj" for c in token.children):
                token.tag_, token.pos_ = "JJ", "ADJ"  # "with every child | subject to abuse"
        if token.pos_ == "VERB" and token.lemma_ in LEMMAS:
            token.lemma_ = LEMMAS[token.lemma_]
        if token.tag_ in FINITE and token.pos_ == "VERB":
            _subject_beside(token)
        if token.lower_ in ADJECTIVES and token.pos_ == "VERB" and token.dep_ == "acl" and token.i:
            token.tag_, token.pos_, token.head, token.dep_ = "JJ", "ADJ", token.nbor(-1), "amod"
        if token.tag_ == "JJ" and token.lower_ in NOUNS_ALWAYS:
            token.tag_, token.pos_ = "NN", "NOUN"
            token.dep_ = "attr" if token.dep_ == "acomp" else token.dep_
        if token.dep_ == "aux" and token.lower_ in VERBS and token.head.tag_ == "VBN":
            _above_participle(token)
        if token.dep_ == "conj" and _joins(token):
            _above_both(token)
        if token.lower_ == "to" and token.dep_ == "quantmod" and token.i >= 2:
            _from_one_to_another(token)
        if token.lower_ == "by" and token.dep_ in ("prep", "agent"):
            _under_the_act(token)
        if token.lower_ in LEFT and token.dep_ == "amod" and token.i > 0 and token.nbor(-1).pos_ == "VERB":
            token.head, token.dep_ = token.nbor(-1), "oprd"  # "shot | dead | two students"
        if token.tag_ == "TO" and token.head.tag_ == "VBN" and token.head.i == token.i + 1:
            _to_something(token)
        if token.tag_ == "VB" and token.i and token.nbor(-1).tag_ == "TO":
            undergone(token)
        if token.lower_ == "that" and token.dep_ in ("nsubj", "dobj"):
            _told_that(token)
        if token.tag_ == "VBN" and _acts(token):
            token.tag_ = "VBD"
        if token.tag_ == "VBD" and token.dep_ == "advcl" and any(c.dep_ == "agent" for c in token.children):
            token.tag_ = "VBN"  # "won the vote, | called fair by observers"
        if token.dep_ == "conj" and token.tag_ in GOING_ON and (first := _first_verb(token)) is not None:
            _beside(token, first)
        if token.dep_ == "appos":
            kin_listed(token)
            listed_with_kin(token)
            possessed(token)
            if token.dep_ == "appos":
                of_the_last(token)
                of_the_nearest(token)
            if token.dep_ == "appos":
                across_verb(token)
        if token.tag_ == "NNS":
            sorts_listed(token)
        if token.dep_ == "conj" and token.tag_ in NOMINAL:
            listed_charge(token)
            verb_listed(token)
            if token.tag_ in NOMINAL:
                joined_to_noun(token)
        if token.tag_ == "VBG" and token.dep_ == "amod":
            participle_behind(token)
        if token.lower_ == "but":
            all_but(token)
        if token.dep_ == "npadvmod":
            listed_behind(token)
        if token.dep_ == "prep":
            back_to_verb(token)
            of_the_post(token)
            of_those(token)
            to_the_protocol(token)
            aimed_at(token)
        if token.dep_ == "pobj":
            year_before(token)
        over_the_year(token)
        held_before_noun(token)
        if token.dep_ == "relcl":
            told_of_changes(token)
            who_of_people(token)
            who_of_reports(token)
        if token.dep_ in ("relcl", "acl", "ccomp"):
            said_on_occasion(token)
        if token.dep_ == "conj" or (token.dep_ == "advcl" and token.tag_ in FINITE):
            subject_listed(token)
            gerund_listed(token)
        if token.pos_ == "VERB":
            told_first(token)
        if token.lower_ == "nor":
            denied_again(token)
        if token.lower_ == "than":
            other_than(token)
        if token.tag_ in ("VBN", "VBD"):
            chooser_mended(token)
            sort_mended(token)
        if token.tag_ == "VBN":
            chosen_behind(token)
        chosen_mended(token)
    roots_mended(doc)
    said_mended(doc)
    sources_mended(doc)
    lists_mended(doc)
    for sentence in doc.sents:
        if len(sentence) > 4 and sentence[0].lower_ in LEADS:
            noun = sentence[2] if sentence[1].lower_ == "the" else sentence[1]
            if noun.lower_ in NOUNS or (noun.lower_ in MONTHS and sentence[2].tag_ in NOMINAL):
                _end_lead(sentence[0], noun)
                sort_by_law(noun.nbor())
        if len(sentence) > 4 and sentence[:2].text == "As of" and sentence[2].lower_ in MONTHS:
            _end_lead(sentence[1], sentence[2])  # "As of May | detainees made up half"
    return doc


def _under_the_act(by: Token) -> None:
    """ "Reports of beatings of inmates | by guards", where the guards are parsed as those who report."""
    told = by.head
    if told.dep_ == "pobj" and told.head.lower_ == "as":  # "succeeded as governor | by Ana Silva"
        verb = told.head.head
        if any(c.dep_ == "auxpass" for c in verb.children):
            by.head, by.dep_ = verb, "agent"
        return
    if told.pos_ == "VERB":  # "received reports of beatings | by guards"
        told = next((c for c in told.children if c.dep_ == "dobj" and c.i < by.i), told)
    if told.lemma_ not in TELLING or told.pos_ != "NOUN":
        return
    for of in told.children:
        if of.lower_ == "of" and told.i < of.i < by.i:
            act = next((c for c in of.children if c.dep_ == "pobj" and c.tag_ in NOMINAL), None)
            if act is not None:
                by.head, by.dep_ = act, "prep"
            return


def _to_something(to: Token) -> None:
    """ "Subjected children | to | forced labor", parsed as if "to forced" could be an infinitive."""
    participle = to.head
    noun = next((c for c in participle.children if c.dep_ == "dobj" and c.i > participle.i), None)
    verb = next((a for a in participle.ancestors if a.pos_ == "VERB" and a.i < to.i), None)
    if noun is None or verb is None:
        return
    rest = [c for c in participle.children if c.i > noun.i]
    noun.head, noun.dep_ = to, "pobj"
    to.head, to.dep_, to.tag_, to.pos_ = verb, "prep", "IN", "ADP"
    participle.head, participle.dep_ = noun, "amod"
    for c in rest:
        c.head = noun


def _told_that(that: Token) -> None:
    """ "Complaints (from nuns) | that | guards beat inmates", parsed as those that are beaten or beat."""
    verb, told = that.head, that.head.head
    if told.dep_ == "pobj" and told.head.lower_ in ("from", "by", "in", "of"):
        told = told.head.head
    if verb.dep_ != "relcl" or told.lemma_ not in TELLING or that.i > verb.i:
        return
    others = {c.dep_ for c in verb.children if c.i != that.i}
    if "nsubjpass" in others or others >= {"nsubj", "dobj"}:
        that.tag_, that.pos_, that.dep_ = "IN", "SCONJ", "mark"
        verb.head, verb.dep_ = told, "acl"


def _acts(verb: Token) -> bool:
    """Whether a participle has a subject of its own and no helper: "guards allegedly | kicked him"."""
    if verb.dep_ not in ("ROOT", "ccomp", "conj", "advcl", "relcl"):
        return False
    labels = {c.dep_ for c in verb.children}
    return "nsubj" in labels and "dobj" in labels and not labels & {"aux", "auxpass", "nsubjpass", "agent"}


def _subject_beside(verb: Token) -> None:
    """ "the party, which Haddad | heads": the name is parsed as a part of the verb."""
    before = [c for c in verb.children if c.i < verb.i]
    if any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for c in before):
        return
    if before and before[-1].dep_ in ("compound", "nmod") and before[-1].tag_ in NOMINAL:
        before[-1].dep_ = "nsubj"


def _to_verb(token: Token) -> None:
    """Only verbs have objects: "The constitution and law | prohibit torture", parsed as a noun of theirs."""
    token.tag_ = "VBZ" if token.tag_ in ("NNS", "NNPS") else "VBP"
    token.pos_ = "VERB"
    token.lemma_ = _base(token.lower_) if token.lower_ in VERBS else token.lemma_.lower()
    if any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children):
        return
    before = [
        c
        for c in token.children
        if c.i < token.i and c.dep_ in ("nmod", "compound", "amod", "npadvmod") and c.tag_ in NOMINAL
    ]
    if token.dep_ in ("ROOT", "conj", "ccomp") and before:
        before[-1].dep_ = "nsubj"


def _base(form: str) -> str:
    """The lemma of a verb of `VERBS`."""
    if form.endswith("ies"):
        return form[:-3] + "y"
    return form.removesuffix("s")


def _above_its_object(verb: Token) -> None:
    """ "The constitution and law | prohibit | torture", parsed as one long name of the torture.

    The verb takes the place of the noun, which becomes its object; what stands before it is its subject.
    """
    doc, noun = verb.doc, verb.head
    while noun.dep_ in ("compound", "nmod") and noun.head.i > noun.i:
        noun = noun.head
    heads, labels = _tree(doc)
    heads[verb.i] = place_of(noun, verb)
    labels[verb.i] = noun.dep_
    heads[noun.i], labels[noun.i] = verb.i, "dobj"
    before = [c for c in (*noun.children, *verb.children) if c.i < verb.i]
    nominal = [c for c in before if c.tag_ in NOMINAL]
    own = next((c for c in nominal if c.dep_ == "nsubj"), nominal[-1] if nominal else None)
    for c in before:
        part = (
            c.dep_ in ("det", "amod", "compound", "nmod", "poss", "predet") and own is not None and c != own
        )
        heads[c.i] = own.i if part and own is not None else verb.i
    if own is not None:
        labels[own.i] = "nsubj"
    for c in noun.children:
        if c.i > noun.i and (c.dep_ == "punct" or c.tag_.startswith("VB")):
            heads[c.i] = verb.i
    _build(doc, heads, labels)


def _above_participle(verb: Token) -> None:
    """ "The law | requires | elected officials to ...", parsed as a helper of "elected"."""
    doc, participle = verb.doc, verb.head
    members = [participle, *(c for c in participle.children if c.dep_ == "conj" and c.tag_ == "VBN")]
    target = next((c for m in members for c in m.children if c.dep_ == "dobj" and c.i > m.i), None)
    if target is None:
        return
    verb.pos_, verb.lemma_ = "VERB", _base(verb.lower_)
    heads, labels = _tree(doc)
    heads[verb.i] = place_of(participle, verb)
    labels[verb.i] = participle.dep_
    heads[target.i], labels[target.i] = verb.i, "dobj"
    heads[participle.i], labels[participle.i] = target.i, "amod"
    for member in members:
        for c in member.children:
            if c.i in (verb.i, target.i) or c in members or c.dep_ == "cc":
                continue
            if c.i < verb.i or c.i > target.i:
                heads[c.i] = verb.i
                labels[c.i] = "xcomp" if c.dep_ == "advcl" and c.tag_ == "VB" else c.dep_
    _build(doc, heads, labels)


def _joins(verb: Token) -> bool:
    """Whether a verb is parsed as the second member of its own subject: "the law and | the code forbid"."""
    first = verb.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return (
        verb.tag_ in ("VBP", "VBD")
        and first.tag_ in NOMINAL
        and first.dep_ == "ROOT"
        and subject is not None
        and subject.tag_ in NOMINAL
        and subject.left_edge.i > first.i
        and subject.doc[subject.left_edge.i - 1].dep_ == "cc"
        and not any(c.dep_ in ("relcl", "acl", "appos") for c in first.children)
    )


def _above_both(verb: Token) -> None:
    """The verb above the noun it was hung on, which becomes its subject with its own as a second one."""
    doc, first = verb.doc, verb.head
    heads, labels = _tree(doc)
    second = next(c for c in verb.children if c.dep_ == "nsubj")
    heads[verb.i], labels[verb.i] = verb.i, "ROOT"
    heads[first.i], labels[first.i] = verb.i, "nsubj"
    heads[second.i], labels[second.i] = first.i, "conj"
    for c in first.children:
        if c.i > verb.i:
            heads[c.i] = verb.i
    _build(doc, heads, labels)


def _from_one_to_another(to: Token) -> None:
    """ "cut the term from seven | to five years", parsed as a range of years."""
    doc, number = to.doc, to.head
    first, lead = doc[to.i - 1], doc[to.i - 2]
    unit = number.head
    if (
        lead.lower_ != "from"
        or lead.head.lemma_ not in CHANGES
        or first.head.i != number.i
        or number.dep_ != "nummod"
        or unit.head.i != lead.i
    ):
        return
    heads, labels = _tree(doc)
    heads[first.i], labels[first.i] = lead.i, "pobj"
    heads[to.i], labels[to.i] = lead.i, "prep"
    heads[unit.i], labels[unit.i] = to.i, "pobj"
    _build(doc, heads, labels)


def _first_verb(verb: Token) -> Token | None:
    """The verb that a second one goes on from, where it is hung on a word that it can't stand beside.

    "The law bans trade in ivory and | provides for fines", with "provides" beside "ivory".
    """
    wrong = verb.head
    joined = next((c for c in wrong.children if c.dep_ == "cc" and wrong.i < c.i < verb.i), None)
    if (
        joined is None
        or wrong.i > verb.i
        or wrong.tag_ not in NOMINAL | {"VB", "VBG"}
        or (wrong.tag_ == "VB" and not any(c.tag_ == "TO" for c in wrong.children))
        or any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)
    ):
        return None
    above = wrong
    while above.head.i != above.i:
        above = above.head
        if above.dep_ == "relcl" and above.tag_ != verb.tag_:
            return None
        if above.tag_ == verb.tag_ and above.i < wrong.i:
            passive = any(c.dep_ == "auxpass" for c in above.children)
            return above if verb.tag_ != "VBN" or (passive and wrong.tag_ == "VBG") else None
    return None


def _beside(verb: Token, first: Token) -> None:
    """The verb as the second of the first, with what stands behind it."""
    doc, wrong = verb.doc, verb.head
    heads, labels = _tree(doc)
    heads[verb.i] = first.i
    for c in wrong.children:
        if c.dep_ == "cc" and wrong.i < c.i < verb.i:
            heads[c.i] = first.i
    for above in (wrong, *(a for a in wrong.ancestors if a.i >= first.i)):
        for c in above.children:
            if c.i > verb.i and c.dep_ != "conj" and not (c.dep_ == "punct" and c.i + 1 >= verb.sent.end):
                heads[c.i] = verb.i
    _build(doc, heads, labels)


def _range_above(noun: Token) -> None:
    """ "Penalties for fraud | range from two to six years", parsed as a range of fraud."""
    doc = noun.doc
    top = noun
    while top.head.i != top.i:
        top = top.head
    if top.tag_ not in ("NNS", "NNPS") or top.i >= noun.i:
        return
    heads, labels = _tree(doc)
    before = [c for c in noun.children if c.i < noun.i and c.dep_ in ("compound", "nmod", "amod", "conj")]
    if before:
        heads[before[-1].i], labels[before[-1].i] = noun.head.i, noun.dep_
        for c in noun.children:
            if c.i < before[-1].i:
                heads[c.i] = before[-1].i
    heads[noun.i], labels[noun.i] = noun.i, "ROOT"
    heads[top.i], labels[top.i] = noun.i, "nsubj"
    for token in doc[noun.i + 1 : noun.sent.end]:
        if token.head.i < noun.i:
            heads[token.i] = noun.i
    noun.tag_, noun.pos_ = "VBP", "VERB"
    _build(doc, heads, labels)


def _end_lead(preposition: Token, noun: Token) -> None:
    """ "By law | police may ...": the police is parsed as the object of "by", or "law" as a part of it."""
    head = noun.head
    if head.i <= noun.i or noun.dep_ not in ("compound", "nmod", "amod"):
        return
    verb = preposition.head if head.dep_ == "pobj" else head.head
    if verb.lower_ == "as":
        verb = verb.head
    while head.dep_ in ("compound", "nmod") and head.head.i > head.i:
        head = head.head
    if head.head.i == preposition.i:
        if verb.pos_ not in ("VERB", "AUX") or any(
            c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children
        ):
            return
        head.head, head.dep_ = verb, subject_label(verb)
    noun.head, noun.dep_ = preposition, "pobj"
