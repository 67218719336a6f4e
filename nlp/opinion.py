"""A second opinion on each position, from weights that are learned.

The rules of ``nlp.judgement`` read answers in order and know the forms that they were written for.
Here each sign of ``nlp.grounds`` speaks for some positions and against others, whatever the form.
Where much more is said for another position than for the one by the rules, it is taken. The
weights are learned by ``nlp.training.opinion``.
"""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import cast

import numpy as np
from numpy.typing import NDArray

from nlp.cues import fold
from nlp.grounds import (
    ASIDE,
    MOST,
    Ground,
    Grounds,
    Signs,
    denies,
    kind_of,
    senses_of,
    signs_of_ground,
    signs_of_question,
)
from nlp.judgement import COMPOUND, naming
from nlp.outcome import GIVEN
from nlp.pointers import without_lead
from nlp.response import PositionName, Question
from nlp.statement import Statement
from nlp.told import announces, has_figures, puts_off, refusals, tells
from nlp.weighed import Judgement

Floats = NDArray[np.float64]
SURE = 0.4
"""How much more must be said for another position than for that of the rules."""
FEW = 3
"""Statements of an answer that is not long."""
_NAMED = frozenset({"ncnd", "cost", "vexatious", "elsewhere", "clarify", "withheld"})
"""Refusals that no letter makes without words or a provision for them."""
_PARTS = re.compile(r"\b(?:and|with|by|including|broken down|each)\b")
"""Words of a question that asks for more than one thing."""
_NOTHING = frozenset({"gone", "unmade", "of-others", "would-make", "looked", "before-ours"})
"""Senses of words that tell of nothing to give."""


class Judge:
    """Weights of signs for each position. A sign that is not there says nothing.

    Attributes:
        positions: In the order of the weights.
        signs: Sign → weight of each position.
        bias: Weight of each position before anything is said.
    """

    def __init__(
        self,
        positions: Sequence[str],
        signs: Mapping[str, Sequence[float]],
        bias: Sequence[float],
    ) -> None:
        self.positions = tuple(positions)
        self.signs = signs
        self.bias = np.array(bias)
        self._place = {sign: index for index, sign in enumerate(signs)}
        self._weights = np.array(list(signs.values()))

    def review(
        self, judgement: Judgement, question: Question, stem: str, grounds: Grounds
    ) -> None:
        """Put another position in the place of the one by the rules, where it is surer.

        Args:
            judgement: By the rules; changed in place.
            question: The question that it is about.
            stem: The words that the question stands under.
            grounds: What each question is judged from.
        """
        if judgement.position is None or judgement.same is not None or judgement.settled:
            return
        tied = grounds.by_id[question.id]
        close = [g.statement for g in tied if g.tie not in ASIDE]
        if any(map(puts_off, close)) and not any(map(_speaks, close)):
            return  # "This has been logged, and we will write to you"
        score = self.bias + self._sum(all_signs(question, stem, grounds))
        allowed = _allowed(self.positions, judgement.position, tied, grounds)
        by_rule = self.positions.index(judgement.position)
        best = max(
            (i for i, name in enumerate(self.positions) if name in allowed or i == by_rule),
            key=lambda i: float(score[i]),
        )
        if score[best] - score[by_rule] < SURE:
            return
        position = cast("PositionName", self.positions[best])
        judgement.position, judgement.weak = position, False
        partial = [s for s in judgement.evidence if judgement.partial_ncnd and "ncnd" in s.says]
        speaks = [self._sum(signs) for signs in _each(question, tied)]
        judgement.evidence = self._evidence(position, tied, speaks, grounds.general)
        judgement.evidence += [s for s in partial if s not in judgement.evidence]
        if position in GIVEN and any("ncnd" in refusals(s) for s in close):
            judgement.partial_ncnd = True

    def _sum(self, signs: Mapping[str, float]) -> Floats:
        known = sorted((self._place[s], value) for s, value in signs.items() if s in self._place)
        places = np.array([place for place, _ in known], dtype=np.intp)
        total: Floats = np.array([value for _, value in known]) @ self._weights[places]
        return total

    def _evidence(
        self,
        position: PositionName,
        tied: Sequence[Ground],
        speaks: Sequence[Floats],
        general: Sequence[Statement],
    ) -> list[Statement]:
        """What says so: of what is given the statement that speaks most for it; all provisions."""
        if position == "unanswered":
            return []
        own = [
            (g.statement, says)
            for g, says in zip(tied, speaks, strict=True)
            if g.tie not in ("of another", "past")
        ] or [(s, np.zeros(len(self.positions))) for s in general]
        if position == "partly-disclosed":
            refused = [s for s, _ in own if refusals(s) - {"not-held"}]
            given = [(s, says) for s, says in own if s not in refused]
            return [*self._most("disclosed", given), *naming(refused)]
        if position in GIVEN:
            own = [one for one in own if not refusals(one[0])] or own
        refused = [s for s, _ in own if position in refusals(s)]
        if not refused and position not in GIVEN:
            refused = [s for s in general if position in refusals(s)]
        return naming(refused) if refused else self._most(position, own)

    def _most(
        self, position: PositionName, own: Sequence[tuple[Statement, Floats]]
    ) -> list[Statement]:
        if not own:
            return []
        column = self.positions.index(position)
        return [max(own, key=lambda one: float(one[1][column] - one[1].mean()))[0]]


