"""Answers that stand under headings with the subject of their question: "Training", "Cost"."""

from collections.abc import Mapping, Sequence

from nlp.block import Block
from nlp.dialogue import ANSWERS
from nlp.overlap import abbreviations, expanded, often, shared
from nlp.response import Question, Section

SHARE = 0.75
"""Of all questions so many must have a heading; else the headings are no list of subjects."""
_PASSED = -1
"""Stands for the end of a run where a question has no heading."""


def headed(
    text: str,
    questions: Sequence[Question],
    sections: Sequence[Section],
    within: Sequence[Sequence[Block]],
) -> dict[int, tuple[str, ...]]:
    """The questions of each heading of the answers, where most share words with one, in order.

    Args:
        text: The letter.
        questions: In the order of the request.
        sections: The passages of the letter.
        within: The blocks of each.
    """
    headings = [
        block
        for section, inside in zip(sections, within, strict=True)
        if section.kind in ANSWERS
        for block in inside
        if block.kind == "heading"
    ]
    if len(headings) < 2 or len(questions) < 2:
        return {}
    short = abbreviations(text)
    asked = [expanded(q.text, short) for q in questions]
    having = often(asked)
    told = [expanded(text[b.start : b.end], short) for b in headings]
    table = [shared(words, asked, having) for words in told]
    runs = _runs(table)
    if sum(end - start for start, end in runs.values()) < SHARE * len(questions):
        return {}
    return {
        headings[place].start: tuple(q.id for q in questions[start:end])
        for place, (start, end) in runs.items()
    }


def _runs(table: Sequence[Sequence[float]]) -> Mapping[int, tuple[int, int]]:
    """The run of questions of each heading, one after the other, that shares most with them.

    Args:
        table: What each heading shares with each question.
    """
    count = len(table[0])
    scores = [[0.0] * (count + 1) for _ in range(len(table) + 1)]
    ends = [[0] * (count + 1) for _ in table]  # of the run that a heading has from a question on
    for place in reversed(range(len(table))):
        for start in reversed(range(count)):
            choices = [(scores[place + 1][start], start), (scores[place][start + 1], _PASSED)]
            total = 0.0
            for end in range(start + 1, count + 1):
                if not (here := table[place][end - 1]):
                    break
                total += here
                choices.append((total + scores[place + 1][end], end))
            scores[place][start], ends[place][start] = max(choices, key=lambda one: one[0])
    found: dict[int, tuple[int, int]] = {}
    place = start = 0
    while place < len(table) and start < count:
        end = ends[place][start]
        if end == _PASSED:
            start += 1
            continue
        if end > start:
            found[place] = (start, end)
        place, start = place + 1, end
    return found
