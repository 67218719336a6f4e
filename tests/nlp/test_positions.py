import json
from pathlib import Path

import pytest
import spacy

import nlp.pipeline  # noqa: F401  (registers the attributes of a document)
from nlp.layout import Layout
from nlp.positions import Positions
from nlp.questions import Questions
from nlp.read import read as read_letter
from nlp.sections import Sections

BLANK = spacy.blank("en")
LETTERS = Path(__file__).parent.parent / "golden" / "letters"


def read(text: str):
    doc = Layout()(BLANK.make_doc(text))
    return Positions()(Questions()(Sections()(doc)))._


def test_the_positions_of_the_gold_letters_are_nearly_all_right() -> None:
    right = every = headlines = letters = 0
    for path in LETTERS.glob("*.json"):
        gold = json.loads(path.read_text("utf-8"))
        found = read(path.with_suffix(".txt").read_text("utf-8"))
        positions = {a.question: a.position for a in found.positions}
        right += sum(positions.get(p["question"]) == p["position"] for p in gold["positions"])
        every += len(gold["positions"])
        headlines += found.outcome == gold["outcome"]
        letters += 1
    assert right >= 0.92 * every
    assert headlines >= 0.9 * letters


def test_evidence_lies_in_the_text() -> None:
    for path in LETTERS.glob("*.txt"):
        text = path.read_text("utf-8")
        for answer in read(text).positions:
            assert all(0 <= start < end <= len(text) for start, end in answer.spans)
            assert (answer.position is None) == (answer.reason is not None)


THREE = """You asked:

1. How many horses does the force own?
2. What was spent on hay in 2022?
3. Does the force plan to buy more horses?
"""
"""A request with two questions of amount and one of yes or no."""

