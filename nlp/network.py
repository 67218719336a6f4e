"""A small network that weighs the statements of a letter for each question.

What a statement says, what those before and after it say, what the question asks and how the one
bears on the other are put together for each pair. From that comes how much attention the statement
deserves for the question, and of all statements, so weighed, how likely each position is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bag = tuple[NDArray[np.intp], Floats]
"""Places of signs, and how often each counts."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of a network with ``d`` numbers for a sign and ``h`` for a pair.

    Attributes:
        signs: ``(signs, d)``, for statements, questions and letters.
        before: ``(d, d)``, from the statement before.
        after: ``(d, d)``, from the statement after.
        pair: ``(bearings + 3 * d, h)``.
        pair_bias: ``(h,)``.
        attention: ``(h,)``.
        whole: ``(h + 2 * d, h)``.
        whole_bias: ``(h,)``.
        position: ``(h, positions)``.
        position_bias: ``(positions,)``.
    """

    signs: Floats
    before: Floats
    after: Floats
    pair: Floats
    pair_bias: Floats
    attention: Floats
    whole: Floats
    whole_bias: Floats
    position: Floats
    position_bias: Floats


NAMES = tuple(field.name for field in fields(Weights))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The signs of a letter.

    Attributes:
        statements: Signs of each statement.
        questions: Signs of each question.
        letter: Signs of the letter.
    """

    statements: Sequence[Bag]
    questions: Sequence[Bag]
    letter: Bag


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What a network makes of a letter on its way from signs to positions.

    Attributes:
        raw: ``(statements, d)``, what each says by itself.
        said: ``(statements, d)``, the same among its neighbours.
        asked: ``(questions, d)``.
        letter: ``(d,)``.
        joined: ``(questions, statements, bearings + 3 * d)``.
        pair: ``(questions, statements, h)``.
        attention: ``(questions, statements)``, one in each row.
        gathered: ``(questions, h + 2 * d)``.
        whole: ``(questions, h)``.
        score: ``(questions, positions)``, logarithms of how likely each is.
    """

    raw: Floats
    said: Floats
    asked: Floats
    letter: Floats
    joined: Floats
    pair: Floats
    attention: Floats
    gathered: Floats
    whole: Floats
    score: Floats


def bag(signs: Mapping[str, float], places: Mapping[str, int]) -> Bag:
    """The signs that have a place."""
    known = [(places[sign], value) for sign, value in signs.items() if sign in places]
    return (
        np.array([place for place, _ in known], dtype=np.intp),
        np.array([value for _, value in known]),
    )


def summed(bags: Sequence[Bag], signs: Floats) -> Floats:
    """The weights of the signs of each bag, as often as they count."""
    out = np.zeros((len(bags), signs.shape[1]))
    for row, (places, values) in enumerate(bags):
        if len(places):
            out[row] = values @ signs[places]
    return out


def passed(weights: Weights, seen: Seen, bearings: Floats, kept: Sequence[Floats] = ()) -> Pass:
    """Read a letter.

    Args:
        weights: Of the network.
        seen: The letter.
        bearings: ``(questions, statements, bearings)``.
        kept: How much counts of statements, of questions, of what is gathered for them and of
            what is made of that, while the weights are learned; else all of it once.
    """
    own, asks, of_all, of_whole = kept or (1.0, 1.0, 1.0, 1.0)
    plain = summed(seen.statements, weights.signs)
    raw = np.tanh(plain)
    from_before, from_after = np.zeros_like(raw), np.zeros_like(raw)
    from_before[1:], from_after[:-1] = raw[:-1], raw[1:]
    said = np.tanh(plain + from_before @ weights.before + from_after @ weights.after)
    asked = np.tanh(summed(seen.questions, weights.signs))
    letter = np.tanh(summed([seen.letter], weights.signs))[0]
    here, there = said * own, asked * asks
    shape = (len(asked), len(said), said.shape[1])
    joined = np.concatenate(
        [
            bearings,
            np.broadcast_to(here, shape),
            np.broadcast_to(there[:, None], shape),
            there[:, None] * here,
        ],
        axis=2,
    )
    pair = np.maximum(joined @ weights.pair + weights.pair_bias, 0)
    attention = softmax(pair @ weights.attention)
    gathered = np.concatenate(
        [
            np.einsum("qs,qsh->qh", attention, pair),
            there,
            np.broadcast_to(letter, there.shape),
        ],
        axis=1,
    )
    gathered = gathered * of_all
    whole = np.maximum(gathered @ weights.whole + weights.whole_bias, 0) * of_whole
    score = whole @ weights.position + weights.position_bias
    return Pass(
        raw=raw, said=said, asked=asked, letter=letter, joined=joined, pair=pair,
        attention=attention, gathered=gathered, whole=whole, score=score - logsum(score),
    )  # fmt: skip


def softmax(values: Floats) -> Floats:
    """Shares of one, row by row."""
    if not values.shape[-1]:
        return values
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def logsum(values: Floats) -> Floats:
    """The logarithm of the sum of what each row is the logarithm of."""
    most = values.max(axis=-1, keepdims=True)
    total: Floats = most + np.log(np.exp(values - most).sum(axis=-1, keepdims=True))
    return total
