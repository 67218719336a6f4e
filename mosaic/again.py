"""Questions that one force was asked again: nearly the same ones, in a later letter."""

import re
from collections.abc import Iterator, Sequence

from mosaic.alignment import aligned
from mosaic.families import kin
from mosaic.question import Wording
from mosaic.rare import LEAST, SAME, earlier_alike
from mosaic.request import Request
from nlp.response import Question

PART = 3.0
"""As :data:`mosaic.rare.LEAST`, of a part of a question ("of these, how many were (i) firearms
officers"): what it is about may stand in its lead."""

Again = tuple[int, int, str, str]
"""The places of an earlier and a later letter, and the ids of the question in each."""


def asked_again(letters: Sequence[tuple[Request, str]]) -> list[Again]:
    """Each question with the one before it that asks nearly the same, by the later letter.

    Letters of one day are not held against one another.

    Args:
        letters: What the letters of one force answer, and on which day; the earliest first.
    """
    asked = [request for request, _ in letters]
    return [
        found
        for later, places in enumerate(earlier_alike(asked))
        for found in _again(letters, later, places)
    ]


def _again(
    letters: Sequence[tuple[Request, str]],
    later: int,
    places: Sequence[tuple[int, frozenset[int]]],
) -> Iterator[Again]:
    other, day = letters[later]
    open_ = {question.id for question in other.questions}
    for place, maybe in places:
        if not open_:
            return
        one, before = letters[place]
        if before == day:
            continue
        # What a later letter has answered already is not looked for again.
        if maybe and open_.isdisjoint(other.questions[at].id for at in maybe):
            continue
        for first, second in same_questions(one, other):
            if second in open_:
                open_.discard(second)
                yield place, later, first, second


def same_questions(one: Request, other: Request) -> Iterator[tuple[str, str]]:
    """Questions of two requests that are nearly the same, by their ids.

    A question about other years is another question.
    """
    pairs = aligned(one.wordings, other.wordings)
    same = kin(one, other, pairs) is not None
    for pair in pairs:
        first, second = one.wordings[pair.one], other.wordings[pair.other]
        asked = one.questions[pair.one], other.questions[pair.other]
        alike = pair.likeness >= SAME and all(
            wording.weight >= _least(question)
            for question, wording in zip(asked, (first, second), strict=True)
        )
        if (same or alike) and not _other_years(first, second):
            yield asked[0].id, asked[1].id


def _least(question: Question) -> float:
    """How much a question must ask to be known in another request."""
    return PART if re.fullmatch(r"\d+[a-z]+", question.id, re.IGNORECASE) else LEAST


def _other_years(one: Wording, other: Wording) -> bool:
    return bool(one.years and other.years) and one.years != other.years
