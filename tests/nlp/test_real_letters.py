"""Three forces' real answers to one request, checked by hand against what is printed."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extract.extract import extract
from nlp.letter import letter_of
from nlp.read import read
from nlp.response import Response
from tests.nlp.replies import Agreement, agreement

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


def _replies(corpus: Path) -> Iterator[tuple[str, int]]:
    """Each reply of a council that quotes the request, and where the quotation is."""
    with (corpus / "wdtk-threads" / "sheffield.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            asked: list[str] = []
            for event in json.loads(line)["events"]:
                text = "\n".join(event.get("content") or ())
                if event["type"] == "outgoing":
                    asked.append(" ".join(text.split())[60:200])
                    continue
                for words in (words for words in asked if len(words) > 100):
                    quoted = r"[\s>]+".join(map(re.escape, words.split()[1:-1]))
                    if found := re.search(quoted, text):
                        yield text, found.start()
                        break


def test_what_the_requester_wrote_is_not_read_as_the_answer(corpus: Path) -> None:
    replies = list(_replies(corpus))
    asked = 0
    for text, at in replies:
        response = read(text)
        (kind,) = (s.kind for s in response.sections if s.spans[0][0] <= at < s.spans[0][1])
        asked += kind == "request" or letter_of(text).in_quoted(at)
        # Nowhere is it the answer that is given, or what is relied on.
        for answer in response.positions:
            assert not any(start <= at < end for start, end in answer.spans), text[at : at + 60]
        for one in response.exemptions:
            own = [span for span in one.spans if not letter_of(text).in_quoted(span[0])]
            assert own or not one.engaged, one.id
    assert len(replies) > 150
    assert asked > 0.92 * len(replies)


READ_AS = {
    "replies.csv": Agreement(replies=70, outcome=0.75, positions=0.58, exemptions=0.96),
    "replies-2.csv": Agreement(replies=42, outcome=0.8, positions=0.65, exemptions=0.8),
}


@pytest.mark.parametrize("sample", READ_AS)
def test_replies_read_by_hand_are_read_no_worse_than_they_were(corpus: Path, sample: str) -> None:
    found, least = agreement(corpus, sample), READ_AS[sample]

    assert found.replies == least.replies
    assert found.outcome >= least.outcome
    assert found.positions >= least.positions
    assert found.exemptions >= least.exemptions
