"""Tables of questions and answers, as documents of several formats have them."""

from collections.abc import Sequence

import pytest

from extract.extract import extract
from nlp.read import read

TOP = """Kent Police

Ref: FOI 24/1234
Date: 3 May 2024

Dear Ms Sample

Thank you for your request of 3 April 2024. Your questions and our answers are in the table below.
"""
END = """
Section 31(1)(a), law enforcement. Criminals would learn what each can do. The public interest
favours withholding.

You may ask for a review within 40 working days.

Yours sincerely

A. Person
"""
REASON = (
    "This is withheld under section 31(1)(a) of the Freedom of Information Act. Releasing the"
    " makes would let those who wish to evade the drones learn what each is able to do, how long"
    " it can fly and how far away it can be heard. The balance is against disclosure."
)
ASKED = {
    "1": ("How many drones does the force own?", "12", "disclosed"),
    "2": ("Which makes are they?", "Withheld under section 31(1)(a) of the Act.", "withheld"),
    "3": ("Have any been lost?", "Yes, two in 2023.", "confirmed"),
    "4": ("How many complaints have been made?", "No information held.", "not-held"),
}


def rows(cells: str, head: str = "") -> str:
    """The table, each row laid out as ``cells`` says."""
    body = [cells.format(n=n, q=q, a=a) for n, (q, a, _) in ASKED.items()]
    return "\n".join([*([head] if head else []), *body]) + "\n"


TABLES = {
    "cells apart by tabs": rows("{q}\t{a}", "Question\tAnswer"),
    "numbered": rows("{n}\t{q}\t{a}", "No.\tYour question\tOur response"),
    "drawn with strokes": rows("{n} | {q} | {a}", "No. | Question | Answer"),
    "framed by strokes": rows("| {q} | {a} |", "| Question | Response |\n|---|---|"),
    "without a head": rows("{q}\t{a}"),
    "a number before each question": rows("{n}. {q}\t{a}", "Information requested\tResponse"),
    "with a column of remarks": rows("{q}\t{a}\tnone", "Question\tKent Police response\tRemarks"),
    "a long cell, so that the row stands as paragraphs": rows(
        "{q}\t{a}", "Question\tAnswer"
    ).replace(
        "Which makes are they?\tWithheld under section 31(1)(a) of the Act.\n",
        f"\nWhich makes are they?\n\n{REASON}\n\n",
    ),
    "one table with the questions and one with the answers": (
        rows("{n} | {q}", "No. | Question") + "\n" + rows("{n} | {a}", "No. | Answer")
    ),
    "over two pages": rows("{n}\t{q}\t{a}", "No.\tQuestion\tAnswer").replace(
        "3\tHave", "\nKent Police\nFOI 24/1234\n\n3\tHave"
    ),
    "a table of figures below": rows("{q}\t{a}", "Question\tAnswer")
    + "\nYear\tFlights\n2022\t41\n2023\t57\n",
}


def positions(text: str) -> Sequence[tuple[str, str, str | None]]:
    """Each question with its words and position."""
    found = read(text)
    told = {one.question: one.position for one in found.positions}
    return [(one.id, one.text, told[one.id]) for one in found.questions]


EXPECTED = [(n, question, position) for n, (question, _, position) in ASKED.items()]


@pytest.mark.parametrize("name", TABLES)
def test_each_row_is_a_question_and_its_answer(name: str) -> None:
    assert positions(f"{TOP}\n{TABLES[name]}{END}") == EXPECTED


@pytest.mark.parametrize("head", ["<tr><th>Question</th><th>Answer</th></tr>", ""])
def test_a_table_of_a_page_is_read_as_its_rows(head: str) -> None:
    cells = "".join(f"<tr><td>{q}</td><td>{a}</td></tr>" for q, a, _ in ASKED.values())
    paragraphs = "".join(f"<p>{part}</p>" for part in TOP.split("\n\n"))
    page = f"<html><body>{paragraphs}<table>{head}{cells}</table><p>{END}</p></body></html>"
    document = extract(page.encode(), name="page.html")
    assert positions(document.text) == EXPECTED


def test_ordinals_under_a_head_name_the_questions_of_the_request() -> None:
    request = "You asked:\n\n" + "\n".join(f"{n}. {q}" for n, (q, _, _) in ASKED.items())
    words = ("First", "Second", "Third", "Fourth")
    told = zip(words, (a for _, a, _ in ASKED.values()), strict=True)
    table = "\n".join(["Point | Reply", *(f"{word} | {answer}" for word, answer in told)])
    assert positions(f"{TOP}\n{request}\n\n{table}\n{END}") == EXPECTED


def test_a_table_of_figures_alone_asks_nothing() -> None:
    request = "You asked:\n\n1. What came of each hearing?\n2. Who flies them?\n"
    table = "Ref\tOutcome\n1\tWritten warning\n2\tNo further action\n"
    found = positions(f"{TOP}\n{request}\nResponse\n\n1.\n{table}\n2. Trained officers.\n{END}")
    assert [one[2] for one in found] == ["disclosed", "disclosed"]
