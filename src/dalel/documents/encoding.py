"""From bytes to characters: byte order marks, UTF-8, UTF-16, and the 8-bit encodings of older files."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from dalel.model import UnreadableError

SAMPLE = 60_000  # bytes that are looked at to tell an 8-bit encoding
CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
MISREAD = re.compile(r"(?<=[^\W\d_])[³¹£¥¿¢¬¯´¸¼½¾](?=[^\W\d_])|[³¹¿](?=[a-zóńæê]{2})|[£](?=[a-z])")
"""Signs inside words, where another encoding has letters."""
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
COMMON = "оеаинтсрвлкмдпу"  # the most frequent letters of Russian and its neighbours
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and how many bytes had no meaning in it."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of `data`, its line ends "\\n", without a byte order mark, otherwise unchanged.

    `declared` is the encoding that a header names; it is believed only where it fits. Raises
    UnreadableError where the bytes are not text.
    """
    found = _decoded(data, declared)
    return Decoded(found.text.replace("\r\n", "\n").replace("\r", "\n"), found.encoding, found.damaged)


def _decoded(data: bytes, declared: str) -> Decoded:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    if wide := _wide(data):
        found = _lenient(data, wide)
        if len(CONTROLS.findall(found.text[:SAMPLE].encode("utf-8", "replace"))) * 200 > len(found.text):
            raise UnreadableError("is not text")
        return found
    if len(CONTROLS.findall(data[:SAMPLE])) * 200 > len(data[:SAMPLE]) or b"\0" in data:
        raise UnreadableError("is not text")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd") - data.count("\ufffd".encode())
    meant = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", data))
    if damaged * 20 <= meant:  # UTF-8 with a few broken letters, as after a cut
        return Decoded(text, "utf-8", damaged)
    if declared:
        try:
            return Decoded(data.decode(declared), codecs.lookup(declared).name)
        except (LookupError, UnicodeDecodeError):
            pass
    encoding = eight_bit(data)
    if encoding == "":
        raise UnreadableError("is not text")
    return _lenient(data, encoding)


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    if damaged and encoding == "cp1252":
        # Five bytes have no letter in windows-1252; browsers read them as the control characters of Latin-1.
        text = "".join(chr(byte) if char == "\ufffd" else char for byte, char in zip(data, text, strict=True))
        damaged = 0
    if encoding.startswith("utf-") and damaged * 10 > max(len(text), 10):
        raise UnreadableError("is not text")
    return Decoded(text, encoding, max(damaged, 0))


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark: every second byte of its ASCII characters is zero."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2 or b"\0" not in sample:
        return ""
    high, low = sample[1::2], sample[0::2]
    for encoding, zeros, other in (("utf-16-le", high, low), ("utf-16-be", low, high)):
        # Spaces, digits and line ends are ASCII in a text of any script.
        if zeros.count(0) * 12 > len(zeros) and other.count(0) == 0:
            return encoding
    return ""


def eight_bit(data: bytes) -> str:
    """The most likely 8-bit encoding of a text; "" where none makes it text."""
    sample = data[:SAMPLE]
    letters = len(re.findall(rb"[A-Za-z]", sample))
    high = len(re.findall(rb"[\x80-\xff]", sample))
    words = [word for word in re.findall(rb"[A-Za-z\x80-\xff]+", sample) if len(word) > 2]
    mostly_high = sum(len(re.findall(rb"[\x80-\xff]", word)) * 2 > len(word) for word in words)
    if mostly_high * 3 > len(words) or high > letters:
        scored = [(_cyrillic_score(sample, encoding), encoding) for encoding in CYRILLIC]
        best, encoding = max(scored, key=lambda pair: pair[0])
        if best > 0.5:
            return encoding
        guess = from_bytes(sample).best()
        return guess.encoding if guess else ""
    return _latin(sample, high)


def _latin(sample: bytes, high: int) -> str:
    """Windows-1252, unless the text reads better as Central European (-1250) or Turkish (-1254)."""
    western = sample.decode("cp1252", errors="replace")
    if len(MISREAD.findall(western)) > len(MISREAD.findall(sample.decode("cp1250", errors="replace"))):
        return "cp1250"
    if len(re.findall("[ðþýÐÞÝ]", western)) >= 2 and "æ" not in western:
        return "cp1254"
    if high >= 100:
        guess = from_bytes(sample, cp_isolation=["cp1250", "cp1252", "cp1254"]).best()
        if guess is not None and guess.encoding in ("cp1250", "cp1254"):
            return guess.encoding
    return "cp1252"


def _cyrillic_score(sample: bytes, encoding: str) -> float:
    """How much bytes, read in an encoding, look like Slavic words in Cyrillic: 0 to 1 and above."""
    text = sample.decode(encoding, errors="replace")
    other = [char for char in text if ord(char) > 127]
    if not other:
        return 0.0
    lower = [char for char in other if "а" <= char <= "я" or char in "ёіїєґ"]
    upper = [char for char in other if "А" <= char <= "Я" or char in "ЁІЇЄҐ"]
    common = sum(char in COMMON for char in lower)
    # Capitals inside words show that the cases are swapped, as KOI8-R read as windows-1251 has them.
    inner = len(re.findall(r"(?<=[а-я])[А-Я]", text))
    odd = len(other) - len(lower) - len(upper)
    quotes = sum(char in "«»–—„“”№’…\xa0ЎўҐґ" for char in other)
    return (len(lower) * 0.4 + common * 0.8 + len(upper) * 0.3 - inner * 2 - (odd - quotes)) / len(other)
