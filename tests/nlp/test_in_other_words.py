"""Kinds of wording and layout that were first met in letters that nobody had seen."""

import pytest

from nlp.read import read
from nlp.response import Response

HEAD = (
    "Kent Police\nInformation Unit\n\nOur ref: 1234/23\n14 April 2023\n\nDear Ms Example\n\nThank"
    " you for your request under the Freedom of Information Act 2000, received on 20 March 2023.\n"
)
TAIL = (
    "\n\nComplaint rights\n\nIf you are dissatisfied you may ask for an internal review within 40"
    " working days.\n\nYours sincerely\n\nInformation Officer\n"
)


def _read(asked: str, answer: str) -> Response:
    return read(f"{HEAD}\nYou asked:\n\n{asked}\n\nOur response:\n\n{answer}{TAIL}")


def _positions(response: Response) -> dict[str, str | None]:
    return {answer.question: answer.position for answer in response.positions}


@pytest.mark.parametrize(
    ("words", "relied"),
    [
        ("Section 43(2) was raised by the supplier. We take a different view, and the prices are"
         " at tab 2.", False),
        ("I did look at section 24(1). I place no reliance on it, and the total was £410.", False),
        ("At the outset we applied section 40(2). We no longer need to, and the list is enclosed.",
         False),
        ("The contractor objected and, on section 43(2), we accept what it says.", True),
        ("Section 38(1)(b) stands in the way of giving you the addresses.", True),
        ("We have considered whether the balance favours release and do not think that it does."
         " The list is withheld under section 31(1)(a).", True),
    ],
)  # fmt: skip
def test_a_provision_is_relied_on_or_only_named(words: str, *, relied: bool) -> None:
    (found,) = _read("Please provide the list of prices.", words).exemptions

    assert found.engaged is relied


@pytest.mark.parametrize(
    ("asked", "words", "position"),
    [
        ("Does the force house trainees in hotels?", "That was discontinued in 2019.", "denied"),
        ("May officers use their own phones?", "It is prohibited by the policy.", "denied"),
        ("Has any officer been disciplined?", "Nobody faced proceedings.", "denied"),
        ("How many officers were disciplined?", "There were none.", "disclosed"),
        ("Please send the CCTV of 4 June.", "The recording was overwritten after thirty days.",
         "not-held"),
        ("Please send the notes of the meeting.", "The group met informally and took no notes.",
         "not-held"),
        ("Is there an officer for this?", "As to your question, yes.", "confirmed"),
    ],
)  # fmt: skip
def test_an_answer_tells_without_the_words_for_it(asked: str, words: str, position: str) -> None:
    assert _positions(_read(asked, words)) == {"1": position}


def test_one_paragraph_answers_each_question_in_turn() -> None:
    response = _read(
        "1. How many stations with a public counter are there?\n2. Where are they?\n"
        "3. How many have closed since 2015?\n4. What did the counters cost to run last year?",
        "We keep three buildings in which a member of the public may speak to somebody at a desk."
        " You will find them in Lancaster, Preston and Chorley. Fourteen shut their doors between"
        " then and now. Running them took £412,000.",
    )

    assert set(_positions(response).values()) == {"disclosed"}
    spans = [answer.spans[0] for answer in response.positions]
    assert spans == sorted(set(spans)), "each by a sentence of its own"


def test_numbers_of_a_reply_may_be_r_and_its_parts_have_titles() -> None:
    response = _read(
        "Q.1 How many incidents were logged?\nQ.2 Where did they happen?",
        "R.1 203.\nR.2 Refused. See Part One.\n\nPART ONE - LAW ENFORCEMENT\n\nThe places are"
        " exempt under section 31(1)(a).",
    )

    assert _positions(response) == {"1": "disclosed", "2": "withheld"}


def test_a_row_without_figures_goes_on_counting() -> None:
    response = _read(
        "1. How many reports were received?\n2. Is there a live investigation?\n"
        "3. How many people were arrested?",
        "Question Reply\n1 214\n2 No - it was closed on 12 July 2022\n3 5",
    )

    assert _positions(response) == {"1": "disclosed", "2": "denied", "3": "disclosed"}


def test_an_answer_is_that_to_other_questions() -> None:
    response = _read(
        "1. How many arrests were made?\n2. Is there an investigation?\n3. What was seized?",
        "1. 14.\n\n2. Kent Police neither confirms nor denies that it holds this, under section"
        " 30(3).\n\n3. We take this to be about the same scheme, and the answer is the same as"
        " that to question 2.",
    )

    assert _positions(response)["3"] == "ncnd"


def test_a_number_with_two_brackets_is_a_citation_and_an_order_is_no_power() -> None:
    response = _read(
        "Please provide the order.",
        "Paragraphs 9 to 12 of the order have been blacked out under sections 31(1)(a) and"
        " 38(1)(b). The number of officers would help an offender (31(1)(c)).",
    )

    assert {one.id for one in response.exemptions if one.engaged} == {
        "foia/31/1/a", "foia/38/1/b", "foia/31/1/c",
    }  # fmt: skip
    assert response.other_acts == ()


def test_rights_of_review_make_no_review_of_a_short_letter() -> None:
    response = _read(
        "How many dogs are there?",
        "Section 40(2) was thought of because the numbers are small. On reflection no individual"
        " could be picked out, and there were 14.",
    )

    assert [(one.id, one.engaged) for one in response.exemptions] == [("foia/40/2", False)]


def test_the_cost_of_a_part_refuses_the_request_as_a_whole() -> None:
    response = _read(
        "a) How many visits were made?\nb) What is the name of the operation?",
        "Part b) could be dealt with quickly, but section 12(1) bites on the request as a whole"
        " and we are not obliged to go on with it.",
    )

    assert set(_positions(response).values()) == {"cost"}


@pytest.mark.parametrize(
    ("words", "decides"),
    [
        ("Section 12 has it that we need not go on, since the reading alone would take 400 hours.",
         True),
        ("We costed the job at £340, well under what would have triggered section 12(1)."
         " The number is 67.", False),
        ("The council refused you under section 12. We rescued two cats.", False),
    ],
)  # fmt: skip
def test_the_limit_of_cost_decides_or_is_only_named(words: str, *, decides: bool) -> None:
    found = {one.id for one in _read("How many cats were rescued?", words).procedural}

    assert any(one.startswith("foia/12") for one in found) is decides


@pytest.mark.parametrize(
    ("head", "received", "responded"),
    [
        ("On 4 November 2019 you put six points to us.\n29 November 2019", "2019-11-04",
         "2019-11-29"),
        ("Your e-mail: 24 August 2016\nThis reply: 21 September 2016", "2016-08-24", "2016-09-21"),
        ("We got this request on 11.5.21\nThe response went out on 8.6.21", "2021-05-11",
         "2021-06-08"),
        ("Clock started: request received 15 March 2021\nExtension letter sent: 14 April 2021\n"
         "Full response sent: 13 May 2021", "2021-03-15", "2021-05-13"),
    ],
)  # fmt: skip
def test_dates_are_told_in_other_words(head: str, received: str, responded: str) -> None:
    text = (
        f"Cheshire Constabulary\n\n{head}\n\nYou asked:\n\nHow many dogs are there?\n\nTwo.{TAIL}"
    )
    response = read(text)

    assert (response.received, response.responded) == (received, responded)
