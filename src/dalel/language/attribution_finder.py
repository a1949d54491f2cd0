"""Reads one cue at a time: its source, its own words, its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dalel.language.attribution_cues import Cues, NounCue, VerbCue
from dalel.language.attribution_spans import (
    SUBJECTS,
    Range,
    around,
    content,
    joined,
    phrase,
    strip,
    subtree,
    without,
)

AUXILIARIES = frozenset(("aux", "auxpass", "neg", "advmod"))
RELATIVES = frozenset(("which", "that", "whom", "what", "who", "whatever"))
EMPTY = frozenset(("it", "itself", "so", "himself", "herself", "themselves", "myself", "ourselves"))


@dataclass(slots=True)
class Found:
    """An attribution as ranges of tokens."""

    source: Range | None
    cue: Range
    content: list[Range]
    verb: Token
    cls: str


class Reader:
    """Reads the cues of one Doc. `merged` collects verbs that became part of another cue."""

    def __init__(self, doc: Doc, cues: Cues, quotes: list[Range]) -> None:
        self.doc = doc
        self.cues = cues
        self.quotes = quotes
        self.merged: set[int] = set()

    def at(self, token: Token) -> Iterator[Found]:
        """What a token whose lemma is a cue's gives: one attribution or none."""
        pos, key = token.pos, token.lemma
        cues = self.cues
        if pos == 100:  # VERB
            verb = cues.verbs.get(key)
            if verb is not None and token.dep_ not in ("amod", "compound"):
                found = self.verb(token, verb)
                if found is not None:
                    yield found
                    return
            if token.lemma_ in cues.seeming:
                found = self.seeming(token)
                if found is not None:
                    yield found
                return
        if pos in (92, 96):  # NOUN, PROPN
            noun = cues.nouns.get(key)
            if noun is not None and token.dep_ != "compound" and (pos == 92 or token.is_lower):
                found = self.noun(token, noun)
                if found is not None:
                    yield found
                return
        hedge = cues.hedges.get(key) or cues.hedges.get(token.lower)
        if hedge is not None:
            found = self.hedge(token, hedge)
            if found is not None:
                yield found
                return
        sort = cues.adjectives.get(key)
        if sort is not None and token.dep_ in ("acomp", "ROOT", "oprd", "conj", "amod", "ccomp"):
            found = self.adjective(token, sort)
            if found is not None:
                yield found

    # --- verbs -----------------------------------------------------------------------------------

    def verb(self, verb: Token, cue: VerbCue) -> Found | None:
        """The attribution of a reporting verb."""
        top = self._top(verb)
        children = list(verb.children)
        passive = _passive(verb, children)
        subject = self._subject(top)
        if not passive and subject is not None and subject.dep_ in ("csubj", "csubjpass"):
            return None
        sort = self._sort(subject) if not passive else self._sort(_agent(verb))

        def allowed(sorts: set[str]) -> bool:
            return bool(sorts) and ("" in sorts or bool(sorts & sort))

        pieces: list[Range] = []
        tail = verb.i + 1  # where the cue ends
        hearer: Range | None = None
        takes_object = allowed(cue.content)
        quoted = False
        for child in children:
            dep = child.dep_
            if dep == "prt":
                tail = max(tail, child.i + 1) if child.i == tail else tail
            elif dep in ("ccomp", "csubj") and not (dep == "csubj"):
                left = child.i < verb.i
                if left and not cue.quote:
                    continue
                if allowed(cue.clause) or (left and cue.quote) or (takes_object and _what(child)):
                    pieces.append(self._clause(child, verb))
                elif cue.to and not any(c.dep_ == "mark" for c in child.children) and _bare(child):
                    pieces.append(self._clause(child, verb))
                elif cue.small and _small(child):
                    pieces.append(self._clause(child, verb))
            elif dep == "xcomp":
                if any(c.dep_ == "aux" and c.tag_ == "TO" for c in child.children):
                    if cue.to or (passive and (cue.clause or cue.small)):
                        pieces.append(self._clause(child, verb))
                    elif takes_object and cue.cls in ("judge", "accuse"):
                        pieces.append(self._clause(child, verb))
                elif child.tag_ == "VBG":
                    if takes_object or allowed(cue.clause):
                        pieces.append(self._clause(child, verb))
                elif cue.small or takes_object:
                    pieces.append(subtree(child))
            elif dep == "oprd":
                if takes_object or cue.small or cue.to:
                    pieces.append(subtree(child))
            elif dep in ("dobj", "dative", "attr"):
                if child.lower_ in EMPTY:
                    continue
                relative = child.i < verb.i and child.lower_ in RELATIVES
                if dep == "dative" and not (cue.to and not cue.hearer):
                    hearer = subtree(child)
                elif takes_object and dep != "dative":
                    pieces.append((child.i, child.i + 1) if relative else self._object(child))
                elif (cue.to and not cue.hearer) or (cue.small and not cue.hearer):
                    # "urged them to leave", "consider him guilty": a content only with what follows
                    if any(c.dep_ in ("xcomp", "oprd", "ccomp") for c in children):
                        pieces.append(subtree(child))
                elif allowed(cue.clause) and relative:
                    pieces.append((child.i, child.i + 1))
                else:
                    hearer = subtree(child)
            elif dep == "prep" and child.lower_ in cue.after and allowed(cue.after[child.lower_]):
                start, end = subtree(child)
                if end - start < 2:
                    continue
                if child.i == tail:
                    tail += 1
                    start += 1
                pieces.append(self._cut(child, start, end))
            elif dep == "prep" and child.lower_ == "as" and "as" in cue.after:
                pieces.append(subtree(child))
            elif dep == "advcl" and cue.to and child.i > verb.i and _infinitive(child) and not pieces:
                pieces.append(self._clause(child, verb))
        source: Range | None = None
        agent = _agent(verb) if passive else None
        if passive:
            if agent is not None:
                source = phrase(agent)
            patient = self._patient(verb, top)
            if patient is not None and patient.lower_ not in ("it", "there") and not cue.hearer:
                own = (
                    takes_object
                    or bool(pieces)
                    and (cue.to or cue.small or "with" in cue.after or "for" in cue.after)
                )
                if own or cue.cls == "rule" and patient.dep_ != "expl" and pieces:
                    pieces.append(self._phrase_of(patient, verb))
            if not pieces and cue.quote and verb.dep_ in ("advcl", "parataxis"):
                pieces.extend(self._host(verb))
        else:
            if (
                subject is not None
                and subject.lower_ not in ("it", "there")
                or subject is not None
                and (subject.lower_ == "it" and subject.dep_ == "nsubj")
            ):
                source = self._phrase_of(subject, top)
            if (
                not pieces
                and cue.quote
                and verb.dep_ in ("parataxis", "advcl", "ccomp", "relcl", "conj", "ROOT")
            ):
                found = self._host(verb)
                quoted = bool(found)
                pieces.extend(found)
            if not pieces and (takes_object or allowed(cue.clause)) and verb.dep_ == "relcl" and not quoted:
                # "the charges prosecutors denied": the noun before is the content
                if (
                    not any(c.dep_ in ("dobj",) for c in children)
                    and source is not None
                    and source[0] < verb.i
                ):
                    if subject is not None and subject.head.i == verb.i and subject.lower_ not in RELATIVES:
                        pieces.append(self._phrase_of(verb.head, verb))
            elif pieces and verb.dep_ == "relcl" and source is not None and subject is not None:
                if subject.lower_ not in RELATIVES and not self._pronoun_in(verb, pieces):
                    gap = any(c.dep_ in ("ccomp", "xcomp", "oprd") for c in children)
                    if gap and not any(c.dep_ == "mark" or c.tag_ in ("WRB",) for c in children):
                        if any(c.dep_ in ("ccomp",) and not _own_subject(c) for c in children):
                            pieces.append(self._phrase_of(verb.head, verb))
        if not pieces:
            return None
        if source is None and not passive and verb.dep_ in ("amod", "pobj", "nsubj"):
            return None
        start = self._cue_start(top, verb)
        while (
            tail < len(self.doc)
            and self.doc[tail].head.i == verb.i
            and self.doc[tail].dep_ in ("advmod", "neg")
        ):
            if self.doc[tail].tag_ == "WRB" or any(True for _ in self.doc[tail].children):
                break
            tail += 1
            nxt = self.doc[tail] if tail < len(self.doc) else None
            if nxt is not None and nxt.head.i == verb.i and nxt.dep_ == "prep" and nxt.lower_ in cue.after:
                tail += 1
        if (
            passive
            and tail < len(self.doc)
            and self.doc[tail].lower_ == "as"
            and "as" in cue.after
            and self.doc[tail].head.i == verb.i
        ):
            tail += 1
        span = (start, tail)
        ranges = without(pieces, span, source, hearer if not _inside(hearer, pieces) else None)
        ranges = joined(self.doc, ranges, self.quotes)
        ranges = self._with_quotes(ranges, span, source, cue)
        if not ranges:
            return None
        if (
            tail < len(self.doc)
            and self.doc[tail].text == ":"
            and any(s in (tail, tail + 1) for s, _ in ranges)
        ):
            span = (start, tail + 1)
        return Found(source, span, ranges, verb, cue.cls)

    def _top(self, verb: Token) -> Token:
        """The first verb of a chain that leads to `verb`: "continued to report", "refused to promise"."""
        top = verb
        while top.dep_ == "xcomp" and top.head.pos_ in ("VERB", "AUX", "ADJ"):
            head = top.head
            if any(c.dep_ in ("dobj", "dative") and c.i < top.i for c in head.children):
                break
            if head.lemma_ in self.cues.catenative or head.lemma in self.cues.verbs:
                if _passive(head, list(head.children)) or head.lemma_ in self.cues.seeming:
                    break
                self.merged.add(head.i)
                top = head
            else:
                break
        return top

    def _subject(self, verb: Token) -> Token | None:
        """Who does what `verb` says, as a token of the text."""
        seen = 0
        token = verb
        while seen < 8:
            seen += 1
            for child in token.children:
                if child.dep_ in SUBJECTS:
                    if token.i != verb.i and token.dep_ == "ROOT" and child.dep_ == "expl":
                        return None
                    return child
            dep, head = token.dep_, token.head
            if head.i == token.i:
                return None
            if dep == "acl" and token.tag_ in ("VBG", "TO", "VB"):
                light = head.dep_ == "dobj" and head.head.lemma_ in self.cues.light
                if light and (head.lemma in self.cues.nouns or head.lemma_ in self.cues.papers):
                    token = head.head
                    continue
                if token.tag_ == "VBG":
                    return head
                token = head
                while (
                    token.dep_ in ("pobj", "prep", "dobj", "attr", "conj", "appos")
                    and token.head.i != token.i
                ):
                    token = token.head
                continue
            if dep in ("conj", "xcomp", "advcl", "pcomp", "prep", "dep"):
                token = head
                if dep in ("pcomp",) and token.dep_ == "prep" and token.head.pos_ in ("NOUN", "PROPN"):
                    token = token.head
                    while token.dep_ in ("pobj", "prep", "dobj", "attr", "conj") and token.head.i != token.i:
                        token = token.head
                continue
            return None
        return None

    def _patient(self, verb: Token, top: Token) -> Token | None:
        """Whom or what a passive verb is said of."""
        for child in verb.children:
            if child.dep_ in ("nsubjpass", "nsubj"):
                return child
        if verb.dep_ == "acl":
            return verb.head
        if verb.dep_ in ("conj", "xcomp", "advcl"):
            return self._subject(verb)
        return None

    def _sort(self, subject: Token | None) -> set[str]:
        """What a subject can do: rule (laws, courts), speak, be a paper."""
        if subject is None:
            return {"voice", "paper"}
        lemma = subject.lemma_.lower()
        found: set[str] = set()
        if lemma in self.cues.rulers:
            found.update(("ruler", "voice", "paper"))
        if lemma in self.cues.papers:
            found.update(("voice", "paper"))
        if lemma not in self.cues.silent:
            if subject.pos_ in ("PROPN", "PRON"):
                found.add("voice")
                if subject.ent_type_ in ("ORG", "PERSON", "NORP", "GPE") or subject.is_upper:
                    found.add("paper")
            elif subject.tag_ in ("NNS", "NN"):
                found.add("voice")
        return found

    def _cue_start(self, top: Token, verb: Token) -> int:
        """Where the cue begins: auxiliaries, negation and adverbs beside the verb are in."""
        start = top.i
        for left in range(top.i - 1, -1, -1):
            token = self.doc[left]
            mine = token.head.i in (top.i, verb.i) or (
                token.head.dep_ in AUXILIARIES and token.head.head.i == top.i
            )
            if mine and (token.dep_ in AUXILIARIES) and token.tag_ != "WRB" and not token.is_punct:
                start = left
                continue
            break
        # light verbs before their noun: "sent a letter warning"
        if top.dep_ == "acl" and top.tag_ == "VBG":
            head = top.head
            if (
                head.dep_ == "dobj"
                and head.head.lemma_ in self.cues.light
                and (head.lemma in self.cues.nouns or head.lemma_ in self.cues.papers)
            ):
                return self._cue_start(head.head, head.head)
        # two verbs with one content: "criticized and condemned the plan"
        if top.dep_ == "conj" and top.head.lemma in self.cues.verbs and top.head.i < top.i:
            head = top.head
            bare = not any(
                c.i > head.i and c.i not in (top.i,) and c.dep_ not in ("cc", "punct", "advmod")
                for c in head.children
            )
            if bare and start - head.i <= 4:
                return self._cue_start(head, head)
        return start

    def _clause(self, root: Token, verb: Token) -> Range:
        """A clause that is content, without what only hangs on it."""
        start, end = subtree(root)
        if start <= verb.i < end and root.i < verb.i:
            end = verb.i
        return self._cut(root, start, end)

    def _cut(self, root: Token, start: int, end: int) -> Range:
        return content(root, start, end, self.quotes) if end - start > 1 else (start, end)

    def _object(self, noun: Token) -> Range:
        start, end = subtree(noun)
        return self._cut(noun, start, end)

    def _phrase_of(self, noun: Token, verb: Token) -> Range:
        """A noun phrase, without the clause that hangs on it and holds the verb."""
        if noun.lower_ in RELATIVES:
            return (noun.i, noun.i + 1)
        start, end = phrase(noun)
        for child in noun.children:
            if (
                child.i > noun.i
                and child.dep_ in ("relcl", "acl")
                and child.left_edge.i <= verb.i <= child.right_edge.i
            ):
                end = min(end, child.left_edge.i)
        return strip(self.doc, start, end)

    def _pronoun_in(self, verb: Token, pieces: list[Range]) -> bool:
        """Whether a relative pronoun of the verb's clause is already in the content."""
        return any(
            self.doc[i].tag_ in ("WDT", "WP") for start, end in pieces for i in range(start, min(end, verb.i))
        )

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

    # --- nouns -----------------------------------------------------------------------------------

    def noun(self, noun: Token, cue: NounCue) -> Found | None:
        """The attribution of a reporting noun ("the claim that", "calls for")."""
        owner = by = agent = None
        lead: Token | None = None
        pieces: list[Range] = []
        preps: list[Token] = []
        for child in noun.children:
            dep = child.dep_
            if dep == "poss":
                owner = child
            elif dep == "prep" and child.i > noun.i:
                if child.lower_ == "by":
                    by = next((c for c in child.children if c.dep_ == "pobj"), None)
                else:
                    preps.append(child)
            elif dep == "agent":
                by = next((c for c in child.children if c.dep_ == "pobj"), None)
            elif dep in ("acl", "relcl", "ccomp") and child.i > noun.i:
                if _infinitive(child):
                    if cue.to:
                        pieces.append(self._clause(child, noun))
                elif cue.clause and dep != "relcl" and child.tag_ not in ("VBG", "VBN"):
                    pieces.append(self._clause(child, noun))
                elif cue.clause and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children):
                    pieces.append(self._clause(child, noun))
                elif cue.clause and dep == "acl" and child.tag_ == "VBN" and _own_subject(child):
                    pieces.append(self._clause(child, noun))
        light = noun.dep_ == "dobj" and noun.head.lemma_ in self.cues.light
        there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.children)
        if cue.light and not light and not there and owner is None and by is None:
            return None
        rest = [p for p in preps if p.lower_ in cue.after]
        of = next((p for p in preps if p.lower_ == "of"), None)
        if of is not None and (pieces or any(p is not of for p in rest)):
            agent = next((c for c in of.children if c.dep_ == "pobj"), None)
            if agent is not None and not pieces and "of" in cue.after and agent.ent_type_ == "":
                agent = None
            if agent is not None:
                rest = [p for p in rest if p is not of]
        tail = noun.i + 1
        for prep in rest:
            start, end = subtree(prep)
            if end - start < 2:
                continue
            if prep.i == tail:
                tail, start = prep.i + 1, start + 1
                lead = prep
            pieces.append(self._cut(prep, start, end))
        if agent is not None and of is not None and of.i == noun.i + 1 and lead is None:
            tail = of.i + 1
        if not pieces:
            return None
        source: Range | None = None
        start = noun.left_edge.i
        if owner is not None:
            source = subtree(owner)
            start = source[1]
        elif by is not None:
            source = phrase(by)
        elif agent is not None:
            source = phrase(agent)
        if light:
            verb = noun.head
            top = self._top(verb)
            subject = self._subject(top)
            passive = _passive(verb, list(verb.children))
            if (
                not passive
                and owner is None
                and verb.tag_ != "VBN"
                or (not passive and owner is None and subject is not None)
            ):
                start = self._cue_start(top, verb)
                if subject is not None and source is None and subject.lower_ != "it":
                    source = self._phrase_of(subject, top)
            elif (
                owner is not None
                and owner.lower_ in ("his", "her", "their", "its", "our", "my")
                and subject is not None
                and not passive
            ):
                start = self._cue_start(top, verb)
                source = self._phrase_of(subject, top)
        elif there:
            start = self._cue_start(noun.head, noun.head)
        cue_range = strip(self.doc, start, tail)
        ranges = joined(self.doc, without(pieces, cue_range, source), self.quotes)
        if not ranges:
            return None
        return Found(source, cue_range, ranges, noun, cue.cls)

    # --- hedges, adjectives, prepositions --------------------------------------------------------

    def hedge(self, token: Token, sort: str) -> Found | None:
        """ "reportedly", "alleged": a cue without a source."""
        doc, cue = self.doc, (token.i, token.i + 1)
        head = token.head
        if sort == "adjective":
            if token.dep_ not in ("amod", "nmod") or head.i < token.i:
                return None
            start, end = token.i + 1, head.right_edge.i + 1
            return self._hedged(token, cue, [self._cut(head, start, end)])
        if token.dep_ not in ("advmod", "ROOT", "pcomp", "dep", "prep"):
            return None
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if (
            following is not None
            and following.dep_ in ("prep", "mark")
            and following.head.i == head.i
            and following.i > head.i
        ):
            return self._hedged(token, cue, [self._cut(following, token.i + 1, following.right_edge.i + 1)])
        if head.pos_ not in ("VERB", "AUX"):
            start = token.i + 1
            return self._hedged(token, cue, [(start, max(head.right_edge.i + 1, start))])
        start, end = subtree(head)
        if head.dep_ == "conj":
            start = min(start, token.i)
        elif head.dep_ in ("pcomp", "advcl", "acl") and head.tag_ in ("VBG", "VBN"):
            start = token.i
        start, end = self._cut(head, start, end)
        for child in head.children:  # coordinated clauses are the author's again
            if child.dep_ == "conj" and child.i > head.i and _own_subject(child):
                end = min(end, child.left_edge.i)
            elif child.dep_ == "advcl" and child.i < token.i:
                start = max(start, child.right_edge.i + 1)
        if head.dep_ == "relcl":
            pass
        return self._hedged(token, cue, [(start, end)])

    def _hedged(self, token: Token, cue: Range, pieces: list[Range]) -> Found | None:
        ranges = joined(self.doc, without(pieces, cue), self.quotes)
        return Found(None, cue, ranges, token, "hedge") if ranges else None

    def seeming(self, verb: Token) -> Found | None:
        """ "It seems that", "appears to": nobody's thought."""
        pieces = [
            self._clause(c, verb)
            for c in verb.children
            if c.dep_ in ("ccomp", "xcomp", "oprd") and c.i > verb.i
        ]
        if not pieces:
            return None
        subject = self._subject(verb)
        if subject is not None and subject.lower_ not in ("it", "there"):
            pieces.append(self._phrase_of(subject, verb))
        cue = (self._cue_start(verb, verb), verb.i + 1)
        ranges = joined(self.doc, without(pieces, cue), self.quotes)
        return Found(None, cue, ranges, verb, "think") if ranges else None

    def adjective(self, word: Token, sort: str) -> Found | None:
        """ "is convinced that", "was concerned about", "it is obvious that"."""
        verb = word.head if word.dep_ in ("acomp", "oprd") and word.head.pos_ in ("AUX", "VERB") else word
        if verb.i == word.i and word.dep_ not in ("ROOT", "conj"):
            return None
        if verb.i != word.i and verb.lemma_ not in ("be", "become", "feel", "remain", "seem", "grow", "get"):
            return None
        subject = self._subject(verb)
        empty = subject is None or subject.lower_ in ("it", "there")
        if empty != (sort == "impersonal"):
            if not (sort == "personal" and empty):
                return None
            return None
        pieces: list[Range] = []
        tail = word.i + 1
        for child in [*word.children, *(c for c in verb.children if verb.i != word.i and c.i > word.i)]:
            if child.i < word.i:
                continue
            infinitive = _infinitive(child)
            if child.dep_ == "ccomp" or (child.dep_ in ("advcl", "csubj") and _that(child)):
                pieces.append(self._clause(child, word))
            elif sort == "personal" and child.dep_ in ("xcomp", "advcl", "ccomp") and infinitive:
                pieces.append(self._clause(child, word))
            elif sort == "personal" and child.dep_ == "prep" and child.lower_ in self.cues.personal_after:
                start, end = subtree(child)
                if child.i == tail:
                    tail, start = tail + 1, start + 1
                if end > start:
                    pieces.append(self._cut(child, start, end))
        if not pieces:
            return None
        source = None if empty or subject is None else self._phrase_of(subject, verb)
        cue = (self._cue_start(verb, verb) if verb.i < word.i else word.left_edge.i, tail)
        ranges = joined(self.doc, without(pieces, cue, source), self.quotes)
        return Found(source, cue, ranges, word, "think") if ranges else None

    def according(self, token: Token) -> list[Found]:
        """ "According to X, ..." and "..., according to X"."""
        doc = self.doc
        to = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if to is None or to.lower_ != "to":
            return []
        noun = next((c for t in (to, token) for c in t.children if c.dep_ == "pobj"), None)
        if noun is None:
            return []
        source = phrase(noun)
        outer = token if to.head.i == token.i or to.i == token.i + 1 else to
        head = outer.head
        while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
            head = head.head
        own = (token.i, source[1])
        start, end = subtree(head)
        if head.dep_ in ("relcl", "acl", "advcl", "conj", "ccomp") or head.dep_ == "ROOT":
            pass
        if source[1] >= end - 1 and token.i > start:
            for child in head.children:  # at the end it speaks of the last clause only
                if child.dep_ == "advcl" and child.right_edge.i < head.i and child.left_edge.i == start:
                    pass
        start, end = self._cut(head, start, end) if own[1] < end - 1 else (start, end)
        ranges = joined(doc, without([(start, end)], own), self.quotes)
        if not ranges:
            return []
        return [Found(source, (token.i, to.i + 1), ranges, token, "say")]

    def owned(self) -> list[Found]:
        """ "in X's view, ..."; "in the words of X"."""
        found: list[Found] = []
        text = self.doc.text
        if not any(
            f" {word}" in text for word in ("view", "opinion", "words", "judgment", "judgement", "eyes")
        ):
            return found
        for token in self.doc:
            if token.lower_ not in self.cues.owned or token.dep_ != "pobj":
                continue
            prep = token.head
            if prep.lower_ != "in":
                continue
            owner = next((c for c in token.children if c.dep_ == "poss"), None)
            of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
            if owner is None and of is not None:
                owner = next((c for c in of.children if c.dep_ == "pobj"), None)
            if owner is None or prep.head.pos_ not in ("VERB", "AUX"):
                continue
            source = subtree(owner)
            head = prep.head
            cue = (prep.i, of.i + 1) if of is not None and source[0] == of.i + 1 else (token.i, token.i + 1)
            ranges = joined(self.doc, without([self._cut(head, *subtree(head))], subtree(prep)), self.quotes)
            if ranges:
                found.append(Found(source, cue, ranges, token, "say"))
        return found


