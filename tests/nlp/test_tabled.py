"""Tables of questions and answers, as documents of several formats have them."""

import time
from collections.abc import Sequence

import pytest

from extract.extract import extract
from nlp.layout import blocks_of
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


PLAIN = "Question\tAnswer\nHow many drones do you own?\t12\nHow many dogs do you own?\t5\n"
BELOW = {
    "a remark": "Please note that these figures are not comparable.\n\nI hope this is of help.\n",
    "what is attached": "Please find attached our policy on drones.\n\nI hope this is of help.\n",
    "how to complain": "How do I complain?\n\nWrite to us within 40 days.\n",
    "how to have it reviewed": "How do I ask for a review?\n\nWrite to us within 40 days.\n",
    "a heading of rights": "Complaint rights\n\nWhat if I am not happy?\n\nWrite to us.\n",
    "a single stroke": "We trust this helps.\n\n|\n\nKent Police\n",
    "a total": "Total\t17\n",
    "a close without a blank line": "Yours sincerely\nA. Person\n",
}


@pytest.mark.parametrize("name", BELOW)
def test_what_stands_below_a_table_asks_nothing(name: str) -> None:
    near = "\n" if name not in ("a total", "a close without a blank line") else ""
    found = positions(f"{TOP}\n{PLAIN}{near}{BELOW[name]}{END}")
    assert [one[1] for one in found] == [
        "How many drones do you own?",
        "How many dogs do you own?",
    ]


def test_figures_and_a_table_within_a_cell_are_part_of_its_answer() -> None:
    table = (
        "Question\tAnswer\nHow many drones do you own?\t12\n"
        "How many dogs were bought each year?\tSee below\n\nYear\tDogs\n2021\t12\n2022\t15\n\n"
        "How many horses do you own?\t5\nHow many flew each year?\t2021\t12\n2022\t15\n"
        "How many cars do you own?\t7\n"
    )
    assert [one[1] for one in positions(f"{TOP}\n{table}{END}")] == [
        "How many drones do you own?",
        "How many dogs were bought each year?",
        "How many horses do you own?",
        "How many flew each year?",
        "How many cars do you own?",
    ]


def test_a_log_of_requests_with_what_became_of_each_is_an_answer() -> None:
    body = (
        "Your request:\n\nPlease list the requests on drones and what came of them.\n\n"
        "Our response:\n\nRequest\tOutcome\nDrone purchases\tDisclosed\n"
        "Drone flights\tRefused\nDrone crashes\tNot held\n"
    )
    assert len(positions(f"{TOP}\n{body}{END}")) == 1


@pytest.mark.parametrize("head", ["Item\tResult", "Item\tResponse", "Item\tDecision"])
def test_a_table_of_things_stands_under_its_question(head: str) -> None:
    request = "Your request:\n\nWhat came of the tests?\n\nOur response:\n\n"
    found = positions(f"{TOP}\n{request}{head}\nKnife\tPositive\nGlove\tNegative\n{END}")
    assert [one[1] for one in found] == ["What came of the tests?"]


@pytest.mark.parametrize(("head", "number"), [("No.\tQuestion\tAnswer", True), ("", False)])
def test_an_empty_cell_answers_nothing(head: str, *, number: bool) -> None:
    cells = "{n}\t{q}\t{a}" if number else "{q}\t{a}"
    table = rows(cells, head or "Question\tAnswer").replace("\tYes, two in 2023.", "\t")
    found = positions(f"{TOP}\n{table}{END}")
    assert [(one[0], one[2]) for one in found][2] == ("3", "unanswered")
    assert len(found) == len(ASKED)


def test_printed_numbers_with_brackets_are_kept() -> None:
    table = (
        "No.\tQuestion\tAnswer\n1\tHow many drones do you own?\t12\n2(a)\tHow many dogs?\t2\n"
        "2(b)\tHow many puppies?\t3\n3\tHow many horses do you own?\t5\n"
    )
    assert [one[0] for one in positions(f"{TOP}\n{table}{END}")] == ["1", "2a", "2b", "3"]


@pytest.mark.parametrize(
    "part", ["a?\tb\n", "How?\tb\nword word\n\n", "Question\tAnswer\nx\n\ny\n"]
)
def test_a_long_table_is_read_in_its_own_time(part: str) -> None:
    begun = time.perf_counter()
    assert blocks_of("Question\tAnswer\n" + part * 5000)
    assert time.perf_counter() - begun < 10
