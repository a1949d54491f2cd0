"""The publisher's own findings: clauses that judge how things are, in no other voice (`verdicts.toml`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from dalel.claims.amounts.quantities import measured_by
from dalel.claims.constructions import Argument
from dalel.claims.fillers.filling import Filler, Names, fill
from dalel.claims.fillers.list_rests import with_rest
from dalel.claims.fillers.phrases import text_of, trim_clause, trim_right
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.syntax import SUBJECTS, child, children, free_to
from dalel.claims.verdicts.clauses import SAYING, SHORTEST, Clause, clauses, emphatic, rules, words
from dalel.claims.verdicts.taken_up import only_opens, taken_up
from dalel.claims.verdicts.words import deed, general, judged, judges, neutral
from dalel.claims.voices.speakers import speaks
from dalel.language.attributions.attribution import Attribution, attributions
from dalel.model import KINDS, MentionKind

VERDICT = Frame("finding.verdict", "finding", {}, (), ("by", "what"))
SCOLDING = frozenset({"criticize", "criticise", "condemn", "denounce"})
ASSERTING = frozenset({"assert", "argue", "allege", "contend", "maintain", "insist"})
TELLING = frozenset({"say", "think", "show", "deny", "accuse"})
"""Classes of reporting words that make a clause somebody's word."""
ADDED = frozenset({"say", "think", "judge"})
"""Classes of reporting words whose relative clause only adds: "a problem | that critics called a farce"."""
SAME = frozenset({"xcomp", "ccomp", "attr", "acomp", "oprd", "auxpass"})
"""Labels of words that tell with their verb what a clause is about: "continued to | urge"."""


def verdicts(doc: Doc, unit: int, publisher: str, names: Names, findings: list[Finding]) -> Iterator[Finding]:
    """The publisher's own findings: clauses that judge, and hold no other claim and no other voice."""
    if not publisher:
        return
    told = [f.trigger for f in findings if not KINDS[f.kind].passing]
    measured = {v.i for f in findings if f.kind == "quantity" and (v := measured_by(f)) is not None}
    for sentence in doc.sents:
        summed_up = list(_summed_up(sentence.root))
        for trigger, start, end in summed_up:
            what = Filler((text_of(doc, start, end),), start, end, trigger)
            yield Finding(VERDICT, trigger, {"what": [what]}, {"by": publisher})
        for one in clauses(sentence.root) if not summed_up else []:
            if _anothers(one) or _taken(one, told) or _controlled(one, findings) or _by_law(one):
                continue
            if one.verb.i in measured and not _often(one.verb):
                continue
            if _unknown(one, unit, names):
                continue
            results = [] if deed(one.verb) else list(_results(one, told))
            if not neutral(one) and (judged(one, unit, names) or general(one)):
                what = _what(one, _closing(one, told, results), unit, names)
                if unquoted(what.texts[0]):
                    continue
                yield Finding(VERDICT, one.verb, {"what": [what]}, {"by": publisher})
            for verb in results:
                what = _brought(one, verb)
                yield Finding(VERDICT, verb, {"what": [what]}, {"by": publisher})


def unquoted(text: str) -> bool:
    """Whether a text begins inside a quotation that it doesn't open: "crimes,” theft, and “fraud"."""
    opening, closing = text.find("“"), text.find("”")
    return closing >= 0 and (opening < 0 or closing < opening)


def _summed_up(verb: Token) -> Iterator[tuple[Token, int, int]]:
    """The members of a list of issues, cut at its semicolons: each's head word and its tokens.

    A bare name of a wrong ("corruption") is not concrete enough.

    "Human rights issues included: torture by the police; harsh conditions in prisons; ..."
    """
    topic = child(verb, *SUBJECTS)
    summary = rules()["summary"]
    if topic is None or verb.lemma_ not in summary["verbs"] or topic.lemma_.lower() not in summary["topics"]:
        return
    doc, start = verb.doc, verb.i + 1
    stop = next((t.i for t in doc[start:] if t.text == "." and t.i + 1 in (len(doc), t.sent.end)), len(doc))
    cuts = [i for i in range(start, stop) if doc[i].text == ";"]
    if not cuts or any(doc[i].text == ":" for i in range(start + 1, cuts[0])):
        return
    for cut in (*cuts, stop):
        first, last = trim_right(doc, *trim_clause(doc, start, cut))
        heads = [t for t in doc[first:last] if not first <= t.head.i < last or t.head.i == t.i]
        if heads and last - first >= SHORTEST:
            yield heads[0], first, last
        start = cut + 1


