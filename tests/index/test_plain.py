"""People read plain words; programs and searches go on reading the code words."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from index.plain import FINDINGS, PASSAGES, POSITIONS, cell_of, said
from index.values import folded, names
from mosaic.finding import FindingKind
from mosaic.legend import SIGNS
from mosaic.position import ABSENT
from nlp.response import OutcomeName, PositionName, SectionKind

CODES = {code for code in (*POSITIONS, *FINDINGS) if code and "-" in code}
"""Those that can be told from words: "withheld" is one, "partly-disclosed" is none."""


def test_every_code_word_has_plain_words() -> None:
    names = {*get_args(PositionName), *ABSENT, *get_args(OutcomeName), None}
    assert set(POSITIONS) == names
    assert set(SIGNS) == names - {"subject-access"}
    assert set(get_args(FindingKind)) <= set(FINDINGS)
    assert set(PASSAGES) == {*get_args(SectionKind)}
    for word in POSITIONS.values():
        assert not {word.short, word.said} & CODES
        assert word.meaning.endswith(".")


def test_a_cell_is_put_in_words_by_its_column_and_all_else_stands() -> None:
    assert cell_of("before", "partly-disclosed") == "part given"
    assert cell_of("kind", "ncnd-undone") == "said elsewhere"
    assert cell_of("kind", "attachment") == "attachment"
    assert cell_of("after", None) is None
    assert cell_of("force", "not-held") == "not-held"
    assert said("a-later-code") == "a-later-code"


@pytest.mark.parametrize("field", ["outcome", "position"])
def test_what_people_read_can_be_asked_for(field: str) -> None:
    held = get_args(OutcomeName if field == "outcome" else PositionName)
    for name in held:
        for words in (POSITIONS[name].short, POSITIONS[name].said):
            assert names(field)[folded(words)] == (name,)


@pytest.mark.parametrize(
    "arguments",
    [
        ("changes",),
        ("changes", "--doubt"),
        ("mosaic", "--topic", "taser"),
        ("mosaic", "--topic", "taser", "--counts"),
        ("search", "*:*", "--limit", "0"),
        ("figures", "--topic", "taser"),
        ("wording",),
    ],
    ids=" ".join,
)
def test_tables_and_sentences_have_no_code_words(sample: Path, arguments: tuple[str, ...]) -> None:
    def run(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "foi", "-C", str(sample), *arguments, *more]
        return subprocess.run(command, capture_output=True, text=True, check=True)

    table = run()
    words = re.findall(r"[a-z]+(?:-[a-z]+)+", table.stdout + table.stderr)
    assert not CODES.intersection(words)
    lines = [json.loads(line) for line in run("--json").stdout.splitlines()]
    assert lines
    for line in lines:
        sentences = [line.get(key) or "" for key in ("message", "inference", "derivation")]
        assert not CODES.intersection(re.findall(r"[a-z]+(?:-[a-z]+)+", " ".join(sentences)))
    if arguments in {("changes",), ("search", "*:*", "--limit", "0")}:
        assert CODES.intersection(
            str(line.get(key)) for line in lines for key in ("kind", "before", "after", "outcome")
        ), "data keep the code words"
