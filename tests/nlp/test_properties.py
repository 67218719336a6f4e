"""What holds for every letter, however it was typed, wrapped or scanned."""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.contract import contract
from nlp.provision import law
from nlp.read import read
from nlp.response import Response

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
LETTERS = sorted(GOLDEN.glob("letters/*.txt"))
ALL = sorted([*LETTERS, *GOLDEN.glob("fresh-*/*.txt")])
MISREAD = dict(zip("l1OoISB8ehatn,.", "1l00l58Bcbofu.,", strict=True))
"""Characters that a scan takes for one another."""

TYPED: dict[str, Callable[[str], str]] = {
    "straight quotation marks": lambda text: text.translate(str.maketrans("“”‘’", "\"\"''")),
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "a space that holds a number": lambda text: re.sub(r" (?=\d)", "\u00a0", text),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "spaces at line ends": lambda text: text.replace("\n", "  \n"),
    "a margin": lambda text: "".join("   " + line for line in text.splitlines(keepends=True)),
    "empty lines round it": lambda text: "\n\n\n" + text + "\n\n",
}
"""Ways to write the same letter."""


@cache
def reading(path: Path) -> Response:
    return read(path.read_text(encoding="utf-8"))


def ids(response: Response) -> set[tuple[str, bool, bool]]:
    return {(one.id, one.engaged, one.ncnd) for one in response.exemptions}


def scanned(text: str, seed: int) -> str:
    """The text with one character in a hundred misread."""
    draw = random.Random(seed)  # noqa: S311  # noise, not a secret
    return "".join(
        MISREAD.get(character, character) if draw.random() < 0.01 else character
        for character in text
    )


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_span_lies_in_the_text_and_every_id_in_the_law(path: Path) -> None:
    response = reading(path)
    said = contract(response)
    found: dict[str, list[tuple[int, int]]] = said["spans"]
    for name, spans in found.items():
        for start, end in spans:
            assert 0 <= start < end <= len(response.text), name
            assert response.text[start:end].strip(), name
    for number, person in enumerate(said["personal_data"]):
        for start, end in found.get(f"personal_data.{number}", ()):
            assert " ".join(response.text[start:end].split()) == person["text"]
    for one in said["exemptions"]:
        assert one["id"] in law()
    for one in said["procedural"]:
        assert one in law()
    assert [one["question"] for one in said["positions"]] == [
        one["id"] for one in said["questions"]
    ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(LETTERS), min_size=2, max_size=3, unique=True))
def test_a_letter_reads_the_same_whatever_was_read_before_it(paths: list[Path]) -> None:
    for path in paths:
        assert read(path.read_text(encoding="utf-8")) == reading(path)


@settings(max_examples=60, deadline=None)
@given(path=st.sampled_from(LETTERS), way=st.sampled_from(sorted(TYPED)))
def test_how_it_was_typed_changes_nothing_that_is_said(path: Path, way: str) -> None:
    response = reading(path)
    other = read(TYPED[way](response.text))
    assert ids(other) == ids(response)
    assert [one.id for one in other.questions] == [one.id for one in response.questions]
    assert [one.position for one in other.positions] == [
        one.position for one in response.positions
    ]
    assert (other.outcome, other.reference, other.received, other.responded) == (
        response.outcome, response.reference, response.received, response.responded,
    )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_a_scan_that_misreads_one_character_in_a_hundred_moves_hardly_an_id(seed: int) -> None:
    moved = sum(
        len(ids(read(scanned(reading(path).text, seed))) ^ ids(reading(path))) for path in LETTERS
    )
    said = sum(len(ids(reading(path))) for path in LETTERS)
    assert moved <= 0.05 * said  # a letter that is itself misread is another limb
