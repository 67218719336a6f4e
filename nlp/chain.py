"""The likeliest purpose of each block in a row: a linear chain with weights as data."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

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

    def scores(self, signs: Sequence[str]) -> list[float]:
        """How well each kind fits a block by itself."""
        total = [0.0] * len(self.kinds)
        for sign in signs:
            if weights := self.signs.get(sign):
                total = [a + b for a, b in zip(total, weights, strict=True)]
        return total

    def best(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """The likeliest row of kinds (Viterbi)."""
        if not rows:
            return []
        size = range(len(self.kinds))
        path: list[list[int]] = []
        score = self.scores(rows[0])
        for signs in rows[1:]:
            into = self.steps[step_of(signs)]
            here = self.scores(signs)
            back, following = [], []
            for kind in size:
                previous = max(size, key=lambda p: score[p] + into[p][kind])
                back.append(previous)
                following.append(score[previous] + into[previous][kind] + here[kind])
            path.append(back)
            score = following
        at = max(size, key=score.__getitem__)
        found = [at]
        for back in reversed(path):
            at = back[at]
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
