"""The position matrix: every force, every question, each with what carries it."""

from collections.abc import Callable

import pytest

from collection.collection import Collection
from crawlers.capture import Capture, Captures
from crawlers.force import forces
from mosaic.matrix import matrix
from mosaic.position import Position
from nlp.collected import Collected, correct, responses
from tests.mosaic.conftest import add, gold, gold_names

ROBINS = ["rr-imsi-2018", "rr-lfr-2019", "rr-taser-2023"]


@pytest.mark.parametrize("id_", ROBINS)
def test_every_position_stands_under_each_force_that_takes_it(
    everything: Collection, robin: Callable[[str], list[Collected]], id_: str
) -> None:
    rows = matrix(everything, robin(id_), robin=id_)

    for name in gold_names():
        truth = gold(name)
        if truth["round_robin"] != id_:
            continue
        for force in truth["forces"]:
            got = [(row.position, row.partial_ncnd) for row in rows
                   if row.force == force and row.asked and row.response == name]  # fmt: skip
            want = [(p["position"], p["partial_ncnd"]) for p in truth["positions"]]
            assert sorted(got, key=str) == sorted(want, key=str), (name, force)
    assert {row.robin for row in rows} == {id_}


@pytest.mark.parametrize("id_", ROBINS)
def test_every_force_has_a_row_for_every_question(
    everything: Collection, robin: Callable[[str], list[Collected]], id_: str
) -> None:
    rows = matrix(everything, robin(id_), robin=id_)

    columns = {row.question for row in rows}
    territorial = {slug for slug, force in forces().items() if force.kind != "national-body"}
    assert {(row.force, row.question) for row in rows} == {
        (force, column) for force in territorial for column in columns
    }


def test_a_joint_answer_stands_under_each_force_and_counts_once(
    everything: Collection, robin: Callable[[str], list[Collected]]
) -> None:
    rows = [row for row in matrix(everything, robin("rr-imsi-2018")) if row.question == "1"]
    joint = ("bedfordshire", "cambridgeshire", "hertfordshire")

    assert [row.force for row in rows if row.joint == joint] == list(joint)
    answering = [row for row in rows if not row.absent]
    assert len(answering) == 10
    assert len({row.response for row in answering}) == 7


def test_an_answer_in_the_logs_of_two_forces_counts_once(collection: Collection) -> None:
    truth = gold("imsi-warwickshire-west-mercia-2018")
    add(collection, truth)
    add(collection, truth | {"name": "the-same"}, url="https://www.westmercia.police.uk/foi/1/")
    changed = {"name": "no-reference", "reference": None, "text": truth["text"] + "\n"}
    add(collection, truth | changed, url="https://www.westmercia.police.uk/foi/2/")

    rows = matrix(collection, responses(collection))

    assert len({row.response for row in rows if not row.absent}) == 1


def test_the_order_of_the_letters_does_not_matter(
    everything: Collection, robin: Callable[[str], list[Collected]]
) -> None:
    letters = [*robin("rr-lfr-2019"), *robin("rr-taser-2023")]
    first = matrix(everything, letters)
    for _ in letters:
        letters.append(letters.pop(0))
        assert matrix(everything, letters) == first
    assert matrix(everything, reversed(letters)) == first


