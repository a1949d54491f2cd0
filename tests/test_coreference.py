"""Who is meant: variants of names, pronouns and descriptions over a whole document."""

from __future__ import annotations

from spacy.language import Language

from dalel.language.coreference import Resolution, resolve
from dalel.language.mentions import name_mentions
from dalel.language.units import parse
from dalel.model import Block, BlockKind, Document


def resolved(nlp: Language, *paragraphs: str) -> Resolution:
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(paragraph)))
        start += len(paragraph) + 1
    document = Document(id="0", name="test.txt", format="txt", text=text, blocks=tuple(blocks))
    parsed = parse(nlp, document)
    return resolve(parsed, name_mentions(parsed))


def meaning(resolution: Resolution, word: str, unit: int = 0, nth: int = 0) -> tuple[str, ...]:
    """The entities of the nth token `word` of a unit."""
    tokens = [token for token in resolution.parsed[unit].doc if token.text == word]
    return resolution.entities(unit, tokens[nth].i)


def entities(resolution: Resolution) -> dict[str, str]:
    return {mention.text: mention.entity for mention in resolution.mentions}


def test_short_forms_are_called_by_the_fullest_form(nlp: Language) -> None:
    found = entities(
        resolved(nlp, "M. Sadyrov was freed.", "The lawyer of Maksat Sadyrov thanked them. Sadyrov left.")
    )
    assert found == dict.fromkeys(("M. Sadyrov", "Maksat Sadyrov", "Sadyrov"), "Maksat Sadyrov")


def test_mentions_have_the_offsets_of_the_document(nlp: Language) -> None:
    resolution = resolved(nlp, "A first line.", "Then **Maksat Sadyrov** left Osh.")
    text = resolution.parsed[0].unit.document.text
    assert [text[m.start : m.end] for m in resolution.mentions] == ["Maksat Sadyrov", "Osh"]


def test_father_and_daughter_stay_two(nlp: Language) -> None:
    resolution = resolved(
        nlp,
        "President Arman Tulegenov received his daughter, Dana Tulegenova.",
        "Tulegenov smiled. Tulegenova left early.",
    )
    assert meaning(resolution, "Tulegenov", 1) == ("Arman Tulegenov",)
    assert meaning(resolution, "Tulegenova", 1) == ("Dana Tulegenova",)


def test_a_bare_surname_of_two_is_the_one_named_last(nlp: Language) -> None:
    resolution = resolved(nlp, "Ivan Kolesov sued Petr Kolesov. The judge asked Kolesov to leave.")
    assert meaning(resolution, "Kolesov", nth=2) == ("Petr Kolesov",)


def test_an_abbreviation_stands_for_the_full_name(nlp: Language) -> None:
    resolution = resolved(nlp, "The Central Audit Committee (CAC) met.", "Later the CAC ruled.")
    assert meaning(resolution, "CAC", 1) == ("Central Audit Committee (CAC)",)


def test_an_alias_is_the_same_person(nlp: Language) -> None:
    found = entities(resolved(nlp, "Police arrested Oleg Tarasov, also known as Boris Klim, in Minsk."))
    assert found["Boris Klim"] == "Oleg Tarasov"


def test_pronouns_follow_subject_and_gender(nlp: Language) -> None:
    resolution = resolved(
        nlp,
        "Nina Belova criticised Mayor Oleg Tarasov in March. She was fined in May. He denied her account.",
        "In April he resigned.",
    )
    assert meaning(resolution, "She") == ("Nina Belova",)
    assert meaning(resolution, "He") == ("Oleg Tarasov",)
    assert meaning(resolution, "her") == ("Nina Belova",)
    assert meaning(resolution, "he", 1) == ("Oleg Tarasov",)


def test_an_object_is_not_its_own_subject(nlp: Language) -> None:
    resolution = resolved(nlp, "Oleg Tarasov met Ivan Petrov in May. Petrov praised him.")
    assert meaning(resolution, "him") == ("Oleg Tarasov",)


def test_an_unnamed_person_between_leaves_a_pronoun_open(nlp: Language) -> None:
    resolution = resolved(nlp, "Oleg Tarasov was buried in May. A guard was arrested, and he confessed.")
    assert meaning(resolution, "he") != ("Oleg Tarasov",)


def test_relative_pronouns(nlp: Language) -> None:
    resolution = resolved(nlp, "Nina Belova, who edits the paper, was detained.")
    assert meaning(resolution, "who") == ("Nina Belova",)


def test_they_are_persons_joined_by_and(nlp: Language) -> None:
    resolution = resolved(nlp, "Nina Belova and Oleg Tarasov were freed. They left the country.")
    assert meaning(resolution, "They") == ("Nina Belova", "Oleg Tarasov")


def test_they_are_not_guessed(nlp: Language) -> None:
    resolution = resolved(nlp, "Officers arrested Nina Belova and Oleg Tarasov. They also broke two doors.")
    assert meaning(resolution, "They") == ()


def test_its_owner_is_the_organisation_that_acts(nlp: Language) -> None:
    resolution = resolved(nlp, "Kazakhstan obtained the chair in 2010. It had changed its media law before.")
    assert meaning(resolution, "It") == ("Kazakhstan",)
    assert meaning(resolution, "its") == ("Kazakhstan",)


def test_the_president_is_who_is_called_so(nlp: Language) -> None:
    resolution = resolved(
        nlp,
        "President Arman Tulegenov appoints the governors.",
        "The parliament may not dismiss the president. The former president did not comment.",
    )
    assert meaning(resolution, "president", 1, 0) == ("Arman Tulegenov",)
    assert meaning(resolution, "president", 1, 1) == ()


def test_a_president_among_several_is_left_open(nlp: Language) -> None:
    resolution = resolved(
        nlp,
        "President Arman Tulegenov met President Ivan Kolesov.",
        "Nobody knows what the president wanted.",
    )
    assert meaning(resolution, "president", 1) == ()


def test_relatives_are_who_the_document_says(nlp: Language) -> None:
    resolution = resolved(
        nlp,
        "Oleg Tarasov and his wife, Nina Belova, own the bank. His wife sold a share in 2009.",
        "Belova said that her husband knew nothing.",
    )
    assert meaning(resolution, "wife", nth=1) == ("Nina Belova",)
    assert meaning(resolution, "husband", 1) == ("Oleg Tarasov",)


def test_the_party_is_the_one_named_before(nlp: Language) -> None:
    resolution = resolved(
        nlp, "In May the Green Dawn Party was banned. A court ruled that the party had no seat."
    )
    assert meaning(resolution, "party") == ("Green Dawn Party",)


def test_the_same_text_resolves_the_same_way(nlp: Language) -> None:
    texts = ("President Arman Tulegenov met Dana Tulegenova.", "He thanked her, and she left Almaty.")
    assert resolved(nlp, *texts).mentions == resolved(nlp, *texts).mentions
