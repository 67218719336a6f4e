"""What is made of the sentences of an answer, and under which provisions each question stands."""

import pytest

from nlp.read import read
from nlp.training.snippets import short_letters

HEAD = "Kent Police\nFreedom of Information Act 2000\n\nYou asked:\n\n"

LETTERS = {one.name: one for one in short_letters("judged")}


@pytest.mark.parametrize("name", LETTERS)
def test_each_question_has_its_position_and_what_it_is_refused_under(name: str) -> None:
    one = LETTERS[name]

    found = read(one.letter).positions

    assert [(a.question, a.position) for a in found] == [*one.positions.items()]
    assert {a.question: list(a.exemptions) for a in found if a.exemptions} == one.provisions


def test_one_question_stands_under_all_that_the_letter_relies_on() -> None:
    found = read(
        "Kent Police\nFreedom of Information Act 2000\n\nYou asked for the notes on the kennels."
        "\n\nOur response:\n\nThe first page is attached. The names are exempt, section 40(2)."
        "\n\nSection 31(1)(a) - The rest would help those who steal dogs.\n"
    )

    (answer,) = found.positions
    assert answer.exemptions == ("foia/40/2", "foia/31/1/a")


def test_arguments_that_name_their_question_are_about_what_it_is_refused_under() -> None:
    found = read(
        f"{HEAD}1. How many dogs are there?\n2. Where do they sleep?\n3. What does one cost?\n\n"
        "Our response:\n\n1. 40.\n2. Withheld, section 31(1)(a).\n3. Withheld, section 43(2).\n\n"
        "Harm - Q2\n\nThose who steal dogs would know where to go, and it would be likely that"
        " crime could not be prevented.\n\nPublic interest - Q2\n\nDisclosure would show that"
        " public money is well spent. It would also help thieves. The balance lies in favour of"
        " maintaining the exemption.\n\nHarm - Q3\n\nBreeders would raise their prices, which"
        " would prejudice the commercial interests of the force.\n"
    )

    arguments = [(s.kind, s.exemption) for s in found.sections if s.kind in ("harm", "balance")]
    assert arguments == [
        ("harm", "foia/31/1/a"), ("balance", "foia/31/1/a"), ("harm", "foia/43/2")
    ]  # fmt: skip


def test_headings_however_many_do_not_stop_the_reading() -> None:
    letter = f"{HEAD}• How many dogs?\n• What do cats cost?\n• The policy.\n\nOur response\n\n"
    letter += "Dogs and their number\n\nIt is said so.\n\n" * 1500

    assert [answer.question for answer in read(letter).positions] == ["1", "2", "3"]
