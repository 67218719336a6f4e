"""Answers that name no question and stand among those that do."""

import pytest

from nlp.read import read

HEAD = "Kent Police\n\nYou asked:\n\n"

LETTERS = {
    "a paragraph between two numbers": (
        "1. How many dogs do you own?\n2. The report of the last kennel inspection.\n"
        "3. How many handlers are there?\n\nOur response:\n\nAs to question 1, there are 40.\n\n"
        "The report of the inspection is published at www.kent.police.uk/kennels.\n\n"
        "As to question 3, there are 22.",
        "1=disclosed 2=elsewhere 3=disclosed",
    ),
    "a reason between two numbers answers nothing": (
        "1. How many dogs do you own?\n2. What does a van cost?\n"
        "3. How many handlers are there?\n\nOur response:\n\nAs to question 1, there are 40.\n\n"
        "Puppies below the age of one year are with volunteers.\n\n"
        "As to question 3, there are 22.",
        "1=disclosed 2=unanswered 3=disclosed",
    ),
    "parts answered within their question": (
        "1. Do you use search dogs?\na) If so, how many searches were made in 2023?\n"
        "b) How many led to an arrest?\n2. Who trains them?\n\nOur response:\n\n"
        "1. Yes. In 2023 there were 1,730 searches with dogs. They led to 41 arrests.\n"
        "2. The training unit at Maidstone.",
        "1=confirmed 1a=disclosed 1b=disclosed 2=disclosed",
    ),
    "the whole refused on cost leaves no gap": (
        "1. How many dogs do you own?\n2. Every document about the kennels.\n"
        "3. How many handlers are there?\n\nOur response:\n\n"
        "To answer question 2 we would have to read 30,000 documents about the kennels, and the"
        " cost of complying with your request would exceed the appropriate limit. Section 12(1)"
        " applies to the whole of your request.",
        "1=cost 2=cost 3=cost",
    ),
    "two figures in a sentence": (
        "1. How many officers were checked against the database?\n"
        "2. How many were referred to Professional Standards?\n3. Who decided on it?\n\n"
        "Our response:\n\nIn 2023, 3,611 officers were checked against the database, of whom 17"
        " were referred to Professional Standards.\n\nAs to your third question, the Deputy Chief"
        " Constable did.",
        "1=disclosed 2=disclosed 3=disclosed",
    ),
    "numbers that begin anew in a second part": (
        "Part A - dogs\n1. How many dogs do you own?\n2. What do they cost?\n\nPart B - horses\n"
        "1. How many horses do you own?\n2. Where are they kept?\n\nOur response:\n\nPart A\n"
        "1. 40.\n2. This information is not held.\n\nPart B\n1. 12.\n"
        "2. This is exempt under section 31(1)(a).",
        "a1=disclosed a2=not-held b1=disclosed b2=withheld",
    ),
    "letters alone, where one question has parts": (
        "1. How many dogs do you own?\n2. Of those, how many were\na) bred here\nb) bought\n\n"
        "Our response:\n\n1. 40.\n\n2. With regard to a. there were 12. With regard to b. we hold"
        " no information.",
        "1=disclosed 2a=disclosed 2b=not-held",
    ),
    "what is sought, said of one question": (
        "1. How many dogs do you own?\n2. How many fell ill?\n3. Where are they kept?\n\n"
        "Our response:\n\nAs for the second point, a surgery at Ashford keeps the notes. Kent"
        " Police does not hold the information sought.\n\nThe first and third points are answered"
        " as follows: 40, at Maidstone.",
        "1=disclosed 2=not-held 3=disclosed",
    ),
    "numbers in a margin, whatever stands behind them": (
        "1. How many dogs do you own?\n2. Do you use cats?\n3. Where are the kennels?\n"
        "4. Which vans carry them?\n5. What was spent on food in each year?\n6. Any plans?\n"
        "7. How many bit somebody?\n\nOur response:\n\n"
        "1     Forty.\n2     No.\n3, 4  Withheld - Section 31(1)(a).\n"
        "5     2020/21 £4,100    2021/22 £5,250\n      The cost of each dog is not held.\n"
        "6     none\n7     <5",
        "1=disclosed 2=denied 3=withheld 4=withheld 5=disclosed 6=denied 7=disclosed",
    ),
    "a table of decisions by letter": (
        "A. The report on the kennel fire.\nB. How many dogs were hurt?\nC. The photographs.\n"
        "D. The minutes of the inquiry.\n\n"
        "Our response under the Freedom of Information Act 2000:\n\n"
        "Item   Held   Answer                                   Section\n"
        "A      Yes    Enclosed, with names removed             40(2)\n"
        "B      Yes    Three dogs, see below                    -\n"
        "C      Yes    Those of the yard enclosed; those of\n"
        "              the injured not released                 38(1)(a)\n"
        "D      No     Nothing to release                       -\n\n"
        "B - Two of them were treated at Ashford and one at Maidstone.\n\n"
        "D - The inquiry kept no minutes.",
        "a=partly-disclosed b=disclosed c=partly-disclosed d=not-held",
    ),
    "paragraphs below headings that name a question": (
        "(i) The report on the kennel fire.\n(ii) What did the repairs cost?\n"
        "(iii) The name of whoever left the stove on.\n\n"
        "Your request for an internal review of the decision of 3 May reached us in June.\n\n"
        "What you were told\n\nPart (i) was refused under section 31(1)(a), part (ii) under"
        " section 12(1) and part (iii) under section 40(2) of the Freedom of"
        " Information Act 2000.\n\n"
        "Conclusions\n\nPart (i)\n\n"
        "Section 31 was not engaged. The fire service had closed its inquiry.\n\n"
        "I have looked at the report. You will find it enclosed, except for pages 9 to 11.\n\n"
        "Those pages name a child and are withheld under section 40(2).\n\n"
        "Part (ii)\n\nThe invoices are kept in one folder. I therefore do not uphold the reliance"
        " on cost. The repairs came to £8,310.\n\n"
        "Part (iii)\n\nThe decision on section 40(2) is upheld in part. The duty inspector was"
        " Sam Barker, who speaks for the kennels in public. The others are junior staff.",
        "i=partly-disclosed ii=disclosed iii=partly-disclosed",
    ),
    "the one part that is left, where its parent is answered at length": (
        "1. Have you moved the kennels since 2019?\na) If yes, where were they?\n"
        "b) What was paid to the builder?\n2. Do you plan to move the stables?\n"
        "a) If yes, when?\n\nOur response:\n\nQuestion 1\n\n"
        "We moved them in May 2021. Until then a farm at Ashford had them. What was paid at 1b is"
        " exempt under section 43(2).\n\n"
        "Question 2\n\nNo. A new roof was put on in 2020.",
        "1=confirmed 1a=disclosed 1b=withheld 2=denied 2a=not-applicable",
    ),
    "small figures left out of one of several answers": (
        "1. How many dogs bit somebody in 2022?\n2. How many horses kicked somebody?\n"
        "3. Please split both by breed and by age of the rider.\n4. The kennel rules.\n\n"
        "Our response under the Freedom of Information Act 2000:\n\n"
        "For questions 1, 2 and 3 the figures are set out in the attached workbook.\n\n"
        "On the sheet by breed a total below 5 is not shown. It is withheld under section 40(2)"
        " to protect those who were hurt.\n\n"
        "Question 4, the rules are those of the national college. Section 21 refers.",
        "1=disclosed 2=disclosed 3=partly-disclosed 4=elsewhere",
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_each_question_gets_the_answer_that_stands_for_it(name: str) -> None:
    words, expected = LETTERS[name]
    answers = read(HEAD + words + "\n\nYours faithfully,\nDisclosure Team\n").positions
    assert " ".join(f"{a.question}={a.position}" for a in answers) == expected
