"""When the request was received and when it was answered."""

import pytest

from nlp.days import days
from nlp.hints import Hints
from nlp.read import read

WRITTEN = [
    ("16/02/26", (2026, 2, 16)),
    ("20/04/2012", (2012, 4, 20)),
    ("16.02.2026", (2026, 2, 16)),
    ("6 March 2025", (2025, 3, 6)),
    ("31st March 2025", (2025, 3, 31)),
    ("06 November 2019", (2019, 11, 6)),
    ("April 28, 2021", (2021, 4, 28)),
    ("Monday, 6 November, 2017", (2017, 11, 6)),
    ("Fri, 4 Mar 2022 11:26", (2022, 3, 4)),
    ("the 3rd day of May 2021", (2021, 5, 3)),
    ("l8/11/2019", (2019, 11, 18)),
    ("15\nth September 2025", (2025, 9, 15)),
    ("4 Gorffennaf 2023", (2023, 7, 4)),
    ("12 March 21", (2021, 3, 12)),
    ("28 June\n2018", (2018, 6, 28)),
    ("2021-05-06", (2021, 5, 6)),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_a_date_is_read_however_it_is_written(text: str, expected: tuple[int, int, int]) -> None:
    (day,) = days(f"received {text}")

    assert (day.year, day.month, day.day) == expected


@pytest.mark.parametrize(
    "text", ["the 2 may be", "99/99/2020", "FOI 12/13/14/15", "31(1)(a) March"]
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert days(text) == []


LETTERS = [
    pytest.param(
        "Date: 17/03/2016\n\nYour request, received on 22/02/2016, asked for:\n\n1. How many?",
        "2016-02-22 2016-03-17",
        id="received on",
    ),
    pytest.param(
        "5 May 2021\n\nDear Sir\n\nThank you for your request dated 12 April 2021.",
        "2021-04-12 2021-05-05",
        id="dated",
    ),
    pytest.param(
        "I write in response to your letter dated 5th September 2016 and received by GMP on\n7th "
        "September 2016.",
        "2016-09-07 None",
        id="dated and received later",
    ),
    pytest.param(
        "July 12, 2018\n\nYour request for information received on 4th June.",
        "2018-06-04 2018-07-12",
        id="year from the answer",
    ),
    pytest.param(
        "4 January 2020\n\nYour request was received on 10th December.",
        "2019-12-10 2020-01-04",
        id="year before the answer's",
    ),
    pytest.param(
        "Date of request: 04/06/2018\nDate Responded 29 June 2018\n\nYou asked:",
        "2018-06-04 2018-06-29",
        id="labels of a page",
    ),
    pytest.param(
        "Received 12 June 2023\nIssued 30 June 2023\n\nRequest",
        "2023-06-12 2023-06-30",
        id="bare labels",
    ),
    pytest.param(
        "Dear Sir\n\nThe response below is correct as of 6th February 2019.\n\nYours\n\n"
        "J Doe-Winter\nOfficer\n5th March 2019",
        "None 2019-03-05",
        id="correct as of is neither; date at the end",
    ),
    pytest.param(
        "From: FOI\nSent: 14 March 2022 09:12\nTo: A\n\nIt is refused.\n\n-----Original "
        "Message-----\nFrom: A\nSent: 17 February 2022 18:40\nTo: FOI\n\nHow many?",
        "2022-02-17 2022-03-14",
        id="mail headers",
    ),
    pytest.param(
        "INTERNAL REVIEW\n\n8th June 2021\n\nDear Sir\n\nI refer to your email of 10th May 2021 "
        "in which you asked us to review our reply. Your request of 12th March 2021 was: why?",
        "2021-05-10 2021-06-08",
        id="internal review",
    ),
    pytest.param(
        "Internal Review Outcome\nDate of request for review: 3 August 2020\nDate of outcome: 1 "
        "September 2020\n\nThe request (FOI 77/20, received 4 June 2020)",
        "2020-08-03 2020-09-01",
        id="internal review with labels",
    ),
    pytest.param(
        "16/05/22\n\nDear Sir\n\nYour request received by this office on 25/04/22 is refused.",
        "2022-04-25 2022-05-16",
        id="years of two figures",
    ),
    pytest.param(
        "Dear Sir\n\nOn 30 March 2022 you were given the number. The plan of 2 May 2020 is.",
        "None None",
        id="dates of other things",
    ),
    pytest.param(
        "Responded to: 29th May 2024\n\nIt was received on 7th May 2024.",
        "2024-05-07 2024-05-29",
        id="responded to",
    ),
    pytest.param(
        "Dear Ms Ashgrove-Tarn\n\nFurther to your e-mail of 3 May 2021, the answer is 7.\n\nYours "
        "sincerely\n\nPetra Ashgrove-Tarn\nExeter, 24 May 2021",
        "2021-05-03 2021-05-24",
        id="place and date below the signature",
    ),
    pytest.param(
        "Contact: FOI        Our Ref: 12/34\nfoi@herts.police.uk      Date: 09/04/2024\n\nDear",
        "None 2024-04-09",
        id="two columns",
    ),
    pytest.param(
        "Ref. 2023/31188\nReceived: 3rd Jan 2023   Completed: 30th Jan 2023\n\nQ. How many?",
        "2023-01-03 2023-01-30",
        id="two labels on a line",
    ),
    pytest.param(
        "Date issued: 08.12.2022\n\nOn 10.11.2022 you submitted the following request to us:",
        "2022-11-10 2022-12-08",
        id="on a day you submitted",
    ),
    pytest.param(
        "Offences recorded\n01/04/19 - 31/03/24\n\n1 Theft Charged",
        "None None",
        id="the period of a table",
    ),
    pytest.param(
        "Annwyl Syr\n\nDyddiad / Date: 7 Gorffennaf 2023 / 7 July 2023\n\nYour request dated 12 "
        "June 2023",
        "2023-06-12 2023-07-07",
        id="bilingual",
    ),
]


@pytest.mark.parametrize(("text", "both"), LETTERS)
def test_the_two_dates_are_told_from_all_others(text: str, both: str) -> None:
    response = read(text)

    assert f"{response.received} {response.responded}" == both


def test_figures_are_in_uk_order_unless_the_force_writes_month_first() -> None:
    letter = "{force} holds this.\n\nRequest received on 05/06/2018.\nDate: 07/02/2018\n"

    assert read(letter.format(force="Gwent Police")).received == "2018-06-05"
    assert read(letter.format(force="The PSNI")).received == "2018-05-06"


def test_a_page_states_the_dates_that_the_letter_does_not() -> None:
    response = read("It is refused.", Hints(labels={"Date of response": "3 May 2021"}))

    assert (response.received, response.responded) == (None, "2021-05-03")


def test_an_answer_before_the_request_is_flagged() -> None:
    response = read("Date: 1 May 2021\n\nYour request was received on 9 June 2021.")

    assert any("after the answer" in flag for flag in response.flags)
