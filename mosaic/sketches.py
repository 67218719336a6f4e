"""Which of many requests could be the same: MinHash sketches of what they ask."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from mosaic.question import weight
from mosaic.request import Request

_HASHES = 126
_SEED = 20_000
_SHORT, _CLOSE = 11, 7
"""Requests with up to so many telling words are looked for in bands of so many hashes: two that
have three quarters of their words in common meet in 92 of 100 cases, two that have a third in one
of 130."""

_LONG, _LOOSE = 7, 5
"""Requests with at least so many: two that have 60 % in common meet in 87 of 100 cases, and two
that have a tenth, as any two have that ask of one subject, in one of 4,000."""

_WORDS, _LEAST = (12, 20), (0.5, 0.6)
"""Least share of equal hashes of requests with up to, and from, so many telling words: with fewer
in common hardly any two are kin, and the more words there are, the surer that is."""

_APART = 44
"""Of more hashes than that the lowest bit differs, or the rest is not looked at: of requests with
half of their words in common, where 31 are to be expected, one pair in 200 is lost so; of those
with a fifth, where 50 are, one in eight costs time."""

_PARTY = 0.6
"""Share of equal hashes of requests that are held to be of one party: by so many, what is compared
with the same others stands together, and each is handed to other processes the fewest times."""

_MANY = 12
"""Up to so many questions every two are a place to meet; of more, those that are neighbours."""

_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a request to find its like by.

    Attributes:
        words: How many telling words the request has.
        hashes: The lowest byte of each hash: the share of equal ones tells how like two are.
        bands: 32 bits for each band; two requests that could be the same have one in common.
        substance: Of the request; so too ``questions``.
        questions: As they are compared, packed; none where the request is at hand.
    """

    words: int
    hashes: bytes
    bands: bytes
    substance: float = 0.0
    questions: tuple[bytes, ...] = ()


def sketches(requests: Sequence[Request]) -> list[Sketch]:
    """The sketch of each request, of its words as a whole and of its questions.

    Two questions that both requests have make them meet, however long the rest is; one does not,
    since "please break the figures down by year" stands in any.
    """
    wholes = [_telling(request.stems) for request in requests]
    digests = _digests(wholes, _HASHES)
    close, loose = _bands(digests, _CLOSE, salt=1), _bands(digests, _LOOSE, salt=2)
    low = (digests & 0xFF).astype(np.uint8)
    parts = [[wording.stems for wording in request.wordings if wording.weight >= 1]
             for request in requests]  # fmt: skip
    questions = _bands(_digests([list(stems) for held in parts for stems in held], 12), 6, salt=3)
    meetings = _meetings(questions, [len(held) for held in parts])
    found = []
    for number, words in enumerate(wholes):
        bands = []
        if 0 < len(words) <= _SHORT:
            bands.append(close[number].tobytes())
        if len(words) >= _LONG:
            bands.append(loose[number].tobytes())
        bands.append(meetings.get(number, b""))
        hashes = low[number].tobytes() if words else b""
        found.append(Sketch(words=len(words), hashes=hashes, bands=b"".join(bands)))
    return found


