"""Short letters of the kinds in which forces refuse, review and answer, each in other words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.layout import Layout
from nlp.pipeline import reading_pipeline
from nlp.positions import Positions
from nlp.questions import Questions
from nlp.read import read
from nlp.sections import Sections

HEAD = """Harbour Police
Our ref: FOI 1/24
3 May 2024

Dear Ms Tester

Thank you for your request, which we received on 4 April 2024.

"""
TAIL = """

If you are unhappy with this reply you may ask for an internal review within 40 working days.

You may then complain to the Information Commissioner.

Yours sincerely

A Tester
Disclosure Officer
"""
KINDS = {
    "a whole request refused on cost, with figures in the reasons": (
        "1 cost, 2 cost, 3 cost",
        "cost",
        """You asked:

1. How many cars were towed away in each month of 2023?
2. What was charged for each?
3. How many owners complained?

Our response

Your request is refused under section 12(1) of the Freedom of Information Act 2000, as the
cost of compliance would exceed the appropriate limit.

Towing is noted on paper at each of 14 stations. There were about 9,000 sheets in 2023 and
question 3 alone would mean opening each one. At three minutes a sheet this is 450 hours.

To help you, we could answer questions 1 and 2 for a single station. In 2023 Quayside sent
us 612 sheets.""",
    ),
    "a whole request refused as vexatious, with a question named in the reasons": (
        "1 vexatious, 2 vexatious",
        "vexatious",
        """You wrote:

1. Who decided on 3 May to close the counter at Quayside?
2. Provide every message about it.

Decision

The Constabulary relies on section 14(1) of the Freedom of Information Act and will not
comply with your request, which it considers to be vexatious.

You have written to us 41 times since January on this subject. Question 2 would take two
members of staff 60 days.""",
    ),
    "a whole request neither confirmed nor denied": (
        "1 ncnd, 2 ncnd",
        "ncnd",
        """Request

1. Has the force hired a drone jammer?
2. What did it cost in 2023?

Response

Harbour Police can neither confirm nor deny that it holds information relevant to your
request, since the duty in section 1(1)(a) does not apply by virtue of section 31(3) Law
Enforcement.

If we said that 1 was answered yes, those who fly drones would know of it.""",
    ),
    "a document with the exception of some paragraphs": (
        "1 partly-disclosed, 2 disclosed, 3 withheld",
        "partly-disclosed",
        """Request

1. A copy of the pursuit policy
2. The date of the last review
3. The names of the authors

Response

1. Please find the policy attached, with the exception of paragraphs 4 to 9, which are
exempt under section 31(1)(a).

2. 14 March 2022.

3. Withheld under section 40(2).""",
    ),
    "small numbers withheld beside larger ones": (
        "1 partly-disclosed, 2 disclosed",
        "partly-disclosed",
        """Request

1) How many officers were dismissed, by district?
2) How many resigned?

Response

1) North 12, East 7. The figures for West and South are lower than five and have been
withheld under section 40(2).
2) 31""",
    ),
    "a review that changes one answer of three": (
        "1 disclosed, 2 withheld, 3 not-held",
        "partly-disclosed",
        """You asked us on 2 April 2024 for an internal review of our reply.

Your request was:

1. What was spent on hotels in 2023?
2. At which hotels did officers stay?
3. Who chose them?

The original response

Question 1 was refused under section 43(2). Question 2 was refused under section 31(1)(a).
Question 3 was answered with a link.

Outcome of the review

Question 1. I do not agree that section 43(2) applies. The sum spent was £48,112.

Question 2. I uphold the use of section 31(1)(a), as officers would be at risk if the
hotels were known.

Question 3. No information is held.""",
    ),
    "questions and answers numbered in words": (
        "1 disclosed, 2 denied, 3 not-applicable",
        "disclosed",
        """Question One
How many horses does the force own?

Answer
Eleven.

Question Two
Does the force breed horses?

Answer
No.

Question Three
If yes, how many foals were born in 2023?

Answer
Not applicable.""",
    ),
    "each number twice, with the question and with its answer": (
        "1 disclosed, 2 not-held, 3 elsewhere",
        "partly-disclosed",
        """Your questions are set out below and each is followed by our answer.

1. The number of boats in the fleet.

1. There are 7.

2. The number of hours for which each was at sea.

2. No information is held. Hours are not logged.

3. The budget of the marine unit.

3. This is published in our annual accounts at https://www.harbour.example/accounts and is
exempt under section 21.""",
    ),
    "a request told in the sentence that opens the letter": (
        "1 disclosed",
        "disclosed",
        """I write in connection with your request dated 3 April 2024 in which you asked for the
number of bicycles that were reported stolen in Harbour in 2023.

In 2023 there were 412 bicycles reported stolen.""",
    ),
    "a request that needs to be made clear": (
        "1 clarify",
        "clarify",
        """Your request is repeated below:

Please send me the stats for bad driving last year.

Before we can deal with this we need to know what you mean by 'bad driving' and whether by
'last year' you mean the calendar or the financial year. Under section 1(3) of the Act we
need not go further until we hear from you.""",
    ),
    "bullets answered as the first two, the third and the last": (
        "1 disclosed, 2 disclosed, 3 withheld, 4 not-held",
        "partly-disclosed",
        """You asked for:

• The number of dogs on 1 January 2024
• The breed of each
• The home address of each handler
• The number of biscuits eaten

