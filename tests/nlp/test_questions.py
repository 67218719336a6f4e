import json
from pathlib import Path

import spacy

import nlp.pipeline  # noqa: F401  (registers the attributes of a document)
from nlp.layout import Layout
from nlp.questions import Questions
from nlp.sections import Sections

LETTERS = Path(__file__).parent.parent / "golden" / "letters"


def questions(text: str) -> dict[str, str]:
    doc = Layout()(spacy.blank("en").make_doc(text))
    return {q.id: q.text for q in Questions()(Sections()(doc))._.questions}


def test_the_questions_of_the_gold_letters_have_their_ids() -> None:
    wrong = [
        path.stem
        for path in LETTERS.glob("*.json")
        if list(questions(path.with_suffix(".txt").read_text("utf-8")))
        != [q["id"] for q in json.loads(path.read_text("utf-8"))["questions"]]
    ]
    assert len(wrong) <= 1
