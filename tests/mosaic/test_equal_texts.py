"""Real decisions that were published twice or more are found by their words."""

import re
from pathlib import Path

import pypdfium2
from rapidfuzz.distance import Indel

from mosaic.families import families
from mosaic.request import Request
from nlp.response import Question
from tests.world.scoring import pairwise_f1

EQUAL = (("797", "801"), ("871", "872"), ("1319", "1530"), ("1654", "1696", "1760", "1866"))
"""Files of the tribunal with equal texts, as the corpus lists them; 1448 and 1449 are scans."""

RULE = 0.9
"""The truth's rule: decisions are one where nine words in ten are the same in the same order.

All equal texts are, and of the others only the two forms of the notice of withdrawal, which differ
by one sentence.
"""

ONE = (("797", "801"), ("871", "872"), ("1319", "1530", "1654", "1696", "1760", "1866"))
NEXT = (("81", "82"), ("870", "871"), ("143", "61"), ("626", "678"))
"""The likest decisions that are not one."""


def text_of(path: Path) -> str:
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
    except pypdfium2.PdfiumError:
        return ""
    return " ".join(re.findall(r"\w+", " ".join(pages)))


def test_decisions_with_equal_texts_are_found_and_no_other(corpus: Path) -> None:
    texts = {path.stem: text_of(path) for path in sorted((corpus / "tribunal").glob("*.pdf"))}
    held = {name: text for name, text in texts.items() if len(text) > 100}
    assert len(held) > 90

    found = families(
        Request(
            id=name,
            forces=(name,),
            day="2020-01-01",
            questions=(Question(id="1", text=text),),
        )
        for name, text in held.items()
    )

    truth = {name: name for name in held}
    for group in ONE:
        truth |= dict.fromkeys(group, group[0])
    groups = [[request.id for request in family] for family in found]
    assert pairwise_f1(groups, truth) >= 0.95
    for group in EQUAL:
        assert any(set(group) <= set(found_) for found_ in groups)
    for group in ONE:
        assert all(in_order(held[group[0]], held[other]) >= RULE for other in group)
    assert all(in_order(held[one], held[other]) < RULE for one, other in NEXT)


def in_order(one: str, other: str) -> float:
    """How many of the words of two texts are the same in the same order."""
    if one == other:
        return 1.0
    return Indel.normalized_similarity(one.split(), other.split())
