"""Whether two names are one: a score, a verdict and the evidence in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from dalel.names.analysis import Name, analyse
from dalel.names.features import WORDS_MET, Evidence, Match, evidence, of_man_and_woman, values
from dalel.names.model import AT_ONCE, chance, raw_score, raw_scores
from dalel.names.organisations import analyse_organisation, compare_organisations
from dalel.names.words import Word

Verdict = Literal["same", "possible", "different"]
SAME = 0.5
"""From this score on two names are held to be one."""
POSSIBLE = 0.2
"""From this score on they may be: context has to decide."""
ONE_WORD = 0.4
"""The score of a name of one word that fits a longer one: "Aliyev" and "Rakhat Aliyev"."""
UNLIKE = 0.5
"""Words that fit less than this are not one."""
_ORGANISATIONS = frozenset({"organisation", "organization", "party", "company", "org"})


class Comparison(NamedTuple):
    """Two names held beside each other: `score` is 0..1, `why` the evidence in short sentences."""

    score: float
    verdict: Verdict
    why: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the names are held to be one."""
        return self.verdict == "same"


def verdict(score: float) -> Verdict:
    """What a score means."""
    return "same" if score >= SAME else "possible" if score >= POSSIBLE else "different"


def compare(left: str | Name, right: str | Name, kind: str = "person") -> Comparison:
    """Whether `left` and `right` can be names of one person or, by `kind`, of one organisation.

    `kind` "organisation", "party" or "company" compares by the rules for organisations; any other by those
    for persons. The order of the two makes no difference. Names already taken apart (`analyse`) save time.
    """
    if kind in _ORGANISATIONS:
        a, b = _text(left), _text(right)
        score, why = compare_organisations(_organisation(a), _organisation(b))
        return Comparison(round(score, 4), verdict(score), tuple(why))
    found = evidence(_name(left), _name(right))
    fixed = _by_rule(found)
    score = round(min(chance(raw_score(values(found))), _limit(found)) if fixed is None else fixed, 4)
    return Comparison(score, verdict(score), tuple(explain(found)))


def scores(pairs: Iterable[tuple[str | Name, str | Name, str]]) -> list[float]:
    """The scores of many pairs (left, right, kind), as `compare` gives them, many times as fast."""
    result: list[float] = []
    rows: list[list[float]] = []
    waiting: list[tuple[int, float]] = []
    for left, right, kind in pairs:
        if kind in _ORGANISATIONS:
            score, _ = compare_organisations(_organisation(_text(left)), _organisation(_text(right)))
            result.append(round(score, 4))
            continue
        found = evidence(_name(left), _name(right))
        fixed = _by_rule(found)
        if fixed is None:
            waiting.append((len(result), _limit(found)))
            rows.append(values(found))
        result.append(0.0 if fixed is None else round(fixed, 4))
        if len(rows) == AT_ONCE:
            _weigh(result, waiting, rows)
    _weigh(result, waiting, rows)
    return result


def _weigh(result: list[float], waiting: list[tuple[int, float]], rows: list[list[float]]) -> None:
    """Put the model's scores where they are waited for, and begin again."""
    for (at, limit), raw in zip(waiting, raw_scores(rows), strict=True):
        result[at] = round(min(chance(raw), limit), 4)
    waiting.clear()
    rows.clear()


_organisation = lru_cache(maxsize=4096)(analyse_organisation)


def _name(given: str | Name) -> Name:
    return analyse(given) if isinstance(given, str) else given


def _text(given: str | Name) -> str:
    return given if isinstance(given, str) else given.text


def _by_rule(found: Evidence) -> float | None:
    """The score where no model is needed: nothing to compare, equal names, one word alone."""
    a, b = found.short_words, found.long_words
    if found.short.text.casefold() == found.long.text.casefold():
        return 1.0
    if not found.matches:
        return None if a and b else POSSIBLE if found.initials_met else 0.0
    if len(a) == 1 and not found.short.initials:
        fit = found.matches[0]
        weight = 0.1 if _his_hers(found, fit) else fit.weight
        if len(b) > 1 or found.long.initials:
            return ONE_WORD if weight >= 0.82 else 0.1 * weight
        return max(0.0, min(1.0, SAME + 2.5 * (weight - 0.8)))
    initials = found.short.initials or found.long.initials
    if len(a) == len(b) and not initials and all(one.weight == 1.0 for one in found.matches):
        return 1.0
    return None


def _his_hers(found: Evidence, match: Match) -> bool:
    return of_man_and_woman(found.short_words, found.long_words, match)


def _limit(found: Evidence) -> float:
    """The highest score that names can have, whatever else they share."""
    if found.man_and_woman:
        return 0.35
    weak = found.matches[-1].weight if found.matches else 1.0
    # Each has a word of its own: "Kim Jong-un", "Kim Jong-il".
    return 0.45 if weak < UNLIKE and not found.short.initials and not found.long.initials else 1.0


def explain(found: Evidence) -> Sequence[str]:
    """The evidence in words, the strongest first."""
    lines = []
    met_left, met_right = set(), set()
    for one in found.matches:
        a, b = found.short_words[one.left], found.long_words[one.right]
        if _his_hers(found, one):
            lines.append(f"{a.plain} and {b.plain}: a man's and a woman's form")
        elif one.weight >= WORDS_MET:
            lines.append(_how(a, b, one))
        else:
            continue
        met_left.add(one.left)
        met_right.add(one.right)
    if found.initials_met:
        lines.append(f"{found.initials_met} initial{'s' * (found.initials_met > 1)} fit")
    if found.initials_clash:
        lines.append("an initial does not fit")
    for name, words, met in (
        (found.short, found.short_words, met_left),
        (found.long, found.long_words, met_right),
    ):
        alone = [one.plain for at, one in enumerate(words) if at not in met]
        if alone:
            lines.append(f"only in {name.text}: {', '.join(alone)}")
    return lines


def _how(a: Word, b: Word, match: Match) -> str:
    if a.plain == b.plain:
        return f"both: {a.plain}"
    if match.variant and match.sound < 0.8:
        return f"{a.plain} and {b.plain} are forms of one given name"
    if match.sound == 1.0:
        return f"{a.plain} and {b.plain} sound alike"
    return f"{a.plain} is near {b.plain} ({match.weight:.2f})"
