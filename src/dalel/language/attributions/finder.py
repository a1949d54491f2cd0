"""Reads one cue at a time: its source, its own words, its content."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dalel.language.attributions.chains import infinitive, is_passive, own_subject
from dalel.language.attributions.cues import NounCue
from dalel.language.attributions.spans import (
    CONTRASTS,
    Range,
    apart,
    joined,
    phrase,
    strip,
    subtree,
    without,
)
from dalel.language.attributions.verbs import Found, VerbReader

OWNERS = frozenset(("his", "her", "their", "its", "our", "my"))
LINKING = frozenset(("be", "become", "feel", "remain", "seem", "grow", "get"))


class Reader(VerbReader):
    """Reads all cues of one Doc."""

    def at(self, token: Token) -> Found | None:
        """The attribution whose cue a token's lemma is, if it is one here."""
        pos, key, cues = token.pos_, token.lemma, self.cues
        found: Found | None = None
        if key in cues.nouns and pos == "VERB" and _nominal(token):
            pos = "NOUN"
        if pos == "VERB":
            verb = cues.verbs.get(key)
            if verb is not None and token.dep_ not in ("amod", "compound"):
                found = self.verb(token, verb)
            elif token.lemma_ in cues.seeming:
                return self.seeming(token)
        elif pos in ("NOUN", "PROPN"):
            noun = cues.nouns.get(key)
            if noun is not None and token.dep_ != "compound" and (pos == "NOUN" or token.is_lower):
                return self.noun(token, noun)
        if found is not None:
            return found
        hedge = cues.hedges.get(key) or cues.hedges.get(token.lower)
        if hedge == "adverb":
            return self.adverb(token)
        if hedge == "adjective":
            return self.hedged_noun(token)
        sort = cues.adjectives.get(key) or (cues.adjectives.get(token.lower) if token.tag_ == "VBN" else None)
        if sort is not None and token.dep_ in ("acomp", "ROOT", "oprd", "conj", "ccomp"):
            return self.adjective(token, sort)
        return None

    # --- nouns -----------------------------------------------------------------------------------

    def noun(self, noun: Token, cue: NounCue) -> Found | None:
        """The attribution of a reporting noun ("the claim that", "calls for", "expressed concern about")."""
        verb = noun.head
        if noun.lower_ == "order" and noun.i > 0 and noun.nbor(-1).lower_ == "in":
            return None
        light = noun.dep_ == "dobj" and verb.lemma_ in self.cues.light
        there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in verb.children)
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        by = self._by(noun)
        if cue.light and not (light or there or owner is not None or by is not None):
            return None
        clauses = [c for c in noun.children if c.i > noun.i and self._noun_clause(cue, c)]
        apart = {"by", "from"} if noun.lemma_ in self.cues.heard else {"by"}
        preps = [c for c in noun.children if c.dep_ == "prep" and c.i > noun.i and c.lower_ not in apart]
        if light or noun.dep_ == "dobj":
            # the parser hangs what belongs to the noun on its verb
            preps += [
                c
                for c in verb.children
                if c.dep_ == "prep" and c.i > noun.i and c.lower_ in cue.after - {"of"}
            ]
            if light and not clauses and cue.clause:
                clauses += [c for c in verb.children if c.dep_ == "ccomp" and c.i > noun.i and _that(c)]
            if not clauses and cue.to:
                clauses += [
                    c
                    for c in verb.children
                    if c.dep_ in ("advcl", "xcomp") and c.i > noun.i and infinitive(c)
                ]
        rest = [p for p in preps if p.lower_ in cue.after]
        agent: Token | None = None
        of = next((p for p in preps if p.lower_ == "of"), None)
        if of is not None and (clauses or any(p is not of for p in rest)):
            # "the decision of the court on his release"
            agent = next((c for c in of.children if c.dep_ == "pobj"), None)
            if agent is not None and not clauses and "of" in cue.after and not agent.ent_type_:
                agent = None
            if agent is not None:
                rest = [p for p in rest if p is not of]
        contents = [self._clause(c, noun) for c in clauses]
        tail = noun.i + 1
        for prep in rest:
            start, end = subtree(prep)
            if end - start < 2:
                continue
            if prep.i == tail:
                tail, start = tail + 1, start + 1
            contents.append(self._cut(prep, start, end))
        if not contents:
            return None
        source: Range | None = None
        start = noun.left_edge.i
        if owner is not None:
            source = subtree(owner)
            start = source[1]
        elif by is not None or agent is not None:
            who = by if by is not None else agent
            source = phrase(who) if who is not None else None
        if there:
            start = self._cue_start(verb, verb)
        elif light and not is_passive(verb, list(verb.children)):
            top = self._top(verb)
            subject = self._subject(top)
            if owner is None or (subject is not None and owner.lower_ in OWNERS):
                start = self._cue_start(top, verb)
                if subject is not None and subject.lower_ != "it" and (source is None or owner is not None):
                    source = self._phrase_of(subject, top)
        return self._found(source, strip(self.doc, start, tail), contents, noun, cue.cls)

    def _noun_clause(self, cue: NounCue, child: Token) -> bool:
        """Whether a clause that hangs on a noun is its content."""
        if child.dep_ not in ("acl", "relcl", "ccomp"):
            return False
        if infinitive(child):
            return cue.to
        if not cue.clause:
            return False
        if child.dep_ == "relcl":
            return _that(child) or _whole(child)
        return child.tag_ not in ("VBG", "VBN") or own_subject(child)

    def _by(self, noun: Token) -> Token | None:
        """Who a noun is by: "criticism of the law by the unions", "reports from the unions"."""
        for child in noun.children:
            if child.i > noun.i and (
                child.dep_ == "agent"
                or (child.dep_ == "prep" and child.lower_ == "by")
                or (child.dep_ == "prep" and child.lower_ == "from" and noun.lemma_ in self.cues.heard)
            ):
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        return None

    # --- hedges, adjectives, prepositions --------------------------------------------------------

    def hedged_noun(self, token: Token) -> Found | None:
        """ "alleged misuse": what is alleged is the rest of the noun phrase."""
        head = token.head
        if token.dep_ not in ("amod", "nmod") or head.i < token.i:
            return None
        contents = [self._cut(head, token.i + 1, head.right_edge.i + 1)]
        return self._found(None, (token.i, token.i + 1), contents, token, "hedge")

    def adverb(self, token: Token) -> Found | None:
        """ "reportedly": of its clause, or of the phrase it stands before."""
        doc, cue, head = self.doc, (token.i, token.i + 1), token.head
        if token.dep_ not in ("advmod", "ROOT", "pcomp", "dep", "prep"):
            return None
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if (
            following is not None
            and following.dep_ in ("prep", "mark")
            and following.head.i == head.i < token.i
        ):
            start, end = token.i + 1, following.right_edge.i + 1
            return self._found(None, cue, [self._cut(following, start, end)], token, "hedge")
        if head.pos_ not in ("VERB", "AUX"):
            start, end = token.i + 1, head.right_edge.i + 1
            return self._found(None, cue, [(start, end)], token, "hedge") if start < end else None
        start, end = subtree(head)
        if head.dep_ == "conj":
            start = min(start, token.i)
        elif head.dep_ in ("pcomp", "advcl", "acl") and head.tag_ in ("VBG", "VBN"):
            start = token.i
        start, end = self._cut(head, start, end)
        for child in head.children:  # other clauses are the author's again
            if child.dep_ == "conj" and child.i > head.i and own_subject(child):
                end = min(end, child.left_edge.i)
            elif child.dep_ == "advcl" and child.i < token.i:
                start = max(start, child.right_edge.i + 1)
        return self._found(None, cue, [(start, end)], token, "hedge")

    def seeming(self, verb: Token) -> Found | None:
        """ "It seems that", "appears to": nobody's thought."""
        contents = [
            self._clause(c, verb)
            for c in verb.children
            if c.dep_ in ("ccomp", "xcomp", "oprd") and c.i > verb.i
        ]
        if not contents:
            return None
        subject = self._subject(verb)
        if subject is not None and subject.lower_ not in ("it", "there"):
            contents.append(self._phrase_of(subject, verb))
        return self._found(None, (self._cue_start(verb, verb), verb.i + 1), contents, verb, "think")

    def adjective(self, word: Token, sort: str) -> Found | None:
        """ "is convinced that", "was concerned about", "it is obvious that"."""
        verb = word.head if word.dep_ in ("acomp", "oprd") and word.head.pos_ in ("AUX", "VERB") else word
        if verb.i == word.i and word.dep_ not in ("ROOT", "conj"):
            return None
        if verb.i != word.i and verb.lemma_ not in LINKING:
            return None
        subject = self._subject(verb)
        empty = subject is None or subject.lower_ in ("it", "there")
        if empty != (sort == "impersonal"):
            return None
        contents: list[Range] = []
        tail = word.i + 1
        beside = [c for c in verb.children if verb.i != word.i and c.i > word.i]
        for child in [*(c for c in word.children if c.i > word.i), *beside]:
            if child.dep_ == "ccomp" or (child.dep_ in ("advcl", "csubj") and _that(child)):
                contents.append(self._clause(child, word))
            elif sort == "impersonal":
                continue
            elif child.dep_ in ("xcomp", "advcl") and infinitive(child):
                contents.append(self._clause(child, word))
            elif child.dep_ == "prep" and child.lower_ in self.cues.personal_after:
                start, end = subtree(child)
                if child.i == tail:
                    tail, start = tail + 1, start + 1
                if end > start:
                    contents.append(self._cut(child, start, end))
        if not contents:
            return None
        source = None if empty or subject is None else self._phrase_of(subject, verb)
        start = self._cue_start(verb, verb) if verb.i < word.i else word.left_edge.i
        found = self._found(source, (start, tail), contents, word, "think")
        if found is not None and empty:
            found.source = self._whose(verb)
        return found

    def _whose(self, verb: Token) -> Range | None:
        """ "For me it was obvious": who it is obvious to."""
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("for", "to") and child.i < verb.i:
                noun = next((c for c in child.children if c.dep_ == "pobj"), None)
                if noun is not None and (noun.pos_ == "PRON" or noun.ent_type_):
                    return phrase(noun)
        return None

    def according(self, token: Token) -> Found | None:
        """ "According to X, ..." and "..., according to X"."""
        doc = self.doc
        to = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if to is None or to.lower_ != "to":
            return None
        noun = next((c for t in (to, token) for c in t.children if c.dep_ == "pobj"), None)
        if noun is None:
            return None
        source = phrase(noun)
        head = token.head
        while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
            head = head.head
        start, end = subtree(head)
        if head.dep_ == "conj" and not own_subject(head) and source[1] >= end - 1:
            # at the end of "did this and did that" it speaks of both
            start, _ = subtree(head.head)
        elif source[1] >= token.sent.end - 1 and token.i and doc[token.i - 1].text == ",":
            start, _ = subtree(_above_all(head))
        own = (token.i, source[1])
        start, end = self._cut(head, start, end) if own[1] < end - 1 else (start, end)
        return self._found(source, (token.i, to.i + 1), without([(start, end)], own), token, "say")

    def owned(self) -> list[Found]:
        """ "in X's view, ...", "in the words of X"."""
        found: list[Found] = []
        text = self.doc.text
        if not any(f" {word}" in text for word in self.cues.owned):
            return found
        for token in self.doc:
            if token.lower_ not in self.cues.owned or token.dep_ != "pobj" or token.head.lower_ != "in":
                continue
            prep = token.head
            owner = next((c for c in token.children if c.dep_ == "poss"), None)
            of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
            if token.lower_ == "view" and not any(c.dep_ in ("det", "poss") for c in token.children):
                continue  # "in view of the ruling"
            if owner is None and of is not None:
                owner = next((c for c in of.children if c.dep_ == "pobj"), None)
            if owner is None or prep.head.pos_ not in ("VERB", "AUX"):
                continue
            source = subtree(owner)
            cue = (prep.i, of.i + 1) if of is not None and source[0] == of.i + 1 else (token.i, token.i + 1)
            contents = without([self._cut(prep.head, *subtree(prep.head))], subtree(prep))
            one = self._found(source, cue, contents, token, "say")
            if one is not None:
                found.append(one)
        return found

    def _found(
        self, source: Range | None, cue: Range, contents: list[Range], verb: Token, cls: str
    ) -> Found | None:
        ranges = apart(self.doc, joined(self.doc, without(contents, cue, source), self.quotes), cue, source)
        return Found(source, cue, ranges, verb, cls) if ranges else None


