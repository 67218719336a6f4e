import json
from pathlib import Path

import pytest
import spacy

import nlp.pipeline  # noqa: F401  (registers the attributes of a document)
from nlp.layout import Layout
from nlp.questions import Questions
from nlp.read import JOIN
from nlp.sections import Sections

BLANK = spacy.blank("en")
LETTERS = Path(__file__).parent.parent / "golden" / "letters"


def questions(text: str) -> dict[str, str]:
    doc = Layout()(BLANK.make_doc(text))
    return {q.id: q.text for q in Questions()(Sections()(doc))._.questions}


def test_the_questions_of_the_gold_letters_have_their_ids() -> None:
    wrong = [
        path.stem
        for path in LETTERS.glob("*.json")
        if list(questions(path.with_suffix(".txt").read_text("utf-8")))
        != [q["id"] for q in json.loads(path.read_text("utf-8"))["questions"]]
    ]
    assert len(wrong) <= 1


REQUESTS = {
    "numbers with dots": (
        "1 2 3",
        """Downshire Police
Ref 12/23

Dear Mr Sample

Thank you for your request received on 3 May 2023, which was as follows:

1. How many police horses do you own?
2. What do they cost to feed?
3. Please give their names.

Response

1. 14
2. £20,000 a year.
3. This is not recorded.
""",
    ),
    "lettered under a number without line breaks": (
        "1 2a 2b 2c",
        """You asked:

1. How many horses are there? 2. If any, please state a) their age b) their cost and c) their
names.

Our response

We have no horses.
""",
    ),
    "bullets after a lead": (
        "1 2 3",
        """Request

Please provide the following for 2022:

• number of horses
• number of riders
• cost of stabling

Response

14, 20, £30,000
""",
    ),
    "prose": (
        "1",
        """You wrote:

I am interested in police horses. Could you tell me how many there are and where they live? I
would also like to know their names.

Response:

There are none.
""",
    ),
    "numbering lost, a line each": (
        "1 2 3",
        """Request:

How many horses does the force own?

What was spent on hay in 2022?

Which stations have stables?

Response:

No information held.
""",
    ),
    "two requests in one letter": (
        "1 2 3 4",
        """Your first request (reference 11/22):

1. How many horses do you own?
2. How many have been injured?

Your second request (reference 12/22):

1. What is the policy on retirement of horses?
2. Who looks after them afterwards?

Response

The information is not held.
""",
    ),
    "question labels on lines of their own": (
        "1 2",
        """Question 1
How many horses do you own?

Answer
14

Question 2
How many are grey?

Answer
Two
""",
    ),
    "quoted mail below": (
        "1 2",
        """Dear Ms Example,

Please find our answers below.

We hold no information about horses.

Regards
FOI team

From: Ms Example
Sent: 4 May 2022
To: FOI
Subject: Horses

Dear Downshire Police,

Please could you tell me:

1. How many horses you own
2. How many riders you employ

Yours faithfully,
Ms Example
""",
    ),
    "interleaved with Q and A": (
        "1 2 3",
        """Q1. How many horses do you own?
A1. 14
Q2. How many are grey?
A2. Two
Q3. Do you plan to buy more?
A3. No
""",
    ),
    "deep nesting": (
        "1a 1bi 1bii 2",
        """You requested:

1. For each horse:
a) its name
b) its diet, namely
(i) hay
(ii) oats
2. The cost of the above?

Response

Withheld under Section 31.
""",
    ),
    "stem that asks": (
        "1 1a 1b 2",
        """You asked the following questions:

1) Does the force own horses?
a) If yes, how many?
b) If no, has it ever done so?
2) Has a horse been injured?

Response: No to all.
""",
    ),
    "sub numbers with a dot": (
        "11 12 21",
        """Request

1.1 How many horses are owned?
1.2 How many are leased?
2.1 How many riders are there?

Reply

None.
""",
    ),
    "letters 2a without a 2": (
        "1 2a 2b",
        """Request

1 How many horses?
2a What are their names?
2b What are their ages?

Response

Not held.
""",
    ),
    "smart quotes": (
        "1 2",
        """You asked:

“1. How many horses do you own?
2. Who pays for them?”

Answer:

None held.
""",
    ),
    "marks of quotation on each line": (
        "1 2",
        """Dear A

We do not hold this.

On 3 May 2021 A Person <a@b.example> wrote:

> Dear police
>
> 1. How many horses do you
> own?
> 2. What colour are they?
>
> Thanks
""",
    ),
    "roman upper": (
        "i ii iii",
        """You asked us:

I. How many horses do you own?
II. How many riders?
III. What does it cost?

Response

See the table below.
""",
    ),
    "questions with wrapped years": (
        "1 2",
        """Request

1. How many horses did you own in 2018, 2019, 2020,
2021 and 2022?
2. How many riders were there in each of
2018 and 2019?

Response

1. None
2. None
""",
    ),
    "retold in the opening": (
        "1",
        """Dear Ms Example

Thank you for your letter of 3 May in which you asked for the number of horses that were
retired in 2021.

Downshire Police retired four horses in 2021.

Yours sincerely
""",
    ),
    "double spaced": (
        "1 2",
        """Dear Sir

I write in connection with your request for information received on 3 March in which

you asked for the following information about the horses of the force and how they are

looked after:

1. How many horses does the force own at the moment and how many did it own five years

ago in total?

2. What has been the cost of the care of the horses by veterinary surgeons over the

last five years?

Response

The force does not hold the information that you have asked for because it has no horses

and has had none for many years.
""",
    ),
    "one request with a heading and a colon": (
        "1",
        """FOI 123/22

Request: The number of horses owned by the force in each year since 2015.

Response: 2015 to 2018: 14. Since 2019: none.
""",
    ),
    "parts named by words": (
        "1 2",
        """In your request you asked:

Part 1 - the number of horses

Part 2 - the number of riders

Response

Part 1 - 14

Part 2 - refused under section 31(1)(a)
""",
    ),
    "star bullets with numbers": (
        "1 2a 2b",
        """I note you seek access to the following information:

* 1. The number of horses
* 2. The number of riders, broken down by:
   - sex
   - age

DECISION

I have decided to disclose the information.
""",
    ),
}


def test_what_is_asked_in_two_languages_is_asked_once() -> None:
    text = """Gwent Police

Eich cais / Your request

1. Faint o geffylau oedd ar y ffordd yn 2015?
1. How many horses were on the road in 2015?
2. Faint a dalwyd i'r cludwr?
2. How much was paid to the carrier?

Ein hymateb / Our response

1. 391.
2. Nil.
"""
    assert list(questions(text).values()) == [
        "How many horses were on the road in 2015?", "How much was paid to the carrier?",
    ]  # fmt: skip


def test_a_report_that_is_attached_asks_nothing() -> None:
    letter = """Kent Police

You asked:

1. How many exhibits were lost?
2. Please send me the review of the store.

1. 137.
2. A copy is attached.
"""
    report = """Review of the store

1. This review was made after an audit.
2. Every item was counted.
3. The cost of these measures is £64,000.
"""
    assert list(questions(f"{letter}{JOIN}{report}")) == ["1", "2"]


@pytest.mark.parametrize("name", REQUESTS)
def test_questions_are_split_as_the_request_has_them(name: str) -> None:
    ids, text = REQUESTS[name]
    assert " ".join(questions(text)) == ids
