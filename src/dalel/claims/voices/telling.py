"""Whether an attribution tells what is a claim of its own, and doesn't only mention or suppose it."""

from __future__ import annotations

from spacy.tokens import Token

from dalel.claims.amounts.numbers import words_of_numbers
from dalel.claims.constructions import Argument
from dalel.claims.fillers.filling import Names, fits
from dalel.claims.lexicon import Lexicon
from dalel.claims.syntax import SUBJECTS, child, children, governors, helped_by
from dalel.claims.voices.observers import in_court, observer, rules, teller
from dalel.language.attributions.attribution import Attribution, attributions

DUTIES = frozenset({"may", "must", "shall", "can", "should"})
"""Modal verbs of what is allowed or required, and not of what happened."""


def tells(attribution: Attribution, unit: int, names: Names) -> bool:
    """Whether a cue is one of telling and its source somebody who can tell."""
    words = rules()
    assert attribution.source is not None
    verb = attribution.verb
    if verb.tag_ == "VBG" and verb.head.pos_ == "ADJ":
        return False  # "uncomfortable reporting it"
    if verb.lower_ == "concerning" or _only_names(attribution) or _of_him(verb) or _describes(verb):
        return False
    if _hardly_told(verb) or _obeys(verb) or _consents(verb):
        return False
    if _supposed(verb) or _only_touches(verb) or _counted(attribution) or _run_on(attribution):
        return False
    if _fears_to(verb) or _keeps_silent(verb) or _comes_in_for(verb) or _kept_from(verb):
        return False
    if _sorts_out(attribution) or _measures(verb):
        return False
    lemma, root = verb.lemma_.lower(), teller(attribution)
    if verb.lemma_ in words["judging"] and helped_by(verb, DUTIES):
        return False  # "any step the union may deem necessary"
    if _whom_only(attribution) or (verb.tag_ in ("VBZ", "VBP") and root.lemma_ in ("judge", "court")):
        return False  # "a judge determines whether a suspect stays in custody"
    if attribution.cls not in words["classes"]:
        return False
    voiced = expressed(verb)
    if attribution.cls == "judge" and not voiced and lemma not in words["criticism"] + words["praise"]:
        return False
    if (
        lemma in words["silent"]
        and not voiced
        and not ((labels(verb) and lemma not in words["doing"]) or lemma in words["listing"])
        and not (lemma in words["granting"] and child(verb, "ccomp") is not None)
        and not agrees(attribution)
    ):
        return False
    if attribution.cls in words["planned"] and lemma not in words["pledges"] and not agrees(attribution):
        return False
    if _of_a_deed(verb) or _seizes(verb):
        return False
    if _lodged(verb) or (lemma in words["listing"] and _names_evidence(attribution)):
        return False
    if lemma == "oppose" and not observer(attribution, unit, names):
        return False
    if lemma in words["listing"] and (
        (verb.tag_ == "VBN" and verb.dep_ == "acl")
        or root.lemma_.lower() in words["powers"]
        or not observer(attribution, unit, names)
        or (_gives_grounds(verb) and not in_court(attribution, unit, names))
    ):
        return False
    if root.lemma_.lower() in words["mute"] or attribution.source[0].lower_ in ("no", "neither"):
        return False
    if names.kind(unit, root) is not None or root.pos_ in ("PRON", "PROPN"):
        return True
    if root.lemma_.lower() in words["observers"] + words["papers"]:
        return True
    types = Lexicon.load().types
    voices = [types[name] for name in ("person", "organisation", "organ", "office", "outlet", "instrument")]
    return fits(Argument(root), voices, [types["law"]], names, unit)


def _lodged(noun: Token) -> bool:
    """Whether a complaint is brought before an authority, which tells a step and not what is said."""
    verb = noun.head
    light = noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in rules()["lodging"]
    return light and child(noun, "acl", "relcl", "ccomp") is None


def _names_evidence(attribution: Attribution) -> bool:
    """Whether a participle names only what a report rests on: "told of ten fires, **citing** police data"."""
    verb, thing = attribution.verb, child(attribution.verb, "dobj")
    named = thing is not None and thing.lemma_.lower() in rules()["evidence"]
    return named and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl")


