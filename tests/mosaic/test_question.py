"""How alike two questions are."""

from random import Random

import pytest

from crawlers.force import forces
from mosaic.alignment import STRONG, aligned, paired
from mosaic.question import compared, likeness, nameless, wording
from tests.world.world import world


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How many drones does the force own?", "The number of drones owned by Kent Police"),
        ("How many drones does BTP own?", "how many drones do you own"),
        ("Number of uses under s.136 MHA", "How many uses were there under section 136 MHA?"),
        (
            "Has the MPS bought any spit guards?",
            "Has Avon and Somerset Constabulary bought any spit guards?",
        ),
    ],
)
def test_a_question_retold_is_the_same_question(one: str, other: str) -> None:
    assert likeness(one, other) >= 0.8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How many drones does the force own?", "What did each drone cost?"),
        (
            "Please provide any policy or guidance governing the use of drones.",
            "Please provide the minutes of any public consultation on the use of drones.",
        ),
        ("How many arrests followed?", "How many deployments followed?"),
    ],
)
def test_another_question_about_the_same_subject_is_another(one: str, other: str) -> None:
    assert likeness(one, other) < STRONG


def test_another_year_makes_a_question_less_alike() -> None:
    same = likeness("How many dogs were bought in 2019?", "Number of dogs bought in 2019")
    other = likeness("How many dogs were bought in 2019?", "Number of dogs bought in 2020")
    assert other < same


def test_a_place_that_is_asked_about_is_kept_and_the_name_of_a_force_is_not() -> None:
    assert "cleveland" in wording("How many burglaries were there in Cleveland?").stems
    assert "cleveland" not in wording("How many dogs has Cleveland Police?").stems


def test_no_force_leaves_its_name_in_a_question() -> None:
    for force in forces().values():
        for name in (force.name, force.name.upper(), f"the {force.name}'s"):
            assert " ".join(nameless(f"Has {name} any dogs?").split()) == "Has any dogs?"


def test_questions_are_paired_as_if_all_were_compared() -> None:
    letters = [asked.request.wordings for asked in world(400, seed=9)]
    rng = Random(1)  # noqa: S311
    pairs = [(rng.choice(letters[at : at + 8]), held) for at, held in enumerate(letters)]

    for one, other in pairs:
        every = paired(
            len(one), len(other), [],
            lambda i, rest, a=one, b=other: [compared(a[i], b[j]) for j in rest],
        )  # fmt: skip
        assert aligned(one, other) == every
    assert any(1.0 > pair.likeness > 0.8 for one, other in pairs for pair in aligned(one, other))
