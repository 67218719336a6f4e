"""The demo end to end, and what is left when it is killed anywhere in the middle."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from collection.collection import open_collection
from crawlers.capture import Captures
from foi.account import STATES, account
from foi.sample.site import FOLDER, archived, sites
from foi.sample.truth import figures_of, found, truth
from mosaic.findings import findings
from mosaic.passages import shared
from nlp.collected import responses
from nlp.contract import dump

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "letters"
KILLS = 20


def test_the_sample_letters_are_the_golden_ones_and_those_that_carry_findings() -> None:
    stems = {path.stem for path in (FOLDER / "letters").glob("*.txt")}
    golden = {path.stem for path in GOLDEN.glob("*.txt")}
    assert stems - golden == set(truth().letters)
    for stem in stems & golden:
        name = f"{stem}.txt"
        assert (FOLDER / "letters" / name).read_bytes() == (GOLDEN / name).read_bytes()


def test_what_is_planted_is_found_and_nothing_is_invented(sample: Path) -> None:
    with open_collection(sample) as collection:
        held = list(responses(collection))
        urls = {one.response.id: one.url for one in responses(collection, superseded=True)}
        figures = figures_of(collection, held)
        claimed = found(findings(collection, held), shared(held), figures, urls)
    planted = set(truth().findings)
    assert claimed - planted == set()
    assert {one for one in planted - claimed if one.missed is None} == set()
    assert {one.kind for one in claimed} == {
        "changed", "withdrawn", "stands-out", "ncnd-undone", "withheld-undone", "inconsistent",
        "other-years",
        "template", "copied", "total-off", "years-apart",
    }  # fmt: skip


def test_every_kind_has_a_look_alike_that_is_none(sample: Path) -> None:
    planted = truth().findings
    assert {one.kind for one in planted} == {like.like for like in truth().look_alikes}
    stems = {path.stem for path in (FOLDER / "letters").glob("*.txt")}
    for like in truth().look_alikes:
        assert set(like.letters) <= stems
        for one in planted:
            if one.kind == like.like and like.question in (None, one.question):
                assert not set(like.letters) <= set(one.letters), like.why


def test_the_demo_says_what_was_planted_and_what_was_found(sample: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sample, tmp_path / "demo")
    command = [sys.executable, "-m", "foi", "demo", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "none invented." in done.stderr
    assert done.stdout.count("said elsewhere") == 3


def test_a_page_that_an_archive_has_otherwise_keeps_both_versions(sample: Path) -> None:
    with open_collection(sample) as collection:
        for url in archived():
            versions = [c for c in Captures(collection.db).of_url(url) if c.state == "ok"]
            assert [capture.fetched[:4] == "2022" for capture in versions] == [True, False]


def test_every_letter_of_the_demo_is_read_and_accounted_for(sample: Path) -> None:
    with open_collection(sample) as collection:
        rows = {row["force"]: row for row in account(collection)}
        references = {held.response.reference for held in responses(collection)}
    for row in rows.values():
        assert row["captures"] == sum(row[state.replace("-", "_")] for state in STATES)
        assert row["failed"] == row["quarantined"] == row["pending"] == 0
    assert {site.force for site in sites().values()} <= set(rows)
    wanted = {json.loads(path.read_text())["reference"] for path in GOLDEN.glob("*.json")}
    assert references == wanted | set(truth().letters.values())


def test_all_forces_of_the_round_robins_stand_in_the_collection(sample: Path) -> None:
    truths = [json.loads(path.read_text()) for path in GOLDEN.glob("*.json")]
    robins = {force for truth in truths if truth["round_robin"] for force in truth["forces"]}
    with open_collection(sample) as collection:
        answering = {force for held in responses(collection) for force in held.response.forces}
    assert robins <= answering


def test_a_demo_killed_anywhere_and_run_again_gives_the_same_collection(
    sample: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    command = [sys.executable, "-m", "foi", "demo", str(folder)]
    chance = random.Random(20)  # noqa: S311
    for _ in range(KILLS):
        running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0.2, 3.0))
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert contents(folder) == contents(sample)


def contents(folder: Path) -> dict[str, Any]:
    """All of a collection that does not tell the time."""
    with open_collection(folder, create=False) as collection:
        captures = Captures(collection.db).find("state = 'ok'")
        return {
            "captures": sorted(
                (c.url, c.force, c.sha256, c.kind, c.title, c.parent) for c in captures
            ),
            "responses": {held.response.id: dump(held.response) for held in responses(collection)},
            "states": {
                row["force"]: [row[state.replace("-", "_")] for state in STATES]
                for row in account(collection)
            },
            "failures": [failure.key for failure in collection.failures],
        }
