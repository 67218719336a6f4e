"""Answers in mails that have lost their blank lines, and lines that the page cut."""

import pytest

from nlp.layout import blocks_of
from nlp.lines import lines_of
from nlp.read import read

OPENS = (
    "Dear Ms Marlow,\nThank you for your request for information relating to police dogs\n"
    "which we received on 20/07/2023.\nPlease find Kent Police's response to your request set"
    " out\nbelow:\n"
)
CLOSE = (
    "If you have any queries about this response, please do not hesitate to\ncontact us.\n"
    "If you are unhappy with the response you have received in relation to your\n"
    "request, you are entitled to have this reviewed.\nKind Regards,\nKent Police\n"
)

MAILS = {
    "one line that answers": ("Kent Police does not hold this information.\n", "1=not-held"),
    "numbered, each with a bullet under it": (
        "1. How many panels look at a request for a new dog once it has been\nmade by a district"
        " commander?\n•  There is one panel, which meets each month.\n"
        "2. How many weeks go by until a decision is made on it by the panel.\n"
        "•  The panel decides within six weeks of the request.\n"
        "3. Who is told of the decision?\n•  The district commander is told.\n",
        "1=disclosed 2=disclosed 3=disclosed",
    ),
    "numbered, with lettered figures": (
        "1. How much was spent on food for dogs in 2021 and how much on vets in\nthat year?\n"
        "a. Food = £15,635\nb. Vets = £2,562\n"
        "2. How much was spent on food for dogs in 2022 and how much on vets in\nthat year?\n"
        "a. Food = £25,283\nb. Vets = £2,202\n",
        "1=disclosed 2=disclosed",
    ),
    "no numbers, each with dashes under it": (
        "Who is your current supplier of food?\n- Barking Ltd\n- Woof Ltd\n"
        "How many tins were bought?\n- Barking Ltd 10,282\n- Woof Ltd 796\n"
        "When is the contract up for renewal?\n- This information is not held.\n",
        "1=disclosed 2=disclosed 3=not-held",
    ),
    "bullets that are all of one answer": (
        "The kennels at Maidstone have 20 dogs, and the force has dogs at other\nsites. These"
        " are:\n•  Ashford\n•  Dover\n•  Chatham\n•  Two farms, which are on loan\n",
        "1=disclosed",
    ),
    "numbered, each with a label under it": (
        "1. Do you have a policy on dogs?\n[Please respond with Yes or No.]\nAnswer: No\n"
        "2. Is it published on the website? [Please respond\nwith Yes or No.]\nAnswer: N/A\n"
        "3. What is the policy on horses?\nAnswer: It is under review.\n",
        "1=denied 2=not-applicable 3=disclosed",
    ),
    "each answer behind its question": (
        "1. How many dogs does the force own? 12\n2. Which units use them? The Dog Unit.\n"
        "3. What breed is each? This information is exempt under section 31(1)(a).\n"
        "4. How much was spent on dogs in 2023? Information not held\n",
        "1=disclosed 2=disclosed 3=withheld 4=not-held",
    ),
    "each answer behind a dash": (
        "a) The number of dogs that the force owns - 12\n"
        "b) The names of all units that use them - See attached .xls\n"
        "c) The breed of each dog - Exempt, section 31(1)(a)\nd) The policy on dogs - Not held\n",
        "a=disclosed b=disclosed c=withheld d=not-held",
    ),
    "bullets that ask": (
        "•  Start date and length of the contract?\n01 September 2022, for four years.\n"
        "•  Is there an extension clause in the contract?\nNo extension clause is included.\n"
        "•  Who is the officer responsible for the contract?\nThe Head of Fleet.\n",
        "1=disclosed 2=denied 3=disclosed",
    ),
}


@pytest.mark.parametrize("name", MAILS)
def test_each_question_has_its_answer(name: str) -> None:
    words, expected = MAILS[name]
    answers = read(OPENS + words + CLOSE).positions
    assert " ".join(f"{a.question}={a.position}" for a in answers) == expected


def test_one_line_answers_the_whole_request() -> None:
    asked = "1. How many schools have a dog?\n2. How many dogs are there in schools?\n"
    mail = (
        OPENS + "Kent Police does not hold this information. The request should be directed to\n"
        "the schools.\n" + CLOSE + "From: A Marlow\nSent: 20 July 2023 10:11\nTo: FOI\n"
        "Subject: Dogs\nDear Kent Police,\nPlease tell me:\n" + asked + "Yours faithfully,\nA M\n"
    )
    assert [a.position for a in read(mail).positions] == ["not-held", "not-held"]


def test_the_mail_before_an_answer_asks_nothing_twice() -> None:
    asked = "•  How many dogs do you own?\n•  Where are they kept at night?\n"
    mail = (
        OPENS + "•  How many dogs do you own?\n40\n•  Where are they kept at night?\nAt Maidstone."
        "\n" + CLOSE + "From: A Marlow\nSent: 20 July 2023 10:11\nTo: FOI\nSubject: Dogs\n"
        "Dear Kent Police,\nPlease tell me:\n" + asked + "Yours faithfully,\nA Marlow\n"
    )
    assert [q.id for q in read(mail).questions] == ["1", "2"]


TABLES = {
    "a plural before a figure": "Purpose Flights\nMissing persons 96\nPublic events 88\nOther 73",
    "thousands": "Year In custody Observed\n2023 8,411 377\n2024 8,006 402",
}


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_a_table(name: str) -> None:
    text = (
        "The figures are as follows.\n\n" + TABLES[name] + "\n\nThese end the table, all told.\n"
    )
    assert [b.kind for b in blocks_of(text)] == ["paragraph", "table", "paragraph"]


PROSE = {
    "a provision cut in two": (
        "The information you have requested is exempt from disclosure under section\n"
        "12 of the Freedom of Information Act 2000. Kent Police does hold 4 lists\nof it."
    ),
    "a list of shares": (
        "measured on the day. For example, a tank that was looked at can be 0%,\n"
        "25%, 50%, 75%, or 100% filled with oil. The force stores these figures\nin a list."
    ),
}


@pytest.mark.parametrize("name", PROSE)
def test_lines_of_a_sentence_are_no_table(name: str) -> None:
    assert [b.kind for b in blocks_of(PROSE[name] + "\n")] == ["paragraph"]


def test_page_numbers_stand_between_lines() -> None:
    text = "We hold\n 1 of 3\n40 dogs.\n 2 of 3\nThey are at\n 3 of 3\nMaidstone.\n"
    assert [line.text for line in lines_of(text) if line.furniture] == [
        "1 of 3",
        "2 of 3",
        "3 of 3",
    ]
    assert not any(line.furniture for line in lines_of("Dogs that are ill:\n3 of 40\n"))
