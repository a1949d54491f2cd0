"""Russian with natasha's models as a spaCy pipeline: words, morphology, syntax, names, lemmas.

The models (MIT licence) are slovnet's for news, as natasha's wheel carries them: nothing is downloaded.
natasha itself is not imported, since its lemmatiser (pymorphy2) does not run on Python 3.11 and later;
its successor pymorphy3 does that work. The labels are those of Universal Dependencies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

from dalel.model import DalelError

PACKAGES = ("natasha", "navec", "pymorphy3", "razdel", "slovnet")
EMBEDDING = "emb/navec_news_v1_1B_250K_300d_100q.tar"
MODEL = "model/slovnet_{}_news_v1.tar"
CASES = {
    "Nom": ("nomn",),
    "Gen": ("gent", "gen2"),
    "Dat": ("datv",),
    "Acc": ("accs",),
    "Ins": ("ablt",),
    "Loc": ("loct", "loc2"),
    "Par": ("gen2", "gent"),
}
"""Universal Dependencies' names of cases, as pymorphy's dictionary calls them."""
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
NUMBERS = {"Sing": "sing", "Plur": "plur"}
NAME_TAGS = frozenset({"Name", "Surn", "Patr"})
SURNAME = re.compile(r"(.+(?:ов|ев|ёв|ин|ын))(?:а|у|ым|е|ой)$")
"""A surname's stem, and the endings of its cases."""
UNCHANGED = ("и", "о", "э", "ко", "их", "ых")
"""Endings of surnames that have no cases."""
PARTS = {
    "VERB": ("VERB", "INFN", "PRTS", "PRTF", "GRND"),
    "AUX": ("VERB", "INFN"),
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN",),
    "ADJ": ("ADJF", "ADJS", "PRTF", "PRTS"),
    "PRON": ("NPRO",),
    "DET": ("ADJF",),
    "ADP": ("PREP",),
}
"""Universal parts of speech, as pymorphy's dictionary calls them."""

if not Token.has_extension("dalel_nominatives"):
    Token.set_extension("dalel_nominatives", default=())


def has_natasha() -> bool:
    """Whether all that the pipeline needs is installed."""
    return all(find_spec(name) is not None for name in PACKAGES)


@lru_cache(maxsize=1)
def load_natasha() -> Language:
    """The pipeline. Raises DalelError where a package is missing."""
    if not has_natasha():
        raise DalelError('Russian documents need natasha: pip install "dalel[ru]"')
    nlp = spacy.blank("ru")
    nlp.tokenizer = _Tokenizer(nlp.vocab)
    nlp.add_pipe("dalel_slovnet")
    return nlp


