"""What is told in the words of a rule, or of a text adopted, and is none: cases, asides, mere tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from dalel.claims.fillers.filling import Filler
from dalel.claims.lexicon import Lexicon, words
from dalel.claims.syntax import SUBJECTS, child, children, helped_by, is_passive, is_verb

RULINGS = words("rulings")
"""Verbs of what a court decides in one case."""
LEGALITY = words("legality")
SUPPOSING = frozenset({"if", "unless", "whether", "until", "when", "whenever", "once", "before", "so"})
"""Conjunctions of what may be so or not."""
MISDEEDS = words("misdeeds")
"""Verbs of what somebody may be or do, and is not allowed to."""
HARMING = words("harming")
"""Verbs of what a thing may do to somebody: "songs that may | offend | the king"."""
TOPICS = frozenset({"concern", "dictate", "govern", "regulate"})
"""Verbs that tell what laws are about, and not what they say."""
UNKNOWN = frozenset({"it", "this", "them", "him", "her", "one"})
"""Objects that tell nothing without the sentence before."""
TOLD_OF = frozenset({"rule.adjective", "rule.free or accountable", "rule.passive"})
"""Frames of rules in whose words a clause may only tell which people are meant."""
INFORMING = frozenset({"inform", "notify", "advise", "remind"})
"""Verbs of telling somebody what he may do: "officers must inform crews | that they may appeal"."""
EXISTING = frozenset({"restriction", "limit", "limitation", "ban", "requirement"})
"""Nouns of what is a rule where there is none of them, and else only something that people meet with."""
POWERS = frozenset({"authority", "duty", "mandate", "power", "right"})
"""Nouns that tell nothing without what for."""
VOICES = frozenset({"state", "note", "declare", "consider", "acknowledge", "recognize", "call for"})
CALLED_LIKE_LAWS = words("called_like_laws")
"""Names of organisations that read like those of laws."""
SOME = frozenset({"some", "several", "many", "most"})
PARTS = words("law_parts")
SETTING = frozenset(
    {"provide", "define", "establish", "prescribe", "set", "guarantee", "specify", "allow", "permit"}
)
"""Verbs of which a participle tells no rule, only where it stands."""
BODIES = frozenset({"body", "agency", "organization", "organisation", "institution", "entity", "unit"})
BARRING = frozenset({"prohibit", "bar", "ban", "exempt", "exclude"})
DEMANDING = frozenset({"require", "mandate"})
SUFFERED = frozenset({"fine", "penalty", "sentence"})
"""Nouns of what somebody got by a verdict, where they have an owner: "his | sentence"."""
CASES = frozenset({"age", "circumstance", "condition", "extent", "point"})
"""Nouns before "at which", of what may be so: "an age | at which pupils may leave"."""
STOPPING = words("stopping")
"""Verbs of what keeps a text from being adopted."""
PAPERS = frozenset({"report", "recommendation", "opinion", "paper", "statement", "study"})
"""Texts of which it must be told whose they are."""
TASKED = frozenset({"charge", "task", "responsible", "mandate", "entrust"})
"""Words before what somebody has to do: "charged with | issuing permits"."""


def none_told(rule: Token, frame: str, subjects: Sequence[Filler], properties: Sequence[Filler]) -> bool:
    """Whether the words that a frame of rules fits tell no rule."""
    return (
        only_supposed(rule)
        or of_one_case(rule)
        or _sort_of_people(rule, frame, subjects)
        or (frame != "rule.duty" and any(_of_the_unknown(rule, f) for f in properties))
        or (frame == "rule.passive" and any(_counted(rule, f.token) for f in subjects))
        or (frame == "rule.law" and (_done_to(rule) or _about(rule) or _misread(rule, subjects)))
        or (frame == "rule.law" and (_in_no_law(rule) or _only_applies(rule, properties)))
        or (
            frame == "rule.law"
            and any(_deed(f.token) or _body(f.token) or _speaks(rule, f) for f in subjects)
        )
        or (frame == "rule.by law" and _only_set(rule))
        or any(_some_body(f.token) for f in subjects)
        or (frame == "rule.there is no law" and _met_with(rule))
        or (frame == "rule.none exists" and not any(_no(t) for f in subjects for t in (rule, f.token)))
        or (frame == "rule.requirement that" and any(_done_to(f.token) or _met(f) for f in properties))
        or _run_together(rule)
        or (frame.startswith("rule.change ") and any(_apart(rule, f) for f in properties))
        or any(_of_others(rule, f) for f in subjects)
        or any("the following" in text for f in properties for text in f.texts)
        or any(_broken_off(rule, f) for f in properties)
        or (frame.startswith("rule.changed") and any(_suffered(f.token) for f in subjects))
    )


def _run_together(trigger: Token) -> bool:
    """Whether the subject of a rule stands in the sentence before: "filmed cases; filming was lawful"."""
    verb = trigger.head if trigger.dep_ in ("acomp", "oprd") else trigger
    own = child(verb, *SUBJECTS)
    if own is None or own.pos_ == "PRON":
        return False
    return any(t.text == ";" and t.head.i != own.i for t in trigger.doc[own.i : verb.i])


def _met(words_of: Filler) -> bool:
    """Whether a clause only tells which rules are meant: "provisions | that the guild demanded"."""
    return words_of.token.dep_ == "relcl" and words_of.end == words_of.token.i + 1


def _broken_off(trigger: Token, words_of: Filler) -> bool:
    """Whether the words of a rule end before what they are about: "may hold", "requires the navy"."""
    doc, end = trigger.doc, words_of.end
    if words_of.resolved or end >= trigger.sent.end:
        return False
    after, above = doc[end], trigger.head
    if words_of.token.i != trigger.i:
        alone = words_of.end - words_of.start == 1 and words_of.token.lemma_ in POWERS
        return alone and after.lower_ in ("to", "of", "over", "for", "in")
    if trigger.dep_ == "ccomp" and above.i >= end and any(c.tag_ == "TO" for c in above.children):
        return True  # "requires | the navy |, the army and the police to report"
    untold = child(trigger, "dobj", "ccomp", "xcomp", "acomp") is None and trigger.dep_ != "relcl"
    if untold and after.text == "," and doc[end - 1].lower_ in ("possible", "necessary", "feasible"):
        return True  # "must provide, to the extent possible |, access to its halls"
    if end == trigger.i + 1 and after.text == "," and trigger.lemma_ in ("provide", "grant", "establish"):
        return True  # "the law provided |, but the police ignored, a right to appeal"
    if after.lower_ == "or" or (after.tag_ == "VB" and trigger.lemma_ in DEMANDING):
        return True  # "stipulates workers | or their unions must agree", "requires the crew | keep away"
    if all(t.tag_ in ("IN", "RP") for t in doc[trigger.i + 1 : end]) and trigger.tag_ != "VBN":
        led = end > trigger.i + 1 and trigger.dep_ != "relcl"  # not "fees that the law provides for"
        return led or not (after.is_punct or after.tag_ in ("CC", "IN", "WRB", "RB", "TO", "WDT"))
    following = doc[end + 1] if after.text == "," and end + 1 < trigger.sent.end else None
    if following is not None and following.lower_ == "from" and trigger.lemma_ in BARRING:
        return True  # "does not bar crews, including cooks |, from striking"
    names = following is not None and following.tag_ == "NNP" and doc[end - 1].tag_ == "NNP"
    return names and doc[end - 1].dep_ == "dobj"


def only_supposed(trigger: Token) -> bool:
    """Whether a rule's verb tells no rule: only a case of one ("if the penalty is ten years") or an aside.

    "families | needing the consent of the elders", "decide whether a suspect | must stay".
    """
    verb = trigger.head if trigger.dep_ in ("acomp", "oprd") else trigger
    while verb.dep_ in ("conj", "xcomp") and is_verb(verb.head):
        verb = verb.head  # "if the search is found | to be unlawful"
    if verb.dep_ == "ccomp" and verb.head.lemma_ in INFORMING:
        return True
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i}
    if verb.dep_ == "advcl" and marks & SUPPOSING:
        return True
    if verb.dep_ in ("ccomp", "pcomp") and "whether" in marks:
        return True
    who = {c.tag_ for c in verb.children}
    if verb.dep_ == "relcl" and trigger.lemma_ in (
        MISDEEDS if "WP" in who else HARMING if "WDT" in who else ()
    ):
        return True  # "guards who may | commit crimes"
    people = who & {"WP"} and verb.left_edge.nbor(-1).text != "," and helped_by(verb, {"may"})
    if verb.dep_ == "relcl" and people and is_passive(verb):
        return True  # "others | who may be harmed"
    where = verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children)
    may = any(c.lower_ in ("may", "can") for c in verb.children)
    aside = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
    at_which = verb.left_edge.nbor().lower_ == "which" and verb.head.lemma_ in CASES
    if verb.dep_ == "relcl" and at_which:
        return True
    return where and (may or not aside)  # "bars | where children may be hurt |": only there


def of_one_case(trigger: Token) -> bool:
    """Whether something is said of one case: "the court found | that the arrest was unlawful"."""
    if trigger.lower_ in LEGALITY:
        verb = trigger.head
        return verb.dep_ in ("ccomp", "conj") and verb.head.lemma_ in RULINGS
    noun = trigger.head
    verb = noun.head
    judged = noun.dep_ in SUBJECTS and verb.dep_ == "ccomp" and verb.head.lemma_ in RULINGS
    return trigger.dep_ == "acl" and judged and any(c.lower_ in LEGALITY for c in verb.children)


def gerund(trigger: Token) -> bool:
    """Whether a verb only goes along with another: "barriers such as | needing a permit"."""
    return trigger.tag_ == "VBG" and not any(c.dep_ in ("aux", "auxpass") for c in trigger.children)


def _done_to(trigger: Token) -> bool:
    """Whether a participle tells what is done to the noun before it: "films | considered a threat"."""
    alone = not any(c.dep_ in ("aux", "auxpass") for c in trigger.children)
    return trigger.tag_ == "VBN" and trigger.dep_ == "acl" and alone


def _about(trigger: Token) -> bool:
    """Whether a participle only tells which rules are meant: "rules | governing repeat offenses"."""
    noun = trigger.head
    to = noun.head
    amended = to.lower_ == "to" and to.head.lemma_.lower() == "amendment"
    if trigger.dep_ == "conj" and noun.dep_ == "acl" and gerund(noun):
        return noun.lemma_ in TOPICS  # "laws governing and | restricting | the press"
    return trigger.dep_ == "acl" and gerund(trigger) and (trigger.lemma_ in TOPICS or amended)


def _misread(trigger: Token, subjects: Sequence[Filler]) -> bool:
    """Whether a participle is parsed as the verb: "a law barring films | considered | a threat"."""
    if trigger.lower_ == "provided" and trigger.dep_ == "acl" and not children(trigger, "aux", "auxpass"):
        return True  # "exempt from requirements | provided | the owner pays"
    if trigger.tag_ not in ("VBD", "VBN") or any(c.dep_ in ("aux", "auxpass") for c in trigger.children):
        return False
    return any(
        t.dep_ == "acl" and t.tag_ == "VBG" for f in subjects for t in f.token.doc[f.token.i + 1 : f.end]
    )


def _sort_of_people(trigger: Token, frame: str, subjects: Sequence[Filler]) -> bool:
    """Whether a clause only tells which people are meant: "may hold | migrants who are liable to ..."."""
    verb = trigger.head if trigger.dep_ in ("acomp", "oprd") else trigger
    if frame not in TOLD_OF or verb.dep_ != "relcl" or verb.left_edge.nbor(-1).text == ",":
        return False
    noun = verb.head
    return noun.tag_ == "NNS" and not children(noun, "det", "poss") and noun.dep_ not in SUBJECTS


def _counted(trigger: Token, noun: Token) -> bool:
    """Whether it is told how many were allowed something: "900 women | were permitted to run"."""
    past = any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in trigger.children)
    some = any(c.lower_ in SOME for c in (noun, *children(noun, "det", "amod")))
    return past and (noun.pos_ == "NUM" or some or bool(children(noun, "nummod")))


def _of_the_unknown(trigger: Token, words_of: Filler) -> bool:
    """Whether what a rule is about stands in another sentence: "grants | them | a right", "may not do so"."""
    doc, after = trigger.doc, trigger.i + 1
    if words_of.resolved or words_of.token.i != trigger.i or words_of.end <= after:
        return False
    last = doc[words_of.end - 2 : words_of.end].text.lower()
    bare = doc[after].lower_ in UNKNOWN and doc[after].dep_ in ("dobj", "dative", "nsubj")
    return (bare and not any(doc[after].children)) or last in ("do so", "do this") or _hired(doc[after])


def _hired(one: Token) -> bool:
    """ "May have | one | provided"."""
    return one.lower_ == "one" and one.dep_ in ("dobj", "nsubj") and any(c.tag_ == "VBN" for c in one.rights)


def _deed(noun: Token) -> bool:
    """Whether an "act" is something done, and no law: "an act by an official that leads to harm"."""
    if noun.text not in ("act", "acts"):
        return False
    by = any(c.lower_ in ("by", "of") for c in noun.children)
    some = any(c.lower_ in ("a", "an", "any") for c in noun.children)
    return by or (some and not children(noun, "compound"))


def _body(noun: Token) -> bool:
    """Whether a law is only in the name of a body: "the Charity | Service | of the Order of Saint Paul"."""
    return noun.lemma_.lower() in Lexicon.load().types["organisation"].heads


def _speaks(rule: Token, subject: Filler) -> bool:
    """Whether what is called like a law speaks, as the charity does: "Article 19 | stated | that"."""
    return rule.lemma_ in VOICES and any(text.lower() in CALLED_LIKE_LAWS for text in subject.texts)


def _apart(noun: Token, words_of: Filler) -> bool:
    """Whether an amount stands in the next of a row: "cuts of the term; cuts of the fee | to 90 francs"."""
    return any(t.text == ";" for t in noun.doc[noun.i : words_of.token.i])


def _of_others(rule: Token, subject: Filler) -> bool:
    """Whether the verb is of another noun: "the denial of crimes of bad | regimes is banned |"."""
    noun = subject.token
    verb = rule.head if rule.dep_ in ("acomp", "oprd") else rule
    finite = next((c for c in children(verb, "aux", "auxpass")), verb)
    mine = (
        noun.dep_ in SUBJECTS and noun.head.i == verb.i and noun.tag_ == "NNS" and noun.lemma_ != noun.lower_
    )
    listed = child(noun, "conj", "cc", "nummod") is not None or subject.resolved
    before = noun.doc[noun.left_edge.i - 1].lower_ if noun.left_edge.i else ""
    return (
        mine and not listed and finite.lower_ in ("is", "has", "does", "was") and before in ("of", "and", ")")
    )


def _in_no_law(rule: Token) -> bool:
    """Whether the law's part that would say so is denied: "no provisions in the code | banning strikes"."""
    if rule.dep_ != "acl":
        return False
    parts = (word for word in rule.ancestors if word.pos_ == "NOUN" and word.i < rule.i)
    return any(word.lemma_ in PARTS and _no(word) for word in parts)


