"""Three forces' real answers to one request, checked by hand against what is printed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.extract import extract
from nlp.read import read
from nlp.response import Response

Letter = Callable[[str], Response]


@pytest.fixture
def letter(corpus: Path) -> Letter:
    def reading(name: str) -> Response:
        return read(extract((corpus / "police-foi" / name).read_bytes()).text)

    return reading


def test_cumbria_answers_each_part_and_names_hospitals(letter: Letter) -> None:
    found = letter("Cumbria.pdf")

    assert (found.forces, found.regimes) == (("cumbria",), ("foia",))
    assert found.reference == "FOI 1306/25"  # its own; the requester's stands above it
    assert (found.received, found.responded) == ("2025-09-15", "2025-10-13")
    assert [question.id for question in found.questions] == ["1", "1a", "1b", "1c", "1d"]
    assert {answer.position for answer in found.positions} == {"disclosed"}
    assert found.outcome == "disclosed"
    # Section 50 is the right to complain.
    assert found.exemptions == found.procedural == found.other_acts == ()
    assert [section.kind for section in found.sections][1:3] == ["request", "response"]
    assert {"review", "ico"} <= {section.kind for section in found.sections}


def test_durham_gives_no_date_of_receipt(letter: Letter) -> None:
    found = letter("Durham.pdf")

    assert (found.forces, found.regimes) == (("durham",), ("foia",))
    assert found.reference == "1406745"
    assert (found.received, found.responded) == (None, "2025-10-15")
    assert found.outcome == "disclosed"
    assert {answer.position for answer in found.positions} == {"disclosed"}
    assert found.exemptions == found.procedural == ()
    # "Suspect Too Ill to Prosecute" is an outcome of crimes and nobody's name.
    assert len({one.text for one in found.personal_data if one.kind == "name"}) == 1


def test_hertfordshire_is_a_table_without_a_letter(letter: Letter) -> None:
    found = letter("Hertfordshire.pdf")

    assert (found.forces, found.regimes) == (("hertfordshire",), ("foia",))
    # Its only date is the period that the figures are of.
    assert (found.reference, found.received, found.responded) == (None, None, None)
    assert found.questions == found.exemptions == found.procedural == ()
    assert not found.personal_data
