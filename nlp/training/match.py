"""Learn which question a sentence answers: ``python -m nlp.training.match [--apart] [FOLDER...]``.

Without folders of letters, from all sets under ``tests/golden/``. Learned from are letters whose
answers name their questions: these names are the truth, and are hidden from the signs. For answers
that run on in a paragraph or two, the composed ones in ``tests/golden/snippets`` count far more.
The weights for answers that stand apart are learned anew with ``--apart`` alone: the rules about
them were fitted beside those that are kept. A conditional random field, trained with Adam and an
L2 penalty; what is kept is the mean of the second half of the way. Where an answer names several
questions, any of them is right.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.evaluate import sets
from nlp.matching import (
    NEVER,
    Floats,
    Matcher,
    Matching,
    answers_in,
    matcher,
    moves,
    rows_of,
    states,
)
from nlp.overlap import abbreviations
from nlp.read import annotated
from nlp.statement import Statement
from nlp.statements import statements
from nlp.training.snippets import Prose, prose
from nlp.training.train import letters_of

EPOCHS, RATE, PENALTY, BATCH = 15, 0.05, 3.0, 8
OF_LETTER, OF_PROSE = 0.1, 2.0
"""How much a letter counts, and an answer that runs on, for the weights of such answers."""
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
    doc, found = _told(path.read_text(encoding="utf-8"))
    ids = [q.id for q in doc._.questions]
    answers = [found[i] for i in answers_in(found)]
    named = {i for s in answers if s.own for i in s.ids}
    several = sum(len(s.ids) > 1 for s in answers)
    if len(named) < 0.6 * len(ids) or several > 0.25 * len(answers):
        return None
    places = [[ids.index(i) for i in s.ids if i in ids] for s in answers]
    return _lesson(doc, found, places, names)


def of_prose(one: Prose, names: Names) -> Lesson | None:
    """What is to be learned from an answer each of whose sentences is marked."""
    doc, found = _told(one.letter)
    if len(doc._.questions) != len(one.positions):
        return None
    places = []
    for s in (found[i] for i in answers_in(found)):
        middle = (s.start + s.end) // 2
        within = (keys for start, end, keys in one.sentences if start <= middle <= end)
        places.append([key - 1 for key in next(within, ())])
    return _lesson(doc, found, places, names)


def _told(text: str) -> tuple[Doc, list[Statement]]:
    doc = annotated(text, before="foi_positions")
    asked = doc._.questions
    return doc, statements(doc.text, doc._.blocks, doc._.sections, asked, doc._.citations)


def _lesson(
    doc: Doc, found: Sequence[Statement], places: Sequence[Sequence[int]], names: Names
) -> Lesson | None:
    asked = [q.text for q in doc._.questions]
    if not 1 < len(asked) <= MANY or not places:
        return None
    rows = rows_of(found, asked, abbreviations(doc.text))
    right = np.zeros((len(places), len(asked) + 1), dtype=np.bool_)
    for index, whose in enumerate(places):
        right[index, whose or [len(asked)]] = True
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
        names.moves(len(asked), step)
    return Lesson(
        count=len(asked), at=(sentence, place, sign), strength=value, steps=steps, right=right
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


def learn(letters: Sequence[Path]) -> Matching:
    """Weights learned from letters whose answers name their questions, and from prose."""
    return Matching(learn_apart(letters), learn_running(letters, prose()))


def learn_apart(letters: Sequence[Path]) -> Matcher:
    """Weights for answers that stand apart."""
    names = Names()
    lessons = [one for path in letters if (one := lesson(path, names))]
    return _fit(lessons, [1.0] * len(lessons), names)


def learn_running(letters: Sequence[Path], composed: Iterable[Prose]) -> Matcher:
    """Weights for answers that run on."""
    names = Names()
    lessons = [one for path in letters if (one := lesson(path, names))]
    running = [one for each in composed if (one := of_prose(each, names))]
    weights = [OF_LETTER] * len(lessons) + [OF_PROSE] * len(running)
    return _fit([*lessons, *running], weights, names)


def _fit(lessons: Sequence[Lesson], counts: Sequence[float], names: Names) -> Matcher:
    """Weights by which the right ways are likeliest; ``counts`` is how much each lesson does."""
    weights, mean, spread, summed = (np.zeros(len(names.index)) for _ in range(4))
    order = np.random.default_rng(7)
    step = late = 0
    for epoch in range(EPOCHS):
        shuffled = order.permutation(len(lessons))
        for start in range(0, len(lessons), BATCH):
            batch = shuffled[start : start + BATCH]
            change = np.zeros_like(weights)
            for i in batch:
                met = _expected(weights, lessons[i], names, right=True)
                change += counts[i] * (met - _expected(weights, lessons[i], names, right=False))
            change -= PENALTY * weights * len(batch) / len(lessons)
            step += 1
            mean = 0.9 * mean + 0.1 * change
            spread = 0.999 * spread + 0.001 * change**2
            weights = weights + RATE * (mean / (1 - 0.9**step)) / (
                np.sqrt(spread / (1 - 0.999**step)) + 1e-8
            )
            if 2 * epoch >= EPOCHS:
                summed, late = summed + weights, late + 1
    kept = summed / max(1, late)
    return Matcher({n: round(float(kept[i]), 3) for n, i in names.index.items() if kept[i]})


def main() -> None:
    """Learn from the sets of gold letters, and write the weights."""
    anew = "--apart" in sys.argv
    folders = [Path(one) for one in sys.argv[1:] if one != "--apart"]
    letters = letters_of(folders or sets())
    learned = Matching(
        learn_apart(letters) if anew else matcher().apart, learn_running(letters, prose())
    )
    data = {"apart": learned.apart.weights, "running": learned.running.weights}
    TARGET.write_text(json.dumps(data, indent=0), encoding="utf-8")
    sys.stdout.write(f"{len(letters)} letters, {len(learned.running.weights)} signs: {TARGET}\n")


if __name__ == "__main__":
    main()
