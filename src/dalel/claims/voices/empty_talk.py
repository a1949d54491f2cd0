"""Contents of attributions that tell nothing by themselves, or only how many: no findings or statements."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dalel.claims.syntax import SUBJECTS, child, children
from dalel.claims.voices.observers import rules
from dalel.language.attributions.attribution import Attribution, attributions

DEFINITE = frozenset({"the", "this", "these", "those", "that", "such", "his", "her", "its", "their"})
"""Words that point to what the text spoke of before: "condemned **the** attacks"."""
OWN = frozenset({"his", "her", "its", "their"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def says_nothing(attribution: Attribution, content: Token, start: int, end: int) -> bool:
    """Whether what is told from `start` to `end`, with its main word, leaves open what is meant."""
    doc = content.doc
    return (
        _torn(doc, start, end)
        or _only_pointed_at(doc, content, start, end)
        or _only_named(attribution, content)
        or (content.pos_ == "NOUN" and content.lemma_ in rules()["outcomes"] and _plain(content))
        or (attribution.cls == "say" and doc[start].lower_ == "be")
        or (attribution.verb.lemma_ == "accord" and doc[start].tag_ == "VBG" and content.i == start)
        or (_that(doc, start) and content.pos_ not in ("VERB", "AUX"))
        or broken_list(doc, content, start, end)
        or _cut_off(doc, end)
    )


def whole_clause(attribution: Attribution, content: Token, end: int) -> int:
    """The end of a clause whose subject was taken for what is told: "reported | abuse by guards | was old".

    The same as `end` where no verb follows that lacks its subject.
    """
    verb = attribution.verb
    if content.dep_ != "dobj" or content.head.i != verb.i or verb.dep_ != "csubj" or verb.pos_ != "VERB":
        return end
    above = verb.head
    if above.i < end or above.tag_ not in FINITE or child(above, "nsubj", "nsubjpass") is not None:
        return end
    return above.right_edge.i + (above.right_edge.pos_ != "PUNCT")


def meant(attribution: Attribution, start: int, end: int) -> Token | None:
    """What a view is of, where the content begins with its pronoun or with "as".

    "Condemned **the raid**, calling | it an outrage |", "assessed **the vote**, which ..., | as fair |".
    """
    verb = attribution.verb
    first = verb.doc[start]
    thing = child(verb, "dobj")
    if first.lower_ == "as" and start > verb.i and thing is not None and verb.i < thing.i < start:
        return thing if thing.pos_ != "PRON" else None
    if (
        first.lower_ not in ("it", "them", "this")
        or verb.tag_ != "VBG"
        or verb.dep_ != "advcl"
        or end - start < 2
    ):
        return None
    if not (first.dep_ == "dobj" or (first.dep_ == "nsubj" and first.head.pos_ not in ("VERB", "AUX"))):
        return None
    told = child(verb.head, "dobj")
    return told if told is not None and told.pos_ in ("NOUN", "PROPN") else None


def after_pronoun(doc: Doc, start: int, text: str) -> str:
    """The words of a view without the pronoun that they begin with."""
    return text[len(doc[start]) :].lstrip() if doc[start].pos_ == "PRON" else text


def _cut_off(doc: Doc, end: int) -> bool:
    """Whether a content ends in the middle of a phrase: "failure to observe | the rules led to deaths"."""
    if end >= len(doc) or doc[end].is_sent_start or doc[end].ent_type_ in ("DATE", "TIME"):
        return False
    last, after = doc[end - 1], doc[end]
    if last.tag_ == "IN" and last.dep_ == "prep":
        return True  # "was based on | illegally obtained data"
    if last.pos_ == "VERB" and last.tag_ != "VBN":
        return after.pos_ in ("DET", "NOUN", "PROPN") and after.dep_ != "npadvmod"
    return last.pos_ in ("NOUN", "PROPN") and after.pos_ in ("NOUN", "PROPN") and after.dep_ == "nsubj"


def _torn(doc: Doc, start: int, end: int) -> bool:
    """Whether a parenthesis is cut: "see section 2), and the mayor"."""
    depth = 0
    for token in doc[start:end]:
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0:
            return True
    return depth > 0


def before_another(attribution: Attribution, start: int, end: int) -> int:
    """The end of a content before the words of another: "noted that it failed | , and the mayor said ..."."""
    for other in attributions(attribution.verb.doc):
        verb = other.verb
        told = (
            start < verb.i < end and other.cls == "say" and verb.dep_ == "conj" and other.source is not None
        )
        if told and other.source is not None and start + 2 < other.source.start <= verb.i:
            first = other.source.start
            while first > start + 2 and verb.doc[first - 1].dep_ in (
                "det",
                "cc",
                "compound",
                "punct",
                "amod",
            ):
                first -= 1
            end = min(end, first)
    return end


def before_silence(doc: Doc, start: int, end: int) -> int:
    """The end of a content before what the teller kept back: "said all was well | but gave no details"."""
    for verb in doc[start:end]:
        if verb.dep_ != "conj" or verb.lemma_ not in rules()["withholding"] or child(verb, *SUBJECTS):
            continue
        kept = child(verb, "dobj")
        told = kept is not None and kept.lemma_ in rules()["tidings"]
        no = child(verb, "neg") is not None or (
            kept is not None and any(c.lower_ in ("no", "few", "little") for c in kept.lefts)
        )
        joint = next((t.i for t in doc[start : verb.i] if t.dep_ == "cc" and t.head.i == verb.head.i), None)
        if no and (told or kept is None) and joint is not None and joint > start + 2:
            return joint
    return end


def with_label(attribution: Attribution, content: Token, end: int) -> int:
    """The end of a content with what it is rated as: "rated the press | as free"."""
    label = next((c for c in children(attribution.verb, "prep") if c.lower_ == "as" and c.i >= end), None)
    verb = attribution.verb
    thing = child(verb, "dobj")
    if verb.lemma_ == "refer":  # "referred to the press | as spies"
        thing = next(
            (g for p in children(verb, "prep") if p.lower_ == "to" for g in children(p, "pobj")), None
        )
    named = attribution.cls in ("judge", "think") or verb.lemma_ == "refer"
    if label is None or thing is None or content.i != thing.i or not named:
        return end
    return label.right_edge.i + 1


def closed(doc: Doc, start: int, end: int) -> int:
    """The end of a content with the bracket that closes what it opens: "the Office (OO | )"."""
    opened = sum((t.text == "(") - (t.text == ")") for t in doc[start:end])
    return end + (opened == 1 and end < len(doc) and doc[end].text == ")")


def _only_pointed_at(doc: Doc, content: Token, start: int, end: int) -> bool:
    """Whether the content is only a thing spoken of before: "the attacks", "their social status"."""
    if content.pos_ != "NOUN" or content.tag_ == "VBG" or end > content.i + 1:
        return False
    own = any(c.dep_ == "poss" and c.lower_ in OWN for c in content.children)
    words = [t for t in doc[start:end] if t.dep_ not in ("det", "poss", "case")]
    pointed = any(c.dep_ in ("det", "predet", "poss", "amod") and c.lower_ in DEFINITE for c in content.lefts)
    vague = content.lemma_ in rules()["pointed"]
    return (pointed and vague and len(words) == 1) or (own and len(words) <= 2)


def _only_named(attribution: Attribution, content: Token) -> bool:
    """Whether only a name is told of, for its clause was cut: "reported the Bureau, an old body | , had"."""
    verb = attribution.verb
    return (
        verb.pos_ == "VERB"
        and content.pos_ == "PROPN"
        and content.dep_ == "dobj"
        and content.ent_type_ in ("ORG", "PERSON", "GPE", "NORP", "FAC")
        and attribution.cls in ("say", "show")
        and child(content, "acl", "relcl") is None
    )


def _plain(noun: Token) -> bool:
    """Whether a noun is told without a clause that says what it is."""
    return child(noun, "acl", "relcl", "ccomp") is None and not any(
        c.lower_ in ("that", "about") for c in noun.children
    )


def _that(doc: Doc, start: int) -> bool:
    """Whether "that" in front of a content opens a clause."""
    return start > 0 and doc[start - 1].lower_ == "that" and doc[start - 1].dep_ == "mark"


def broken_list(doc: Doc, content: Token, start: int, end: int) -> bool:
    """Whether a list of things breaks off before its "and": "long hours, poor food | , fines and debts"."""
    if content.pos_ != "NOUN" or end >= len(doc) or doc[end].text != ",":
        return False
    comma = next((i for i in range(end - 1, start, -1) if doc[i].text == ","), -1)
    if comma < 0 or any(t.lower_ in ("and", "or") or t.pos_ in ("VERB", "AUX") for t in doc[comma:end]):
        return False
    return not _joins_nouns(doc, start, comma) and any(
        t.lower_ in ("and", "or") for t in doc[end : content.sent.end]
    )


def _joins_nouns(doc: Doc, start: int, end: int) -> bool:
    """Whether a list between two tokens is closed by its "and"."""
    return any(t.lower_ in ("and", "or") for t in doc[start:end]) and doc[end + 1].lower_ in (
        "including",
        "such",
        "which",
        "especially",
        "particularly",
    )


def counts(content: Token) -> bool:
    """Whether the content is a number of things, which makes a quantity: "found 32 cases of fraud"."""
    topic = child(content, *SUBJECTS)
    there = child(content, "attr") if topic is not None and topic.dep_ == "expl" else None
    shares = [g for c in children(content, "prep") for g in children(c, "pobj") if g.lemma_ == "percent"]
    shares += [g for g in children(content, "dobj", "attr", "npadvmod") if g.lemma_ == "percent"]
    done = child(content, "dobj") if content.lemma_ in rules()["counted"] else None
    coming = any(c.tag_ == "MD" for c in content.children)
    if done is not None and (coming or not _in_digits(done)):
        done = None
    return any(
        word.lemma_ == "percent"
        or any(c.lower_ == "every" for c in word.children)
        or (word.pos_ == "NOUN" and (_numbered(word) or _total(word)))
        or (word is topic and word.pos_ == "NUM" and word.text[0].isdigit())
        for word in (content, topic, there, done, *shares)
        if word is not None
    ) or (topic is not None and _how_many(topic, content))


def _in_digits(noun: Token) -> bool:
    """Whether a noun has a number in digits: "20 cases", "1.2 billion crowns"."""
    return any(
        t.text[0].isdigit()
        for c in children(noun, "nummod")
        for t in (c, *children(c, "compound", "quantmod"))
    )


def _numbered(noun: Token) -> bool:
    """Whether a noun has a number that is no year; "14 missing persons' cases" counts the cases."""
    owned = [n for o in children(noun, "poss") for n in children(o, "nummod") if o.left_edge.i == n.i]
    return any(c.ent_type_ != "DATE" for c in (*children(noun, "nummod"), *owned))


def _total(noun: Token) -> bool:
    """Whether a noun sums up a number: "a total of 71 injuries"."""
    things = [g for c in children(noun, "prep") if c.lower_ == "of" for g in children(c, "pobj")]
    return noun.lemma_ in rules()["sums"] and any(_numbered(g) or g.pos_ == "NUM" for g in things)


def _how_many(topic: Token, content: Token) -> bool:
    """Whether a clause tells how high a number is: "the number of the wounded is as high as 201"."""
    told = content.doc[content.i : content.right_edge.i + 1]
    return topic.lemma_ in ("number", "total") and any(
        t.pos_ == "NUM" and t.ent_type_ not in ("DATE", "TIME") and t.text[0].isdigit() for t in told
    )
