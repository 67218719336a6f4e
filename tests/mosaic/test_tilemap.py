"""One question on a map: every force has a tile, and a tile says no more than is known."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.etree
import pytest

from collection.collection import Collection
from crawlers.force import forces
from mosaic.legend import FURTHER, SIGNS
from mosaic.matrix import matrix
from mosaic.position import ABSENT, Position
from mosaic.publish import publish
from mosaic.tilemap import QuestionError, groups_of, short_name, tile_map, tiles_of
from nlp.collected import Collected
from tests.mosaic.drawings import shapes_in, words_in


@pytest.fixture
def rows(everything: Collection, robin: Callable[[str], list[Collected]]) -> list[Position]:
    return matrix(everything, robin("rr-lfr-2019"), robin="rr-lfr-2019")


def said(force: str, position: str | None, day: str | None, **more: Any) -> Position:
    return Position(
        question="1", order=0, text="Are there any?", force=force, position=position,
        response=f"{force}-{day}", responded=day, **more,
    )  # fmt: skip


def test_every_force_has_one_tile_of_its_own_where_the_registry_places_it(
    rows: list[Position],
) -> None:
    tiles = tiles_of(rows, "1")

    assert len(tiles) == 48
    assert len({tile.place for tile in tiles}) == 48
    for tile in tiles:
        known = forces()[tile.force].tile
        if known is not None:
            assert tile.place == known
    aside = [tile.force for tile in tiles if forces()[tile.force].tile is None]
    assert aside == [
        "british-transport-police",
        "civil-nuclear-constabulary",
        "ministry-of-defence-police",
    ]


def test_the_map_says_what_the_letters_say(rows: list[Position]) -> None:
    groups = {words: len(group) for words, group in groups_of(tiles_of(rows, "1")).items()}
    assert groups == {
        "yes": 1, "yes + NCND": 1, "no": 1, "no + NCND": 4, "NCND": 1, "not crawled": 40,
    }  # fmt: skip

    chart = tile_map(rows, question="1").to_dict()
    assert (
        "no with anything further neither confirmed nor denied, 4: Avon and Somerset Police"
        in (chart["description"])
    )
    words = words_in(chart)
    assert words["no + NCND: 4 forces"] == 1
    assert words[FURTHER] == 5
    assert words["not crawled"] == 40
    assert chart["title"]["subtitle"][0].startswith("Q1  Has the force used")


def test_letters_that_say_different_things_divide_the_tile() -> None:
    rows = [
        said("kent", "disclosed", "2022-03-01"),
        said("kent", "withheld", "2023-03-01"),
        said("essex", "denied", "2021-01-01"),
        said("essex", "denied", "2022-01-01"),
    ]
    kent, essex = tiles_of(rows, "1")

    assert [row.position for row in kent.shown] == ["disclosed", "withheld"]
    assert (kent.letters, essex.letters) == (2, 2)
    assert [row.responded for row in essex.shown] == ["2022-01-01"]
    chart = tile_map(rows).to_dict()
    words = words_in(chart)
    assert words["given"] == words["withheld"] == words["2 letters"] == 1
    assert words["given: 1 force"] == words["withheld: 1 force"] == words["no: 1 force"] == 1
    assert any("1 force gives different answers" in line for line in chart["title"]["subtitle"])
    assert "Kent Police (in one of 2 letters)" in chart["description"]


def test_a_letter_without_a_date_is_not_taken_for_the_latest() -> None:
    rows = [said("kent", "denied", None), said("kent", "ncnd", "2020-01-01")]
    (kent,) = tiles_of(rows, "1")
    assert [row.position for row in kent.shown] == ["denied", "ncnd"]


def test_a_letter_whose_questions_were_not_read_is_unclear_on_every_map() -> None:
    unread = Position(question=None, force="kent", position=None, response="k")
    (essex, kent) = tiles_of([said("essex", "denied", "2021-01-01"), unread], "1")
    assert (essex.shown[0].position, kent.shown[0].position) == ("denied", None)
    assert words_in(tile_map([unread]).to_dict())["not clear: 1 force"] == 1


def test_a_force_that_answered_without_this_question_is_not_called_unfound() -> None:
    lacking = said("kent", None, "2021-01-01", asked=False)
    (kent,) = tiles_of([lacking], "1")
    assert kent.letters == 0
    assert words_in(tile_map([lacking]).to_dict())["–"] == 1


def test_a_national_body_has_a_tile_and_is_not_counted_as_a_force() -> None:
    rows = [said("kent", "denied", "2021-01-01"), said("npcc", "denied", "2021-01-01")]
    words = words_in(tile_map(rows).to_dict())
    assert words["no: 1 force, 1 national body"] == 1
    assert words["National Police"] == 1


def test_no_two_states_without_an_answer_look_alike() -> None:
    """Each is drawn alone; what is drawn beside the words is compared."""
    drawn = set()
    for position in (*ABSENT, None, "unanswered", "ncnd"):
        chart = tile_map([said("kent", position, None)]).to_dict()
        drawn.add(str(shapes_in(chart)))
    assert len(drawn) == len(ABSENT) + 3


def test_every_position_of_the_legend_can_stand_on_the_map() -> None:
    slugs = [slug for slug, force in forces().items() if force.tile]
    rows = [said(slugs[at], position, "2021-01-01") for at, position in enumerate(SIGNS)]
    words = words_in(tile_map(rows).to_dict())
    assert {f"{sign.short}: 1 force" for sign in SIGNS.values()} <= set(words)


def test_names_are_short_and_still_different() -> None:
    names = [short_name(slug) for slug in forces()]
    assert len(names) == len(set(names))
    assert "Hampshire and Isle of Wight" in names


def test_a_question_that_is_not_there_is_named_with_those_that_are(rows: list[Position]) -> None:
    with pytest.raises(QuestionError, match=r"1, 2a, 2b, 2c, 3, 4, found '9'"):
        tile_map(rows, question="9")


def test_the_map_is_written_for_print_and_for_those_who_hear_it(
    rows: list[Position], tmp_path: Path
) -> None:
    publish(rows, "map", tmp_path / "faces.svg", question="4")
    publish(rows, "map", tmp_path / "faces.png", question="4")

    root = lxml.etree.parse(tmp_path / "faces.svg").getroot()
    assert root.get("aria-label").startswith("Map of the United Kingdom")
    assert (tmp_path / "faces.png").read_bytes().startswith(b"\x89PNG")
