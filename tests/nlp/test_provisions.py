"""What letters rely on, reject, quote and decide. The letters are made up for these tests."""

import json
from pathlib import Path
from typing import Any

import pytest
import spacy

from nlp import pipeline
from nlp.citations import Citations
from nlp.hints import Hints
from nlp.provision import law
from nlp.provisions import Provisions
from nlp.read import read
from nlp.regimes import Regimes, regimes
from nlp.response import Section, SectionKind

assert pipeline.COMPONENTS  # the module registers what the components set

SHORT = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "golden" / "citations" / "short-letters.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
NO_SECTIONS: tuple[tuple[SectionKind, str], ...] = ()


def _read(
    text: str,
    forces: tuple[str, ...] = (),
    sections: tuple[tuple[SectionKind, str], ...] = NO_SECTIONS,
) -> tuple[str, str]:
    """Exemptions and procedural provisions: ``!`` is not relied on, ``*`` is NCND."""
    doc = spacy.blank("en").make_doc(text)
    doc._.hints = Hints()
    doc._.forces = forces
    doc._.sections = tuple(
        Section(kind=kind, exemption=None, starts=starts, spans=((at, at + 1),))
        for kind, starts in sections
        for at in (text.index(starts),)
    )
    for component in (Regimes(), Citations(), Provisions()):
        doc = component(doc)
    exemptions = " ".join(
        item.id + ("" if item.engaged else "!") + ("*" if item.ncnd else "")
        for item in doc._.exemptions
    )
    return exemptions, " ".join(item.id for item in doc._.procedural)