def candidates(
    held: Sequence[Sketch], fresh: npt.NDArray[np.bool_] | None = None
) -> npt.NDArray[np.int64]:
    """Which sketches could be of the same request: a row of two places each, the lower first.

    Args:
        held: The sketches.
        fresh: Which of them are new: only pairs with one of these are wanted; else all pairs.

    Returns:
        Rows, none twice; those of one party of requests, and of the same two, stand together.
    """
    sizes = np.fromiter((len(one.bands) // 4 for one in held), np.int64, len(held))
    keys = np.frombuffer(b"".join(one.bands for one in held), np.uint32)
    owners = np.repeat(np.arange(len(held), dtype=np.uint32), sizes)
    if fresh is not None and not fresh.all():
        wanted = np.isin(keys, keys[fresh[owners]])
        keys, owners = keys[wanted], owners[wanted]
    # As one number with its owner a key is sorted three times as fast.
    owned = (keys.astype(np.uint64) << np.uint64(32)) | owners
    owned.sort()
    keys, owners = (owned >> np.uint64(32)).astype(np.uint32), owned.astype(np.uint32)
    del owned
    # Two bytes that are the same for all fill the row, so that it can be read as 16 numbers.
    low = np.frombuffer(
        b"".join((one.hashes or bytes(_HASHES)) + bytes(2) for one in held), np.uint8
    ).reshape(len(held), _HASHES + 2)
    bits = [*np.packbits(low[:, :_HASHES] & 1, axis=1).view(np.uint64).T.copy()]
    words = np.fromiter((one.words for one in held), np.int64, len(held))
    least = _HASHES * np.interp(words, _WORDS, _LEAST)

    def alike(part: slice) -> npt.NDArray[np.int64]:
        codes = _met(keys[part], owners[part], len(held), fresh)
        return codes[_alike(low, bits, least, codes)]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = _once([*pool.map(alike, _slices(keys))])
    pairs = np.stack((found // len(held), found % len(held)), axis=1)
    near = [
        _same(low, *pairs[start : start + 20_000].T) >= _PARTY * _HASHES
        for start in range(0, len(pairs), 20_000)
    ]
    parties = _parties(pairs[np.concatenate([np.zeros(0, np.bool_), *near])], len(held))[pairs]
    return pairs[np.lexsort((parties.max(axis=1), parties.min(axis=1)))]


def _met(
    keys: npt.NDArray[np.uint32],
    owners: npt.NDArray[np.uint32],
    many: int,
    fresh: npt.NDArray[np.bool_] | None,
) -> npt.NDArray[np.int64]:
    """Every two owners of one of these sorted keys, as ``many`` times the lower plus the other."""
    met = [np.zeros(0, np.int64)]
    # Equal keys are neighbours: each is held against the first behind it, then the second, until
    # no run is that long.
    at, step = np.arange(len(keys)), 1
    while at.size:
        at = at[at + step < len(keys)]
        at = at[keys[at] == keys[at + step]]
        one, other = owners[at], owners[at + step]
        new = one != other
        if fresh is not None:
            new &= fresh[one] | fresh[other]
        met.append(one[new].astype(np.int64) * many + other[new])
        step += 1
    return _once(met)


def _once(parts: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    """All numbers in ascending order, none twice; a hash table of so many is far slower."""
    found = np.sort(np.concatenate([np.zeros(0, np.int64), *parts]))
    return found[np.concatenate(([True], found[1:] != found[:-1]))[: len(found)]]


def _parties(pairs: npt.NDArray[np.int64], many: int) -> npt.NDArray[np.int64]:
    """For each place the lowest place that pairs lead to, if only after a few steps."""
    found = np.arange(many)
    for _ in range(4):
        least = np.minimum(found[pairs[:, 0]], found[pairs[:, 1]])
        np.minimum.at(found, pairs[:, 0], least)
        np.minimum.at(found, pairs[:, 1], least)
    return found


def _slices(keys: npt.NDArray[np.uint32]) -> Iterator[slice]:
    """Parts of sorted keys that end where a key ends: the pairs of all at once are too many."""
    start = 0
    while start < len(keys):
        stop = min(len(keys), start + 1_000_000)
        if stop < len(keys):
            stop = int(np.searchsorted(keys, keys[stop - 1], side="right"))
        yield slice(start, stop)
        start = stop


def _alike(
    low: npt.NDArray[np.uint8],
    bits: Sequence[npt.NDArray[np.uint64]],
    least: npt.NDArray[np.float64],
    codes: npt.NDArray[np.int64],
) -> npt.NDArray[np.int64]:
    """The places of those pairs, as :func:`_met` has them, with enough hashes in common."""
    found = []
    for start in range(0, len(codes), 20_000):
        part = codes[start : start + 20_000]
        ones = part // len(low)
        others = part - ones * len(low)
        # One column after the other: rows of two numbers are gathered four times as slowly.
        apart = sum(np.bitwise_count(half[ones] ^ half[others]) for half in bits)
        seen = np.flatnonzero(apart <= _APART)
        ones, others = ones[seen], others[seen]
        near = _same(low, ones, others) >= np.minimum(least[ones], least[others])
        found.append(start + seen[near])
    return np.concatenate([np.zeros(0, np.int64), *found])


def _same(
    low: npt.NDArray[np.uint8], ones: npt.NDArray[np.int64], others: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """How many hashes of two sketches each are equal; eight are counted at a time."""
    equal = (low[ones] == low[others]).view(np.uint64) @ np.ones(low.shape[1] // 8, np.uint64)
    together = (equal * np.uint64(0x0101010101010101)) >> np.uint64(56)
    found: npt.NDArray[np.int64] = together.astype(np.int64) - (low.shape[1] - _HASHES)
    return found


def _meetings(questions: npt.NDArray[np.uint32], sizes: Sequence[int]) -> dict[int, bytes]:
    """A key for every two questions of each request that has as many, whichever comes first.

    Args:
        questions: Two bands for each question, those of one request together.
        sizes: How many questions each request has.
    """
    starts = np.cumsum([0, *sizes])[:-1]
    found: dict[int, bytes] = {}
    for many in {*sizes} - {0, 1}:
        numbers = np.flatnonzero(np.array(sizes) == many)
        held = questions[starts[numbers, None] + np.arange(many)].astype(np.uint64)
        ordered = np.sort(held, axis=1)
        chosen = [*combinations(range(many), 2)] if many <= _MANY else [*pairwise(range(many))]
        ones, others = np.array(chosen).T
        mixed = (ordered[:, ones] * _MIX) ^ (ordered[:, others] + np.uint64(many > _MANY))
        keys = _folded(mixed)
        for number, own in zip(numbers.tolist(), keys, strict=True):
            found[number] = own.tobytes()
    return found


def _bands(digests: npt.NDArray[np.uint32], rows: int, *, salt: int) -> npt.NDArray[np.uint32]:
    """A key for each band of so many hashes; equal hashes in another band are another key."""
    count = digests.shape[1] // rows
    apart = digests[:, : count * rows].reshape(len(digests), count, rows).astype(np.uint64)
    mixed = np.broadcast_to(
        np.arange(count, dtype=np.uint64) * np.uint64(8) + np.uint64(salt), apart.shape[:2]
    )
    for row in range(rows):
        mixed = (mixed ^ apart[:, :, row]) * _MIX
        mixed = mixed ^ (mixed >> np.uint64(29))
    return _folded(mixed)


def _folded(mixed: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    mixed = (mixed ^ (mixed >> np.uint64(31))) * _MIX
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _digests(sets: Sequence[Sequence[str]], hashes: int) -> npt.NDArray[np.uint32]:
    if not sets:
        return np.zeros((0, hashes), np.uint32)
    # No words make no sketch; the digest of such a row is not used.
    rows = RMinHash.digests_from_token_sets([words or [""] for words in sets], hashes, _SEED)
    return np.array(rows, dtype=np.uint32)


def _telling(stems: Iterable[str]) -> list[str]:
    """The stems that tell one request from another, or all where none does."""
    held = list(stems)
    return [stem for stem in held if weight(stem) == 1.0] or held
