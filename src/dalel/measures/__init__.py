"""Numbers with their units, and times in EDTF: what a text's words amount to, and nothing they don't say."""

from dalel.measures.edtf import Edtf, is_edtf, parse_edtf
from dalel.measures.number_words import number_words
from dalel.measures.numbers import (
    Amount,
    find_amounts,
    is_damaged,
    is_number_word,
    parse_amount,
    parse_number,
)

__all__ = [
    "Amount",
    "Edtf",
    "find_amounts",
    "is_damaged",
    "is_edtf",
    "is_number_word",
    "number_words",
    "parse_amount",
    "parse_edtf",
    "parse_number",
]
