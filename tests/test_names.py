"""Names: which are one, which are not, and why."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dalel.cli.app import app
from dalel.names import Mention, analyse, cluster, compare, scores

SHARED = Path(os.environ.get("DALEL_SHARED", Path(__file__).parents[2] / "shared")) / "eval" / "names"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Nazarbayev", "Nazarbaev"),
        ("Nazarbayev", "Назарбаев"),
        ("Nazarbayev", "Nasarbajew"),
        ("Nursultan Nazarbayev", "Nasarbajew, Nursultan"),
        ("Altynbek Sarsenbayev", "Altynbek Sarsenbaev"),
        ("Altynbek Sarsenbayev", "Altynbek Sarsenbaiuly"),
        ("Karim Massimov", "K. Masimov"),
        ("Mukhtar Ablyazov", "M. Ablyazov"),
        ("Mukhtar Ablyazov", "Ablyazov M.K."),
        ("M. Ablyazov", "Ablyazov M.K."),
        ("Mukhtar Ablyazov", "Аблязов Мухтар Кабулович"),
        ("Nursultan Nazarbayev", "Nursultan Nazarbyaev"),  # a typing error
        ("Volodymyr Zelenskyy", "Владимир Зеленский"),
        ("Alyaksandr Lukashenka", "Александр Лукашенко"),
        ("Sviatlana Tsikhanouskaya", "Svetlana Tikhanovskaya"),
        ("Mohamed Morsi", "محمد مرسي"),
        ("Mahmoud Ahmadinejad", "محمود احمدی‌نژاد"),
        ("Abdel Fattah el-Sisi", "Abd al-Fattah al-Sisi"),
        ("Recep Tayyip Erdoğan", "ERDOGAN Recep Tayyip"),
        ("İlham Əliyev", "Ilham Aliyev"),
        ("Mao Zedong", "Mao Tse-tung"),
        ("Xi Jinping", "习近平"),
        ("Park Geun-hye", "박근혜"),
        ("Narendra Modi", "नरेन्द्र मोदी"),
        ("Binyamin Netanyahu", "בנימין נתניהו"),
        ("Alexis Tsipras", "Αλέξης Τσίπρας"),
        ("Mikheil Saakashvili", "მიხეილ სააკაშვილი"),
        ("Orbán Viktor", "Viktor Orban"),
        ("Jean-Claude Lindor", "J. Lindor"),
    ],
)
def test_spellings_of_one_name(left: str, right: str) -> None:
    assert compare(left, right).verdict == "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Dariga Nazarbayeva", "Nursultan Nazarbayev"),
        ("Nazarbayeva", "Nazarbayev"),
        ("Rakhat Aliyev", "Ilham Aliyev"),
        ("Seytkazy Matayev", "Aset Matayev"),
        ("R. Aliyev", "Ilham Aliyev"),
        ("Lee Hsien Loong", "Lee Kuan Yew"),
        ("", "Ilham Aliyev"),
    ],
)
def test_names_of_two_people(left: str, right: str) -> None:
    assert compare(left, right).verdict == "different"


@pytest.mark.parametrize(
    ("left", "right"),
    [("Aliyev", "Rakhat Aliyev"), ("Mr Ablyazov", "Mukhtar Ablyazov"), ("Аблязов", "M. Ablyazov")],
)
def test_a_family_name_alone_leaves_it_open(left: str, right: str) -> None:
    assert compare(left, right).verdict == "possible"


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Ak Zhol", "Nagyz Ak Zhol", "different"),
        ("Communist Party", "Communist People's Party", "different"),
        ("Northern Party", "New Northern Party", "different"),
        ("Ak Zhol", "Ak Zhol Party", "same"),
        ("Aul", "Auyl", "same"),
        ("Народная партия", "Narodnaya Partiya", "same"),
        ("Lindor Bank JSC", "Lindor Bank", "same"),
        ("Communist Party", "Communist Party of Kazakhstan", "possible"),
        ("Central Election Commission", "CEC", "possible"),
        ("Central Election Commission (CEC)", "CEC", "same"),
    ],
)
def test_organisations(left: str, right: str, verdict: str) -> None:
    assert compare(left, right, "party").verdict == verdict


def test_the_evidence_is_told() -> None:
    assert "both: aliyev" in compare("Rakhat Aliyev", "Ilham Aliyev").why
    assert any("given name" in line for line in compare("Bill Lindor", "William Lindor").why)


def test_a_name_is_taken_apart() -> None:
    name = analyse("Mr Ablyazov M.K.")
    assert [word.plain for word in name.words] == ["ablyazov"]
    assert name.initials == ("m", "k")
    assert name.aside == ("mr",)
    assert (name.gender, analyse("Dariga Nazarbayeva").gender) == ("male", "female")


def test_spellings_share_a_key() -> None:
    assert analyse("Nazarbayev").keys & analyse("Назарбаев").keys
    assert not analyse("Nazarbayev").keys & analyse("Massimov").keys


WORDS = st.sampled_from(
    [
        "Anna",
        "Lind",
        "Ахмет",
        "Nazarbayev",
        "al",
        "J.",
        "محمد",
        "Jean-Claude",
        "Ó",
        "Sir",
        "יוסף",
        "Όλγα",
        "x",
    ]
)
NAMES = st.lists(WORDS, max_size=4).map(" ".join) | st.text(max_size=12)


def test_one_word_of_their_own_on_each_side_leaves_it_open() -> None:
    assert compare("Kim Jong-un", "Kim Jong-il").verdict == "possible"


@settings(deadline=None, max_examples=150)
@given(NAMES, NAMES)
def test_it_makes_no_difference_which_comes_first(left: str, right: str) -> None:
    one, other = compare(left, right), compare(right, left)
    assert (one.score, one.verdict) == (other.score, other.verdict)
    assert 0.0 <= one.score <= 1.0


@settings(deadline=None, max_examples=150)
@given(NAMES, NAMES, st.sampled_from(["person", "party"]))
def test_many_at_once_score_as_each_alone(left: str, right: str, kind: str) -> None:
    assert scores([(left, right, kind)]) == [compare(left, right, kind).score]


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.sampled_from(["Anna", "Lind", "Nazarbayev", "Ахмет", "Olga", "Sato"]),
        min_size=1,
        max_size=4,
        unique=True,
    )
)
def test_a_name_is_itself_in_any_order_and_case(words: list[str]) -> None:
    name = " ".join(words)
    for other in (name, name.upper(), " ".join(reversed(words)), ", ".join(words)):
        assert compare(name, other).score == 1.0


def test_names_are_brought_together_in_any_order_of_the_mentions() -> None:
    people = [
        ["Karim Massimov", "Karim Masimov", "Карим Масимов"],
        ["Aset Matayev"],
        ["Seytkazy Matayev", "S. Matayev"],
    ]
    mentions = [Mention(name) for names in people for name in names]
    for seed in range(3):
        order = random.Random(seed).sample(mentions, len(mentions))
        number = dict(zip(order, cluster(order), strict=True))
        assert [len({number[Mention(name)] for name in names}) for names in people] == [1, 1, 1]
        assert len(set(number.values())) == len(people)


def test_countries_and_kinds_stay_apart() -> None:
    assert cluster(
        [Mention("A Lind", "person", "X"), Mention("A Lind", "person", "Y"), Mention("A Lind", "party", "X")]
    ) == [
        0,
        1,
        2,
    ]


def test_the_command_compares_two_names() -> None:
    result = CliRunner().invoke(app, ["names", "compare", "M. Ablyazov", "Mukhtar Ablyazov"])
    assert result.exit_code == 0
    assert result.output.startswith("same")
    assert "both: ablyazov" in result.output


def test_the_commands_add_to_the_rows_of_a_file(tmp_path: Path) -> None:
    pairs, mentions, out = tmp_path / "pairs.jsonl", tmp_path / "mentions.jsonl", tmp_path / "out.jsonl"
    pairs.write_text('{"left": "Li Peng", "right": "Peng Li", "note": 1}\n', "utf-8")
    mentions.write_text('{"name": "Li Peng"}\n{"name": "Anna Lind"}\n{"name": "Peng Li"}\n', "utf-8")
    run = CliRunner().invoke
    assert run(app, ["names", "compare", str(pairs), "-o", str(out), "--explain"]).exit_code == 0
    row = json.loads(out.read_text("utf-8"))
    assert (row["note"], row["same"], row["score"], row["verdict"]) == (1, True, 1.0, "same")
    assert run(app, ["names", "cluster", str(mentions), "-o", str(out)]).exit_code == 0
    assert [json.loads(line)["entity"] for line in out.read_text("utf-8").splitlines()] == ["0", "1", "0"]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"left": "A"}\n', "utf-8")
    result = CliRunner().invoke(app, ["names", "compare", str(path)])
    assert result.exit_code == 1
    assert "line 1" in result.output


@pytest.mark.skipif(not (SHARED / "pairs.jsonl").exists(), reason="needs the shared pairs")
def test_pairs_of_politicians_names() -> None:
    rows = [json.loads(line) for line in (SHARED / "pairs.jsonl").read_text("utf-8").splitlines()]
    found = scores((row["left"], row["right"], row["kind"]) for row in rows)
    right = sum((score >= 0.5) == row["same"] for score, row in zip(found, rows, strict=True))
    assert right / len(rows) > 0.97