def _gives_grounds(verb: Token) -> bool:
    """Whether a participle tells on what grounds somebody acts: "closed the mine, **citing** its losses"."""
    told = {one.verb.i for one in attributions(verb.doc) if one.cls in ("say", "show", "think", "judge")}
    return verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.i not in told


def _of_him(verb: Token) -> bool:
    """Whether a participle tells what others think of whom it describes: "men **believed** to be spies"."""
    bare = verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "amod") and child(verb, "auxpass") is None
    inserted = verb.i > 1 and verb.nbor(-1).text == "," and verb.tag_ in ("VBN", "VBD")
    bare = bare or (inserted and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "to")
    clause = child(verb, "xcomp", "ccomp")
    return bare and clause is not None and any(c.tag_ == "TO" for c in clause.children)


def _describes(verb: Token) -> bool:
    """Whether a participle only tells what something is held to be: "paid for books **deemed** offensive"."""
    if verb.lemma_ not in rules()["judging"] or verb.tag_ not in ("VBN", "VBD") or verb.dep_ == "relcl":
        return False
    said = child(verb, "acomp", "oprd", "xcomp", "amod")
    if said is None or child(verb, "auxpass", "agent", "dobj", "ccomp", "aux") is not None:
        return False
    return child(said, *SUBJECTS) is None


def _supposed(verb: Token) -> bool:
    """Whether somebody says or thinks it only in a case supposed, or as he may or must.

    "**If** the mayor finds that", "police may arrest whom **they believe** to be armed".
    """
    near = True
    if (
        verb.dep_ == "advcl"
        and _free(verb.head)
        and any(c.lower_ in ("when", "if", "whenever", "once") and c.i < verb.i for c in verb.children)
    ):
        return True  # "could complain when they believed that"
    for word in (verb, *governors(verb)):
        marks = {c.lower_ for c in children(word, "mark", "advmod") if c.i < word.i}
        if near and marks & {"if", "whether", "unless"}:
            return True
        above = word.head
        if word.dep_ in ("relcl", "advcl") and above.lemma_ == "case" and word.left_edge.lower_ == "where":
            return True  # "in cases where courts found that"
        if word.dep_ == "acl" and above.lemma_ in rules()["entitling"]:
            return True  # "has the power to stop work it deems unsafe"
        if near and word.dep_ in ("advcl", "acl", "relcl", "pcomp") and _ruled(above):
            first = word.left_edge.i
            added = first > 0 and word.doc[first - 1].text == ","  # "must ask, which critics condemned"
            return bool(marks & {"when", "where", "once", "until"}) if word.dep_ == "advcl" else not added
        shared = word.dep_ == "conj" and child(word, *SUBJECTS) is None
        near = near and word.dep_ != "ROOT" and (shared or word.dep_ != "conj")
    return False


def _free(verb: Token) -> bool:
    """Whether somebody is told to be free or able to do something: "were able | to complain"."""
    enabling = rules()["enabling"]
    if helped_by(verb, DUTIES | {"could"}) or any(c.lemma_ in enabling for c in children(verb, "acomp")):
        return True
    while verb.dep_ in ("xcomp", "advcl", "acl") and verb.tag_ == "VB" and verb.head.i < verb.i:
        verb = verb.head
        if verb.lemma_ in enabling or any(
            c.lemma_ in enabling for c in children(verb, "acomp", "dobj", "attr")
        ):
            return True
    return False


def _hardly_told(verb: Token) -> bool:
    """Whether it is told that something was not much spoken of: "thefts were | rarely | reported"."""
    return any(c.lower_ in rules()["hardly"] for c in children(verb, "advmod"))


def _obeys(verb: Token) -> bool:
    """Whether to observe is to keep a rule: "most firms | observed | the law"."""
    thing = child(verb, "dobj", "nsubjpass")
    return verb.lemma_ == "observe" and thing is not None and thing.lemma_.lower() in rules()["kept"]


def _consents(verb: Token) -> bool:
    """Whether to agree is to accept a thing, or what people are free to settle: "agreed | to a truce"."""
    if verb.lemma_ != "agree":
        return False
    told = child(verb, "ccomp", "xcomp", "advcl") or any(child(p, "pcomp") for p in children(verb, "prep"))
    return not told or helped_by(verb, DUTIES | {"could", "might"})


