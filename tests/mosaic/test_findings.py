"""All findings together: letters that nobody had seen give none that their truth does not give."""

import json
from pathlib import Path

import pytest

from collection.collection import Collection, open_collection
from crawlers.importing import import_paths
from foi.pipeline import process
from mosaic.findings import all_doubts, findings
from nlp.collected import responses
from tests.mosaic.conftest import GOLD, add, gold

FRESH = sorted(path for path in GOLD.parent.glob("fresh-*/*.json"))


def found(collection: Collection) -> set[tuple[str, str | None, tuple[str, ...]]]:
    """The kind of each finding, whom it is about, and the letters that carry it."""
    letters = list(responses(collection))
    names = {one.response.id: Path(one.url.rstrip("/")).stem for one in letters}
    return {
        (
            finding.kind,
            finding.force,
            tuple(sorted(names[one.response] for one in finding.evidence if one.response)),
        )
        for finding in findings(collection, letters)
    }


def test_letters_that_nobody_had_seen_give_no_finding_that_their_truth_does_not_give(
    collection: Collection, tmp_path: Path
) -> None:
    for path in FRESH:
        truth = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        if truth["forces"]:
            add(collection, truth | {"text": text, "name": path.stem})
    with open_collection(tmp_path / "read") as read:
        list(import_paths(read, [path.with_suffix(".txt") for path in FRESH]))
        process(read)
        assert len(list(responses(read))) > 50
        assert found(read) <= found(collection)


@pytest.mark.parametrize("name", ["lfr-lincolnshire-2019", "imsi-cumbria-2018"])
def test_only_findings_that_the_letters_carry_are_given(collection: Collection, name: str) -> None:
    prefix = name.partition("-")[0]
    for path in GOLD.glob(f"{prefix}-*.json"):
        add(collection, gold(path.stem))
    letters = [one for one in responses(collection) if one.response.id == name]

    few = findings(collection, letters)

    assert few
    assert {one.evidence[0].response for one in few} == {name}
    every = findings(collection, responses(collection))
    assert len(every) >= len(few)
    assert [one for one in every if one.evidence[0].response == name] == few
    assert {one.response for one in all_doubts(collection, letters)} == {name}
