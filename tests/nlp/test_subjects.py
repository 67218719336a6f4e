"""What the passages of a letter are about, where they do not say so themselves."""

import pytest

from nlp.block import words_of
from nlp.layout import blocks_of
from nlp.read import read

LETTER = """Harbour Police
Quay House, Seaton SE1 2AB

Our ref: 4421/FOI/22

Dear Ms Ferryman

You asked:

1. How many boats does the force own?
2. Please send the plan of the boathouse.

Our response

1. The force owns four boats.

{body}

If you are not satisfied you may ask for an internal review within 40 working days.

Yours sincerely
Information Unit
"""
HARM = """Harm

Those who smuggle would learn from it where the boats are kept and when nobody is there. The
prevention of crime would be prejudiced and crews would be put at risk."""
WEIGHED = """Public interest test

The public would be better informed about how money is spent. Against that, offenders would
evade detection. On balance the public interest favours maintaining the exemption."""

ARGUED = {
    "one of two is absolute": (
        "foia/31/1/a",
        """Exemptions

The plan is withheld by virtue of the following exemptions:

Section 31(1)(a) - Law Enforcement
Section 40(2) - Personal Information""",
    ),
    "one of two is absolute, of what may not be confirmed": (
        "foia/31/3",
        """Neither confirm nor deny

Harbour Police can neither confirm nor deny that it holds any other information, as the duty in
section 1(1)(a) does not apply, by virtue of section 23(5) (security bodies) and section 31(3)
(law enforcement).""",
    ),
    "only the first of three may be weighed": (
        "foia/43/2",
        """Refusal notice

For 2 we rely on section 43(2), commercial interests, section 40(2), personal information, and
section 21(1), information accessible by other means.""",
    ),
    "both may be weighed": (
        None,
        """Exemptions

The plan is exempt under section 31(1)(a) (law enforcement) and section 38(1)(b) (health and
safety).""",
    ),
    "one after the other, in two lists": (
        None,
        """Exemptions

The plan is withheld by virtue of the following exemptions:

Section 31(1)(a) - Law Enforcement
Section 38(1)(b) - Health and Safety

Exemption explanation

Sections 31 and 38 are qualified and based on prejudice, so that harm has to be shown.""",
    ),
}


@pytest.mark.parametrize("name", ARGUED)
def test_an_argument_is_about_the_one_provision_that_is_weighed(name: str) -> None:
    about, listed = ARGUED[name]
    text = LETTER.format(body=f"{listed}\n\n{HARM}\n\n{WEIGHED}")
    found = {s.kind: s.exemption for s in read(text).sections}
    assert (found["harm"], found["balance"]) == (about, about)


def test_in_scotland_what_is_not_revealed_is_weighed_whatever_it_is() -> None:
    text = LETTER.replace("Harbour Police", "Police Scotland").format(
        body=f"""In terms of section 18(1) of the Freedom of Information (Scotland) Act 2002 I
refuse to reveal whether any further information exists or is held. It would be exempt under:

Section 35(1)(a) - Law Enforcement
Section 38(1)(b) - Personal Information

{HARM}"""
    )
    assert [s.exemption for s in read(text).sections if s.kind == "harm"] == [None]


@pytest.mark.parametrize(
    "words",
    [
        "The name on the plan is that of a junior member of staff. To print it would not be fair.",
        "Those who drew it are named. Under the UK GDPR there is no lawful basis to publish that.",
        "The crew are named. Those are personal data and it would be unfair to publish them.",
    ],
)
def test_words_on_personal_data_are_about_the_provision_for_it(words: str) -> None:
    text = LETTER.format(
        body=f"""Exemptions

The plan is withheld by virtue of the following exemptions:

Section 31(1)(a) - Law Enforcement
Section 43(2) - Commercial Interests
Section 40(2) - Personal Information

{HARM}

{WEIGHED}

Names

{words}"""
    )
    found = [s for s in read(text).sections if s.kind == "exemptions"]
    assert found[-1].exemption == "foia/40/2"


def test_what_is_recited_under_the_heading_of_a_provision_is_no_subject() -> None:
    text = LETTER.format(
        body="""Section 38(1)(a) - Health and Safety

Information is exempt where its disclosure would endanger anyone. The dead are not data
subjects, so that section 40 does not apply to them, and it is the living that I considered.

Section 40(2) - Personal Information

The names of the crew are their personal data and it would be unfair to publish them."""
    )
    found = [s.exemption for s in read(text).sections if s.kind in ("exemptions", "harm")]
    assert found == ["foia/38/1/a", "foia/40/2"]


HEADED = """HARBOUR POLICE
Quay House, Seaton SE1 2AB
Your request, which came to us on 16 October 2024, reads:
"1. How many boats does the force own, and how many of them were bought in the last five years?
2. Where are they kept, and who is in charge of the boathouse in which they are kept at night?"
We have looked into this. The force owns four boats, and where they are kept is not told here as
that would be of help to those who smuggle. Section 31(1)(a) of the Act applies to the answer.
Why there would be harm
Those who smuggle would learn from it where the boats are kept and when nobody is there, as each
of the four crews has its own hours. A map of the coast could be drawn with the gaps in it shown.
What speaks for an answer
The public would be better informed about how money is spent, as boats cost more than most of us
would think and are seldom seen at sea. On balance the interest in not helping them is greater."""


def test_headings_are_told_where_no_blank_line_is_left() -> None:
    kinds = {words_of(HEADED, b)[:30]: b.kind for b in blocks_of(HEADED)}
    assert kinds["Why there would be harm"] == "heading"
    assert kinds["What speaks for an answer"] == "heading"


def test_the_last_of_quoted_questions_ends_with_the_quotation() -> None:
    starts = [words_of(HEADED, b)[:20] for b in blocks_of(HEADED)]
    assert "We have looked into " in starts


@pytest.mark.parametrize("lead", ["In your letter you wrote:", "You asked:", "Your request read:"])
def test_nothing_is_answered_straight_under_the_words_that_lead_to_a_request(lead: str) -> None:
    text = f"""Harbour Police

Dear Ms Ferryman

{lead}

I study boats in the public sector. I should like a copy of the guidance to crews, the number of
boats that have been bought and what they cost.

The guidance is attached. We bought four boats at a cost of £32,450.

If you are not satisfied you may ask for an internal review within 40 working days.
"""
    kinds = [s.kind for s in read(text).sections]
    assert kinds[:3] == ["boilerplate", "request", "response"]
