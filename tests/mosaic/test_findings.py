"""All findings together: letters that nobody had seen give none that their truth does not give."""

import json
from pathlib import Path

import pytest

from collection.collection import Collection, open_collection
from crawlers.importing import import_paths
from foi.pipeline import process
from mosaic import changes
from mosaic.finding_frames import doubts_frame, findings_frame, passages_frame, shares_frame
from mosaic.findings import all_doubts, findings, findings_and_doubts
from mosaic.passages import shared, shared_and_shares, shares
from nlp.collected import responses
from tests.mosaic.conftest import GOLD, add, gold
from tests.world.letters import settle
from tests.world.world import world

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


def test_findings_doubts_and_wording_as_tables(everything: Collection) -> None:
    held = list(responses(everything))

    found = findings_frame(findings(everything, held))
    assert set(found["kind"]) == {"stands-out"}
    assert all(one["url"] and one["sha256"] for row in found["evidence"] for one in row)
    doubts = doubts_frame(all_doubts(everything, held))
    assert (doubts["before"] >= doubts["after"]).all()
    passages = passages_frame(shared(held))
    assert passages.index.is_unique
    assert (passages["forces"].map(len) > 1).all()
    own = shares_frame(shares(held))
    assert len(own) == len(held)
    assert own["own"].dropna().between(0, 1).all()
    for frame, day in ((found, "responded"), (doubts, "responded"), (passages, "first_date")):
        assert str(frame[day].dtype).startswith("datetime64")
    for empty in (findings_frame([]), doubts_frame([]), passages_frame([]), shares_frame([])):
        assert empty.empty


def test_what_is_made_together_is_what_is_made_apart(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(collection, world(600))
    letters = list(responses(collection))
    apart = findings(collection, letters), all_doubts(collection, letters)
    assert any(one.kind == "changed" for one in apart[0])
    assert shared_and_shares(letters) == (shared(letters), shares(letters))
    monkeypatch.setattr(changes, "CROWD", 1)
    assert findings_and_doubts(collection, letters) == apart, "by other processes"