def _often(verb: Token) -> bool:
    """Whether a word beside a verb tells how often or how well: "| often | took 40 days"."""
    return any(c.lower_ in words()["adverbs"] for c in children(verb, "advmod"))


def _brought(one: Clause, verb: Token) -> Filler:
    """The words of what came of something, with what it came of: "floods closed roads, | limiting access"."""
    start, end = _extent(verb)
    return Filler((text_of(verb.doc, _opening(one), end),), start, end, verb)


def _results(one: Clause, told: list[Token]) -> Iterator[Token]:
    """Participles after a clause that tell what came of it: "..., | limiting their access to courts"."""
    doc, telling = one.verb.doc, words()["effects"] | words()["verbs"] | words()["results"]
    for c in doc[one.verb.i + 1 : one.end]:
        if c.dep_ not in ("advcl", "acl"):
            continue
        start, end = _extent(c)
        if (
            c.tag_ == "VBG"
            and start > one.verb.i
            and doc[start - 1].text == ","
            and end - start >= SHORTEST
            and c.lemma_ in telling
            and all(t.i != c.i for t in told)
        ):
            yield c


def _extent(verb: Token) -> tuple[int, int]:
    """The tokens of a participle with all that belongs to it."""
    return trim_right(verb.doc, verb.left_edge.i, verb.right_edge.i + 1)


def _anothers(one: Clause) -> bool:
    """Whether the clause is said by somebody, or is about nobody but the writer and the reader."""
    if one.topic.lower_ in ("we", "i", "you"):
        return True
    if any(c.tag_ in ("VBN", "VBD") and c.lemma_ in words()["noted"] for c in children(one.topic, "acl")):
        return True  # "problems noted in the report included"
    if any((said := child(c, "xcomp")) and said.lemma_ in SAYING for c in children(one.topic, "acl")):
        return True  # "groups continued to report cells were dark"
    if _tells_of(one):
        return True
    for a in attributions(one.verb.doc):
        if a.source is not None and (_conceded(one.verb, a) or _run_on(one.verb, a)):
            return True
        if a.cls == "judge" and a.verb.i == one.verb.i and free_to(a.verb):
            continue
        if a.source is not None and (a.cls in TELLING or a.cls == "judge") and _told_by(a.verb, one):
            return True
        if a.holds(one.verb) and speaks(a):
            return True
        if a.cls == "judge" and a.source is not None and a.verb.i == one.verb.i:
            return True  # "observers criticized the mayor"
        if a.cls not in TELLING:
            continue
        if a.verb.i == one.verb.i and not _untold(one.verb, a.source is None):
            return True
        cue = a.cue.start <= one.verb.i < a.cue.end and any(t.dep_ == "dobj" for t in a.cue)
        if speaks(a) and (cue or (a.verb.dep_ == "dobj" and a.verb.head.i == one.verb.i)):
            return True  # "issued a statement listing", "expressed concern about"
    return False


def _conceded(verb: Token, telling: Attribution) -> bool:
    """Whether a clause at the end takes something back from what somebody says.

    "Observers called the vote fair, although **there were delays**"
    """
    teller = telling.verb
    return (
        verb.dep_ == "advcl"
        and verb.head.i == teller.i < verb.i
        and telling.cls in (*TELLING, "judge")
        and any(m.lower_ in ("although", "though") for m in children(verb, "mark"))
    )


def _run_on(verb: Token, telling: Attribution) -> bool:
    """Whether a clause goes on with what somebody says: "polls showed the mayor lied, **fees were high**"."""
    if telling.cls not in TELLING or child(verb, *SUBJECTS) is None:
        return False
    told = {telling.verb.i}
    if telling.verb.dep_ == "xcomp":
        told.add(telling.verb.head.i)
    while verb.dep_ == "conj":
        first, before = verb.head, verb.doc[verb.left_edge.i - 1]
        if first.i in told:
            said = child(telling.verb, "ccomp") is not None or before.text != ","
            return said and telling.verb.i < before.i and before.dep_ != "cc" and before.text != ";"
        verb = first
    return False


