"""Round robins among many letters: found in a made-up world, among the gold letters, anywhere."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic import crowd
from mosaic import families as module
from mosaic.crowd import shaped
from mosaic.families import families, kin_of
from mosaic.request import Request, request_in
from mosaic.sketches import candidates
from nlp.response import Question
from tests.mosaic.conftest import gold, gold_names, response_of
from tests.world.scoring import pairwise_f1
from tests.world.world import Asked, world


def found(requests: list[Request]) -> list[list[str]]:
    return [[request.id for request in family] for family in families(requests)]


def as_sets(groups: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(group) for group in groups}


def test_the_world_is_the_same_every_time_and_has_what_it_promises() -> None:
    letters = [*world(2000)]
    again = [*world(2000)]

    assert [asked.request for asked in letters] == [asked.request for asked in again]
    assert [asked.request for asked in world(2000, seed=8)] != [asked.request for asked in letters]
    assert {asked.wave for asked in letters} == {1, 2, 3}
    assert len({force for asked in letters for force in asked.request.forces}) == 48
    years = {asked.request.day[:4] for asked in letters if asked.request.day}
    assert len(years) >= 15
    assert any(asked.request.day is None for asked in letters)


def test_the_planted_round_robins_are_found() -> None:
    letters = [*world(4000)]
    truth = {asked.request.id: asked.same for asked in letters}

    assert pairwise_f1(found([asked.request for asked in letters]), truth) >= 0.97


def test_the_gold_round_robins_are_found_among_other_requests() -> None:
    letters = [*world(3000, seed=11)]
    truth = {asked.request.id: asked.same for asked in letters}
    requests = [asked.request for asked in letters]
    robins = {}
    for name in gold_names():
        robins[name] = gold(name)["round_robin"] or name
        request = request_in(response_of(gold(name)))
        if request.questions:
            requests.append(request)
    groups = found(requests)

    theirs = [[id_ for id_ in group if id_ in robins] for group in groups]
    assert pairwise_f1(theirs, robins) >= 0.98
    assert not any(robins.keys() & group and truth.keys() & group for group in map(set, groups))


@given(st.permutations(range(120)), st.integers(0, 50))
@settings(max_examples=15, deadline=None)
def test_the_order_of_arrival_makes_no_difference(order: list[int], seed: int) -> None:
    requests = [asked.request for asked in world(120, seed=seed)]

    assert found([requests[at] for at in order]) == found(requests)


@given(st.integers(0, 20), st.integers(1, 119))
@settings(max_examples=10, deadline=None)
def test_who_comes_later_is_kin_to_the_same(seed: int, first: int) -> None:
    forms: dict[str, Request] = {}
    for asked in world(200, seed=seed):
        forms.setdefault(asked.request.form, asked.request)
    names = [*forms]
    Random(seed).shuffle(names)  # noqa: S311
    early = {name: forms[name] for name in names[:first]}
    late = {name: forms[name] for name in names[first:]}
    fetched = []

    def fetch(form: str) -> Request:
        fetched.append(form)
        return early[form]

    sketches, before = kin_of(early, {}, early.__getitem__)
    _, after = kin_of(late, sketches, fetch)

    _, whole = kin_of(forms, {}, forms.__getitem__)
    assert {*before, *after} | {*_few(forms, names[:first])} == {*whole} | {
        *_few(forms, names[:first])
    }
    assert len(fetched) <= len(early)


def test_nobody_who_comes_later_is_kin_to_none() -> None:
    forms = {asked.request.form: asked.request for asked in world(200)}
    sketches, _ = kin_of(forms, {}, forms.__getitem__)
    assert len(sketches) > module.FEW
    assert kin_of({}, sketches, forms.__getitem__) == ({}, [])


def _few(forms: dict[str, Request], names: list[str]) -> list[module.Kin]:
    """Among few forms every pair is compared, not only those whose sketches meet."""
    if len(names) > module.FEW:
        return []
    _, pairs = kin_of({name: forms[name] for name in names}, {}, forms.__getitem__)
    return pairs


def chained(seed: int, length: int) -> list[Request]:
    """Requests of six questions, each the one before with one question replaced."""
    pool: list[Asked] = [*world(400, seed=seed)]
    texts = [*dict.fromkeys(q.text for asked in pool for q in asked.request.questions)]
    Random(seed).shuffle(texts)  # noqa: S311
    return [
        Request(
            id=f"{at:03}",
            forces=("kent",),
            day="2020-01-01",
            questions=tuple(
                Question(id=str(number), text=text)
                for number, text in enumerate(texts[at : at + 6], 1)
            ),
        )
        for at in range(length)
    ]


@given(st.integers(0, 30))
@settings(max_examples=10, deadline=None)
def test_a_chain_of_small_edits_never_joins_what_shares_nothing(seed: int) -> None:
    for group in found(chained(seed, 60)):
        numbers = [*map(int, group)]
        assert max(numbers) - min(numbers) <= 6


def test_the_same_boilerplate_question_in_all_requests_costs_nothing() -> None:
    extra = Question(id="z", text="If the cost limit is exceeded, please answer what you can.")
    requests = [
        Request(
            id=asked.request.id,
            forces=asked.request.forces,
            day=asked.request.day,
            topics=asked.request.topics,
            questions=(*asked.request.questions, extra),
        )
        for asked in world(2500, seed=5)
        if asked.request.questions
    ]
    made = shaped(requests)

    # Nearly all of them are pairs of one round robin; every two would be two million.
    assert len(candidates([*made.values()])) < 20 * len(made)


def test_requests_that_ask_next_to_nothing_are_no_round_robin() -> None:
    empty = [
        Request(
            id=f"{at}", forces=(slug,), day="2020-01-01",
            questions=(Question(id="1", text="Please see attached."),),
        )
        for at, slug in enumerate(("kent", "essex", "surrey"))
    ]  # fmt: skip
    assert as_sets(found(empty)) == {frozenset(request.id) for request in empty}


def test_many_at_once_are_the_same_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = [asked.request for asked in world(9000, seed=2)]
    here = found(letters)
    monkeypatch.setattr(crowd, "CROWD", 1000)

    assert found([asked.request for asked in world(9000, seed=2)]) == here


def test_requests_are_sketched_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = shaped([asked.request for asked in world(3000, seed=3)])
    monkeypatch.setattr(crowd, "CROWD", 1000)
    coming = [asked.request for asked in world(3000, seed=3)]

    found = shaped(iter(coming))
    assert {form: sketch.bands for form, sketch in found.items()} == {
        form: sketch.bands for form, sketch in whole.items()
    }
    assert all("form" in vars(request) for request in coming)


def test_work_grows_with_the_number_of_letters() -> None:
    def compared(size: int) -> int:
        made = shaped([asked.request for asked in world(size, seed=4)])
        return len(candidates([*made.values()]))

    # Eight times as much is 9.8 at n^1.1; a square would be 64.
    assert compared(16_000) < 9.8 * compared(2000)
