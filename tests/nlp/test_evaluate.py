"""The figures of the reading, and what they must not fall below."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nlp.accuracy import report
from nlp.contract import contract
from nlp.evaluate import (
    GOLDEN,
    Marked,
    confusion,
    fallen,
    figures,
    main,
    mark,
    recorded,
    sets,
    summed,
)
from nlp.response import Response
from nlp.scoring import MEASURES, Score, score_letter, total

SETS = sets()


@pytest.fixture(scope="module", params=SETS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def marked(folder: Path) -> list[Marked]:
    return mark(folder)


def test_no_figure_of_a_frozen_set_falls_below_the_last_recorded_one(
    folder: Path, marked: list[Marked]
) -> None:
    if not recorded(folder).exists():
        pytest.fail(f"no {recorded(folder).name}; run python -m nlp.evaluate --record {folder}")

    assert fallen(folder, figures(summed(marked))) == {}


def test_a_lower_figure_is_recorded_only_where_one_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "few"
    here.mkdir()
    for path in sorted((GOLDEN / "letters").glob("*"))[:4]:
        shutil.copy(path, here)
    assert main([str(here), "--record"]) == 0
    once = json.loads(recorded(here).read_text(encoding="utf-8"))
    recorded(here).write_text(json.dumps({**once, "positions": 1.5}), encoding="utf-8")

    assert main([str(here), "--record"]) == 1
    assert "positions was recorded as 1.5" in capsys.readouterr().err
    assert json.loads(recorded(here).read_text(encoding="utf-8"))["positions"] == 1.5
    assert main([str(here), "--record", "--lower"]) == 0
    assert json.loads(recorded(here).read_text(encoding="utf-8")) == once


def test_the_figures_are_those_of_the_shared_scorer(
    folder: Path, marked: list[Marked], corpus: Path, tmp_path: Path
) -> None:
    for letter in marked:
        text = json.dumps(letter.found, ensure_ascii=False)
        (tmp_path / f"{letter.name}.json").write_text(text, encoding="utf-8")
    scorer = corpus.parent / "gold" / "score.py"
    if not scorer.exists():
        pytest.skip(f"no shared scorer at {scorer}")
    ran = subprocess.run(
        [sys.executable, scorer, folder, tmp_path, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs: dict[str, Any] = json.loads(ran.stdout)
    ours = summed(marked)

    assert total(ours) == pytest.approx(theirs["total"])
    assert set(MEASURES) == set(theirs["fields"])
    for key, score in ours.items():
        field = theirs["fields"][key]
        assert score.right == field["right"], key
        assert score.value == pytest.approx(field.get("f1", field.get("accuracy"))), key


def test_the_figures_also_agree_where_much_is_wrong(corpus: Path, tmp_path: Path) -> None:
    """Each letter is given the reading of the next one."""
    letters = mark(SETS[0])
    turned = [
        Marked(name=a.name, truth=a.truth, found=b.found, scores=_score(a, b, SETS[0]))
        for a, b in zip(letters, [*letters[1:], letters[0]], strict=True)
    ]
    for letter in turned:
        (tmp_path / f"{letter.name}.json").write_text(json.dumps(letter.found), encoding="utf-8")
    scorer = corpus.parent / "gold" / "score.py"
    if not scorer.exists():
        pytest.skip(f"no shared scorer at {scorer}")
    ran = subprocess.run(
        [sys.executable, scorer, SETS[0], tmp_path, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = json.loads(ran.stdout)["fields"]

    for key, score in summed(turned).items():
        got = theirs[key].get("f1", theirs[key].get("accuracy"))
        assert score.value == pytest.approx(got), key


def _score(a: Marked, b: Marked, folder: Path) -> dict[str, Score]:
    text = (folder / f"{a.name}.txt").read_text(encoding="utf-8")
    return score_letter(a.truth, b.found, text)


def test_the_truth_itself_is_wholly_right(folder: Path, marked: list[Marked]) -> None:
    same = [
        Marked(
            name=letter.name,
            truth=letter.truth,
            found=letter.truth,
            scores=score_letter(
                letter.truth,
                letter.truth,
                (folder / f"{letter.name}.txt").read_text(encoding="utf-8"),
            ),
        )
        for letter in marked
    ]

    assert total(summed(same)) == pytest.approx(1)


def test_an_empty_reading_is_wrong_where_there_was_something_to_read(
    marked: list[Marked],
) -> None:
    nothing = contract(Response(text=""))
    scores = score_letter(marked[0].truth, nothing, "")

    assert scores["forces"].value == 0
    assert scores["positions"].value == 0


def test_a_set_is_scored_by_f1_and_a_single_value_by_its_share() -> None:
    assert Score(right=3, extra=1, missed=1).value == pytest.approx(0.75)
    assert Score(right=3, missed=1, share=True).value == pytest.approx(0.75)
    assert Score().value == 1
    assert Score(extra=1).value == 0


def test_confusion_counts_what_was_taken_for_what(marked: list[Marked]) -> None:
    counts = confusion(marked, "outcome")

    assert sum(counts.values()) == len(marked)


def test_the_report_shows_each_set_and_its_ten_worst_letters(
    folder: Path, marked: list[Marked]
) -> None:
    text = report({folder: marked})

    assert f"## `{folder.name}`: {len(marked)} letters" in text
    assert "### The ten worst letters" in text
    assert "### By the style of the force" in text


def test_a_folder_without_letters_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert "expected folders" in capsys.readouterr().err
