"""Attributions that are claims of their own: what observers found, what people stated (`statements.toml`).

An attribution whose content makes a more telling claim gives none here: that claim names its speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from dalel.claims.amounts.quantities import measured_by
from dalel.claims.fillers.filling import Filler, Names
from dalel.claims.fillers.list_rests import with_rest
from dalel.claims.fillers.phrases import phrase, text_of, trim, trim_clause, trim_right
from dalel.claims.frames import Frame
from dalel.claims.interpreter import Finding
from dalel.claims.lexicon import Lexicon
from dalel.claims.syntax import SUBJECTS, child, children, free_to
from dalel.claims.voices.content_starts import past_occasion, resolved_start, with_number, with_pronoun
from dalel.claims.voices.empty_talk import (
    after_pronoun,
    before_another,
    before_silence,
    closed,
    counts,
    meant,
    says_nothing,
    whole_clause,
    with_label,
)
from dalel.claims.voices.observers import observer, rules, voices
from dalel.claims.voices.telling import agrees, expressed, tells, tells_as
from dalel.language.attributions.attribution import Attribution, attributions, outermost
from dalel.model import KINDS, Status

FINDING = Frame("finding.attributed", "finding", {}, (), ("by", "what"))
STATED = Frame("stated.attributed", "stated", {}, (), ("by", "content"))
SHORTEST_CONTENT = 3
"""Words of what is said, at the least."""
SAME = frozenset({"xcomp", "ccomp", "attr", "oprd", "conj", "dobj", "auxpass", "nsubjpass", "nsubj"})
"""Labels of words that tell with their governor what a content tells: "had to | leave", "faced | charges"."""
RELATIVE = frozenset({"WDT", "WP"})
"""Tags of relative pronouns."""
DENIED = Frame("stated.denied", "stated", {}, (), ("by", "content"), status=Status.DENIED)
PLANNED = Frame("stated.planned", "stated", {}, (), ("by", "content"), status=Status.PLANNED)


def statements(doc: Doc, unit: int, names: Names, findings: list[Finding]) -> Iterator[Finding]:
    """The findings and statements of a Doc, where `findings` hold nothing that says the same."""
    words = rules()
    for attribution in _spoken(doc):
        if attribution.source is None or not tells(attribution, unit, names):
            continue
        part = _longest(attribution)
        first, last = _joined(attribution, part)
        start, end = trim_right(doc, *trim_clause(doc, first, _with_occasion(attribution.verb, last)))
        end = whole_clause(attribution, part.root, end)
        if start > attribution.verb.i:
            end = before_silence(doc, start, with_rest(doc, _before_broken(doc, start, end)))
        end = with_label(attribution, part.root, before_another(attribution, start, closed(doc, start, end)))
        if doc[start].lemma_ == "concern" and doc[start].dep_ == "dobj" and start + 3 < end:
            start += 2  # "voiced | concern about | the camps"
        if attribution.verb.lemma_ == "accord" and doc[start].tag_ == "VBG" and doc[start].dep_ == "acl":
            start = next((i + 1 for i in range(start, end - 2) if doc[i].text == ","), start)
        if doc[start].lower_ == "regarding" and doc[start].dep_ == "prep":
            start += 1
        start = with_pronoun(attribution, with_number(doc, past_occasion(attribution, start)))
        criticism = attribution.verb.lemma_.lower() in words["criticism"]
        brief = criticism or attribution.verb.lemma_.lower() in words["listing"]
        shortest = SHORTEST_CONTENT - (brief and attribution.verb.pos_ == "VERB")
        if criticism and (expressed(attribution.verb) or _a_thing(part.root)):
            shortest = 1
        named, labelled = _named(attribution), _labelled(attribution)
        if (
            (end - start < shortest and named is None and labelled is None)
            or (end - start == 1 and attribution.verb.dep_ == "acl" and named is None)
            or _told(attribution, findings)
            or (criticism and _explained(attribution.verb, start, end))
            or counts(part.root)
            or (named is None and labelled is None and says_nothing(attribution, part.root, start, end))
            or (named is None and (_headless(attribution) or _beheaded(doc[start])))
            or doc[end - 1].tag_ in RELATIVE
            or all(t.ent_type_ == "DATE" or t.pos_ in ("ADP", "DET", "PUNCT") for t in part)
        ):
            continue
        if child(attribution.verb, "neg") is not None:
            continue  # "does not recognize it as a crime"
        if attribution.cls == "judge" and free_to(attribution.verb):
            continue  # "residents | could | criticize the mayor"
        by = voices(attribution, names, unit)
        if not by:
            continue
        while start < end - 3 and doc[start].lower_ in ("that", "to", "whether") and named is None:
            start += 1
        text = text_of(doc, start, end)
        if (
            criticism
            and attribution.verb.tag_ == "VBG"
            and part.root.dep_ == "dobj"
            and not _a_thing(part.root)
        ):
            text = f"{attribution.verb.text} {text}"  # whom somebody scolds is not what is said
        if named is not None:
            first, last = phrase(named)
            thing = text_of(doc, *trim(doc, first, min(last, attribution.verb.left_edge.i)))
            joint = "as " if tells_as(attribution.verb) and doc[start].lower_ != "as" else ""
            text = f"{thing} {joint}{text}"
        elif labelled is not None:
            start, end = min(start, labelled[0]), max(end, labelled[1])
            spans = [
                (p.start - (p.start > 0 and doc[p.start - 1].lower_ == "as"), p.end - (p[-1].lower_ == "by"))
                for p in attribution.content
            ]
            text = " ".join(text_of(doc, *trim_clause(doc, *span)) for span in spans)
        elif (of := meant(attribution, start, end)) is not None:
            text = f"{text_of(doc, *trim(doc, *phrase(of)))} {after_pronoun(doc, start, text)}"
        elif (
            meaning := resolved_start(attribution, start, text, [t for f in by for t in f.texts], names, unit)
        ) is not None:
            text = meaning
        else:
            continue
        content = Filler((text,), start, end, part.root)
        if attribution.cls in words["planned"] and not agrees(attribution):
            yield Finding(PLANNED, attribution.verb, {"by": by, "content": [content]})
        elif observer(attribution, unit, names, part.root) or _wrongs(part.root):
            yield Finding(FINDING, attribution.verb, {"by": by, "what": [content]})
        elif _denies(attribution.verb):
            yield Finding(DENIED, attribution.verb, {"by": by, "content": [content]})
        else:
            yield Finding(STATED, attribution.verb, {"by": by, "content": [content]})


def _spoken(doc: Doc) -> Iterator[Attribution]:
    """The outermost attributions; for "quoted the mayor as **saying**" what the mayor said."""
    for one in outermost(doc):
        said = [c for p in children(one.verb, "prep") if p.lower_ == "as" for c in children(p, "pcomp")]
        inner = [a for a in attributions(doc) if a.verb in said]
        yield from inner or [one]


def _longest(attribution: Attribution) -> Span:
    """The part of a content that tells most: the clause behind a gap, else the longest without a pronoun."""
    clause = child(attribution.verb, "ccomp")
    if clause is not None and _gapped(attribution) is not None:
        for part in attribution.content:
            if part.start <= clause.i < part.end:
                return part
    return max(attribution.content, key=lambda p: (p[0].tag_ not in RELATIVE, not _why(p), p.end - p.start))


def _why(part: Span) -> bool:
    """Whether a part of a content only tells why the rest is so: "was empty, | since there was no road"."""
    return part[0].dep_ == "mark" and part[0].lower_ in ("since", "because", "as")


def _named(attribution: Attribution) -> Token | None:
    """What a relative clause tells a view of: "a ban, which the mayor condemned as unlawful"."""
    verb = attribution.verb
    if any(g.tag_ in RELATIVE for p in children(verb, "prep") if p.i < verb.i for g in children(p, "pobj")):
        return None  # "rallies, following which they agreed"
    gap = _gapped(attribution)
    if gap is not None:
        return gap
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and tells_as(verb) and child(verb, "agent") is not None:
        return verb.head  # "men, regarded as spies by the army"
    if verb.dep_ != "relcl" or not (tells_as(verb) or child(verb, "oprd", "xcomp") is not None):
        return None
    thing = child(verb, "dobj")
    return _whole_thing(verb) if thing is None or thing.tag_ in RELATIVE else None


def _whole_thing(clause: Token) -> Token:
    """What a relative clause is about: after a comma the whole phrase, "**a ban on beer**, which he ..."."""
    thing, edge = clause.head, clause.left_edge.i
    while (
        clause.doc[edge - 1].text == ","
        and thing.dep_ == "pobj"
        and thing.head.dep_ == "prep"
        and thing.head.head.pos_ == "NOUN"
        and thing.head.head.i < thing.i
    ):
        thing = thing.head.head
    return thing


def _gapped(attribution: Attribution) -> Token | None:
    """What a clause lacks that stands before it: "**the guard**, who inmates said | had beaten them"."""
    verb = attribution.verb
    clause = child(verb, "ccomp")
    if verb.dep_ != "relcl" or clause is None or clause.i < verb.i or clause.pos_ not in ("VERB", "AUX"):
        return None
    subject = child(clause, *SUBJECTS)
    lacking = subject is None or (subject.tag_ in RELATIVE and subject.i < verb.i)
    return verb.head if lacking and child(clause, "mark") is None else None


def _headless(attribution: Attribution) -> bool:
    """Whether what a clause is about is only an unknown "which": "but which he said | was old"."""
    clause = child(attribution.verb, "ccomp")
    return (
        clause is not None
        and clause.pos_ in ("VERB", "AUX")
        and child(clause, *SUBJECTS) is None
        and any(len(p) == 1 and p[0].tag_ in RELATIVE for p in attribution.content)
    )


def _beheaded(first: Token) -> bool:
    """Whether a content begins with its verb, for what it is about stands before: "were common"."""
    bare = first.dep_ == "ccomp" and first.pos_ == "AUX" and child(first, *SUBJECTS) is None
    apart = first.dep_ in ("conj", "ROOT") or bare  # "whom they believed | was about to flee"
    return first.tag_ in ("VBD", "VBZ", "VBP") and apart and first.pos_ != "NOUN"


def _joined(attribution: Attribution, part: Span) -> tuple[int, int]:
    """The longest part of what is said with the parts beside it: "was biased, | violated the right".

    And with what it is said of: "considered | the vote in May for the senate | to be fair".
    """
    first, last = part.start, part.end
    for other in attribution.content:
        if other.end <= first and all(t.is_punct for t in part.doc[other.end : first]):
            first = other.start
        elif last <= other.start and all(t.is_punct for t in part.doc[last : other.start]):
            last = other.end
    thing, said = child(attribution.verb, "dobj"), child(attribution.verb, "xcomp", "oprd")
    clause = child(attribution.verb, "ccomp")
    if said is None and clause is not None and child(clause, *SUBJECTS) is None:
        said = clause  # "reported | fraud at polls | was common"
    told = thing is not None and any(
        attribution.verb.i < p.start <= thing.i < p.end for p in attribution.content
    )
    if thing is not None and said is not None and told and thing.i < first <= said.i < last:
        first = thing.left_edge.i
    return first, last


def _with_occasion(verb: Token, end: int) -> int:
    """The end of a content with the occasion behind it: "reported abuse | when crossing the border"."""
    for clause in children(verb, "advcl"):
        first = clause.left_edge
        if (
            first.i == end
            and first.lower_ in ("when", "while")
            and clause.tag_ == "VBG"
            and clause.i == end + 1
        ):
            return clause.right_edge.i + 1
    return end


def _before_broken(doc: Doc, start: int, end: int) -> int:
    """The end of a content before a relative clause that is broken off: "men | who were often"."""
    last = end - 1
    if doc[last].lower_ == "by":
        return last
    while last > start and doc[last].pos_ == "ADV":
        last -= 1
    if last - 1 > start and doc[last].pos_ == "AUX" and doc[last - 1].tag_ in RELATIVE:
        return last - 1
    return end


def _explained(verb: Token, start: int, end: int) -> bool:
    """Whether what is wrong with a thing criticized is told behind it: "faulted the vote, **saying** ..."."""
    telling = rules()["explaining"]
    behind = [c for c in children(verb, "advcl") if c.tag_ == "VBG" and c.lemma_ in telling and c.i >= end]
    return verb.pos_ == "VERB" and bool(behind) and end - start <= 3 and not tells_as(verb)


def _denies(verb: Token) -> bool:
    """Whether somebody denies what is told: "denied the claim", "**denied** reports of a fire"."""
    denying = rules()["denying"]
    return verb.lemma_ in denying or (verb.dep_ == "dobj" and verb.head.lemma_ in denying)


def _labelled(attribution: Attribution) -> tuple[int, int] | None:
    """The tokens of a thing and of what it is called, in the passive: "the vote was called | unfair"."""
    parts = attribution.content
    passive = child(attribution.verb, "nsubjpass")
    if (
        len(parts) != 2
        or passive is None
        or passive.pos_ == "PRON"
        or not parts[0].start <= passive.i < parts[0].end
    ):
        return None
    return parts[0].start, parts[1].end


def _wrongs(content: Token) -> bool:
    """Whether the content names wrongs, which is a finding whoever reports it."""
    return content.lemma_.lower() in rules()["wrongs"]


def _a_thing(content: Token) -> bool:
    """Whether criticism is of what was done or made, and not only of somebody."""
    types = Lexicon.load().types
    heads = types["person"].heads | (types["organ"].heads - types["law"].heads)
    return content.pos_ == "NOUN" and content.lemma_.lower() not in heads


def _judged(event: Token) -> bool:
    """Whether a clause only judges an event that it names: "said **the arrest** was unlawful"."""
    verb = event.head
    return (
        event.pos_ == "NOUN"
        and event.dep_ == "nsubj"
        and verb.lemma_ == "be"
        and child(verb, "acomp", "attr") is not None
    )


def _told(attribution: Attribution, findings: list[Finding]) -> bool:
    """Whether a claim of another kind stands in the content's main clause; what is criticised is not told."""
    criticism = attribution.verb.lemma_.lower() in rules()["criticism"]
    for finding in findings:
        if attribution.verb.i == finding.trigger.i:
            return True
        if criticism:
            continue
        if not attribution.holds(finding.trigger):
            continue
        token = finding.trigger
        if finding.kind == "quantity" and (measured := measured_by(finding)) is not None:
            token = measured  # "reported | rates were at 12 percent"
        elif KINDS[finding.kind].passing:
            continue
        if _judged(token):
            continue
        while attribution.holds(token.head) and (
            token.dep_ in SAME
            or (token.dep_ == "acl" and token.tag_ == "VB" and not attribution.holds(token.head.head))
        ):
            token = token.head
        if (
            attribution.verb.lemma_ == "accord"
            or not attribution.holds(token.head)
            or token.head.i == token.i
        ):
            return True
    return False
