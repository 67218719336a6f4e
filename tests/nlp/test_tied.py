"""Which question an answer is to, where no number at its head says so."""

import pytest

from nlp.pointers import pointed
from nlp.read import read

HEAD = "Kent Police\nFreedom of Information Act 2000\n\nDear Sir\n\nYou asked:\n\n"
TAIL = "\n\nYou may ask for an internal review within 40 working days.\n\nJo Sample\n"
FIVE = """1. How many dogs does the force own?
2. What has been spent on kennels since 2019?
3. Please send the policy on the retirement of dogs.
4. Is any of the dogs trained to find explosives?
5. Where are the dogs kept at night?
"""
LETTERS = {
    "paragraphs that begin with ordinals": (
        "1 disclosed, 2 not-held, 3 disclosed, 4 confirmed, 5 withheld",
        FIVE,
        """Response

The first is easily answered: 41.

The second can not be met, as no record is kept of it.

The answer to the third is attached.

I turn to the fourth. Yes.

The last I must refuse. Section 31(1)(a) applies to it.""",
    ),
    "ordinals of the provisions count no questions": (
        "1 ncnd, 2 ncnd",
        "1. Has Mr A Sample of Deal been arrested?\n2. If he has, for what?\n",
        """Response

Kent Police will not confirm, and will not deny, that it holds this.

There are two reasons.

The first is at section 40(5B)(a)(i). Whether a man was arrested is information about him.

The second is at section 31(3). To say would help those who wish to hide.""",
    ),
    "bare numbers in front of the lines of a table": (
        "1 disclosed, 2 not-held, 3 disclosed, 4 confirmed, 5 withheld",
        FIVE,
        """Response

Question Answer
1 41
2 Not held. Nobody keeps a record of it.
3 Copy attached
4 Yes
5 Withheld under section 31(1)(a).""",
    ),
    "numbers in running text": (
        "1 disclosed, 2 disclosed, 3 disclosed, 4 confirmed, 5 withheld",
        FIVE,
        """Response

At 4 the answer is yes. What you want at 1 comes from the kennels' own list: 41. For 2 the
total is £61,020. The policy that you asked for at 3 is attached.

That leaves 5. The place is exempt under section 31(1)(a).""",
    ),
    "refusals under the name of the thing refused": (
        "1 disclosed, 2 partly-disclosed, 3 withheld",
        """- the number of dogs on 1 April 2023
- what was paid to each kennel since 2019
- the report on moving the stables
""",
        """What is enclosed

Dogs. There were 41 on that day.

Kennels. The payments since 2019 are enclosed.

What is not enclosed

Names of the kennels - section 38(1)(b). Staff there have been threatened.

Moving the stables - section 43(2). The costs would tell bidders what to offer.""",
    ),
    "a list of advice answers nothing": (
        "1 cost, 2 cost, 3 cost, 4 cost, 5 cost",
        FIVE,
        """Response

We are not able to answer this within the time that the law allows for. Section 12(1) of the
Freedom of Information Act 2000 says that we need not.

Advice

Under Section 16 we can suggest the following:

- Q1 and Q2 for one year (2022 would be about 90 records)
- Q4 by itself""",
    ),
    "nothing is held, and the answers only say why": (
        "1 not-held, 2 not-held, 3 not-held, 4 not-held, 5 not-held",
        FIVE,
        """Response

Kent Police does not hold any of this information.

The dogs are lent to us by the Army, which keeps its own lists. So far as kennels go, there
are none here.""",
    ),
    "all of it is published, and the answers only say where": (
        "1 elsewhere, 2 elsewhere",
        "1. How many dogs does the force own?\n2. What has been spent on kennels?\n",
        """All of this is published. Section 21(1) makes it exempt.

So that you can find it, the places are:

1. Annual report, table 4 https://www.kent.example/report

2. The same page, under costs""",
    ),
    "one question points to the passage on another": (
        "1 disclosed, 2 ncnd, 2a ncnd, 3 disclosed",
        "1. What do dogs cost?\n2. Does the force use decoy dogs?\n2a. If it does, how many?\n"
        "3. Who breeds them?\n",
        """Response

Question Answer
1 £4,112
2 and 2a See 'Question 2'
3 Two farms in Kent

Question 2

Kent Police will neither confirm nor deny whether it holds information about decoy dogs.
Section 31(3) of the Act removes the duty to do so.""",
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_an_answer_is_given_to_its_question(name: str) -> None:
    positions, request, answer = LETTERS[name]

    found = read(f"{HEAD}{request}\n{answer}{TAIL}")

    assert ", ".join(f"{a.question} {a.position}" for a in found.positions) == positions


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
    found = read(
        f"{HEAD}1. The number of dogs:\na. in each year\nb. by kennel\nc. the name of each\n\n"
        "Response\n\n1a. 2020: 41; 2021: 44.\n\n1b. North 20; south 24.\n\n1c. The names have been"
        f" replaced by letters, as to name them would identify staff (section 40(2)).{TAIL}"
    )
    assert [e.id for e in found.exemptions if e.engaged] == ["foia/40/2"]
    assert found.positions[-1].position == "withheld"
