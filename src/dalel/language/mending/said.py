"""Mends what the parser often gets wrong about what is said and sentenced.

"Citizens alleged police took bribes", "reports police beat inmates", "sentenced on May 4 to three years".
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dalel.language import lexicon as lx
from dalel.language.mending.trees import FINITE, build, place_of, subject_label, tree

SAYING = frozenset({"indicated", "noted", "alleged", "claimed", "reported", "stated", "asserted", "believed"})
"""Verbs whose clause may follow without "that"."""
TELLING = SAYING | lx.words(lx.table("dalel.language", "tokens.toml")["telling"])
"""Verbs behind which a noun may be what their clause is about."""
ADDING = lx.words(lx.table("dalel.language", "tokens.toml")["adding"])
"""Participles of those who tell, and not of what they tell of."""
TOLD = frozenset({"allegations", "reports", "claims", "accusations", "complaints", "rumors", "concerns"})
"""Nouns whose clause may follow without "that"."""
COURTS = frozenset({"court", "tribunal", "prosecutor", "police", "commission", "ombudsman"})
"""Nouns of those with whom complaints are filed."""
FILING = frozenset({"file", "lodge", "submit", "bring", "sue", "launch", "register"})
"""Verbs of filing complaints."""
QUANTIFIERS = frozenset({"all", "some", "most", "many", "few", "several"})
"""Words that stand alone as those who tell, or before what is told."""
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
SUBJECTS = ("nsubj", "nsubjpass")
FOLLOWING = frozenset({"ccomp", "advcl", "conj"})
"""What the parser takes a clause for whose subject it hung on the verb before."""
MONTHS = frozenset(lx.table("dalel.language.times", "times.toml")["months"])
"""English months in full."""


def said_mended(doc: Doc) -> None:
    """Mends the clauses and dates of a Doc that hang on the wrong word."""
    for token in doc:
        if token.lower_ == "alleged" and token.i and _counts(token.nbor(-1)) and token.dep_ != "amod":
            _of_the_counted(token)
        elif token.lower_ in SAYING and token.dep_ == "amod":
            _above_its_clause(token)
        elif token.lower_ == "that" and token.dep_ == "det" and token.head.dep_ == "dobj":
            _opens_clause(token)
        elif token.dep_ == "dobj" and token.head.lower_ in TELLING and (clause := _clause_behind(token)):
            _as_subject(token, clause)
        elif token.dep_ == "dobj" and token.head.lower_ in TELLING and (one := _behind_aside(token)):
            one.head, one.dep_ = token, "acl"
        elif token.dep_ == "conj" and token.tag_ == "VBG" and token.head.tag_ in FINITE:
            _beside_participle(token)
        elif token.dep_ == "acl" and token.tag_ == "VBG" and token.head.dep_ == "pobj":
            _of_the_filer(token)
        elif token.lower_ in TOLD and token.dep_ == "dobj" and token.head.lower_ in SAYING:
            _only_described(token)
        elif token.lower_ in TOLD and token.dep_ == "compound":
            _apart_from_its_clause(token)
        elif token.dep_ == "amod" and token.tag_ in ("VBN", "VBD") and _subject(token) is not None:
            _above_its_object(token)
        elif token.lower_ == "to" and token.dep_ == "quantmod" and token.i >= 2:
            _behind_the_date(token)
        elif token.lower_ == "suspended" and token.dep_ == "conj" and token.i + 1 < len(doc):
            _before_the_sentence(token)
        elif token.dep_ == "npadvmod" and token.i > token.head.i:
            _as_object(token)
        elif token.dep_ == "npadvmod" and token.pos_ == "PROPN" and token.ent_type_ != "DATE":
            _before_its_passive(token)
        elif token.dep_ == "ccomp" and token.i < token.head.i and _own_sentence(token):
            token.dep_ = "parataxis"


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)


def _opens_clause(that: Token) -> None:
    """ "Stated | that | violence, as of May, had killed ten", parsed as that violence, and a clause."""
    noun, verb = that.head, that.head.head
    clause = next((c for c in verb.children if c.dep_ in ("advcl", "ccomp") and c.i > noun.i), None)
    if verb.lower_ not in SAYING or clause is None or _subject(clause) is not None:
        return
    if not _has_auxiliary(clause):
        return
    heads, labels = tree(that.doc)
    labels[clause.i] = "ccomp"
    heads[noun.i], labels[noun.i] = clause.i, subject_label(clause)
    heads[that.i], labels[that.i] = clause.i, "mark"
    build(that.doc, heads, labels)


def _clause_behind(noun: Token) -> Token | None:
    """The clause without a subject that follows a noun: "indicated | most strangers | were freed".

    Also where an aside stands between: "claimed several men, including two guards, | burned the mill".
    """
    doc, end = noun.doc, noun.right_edge.i + 1
    for clause in noun.head.children:
        if clause.i < noun.i or clause.pos_ not in ("VERB", "AUX") or _subject(clause) is not None:
            continue
        first = clause.left_edge.i
        if first == end and ((clause.dep_ == "ccomp" and _has_auxiliary(clause)) or _acts(clause)):
            return clause
        closed = first in (end, end + 1) and doc[first - 1].text == "," and _inserted(noun)
        if closed and (_acts(clause) or (clause.dep_ in ("conj", "ccomp") and _has_auxiliary(clause))):
            return clause
        if (closed or (first == end and clause.dep_ != "conj")) and _finite(clause):
            return clause
    return None


def _inserted(noun: Token) -> bool:
    """Whether something between commas stands behind a noun: "the fund, | set up in May, | had ..."."""
    return any(t.text == "," for t in noun.doc[noun.i + 1 : noun.right_edge.i + 1])


def _finite(clause: Token) -> bool:
    """Whether a verb tells by itself and nothing joins it to the words before."""
    joined = any(
        c.dep_ in ("mark", "cc") or c.tag_ in ("WRB", "TO") for c in clause.children if c.i < clause.i
    )
    tells = _has_auxiliary(clause) or clause.tag_ in FINITE
    return tells and not joined and clause.dep_ in FOLLOWING


def _acts(clause: Token) -> bool:
    """Whether a verb without auxiliary does something: "a decree | made | trade harder"."""
    acted = any(c.dep_ in ("dobj", "ccomp") and c.i > clause.i for c in clause.children)
    joined = clause.dep_ in ("conj", "ccomp") and clause.tag_ in FINITE
    return acted and (joined or (clause.dep_ == "advcl" and clause.tag_ in ("VBD", "VBN")))


def _aside(noun: Token) -> Token | None:
    """The examples inserted behind a noun: "several men, | including | two guards, ..."."""
    words = noun.doc[noun.i + 1 : noun.right_edge.i + 1]
    return next((t for t in words if t.lower_ == "including" and t.nbor(-1).text == ","), None)


def _behind_aside(noun: Token) -> Token | None:
    """What people do who are told of: "reported families, including infants, | sleeping in tents"."""
    aside = _aside(noun)
    if aside is None:
        return None
    for clause in noun.head.children:
        plain = clause.dep_ == "advcl" and clause.tag_ == "VBG" and clause.lower_ not in ADDING
        if plain and clause.left_edge.i - 1 == aside.right_edge.i + 1 and clause.nbor(-1).text == ",":
            return clause
    return None


def _as_subject(noun: Token, clause: Token) -> None:
    heads, labels = tree(noun.doc)
    heads[noun.i], labels[noun.i] = clause.i, subject_label(clause)
    heads[clause.i], labels[clause.i] = noun.head.i, "ccomp"
    for c in (*noun.head.children, *noun.children):
        if c.dep_ == "punct" and noun.i < c.i < clause.i:
            heads[c.i] = noun.i
    if clause.tag_ == "VBN" and not _has_auxiliary(clause):
        clause.tag_ = "VBD"
    build(noun.doc, heads, labels)


def _beside_participle(participle: Token) -> None:
    """ "Miners marched, claiming pay was low and | demanding | more", parsed as pay that demands."""
    above = participle.head
    while above.dep_ in ("ccomp", "conj") and above.tag_ in FINITE:
        above = above.head
    helped = any(c.dep_ in ("aux", "auxpass", *SUBJECTS) for c in participle.children)
    if above.tag_ == "VBG" and above.i < participle.i and not helped:
        participle.head = above


def _of_the_filer(participle: Token) -> None:
    """ "She filed suit in a court | accusing the mayor", parsed as a court that accuses."""
    place = participle.head
    verb = place.head.head
    if place.lemma_.lower() in COURTS and verb.lemma_ in FILING and verb.pos_ == "VERB":
        participle.head, participle.dep_ = verb, "advcl"


def _before_its_passive(name: Token) -> None:
    """ "Ana Lim, co-chair of a party, | was shot", parsed as a time at which somebody was shot."""
    verb = name.head
    if name.left_edge.i != verb.sent.start or _subject(verb) is not None or not _passive(verb):
        return
    name.dep_ = "nsubjpass"
    for child in verb.children:
        if child.dep_ == "advcl" and child.tag_ == "NN" and name.i < child.i < verb.i:
            child.head, child.dep_ = name, "appos"


def _only_described(noun: Token) -> None:
    """ "All | reported | allegations were checked", parsed as all who report them."""
    verb = noun.head
    subject = _subject(verb)
    checked = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > noun.i), None)
    if (
        subject is None
        or subject.lower_ not in QUANTIFIERS
        or checked is None
        or _subject(checked) is not None
    ):
        return
    heads, labels = tree(noun.doc)
    heads[checked.i] = place_of(verb, checked)
    labels[checked.i] = verb.dep_
    for child in verb.children:
        if child.i > noun.i:
            heads[child.i] = checked.i
    heads[noun.i], labels[noun.i] = checked.i, subject_label(checked)
    heads[verb.i], labels[verb.i] = noun.i, "amod"
    heads[subject.i], labels[subject.i] = noun.i, "det"
    build(noun.doc, heads, labels)


def _counts(word: Token) -> bool:
    return word.like_num or word.lower_ in ("dozen", "several", "few", "other", "numerous", "some", "many")


def _of_the_counted(alleged: Token) -> None:
    """ "A dozen | alleged | soldiers were shown", parsed as a dozen who allege it."""
    doc = alleged.doc
    noun = next((t for t in doc[alleged.i + 1 : alleged.sent.end] if t.tag_ in NOUNS), None)
    if noun is None or any(t.pos_ in ("VERB", "AUX", "DET", "PRON") for t in doc[alleged.i + 1 : noun.i]):
        return
    while noun.dep_ == "compound" and noun.head.i > noun.i:
        noun = noun.head
    number = doc[alleged.i - 1]
    if noun.head.i != alleged.i or number.head.i != alleged.i:
        return
    heads, labels = tree(doc)
    labels[noun.i] = alleged.dep_
    for child in alleged.children:
        heads[child.i] = noun.i
    heads[noun.i] = place_of(alleged, noun)
    heads[alleged.i], labels[alleged.i] = noun.i, "amod"
    heads[number.i], labels[number.i] = noun.i, "nummod"
    build(doc, heads, labels)


def _above_its_clause(verb: Token) -> None:
    """ "Citizens | alleged | police took bribes", parsed as police that is alleged."""
    doc, noun = verb.doc, verb.head
    clause = noun.head
    while noun.dep_ in ("conj", "compound") and noun.head.i != noun.i:
        noun, clause = noun.head, noun.head.head
    if verb.i == 0 or doc[verb.i - 1].tag_ not in NOUNS or clause.pos_ not in ("VERB", "AUX"):
        return
    before = doc[verb.i - 1]
    speaker = before
    while speaker.dep_ in ("conj", "compound") and speaker.head.i < verb.i:
        speaker = speaker.head
    said = verb.head
    if speaker.i >= verb.i or speaker.head.i not in (clause.i, said.i, verb.i) or speaker.sent != verb.sent:
        return
    heads, labels = tree(doc)
    heads[verb.i] = place_of(clause, verb)
    labels[verb.i] = clause.dep_
    heads[clause.i], labels[clause.i] = verb.i, "ccomp"
    heads[speaker.i], labels[speaker.i] = verb.i, "nsubj"
    top = said
    while top.dep_ == "compound":
        top = top.head
    heads[top.i], labels[top.i] = clause.i, subject_label(clause)
    for c in clause.children:
        if c.i < speaker.i or (c.dep_ == "punct" and c.i > clause.i):
            heads[c.i] = verb.i
    verb.tag_, verb.pos_ = "VBD", "VERB"
    build(doc, heads, labels)


def _has_auxiliary(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in verb.children)


def _passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _apart_from_its_clause(noun: Token) -> None:
    """ "There were | allegations | police failed to act", parsed as police of a sort."""
    doc, subject = noun.doc, noun.head
    clause = subject.head
    if (
        subject.dep_ not in SUBJECTS
        or clause.dep_ not in ("ccomp", "attr", "acl", "advcl")
        or not any(c.dep_ == "expl" for c in clause.head.children)
        or clause.head.i > noun.i
    ):
        return
    heads, labels = tree(doc)
    heads[noun.i], labels[noun.i] = clause.head.i, "attr"
    heads[clause.i], labels[clause.i] = noun.i, "acl"
    for c in subject.children:
        if c.i < noun.i:
            heads[c.i] = noun.i
    build(doc, heads, labels)


def _above_its_object(verb: Token) -> None:
    """ "Reports police | beat | inmates", parsed as beaten inmates."""
    doc, noun = verb.doc, verb.head
    if noun.i < verb.i or noun.head.i == noun.i:
        return
    heads, labels = tree(doc)
    heads[verb.i], labels[verb.i] = noun.head.i, "acl" if noun.dep_ == "appos" else noun.dep_
    heads[noun.i], labels[noun.i] = verb.i, "dobj"
    verb.tag_, verb.pos_ = "VBD", "VERB"
    build(doc, heads, labels)


def _behind_the_date(to: Token) -> None:
    """ "Sentenced on May 4 | to three years", parsed as from four to three years."""
    doc = to.doc
    month, day, number = doc[to.i - 2], doc[to.i - 1], to.head
    if month.lower_ not in MONTHS or not day.like_num or number.i != to.i + 1 or month.dep_ != "pobj":
        return
    verb, span = month.head.head, number.head
    if verb.pos_ != "VERB" or number.dep_ != "nummod" or span.i == number.i:
        return
    heads, labels = tree(doc)
    heads[day.i], labels[day.i] = month.i, "nummod"
    heads[to.i], labels[to.i] = verb.i, "prep"
    heads[span.i], labels[span.i] = to.i, "pobj"
    for c in verb.children:
        if c.dep_ == "prep" and c.i == span.i + 1:
            heads[c.i] = span.i
    build(doc, heads, labels)


def _before_the_sentence(word: Token) -> None:
    """ "Gave two men | suspended | sentences", parsed as if the men were given and sentences suspended."""
    doc, verb = word.doc, word.head
    sentence = next((c for c in word.children if c.dep_ == "dobj" and c.lemma_ == "sentence"), None)
    given = next((c for c in verb.children if c.dep_ == "dobj" and c.i < word.i), None)
    if sentence is None or given is None or any(c.dep_ == "cc" and c.i > given.i for c in verb.children):
        return
    heads, labels = tree(doc)
    labels[given.i] = "dative"
    heads[sentence.i], labels[sentence.i] = verb.i, "dobj"
    heads[word.i], labels[word.i] = sentence.i, "amod"
    for c in word.children:
        if c.i > sentence.i:
            heads[c.i] = verb.i
    build(doc, heads, labels)


def _as_object(noun: Token) -> None:
    """ "The court sentenced, in absentia, | the minister Omar Haddad to ...", parsed as when it did."""
    verb = noun.head
    named = any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in noun.children)
    if (
        verb.pos_ == "VERB"
        and named
        and noun.ent_type_ not in ("DATE", "TIME")
        and not any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children)
    ):
        noun.dep_ = "dobj"


def _own_sentence(verb: Token) -> bool:
    """Whether a semicolon parts a clause from the one it is parsed as a part of."""
    doc = verb.doc
    return any(doc[i].text == ";" for i in range(verb.right_edge.i, verb.head.i))
