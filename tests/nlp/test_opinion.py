"""The second opinion on a position: it overrules where it is sure, and invents nothing."""

import pytest

from nlp.opinion import Judge, second_opinion
from nlp.read import read
from nlp.training.opinion import fit

HEAD = "Kent Police\nFreedom of Information Act 2000\n\nYou asked:\n\n"
ASKED = "1. How many dogs are there?\n2. Who trains them?\n3. What is their food?\n\n"


def positions(answer: str, asked: str = ASKED) -> dict[str, str | None]:
    return {a.question: a.position for a in read(HEAD + asked + answer).positions}


def test_one_of_several_answers_in_a_paragraph_is_not_refused_with_another() -> None:
    asked = (
        "1. Does the force have kiosks for phones?\n2. How many kiosks are there?\n"
        "3. At which police stations are they kept?\n\n"
    )
    answer = (
        "Our response:\n\n1, 2 and 3. The force does have kiosks. There are 14 of the kiosks. The"
        " stations at which they are kept are exempt under section 31(1)(a).\n"
    )
    found = positions(answer, asked)

    assert (found["1"], found["2"]) == ("confirmed", "disclosed")


@pytest.mark.parametrize(
    ("answer", "never"),
    [
        ("Our response:\n\n1. There are 40.\n", {"ncnd", "cost", "vexatious", "elsewhere"}),
        ("Our response:\n\n1. There are 40.\n\n2. Not one.\n", {"withheld", "partly-disclosed"}),
        (
            "We neither confirm nor deny whether we hold any of this. Section 31(3) applies.\n",
            {"disclosed", "confirmed", "denied", "partly-disclosed", "cost", "vexatious"},
        ),
    ],
)
def test_nothing_is_said_that_stands_in_no_letter(answer: str, never: set[str]) -> None:
    assert not never & set(positions(answer).values())


def test_what_it_decides_has_a_passage_that_says_so() -> None:
    letter = (
        HEAD + ASKED + "Our response:\n\n1. 40.\n\n2. Exempt, section 40(2).\n\n3. Biscuits.\n"
    )
    found = read(letter)

    for answer in found.positions:
        assert answer.spans
        assert all(found.text[start:end].strip() for start, end in answer.spans)


def test_the_weights_belong_to_the_positions() -> None:
    judge = second_opinion()

    assert {"disclosed", "withheld", "ncnd", "not-held", "unanswered"} <= set(judge.positions)
    assert len(judge.bias) == len(judge.positions)
    assert all(len(weights) == len(judge.positions) for weights in judge.signs.values())


def test_weights_are_learned_from_signs() -> None:
    known = {"refused": "withheld", "told": "disclosed", "none": "ncnd"}
    judge = fit([[({sign: 1.0}, position) for sign, position in known.items()]] * 3)

    assert isinstance(judge, Judge)
    for sign, position in known.items():
        weights = dict(zip(judge.positions, judge.signs[sign], strict=True))
        assert max(weights, key=weights.__getitem__) == position
