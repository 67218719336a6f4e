"""The demo end to end, and what is left when it is killed anywhere in the middle."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from collection.collection import open_collection
from crawlers.capture import Captures
from foi.account import STATES, account
from foi.sample.site import FOLDER, sites
from nlp.collected import responses
from nlp.contract import dump

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "letters"
KILLS = 20


def test_the_sample_letters_are_the_golden_ones() -> None:
    for path in (FOLDER / "letters").glob("*.txt"):
        assert path.read_bytes() == (GOLDEN / path.name).read_bytes()


def test_every_letter_of_the_demo_is_read_and_accounted_for(sample: Path) -> None:
    with open_collection(sample) as collection:
        rows = {row["force"]: row for row in account(collection)}
        references = {held.response.reference for held in responses(collection)}
    for row in rows.values():
        assert row["captures"] == sum(row[state.replace("-", "_")] for state in STATES)
        assert row["failed"] == row["quarantined"] == row["pending"] == 0
    assert {site.force for site in sites().values()} <= set(rows)
    wanted = {json.loads(path.read_text())["reference"] for path in GOLDEN.glob("*.json")}
    assert references == wanted


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
