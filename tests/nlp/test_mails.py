"""Answers in mails that have lost their blank lines, and lines that the page cut."""

import pytest

from nlp.layout import blocks_of
from nlp.lines import lines_of
from nlp.read import read
from nlp.training.snippets import short_letters

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

MAILS = {one.name: one for one in short_letters("mails")}


@pytest.mark.parametrize("name", MAILS)
def test_each_question_has_its_answer(name: str) -> None:
    one = MAILS[name]
    found = [(a.question, a.position) for a in read(one.letter).positions]
    assert found == [*one.positions.items()]


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


BELOW = (
    "From: A Marlow\nSent: 20 July 2023 10:11\nTo: FOI\nSubject: Dogs\nDear Kent Police,\n"
    "Please let me have\n{}Yours faithfully,\nA Marlow\n"
)


def test_what_follows_the_words_of_the_mail_below_is_the_answer() -> None:
    asked = (
        "1. The number of dogs that sleep indoors.",
        "2. The number of dogs that sleep outside in\nkennels.",
        "3. Any rules about where they sleep.",
    )
    answers = (" We don't hold a list of these.", " 40.", " There are no rules.")
    mail = (
        OPENS
        + "".join(f"{one}{other}\n" for one, other in zip(asked, answers, strict=True))
        + CLOSE
        + BELOW.format("\n".join(asked) + "\n")
    )
    found = read(mail)
    assert [q.text for q in found.questions] == [one[3:].replace("\n", " ") for one in asked]
    assert [a.position for a in found.positions][:2] == ["not-held", "disclosed"]


def test_the_mail_below_only_fills_the_numbers_that_are_lost_above() -> None:
    above = "1. How many dogs?\nForty.\nHow many cats?\nFour.\n3. How many owls?\nNone.\n"
    older = "1. How many dogs, and of which age?\n2. How many cats?\n3. How many owls?\n4. Bats?\n"
    found = read(OPENS + above + CLOSE + BELOW.format(older))
    assert [q.id for q in found.questions] == ["1", "2", "3"]
    assert found.questions[0].text == "How many dogs?"


def test_a_shorter_list_in_the_mail_below_asks_nothing_twice() -> None:
    asked = ("- how many dogs bite", "- how many dogs bark", "- any rules about barking")
    answers = ("12 IN ALL", "30", "NOT HELD.")
    above = "".join(f"{one}\n{other}\n" for one, other in zip(asked, answers, strict=True))
    found = read(OPENS + above + CLOSE + BELOW.format(f"{asked[0]}\n{asked[2]}\n"))
    assert [a.position for a in found.positions] == ["disclosed", "disclosed", "not-held"]


@pytest.mark.parametrize("head", ["Enc.", "Encs:", "Enclosures", "Attachments (2)"])
def test_a_list_of_enclosures_asks_nothing(head: str) -> None:
    mail = (
        "Dear Ms Marlow\n\nYou asked for\n\nA. the plan of the kennels;\nB. what they cost.\n\n"
        "Both are released. The plan is enclosed and the cost was £40,200.\n\n"
        "Yours sincerely\n\nPat Example\nDisclosure Officer\n\n"
        f"{head}\n1. Plan of the kennels, June 2021 (2 sheets)\n2. Copy of the bill\n"
    )
    assert [q.id for q in read(mail).questions] == ["a", "b"]


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


@pytest.mark.parametrize(
    "words",
    [
        "> How many dogs does the force own?\n\nWe have 40 of them.\n\n> Who trains them?\n\nA"
        " firm in Ashford.\n\n> Have any bitten a member of the public?\n\nNot so far.\n",
        "How many dogs does the force own?\nWe have 40 of them.\n\nWho trains them?\nA firm in"
        " Ashford.\n\nHave any bitten a member of the public?\nNot so far.\n",
        "How many dogs does the force own?\nKent Police: We have 40 of them.\n\nWho trains them?\n"
        "Kent Police: A firm in Ashford.\n\nHave any bitten a member of the public?\n"
        "Kent Police: Not so far.\n",
    ],
    ids=["quoted", "bare", "by the name of the force"],
)
def test_an_answer_under_each_question_without_a_number(words: str) -> None:
    found = read(f"Dear Ms Marlow\n\nThank you for your request of 3 May.\n\n{words}\n{CLOSE}")
    assert [q.text for q in found.questions] == [
        "How many dogs does the force own?",
        "Who trains them?",
        "Have any bitten a member of the public?",
    ]
    assert [a.position for a in found.positions] == ["disclosed", "disclosed", "denied"]
