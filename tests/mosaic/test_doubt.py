"""The mosaic effect: how many forces are left in doubt, and refusals that others' answers undo."""

from typing import Any

import pytest

from collection.collection import Collection
from mosaic.doubt import Doubt, doubts
from mosaic.findings import all_doubts
from mosaic.matrix import matrix
from mosaic.position import Position
from mosaic.total import total_of
from mosaic.undone import undone
from nlp.collected import responses
from tests.mosaic.conftest import add

ASKED = "Does the force own or hire drones that carry thermal cameras?"
POLICY = "Please provide the policy on the use of drones that carry thermal cameras."


def letter(
    force: str, day: str, position: str, says: str = "It says so.", *, partial: bool = False,
    joint: tuple[str, ...] = (), name: str = "",
) -> dict[str, Any]:  # fmt: skip
    text = f"Response\n{says}\nLetter of {name or force}.\n"
    return {
        "name": name or force,
        "text": text,
        "forces": [force, *joint],
        "reference": f"{name or force}/1",
        "responded": day,
        "questions": [{"id": "1", "text": ASKED}, {"id": "2", "text": POLICY}],
        "positions": [
            {"question": "1", "position": position, "partial_ncnd": partial},
            {"question": "2", "position": "not-held", "partial_ncnd": False},
        ],
        "sections": [{"kind": "response", "exemption": None, "starts": "Response"}],
    }


def rows(collection: Collection, *letters: dict[str, Any]) -> list[Position]:
    for one in letters:
        add(collection, one)
    return matrix(collection, responses(collection), robin="known")


def counted(found: list[Doubt]) -> list[tuple[str, int, int]]:
    return [(doubt.forces[0], doubt.before, doubt.after) for doubt in found]


def test_each_plain_answer_makes_the_crowd_smaller(collection: Collection) -> None:
    found = doubts(
        rows(
            collection,
            letter("kent", "2021-01-01", "ncnd"),
            letter("essex", "2021-01-02", "denied"),
            letter("norfolk", "2021-01-03", "confirmed", joint=("suffolk",)),
            letter("surrey", "2021-01-04", "ncnd"),
            letter("gwent", "2021-01-05", "withheld"),
        )
    )

    assert counted(found) == [
        ("kent", 6, 6), ("essex", 6, 5), ("norfolk", 5, 3), ("surrey", 3, 3), ("gwent", 3, 3),
    ]  # fmt: skip
    last = found[-1]
    assert (last.yes, last.no, last.silent, last.refusing, last.other, last.left) == (
        ("norfolk", "suffolk"), ("essex",), ("kent", "surrey"), ("gwent",), (), 3,
    )  # fmt: skip
    assert last.derivation == (
        "6 forces with a letter on the question - 2 that say yes or give it"
        " - 1 that say no or hold none = 3 in doubt (2 that neither confirm nor deny,"
        " 1 that refuse it on other grounds)"
    )
    assert {cell.response for cell in last.cells} == {
        "essex", "norfolk", "kent", "surrey", "gwent",
    }  # fmt: skip
    assert all(cell.url and cell.sha256 for cell in last.cells)


def test_a_refusal_that_stands_alone_is_taken_for_no_answer(collection: Collection) -> None:
    found = doubts(
        rows(
            collection,
            letter("kent", "2021-01-01", "denied"),
            letter("essex", "2021-01-02", "denied", partial=True),
            letter("surrey", "2021-01-03", "ncnd"),
        )
    )
    assert found[-1].silent == ("surrey",)
    assert found[-1].beyond == ("essex",)
    assert found[-1].inference.endswith("neither a yes nor a no follows from it.")


def test_one_that_withholds_what_all_others_answer_is_counted_too(
    collection: Collection,
) -> None:
    found = doubts(
        rows(
            collection,
            letter("kent", "2021-01-01", "disclosed"),
            letter("norfolk", "2021-01-02", "withheld", joint=("suffolk",)),
            letter("essex", "2021-01-03", "partly-disclosed"),
            letter("surrey", "2021-01-04", "not-held"),
        )
    )
    assert counted(found) == [
        ("kent", 5, 4), ("norfolk", 4, 4), ("essex", 4, 3), ("surrey", 3, 2),
    ]  # fmt: skip
    assert [one.refusing for one in found] == [(), *[("norfolk", "suffolk")] * 3]
    assert [one.inference.partition(".")[0] for one in found[:2]] == [
        "No letter so far refuses an answer",
        "4 forces are without a public answer; what it would be does not follow from how many"
        " others gave theirs",
    ]
    last = found[-1]
    assert last.derivation == (
        "5 forces with a letter on the question - 2 that say yes or give it (1 of them in part)"
        " - 1 that say no or hold none = 2 in doubt (2 that refuse it)"
    )
    assert last.inference == (
        "All but Norfolk Constabulary and Suffolk Constabulary have answered, so their refusal"
        " stands alone. It is no answer: how many others gave theirs does not say what it would"
        " be."
    )
    assert {cell.response for cell in last.cells} == {"kent", "norfolk", "essex", "surrey"}


