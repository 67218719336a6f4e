"""Shared wording: who has the same passage, who had it first, who changed it."""

from typing import Any

import pytest

from collection.collection import Collection
from mosaic.passages import diff, shared, shares
from mosaic.sentences import cut_up
from nlp.collected import responses
from nlp.response import Section
from tests.mosaic.conftest import add

HARM = (
    "To say whether the tactic is used would tell offenders how likely they are to be noticed in"
    " any one county. Criminals would move from places where it is used to places where it is not,"
    " and the public would be less safe."
)

OWN = (
    "What this county has of its own it has by the sea, and nobody inland has asked for any of it."
)


def letter(name: str, day: str, harm: str, *forces: str, person: str = "") -> dict[str, Any]:
    said = f"Nothing is given in {name}."
    return {
        "name": name,
        "text": f"Request\nWhat do you use? {HARM}\n\nHarm\n\n{harm}\n\nResponse\n\n{said}\n",
        "forces": list(forces) or ["kent"],
        "responded": day,
        "questions": [],
        "positions": [],
        "sections": [
            {"kind": "request", "exemption": None, "starts": "Request What"},
            {"kind": "harm", "exemption": "foia/31/3", "starts": "Harm"},
            {"kind": "response", "exemption": None, "starts": "Response"},
        ],
        "personal_data": [{"kind": "name", "text": person}] if person else [],
    }


def test_a_passage_of_two_forces_is_found_with_its_first_and_its_edits(
    collection: Collection,
) -> None:
    add(collection, letter("b", "2020-05-01", HARM.replace("county", "area"), "essex"))
    add(collection, letter("a", "2018-05-01", HARM, "kent"))
    wrapped = HARM.replace(" offenders", "\noffenders").replace(" noticed", "\nnoticed")
    add(collection, letter("c", "2021-05-01", wrapped, "norfolk", "suffolk"))

    (found,) = shared(responses(collection))

    assert (found.kind, found.exemption, found.text) == ("harm", "foia/31/3", f"{HARM}")
    assert (found.first.force, found.first.date) == ("kent", "2018-05-01")
    assert found.letters == ("a", "b", "c")
    assert found.forces == ("essex", "kent", "norfolk", "suffolk")
    (edit,) = found.edits
    assert (edit.response, edit.against) == ("b", "a")
    assert "[-county.-] {+area.+}" in edit.diff
    assert [(use.forces, use.date) for use in found.spread] == [
        (("kent",), "2018-05-01"),
        (("essex",), "2020-05-01"),
        (("norfolk", "suffolk"), "2021-05-01"),
    ]  # fmt: skip


def test_the_name_of_the_force_makes_no_difference(collection: Collection) -> None:
    for name, force, called in (("a", "kent", "Kent Police"), ("b", "essex", "Essex Police")):
        harm = HARM.replace("the tactic is used", f"{called} uses the tactic")
        add(collection, letter(name, "2018-05-01", harm, force))
    (found,) = shared(responses(collection))
    assert found.letters == ("a", "b")


@pytest.mark.parametrize("forces", [("kent",), ("kent", "essex")])
def test_a_force_that_repeats_itself_shares_nothing(
    collection: Collection, forces: tuple[str, ...]
) -> None:
    add(collection, letter("a", "2018-05-01", HARM, *forces))
    add(collection, letter("b", "2019-05-01", HARM, *forces))
    assert shared(responses(collection)) == []


def test_the_same_thought_in_other_words_is_not_the_same_passage(collection: Collection) -> None:
    other = (
        "If it were known that such equipment exists here, those who plan burglaries could adjust"
        " their plans, and fewer of them would be brought before a court in the years to come."
    )
    add(collection, letter("a", "2018-05-01", HARM, "kent"))
    add(collection, letter("b", "2019-05-01", other, "essex"))
    assert shared(responses(collection)) == []


def test_people_are_masked_in_shared_wording(collection: Collection) -> None:
    named = (
        f"{HARM} This was put to us by Jemima Rackstraw-Bole at a public meeting in the spring."
    )
    for name, force in (("a", "kent"), ("b", "essex")):
        add(
            collection,
            letter(name, "2018-05-01", named, force, person="Jemima Rackstraw-Bole"),
        )
    (found,) = shared(responses(collection))
    assert "put to us by [name] at" in found.text
    (open_,) = shared(responses(collection), personal_data=True)
    assert "Jemima Rackstraw-Bole" in open_.text


