"""Which language a text is in, told offline by lingua, from a sample of its prose."""

from __future__ import annotations

import re
from functools import lru_cache

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

from dalel.model import Block, BlockKind

_KNOWN = (
    "ar az be bg bn cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko lt lv mk mn nb nl "
    "pa pl pt ro ru sk sl so sq sr sv sw ta th tr uk ur vi zh"
)
CODES = _KNOWN.split()
SAMPLE = 2000  # characters
SURE = 200  # letters above which the likeliest language is taken
FEWEST = 20  # letters below which no language is told
CONFIDENT = 0.5
_WORDS = (
    "the of and to in a that was were for with by on is are as his her its their he she they it at "
    "from had has have not which who this be been an or but after"
)
ENGLISH = frozenset(_WORDS.split())
WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    languages = [Language.from_iso_code_639_1(getattr(IsoCode639_1, code.upper())) for code in CODES]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


def language(text: str, blocks: tuple[Block, ...] = ()) -> str:
    """The ISO 639-1 code of the language of a text; "" where there is too little text to tell."""
    return _language(_sample(text, blocks))


def _sample(text: str, blocks: tuple[Block, ...]) -> str:
    """Some of the text's prose, rather than its headings, tables and references."""
    parts: list[str] = []
    size = 0
    for kinds in ((BlockKind.PARAGRAPH,), (BlockKind.LIST_ITEM, BlockKind.FIELD, BlockKind.HEADING)):
        for block in blocks:
            if block.kind in kinds and (block.end - block.start > 60 or len(kinds) > 1):
                parts.append(text[block.start : min(block.end, block.start + SAMPLE - size)])
                size += len(parts[-1])
                if size >= SAMPLE:
                    return "\n".join(parts)
        if size > SURE:
            return "\n".join(parts)
    return "\n".join(parts) if size > FEWEST else text[:SAMPLE]


@lru_cache(maxsize=256)
def _language(sample: str) -> str:
    words = WORD.findall(sample.lower())
    if sum(map(len, words)) < FEWEST:
        return ""
    common = [word for word in words if word in ENGLISH]
    if len(common) >= 6 and len(common) * 5 >= len(words) and len(set(common)) >= 4 and "the" in common:
        return "en"
    ranked = _detector().compute_language_confidence_values(sample)
    if not ranked:
        return ""
    best = ranked[0]
    if sum(map(len, words)) < SURE and best.value < CONFIDENT:
        return ""
    return best.language.iso_code_639_1.name.lower()
