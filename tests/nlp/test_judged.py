"""What is made of the sentences of an answer, and under which provisions each question stands."""

import pytest

from nlp.read import read

HEAD = "Kent Police\nFreedom of Information Act 2000\n\nYou asked:\n\n"

LETTERS = {
    "every provision of a refusal, and no other question's": (
        "1. Where are the dogs kept?\n2. What does a puppy cost?\n3. How many are there?\n\n"
        "Our response:\n\n1. This is withheld under section 31(1)(a). It is also exempt under"
        " section 38(1)(b).\n2. Withheld under section 43(2).\n3. 40.",
        "1=withheld foia/31/1/a foia/38/1/b|2=withheld foia/43/2|3=disclosed",
    ),
    "a part that is refused under two": (
        "1. The report on the kennels.\n2. How many dogs are there?\n\nOur response:\n\n"
        "1. A copy is attached. The names in it are exempt under section 40(2). Chapter 3 has been"
        " removed under section 31(1)(a).\n2. 40.",
        "1=partly-disclosed foia/40/2 foia/31/1/a|2=disclosed",
    ),
    "what is on a web page is elsewhere": (
        "1. What is the budget for dogs?\n2. How many are there?\n\nOur response:\n\n"
        "1. Please see page 14 of the annual statement of accounts of the Commissioner for the"
        " year, which is on the website. Section 21(1) applies.\n2. 40.",
        "1=elsewhere foia/21/1|2=disclosed",
    ),
    "a section of another Act is not elsewhere": (
        "1. How many people were stopped under sections 21 and 24 of the Justice and Security"
        " (Northern Ireland) Act 2007?\n2. Where were they?\n\n"
        "Our response:\n\n1. Section 21 (stop and question) 311. Section 24 (stop and search)"
        " 94.\n2. Withheld under section 31(1)(a).",
        "1=disclosed|2=withheld foia/31/1/a",
    ),
    "a condition asks for no yes": (
        "1. Do officers carry a muzzle?\n2. If officers do not carry one, what is the reason?\n\n"
        "Our response:\n\n1. No.\n2. It is kept in the van.",
        "1=denied|2=disclosed",
    ),
    "an ordinal that asks": (
        "1. How many dogs bit somebody?\n2. How many were destroyed?\n3. How many handlers are"
        " there?\n\nOur response:\n\nAs regards your first question, there were 12. The second"
        " concerns orders of a court. The force does not therefore hold a number. As to your last"
        " question, 22.",
        "1=disclosed|2=not-held|3=disclosed",
    ),
    "how much there is to search gives nothing": (
        "a) How many dogs fell ill?\nb) How many bit somebody in the dark?\n\nOur response:\n\n"
        "Kent Police is unable to comply with your request because to do so would exceed the"
        " appropriate limit. Section 12(1) applies.\n\nPart (b) is what takes us beyond it. There"
        " are 9,733 reports. A sample might be read.\n\nSection 16 asks us to advise. Part (a)"
        " might be done for a single month.",
        "a=cost|b=cost",
    ),
    "one of the things asked for, only": (
        "1. The name and rank of the trainer.\n2. How many dogs are there?\n\nOur response:\n\n"
        "1. A sergeant.\n2. 40.\n\nThe following has been withheld:\n\n"
        "Question 1, name only - section 40(2), personal information",
        "1=partly-disclosed foia/40/2|2=disclosed",
    ),
    "so too": (
        "• What did the dogs cost?\n• How many guard the palace?\n• How many were bred here?\n\n"
        "Our response:\n\nI can answer the first of these. The cost was £40,112.\n\nThe places"
        " where they sleep are being withheld under section 31(1)(a). So too are the numbers"
        " sought in the second bullet.\n\nWith regard to the third bullet, there were 12.",
        "1=disclosed|2=withheld foia/31/1/a|3=disclosed",
    ),
    "held, and refused": (
        "1. All letters about the kennels.\n2. How many dogs are there?\n\nOur response:\n\n"
        "1. Forty-one letters are held. They are exempt under section 42(1).\n2. 40.",
        "1=withheld foia/42/1|2=disclosed",
    ),
    "nothing taken out": (
        "1. The policy on dogs.\n2. How many are there?\n\nOur response:\n\n1. It is attached. The"
        " names of its authors were never in it and nothing has been taken out.\n2. 40.",
        "1=disclosed|2=disclosed",
    ),
    "answered in the negative": (
        "1. Has the force bought a cat?\n2. How many dogs are there?\n\nOur response:\n\n"
        "Your first question is answered in the negative. As to the second, 40.",
        "1=denied|2=disclosed",
    ),
    "headings with the subject of each question": (
        "• Which breeds do you use?\n• How many dogs are there, and what did they cost?\n"
        "• Has a handler been bitten?\n• The kennel policy.\n\nOur response\n\nBreeds\n\n"
        "German shepherds and spaniels.\n\nNumbers and cost of dogs\n\nThere are 40.\n\n"
        "The bill was £40,112.\n\nHandlers bitten\n\nNone.\n\nPolicy\n\n"
        "It is exempt under section 21(1), as it is on our website.",
        "1=disclosed|2=disclosed|3=denied|4=elsewhere foia/21/1",
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_each_question_has_its_position_and_what_it_is_refused_under(name: str) -> None:
    letter, expected = LETTERS[name]

    found = read(f"{HEAD}{letter}\n")

    told = [" ".join([f"{a.question}={a.position}", *a.exemptions]) for a in found.positions]
    assert "|".join(told) == expected


def test_one_question_stands_under_all_that_the_letter_relies_on() -> None:
    found = read(
        "Kent Police\nFreedom of Information Act 2000\n\nYou asked for the notes on the kennels."
        "\n\nOur response:\n\nThe first page is attached. The names are exempt, section 40(2)."
        "\n\nSection 31(1)(a) - The rest would help those who steal dogs.\n"
    )

    (answer,) = found.positions
    assert answer.exemptions == ("foia/40/2", "foia/31/1/a")


def test_arguments_that_name_their_question_are_about_what_it_is_refused_under() -> None:
    found = read(
        f"{HEAD}1. How many dogs are there?\n2. Where do they sleep?\n3. What does one cost?\n\n"
        "Our response:\n\n1. 40.\n2. Withheld, section 31(1)(a).\n3. Withheld, section 43(2).\n\n"
        "Harm - Q2\n\nThose who steal dogs would know where to go, and it would be likely that"
        " crime could not be prevented.\n\nPublic interest - Q2\n\nDisclosure would show that"
        " public money is well spent. It would also help thieves. The balance lies in favour of"
        " maintaining the exemption.\n\nHarm - Q3\n\nBreeders would raise their prices, which"
        " would prejudice the commercial interests of the force.\n"
    )

    arguments = [(s.kind, s.exemption) for s in found.sections if s.kind in ("harm", "balance")]
    assert arguments == [
        ("harm", "foia/31/1/a"), ("balance", "foia/31/1/a"), ("harm", "foia/43/2")
    ]  # fmt: skip
