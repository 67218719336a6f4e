"""Answers that name no question and stand among those that do."""

import pytest

from nlp.read import read
from nlp.training.snippets import short_letters

LETTERS = {one.name: one for one in short_letters("gaps")}


@pytest.mark.parametrize("name", LETTERS)
def test_each_question_gets_the_answer_that_stands_for_it(name: str) -> None:
    one = LETTERS[name]
    found = [(a.question, a.position) for a in read(one.letter).positions]
    assert found == [*one.positions.items()]
