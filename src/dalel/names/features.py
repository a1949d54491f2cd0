"""What two names of persons have in common, in numbers: the evidence that the model weighs."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler, Levenshtein

from dalel.names.analysis import Name, genders
from dalel.names.words import Word, word

_jaro = JaroWinkler.normalized_similarity
_edits = Levenshtein.normalized_similarity

FEATURES = tuple(
    """
words_short words_long initials_short initials_long initials_met initials_clash initials_left
weak weak_plain weak_sound weak_consonants weak_coarse weak_variant weak_length weak_patronymic
next next_plain next_sound next_consonants next_coarse next_variant next_length
best best_length mean total sorted_plain sorted_sound sets
vowelless other_script his_hers ends first_with_first last_with_last same_order
long_first_met long_last_met long_left short_left known_weak known_left used_again letters aside_clash
    """.split()  # noqa: SIM905 a table in lines
)
"""Names of the features, in order."""


class Match(NamedTuple):
    """Two words held to be one: `weight` 0..1 is how alike, `the rest tells in what they agree,
    `left` and `right` where they stand, `other` how well the left one fits the best other that was free."""

    weight: float
    plain: float
    sound: float
    consonants: float
    coarse: float
    variant: bool
    left: int
    right: int
    other: float


def _best(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How alike the two most alike readings are."""
    best = _edits(a[0], b[0])
    if best < 1.0:
        if len(a) > 1:
            best = max(best, _edits(a[1], b[0]))
            if len(b) > 1:
                best = max(best, _edits(a[1], b[1]))
        if len(b) > 1:
            best = max(best, _edits(a[0], b[1]))
    return best


FAR = 0.3
"""Below it, words are too far apart for other readings to bring them together."""


def alike(a: Word, b: Word) -> tuple[float, float, float, float, bool]:
    """How alike two words are: overall, as spelled, as heard, in their coarse consonants; one given name?"""
    if a.plain == b.plain and a.vowelless == b.vowelless:
        return (1.0, 1.0, 1.0, 1.0, False)
    variant = not a.variants.isdisjoint(b.variants)
    if not (variant or a.vowelless or b.vowelless):
        sound = _edits(a.sound, b.sound)
        if sound < FAR:
            plain = _jaro(a.plain, b.plain)
            if plain < 2 * FAR:
                return (0.25 * plain + 0.45 * sound, plain, sound, 0.0, False)
    coarse = _best(a.coarse, b.coarse)
    sound = 1.0 if a.sound == b.sound else _best(a.sounds, b.sounds)
    if a.vowelless != b.vowelless:
        # The vowels that one side leaves out can't be held against the other.
        weight, plain = 0.75 * coarse + 0.25 * sound, sound
    else:
        plain = _jaro(a.plain, b.plain)
        weight = 0.25 * plain + 0.45 * sound + 0.3 * coarse
    if weight < 0.95:
        if variant and weight < 0.9:
            weight = 0.9
        if a.stem or b.stem:
            x, y = a.stem or a.plain, b.stem or b.plain
            if x[:1] == y[:1] and abs(len(x) - len(y)) < 3:
                weight = max(weight, 0.95 * _jaro(x, y))
    return (weight, plain, sound, coarse, variant)


def _joined(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of `a`, two of them joined where `b` writes them as one ("Abd Allah", "Abdallah")."""
    if len(a) < 2:
        return a
    for at in range(len(a) - 1):
        start = a[at].plain
        skeleton = a[at].coarse[0] + a[at + 1].coarse[0]
        for one in b:
            plain = one.plain
            if len(plain) > len(start) and (plain[:3] == start[:3] or one.coarse[0] == skeleton):
                both = start + a[at + 1].plain
                near = abs(len(plain) - len(both)) <= 1 and _edits(plain, both) >= 0.85
                # "Tse-tung" and "Zedong" share their consonants.
                if near or (len(skeleton) > 2 and one.coarse[0] == skeleton):
                    return (*a[:at], word(both), *a[at + 2 :])
    return a


def align(left: tuple[Word, ...], right: tuple[Word, ...]) -> list[Match]:
    """Each word of the shorter side with the one of the longer it fits best, none twice; best first."""
    free_left, free_right = list(range(len(left))), list(range(len(right)))
    found = []
    # Words spelled alike first: nothing can fit better.
    for i, a in enumerate(left):
        for j in free_right:
            b = right[j]
            if a.plain == b.plain and a.vowelless == b.vowelless:
                free_left.remove(i)
                free_right.remove(j)
                found.append(Match(1.0, 1.0, 1.0, 1.0, 1.0, False, i, j, 0.0))
                break
    if not free_left:
        return found
    cells = [
        (-numbers[0], abs(i - j), i, j, numbers)
        for i in free_left
        for j in free_right
        for numbers in (alike(left[i], right[j]),)
    ]
    cells.sort()
    for _, _, i, j, numbers in cells:
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            weight, plain, sound, coarse, variant = numbers
            consonants = _best(left[i].consonants, right[j].consonants)
            # The best that the word could have had instead: the weakest pair comes last, as a rule.
            other = max([-cell[0] for cell in cells if cell[2] == i and cell[3] != j], default=0.0)
            found.append(Match(weight, plain, sound, consonants, coarse, variant, i, j, other))
            if not free_left:
                break
    return found


class Evidence(NamedTuple):
    """What was found between two names: words in pairs, best first, and initials."""

    short: Name
    long: Name
    short_words: tuple[Word, ...]
    long_words: tuple[Word, ...]
    matches: list[Match]
    initials_met: int
    initials_clash: int
    initials_left: int
    man_and_woman: bool


def ordered(left: Name, right: Name) -> tuple[Name, Name]:
    """Both names, the one of fewer words first; the order given makes no difference."""
    a, b = len(left.words), len(right.words)
    if a != b:
        return (left, right) if a < b else (right, left)
    if len(left.initials) != len(right.initials):
        return (left, right) if len(left.initials) < len(right.initials) else (right, left)
    one, other = sorted(w.plain for w in left.words), sorted(w.plain for w in right.words)
    return (left, right) if (one, left.text) <= (other, right.text) else (right, left)


JOINED_BELOW = 0.9
"""Where a pair of words fits less, one of them may be two words of the other name, written as one."""
WORDS_MET = 0.6
"""From this weight on two words count as met when initials look for a word that is left."""
_ENDS = ("a", "e")


def evidence(left: Name, right: Name) -> Evidence:
    """All that speaks for and against `left` and `right` being one name."""
    short, long = ordered(left, right)
    a, b = short.words, long.words
    matches = align(a, b)
    if len(b) > 1 and matches and matches[-1].weight < JOINED_BELOW:
        x, y = _joined(a, b), _joined(b, a)
        if len(x) < len(a) or len(y) < len(b):
            a, b = x, y
            if len(a) > len(b):
                a, b, short, long = b, a, long, short
            matches = align(a, b)
    initials = len(short.initials) + len(long.initials)
    met = clash = left_over = 0
    if initials:
        met, clash, left_over, matches = _initials(short, long, a, b, matches)
    man_and_woman = any(of_man_and_woman(a, b, one) for one in matches)
    return Evidence(short, long, a, b, matches, met, clash, left_over, man_and_woman)


def values(found: Evidence) -> list[float]:
    """The evidence in numbers, in the order of `FEATURES`."""
    short, long, a, b = found.short, found.long, found.short_words, found.long_words
    return [
        *(float(len(a)), float(len(b)), float(len(short.initials)), float(len(long.initials))),
        *(float(found.initials_met), float(found.initials_clash), float(found.initials_left)),
        *_of_matches(a, b, found.matches),
        *_of_wholes(short, long, a, b, found.matches, found.man_and_woman),
    ]


def _initials(
    short: Name, long: Name, a: tuple[Word, ...], b: tuple[Word, ...], matches: list[Match]
) -> tuple[int, int, int, list[Match]]:
    """How many initials stand for a word or initial of the other side, how many can't, how many are left."""
    across = short.script != long.script
    good = [one for one in matches if one.weight >= WORDS_MET]
    free_a = [w for i, w in enumerate(a) if all(one.left != i for one in good)]
    free_b = [w for j, w in enumerate(b) if all(one.right != j for one in good)]
    ours, theirs = list(short.initials), list(long.initials)
    met = 0
    for letter in list(ours):
        if letter in theirs:
            ours.remove(letter)
            theirs.remove(letter)
            met += 1
    spent: list[Word] = []
    left_over = [0, 0]
    for side, (letters, free) in enumerate(((ours, free_b), (theirs, free_a))):
        for letter in list(letters):
            hit = next((w for w in free if letter in (w.first if across else w.first[:2])), None)
            if hit is not None:
                free.remove(hit)
                spent.append(hit)
                # "J." stands for all of "Jean-Claude".
                spent += _hyphened(hit, long if side == 0 else short, free)
                letters.remove(letter)
                met += 1
        left_over[side] = len(letters)
    # An initial that fits none clashes where the other side has something left that it ought to fit.
    clash = min(len(ours), len(free_b) + len(theirs)) + min(len(theirs), len(free_a))
    if spent:
        matches = [
            one
            for one in matches
            if one.weight >= WORDS_MET or not (a[one.left] in spent or b[one.right] in spent)
        ]
    return met, clash, len(ours) + len(theirs), matches


def _hyphened(hit: Word, name: Name, free: list[Word]) -> list[Word]:
    """The words that hyphens join to `hit`, taken out of `free`."""
    rest = []
    for at in name.hyphened:
        if at < len(name.words) and name.words[at - 1] is hit and name.words[at] in free:
            free.remove(name.words[at])
            rest.append(name.words[at])
    return rest


def _of_matches(a: tuple[Word, ...], b: tuple[Word, ...], matches: list[Match]) -> list[float]:
    """The weakest pair of words, the next to it, the best, and their mean."""
    values: list[float] = []
    if matches:
        weak = matches[-1]
        x, y = a[weak.left], b[weak.right]
        values += [weak.weight, weak.plain, weak.sound, weak.consonants, weak.coarse, float(weak.variant)]
        values += [float(min(len(x.plain), len(y.plain))), float(bool(x.stem or y.stem))]
    else:
        values += [-1.0] * 8
    if len(matches) > 1:
        near = matches[-2]
        x, y = a[near.left], b[near.right]
        values += [near.weight, near.plain, near.sound, near.consonants, near.coarse, float(near.variant)]
        values.append(float(min(len(x.plain), len(y.plain))))
    else:
        values += [-1.0] * 7
    if matches:
        best = matches[0]
        values += [best.weight, float(min(len(a[best.left].plain), len(b[best.right].plain)))]
        weights = [one.weight for one in matches]
        values += [sum(weights) / len(weights), sum(weights)]
    else:
        values += [-1.0, 0.0, -1.0, 0.0]
    return values


def _of_wholes(
    short: Name,
    long: Name,
    a: tuple[Word, ...],
    b: tuple[Word, ...],
    matches: list[Match],
    man_and_woman: bool,
) -> list[float]:
    """What the names as wholes tell: letters in sum, scripts, order, who is left over."""
    x, y = " ".join(sorted(w.plain for w in a)), " ".join(sorted(w.plain for w in b))
    s = "".join([a[m.left].sound for m in matches])
    t = "".join([b[m.right].sound for m in matches])
    by_word = sum(len(a[m.left].plain) * m.weight for m in matches)
    letters = sum(len(w.plain) for w in a) or 1
    vowelless = float(short.script == "vowelless") + float(long.script == "vowelless")
    other = float(short.script == "other") + float(long.script == "other")
    ends = 0
    for one in matches:
        if one.weight < 1.0 and not (a[one.left].vowelless or b[one.right].vowelless):
            p, q = a[one.left].plain, b[one.right].plain
            if (p[-1:] in _ENDS) != (q[-1:] in _ENDS):
                ends += 1
    met = {one.left: one.right for one in matches if one.weight >= WORDS_MET}
    met_right = set(met.values())
    rights = [met[i] for i in sorted(met)]
    known_left = sum(1 for j, w in enumerate(b) if j not in met_right and w.variants)
    weak_known, again = 0.0, 0.0
    if matches:
        weak = matches[-1]
        p_word, q_word = a[weak.left], b[weak.right]
        if weak.weight < 0.9 and p_word.variants and q_word.variants and not weak.variant:
            weak_known = 1.0
        if weak.weight < 0.9:
            again = weak.other
    firsts = float(met.get(0, -1) == 0)
    lasts = float(bool(a) and bool(b) and met.get(len(a) - 1, -1) == len(b) - 1)
    return [
        _edits(x, y),
        _edits(s, t),
        by_word / letters,
        vowelless,
        other,
        float(man_and_woman),
        float(ends),
        firsts,
        lasts,
        float(rights == sorted(rights)),
        float(0 in met_right),
        float(len(b) - 1 in met_right),
        float(len(b) - len(met)),
        float(len(a) - len(met)),
        weak_known,
        float(known_left),
        again,
        float(letters),
        float(short.aside != long.aside and set(short.aside) != set(long.aside)),
    ]


def of_man_and_woman(a: tuple[Word, ...], b: tuple[Word, ...], match: Match) -> bool:
    """Whether two words are one family name, a man's and a woman's."""
    if match.weight == 1.0 or match.weight < WORDS_MET:
        return False
    x, y = a[match.left], b[match.right]
    if x.vowelless or y.vowelless:
        return False
    p, q = x.plain, y.plain
    mens, womens = _endings()
    if q.endswith(mens) and p.endswith(womens):
        p, q = q, p
    if not (p.endswith(mens) and q.endswith(womens)):
        return False
    for his, hers in genders():
        if p.endswith(his) and q.endswith(hers) and _edits(p[: -len(his)], q[: -len(hers)]) >= 0.7:
            return True
    return False


@cache
def _endings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(his for his, _ in genders()), tuple(hers for _, hers in genders())
