"""Finding passages, claims and names by words, in any case, accents, script and spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select

from dalel.base.fulltext import Found, Index, Term, Weights, full_text
from dalel.base.reading import Reading
from dalel.base.records import Name, Passage, StoredClaim
from dalel.base.schema import name, name_word
from dalel.names.fold import WORD, fold, key

QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»|([^\s"“”«»]+)')


SPARE = 200
"""So many more than asked for are ranked, so that equals at the end stand in a set order."""
EVERYTHING = 1_000_000


class Searching(Reading):
    """The part of a base that searches. Scores are comparable within one answer only."""

    def terms(self, text: str) -> list[Term]:
        """What a user's words ask for: each word, and each phrase in quotation marks, is one term.

        A word that is a name's (it begins with a capital, or the base holds a name with its key)
        also stands for the other spellings of that name; a word that ends in * for all that begin so.
        """
        found: list[Term] = []
        for match in QUOTED.finditer(text):
            phrase, word = match[1] or match[2] or match[3], match[4]
            if phrase:
                found.append(Term((fold(phrase),)))
                continue
            words = WORD.findall(word)
            prefix = word.endswith("*")
            found += [self._term(one, prefix and one == words[-1]) for one in words]
        return [term for term in found if any(re.search(r"[a-z0-9]", word) for word in term.words)]

    def _term(self, word: str, prefix: bool) -> Term:
        own = key(word)
        if prefix or len(own) < 2 or word.isdigit():
            return Term((fold(word),), (), prefix)
        if word[0].islower() and not self.is_name(word):
            return Term((fold(word),))
        return Term((fold(word),), (own,))

    def is_name(self, word: str) -> bool:
        """Whether some name in the base has a word with the key of `word`."""
        query = select(name_word.c.number).where(name_word.c.key == key(word)).limit(1)
        with self._reading() as connection:
            return connection.execute(query).first() is not None

    def find(
        self,
        index: Index,
        terms: Sequence[Term],
        *,
        every: bool = True,
        limit: int = 100,
        weights: Weights | None = None,
    ) -> list[Found]:
        """Numbers of passages or claims that hold every (or any) term, best first, with scores."""
        with self._reading() as connection:
            return full_text(connection).find(index, terms, every=every, limit=limit, weights=weights)

    def search_passages(self, text: str, limit: int = 20, kinds: Collection[str] = ()) -> list[Passage]:
        """The passages that hold all words of `text`, best first; of some kinds of blocks only, if given."""
        found = self.find("passage", self.terms(text), limit=EVERYTHING if kinds else limit + SPARE)
        scores = {one.number: one.score for one in found}
        hits: list[Passage] = []
        for start in range(0, len(found), SPARE):
            part = self.passages(numbers=[one.number for one in found[start : start + SPARE]])
            hits += (one for one in part if not kinds or one.kind in kinds)
            if len(hits) >= limit + SPARE:
                break
        hits.sort(key=lambda one: (-round(scores[one.number], 6), one.doc, one.position))
        return hits[:limit]

    def search_claims(self, text: str, limit: int = 20, kinds: Collection[str] = ()) -> list[StoredClaim]:
        """The claims with all words of `text` in their quotes, fillers or speakers, best first."""
        found = self.find("claim", self.terms(text), limit=EVERYTHING if kinds else limit + SPARE)
        scores = {one.number: one.score for one in found}
        hits: list[StoredClaim] = []
        for start in range(0, len(found), SPARE):
            hits += self.claims(numbers=[one.number for one in found[start : start + SPARE]], kinds=kinds)
            if len(hits) >= limit + SPARE:
                break
        hits.sort(key=lambda one: (-round(scores[one.number], 6), one.doc, one.claim.start, one.claim.id))
        return hits[:limit]

    def search_names(self, text: str, limit: int = 20) -> list[Name]:
        """The names with a spelling that has all words of `text`, in any spelling of theirs.

        First those spelt just so, then the most mentioned.
        """
        wanted = [(fold(word), key(word)) for word in WORD.findall(text)]
        if not wanted:
            return []
        numbers: set[int] | None = None
        with self._reading() as connection:
            for folded, own in wanted:
                query = select(name_word.c.name).where(
                    (name_word.c.folded == folded) | (name_word.c.key == own)
                )
                found = set(connection.execute(query).scalars())
                numbers = found if numbers is None else numbers & found
            entities = self._entities(numbers or ())
        whole = " ".join(fold(text).split())
        words = {folded for folded, _ in wanted}

        def rank(one: Name) -> tuple[bool, bool, int, str, str]:
            spelt = [" ".join(fold(spelling).split()) for spelling in one.spellings]
            near = any(words <= set(WORD.findall(s)) for s in spelt)
            return whole not in spelt, not near, -one.mentions, one.entity, one.kind.value

        return sorted(self.names(entities), key=rank)[:limit]

    def _entities(self, numbers: Iterable[int]) -> set[str]:
        wanted = sorted(numbers)
        entities: set[str] = set()
        with self._reading() as connection:
            for start in range(0, len(wanted), 500):
                query = select(name.c.entity).where(name.c.number.in_(wanted[start : start + 500]))
                entities.update(connection.execute(query).scalars())
        return entities

    def spellings(self, word: str) -> dict[str, int]:
        """The folded forms of the words in the base's names that share the key of `word`, with how often each
        stands in a different name."""
        counts: dict[str, int] = defaultdict(int)
        with self._reading() as connection:
            query = (
                select(name_word.c.folded).where(name_word.c.key == key(word)).order_by(name_word.c.folded)
            )
            for folded in connection.execute(query).scalars():
                counts[folded] += 1
        return dict(counts)
