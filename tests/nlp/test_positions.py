import json
from pathlib import Path

import pytest
import spacy

import nlp.pipeline  # noqa: F401  (registers the attributes of a document)
from nlp.layout import Layout
from nlp.positions import Positions
from nlp.questions import Questions
from nlp.sections import Sections

BLANK = spacy.blank("en")
LETTERS = Path(__file__).parent.parent / "golden" / "letters"


def read(text: str):
    doc = Layout()(BLANK.make_doc(text))
    return Positions()(Questions()(Sections()(doc)))._


def test_the_positions_of_the_gold_letters_are_nearly_all_right() -> None:
    right = every = headlines = letters = 0
    for path in LETTERS.glob("*.json"):
        gold = json.loads(path.read_text("utf-8"))
        found = read(path.with_suffix(".txt").read_text("utf-8"))
        positions = {a.question: a.position for a in found.positions}
        right += sum(positions.get(p["question"]) == p["position"] for p in gold["positions"])
        every += len(gold["positions"])
        headlines += found.outcome == gold["outcome"]
        letters += 1
    assert right >= 0.92 * every
    assert headlines >= 0.9 * letters


def test_evidence_lies_in_the_text() -> None:
    for path in LETTERS.glob("*.txt"):
        text = path.read_text("utf-8")
        for answer in read(text).positions:
            assert all(0 <= start < end <= len(text) for start, end in answer.spans)
            assert (answer.position is None) == (answer.reason is not None)


THREE = """You asked:

1. How many horses does the force own?
2. What was spent on hay in 2022?
3. Does the force plan to buy more horses?
"""
"""A request with two questions of amount and one of yes or no."""

