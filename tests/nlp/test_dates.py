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


OTHER_WAYS = [
    (
        "INTERNAL REVIEW\n\n2nd October 2023\n\nDear Ms Napley\n\nThank you for your "
        "e-mail of 4th September 2023. You asked that we look again at the answer of "
        "25th August 2023 to your request, which we had received on 20th July 2023.",
        "2023-09-04 2023-10-02",
    ),
    (
        "Freedom of Information - Internal Review\n\n10th April 2018\n\nDear Ms Llan,\n\n"
        "I refer to your e-mail of 12th March 2018, received on the same day, in which "
        "you asked us to look again at our response of 21st February 2018 to a request "
        "which we had received on 5th January 2018.",
        "2018-03-12 2018-04-10",
    ),
    (
        "Published 3 December 2021\n\nThank you for your enquiry, received on "
        "21/10/2021. This reply was sent on 17/11/2021.\n\nRequest\n\nHow many?",
        "2021-10-21 2021-11-17",
    ),
    (
        "Kent Police                                    Our ref: 17364\nSutton Road, "
        "Maidstone ME15 9BZ                3 March 2021\n\nGood morning\n\nYour enquiry "
        "reached us on 8 February 2021.",
        "2021-02-08 2021-03-03",
    ),
    (
        "27th May 2021\n\nDear Mrs Bladon\n\nI am writing in respect of your recent "
        "enquiry. It reached us on 30th March 2021 and on 26th April 2021 we wrote to "
        "extend the time.",
        "2021-03-30 2021-05-27",
    ),
    (
        "You asked: how many?\n\nSeven.\n\nCopyright: some of this may be protected. "
        "Sent on 06/11/2023 to Petra Ashgrove-Tarn by e-mail.",
        "None 2023-11-06",
    ),
    (
        "Request received: Tuesday 4 April 2023\nResponse provided: Thursday 27 April "
        "2023\n\nHow many?",
        "2023-04-04 2023-04-27",
    ),
    (
        "Date submitted: 4 April 2023\nDate of reply: 27 April 2023\n\nHow many?",
        "2023-04-04 2023-04-27",
    ),
    (
        "| Reference | 123/23 |\n| Date received | 4 April 2023 |\n| Date answered | 27 "
        "April 2023 |\n",
        "2023-04-04 2023-04-27",
    ),
    (
        "Reference  Date received  Date of response\n123/23     4 April 2023   27 April 2023\n",
        "2023-04-04 2023-04-27",
    ),
    (
        "Our ref: 11/22\n\n3rd of May, 2022\n\nDear Sir\n\nYour request arrived on the "
        "9th of April, 2022.",
        "2022-04-09 2022-05-03",
    ),
    (
        "Dear Sir\n\nI acknowledge receipt of your letter of 9 April 2022, which came to "
        "this office on 11 April 2022.\n\nYours faithfully\n\nJ Doe-Winter\n3 May 2022",
        "2022-04-11 2022-05-03",
    ),
    (
        "Dear Sir\n\nYour request was logged on 9 April 2022.\n\nDate of this letter: 3 May 2022",
        "2022-04-09 2022-05-03",
    ),
    (
        "Dear Sir\n\nYou wrote to us on 9 April 2022 asking how many.\n\nResponse issued "
        "3 May 2022",
        "2022-04-09 2022-05-03",
    ),
    (
        "3 May 2022\n\nDear Sir\n\nI refer to your request, which you sent by e-mail on "
        "9 April 2022.",
        "2022-04-09 2022-05-03",
    ),
    (
        "3 May 2022\n\nDear Sir\n\nWith reference to the FOI request that you submitted "
        "via our website on 9 April 2022:",
        "2022-04-09 2022-05-03",
    ),
    (
        "3 May 2022\n\nDear Sir\n\nThank you for contacting us on 9 April 2022 with the "
        "following request:",
        "2022-04-09 2022-05-03",
    ),
    (
        "3 May 2022\n\nDear Sir\n\nOn 9 April 2022 we received your request for this:",
        "2022-04-09 2022-05-03",
    ),
    (
        "3 May 2022\n\nDear Sir\n\nOn 9 April 2022 the force received an e-mail from you asking:",
        "2022-04-09 2022-05-03",
    ),
    (
        "3 May 2022\n\nDear Sir\n\nYour request of Saturday 9 April 2022 was received on "
        "Monday 11 April 2022.",
        "2022-04-11 2022-05-03",
    ),
    (
        "3 May 2022\n\nDear Sir\n\nYour request dated 9 April was received the same day.",
        "2022-04-09 2022-05-03",
    ),
    (
        "FOI 11/22\nDisclosed: May 2022\n\nDate of request: 9 April 2022\n",
        "2022-04-09 None",
    ),
    (
        "To: Petra Ashgrove-Tarn\nFrom: FOI\nDate: Tue, 3 May 2022 10:12:44 +0100\n"
        "Subject: RE: Request\n\nDear Ms Ashgrove-Tarn\n\nIt is refused.\n\nOn Sat, 9 "
        "Apr 2022 at 20:01, Petra Ashgrove-Tarn <p@gmail.com> wrote:\n> How many?",
        "2022-04-09 2022-05-03",
    ),
    (
        "Dear Sir\n\nReview of FOI 11/22\n\nI have been asked to review the reply that "
        "was sent to you on 3 May 2022. Your complaint was received on 20 May 2022.\n\n"
        "Yours\n\nA Reviewer\n14 June 2022",
        "2022-05-20 2022-06-14",
    ),
    (
        "14/06/2022\n\nINTERNAL REVIEW\n\nYou made your request on 9 April 2022 and were "
        "answered on 3 May 2022. On 20 May 2022 you asked for a review.",
        "2022-05-20 2022-06-14",
    ),
    (
        "14 June 2022\n\nRequest for internal review: FOI 11/22\n\nYou asked for an "
        "internal review on 20 May 2022. The request, received 9 April 2022, was "
        "answered on 3 May 2022.",
        "2022-05-20 2022-06-14",
    ),
    (
        "14 June 2022\n\nInternal review\n\nI write further to your e-mail dated 20 May "
        "2022 expressing dissatisfaction with our response dated 3 May 2022 to the "
        "request received on 9 April 2022.",
        "2022-05-20 2022-06-14",
    ),
    (
        "Date: O3/05/2022\n\nDear Sir\n\nYour request was recelved on O9/04/2022.",
        "2022-04-09 2022-05-03",
    ),
    (
        "Date: 3rd Mav 2022\n\nDear Sir\n\nYour request was received on 9th Apri1 2022.",
        "2022-04-09 2022-05-03",
    ),
    (
        "3  May  2022\n\nDear Sir\n\nYour request was received on 9\nApril 2022.",
        "2022-04-09 2022-05-03",
    ),
    (
        "Date 03-05-2022\n\nDear Sir\n\nYour request was received on 09-04-2022.",
        "2022-04-09 2022-05-03",
    ),
    (
        "3-May-2022\n\nDear Sir\n\nYour request was received on 9-Apr-22.",
        "2022-04-09 2022-05-03",
    ),
    (
        "Dear Sir\n\nYour request was received on 9 April 2022. The 20th working day is "
        "10 May 2022. We clarified it on 14 April 2022.\n\nPublished: 20 June 2022",
        "2022-04-09 None",
    ),
    (
        "3 May 2022\n\nDear Sir\n\nYour request of 9 April 2022, which you clarified on "
        "14 April 2022, is refused.",
        "2022-04-09 2022-05-03",
    ),
    (
        "Dear Sir\n\nYour request received 9 April 2022:\n\n1. How many between 1 "
        "January 2020 and 31 December 2021?\n\nResponse\n\nAs of 30 April 2022: 7.\n\n"
        "This response was issued on 3 May 2022.",
        "2022-04-09 2022-05-03",
    ),
    (
        "Dear Sir\n\nThis letter, dated 3 May 2022, is the response to the request that "
        "you made on 9 April 2022.",
        "2022-04-09 2022-05-03",
    ),
    (
        "FOI response 11/22, 3 May 2022\n\nRequest made 9 April 2022\n\nHow many?",
        "2022-04-09 2022-05-03",
    ),
    (
        "FOI Reference 11/22\nRequest Date 09/04/2022\nClosed Date 03/05/2022\nDecision "
        "Full Disclosure\n",
        "2022-04-09 2022-05-03",
    ),
    (
        "Request received\n9 April 2022\nReply sent\n3 May 2022\n\nHow many?",
        "2022-04-09 2022-05-03",
    ),
    (
        "Opened 9 April 2022 | Closed 3 May 2022\n\nHow many?",
        "2022-04-09 2022-05-03",
    ),
    (
        "Applicant: A member of the public\nReceived into the office: 09/04/2022\n"
        "Despatched: 03/05/2022\n",
        "2022-04-09 2022-05-03",
    ),
    (
        "3 Mai 2022\n\nAnnwyl Syr\n\nDerbyniwyd eich cais ar 9 Ebrill 2022.",
        "2022-04-09 2022-05-03",
    ),
    (
        "Wednesday, May 04, 2022\n\nDear Sir\n\nYour request was received on April 9, 2022.",
        "2022-04-09 2022-05-04",
    ),
    (
        "Dear Sir\n\nYour request was received today, 3 May 2022, and as the answer is "
        "public it is given at once.",
        "2022-05-03 2022-05-03",
    ),
    (
        "3 May 2022\n\nDear Sir\n\nI refer to your request received 9 April 2022 and to "
        "our acknowledgement of 11 April 2022.",
        "2022-04-09 2022-05-03",
    ),
    (
        "3 May 2022\n\nDear Sir\n\nFurther to our letter of 25 April 2022 I am now able "
        "to answer your request of 9 April 2022.",
        "2022-04-09 2022-05-03",
    ),
]

