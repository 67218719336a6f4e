"""Answers in many words, each in the layouts in which letters give them."""

from pathlib import Path

import pytest

from nlp.contract import contract
from nlp.read import read

ANSWERS = Path(__file__).parents[2] / "nlp/training/answers.txt"
HEAD = "Kent Police\nFOI 1234/24\nDear Sir\nDate: 3 May 2024\n\n"
TAIL = "\n\nYou may ask for an internal review within 40 working days.\n"
ASKED = "You asked:\n\n1. How many officers are trained?\n2. {q}\n3. What did the course cost?\n\n"
LAYOUTS = {
    "alone": "You asked:\n\n{q}\n\nOur response:\n\n{a}",
    "in a list": ASKED + "Our response:\n\n1. 214 officers.\n\n2. {a}\n\n3. £4,112.",
    "under headings": ASKED
    + "Our response:\n\nQuestion 1\n214 officers.\n\nQuestion 2\n{a}\n\nQuestion 3\n£4,112.",
    "in sentences": ASKED
    + "Our response:\n\nIn answer to your first question, there are 214 officers.\n\n"
    "In respect of question 2: {a}\n\nIn response to question 3, the cost was £4,112.",
    "below the question": "Please see our answers below each question.\n\n"
    "Q1. How many officers are trained?\n\nA1. 214 officers.\n\nQ2. {q}\n\nA2. {a}\n\n"
    "Q3. What did the course cost?\n\nA3. £4,112.",
    "after a label": "1. How many officers are trained?\n\nResponse: 214 officers.\n\n2. {q}\n\n"
    "Response: {a}\n\n3. What did the course cost?\n\nResponse: £4,112.",
}
YES_NO = "Does the force use the Falcon system to record incidents of this kind?"
OPEN = (
    "Please provide a copy of the policy on the recording of incidents and the reasons recorded."
)
GIVEN = {"same": "disclosed", "gives": "disclosed"}
ALLOWED = 3
"""Answers that a layout may misread: an answer that asks, a bare "N/A" after a colon."""


def answers() -> list[tuple[str, str]]:
    lines = ANSWERS.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(": ", 1) for line in lines if line and not line.startswith("#")]
    return [(position, words) for position, words in pairs]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_answer_is_judged_by_what_it_says_wherever_it_stands(layout: str) -> None:
    alone = layout == "alone"
    wrong = []
    for position, words in answers():
        if alone and position in ("same", "not-applicable"):
            continue
        asked = YES_NO if position in ("confirmed", "denied") else OPEN
        letter = read(HEAD + LAYOUTS[layout].format(q=asked, a=words) + TAIL)
        found = {p["question"]: p["position"] for p in contract(letter)["positions"]}
        expected = {"1" if alone else "2": GIVEN.get(position, position)}
        if not alone:
            expected |= {"1": "disclosed", "3": "disclosed"}
        if found != expected:
            wrong.append(f"{words}: {found}")
    assert len(wrong) <= ALLOWED, "\n".join(wrong)
