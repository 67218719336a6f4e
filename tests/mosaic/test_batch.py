"""Pairs of requests compared in batches: to the last digit what is said of each pair alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic.alignment import aligned, kinship
from mosaic.batch import Batch
from mosaic.families import kin, kin_of_each
from mosaic.request import Request
from nlp.response import Question
from tests.world.world import world


def asking(*texts: str, topics: tuple[str, ...] = ()) -> Request:
    questions = tuple(Question(id=str(at), text=text) for at, text in enumerate(texts, 1))
    return Request(id="one", topics=topics, questions=questions)


def every_two(requests: list[Request]) -> tuple[dict[int, Request], np.ndarray]:
    """The requests under numbers that are no places, and all rows of two, either way round."""
    numbers = [7 * at + 3 for at in range(len(requests))]
    held = dict(zip(numbers, requests, strict=True))
    rows = [(one, other) for one in numbers for other in numbers if one != other]
    return held, np.array(rows, np.int64).reshape(-1, 2)


@given(st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_a_batch_says_what_is_said_of_each_pair(seed: int) -> None:
    held, pairs = every_two([asked.request for asked in world(40, seed=seed)])
    batch = Batch(held, pairs)

    for at, (one, other) in enumerate(pairs.tolist()):
        first, second = held[one].wordings, held[other].wordings
        assert [*batch.aligned(at)] == aligned(first, second)
        assert kinship(first, second) <= batch.most[at]
    alone = [kin(held[one], held[other]) for one, other in pairs.tolist()]
    assert kin_of_each(held, pairs) == alone


def test_some_pairs_are_kin_and_most_of_the_others_are_known_by_the_bound() -> None:
    held, pairs = every_two([asked.request for asked in world(60, seed=5)])
    found = kin_of_each(held, pairs)
    most = Batch(held, pairs).most

    others = [bound for like, bound in zip(found, most, strict=True) if like is None]
    assert any(found)
    assert sum(bound < 0.55 for bound in others) > 0.8 * len(others)


@pytest.mark.parametrize(
    "one",
    [
        asking(),
        asking("Of the"),
        asking("How many drones did the force own in 2019?"),
        asking("How many drones did the force own in 2020?", "How many in 2021?", "And dogs?"),
        asking("Dogs owned", "Number of drones owned by the force in 2019", topics=("drones",)),
        asking("Dogs owned", "Dogs owned", "What did dogs cost?", topics=("dogs",)),
    ],
)
def test_repeated_empty_and_missing_questions_are_no_matter(one: Request) -> None:
    others = [
        asking(),
        asking("The?"),
        asking("Dogs owned", "Dogs owned"),
        asking("How many drones did the force own?", "What did dogs cost?", topics=("dogs",)),
    ]
    held, pairs = every_two([one, *others])
    batch = Batch(held, pairs)

    assert kin_of_each(held, pairs) == [kin(held[a], held[b]) for a, b in pairs.tolist()]
    for at, (a, b) in enumerate(pairs.tolist()):
        assert [*batch.aligned(at)] == aligned(held[a].wordings, held[b].wordings)


def test_no_pairs_are_no_matter() -> None:
    assert kin_of_each({}, np.zeros((0, 2), np.int64)) == []
