"""Answers that have lost the numbers of their questions."""

from pathlib import Path

import pytest

from nlp.matching import Matcher, Row, matcher
from nlp.read import read
from tests.nlp.numberless import numberless, right

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
LETTERS = sorted([*GOLDEN.glob("letters/*.txt"), *GOLDEN.glob("fresh-*/*.txt")])[::4]
REQUEST = """You asked:

1. How many horses does the force own?
2. What was spent on hay in 2022?
3. Please supply the stable policy.
4. Does the force plan to buy more horses?

Response

"""


def positions(text: str) -> str:
    return ", ".join(f"{a.question} {a.position}" for a in read(text).positions)


def test_most_answers_find_their_questions_without_numbers() -> None:
    good, every = right(list(numberless(LETTERS)), matcher())
    assert every > 150
    assert good / every > 0.72, f"{good} of {every}"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            "There are 14 horses.\n\nHay cost £61,020.\n\nThe stable policy is attached.\n\nNo.\n",
            "1 disclosed, 2 disclosed, 3 disclosed, 4 denied",
        ),
        (
            "The stable policy is published on our website at www.downshire.police.uk/horses and"
            " is exempt under section 21 of the Act.\n\n14 horses are owned.\n\n"
            "What was spent on hay is not recorded, and no information is held.\n\n"
            "No further horses will be bought.\n",
            "1 disclosed, 2 not-held, 3 elsewhere, 4 denied",
        ),
        (
            "14 horses are owned, and £61,020 was spent on hay.\n\n"
            "Hay cost, by month:\n\nApril 2022   5,020\nMay 2022     5,112\n\n"
            "The stable policy is held and is exempt under section 31(1)(a) of the Act.\n\n"
            "Downshire Police neither confirms nor denies that it holds any information about"
            " plans to buy more horses, by virtue of section 31(3).\n",
            "1 disclosed, 2 disclosed, 3 withheld, 4 ncnd",
        ),
    ],
)
def test_by_words_and_by_order(answer: str, expected: str) -> None:
    assert positions(REQUEST + answer) == expected


def test_what_refuses_the_whole_request_is_no_answer_to_one_question() -> None:
    letter = (
        REQUEST + "Downshire Police can neither confirm nor deny that it holds any information"
        " relevant to your request, as the duty in section 1(1)(a) of the Freedom of Information"
        " Act 2000 does not apply by virtue of section 31(3).\n\n"
        "You may like to know that horses are trained at Ashby.\n"
    )
    assert positions(letter) == "1 ncnd, 2 ncnd, 3 ncnd, 4 ncnd"


def test_a_sentence_stays_where_it_may_belong() -> None:
    signs = ({"shared": 1.0}, {}, {})
    rows = [Row(signs=signs, step="first"), Row(signs=signs, step="paragraph")]
    weights = Matcher({"shared": 5.0})
    assert weights.best(rows, [(0, 1, 2), (0, 1, 2)]) == [0, 0]
    assert weights.best(rows, [(0, 1, 2), (1,)]) == [0, 1]
    assert weights.best(rows, [(2,), (1, 2)])[0] is None
    assert matcher().best([], []) == []