def _above_all(verb: Token) -> Token:
    """The first of the clauses that a closing "..., according to X" speaks of.

    "A, while B, according to X"; "A, and B, according to X" where both tell numbers.
    """
    while verb.head.i < verb.i:
        words = {c.lower_ for c in verb.children if c.dep_ == "mark"}
        before = {c.lower_ for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i}
        joined = verb.dep_ == "conj" and not before & CONTRASTS
        if joined and own_subject(verb):
            edge = verb.left_edge.i
            joined = _numbers(verb.doc, verb.head.left_edge.i, edge) and _numbers(
                verb.doc, edge, verb.right_edge.i + 1
            )
        beside = verb.dep_ == "advcl" and not words & (CONTRASTS - {"while"})
        if not joined and not beside:
            break
        verb = verb.head
    return verb


def _numbers(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens tell a number other than a date."""
    return any(t.pos_ == "NUM" and t.ent_type_ not in ("DATE", "TIME") for t in doc[start:end])


def _nominal(token: Token) -> bool:
    """Whether a word that the tagger took for a verb is a noun: "the claim", "for calls to"."""
    return token.dep_ in ("pobj", "dobj") or any(
        c.dep_ in ("det", "poss") and c.i < token.i for c in token.children
    )


def _whole(clause: Token) -> bool:
    """Whether a clause lacks nothing: "complaints guards beat prisoners", not "complaints he had"."""
    children = list(clause.children)
    opening = clause.doc[clause.left_edge.i : clause.i]
    if any(t.tag_ in ("WDT", "WP", "WP$", "WRB") for t in (*children, *opening)):
        return False
    if any(c.lower_ == "that" for c in children):
        return False
    return own_subject(clause) and any(c.dep_ in ("dobj", "attr", "acomp", "auxpass") for c in children)


def _that(token: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
