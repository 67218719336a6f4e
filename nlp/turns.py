"""Answers that stand in the order of the questions, and say so by bullets or letters alone."""

from collections.abc import Sequence

from nlp.dialogue import ANSWERS
from nlp.layout import Block
from nlp.parts import tail
from nlp.response import Section


def in_turn(
    sections: Sequence[Section], within: Sequence[Sequence[Block]], ids: Sequence[str]
) -> dict[int, str]:
    """Where the answer to each question begins, if as many bullets answer as ask.

    Args:
        sections: The passages of a letter.
        within: The blocks of each.
        ids: The questions, in the order of the request.
    """
    asked, told = [], []
    for section, inside in zip(sections, within, strict=True):
        bullets = [b.start for b in inside if b.head and not b.head.path]
        if section.kind == "request":
            asked += bullets
        elif section.kind == "response":
            told += bullets
    same = len(asked) == len(told) == len(ids) > 1
    return dict(zip(told, ids, strict=True)) if same else {}


def lettered(
    sections: Sequence[Section], within: Sequence[Sequence[Block]], ids: Sequence[str]
) -> bool:
    """Whether the answers are lettered as the parts of the one question that has any are.

    Args:
        sections: The passages of a letter.
        within: The blocks of each.
        ids: The questions, in the order of the request.
    """
    asked = [tail(i) for i in ids if i[-1:].isalpha()]
    told = [
        (block.head.id, section.kind)
        for section, inside in zip(sections, within, strict=True)
        if section.kind in ANSWERS
        for block in inside
        if block.head and block.head.id.isalpha() and not block.head.side
    ]
    numbered = all(i[0].isdigit() for i in ids)
    same = len(asked) > 1 and [letter for letter, _ in told] == asked
    return numbered and same and told[0][1] == "response"
