"""Times in text: found, resolved, attached to what happened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from dalel.language.times.resolve import resolve_text
from dalel.language.times.timeline import Timeline, dalel_times, find_times, resolve_times, time_of
from dalel.language.units import ParsedUnit, parse
from dalel.measures import is_edtf
from dalel.model import Block, BlockKind, Document


def document(*paragraphs: str) -> Document:
    """A document of these paragraphs."""
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(paragraph)))
        at += len(paragraph) + 1
    return Document(id="d", name="d.txt", format="txt", text=text, blocks=tuple(blocks))


def values(text: str, date: str = "") -> dict[str, str]:
    """The resolved dates of a text by their words."""
    return {text[t.start_char : t.end_char]: t.value for t in resolve_text(text, date) if t.value}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The mine opened on 18 August 2007.", "18 August 2007", "2007-08-18"),
        ("It closed August 18, 2009, at noon.", "August 18, 2009", "2009-08-18"),
        ("The clinic moved in Aug. 2007.", "Aug. 2007", "2007-08"),
        ("Signed 1.3.2013 in the hall.", "1.3.2013", "2013-03-01"),
        ("Signed 2007-08-18 in the hall.", "2007-08-18", "2007-08-18"),
        ("On the 5th of May, 2010 it rained.", "5th of May, 2010", "2010-05-05"),
        ("In late November 2005 the bridge fell.", "late November 2005", "2005-11"),
        ("The dam broke in mid-2005.", "mid-2005", "2005"),
        ("During the 2016-20 period he lived abroad.", "the 2016-20", "2016/2020"),
        ("Between 2006 and 2010 the mine stood idle.", "2006 and 2010", "2006/2010"),
        ("From May, 2001 to March, 2002 they hid.", "May, 2001 to March, 2002", "2001-05/2002-03"),
        ("She has led it since January 2007.", "January 2007", "2007-01/.."),
        ("He chaired the board until 2004.", "2004", "../2004"),
        ("He wants a port by 2015.", "2015", "2015"),
        ("He has farmed since the 1980s.", "the 1980s", "198X/.."),
        ("They met in the spring of 2016.", "the spring of 2016", "2016-21"),
        ("Output fell in the first half of 2009.", "the first half of 2009", "2009-01/2009-06"),
        ("It was over at the end of 2005.", "the end of 2005", "2005-12"),
        ("Letters of 5 June and 9 July, 2014.", "5 June", "2014-06-05"),
        ("Sales fell by 3 percent, an increase from 2013.", "2013", "2013"),
        ("The cinema opened in the summer of 2012 to great applause.", "the summer of 2012", "2012-22"),
        ("Between March 2010 and June 4, they wrote.", "March 2010 and June 4", "2010-03/2010-06-04"),
        ("Between July 2010 and June 4, they wrote.", "July 2010 and June 4", "2010-07/2011-06-04"),
    ],
)
def test_dates_have_values(text: str, words: str, value: str) -> None:
    assert values(text)[words] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("On July 26, police closed the shop.", "July 26", "2017-07-26"),
        ("At year's end he was still abroad.", "year's end", "2017-12"),
        ("On May 3, it rained. Through August, ten men were hurt.", "August", "2017-01/2017-08"),
        ("From May to June, nine fled. In the same period six died.", "the same period", "2017-05/2017-06"),
        (
            "From May to June, nine fled, and six during the same period in 2015.",
            "the same period in 2015",
            "2015-05/2015-06",
        ),
        ("On May 3, it rained. There were floods during the year.", "the year", "2017"),
        (
            "From June until the end of the year, they met.",
            "June until the end of the year",
            "2017-06/2017-12",
        ),
        ("Between April 3 and 9, police raided farms.", "April 3 and 9", "2017-04-03/2017-04-09"),
        ("In November 2016 she fled. On March 13, she returned.", "March 13", "2017-03-13"),
        ("On May 2, it was the same as last year.", "last year", "2016"),
        ("On July 15 they swore him in. A week later he resigned.", "A week later", "2017-07-22"),
        ("On July 15 they swore him in. He resigned the next day.", "the next day", "2017-07-16"),
        ("In the summer the lake, on May 2 still low, rose.", "the summer", "2017-22"),
        ("On May 2, few had paid in the past year.", "the past year", "2017"),
        (
            "In 2009 it burned. On May 2, it rained. Unlike in the previous year, no one came.",
            "the previous year",
            "2016",
        ),
        ("On May 2, it rained. He left in 2009, having come the previous year.", "the previous year", "2008"),
        ("Between May 3 and 9 at least six came.", "May 3 and 9", "2017-05-03/2017-05-09"),
    ],
)
def test_an_annual_report_leaves_its_year_out(text: str, words: str, value: str) -> None:
    assert values(text, "2017")[words] == value


def test_a_date_without_a_year_in_the_news_is_the_latest_past_one() -> None:
    assert values("The court met on 12 December.", "2013-03-01") == {"12 December": "2012-12-12"}
    assert values("The court met on 12 January.", "2013-03-01") == {"12 January": "2013-01-12"}
    assert values("The vote will be held on 12 December.", "2013-03-01") == {"12 December": "2013-12-12"}


def test_a_date_without_a_year_takes_the_year_last_written_in_its_paragraph() -> None:
    found = values("The strike began on 3 May 2007. On 9 June it was over.", "2011-04-05")
    assert found["9 June"] == "2007-06-09"


def test_later_and_the_same_month_count_from_the_last_date() -> None:
    found = values("The firm was founded in 2004. Two years later it was sold.", "2011-04-05")
    assert found["Two years later"] == "2006"
    found = values("He left in May 2004. In the same month she followed.", "2011")
    assert found["the same month"] == "2004-05"
    assert values("He left on 7 July of this year.", "2013-08") == {"7 July of this year": "2013-07-07"}


@pytest.mark.parametrize(
    "text", ["A few days later they left.", "In recent years it grew.", "Two years later they left."]
)
def test_what_cannot_be_known_stays_empty(text: str) -> None:
    assert values(text, "2013-03-01") == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She got nine years in prison.", "duration"),
        ("He began a five-year term.", "duration"),
        ("They were held for 48 hours.", "duration"),
        ("The painter, aged 23, was fined.", "age"),
        ("He is 25 years old.", "age"),
        ("The paper appears every week.", "set"),
    ],
)
def test_durations_ages_and_sets_are_no_dates(text: str, kind: str) -> None:
    assert [t.kind for t in find_times(text)] == [kind]
    assert values(text, "2013-03-01") == {}


@pytest.mark.parametrize(
    "text",
    [
        "Article 318 of the code applies.",
        "They cited Resolution 1373 and Law No. 1996.",
        "He paid $2000 for it.",
        "About 2000 protesters came.",
        "They saw 1,998 cases.",
        "You May go; May the best win.",
        "The troops March on.",
    ],
)
def test_other_numbers_and_words_are_no_times(text: str) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("The clerk was sentenced to nine years in jail in May 2012 for theft.", "sentenced", "2012-05"),
        ("In March 2003, the governor closed the mill.", "closed", "2003-03"),
        ("Dana Bek, who was elected in 1991, resigned in 2005.", "resigned", "2005"),
        ("Dana Bek, who was elected in 1991, resigned in 2005.", "elected", "1991"),
        ("She condemned the elections of 1999 in 2001.", "condemned", "2001"),
        ("The 2007 elections were marred by fraud.", "elections", "2007"),
        ("After the 2014 elections, the Green Union governed alone.", "elections", "2014"),
        ("The trial for the murder of Ivan Orlov in May 2006 was closed.", "murder", "2006-05"),
        ("He was arrested in 1999 and released in 2002.", "arrested", "1999"),
        ("He was arrested in 1999 and released in 2002.", "released", "2002"),
        ("She was suspected of theft in 2003 and 2004.", "suspected", "2003/2004"),
    ],
)
def test_a_time_belongs_to_what_happened_then(nlp: Language, text: str, trigger: str, value: str) -> None:
    parsed = parse(nlp, document(text))
    times = resolve_times(parsed, "2011-04-05")[0]
    token = next(t for t in parsed[0].doc if t.text == trigger)
    found = time_of(token, times)
    assert found is not None
    assert found.value == value


def line(nlp: Language, date: str, *paragraphs: str) -> tuple[list[ParsedUnit], Timeline]:
    """The parse and the timeline of a document."""
    parsed = parse(nlp, document(*paragraphs))
    return parsed, Timeline(parsed, resolve_times(parsed, date), date)


def test_a_story_goes_on_at_the_time_told_before(nlp: Language) -> None:
    parsed, times = line(nlp, "2018", "In June, a court tried the mayor. Police arrested his driver.")
    arrested = next(t for t in parsed[0].doc if t.text == "arrested")
    carried = times.time(0, arrested, story=True)
    assert carried is not None
    assert carried.value == "2018-06"
    assert times.time(0, arrested) is None


def test_results_bear_the_date_of_the_election_spoken_of(nlp: Language) -> None:
    parsed, times = line(
        nlp, "2011-04-05", "The elections were held on 18 August 2007.", "The Green Union gets 40 percent."
    )
    gets = next(t for t in parsed[1].doc if t.text == "gets")
    found = times.time(1, gets, event=False, election=True)
    assert found is not None
    assert found.value == "2007-08-18"


def test_what_remained_in_an_annual_report_is_of_its_year(nlp: Language) -> None:
    parsed, times = line(nlp, "2019", "Corruption remained a problem.")
    remained = next(t for t in parsed[0].doc if t.text == "remained")
    found = times.time(0, remained)
    assert found is not None
    assert found.value == "2019"


def test_each_time_of_a_list_can_be_had(nlp: Language) -> None:
    parsed, times = line(nlp, "2021", "She was arrested in 2009, 2017 and 2018.")
    arrested = next(t for t in parsed[0].doc if t.text == "arrested")
    assert [t.value for t in times.of(0, arrested)] == ["2009", "2017", "2018"]


def test_the_component_leaves_the_expressions_on_the_doc(nlp: Language) -> None:
    if "dalel_times" not in nlp.pipe_names:
        doc = dalel_times(nlp.make_doc("It rained on 3 May 2004."))
    else:
        doc = nlp("It rained on 3 May 2004.")
    assert [doc.text[t.start_char : t.end_char] for t in doc._.times] == ["3 May 2004"]


pieces = st.sampled_from(
    [
        "in",
        "on",
        "since",
        "until",
        "from",
        "to",
        "between",
        "and",
        ",",
        ".",
        "May",
        "March",
        "2007",
        "1999",
        "31",
        "12",
        "the",
        "end",
        "of",
        "year",
        "last",
        "this",
        "two",
        "years",
        "later",
        "early",
        "late",
        "-",
        "2016-20",
        "the",
        "1980s",
        "'s",
        "of,",
        "January",
        "2nd",
        "week",
        "Monday",
        "half",
        "first",
        "spring",
    ]
)


@given(st.lists(pieces, max_size=14), st.sampled_from(["", "2017", "2013-03-01", "2013-02"]))
def test_any_heap_of_time_words_gives_valid_times_in_order(words: list[str], date: str) -> None:
    text = " ".join(words)
    begin = 0
    for time in resolve_text(text, date):
        assert begin <= time.start_char < time.end_char <= len(text)
        begin = time.start_char
        assert not time.value or is_edtf(time.value)


@given(st.text(max_size=80), st.text(max_size=12))
def test_any_text_and_any_date_can_be_read(text: str, date: str) -> None:
    resolve_text(text, date)
