"""Positions counted by the index are those that the matrix shows."""

from collections import Counter
from collections.abc import Iterator

import pytest

from collection.collection import Collection, open_collection
from index.engine import SearchEngine, open_engine
from index.find import letters_found
from index.freshness import bring_up_to_date
from mosaic.counts import counts
from mosaic.matrix import matrix
from mosaic.position import ABSENT
from mosaic.robins import robin_of
from tests.world.letters import changes, letter, settle
from tests.world.world import world


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Collection, SearchEngine]]:
    with open_collection(tmp_path_factory.mktemp("world") / "collection") as opened:
        settle(opened, world(400))
        engine = open_engine(opened)
        bring_up_to_date(opened, engine, robins=robin_of(opened))
        yield opened, engine
        engine.close()


def test_the_counts_are_those_of_the_matrix(many: tuple[Collection, SearchEngine]) -> None:
    collection, engine = many
    rows = matrix(collection, letters_found(collection, "topic:workforce"))
    shown = Counter(
        (row.force, row.position) for row in rows if not row.absent and row.asked is not False
    )

    found = counts(collection, "topic:workforce", engine=engine)

    assert len(shown) > 20
    assert {(row.force, row.position): row.answers for row in found if row.answers} == shown


def test_a_force_without_a_letter_says_what_is_known_of_it(
    many: tuple[Collection, SearchEngine],
) -> None:
    collection, engine = many
    every = counts(collection, "topic:workforce", engine=engine)
    one = next(row.force for row in every if row.letters)
    found = counts(collection, f"topic:workforce AND force:{one}", engine=engine)

    assert len({row.force for row in found}) == 48
    silent = [row for row in found if not row.letters]
    assert {row.position for row in silent} <= set(ABSENT)
    assert all(row.message and not row.answers for row in silent)
    assert {row.force for row in found} - {row.force for row in silent} >= {one}


def test_the_letters_of_the_world_are_as_long_as_letters_and_hold_planted_changes() -> None:
    letters = [letter(asked).response for asked in world(300)]
    sizes = sorted(len(found.text) for found in letters)
    assert 2000 < sizes[150] < 4000
    sections = Counter(exemption.id for found in letters for exemption in found.exemptions)
    assert sections.most_common(1)[0][1] > 3 * min(sections.values())
    assert [*changes(world(1000))]
