"""Which requests are one and which are not, told from their words and days alone."""

import itertools

import pytest

from mosaic.families import families as families_of
from mosaic.request import Request
from nlp.response import Question


def asking(
    id_: str, *questions: str, day: str = "2020-01-01", topics: tuple[str, ...] = ()
) -> Request:
    return Request(
        id=id_,
        forces=(id_,),
        day=day,
        topics=topics,
        questions=tuple(Question(id=str(at), text=text) for at, text in enumerate(questions, 1)),
    )


def together(*requests: Request) -> set[frozenset[str]]:
    found = families_of(requests)
    return {frozenset(request.id for request in family) for family in found}


OF = (
    "How many {0} does the force own?",
    "What did each of them cost, and who supplied them?",
    "Where are they kept and who looks after them?",
    "How many complaints were made about them in each year since 2015?",
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["How many drones does the force own?"], ["How many dogs does the force own?"]),
        (
            ["How many burglaries were reported in each year from 2015 to 2019?"],
            ["How many robberies were reported in each year from 2015 to 2019?"],
        ),
        (
            ["How many officers were dismissed for misconduct in 2019, by rank and age?"],
            ["How many officers were assaulted in 2019, by rank and age?"],
        ),
        (["What is the force's policy on drones?"], ["What has the force spent on drones?"]),
    ],
)
def test_the_same_form_about_another_thing_is_another_request(
    one: list[str], other: list[str]
) -> None:
    assert together(asking("a", *one), asking("b", *other)) == {frozenset("a"), frozenset("b")}


def test_the_same_follow_up_questions_about_another_subject_are_another_request() -> None:
    drones = asking("a", *(text.format("drones") for text in OF), topics=("drones",))
    horses = asking("b", *(text.format("horses") for text in OF), topics=("animals",))
    assert together(drones, horses) == {frozenset("a"), frozenset("b")}


def test_a_request_that_shares_one_question_of_many_is_another() -> None:
    drones = [text.format("drones") for text in OF]
    others = [
        drones[0],
        "Which units may fly them and under what authority?",
        "How many flights recorded people at protests or in crowds?",
        "For how long is footage stored, and who may view it?",
    ]
    assert len(together(asking("a", *drones), asking("b", *others))) == 2


def test_a_request_that_one_force_quotes_as_one_sentence_is_the_same_request() -> None:
    parts = (
        "The total number of crimes recorded on hospital grounds from 2019/20 to 2023/24",
        "broken down by offence",
        "the outcome of each investigation",
        "the ward and the hospital in each case",
    )
    assert len(together(asking("a", *parts), asking("b", ", ".join(parts)))) == 1


def test_a_chain_of_small_edits_does_not_swallow_everything() -> None:
    asked = [
        "How many drones are owned by the force?",
        "Which horses were retired from mounted duty?",
        "How much was paid for spit guards and restraints?",
        "Who audits covert human intelligence payments?",
        "What share of burglaries led to a charge?",
        "When was the custody suite at headquarters refurbished?",
        "Why were body cameras switched off during searches?",
        "How often did speed cameras fail calibration?",
        "Which languages do interpreters cover at stations?",
        "How many cadets joined from each borough?",
    ]
    chain = [asking(f"{at}", *asked[at : at + 4]) for at in range(len(asked) - 3)]

    for family in together(*chain):
        for one, other in itertools.combinations(map(int, family), 2):
            assert abs(one - other) <= 2


def test_retellings_far_apart_in_time_are_two_unless_they_are_nearly_equal() -> None:
    here = [
        "How many drones does the force own, and which models are fitted with thermal cameras?",
        "What did each of them cost to buy, insure and maintain, and who supplied the batteries?",
        "How many complaints about flights over gardens were upheld in each year since 2015?",
        "Which ranks may authorise a flight above a protest, and how is that written down?",
    ]
    there = [*here[:3], "Which tenders were turned down by the procurement board, and why?"]
    first = asking("a", *here)
    assert len(together(first, asking("b", *there, day="2020-02-01"))) == 1
    assert len(together(first, asking("b", *there, day="2024-02-01"))) == 2
    assert len(together(first, asking("b", *here, day="2024-02-01"))) == 1
