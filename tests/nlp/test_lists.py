"""Lists of questions, as requests print them: parts, stems, titles, marks, numbers begun anew."""

import pytest
import spacy

import nlp.pipeline  # noqa: F401  (registers the attributes of a document)
from nlp.layout import Layout
from nlp.questions import Questions
from nlp.sections import Sections

BLANK = spacy.blank("en")
LETTER = """Downshire Police
Ref 12/23

Dear Ms Sample

Thank you for your request of 3 May 2023, which was as follows:

{request}

Response

The information is exempt by virtue of section 31(1)(a) of the Act.
"""


def whole(text: str) -> dict[str, str]:
    """The questions of a letter by their ids."""
    doc = Layout()(BLANK.make_doc(text))
    return {q.id: q.text for q in Questions()(Sections()(doc))._.questions}


def asked(request: str) -> dict[str, str]:
    return whole(LETTER.format(request=request))


STEMS = {
    "a time is no question": (
        "1a 1b 2",
        "1) On 1 May 2023\n  1a) how many dogs had you?\n  1b) what were their names?\n2) Why?",
    ),
    "a title is none": (
        "11 12 21 22",
        "1. Dogs\n1.1 How many dogs have you?\n1.2 What do they eat?\n"
        "2. Stables\n2.1 Where are they?\n2.2 The cost of each.",
    ),
    "nor is the title of a part": (
        "ai aii bi bii",
        "Part A - the dogs\nA(i) How many are there?\nA(ii) Where are they kept?\n"
        "Part B - the horses\nB(i) How many are there?\nB(ii) Are they grey?",
    ),
    "a question without its mark is one": (
        "1 1a 2",
        "1. Number of dogs owned by the force\n1a. Number of them that have bitten someone\n"
        "2. Cost of food",
    ),
    "numbers printed in full need no number above": (
        "1 2a 2b 3ai 3aii 3b",
        "1. How many dogs have you?\n2a. Do they bite?\n2b. Whom?\n3a(i) What are they fed?\n"
        "3a(ii) At what cost?\n3b) Who feeds them?",
    ),
    "a letter goes on from a number printed in full": (
        "1 2a 2b 2c",
        "1. How many dogs have you?\n2a) What is their age?\nb) What is their sex?\n"
        "c) What is their colour?",
    ),
    "Q1a stands below Q1": (
        "1 1a 1b 2",
        "Q1 How many dogs have you?\nQ1a How many of them bite?\nQ1b How many are kept as pets?\n"
        "Q2 Have you any cats?",
    ),
    "a yes or no with parts to follow": (
        "1 1a 1b 2",
        "1. Did the vet see the dog? If she did, please\n(a) say on what date\n"
        "(b) send me her note\n2. Has it died?",
    ),
    "words on oneself ask nothing": (
        "1a 1b 2",
        "1. I am writing a book about dogs. Please tell me:\n(a) how many dogs you have\n"
        "(b) how old they are\n2. What do they eat?",
    ),
}


@pytest.mark.parametrize("name", STEMS)
def test_a_stem_is_a_question_where_it_asks(name: str) -> None:
    ids, request = STEMS[name]
    assert " ".join(asked(request)) == ids


@pytest.mark.parametrize(
    ("stem", "own"),
    [
        ("Did the vet see the dog? If she did, please", "Did the vet see the dog?"),
        ("Does the dog bite? If yes:", "Does the dog bite?"),
        (
            "How many dogs were seized in 2022, and of those how many",
            "How many dogs were seized in 2022",
        ),
        ("Have you bought dogs, e.g. Alsatians?", "Have you bought dogs, e.g. Alsatians?"),
    ],
)
def test_a_question_ends_where_the_words_begin_that_lead_to_its_parts(stem: str, own: str) -> None:
    found = asked(f"1. {stem}\n1a. were they old?\n1b. were they ill?\n2. What do dogs eat?")
    assert list(found) == ["1", "1a", "1b", "2"]
    assert found["1"] == own
