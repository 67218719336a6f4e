"""Learn the weights of the passages: ``python -m nlp.training.train [FOLDER_OF_LETTERS...]``.

Without folders, from all sets under ``tests/golden/``. What is kept lies between the weights
that stood before and those learned anew: mails and notes, of which few are marked, are read
better so. A conditional random field over the blocks of a letter, trained with Adam and an L2
penalty on the marked letters and on letters composed from their passages and from
``passages.toml``. How well letters are read by weights not learned from them is told by
``nlp.training.left_out``.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.block import Block
from nlp.chain import STEPS, Chain, chain, step_of
from nlp.citations import Citation
from nlp.evaluate import sets
from nlp.read import annotated
from nlp.signs import signs_of
from nlp.training.compose import composed

KINDS = (
    "request", "response", "exemptions", "harm", "pit-for", "pit-against", "balance", "annex",
    "review", "ico", "boilerplate",
)  # fmt: skip
COMPOSED, EPOCHS, RATE, PENALTY = 240, 12, 0.03, 0.03
SHARE = 0.45
"""Of the weights learned anew in those that are kept."""
Floats = NDArray[np.float64]
Row = tuple[list[tuple[str, ...]], list[int]]


def letters_of(folders: Sequence[Path]) -> list[Path]:
    """The marked letters of the folders, each by the file of its text."""
    found = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    return [path for path in found if path.with_suffix(".json").exists()]


def marked(letters: Sequence[Path]) -> dict[Path, Row]:
    """Signs and kind of each block of each marked letter."""
    found: dict[Path, Row] = {}
    for path in letters:
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        text = path.read_text(encoding="utf-8")
        blocks, citations = laid(text)
        found[path] = (
            signs_of(text, blocks, citations),
            kinds_of(text, blocks, truth["sections"]),
        )
    return found


def laid(text: str) -> tuple[list[Block], Sequence[Citation]]:
    """The blocks of a text and what it cites, as the reading has them before its passages."""
    doc = annotated(text, before="foi_sections")
    return [b for b in doc._.blocks if b.kind != "furniture"], doc._.citations


def passages(letters: Sequence[Path]) -> dict[str, list[str]]:
    """The passages of letters by kind; the first and the last are kinds of their own."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in letters:
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        text = path.read_text(encoding="utf-8")
        starts = _starts(text, truth["sections"])
        for (start, kind), (end, _) in zip(starts, [*starts[1:], (len(text), 0)], strict=True):
            label = KINDS[kind]
            if label == "boilerplate":
                label = "front" if start == starts[0][0] else "signature"
            found[label].append(text[start:end].strip())
    return found


def variants(letters: Sequence[Path], count: int) -> list[Row]:
    """Signs and kinds of composed letters that borrow passages of the marked ones."""
    rows: list[Row] = []
    for text, starts in composed(passages(letters), count):
        blocks, citations = laid(text)
        kinds = [
            next((KINDS.index(k) for s, k in reversed(starts) if s <= b.end - 1), 0)
            for b in blocks
        ]
        rows.append((signs_of(text, blocks, citations), kinds))
    return rows