def _tells_of(one: Clause) -> bool:
    """Whether somebody tells or complains of something: "unions | raised the problem that ..."."""
    verb = child(one.verb, "xcomp") or one.verb
    thing = child(verb, "dobj")
    if verb.lemma_ in words()["raising"]:
        return thing is not None and thing.lemma_ in words()["troubles"]
    before = [t for subject in children(one.verb, *SUBJECTS) for t in subject.lefts]
    if any(t.tag_ == "VBD" and t.lemma_ in SAYING and t.dep_ == "amod" for t in before):
        return True  # "the report, the latest, | stated abuse | was common"
    told = child(verb, "dobj", "ccomp") is not None and child(verb, "auxpass") is None
    return verb.lemma_ in SAYING and told and not _untold(one.verb, by_nobody=False)


def _told_by(teller: Token, one: Clause) -> bool:
    """Whether a clause tells that somebody tells, or goes on from there: "groups continued to report ..."."""
    within = one.verb.head if one.shared else one.verb
    return (
        within.i == teller.head.i
        and teller.dep_ == "xcomp"
        and teller.lemma_ in SAYING | SCOLDING | ASSERTING
    )


def _untold(verb: Token, by_nobody: bool) -> bool:
    """Whether a word of telling says how much is told: "victims rarely reported it", "is often reported"."""
    if any(c.lower_ in words()["seldom"] for c in children(verb, "advmod")):
        return True
    return by_nobody and child(verb, "ccomp", "xcomp") is None


def _by_law(one: Clause) -> bool:
    """Whether a clause tells what is so by law, which is a rule."""
    before = [t.lower_ for t in one.verb.doc[_opening(one) : one.verb.i]]
    return any(before[i : i + 2] == ["by", "law"] for i in range(len(before)))


def _taken(one: Clause, told: list[Token]) -> bool:
    """Whether the clause tells another claim: by its verb, or by what the verb says of its subject."""
    for trigger in told:
        if trigger.i not in one.tokens:
            continue
        if trigger.i == one.topic.i and one.verb.lemma_ in words()["happening"]:
            return True  # "arrests of miners | occurred"
        token = trigger
        while token.i != one.verb.i and token.dep_ in SAME and token.head.i in one.tokens:
            token = token.head
        if token.i == one.verb.i:
            return True
    return False


def _controlled(one: Clause, findings: list[Finding]) -> bool:
    """Whether a clause tells who has control or what became of a charge.

    "kept firm **control** over the police", "the **charges** were dropped".
    """
    if child(one.verb, "neg") is not None:
        return False
    below = [f for f in findings if f.trigger.head.i == one.verb.i]
    return any(
        (f.kind == "controls" and f.trigger.dep_ == "dobj")
        or (f.kind == "charged" and f.trigger.dep_ == "nsubjpass")
        for f in below
    )


def _unknown(one: Clause, unit: int, names: Names) -> bool:
    """Whether a clause is about one person, or a "they" or "it" that the text doesn't tell the meaning of."""
    topic = one.topic
    if names.kind(unit, topic) is MentionKind.PERSON or topic.lower_ in ("he", "she"):
        return True
    if topic.lower_ == "it" and only_opens(one.verb):
        return False
    if topic.lower_ not in ("they", "it") or (emphatic(one.verb) and topic.lower_ == "they"):
        return False
    meant = fill(Argument(topic), names, unit)
    return (meant is None or not meant.resolved) and not taken_up(topic)


def _few(topic: Token) -> bool:
    """Whether all that is told is true only of few or none: "few knew their rights and | claimed them"."""
    return any(t.lower_ in ("few", "no", "none", "neither", "nobody") for t in (topic, *topic.children))