def _passive(verb: Token, children: list[Token]) -> bool:
    for child in children:
        if child.dep_ in ("auxpass", "nsubjpass"):
            return True
        if child.dep_ in ("nsubj", "dobj") and child.dep_ == "nsubj":
            return False
    if verb.tag_ != "VBN":
        return False
    if any(c.dep_ == "aux" and c.lemma_ in ("have", "’ve", "'ve") for c in children):
        return False
    if any(c.dep_ == "agent" for c in children):
        return True
    if verb.dep_ in ("acl", "advcl", "oprd"):
        return True
    if verb.dep_ == "conj":
        head = verb.head
        return head.tag_ == "VBN" and _passive(head, list(head.children))
    return False


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def _that(token: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)


def _own_subject(token: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in token.children)


def _what(token: Token) -> bool:
    """A clause that stands for a thing: "what they called fraud"."""
    return token.left_edge.lower_ in ("what", "whatever", "how")


def _bare(token: Token) -> bool:
    """ "them to leave", "them engage": a clause without a finite verb."""
    return _infinitive(token) or token.tag_ == "VB"


def _small(token: Token) -> bool:
    """ "him guilty": a clause without a finite verb, or an infinitive."""
    return token.pos_ in ("ADJ", "NOUN", "PROPN") or _infinitive(token) or token.tag_ in ("VBN", "VBG", "VB")


def _inside(hearer: Range | None, pieces: list[Range]) -> bool:
    return hearer is not None and any(
        start <= hearer[0] and hearer[1] <= end and start != hearer[0] for start, end in pieces
    )
