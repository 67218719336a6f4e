"""``foi pack`` on the collection of the demo: pages with files, joint answers, several logs."""

import json
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from collection.collection import open_collection
from foi.packing import packed
from mosaic.pack_files import write_pack
from mosaic.pack_subject import of_robin
from mosaic.robins import robins


def verified(pack: Path) -> str:
    """What the pack's own verifier says of it, run without this project and its libraries."""
    with zipfile.ZipFile(pack) as archive:
        script = pack.with_suffix(".py")
        script.write_bytes(archive.read("verify.py"))
    command = [sys.executable, "-I", "-S", str(script), str(pack)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def inside(pack: Path, name: str) -> Any:
    with zipfile.ZipFile(pack) as archive:
        body = archive.read(name).decode()
    return json.loads(body) if name.endswith(".json") else body


def pack(
    sample: Path, *arguments: str, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "foi", "-C", str(sample), "pack", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def test_every_round_robin_of_the_demo_is_packed_and_right(sample: Path, tmp_path: Path) -> None:
    with open_collection(sample) as collection:
        found = robins(collection)
        for robin in found:
            _, contents = packed(collection, of_robin(collection, robin.id), personal_data=True)
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


@pytest.mark.parametrize(
    ("named", "words"),
    [
        (["--query", "topic:taser AND responded:{2019 TO 2024}"], "topic:taser AND responded:{"),
        (["--topic", "taser"], 'topic:"taser"'),
    ],
    ids=["query", "topic"],
)
def test_what_a_query_finds_is_packed_with_the_query(
    sample: Path, tmp_path: Path, named: list[str], words: str
) -> None:
    path = tmp_path / "one.zip"
    done = pack(sample, *named, "--out", str(path), "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["robin"], said["wave"]) == (None, None)
    assert said["query"].startswith(words)
    assert said["manifest_sha256"] in verified(path)

    query = inside(path, "query.json")
    assert (query["query"], query["robin"]) == (said["query"], None)
    assert query["command"].startswith("foi pack --query '")
    matrix = [sys.executable, "-m", *shlex.split(query["matrix"]), "--json"]
    matrix[3:3] = ["-C", str(sample)]
    again = subprocess.run(matrix, capture_output=True, text=True, check=True).stdout
    cells = [json.loads(line) for line in again.splitlines()]
    assert [cell["position"] for cell in cells] == [
        row["position"] for row in inside(path, "matrix.json")
    ]
    assert f"Query: {said['query']}" in inside(path, "README.txt")
    bib = inside(path, "citation.bib")
    assert "responded:{2019" not in bib
    assert bib.count("@misc{") == said["responses"] + 1

    default = pack(sample, *named, "--json", cwd=tmp_path)
    assert json.loads(default.stdout)["path"].startswith("query-")
    (made,) = tmp_path.glob("query-*.zip")
    assert made.read_bytes() == path.read_bytes()


def test_a_wave_is_packed_apart(sample: Path, tmp_path: Path) -> None:
    with open_collection(sample) as collection:
        robin = max(robins(collection), key=lambda robin: len(robin.members))
    one, whole = tmp_path / "one.zip", tmp_path / "whole.zip"
    for path, more in ((one, ["--wave", "1"]), (whole, [])):
        done = pack(sample, robin.id, *more, "--out", str(path))
        assert done.returncode == 0, done.stderr
        verified(path)

    query = inside(one, "query.json")
    dated = {member.response for member in robin.members if member.wave == 1}
    assert set(query["responses"]) | set(query["same_answer_elsewhere"]) == dated
    assert query["wave"] == 1
    assert query["matrix"] == f"foi mosaic {robin.id} --wave 1"
    assert f"Round robin {robin.id}, wave 1 alone." in inside(one, "README.txt")
    names = [inside(path, "citation.json")[0]["id"] for path in (one, whole)]
    assert names == [f"foi-pack-{robin.id}-wave-1", f"foi-pack-{robin.id}"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--query", "topic:taser AND responded:1999"], "expected a query that finds a letter"),
        (["--query", "topic:("], "never closed"),
        ([], "name one of"),
        (["--topic", "taser", "--wave", "1"], "--wave is of a round robin"),
    ],
    ids=["nothing found", "not read", "nothing named", "wave of a topic"],
)
def test_what_names_nothing_to_pack_is_wrong_usage(
    sample: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    done = pack(sample, *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert not list(tmp_path.iterdir())


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
