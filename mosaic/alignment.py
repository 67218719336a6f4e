"""Two requests side by side: which question of one is which question of the other."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from mosaic.question import Wording, compared

STRONG = 0.55
"""Least likeness at which two questions are the same wherever they stand."""

WEAK = 0.2
"""Least likeness at which they are the same where they stand between the same neighbours."""


class Pair(NamedTuple):
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
    equal = [
        (i, j) for i, first in enumerate(one) for j, second in enumerate(other) if first == second
    ]
    return paired(
        len(one), len(other), equal, lambda i, rest: [_compared(one[i], other[j]) for j in rest]
    )


_compared = lru_cache(maxsize=50_000)(compared)
"""The retellings of one request are retold in few ways."""


def paired(
    ones: int,
    others: int,
    equal: Iterable[tuple[int, int]],
    likenesses: Callable[[int, Sequence[int]], Iterable[float]],
) -> list[Pair]:
    """:func:`aligned` for questions that are known by their places.

    Args:
        ones: How many there are on one side.
        others: How many on the other.
        equal: Places of questions that are the same, word for word.
        likenesses: Of one question to several on the other side; of most it need not be known,
            since nothing is more like a question than an equal one.
    """
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for i, j in sorted(equal, key=_nearest):
        if i not in pairs and j not in taken:
            pairs[i] = Pair(i, j, 1.0)
            taken.add(j)
    rest = [j for j in range(others) if j not in taken]
    if rest and len(pairs) < ones:
        scored = [
            (-score, abs(i - j), i, j)
            for i in range(ones)
            if i not in pairs
            for j, score in zip(rest, likenesses(i, rest), strict=True)
            if score >= WEAK
        ]
        scored.sort()
        left = []
        for place in scored:
            score, _, i, j = place
            if i not in pairs and j not in taken:
                if score <= -STRONG:
                    pairs[i] = Pair(i, j, -score)
                    taken.add(j)
                else:
                    left.append(place)
        grown = bool(left and pairs)
        while grown:
            grown = False
            for score, _, i, j in left:
                if i in pairs or j in taken:
                    continue
                if _between(i, j, pairs, ones, others):
                    pairs[i] = Pair(i, j, -score)
                    taken.add(j)
                    grown = True
    return [pairs[i] for i in sorted(pairs)]


def _nearest(places: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    return abs(places[0] - places[1]), places


def _between(i: int, j: int, pairs: dict[int, Pair], ones: int, others: int) -> bool:
    """Whether the nearest paired questions before, and after, are each other's pairs."""
    back = {pair.other: pair.one for pair in pairs.values()}
    before = next((k for k in range(i - 1, -1, -1) if k in pairs), None)
    after = next((k for k in range(i + 1, ones) if k in pairs), None)
    before_ = next((back[k] for k in range(j - 1, -1, -1) if k in back), None)
    after_ = next((back[k] for k in range(j + 1, others) if k in back), None)
    return before == before_ and after == after_


def kinship(
    one: Sequence[Wording], other: Sequence[Wording], pairs: Iterable[Pair] | None = None
) -> float:
    """How much of two requests is the same, from 0 to 1: paired likeness over all questions.

    A question weighs by its size: "if so, when?" decides little.

    Args:
        one: The questions of one.
        other: Those of the other.
        pairs: What :func:`aligned` makes of them, where that is known.
    """
    if not one or not other:
        return 0.0
    first, second = [question.size for question in one], [question.size for question in other]
    shared = sum(
        pair.likeness * (first[pair.one] + second[pair.other])
        for pair in (aligned(one, other) if pairs is None else pairs)
    )
    return shared / (sum(first) + sum(second))
