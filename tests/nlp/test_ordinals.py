"""Requests and answers that count in words, and numbers that count something else."""

import pytest

from nlp.contract import contract
from nlp.ordinals import parts_of
from nlp.pointers import falls_away, pointed
from nlp.read import read

FIVE = ("1", "2", "3", "4", "5")
HEAD = "Durham Constabulary\nReference: 0412/23\nDate: 4 May 2023\n\nDear Mrs Example\n\n"
TAIL = (
    "\n\nYou may ask for an internal review within 40 working days.\n\n"
    "Yours sincerely\n\nJo Sample\n"
)
LETTERS = {
    "told by ordinals, answered by ordinals": (
        "1 disclosed, 2 disclosed, 3 partly-disclosed, 4 denied, 5 not-applicable, 6 elsewhere",
        """You put six matters to us. First, how many dogs the force had in each of three
years. Second, how long they had worked when they were retired. Third, which breeds they were
of, and what each had cost. Fourth, whether the force breeds any itself. Fifth, if it does, how
many pups were born. And sixth, how many dogs other forces have.

As to the first, the numbers were:

2020    41
2021    44
2022    39

As to the second, years of work are shown in bands.

Worked               Dogs
1 year                 2
3 years                5
5 or more             19

As to the third, all 39 were German shepherds or spaniels. What they cost I cannot give.

The fourth may be briefly answered: the force does not breed dogs. That being so the fifth does
not arise.

The cost in the third comes under section 43(2) of the Freedom of Information Act 2000, as our
supplier would be undercut.

The sixth falls under section 21(1). The figures are published by the National Police Chiefs'
Council at https://www.npcc.example/dogs and can be had there.
""",
    ),
    "parts of the letter have numbers, those of the request letters": (
        "a disclosed, b withheld, c disclosed, d withheld",
        """1. What you asked for

By your letter of 2 April 2023 you sought the following:

(a) the number of drones in service;

(b) the places where they are kept;

(c) the number of flights in each year since 2021;

(d) the log of faults.

2. Decision

2.1 Under the Freedom of Information Act 2000 ("the Act") the force can disclose the information at
(a) and (c). That at (b) and (d) is withheld. This is a notice under section 17(1) of the Act.

2.2 What is disclosed

(a) 11.

(c)
Year Flights
2021 204
2022 391

3. Exemptions

(b)  section 31(1)(a)
(d)  section 43(2)

4. Item (b): section 31(1)(a)

4.1 A thief who knew where the drones are would go there.

5. Item (d): section 43(2)

5.1 Our supplier would be harmed in its trade with other forces.
""",
    ),
    "a list of the request that answers take up is its own": (
        "1a disclosed, 1b disclosed, 2a withheld",
        """You asked for:

1. Horses
(a) How many are there?
(b) What do they eat?
2. Riders
(a) What are their names?

Our response

1(a) 14.

1(b) Hay.

2(a) This is refused under section 40(2).
""",
    ),
    "what falls away stands in the sentence that answers another": (
        "1 denied, 2a not-applicable, 2b not-applicable, 3 disclosed",
        """You asked:

1. Has the force bought or hired any robot dog?

2. If it has, please state

a. who made it

b. what it cost

3. How many dogs does the force have?

Our response

The force has not bought or hired any robot dog, so that your first question is answered in the
negative and parts a and b of the second fall away. As to the third, there are 39 dogs.
""",
    ),
    "what could be done for another request answers nothing": (
        "1 disclosed, 2 cost, 3 cost, 4 cost",
        """You asked:

1. How many boats were reported stolen in 2022?

2. In how many of these was the owner at home?

3. How many of the boats were found?

4. Please provide the guidance to officers on stolen boats.

We are unable to meet your request because the cost of doing so would exceed the appropriate
limit. Section 12(1) of the Freedom of Information Act 2000 applies.

Question 2 is what takes the work beyond it. As a gesture of goodwill I attach the figures for
question 1, which had already been counted:

Month     Boats
January       4
February      9

Refining your request

If question 2 were left out we would hope to deal with the others. Question 3 might be done for
one river. I should say that question 4 may attract an exemption, on which I have no view yet.
""",
    ),
    "roman parts within the answer to their question": (
        "1 confirmed, 1i disclosed, 1ii disclosed, 1iii not-held, 2 disclosed",
        """You asked:

1. Were drones lost in 2022?
(i) How many?
(ii) What did the dearest cost?
(iii) How far had each flown?

2. How many drones are there?

Our response

1.    Yes.    (i) 4    (ii) £2,114    (iii) This is not recorded and so it is not held.

2.    11
""",
    ),
    "yes or no alone between two questions": (
        "1 disclosed, 2 confirmed, 3 denied",
        """Each question is set out with the answer below it.

1. How many officers are trained to ride?
14
2. Are spurs worn by any of the
mounted officers?
Yes
3. Has a horse ever been lost by the
force on duty?
No
""",
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_questions_are_counted_and_answered(name: str) -> None:
    expected, text = LETTERS[name]
    positions = contract(read(HEAD + text + TAIL))["positions"]
    assert ", ".join(f"{p['question']} {p['position']}" for p in positions) == expected


def test_the_number_of_a_request_among_many_is_no_question() -> None:
    letter = """We have decided that your request is vexatious. It is refused under section 14(1)
of the Freedom of Information Act 2000."""
    mail = """
> From: A. Person
> Sent: 2 April 2023 10:12
> To: FOI
> Subject: Again
>
> INFORMATION REQUEST NO. 31. Never tell me again that you have nothing.
>
> * every note of the meeting on parking
> * the cost of the new barrier
> * who signed for it
>
> A. Person
"""
    positions = contract(read(HEAD + letter + TAIL + mail))["positions"]
    assert [(p["question"], p["position"]) for p in positions] == [
        ("1", "vexatious"), ("2", "vexatious"), ("3", "vexatious"),
    ]  # fmt: skip


PARTS = {
    "You want three things. First, how many there are. Second, what they cost. And third, who "
    "has the key.": ["how many there are.", "what they cost.", "who has the key."],
    "I ask firstly how many were bought, secondly the price of each and lastly whether any "
    "broke.": [],
    "Firstly, how many were bought; secondly, the price; and, lastly, whether they broke?": [
        "how many were bought", "the price", "whether they broke?",
    ],
    "First, Sergeant Smith stopped me. Second, nobody told me why. How many are stopped?": [],
    "How many came first, second or third in each test?": [],
    "First, how many there are. Third, what they cost.": [],
}  # fmt: skip


@pytest.mark.parametrize("words", PARTS)
def test_ordinals_part_a_request_where_each_part_asks(words: str) -> None:
    assert [words[start:end] for _, start, end in parts_of(words)] == PARTS[words]


POINTED = {
    "the fourth can be shortly answered: there is none.": "4",
    "the second and the third come under section 31(1)(a).": "2 3",
    "on the third, the numbers are small.": "3",
    "as to the first and second, there were nine.": "1 2",
    "the fifth does not arise.": "5",
    "that leaves the fourth and the fifth, which are refused.": "4 5",
    "the rest of the second is withheld.": "2",
    "the last is refused under section 12.": "5",
    "the first of these is an absolute exemption.": "",
    "the second is qualified, and the third is absolute.": "",
    "the first is the weightier argument.": "",
    "the fourth applies to trade secrets.": "",
    "in the first quarter there were nine.": "",
}


@pytest.mark.parametrize("words", POINTED)
def test_an_ordinal_alone_points_where_what_is_said_is_said_of_questions(words: str) -> None:
    assert " ".join(pointed(words, FIVE)) == POINTED[words]


def test_what_falls_away_is_the_subject() -> None:
    assert falls_away(
        "since the answer to question 1 is no, question 2 does not arise.", FIVE
    ) == ["2"]
    assert falls_away("that being so the third and the fourth fall away.", FIVE) == ["3", "4"]
    assert falls_away("q2 and q3 do not arise.", FIVE) == ["2", "3"]
    assert falls_away("it does not arise.", FIVE) == []
