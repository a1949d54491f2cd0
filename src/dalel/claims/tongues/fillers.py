"""From an argument of a Universal Dependencies parse to the words of a role."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from dalel.claims.constructions.arguments import Argument
from dalel.claims.constructions.ud import child, children, is_clause, is_verb, label, substantive
from dalel.claims.fillers.filling import Filler
from dalel.claims.lexicon import Type
from dalel.language.tongues.names import TongueNames, nominatives
from dalel.language.tongues.tongue import Tongue

KEPT = frozenset(
    {"amod", "nmod", "det", "nummod", "flat", "fixed", "compound", "acl", "case", "punct", "appos"}
)
"""What belongs to the phrase of a noun."""
LONGEST = 45
"""Tokens of a clausal filler at the most."""
HYPHENS = ("-", "‑")


class TongueFillers:
    """Fillers in one unit. `timed` are the tokens of dates, which no phrase takes in."""

    def __init__(
        self, tongue: Tongue, names: TongueNames, unit: int, doc: Doc, timed: Collection[int]
    ) -> None:
        self.tongue = tongue
        self.names = names
        self.unit = unit
        self.doc = doc
        self.timed = timed
        self.edges = tongue("grammar", "edges")
        self.quotes = tongue("grammar", "quotes")

    def phrase(self, head: Token, edges: bool = True) -> tuple[int, int]:
        """The tokens of the noun phrase of `head`, without list members, appositions, clauses and dates."""
        kept = {head.i}
        stack = [head]
        while stack:
            token = stack.pop()
            for c in token.children:
                name = label(c)
                of = name == "obl" and c.left_edge.i == head.i + 1 and self._of(c)
                if (
                    (name not in KEPT and token.i == head.i and not of)
                    or c.dep_ == "acl:relcl"
                    or c.i in self.timed
                ):
                    continue
                if name == "case" and token.i == head.i:
                    continue
                if name == "appos" and (c.i < token.i or c.pos_ != "PROPN" or head.pos_ != "PROPN"):
                    continue
                if name in ("acl", "amod") and c.i > token.i and self.doc[c.left_edge.i - 1].text == ",":
                    continue
                other = self.names.name_at(self.unit, c.i)
                if other is not None and self.names.described(self.unit, head) == other:
                    continue
                if token.i != head.i and (
                    name in ("parataxis", "advcl") or (is_clause(c) and name == "conj")
                ):
                    continue
                kept.add(c.i)
                stack.append(c)
        start, end = head.i, head.i + 1
        while start - 1 in kept:
            start -= 1
        while end in kept:
            end += 1
        return self.trim(start, end, head.i, edges)

    def _of(self, token: Token) -> bool:
        words = self.tongue("grammar", "of")
        return any(label(c) == "case" and c.lower_ in words for c in token.children)

    def trim(self, start: int, end: int, head: int, edges: bool = True) -> tuple[int, int]:
        """Token bounds without articles and marks at the edges."""
        doc = self.doc
        while start < head and (
            (doc[start].is_punct and not self._closes(start, end))
            or (edges and doc[start].lower_ in self.edges)
        ):
            start += 1
        while end > head + 1 and (
            (doc[end - 1].is_punct and not self._opens(start, end))
            or label(doc[end - 1]) in ("case", "cc")
            or doc[end - 1].pos_ in ("ADP", "DET")
        ):
            end -= 1
        return start, end

    def _closes(self, start: int, end: int) -> bool:
        marks = [t.i for t in self.doc[start:end] if t.text in self.quotes]
        return self.doc[start].text in self.quotes and len(marks) == 2 and marks[1] < end - 1

    def _opens(self, start: int, end: int) -> bool:
        marks = [t.i for t in self.doc[start:end] if t.text in self.quotes]
        return self.doc[end - 1].text in self.quotes and len(marks) == 2

    def text(self, start: int, end: int, head: Token) -> str:
        """The words, the head and what agrees with it in the nominative where it stands in another case."""
        if child(head, "nummod") is not None or head.pos_ == "NUM":
            return self.doc[start:end].text
        agreeing = {head.i, *(c.i for c in children(head, "amod", "det") if c.morph.get("Case", []))}
        parts = []
        for token in self.doc[start:end]:
            form = nominatives(token)[0] if token.i in agreeing and token.i <= head.i else token.text
            parts.append(form + token.whitespace_)
        return "".join(parts).strip()

    def clause_words(self, verb: Token) -> tuple[int, int]:
        """The tokens of a clause without its conjunction and the marks at its edges."""
        doc = self.doc
        start, end = verb.left_edge.i, min(verb.right_edge.i + 1, verb.left_edge.i + LONGEST)
        while start < verb.i and (doc[start].is_punct or label(doc[start]) in ("mark", "cc", "case")):
            start += 1
        while end > verb.i + 1 and (doc[end - 1].is_punct or label(doc[end - 1]) == "cc"):
            end -= 1
        return start, max(end, verb.i + 1)

    def fits(self, argument: Argument, types: Sequence[Type], unlike: Sequence[Type]) -> bool:
        """Whether what stands in a position is of a sort wanted, and of none unwanted."""
        if any(self._is(argument, kind) for kind in unlike):
            return False
        return not types or any(self._is(argument, kind) for kind in types)

    def _is(self, argument: Argument, kind: Type) -> bool:
        token = argument.token
        if not argument.clausal:
            named = self.names.name_at(self.unit, token.i)
            if named is not None:
                if named.kind.value in kind.names:
                    return True
                if kind.names and kind.pattern is None:
                    return False
            else:
                meant = self.names.kind(self.unit, token)
                if meant is not None and meant.value in kind.names:
                    return True
            if is_verb(token) and substantive(token) and "person" in kind.names:
                return True
            lemma, lower = token.lemma_.lower(), token.lower_
            if {lemma, lower} & kind.pronouns:
                return True
            last = lemma.rsplit("-", 1)[-1]
            known = lemma in kind.heads or lower in kind.heads or last in kind.heads
            if (known or (kind.endings and lemma.endswith(kind.endings))) and lemma not in kind.unless:
                return True
        if kind.pattern is not None:
            start, end = self.clause_words(token) if argument.clausal else self.phrase(token)
            return kind.pattern.search(self.doc[start:end].text) is not None
        return False

    def fill(
        self, argument: Argument, part: str = "whole", resolve: bool = True, edges: bool = True
    ) -> Filler | None:
        """The words for a role; None where only a pronoun of unknown meaning stands there."""
        token = argument.token
        if argument.clausal:
            start, end = self.clause_words(token)
            return Filler((self.doc[start:end].text,), start, end, token, argument.lead)
        name = self.names.name_at(self.unit, token.i)
        start, end = (name.start, name.end) if name is not None else self.phrase(token, edges)
        entities = self.names.entities(self.unit, token) if resolve else ()
        if entities:
            beside = self.names.described(self.unit, token) if name is None else None
            if beside is not None:
                start, end = min(start, beside.start), max(end, beside.end)
            return Filler(entities, start, end, token, argument.lead, resolved=True)
        if token.pos_ == "PRON" or (token.pos_ == "DET" and start + 1 == end):
            return None
        if part == "head":
            start, end = self.trim(min(start, token.i), token.i + 1, token.i)
        return Filler((self.text(start, end, token),), start, end, token, argument.lead)

    def cut(self, filler: Filler, end: int) -> Filler:
        """The same filler, ending before the token `end`."""
        start, end = self.trim(filler.start, end, filler.token.i)
        texts = filler.texts if filler.resolved else (self.text(start, end, filler.token),)
        return Filler(texts, start, end, filler.token, filler.lead, filler.resolved)
