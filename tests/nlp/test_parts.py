"""One request in parts, answered by many forces, each of which treats one part otherwise.

The letters are composed: the names of the places are withheld, anonymised, refused on cost,
published elsewhere or given with small figures left out, and the parts are numbered in many ways.
"""

import json
from pathlib import Path

import pytest

from nlp.read import read

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "parts"
POSITIONS = json.loads((FOLDER / "positions.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", POSITIONS)
def test_each_part_has_its_own_answer(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")

    found = {answer.question: answer.position for answer in read(text).positions}

    assert found == POSITIONS[name]
