"""Lists of questions, as requests print them: parts, stems, titles, marks, numbers begun anew."""

import pytest
import spacy

import nlp.pipeline  # noqa: F401  (registers the attributes of a document)
from nlp.layout import Layout
from nlp.questions import Questions
from nlp.sections import Sections

BLANK = spacy.blank("en")
WORDS = ["dogs", "cats", "mice", "rats", "hens", "ducks", "geese", "swans", "owls"]
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


MARKS = {
    "a number and a letter": ("4a 4b 5", "4. (a) How many dogs?\n(b) How many cats?\n5. Why?"),
    "with a dot or a bracket": ("1a 1b 2", "1) a. How many dogs?\nb. How many cats?\n2) Why?"),
    "three marks": (
        "1 2ai 2aii 2b 3",
        "1. How many dogs?\n2. In the same year:\n   (a) (i) how many were bought\n"
        "       (ii) how many were sold\n   (b) what was the cost\n3. Why?",
    ),
    "three marks on one line": (
        "1ai 1aii 1b 2",
        "1. (a) (i) How many dogs were bought?\n(ii) How many were sold?\n(b) Why?\n2. By whom?",
    ),
    "a label and a letter": (
        "1a 1b 2",
        "Question 1 (a) How many dogs?\n(b) How many cats?\nQuestion 2. Why are there any?",
    ),
    "back from numerals to letters": (
        "1ai 1aii 1b 1ci 1cii 2",
        "1. For each dog:\n(a) the name of\n(i) its owner\n(ii) its rider\n(b) its age\n"
        "(c) the cost of\n(i) food\n(ii) stabling\n2. Who pays?",
    ),
    "a number and only one letter": ("1a 2", "1. (a) How many dogs do you own?\n2. Why?"),
    "two parts on a line, the next below": (
        "1a 1b 1c 2",
        "1. (a) How many dogs? (b) How many cats?\n(c) How many mice?\n2. Why?",
    ),
    "the first part within the stem": (
        "1a 1b 2",
        "1. Please give for each dog (a) its age\n(b) its sex\n2. Why are there any?",
    ),
    "the same words under each": (
        "1ai 1aii 1bi 1bii",
        "1. How many complaints were made by\n(a) officers who are\n(i) men\n(ii) women\n"
        "(b) staff who are\n(i) men\n(ii) women",
    ),
    "eight letters and the ninth": (
        "a b c d e f g h i",
        "Please state how many there are of\n"
        + "\n".join(f"{mark}) {word}" for mark, word in zip("abcdefghi", WORDS, strict=True)),
    ),
    "a name is no mark": (
        "1 2",
        "1. A. Smith's file as a dog handler\n2. B. Jones's file as a rider",
    ),
}


@pytest.mark.parametrize("name", MARKS)
def test_all_marks_at_the_head_of_a_line_count(name: str) -> None:
    ids, request = MARKS[name]
    assert " ".join(asked(request)) == ids


TORN = {
    "noun phrases among questions, numbers begun anew": (
        "1 2 3 4 5 6 7 8",
        "Section A - Dogs\n\n1. Does the force own dogs?\n2. How many were there in 2022?\n"
        "3. What does one cost?\n\nSection B - Horses\n\n1. Does the force own horses?\n"
        "2. How many people rode one on 1 May 2022?\n3. The data protection impact assessment.\n"
        "4. The weight that is given to each factor.\n5. Would the Chief Constable ride one?",
    ),
    "parts under a label": (
        "1i 1ii 2a 2b 2c 3",
        "Question 1\nHow many dogs were on duty from:\n(i) Downshire Police\n"
        "(ii) each force that lent dogs\n\nQuestion 2\nWhat did it cost you in:\n(a) food\n"
        "(b) kennels\n(c) damage to vehicles\n\nQuestion 3\nHow many bit someone?",
    ),
    "numbers that run on beneath titles": (
        "1 2 3 4",
        "Part 1 - dogs\n1. How many are there?\n2. Where are they kept?\nPart 2 - horses\n"
        "3. How many have you?\n4. What do they eat?",
    ),
}


@pytest.mark.parametrize("name", TORN)
def test_a_list_is_asked_from_its_first_item_to_its_last(name: str) -> None:
    ids, request = TORN[name]
    assert " ".join(asked(request)) == ids


def test_only_the_last_part_needs_to_look_like_a_question() -> None:
    text = LETTER.format(
        request="Question 1. How many people were refused in 2022 for the post of:\n"
        "(a) police officer\n(b) special constable\n(c) member of police staff\n\n"
        "Answer. (a) 148; (b) 12; (c) 40.\n\nQuestion 2. How many appealed?\n\nAnswer. Nine."
    )
    assert list(whole(text)) == ["1a", "1b", "1c", "2"]


def test_numbered_paragraphs_of_an_annexed_document_ask_nothing() -> None:
    text = LETTER.format(
        request="1. How many dogs have you?\n2. The dog strategy.\n3. Who wrote it?"
    )
    text += (
        "\nYours sincerely\n\nA. Example\nDisclosure Officer\n\nAPPENDIX B\n\nDOG STRATEGY\n\n"
        "1. The overall aim is to facilitate peaceful barking.\n"
        "2. Handlers will engage with owners before the event.\n11. to 15. [Redacted]\n"
        "16. The strategy will be reviewed every two hours.\n"
    )
    assert list(whole(text)) == ["1", "2", "3"]


def test_a_list_that_answers_is_no_list_of_questions() -> None:
    text = LETTER.format(
        request="1. How many dogs?\n2. How many cats?\n3. The cat policy."
    ).replace(
        "The information is exempt", "1. 14.\n2. None.\n3. The policy is attached.\n\nIt is exempt"
    )
    assert asked("1. How many dogs?\n2. How many cats?\n3. The cat policy.") == whole(text)


def test_answers_that_run_on_behind_their_questions_are_not_their_words() -> None:
    text = (
        "Dear Ms Sample,\nThank you for your request which we received on 3 May 2023.\n"
        "Please find our response to your request below:\n"
        "(a) Does the force own dogs for use at events? The force has owned dogs since 1920\n"
        "and has a kennel for them in the north of the town.\n"
        "(b) How is their health looked after? A vet comes once a week.\n"
        "(c) Who pays for their food? The cost is met by the force and no one else.\n"
        "(d) When was the last bought? Please see table below.\n"
        "If you have any queries please contact us.\n"
    )
    assert whole(text) == {
        "a": "Does the force own dogs for use at events?",
        "b": "How is their health looked after?",
        "c": "Who pays for their food?",
        "d": "When was the last bought?",
    }


def test_words_behind_a_question_that_ask_on_are_its_own() -> None:
    request = (
        "1. How many dogs? Please break it down by year.\n2. What cats? I need their names.\n"
        "3. Which mice? If none, say so.\n4. Why? By whom?"
    )
    assert asked(request)["1"] == "How many dogs? Please break it down by year."
    assert asked(request)["3"] == "Which mice? If none, say so."