class _Tokenizer:
    """razdel's words, on which the models were trained; spaCy's own cuts at hyphens."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        from razdel import tokenize

        words: list[str] = []
        spaces: list[bool] = []
        done = 0
        for one in tokenize(text):
            self._gap(text[done : one.start], words, spaces)
            words.append(one.text)
            spaces.append(False)
            done = one.stop
        self._gap(text[done:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    @staticmethod
    def _gap(gap: str, words: list[str], spaces: list[bool]) -> None:
        if gap.startswith(" ") and words:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)


@Language.factory("dalel_slovnet")
def _make(nlp: Language, name: str) -> _Slovnet:
    return _Slovnet()


class _Slovnet:
    """Sets parts of speech, features, heads, lemmas, names, and what each word is in the nominative."""

    def __init__(self) -> None:
        from navec import Navec
        from pymorphy3 import MorphAnalyzer
        from slovnet import NER, Morph, Syntax

        spec = find_spec("natasha")
        assert spec is not None
        data = Path((spec.submodule_search_locations or [""])[0]) / "data"
        embedding = Navec.load(data / EMBEDDING)
        self.taggers: list[Any] = []
        for kind, model in (("morph", Morph), ("syntax", Syntax), ("ner", NER)):
            self.taggers.append(model.load(data / MODEL.format(kind)))
            self.taggers[-1].navec(embedding)
        self.analyse = lru_cache(maxsize=50_000)(MorphAnalyzer().parse)

    def __call__(self, doc: Doc) -> Doc:
        from razdel import sentenize

        morph, syntax, ner = self.taggers
        rows = np.zeros((len(doc), 5), dtype="uint64")
        found: list[Span] = []
        start = 0
        for sentence in sentenize(doc.text):
            end = start
            while end < len(doc) and doc[end].idx < sentence.stop:
                end += 1
            inside = [doc[i] for i in range(start, end) if not doc[i].is_space]
            if not inside:
                continue
            words = [token.text for token in inside]
            tagged = next(morph.map([words])).tokens
            hung = next(syntax.map([words])).tokens
            places = [token.i for token in inside]
            heads = _tree([int(one.head_id) - 1 for one in hung], [one.pos for one in tagged])
            for place, own, arc, head in zip(places, tagged, hung, heads, strict=True):
                token = doc[place]
                label = "ROOT" if places[head] == place else arc.rel
                label = "parataxis" if label == "root" else label
                features = "|".join(
                    f"{key}={value}" for key, value in sorted(self._features(token.text, own.feats).items())
                )
                strings = doc.vocab.strings
                rows[place] = (
                    np.int64(places[head] - place).astype("uint64"),
                    strings.add(label),
                    strings.add(own.pos),
                    strings.add(self._lemma(token.text, own.pos)),
                    doc.vocab.morphology.add(features),
                )
            for place in range(start, end):
                if doc[place].is_space:  # hangs on the word before it
                    near = max((p for p in places if p < place), default=places[0])
                    rows[place, 0] = np.int64(near - place).astype("uint64")
                    rows[place, 1] = doc.vocab.strings.add("dep")
            for one in ner(sentence.text).spans:
                span = doc.char_span(
                    sentence.start + one.start, sentence.start + one.stop, one.type, alignment_mode="expand"
                )
                if span is not None:
                    found.append(span)
            start = end
        doc.from_array(["HEAD", "DEP", "POS", "LEMMA", "MORPH"], rows)  # type: ignore[arg-type]
        doc.set_ents([*spacy.util.filter_spans(found)])
        for token in doc:
            if token.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "VERB"):
                token._.dalel_nominatives = self._nominatives(token)
        return doc

    def _features(self, word: str, found: Mapping[str, str]) -> dict[str, str]:
        """A word's features; a participle's voice is the dictionary's, where all its readings have one."""
        done = dict(found)
        if done.get("VerbForm") == "Part":
            voices = {p.tag.voice for p in self.analyse(word.lower()) if p.tag.POS in ("PRTF", "PRTS")}
            if len(voices) == 1:
                done["Voice"] = {"pssv": "Pass", "actv": "Act"}.get(voices.pop(), done.get("Voice", "Act"))
        return done

    def _lemma(self, word: str, pos: str) -> str:
        parses = self.analyse(word.lower())
        parts = PARTS.get(pos, ())
        best = next((p for p in parses if p.tag.POS in parts), parses[0])
        if pos in ("NOUN", "PROPN") and best.tag.POS in ("PRTF", "ADJF"):  # "the accused"
            form = best.inflect({"nomn", "sing", "masc"})
            return str(form.word if form else best.normal_form)
        return str(best.normal_form)

    def _nominatives(self, token: Token) -> tuple[str, ...]:
        """A noun or adjective in the nominative, the likeliest first; what is in it already stays."""
        name = token
        while name.dep_ == "flat:name":  # a surname has the case of the first name
            name = name.head
        wanted = CASES.get("".join(name.morph.get("Case", [])), ())
        genders = [
            GENDERS.get(g, "") for g in (*name.morph.get("Gender", []), *token.morph.get("Gender", []))
        ]
        number = NUMBERS.get("".join(token.morph.get("Number", [])), "")
        if not wanted or (token.pos_ == "VERB" and "Part" not in token.morph.get("VerbForm", [])):
            return ()
        parts = PARTS.get(token.pos_, ())
        if token.pos_ in ("NOUN", "PROPN"):
            parts = (*parts, "ADJF", "PRTF")  # "the accused"; a surname like an adjective
        ranked = []
        for order, parse in enumerate(self.analyse(token.text.lower())):
            tag = parse.tag
            if tag.POS not in parts:
                continue
            score = (
                (token.pos_ == "PROPN" and any(t in tag for t in NAME_TAGS)) * 4
                + (tag.case in wanted) * 3
                + (tag.gender in genders) * 2
                + (tag.gender == genders[0] if genders else 0)
                + (tag.number == number)
            )
            ranked.append((-score, order, parse))
        done: list[str] = [token.text] if "nomn" in wanted else []
        for _, _, parse in sorted(ranked, key=lambda row: row[:2]):
            tag = parse.tag
            form = parse.inflect({"nomn", *(g for g in (tag.number, tag.gender) if g)}) or parse.inflect(
                {"nomn"}
            )
            if form is not None:
                done.append(_cased(str(form.word), token.text))
        if token.dep_ == "flat:name" and not any(tag in p.tag for _, _, p in ranked for tag in NAME_TAGS):
            done = [*_surname(token.text, name), *done]
        if (
            token.dep_ == "flat:name"
            and token.text.endswith(UNCHANGED)
            and not token.text.endswith(("ого", "его"))
        ):
            done = [token.text, *done]
        return tuple(dict.fromkeys(done))


def _surname(word: str, name: Token) -> list[str]:
    """A Slavic surname that no dictionary has, in the nominative: "Досова" of a man is "Досов"."""
    gender, case = "".join(name.morph.get("Gender", [])), "".join(name.morph.get("Case", []))
    stem = SURNAME.match(word)
    if stem is None:
        return []
    if gender == "Masc" and case in ("Gen", "Acc", "Dat", "Ins", "Loc"):
        return [stem[1]]
    return [stem[1] + "а"] if gender == "Fem" else []


def _cased(word: str, like: str) -> str:
    """A word with the capitals of another form of it."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    parts, models = word.split("-"), like.split("-")
    if len(parts) != len(models):
        models = [like] * len(parts)
    return "-".join(
        p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in zip(parts, models, strict=True)
    )


def _tree(heads: list[int], parts: list[str]) -> list[int]:
    """Heads that make one tree; the root is its own head. The parser may give none, several, or a circle."""
    count = len(heads)
    roots = [i for i, head in enumerate(heads) if head < 0 or head == i or head >= count]
    root = roots[0] if roots else next((i for i, pos in enumerate(parts) if pos == "VERB"), 0)
    done = [root if i in roots else head for i, head in enumerate(heads)]
    done[root] = root
    for i in range(count):
        seen = {i}
        at = i
        while at != root:
            if done[at] in seen:
                done[at] = root
            at = done[at]
            seen.add(at)
    return done
