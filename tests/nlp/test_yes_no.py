"""Questions for yes or no that are answered by neither word."""

import pytest

from nlp.read import read
from nlp.told import is_yes_no
from nlp.training.snippets import Answered, sentences

TOLD = list(sentences())


@pytest.mark.parametrize("told", TOLD, ids=[one.question for one in TOLD])
def test_a_sentence_answers_yes_or_no(told: Answered) -> None:
    letter = (
        f"You asked:\n\n1. How many are there?\n2. {told.question}\n\n"
        f"Response\n\n1. There are 14.\n2. {told.answer}\n"
    )
    first, second = read(letter).positions
    assert (first.position, second.position) == ("disclosed", told.position)
    (start, end) = second.spans[0]
    assert letter[start:end] in told.answer


def test_a_condition_is_no_question_for_yes_or_no() -> None:
    assert is_yes_no("Please confirm if the force owns a drone.")
    assert is_yes_no("If it does, is the picture stored?")
    assert not is_yes_no("If the answer to question 3 is yes, how many officers belong to it?")
    assert not is_yes_no("If it has, how many kits were handed out?")