LETTERS = {
    "a refusal, and a refusal to confirm or deny covert use, keep their own limbs": (
        """Dear Sir

1. How many drones does the force own?
2. Where are they stored?
3. Are they used covertly?

Q1. Twelve.

Q2. This is withheld under Section 31(1)(a) and (b) Law Enforcement. To publish the places would
invite theft.

Q3. The Constabulary can neither confirm nor deny that it holds any other information, as the duty
in Section 1(1)(a) of the Freedom of Information Act 2000 does not apply, by virtue of:

Section 23(5) – Information supplied by, or concerning, certain security bodies
Section 24(2) – National security
Section 31(3) – Law enforcement

Section 23 is absolute and the public interest test does not apply to it. Section 17 of the Act
requires the Constabulary to tell you so.
""",
        "foia/31/1/a foia/31/1/b foia/23/5* foia/24/2* foia/31/3*",
        "foia/1/1/a foia/17",
    ),
    "what only the requester cites is listed as not relied on": (
        """Freedom of Information Act 2000

You asked:

How many officers were dismissed in 2022? Please do not say that section 12 applies, and as I want
no names section 40(2) cannot.

Our response:

Seven officers were dismissed.

Section 17 of the Act sets out what a refusal notice must say.
""",
        "foia/40/2!",
        "",
    ),
    "what stands between the marked lines of a mail is the authority's": (
        """From: FOI Team
Sent: 8 September 2031 16:42

Hi,

My answers are in between your questions.

On 17/08/2031 at 09:10, A Person wrote:
> Under the Freedom of Information Act, and not section 43(2) please:
> 1. How many dogs are there?

40. The number of handlers is exempt under section 31(1)(a) of the Act.
""",
        "foia/31/1/a foia/43/2!",
        "",
    ),
    "one that is relied on in so far as another is not engaged": (
        """The duty to confirm or deny does not arise by virtue of section 23(5) of the Freedom of
Information Act. To the extent that section 23(5) should not be engaged, section 24(2) excludes
that duty as well.
""",
        "foia/23/5* foia/24/2*",
        "",
    ),
    "the law on cost, after the decision that it is for": (
        """I regret that I am not in a position to meet your request because the cost of doing so
would be above the appropriate limit. Section 12(1) of the Freedom of Information Act 2000 does not
oblige a public authority to comply in that case. This letter acts as a refusal notice under
section 17(5) of the Act.
""",
        "",
        "foia/12/1 foia/17/5",
    ),
    "an internal review drops one exemption, adds one and upholds one": (
        """Internal Review Outcome

Your request of 3 May was refused under section 43(2) and section 40(2) of the Freedom of
Information Act.

I have reviewed the decision. I am not satisfied that section 43(2) is engaged, as the
contract has
been published, and reliance upon it is withdrawn.

I uphold the application of section 40(2) to the names of junior staff.

I find in addition that section 31(1)(a) applies to the floor plans, since they would help a
burglar.

The reply was eleven days late, in breach of section 10(1).
""",
        "foia/40/2 foia/31/1/a foia/43/2!",
        "foia/10/1",
    ),
    "FOISA: what is read with section 18 is NCND, what is withheld is not": (
        """Freedom of Information (Scotland) Act 2002

In relation to question 1, I can confirm that Police Scotland holds the information that you
have requested
and the exemption that I consider to be applicable is:

Section 38(1)(b) - Personal Data

In relation to question 2, in terms of section 18(1) of the Act I am refusing to reveal
whether the
information exists or is held. If it were held it would be exempt under section 34(1)(b) and
section 35(1)(a).

In relation to question 3, this letter is a notice under section 17(1) of the Act that no
information is held.
""",
        "foisa/38/1/b foisa/34/1/b* foisa/35/1/a*",
        "foisa/18/1 foisa/17/1",
    ),
    "EIR: exceptions, the notice and advice that is acted on": (
        """Your request has been considered under the Environmental Information Regulations 2004.

The request is refused under regulation 12(4)(b) as manifestly unreasonable; to answer it
would take
ninety hours. The tender prices are excepted by regulation 12(5)(e), commercial confidentiality.
Regulation 12(2) provides for a presumption in favour of disclosure.

This letter is a refusal notice under regulation 14 of the EIR. In line with regulation 9 you
may wish to limit
your request to one site.

Offences under section 33 of the Environmental Protection Act 1990 are recorded by the Agency.
""",
        "eir/12/4/b eir/12/5/e",
        "eir/14 eir/9",
    ),
    "cost: the sections decide, the annex recites": (
        """Freedom of Information Act 2000

The cost of finding the records would exceed the appropriate limit, and section 12(1) of the
Act applies.
In accordance with section 17(5) this is a refusal notice.

Under our duty in section 16(1) we suggest that you narrow the request to one year.

Legal Annex

Section 12(1) provides that section 1(1) does not oblige a public authority to comply with a
request for
information if the authority estimates that the cost would exceed the limit.
Section 14(1) provides that section 1(1) does not oblige a public authority to comply with a
request that is vexatious.
""",
        "",
        "foia/12/1 foia/17/5 foia/16/1",
    ),
    "what might arise for another request decides nothing": (
        """Thank you for your Freedom of Information request.

The figures for 2021 are in the table. If you were to ask for ten years it may be that section
12 could apply,
and exemptions such as section 40(2) may be engaged for names.

You may complain to the Commissioner under section 50 of the Act.
""",
        "foia/40/2!",
        "",
    ),
    "conditions and definitions have no entry, and the pair of one sentence is NCND": (
        """Freedom of Information Act 2000

We neither confirm nor deny that we hold this about the person you name, by virtue of section
40(5B)(a)(i).

For the second question section 40(2) applies by virtue of section 40(3A)(a), and personal
data has the meaning
given in section 3(2) of the Data Protection Act 2018, to which section 40(7) refers.

If you are asking about yourself, the information, if held, would be exempt under section
40(1) and by section 40(5A) we are not required
to confirm or deny that it is held.
""",
        "foia/40/5B/a/i* foia/40/2 foia/40/1* foia/40/5A*",
        "",
    ),
    "sections of other Acts are no exemptions, however often": (
        """Freedom of Information request 22/118

1. How many section 60 authorisations were made in 2021?
2. How many people were searched under section 23 of the Misuse of Drugs Act 1971 and under
section 43 of the Terrorism Act 2000?
3. How many dispersal orders were made under section 35?

Answer

1. Section 60: 14.
2. Section 23: 2,004. Section 43: 3.
3. Section 35: 41.

A person detained under section 136 of the Mental Health Act 1983 is not counted.
""",
        "",
        "",
    ),
    "vexatious: the requester's own earlier refusal is not the answer's": (
        """Freedom of Information Act 2000

You say that your refusal under section 12 of last year was wrong.

Your request is refused as vexatious under section 14(1). I considered section 14(2) as well
but it does not apply, since no
two of the requests are alike. This is a notice under section 17(5).
""",
        "",
        "foia/14/1 foia/17/5",
    ),
    "a statutory bar: the other Act is no exemption, the limb beside 44(2) is NCND": (
        """Freedom of Information Act 2000

The force neither confirms nor denies that it holds the information, by virtue of section
44(2) read with section 44(1)(a).
The bar is section 57 of the Investigatory Powers Act 2016.
""",
        "foia/44/2* foia/44/1/a*",
        "",
    ),
    "a question put back to the requester": (
        """Under section 1(3) of the Freedom of Information Act 2000 please clarify which
roads you mean. Section 172 of the Road
Traffic Act 1988 is the duty to name a driver.

In line with section 16 I can say that we hold figures for each camera.
""",
        "",
        "foia/1/3 foia/16",
    ),
    "published and to be published": (
        """Freedom of Information Act 2000

Exemptions applied:

Section 21 - Information accessible by other means
Section 22(1)(a) - Information intended for future publication

The figures to 2022 are on our website, so section 21(1) applies. Section 22 is qualified.
""",
        "foia/21/1 foia/22/1/a",
        "",
    ),
    "redactions marked in the document": (
        """FOI 118-22

A redacted copy is attached.

Page 1 REDACTED s40(2)
Page 4 REDACTED s31(1)(a)
""",
        "foia/40/2 foia/31/1/a",
        "",
    ),
    "a holding notice extends the time": (
        """Freedom of Information Act 2000
We need more time to weigh the public interest in respect of section 31(1)(a). Under section 10(3)
the time limit is extended by 20 working days. This is a notice under section 17(2).
""",
        "foia/31/1/a",
        "foia/10/3 foia/17/2",
    ),
    "a limb cited to neither confirm nor deny carries the flag": (
        """Freedom of Information Act 2000
The force can neither confirm nor deny that it holds any information relevant to your request by
virtue of the following exemptions:

Section 30(1)(a) - Investigations
Section 31(1)(a)(b) - Law enforcement

Harm for Section 31
""",
        "foia/30/1/a* foia/31/1/a* foia/31/1/b*",
        "",
    ),
    "exemptions that were looked at and left aside": (
        """Freedom of Information Act 2000

All of the information is attached.

We asked ourselves whether section 38(1)(a) was engaged. We concluded that it was not. Section
31(1)(a) was also considered
but has not been applied, and we have decided against relying on section 43(2).
""",
        "foia/38/1/a! foia/31/1/a! foia/43/2!",
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LETTERS)
def test_what_a_letter_relies_on_and_what_decides_it(name: str) -> None:
    text, exemptions, procedural = LETTERS[name]
    forces = ("police-scotland",) if "FOISA" in name else ()
    found, deciding = _read(text, forces)
    assert set(found.split()) == set(exemptions.split())
    assert set(deciding.split()) == set(procedural.split())


@pytest.mark.parametrize(
    "letter", SHORT, ids=[f"{n}-{one['kind']}" for n, one in enumerate(SHORT)]
)
def test_a_short_letter_rejects_and_decides_what_it_says(letter: dict[str, Any]) -> None:
    found, deciding = _read(letter["text"], tuple(letter["forces"]))
    assert set(found.split()) == set(letter["exemptions"])
    assert set(deciding.split()) == set(letter["procedural"])
    if "regimes" in letter:
        assert set(regimes(letter["text"], tuple(letter["forces"]))) == set(letter["regimes"])


def test_what_stands_in_the_request_is_not_relied_on_even_when_it_sounds_so() -> None:
    text = """Freedom of Information Act 2000
The request
The information is exempt under section 31(1)(a), says the other force. Do you agree?
The answer
The information is exempt under section 24(1)."""
    sections: tuple[tuple[SectionKind, str], ...] = (
        ("request", "The request"),
        ("response", "The answer"),
    )
    assert _read(text, sections=sections)[0] == "foia/24/1 foia/31/1/a!"


def test_quoted_mail_is_the_requesters() -> None:
    text = """Freedom of Information Act 2000
Section 31(1)(a) applies to the locations.

On 3 May 2022, at 10:01, A Person wrote:
> I trust that section 40(2) will not be raised."""
    assert _read(text)[0] == "foia/31/1/a foia/40/2!"


def test_a_shorter_mention_merges_and_its_places_are_kept() -> None:
    text = "FOI reply. Section 31(1)(a) applies. Harm for Section 31. Section 31 is qualified."
    doc = spacy.blank("en").make_doc(text)
    doc._.hints = Hints()
    for component in (Regimes(), Citations(), Provisions()):
        doc = component(doc)
    (only,) = doc._.exemptions
    assert (only.id, only.engaged, only.ncnd) == ("foia/31/1/a", True, False)
    assert text[slice(*only.spans[0])] == "Section 31(1)(a)"


def test_every_id_that_is_listed_exists() -> None:
    for text, _, _ in LETTERS.values():
        found, deciding = _read(text)
        ids = [item.rstrip("!*") for item in f"{found} {deciding}".split()]
        assert set(ids) <= set(law())


def test_a_text_without_a_citation_gives_nothing() -> None:
    assert _read("") == ("", "")
    assert _read("The information you asked for is attached.") == ("", "")


VOICES = {
    "a duty that does not apply by virtue of an exemption": (
        """Freedom of Information Act 2000
The Constabulary neither confirms nor denies that it holds this. The obligation in section 1(1)(a)
of the Freedom of Information Act does not apply, by virtue of section 30(3) (inquiries) and
section 40(5B)(a)(i) (people). Please treat this as a notice under section 17 of the Act.""",
        (),
        {"foia/30/3*", "foia/40/5B/a/i*"},
        {"foia/1/1/a", "foia/17"},
    ),
    "a letter that begins with the header of its own mail": (
        """-----Original Message-----
From: Records Office
Sent: 2 May 2023
Subject: yours of April

You asked under the Freedom of Information Act 2000. The plans are exempt under section 31(1)(a).
This is a notice under section 17, and you have no need of that Act to come and see the yard.

From: a.reader@mail.example
Sent: 3 April 2023
Subject: plans

I trust that section 43(2) is not going to be relied on.""",
        (),
        {"foia/31/1/a", "foia/43/2!"},
        {"foia/17"},
    ),
    "a number that a review finds to have been wrong": (
        """INTERNAL REVIEW
Freedom of Information Act 2000
In March you were told that the force would neither confirm nor deny, by virtue of section 24(2).

That was a mistake. The information is held.

The names are withheld under section 40(2).""",
        (),
        {"foia/24/2!", "foia/40/2"},
        set(),
    ),
    "a number that would only be apt in another case": (
        """Freedom of Information Act 2000
The routes are exempt under section 24(1). Section 23(1) would be relevant if the papers had come
from one of those bodies; once you ask for one street it may be necessary to consider section
40(2).""",
        (),
        {"foia/24/1", "foia/23/1!", "foia/40/2!"},
        set(),
    ),
    "those told so, and not held": (
        """Environmental Information Regulations 2004
No reading was made by us or by those who advised us, and so it is not held (Regulation 12(4)(a)).
Regulation 9(1) obliges us to help. A map of the wells could be sent if it would be of use.""",
        (),
        {"eir/12/4/a"},
        {"eir/9/1"},
    ),
    "a Scottish refusal to reveal, with its notice": (
        """We can neither confirm nor deny that this is held. Section 18(1) of the Freedom of
Information (Scotland) Act 2002 lets us say so. This letter is that notice for the purposes of
section 16(1). Were it held, it would be exempt under:

Section 31(1) - National security
Section 35(1)(a) - Law enforcement""",
        ("police-scotland",),
        {"foisa/31/1*", "foisa/35/1/a*"},
        {"foisa/16/1", "foisa/18/1"},
    ),
    "numbers that were looked at and left": (
        """Freedom of Information Act 2000
The routes are exempt under section 31(1)(a). We also looked at section 43(2) (commerce) but since
the contract has ended we do not propose to apply it. I gave some thought to section 24(1). Nothing
here bears upon it and I do not find it to be engaged.

Section 38(1)(b), and for the young section 40(2), would be relevant; we have not gone on to apply
them.""",
        (),
        {"foia/31/1/a", "foia/43/2!", "foia/24/1!", "foia/38/1/b!", "foia/40/2!"},
        set(),
    ),
    "a number that was looked at and used": (
        """Freedom of Information Act 2000
We looked at section 43(2) and it applies to the prices, which are withheld.""",
        (),
        {"foia/43/2"},
        set(),
    ),
    "a record of one's own, with no duty to confirm or to deny": (
        """Freedom of Information Act 2000
What is about you would be exempt under section 40(1), and by section 40(5A) there is no duty upon
us to confirm or to deny that it is held.""",
        (),
        {"foia/40/1*", "foia/40/5A*"},
        set(),
    ),
    "advice in order to assist": (
        """Freedom of Information Act 2000
What is a serious incident? In order to assist you under
section 16, offences near the harbour can be given by year.""",
        (),
        set(),
        {"foia/16"},
    ),
    "a Scottish limit that is only mentioned": (
        """Freedom of Information (Scotland) Act 2002
Section 14(1) applies to your request, which is vexatious. I would have turned to section 12(1)
had it been a matter of work alone, and I am not relying on it.""",
        ("police-scotland",),
        set(),
        {"foisa/14/1"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", VOICES)
def test_the_authoritys_own_voice_decides(name: str) -> None:
    text, forces, exemptions, procedural = VOICES[name]
    found, deciding = _read(text, forces)
    assert set(found.split()) == exemptions
    assert set(deciding.split()) == procedural


def test_an_authority_that_speaks_below_the_request_is_not_the_requester() -> None:
    text = """Your request
1. The readings at the butts.
What you ask for is environmental information. It is exempt from the Freedom of Information
(Scotland) Act 2002 in terms of section 39(2)."""
    sections: tuple[tuple[SectionKind, str], ...] = (("request", "Your request"),)
    assert _read(text, ("police-scotland",), sections)[0] == "foisa/39/2"


DECIDED = [
    (
        "Section 12(1) of the Freedom of Information Act 2000 does not oblige a public authority "
        "to comply with a request if the cost would exceed the limit. Section 12(4) provides that "
        "two requests may be counted together, and I have counted yours together. Both are "
        "accordingly refused on cost. This letter is a notice under section 17(5) of the Act.",
        {"foia/12/1", "foia/12/4", "foia/17/5"},
    ),
    (
        "Section 12(1) of the Freedom of Information Act 2000 does not oblige a public authority "
        "to comply with a request if the cost would exceed the limit. We found all that you asked "
        "for in an hour and it is attached.",
        set(),
    ),
    (
        "Question 5 can not be answered within the cost limit of £600 and I am refusing to "
        "respond to it in terms of section 12(1) of the Freedom of Information (Scotland) Act.",
        {"foisa/12/1"},
    ),
    (
        "Section 12(1) of the Freedom of Information Act 2000 is not engaged, as your request can "
        "be answered within the limit.",
        set(),
    ),
    (
        "Some data is exempt under section 31(1)(a) and this response serves as a refusal notice "
        "under Section 17 of the Freedom of Information Act 2000.\n\nYours sincerely\n\nA Tester"
        "\n\nLEGAL ANNEX\n\nSection 17(1) of the Act provides:\n\n(1) A public authority which is "
        "relying on a claim that information is exempt must give the applicant a notice.\n",
        {"foia/17/1"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), DECIDED)
def test_the_law_that_is_recited_decides_where_the_letter_goes_on_to_apply_it(
    text: str, expected: set[str]
) -> None:
    assert {one.id for one in read(f"Dear Sir\n\n{text}").procedural} == expected
