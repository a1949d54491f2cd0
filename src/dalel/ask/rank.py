"""Which passages answer a question: a score for each candidate, then a choice that does not repeat itself.

The score is BM25F (Robertson, Zaragoza, Taylor 2004: weighted term counts of several fields, one saturation)
over the passage, its neighbours, its paragraph, the headings above it and what its document is, times
factors for the share of the question found, for neighbouring words kept together, for the kind of thing
asked for, and for length: a reader pays for each character. Synonyms, abbreviations and other spellings
of a name count where the word itself is missing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dalel.ask.passages import DocumentProfile, Passage
from dalel.ask.question import Question, alike
from dalel.ask.words import synonyms


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign counts. Found on halves of the shared questions; see `docs/asking.md`."""

    before: float = 0.4  # the term stands in the sentence before
    after: float = 0.1  # ... after
    block: float = 0.35  # ... in the same paragraph, or the same small table
    heading: float = 0.6  # ... in a heading above
    claimed: float = 0.3  # ... in a claim that the passage makes, with names as resolved in the document
    document: float = 0.3  # ... in the title, publisher, author, beginning or end of the document
    saturation: float = 0.8
    length: float = 0.2  # share of a term's count that a long passage loses
    coverage: float = 1.0  # for all terms of the question in the passage itself
    pairs: float = 0.75  # for all neighbouring words of the question kept together
    wanted: float = 0.2  # for each kind of thing asked for
    table: float = 0.6  # for a table or field where one is asked for
    synonym: float = 0.4
    spelling: float = 0.5
    abbreviation: float = 0.8
    cost: float = 0.15  # power of the length a passage is divided by
    shortest: int = 60  # characters that any piece costs a reader
    source: float = 1.5  # for a document's first and last lines where its source is asked for
    headline: float = 0.7  # for a heading, which says what follows and seldom answers
    reference: float = 0.7  # for the document the question names
    compared: float = 0.4  # for a short passage with one of the spellings compared
    unseen: float = 1.5  # for a passage with a compared spelling not yet shown
    repeated: float = 0.2  # share lost by what only repeats terms already shown three times


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score and what each term of the question added."""

    passage: Passage
    score: float
    parts: Mapping[str, float]


def rarity(question: Question, total: int, count: Callable[[str], int]) -> dict[str, float]:
    """The weight of each term: its weight in the question times its inverse passage frequency."""
    return {
        term: weight * math.log(1 + (total - n + 0.5) / (n + 0.5))
        for term, weight in question.terms.items()
        for n in [min(total, count(term))]
    }


def affinity(
    question: Question, profiles: Iterable[DocumentProfile], holds: Callable[[str], set[int]]
) -> dict[int, float]:
    """How well each document fits the reference the question makes, 0 to 1; empty where it makes none.

    A term counts fully where it says what the document is (title, publisher, beginning ...), half where the
    document only holds it; rare terms count more.
    """
    if not question.reference:
        return {}
    profiles = list(profiles)
    fit: dict[int, float] = dict.fromkeys((profile.number for profile in profiles), 0.0)
    for term in sorted(question.reference):
        inside = holds(term)
        if not inside:
            continue
        weight = math.log(1 + len(profiles) / len(inside))
        for profile in profiles:
            if term in profile.terms:
                fit[profile.number] += weight
            elif profile.number in inside:
                fit[profile.number] += weight / 2
    best = max(fit.values(), default=0.0)
    return {number: value / best for number, value in fit.items()} if best else {}


def score(
    question: Question,
    idf: Mapping[str, float],
    fit: Mapping[int, float],
    candidates: Iterable[Passage],
    weights: Weights = WEIGHTS,
) -> list[Ranked]:
    """The candidates that hold anything asked for, best first; ties in the order of document and place."""
    candidates = list(candidates)
    spellings = _spellings(question, candidates)
    average = sum(p.size for p in candidates) / len(candidates) if candidates else 1.0
    every = sum(idf.values()) or 1.0
    ranked = []
    for passage in candidates:
        parts, covered = _parts(question, idf, spellings, passage, average or 1.0, weights)
        if parts:
            value = sum(parts.values()) * (1 + weights.coverage * covered / every)
            ranked.append(Ranked(passage, value * _factors(question, fit, passage, weights), parts))
    ranked.sort(key=lambda r: (-r.score, r.passage.document.name, r.passage.start))
    return ranked


def _spellings(question: Question, candidates: list[Passage]) -> dict[str, dict[str, float]]:
    """For each name asked for, the keys of names among the candidates that may be the same, and how alike."""
    seen: dict[str, str] = {}
    if question.names:
        for passage in candidates:
            seen.update(passage.capitals)
    table: dict[str, dict[str, float]] = {}
    for name, form in question.names.items():
        for other, term in seen.items():
            if term != name and (likeness := alike(form, other)):
                found = table.setdefault(name, {})
                found[term] = max(likeness, found.get(term, 0.0))
    return table


def _parts(
    question: Question,
    idf: Mapping[str, float],
    spellings: Mapping[str, Mapping[str, float]],
    passage: Passage,
    average: float,
    weights: Weights,
) -> tuple[dict[str, float], float]:
    """What each term adds, and the rarity of the terms the passage itself holds."""
    norm = 1 - weights.length + weights.length * passage.size / average
    parts = {}
    covered = 0.0
    for term, rare in idf.items():
        own: float = passage.terms.get(term, 0)
        if not own:
            own = _instead(question, term, spellings, passage, weights)
        count = own / norm
        count += weights.before * (term in passage.before)
        count += weights.after * (term in passage.after)
        count += weights.block * (term in passage.around)
        count += weights.heading * (term in passage.above)
        count += weights.claimed * (term in passage.claimed)
        count += weights.document * (term in passage.document.terms)
        if count:
            parts[term] = rare * count * (weights.saturation + 1) / (count + weights.saturation)
            covered += rare * min(1.0, own)
    return parts, covered


def _instead(
    question: Question,
    term: str,
    spellings: Mapping[str, Mapping[str, float]],
    passage: Passage,
    weights: Weights,
) -> float:
    """What a passage without `term` is worth for it: another spelling, an abbreviation, a synonym."""
    best = 0.0
    for other, likeness in spellings.get(term, {}).items():
        if other in passage.terms:
            best = max(best, weights.spelling * likeness)
    if term in question.short and question.short[term] in passage.abbreviations:
        best = max(best, weights.abbreviation)
    if any(short in passage.shorts for short in question.long.get(term, ())):
        best = max(best, weights.abbreviation)
    if best < weights.synonym and any(other in passage.terms for other in synonyms().get(term, ())):
        best = weights.synonym
    return best


def _factors(question: Question, fit: Mapping[int, float], passage: Passage, weights: Weights) -> float:
    factor = 1.0
    if question.pairs:
        factor *= 1 + weights.pairs * len(question.pairs & passage.pairs) / len(question.pairs)
    for kind in ("time", "number"):
        if kind in question.wants and kind in passage.holds:
            factor *= 1 + weights.wanted
    if "name" in question.wants and passage.names - question.terms.keys():
        factor *= 1 + weights.wanted
    if "table" in question.wants and passage.kind in ("table_row", "field"):
        factor *= 1 + weights.table
    if "source" in question.wants and passage.edge:
        factor *= 1 + weights.source
    length = max(weights.shortest, passage.end - passage.start)
    if question.spellings & passage.forms:
        factor *= 1 + weights.compared * weights.shortest / length
    factor /= float(length**weights.cost)
    if passage.kind == "heading":
        factor *= weights.headline
    if fit:
        here = fit.get(passage.document.number, 0.0)
        factor *= 1 + weights.reference * (here if here > 0.99 else here / 2)
    return factor


def choose(question: Question, ranked: list[Ranked], limit: int, weights: Weights = WEIGHTS) -> list[Ranked]:
    """At most `limit` of `ranked`, best first, where what repeats terms already shown comes later.

    The way of maximal marginal relevance (Carbonell and Goldstein 1998), over the question's terms.
    """
    rest = ranked[: max(60, 3 * limit)]
    chosen: list[Ranked] = []
    shown: Counter[str] = Counter()
    spelled: set[str] = set()
    while rest and len(chosen) < limit:
        best = max(rest, key=lambda r: _worth(question, r, shown, spelled, weights))  # the first of equals
        rest.remove(best)
        chosen.append(best)
        shown.update(term for term in best.parts if term in best.passage.terms)
        spelled |= question.spellings & best.passage.forms
    return chosen


def _worth(
    question: Question, ranked: Ranked, shown: Counter[str], spelled: set[str], weights: Weights
) -> float:
    total = sum(ranked.parts.values()) or 1.0
    old = sum(value * min(1.0, shown[term] / 3) for term, value in ranked.parts.items()) / total
    worth = ranked.score * (1 - weights.repeated * old)
    if (question.spellings & ranked.passage.forms) - spelled:
        worth *= weights.unseen
    return worth
