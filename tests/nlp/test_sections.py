import json
from pathlib import Path

import spacy

import nlp.pipeline  # noqa: F401  (registers the attributes of a document)
from nlp.layout import Layout
from nlp.sections import Sections

BLANK = spacy.blank("en")
LETTERS = Path(__file__).parent.parent / "golden" / "letters"


def sections(text: str):
    doc = BLANK.make_doc(text)
    return Sections()(Layout()(doc))._.sections


def test_sections_cover_the_letter_in_order() -> None:
    for path in LETTERS.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        found = sections(text)
        ends = [0]
        for section in found:
            ((start, end),) = section.spans
            assert not text[ends[-1] : start].strip()
            assert " ".join(text[start:end].split()).startswith(section.starts)
            ends.append(end)
        assert not text[ends[-1] :].strip()


def test_kinds_of_the_gold_letters_are_nearly_all_right() -> None:
    right = every = 0
    for path in LETTERS.glob("*.json"):
        gold = [(s["kind"], s["starts"]) for s in json.loads(path.read_text())["sections"]]
        found = [(s.kind, s.starts) for s in sections(path.with_suffix(".txt").read_text("utf-8"))]
        every += len(gold)
        right += len(set(gold) & set(found))
    assert right > 0.85 * every


def test_an_empty_text_has_no_sections() -> None:
    assert sections(" \n\n\t ") == ()
