"""How each statement of a letter bears on each question, in numbers.

What ties it to the question, which questions it names, what they have in common, and where both
stand.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nlp.grounds import TIES, Grounds
from nlp.network import Floats

BEARINGS = len(TIES) + 25
"""How many numbers tell how a statement bears on a question."""


def bearings(grounds: Grounds, known: NDArray[np.bool_] | None = None) -> Floats:
    """How each statement bears on each question, in numbers between -1 and about 1.

    Args:
        grounds: Of a letter.
        known: Of which statements it is known what ties them; all, where that is not said.

    Returns:
        An array of questions, statements and ``BEARINGS``.
    """
    rows, columns = grounds.shared.shape
    out = np.zeros((rows, columns, BEARINGS))
    if not out.size:
        return out
    known = np.ones(columns, dtype=np.bool_) if known is None else known
    row, column = np.nonzero((grounds.ties >= 0) & known)
    out[row, column, grounds.ties[row, column]] = 1
    named = grounds.named & known
    for at, numbers in enumerate(
        (*_named(grounds, named, known), *_shared(grounds), *_placed(grounds)), len(TIES)
    ):
        out[:, :, at] = numbers
    return out


def _named(
    grounds: Grounds, named: NDArray[np.bool_], known: NDArray[np.bool_]
) -> Iterator[NDArray[np.bool_] | Floats]:
    """Which questions statements name, or follow what does."""
    count = named.sum(axis=0)
    some = named.sum(axis=1, keepdims=True) > 0
    columns = np.arange(named.shape[1])
    last = np.maximum.accumulate(np.where(count > 0, columns, -1))
    yield named
    yield np.broadcast_to(count == 0, named.shape)
    yield (count > 0) & ~named
    yield (count == 1) & named
    for how in ("own", "item", "guessed"):
        does = np.array([getattr(s, how) for s in grounds.found], dtype=np.bool_)
        yield np.broadcast_to(does & known, named.shape)
    yield np.broadcast_to(some, named.shape)
    yield (count == 0) & (last >= 0) & named[:, last]
    yield np.full(named.shape, some.mean())


def _shared(grounds: Grounds) -> Iterator[NDArray[np.bool_] | Floats]:
    """How much a statement has in common with a question, by itself and beside the others."""
    shared = grounds.shared
    most = shared.max(axis=0)
    second = np.sort(shared, axis=0)[-2] if len(shared) > 1 else np.zeros_like(most)
    yield shared / grounds.sizes[:, None]
    yield shared / grounds.lengths
    yield np.minimum(shared, 3) / 3
    yield (shared == most) & (shared >= second + 0.5)
    yield most >= shared + 1
    yield (shared > 0) & (shared == shared.max(axis=1, keepdims=True))


def _placed(grounds: Grounds) -> Iterator[NDArray[np.bool_] | Floats]:
    """Where a statement stands in the answer, and the question in the request."""
    rows, columns = grounds.shared.shape
    asked = np.arange(rows)[:, None]
    answers = np.array([s.section.kind == "response" for s in grounds.found])
    nth, lines = np.cumsum(answers) - 1, max(1, int(answers.sum()))
    blocks = {s.block: None for s in grounds.found if s.section.kind == "response"}
    paragraph = {block: at for at, block in enumerate(blocks)}
    part = np.array([paragraph.get(s.block, -1) for s in grounds.found])
    off = np.where(answers, (nth + 0.5) / lines - (asked + 0.5) / rows, 0.0)
    shape = off.shape
    yield off
    yield np.abs(off)
    yield answers & (np.abs(off) < 0.5 / rows)
    yield answers & (len(blocks) == rows) & (part == asked)
    yield answers & (lines == rows) & (nth == asked)
    yield np.broadcast_to(np.arange(columns) / columns, shape)
    yield np.broadcast_to(asked == rows - 1, shape)
    yield np.broadcast_to(asked == 0, shape)
    yield np.full(shape, min(rows, 10) / 10)
