"""Answers that stand under headings with the subject of their question: "Training", "Cost"."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from nlp.block import Block
from nlp.dialogue import ANSWERS
from nlp.overlap import abbreviations, expanded
from nlp.response import Question, Section

SHARE = 0.75
"""Of all questions so many must have a heading; else the headings are no list of subjects."""


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
    often = Counter(word for subject in asked for word in subject)
    told = [expanded(text[b.start : b.end], short) for b in headings]
    table = [[sum(1 / often[w] for w in words & subject) for subject in asked] for words in told]
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

    @cache
    def best(place: int, start: int) -> tuple[float, tuple[tuple[int, int, int], ...]]:
        if place == len(table) or start == count:
            return 0.0, ()
        choices = [best(place + 1, start), best(place, start + 1)]
        total = 0.0
        for end in range(start + 1, count + 1):
            if not (here := table[place][end - 1]):
                break
            total += here
            score, rest = best(place + 1, end)
            choices.append((total + score, ((place, start, end), *rest)))
        return max(choices, key=lambda choice: choice[0])

    return {place: (start, end) for place, start, end in best(0, 0)[1]}
