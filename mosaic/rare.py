"""Which earlier requests may ask the same, by the words that they would have to share."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as Stems
from itertools import count

import numpy as np

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
        self._sets = sets
        self._sums = np.array([sum(map(weight, sorted(held))) for held in sets])
        counts = Counter(stem for held in sets for stem in held)
        self._owners = {
            stem: np.empty(many, np.int64) for stem, many in counts.items() if many > 1
        }
        self._filled: Counter[str] = Counter()

    def earlier(self, at: int, least: float) -> list[tuple[int, float]]:
        """The places before one that share so much of their weight together, and how much."""
        held = sorted(stem for stem in self._sets[at] if stem in self._owners)
        many = [self._filled[stem] for stem in held]
        found: list[tuple[int, float]] = []
        if any(many):
            shared = np.bincount(
                np.concatenate(
                    [self._owners[stem][:end] for stem, end in zip(held, many, strict=True)]
                ),
                np.repeat([weight(stem) for stem in held], many),
            )
            shares = 2 * shared / (self._sums[: len(shared)] + self._sums[at])
            places = np.flatnonzero(shares >= least - _SLIP)
            found = [*zip(places.tolist(), shares[places].tolist(), strict=True)]
        for stem, end in zip(held, many, strict=True):
            self._owners[stem][end] = at
            self._filled[stem] = end + 1
        return found