ANSWERS = {
    "ranges": (
        "1 not-held, 2 not-held, 3 not-held",
        "not-held",
        THREE
        + """Response

In relation to questions 1 to 3, no information is held by Downshire Police.
""",
    ),
    "with regard to point": (
        "1 disclosed, 2 disclosed, 3 denied",
        "disclosed",
        THREE
        + """Our reply

With regard to point 1, the force owns 14 horses. With regard to point 2, £12,400 was spent.
With regard to point 3, there are no plans.
""",
    ),
    "q and q": (
        "1 disclosed, 2 disclosed, 3 confirmed",
        "disclosed",
        THREE
        + """Response

Q1 & Q2: Please see the attached spreadsheet.

Q3: Yes, two will be bought next year.
""",
    ),
    "first question": (
        "1 disclosed, 2 withheld, 3 denied",
        "partly-disclosed",
        THREE
        + """Response

Your first question: 14. Your second question is refused under Section 43(2) of the Act. As to
your third question, no.
""",
    ),
    "remainder": (
        "1 disclosed, 2 withheld, 3 withheld",
        "partly-disclosed",
        THREE
        + """Response

1. The force owns 14 horses.

The remaining questions are exempt under Section 31(1)(a) of the Freedom of Information Act.
""",
    ),
    "whole letter cost": (
        "1 cost, 2 cost, 3 cost",
        "cost",
        THREE
        + """Response

I estimate that it would take more than 18 hours to find the information you have requested.
Section 12(1) of the Act applies and your request is refused.
""",
    ),
    "whole letter ncnd": (
        "1 ncnd, 2 ncnd, 3 ncnd",
        "ncnd",
        THREE
        + """Response

Downshire Police can neither confirm nor deny that it holds the information that you have
requested, as the duty in Section 1(1)(a) does not apply by virtue of Section 31(3) Law
Enforcement.
""",
    ),
    "vexatious": (
        "1 vexatious, 2 vexatious, 3 vexatious",
        "vexatious",
        THREE
        + """Decision

Your request is refused as vexatious under Section 14(1) of the Act.
""",
    ),
    "interleaved": (
        "1 disclosed, 2 not-held, 3 denied",
        "disclosed",
        """1. How many horses does the force own?

14

2. What was spent on hay in 2022?

This information is not recorded.

3. Does the force plan to buy more horses?

No.
""",
    ),
    "labelled interleaved": (
        "1 withheld, 2 disclosed, 3 confirmed",
        "partly-disclosed",
        """Question 1: How many horses does the force own?
Response: Withheld under Section 31(1)(a).

Question 2: What was spent on hay in 2022?
Response: £12,400.

Question 3: Does the force plan to buy more horses?
Response: Yes.
""",
    ),
    "elsewhere": (
        "1 elsewhere, 2 elsewhere, 3 elsewhere",
        "elsewhere",
        THREE
        + """Response

All of the information you have requested is published on our website and is exempt under
Section 21(1) as it is reasonably accessible to you.
""",
    ),
    "follow ups": (
        "1 confirmed, 2 disclosed, 3 not-applicable",
        "disclosed",
        """You asked:

1. Does the force own drones?
2. If so, how many?
3. If not, why not?

Response

1. Yes.
2. Twelve.
""",
    ),
    "follow ups of no": (
        "1 denied, 2 not-applicable, 3 not-applicable",
        "disclosed",
        """You asked:

1. Does the force own drones?
2. If so, how many?
3. If so, what did they cost?

Response

The force does not own drones.
""",
    ),
    "partly": (
        "1 partly-disclosed, 2 partly-disclosed, 3 not-held",
        "partly-disclosed",
        THREE
        + """Response

1. 14. The stables at which they are kept are exempt under Section 31(1)(a).
2. A redacted copy of the invoice is attached.
3. Not held.
""",
    ),
    "partial ncnd by number": (
        "1 disclosed, 2 disclosed, 3 denied*",
        "partly-disclosed",
        THREE
        + """Response

1. 14
2. £12,400
3. No.

Downshire Police neither confirms nor denies that it holds any other information relevant to
question 3 regarding covert use, by virtue of Section 31(3).
""",
    ),
    "nil is given": (
        "1 disclosed, 2 disclosed, 3 denied",
        "disclosed",
        THREE
        + """Response

1. Nil.
2. £0
3. None planned.
""",
    ),
    "prose in order of subject": (
        "1 disclosed, 2 disclosed, 3 denied",
        "disclosed",
        THREE
        + """Response

The force owns 14 horses. It spent £12,400 on hay in 2022. There are no plans to buy more horses.
""",
    ),
    "clarification": (
        "1 clarify",
        "clarify",
        """You asked: how many bad incidents were there last year?

Response

It is not clear what you mean by bad incidents. Please clarify which offences you have in mind
so that we can identify the information.
""",
    ),
    "own data": (
        "1 withheld, 2 withheld",
        "subject-access",
        """You asked for:

1. My custody record of 3 May 2021
2. The statement that I gave

Response

You are asking for information about yourself. It is exempt under Section 40(1) of the Act. You
can make a subject access request under the Data Protection Act.
""",
    ),
    "a table of answers": (
        "1 disclosed, 2 not-held, 3 denied",
        "disclosed",
        THREE
        + """Response

Question | Answer
1 | 14
2 | Not held
3 | No
""",
    ),
    "passed over": (
        "1 disclosed, 2 unanswered, 3 confirmed",
        "partly-disclosed",
        THREE
        + """Response

1. 14
3. Yes
""",
    ),
    "table under a number": (
        "1 disclosed, 2 withheld, 3 denied",
        "partly-disclosed",
        THREE
        + """Response

Q1. The figures are in the table below.

Station Horses
Northtown 8
Southtown 6

Q2. This question is exempt under section 43(2).

Q3. We do not plan to buy more horses.
""",
    ),
    "future publication": (
        "1 elsewhere",
        "elsewhere",
        """Request

How many horses were injured in 2022?

Response

The figures are due to be published in June. They are exempt under Section 22(1) of the Act.
""",
    ),
    "scottish": (
        "1 disclosed, 2 withheld",
        "partly-disclosed",
        """Your request is set out below.

1. How many horses were bought in 2021?
2. Where are they kept?

In response to question 1, the information sought is held by Police Scotland: four horses were
bought.

In response to question 2, I am refusing to provide the information in terms of Section 16 of
the Act as it is exempt under Section 35(1)(a).
""",
    ),
    "advice is no answer": (
        "1 not-held, 2 not-held, 3 not-held",
        "not-held",
        THREE
        + """Response

The information is not held by this force. You may wish to ask the Home Office, which publishes
figures on its website. A request for one year could be dealt with, although exemptions may
apply.
""",
    ),
    "numbers of sections are no pointers": (
        "1 disclosed, 2 disclosed, 3 confirmed",
        "disclosed",
        THREE
        + """Response

1. 14
2. £12,400
3. Yes

Sections 1 and 2 of the Animal Welfare Act 2006 and Part 3 of the Police Act 1997 were
considered when the horses were bought.
""",
    ),
    "eir cost": (
        "1 cost",
        "cost",
        """Request: please list all complaints of noise from police horses since 2001.

Response: Regulation 12(4)(b) of the Environmental Information Regulations applies as the
request is manifestly unreasonable on grounds of cost.
""",
    ),
    "two forces": (
        "1 not-held, 2 not-held, 3 denied",
        "disclosed",
        THREE
        + """Response

Neither force holds any information in respect of questions 1 and 2.

Question 3 - Neither force has plans to buy horses.
""",
    ),
    "a paragraph for each of the lines that were bullets": (
        "1 disclosed, 2 not-held, 3 disclosed, 4 denied",
        "disclosed",
        """Dear Ms Tester

FREEDOM OF INFORMATION REQUEST REFERENCE NUMBER: 2021/0345

Thank you for your request received on the 9 June 2021 regarding police dogs. For clarity this
has been reproduced below.

Request:

Please provide me with the following under the Freedom of Information Act:

The number of police dogs that were retired in each of the last five years
The cost to the force of each dog from purchase to retirement
The name of any charity to which dogs were given
Whether the force pays for the care of retired dogs

Response:

Number retired: 2016: 4, 2017: 6, 2018: 3, 2019: 5, 2020: 2.

The cost of each dog is not recorded separately.

The force has not given dogs to a charity.

The force does not pay for the care of retired dogs.

I would like to take this opportunity to thank you for your interest in Harbour Police.

Should you have any further enquiries please contact the undersigned.

Yours sincerely

D Tester
Freedom of Information Officer

In complying with their statutory duty under sections 1 and 11 of the Freedom of Information
Act 2000 to release the enclosed information, Harbour Police will not breach the Copyright,
Designs and Patents Act 1988.
""",
    ),
    "a heading for each side, in other words": (
        "1 ncnd, 2 ncnd, 3 ncnd, 4 ncnd",
        "ncnd",
        """Harbour Constabulary
Ref: 0456/19/FOI

In reply to your request for information under the Freedom of Information Act received 4
February 2019 about the use of hidden cameras:

Q1 - How many hidden cameras does the force have?
Q2 - What did they cost?
Q3 - Do you use hidden cameras in schools?
Q4 - If yes, name the schools

Q1 to Q4 - The Constabulary neither confirms nor denies that it holds the information requested
by virtue of section 31(3) of the Freedom of Information Act 2000.

Prejudice to law enforcement

Saying whether the Constabulary has such cameras, and how many, would tell those who commit
crime how likely they are to be watched. They would change what they do.

Public interest arguments in favour of confirming or denying:

It would help the public to understand how they are policed.
It would show that money is well spent.

Public interest arguments against confirming or denying:

It would make it harder to detect crime.
It would make covert operations fail.

The balance of these arguments falls on the side of neither confirming nor denying.

This letter is a refusal notice under section 17 of the Act.

RIGHT OF APPEAL

If you wish to appeal against this decision write to the Chief Constable within 40 working days.

You may also appeal to the Information Commissioner.
""",
    ),
    "a refusal at the head of its harm": (
        "1 partly-disclosed",
        "partly-disclosed",
        """Page 1 of 2
Harbour Police - Environmental Information

Dear Sir

Thank you for your e-mail of 2 August 2022, in which you made the following request:

"How many complaints about the noise of the force helicopter did you receive in 2021, and what
were the flight paths on the nights in question?"

We have dealt with this under the Environmental Information Regulations 2004.

87 complaints about noise were received in 2021.

Page 2 of 2

The flight paths are excepted from disclosure under regulation 12(5)(a) (public safety). They
would show the areas that are searched most often and the height at which the helicopter can be
seen from the ground, and so would help those who wish to avoid it.

Regulation 12(1)(b) requires us to balance the public interest. There is a presumption in
favour of disclosure and residents have a proper interest in noise. The interest in catching
offenders is the weightier.

You may make representations to us within 40 working days if you are not content, and then
apply to the Information Commissioner.

Environmental Desk
""",
    ),
    "a note without headings": (
        "1 partly-disclosed",
        "partly-disclosed",
        """On 4 June you asked Harbour Police: "Has any officer been disciplined for
misuse of the police
national computer since 2015? If so, please give the rank of each and the sanction."

Yes. Nine officers have been disciplined. Their ranks were constable (7) and sergeant (2).

The sanction in each case is withheld under section 40(2) of the Freedom of Information Act
because, with the rank, it would allow colleagues to identify the person.

Harbour Police Disclosure Team
""",
    ),
    "an annex for the exemption": (
        "1 disclosed, 2 withheld, 3 confirmed",
        "partly-disclosed",
        """Harbour Police
FOI Team

Request Ref: 5567/2022

Dear Requester

You have asked for:

Question 1. The number of officers who have been arrested since 2019
Question 2. The offence in each case
Question 3. Whether any is still serving

I have set out our answers to your questions below.

Question 1: The number is 31.

Question 2: I am unable to provide this as it would identify individuals. Please see
Annex A for the exemption.

Question 3: Yes.

Annex A

Section 40(2) Personal information

This exemption applies to personal data of third parties. The offences, if given with
the small number of officers, would identify them. To disclose would breach the first
data protection principle. Section 40 is an absolute exemption and no public interest
test is required.

Annex B

Right to complain

You can ask for an internal review within 40 working days. You may then apply to the
Information Commissioner.
""",
    ),
    "a search without result for all": (
        "1 not-held, 2 not-held, 2a not-held, 2b not-held",
        "not-held",
        """Freedom of Information Request 445/20

Request:

1) In the last 3 years how many times has your force used its powers under Section 163
of the Road Traffic Act to stop a vehicle?
2) Of these, how many were later found to be of interest?
   a) because the driver was uninsured
   b) because the driver was wanted

Answer:

I have contacted our Roads Policing Unit. They tell me that no record is kept of each
stop under section 163 unless the driver is dealt with for an offence.

The information is therefore not held for question 1 and it follows that it is not held
for question 2.

Under our duty to assist I can tell you that 3,200 drivers were reported for having no
insurance in the same time.

If you are not happy with this answer you can complain to us at the address on our
website or to the Information Commissioner's Office.
""",
    ),
    "some letters enclosed and some withheld": (
        "1 partly-disclosed",
        "partly-disclosed",
        """Dear Ms Tester,

REQUEST FOR INFORMATION - 1123/18

In your request of 6 June 2018 you stated:

"I wish to see all correspondence between the Chief Constable and the developer of the
harbour since 1 January 2017."

Having searched the mailbox of the Chief Constable we have found eleven letters. Eight
are enclosed. Three are withheld.

The three letters are exempt under section 43(2) (commercial interests) and section
41(1) (information provided in confidence).

Section 43(2)

The letters set out what the developer would be ready to pay for a site that belongs to
the police. The force would be likely to get a lower price if others knew.

Public interest considerations

Favouring disclosure - The sale of police land is of interest to the town and openness
would show that the best price is being sought.

Favouring non-disclosure - The talks go on. If the letters were disclosed now the
developer might withdraw and the public purse would suffer.

Having considered these, the public interest is in favour of withholding the letters
until the sale is complete.

Section 41(1)

The developer gave the information in confidence and could sue if it were disclosed.
This exemption is absolute.

Yours sincerely,

E Tester
Data Office

Should you wish to complain, please write to the Data Office in the first place. Our
procedure is on our website.

Office of the Information Commissioner: www.ico.org.uk
""",
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_are_aligned_and_judged(name: str) -> None:
    positions, outcome, text = ANSWERS[name]
    found = read(text)
    starred = [
        f"{a.question} {a.position}{'*' if a.partial_ncnd else ''}" for a in found.positions
    ]
    assert ", ".join(starred) == positions
    assert found.outcome == outcome


def test_a_real_partial_refusal_denies_the_first_question(corpus: Path) -> None:
    (letter,) = (corpus / "seed").glob("*.txt")
    found = read(letter.read_text("utf-8"))
    assert [q.id for q in found.questions] == ["1", "2a", "2b", "3", "3a"]
    assert (found.positions[0].position, found.positions[0].partial_ncnd) == ("denied", True)
    assert found.positions[1].position == "not-applicable"
    assert found.outcome == "partly-disclosed"


def test_where_all_is_relied_on_to_say_nothing_nothing_is_withheld() -> None:
    letter = """Police Scotland
Our Ref: IM-FOI-2020-0099
3 March 2020

Your request was received on 10 February 2020.

1. How many informants did the force pay in 2019?

Section 16 of the Freedom of Information (Scotland) Act 2002 asks for a notice when information
is refused because it is exempt.

Police Scotland gives notice under section 18(1). If the information existed and was held it
would be exempt under section 34(1)(b) and section 35(1)(a).
"""
    found = read_letter(letter)

    assert [(entry.id, entry.ncnd) for entry in found.exemptions if entry.engaged] == [
        ("foisa/34/1/b", True),
        ("foisa/35/1/a", True),
    ]
    assert [answer.position for answer in found.positions] == ["ncnd"]
