"""Learn the weights of a network from letters, by the gradient of how likely it finds the truth.

Half of the letters are shown without all or some of what ties statements to questions, so that the
network learns to tell by words and places where nothing else does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi

import numpy as np
from numpy.typing import NDArray

from nlp.bearings import BEARINGS, bearings
from nlp.grounds import Grounds
from nlp.network import NAMES, Bag, Floats, Pass, Seen, Weights, passed

WIDTH, HIDDEN = 32, 96
EPOCHS, BATCH, RATE, PENALTY = 12, 8, 3e-3, 0.02
DROPPED, FORGOTTEN, UNTIED = 0.3, 0.15, 0.5
"""Of what is made of a letter, of its signs, and of letters shown without ties."""
SMOOTH = 0.05
"""How much of the truth is shared out among all positions."""
STEEPEST = 2.0
USUAL = 20.0
"""Questions of a batch, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A letter to learn from.

    Attributes:
        seen: The letter.
        grounds: From which its bearings are made, anew each time.
        right: Place of the position of each question; -1 where it is not known.
        count: How much the letter counts.
    """

    seen: Seen
    grounds: Grounds
    right: NDArray[np.intp]
    count: float = 1.0


def trained(lessons: Sequence[Lesson], signs: int, positions: int, seed: int) -> Weights:
    """Weights learned from lessons, in an order that the seed decides."""
    chance = np.random.default_rng(seed)

    weights = begun(chance, signs=signs, pairs=BEARINGS, positions=positions)
    means = {name: np.zeros_like(getattr(weights, name)) for name in NAMES}
    squares = {name: np.zeros_like(getattr(weights, name)) for name in NAMES}
    steps = EPOCHS * -(-len(lessons) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = chance.permutation(len(lessons))
        for start in range(0, len(order), BATCH):
            steep = {name: np.zeros_like(getattr(weights, name)) for name in NAMES}
            for index in order[start : start + BATCH]:
                _learn(weights, lessons[index], chance, steep)
            rate = RATE * (0.5 + 0.5 * cos(pi * step / steps))
            step += 1
            _move(weights, steep, means, squares, rate, step)
    return weights


def begun(chance: np.random.Generator, *, signs: int, pairs: int, positions: int) -> Weights:
    """Weights by chance, for so many signs, numbers of each pair and positions."""

    def spread(*shape: int) -> Floats:
        edge = 1 / np.sqrt(shape[0])
        return chance.uniform(-edge, edge, shape)

    return Weights(
        signs=chance.normal(0, 0.1, (signs, WIDTH)),
        before=chance.normal(0, 0.02, (WIDTH, WIDTH)),
        after=chance.normal(0, 0.02, (WIDTH, WIDTH)),
        pair=spread(pairs + 3 * WIDTH, HIDDEN),
        pair_bias=np.zeros(HIDDEN),
        attention=spread(HIDDEN),
        whole=spread(HIDDEN + 2 * WIDTH, HIDDEN),
        whole_bias=np.zeros(HIDDEN),
        position=spread(HIDDEN, positions),
        position_bias=np.zeros(positions),
    )


def _learn(
    weights: Weights, one: Lesson, chance: np.random.Generator, steep: dict[str, Floats]
) -> None:
    """Add the gradient of one letter, some of it left out by chance."""
    rows, columns = one.grounds.shared.shape
    seen = Seen(
        statements=[_some(bag, chance) for bag in one.seen.statements],
        questions=[_some(bag, chance) for bag in one.seen.questions],
        letter=_some(one.seen.letter, chance),
    )
    bears = bearings(one.grounds, _known(one.grounds, chance))

    def kept(*shape: int) -> Floats:
        return (chance.random(shape) >= DROPPED) / (1 - DROPPED)

    masks = (
        kept(columns, WIDTH), kept(rows, WIDTH), kept(rows, HIDDEN + 2 * WIDTH),
        kept(rows, HIDDEN),
    )  # fmt: skip
    of_letter = passed(weights, seen, bears, masks)
    for name, slope in gradient(weights, seen, of_letter, one.right, masks).items():
        steep[name] += one.count * slope


def _some(bag: Bag, chance: np.random.Generator) -> Bag:
    places, values = bag
    stays = chance.random(len(places)) >= FORGOTTEN
    return places[stays], values[stays]


def _known(grounds: Grounds, chance: np.random.Generator) -> NDArray[np.bool_]:
    """Of which statements it is known what ties them: all, none, or those of some paragraphs."""
    columns = len(grounds.found)
    if chance.random() >= UNTIED:
        return np.ones(columns, dtype=np.bool_)
    if chance.random() < 0.5:
        return np.zeros(columns, dtype=np.bool_)
    blocks = {s.block: chance.random() < 0.5 for s in grounds.found}
    return np.array([blocks[s.block] for s in grounds.found], dtype=np.bool_)


def gradient(
    weights: Weights, seen: Seen, made: Pass, right: NDArray[np.intp], kept: Sequence[Floats]
) -> dict[str, Floats]:
    """How steeply each weight makes the truth less likely.

    Args:
        weights: Of the network.
        seen: The letter.
        made: What the network made of it.
        right: Place of the position of each question; -1 where it is not known.
        kept: As in ``passed``.
    """
    own, asks, of_all, of_whole = kept
    width, hidden = len(weights.before), len(weights.attention)
    known = right >= 0
    truth = np.full(made.score.shape, SMOOTH / made.score.shape[1])
    truth[np.flatnonzero(known), right[known]] += 1 - SMOOTH
    score = (np.exp(made.score) - truth) * known[:, None]
    whole = score @ weights.position.T * of_whole * (made.whole > 0)
    gathered = whole @ weights.whole.T * of_all
    pooled, there = gathered[:, :hidden], gathered[:, hidden : hidden + width]
    deserved = np.einsum("qh,qsh->qs", pooled, made.pair)
    logit = made.attention * (deserved - (made.attention * deserved).sum(axis=1, keepdims=True))
    pair = made.attention[:, :, None] * pooled[:, None] + logit[:, :, None] * weights.attention
    pair *= made.pair > 0
    joined = pair @ weights.pair[-3 * width :].T
    of_said, of_asked, of_both = (
        joined[:, :, at : at + width] for at in range(0, 3 * width, width)
    )
    here = of_said.sum(axis=0) + np.einsum("qsd,qd->sd", of_both, made.asked * asks)
    there = there + of_asked.sum(axis=1) + np.einsum("qsd,sd->qd", of_both, made.said * own)
    said = here * own * (1 - made.said**2)
    raw = np.zeros_like(said)
    raw[:-1] += said[1:] @ weights.before.T
    raw[1:] += said[:-1] @ weights.after.T
    signs = np.zeros_like(weights.signs)
    _spread(signs, seen.statements, said + raw * (1 - made.raw**2))
    _spread(signs, seen.questions, there * asks * (1 - made.asked**2))
    letter = gathered[:, hidden + width :].sum(axis=0) * (1 - made.letter**2)
    _spread(signs, [seen.letter], letter[None])
    rows = made.joined.shape[2]
    return {
        "signs": signs,
        "before": made.raw[:-1].T @ said[1:],
        "after": made.raw[1:].T @ said[:-1],
        "pair": made.joined.reshape(-1, rows).T @ pair.reshape(-1, hidden),
        "pair_bias": pair.sum(axis=(0, 1)),
        "attention": np.einsum("qs,qsh->h", logit, made.pair),
        "whole": made.gathered.T @ whole,
        "whole_bias": whole.sum(axis=0),
        "position": made.whole.T @ score,
        "position_bias": score.sum(axis=0),
    }


def _spread(signs: Floats, bags: Sequence[Bag], slopes: Floats) -> None:
    for (places, values), slope in zip(bags, slopes, strict=True):
        np.add.at(signs, places, values[:, None] * slope)


def _move(
    weights: Weights,
    steep: dict[str, Floats],
    means: dict[str, Floats],
    squares: dict[str, Floats],
    rate: float,
    step: int,
) -> None:
    """One step down (Adam, with weights that shrink)."""
    size = np.sqrt(sum(float((slope**2).sum()) for slope in steep.values())) / USUAL
    scale = min(1.0, STEEPEST / (size + 1e-9)) / USUAL
    for name, slope in steep.items():
        value, mean, square = getattr(weights, name), means[name], squares[name]
        slope *= scale
        mean += 0.1 * (slope - mean)
        square += 0.001 * (slope**2 - square)
        value *= 1 - rate * PENALTY
        value -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)


def rounded(weights: Weights) -> Weights:
    """The weights as they are kept, in half precision."""
    halves = {name: getattr(weights, name).astype(np.float16) for name in NAMES}
    return Weights(**{name: half.astype(float) for name, half in halves.items()})
