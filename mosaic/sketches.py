"""Which of many requests could be the same: MinHash sketches of what they ask."""

from collections.abc import Iterable, Sequence

from rensa import RMinHash, RMinHashLSH

from mosaic.question import weight
from mosaic.request import Request

_HASHES = 252
_SEED = 20_000
_LOOSE, _CLOSE = 63, 21
"""Bands of four hashes find 98 % of requests that have half of their words in common, and one in
two hundred of those that have a tenth; bands of twelve find single questions nearly equal."""


class Sketches:
    """Sketches of requests as a whole and of their questions, to be asked for what is like one."""

    def __init__(self) -> None:
        self._requests = RMinHashLSH(0.4, _HASHES, _LOOSE)
        self._questions = RMinHashLSH(0.8, _HASHES, _CLOSE)
        self._ids: list[str] = []
        self._owners: list[int] = []

    def add(self, requests: Iterable[Request]) -> None:
        """Keep requests; those that ask nothing are passed over."""
        held = [request for request in requests if request.stems]
        first = len(self._ids)
        for at, sketch in enumerate(_sketches([_telling(request.stems) for request in held])):
            self._requests.insert(first + at, sketch)
        self._ids += [request.id for request in held]
        parts = [
            (first + at, words) for at, request in enumerate(held) for words in _parts(request)
        ]
        number = len(self._owners)
        for at, sketch in enumerate(_sketches([words for _, words in parts])):
            self._questions.insert(number + at, sketch)
        self._owners += [owner for owner, _ in parts]

    def like(self, requests: Sequence[Request]) -> list[set[str]]:
        """For each request the ids of those kept that could be the same; it may be among them."""
        found: list[set[str]] = []
        held = [request for request in requests if request.stems]
        wholes = iter(_sketches([_telling(request.stems) for request in held]))
        parts = iter(_sketches([words for request in held for words in _parts(request)]))
        for request in requests:
            ids: set[str] = set()
            if request.stems:
                ids |= {self._ids[key] for key in self._requests.query(next(wholes))}
                for _ in _parts(request):
                    keys = self._questions.query(next(parts))
                    ids |= {self._ids[self._owners[key]] for key in keys}
            found.append(ids)
        return found


def _telling(stems: Iterable[str]) -> list[str]:
    """The stems that tell one request from another, or all where none does."""
    held = sorted(stems)
    return [stem for stem in held if weight(stem) == 1.0] or held


def _parts(request: Request) -> list[list[str]]:
    """The questions with enough words to find their like by."""
    return [
        sorted(wording.stems)
        for wording in request.wordings
        if sum(weight(stem) == 1.0 for stem in wording.stems) >= 3
    ]


def _sketches(sets: Sequence[Sequence[str]]) -> Sequence[RMinHash]:
    found: Sequence[RMinHash] = RMinHash.from_token_sets(sets, _HASHES, _SEED) if sets else []
    return found
