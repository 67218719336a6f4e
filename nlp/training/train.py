"""Learn the weights of the passages: ``python -m nlp.training.train [FOLDER_OF_LETTERS...]``.

Without folders, from all sets under ``tests/golden/``. A conditional random field over the blocks
of a letter, trained with Adam and an L2 penalty on the marked letters and on letters composed from
their passages and from ``passages.toml``. How well letters are read by weights not learned from
them is told by ``nlp.training.left_out``.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.chain import STEPS, Chain, step_of
from nlp.evaluate import sets
from nlp.layout import Block, blocks_of
from nlp.signs import signs_of
from nlp.training.compose import composed

KINDS = (
    "request", "response", "exemptions", "harm", "pit-for", "pit-against", "balance", "annex",
    "review", "ico", "boilerplate",
)  # fmt: skip
COMPOSED, EPOCHS, RATE = 240, 12, 0.03
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
        blocks = [b for b in blocks_of(text) if b.kind != "furniture"]
        found[path] = (signs_of(text, blocks), kinds_of(text, blocks, truth["sections"]))
    return found


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
        blocks = [b for b in blocks_of(text) if b.kind != "furniture"]
        kinds = [
            next((KINDS.index(k) for s, k in reversed(starts) if s <= b.end - 1), 0)
            for b in blocks
        ]
        rows.append((signs_of(text, blocks), kinds))
    return rows


def kinds_of(text: str, blocks: Sequence[Block], sections: Sequence[Any]) -> list[int]:
    """The kind of the section in which each block starts."""
    starts = _starts(text, sections)
    first = starts[0][1]
    return [next((k for s, k in reversed(starts) if s <= b.end - 1), first) for b in blocks]


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


def train(
    rows: Sequence[Row], *, epochs: int = 60, penalty: float = 0.25, least: int = 3
) -> Chain:
    """Learn a chain. Signs that stand on fewer than ``least`` blocks are left out."""
    often: dict[str, int] = defaultdict(int)
    for signs, _ in rows:
        for one in signs:
            for sign in set(one):
                often[sign] += 1
    names = sorted(s for s, n in often.items() if n >= least)
    index = {s: i for i, s in enumerate(names)}
    size = len(KINDS)
    weights = np.zeros((len(names), size))
    steps = np.zeros((len(STEPS), size, size))
    data = [
        (
            [np.array([index[s] for s in one if s in index], dtype=np.int64) for one in signs],
            [STEPS.index(step_of(one)) for one in signs],
            kinds,
        )
        for signs, kinds in rows
    ]
    state = [
        np.zeros_like(weights),
        np.zeros_like(weights),
        np.zeros_like(steps),
        np.zeros_like(steps),
    ]
    order = np.random.default_rng(7)
    count = 0
    mean_weights, mean_steps = np.zeros_like(weights), np.zeros_like(steps)
    total = epochs * len(data)
    for _ in range(epochs):
        for which in order.permutation(len(data)):
            signs_at, into, kinds = data[which]
            gw, gs = _gradient(weights, steps, signs_at, into, kinds)
            count += 1
            rate = RATE * (1 - 0.9 * count / total)
            for value, grad, m, v in ((weights, gw, 0, 1), (steps, gs, 2, 3)):
                state[m] = 0.9 * state[m] + 0.1 * grad
                state[v] = 0.99 * state[v] + 0.01 * grad**2
                change = (state[m] / (1 - 0.9**count)) / (
                    np.sqrt(state[v] / (1 - 0.99**count)) + 1e-3
                )
                value += rate * change - rate * penalty * value
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


def _gradient(
    weights: Floats,
    steps: Floats,
    signs: list[NDArray[np.int64]],
    into: list[int],
    kinds: list[int],
) -> tuple[Floats, Floats]:
    """Gradient of the log-likelihood of one letter."""
    length, size = len(signs), weights.shape[1]
    local = np.array([weights[s].sum(axis=0) for s in signs])
    ahead, behind = np.zeros((length, size)), np.zeros((length, size))
    ahead[0] = local[0]
    for t in range(1, length):
        ahead[t] = local[t] + _fold(ahead[t - 1][:, None] + steps[into[t]], 0)
    for t in range(length - 2, -1, -1):
        behind[t] = _fold(steps[into[t + 1]] + local[t + 1] + behind[t + 1], 1)
    total = _fold(ahead[-1], 0)
    share = np.exp(ahead + behind - total)
    gw, gs = np.zeros_like(weights), np.zeros_like(steps)
    for t in range(length):
        error = -share[t]
        error[kinds[t]] += 1
        np.add.at(gw, signs[t], error)
        if t:
            pair = np.exp(
                ahead[t - 1][:, None] + steps[into[t]] + (local[t] + behind[t])[None, :] - total
            )
            gs[into[t]] -= pair
            gs[into[t], kinds[t - 1], kinds[t]] += 1
    return gw, gs


def _fold(values: Floats, axis: int) -> Any:
    top = values.max(axis=axis, keepdims=True)
    return (np.log(np.exp(values - top).sum(axis=axis, keepdims=True)) + top).squeeze(axis)


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
    return train([*(rows * 4), *variants(letters, count)], epochs=EPOCHS)


def write(learned: Chain, target: Path) -> None:
    """Keep weights as data."""
    data = {"kinds": learned.kinds, "steps": learned.steps, "signs": learned.signs}
    target.write_text(json.dumps(data), encoding="utf-8")


def main() -> None:
    """Learn from the sets of gold letters, and write the weights."""
    letters = letters_of([Path(folder) for folder in sys.argv[1:]] or sets())
    learned = learn(letters)
    target = Path(__file__).parent.parent / "vocabulary" / "passages.json"
    write(learned, target)
    sys.stdout.write(f"{len(letters)} letters, {len(learned.signs)} signs: {target}\n")


if __name__ == "__main__":
    main()
