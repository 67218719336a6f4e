"""Where answers end and refusals begin."""

import pytest

from nlp.read import read

VANS = """You asked:

1. How many vans are unmarked?

2. How many vans are there?

Response

2. There are 61.

The number in question 1 is exempt by virtue of section 31(1)(a) of the Freedom of Information Act.

Offenders who knew how few unmarked vans there are would be able to tell when none was near, would
evade detection and would put officers at risk.

In favour of disclosure, the vans are bought with public money"""
"""A refusal with its harm, as far as the sides of the test."""

LETTERS = {
    "figures straight under the request, a refusal after them": (
        "request response exemptions",
        """Dear Mr Tester

Thank you for your e-mail, in which you wrote:

"I should like to know how many horses the force owns, what they cost and where they are stabled."

On 1 May 2023 the force owned 14 horses, 9 of them mares, and they cost £88,120 in the year. Each
has a certificate of exemption from the fee.

The addresses of the stables are held, and they are exempt by virtue of section 31(1)(a) of the
Freedom of Information Act 2000, the prevention of crime.
""",
    ),
    "each side of the test in a sentence of its own": (
        "request response exemptions harm pit-for pit-against balance",
        VANS
        + """ and people may ask how it is spent.

Against it there is the loss of a means of catching thieves, whose victims would be more numerous.

On balance the public interest is outweighed by the harm and the exemption is maintained.
""",
    ),
    "both sides in one paragraph": (
        "request response exemptions harm balance",
        VANS
        + """. Against it, thieves would profit.
On balance we find that the public interest lies in withholding the number.
""",
    ),
    "cost among answers": (
        "request response exemptions response",
        """You asked:

1. How many bicycles were stolen?

2. How many of their owners had a lock?

3. How many were found?

Response

1. There were 4,120.

2. Each of the 4,120 reports would have to be read, at five minutes each, which is 343 hours.
Section 12(1) of the Freedom of Information Act 2000 does not oblige us to go past 18 hours.

3. 377 were found.
""",
    ),
    "a document in an appendix is no answer": (
        "request response review annex",
        """You asked for:

1. The number of officers on duty.

2. The strategy.

Response

1. There were 418 officers.

2. It is attached as Appendix B.

If you are unhappy with this response you may ask for an internal review within 40 working days.

Yours sincerely

Ann Officer

APPENDIX B

STRATEGY FOR THE DAY

1. The aim is to keep the peace.
2. Officers will speak to both sides.
3. Places of worship will be visited.
""",
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_what_gives_is_told_from_what_refuses(name: str) -> None:
    kinds, text = LETTERS[name]

    found = [section.kind for section in read(text).sections if section.kind != "boilerplate"]

    assert " ".join(found) == kinds


def test_an_absolute_exemption_is_disposed_of_in_a_passage_of_its_own() -> None:
    text = """Response

We can neither confirm nor deny that the information is held, as the duty in section 1(1)(a) of the
Freedom of Information Act 2000 does not apply by virtue of

Section 23(5) Information supplied by certain security bodies
Section 24(2) National security
Section 31(3) Law enforcement

Section 23 is absolute and is not subject to any test.

If it were confirmed that such products were used, criminals and terrorists would evade detection.
"""

    found = [(section.kind, section.exemption) for section in read(text).sections]

    assert found[-2:] == [("exemptions", "foia/23/5"), ("harm", None)]


def test_the_lines_of_one_list_are_one_passage() -> None:
    text = """Response

With regard to question 4 we can neither confirm nor deny that any other information is held, as
the duty in section 1(1)(a) of the Act does not apply by virtue of the following exemptions:

Section 23(5) - Information supplied by, or relating to, bodies dealing with security matters
Section 24(2) - National security
Section 31(3) - Law enforcement

Sections 24 and 31 are qualified and prejudice based.

Overall Harm

Criminals would learn of the tactic and would evade detection.
"""

    kinds = [section.kind for section in read(text).sections]

    assert kinds.count("exemptions") == 1
