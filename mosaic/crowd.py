"""Many requests at once: their forms and sketches made, and pairs compared, on all cores."""

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, islice
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from mosaic.question import unpacked
from mosaic.request import EMPTY, Request
from mosaic.sketches import Sketch, sketches
from nlp.response import Question

CROWD = 20_000
"""From so many requests, or pairs, on, other processes are worth their start."""

_CHUNK = 4_000
"""Requests that a process is given at once; of pairs, which share requests, twice as many."""

_Plain = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Of a request: id, topics, the words of its questions; another process need not know more."""

_Packed = tuple[tuple[str, ...], float, tuple[bytes, ...]]
"""Of a request: topics, substance, the wordings of its questions."""

Compare = Callable[[Mapping[int, Request], npt.NDArray[np.int64]], list[float | None]]
"""Says of pairs of requests, which are given by their numbers, how alike each is."""

One = TypeVar("One")
Made = TypeVar("Made")
Parted = TypeVar("Parted", Sequence[Request], npt.NDArray[np.int64])


@contextmanager
def unswept() -> Iterator[None]:
    """Meanwhile nobody looks for dead cycles: there are none, and it takes a quarter longer."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def shaped(requests: Iterable[Request]) -> dict[str, Sketch]:
    """The sketch of each form that the requests have; every request comes to know its form.

    Of many requests the first are looked at by other processes while the last are still made.
    """
    coming = iter(requests)
    held = [*islice(coming, CROWD)]
    if len(held) < CROWD:
        found: dict[str, Request] = {}
        for request in held:
            found.setdefault(request.form, request)
        return dict(zip(found, sketches([*found.values()]), strict=True))

    def chunks() -> Iterator[list[_Plain]]:
        yield from ([_plain(one) for one in part] for part in _parts(held[:], _CHUNK))
        while part := [*islice(coming, _CHUNK)]:
            held.extend(part)
            yield [_plain(one) for one in part]

    made: dict[str, Sketch] = {}
    for at, (form, sketch) in enumerate(chain.from_iterable(spread(_shapes, chunks()))):
        vars(held[at])["form"] = form
        if sketch is not None:
            made.setdefault(form, sketch)
    return made


def likenesses(
    requests: Callable[[int], Request],
    held: Sequence[Sketch],
    pairs: npt.NDArray[np.int64],
    compare: Compare,
) -> Iterator[float | None]:
    """What a comparison says of each pair.

    Args:
        requests: Gives the request with a number.
        held: The sketches of all requests.
        pairs: Rows of numbers of two requests; those of the same requests should stand close
            together.
        compare: A function of topics and wordings that another process can find by its name.
    """
    if len(pairs) < CROWD:
        for part in _parts(pairs, 2 * _CHUNK):
            yield from compare({number: requests(number) for number in _numbers(part)}, part)
        return

    def packed(number: int) -> _Packed:
        request, sketch = requests(number), held[number]
        if sketch.questions:
            return request.topics, sketch.substance, sketch.questions
        return request.topics, request.substance, _packed(request)

    def chunks() -> Iterator[tuple[Compare, dict[int, _Packed], npt.NDArray[np.int64]]]:
        for part in _parts(pairs, 2 * _CHUNK):
            yield compare, {number: packed(number) for number in _numbers(part)}, part

    yield from chain.from_iterable(spread(_likenesses, chunks()))


def _numbers(pairs: npt.NDArray[np.int64]) -> list[int]:
    """The requests of some pairs, each once."""
    found: list[int] = np.unique(pairs).tolist()
    return found


def _parts(things: Parted, size: int) -> Iterator[Parted]:
    for start in range(0, len(things), size):
        yield things[start : start + size]


def spread(work: Callable[[One], Made], chunks: Iterable[One]) -> Iterator[Made]:
    """What the work makes of each chunk, in their order; chunks are taken as they are needed."""
    context = multiprocessing.get_context("spawn")
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers, context, gc.disable) as pool:
        running: deque[tuple[One, Future[Made]]] = deque()
        for chunk in chunks:
            running.append((chunk, _started(pool, work, chunk)))
            if len(running) > 2 * workers:
                yield _done(work, *running.popleft())
        while running:
            yield _done(work, *running.popleft())


def _started(pool: ProcessPoolExecutor, work: Callable[[One], Made], chunk: One) -> Future[Made]:
    try:
        return pool.submit(work, chunk)
    except BrokenExecutor as error:
        failed: Future[Made] = Future()
        failed.set_exception(error)
        return failed


def _done(work: Callable[[One], Made], chunk: One, running: Future[Made]) -> Made:
    try:
        return running.result()
    except BrokenExecutor:
        # Where no process can be started (a script without a guard, no memory) it is done here.
        return work(chunk)


def _plain(request: Request) -> _Plain:
    return request.id, request.topics, tuple(question.text for question in request.questions)


def _request(plain: _Plain) -> Request:
    id_, topics, texts = plain
    questions = tuple(Question(id=str(at), text=text) for at, text in enumerate(texts, 1))
    return Request(id=id_, topics=topics, questions=questions)


def _shapes(chunk: Sequence[_Plain]) -> list[tuple[str, Sketch | None]]:
    """The form of each request, and the sketch of each form where it is first seen."""
    alike: dict[tuple[object, ...], Request] = {}
    requests = []
    for plain in chunk:
        request = alike.setdefault(plain[1:], _request(plain))
        # What asks next to nothing has a form of its own, though the words be the same.
        requests.append(request if request.substance >= EMPTY else _request(plain))
    first: dict[str, int] = {}
    for at, request in enumerate(requests):
        first.setdefault(request.form, at)
    found = [requests[at] for at in first.values()]
    made = {
        request.form: replace(sketch, substance=request.substance, questions=_packed(request))
        for request, sketch in zip(found, sketches(found), strict=True)
    }
    return [
        (request.form, made[request.form] if first[request.form] == at else None)
        for at, request in enumerate(requests)
    ]


def _packed(request: Request) -> tuple[bytes, ...]:
    return tuple(wording.packed for wording in request.wordings)


def _unpacked(packed: _Packed) -> Request:
    topics, substance, questions = packed
    request = Request(id="", topics=topics, questions=())
    vars(request).update(substance=substance, wordings=tuple(map(unpacked, questions)))
    return request


def _likenesses(
    chunk: tuple[Compare, dict[int, _Packed], npt.NDArray[np.int64]],
) -> list[float | None]:
    compare, packed, pairs = chunk
    return compare({number: _unpacked(one) for number, one in packed.items()}, pairs)
