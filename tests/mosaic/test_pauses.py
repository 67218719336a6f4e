"""What letters say of their own time: sentences that do, and sentences that only look like it."""

from datetime import date

import pytest

from mosaic.pauses import clarification, extension
from nlp.response import Response, Section


def letter(text, *regimes, responded="2021-05-20", sections=()):
    return Response(
        text=text, regimes=regimes or ("foia",), received="2021-03-01", responded=responded,
        sections=sections,
    )  # fmt: skip


def day(printed):
    return printed and date.fromisoformat(f"2021-{printed}")


@pytest.mark.parametrize(
    ("text", "on", "to"),
    [
        (
            "We wrote to you on 29 March 2021 to extend the time limit under section 10(3) of the"
            " Act until 28 April 2021.",
            "03-29", "04-28",
        ),
        (
            "Section 10(3) enables an authority to extend the 20 working day limit. We have not"
            " yet decided where the balance of the public interest lies, and will not be able to"
            " respond by the statutory deadline. We hope to reply by 4 May 2021.",
            None, "05-04",
        ),
        (
            "Therefore, under section 10(3) of the Act, we\nare extending the deadline for"
            " compliance by 20 days and our\nresponse is due on 30 April 2021.",
            None, "04-30",
        ),
        (
            "The amended date for a response is 12 April 2021. The public interest test needs more"
            " time.",
            None, "04-12",
        ),
        (
            "The time for compliance was extended on 29 March in order to consider the public"
            " interest.",
            "03-29", None,
        ),
    ],
)  # fmt: skip
def test_an_extension_that_was_made(text, on, to):
    found = extension(letter(text))
    assert found is not None
    assert (found.under, found.on, found.to) == ("foia/10/3", day(on), day(to))
    assert text[slice(*found.span)].strip()


@pytest.mark.parametrize(
    "text",
    [
        "We may extend the time limit where the public interest must be weighed.",
        "If we need to extend the deadline to consider the public interest, we will tell you.",
        "Section 10(3) allows an authority to extend the limit to consider the public interest.",
        "The contract was extended to 3 May 2021. The public interest favours disclosure.",
        "No extension of time was needed to consider the public interest.",
        "The public interest was considered. More time was spent on patrol.",
    ],
)
def test_what_is_no_extension(text):
    assert extension(letter(text)) is None


def test_scottish_law_has_no_extension_for_the_public_interest():
    text = "We extended the time limit under section 10(3) to weigh the public interest."
    assert extension(letter(text)) is not None
    assert extension(letter(text, "foisa")) is None
    assert extension(letter(text, "eir")) is None


def test_regulations_extend_for_what_is_complex():
    text = "On 26 April 2021 we wrote to extend the time to forty working days under regulation 7."
    for regime in ("eir", "eisr"):
        found = extension(letter(text, regime))
        assert found is not None
        assert (found.under, found.on) == (f"{regime}/7", day("04-26"))
    assert extension(letter(text, "foia")) is None


@pytest.mark.parametrize(
    ("text", "asked", "came"),
    [
        ("We asked you for clarification on 4 March 2021, which you gave on 9 March 2021.",
         "03-04", "03-09"),
        ("On 4 March we asked you to clarify the period. You replied on 9 March.",
         "03-04", "03-09"),
        ("On 4 March 2021 we asked you what period you meant; you replied on 9 March 2021.",
         "03-04", "03-09"),
        ("I wrote to you on 4 March 2021 to seek clarification. In your reply of 8 March 2021 you"
         " confirmed that you meant drones.", "03-04", "03-08"),
        ("Thank you for your request received on 1 March 2021, which you clarified on 9 March.",
         None, "03-09"),
        ("Your request was received on 1 March 2021 and clarified on 9 March 2021.",
         None, "03-09"),
        ("We received your request on 1 March and asked you for clarification on 4 March.",
         "03-04", None),
        ("We asked you on 4 March 2021 for clarification of your request received on 1 March"
         " 2021.", "03-04", None),
        ("We sought clarification from you and this was received on 12 March 2021.",
         None, "03-12"),
        ("Clarification of your request was received on 9 March 2021.", None, "03-09"),
        ("Further to your e-mail of 9 March 2021 clarifying your request", None, "03-09"),
        ("Clarification Sought\n\nClarification Received (March 09, 2021)", None, "03-09"),
        ("Date clarification received: 09/03/2021", None, "03-09"),
        ("Once we had received your clarification on 9 March 2021 we searched.", None, "03-09"),
        ("Clarification Q: Which counties?\n\nClarification A: All four please.", None, None),
    ],
)  # fmt: skip
def test_a_clarification_and_its_days(text, asked, came):
    found = clarification(letter(text))
    assert found is not None
    assert (found.asked, found.came) == (day(asked), day(came))


@pytest.mark.parametrize(
    "text",
    [
        "If you require clarification, please contact me before 9 March 2021.",
        "For clarification, the figures are for 2020.",
        "To clarify, officers were asked on 3 March 2021.",
        "Please clarify which offences you mean.",
        "The 20 working days start the day after we receive the necessary clarification.",
        "The policy was clarified on 3 March 2021 by the College of Policing.",
        "You asked us to clarify how many drones there were on 3 March 2021.",
        "No clarification was needed.",
    ],
)
def test_what_is_no_clarification(text):
    assert clarification(letter(text)) is None


def test_what_the_requester_says_is_not_what_the_force_says():
    text = "You asked: we asked you for clarification on 4 March 2021.\n\nOur answer: none held."
    quoted = (
        Section(kind="request", exemption=None, starts="You asked", spans=((0, 60),)),
        Section(kind="response", exemption=None, starts="Our answer", spans=((60, len(text)),)),
    )
    assert clarification(letter(text)) is not None
    assert clarification(letter(text, sections=quoted)) is None


def test_a_day_without_a_year_stands_before_the_answer():
    text = "You clarified your request on 20 December."
    found = clarification(letter(text, responded="2021-01-15"))
    assert found is not None
    assert found.came == date(2020, 12, 20)
