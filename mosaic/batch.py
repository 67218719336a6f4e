"""A batch of pairs of requests: the likenesses of all their questions, worked out at once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, count, pairwise, repeat
from math import fsum

import numpy as np
import numpy.typing as npt

from mosaic.alignment import Pair, paired
from mosaic.question import Wording, told, weight
from mosaic.request import Request

_Ints = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float64]

_SLIP = 1 + 1e-9
"""What sums of the same numbers in another order may differ by."""


class Batch:
    """Pairs of requests with the likeness of every question of one to every one of the other.

    What it says of them is what :mod:`mosaic.alignment` says of each pair, to the last digit.

    Args:
        requests: By number.
        pairs: Rows of the numbers of two requests.

    Attributes:
        overlap: For each pair what the two share, whichever question it is in: twice the weight of
            their common stems, over that of all stems.
        most: For each pair what their kinship is at most: what it would be if each question of
            the one that has fewer were paired with what is most like it.
    """

    def __init__(self, requests: Mapping[int, Request], pairs: _Ints) -> None:
        known: dict[Wording, int] = {}
        owned = [
            [known.setdefault(wording, len(known)) for wording in request.wordings]
            for request in requests.values()
        ]
        asked = np.fromiter(chain.from_iterable(owned), np.int64)
        many = np.fromiter(map(len, owned), np.int64, len(owned))
        first = np.cumsum(many) - many
        numbers = np.fromiter(requests, np.int64, len(requests))
        order = np.argsort(numbers)
        one, other = order[np.searchsorted(numbers, pairs, sorter=order)].T
        # The questions of a pair are a table, row by row in one long list of cells.
        high, wide = many[one], many[other]
        cells = high * wide
        begin = np.cumsum(cells) - cells
        pair = np.repeat(np.arange(len(pairs)), cells)
        at = np.arange(len(pair)) - begin[pair]
        down, across = np.divmod(at, wide[pair])
        ones, others = asked[first[one][pair] + down], asked[first[other][pair] + across]
        stems = _Stems([*known])
        likes = _likenesses([*known], stems, ones, others)
        self._high, self._wide, self._begin = high.tolist(), wide.tolist(), begin.tolist()
        self._likes: list[float] = likes.tolist()
        equal = np.flatnonzero(ones == others)
        self._equal = [*zip(down[equal].tolist(), across[equal].tolist(), strict=True)]
        self._equal_from = np.searchsorted(pair[equal], np.arange(len(pairs) + 1)).tolist()
        sizes = np.fromiter((wording.size for wording in known), np.float64, len(known))
        whole = np.bincount(np.repeat(np.arange(len(many)), many), sizes[asked], len(many))
        best = _best(likes * (sizes[ones] + sizes[others]), pair, at, begin, high, wide)
        self.most = _share(best * _SLIP, whole[one] + whole[other])
        substance = np.array([request.substance for request in requests.values()])
        shared = stems.shared(stems.together(asked, many), one, other)
        self.overlap = _share(2 * shared, substance[one] + substance[other])

    def aligned(self, at: int) -> Iterator[Pair]:
        """:func:`mosaic.alignment.aligned` of one of the pairs, worked out when it is asked for.

        Args:
            at: Its row.
        """
        begin, wide = self._begin[at], self._wide[at]
        equal = self._equal[self._equal_from[at] : self._equal_from[at + 1]]

        def likenesses(place: int, others: Sequence[int]) -> Iterator[float]:
            row = begin + place * wide
            return (self._likes[row + other] for other in others)

        yield from paired(self._high[at], wide, equal, likenesses)


def _share(parts: _Floats, wholes: _Floats) -> list[float]:
    """Each part of its whole; nothing of nothing is nothing."""
    found: list[float] = np.divide(parts, wholes, np.zeros(len(parts)), where=wholes > 0).tolist()
    return found


def _best(
    cells: _Floats, pair: _Ints, at: _Ints, begin: _Ints, high: _Ints, wide: _Ints
) -> _Floats:
    """For each table the sum, over its shorter side, of the highest cell of each line."""
    column_by_column = begin[pair] + at % high[pair] * wide[pair] + at // high[pair]
    cells = np.where((high > wide)[pair], cells[column_by_column], cells)
    lines = np.repeat(np.maximum(high, wide), np.minimum(high, wide))
    if not len(lines):
        return np.zeros(len(high))
    best = np.maximum.reduceat(cells, np.cumsum(lines) - lines)
    of = np.repeat(np.arange(len(high)), np.minimum(high, wide))
    found: _Floats = np.bincount(of, best, len(high)).astype(np.float64)
    return found


def _likenesses(
    wordings: Sequence[Wording], stems: "_Stems", ones: _Ints, others: _Ints
) -> _Floats:
    """:func:`mosaic.question.compared` of two wordings each, by their places."""
    lower, upper = np.minimum(ones, others), np.maximum(ones, others)
    codes, back = np.unique(lower * len(wordings) + upper, return_inverse=True)
    one, other = np.divmod(codes, max(len(wordings), 1))
    weights = np.array([wording.weight for wording in wordings])
    found = 2 * stems.shared(stems.bits, one, other)
    seen = np.flatnonzero(found)
    found[seen] = np.minimum(1.0, found[seen] / (weights[one[seen]] + weights[other[seen]]))
    places = zip(found[seen].tolist(), one[seen].tolist(), other[seen].tolist(), strict=True)
    found[seen] = [told(dice, wordings[i], wordings[j]) for dice, i, j in places]
    found[one == other] = 1.0
    return found[back]


class _Stems:
    """The stems of some wordings, a bit for each.

    Attributes:
        bits: A row for each wording; those of stems that count alike stand together.
    """

    def __init__(self, wordings: Sequence[Wording]) -> None:
        of_weight: dict[float, list[str]] = {}
        for stem in {stem for wording in wordings for stem in wording.stems}:
            of_weight.setdefault(weight(stem), []).append(stem)
        column: dict[str, int] = {}
        self._ends = [0]
        for stems in of_weight.values():
            column.update(zip(stems, count(64 * self._ends[-1]), strict=False))
            self._ends.append(self._ends[-1] + -(-len(stems) // 64))
        self._weights = tuple(of_weight)
        has = np.zeros((len(wordings), 64 * self._ends[-1]), np.bool_)
        rows = np.repeat(np.arange(len(wordings)), [len(wording.stems) for wording in wordings])
        columns = map(column.__getitem__, chain.from_iterable(one.stems for one in wordings))
        has[rows, np.fromiter(columns, np.int64, len(rows))] = True
        self.bits = np.packbits(has, axis=1).view(np.uint64)

    def together(self, asked: _Ints, many: _Ints) -> npt.NDArray[np.uint64]:
        """A row for each request: the stems of its questions, of which it has so many in turn."""
        found = np.zeros((len(many), self.bits.shape[1]), np.uint64)
        some = np.flatnonzero(many)
        if len(some):
            begin = (np.cumsum(many) - many)[some]
            found[some] = np.bitwise_or.reduceat(self.bits[asked], begin)
        return found

    def shared(self, bits: npt.NDArray[np.uint64], ones: _Ints, others: _Ints) -> _Floats:
        """The weight of the stems that two rows each have in common, exactly."""
        common = np.bitwise_count(bits[ones] & bits[others])
        codes = np.zeros(len(ones), np.int64)
        for start, end in pairwise(self._ends):
            codes = codes * _MANY + common[:, start:end].sum(axis=1, dtype=np.int64)
        several, back = np.unique(codes, return_inverse=True)
        return np.array([_sum(self._weights, code) for code in several.tolist()])[back]


_MANY = 1 << 16
"""More stems than a request has."""


@lru_cache(maxsize=10_000)
def _sum(weights: Sequence[float], code: int) -> float:
    """The sum of so many times each weight, as where each is added by itself."""
    parts = []
    for one in reversed(weights):
        code, many = divmod(code, _MANY)
        parts.append(repeat(one, many))
    return fsum(chain.from_iterable(parts))
