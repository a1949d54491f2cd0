"""Russian: names in the nominative, dates, frames of justice and power, and who says what."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dalel.claims import Extractor
from dalel.claims.frames import Example, Frame
from dalel.claims.tongues.extractor import TongueReader, reader_of
from dalel.documents import discover, load
from dalel.language.tongues.natasha import _tree
from dalel.language.tongues.times import datings
from dalel.language.tongues.tongue import tongues
from dalel.model import Claim, Document, Status
from foreign import check_example, claims_in, document, examples

EXAMPLE = Path(__file__).parents[1] / "examples" / "languages" / "resheniya-po-delu.ru.txt"


@pytest.fixture(scope="module")
def reader() -> TongueReader:
    found = reader_of("ru")
    if found is None:
        pytest.skip('natasha is not installed: pip install "dalel[ru]"')
    return found


@pytest.mark.parametrize(
    ("frame", "example"), examples("ru"), ids=[f"{f.id}: {e.text[:40]}" for f, e in examples("ru")]
)
def test_a_frame_finds_what_its_examples_say(reader: TongueReader, frame: Frame, example: Example) -> None:
    check_example(reader, frame, example)


@pytest.mark.parametrize(
    ("text", "written", "entity"),
    [
        ("Полиция задержала Виктора Лунина. Позже Лунина отпустили.", "Лунина", "Виктор Лунин"),
        ("Суд оправдал Анну Светлову. Светлова уехала.", "Светлова", "Анна Светлова"),
        ("Глава МИД уволил Хамрохона Зарифи.", "Хамрохона Зарифи", "Хамрохон Зарифи"),
        ("Мухтар Ильясов уехал. Полиция ищет М. Ильясова.", "М. Ильясова", "Мухтар Ильясов"),
    ],
)
def test_a_name_in_any_case_is_its_bearer_in_the_nominative(
    reader: TongueReader, text: str, written: str, entity: str
) -> None:
    mentions = reader(document(text, "ru")).mentions
    assert entity in {mention.entity for mention in mentions if mention.text == written}


def test_a_participle_dates_its_own_event_alone(reader: TongueReader) -> None:
    claims = claims_in(reader, "Бывшая судья Нина Гордеева, уволенная в 2012 году, живёт в Варшаве.")
    assert only(claims, "dismissed").time == "2012"
    assert only(claims, "office_held").time == ""


def only(claims: list[Claim], kind: str) -> Claim:
    [found] = [claim for claim in claims if claim.kind == kind]
    return found


def test_he_is_the_only_man_spoken_of(reader: TongueReader) -> None:
    claims = claims_in(reader, "Редактор Борис Нечаев вернулся в столицу. Его арестовали 5 мая 2011 года.")
    assert only(claims, "arrested").roles["person"] == ("Борис Нечаев",)
    assert only(claims, "arrested").time == "2011-05-05"


def test_he_is_nobody_where_he_could_be_two(reader: TongueReader) -> None:
    claims = claims_in(reader, "Борис Нечаев спорил с Олегом Юрьевым. Его арестовали.")
    assert not [claim for claim in claims if claim.kind == "arrested"]


@pytest.mark.parametrize(
    ("text", "kind", "status", "speakers"),
    [
        ("По словам адвоката, Илью Громова избивали.", "ill_treated", Status.ASSERTED, ("адвокат",)),
        ("Министр заявил, что Илья Громов был арестован.", "arrested", Status.ASSERTED, ("Министр",)),
        ("Полиция отрицает, что Илью Громова избивали.", "ill_treated", Status.DENIED, ("Полиция",)),
        (
            "Министр опроверг сообщения о том, что полиция пытала Илью Громова.",
            "ill_treated",
            Status.DENIED,
            ("Министр",),
        ),
        ("Родные утверждают, что Илью Громова пытали.", "ill_treated", Status.ALLEGED, ("Родные",)),
        ("Илья Громов не был осуждён за клевету.", "convicted", Status.DENIED, ()),
        ("Илью Громова могут арестовать.", "arrested", Status.POSSIBLE, ()),
        ("Власти планируют арестовать Илью Громова.", "arrested", Status.PLANNED, ()),
        ("Суд отказался освободить Илью Громова.", "released", Status.DENIED, ()),
    ],
)
def test_who_says_it_and_how_firmly(
    reader: TongueReader, text: str, kind: str, status: Status, speakers: tuple[str, ...]
) -> None:
    claim = only(claims_in(reader, text), kind)
    assert (claim.status, claim.speakers) == (status, speakers)
    assert claim.roles["person"] == ("Илья Громов",)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("31 июля 2013 года", ["2013-07-31"]),
        ("в мае 2011 года и летом 2012 года", ["2011-05", "2012-22"]),
        ("с 2005 по 2009 год", ["2005/2009"]),
        ("с марта 2001 года", ["2001-03/.."]),
        ("до 2013 года", ["../2013"]),
        ("05.06.2012", ["2012-06-05"]),
        ("в 2010 году, а 3 марта", ["2010", "2010-03-03"]),
        ("через год", []),
        ("приговорили к семи годам по статье 2011", []),
    ],
)
def test_dates(text: str, values: list[str]) -> None:
    assert [one.value for one in datings(tongues()["ru"], text, "", "")] == values


@given(st.lists(st.integers(-1, 9), min_size=1, max_size=9))
def test_whatever_heads_the_parser_gives_they_become_one_tree(heads: list[int]) -> None:
    done = _tree(heads, ["NOUN"] * len(heads))
    roots = [i for i, head in enumerate(done) if head == i]
    assert len(roots) == 1
    for i in range(len(heads)):
        at = i
        for _ in heads:
            at = done[at]
        assert at == roots[0]


@settings(deadline=None, max_examples=30)
@given(st.text(alphabet="Суд осудил Иванва. ,—«»12\n-", max_size=60))
def test_any_text_is_read_without_a_fault(reader: TongueReader, text: str) -> None:
    doc = reader.nlp(text)
    assert doc.text == text
    claims_in(reader, text.replace("\n", " "))


def example_document() -> Document:
    [item] = discover([EXAMPLE])
    [found] = load(item)  # type: ignore[arg-type]
    assert isinstance(found, Document)
    return found


def test_the_example_names_whom_it_restates_in_its_own_language() -> None:
    found = example_document()
    assert found.language == "ru"
    assert found.text.startswith("Пересказано проектом Dalel: ")
    assert found.source.publisher == "Dalel examples"
    assert all(title in found.text.splitlines()[0] for title in found.source.cites)


def test_the_example_gives_its_claims(reader: TongueReader) -> None:
    (extraction,) = Extractor(explain=True)([example_document()])
    assert extraction.read
    assert len(extraction.explanations) == len(extraction.claims)
    told = {
        (claim.kind, *claim.roles["person"], claim.time)
        for claim in extraction.claims
        if claim.kind != "stated"
    }
    assert told >= {
        ("appointed", "Карим Масимов", "2007-01"),
        ("dismissed", "Рахат Алиев", "2007"),
        ("office_held", "Мухтар Аблязов", "1998/1999"),
        ("sentenced", "Мухтар Аблязов", "2002"),
        ("released", "Мухтар Аблязов", "2003-05"),
        ("arrested", "Мухтар Аблязов", "2013-07-31"),
        ("killed", "Алтынбек Сарсенбаев", "2006-02"),
    }