def _what(one: Clause, closing: int, unit: int, names: Names) -> Filler:
    """The words of a verdict up to where it closes, its subject as the document names it."""
    doc, verb = one.verb.doc, one.verb
    opening = _opening(one)
    start, end = trim_right(doc, *trim_clause(doc, opening, closing))
    if closing == one.end:
        end = with_rest(doc, end)
    if opening <= one.topic.i < start:
        start = one.topic.i  # "this | was rarely applied"
    text = text_of(doc, start, end)
    if one.shared and (_few(one.topic) or (end - start <= SHORTEST and one.topic.pos_ != "PRON")):
        return Filler((text_of(doc, *trim_clause(doc, one.topic.left_edge.i, end)),), start, end, verb)
    if one.shared:
        subject = fill(Argument(one.topic), names, unit)
        return Filler((f"{subject.texts[0]} {text}" if subject else text,), start, end, verb)
    if one.topic.pos_ == "PRON" and start <= one.topic.i < end:
        subject = fill(Argument(one.topic), names, unit)
        known = subject is not None and subject.resolved and len(subject.texts) == 1
        name = subject.texts[0] if subject is not None and known else taken_up(one.topic)
        if name:
            before, after = text_of(doc, start, one.topic.i), text_of(doc, one.topic.i + 1, end)
            if name.lower() not in after.lower():  # "it upheld the law", which is not the law
                text = f"{before} {name} {after}".strip()
    return Filler((text,), start, end, verb)


@cache
def _openers() -> list[list[str]]:
    """The words that tie a clause to the text before, each as its words."""
    return [opener.split() for opener in rules()["opening"]["words"]]


def _opening(one: Clause) -> int:
    """Where a clause begins without what ties it to the text before: "Moreover, | prisons ..."."""
    doc, start = one.verb.doc, one.start
    for i in range(one.start, one.verb.i):  # a sentence that the parser took into the clause
        but = doc[i].lower_ == "but" and doc[i - 1].text == ","
        if (but or doc[i].text == ";" or _second(one, i)) and one.topic.i > i:
            start = i + 1
    while start < one.verb.i - 1:
        ahead = [t.lower_ for t in doc[start : one.verb.i]]
        opener: list[str] = next((o for o in _openers() if ahead[: len(o)] == o), [])
        if ahead[len(opener) : len(opener) + 1] in (["to"], ["of"]):
            break  # "in addition to this", "instead of fines"
        if not opener and not doc[start].is_punct:
            break
        start += len(opener) or 1
    return start


def _second(one: Clause, place: int) -> bool:
    """Whether a clause begins behind a place, and the words before it are another's.

    "The law provided for rest, | and | the police respected it", taken as one subject.
    """
    doc = one.verb.doc
    if doc[place].lower_ != "and" or doc[place - 1].text != ",":
        return False
    opens = doc[place + 1].dep_ == "det" and doc[place + 1].head.i == one.topic.i
    told = (t for t in doc[one.start : place] if t.dep_ in ("acl", "relcl") and t.tag_ in ("VBN", "VBD"))
    return opens and any(t.head.i < t.i and t.nbor(1).dep_ in ("prep", "dobj", "det") for t in told)


def _closing(one: Clause, told: list[Token], results: list[Token]) -> int:
    """Where a clause ends without a relative clause or an apposition that tells something of its own."""
    doc, verb = one.verb.doc, one.verb
    places = {t.i for t in told} | {a.verb.i for a in attributions(doc) if a.cls in ADDED}
    for token in doc[verb.i + 1 : one.end]:
        edge = token.left_edge.i
        if token in results or (
            token.dep_ == "advcl" and token.tag_ == "VBG" and doc[edge].lower_ in ("thereby", "thus")
        ):
            return edge
        added = token.dep_ == "relcl" or (token.dep_ == "advcl" and doc[edge].lower_ == "which")
        if edge <= verb.i + 1 or not (added or token.dep_ in ("appos", "acl")):
            continue
        if any(c.tag_ == "TO" for c in token.children):
            continue  # "took few steps | to investigate them"
        if doc[edge - 1].text != ",":
            continue  # "the law | that restricts working days", which means another law than "the law"
        if added and token.i not in places and judges(token):
            continue  # "set standards, | which were appropriate"
        if added or not places.isdisjoint(range(edge, token.right_edge.i + 1)):
            return edge
    return one.end