@pytest.mark.parametrize(
    "positions",
    [
        ("withheld", "withheld", "disclosed", "disclosed"),
        ("withheld", "disclosed", "clarify", "unanswered"),
        ("disclosed", "disclosed", "not-held", "elsewhere"),
    ],
    ids=["two refuse", "one answers", "none refuses"],
)
def test_where_no_letter_is_alone_in_withholding_nothing_is_counted(
    collection: Collection, positions: tuple[str, ...]
) -> None:
    forces = ("kent", "essex", "surrey", "gwent")
    letters = [letter(f, "2021-01-01", said) for f, said in zip(forces, positions, strict=True)]
    assert doubts(rows(collection, *letters)) == []


def test_who_withholds_in_one_letter_and_answers_in_another_is_not_in_doubt(
    collection: Collection,
) -> None:
    held = rows(
        collection,
        letter("kent", "2021-01-01", "disclosed"),
        letter("essex", "2021-01-02", "withheld", name="first"),
        letter("essex", "2021-01-02", "disclosed", name="second"),
    )
    last = doubts(held)[-1]
    assert (last.counted, last.after, last.refusing) == (2, 0, ())
    assert last.inference.startswith("All have a public answer")
    assert last.derivation.endswith(" = 0 in doubt")
    (finding,) = undone(held)
    assert (finding.kind, finding.forces) == ("withheld-undone", ("essex",))
    assert [passage.response for passage in finding.evidence] == ["first", "second"]


@pytest.mark.parametrize(
    ("day", "position"),
    [
        ("2021-01-02", "partly-disclosed"),
        ("2021-01-02", "not-applicable"),
        ("2021-01-02", "not-held"),
        ("2021-01-02", "elsewhere"),
        # That is a change.
        ("2021-02-02", "disclosed"),
    ],
)
def test_what_is_withheld_is_undone_by_all_of_it_on_the_same_day(
    collection: Collection, day: str, position: str
) -> None:
    held = rows(
        collection,
        letter("essex", "2021-01-02", "withheld", name="first"),
        letter("essex", day, position, name="second"),
    )
    assert undone(held) == []


@pytest.mark.parametrize(("position", "undoes"), [("confirmed", True), ("disclosed", False)])
def test_a_joint_letter_says_yes_for_each_force_and_gives_a_figure_for_both(
    collection: Collection, position: str, undoes: bool
) -> None:
    held = rows(
        collection,
        letter("norfolk", "2021-01-04", "withheld", name="alone"),
        letter("suffolk", "2021-01-04", position, joint=("norfolk",), name="both"),
    )
    assert [(one.kind, one.forces) for one in undone(held)] == (
        [("withheld-undone", ("norfolk",))] if undoes else []
    )


@pytest.mark.parametrize("position", ["denied", "withheld", "ncnd"])
def test_where_nobody_is_silent_or_nobody_answers_there_is_nothing_to_count(
    collection: Collection, position: str
) -> None:
    all_alike = [letter(force, "2021-01-01", position) for force in ("kent", "essex", "gwent")]
    assert doubts(rows(collection, *all_alike)) == []


def test_a_national_count_less_the_public_answers(collection: Collection) -> None:
    count = "2 of the 43 police forces in England and Wales own such drones."
    letters = [
        letter("npcc", "2021-02-01", "confirmed", count),
        letter("kent", "2021-01-01", "confirmed"),
        letter("essex", "2021-01-02", "denied"),
        letter("surrey", "2021-01-03", "ncnd"),
    ]
    found = doubts(rows(collection, *letters))
    assert found[-1].forces == ("npcc",)
    assert found[-1].counted == 3, "a national body is no force"
    assert found[-1].inference.endswith(
        "National Police Chiefs' Council counts 2 of 43 forces; 2 - 1 with a public yes"
        " = 1 of 41 others, if both count the same on the same day; which of them does not follow."
    )
    assert undone(matrix(collection, responses(collection), robin="known")) == []


