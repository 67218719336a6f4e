import json
from pathlib import Path

import spacy

import nlp.pipeline  # noqa: F401  (registers the attributes of a document)
from nlp.layout import Layout
from nlp.positions import Positions
from nlp.questions import Questions
from nlp.sections import Sections

LETTERS = Path(__file__).parent.parent / "golden" / "letters"


def read(text: str):
    doc = Layout()(spacy.blank("en").make_doc(text))
    return Positions()(Questions()(Sections()(doc)))._


def test_the_positions_of_the_gold_letters_are_nearly_all_right() -> None:
    right = every = headlines = letters = 0
    for path in LETTERS.glob("*.json"):
        gold = json.loads(path.read_text("utf-8"))
        found = read(path.with_suffix(".txt").read_text("utf-8"))
        positions = {a.question: a.position for a in found.positions}
        right += sum(positions.get(p["question"]) == p["position"] for p in gold["positions"])
        every += len(gold["positions"])
        headlines += found.outcome == gold["outcome"]
        letters += 1
    assert right >= 0.92 * every
    assert headlines >= 0.9 * letters


def test_evidence_lies_in_the_text() -> None:
    for path in LETTERS.glob("*.txt"):
        text = path.read_text("utf-8")
        for answer in read(text).positions:
            assert all(0 <= start < end <= len(text) for start, end in answer.spans)
            assert (answer.position is None) == (answer.reason is not None)
