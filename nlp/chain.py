"""The likeliest purpose of each block in a row: a linear chain with weights as data."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

STEPS = ("heading", "headed", "next", "other")
"""Transitions have weights of their own into a heading, into what follows one, into the next item
of a list, and elsewhere."""


class Chain:
    """Weights for signs and for steps from one kind to the next.

    Attributes:
        kinds: In the order of the weights.
        signs: Sign → weight of each kind. A sign that is not there says nothing.
        steps: Step → from kind → weight of each kind that follows.
    """

    def __init__(
        self,
        kinds: Sequence[str],
        signs: Mapping[str, Sequence[float]],
        steps: Mapping[str, Sequence[Sequence[float]]],
    ) -> None:
        self.kinds = tuple(kinds)
        self.signs = signs
        self.steps = steps
        self._place = {sign: index for index, sign in enumerate(signs)}
        self._weights = np.array(list(signs.values()), dtype=np.float64)
        self._into = {step: np.array(table) for step, table in steps.items()}

    def scores(self, signs: Sequence[str]) -> NDArray[np.float64]:
        """How well each kind fits a block by itself."""
        places = [place for place in map(self._place.get, signs) if place is not None]
        known = np.array(places, dtype=np.intp)
        total: NDArray[np.float64] = np.add.reduce(self._weights.take(known, axis=0))
        return total

    def best(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """The likeliest row of kinds (Viterbi)."""
        if not rows:
            return []
        path: list[NDArray[np.int64]] = []
        score = self.scores(rows[0])
        for signs in rows[1:]:
            ways = score[:, None] + self._into[step_of(signs)]
            path.append(ways.argmax(axis=0))
            score = np.maximum.reduce(ways) + self.scores(signs)
        at = int(score.argmax())
        found = [at]
        for back in reversed(path):
            at = int(back[at])
            found.append(at)
        return [self.kinds[k] for k in reversed(found)]


def step_of(signs: Sequence[str]) -> str:
    """Which table of steps leads into a block."""
    if "kind:heading" in signs:
        return "heading"
    if "next item" in signs:
        return "next"
    return "headed" if "headed" in signs else "other"


@cache
def chain(name: str) -> Chain:
    """The weights of ``nlp/vocabulary/NAME.json``."""
    path = files("nlp") / "vocabulary" / f"{name}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Chain(data["kinds"], data["signs"], data["steps"])
