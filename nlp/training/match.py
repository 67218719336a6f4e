"""Learn which question a sentence answers: ``python -m nlp.training.match [FOLDER...]``.

Without folders of letters, from all sets under ``tests/golden/``. Learned from are letters whose
answers name their questions: these names are the truth, and are hidden from the signs. A
conditional random field, trained with Adam and an L2 penalty; where an answer names several
questions, any of them is right.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.evaluate import sets
from nlp.matching import NEVER, Floats, Matcher, answers_in, moves, rows_of, states
from nlp.overlap import abbreviations
from nlp.read import annotated
from nlp.statements import statements
from nlp.training.train import letters_of

EPOCHS, RATE, PENALTY, BATCH = 15, 0.05, 1.0, 8
MANY = 25
"""Questions beyond which a letter is not learned from: its lists are no prose."""
TARGET = Path(__file__).parent.parent / "vocabulary" / "matching.json"
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One letter: its signs, and the places where each sentence truly belongs.

    Attributes:
        at: Sentence, place and sign of each sign that is there, and ``strength`` how strongly.
        right: Whether each sentence may belong to each place.
    """

    count: int
    at: tuple[Ints, Ints, Ints]
    strength: Floats
    steps: tuple[str, ...]
    right: NDArray[np.bool_]


class Names:
    """Signs in the order in which they were met."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {"left out": 0}
        self.moves = lru_cache(maxsize=None)(self._moves)

    def of(self, sign: str) -> int:
        """The number of a sign."""
        return self.index.setdefault(sign, len(self.index))

    def _moves(self, count: int, step: str) -> tuple[Ints, Ints]:
        """The signs of each move, two at most, ``-1`` for none."""
        padded = [[[*map(self.of, s), -1, -1][:2] for s in row] for row in moves(count, step)]
        both = np.array(padded, dtype=np.int64)
        return both[:, :, 0], both[:, :, 1]


def lesson(path: Path, names: Names) -> Lesson | None:
    """What is to be learned from a letter; ``None`` where its answers do not name questions."""
    doc = annotated(path.read_text(encoding="utf-8"), before="foi_positions")
    asked = doc._.questions
    ids = [q.id for q in asked]
    if not 1 < len(ids) <= MANY:
        return None
    found = statements(doc.text, doc._.blocks, doc._.sections, asked, doc._.citations)
    answers = [found[i] for i in answers_in(found)]
    named = {i for s in answers if s.own for i in s.ids}
    several = sum(len(s.ids) > 1 for s in answers)
    if len(named) < 0.6 * len(ids) or several > 0.25 * len(answers):
        return None
    rows = rows_of(found, [q.text for q in asked], abbreviations(doc.text))
    right = np.zeros((len(answers), len(ids) + 1), dtype=np.bool_)
    for index, s in enumerate(answers):
        right[index, [ids.index(i) for i in s.ids if i in ids] or [len(ids)]] = True
    at = [
        (index, place, names.of(sign), value)
        for index, row in enumerate(rows)
        for place, signs in enumerate(row.signs)
        for sign, value in signs.items()
        if value
    ]
    sentence, place, sign, value = (np.array(column) for column in zip(*at, strict=True))
    steps = tuple(row.step for row in rows)
    for step in set(steps):
        names.moves(len(ids), step)
    return Lesson(
        count=len(ids), at=(sentence, place, sign), strength=value, steps=steps, right=right
    )


def _sum(values: Floats, axis: int) -> Floats:
    """The logarithm of the sum of exponentials."""
    top = values.max(axis=axis, keepdims=True)
    total: Floats = (np.log(np.exp(values - top).sum(axis=axis, keepdims=True)) + top).squeeze(
        axis
    )
    return total


def _expected(weights: Floats, one: Lesson, names: Names, *, right: bool) -> Floats:
    """How often each sign is met on all ways through a letter, or on the right ones."""
    count, (sentence, place, sign) = one.count, one.at
    fits = np.zeros(one.right.shape)
    np.add.at(fits, (sentence, place), weights[sign] * one.strength)
    if right:
        fits = np.where(one.right, fits, NEVER)
    local = np.concatenate(
        [np.repeat(fits[:, count:], count + 1, axis=1), fits[:, :count]], axis=1
    )
    into = []
    for step in one.steps:
        first, other = names.moves(count, step)
        moved = np.where(first >= 0, weights[first], NEVER) + np.where(
            other >= 0, weights[other], 0
        )
        into.append(moved)
    short_of = (count - 1 - np.array(states(count))) / count
    length = len(local)
    ahead, behind = np.empty_like(local), np.empty_like(local)
    ahead[0] = into[0][0] + local[0]
    for t in range(1, length):
        ahead[t] = _sum(ahead[t - 1][:, None] + into[t], 0) + local[t]
    behind[-1] = weights[0] * short_of
    for t in range(length - 2, -1, -1):
        behind[t] = _sum(into[t + 1] + (local[t + 1] + behind[t + 1])[None, :], 1)
    total = _sum(ahead[-1] + behind[-1], 0)
    share = np.exp(ahead + behind - total)
    met = np.zeros_like(weights)
    places = np.concatenate(
        [share[:, count + 1 :], share[:, : count + 1].sum(axis=1, keepdims=True)], axis=1
    )
    np.add.at(met, sign, places[sentence, place] * one.strength)
    met[0] += (share[-1] * short_of).sum()
    for t, step in enumerate(one.steps):
        if t:
            moved = np.exp(
                ahead[t - 1][:, None] + into[t] + (local[t] + behind[t])[None, :] - total
            )
        else:
            moved = np.zeros_like(into[0])
            moved[0] = share[0]
        for which in names.moves(count, step):
            np.add.at(met, which[which >= 0], moved[which >= 0])
    return met


def learn(letters: Sequence[Path]) -> Matcher:
    """Weights learned from letters whose answers name their questions."""
    names = Names()
    lessons = [one for path in letters if (one := lesson(path, names))]
    weights, mean, spread = (np.zeros(len(names.index)) for _ in range(3))
    order = np.random.default_rng(7)
    count = 0
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(lessons))
        for start in range(0, len(lessons), BATCH):
            batch = [lessons[i] for i in shuffled[start : start + BATCH]]
            change = np.zeros_like(weights)
            for one in batch:
                change += _expected(weights, one, names, right=True)
                change -= _expected(weights, one, names, right=False)
            change -= PENALTY * weights * len(batch) / len(lessons)
            count += 1
            mean = 0.9 * mean + 0.1 * change
            spread = 0.999 * spread + 0.001 * change**2
            weights = weights + RATE * (mean / (1 - 0.9**count)) / (
                np.sqrt(spread / (1 - 0.999**count)) + 1e-8
            )
    return Matcher({n: round(float(weights[i]), 3) for n, i in names.index.items() if weights[i]})


def main() -> None:
    """Learn from the sets of gold letters, and write the weights."""
    letters = letters_of([Path(folder) for folder in sys.argv[1:]] or sets())
    learned = learn(letters)
    TARGET.write_text(json.dumps(learned.weights, indent=0), encoding="utf-8")
    sys.stdout.write(f"{len(letters)} letters, {len(learned.weights)} signs: {TARGET}\n")


if __name__ == "__main__":
    main()
