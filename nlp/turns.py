"""Answers that stand in the order of the questions, and say so by bullets or letters alone."""

import re
from collections.abc import Sequence

from nlp.dialogue import ANSWERS
from nlp.layout import Block
from nlp.parts import tail
from nlp.response import Question, Section

_PRINTED = re.compile(r"(?<!\d)(\d{1,2})\W{0,3}$")
"""The number in front of a question."""


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


def begun_anew(
    text: str,
    questions: Sequence[Question],
    sections: Sequence[Section],
    within: Sequence[Sequence[Block]],
) -> dict[int, int]:
    """What to add to the number of each block, where both request and answers count from 1 again.

    A request in parts, each numbered from 1, is counted through: the first question of a second
    part is 7, and "1." in the second part of the answers is the answer to it.

    Args:
        text: The letter.
        questions: In the order of the request.
        sections: The passages of the letter.
        within: The blocks of each.
    """
    added: list[int] = []
    for question in questions:
        start = question.spans[0][0] if question.spans else 0
        printed = _PRINTED.search(text, max(0, start - 8), start)
        if printed and (number := re.match(r"\d+", question.id)):
            more = int(number[0]) - int(printed[1])
            if more not in added:
                added.append(more)
    found: dict[int, int] = {}
    part = last = 0
    for section, inside in zip(sections, within, strict=True):
        for block in inside if section.kind in ANSWERS else ():
            path = block.head.path if block.head else ()
            if path and path[0].isdigit():
                part += path[0] == "1" and last > 1
                last = int(path[0])
            found[block.start] = part
    if len(added) < 2 or added[0] != 0 or added != sorted(added) or part + 1 != len(added):
        return {}
    return {start: added[here] for start, here in found.items() if here}
