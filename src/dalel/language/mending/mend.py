"""Mends in a parse what can't be right, word by word and then by sentences, each mend in its order.

dalel_mending           component: sets tags, lemmas, labels and heads anew
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dalel.language import lexicon as lx
from dalel.language.mending.acts import aimed_at, undergone
from dalel.language.mending.chosen import chooser_mended, chosen_behind, chosen_mended
from dalel.language.mending.clauses import (
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
from dalel.language.mending.dated import held_before_noun, over_the_year
from dalel.language.mending.kin import (
    across_verb,
    kin_listed,
    listed_with_kin,
    of_the_last,
    of_the_nearest,
    possessed,
)
from dalel.language.mending.listed import all_but, participle_behind, sorts_listed, verb_listed
from dalel.language.mending.objects import (
    back_to_verb,
    joined_to_noun,
    listed_behind,
    listed_charge,
    told_of_changes,
)
from dalel.language.mending.roots import roots_mended
from dalel.language.mending.said import MONTHS, said_mended
from dalel.language.mending.said_lists import lists_mended
from dalel.language.mending.sorts import adjective_behind, letters_before, sort_mended
from dalel.language.mending.sources import sources_mended
from dalel.language.mending.titles import TITLES, acting_mended, title_mended
from dalel.language.mending.trees import FINITE
from dalel.language.mending.verbs import (
    NOMINAL,
    VERBS,
    above_both,
    above_its_object,
    above_participle,
    acts,
    beside,
    end_lead,
    first_verb,
    from_one_to_another,
    joins,
    range_above,
    subject_beside,
    to_something,
    to_verb,
    told_that,
    under_the_act,
)

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
LEFT = frozenset({"dead", "alive"})
"""How somebody is left by what a verb before it tells."""
SPANNING = frozenset({"from", "between"})
GOING_ON = frozenset({"VBZ", "VBD", "VBN"})
"""Tags of verbs that no noun and no infinitive can be listed with."""
_TABLES = lx.table("dalel.language", "tokens.toml")
NOUNS_ALWAYS = frozenset(_TABLES["nouns"])
"""Forms that are always nouns."""
ADJECTIVES = frozenset(_TABLES["adjectives"])
"""Forms that are always adjectives."""
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
                range_above(token)
            elif token.lower_ in VERBS and token.dep_ in ("compound", "nmod") and token.head.i > token.i:
                above_its_object(token)
            if any(c.dep_ == "dobj" for c in token.children):
                to_verb(token)
            if token.lower_ == "subject" and any(c.dep_ == "nsubj" for c in token.children):
                token.tag_, token.pos_ = "JJ", "ADJ"  # "with every child | subject to abuse"
        if token.pos_ == "VERB" and token.lemma_ in LEMMAS:
            token.lemma_ = LEMMAS[token.lemma_]
        if token.tag_ in FINITE and token.pos_ == "VERB":
            subject_beside(token)
        if token.lower_ in ADJECTIVES and token.pos_ == "VERB" and token.dep_ == "acl" and token.i:
            token.tag_, token.pos_, token.head, token.dep_ = "JJ", "ADJ", token.nbor(-1), "amod"
        if token.tag_ == "JJ" and token.lower_ in NOUNS_ALWAYS:
            token.tag_, token.pos_ = "NN", "NOUN"
            token.dep_ = "attr" if token.dep_ == "acomp" else token.dep_
        if token.dep_ == "aux" and token.lower_ in VERBS and token.head.tag_ == "VBN":
            above_participle(token)
        if token.dep_ == "conj" and joins(token):
            above_both(token)
        if token.lower_ == "to" and token.dep_ == "quantmod" and token.i >= 2:
            from_one_to_another(token)
        if token.lower_ == "by" and token.dep_ in ("prep", "agent"):
            under_the_act(token)
        if token.lower_ in LEFT and token.dep_ == "amod" and token.i > 0 and token.nbor(-1).pos_ == "VERB":
            token.head, token.dep_ = token.nbor(-1), "oprd"  # "shot | dead | two students"
        if token.tag_ == "TO" and token.head.tag_ == "VBN" and token.head.i == token.i + 1:
            to_something(token)
        if token.tag_ == "VB" and token.i and token.nbor(-1).tag_ == "TO":
            undergone(token)
        if token.lower_ == "that" and token.dep_ in ("nsubj", "dobj"):
            told_that(token)
        if token.tag_ == "VBN" and acts(token):
            token.tag_ = "VBD"
        if token.tag_ == "VBD" and token.dep_ == "advcl" and any(c.dep_ == "agent" for c in token.children):
            token.tag_ = "VBN"  # "won the vote, | called fair by observers"
        if token.dep_ == "conj" and token.tag_ in GOING_ON and (first := first_verb(token)) is not None:
            beside(token, first)
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
                end_lead(sentence[0], noun)
                sort_by_law(noun.nbor())
        if len(sentence) > 4 and sentence[:2].text == "As of" and sentence[2].lower_ in MONTHS:
            end_lead(sentence[1], sentence[2])  # "As of May | detainees made up half"
    return doc
