"""Letters that nobody wrote: however dense, reading costs time in proportion to length."""

import time

import pytest

from nlp.read import read

SIZE = 50_000
SECONDS = 8
"""Several times what it takes; a cost that grows with the square of the length took minutes."""

LETTERS = {
    "citations without an end": "section 31(1)(a)(b) and section 40(2), regulation 12(5)(a); ",
    "brackets": "section 31(1)(1)(1)(1)(1)(1)(1)(1)(1)(1)(1)(1)(1)(1)(1)(1)(1)(1) ",
    "empty lines": "\n",
    "spaces": " ",
    "dates in one line": "On 12 March 2020 ",
    "numbers in one line": "1234567890 ",
    "open quotation marks": '"Please provide section 31 ',
    "quoted lines": "> On 12 March 2020 Kent Police wrote:\n",
    "questions": "1. How many offences were recorded? 2. If so, section 30?\n",
    "names": "John Smith wrote to Mrs Jane Brown at 4 High Street. ",
    "forces": "Kent Police, Essex Police and Norfolk Constabulary ",
    "one word": "a",
    "a letter behind a figure": "1" * (SIZE - 1) + "x",
    "a letter behind commas": "1," * (SIZE // 2 - 1) + "1x",
    "an address of apostrophes": "a'",
    "dashes": "- ",
    "gaps": "word" + " " * 3000,
    "bullets": "• a\n",
    "columns": "12   |   section 31   |   nil   |",
    "headings": "Section 31(1)(a) Law enforcement\n",
    "table rows": "2019\t31\t40\n",
    "questions and answers": "Q1 How many were recorded?\nA1 Not held\n",
    "requests and answers": "You asked:\n1. How many?\nResponse\n1. Not held.\n",
}


@pytest.mark.parametrize("what", LETTERS)
def test_reading_costs_time_in_proportion_to_length(what: str) -> None:
    text = (LETTERS[what] * (SIZE // len(LETTERS[what]) + 1))[:SIZE]
    began = time.process_time()
    response = read(text)
    assert time.process_time() - began < SECONDS
    assert response.text == text
