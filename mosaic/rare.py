"""Which earlier requests may ask the same, by the rare words that they would have to share."""

from collections import Counter, defaultdict
from collections.abc import Collection as Sized
from collections.abc import Iterator, Mapping, Sequence

from mosaic.question import Wording, weight
from mosaic.request import Request

_REQUESTS = 0.44
"""Least share of their words together, by weight, that two kin requests have in common."""

_QUESTIONS = 0.6
"""The same of two questions that are nearly the same."""

_SLIP = 1e-9
"""What sums of weights may differ by."""


def earlier_alike(requests: Sequence[Request]) -> Iterator[list[int]]:
    """For each request, the places of those before it that may ask the same, the latest first.

    None is left out that is kin (:func:`mosaic.families.kin`) or has a question with a likeness of
    0.8; some are named that are not. Words are put in one order, the rare ones first: what two
    requests share by so much weight must begin among the first words of both.
    """
    counts = Counter(stem for request in requests for stem in request.stems)
    wholes: dict[str, list[int]] = defaultdict(list)
    parts: dict[str, list[tuple[int, Wording]]] = defaultdict(list)
    for at, request in enumerate(requests):
        whole = _first(request.stems, _REQUESTS, counts)
        part = [
            (wording, _first(wording.stems, _QUESTIONS, counts)) for wording in request.wordings
        ]
        near = {place for stem in whole for place in wholes[stem]}
        found = {
            place
            for place in near
            if _common(request.stems, requests[place].stems)
            >= _REQUESTS * (request.substance + requests[place].substance) / 2 - _SLIP
        }
        for wording, stems in part:
            for stem in stems:
                for place, other in parts[stem]:
                    if place not in found and (
                        _common(wording.stems, other.stems)
                        >= _QUESTIONS * (wording.weight + other.weight) / 2 - _SLIP
                    ):
                        found.add(place)
        yield sorted(found, reverse=True)
        for stem in whole:
            wholes[stem].append(at)
        for wording, stems in part:
            for stem in stems:
                parts[stem].append((at, wording))


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    return sum(map(weight, one & other))


def _first(stems: Sized[str], together: float, counts: Mapping[str, int]) -> list[str]:
    """The rarest stems, until less is left than what must be shared.

    Two that have a share ``t`` of their weights together in common have at least ``t / (2 - t)``
    of each.
    """
    order = sorted(stems, key=lambda stem: (counts[stem], stem))
    left = sum(map(weight, order))
    least = together / (2 - together) * left - _SLIP
    found = []
    for stem in order:
        if left < least:
            break
        found.append(stem)
        left -= weight(stem)
    return found
