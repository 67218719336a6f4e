"""``foi pack`` on the collection of the demo: pages with files, joint answers, several logs."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from collection.collection import open_collection
from foi.packing import packed
from mosaic.pack_files import write_pack
from mosaic.robins import robins


def pack(sample: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "foi", "-C", str(sample), "pack", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_round_robin_of_the_demo_is_packed_and_right(sample: Path, tmp_path: Path) -> None:
    with open_collection(sample) as collection:
        found = robins(collection)
        for robin in found:
            _, contents = packed(collection, robin.id, personal_data=True)
            folder = tmp_path / robin.id
            write_pack(contents, folder)
            done = subprocess.run(
                [sys.executable, "-I", "-S", str(folder / "verify.py")],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
    assert found


def test_the_command_says_what_it_packed(sample: Path, tmp_path: Path) -> None:
    with open_collection(sample) as collection:
        id_ = robins(collection)[0].id

    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    said: list[dict[str, Any]] = []
    for path in (one, other):
        done = pack(sample, id_, "--out", str(path), "--json")
        assert done.returncode == 0, done.stderr
        said.append(json.loads(done.stdout))

    assert said[0] | {"path": None} == said[1] | {"path": None}
    assert said[0]["robin"] == id_
    assert said[0]["personal_data"] is False
    assert min(said[0][key] for key in ("files", "responses", "cells", "captures")) > 1
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("where", ["mine.txt", "new"])
def test_what_cannot_be_done_is_said(sample: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")

    done = pack(sample, "no-such-robin" if where == "new" else _any(sample), "--out",
                str(tmp_path / where))  # fmt: skip

    assert done.returncode == 2
    assert "expected" in done.stderr
    assert not (tmp_path / "new").exists()


def _any(sample: Path) -> str:
    with open_collection(sample) as collection:
        return robins(collection)[0].id