def _only_applies(rule: Token, properties: Sequence[Filler]) -> bool:
    """ "Federal rules | also applied |": to whom, and what they say, is not told."""
    told = any(
        t.pos_ in ("NOUN", "PROPN", "PRON", "NUM") for f in properties for t in rule.doc[rule.i + 1 : f.end]
    )
    return rule.lemma_ == "apply" and not told and rule.dep_ != "relcl"


def _only_set(rule: Token) -> bool:
    """Whether a participle only tells where something is told of: "rights | provided by the code"."""
    plain = rule.head.pos_ == "NOUN"  # not a body by name: "the Land Bank, | established by law |"
    return plain and rule.dep_ == "acl" and rule.tag_ == "VBN" and rule.lemma_ in SETTING


def _some_body(noun: Token) -> bool:
    """Whether it is not told which body a clause is on: "a body | that looks into fires"."""
    bare = all(c.dep_ in ("det", "relcl", "acl") for c in noun.children)
    clause = any(c.dep_ == "relcl" for c in noun.children)
    some = any(c.lower_ in ("a", "an", "any", "no") for c in children(noun, "det"))
    return noun.lemma_ in BODIES and bare and clause and some


def _suffered(noun: Token) -> bool:
    return noun.lemma_ in SUFFERED and bool(children(noun, "poss"))