Response

In answer to your first two bullet points, there were 22 dogs, of which 12 were German
Shepherds and 10 Malinois.

The third bullet point is exempt under section 40(2) Personal Information.

As to the last, no information is held.""",
    ),
    "parts in brackets within one paragraph": (
        "i disclosed, ii withheld, iii unanswered",
        "partly-disclosed",
        """You asked us:

"(i) how many staff work in the control room; (ii) on which floor it is; (iii) whether you
think that it is a nice place to work."

(i) 118 as at 1 April 2024.

The information sought at (ii) is exempt under section 31(1)(a) and is not provided.""",
    ),
    "lines without bullets, answered by labels": (
        "1 disclosed, 2 disclosed, 3 not-held",
        "disclosed",
        """Request:

For the last three years please tell me:
How many lost phones were handed in
How many were returned to the owner
The number that were sold

Response:

Handed in: 2021 - 410, 2022 - 455, 2023 - 501

Returned to the owner: 2021 - 201, 2022 - 240, 2023 - 260

Sold: no information held.""",
    ),
    "answers without labels under their questions": (
        "1 confirmed, 2 disclosed, 3 withheld",
        "partly-disclosed",
        """1. Does the force use bait bikes?

Yes.

2. How many?

There are 14.

3. Where are they?

This is exempt by virtue of section 31(1)(a) Law Enforcement.""",
    ),
    "labels on lines of their own": (
        "1 disclosed, 2 cost",
        "partly-disclosed",
        """Request 1
How many speed guns are there?
Response 1
42
Request 2
How many times was each used?
Response 2
This part of your request would exceed the appropriate limit and section 12(1) applies.""",
    ),
    "a refusal to confirm or deny anything further": (
        "1 confirmed*, 2 disclosed*",
        "partly-disclosed",
        """You asked:

1. Does the force have drones?
2. How many flights were made in 2023?

Response

1. Yes.
2. 318.

Harbour Police can neither confirm nor deny that it holds any other information by virtue
of section 23(5) and section 31(3).""",
    ),
    "nothing said of the decision but its exemption": (
        "1 withheld",
        "withheld",
        """You asked for the operational order for the regatta.

The order is held. It falls within section 31(1)(a) of the Act.

Section 31 is a qualified exemption. If the order was made public those who wished to
disturb the regatta would know where officers would stand. The public interest lies in
maintaining the exemption.""",
    ),
}


def positions_of(text: str) -> tuple[list[str], str | None]:
    found = read(text)
    starred = [
        f"{a.question} {a.position}{'*' if a.partial_ncnd else ''}" for a in found.positions
    ]
    return starred, found.outcome


@pytest.mark.parametrize("name", KINDS)
def test_a_letter_of_its_kind_is_read(name: str) -> None:
    positions, outcome, body = KINDS[name]
    assert positions_of(HEAD + body + TAIL) == (positions.split(", "), outcome)


def _typeset(text: str, indent: int, hard: int, curly: bool) -> str:
    """The same letter as another program would have set it."""
    if curly:
        text = re.sub(r"(?<!\S)\"", "“", text.replace("'", "’")).replace('"', "”")
    if hard:
        words = text.split(" ")
        text = "".join(
            word + ("\u00a0" if index % hard == 0 else " ") for index, word in enumerate(words)
        )
    return "\n".join(" " * indent + line.rstrip(" ") for line in text.split("\n"))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    name=st.sampled_from(sorted(KINDS)),
    indent=st.integers(0, 12),
    hard=st.integers(0, 7),
    curly=st.booleans(),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_typesetting_moves_no_position(
    name: str, indent: int, hard: int, curly: bool, ends: str
) -> None:
    positions, outcome, body = KINDS[name]
    text = _typeset(HEAD + body + TAIL, indent, hard, curly).replace("\n", ends)
    assert positions_of(text) == (positions.split(", "), outcome)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(name=st.sampled_from(sorted(KINDS)), width=st.integers(70, 130))
def test_the_width_of_lines_moves_no_position(name: str, width: int) -> None:
    positions, outcome, body = KINDS[name]
    letter = HEAD + body + TAIL
    lines = [wrapped for line in letter.split("\n") for wrapped in _wrap(line, width)]
    assert positions_of("\n".join(lines)) == (positions.split(", "), outcome)


def _wrap(line: str, width: int) -> list[str]:
    rows = [""]
    for word in line.split(" "):
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}" if rows[-1] else word
    return rows


@pytest.mark.parametrize(
    "text",
    [
        "The force holds 12 records and section 31 applies to question 1, (a) of it; " * 2600,
        "You asked:\n\n" + "\n".join(f"{n % 99 + 1}. How many {n}?" for n in range(3000))
        + "\n\nResponse\n\n" + "\n".join(f"{n % 99 + 1}. {n} were found" for n in range(3000)),
        "\n".join(f"ab {n}" for n in range(5000)),
    ],
    ids=["one paragraph", "two long lists", "short lines"],
)  # fmt: skip
def test_a_hostile_letter_is_still_divided(text: str) -> None:
    doc = Layout()(reading_pipeline().make_doc(text))
    found = Positions()(Questions()(Sections()(doc)))._
    assert found.sections[0].spans[0][0] == 0
    assert found.sections[-1].spans[0][1] == len(text.rstrip())
