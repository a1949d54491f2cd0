"""Reads a reporting verb: who says it, the words that tell so, what is said."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from dalel.language.attributions.chains import (
    RELATIVES,
    Chains,
    agent_of,
    infinitive,
    is_passive,
    own_subject,
)
from dalel.language.attributions.cues import VerbCue
from dalel.language.attributions.spans import (
    SUBJECTS,
    Range,
    apart,
    around,
    joined,
    phrase,
    subtree,
    without,
)

ACTS = frozenset(("guilty", "innocent"))  # "found guilty" is an act of a court
ASKING = frozenset(("judge", "accuse", "charge", "ask", "rule", "deny"))
EMPTY = frozenset(("it", "itself", "so", "himself", "herself", "themselves", "myself", "ourselves"))
PURPOSES = frozenset(("advcl", "acl", "relcl", "xcomp"))
"""What a verb that tells for what somebody does something is to other words."""
HEARERS = frozenset(("dobj", "dative"))
EXERTED = frozenset(("effort", "commitment", "willingness", "interest", "restraint", "ability", "progress"))
"""What somebody shows by what he does, and does not tell: "demonstrated no | effort"."""
AROUND = frozenset(("parataxis", "advcl", "ccomp", "relcl", "conj", "ROOT"))
"""What a reporting clause is to the words it stands inside or after."""


@dataclass(slots=True)
class Found:
    """An attribution as ranges of tokens."""

    source: Range | None
    cue: Range
    content: list[Range]
    verb: Token
    cls: str


@dataclass(slots=True)
class Parts:
    """What was read of a verb so far: contents, who only hears them, and where the cue ends."""

    tail: int
    contents: list[Range] = field(default_factory=list)
    hearer: Range | None = None


@dataclass(slots=True)
class Reading:
    """A reporting verb with what decides how its dependents are read."""

    verb: Token
    cue: VerbCue
    children: list[Token]
    passive: bool
    sort: set[str]

    def allowed(self, sorts: set[str]) -> bool:
        """Whether something that only some subjects can say is content here."""
        return bool(sorts) and ("" in sorts or bool(sorts & self.sort))

    def takes(self, noun: Token) -> bool:
        """Whether an object, or the subject of a passive, is content, by what it is and what follows it."""
        if self.cue.objects and noun.lemma_.lower() not in self.cue.objects:
            return False
        if self.cue.lemma in ("show", "demonstrate") and noun.lemma_.lower() in EXERTED:
            return False
        children = self.children
        if any(c.dep_ == "oprd" and c.lower_ in ACTS for c in children):
            return False
        return not self.cue.complement or any(
            c.dep_ in ("oprd", "xcomp", "amod")
            or c.lower_ == "as"
            or (c.dep_ in ("ccomp", "advcl") and c.left_edge.lower_ == "as")
            for c in (*children, *(c for c in noun.rights if c.dep_ == "amod"))
        )


class VerbReader(Chains):
    """Reads the reporting verbs of one Doc."""

    def verb(self, verb: Token, cue: VerbCue) -> Found | None:
        """The attribution of a reporting verb."""
        children = list(verb.children)
        if cue.lemma == "assure" and infinitive(verb) and not any(c.dep_ in HEARERS for c in children):
            return None  # "inspected mines to assure that": to make sure
        passive = is_passive(verb, children)
        top = self._top(verb)
        if cue.cls == "show" and top.i == verb.i and infinitive(verb) and verb.dep_ in PURPOSES:
            return None  # "met judges to identify options"
        subject = self._subject(top)
        if not passive and subject is not None and subject.dep_ in ("csubj", "csubjpass"):
            return None
        reading = Reading(verb, cue, children, passive, self._sort(agent_of(verb) if passive else subject))
        parts = Parts(verb.i + 1)
        for child in children:
            self._dependent(reading, child, parts)
        if not parts.contents and reading.allowed(cue.clause):
            self._stray_clause(reading, parts)
        source = (
            self._passive_parts(reading, top, parts)
            if passive
            else self._active_parts(reading, top, subject, parts)
        )
        if not parts.contents or (source is None and not passive and verb.dep_ in ("amod", "pobj", "nsubj")):
            return None
        if cue.cls in ASKING:
            self._extend(reading, parts)
        tail = self._tail(reading, parts.tail)
        span = (self._cue_start(top, verb), tail)
        hearer = None if _inside(parts.hearer, parts.contents) else parts.hearer
        ranges = joined(self.doc, without(parts.contents, span, source, hearer), self.quotes)
        ranges = apart(self.doc, self._with_quotes(ranges, span, source, cue), span, source)
        if not ranges:
            return None
        if (
            tail < len(self.doc)
            and self.doc[tail].text == ":"
            and any(s in (tail, tail + 1) for s, _ in ranges)
        ):
            span = (span[0], tail + 1)
        step = verb
        while step.i != top.i:
            step = step.head
            self.merged.add(step.i)
        said = cue.cls == "charge" and any(c.dep_ == "ccomp" for c in children)  # "charged that"
        return Found(source, span, ranges, verb, "say" if said else cue.cls)

    # --- contents --------------------------------------------------------------------------------

    def _dependent(self, reading: Reading, child: Token, parts: Parts) -> None:
        """Takes one dependent of the verb into its parts."""
        verb, cue, dep = reading.verb, reading.cue, child.dep_
        if dep == "prt":
            parts.tail += child.i == parts.tail
        elif dep == "ccomp":
            if self._clausal(reading, child):
                parts.contents.append(self._clause(child, verb))
        elif dep == "xcomp":
            if self._complement(reading, child):
                parts.contents.append(self._clause(child, verb))
        elif dep == "oprd":
            if (
                reading.allowed(cue.content) or cue.small or cue.cls in ("ask", "rule")
            ) and child.lower_ not in ACTS:
                parts.contents.append(subtree(child))
        elif dep in ("dobj", "dative", "attr"):
            self._objects(reading, child, parts)
        elif dep == "prep":
            after = cue.after.get(child.lower_)
            start, end = subtree(child)
            if after is None or not reading.allowed(after) or end - start < 2 or _dated(child):
                return
            if child.i == parts.tail:
                parts.tail += 1
                start += 1
            parts.contents.append(self._cut(child, start, end))
        elif dep == "advcl" and child.i > verb.i:
            opened = child.left_edge.lower_ == "as" and not own_subject(child)
            if opened and "as" in cue.after:
                parts.contents.append(subtree(child))
            elif infinitive(child) and not parts.contents and reading.allowed(cue.to):
                parts.contents.append(self._clause(child, verb))

    def _clausal(self, reading: Reading, child: Token) -> bool:
        """Whether a ccomp is content."""
        verb, cue = reading.verb, reading.cue
        if child.lower_ in ACTS:
            return False
        if child.i < verb.i:
            # "..., she said": nothing binds the two but the comma
            return cue.quote and not any(
                c.dep_ == "mark"
                or (c.dep_ in ("ccomp", "cc") and verb.i > c.i > child.i)
                or (c.dep_ == "ccomp" and c.i > verb.i)
                for c in reading.children
            )
        if reading.allowed(cue.clause) or (reading.allowed(cue.content) and _what(child)):
            return True
        bare = not any(c.dep_ == "mark" for c in child.children) and (infinitive(child) or child.tag_ == "VB")
        return (reading.allowed(cue.to) and bare) or (cue.small and _small(child))

    def _complement(self, reading: Reading, child: Token) -> bool:
        """Whether an xcomp is content."""
        cue = reading.cue
        objects = reading.allowed(cue.content)
        if infinitive(child):
            return (
                reading.allowed(cue.to)
                or (reading.passive and bool(cue.clause or cue.small))
                or (objects and cue.cls in ("judge", "accuse"))
            )
        if child.tag_ == "VBG":
            return objects or reading.allowed(cue.clause)
        return cue.small or objects

    def _objects(self, reading: Reading, child: Token, parts: Parts) -> None:
        """An object is content, or hears it."""
        verb, cue = reading.verb, reading.cue
        if child.lower_ in EMPTY:
            return
        relative = child.i < verb.i and child.lower_ in RELATIVES
        raising = bool(cue.to or cue.small) and not cue.hearer
        if child.dep_ == "dative" and not raising:
            parts.hearer = subtree(child)
        elif cue.cls == "want" and any(c.dep_ == "xcomp" and infinitive(c) for c in reading.children):
            parts.hearer = subtree(child)  # "promised her to stay"
        elif child.dep_ != "dative" and reading.allowed(cue.content) and reading.takes(child):
            parts.contents.append((child.i, child.i + 1) if relative else self._object(child))
        elif raising:
            # "urged them to leave", "consider him guilty": content only with what follows
            if any(c.dep_ in ("xcomp", "oprd", "ccomp") for c in reading.children):
                parts.contents.append(subtree(child))
        elif relative and reading.allowed(cue.clause):
            parts.contents.append((child.i, child.i + 1))
        else:
            parts.hearer = subtree(child)

    def _stray_clause(self, reading: Reading, parts: Parts) -> None:
        """A "that" clause that the parser hung on the hearer, the occasion or the day."""
        verb = reading.verb
        if verb.lemma_ == "hold":
            return  # "held elections that": nobody is told anything
        for word in self.doc[verb.i + 1 : verb.right_edge.i]:
            if word.lower_ != "that" or word.dep_ in ("det", "pobj"):
                continue
            head = word.head
            if head.dep_ not in ("acl", "relcl", "ccomp", "advcl") or head.i < word.i or head.i == verb.i:
                continue
            if not any(c.dep_ in SUBJECTS and c.i != word.i for c in head.children):
                continue
            if head.head.pos_ == "VERB" and head.head.lemma in self.cues.verbs:
                continue  # "continued to report that": the other verb's own
            parts.contents.append(self._cut(head, word.i, head.right_edge.i + 1))
            parts.hearer = None
            self.merged.add(head.head.i)  # "said in a statement that"
            return

    def _extend(self, reading: Reading, parts: Parts) -> None:
        """Phrases directly behind the last content belong to it: "banned from teaching for a year"."""
        start, end = max(parts.contents, key=lambda part: part[1])
        if start < reading.verb.i:
            return
        for child in reading.children:
            if (
                child.i == end
                and child.dep_ in ("prep", "dative")
                and not _dated(child)
                and child.lower_ != "by"
            ):
                longer = self._cut(child, start, child.right_edge.i + 1)
                parts.contents[parts.contents.index((start, end))] = longer
                start, end = longer

    def _passive_parts(self, reading: Reading, top: Token, parts: Parts) -> Range | None:
        """Takes what a passive verb is said of into its parts; gives the agent."""
        verb, cue = reading.verb, reading.cue
        agent = agent_of(verb)
        patient = self._patient(verb)
        if patient is not None and patient.lower_ not in ("it", "there") and not cue.hearer:
            takes = reading.allowed(cue.content) and reading.takes(patient)
            raised = (
                bool(cue.to or cue.small) or bool(cue.after.keys() & {"with", "for"}) or cue.cls == "rule"
            )
            asked = cue.cls == "ask" and any(
                c.dep_ == "ccomp" or c.lower_ == "about" for c in reading.children
            )
            if (takes or (parts.contents and raised)) and not asked:
                parts.contents.append(self._phrase_of(patient, verb))
        if not parts.contents and cue.quote and verb.dep_ in ("advcl", "parataxis"):
            parts.contents.extend(self._host(verb))
        if agent is None:
            return self._paper(verb)
        start, end = phrase(agent)
        label = next((c for c in agent.children if c.dep_ == "prep" and c.lower_ == "as"), None)
        if label is not None and "as" in reading.cue.after and start < label.i < end:
            parts.contents.append(subtree(label))  # "called by critics | as unfair", hung on the critics
            end = label.i
        return start, end

    def _paper(self, verb: Token) -> Range | None:
        """ "In the report it is stated that": the paper that says it."""
        if not any(c.lower_ == "it" and c.dep_ in SUBJECTS for c in verb.children):
            return None
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("in", "by") and child.i < verb.i:
                noun = next((c for c in child.children if c.dep_ == "pobj"), None)
                if noun is not None:
                    lemma = noun.lemma_.lower()
                    if lemma in self.cues.papers or lemma == "paragraph" or lemma in self.cues.rulers:
                        return phrase(noun)
        return None

    def _active_parts(
        self, reading: Reading, top: Token, subject: Token | None, parts: Parts
    ) -> Range | None:
        """Takes words around a reporting clause and what a relative clause is about; gives the source."""
        verb, cue = reading.verb, reading.cue
        source: Range | None = None
        if (
            subject is not None
            and subject.lower_ != "there"
            and (subject.lower_ != "it" or subject.dep_ == "nsubj")
        ):
            source = self._phrase_of(subject, top)
        if not parts.contents and cue.quote and verb.dep_ in AROUND:
            parts.contents.extend(self._host(verb))
            if parts.contents:
                return source
        if verb.dep_ != "relcl" or source is None or subject is None or subject.lower_ in RELATIVES:
            return source
        if not parts.contents:
            # "the charges prosecutors denied": the noun before is the content
            takes = reading.allowed(cue.content) or reading.allowed(cue.clause)
            other = any(c.dep_ == "dobj" for c in reading.children)
            if takes and not other and source[0] < verb.i and subject.head.i == verb.i:
                parts.contents.append(self._phrase_of(verb.head, verb))
        elif not any(
            self.doc[i].tag_ in ("WDT", "WP", "WRB")
            for s, e in parts.contents
            for i in range(s, min(e, verb.i))
        ):
            # "the men they claimed were spies"
            gapped = any(
                c.dep_ == "ccomp" and not own_subject(c) and not _marked(c) for c in reading.children
            )
            if gapped:
                parts.contents.append(self._phrase_of(verb.head, verb))
        return source

    def _tail(self, reading: Reading, tail: int) -> int:
        """Where the cue ends: adverbs directly behind the verb and a preposition behind these are in."""
        verb, cue, doc = reading.verb, reading.cue, self.doc
        while tail < len(doc) and doc[tail].head.i == verb.i and doc[tail].dep_ in ("advmod", "neg"):
            if doc[tail].tag_ == "WRB" or any(True for _ in doc[tail].children):
                break
            tail += 1
            if tail < len(doc) and doc[tail].head.i == verb.i and doc[tail].lower_ in cue.after:
                tail += 1
        mine = reading.passive and tail < len(doc) and doc[tail].head.i == verb.i
        if mine and doc[tail].lower_ == "as" and "as" in cue.after:
            tail += 1
        return tail

    def _host(self, verb: Token) -> list[Range]:
        """The words around a reporting clause that stands inside or after them ("..., he said, ...")."""
        own = subtree(verb)
        if verb.dep_ in ("parataxis", "advcl") or (verb.dep_ == "ccomp" and verb.head.i != verb.i):
            marks = [c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod", "prep")]
            if verb.dep_ == "advcl" and "as" not in marks:
                return self._beside(verb, own)
            head = verb.head
            if verb.dep_ == "ccomp" and not (own[0] > 0 and self.doc[own[0] - 1].text in (",", "”", '"')):
                return self._beside(verb, own)
            start, end = subtree(head)
            return without([self._cut(head, start, end) if own[1] < end else (start, end)], own)
        return self._beside(verb, own)

    def _beside(self, verb: Token, own: Range) -> list[Range]:
        """A quotation directly before or after a reporting clause that has no other content."""
        doc = self.doc
        before, after = own[0] - 1, own[1]
        while before >= 0 and (doc[before].is_space or doc[before].text in (",", "-", "–", "—")):
            before -= 1
        while after < len(doc) and (doc[after].is_space or doc[after].text in (",", ":", "-", "–", "—")):
            after += 1
        found = []
        quote = around(before, self.quotes) if before >= 0 else None
        if quote is not None and quote[1] == before + 1:
            found.append(quote)
        quote = around(after, self.quotes) if after < len(doc) else None
        if quote is not None and quote[0] == after and (not found or doc[after - 1].text == ","):
            found.append(quote)
        return found

    def _with_quotes(
        self, ranges: list[Range], cue: Range, source: Range | None, verb: VerbCue
    ) -> list[Range]:
        """Contents made whole where they share a quotation that reaches beyond them."""
        if not self.quotes or not ranges:
            return ranges
        grown: list[Range] = []
        for start, end in ranges:
            quote = around(start, self.quotes)
            if quote is not None and quote[0] < start and quote[1] <= cue[0] and verb.quote:
                start = quote[0]  # earlier sentences of the same quotation
            quote = around(end - 1, self.quotes)
            if quote is not None and quote[1] > end and quote[0] >= start and verb.quote:
                end = quote[1]
            grown.append((start, end))
        return joined(self.doc, without(grown, cue, source), self.quotes)


def _dated(prep: Token) -> bool:
    """ "on Tuesday": a time, not a topic."""
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
    return noun is not None and noun.ent_type_ in ("DATE", "TIME")


def _what(token: Token) -> bool:
    """A clause that stands for a thing: "what they called fraud"."""
    return token.left_edge.lower_ in ("what", "whatever", "how")


def _small(token: Token) -> bool:
    """ "him guilty": a clause without a finite verb, or an infinitive."""
    return token.pos_ in ("ADJ", "NOUN", "PROPN") or infinitive(token) or token.tag_ in ("VBN", "VBG", "VB")


def _inside(hearer: Range | None, pieces: list[Range]) -> bool:
    return hearer is not None and any(
        start <= hearer[0] and hearer[1] <= end and start != hearer[0] for start, end in pieces
    )


def _marked(token: Token) -> bool:
    return any(c.dep_ == "mark" or c.tag_ == "WRB" for c in token.children)
