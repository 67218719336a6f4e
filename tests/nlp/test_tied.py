"""Which question an answer is to, where no number at its head says so."""

import pytest

from nlp.pointers import pointed
from nlp.read import read
from nlp.training.snippets import short_letters

HEAD = "Kent Police\nFreedom of Information Act 2000\n\nDear Sir\n\nYou asked:\n\n"
TAIL = "\n\nYou may ask for an internal review within 40 working days.\n\nJo Sample\n"
LETTERS = {one.name: one for one in short_letters("tied")}


@pytest.mark.parametrize("name", LETTERS)
def test_an_answer_is_given_to_its_question(name: str) -> None:
    one = LETTERS[name]

    found = [(a.question, a.position) for a in read(one.letter).positions]
    assert found == [*one.positions.items()]


@pytest.mark.parametrize(
    ("words", "asked", "ids"),
    [
        ("at 1 and at 3 the answer is yes.", "1 2 3 4 5", "1 3"),
        ("the numbers you want at 2 come from the forms", "1 2 3 4 5", "2"),
        ("that leaves 4.", "1 2 3 4 5", "4"),
        ("there were 3 at 2 stations", "1 2 3 4 5", ""),
        ("of these 4 were aged 5, and at 3 schools", "1 2 3 4 5", ""),
        ("the table deals with b and c.", "a b c d ei eii", "b c"),
        ("as to e(i), a negotiator was present", "a b c d ei eii", "ei"),
        ("part of a, and d - section 31(1)(a), section 38(1)(a)", "a b c d ei eii", "a d"),
        ("a custody sergeant said no", "a b c d ei eii", ""),
    ],
)
def test_numbers_and_letters_point_where_they_stand_for_questions(
    words: str, asked: str, ids: str
) -> None:
    assert " ".join(pointed(words, asked.split())) == ids


def test_a_figure_behind_its_label_is_the_answer_and_no_number_of_one() -> None:
    found = read(
        f"{HEAD}1. How many dogs were there?\nAnswer: 61\n\n2. How many were sold?\nAnswer: 7\n\n"
        f"3. To whom?\nAnswer: No record is kept.{TAIL}"
    )
    assert [a.position for a in found.positions] == ["disclosed", "disclosed", "not-held"]


def test_the_last_of_numbered_answers_is_no_question_again() -> None:
    (one,) = short_letters("parts")
    found = read(one.letter)
    assert [e.id for e in found.exemptions if e.engaged] == ["foia/40/2"]
    assert found.positions[-1].position == "withheld"