def test_a_national_count_that_is_used_up_undoes_the_refusal(collection: Collection) -> None:
    count = "One of the 43 forces in England and Wales owns such drones.".replace("owns", "has")
    held = rows(
        collection,
        letter("npcc", "2021-02-01", "confirmed", count),
        letter("kent", "2021-01-01", "confirmed"),
        letter("surrey", "2021-01-03", "ncnd"),
        letter("police-scotland", "2021-01-03", "ncnd"),
    )
    (finding,) = undone(held)
    assert (finding.kind, finding.force, finding.question) == ("ncnd-undone", "surrey", "1")
    assert "1 - 1 with a public yes = 0 of 42 others" in finding.message
    assert [passage.response for passage in finding.evidence] == ["surrey", "npcc"]


@pytest.mark.parametrize(
    ("position", "kind"), [("ncnd", "ncnd-undone"), ("withheld", "withheld-undone")]
)
def test_a_joint_refusal_that_a_count_undoes_is_said_once(
    collection: Collection, position: str, kind: str
) -> None:
    count = "One of the 43 forces in England and Wales has such drones."
    held = rows(
        collection,
        letter("npcc", "2021-02-01", "confirmed", count),
        letter("kent", "2021-01-01", "confirmed"),
        letter("norfolk", "2021-01-03", position, joint=("suffolk",)),
        letter("gwent", "2021-01-03", "cost"),
    )
    (finding,) = undone(held)
    assert (finding.kind, finding.forces) == (kind, ("norfolk", "suffolk"))
    assert finding.message.startswith("Norfolk Constabulary and Suffolk Constabulary ")


@pytest.mark.parametrize(
    "said",
    [
        "11 forces have replied to the survey.",
        "At least 2 of the 43 forces own such drones.",
        "2 of the 43 forces have refused to say.",
        "2 of the 43 forces have plans to buy such drones.",
        "2 of the 43 forces own one and 5 of the 43 forces own two.",
        "2 of the 39 forces that answered own such drones.",
        "Crimes rose to 43 forces of 2 have.",
    ],
)
def test_what_is_no_count_of_what_was_asked_is_taken_for_none(said: str) -> None:
    cell = Position(question="1", force="npcc", position="disclosed", evidence=said)
    assert total_of(cell) is None


def test_a_joint_letter_says_what_one_of_its_forces_will_not(collection: Collection) -> None:
    held = rows(
        collection,
        letter("norfolk", "2021-01-10", "ncnd", name="alone"),
        letter("suffolk", "2021-01-04", "confirmed", joint=("norfolk",), name="both"),
        letter("kent", "2021-01-04", "ncnd"),
    )
    (finding,) = undone(held)
    assert (finding.force, finding.before, finding.after) == ("norfolk", "ncnd", "confirmed")
    assert [passage.response for passage in finding.evidence] == ["alone", "both"]
    assert finding.message == (
        "neither confirmed nor denied (2021-01-10); a joint letter of Norfolk Constabulary says:"
        " yes (2021-01-04)"
    )


def test_an_answer_of_another_time_undoes_nothing(collection: Collection) -> None:
    held = rows(
        collection,
        letter("norfolk", "2021-01-10", "ncnd", name="alone"),
        letter("norfolk", "2023-01-04", "confirmed", name="later"),
    )
    assert undone(held) == []


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("We own two such drones, which are shared with Surrey Police.", True),
        ("We own two such drones. The unit is run jointly with Surrey Police.", True),
        ("We own two such drones. They are not shared with Surrey Police.", False),
        ("We own two such drones. Surrey Police may hold more.", False),
        ("We own two. Please contact Surrey Police, with whom we share a records team.", False),
        ("We own two such drones. Surrey Police is our neighbour.", False),
        ("We own two such drones, shared with the fire service.", False),
    ],
)
def test_an_answer_that_names_another_force_as_sharing(
    collection: Collection, said: str, names: bool
) -> None:
    held = rows(
        collection,
        letter("sussex", "2021-01-04", "confirmed", said),
        letter("surrey", "2021-01-10", "ncnd"),
    )
    found = undone(held)
    assert [finding.force for finding in found] == (["surrey"] if names else [])
    if names:
        assert "for a person to read" in found[0].message


def test_the_gold_letters_undo_no_refusal_and_count_each_force_once(
    everything: Collection,
) -> None:
    found = all_doubts(everything, responses(everything))
    imsi = [doubt for doubt in found if doubt.question == "1" and "IMSI" in (doubt.text or "")]
    assert next((d.counted, d.before, d.after, d.left) for d in imsi) == (10, 10, 9, 9)
    assert imsi[-1].no == ("cumbria",)
    assert len(imsi[-1].silent) == 9
    for doubt in found:
        parts = [*doubt.yes, *doubt.no, *doubt.silent, *doubt.refusing, *doubt.other]
        assert len(parts) == len(set(parts)) == doubt.counted
        assert doubt.after == doubt.counted - len(doubt.yes) - len(doubt.no) <= doubt.before
