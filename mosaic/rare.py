"""Which earlier requests may ask the same, by the words that they would have to share."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as Stems
from itertools import count

import numpy as np
import numpy.typing as npt

from mosaic.families import LOWEST, SHARED, needed
from mosaic.question import compared, weight
from mosaic.request import Request

SAME = 0.8
"""Least likeness at which two questions of requests that are not the same are nearly one."""

LEAST = 2.0
"""Least weight of such a question: "what was the result?" may stand in any request."""

_WORDS = 0.6
"""Least share of words of two such questions: the rest is made up by their letters."""

_SLIP = 1e-9
"""What sums of weights may differ by."""


def earlier_alike(requests: Sequence[Request]) -> Iterator[list[tuple[int, frozenset[int]]]]:
    """For each request, the places of those before it that may ask the same, the latest first.

    Beside each place are those of the questions, in the later request, that the earlier one may
    have; none where it may have all.

    None is left out that is kin (:func:`mosaic.families.kin`) or has a question that is nearly the
    same, by :data:`SAME` and :data:`LEAST`; some are named that are not.
    """
    asked = [wording for request in requests for wording in request.wordings]
    owners = [at for at, request in enumerate(requests) for _ in request.wordings]
    wholes = _Words([request.stems for request in requests])
    parts = _Words([wording.stems for wording in asked])
    numbers = count()
    for at, request in enumerate(requests):
        found: dict[int, set[int]] = {
            place: set()
            for place, share in wholes.earlier(at, SHARED * LOWEST)
            if share >= SHARED * needed(request, requests[place]) - _SLIP
        }
        whole = {*found}
        for question, wording in enumerate(request.wordings):
            for other, _ in parts.earlier(next(numbers), _WORDS):
                place, known = owners[other], asked[other]
                if place == at or place in whole or min(wording.weight, known.weight) < LEAST:
                    continue
                if compared(known, wording) >= SAME:
                    found.setdefault(place, set()).add(question)
        yield [(place, frozenset(found[place])) for place in sorted(found, reverse=True)]


class _Words:
    """Sets of stems, and which of them each stem is in: to be asked for one after the other."""

    def __init__(self, sets: Sequence[Stems[str]]) -> None:
        counts = Counter(stem for held in sets for stem in held)
        self._sums = np.array([sum(map(weight, sorted(held))) for held in sets])
        # The commonest first: how many sets have a stem, and the stem, which decides ties.
        self._sets = [
            sorted((-counts[stem], stem) for stem in held if counts[stem] > 1) for held in sets
        ]
        self._held = sets
        self._owners = {
            stem: np.empty(many, np.int64) for stem, many in counts.items() if many > 1
        }
        self._filled: Counter[str] = Counter()

    def earlier(self, at: int, least: float) -> list[tuple[int, float]]:
        """The places before one that share so much of their weight together, and how much."""
        held = [stem for _, stem in self._sets[at]]
        whole = float(self._sums[at])
        # What shares enough shares a certain weight, however little it has besides; who has the
        # commonest stems alone, up to that weight, needs no looking for.
        spared, common = whole * least / (2 - least) - _SLIP, 0.0
        for start, stem in enumerate(held):  # noqa: B007
            common += weight(stem)
            if common >= spared:
                common -= weight(stem)
                break
        else:
            start = len(held)
        rare = held[start:]
        many = [self._filled[stem] for stem in rare]
        found: list[tuple[int, float]] = []
        if any(many):
            places, shared = _summed(
                [self._owners[stem][:end] for stem, end in zip(rare, many, strict=True)],
                [weight(stem) for stem in rare],
                many,
            )
            needed = least / 2 * (self._sums[places] + whole) - _SLIP
            own = self._held[at]
            for place in places[shared + common >= needed].tolist():
                both = sum(map(weight, sorted(own & self._held[place])))
                share = 2 * both / (float(self._sums[place]) + whole)
                if share >= least - _SLIP:
                    found.append((place, share))
        for stem in held:
            end = self._filled[stem]
            self._owners[stem][end] = at
            self._filled[stem] = end + 1
        return found


def _summed(
    places: Sequence[npt.NDArray[np.int64]], weights: Sequence[float], many: Sequence[int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The places of all lists, ascending, and for each the weights of the lists that have it."""
    every = np.concatenate(places)
    summed = np.bincount(every, np.repeat(weights, many))
    found = np.flatnonzero(summed)
    return found, summed[found]