PRINTED = [
    pytest.param(
        "Thank you for your request, which we received on 18 February 2025. We are replying on "
        "17 March 2025.",
        "2025-02-18 2025-03-17",
        id="we are replying on",
    ),
    pytest.param(
        "I am responding on behalf of the force to your request of 3 May 2021.\n\n1. None.",
        "2021-05-03 None",
        id="responding, but not on a day",
    ),
    pytest.param(
        "Our Ref/Ein cyf: 2025/31877\nDate/Dyddiad: 12/03/2025\n\nDear Sir\n\nYour request was "
        "received on 14 February 2025.",
        "2025-02-14 2025-03-12",
        id="a label in two languages, English first",
    ),
    pytest.param(
        "Cyf: 24419\n16eg Hydref 2023 / 16th October 2023\n\nDear Sir\n\nYour request of 18 "
        "September 2023 is answered below.",
        "2023-09-18 2023-10-16",
        id="a date in two languages",
    ),
    pytest.param(
        "Please find below our response to your correspondence dated 25 July 2024 in which you "
        "requested the following.",
        "2024-07-25 None",
        id="our response to what is dated",
    ),
    pytest.param(
        "You refer to our response dated 25 July 2024, of which you now seek the figures.",
        "None None",
        id="our response that is dated",
    ),
    pytest.param(
        "Request reference: 1744/23\nReceived 06.03.2023 - Completed 31.03.2023\n\nRequest",
        "2023-03-06 2023-03-31",
        id="two labels on a line",
    ),
    pytest.param(
        "Figures from 06.03.2023 - 31.03.2023\n\nYour request was received on 4 April 2023.",
        "2023-04-04 None",
        id="a period on a line",
    ),
    pytest.param(
        "Drone noise\nPublished: 21 March 2023\n\nRequest\n\n1. How many?\n\nResponse\n\n1. None.",
        "None 2023-03-21",
        id="a page that was published",
    ),
    pytest.param(
        "Drone noise\nPublished: 21 March 2023\nDate of response: 7 March 2023\n\n1. None.",
        "None 2023-03-07",
        id="answered before it was published",
    ),
    pytest.param(
        "We were asked the following on 9 February 2024:\n\n1. How many?\n\n1. None.",
        "2024-02-09 None",
        id="we were asked on",
    ),
    pytest.param(
        "Internal review\nReview asked for: 24 April 2023\nReview completed: 22 May 2023\n\n"
        "What you asked on 6 February 2023\n\n1. How many?\n\nThe decision is upheld.",
        "2023-04-24 2023-05-22",
        id="a review asked for and completed",
    ),
    pytest.param(
        "Internal review\n\nOn 14 November 2022 you asked Norfolk Constabulary to review how your "
        "request of 27 July 2022 was dealt with. I have completed the review.",
        "2022-11-14 None",
        id="a review of how a request was dealt with",
    ),
]


@pytest.mark.parametrize(("text", "both"), [*LETTERS, *OTHER_WAYS, *PRINTED])
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
