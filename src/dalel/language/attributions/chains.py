"""Chains of verbs, their subjects, and the ranges of what hangs on them."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dalel.language.attributions.cues import Cues
from dalel.language.attributions.spans import SUBJECTS, Range, content, phrase, strip, subtree

AUXILIARIES = frozenset(("aux", "auxpass", "neg", "advmod"))
CAUSING = frozenset(("lead", "prompt", "cause", "force", "push", "drive", "inspire", "compel", "enable"))
"""Verbs whose object does what the infinitive behind it tells."""
RELATIVES = frozenset(("which", "that", "whom", "what", "who", "whatever"))


class Chains:
    """Questions about the verbs of one Doc. `merged` collects verbs that became part of another cue."""

    def __init__(self, doc: Doc, cues: Cues, quotes: list[Range]) -> None:
        self.doc = doc
        self.cues = cues
        self.quotes = quotes
        self.merged: set[int] = set()

    def _top(self, verb: Token) -> Token:
        """The first verb of a chain that leads to `verb`: "continued to report", "refused to promise"."""
        top = verb
        while top.dep_ == "xcomp" and top.head.pos_ in ("VERB", "AUX", "ADJ"):
            head = top.head
            if any(c.dep_ in ("dobj", "dative") and c.i < top.i for c in head.children):
                break
            if head.lemma_ in self.cues.catenative or head.lemma in self.cues.verbs:
                if is_passive(head, list(head.children)) or head.lemma_ in self.cues.seeming:
                    break
                top = head
            else:
                break
        return top

    @staticmethod
    def _within(subject: Token, verb: Token) -> Token:
        """The subject of a relative clause whose pronoun is none: "polls that | **monitors** called fair"."""
        if subject.tag_ not in ("WDT", "WP"):
            return subject
        beside = (c for c in verb.children if c.dep_ in SUBJECTS and subject.i < c.i < verb.i)
        return next(beside, subject)

    def _subject(self, verb: Token) -> Token | None:
        """Who does what `verb` says, as a token of the text."""
        seen = 0
        token = verb
        while seen < 8:
            seen += 1
            for child in token.children:
                if child.dep_ in SUBJECTS:
                    if token.i != verb.i and child.lower_ == "it" and token.lemma_ == "be":
                        return None  # "it is up to them to decide"
                    return self._within(child, token)
            dep, head = token.dep_, token.head
            if head.i == token.i:
                return None
            if dep == "acl" and token.tag_ in ("VBG", "TO", "VB"):
                light = head.dep_ == "dobj" and head.head.lemma_ in self.cues.light
                if light and (head.lemma in self.cues.nouns or head.lemma_ in self.cues.papers):
                    token = head.head
                    continue
                if token.tag_ == "VBG":
                    if head.pos_ == "VERB":
                        token = head  # "police raided the shop, | accusing him", hung on as if on a noun
                        continue
                    return head
                token = head
                while (
                    token.dep_ in ("pobj", "prep", "dobj", "attr", "conj", "appos")
                    and token.head.i != token.i
                ):
                    token = token.head
                continue
            if dep == "pcomp" and head.lower_ == "as" and not is_passive(head.head, list(head.head.children)):
                quoted = next((c for c in head.head.children if c.dep_ == "dobj"), None)
                if quoted is not None:
                    return quoted  # "quoted the mayor as saying"
            if dep == "xcomp" and head.lemma_ in CAUSING:
                moved = next((c for c in head.children if c.dep_ == "dobj" and c.i < token.i), None)
                if moved is not None:
                    return moved  # "leading | the league | to conclude that"
            if dep in ("conj", "xcomp", "advcl", "pcomp", "prep", "dep"):
                token = head
                if dep in ("pcomp",) and token.dep_ == "prep" and token.head.pos_ in ("NOUN", "PROPN"):
                    token = token.head
                    while token.dep_ in ("pobj", "prep", "dobj", "attr", "conj") and token.head.i != token.i:
                        token = token.head
                continue
            return None
        return None

    def _patient(self, verb: Token) -> Token | None:
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


def is_passive(verb: Token, children: list[Token]) -> bool:
    """Whether the surface subject of a verb suffers what it says."""
    for child in children:
        if child.dep_ in ("auxpass", "nsubjpass"):
            return True
        if child.dep_ == "nsubj":
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
        return head.tag_ == "VBN" and is_passive(head, list(head.children))
    return False


def agent_of(verb: Token) -> Token | None:
    """By whom it is done, also where the parser hung that on the label: "seen as fair **by** all"."""
    labels = [
        c
        for child in verb.children
        if child.i > verb.i
        for c in (child, *child.children)
        if c.dep_ in ("oprd", "advcl", "pobj")
        and any(t.lower_ == "as" for t in (c.head, *c.children))
        and is_passive(verb, list(verb.children))
    ]
    for word in (verb, *labels):
        for child in word.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def own_subject(token: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in token.children)
