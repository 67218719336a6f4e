"""Questions for yes or no that are answered by neither word."""

import pytest

from nlp.read import read
from nlp.told import is_yes_no

TOLD = [
    (
        "Do your officers carry spit guards?",
        "Every patrol officer is issued with one.",
        "confirmed",
    ),
    ("Are special constables issued with them?", "Specials are not issued with them.", "denied"),
    ("Does the force lease any vehicles?", "We buy outright and do not lease.", "denied"),
    ("Has any officer been disciplined?", "There have been no findings of that kind.", "denied"),
    (
        "Have any drones been lost?",
        "One came down at sea in 2022 and was not recovered.",
        "confirmed",
    ),
    (
        "Have they been used on children?",
        "The policy sets no lower age. In 2022/23 one was used on three children.",
        "confirmed",
    ),
    (
        "Must a caller be told?",
        "It is left to the officer, who weighs the good it would do.",
        "denied",
    ),
    (
        "Is it used at stations or only in a laboratory?",
        "There are kiosks at Ashby and Denholm.",
        "disclosed",
    ),
]


@pytest.mark.parametrize(("question", "answer", "expected"), TOLD)
def test_a_sentence_answers_yes_or_no(question: str, answer: str, expected: str) -> None:
    letter = (
        f"You asked:\n\n1. How many are there?\n2. {question}\n\n"
        f"Response\n\n1. There are 14.\n2. {answer}\n"
    )
    first, second = read(letter).positions
    assert (first.position, second.position) == ("disclosed", expected)
    (start, end) = second.spans[0]
    assert letter[start:end] in answer


def test_a_condition_is_no_question_for_yes_or_no() -> None:
    assert is_yes_no("Please confirm if the force owns a drone.")
    assert is_yes_no("If it does, is the picture stored?")
    assert not is_yes_no("If the answer to question 3 is yes, how many officers belong to it?")
    assert not is_yes_no("If it has, how many kits were handed out?")