ANSWERS = {
    "ranges": (
        "1 not-held, 2 not-held, 3 not-held",
        "not-held",
        THREE
        + """Response

In relation to questions 1 to 3, no information is held by Downshire Police.
""",
    ),
    "with regard to point": (
        "1 disclosed, 2 disclosed, 3 denied",
        "disclosed",
        THREE
        + """Our reply

With regard to point 1, the force owns 14 horses. With regard to point 2, £12,400 was spent.
With regard to point 3, there are no plans.
""",
    ),
    "q and q": (
        "1 disclosed, 2 disclosed, 3 confirmed",
        "disclosed",
        THREE
        + """Response

Q1 & Q2: Please see the attached spreadsheet.

Q3: Yes, two will be bought next year.
""",
    ),
    "first question": (
        "1 disclosed, 2 withheld, 3 denied",
        "partly-disclosed",
        THREE
        + """Response

Your first question: 14. Your second question is refused under Section 43(2) of the Act. As to
your third question, no.
""",
    ),
    "remainder": (
        "1 disclosed, 2 withheld, 3 withheld",
        "partly-disclosed",
        THREE
        + """Response

1. The force owns 14 horses.

The remaining questions are exempt under Section 31(1)(a) of the Freedom of Information Act.
""",
    ),
    "whole letter cost": (
        "1 cost, 2 cost, 3 cost",
        "cost",
        THREE
        + """Response

I estimate that it would take more than 18 hours to find the information you have requested.
Section 12(1) of the Act applies and your request is refused.
""",
    ),
    "whole letter ncnd": (
        "1 ncnd, 2 ncnd, 3 ncnd",
        "ncnd",
        THREE
        + """Response

Downshire Police can neither confirm nor deny that it holds the information that you have
requested, as the duty in Section 1(1)(a) does not apply by virtue of Section 31(3) Law
Enforcement.
""",
    ),
    "vexatious": (
        "1 vexatious, 2 vexatious, 3 vexatious",
        "vexatious",
        THREE
        + """Decision

Your request is refused as vexatious under Section 14(1) of the Act.
""",
    ),
    "interleaved": (
        "1 disclosed, 2 not-held, 3 denied",
        "disclosed",
        """1. How many horses does the force own?

14

2. What was spent on hay in 2022?

This information is not recorded.

3. Does the force plan to buy more horses?

No.
""",
    ),
    "labelled interleaved": (
        "1 withheld, 2 disclosed, 3 confirmed",
        "partly-disclosed",
        """Question 1: How many horses does the force own?
Response: Withheld under Section 31(1)(a).

Question 2: What was spent on hay in 2022?
Response: £12,400.

Question 3: Does the force plan to buy more horses?
Response: Yes.
""",
    ),
    "elsewhere": (
        "1 elsewhere, 2 elsewhere, 3 elsewhere",
        "elsewhere",
        THREE
        + """Response

All of the information you have requested is published on our website and is exempt under
Section 21(1) as it is reasonably accessible to you.
""",
    ),
    "follow ups": (
        "1 confirmed, 2 disclosed, 3 not-applicable",
        "disclosed",
        """You asked:

1. Does the force own drones?
2. If so, how many?
3. If not, why not?

Response

1. Yes.
2. Twelve.
""",
    ),
    "follow ups of no": (
        "1 denied, 2 not-applicable, 3 not-applicable",
        "disclosed",
        """You asked:

1. Does the force own drones?
2. If so, how many?
3. If so, what did they cost?

Response

The force does not own drones.
""",
    ),
    "partly": (
        "1 partly-disclosed, 2 partly-disclosed, 3 not-held",
        "partly-disclosed",
        THREE
        + """Response

1. 14. The stables at which they are kept are exempt under Section 31(1)(a).
2. A redacted copy of the invoice is attached.
3. Not held.
""",
    ),
    "partial ncnd by number": (
        "1 disclosed, 2 disclosed, 3 denied*",
        "partly-disclosed",
        THREE
        + """Response

1. 14
2. £12,400
3. No.

Downshire Police neither confirms nor denies that it holds any other information relevant to
question 3 regarding covert use, by virtue of Section 31(3).
""",
    ),
    "nil is given": (
        "1 disclosed, 2 disclosed, 3 denied",
        "disclosed",
        THREE
        + """Response

1. Nil.
2. £0
3. None planned.
""",
    ),
    "prose in order of subject": (
        "1 disclosed, 2 disclosed, 3 denied",
        "disclosed",
        THREE
        + """Response

The force owns 14 horses. It spent £12,400 on hay in 2022. There are no plans to buy more horses.
""",
    ),
    "clarification": (
        "1 clarify",
        "clarify",
        """You asked: how many bad incidents were there last year?

Response

It is not clear what you mean by bad incidents. Please clarify which offences you have in mind
so that we can identify the information.
""",
    ),
    "own data": (
        "1 withheld, 2 withheld",
        "subject-access",
        """You asked for:

1. My custody record of 3 May 2021
2. The statement that I gave

Response

You are asking for information about yourself. It is exempt under Section 40(1) of the Act. You
can make a subject access request under the Data Protection Act.
""",
    ),
    "a table of answers": (
        "1 disclosed, 2 not-held, 3 denied",
        "disclosed",
        THREE
        + """Response

Question | Answer
1 | 14
2 | Not held
3 | No
""",
    ),
    "passed over": (
        "1 disclosed, 2 unanswered, 3 confirmed",
        "partly-disclosed",
        THREE
        + """Response

1. 14
3. Yes
""",
    ),
    "table under a number": (
        "1 disclosed, 2 withheld, 3 denied",
        "partly-disclosed",
        THREE
        + """Response

Q1. The figures are in the table below.

Station Horses
Northtown 8
Southtown 6

Q2. This question is exempt under section 43(2).

Q3. We do not plan to buy more horses.
""",
    ),
    "future publication": (
        "1 elsewhere",
        "elsewhere",
        """Request

How many horses were injured in 2022?

Response

The figures are due to be published in June. They are exempt under Section 22(1) of the Act.
""",
    ),
    "scottish": (
        "1 disclosed, 2 withheld",
        "partly-disclosed",
        """Your request is set out below.

1. How many horses were bought in 2021?
2. Where are they kept?

In response to question 1, the information sought is held by Police Scotland: four horses were
bought.

In response to question 2, I am refusing to provide the information in terms of Section 16 of
the Act as it is exempt under Section 35(1)(a).
""",
    ),
    "advice is no answer": (
        "1 not-held, 2 not-held, 3 not-held",
        "not-held",
        THREE
        + """Response

The information is not held by this force. You may wish to ask the Home Office, which publishes
figures on its website. A request for one year could be dealt with, although exemptions may
apply.
""",
    ),
    "numbers of sections are no pointers": (
        "1 disclosed, 2 disclosed, 3 confirmed",
        "disclosed",
        THREE
        + """Response

1. 14
2. £12,400
3. Yes

Sections 1 and 2 of the Animal Welfare Act 2006 and Part 3 of the Police Act 1997 were
considered when the horses were bought.
""",
    ),
    "eir cost": (
        "1 cost",
        "cost",
        """Request: please list all complaints of noise from police horses since 2001.

Response: Regulation 12(4)(b) of the Environmental Information Regulations applies as the
request is manifestly unreasonable on grounds of cost.
""",
    ),
    "two forces": (
        "1 not-held, 2 not-held, 3 denied",
        "disclosed",
        THREE
        + """Response

Neither force holds any information in respect of questions 1 and 2.

Question 3 - Neither force has plans to buy horses.
""",
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_are_aligned_and_judged(name: str) -> None:
    positions, outcome, text = ANSWERS[name]
    found = read(text)
    starred = [
        f"{a.question} {a.position}{'*' if a.partial_ncnd else ''}" for a in found.positions
    ]
    assert ", ".join(starred) == positions
    assert found.outcome == outcome
