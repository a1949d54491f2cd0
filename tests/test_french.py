"""French: frames on Universal Dependencies, with an installed pipeline and with parses written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from dalel.claims import Extractor
from dalel.claims.constructions.ud import UDPositions
from dalel.claims.frames import Example, Frame, load_frames
from dalel.claims.tongues.extractor import TongueReader, reader_of
from dalel.documents import discover, load
from dalel.language.tongues.times import datings
from dalel.language.tongues.tongue import language_of, tongues
from dalel.model import Claim, DalelError, Document, Status
from foreign import check_example, claims_in, examples

EXAMPLE = Path(__file__).parents[1] / "examples" / "languages" / "decisions-de-justice.fr.txt"


@pytest.fixture(scope="module")
def reader() -> TongueReader:
    found = reader_of("fr")
    if found is None:
        pytest.skip("no French pipeline of spaCy is installed")
    return found


def parsed(rows: str) -> Doc:
    """A Doc from lines of: word, part of speech, number of the head from 1 (0: the root), label."""
    words, pos, heads, deps = zip(*(row.split() for row in rows.strip().splitlines()), strict=True)
    places = [int(head) - 1 if head != "0" else i for i, head in enumerate(heads)]
    lemmas = ["demander" if word == "demandent" else word for word in words]
    labels = ["ROOT" if dep == "root" else dep for dep in deps]
    return Doc(
        spacy.blank("fr").vocab, words=list(words), pos=list(pos), heads=places, deps=labels, lemmas=lemmas
    )


PASSIVE = """
le DET 2 det
rédacteur NOUN 6 nsubj:pass
a AUX 6 aux:tense
été AUX 6 aux:pass
vite ADV 6 advmod
arrêté VERB 0 root
par ADP 9 case
la DET 9 det
police NOUN 6 obl:agent
et CCONJ 11 cc
condamné VERB 6 conj
à ADP 13 case
mort NOUN 11 obl:arg
"""
RELATIVE = """
l' DET 2 det
homme NOUN 0 root
qui PRON 5 nsubj
a AUX 5 aux:tense
tué VERB 2 acl:relcl
deux NUM 7 nummod
policiers NOUN 5 obj
"""
DEMAND = """
avocats NOUN 2 nsubj
demandent VERB 0 root
de ADP 4 mark
libérer VERB 2 xcomp
les DET 6 det
prisonniers NOUN 4 obj
"""


def stand(doc: Doc, word: str, position: str) -> list[str]:
    [trigger] = [token for token in doc if token.text == word]
    return [argument.token.text for argument in UDPositions(trigger, tongues()["fr"])(position)]


@pytest.mark.parametrize(
    ("rows", "word", "position", "found"),
    [
        (PASSIVE, "arrêté", "patient", ["rédacteur"]),
        (PASSIVE, "arrêté", "agent", ["police"]),
        (PASSIVE, "arrêté", "par", ["police"]),
        (PASSIVE, "condamné", "à", ["mort"]),
        (RELATIVE, "tué", "agent", ["homme"]),
        (RELATIVE, "tué", "patient", ["policiers"]),
        (RELATIVE, "policiers", "number", ["deux"]),
        (DEMAND, "libérer", "patient", ["prisonniers"]),
        (DEMAND, "libérer", "agent", []),  # who demands does not do it
    ],
)
def test_positions_in_a_parse(rows: str, word: str, position: str, found: list[str]) -> None:
    assert stand(parsed(rows), word, position) == found


@pytest.mark.parametrize(
    ("frame", "example"), examples("fr"), ids=[f"{f.id}: {e.text[:40]}" for f, e in examples("fr")]
)
def test_a_frame_finds_what_its_examples_say(reader: TongueReader, frame: Frame, example: Example) -> None:
    check_example(reader, frame, example)


def test_the_years_of_an_apposition_do_not_date_its_sentence(reader: TongueReader) -> None:
    text = "Pierre Lunin, président du Burundi de 1996 à 2003, a été condamné à mort en 2020."
    claims = claims_in(reader, text)
    assert only(claims, "office_held").time == "1996/2003"
    assert only(claims, "sentenced").time == "2020"


def only(claims: list[Claim], kind: str) -> Claim:
    [found] = [claim for claim in claims if claim.kind == kind]
    return found


@pytest.mark.parametrize(
    ("text", "kind", "status", "speakers"),
    [
        ("Selon son avocat, Paul Granger a été torturé.", "ill_treated", Status.ASSERTED, ("son avocat",)),
        ("Le ministre a déclaré que Paul Granger a été arrêté.", "arrested", Status.ASSERTED, ("ministre",)),
        ("Paul Granger aurait été battu.", "ill_treated", Status.ALLEGED, ()),
        ("Paul Granger n'a pas été libéré.", "released", Status.DENIED, ()),
        ("Paul Granger sera libéré en 2014.", "released", Status.PLANNED, ()),
        ("La cour a refusé de libérer Paul Granger.", "released", Status.DENIED, ()),
    ],
)
def test_who_says_it_and_how_firmly(
    reader: TongueReader, text: str, kind: str, status: Status, speakers: tuple[str, ...]
) -> None:
    claim = only(claims_in(reader, text), kind)
    assert (claim.status, claim.speakers) == (status, speakers)
    assert claim.roles["person"] == ("Paul Granger",)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("le 31 juillet 2013", ["2013-07-31"]),
        ("le 1er mai 2012", ["2012-05-01"]),
        ("en mai 2011, puis à l'été 2012", ["2011-05", "2012-22"]),
        ("de 2005 à 2009", ["2005/2009"]),
        ("depuis mars 2001", ["2001-03/.."]),
        ("jusqu'en 2013", ["../2013"]),
        ("en 2003 ; un an plus tard", ["2003", "2004"]),
        ("2000 personnes", []),
    ],
)
def test_dates(text: str, values: list[str]) -> None:
    assert [one.value for one in datings(tongues()["fr"], text, "", "")] == values


def example_document() -> Document:
    [item] = discover([EXAMPLE])
    [found] = load(item)  # type: ignore[arg-type]
    assert isinstance(found, Document)
    return found


def test_the_example_names_whom_it_restates_in_its_own_language() -> None:
    found = example_document()
    assert found.language == "fr"
    assert found.text.startswith("Résumé par le projet Dalel : ")
    assert all(title in found.text.splitlines()[0] for title in found.source.cites)


def test_the_example_gives_its_claims(reader: TongueReader) -> None:
    (extraction,) = Extractor(reader.nlp.meta["lang"] + "_" + reader.nlp.meta["name"])([example_document()])
    assert extraction.read
    told = {
        (claim.kind, *claim.roles["person"], claim.time)
        for claim in extraction.claims
        if claim.kind != "stated"
    }
    assert told >= {
        ("appointed", "Karim Massimov", "2007-01"),
        ("dismissed", "Rakhat Aliev", "2007"),
        ("office_held", "Moukhtar Abliazov", "1998/1999"),
        ("sentenced", "Moukhtar Abliazov", "2002"),
        ("released", "Moukhtar Abliazov", "2003-05"),
        ("arrested", "Moukhtar Abliazov", "2013-07-31"),
        ("killed", "Altynbek Sarsenbaïev", "2006-02"),
    }
    fillers = {filler for claim in extraction.claims for one in claim.roles.values() for filler in one}
    assert {"premier ministre", "enlèvement"} <= fillers


def test_every_language_has_its_words_and_its_frames() -> None:
    for code in tongues():
        frames = load_frames(code)
        assert {frame.kind for frame in frames} >= {"arrested", "sentenced", "office_held", "dismissed"}
        assert all(frame.language == code and frame.file.startswith("frames/") for frame in frames)


def test_a_language_without_a_pipeline_is_not_read() -> None:
    assert reader_of("tlh") is None
    assert language_of("no_such_pipeline") == ""


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(DalelError, match="fr_no_such_pipeline"):
        reader_of("fr", "fr_no_such_pipeline")
