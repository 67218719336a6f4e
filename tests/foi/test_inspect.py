"""``foi inspect``, as it is called."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[1] / "golden" / "letters"
FIELDS = {
    "file", "forces", "regimes", "reference", "received", "responded", "questions", "exemptions",
    "procedural", "other_acts", "positions", "outcome", "topics", "sections", "personal_data",
    "round_robin", "notes", "spans", "error",
}  # fmt: skip


def _inspect(*arguments: object) -> tuple[list[dict[str, Any]], subprocess.CompletedProcess[str]]:
    ran = subprocess.run(
        [sys.executable, "-m", "foi", "inspect", "--json", *map(str, arguments)],
        capture_output=True,
        text=True,
    )
    return [json.loads(line) for line in ran.stdout.splitlines()], ran


def test_each_letter_is_a_line_with_every_field_of_the_contract(tmp_path: Path) -> None:
    files = [GOLD / "taser-surrey-2023.txt", GOLD / "imsi-kent-2018.txt"]

    lines, ran = _inspect(*files, "--out", tmp_path / "read")

    assert ran.returncode == 0, ran.stderr
    assert [line["file"] for line in lines] == [str(file) for file in files]
    for file, line in zip(files, lines, strict=True):
        assert set(line) == FIELDS
        assert line["error"] is None
        text = file.read_text(encoding="utf-8")
        for spans in line["spans"].values():
            assert all(0 <= start < end <= len(text) for start, end in spans)
        written = (tmp_path / "read" / f"{file.stem}.json").read_text(encoding="utf-8")
        assert json.loads(written) == line
    (start, end), *_ = lines[0]["spans"]["reference"]
    assert files[0].read_text(encoding="utf-8")[start:end] == "FOI/1702/2023"


def test_a_file_that_cannot_be_read_has_a_line_and_is_a_loss(tmp_path: Path) -> None:
    lines, ran = _inspect(tmp_path / "absent.txt", GOLD / "imsi-kent-2018.txt")

    assert ran.returncode == 1
    assert lines[0]["error"]["code"]
    assert (lines[0]["regimes"], lines[0]["forces"], lines[0]["questions"]) == ([], [], [])
    assert set(lines[0]) == FIELDS
    assert lines[1]["forces"] == ["kent"]
    assert "absent.txt" in ran.stderr


def test_the_force_is_a_prior_and_must_exist(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("The answer is fourteen.\n", encoding="utf-8")

    lines, _ = _inspect(letter, "--force", "cumbria")
    _, wrong = _inspect(letter, "--force", "atlantis")

    assert lines[0]["forces"] == ["cumbria"]
    assert wrong.returncode == 2
    assert "atlantis" in wrong.stderr


def test_two_letters_of_one_name_are_both_written(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.txt").write_text(f"Gwent Police holds {name}.\n")
    (tmp_path / "letter.csv").write_text("a,b\n1,2\n")

    _, ran = _inspect(
        tmp_path / "a" / "letter.txt", tmp_path / "letter.csv", "--out", tmp_path / "out"
    )

    assert ran.returncode == 0, ran.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "letter.csv.json",
        "letter.json",
    ]
