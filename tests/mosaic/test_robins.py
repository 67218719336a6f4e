"""Round robins: found exactly, whatever the order in which letters come."""

import json
from typing import Any

import pytest

from collection.collection import Collection
from mosaic import families
from mosaic.request import Request
from mosaic.robins import (
    Robin,
    RobinError,
    letters_of,
    merge,
    robin_named,
    robin_of,
    robin_with,
    robins,
    split,
)
from nlp.collected import correct
from tests.mosaic.conftest import add, gold, gold_names


def members(found: Robin) -> set[str]:
    return {member.response for member in found.members}


def truth() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in gold_names():
        if id_ := gold(name)["round_robin"]:
            found.setdefault(id_, set()).add(name)
    return found


@pytest.mark.parametrize("few", [0, 1000], ids=["by sketches", "every pair"])
def test_the_gold_round_robins_are_found_and_no_other(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(families, "FEW", few)
    for name in gold_names():
        add(collection, gold(name))

    found = robins(collection)

    assert sorted(map(sorted, map(members, found))) == sorted(map(sorted, truth().values()))
    assert [(robin.first, robin.last) for robin in found] == [
        ("2018-06-04", "2018-07-12"),
        ("2019-02-05", "2019-03-06"),
        ("2023-06-12", "2023-07-11"),
    ]


def test_letters_join_as_they_come_and_the_end_is_the_same_in_any_order(
    collection: Collection, everything: Collection
) -> None:
    for at, name in enumerate(sorted(gold_names(), key=lambda name: name[::-1])):
        add(collection, gold(name))
        if at % 7 == 0:
            robins(collection)

    assert robins(collection) == robins(everything)


def test_known_letters_are_not_compared_again(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = gold_names()
    for name in names[:-1]:
        add(collection, gold(name))
    robins(collection)
    add(collection, gold(names[-1]))
    compared: list[tuple[str, str]] = []
    kin = families.kin

    def counted(one: Request, other: Request, *known: Any, **more: Any) -> float | None:
        compared.append((one.id, other.id))
        return kin(one, other, *known, **more)

    monkeypatch.setattr(families, "kin", counted)
    robins(collection)
    first = len(compared)
    robins(collection)

    assert all(names[-1] in pair for pair in compared)
    assert first <= len(names)
    assert len(compared) == first


def test_a_letter_that_is_read_anew_leaves_and_joins(collection: Collection) -> None:
    for name in truth()["rr-lfr-2019"]:
        add(collection, gold(name))
    robins(collection)
    asked = [{"id": "1", "text": "How many horses are stabled at headquarters overnight?"}]

    correct(
        collection, "lfr-cleveland-2019", "questions", json.dumps(asked), why="another request"
    )
    assert "lfr-cleveland-2019" not in members(robins(collection)[0])

    collection.db.execute("DELETE FROM correction")
    assert "lfr-cleveland-2019" in members(robins(collection)[0])


def test_a_letter_that_is_erased_is_in_no_round_robin(collection: Collection) -> None:
    for name in truth()["rr-lfr-2019"]:
        add(collection, gold(name))
    robins(collection)
    collection.outputs("read").remove("lfr-cleveland-2019")

    assert len(robins(collection)[0].members) == 6
    assert collection.outputs("mosaic").get("lfr-cleveland-2019") is None


def test_an_id_goes_on_to_work_when_an_earlier_letter_joins(collection: Collection) -> None:
    for name in truth()["rr-lfr-2019"] - {"lfr-lincolnshire-2019"}:
        add(collection, gold(name))
    (before,) = robins(collection)
    early = gold("lfr-lincolnshire-2019") | {"received": "2019-01-02"}
    add(collection, early)

    (after,) = robins(collection)

    assert after.id != before.id
    assert robin_named(collection, before.id) == after
    assert len(letters_of(collection, before.id)) == 7
    assert set(robin_of(collection).values()) == {after.id}


def test_an_id_does_not_depend_on_addresses(
    collection: Collection, everything: Collection
) -> None:
    for name in truth()["rr-imsi-2018"]:
        add(collection, gold(name) | {"name": f"other-{name}"}, url=f"file:///letters/{name}")

    (found,) = robins(collection)

    assert found.id in {robin.id for robin in robins(everything)}


def test_an_unknown_id_says_where_the_known_ones_are(collection: Collection) -> None:
    with pytest.raises(RobinError, match="nothing-like-it: expected the id of a round robin"):
        letters_of(collection, "nothing-like-it")


def test_two_letters_of_the_same_forces_are_no_round_robin(collection: Collection) -> None:
    joint = gold("lfr-devon-cornwall-dorset-2019")
    add(collection, joint)
    add(collection, joint | {"name": "again"}, url="https://www.dorset.police.uk/foi/1/")
    assert robins(collection) == []


def test_a_later_sending_is_another_wave(collection: Collection) -> None:
    for name in truth()["rr-taser-2023"]:
        add(collection, gold(name))
    late = gold("taser-hampshire-2023")
    later = {"received": "2025-01-10", "responded": "2025-02-05", "reference": "1/25"}
    add(collection, late | later | {"name": "later", "forces": ["kent"]})

    (found,) = robins(collection)

    waves = {member.response: member.wave for member in found.members}
    assert waves.pop("later") == 2
    assert waves.pop("taser-west-midlands-2023") is None
    assert set(waves.values()) == {1}


def test_the_letters_of_one_wave(collection: Collection) -> None:
    for name in truth()["rr-taser-2023"]:
        add(collection, gold(name))
    later = {"received": "2025-01-10", "responded": "2025-02-05", "reference": "1/25"}
    again = gold("taser-hampshire-2023") | later | {"name": "later", "forces": ["kent"]}
    add(collection, again)
    (found,) = robins(collection)

    assert [letter.response.id for letter in letters_of(collection, found.id, wave=2)] == ["later"]
    assert len(letters_of(collection, found.id, wave=1)) == len(found.members) - 2
    assert len(letters_of(collection, found.id)) == len(found.members)
    with pytest.raises(RobinError, match=r"--wave: expected .* \(1, 2\), found 3"):
        letters_of(collection, found.id, wave=3)


def test_one_letter_names_its_round_robin_without_all_being_made(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in gold_names():
        add(collection, gold(name))
    of = robin_of(collection)

    def refused(*_: object) -> None:
        raise AssertionError("nothing has changed since")

    monkeypatch.setattr("mosaic.robins.ledger", refused)
    assert {id_: robin_with(collection, id_) for id_ in gold_names()} == {
        id_: of.get(id_) for id_ in gold_names()
    }
    assert robin_with(collection, "no-such-letter") is None
    assert robin_with(collection, "") is None


def grouped(collection: Collection) -> set[frozenset[str]]:
    return {frozenset(members(found)) for found in robins(collection)}


def test_what_people_merge_stays_merged_when_letters_join(collection: Collection) -> None:
    wanted = truth()
    late = "lfr-cleveland-2019"
    for name in (wanted["rr-lfr-2019"] | wanted["rr-taser-2023"]) - {late}:
        add(collection, gold(name))
    one, other = robins(collection)

    found = merge(collection, one.id, other.id, why="asked by the same person, says the log")
    add(collection, gold(late))

    assert members(found) == members(one) | members(other)
    assert grouped(collection) == {frozenset(wanted["rr-lfr-2019"] | wanted["rr-taser-2023"])}
    (after,) = robins(collection)
    assert [word.why for word in after.by_hand] == ["asked by the same person, says the log"]
    assert robin_named(collection, other.id) == robin_named(collection, one.id) == after


def test_what_people_split_stays_split_and_can_be_put_back(collection: Collection) -> None:
    wanted = truth()["rr-lfr-2019"]
    for name in wanted - {"lfr-lincolnshire-2019"}:
        add(collection, gold(name))
    (before,) = robins(collection)
    out = {"lfr-cleveland-2019", "lfr-devon-cornwall-dorset-2019"}

    parts = split(collection, before.id, sorted(out))

    assert {frozenset(members(part)) for part in parts} == grouped(collection)
    add(collection, gold("lfr-lincolnshire-2019") | {"received": "2019-01-02"})
    collection.db.execute("DELETE FROM output WHERE stage IN ('mosaic', 'form', 'robin-of')")
    assert grouped(collection) == {frozenset(out), frozenset(wanted - out)}

    first, second = robins(collection)
    merge(collection, first.id, second.id)
    assert grouped(collection) == {frozenset(wanted)}


def test_what_people_say_outlives_the_letter_that_came_first(collection: Collection) -> None:
    wanted = truth()
    for name in wanted["rr-lfr-2019"] | wanted["rr-taser-2023"]:
        add(collection, gold(name))
    one, other = robins(collection)
    merge(collection, one.id, other.id)
    first = {one.members[0].response, other.members[0].response}

    for id_ in first:
        collection.outputs("read").remove(id_)

    assert grouped(collection) == {frozenset(members(one) | members(other) - first) - first}


def test_a_letter_that_is_split_off_alone_is_in_no_round_robin(collection: Collection) -> None:
    wanted = truth()["rr-lfr-2019"]
    for name in wanted:
        add(collection, gold(name))
    (before,) = robins(collection)

    split(collection, before.id, ["lfr-cleveland-2019"])
    assert robin_with(collection, "lfr-cleveland-2019") is None
    assert grouped(collection) == {frozenset(wanted - {"lfr-cleveland-2019"})}

    (after,) = robins(collection)
    merge(collection, after.id, "lfr-cleveland-2019")
    assert grouped(collection) == {frozenset(wanted)}


def test_merging_and_splitting_what_is_not_there_says_so(collection: Collection) -> None:
    for name in truth()["rr-lfr-2019"]:
        add(collection, gold(name))
    add(collection, gold("burglary-essex-2022"))
    (found,) = robins(collection)
    before = grouped(collection)

    with pytest.raises(RobinError, match="expected two round robins, found one"):
        merge(collection, found.id, found.id)
    with pytest.raises(RobinError, match="nothing: expected the id of a round robin"):
        merge(collection, found.id, "nothing")
    with pytest.raises(RobinError, match="found burglary-essex-2022"):
        split(collection, found.id, ["burglary-essex-2022"])
    with pytest.raises(RobinError, match="some letters to stay"):
        split(collection, found.id, sorted(members(found)))
    assert grouped(collection) == before


def test_letters_without_questions_or_dates_break_nothing(collection: Collection) -> None:
    add(collection, gold("own-record-cheshire-2021") | {"questions": [], "positions": []})
    for name in truth()["rr-lfr-2019"]:
        add(collection, gold(name) | {"received": None, "responded": None})
    (found,) = robins(collection)
    assert (found.first, found.last, len(found.members)) == (None, None, 7)
    assert {member.wave for member in found.members} == {None}
