"""Stated numbers become quantities, sizes of memberships and ranks; other numbers of a text do not."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from dalel.claims import Extractor
from dalel.claims.amounts.numbers import amounts
from dalel.model import Block, BlockKind, Claim, Document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def found(extractor: Extractor, text: str, kind: str) -> list[Claim]:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document(
        hashlib.sha256(text.encode()).hexdigest(), "a.txt", "txt", text, (block,), language="en"
    )
    return [claim for claim in next(extractor([document])).claims if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The fort has more than 5,000 rooms.", [("more than 5,000", "count")]),
        ("Women filled six of 21 posts.", [("six of 21", "count")]),
        ("Inflation reached 88.5 percent.", [("88.5 percent", "percent")]),
        ("The fund lost US$90 million.", [("US$90 million", "money")]),
        ("He ended a 16-day strike.", [("16-day", "duration")]),
        ("The vote came two years ahead of schedule.", [("two years", "duration")]),
        ("Miners made up 12 percent of the voters.", [("12 percent", "percent")]),
        ("The court cited article 17 of the code.", []),
        ("In 2011 the road was closed.", []),
        ("The office was at Mill Road 12/4.", []),
        ("One witness spoke.", []),
        ("Twenty-seven percent of the guards were women.", [("Twenty-seven percent", "percent")]),
        ("The court heard thirty-two cases.", [("thirty-two", "count")]),
        ("One in seven miners left.", [("One in seven", "percent")]),
        ("Every third child worked.", [("Every third", "percent")]),
        ("Only seven out of the 10 guards came.", [("Only seven out of the 10", "count")]),
        ("Delays ranged from two to 72 hours.", [("from two to 72 hours", "duration")]),
        ("Delays ranged from two days to three weeks.", [("from two days to three weeks", "duration")]),
        ("Wages rose from 20 percent to 30 percent.", [("20 percent", "percent"), ("30 percent", "percent")]),
        ("Tens of thousands of people fled.", [("Tens of thousands", "vague")]),
        ("They left in the first half of 2019.", []),
        ("A few hundred farmers came.", [("few hundred", "count")]),
        ("He lost 30,000 Ruritanian crowns.", [("30,000 Ruritanian crowns", "money")]),
        ("There were 12 deaths per 1,000 births.", [("12", "count")]),
        ("The fund lost IDR 100 million.", [("IDR 100 million", "money")]),
    ],
)
def test_numbers_with_their_units(nlp: Language, text: str, wanted: list[tuple[str, str]]) -> None:
    doc = nlp(text)
    assert [(doc[a.start : a.end].text, a.unit) for a in amounts(doc)] == wanted


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("There are about 3,000 registered clubs in Ruritania.", "3,000", "clubs Ruritania"),
        ("Women held four of 19 cabinet posts.", "four of 19", "Women posts"),
        ("Less than ten percent of the clubs publish accounts.", "ten percent", "clubs publish"),
        ("The harbour's exports grew to $20 million last year.", "$20 million", "exports grew"),
        ("The inspectors found 32 cases of fraud.", "32", "inspectors cases fraud"),
        ("The union ended a 16-day hunger strike.", "16-day", "hunger strike"),
        ("Sixteen women served as members of parliament.", "Sixteen", "women served members"),
        ("A brawl grew into a fight involving 200 people.", "200", "fight people"),
        ("Observers found flaws in 40 percent of the stations.", "40 percent", "stations found flaws"),
        ("In six of the cases, the victims were children.", "six", "cases victims children"),
        ("He was sent to a prison 300 miles from his village.", "300 miles", "prison distance village"),
        ("The governor hid assets worth five million crowns.", "five million crowns", "assets worth"),
        ("The police held the reporter for two days.", "two days", "reporter held"),
        ("The appeal took eight months.", "eight months", "appeal took"),
        ("The mayor spoke with Ana Lima, aged 61.", "61", "Lima age"),
        ("Ana Lima tried 12 times to found a club.", "12", "tried times to found a club"),
        ("The cabinet included two female ministers.", "two", "cabinet female ministers"),
        ("Women hold six of 21 cabinet posts.", "six of 21", "Women cabinet posts"),
        ("Of seven candidates, Omar Haddad won most votes.", "seven", "candidates"),
        ("The ministry admitted only seven nationalities.", "only seven", "ministry nationalities"),
        ("The union reported 40 death threats.", "40", "death threats"),
        ("The union reported a 12 percent increase in thefts.", "12 percent", "increase in thefts"),
        ("The harbour was 40 percent complete.", "40 percent", "harbour complete"),
        (
            "The office sent 12 cases to the police for investigation.",
            "12",
            "office sent cases to the police",
        ),
        ("A third of the girls married before they were of age.", "third", "girls married before"),
    ],
)
def test_a_quantity_has_its_value_and_what_it_is_said_of(
    extractor: Extractor, text: str, value: str, words: str
) -> None:
    [claim] = found(extractor, text, "quantity")
    assert value in claim.roles["value"][0]
    said = " ".join((*claim.roles["subject"], *claim.roles.get("measure", ())))
    assert all(word in said for word in words.split()), said


@pytest.mark.parametrize(
    "text",
    [
        "The two countries signed a treaty.",
        "His three aides resigned.",
        "The law sets a threshold of 7 percent.",
        "The assembly amended the code, raising the threshold from 5 to 7 percent.",
        "The court sentenced the editor to nine years in prison.",
        "He paid 500 crowns ($14) to the guard.",
        "Most of those between the ages of seven and 16 came from the north.",
        "The film showed a kiss between two of the women.",
        "Students wrote messages with the hashtag #SafeHarbourNow.",
        "Guards at Penitentiary No. 13 complained.",
        "Girls as young as 10 undergo the rite.",
        "Police kept to the 48-hour rule.",
        "The council failed to meet the requirement to include at least 40 percent of either sex.",
        "The court suspended guards caught within five miles of the fort.",
    ],
)
def test_what_was_counted_before_and_what_other_claims_hold_is_no_quantity(
    extractor: Extractor, text: str
) -> None:
    assert not found(extractor, text, "quantity")


@pytest.mark.parametrize(
    "text",
    [
        "A candidate must collect 5,000 signatures.",
        "The judge imposed a fine of 40,000 dinars.",
        "The police arrested dozens of students.",
        "The ministry ran a three-year campaign.",
        "The commission heard Petition 150.",
        "The law gives the villages 10 percent of the taxes.",
    ],
)
def test_rules_penalties_and_victims_are_no_quantities(extractor: Extractor, text: str) -> None:
    assert not found(extractor, text, "quantity")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bureau recorded 14 attacks against reporters.", ("reporters", "attacks")),
        ("The bureau counted 17 cases of fraud.", ("cases of fraud",)),
        ("The Harbour League reported a total prison population of 700.", ("total prison population",)),
        ("The women reported 40 threats.", ("women", "reported threats")),
    ],
)
def test_a_count_is_of_what_was_counted_not_of_the_body_that_tells_it(
    extractor: Extractor, text: str, told: tuple[str, ...]
) -> None:
    [claim] = found(extractor, text, "quantity")
    assert claim.roles["subject"][0] == told[0]
    assert all(word in claim.roles["measure"][0] for word in told[1:])


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("The office received 33 complaints; 22 were closed.", "22", "complaints closed"),
        ("The office received 33 complaints; 22 of these were closed.", "22", "complaints closed"),
        ("The office received 12 complaints in 2018 and 15 in 2019.", "15", "office received complaints"),
        ("Votes were held in 90 districts: 60 in the north and 30 in the south.", "60", "districts north"),
        (
            "It read 20 reports of abuse, 11 of fraud, and six of theft.",
            "11",
            "reports fraud",
        ),
        (
            "The survey says 40 percent of miners struck and 13 percent left the country.",
            "13 percent",
            "miners left",
        ),
    ],
)
def test_a_number_without_a_noun_counts_what_was_counted_before(
    extractor: Extractor, text: str, value: str, words: str
) -> None:
    [claim] = [c for c in found(extractor, text, "quantity") if c.roles["value"] == (value,)]
    said = " ".join((*claim.roles["subject"], *claim.roles.get("measure", ())))
    assert all(word in said for word in words.split()), said


@pytest.mark.parametrize(
    "text",
    [
        "The motion passes if 80 percent of the members vote for it.",
        "The law requires that unions have the support of 20 percent of the workers.",
        "Fines ranged from 100 to 300 crowns.",
        "Guards beat him 20 times.",
        "The scandal ended with the dismissal of 12 judges.",
        "All seven were registered.",
    ],
)
def test_conditions_rules_fines_and_what_was_done_to_people_are_no_quantities(
    extractor: Extractor, text: str
) -> None:
    assert not found(extractor, text, "quantity")


def test_papers_that_are_counted_do_not_speak(extractor: Extractor) -> None:
    [claim] = found(extractor, "The office received 33 complaints of fraud against the police.", "quantity")
    assert claim.speakers == ()


def test_those_of_a_list_have_a_number_together(extractor: Extractor) -> None:
    [claim] = found(extractor, "Arrests and searches made up 12 percent of the complaints.", "quantity")
    assert claim.roles["subject"] == ("Arrests and searches",)


def test_shares_of_voters_are_turnout(extractor: Extractor) -> None:
    text = "Turnout was low in the villages, but 62 percent in Port Lima."
    claims = found(extractor, text, "turnout")
    assert [c.roles["turnout"] for c in claims] == [("62 percent",)]
    assert not found(extractor, text, "quantity")


def test_a_party_with_its_percentage_has_a_result(extractor: Extractor) -> None:
    text = "The Green Liberty Party, with 3.5 percent, stayed out of parliament."
    claims = found(extractor, text, "election_result")
    assert [(c.roles["contestant"], c.roles["result"]) for c in claims] == [
        (("Green Liberty Party",), ("3.5 percent",))
    ]


def test_members_of_a_body_are_its_size(extractor: Extractor) -> None:
    [claim] = found(extractor, "The Labour Party has more than 62,000 members.", "membership_size")
    assert claim.roles["organisation"] == ("Labour Party",)
    assert claim.roles["size"] == ("more than 62,000 members",)


@pytest.mark.parametrize(
    ("text", "rank", "index", "who"),
    [
        ("Novobank, the country's fourth-largest bank, failed.", "fourth-largest", "bank", "Novobank"),
        ("Ana Lima became the youngest minister.", "youngest", "minister", "Ana Lima"),
        ("Copper is the most valuable export of Ruritania.", "most valuable", "export", "Copper"),
        ("Omar Haddad was the first minister to resign.", "first", "minister", "Omar Haddad"),
        ("Omar Haddad had the highest number of votes.", "highest", "number of votes", "Omar Haddad"),
        (
            "The country suffers from one of the fastest-growing rebellions.",
            "fastest-growing",
            "rebellions",
            "country",
        ),
    ],
)
def test_superlatives_are_ranks(extractor: Extractor, text: str, rank: str, index: str, who: str) -> None:
    [claim] = found(extractor, text, "ranking")
    assert claim.roles["rank"] == (rank,)
    assert index in claim.roles["index"][0]
    assert who in claim.roles["country"]


def test_a_sum_has_no_rank(extractor: Extractor) -> None:
    assert not found(extractor, "The lowest monthly wage is 600 crowns.", "ranking")


def test_most_of_something_is_no_rank(extractor: Extractor) -> None:
    assert not found(extractor, "Most voters stayed at home at least once.", "ranking")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(number=st.integers(min_value=11, max_value=999_999))
def test_any_whole_number_is_found_as_it_is_written(nlp: Language, number: int) -> None:
    doc = nlp(f"The valley has {number:,} wells.")
    [amount] = list(amounts(doc))
    assert doc[amount.start : amount.end].text == f"{number:,}"
    assert amount.noun is not None
    assert amount.noun.lemma_ == "well"


def test_a_sum_alone_in_brackets_is_the_sum_before_it(extractor: Extractor) -> None:
    text = "The wage of guards was $2 more, and that of maids was 9.00 XCD per hour ($3.40)."
    assert all("3.40" not in claim.roles["value"][0] for claim in found(extractor, text, "quantity"))


@pytest.mark.parametrize(
    ("text", "value", "subject", "measure"),
    [
        (
            "The survey found that 80 percent of miners and 55 percent of farmers owned a boat.",
            "80 percent",
            "miners",
            "owned a boat",
        ),
        (
            "The survey found that 80 percent of miners and 55 percent of farmers owned a boat.",
            "55 percent",
            "farmers",
            "owned a boat",
        ),
        (
            "The press reached its goals, with half of the papers facing bankruptcy.",
            "half",
            "papers",
            "facing bankruptcy",
        ),
        (
            "According to the bureau, 30 percent of the girls left school, compared with 12 percent of boys.",
            "30 percent",
            "girls",
            "left school",
        ),
        ("Women held 12 percent of the seats.", "12 percent", "Women", "held the seats"),
        (
            "More than 500 children ages five to 17 were working in mines.",
            "500",
            "children ages five to 17",
            "working in mines",
        ),
        (
            "About 20 percent of children younger than 15 were working.",
            "20 percent",
            "children younger than 15",
            "working",
        ),
        ("The court heard 40 cases, a 50 percent decrease.", "50 percent", "cases", "decrease"),
        ("The office counted 9 miners (8 percent of all workers).", "8 percent", "9 miners", "all workers"),
        ("Most (60 percent) of it was lost; theft (12 cases) was common.", "12", "theft", "cases"),
        (
            "The vast majority (estimated at 80 percent) worked in mines.",
            "80 percent",
            "vast majority",
            "worked in mines",
        ),
        (
            "Insults ranked highest at 7 percent, followed by threats at 5 percent of all abuse.",
            "7 percent",
            "Insults",
            "ranked highest at",
        ),
        ("The court heard 40 cases, an increase of 12 percent.", "12 percent", "cases", "increase"),
        ("The court heard 40 cases, an increase of 12 cases.", "12", "cases", "increase of cases"),
    ],
)
def test_each_share_is_of_its_own_group_and_tells_the_whole_measure(
    extractor: Extractor, text: str, value: str, subject: str, measure: str
) -> None:
    [claim] = [c for c in found(extractor, text, "quantity") if value in c.roles["value"][0]]
    assert (claim.roles["subject"], claim.roles["measure"]) == ((subject,), (measure,))


def test_a_number_of_places_is_of_those_counted_there(extractor: Extractor) -> None:
    claims = found(extractor, "The bureau held 313 inmates in 11 facilities.", "quantity")
    told = [[" ".join(claim.roles[role]) for role in ("value", "subject", "measure")] for claim in claims]
    assert told == [["313", "bureau", "held inmates in 11 facilities"], ["11", "313 inmates", "facilities"]]


def test_a_number_in_brackets_that_gives_a_share_as_a_count_is_told_once(extractor: Extractor) -> None:
    claims = found(extractor, "Of the inmates, 76 percent (901) were awaiting trial.", "quantity")
    assert [claim.roles["value"] for claim in claims] == [("76 percent",)]


def test_who_counted_all_counted_a_part_of_them(extractor: Extractor) -> None:
    text = "The Harbour League reported 102 complaints, 64 of which came from miners."
    assert [claim.speakers for claim in found(extractor, text, "quantity")] == [("Harbour League",)] * 2


def test_a_turnout_in_brackets_is_a_turnout(extractor: Extractor) -> None:
    text = "The vote was marked by a low turnout (25 percent) and by quarrels."
    [claim] = found(extractor, text, "turnout")
    assert claim.roles["turnout"] == ("25 percent",)
    assert not found(extractor, text, "quantity")


@pytest.mark.parametrize(
    ("text", "value", "subject", "measure"),
    [
        (
            "The league served 800 refugees, asylum seekers, and villagers.",
            "800",
            "league",
            "served refugees, asylum seekers, and villagers",
        ),
        (
            "The government estimated the poverty line at an average income of 900 crowns per person.",
            "900 crowns",
            "poverty line",
            "average income per person",
        ),
        (
            "About 20 percent of callers under the age of 25 were miners, while 75 percent were ill.",
            "75 percent",
            "callers under the age of 25",
            "were ill",
        ),
        (
            "The census counted 412 persons who claimed to be stateless. Of those, 371 had papers.",
            "371",
            "persons who claimed to be stateless",
            "had papers",
        ),
        (
            "The birth rate remained high at 83 births per 100 girls.",
            "83",
            "birth rate",
            "births per 100 girls",
        ),
        (
            "Some 23 men were killed in a clash with the guards, including 18 thieves.",
            "18",
            "Some 23 men",
            "thieves",
        ),
        (
            "Women made up 20 percent of members of the assembly and 12 percent of the cabinet.",
            "12 percent",
            "Women",
            "made up cabinet",
        ),
        ("The number of doctors increased by 21 to 275.", "21", "number of doctors", "increased by"),
    ],
)
def test_a_group_keeps_what_narrows_it_and_a_list_its_last_members(
    extractor: Extractor, text: str, value: str, subject: str, measure: str
) -> None:
    [claim] = [c for c in found(extractor, text, "quantity") if value in c.roles["value"][0]]
    assert (claim.roles["subject"], claim.roles["measure"]) == ((subject,), (measure,))


@pytest.mark.parametrize(
    ("text", "value", "subject", "measure"),
    [
        (
            "A report estimated the hidden market at 32 percent of the budget.",
            "32 percent",
            "hidden market",
            "budget",
        ),
        (
            "In 34 villages, no means of transport were open to blind passengers.",
            "34",
            "villages",
            "no means of transport were open to blind passengers",
        ),
        (
            "Half of the miners did not report the accident because of fear of reprisal or a belief "
            "that nobody listened.",
            "Half",
            "miners",
            "not report the accident because of fear of reprisal or a belief that nobody listened",
        ),
        (
            "In June a total of 23 men were killed in a clash with the guards, including 18 thieves.",
            "18",
            "total of 23 men",
            "thieves",
        ),
    ],
)
def test_a_share_is_of_what_is_measured_and_is_told_whole(
    extractor: Extractor, text: str, value: str, subject: str, measure: str
) -> None:
    [claim] = [c for c in found(extractor, text, "quantity") if value in c.roles["value"][0]]
    assert (claim.roles["subject"], claim.roles["measure"]) == ((subject,), (measure,))


def test_staff_counted_before_are_meant_by_a_later_number(extractor: Extractor) -> None:
    text = "Of the officials, 52 ministry staff were punished, 14 cases went to court, and three left."
    values = {c.roles["value"]: c.roles["subject"] for c in found(extractor, text, "quantity")}
    assert ("cases",) not in [s for v, s in values.items() if v == ("three",)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A union had to count at least 15 percent of the miners.", "15 percent"),
        ("Widows could get discounts on up to 400 liters of milk.", "400"),
        ("Half of the girls were married by the age of 18.", "18"),
        ("Five regions had many fires, with 60 percent in Northport and 20 percent in Lomara.", "60 percent"),
        ("The bureau received letters on 312 mayors, 43 percent fewer than in 2016.", "43 percent"),
        ("The amount of land given to the 12 camps in the north changed little.", "12"),
        ("The permit cost from 500 to 1,400 lei ($25 to $70) at the border.", "$25"),
    ],
)
def test_what_a_rule_asks_or_a_comparison_adds_is_no_quantity(
    extractor: Extractor, text: str, value: str
) -> None:
    assert not [c for c in found(extractor, text, "quantity") if value in c.roles["value"][0]]


@pytest.mark.parametrize(
    ("text", "value", "subject", "measure"),
    [
        (
            "One in three women suffered from bodily, mental, or other abuse.",
            "One in three",
            "women",
            "suffered from bodily, mental, or other abuse",
        ),
        ("Many lived in the town’s 95 orphanages.", "95", "town", "orphanages"),
        ("The average pension was 480 crowns ($20) for men.", "480 crowns", "average pension", "for men"),
        (
            "The office received 16 letters alleging torture and 47 letters on fees.",
            "16",
            "office",
            "received letters alleging torture",
        ),
    ],
)
def test_a_measure_ends_before_another_count_and_keeps_its_list(
    extractor: Extractor, text: str, value: str, subject: str, measure: str
) -> None:
    [claim] = [c for c in found(extractor, text, "quantity") if value in c.roles["value"][0]]
    assert (claim.roles["subject"], claim.roles["measure"]) == ((subject,), (measure,))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The poverty line was 282 euros in comparison with 259 euros in 2015.", "259 euros"),
        ("A total of 900 persons lived in camps, and another 300 lived in tents.", "300"),
    ],
)
def test_an_earlier_amount_or_others_without_a_noun_give_no_claim(
    extractor: Extractor, text: str, value: str
) -> None:
    assert not [c for c in found(extractor, text, "quantity") if value in c.roles["value"][0]]
