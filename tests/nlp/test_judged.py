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
    "several answers on a line": (
        "1. How many dogs are there?\n2. How many vans?\n3. How many handlers?\n4. Any bites?\n"
        "5. Any plans for cats?\n\nOur response:\n\n1. 742     2. 231     3. 19\n\n4. Yes\n\n"
        "5. No",
        "1=disclosed|2=disclosed|3=disclosed|4=confirmed|5=denied",
    ),
    "a part that only says what protects it": (
        "(a) How many dogs are there?\n(b) What the vet wrote.\n(c) The report on the fire.\n\n"
        "Our response:\n\n(a) 40.\n\nPart (b)\n\nExchanges with a solicitor about the vet are"
        " subject to legal professional privilege and section 42(1) is engaged.\n\nPart (c)\n\n"
        "A first draft has been written with two chapters missing. Section 22(1)(a) covers what is"
        " to be published, and the exemption is maintained.",
        "a=disclosed|b=withheld foia/42/1|c=elsewhere foia/22/1/a",
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
    "what might be asked for instead gives nothing": (
        "1. How many dogs fell ill?\n2. How many bit somebody?\n3. The form for a bite.\n\n"
        "Our response:\n\nI am unable to comply with your request because the cost of doing so"
        " would exceed the appropriate limit. Section 12(1) applies.\n\n"
        "As a gesture of goodwill I attach the figures for question 1:\n\n"
        "2021/22        604       511\n2022/23        733       590\n\n"
        "How to refine your request (section 16)\n\nIf question 2 were dropped I would expect to"
        " come below the limit. Question 3 may well attract an exemption.",
        "1=disclosed|2=cost|3=cost",
    ),
    "one of the provisions above, for some of the questions": (
        "1. Was Rex Fenwick-Rudd the handler?\n2. What is he paid?\n3. How many dogs are secret?\n"
        "4. What rules are there?\n\nOur response:\n\nThe answer to question 4 is that there is a"
        " code.\n\nAs to the other questions, we neither confirm nor deny that information is"
        " held."
        " The exemptions are:\n\nSection 31(3) Law Enforcement\nSection 40(5B)(a)(i) Personal"
        " Information\n\nThe second applies to questions 1 and 2 only.",
        "1=ncnd foia/31/3 foia/40/5B/a/i|2=ncnd foia/31/3 foia/40/5B/a/i"
        "|3=ncnd foia/31/3 foia/40/5B/a/i|4=disclosed",
    ),
    "roman numerals in a line": (
        "1. Did a dog bite a child?\n(i) How many times?\n(ii) How old was the youngest?\n"
        "(iii) Was the dog muzzled each time?\n2. How many dogs are there?\n\nOur response:\n\n"
        "1.  Yes.   (i) 14   (ii) 13   (iii) This is not recorded, and so we do not hold it. The"
        " muzzle is not among the things to be written down.\n\n2.  40.",
        "1=confirmed|1i=disclosed|1ii=disclosed|1iii=not-held|2=disclosed",
    ),
    "the letter again, before no": (
        "A. the cost of dog food;\nB. the cost of leads; and\n"
        "C. confirmation whether a dog has ever been lost.\n\nOur response:\n\n"
        "A. £40,112.\n\nC. No, it has not.\n\nB. £12.",
        "a=disclosed|b=disclosed|c=denied",
    ),
    "one of the two things, which is not being provided": (
        "1. How many dogs are there, and how many are trained to bite?\n2. What did they cost?\n\n"
        "Our response:\n\n1. There are 40. How many of those bite is not being provided, under"
        " section 31(1)(a).\n2. £40,112.",
        "1=partly-disclosed foia/31/1/a|2=disclosed",
    ),
    "how answers are published is no answer": (
        "1. How many dogs are there?\n2. Where are they kept?\n\nOur response:\n\n1. 40.\n"
        "2. This is exempt under section 31(1)(a).\n\nYours faithfully\n\nBarnaby Quantock\n\n"
        "Please note\n\n"
        "1. Requests and responses may be published on our website.",
        "1=disclosed|2=withheld foia/31/1/a",
    ),
    "the page's name below a refusal": (
        "1. How many dogs are there?\n2. Where are they kept?\n\nOur response:\n\n"
        "1. 40.\n\n2. Exempt. See Part C.\n\nKENT POLICE                     387/2021\n\n"
        "PART C   REFUSAL NOTICE (section 17(1) Freedom of Information Act 2000)\n\n"
        "Section 31(1)(a) applies to question 2.",
        "1=disclosed|2=withheld foia/31/1/a",
    ),
    "the remaining information": (
        "1. How many dogs are there?\n2. The report on the kennels.\n3. The advice on bites.\n\n"
        "Our response:\n\nThe answer to question 1 is 40.\n\nI am refusing to provide the"
        " remaining information. It is held and I consider the following to apply:\n\n"
        "Section 22(1) - Information intended for future publication\n"
        "Section 42(1) - Legal professional privilege",
        "1=disclosed|2=withheld foia/22/1 foia/42/1|3=withheld foia/22/1 foia/42/1",
    ),
    "refused to the extent that it is refused": (
        "1. The cost of the kennels.\n2. The letters about them.\n3. The number of dogs.\n"
        "4. The plan of the kennels.\n\nOur response:\n\n1. £40,112.\n2. The letters are exempt"
        " under section 42(1).\n3. 40.\n\nTo the extent that it is refused, your request is"
        " refused by this letter, which is a notice under section 17.",
        "1=disclosed|2=withheld foia/42/1|3=disclosed|4=unanswered",
    ),
    "given in the midst of what is exempt": (
        "• the dates on which dogs were trained\n• any count of bites, whoever made it\n"
        "• who has complained of barking\n• the advice on barking\n\n"
        "The log of training is enclosed, with the dates of all 112 days. Also enclosed is the"
        " count of bites made by our vet.\n\nEleven neighbours have complained. What they said of"
        " the barking is set out on the enclosed sheet. Their names are exempt under section"
        " 40(2), since they wrote in confidence.\n\nAdvice on barking was received in June. We are"
        " withholding it under section 42(1), as it is privileged.",
        "1=disclosed|2=disclosed|3=partly-disclosed foia/40/2|4=withheld foia/42/1",
    ),
    "answers in a word below their questions": (
        "1. Does the force have\nany dogs?\nYes. Spaniels.\n2. How many are there?\n120\n"
        "3. Do they sleep in kennels?\nYes\n4. Is any of them kept\nat home?\nNo\n"
        "5. What do they eat?\nBiscuits, as a rule, and meat.",
        "1=confirmed|2=disclosed|3=confirmed|4=denied|5=disclosed",
    ),
    "a heading over what is only refused further": (
        "1. How many dogs are there?\n2. Where do they sleep?\n\nOur response:\n\n1. 40.\n2. At"
        " Maidstone and Dover.\n\nC3  Neither confirm nor deny - Q1 and Q2\n\nThe replies are"
        " about dogs in uniform. We neither confirm nor deny that any other information relevant"
        " to questions 1 and 2 is held, by virtue of section 31(3).",
        "1=disclosed foia/31/3|2=disclosed foia/31/3",
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


def test_headings_however_many_do_not_stop_the_reading() -> None:
    letter = f"{HEAD}• How many dogs?\n• What do cats cost?\n• The policy.\n\nOur response\n\n"
    letter += "Dogs and their number\n\nIt is said so.\n\n" * 1500

    assert [answer.question for answer in read(letter).positions] == ["1", "2", "3"]