def _ruled(verb: Token) -> bool:
    """Whether a verb, or the one whose object a word is, tells what is allowed or required: "may close"."""
    while verb.dep_ in ("dobj", "pobj", "prep") and verb.head.i != verb.i:
        verb = verb.head
    return helped_by(verb, DUTIES) or (verb.dep_ == "xcomp" and verb.head.lemma_ == "have")


def _only_touches(verb: Token) -> bool:
    """Whether a verb tells no more than on what somebody reported: "reported **on** many topics"."""
    words = rules()
    if verb.lemma_ not in words["touching"] or verb.pos_ != "VERB":
        return False
    if any(c.dep_ in ("ccomp", "xcomp", "advcl") for c in verb.children):
        return False
    thing = child(verb, "dobj", "nsubjpass")
    holders = (verb, thing) if thing is not None else (verb,)
    return any(
        g.lemma_.lower() in words["vague"]
        for holder in holders
        for c in children(holder, "prep")
        if c.lower_ in ("on", "about", "upon") and c.i > verb.i
        for g in children(c, "pobj")
    )


def _only_names(attribution: Attribution) -> bool:
    """Whether a cue tells nothing of its own: "found it hard", "had doubts about him"."""
    verb, thing = attribution.verb, child(attribution.verb, "dobj")
    clause = child(verb, "ccomp", "xcomp")
    if verb.pos_ == "NOUN":
        return attribution.cls == "think" and not expressed(verb)
    if verb.lemma_ == "find":
        return any(t.lower_ == "it" for t in (thing, *children(clause or verb, "nsubj")) if t is not None)
    if verb.lemma_ == "report" and thing is not None and thing.lemma_.lower() in rules()["press_work"]:
        return True  # "reported stories that others left out"
    if verb.lemma_ == "report" and thing is not None and clause is None:
        words = (*verb.children, *thing.children)  # "reported it to police"
        return any(c.lower_ == "to" or (c.dep_ == "acl" and c.lower_ == "police") for c in words)
    if verb.lemma_ in ("publicize", "publicise", "publish") and clause is None:
        return True  # "publicized the number of the hotline"
    if verb.lemma_ == "comment" and clause is None:
        return True  # "commenting on a case against him, the mayor said"
    if verb.lemma_ in rules()["clausal"]:
        return clause is None  # "quoted the mayor, who said", "maintained a list"
    if verb.lemma_ in ("inform", "tell", "remind"):
        return clause is None and not any(c.dep_ in ("advcl", "relcl", "acl") for c in verb.subtree)
    return verb.lemma_ == "threaten" and thing is not None and clause is None


def expressed(noun: Token) -> bool:
    """Whether a noun of judgement is what a verb expresses: "voiced concern"."""
    verb = noun.head
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.lemma_ == "raise":
        return False  # "he fled, raising concern": who is concerned is not told
    return noun.dep_ == "dobj" and verb.lemma_.lower() in rules()["expressing"]


def tells_as(verb: Token) -> bool:
    """Whether a verb tells as what it sees something: "saw it **as** odd", "viewed **as** motivated by"."""
    seen = (c for c in children(verb, "advcl") if c.tag_ == "VBN" and child(c, *SUBJECTS, "aux") is None)
    return any(c.lower_ == "as" for c in (*children(verb, "prep"), *(m for v in seen for m in v.lefts)))


def labels(verb: Token) -> bool:
    """Whether a verb of seeing or naming says what as: "views the courts as corrupt", "calls it a farce"."""
    return verb.pos_ == "VERB" and (
        any(
            (c.dep_ == "prep" or c.head.dep_ == "advcl")
            and c.lower_ == "as"
            and c.i > verb.i
            and not any(g.lemma_ in ("result", "consequence", "part") for g in c.children)
            for child in verb.children
            for c in (child, *child.children)
        )
        or child(verb, "oprd") is not None
        or any(c.dep_ == "amod" for thing in children(verb, "dobj") for c in thing.rights)
    )


def agrees(attribution: Attribution) -> bool:
    """Whether somebody agrees or decides that something is so, which plans nothing."""
    verb = attribution.verb
    clause = child(verb, "ccomp")
    return (
        verb.lemma_ in rules()["deciding"]
        and clause is not None
        and not any(t.tag_ in ("WRB", "WP", "WDT") for t in clause.lefts)
    )


