"""The commands of the mosaic, as scripts call them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from collection.collection import Collection
from index.engine import open_engine
from index.freshness import bring_up_to_date
from mosaic.figure import Figure
from mosaic.robins import robin_of
from tests.mosaic.conftest import GOLD

Run = Callable[..., subprocess.CompletedProcess[str]]

CELL = {
    "robin", "question", "force", "position", "partial_ncnd", "exemptions", "responded",
    "response", "evidence", "page", "url", "sha256", "message",
}  # fmt: skip
HIT = {
    "id", "forces", "title", "reference", "received", "responded", "outcome", "exemptions",
    "topics", "url", "score", "highlights", "similarity",
}  # fmt: skip


@pytest.fixture(scope="module")
def foi(everything: Collection) -> Run:
    engine = open_engine(everything)
    bring_up_to_date(everything, engine, robins=robin_of(everything))
    engine.close()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "foi", "-C", str(everything.path), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    return run


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_robins_and_their_mosaic(foi: Run, tmp_path: Path) -> None:
    found = lines(foi("robins", "--json", "--members"))
    assert [len(robin["members"]) for robin in found] == [7, 7, 7]
    for robin in found:
        assert set(robin) == {
            "id", "title", "questions", "forces", "first", "last", "by_hand", "members",
        }  # fmt: skip
        assert set(robin["members"][0]) == {"response", "forces", "responded", "url", "wave"}
    (lfr,) = lines(foi("robins", "topic:facial-recognition", "--json"))
    assert "members" not in lfr

    files = {kind: tmp_path / f"out.{kind}" for kind in ("html", "csv", "png")}
    files["map"] = tmp_path / "map.svg"
    options = [part for kind, path in files.items() for part in (f"--{kind}", str(path))]
    options += ["--question", "4"]
    rows = lines(foi("mosaic", lfr["id"], *options, "--json"))

    assert set(rows[0]) >= CELL
    assert {row["robin"] for row in rows} == {lfr["id"]}
    assert {row["question"] for row in rows} == {question["id"] for question in lfr["questions"]}
    assert all(path.stat().st_size > 1000 for path in files.values())
    assert "search still images" in files["map"].read_text(encoding="utf-8")
    found_by_index = lines(foi("search", f"robin:{lfr['id']}", "--limit", "0", "--json"))
    assert len(found_by_index) == 7


def test_a_map_of_a_question_that_is_not_there_is_wrong_usage(foi: Run, tmp_path: Path) -> None:
    query = ("mosaic", "--query", "topic:facial-recognition", "--question", "9")
    done = foi(*query, "--map", str(tmp_path / "map.png"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "found '9'" in done.stderr
    assert not (tmp_path / "map.png").exists()
    assert foi(*query).returncode == 2


def test_a_round_robin_that_is_not_there_is_wrong_usage(foi: Run) -> None:
    done = foi("mosaic", "0123456789abcdef")
    assert done.returncode == 2
    assert "expected the id of a round robin" in done.stderr
    assert done.stdout == ""


def test_the_mosaic_wants_one_thing(foi: Run) -> None:
    for arguments in ((), ("abc", "--query", "taser")):
        done = foi("mosaic", *arguments)
        assert (done.returncode, "name one of" in done.stderr) == (2, True)


def test_a_topic_is_known_by_its_id_and_its_label(foi: Run) -> None:
    by_id = lines(foi("mosaic", "--topic", "facial-recognition", "--json"))
    assert by_id == lines(foi("mosaic", "--topic", "Facial recognition", "--json"))
    done = foi("mosaic", "--topic", "facial-recognitoin")
    assert (done.returncode, "'facial-recognition'" in done.stderr) == (2, True)


def test_changes_wording_and_similar_print_their_keys(foi: Run) -> None:
    findings = lines(foi("changes", "topic:imsi-catchers", "--json"))
    assert {finding["force"] for finding in findings} == {"cumbria"}
    assert set(findings[0]) >= {
        "kind", "robin", "question", "force", "before", "after", "evidence",
    }  # fmt: skip
    for row in lines(foi("wording", "--json")):
        assert set(row) == {
            "id", "kind", "exemption", "text", "first", "letters", "forces", "edits", "spread",
            "origin", "basis",
        }  # fmt: skip
        assert set(row["first"]) == {"force", "date"}

    for row in lines(foi("changes", "--doubt", "--json")):
        assert row["left"] <= row["after"] <= row["before"] <= row["counted"]
        assert row["derivation"].startswith(f"{row['counted']} forces with a letter")
    shown = foi("changes", "--doubt", "topic:imsi-catchers").stdout
    assert "10 forces with a letter on the question" in shown
    assert "does not follow" in shown
    for row in lines(foi("wording", "--own", "--json")):
        assert set(row) == {"response", "forces", "responded", "words", "shared", "own"}
        assert row["own"] is None or 0 <= row["own"] <= 1

    near = lines(foi("similar", "lfr-cleveland-2019", "--requests", "--json"))
    assert set(near[0]) == HIT
    file = lines(foi("similar", str(GOLD / "taser-hampshire-2023.txt"),
                     "--json", "--limit", "3"))  # fmt: skip
    assert file[0]["id"] == "taser-hampshire-2023"
    assert len(file) == 3
    assert foi("similar", "no-such-thing").returncode == 2


def test_round_robins_are_merged_and_split_by_hand(everything: Collection, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(everything.path, copy)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "foi", "-C", str(copy), "robins", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    one, other, third = lines(run("--json"))
    (merged,) = lines(run("--merge", one["id"], other["id"], "--why", "one requester", "--json"))
    assert set(merged["forces"]) == {*one["forces"], *other["forces"]}
    assert [word["why"] for word in merged["by_hand"]] == ["one requester"]
    assert len(lines(run("--json"))) == 2

    (whole,) = (robin for robin in lines(run("--members", "--json")) if robin["id"] == third["id"])
    out = whole["members"][-1]["response"]
    (rest,) = lines(run("--split", third["id"], out, "--members", "--json"))
    assert out not in [member["response"] for member in rest["members"]]
    assert "split by hand" in run().stdout

    assert run("--split", third["id"]).returncode == 2
    assert run("--merge", third["id"], "nothing").returncode == 2
    assert "nothing: expected the id of a round robin" in run(
        "--merge", third["id"], "nothing"
    ).stderr  # fmt: skip


def test_a_topic_is_counted_without_its_letters(foi: Run) -> None:
    found = lines(foi("mosaic", "--topic", "taser", "--counts", "--json"))
    assert set(found[0]) == {"force", "position", "answers", "letters", "message"}
    assert len({row["force"] for row in found}) == 48
    assert {row["position"] for row in found if not row["letters"]} == {"not-crawled"}
    assert foi("mosaic", "--topic", "taser", "--counts", "--csv", "x.csv").returncode == 2


def test_figures_are_lines_of_the_contract(foi: Run, tmp_path: Path) -> None:
    (taser,) = lines(foi("robins", "topic:taser", "--json"))
    written = tmp_path / "figures.csv"
    found = lines(foi("figures", taser["id"], "--json", "--csv", str(written)))
    assert {frozenset(row) for row in found} == {frozenset(Figure.__dataclass_fields__)}
    assert {row["robin"] for row in found} == {taser["id"]}
    assert all(row["url"] and row["sha256"] for row in found)
    assert len(written.read_text(encoding="utf-8").splitlines()) >= len(found)
    shown = foi("figures", taser["id"])
    assert "Totals stand as printed" in shown.stderr
    assert "by financial year" in shown.stdout
    assert foi("figures").returncode == 2
    assert foi("figures", "--query", "taser", "--wave", "1").returncode == 2


def test_clocks_and_provisions_are_lines_of_the_contract(foi: Run) -> None:
    clocks = [json.loads(line) for line in foi("clocks", "--json").stdout.splitlines()]
    assert {frozenset(line) for line in clocks} == {frozenset({
        "id", "forces", "regimes", "received", "responded", "working_days", "unknown", "runs_from",
        "counted", "uncounted", "clarification", "extension", "url",
    })}  # fmt: skip
    assert all((line["working_days"] is None) == bool(line["unknown"]) for line in clocks)
    shares = [
        json.loads(line)
        for line in foi("provisions", "--by", "force", "--json").stdout.splitlines()
    ]
    assert {line["group"] for line in shares} >= {None, "kent"}
    assert all(0 <= line["low"] <= line["share"] <= line["high"] <= 1 for line in shares)
    wrong = foi("provisions", "--by", "rank")
    assert wrong.returncode == 2
    assert "expected force, year or topic, found 'rank'" in wrong.stderr
