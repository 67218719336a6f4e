"""Two requests side by side: which question of one is which question of the other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mosaic.question import Wording, compared

STRONG = 0.55
"""Least likeness at which two questions are the same wherever they stand."""

WEAK = 0.2
"""Least likeness at which they are the same where they stand between the same neighbours."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions that are the same, by their places in their requests."""

    one: int
    other: int
    likeness: float


def aligned(one: Sequence[Wording], other: Sequence[Wording]) -> list[Pair]:
    """Pair the questions of two requests, each with one at most.

    Numbers play no part: forces renumber, and letter what was numbered. Questions that are alike
    are paired wherever they stand, the most alike first. What remains is paired where it shares
    some words and stands between the same neighbours, as the retold parts of one question do.

    Returns:
        The pairs in the order of the first request.
    """
    return paired([[_likeness(first, second) for second in other] for first in one])


def _likeness(one: Wording, other: Wording) -> float:
    if one is other:
        return 1.0
    return 0.0 if one.stems.isdisjoint(other.stems) else _compared(one, other)


_compared = lru_cache(maxsize=50_000)(compared)
"""The retellings of one request have most of their questions in common, word for word."""


def paired(scores: Sequence[Sequence[float]]) -> list[Pair]:
    """:func:`aligned` from the likeness of each question (a row) to each other (a column)."""
    if straight := _straight(scores):
        return straight
    ones, others = len(scores), len(scores[0]) if scores else 0
    scored = sorted(
        (-score, abs(i - j), i, j)
        for i, row in enumerate(scores)
        for j, score in enumerate(row)
        if score >= WEAK
    )
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for score, _, i, j in scored:
        if -score >= STRONG and i not in pairs and j not in taken:
            pairs[i] = Pair(i, j, -score)
            taken.add(j)
    grown = bool(pairs)
    while grown:
        grown = False
        for score, _, i, j in scored:
            if i in pairs or j in taken:
                continue
            if _between(i, j, pairs, ones, others):
                pairs[i] = Pair(i, j, -score)
                taken.add(j)
                grown = True
    return [pairs[i] for i in sorted(pairs)]


def _straight(scores: Sequence[Sequence[float]]) -> list[Pair]:
    """The pairs where each question is most like the one in its own place; else none.

    It is the commonest case by far, and what :func:`paired` finds as well, less quickly.
    """
    if not scores or len(scores) != len(scores[0]):
        return []
    straight = [row[at] for at, row in enumerate(scores)]
    if min(straight) < STRONG or any(max(row) > straight[at] for at, row in enumerate(scores)):
        return []
    if any(row[at] > best for row in scores for at, best in enumerate(straight)):
        return []
    return [Pair(at, at, score) for at, score in enumerate(straight)]


def _between(i: int, j: int, pairs: dict[int, Pair], ones: int, others: int) -> bool:
    """Whether the nearest paired questions before, and after, are each other's pairs."""
    back = {pair.other: pair.one for pair in pairs.values()}
    before = next((k for k in range(i - 1, -1, -1) if k in pairs), None)
    after = next((k for k in range(i + 1, ones) if k in pairs), None)
    before_ = next((back[k] for k in range(j - 1, -1, -1) if k in back), None)
    after_ = next((back[k] for k in range(j + 1, others) if k in back), None)
    return before == before_ and after == after_


def kinship(one: Sequence[Wording], other: Sequence[Wording]) -> float:
    """How much of two requests is the same, from 0 to 1: paired likeness over all questions.

    A question weighs by how much it asks, the square root of its words' weight: "if so, when?"
    decides little.
    """
    if not one or not other:
        return 0.0
    first, second = [_size(q) for q in one], [_size(q) for q in other]
    shared = sum(
        pair.likeness * (first[pair.one] + second[pair.other]) for pair in aligned(one, other)
    )
    return shared / (sum(first) + sum(second))


def _size(question: Wording) -> float:
    return math.sqrt(max(question.weight, 0.1))