def _of_a_deed(verb: Token) -> bool:
    """Whether speaking is only what somebody is held for: "was jailed for **criticizing** the king"."""
    while verb.dep_ in ("conj", "xcomp") and verb.head.pos_ == "VERB":
        verb = verb.head  # "on grounds of | failing to disclose it"
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in ("for", "of", "by", "from")


def _seizes(verb: Token) -> bool:
    """Whether to hold is to have in one's power: "held the pupils hostage"."""
    return verb.lemma_ == "hold" and any(c.lower_ in rules()["holding"] for c in verb.subtree)


def _counted(attribution: Attribution) -> bool:
    """Whether so many of a group report of themselves, which makes a quantity: "14 percent reported it"."""
    assert attribution.source is not None
    root, words = attribution.source.root, words_of_numbers()
    share = root.lower_ in words["percent"] or (
        root.lower_ in words["fraction"] and child(root, "prep") is not None
    )
    return share or (root.pos_ == "NUM" and root.text[0].isdigit())


def _run_on(attribution: Attribution) -> bool:
    """Whether a source has taken in the end of the clause before it: "a **custom** critics called cruel"."""
    assert attribution.source is not None
    root = attribution.source.root
    article = next((c for c in children(root, "det") if c.lower_ in ("a", "an")), None)
    return root.tag_ == "NNS" and article is not None and root.nbor(-1).tag_ == "NN"


def _fears_to(verb: Token) -> bool:
    """Whether somebody only fears to do something: "feared leaving the town"."""
    deed = child(verb, "xcomp")
    return verb.lemma_ == "fear" and deed is not None and deed.tag_ in ("VBG", "VB")


def _keeps_silent(verb: Token) -> bool:
    """Whether nothing is told: "revealed no information on the case"."""
    thing = child(verb, "dobj")
    return (
        thing is not None
        and thing.lemma_.lower() in rules()["tidings"]
        and any(c.lower_ == "no" for c in children(thing, "det"))
    )


def _comes_in_for(noun: Token) -> bool:
    """Whether criticism is of the one who comes in for it: "the mayor **drew** criticism"."""
    verb = noun.head
    return noun.pos_ == "NOUN" and noun.dep_ == "dobj" and verb.lemma_ in rules()["suffering"]


def _kept_from(verb: Token) -> bool:
    """Whether somebody keeps from saying it: "avoided | criticizing the king"."""
    above = verb.head
    return verb.tag_ in ("VBG", "VB") and verb.dep_ == "xcomp" and above.lemma_ in rules()["keeping"]


def _sorts_out(attribution: Attribution) -> bool:
    """Whether a participle only tells which persons are meant: "helped | individuals | claiming losses"."""
    verb = attribution.verb
    noun = verb.head
    return (
        verb.tag_ == "VBG"
        and verb.dep_ == "acl"
        and (noun.tag_ == "NNS" or any(c.lower_ in ("any", "every") for c in children(noun, "det")))
        and noun.dep_ in ("pobj", "dobj", "conj")
        and noun.lemma_
        in ("individual", "person", "people", "citizen", "worker", "resident", "victim", "woman")
    )


def _measures(verb: Token) -> bool:
    """Whether only a size is told, or what is begun: "estimated the market at", "concluded a pact"."""
    thing = child(verb, "dobj")
    return (
        verb.lemma_ in ("estimate", "undertake", "conclude")
        and thing is not None
        and child(verb, "ccomp") is None
    )


def _whom_only(attribution: Attribution) -> bool:
    """Whether it is only told whom somebody criticized: "criticized the king and his party"."""
    verb = attribution.verb
    thing = child(verb, "dobj")
    if verb.pos_ != "VERB" or verb.lemma_ not in rules()["criticism"] or thing is None:
        return False
    types = Lexicon.load().types
    body = thing.lemma_.lower() in types["organ"].heads - types["law"].heads or thing.ent_type_ == "PERSON"
    words = [*verb.children, *thing.children]
    return body and not any(
        c.dep_ in ("prep", "acl", "relcl", "advcl", "xcomp", "oprd", "amod") for c in words
    )
