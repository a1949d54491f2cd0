"""Encodings of text files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.documents.encoding import decode
from dalel.documents.language import language
from dalel.model import UnreadableError
from documents.making import PNG, only, reason

RUSSIAN = "Президент Нурсултан Назарбаев назначил премьер-министра."
GERMAN = "Der Minister für Äußeres erklärte: „Die Größe der Strafe überrascht.“"
POLISH = "Sąd w Łodzi skazał dziennikarza na trzy lata więzienia za zniesławienie, źródło: gazeta."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"]
)
@pytest.mark.parametrize("text", [RUSSIAN, "Суд оправдал его.", f"{RUSSIAN} Freedom House, 2008."])
def test_russian_is_read_in_every_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "text", [GERMAN, "Café", "L’élève a été arrêté à Alma-Ata…", "The mayor’s “gift” – a house"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_western_languages_are_read(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_an_english_text_with_a_russian_name_is_read_as_windows_1251() -> None:
    text = "The president (Президент Назарбаев) signed the law (Закон о печати) on Monday."
    assert decode(text.encode("cp1251")).text == text


@pytest.mark.parametrize("times", [1, 12])
def test_polish_is_read_as_windows_1250(times: int) -> None:
    text = f"{POLISH}\n" * times
    assert decode(text.encode("cp1250")).text == text


def test_turkish_is_read_as_windows_1254() -> None:
    text = "Mahkeme, gazetenin yayın yönetmenini dört yıl hapis cezasına çarptırdı; şikâyet reddedildi."
    assert decode(text.encode("cp1254")).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(encoding: str) -> None:
    text = "The court closed the newspaper in May 2012.\nNobody said why.\n"
    assert decode(text.encode(encoding)).text == text


def test_line_ends_become_single() -> None:
    assert decode(b"a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_a_broken_letter_is_counted_and_the_rest_kept() -> None:
    data = (RUSSIAN * 3).encode("utf-8")[:-1]
    found = decode(data[:-1])
    assert found.damaged == 1
    assert found.text.startswith(RUSSIAN)


@pytest.mark.parametrize(
    "data", [PNG, bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 50, b"MZ\x90\x00\x03\x00\x00\x00"]
)
def test_binary_data_is_not_text(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="is not text"):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_said_not_to_be(data: bytes) -> None:
    try:
        text = decode(data).text
    except UnreadableError:
        return
    assert "\r" not in text
    text.encode("utf-8")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200))
def test_utf_8_is_always_read_as_it_is(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text.removeprefix("\ufeff")


def test_a_picture_named_txt_is_not_text(tmp_path: Path) -> None:
    assert reason(tmp_path, "a.txt", PNG) == "is a PNG image, not text"
    assert reason(tmp_path, "b.txt", bytes(range(256)) * 8) == "is not text"


def test_a_cyrillic_file_of_windows_is_a_russian_document(tmp_path: Path) -> None:
    document = only(tmp_path, "письмо.txt", RUSSIAN.encode("cp1251"))
    assert document.name == "письмо.txt"
    assert document.text == RUSSIAN
    assert document.language == "ru"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court sentenced the editor to four years in prison for libel.", "en"),
        (RUSSIAN, "ru"),
        ("Қазақстан Республикасының Президенті қаңтар айында Үкімет басшысын тағайындады.", "kk"),
        ("Суд у Києві виправдав журналіста, якого звинувачували у наклепі.", "uk"),
        ("Das Gericht verurteilte den Redakteur zu vier Jahren Haft.", "de"),
        ("Le tribunal a condamné le rédacteur à quatre ans de prison.", "fr"),
        ("حكمت المحكمة على رئيس التحرير بالسجن أربع سنوات", "ar"),
        ("სასამართლომ რედაქტორს ოთხი წლით თავისუფლების აღკვეთა მიუსაჯა", "ka"),
        ("2007 88.41 98", ""),
        ("Nur Otan", ""),
    ],
)
def test_the_language_is_told_where_there_is_enough_text(text: str, expected: str) -> None:
    assert language(text) == expected
