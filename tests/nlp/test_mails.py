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
    "bullets with answers behind a dash, in whatever words": (
        "•  Is there a kennel in Dover? - Yes, since 2009.\n"
        "•  How many dogs sleep in it? - About twenty (six of them pups)\n"
        "•  How many are kept elsewhere? - Nobody counts these. The vet has a list of his\nown.\n"
        "•  A plan of the kennel. - Enclosed (two sheets)\n"
        "•  Has a dog ever been lost from it, or been taken by somebody who had no right to? -\n"
        "No\n",
        "1=confirmed 2=disclosed 3=disclosed 4=disclosed 5=denied",
    ),
    "bullets in lower case with lines under them": (
        "- sacks of biscuit bought for dogs at Dover in 2021\n2021 61. 2022 70. (TAB ONE)\n"
        "- the same for tins\n2021 9. 2022 4. (TAB ONE)\n"
        "- what the vets were paid\nWE DON'T HAVE THAT.\n"
        "- a copy of the contract for bedding\nNOT PROVIDED, S43(2).\n",
        "1=disclosed 2=disclosed 3=not-held 4=withheld",
    ),
    "parts within a sentence, answered apart": (
        "1. Where are dogs trained?\nAt Maidstone.\n"
        "2. How many dogs were (a) bought and (b) given away?\n"
        "(a) As at 1 May 2023, 17 dogs of all breeds, most of them from one farm.\n"
        "(b) This information is not held. A dog that leaves is struck off the list.\n"
        "3. Please provide the names of the trainers.\nThey are exempt under section 40(2).\n"
        "4. Is there a waiting list?\nNo.\n",
        "1=disclosed 2a=disclosed 2b=not-held 3=withheld 4=denied",
    ),
    "numbers with bullets, answers behind": (
        "1. How many dogs are there? 12\n2. What are they fed in the week?\n"
        "- On Monday? Biscuit\n- On Tuesday? Not held\n- On Friday? Fish\n"
        "3. Who pays for it? The Dog Unit.\n",
        "1=disclosed 2=disclosed 2a=disclosed 2b=not-held 2c=disclosed 3=disclosed",
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
