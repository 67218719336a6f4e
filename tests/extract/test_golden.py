"""Small files, and all that extraction gives for each of them."""

import json
from pathlib import Path

import pytest

from extract.contract import contract
from extract.extract import extract

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "extract"
FILES = sorted(p.name for p in GOLDEN.iterdir() if p.suffix not in (".json", ".md"))


@pytest.mark.parametrize("name", FILES)
def test_a_composed_file_is_read_as_expected(name: str, update_golden: bool) -> None:
    expected = GOLDEN / f"{name}.json"
    found = contract(extract((GOLDEN / name).read_bytes(), name=name), name)
    # By lines, so that a difference can be read.
    found["text"] = found["text"].split("\n")

    if update_golden:
        written = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
        expected.write_text(written, encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))
