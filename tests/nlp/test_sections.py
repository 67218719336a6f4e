import json
from pathlib import Path

import pytest
import spacy

import nlp.pipeline  # noqa: F401  (registers the attributes of a document)
from nlp.layout import Layout
from nlp.sections import Sections

BLANK = spacy.blank("en")
LETTERS = Path(__file__).parent.parent / "golden" / "letters"


def sections(text: str):
    doc = BLANK.make_doc(text)
    return Sections()(Layout()(doc))._.sections


def test_sections_cover_the_letter_in_order() -> None:
    for path in LETTERS.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        found = sections(text)
        ends = [0]
        for section in found:
            ((start, end),) = section.spans
            assert not text[ends[-1] : start].strip()
            assert " ".join(text[start:end].split()).startswith(section.starts)
            ends.append(end)
        assert not text[ends[-1] :].strip()


def test_kinds_of_the_gold_letters_are_nearly_all_right() -> None:
    right = every = 0
    for path in LETTERS.glob("*.json"):
        gold = [(s["kind"], s["starts"]) for s in json.loads(path.read_text())["sections"]]
        found = [(s.kind, s.starts) for s in sections(path.with_suffix(".txt").read_text("utf-8"))]
        every += len(gold)
        right += len(set(gold) & set(found))
    assert right > 0.85 * every


def test_an_empty_text_has_no_sections() -> None:
    assert sections(" \n\n\t ") == ()


KINDS = {
    "in turns, with headings in the force's own words": (
        "boilerplate request response request response request response exemptions harm "
        "pit-for pit-against balance boilerplate review ico boilerplate",
        """OFFICIAL

Freedom of Information Unit
Harbour Police
Quay House, Seaton SE1 2AB

Our ref: 4421/FOI/22

Date: 7 November 2022

Dear Mr Tester,

I am responding to your FOI request, received 10 October 2022, in which you asked about
undercover officers.

Your questions and our responses are below.

1. How many undercover officers have been deployed in student unions since 2010?

Harbour Police has deployed none.

2. How much was spent on training them?

As above.

3. Is there a written policy on such deployments, and may I have a copy?

Yes. The authorised professional practice is published by the College of Policing at
https://www.college.police.uk/app and so Section 21 applies.

Section 23(5) is absolute and no public interest test is needed. Sections 24 and 31 are qualified.

What would be the harm?

If the force were to say that it had deployed officers in this way, those who are active in
crime would look for them. If it said that it had not, they would be reassured.

Why disclosure might be in the public interest

The use of undercover officers has been the subject of a public inquiry and people want to know
that lessons have been learned.

Why it might not be

Officers past and present may be put at risk, whether or not any such deployment took place,
and sources will dry up.

Our conclusion

The public interest in keeping people safe outweighs the public interest in confirming or denying.

None of the above should be taken to mean that information is held.

What to do if you are unhappy

Write to the Head of Disclosure within two months and ask for an internal review.

After that you can go to the Information Commissioner: ico.org.uk, 0303 123 1113.

A Tester
Disclosure Adviser
""",
    ),
    "a log page with one paragraph of questions": (
        "boilerplate request response exemptions boilerplate",
        """Harbour Police FOI disclosure log

Body worn cameras - 22/0987

Request date: 4 January 2022
Response date: 31 January 2022

What was asked

How many body worn cameras does the force have? What make are they? How many incidents of loss
have there been in the last three years? I would also like the names of officers who lost one.

What we said

The force has 1,204 cameras, all made by Axon. There have been 14 losses: 3 in 2019, 5 in 2020
and 6 in 2021.

The names of the officers are personal information and are exempt under section 40(2) of the
Act. Officers of junior rank would have no expectation that their names would be published in
this context.

Section 40(2) is an absolute exemption so we do not need to consider the public interest.

How helpful was this page?
""",
    ),
    "an internal review that gives more": (
        "boilerplate request response response exemptions ico boilerplate",
        """Harbour Police
Internal Review

Our ref: IR/22/114
12 May 2022

Dear Ms Tester

Thank you for your email of 14 April 2022 asking for a review of our response to your request
22/0871.

Your original request

"Please provide the number of officers suspended on full pay on 1 January 2022 and the reason
for each suspension."

Our original response

We told you that 11 officers were suspended and refused to give the reasons under section 40(2).

Your request for a review

You argue that reasons could be given without naming anyone.

Review outcome

I have looked at the matter afresh. I agree that some of the reasons can be given. Of the 11
suspensions, six followed an allegation of assault and three an allegation of dishonesty.

I uphold the use of section 40(2) for the remaining two. In those cases the reason is so
particular that colleagues would know who is meant.

If you remain unhappy you can complain to the Information Commissioner.

B Tester
Review Officer
""",
    ),
    "a blank line after each line": (
        "boilerplate response exemptions harm balance review",
        """North Harbour Constabulary

I write in connection with your request for information which was received on 1 March 2017, in

which you asked for details of payments made to informants in each of the last three financial

years, and for the largest payment made in each of those years.

Response

The total paid in each year was £41,200 in 2013/14, £38,900 in 2014/15 and £44,650 in 2015/16. I

am not able to give you the largest payment in each year. It is exempt by virtue of the following

exemptions:

Section 30(2)(a)(iii) Investigations

Section 38(1)(b) Health and Safety

Harm

A large payment may be recognised by those among whom the source lives, and the source could be

attacked. Others would be less willing to help the police in future.

Public Interest Test

There is a public interest in knowing how public funds are spent, and it is met by the totals. On

balance it is outweighed by the need to protect sources.

Your right to complain

You have the right to ask for a review of this decision. Write to the address above. You may also

apply to the Information Commissioner at Wycliffe House, Water Lane, Wilmslow.
""",
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_passages_are_known_by_what_they_say(name: str) -> None:
    kinds, text = KINDS[name]
    assert " ".join(s.kind for s in sections(text)) == kinds