def _allowed(
    positions: Sequence[str], by_rule: str, tied: Sequence[Ground], grounds: Grounds
) -> set[str]:
    """The positions for which the letter has any evidence at all.

    What the rules find to be given in part, with a figure, is not refused.
    """
    allowed = set(positions) - _NAMED | grounds.refused
    if not grounds.refused:
        allowed -= {"partly-disclosed"}
    if "not-held" not in grounds.refused and not any(_lacks(g.statement.text) for g in tied):
        allowed -= {"not-held"}
    if all(g.tie in ("of a part", "of the whole") for g in tied) and not any(
        s.table or announces(s) for s in grounds.general
    ):
        allowed -= {*GIVEN, "not-applicable"}
    if by_rule == "partly-disclosed" and any(_gives(g) for g in tied):
        allowed -= _NAMED
    return allowed


def _lacks(text: str) -> bool:
    """Whether a sentence denies, or tells in some way that there is nothing to give."""
    return denies(text) or bool(_NOTHING & set(senses_of(text)))


def _speaks(s: Statement) -> bool:
    """Whether a statement gives, refuses or tells anything at all."""
    return s.table or announces(s) or bool(refusals(s)) or tells(s)


def _gives(ground: Ground) -> bool:
    """Whether a statement made for a question alone opens its answer with a figure."""
    s = ground.statement
    plain = ground.tie == "own" and s.section.kind == "response" and not refusals(s)
    return plain and bool(re.match(r"£?\d[\d,.]*\b(?!\))", without_lead(s.text)))


def _turns(tied: Sequence[Ground]) -> str:
    """What the first statements made for a question do, in order: tell, give, refuse."""
    found: list[str] = []
    for g in tied:
        if g.tie in ASIDE:
            continue
        s = g.statement
        does: str = min(refusals(s), default="")
        if not does and (s.table or announces(s)):
            does = "gives"
        elif not does and tells(s):
            does = "counts" if has_figures(without_lead(s.text)) else "tells"
        if does and found[-1:] != [does]:
            found.append(does)
    return " ".join(found[:3])


def _each(question: Question, tied: Sequence[Ground]) -> list[Signs]:
    """The signs of each statement that is tied to a question."""
    kind = kind_of(question)
    asked = senses_of(fold(question.text))
    made = [g for g in tied if g.tie not in ASIDE]
    first, second = next(iter(made), None), next(iter(made[1:]), None)
    found = []
    for g in tied:
        signs: Signs = defaultdict(float)
        for sign, value in signs_of_ground(
            g,
            first=g is first,
            second=g is second,
            share=min(1.0, FEW / len(tied)),
            kind=kind,
            asked=asked,
        ):
            signs[sign] += value
        found.append(signs)
    return found


def all_signs(question: Question, stem: str, grounds: Grounds) -> Signs:
    """The signs of the question, of the letter and of each statement, as often as they count."""
    signs: Signs = defaultdict(float, grounds.letter)
    for sign in signs_of_question(question, stem):
        signs[sign] += 1
    tied = grounds.by_id[question.id]
    of_it = sum(question.id in g.statement.ids for g in tied)
    signs[f"statements: {min(of_it, 2)}"] = 1
    signs[f"many statements: {of_it > FEW}"] = 1
    for one in _each(question, tied):
        for sign, value in one.items():
            signs[sign] += value
    turns = _turns(tied)
    signs[f"turns: {turns}"] = 1
    if COMPOUND.search(fold(question.text)) or _PARTS.search(fold(question.text)):
        signs[f"turns: {turns}, of several"] = 1
    return {sign: min(value, MOST) for sign, value in signs.items()}


@cache
def second_opinion() -> Judge:
    """The weights of ``nlp/vocabulary/positions.json``."""
    path = files("nlp") / "vocabulary" / "positions.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Judge(data["positions"], data["signs"], data["bias"])
