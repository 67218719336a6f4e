import json
from pathlib import Path

import pytest
import spacy

import nlp.pipeline  # noqa: F401  (registers the attributes of a document)
from nlp.layout import Layout
from nlp.positions import Positions
from nlp.questions import Questions
from nlp.read import read as read_letter
from nlp.sections import Sections
from nlp.training.snippets import short_letters

BLANK = spacy.blank("en")
LETTERS = Path(__file__).parent.parent / "golden" / "letters"


def read(text: str):
    doc = Layout()(BLANK.make_doc(text))
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


ANSWERS = {one.name: one for one in short_letters("positions")}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_are_aligned_and_judged(name: str) -> None:
    one = ANSWERS[name]
    found = read(one.letter)
    assert [(a.question, a.position) for a in found.positions] == [*one.positions.items()]
    assert [a.question for a in found.positions if a.partial_ncnd] == one.partial_ncnd
    assert found.outcome == one.outcome


def test_a_real_partial_refusal_denies_the_first_question(corpus: Path) -> None:
    (letter,) = (corpus / "seed").glob("*.txt")
    found = read(letter.read_text("utf-8"))
    assert [q.id for q in found.questions] == ["1", "2a", "2b", "3", "3a"]
    assert (found.positions[0].position, found.positions[0].partial_ncnd) == ("denied", True)
    assert found.positions[1].position == "not-applicable"
    assert found.outcome == "partly-disclosed"


def test_where_all_is_relied_on_to_say_nothing_nothing_is_withheld() -> None:
    letter = """Police Scotland
Our Ref: IM-FOI-2020-0099
3 March 2020

Your request was received on 10 February 2020.

1. How many informants did the force pay in 2019?

Section 16 of the Freedom of Information (Scotland) Act 2002 asks for a notice when information
is refused because it is exempt.

Police Scotland gives notice under section 18(1). If the information existed and was held it
would be exempt under section 34(1)(b) and section 35(1)(a).
"""
    found = read_letter(letter)

    assert [(entry.id, entry.ncnd) for entry in found.exemptions if entry.engaged] == [
        ("foisa/34/1/b", True),
        ("foisa/35/1/a", True),
    ]
    assert [answer.position for answer in found.positions] == ["ncnd"]
