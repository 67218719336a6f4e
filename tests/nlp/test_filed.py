"""Whole files: Word, pages and PDF that were composed with their truth."""

import json
from pathlib import Path

import pytest

from nlp import filed


@pytest.mark.parametrize("folder", filed.sets(), ids=lambda path: path.name)
def test_files_are_read_as_well_as_they_were(folder: Path) -> None:
    recorded = json.loads(filed.FIGURES.read_text(encoding="utf-8"))[folder.name]
    scores = dict(filed.mark(folder))
    figures = {"files": len(scores), **filed.summed([*scores.values()])}
    fallen = {
        key: (figures[key], value) for key, value in recorded.items() if figures[key] < value
    }
    assert not fallen


def test_a_truth_without_its_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"letter\.json, found 0"):
        list(filed.mark(tmp_path))


def test_a_folder_that_is_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert filed.main(["no-such-folder"]) == 2
    assert "no-such-folder" in capsys.readouterr().err
