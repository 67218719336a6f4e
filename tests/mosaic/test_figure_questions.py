"""Which question a table stands under."""

from collection.collection import Collection
from mosaic.figure_blocks import caption
from tests.mosaic.figure_letters import found, put


def test_a_table_stands_under_the_question_whose_heading_it_has(collection: Collection) -> None:
    asked = {
        "1": "How many burglaries were recorded?",
        "2": "How many arrests were made for these?",
    }
    put(
        collection, "kent",
        "Question 2\n\nYear    Number\n2021    40\n2022    41\n\nQuestion 1\n\nYear    Number\n"
        "2021    3\n2022    4\n",
        asked=asked,
    )  # fmt: skip
    assert {(one.question, one.value) for one in found(collection)} == {
        ("2", 40), ("2", 41), ("1", 3), ("1", 4),
    }  # fmt: skip


def test_a_table_whose_question_is_not_plain_stands_under_none(collection: Collection) -> None:
    asked = {
        "1": "How many burglaries were recorded?",
        "2": "How many arrests were made for these?",
    }
    put(collection, "kent", "Year    Number\n2021    40\n2022    41\n", asked=asked)
    rows = found(collection)
    assert {one.question for one in rows if one.value} == {None}
    assert all("not plain" in (one.message or "") for one in rows if one.value)
    assert "it was not read which question they answer" in caption(rows)


def test_columns_that_have_the_words_of_questions_are_shared_out(collection: Collection) -> None:
    asked = {
        "1": "How many burglaries were recorded in each year?",
        "2": "How many arrests were made in each year?",
    }
    says = "Year    Burglaries    Arrests\n2021    40            3\n2022    41            4\n"
    put(collection, "kent", says, asked=asked)
    assert {(one.question, one.value) for one in found(collection)} == {
        ("1", 40), ("1", 41), ("2", 3), ("2", 4),
    }  # fmt: skip


def test_a_total_of_two_questions_is_of_neither(collection: Collection) -> None:
    asked = {"1": "How many burglaries were recorded?", "2": "How many robberies were recorded?"}
    says = "Offence       2021\nBurglaries    40\nRobberies     3\nTotal         43\n"
    put(collection, "kent", says, asked=asked)
    assert {one.question for one in found(collection) if one.total} == {None}


def test_a_question_named_in_a_sentence_is_no_heading(collection: Collection) -> None:
    asked = {"1": "How many burglaries?", "2": "How many arrests?", "3": "Who was charged?"}
    put(
        collection, "kent",
        "The table has questions 1 and 2. Kent Police holds nothing for question 3.\n\n"
        "Question        2021    2022\n1 Burglaries    301     288\n2 Arrests       14      9\n",
        asked=asked,
    )  # fmt: skip
    assert {(one.question, one.series, one.value) for one in found(collection)} == {
        ("1", None, 301), ("1", None, 288), ("2", None, 14), ("2", None, 9),
    }  # fmt: skip


def test_a_table_is_no_answer_to_what_the_letter_withholds(collection: Collection) -> None:
    put(collection, "kent", "Year    Number\n2021    40\n2022    41\n", position="withheld")
    assert {one.question for one in found(collection) if one.value} == {None}