def test_the_order_of_the_letters_does_not_matter(collection: Collection) -> None:
    for at, force in enumerate(("kent", "essex", "gwent")):
        add(collection, letter(f"l{at}", f"20{18 + at}-05-01", HARM + " And so on." * at, force))
    letters = list(responses(collection))
    assert shared(letters) == shared(reversed(letters))


def test_an_edit_is_shown_against_the_nearest_words_before_it(collection: Collection) -> None:
    second = HARM.replace("county", "area")
    third = second.replace("less safe", "put at risk")
    for name, day, harm, force in (
        ("a", "2018-05-01", HARM, "kent"), ("b", "2019-05-01", second, "essex"),
        ("c", "2020-05-01", third, "gwent"), ("d", "2021-05-01", second, "surrey"),
    ):  # fmt: skip
        add(collection, letter(name, day, harm, force))
    (found,) = shared(responses(collection))
    assert [(edit.response, edit.against) for edit in found.edits] == [("b", "a"), ("c", "b")]
    assert "area." in found.edits[1].diff
    assert "[-less safe.-] {+put at risk.+}" in found.edits[1].diff


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2018-05-01", "2018-05-09", "2018-06-01"), "template"),
        (("2016-05-01", "2018-05-09", "2018-05-10", "2018-06-01"), "template"),
        (("2018-05-01", "2019-05-09"), "copied"),
        (("2018-05-01", "2019-05-09", "2021-01-01"), "copied"),
        (("2018-05-01", "2018-05-20"), "unclear"),
        (("2018-05-01", ""), "unclear"),
    ],
)
def test_a_template_is_told_from_copying_by_timing(
    collection: Collection, days: tuple[str, ...], expected: str
) -> None:
    forces = ("kent", "essex", "gwent", "surrey")
    for day, force in zip(days, forces, strict=False):
        add(collection, letter(force, day, HARM, force))
    (found,) = shared(responses(collection))
    assert found.origin == expected
    assert f"{len(days)} bodies, likeness at least 100 of 100" in found.basis


def test_notices_short_passages_and_looser_words_tell_nothing_of_their_origin(
    collection: Collection,
) -> None:
    notice = letter("a", "2018-05-01", HARM, "kent")
    notice["sections"][1]["kind"] = "exemptions"
    other = notice | {"name": "b", "responded": "2019-05-01", "forces": ["essex"]}
    for one in (notice, other):
        add(collection, one)
    (found,) = shared(responses(collection))
    assert (found.origin, found.basis.rpartition("; ")[2]) == (
        "unclear", "notices are alike everywhere",
    )  # fmt: skip


def test_how_much_of_a_letter_is_its_own(collection: Collection) -> None:
    mine = "Nobody else has ever put this sentence into a letter about policing in any county."
    add(collection, letter("a", "2018-05-01", HARM, "kent"))
    add(collection, letter("b", "2019-05-01", f"{HARM} {mine}", "essex"))
    add(collection, letter("c", "2020-05-01", f"{mine} {OWN}", "gwent"))
    found = {share.response: share for share in shares(responses(collection))}
    assert list(found) == ["a", "b", "c"]
    assert found["a"].own == 0.0
    assert found["a"].words == found["a"].shared > 40
    assert found["b"].shared == found["b"].words == found["a"].words + 15
    assert found["c"].shared == 15
    assert found["c"].own == round(1 - 15 / found["c"].words, 4) > 0.4


def test_a_letter_that_shares_nothing_is_all_its_own(collection: Collection) -> None:
    add(collection, letter("a", "2018-05-01", HARM, "kent"))
    (share,) = shares(responses(collection))
    assert (share.shared, share.own) == (0, 1.0)


def test_equal_texts_have_no_difference() -> None:
    assert diff(HARM, HARM) == HARM


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        ("It is so. Why? (We know.) Then: no", 0, ["It is so.", "Why?", "(We know.", "Then: no"]),
        ("It is so.” Then it is", 0, ["It is so.", "Then it is"]),
        (
            "It is so.\n\nThen it\nis:\n• one\n- two",
            0,
            ["It is so.", "Then it\nis:", "• one", "- two"],
        ),
        ("of s. 31 it is so.\n \nThen", 0, ["of s.", "31 it is so.", "Then"]),
        ("Ended. Then it is. So", 6, ["Then it is.", "So"]),
        ("no stop\n\n", 0, ["no stop"]),
    ],
)
def test_a_passage_is_cut_after_its_stops_and_at_empty_lines(
    text: str, start: int, found: list[str]
) -> None:
    section = Section(kind="harm", exemption=None, starts="", spans=((start, len(text)),))

    assert [text[slice(*span)].strip() for span in cut_up(text, section)] == found
