"""The passages that a search shows."""

from collections.abc import Callable

import pytest

from index.engine import SearchEngine
from index.highlight import AROUND, WIDEST, Highlight, highlights
from index.query import read_query
from nlp.collected import Collected
from nlp.response import Answer, Exemption, PersonalData, Response, Section

Make = Callable[..., Collected]
FILLER = "The force has considered this matter with care and at some length. " * 8


def shown(response: Response, query: str) -> tuple[Highlight, ...]:
    return highlights(response, read_query(query).root)


def marked(response: Response, query: str) -> list[str]:
    return [
        response.text[start:end] for found in shown(response, query) for start, end in found.marks
    ]


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("drones", ["drones", "Drone"]),
        ('"the drone"', ["The Drone"]),
        ("dron*", ["drones", "Drone"]),
        ("pilat~", ["pilot"]),
        ('"pilot drone"~2', ["Drone pilot"]),
        ("title:drones", []),
        ("NOT drones", []),
        ("*:*", []),
        ("drones AND force:kent", ["drones", "Drone"]),
    ],
)
def test_what_was_found_is_marked(letter: Make, query: str, marks: list[str]) -> None:
    response = letter("a", "We own two drones. The Drone pilot left.", title=None).response

    assert marked(response, query) == marks


def test_a_passage_is_the_text_between_its_offsets(letter: Make) -> None:
    response = letter("a", FILLER + "\n\nTwo\ndrones – 🚁 – flew.\n\n" + FILLER).response

    (found,) = shown(response, "flew")

    assert found.field == "response"
    assert found.text == response.text[found.start : found.end]
    assert "drones – 🚁 – flew" in found.text
    assert len(found.text) <= 2 * AROUND + WIDEST
    assert not found.text[0].isspace()


def test_the_passage_with_most_of_the_words_comes_first(letter: Make) -> None:
    text = f"A drone. {FILLER} A drone with a camera and a pilot. {FILLER} A camera."

    first, *others = shown(letter("a", text).response, "drone camera pilot")

    assert "camera and a pilot" in first.text
    assert len(others) == 2


def test_names_in_a_passage_are_replaced_and_are_no_hits(letter: Make) -> None:
    jo = PersonalData(kind="name", text="Jo Drone", spans=((5, 13),))
    response = letter("a", "Dear Jo Drone, we own a drone.", personal_data=(jo,)).response

    (found,) = shown(response, "drone")

    assert found.text == "Dear [name], we own a drone."
    assert [response.text[start:end] for start, end in found.marks] == ["drone"]
    (whole,) = highlights(response, read_query("drone").root, personal_data=True)
    assert whole.text == response.text


def test_words_of_the_request_are_shown_from_the_request(letter: Make) -> None:
    request = Section(kind="request", exemption=None, starts="", spans=((0, 16),))
    response = letter("a", "Own you a drone? We own a drone.", sections=(request,)).response

    assert {found.field: found.text for found in shown(response, "request:drone")} == {
        "request": "Own you a drone?"
    }
    assert [found.text for found in shown(response, "response:drone")] == ["We own a drone."]


def test_a_title_is_shown_with_its_own_offsets(letter: Make) -> None:
    (found,) = shown(letter("a", title="All drones").response, "drone")

    assert (found.field, found.text, found.marks) == ("title", "All drones", ((4, 10),))


def test_provisions_and_positions_are_shown_with_their_evidence(letter: Make) -> None:
    text = "We rely on section 31(3). We neither confirm nor deny it."
    relied = Exemption(id="foia/31/3", engaged=True, ncnd=True, spans=((11, 24),))
    answer = Answer(question="1", position="ncnd", spans=((26, 57),))
    response = letter("a", text, exemptions=(relied,), positions=(answer,)).response

    (provision,) = shown(response, "exemption:foia/31")
    (position,) = shown(response, "answer:(position:ncnd)")

    assert (provision.field, text[slice(*provision.marks[0])]) == ("exemption", "section 31(3)")
    assert (position.field, text[slice(*position.marks[0])]) == ("position", text[26:57])


@pytest.mark.parametrize(
    "query", ["facial recognition", '"section 31"', "tas*", "covert~", '"police force"~3']
)
def test_every_letter_that_words_find_has_a_passage_that_shows_them(
    filled: SearchEngine, gold: list[Collected], query: str
) -> None:
    letters = {held.response.id: held.response for held in gold}
    read = read_query(query)

    hits = filled.search(read, limit=0).hits

    assert hits
    assert all(highlights(letters[hit.id], read.root) for hit in hits)