def test_evidence_leads_to_the_passage_the_page_and_the_bytes(
    everything: Collection, robin: Callable[[str], list[Collected]]
) -> None:
    (row,) = [
        row
        for row in matrix(everything, robin("rr-lfr-2019"))
        if (row.force, row.question) == ("avon-and-somerset", "1")
    ]
    text = gold("lfr-avon-and-somerset-2019")["text"]

    assert row.evidence is not None
    assert row.evidence.startswith("Response Question 1 – No. Avon and Somerset")
    assert row.start is not None
    assert text[row.start :].startswith("Response\n\nQuestion 1")
    assert row.page == 1 + (row.start >= len(text) // 2)
    assert row.url == "https://www.avon-and-somerset.police.uk/foi/lfr-avon-and-somerset-2019/"
    assert row.sha256 is not None
    assert everything.blobs.get(row.sha256) == text.encode()
    assert row.fetched == "2026-01-05T09:00:00Z"


def test_long_evidence_is_cut_and_says_so(collection: Collection) -> None:
    truth = gold("lfr-avon-and-somerset-2019")
    long = truth["text"].replace("in an overt capacity.", "in an overt capacity. " + "No. " * 400)
    add(collection, truth | {"text": long})

    row = next(row for row in matrix(collection, responses(collection)) if row.evidence)

    assert row.evidence is not None
    assert row.evidence.endswith(" …")
    assert len(row.evidence) <= 602


@pytest.mark.parametrize("before", range(4))
def test_long_evidence_is_cut_behind_a_word(collection: Collection, before: int) -> None:
    truth = gold("lfr-avon-and-somerset-2019")
    words = f"in an overt capacity. {'x' * before} " + "Whole. " * 400
    long = truth["text"].replace("in an overt capacity.", words)
    add(collection, truth | {"text": long})
    row = next(row for row in matrix(collection, responses(collection)) if row.evidence)
    assert row.evidence is not None
    assert row.evidence.endswith("Whole. …")


PERSON = "Jemima Rackstraw-Bole"


@pytest.fixture
def named(collection: Collection) -> Collection:
    add(
        collection,
        {
            "name": "named",
            "text": f"Request\n1. Is {PERSON} a dog handler?\nResponse\n1. {PERSON} is one.\n",
            "forces": ["kent"],
            "questions": [{"id": "1", "text": f"Is {PERSON} a dog handler?"}],
            "positions": [{"question": "1", "position": "confirmed", "partial_ncnd": False}],
            "sections": [
                {"kind": "request", "exemption": None, "starts": "Request 1. Is"},
                {"kind": "response", "exemption": None, "starts": f"Response 1. {PERSON}"},
            ],
            "personal_data": [{"kind": "name", "text": PERSON}],
        },
    )
    return collection


def test_people_are_masked_in_questions_and_evidence(named: Collection) -> None:
    rows = matrix(named, responses(named))

    assert PERSON not in str(rows)
    row = next(row for row in rows if row.force == "kent")
    assert (row.text, row.evidence) == ("Is [name] a dog handler?", "Response 1. [name] is one.")


def test_the_operator_may_see_people(named: Collection) -> None:
    rows = matrix(named, responses(named), personal_data=True)

    row = next(row for row in rows if row.force == "kent")
    assert (row.text, row.evidence) == (
        f"Is {PERSON} a dog handler?",
        f"Response 1. {PERSON} is one.",
    )


def plain(name: str, force: str | None, *positions: str | None) -> dict[str, object]:
    """A letter with one made question for each position."""
    asked = ["How many drones fly?", "Which horses are stabled?", "Who repairs boats?"]
    return {
        "name": name,
        "text": f"letter {name}",
        "forces": [force] if force else [],
        "questions": [
            {"id": str(at), "text": asked[at - 1]} for at in range(1, len(positions) + 1)
        ],
        "positions": [
            {"question": str(at), "position": position, "partial_ncnd": False}
            for at, position in enumerate(positions, 1)
        ],
    }


def of_force(rows: list[Position], force: str | None) -> list[tuple[str | None, str | None, bool]]:
    return [(row.question, row.position, row.asked) for row in rows if row.force == force]


def test_a_question_that_a_letter_lacks_is_not_one_it_passed_over(collection: Collection) -> None:
    add(collection, plain("long", "kent", "disclosed", "disclosed", "unanswered"))
    add(collection, plain("short", "essex", "disclosed", "disclosed"))

    rows = matrix(collection, responses(collection), robin="known")

    assert of_force(rows, "kent")[2] == ("3", "unanswered", True)
    assert of_force(rows, "essex")[2] == ("3", None, False)
    (missing,) = [row for row in rows if row.asked is False]
    assert missing.message == "its letter has no such question"
    assert missing.response == "short"


def test_a_reading_that_abstains_says_so(collection: Collection) -> None:
    add(collection, plain("abstains", "kent", None))

    (row,) = [row for row in matrix(collection, responses(collection)) if row.force == "kent"]

    assert (row.position, row.asked) == (None, True)
    assert row.message == "the reading does not say what the letter answers"


def test_a_letter_without_questions_is_not_an_absent_force(collection: Collection) -> None:
    add(collection, plain("none", "kent"))

    (row,) = [row for row in matrix(collection, responses(collection)) if row.force == "kent"]

    assert (row.question, row.position, row.response) == (None, None, "none")
    assert row.message is not None
    assert "could not be read" in row.message


def test_a_letter_that_names_nobody_comes_last_and_is_not_lost(collection: Collection) -> None:
    truth = plain("nobody", "kent", "disclosed")
    add(collection, truth)
    add(collection, plain("known", "essex", "disclosed"))
    correct(collection, "nobody", "forces", "[]", why="nobody signs it")

    rows = matrix(collection, responses(collection))

    assert rows[-1].force is None
    assert (rows[-1].response, rows[-1].position) == ("nobody", "disclosed")


def test_a_force_that_answered_twice_has_both_answers_the_earlier_first(
    collection: Collection,
) -> None:
    add(collection, plain("b", "kent", "ncnd") | {"responded": "2019-01-02"})
    add(collection, plain("a", "kent", "denied") | {"responded": "2021-03-04"})

    rows = matrix(collection, responses(collection))

    assert [row.position for row in rows if row.force == "kent"] == ["ncnd", "denied"]


def test_no_letters_at_all_still_say_what_is_known_of_each_force(collection: Collection) -> None:
    rows = matrix(collection, [])

    assert {row.position for row in rows} == {"not-crawled"}
    assert {row.question for row in rows} == {None}
    assert len(rows) == 48


def test_an_answer_whose_page_was_taken_down_says_when(collection: Collection) -> None:
    add(collection, plain("held", "kent", "disclosed"), url="https://www.kent.police.uk/foi/1/")
    url = "https://www.kent.police.uk/foi/1/"
    Captures(collection.db).add(
        Capture(
            url=url, final_url=url, fetched="2026-02-03T00:00:00Z", status=410, state="gone",
            how="live", kind="page", force="kent",
        )
    )  # fmt: skip

    (row,) = [row for row in matrix(collection, responses(collection)) if row.force == "kent"]

    assert (row.position, row.url) == ("disclosed", url)
    assert row.message == "taken down: on 2026-02-03 its address no longer answered"


def test_a_force_that_answered_another_request_is_absent_from_this_one(
    everything: Collection, robin: Callable[[str], list[Collected]]
) -> None:
    rows = matrix(everything, [*robin("rr-lfr-2019"), *robin("rr-imsi-2018")])

    cumbria = {row.question: row.position for row in rows if row.force == "cumbria"}
    assert cumbria["B1"] == "not-crawled"
    assert cumbria["1"] == "denied"


def test_a_letter_of_which_no_question_was_read_is_not_a_log_that_was_not_seen(
    collection: Collection,
) -> None:
    add(collection, gold("lfr-avon-and-somerset-2019"))
    table = {"text": "Rows\n1 Theft\n2 Assault\n", "questions": [], "positions": []}
    add(collection, {"name": "table", "forces": ["hertfordshire"], **table})

    found = {row.force: row for row in matrix(collection, responses(collection))}

    assert found["hertfordshire"].position == "unreadable"
    assert "no question was read" in (found["hertfordshire"].message or "")
    assert found["kent"].position == "not-crawled"


def test_the_passage_of_an_answer_in_part_is_what_is_held_back(collection: Collection) -> None:
    text = "Request\n1. Which sites?\nResponse\nThere are 4 sites.\nTheir names are exempt.\n"
    given, kept = "There are 4 sites.", "Their names are exempt."
    spans = tuple((text.index(words), text.index(words) + len(words)) for words in (given, kept))
    truth = {
        "name": "part",
        "text": text,
        "forces": ["kent"],
        "questions": [{"id": "1", "text": "Which sites?"}],
        "positions": [
            {
                "question": "1",
                "position": "partly-disclosed",
                "partial_ncnd": False,
                "spans": spans,
            }
        ],
    }
    add(collection, truth)

    row = next(row for row in matrix(collection, responses(collection)) if row.force == "kent")

    assert row.evidence == kept