def kinds_of(text: str, blocks: Sequence[Block], sections: Sequence[Any]) -> list[int]:
    """The kind of the section in which the most of each block stands."""
    starts = _starts(text, sections)
    first = starts[0][1]
    return [
        next((k for s, k in reversed(starts) if s <= (b.start + b.end) // 2), first)
        for b in blocks
    ]


def _starts(text: str, sections: Sequence[Any]) -> list[tuple[int, int]]:
    starts, at = [], 0
    for section in sections:
        pattern = r"\s+(?:>\s*)*".join(re.escape(w) for w in section["starts"].split())
        match = re.compile(pattern).search(text, at)
        if match is None:
            raise ValueError(f"expected a section that starts {section['starts']!r}, found none")
        starts.append((match.start(), KINDS.index(section["kind"])))
        at = match.start() + 1
    return starts


@dataclass(frozen=True, slots=True)
class Lesson:
    """One letter to learn from, as numbers.

    Attributes:
        signs: Of all blocks, one after the other.
        lengths: How many signs each block has.
        cuts: Where the signs of each block begin.
        into: The table of steps that leads into each block.
        kinds: What each block is.
    """

    signs: NDArray[np.int64]
    lengths: NDArray[np.int64]
    cuts: NDArray[np.int64]
    into: NDArray[np.int64]
    kinds: NDArray[np.int64]


def _lesson(row: Row, index: Mapping[str, int]) -> Lesson:
    signs, kinds = row
    each = [[index[s] for s in one if s in index] for one in signs]
    lengths = np.array([len(one) for one in each])
    return Lesson(
        signs=np.array([sign for one in each for sign in one]),
        lengths=lengths,
        cuts=np.concatenate([[0], np.cumsum(lengths)[:-1]]),
        into=np.array([STEPS.index(step_of(one)) for one in signs]),
        kinds=np.array(kinds),
    )


def train(
    rows: Sequence[Row], *, epochs: int = EPOCHS, penalty: float = PENALTY, least: int = 3
) -> Chain:
    """Learn a chain. Signs that stand on fewer than ``least`` blocks are left out."""
    often: dict[str, int] = defaultdict(int)
    for signs, _ in rows:
        for one in signs:
            for sign in set(one):
                often[sign] += 1
    index = {s: i for i, s in enumerate(sorted(s for s, n in often.items() if n >= least))}
    size = len(KINDS)
    weights = np.zeros((len(index), size))
    steps = np.zeros((len(STEPS), size, size))
    same = {id(row): row for row in rows}
    lessons = {key: _lesson(row, index) for key, row in same.items()}
    data = [lessons[id(row)] for row in rows]
    state = [np.zeros_like(value) for value in (weights, weights, steps, steps)]
    order = np.random.default_rng(7)
    count = 0
    mean_weights, mean_steps = np.zeros_like(weights), np.zeros_like(steps)
    total = epochs * len(data)
    for _ in range(epochs):
        for which in order.permutation(len(data)):
            gw, gs = _gradient(weights, steps, data[which])
            count += 1
            rate = RATE * (1 - 0.9 * count / total)
            for value, grad, mean, square in ((weights, gw, *state[:2]), (steps, gs, *state[2:])):
                mean *= 0.9
                mean += 0.1 * grad
                square *= 0.99
                square += 0.01 * grad**2
                value *= 1 - rate * penalty
                value += (
                    (rate / (1 - 0.9**count)) * mean / (np.sqrt(square / (1 - 0.99**count)) + 1e-3)
                )
            if count > total // 2:
                mean_weights += weights
                mean_steps += steps
    weights, steps = mean_weights / (total - total // 2), mean_steps / (total - total // 2)
    return Chain(
        KINDS,
        {name: [round(float(w), 3) for w in weights[i]] for name, i in index.items()},
        {
            step: [[round(float(w), 3) for w in line] for line in steps[i]]
            for i, step in enumerate(STEPS)
        },
    )


def _gradient(weights: Floats, steps: Floats, one: Lesson) -> tuple[Floats, Floats]:
    """Gradient of the log-likelihood of one letter."""
    length, size = len(one.kinds), weights.shape[1]
    local = np.add.reduceat(weights[one.signs], one.cuts, axis=0)
    fits, ways = np.exp(local - local.max(axis=1, keepdims=True)), np.exp(steps)
    ahead, behind = np.ones((length, size)), np.ones((length, size))
    ahead[0] = fits[0] / fits[0].sum()
    for t in range(1, length):
        ahead[t] = (ahead[t - 1] @ ways[one.into[t]]) * fits[t]
        ahead[t] /= ahead[t].sum()
    for t in range(length - 2, -1, -1):
        behind[t] = ways[one.into[t + 1]] @ (fits[t + 1] * behind[t + 1])
        behind[t] /= behind[t].sum()
    share = ahead * behind
    error = -share / share.sum(axis=1, keepdims=True)
    error[np.arange(length), one.kinds] += 1
    each = np.repeat(error, one.lengths, axis=0)
    gw: Floats = np.stack(
        [np.bincount(one.signs, each[:, k], len(weights)) for k in range(size)], axis=1
    )
    gs = np.zeros_like(steps)
    if length > 1:
        into = one.into[1:]
        pairs = ahead[:-1, :, None] * ways[into] * (fits[1:] * behind[1:])[:, None, :]
        pairs /= pairs.sum(axis=(1, 2), keepdims=True)
        np.subtract.at(gs, into, pairs)
        np.add.at(gs, (into, one.kinds[:-1], one.kinds[1:]), 1)
    return gw, gs


def families(letters: Sequence[Path]) -> list[list[Path]]:
    """Letters by the first word of their name: those of one request go together."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in letters:
        found[path.stem.split("-")[0]].append(path)
    return list(found.values())


def folds(letters: Sequence[Path], count: int) -> list[list[Path]]:
    """Letters in so many parts, none of which shares a request with another."""
    parts: list[list[Path]] = [[] for _ in range(count)]
    for family in sorted(families(letters), key=len, reverse=True):
        min(parts, key=len).extend(family)
    return parts


def learn(letters: Sequence[Path], count: int = COMPOSED) -> Chain:
    """Weights learned from marked letters and from composed ones."""
    rows = list(marked(letters).values())
    return train([*(rows * 4), *variants(letters, count)])


def between(before: Chain, learned: Chain) -> Chain:
    """The weights between two chains; a sign that one of them lacks has none there."""
    none = [0.0] * len(before.kinds)

    def mean(one: Sequence[float], other: Sequence[float]) -> list[float]:
        return [round((1 - SHARE) * a + SHARE * b, 3) for a, b in zip(one, other, strict=True)]

    return Chain(
        before.kinds,
        {
            sign: mean(before.signs.get(sign, none), learned.signs.get(sign, none))
            for sign in sorted({*before.signs, *learned.signs})
        },
        {
            step: [mean(*rows) for rows in zip(table, learned.steps[step], strict=True)]
            for step, table in before.steps.items()
        },
    )


def write(learned: Chain, target: Path) -> None:
    """Keep weights as data."""
    data = {"kinds": learned.kinds, "steps": learned.steps, "signs": learned.signs}
    target.write_text(json.dumps(data), encoding="utf-8")


def main() -> None:
    """Learn from the sets of gold letters, and write the weights."""
    letters = letters_of([Path(folder) for folder in sys.argv[1:]] or sets())
    learned = between(chain("passages"), learn(letters))
    target = Path(__file__).parent.parent / "vocabulary" / "passages.json"
    write(learned, target)
    sys.stdout.write(f"{len(letters)} letters, {len(learned.signs)} signs: {target}\n")


if __name__ == "__main__":
    main()
