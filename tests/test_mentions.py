"""Names in text: persons, organisations and places, by the evidence of the whole document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from dalel.language.mentions import mention as component
from dalel.language.mentions.mention import NameMention, find_names, name_mentions
from dalel.language.units import ParsedUnit, parse
from dalel.model import Block, BlockKind, Document, MentionKind

PERSON, ORGANISATION, PLACE = MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE


def document(*paragraphs: str) -> Document:
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(paragraph)))
        start += len(paragraph) + 1
    return Document(id="0", name="test.txt", format="txt", text=text, blocks=tuple(blocks))


def named(parsed: list[ParsedUnit], mentions: list[NameMention], kind: MentionKind) -> list[str]:
    return [parsed[m.unit].doc[m.start : m.end].text for m in mentions if m.kind is kind]


def found(nlp: Language, kind: MentionKind, *paragraphs: str) -> list[str]:
    parsed = parse(nlp, document(*paragraphs))
    return named(parsed, name_mentions(parsed), kind)


def test_a_surname_is_a_person_where_the_document_has_its_full_name(nlp: Language) -> None:
    persons = found(
        nlp,
        PERSON,
        "Verdanov met the miners on Friday.",
        "The strike was called by Milan Verdanov, a union leader. Verdanov has since left the country.",
    )
    assert persons == ["Verdanov", "Milan Verdanov", "Verdanov"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Kuluev signed the decree.", "Kuluev"),
        ("The decree was signed by Prime Minister Ana Kuluev on Monday.", "Ana Kuluev"),
        ("The Minister of Foreign Affairs Pavel Oresh denied it.", "Pavel Oresh"),
        ("The mayor of Tirana Agim Lleshi resigned.", "Agim Lleshi"),
        ("They accused Mr. Tolen of fraud.", "Tolen"),
        ("The letter was addressed to M. Tolenov in person.", "M. Tolenov"),
        ("The letter was addressed to М. Tolenov in person.", "М. Tolenov"),  # a Cyrillic М
        ("The letter was addressed to M.Tolenov in person.", "M.Tolenov"),
        ("The head of the State Tax Agency Rustam Umarov was dismissed.", "Rustam Umarov"),
        ("The OSCE Secretary General Lena Brandt flew to Vienna.", "Lena Brandt"),
        ("The court freed Omar al-Rashidi in June.", "Omar al-Rashidi"),
        ("Voters elected Ana Lima to the senate.", "Ana Lima"),
        ("Ana Lima was expelled from the party.", "Ana Lima"),
    ],
)
def test_titles_offices_and_initials_show_a_person_and_are_no_part_of_the_name(
    nlp: Language, text: str, name: str
) -> None:
    assert found(nlp, PERSON, text) == [name]


def test_members_of_a_list_with_known_persons_are_persons(nlp: Language) -> None:
    persons = found(
        nlp, PERSON, "The journalists Mirlan Asanov, Baktygul Soro, and Timur Beishen were fined."
    )
    assert persons == ["Mirlan Asanov", "Baktygul Soro", "Timur Beishen"]


def test_peoples_months_and_offices_are_no_names_of_persons(nlp: Language) -> None:
    text = "In May the Kazakh President and the Attorney General met Kazakh farmers. Kazakh was spoken."
    assert found(nlp, PERSON, text) == []


def test_parties_and_outlets_are_organisations(nlp: Language) -> None:
    text = "He left the Ulan Dala party and wrote for the newspaper Kun Saty. The Ulan Dala party sued him."
    organisations = found(nlp, ORGANISATION, text)
    assert organisations.count("Ulan Dala") == 2
    assert "Kun Saty" in organisations


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Ministry of Health and Social Care denied the figures.", "Ministry of Health and Social Care"),
        (
            "The Committee for the Protection of Reporters protested.",
            "Committee for the Protection of Reporters",
        ),
        ("The National League for Democracy won.", "National League for Democracy"),
        (
            "The Lomara Association for Persons with Disabilities (LAPD) protested.",
            "Lomara Association for Persons with Disabilities",
        ),
        (
            "The NGO Research and Information on Hate in Lomara (RIHL) met.",
            "Research and Information on Hate in Lomara",
        ),
        ("The Ministry of Defense denied it.", "Ministry of Defense"),
        ("The General Prosecutor's Office of Georgia denied it.", "General Prosecutor's Office of Georgia"),
        ("She joined the Liberal Party of Moldova.", "Liberal Party of Moldova"),
        (
            "It merged with the Mouvement des Citoyens pour le Progrès.",
            "Mouvement des Citoyens pour le Progrès",
        ),
        ("They accused the director of the National Theater of abuse.", "National Theater"),
        ("Daily Star reporter Omar Haddad was fined.", "Daily Star"),
        ("His nephew owns Canal 7, the largest station.", "Canal 7"),
        ("Ana Lima, from the NGO Open Courts, spoke.", "Open Courts"),
        ("The Ministry of Health, Labour, and Welfare denied it.", "Ministry of Health, Labour, and Welfare"),
        ("The Ministry of Justice, Parliament, and the police refused.", "Ministry of Justice"),
    ],
)
def test_an_organisation_is_named_to_its_end(nlp: Language, text: str, name: str) -> None:
    assert name in found(nlp, ORGANISATION, text)


def test_two_ministries_are_two(nlp: Language) -> None:
    text = "The Ministry of Justice and the Ministry of Health signed it."
    assert found(nlp, ORGANISATION, text) == ["Ministry of Justice", "Ministry of Health"]


def test_places_are_found_but_not_in_the_names_of_elections(nlp: Language) -> None:
    assert found(nlp, PLACE, "He moved from Osh to the Naryn region of Kyrgyzstan.") == [
        "Osh",
        "Naryn",
        "Kyrgyzstan",
    ]
    assert found(nlp, PLACE, "She lost in the 2005 United Kingdom general election.") == []


def test_a_word_the_document_also_writes_small_is_no_name(nlp: Language) -> None:
    persons = found(
        nlp, PERSON, "Killings went on in May.", "The report counts nine killings. Killings were denied."
    )
    assert persons == []


def test_a_family_is_no_person(nlp: Language) -> None:
    persons = found(nlp, PERSON, "Viktor Samsonov fled. The police raided the homes of the Samsonov family.")
    assert persons == ["Viktor Samsonov"]


def test_the_component_corrects_the_entities_of_a_doc(nlp: Language) -> None:
    assert Language.has_factory("dalel_mentions")
    doc = component.dalel_mentions(nlp("President Kuluev of Kazakhstan met the Kazakh opposition in 2011."))
    labels = {(entity.text, entity.label_) for entity in doc.ents}
    assert ("Kuluev", "PERSON") in labels
    assert ("Kazakhstan", "GPE") in labels
    assert any(label == "DATE" for _, label in labels)


WORDS = st.sampled_from(
    [
        "President",
        "of",
        "the",
        "Minister",
        "Ana",
        "Orlov",
        ",",
        ".",
        "(",
        ")",
        "-",
        "'",
        '"',
        "and",
        "al",
        "Party",
        "Kazakhstan",
        "M.",
        "Mr",
        "2007",
        "said",
        "who",
        "The",
        "'s",
    ]
)


@given(st.lists(WORDS, max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_in_order_that_do_not_overlap(words: list[str]) -> None:
    doc = NLP(" ".join(words))
    end = 0
    for mention in find_names([doc], [False]):
        assert end <= mention.start < mention.end <= len(doc)
        assert mention.start <= mention.head < mention.end
        assert mention.title <= mention.start
        end = mention.end


NLP: Language


@pytest.fixture(autouse=True, scope="module")
def _model(nlp: Language) -> None:
    global NLP
    NLP = nlp


def test_a_party_by_one_name_is_no_person(nlp: Language) -> None:
    text = "Her party, Batyr, founded in 2004, won four seats."
    assert found(nlp, ORGANISATION, text) == ["Batyr"]
    text = "Six other parties--Ak Kush, Auyl, Party of Herders, and Batyrlar--failed to win seats."
    assert "Batyrlar" in found(nlp, ORGANISATION, text)
    assert not found(nlp, PERSON, text)


def test_first_letters_in_brackets_show_how_far_a_name_goes(nlp: Language) -> None:
    text = "She chaired the Union Harmony and Growth Party (UHGP) and the Peace Front (PF)."
    assert found(nlp, ORGANISATION, text)[0] == "Union Harmony and Growth Party"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Ministry of Gender, Family, and Social Services opened two wards.",
            "Ministry of Gender, Family, and Social Services",
        ),
        (
            "The Truth, Justice, and Memory Commission heard witnesses.",
            "Truth, Justice, and Memory Commission",
        ),
        ("In May the Nurses without Borders group left.", "Nurses without Borders"),
        ("The town runs a Victim Support Unit (VSU) in the market.", "Victim Support Unit"),
        (
            "The National Commission on Violence against Women met.",
            "National Commission on Violence against Women",
        ),
    ],
)
def test_a_body_is_named_with_all_it_is_for(nlp: Language, text: str, name: str) -> None:
    assert name in found(nlp, ORGANISATION, text)


def test_a_body_in_a_list_stays_apart(nlp: Language) -> None:
    text = "The Ministry of Justice, Amnesty International, and the Herders' Union met."
    assert "Ministry of Justice" in found(nlp, ORGANISATION, text)


def test_a_bank_by_one_name_is_an_organisation(nlp: Language) -> None:
    text = "He sold Mirabank to Vera Koval in May. Mirabank lost its licence."
    assert found(nlp, ORGANISATION, text) == ["Mirabank", "Mirabank"]
    assert not found(nlp, PLACE, text)
