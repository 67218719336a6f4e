"""``foi extract``: one line a file, always, in the order given."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extract.contract import contract, dump, load
from extract.document import Document, Hidden, Note, Page, Table

KEYS = [
    "file", "media_type", "text", "pages", "tables", "hidden", "warnings", "children", "error",
]  # fmt: skip


def foi(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "foi", "extract", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_each_file_is_a_line_in_order_and_a_missing_one_too(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("second")
    (tmp_path / "c.html").write_text("<html><body><main>third of the files</main></body></html>")
    (tmp_path / "d.bin").write_bytes(bytes(range(256)))
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.html", "d.bin", "b.txt")]

    done = foi("--json", *files)

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["file"] for row in rows] == files
    assert all(list(row) == KEYS for row in rows)
    assert [row["error"] and row["error"]["code"] for row in rows] == [
        "missing", None, None, "not-a-document", None,
    ]  # fmt: skip
    assert [row["text"] for row in rows] == ["", "second", "third of the files", "", "second"]
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"{files[0]}: missing" in done.stderr


def test_files_that_are_read_exit_with_0_and_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")

    done = foi(str(tmp_path / "a.txt"))

    assert done.returncode == 0
    assert "words" in done.stdout


def test_without_a_file_the_usage_is_wrong() -> None:
    assert foi("--json").returncode == 2


@pytest.fixture
def document() -> Document:
    child = Document(media_type="text/plain", name="in.txt", text="within")
    return Document(
        media_type="application/pdf",
        text="Word £",
        title="T",
        labels={"Reference": "1/24"},
        pages=(Page(number=1, method="ocr", confidence=0.5, start=0, end=6),),
        tables=(Table(page=1, header=("a",), rows=(("b",), ("",))),),
        hidden=(Hidden(kind="row", severity="high", where="sheet S", count=2),),
        warnings=(Note(code="w", message="m"),),
        metadata={"author": "x"},
        children=(child,),
        error=Note(code="timeout", message="late"),
    )


def test_the_contract_has_exactly_its_keys(document: Document) -> None:
    line = contract(document, "f.pdf")

    assert list(line) == KEYS
    assert line["tables"] == [{"page": 1, "sheet": None, "header": ["a"], "rows": [["b"], [""]]}]
    assert line["pages"] == [
        {"number": 1, "method": "ocr", "confidence": 0.5, "start": 0, "end": 6}
    ]
    assert line["children"][0]["name"] == "in.txt"
    assert set(line["children"][0]) == {*KEYS, "name"}


def test_a_document_survives_being_written_and_read(document: Document) -> None:
    assert load(json.loads(json.dumps(dump(document)))) == document