def _no(word: Token) -> bool:
    return any(c.lower_ in ("no", "not", "n’t", "n't", "few") for c in word.children)


def _met_with(noun: Token) -> bool:
    """Whether there are restrictions and the like, which is no rule, and not that there are none."""
    none = any(c.lower_ in ("no", "not", "any", "few") for c in (*noun.children, *noun.head.children))
    legal = any(c.lower_ in ("legal", "statutory", "constitutional") for c in noun.children)
    return noun.lemma_ in EXISTING and not none and not legal


def no_power(verb: Token) -> bool:
    """Whether nobody has the power told of: "unless they | name | a lawyer", "lacks the right to do so"."""
    if verb.pos_ != "VERB":
        return False
    if only_supposed(verb):
        return True
    right = verb.head
    if verb.tag_ == "VB" and verb.dep_ == "acl" and right.lemma_ in POWERS | {"authority"}:
        return right.dep_ == "dobj" and (right.head.lemma_ == "lack" or _no(right) or _no(right.head))
    return (
        verb.tag_ == "VBG"
        and verb.dep_ == "pcomp"
        and verb.head.lower_ in ("on", "about", "without", "against")
    )


def not_adopted(verb: Token, roles: Mapping[str, Sequence[Filler]]) -> bool:
    """Whether nothing was adopted: a task ("charged with | issuing permits"), a text that was stopped.

    "Measures | adopted | to save water" of which neither body nor time is told are only spoken of.
    """
    papers = [f.token.lemma_.lower() for f in roles.get("instrument", ())]
    if any(f.token.pos_ in ("VERB", "AUX") for f in roles.get("instrument", ())):
        return True  # "the law required | warrants be issued"
    if not roles.get("body") and papers and all(paper in PAPERS for paper in papers):
        return True
    if verb.dep_ == "xcomp" and helped_by(verb.head, {"could", "may", "might"}):
        return True  # "could be forced | to issue | rulings"
    noun = verb.head
    if verb.dep_ == "relcl" and noun.tag_ == "NNS" and verb.left_edge.nbor(-1).text != ",":
        return not children(noun, "det", "poss", "nummod")  # "states | that ratified the treaty |"
    first = verb
    while first.dep_ == "conj" and first.tag_ == verb.tag_:
        first = first.head
    if first.dep_ == "pcomp" and first.head.lower_ in ("with", "for"):
        return first.head.head.lemma_.lower() in TASKED
    if verb.dep_ != "acl" or verb.tag_ != "VBN":
        return False
    stopped = noun.dep_ == "dobj" and noun.head.lemma_ in STOPPING
    return stopped or not (roles.get("body") or any(t.ent_type_ == "DATE" for t in verb.subtree))
